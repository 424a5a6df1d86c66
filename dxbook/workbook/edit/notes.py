"""The notes of one sheet renewed: comments, their boxes, and what leads from the sheet to both."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from dxbook.workbook.edit import comments, vml
from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.areas import columns
from dxbook.workbook.edit.order import place
from dxbook.workbook.edit.relations import declare, free_name, namespace, relate, related, relations
from dxbook.workbook.edit.sheet_tabs import main_namespace
from dxbook.workbook.edit.xml import Source, made, put
from dxbook.workbook.make import count_lines

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_ROW = re.compile(rb"<(?:[\w.-]+:)?row\s([^>]*)>")
_NUMBER = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_TALL = re.compile(rb"\bht=[\"']([\d.]{1,9})[\"']")
_USUAL_ROW = 15.0


def renewed(archive: Archive, part: str, source: Source, notes: Mapping[str, str], digit: float) -> Source:
    """Put ``notes`` (cell → text) on the sheet in place of our earlier ones; returns the sheet.

    ``digit``: pixels of one unit of a column's width.
    """
    known = related(archive, part, "comments")
    if not known and not notes:
        return source
    before = archive.source(known) if known else Source(comments.blank(main_namespace(archive)), archive.name)
    body, gone = comments.without_ours(before)
    body, new = comments.with_notes(body, notes) if notes else (body, [])
    if not known:
        known = free_name(archive, "xl/comments{}.xml")
        declare(archive, known, _COMMENTS)
        relate(archive, part, "comments", known)
    archive.put(known, body.data)
    return _boxes(archive, part, source, gone, {cell: notes[cell] for cell in new}, digit)


def _boxes(
    archive: Archive, part: str, source: Source, gone: set[str], new: Mapping[str, str], digit: float
) -> Source:
    """The sheet leading to a drawing with a box for each new note, and without those of the notes that are gone."""
    own = source.child(source.root, b"legacyDrawing")
    targets = {each.identity: each.target for each in relations(archive, part)}
    drawing = targets.get(own.link, "") if own else ""
    present = drawing in archive
    if not new and not (gone and present):
        return source
    shapes = vml.without(archive.read(drawing), gone) if present else vml.blank()
    column, row = _columns(source, digit), _rows(source.data)
    shapes = vml.with_boxes(shapes, [
        (cell, vml.anchor(cell, _height(text), column, row)) for cell, text in new.items()
    ])
    if present:
        archive.put(drawing, shapes)
        return source
    drawing = free_name(archive, "xl/drawings/vmlDrawing{}.vml")
    archive.put(drawing, shapes)
    declare(archive, drawing, _VML)
    number = relate(archive, part, "vmlDrawing", drawing)
    head = put(put(b"", "xmlns:r", namespace(archive)), "r:id", number)
    at, end = (own.start, own.end) if own else (place(source, "legacyDrawing"),) * 2
    return source.edited([(at, end, made(source.prefix, b"legacyDrawing", head))])


def _height(text: str) -> float:
    """Pixels of the box: its lines at 9 points, with some air (other systems' faces are wider)."""
    return min(count_lines(text, vml.WIDTH - 12, 9.0) * 9 * 96 / 72 * 1.4 + 12, 500)


def _columns(source: Source, digit: float) -> Callable[[int], float]:
    """Pixels of a column, counted from 0."""
    form = source.first(b"sheetFormatPr")
    usual = float((form.get("defaultColWidth") if form else "") or 8.43) * digit
    spans = [
        (first - 1, last - 1,
         0.0 if each.get("hidden") in ("1", "true") else float(each.get("width") or 8.43) * digit)
        for first, last, each in columns(source)
    ]
    return lambda number: next((width for low, high, width in spans if low <= number <= high), usual)


def _rows(xml: bytes) -> Callable[[int], float]:
    """Pixels of a row, counted from 0."""
    heights = {}
    for found in _ROW.finditer(xml):
        number, tall = _NUMBER.search(found[1]), _TALL.search(found[1])
        if number and tall:
            heights[int(number[1]) - 1] = float(tall[1]) * 96 / 72
    return lambda number: heights.get(number, _USUAL_ROW * 96 / 72)

