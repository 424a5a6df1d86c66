"""A column appended to a sheet's table, looking like one that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dxbook.finding import column_letter, column_number
from dxbook.parts.archive import Archive
from dxbook.parts.links import targets
from dxbook.parts.workbook import Workbook
from dxbook.parts.xml import Element, Source, put, spliced

_AREA = re.compile(r"\$?([A-Z]+)\$?([0-9]+):\$?([A-Z]+)\$?([0-9]+)")
_LETTERS = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True)
class Area:
    """A table: its part, and the corners of what it covers, header row included."""

    part: str
    first_column: int
    first_row: int
    last_column: int
    last_row: int


def table_at(workbook: Workbook, title: str, header_row: int) -> Area | None:
    """The sheet's table whose headers stand in ``header_row``, or None."""
    for part in targets(workbook.archive, workbook.sheets[title], "table"):
        root = _source(workbook.archive, part).first(b"table")
        match = _AREA.fullmatch(root.get("ref") or "") if root else None
        if match and int(match[2]) == header_row:
            return Area(part, column_number(match[1]), header_row, column_number(match[3]), int(match[4]))
    return None


def append_column(workbook: Workbook, title: str, header_row: int, header: str, like: int) -> int:
    """Put a column ``header`` to the right of the table, styled as column ``like``; returns its number.

    Where something stands beside the table, the column comes behind all that, outside of it. The cells are
    empty; fill them with ``workbook.set``.
    """
    part = workbook.sheets[title]
    source = _source(workbook.archive, part)
    rows = list(_rows(source))
    area = table_at(workbook, title, header_row)
    cells = [(number, column, cell) for number, row in rows for column, cell in _cells(source, row)]
    filled = [(number, column) for number, column, cell in cells if cell.inner < cell.inner_end]
    right = area.last_column if area else max((column for number, column in filled if number == header_row), default=0)
    last_row = area.last_row if area else max((number for number, _ in filled), default=header_row)
    if any(column == right + 1 and header_row <= number <= last_row for number, column in filled):
        area, right = None, max(column for _, column in filled)
    new = right + 1
    styles = {number: cell.get("s") for number, column, cell in cells if column == like}
    edits = [edit for number, row in rows if header_row <= number <= last_row
             for edit in _with_cell(source, number, row, new, styles.get(number))]
    edits += [*_width(source, new, like), *_dimension(source, new)]
    workbook.archive.put(part, spliced(source.data, sorted(edits, key=lambda each: each[:2])))
    if area:
        _widen(workbook.archive, area, header)
    workbook.set(title, f"{column_letter(new)}{header_row}", header)
    workbook.apply()  # the next column stands beside this one
    return new


def _source(archive: Archive, part: str) -> Source:
    return Source(archive.read(part), archive.name)


def _rows(source: Source) -> Iterator[tuple[int, Element]]:
    number = 0
    for row in source.find(b"row"):
        number = int(row.get("r") or number + 1)
        yield number, row


def _cells(source: Source, row: Element) -> Iterator[tuple[int, Element]]:
    column = 0
    for cell in source.find(b"c", start=row.inner, stop=row.inner_end):
        match = _LETTERS.match(cell.get("r") or "")
        column = column_number(match[0]) if match else column + 1
        yield column, cell


def _with_cell(
    source: Source, number: int, row: Element, column: int, style: str | None
) -> Iterator[tuple[int, int, bytes]]:
    """An empty cell in its place in the row; an empty one that is there gives way."""
    p = source.prefix
    cell = b"<%bc%b/>" % (p, put(put(b"", "r", f"{column_letter(column)}{number}"), "s", style))
    head = put(row.head, "spans", None)
    if row.alone:
        yield row.start, row.end, b"<%brow%b>%b</%brow>" % (p, head.rstrip(), cell, p)
        return
    if head != row.head:
        yield row.start, row.inner, b"<%brow%b>" % (p, head)
    for at, each in _cells(source, row):
        if at >= column:
            yield each.start, each.end if at == column else each.start, cell
            return
    yield row.inner_end, row.inner_end, cell


def _width(source: Source, new: int, like: int) -> Iterator[tuple[int, int, bytes]]:
    columns = source.first(b"cols")
    if columns is None:
        return
    listed = [(int(each.get("min") or 0), int(each.get("max") or 0), each)
              for each in source.find(b"col", start=columns.inner, stop=columns.inner_end)]
    head = next((each.head for low, high, each in listed if low <= like <= high), None)
    if head is None or any(low <= new <= high for low, high, _ in listed):
        return
    for attribute in ("hidden", "collapsed"):
        head = put(head, attribute, None)
    at = next((each.start for low, _, each in listed if low > new), columns.inner_end)
    yield at, at, b"<%bcol%b/>" % (source.prefix, put(put(head, "min", new), "max", new).rstrip())


def _dimension(source: Source, new: int) -> Iterator[tuple[int, int, bytes]]:
    dimension = source.first(b"dimension")
    match = _AREA.fullmatch(dimension.get("ref") or "") if dimension else None
    if dimension and match and column_number(match[3]) < new:
        ref = f"{match[1]}{match[2]}:{column_letter(new)}{match[4]}"
        yield dimension.start, dimension.inner, dimension.tag(source.prefix, put(dimension.head, "ref", ref))


def _widen(archive: Archive, area: Area, header: str) -> None:
    """The table one column wider; Excel repairs a table whose names are not those in its header cells."""
    source = _source(archive, area.part)
    ref = (f"{column_letter(area.first_column)}{area.first_row}:"
           f"{column_letter(area.last_column + 1)}{area.last_row}")
    edits = [(each.start, each.inner, each.tag(source.prefix, put(each.head, "ref", ref)))
             for name in (b"table", b"autoFilter") for each in _of(source, name)]
    block = source.first(b"tableColumns")
    if block is not None:
        listed = list(source.find(b"tableColumn", start=block.inner, stop=block.inner_end))
        number = max((int(each.get("id") or 0) for each in listed), default=0) + 1
        head = put(put(b"", "id", number), "name", header)
        edits += [(block.start, block.inner, block.tag(source.prefix, put(block.head, "count", len(listed) + 1))),
                  (block.inner_end, block.inner_end, b"<%btableColumn%b/>" % (source.prefix, head))]
    archive.put(area.part, spliced(source.data, sorted(edits)))


def _of(source: Source, name: bytes) -> list[Element]:
    """The first element of the name, also where it lies in the root."""
    found = source.first(name)
    return [found] if found else []
