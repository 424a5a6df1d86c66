"""The rows of one sheet, edited in one pass; every byte between the touched cells stays."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from dxbook.errors import NotAWorkbook, OutputFailed
from dxbook.findings import column_letter, column_number
from dxbook.workbook.edit import areas, cells
from dxbook.workbook.edit.cells import Change
from dxbook.workbook.edit.models import Model, Models
from dxbook.workbook.edit.strings import Strings
from dxbook.workbook.edit.xml import Edit, Element, Source, get, made, put, spliced, whole
from dxbook.workbook.open import cell_of

Changes = Mapping[int, Mapping[int, Change]]
"""Row → column → change."""
Numbered = list[tuple[int, Element]]
_PLACED = re.compile(rb'\s+r="([A-Z]{1,3})[0-9]{1,7}"')  # as nearly every cell is written
_FIRST_CELL = re.compile(rb'\s*<(?:[\w.-]+:)?c\s+r="[A-Z]{1,3}([0-9]{1,7})"')


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
    _splices: list[Edit] = field(default_factory=list)
    _added: list[tuple[int, int]] = field(default_factory=list)

    def result(self) -> bytes:
        """The sheet's new bytes. Raises NotAWorkbook for a sheet not written as one, OutputFailed."""
        body = self.source.first(b"sheetData")
        if body is None:
            raise strange(self.source, self.title)
        rows = numbered_rows(self.source, body, self.title)
        there = dict(rows)
        bases = {base: there[base] for base in {*self.appended.values()} if base in there}
        self.models = Models(self.source, {base: (row, self._cells(row)) for base, row in bases.items()})
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
            self._splices = [(body.start, body.end, made(self.source.prefix, b"sheetData", b"", b"".join(fresh)))]
        self._splices += areas.widened(self.source, self._added)
        return spliced(self.source.data, self._splices)

    def _edit(self, number: int, row: Element) -> None:
        """A row that is there: its touched cells anew, missing ones put in their places."""
        wanted, model = self.changes.get(number, {}), self._model(number)
        held = self._cells(row)
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
        fresh = self._fresh(number, row.head, model, {column for column, _ in held})
        if not fresh:
            self._splices += splices
            return
        head = _spanned(row.head, fresh)
        if row.alone:
            self._splices.append((row.start, row.end, made(row.prefix, row.name, head, b"".join(fresh.values()))))
            return
        self._splices.append((row.start, row.inner, row.tag(head)))
        for column, new in fresh.items():
            after = bisect_right(held, column, key=lambda each: each[0])
            at = held[after][1].start if after < len(held) else held[-1][1].end if held else row.inner
            self._splices.append((at, at, new))
        self._splices += splices

    def _new_row(self, number: int) -> bytes:
        """A row that was not there; nothing where no cell is to be written."""
        head = put(self.models.head(self.appended[number]) if number in self.appended else b"", "r", number)
        fresh = self._fresh(number, head, self._model(number), set())
        return made(self.source.prefix, b"row", _spanned(head, fresh), b"".join(fresh.values())) if fresh else b""

    def _fresh(self, number: int, head: bytes, model: Mapping[int, Model], there: set[int]) -> dict[int, bytes]:
        """The cells that the row lacks, by column in order."""
        wanted = self.changes.get(number, {})
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

    def _cells(self, row: Element) -> Numbered:
        return numbered(self.source, b"c", row, self.title)

    def _model(self, number: int) -> dict[int, Model]:
        """What the row takes from the row it copies, by column."""
        return self.models.cells(self.appended[number], number) if number in self.appended else {}

    def _must_be_blank(self, number: int, held: Numbered) -> None:
        for _, cell in held:
            if cell.inner < cell.inner_end and not cells.has_formula(self.source, cell):
                raise OutputFailed(
                    f"「{self.title}」シートの{number}行目に記入があるため、行を足せません。",
                    f"{number}行目より下の記入を、ほかのシートへ移してください。",
                )


def numbered_rows(source: Source, body: Element, title: str) -> Numbered:
    """The rows with their numbers; row 30 that begins with A3 is refused: readers differ in which they believe."""
    rows = numbered(source, b"row", body, title)
    for number, row in rows:
        first = _FIRST_CELL.match(source.scan, row.inner)
        if first and int(first[1]) != number:
            raise strange(source, title)
    return rows


def numbered(source: Source, name: bytes, parent: Element, title: str) -> Numbered:
    """Rows or cells with their numbers; one that does not say its own follows the one before it.

    Raises NotAWorkbook where they are not in order.
    """
    found: Numbered = []
    last = 0
    for each in source.find(name, start=parent.inner, stop=parent.inner_end):
        placed = _PLACED.match(each.head)
        number = _column(placed[1]) if placed else _number(name, each.get("r"), last)
        if number <= last:
            raise strange(source, title)
        found.append((number, each))
        last = number
    head = source.scan[parent.inner:found[0][1].start if found else parent.inner_end]
    if b"<" in head and b"extLst" not in head:  # elements of another name or prefix
        raise strange(source, title)
    return found


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
