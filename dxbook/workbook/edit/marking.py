"""Marks on a person's own workbook that can be taken off again: coloured cells, and notes that say why.

The colours are conditional formats and not cell styles. A cell's own style stays as it is, byte by byte; a
mark comes off by taking its rule away, even after Excel has saved the workbook and numbered all styles anew;
and the colour of an empty cell goes away as soon as somebody fills it. The price is a thin border in place of
a thick one, so the ground is strong (red-200 under bold text): in pictures at a third of the real size it
stands out of the pale yellow of the entry cells at once. Our rules come before all others, so that no format
of the sheet hides them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dxbook import look
from dxbook.findings import Finding, Level, column_letter, column_number
from dxbook.workbook.edit import notes
from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.escaping import content, escaped
from dxbook.workbook.edit.order import place
from dxbook.workbook.edit.relations import related
from dxbook.workbook.edit.sheet_tabs import Tab, tabs
from dxbook.workbook.edit.styles import Styles
from dxbook.workbook.edit.xml import Edit, Element, Source

SIGN = 'LEN("dxbook")=6'
"""Always true, and found in every formula of ours: how a mark is known again."""
_PRIORITY = re.compile(rb"<(?:[\w.-]+:)?cfRule\b[^>]*?\bpriority=[\"'](\d+)")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3}\d{1,7})[\"'][^>]*?(?<!/)>\s*<")
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_SPAN = 1000
"""Ranges in one rule."""


@dataclass(slots=True)
class Marks:
    """What one sheet gets: cells by colour, and notes by cell."""

    cells: dict[str, Level]
    empty: set[str]
    notes: dict[str, str]


def mark(archive: Archive, found: Sequence[Finding]) -> None:
    """Take the marks of an earlier run off all sheets, and mark the cells of ``found``."""
    by_sheet: dict[str, list[Finding]] = defaultdict(list)
    for each in found:
        if _ADDRESS.fullmatch(each.cell):
            by_sheet[each.sheet].append(each)
    styles = Styles.of(archive) if by_sheet else None
    for tab in tabs(archive):
        if tab.part:
            _sheet(archive, styles, tab, by_sheet.get(tab.title, []))
    if styles is not None:
        styles.save()


def _sheet(archive: Archive, styles: Styles | None, tab: Tab, found: list[Finding]) -> None:
    if not found and b"dxbook" not in archive.read(tab.part) and not related(archive, tab.part, "comments"):
        return
    source = _unmarked(archive.source(tab.part))
    marks = _marks(source, found)
    if styles is not None and marks.cells:
        source = _coloured(source, styles, marks)
    source = notes.renewed(archive, tab.part, source, marks.notes, styles.digit if styles else 0.0)
    archive.put(tab.part, source.data)


def _unmarked(source: Source) -> Source:
    """The sheet without our rules; a block that held no others goes whole."""
    if b"dxbook" not in source.data:
        return source
    gone: list[Element] = []
    for block in source.find(b"conditionalFormatting"):
        rules = [each for each in source.children(block) if each.name == b"cfRule"]
        ours = [rule for rule in rules if any(SIGN in content(source.inside(each)) for each in source.children(rule)
                                              if each.name == b"formula")]
        gone += [block] if ours and len(ours) == len(rules) else ours
    return source.edited([(each.start, each.end, b"") for each in gone])


def _marks(source: Source, found: list[Finding]) -> Marks:
    merged = _merged(source) if found else {}
    cells: dict[str, list[Finding]] = defaultdict(list)
    for each in found:
        first, colon, last = each.cell.partition(":")
        cells[each.cell if colon and first != last else merged.get(first, first)].append(each)
    filled = {each.decode() for each in _CELL.findall(source.data)} if cells else set()
    levels = {cell: min((each.level for each in own), key=lambda level: level.rank) for cell, own in cells.items()}
    empty = {cell for cell, own in cells.items()
             if cell.partition(":")[0] not in filled and not any(each.value for each in own)}
    said: dict[str, str] = {}
    for cell, own in cells.items():
        corner = cell.partition(":")[0]
        text = "\n".join(f"【{each.level}】{each.message}\n→{each.remedy}" for each in own)
        said[corner] = f"{said[corner]}\n{text}" if corner in said else text
    coloured: dict[str, Level] = {cell: level for cell, level in levels.items() if level is not Level.INFO}
    return Marks(coloured, empty, said)


def _merged(source: Source) -> dict[str, str]:
    """Every cell that is the corner of merged cells → the whole of them."""
    refs = [each.get("ref") or "" for each in source.children(source.first(b"mergeCells"))]
    return {ref.partition(":")[0]: ref for ref in refs}


def _coloured(source: Source, styles: Styles, marks: Marks) -> Source:
    """The sheet with our rules, before all others."""
    prefix = source.prefix.decode()
    formats = {
        Level.ERROR: styles.mark(look.TEXT, look.ERROR_MARK, look.ERROR),
        Level.WARNING: styles.mark(look.TEXT, look.WARNING_MARK, look.WARNING),
    }
    rules: list[str] = []
    for level, number in formats.items():
        lasting = [cell for cell, own in marks.cells.items() if own is level and cell not in marks.empty]
        for ranges in _ranges(lasting):
            rules.append(_rule(prefix, ranges, number, len(rules) + 1, SIGN))
        for cell in sorted(marks.empty & marks.cells.keys(), key=_position):
            if marks.cells[cell] is level:
                corner = re.sub(r"([A-Z]+)", r"$\1$", cell.partition(":")[0])
                rules.append(_rule(prefix, cell, number, len(rules) + 1, f"AND({SIGN},LEN({corner})=0)"))
    at = place(source, "conditionalFormatting")
    return source.edited([(at, at, "".join(rules).encode()), *_behind(source, len(rules))])


def _rule(prefix: str, ranges: str, number: int, priority: int, formula: str) -> str:
    block, rule, text = (prefix + name for name in ("conditionalFormatting", "cfRule", "formula"))
    return (f'<{block} sqref="{ranges}"><{rule} type="expression" dxfId="{number}" priority="{priority}">'
            f"<{text}>{escaped(formula)}</{text}></{rule}></{block}>")


def _behind(source: Source, ours: int) -> list[Edit]:
    """The edits that put the sheet's own rules behind the first ``ours``: their order stays."""
    present = [(int(found[1]), *found.span(1)) for found in _PRIORITY.finditer(source.data)]
    shift = ours + 1 - min((priority for priority, _, _ in present), default=ours + 1)
    return [(start, stop, b"%d" % (priority + shift)) for priority, start, stop in present] if shift > 0 else []


def _position(cell: str) -> tuple[int, int]:
    match = _ADDRESS.fullmatch(cell)
    if match is None:
        raise ValueError(f"{cell!r} is no A1 address")
    return column_number(match[1]), int(match[2])


def _ranges(cells: Iterable[str]) -> list[str]:
    """Cells joined to ranges down the columns, in texts of so many ranges: ["A5:A9 C7", …]."""
    whole = [cell for cell in cells if ":" in cell]
    runs: list[tuple[int, int, int]] = []
    for column, row in sorted(_position(cell) for cell in cells if ":" not in cell):
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1] = (column, runs[-1][1], row)
        else:
            runs.append((column, row, row))
    shown = [
        f"{(letter := column_letter(column))}{first}" + (f":{letter}{last}" if last > first else "")
        for column, first, last in runs
    ] + whole
    return [" ".join(shown[at:at + _SPAN]) for at in range(0, len(shown), _SPAN)]
