"""A workbook "open in Excel" without Excel: ``dxbook.apps.excel.running.OpenBook`` over openpyxl.

What matters of Excel's behaviour is imitated: a text that looks like a number, a date or a formula becomes one when it
is typed into a cell that is not formatted as text; a leading apostrophe prevents it; locked cells of a protected
sheet cannot be written.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from dxbook.apps.excel.running import State
from dxbook.errors import OutputFailed


class FakeBook:
    """``calls`` are the writes by area; ``marks`` the rules as (sheet, area, rule, colour)."""

    def __init__(self, source: Path, **state: Any) -> None:
        self.book, self.name = load_workbook(source), source.name
        self.states: dict[str, Any] = {"path": source, **state}
        self.calls: list[tuple[str, str]] = []
        self.marks: list[tuple[str, str, str, str]] = []
        self.selected: tuple[str, str] | None = None
        self.front = False

    def state(self) -> State:
        return State(**self.states)

    def save_copy(self, path: Path) -> None:
        self.book.save(path)

    def cells(self, sheet: str, area: str) -> list[Any]:
        found = self.book[sheet][area]
        return [row[0] for row in found] if isinstance(found, tuple) else [found]

    def formulas(self, sheet: str, area: str) -> list[list[str]]:
        return [["" if cell.value is None else str(cell.value)] for cell in self.cells(sheet, area)]

    def number_format(self, sheet: str, area: str) -> str | None:
        codes = {cell.number_format for cell in self.cells(sheet, area)}
        return codes.pop() if len(codes) == 1 else None

    def set_number_format(self, sheet: str, area: str, code: str) -> None:
        for cell in self.cells(sheet, area):
            cell.number_format = code

    def write(self, sheet: str, area: str, rows: list[list[Any]]) -> None:
        cells = self.cells(sheet, area)
        if self.book[sheet].protection.sheet and any(cell.protection.locked for cell in cells):
            raise OutputFailed("Excelが操作を受け付けませんでした（com_error）。")
        assert len(rows) == len(cells)
        self.calls.append((sheet, area))
        for cell, (value,) in zip(cells, rows, strict=True):
            cell.value = _entered(value, cell.number_format)

    def mark(self, sheet: str, area: str, rule: str, colour: str) -> None:
        assert len(area) <= 255
        self.marks.append((sheet, area, rule, colour))

    def unmark(self, sheet: str, sign: str) -> None:
        self.marks = [each for each in self.marks if each[0] != sheet or sign not in each[2]]

    def go_to(self, sheet: str, cell: str) -> None:
        if sheet not in self.book.sheetnames:
            raise OutputFailed("Excelが操作を受け付けませんでした（com_error）。")
        self.selected = (sheet, cell)

    def to_front(self) -> None:
        self.front = True

    def to_pdf(self, path: Path) -> None:
        path.write_bytes(b"%PDF-1.7")


def _entered(value: Any, code: str) -> Any:
    """What a cell holds after ``value`` was typed into it."""
    if not isinstance(value, str) or code == "@":
        return str(value) if code == "@" else value
    if value.startswith("'"):
        return value[1:]
    if re.fullmatch(r"[-+]?[\d,]+(\.\d+)?%?", value):
        return float(value.replace(",", "").rstrip("%"))
    if re.fullmatch(r"\d{1,4}[-/]\d{1,2}([-/]\d{1,2})?|\d{1,2}月(\d{1,2}日)?|(令和|R)\d+[年.]\d+(月|[.]\d+)?(\d+日)?", value):
        return 45_000
    return value
