"""The areas that a sheet speaks of: its tables, the cells it says it fills, and its columns' settings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dxbook.findings import column_letter, column_number
from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.relations import targets
from dxbook.workbook.edit.xml import Edit, Element, Source, put, whole

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


@dataclass(frozen=True, slots=True)
class Area:
    """The corners of what is covered, counted from 1."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int

    @classmethod
    def of(cls, element: Element | None) -> Area | None:
        """The area of the element's ``ref``, or None."""
        match = _AREA.fullmatch(element.get("ref") or "") if element else None
        if match is None:
            return None
        return cls(column_number(match[1]), int(match[2]), column_number(match[3] or match[1]), int(match[4] or match[2]))

    @property
    def ref(self) -> str:
        """The area as an element's ``ref`` says it."""
        return f"{column_letter(self.first_column)}{self.first_row}:{column_letter(self.last_column)}{self.last_row}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet: its part, what it covers, its rows of headers (at the top) and of totals (at the bottom)."""

    part: str
    area: Area
    headers: int
    totals: int


def tables(archive: Archive, sheet: str) -> list[Table]:
    """The tables of the sheet whose part is ``sheet``."""
    found = []
    for part in targets(archive, sheet, "table"):
        root = archive.source(part).first(b"table")
        area = Area.of(root)
        if root and area:
            headers, totals = whole(root.get("headerRowCount") or "1"), whole(root.get("totalsRowCount"))
            found.append(Table(part, area, headers, totals))
    return found


def table_at(archive: Archive, sheet: str, header_row: int) -> Table | None:
    """The sheet's table whose headers stand in ``header_row``, or None."""
    return next((each for each in tables(archive, sheet) if each.area.first_row == header_row), None)


def with_ref(element: Element, ref: str) -> Edit:
    """The edit that gives an element another area."""
    return element.start, element.inner, element.tag(put(element.head, "ref", ref).rstrip())


def widened(source: Source, cells: Iterable[tuple[int, int]]) -> list[Edit]:
    """The edits that make the area that the sheet says it fills hold these cells (row, column) too."""
    dimension = source.first(b"dimension")
    area = Area.of(dimension)
    if dimension is None or area is None:
        return []
    rows, columns = zip((area.first_row, area.first_column), (area.last_row, area.last_column), *cells, strict=True)
    new = Area(min(columns), min(rows), max(columns), max(rows))
    return [with_ref(dimension, new.ref)] if new != area else []


def columns(source: Source) -> list[tuple[int, int, Element]]:
    """The settings of the sheet's columns: first column, last column, element."""
    block = source.first(b"cols")
    found = source.find(b"col", start=block.inner, stop=block.inner_end) if block else ()
    return [(whole(each.get("min")), whole(each.get("max")), each) for each in found]
