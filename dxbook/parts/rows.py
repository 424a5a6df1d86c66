"""The rows of one sheet, edited in one pass; every byte between the touched cells stays."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from dxbook.errors import NotAWorkbook, OutputFailed
from dxbook.finding import column_letter, column_number
from dxbook.opening.ooxml_scan import cell_of
from dxbook.parts import cells
from dxbook.parts.cells import Change
from dxbook.parts.models import Model, Models
from dxbook.parts.strings import Strings
from dxbook.parts.xml import Element, Source, get, put, spliced, whole

Changes = Mapping[int, Mapping[int, Change]]
"""Row → column → change."""
Numbered = list[tuple[int, Element]]
_PLACED = re.compile(rb'\s+r="([A-Z]{1,3})[0-9]{1,7}"')  # as nearly every cell is written
_FIRST_CELL = re.compile(rb'\s*<(?:[\w.-]+:)?c\s+r="[A-Z]{1,3}([0-9]{1,7})"')
_AREA = re.compile(r"([A-Z]+)([0-9]+)(?::([A-Z]+)([0-9]+))?")


def strange(source: Source, title: str) -> NotAWorkbook:
    """The error for a sheet that is not written as the standard has it: better refused than damaged."""
    return NotAWorkbook(
        f"「{source.name}」の「{title}」シートは、Excelと違う書き方のため書き換えられません。",
        "Excelで開いて保存し直したものを使ってください。",
    )


@dataclass(slots=True)
class SheetEdit:
    """One sheet with its edits. ``appended``: new row → the row whose looks and formulas it takes."""

    source: Source
    title: str
    changes: Changes
    appended: Mapping[int, int]
    strings: Strings
    models: Models = field(init=False)
    _splices: list[tuple[int, int, bytes]] = field(default_factory=list)
    _added: list[tuple[int, int]] = field(default_factory=list)

    def result(self) -> bytes:
        """The sheet's new bytes. Raises NotAWorkbook for a sheet not written as one, OutputFailed."""
        body = self.source.first(b"sheetData")
        if body is None:
            raise strange(self.source, self.title)
        rows = self._rows(body)
        there = dict(rows)
        self.models = Models(self.source, {base: there.get(base) for base in self.appended.values()}, body.start)
        fresh = []
        for number in sorted({*self.changes, *self.appended}):
            if number in there:
                self._edit(number, there[number])
            elif new := self._new_row(number):
                after = bisect_right(rows, number, key=lambda each: each[0])
                at = rows[after][1].start if after < len(rows) else body.inner_end
                self._splices.append((at, at, new))
                fresh.append(new)
        if body.alone:  # <sheetData/>
            p = self.source.prefix
            self._splices = [(body.start, body.end, b"<%bsheetData>%b</%bsheetData>" % (p, b"".join(fresh), p))]
        self._dimension()
        return spliced(self.source.data, sorted(self._splices, key=lambda each: each[:2]))

    def _rows(self, body: Element) -> Numbered:
        """The rows with their numbers; row 30 that begins with A3 is refused: readers differ in which they believe."""
        rows = self._numbered(b"row", body)
        for number, row in rows:
            first = _FIRST_CELL.match(self.source.scan, row.inner)
            if first and int(first[1]) != number:
                raise strange(self.source, self.title)
        return rows

    def _numbered(self, name: bytes, parent: Element) -> Numbered:
        """Rows or cells with their numbers; one that does not say its own follows the one before it."""
        found: Numbered = []
        last = 0
        for each in self.source.find(name, start=parent.inner, stop=parent.inner_end):
            placed = _PLACED.match(each.head)
            number = _column(placed[1]) if placed else _number(name, each.get("r"), last)
            if number <= last:
                raise strange(self.source, self.title)
            found.append((number, each))
            last = number
        head = self.source.scan[parent.inner:found[0][1].start if found else parent.inner_end]
        if b"<" in head and b"extLst" not in head:  # elements of another name or prefix
            raise strange(self.source, self.title)
        return found

    def _edit(self, number: int, row: Element) -> None:
        """A row that is there: its touched cells anew, missing ones put in their places."""
        wanted, model = self.changes.get(number, {}), self._model(number)
        held = self._numbered(b"c", row)
        if number in self.appended:
            self._must_be_blank(number, held)
        splices = []
        for column, cell in held:
            new = None
            if (style := model.get(column)) and style.formula and cell.inner == cell.inner_end:
                new = cells.formula_cell(self.source, cell.head, style.formula)
            elif column in wanted:
                new = cells.changed(self.source, cell, wanted[column], self.strings)
            if new is not None:
                splices.append((cell.start, cell.end, new))
        fresh = self._fresh(number, row.head, {column for column, _ in held})
        if not fresh:
            self._splices += splices
            return
        head = _spanned(row.head, fresh)
        p = self.source.prefix
        if row.alone:
            self._splices.append((row.start, row.end, b"<%brow%b>%b</%brow>" % (p, head, b"".join(fresh.values()), p)))
            return
        self._splices.append((row.start, row.inner, b"<%brow%b>" % (p, head)))
        for column, new in fresh.items():
            after = bisect_right(held, column, key=lambda each: each[0])
            at = held[after][1].start if after < len(held) else held[-1][1].end if held else row.inner
            self._splices.append((at, at, new))
        self._splices += splices

    def _new_row(self, number: int) -> bytes:
        """A row that was not there; nothing where no cell is to be written."""
        head = put(self.models.head(self.appended[number]) if number in self.appended else b"", "r", number)
        fresh = self._fresh(number, head, set())
        if not fresh:
            return b""
        p = self.source.prefix
        return b"<%brow%b>%b</%brow>" % (p, _spanned(head, fresh), b"".join(fresh.values()), p)

    def _fresh(self, number: int, head: bytes, there: set[int]) -> dict[int, bytes]:
        """The cells that the row lacks, by column in order."""
        wanted, model = self.changes.get(number, {}), self._model(number)
        found = {}
        for column in sorted({*wanted, *model} - there):
            style = model.get(column) or Model(self.models.default(head, column))
            value = wanted.get(column)
            if column not in model and value in (None, ""):
                continue
            address = f"{column_letter(column)}{number}"
            if style.formula:
                begun = put(put(b"", "r", address), "s", style.style)
                found[column] = cells.formula_cell(self.source, begun, style.formula)
            else:
                found[column] = cells.new_cell(self.source, address, style.style, value, self.strings)
            self._added.append((number, column))
        return found

    def _model(self, number: int) -> dict[int, Model]:
        if number not in self.appended:
            return {}
        base = self.appended[number]
        row = self.models.row(base)
        return self.models.cells(base, number, self._numbered(b"c", row)) if row else {}

    def _must_be_blank(self, number: int, held: Numbered) -> None:
        for _, cell in held:
            if cell.inner < cell.inner_end and not cells.has_formula(self.source, cell):
                raise OutputFailed(
                    f"「{self.title}」シートの{number}行目に記入があるため、行を足せません。",
                    f"{number}行目より下の記入を、ほかのシートへ移してください。",
                )

    def _dimension(self) -> None:
        """Widen the area that the sheet says it fills."""
        dimension = self.source.first(b"dimension")
        area = _AREA.fullmatch(dimension.get("ref") or "") if dimension else None
        if dimension is None or area is None or not self._added:
            return
        first, last = cell_of(f"{area[1]}{area[2]}"), cell_of(f"{area[3] or area[1]}{area[4] or area[2]}")
        if first is None or last is None:
            return
        rows = [first[0], last[0], *(row for row, _ in self._added)]
        columns = [first[1], last[1], *(column for _, column in self._added)]
        near, far = f"{column_letter(min(columns))}{min(rows)}", f"{column_letter(max(columns))}{max(rows)}"
        if (min(rows), min(columns), max(rows), max(columns)) != (*first, *last):
            new = dimension.tag(self.source.prefix, put(dimension.head, "ref", f"{near}:{far}"))
            self._splices.append((dimension.start, dimension.inner, new))


def _number(name: bytes, written: str | None, last: int) -> int:
    """The number of a row or cell that says ``written``; 0 where that is no place."""
    if written is None:
        return last + 1
    return whole(written) if name == b"row" else (cell_of(written) or (0, 0))[1]


@lru_cache(1024)
def _column(letters: bytes) -> int:
    return column_number(letters.decode())


def _spanned(head: bytes, fresh: Mapping[int, bytes]) -> bytes:
    """The row's attributes with spans (which columns it fills) wide enough."""
    first, _, last = (get(head, "spans") or "").partition(":")
    if not (whole(first) and whole(last)):
        return head
    low, high = min(int(first), *fresh), max(int(last), *fresh)
    return head if (low, high) == (int(first), int(last)) else put(head, "spans", f"{low}:{high}")
