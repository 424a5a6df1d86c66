"""What calamine does not tell about the sheets of an .xlsx, read from the sheets' XML.

Hidden rows and columns, merged cells, formulas never calculated, error values, numbers shown as %, and how
far the sheet reaches: calamine allocates the whole rectangle, so that must be known before it reads.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree import ElementTree

from dxbook.findings import column_letter, column_number

TAIL = 65_536
"""Bytes at a sheet's end in which its list of tables stands: behind it come extensions only."""
MAX_CELLS = 5_000_000
"""Cells of the rectangles from A1 to the last cell with content, of all sheets that reach beyond FZ9999."""

Cell = tuple[int, int]
Area = tuple[int, int, int, int]


@dataclass(slots=True)
class SheetScan:
    """One sheet; rows and columns are 1-based. ``merged``: first row, first column, last row, last column."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    uncached: set[Cell] = field(default_factory=set)
    errors: dict[Cell, str] = field(default_factory=dict)
    percent: set[Cell] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0
    has_table: bool = False

    @property
    def extent(self) -> int:
        """Cells from A1 to the last row and column; an upper bound."""
        return self.last_row * self.last_column

    @property
    def last_cell(self) -> str:
        """The A1 address of the far corner."""
        return f"{column_letter(self.last_column)}{self.last_row}"


_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NOTABLE = re.compile(
    # One pass tells what a sheet holds at all; only for what is there the exact pattern runs. A single
    # literal in front and no groups: that is what makes it quick.
    rb'<(?:c(?! r="[A-F]?[A-Z][0-9]{1,4}+")[\s/>]'  # a cell beyond FZ9999, or oddly written
    rb'|row(?: r="[0-9][^>h]*+(?:h(?!idden)[^>h]*+)*+hidden|(?! r="[0-9])[\s/>])'
    rb"|v>#|mergeCell\s|col\s[^>]*?hidden"
    rb"|/f>(?:<v\s*+/>|<v></v>)?+</c>|f(?:\s[^>]*+(?<=/)|/)>(?:<v\s*+/>|<v></v>)?+</c>"  # no result
    rb"|[A-Za-z_][\w.-]*+:(?:c|row|sheetData)[\s/>]|!)"
)
_ODDLY_WRITTEN = re.compile(  # not as Excel, LibreOffice and openpyxl do
    rb'<(?:c(?! r="[A-Z]{1,3}+[0-9]{1,7}+")[\s/>]|row(?! r="[0-9])[\s/>]'
    rb"|[A-Za-z_][\w.-]*+:(?:c|row|sheetData)[\s/>]|!)"
)
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?:[^>]*[^>/])?>(?!</c>)')
_HIDDEN_ROW = re.compile(rb'<row r="([0-9]+)"[^>]*?\bhidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<col\s[^>]*\bhidden="(?:1|true)"[^>]*>')
_EDGES = re.compile(rb'\b(min|max)="([0-9]+)"')
_MERGED = re.compile(rb'<mergeCell\s+ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')
_FORMULA = rb"<f(?:[^>]*+(?<=/)>|[^>]*+>[^<]*+</f>)"
_ERROR = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^>]*\bt="e"[^>]*>(?:' + _FORMULA + rb")?<v>([^<]*)</v>"
)
_UNCACHED = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"([^>]*+)>' + _FORMULA + rb"(<v\s*/>|<v></v>)?</c>"
)


def cell_of(reference: str) -> Cell | None:
    """ "B3" → (3, 2); None if it is no A1 address."""
    match = _REF.fullmatch(reference)
    return (int(match[2]), column_number(match[1])) if match else None


@lru_cache(maxsize=1024)
def _column(letters: bytes) -> int:
    return column_number(letters.decode())


_row = lru_cache(maxsize=16_384)(int)  # the same numbers in every column


def _cell(letters: bytes, row: bytes) -> Cell:
    return _row(row), _column(letters)


def scan_sheet(data: bytes, percent_styles: frozenset[int] = frozenset()) -> SheetScan:
    """Scan one sheet's XML. Excel's, LibreOffice's and openpyxl's way of writing takes the quick path.

    ``last_row`` and ``last_column`` stay 0 where all cells lie within A1:FZ9999.
    """
    scan = SheetScan()
    holds = {_kind(tag) for tag in set(_NOTABLE.findall(data))}
    if "far or odd" in holds:
        if _ODDLY_WRITTEN.search(data):
            from dxbook.workbook.open.slow_scan import scan_slowly

            return scan_slowly(data, percent_styles)
        scan.last_row, scan.last_column = _extent(_CELL.findall(data))
        if scan.extent > MAX_CELLS:  # formatted blank cells do not count: look again at the filled ones
            scan.last_row, scan.last_column = _extent(_FILLED.findall(data))
    scan.has_table = data.find(b"<tablePart ", -TAIL) >= 0
    _scan_form(data, scan, holds)
    _scan_cells(data, scan, holds, percent_styles)
    return scan


def _kind(tag: bytes) -> str:
    """What one match of ``_NOTABLE`` stands for."""
    if tag.endswith(b"</c>"):
        return "no result"
    if tag.endswith(b"hidden"):
        return "hidden"
    return {b"<v>#": "error", b"<mergeCell": "merged"}.get(tag.rstrip(), "far or odd")


def _extent(cells: Iterable[tuple[bytes, bytes]]) -> Cell:
    letters, rows = set(), set()
    for letter, row in cells:
        letters.add(letter)
        rows.add(row)
    return max(map(int, rows), default=0), max(map(_column, letters), default=0)


def _scan_form(data: bytes, scan: SheetScan, holds: set[str]) -> None:
    if "hidden" in holds:
        scan.hidden_rows = {int(row) for row in _HIDDEN_ROW.findall(data)}
        for tag in _HIDDEN_COLUMN.findall(data):
            edges = {edge: int(number) for edge, number in _EDGES.findall(tag)}
            scan.hidden_columns.update(range(edges.get(b"min", 1), min(edges.get(b"max", 0), 16384) + 1))
    if "merged" in holds:
        scan.merged = [(*_cell(a, b), *_cell(c, d)) for a, b, c, d in _MERGED.findall(data)]


def _scan_cells(data: bytes, scan: SheetScan, holds: set[str], percent_styles: frozenset[int]) -> None:
    if "error" in holds:
        scan.errors = {_cell(a, b): text.decode("utf-8", "replace") for a, b, text in _ERROR.findall(data)}
    if "no result" in holds:
        scan.uncached = {  # Excel writes ="" as t="str" with an empty v: that is a result
            _cell(a, b) for a, b, rest, result in _UNCACHED.findall(data)
            if not (result and b't="str"' in rest)
        }
    used = [number for number in sorted(percent_styles) if b' s="%d"' % number in data]
    if used:
        styles = b"|".join(b"%d" % number for number in used)
        shown = re.compile(rb'<c r="([A-Z]+)([0-9]+)" s="(?:' + styles + rb')"(?: t="n")?>')
        scan.percent = {_cell(a, b) for a, b in shown.findall(data)}


@lru_cache(maxsize=8)  # returned workbooks have the styles they were handed out with
def percent_styles(styles: bytes) -> frozenset[int]:
    """The cell styles (``s`` of a cell) that show a number as a percentage. Built-in formats 9 and 10 do."""
    if not styles:
        return frozenset()
    root = ElementTree.fromstring(styles)
    custom = {
        each.get("numFmtId", "") for each in root.iter() if _local(each.tag) == "numFmt"
        and "%" in re.sub(r'"[^"]*"|\\.', "", each.get("formatCode", ""))
    }
    shown = {"9", "10"} | custom
    for block in root:
        if _local(block.tag) == "cellXfs":
            return frozenset(number for number, xf in enumerate(block) if xf.get("numFmtId") in shown)
    return frozenset()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Sheet title → part name, from the workbook's part and its relationships."""
    main = next((name for name in parts if name.lower() == "xl/workbook.xml"), "")
    if not main:
        return {}
    folder, base = posixpath.split(main)
    rels = parts.get(f"{folder}/_rels/{base}.rels", b"<none/>")
    targets = {each.get("Id", ""): each.get("Target", "") for each in ElementTree.fromstring(rels)}
    found = {}
    for sheet in ElementTree.fromstring(parts[main]).iter():
        if _local(sheet.tag) == "sheet":
            link = next((value for name, value in sheet.attrib.items() if _local(name) == "id"), "")
            target = targets.get(link, "")
            found[sheet.get("name", "")] = posixpath.normpath(posixpath.join(f"/{folder}", target))[1:]
    return found
