"""The second sheet of the demo workbook: the add-in's own functions (DX_…), with what they should show beside them.

The examples are those of docs/functions.md; the results stored in the file are what the program answers. Without
the add-in Excel shows #NAME? once it has calculated, so the right column holds values that stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from macros.build.demo import HEIGHT, SHOWN, formats, landscape, title
from scripts.udf_examples import EXAMPLES, SPILLED, Cell, Table, typed

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

TITLE = "アドインの関数"
INTRODUCTION = (
    "このシートには、アドイン（dxbook.xlam）が要ります。入っていないと、結果の欄は #NAME? になります（故障ではありません）。",
    "アドインを入れたら、Ctrl＋Alt＋F9 で計算し直してください。「結果」が「出るはずの値」と同じになれば、アドインは働いています。"
    "#NAME? のままの式は、そのセルで F2 を押し、Enter で確定し直します。",
    "黄色いセルを書きかえると、結果が変わります（「出るはずの値」は変わりません）。",
)
_WIDTHS = (22, 10, 7, 7, 29, 26, 26)
_FORMULA, _RESULT, _EXPECTED = 4, 5, 6
_LINE_OF = 16  # full-width characters on one line of the last columns
_FORMULA_LINE = 30  # half-width characters on one line of the formula's
_CELLS = 4  # arguments that have a cell of their own
_HEADERS = ("1つめの引数", "2つめ", "3つめ", "4つめ", "式", "結果", "出るはずの値")
_HEADERS_TABLE = ("もとの値", "式", "", "", "結果（表になります）", "", "出るはずの値")
_HEADERS_WIDE = ("もとの値", "", "", "", "", "", "式")
_HEADERS_RESULT = ("結果（表になります）", "", "", "", "", "", "出るはずの値")


@dataclass(frozen=True)
class Row:
    """One example: ``line`` counts from 0; ``given`` and ``shown`` are tables where the function spills."""

    line: int
    function: str
    arguments: tuple[Cell, ...]
    given: Table
    shown: Table

    @property
    def spills(self) -> bool:
        """Whether the result is a table."""
        return self.function in SPILLED

    @property
    def formula(self) -> str:
        """The formula, its first four arguments being the cells of the row."""
        if self.spills:
            last = f"{'ABCDEFG'[len(self.given[0]) - 1]}{self.line + len(self.given)}"
            first = f"A{self.line + 1}"
            return f"={self.function}({first if first == last else f'{first}:{last}'})"
        cells = [f"{'ABCD'[at]}{self.line + 1}" for at in range(min(len(self.arguments), _CELLS))]
        return f"={self.function}({', '.join([*cells, *(typed(each) for each in self.arguments[_CELLS:])])})"

    @property
    def area(self) -> tuple[int, int, int, int]:
        """First row, first column, last row, last column of the result."""
        if not self.spills:
            return self.line, _RESULT, self.line, _RESULT
        first = self.line + (len(self.given) + 1 if len(self.given) > 1 else 0)
        column = 0 if len(self.given) > 1 else _FORMULA
        return first, column, first + len(self.shown) - 1, column + len(self.shown[0]) - 1


def rows() -> Iterator[Row]:
    """Every example, function by function."""
    line = len(INTRODUCTION) + 2
    for name, examples in EXAMPLES.items():
        line += 3
        for arguments, shown in examples:
            yield Row(line - 1, name, arguments, [list(arguments)], [[shown]])
            line += 1
    for name, (given, table) in SPILLED.items():
        line += 3
        row = Row(line - 1, name, (), given, table)
        yield row
        line = row.area[2] + 2


def stored(row: Row) -> Cell:
    """The one value of an example as a cell holds it: a date as Excel's number of it."""
    value = row.shown[0][0]
    if row.function == "DX_SEIREKI" and isinstance(value, str) and value.count("/") == 2:
        return (datetime.strptime(value, "%Y/%m/%d") - datetime(1899, 12, 30)).days
    return value


def fill(book: Workbook) -> list[object]:
    """Write the sheet."""
    sheet = book.add_worksheet(TITLE)
    looks = formats(book)
    title(sheet, TITLE, INTRODUCTION, _WIDTHS, looks)
    before = ""
    for row in rows():
        if row.function != before:
            _head(sheet, row, looks)
        before = row.function
        (_spilled if row.spills else _scalar)(sheet, row, looks)
    landscape(sheet)
    return [sheet]


def _head(sheet: Worksheet, row: Row, looks: dict[str, Any]) -> None:
    sheet.write(row.line - 2, 0, row.function, looks["section"])
    sheet.set_row(row.line - 2, 24)
    titles = _HEADERS
    if row.spills:
        titles = _HEADERS_WIDE if len(row.given) > 1 else _HEADERS_TABLE
    for column, text in enumerate(titles):
        sheet.write(row.line - 1, column, text, looks["header"])


def _scalar(sheet: Worksheet, row: Row, looks: dict[str, Any]) -> None:
    for column in range(_CELLS):
        value = row.arguments[column] if column < len(row.arguments) else None
        _put(sheet, row.line, column, value, looks["entry" if column < len(row.arguments) else "none"])
    sheet.write_string(row.line, _FORMULA, row.formula, looks["formula"])
    look = looks.get(row.function.replace("DX_", "DXV_"), looks["result"]) if row.function in _AS_SHOWN else looks["result"]
    sheet.write_formula(row.line, _RESULT, row.formula, look, stored(row))
    _put(sheet, row.line, _EXPECTED, stored(row), look)
    sheet.set_row(row.line, HEIGHT * max(-(-len(row.formula) // _FORMULA_LINE), _lines(str(stored(row)))))


def _spilled(sheet: Worksheet, row: Row, looks: dict[str, Any]) -> None:
    """The table given, the formula over the cells of its result, and each row of what it should show."""
    top, left, bottom, right = row.area
    for down, cells in enumerate(row.given):
        for column, value in enumerate(cells):
            _put(sheet, row.line + down, column, value, looks["entry"])
    if len(row.given) > 1:
        sheet.write_string(row.line, _EXPECTED, row.formula, looks["formula"])
        for column, text in enumerate(_HEADERS_RESULT):
            sheet.write(top - 1, column, text, looks["header"])
    else:
        sheet.merge_range(row.line, 1, row.line, _CELLS - 1, "", looks["formula"])
        sheet.write_string(row.line, 1, row.formula, looks["formula"])
    sheet.write_array_formula(top, left, bottom, right, f"{{{row.formula}}}", looks["result"], row.shown[0][0])
    for down, cells in enumerate(row.shown):
        for column, value in enumerate(cells):
            if down or column:
                _put(sheet, top + down, left + column, value, looks["result"])
        told = "／".join(str(value) for value in cells)
        sheet.write_string(top + down, _EXPECTED, told, looks["result"])
        longest = max(_lines(str(value)) for value in (told, *cells[_FORMULA - left:]))
        sheet.set_row(top + down, HEIGHT * longest)


_AS_SHOWN = {name.replace("DXV_", "DX_") for name in SHOWN}


def _lines(text: str) -> int:
    return -(-len(text) // _LINE_OF) or 1


def _put(sheet: Worksheet, line: int, column: int, value: Any, look: Any) -> None:
    """A value; texts stay texts, whatever they look like."""
    if isinstance(value, str) and value:
        sheet.write_string(line, column, value, look)
    else:
        sheet.write(line, column, None if value == "" else value, look)
