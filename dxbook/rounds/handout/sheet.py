"""One sheet of a department's workbook: this year's entries open and yellow, all else locked."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import Cell
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from dxbook.findings import column_letter, column_number
from dxbook.plan import LAST, ROLE, Column, is_open
from dxbook.reading import Slot
from dxbook.rounds.template import (
    FIRST_ROW,
    HEADER_ROW,
    ONLY_READ,
    TAG_ROW,
    TEXT_KINDS,
    Layout,
    dress,
    formulas,
    frozen,
    mark_where,
    print_setup,
    protect,
    put,
    row_height,
    validation,
)
from dxbook.values import fy_label
from dxbook.workbook.make import styles

ROOM = 66.0
"""Points of a row in which a department writes several lines."""
WRITTEN_IN = ("reports",)
_CENTRED = ("row_check", "kpi_unit", "進捗", "今後の方向性")
_RIGHT = ("kpi_baseline", "kpi_target")
SLACK = 20
"""Characters over a page's width that are squeezed in rather than put on a page of their own."""
NO_ROWS = "この課に当てはまる行はありません。"


@dataclass(frozen=True, slots=True)
class GivenRow:
    """One row: its cells by column key and year, and whether the department fills it in."""

    cells: Mapping[tuple[str, int | None], Any]
    open: bool


def write_handed(
    sheet: Worksheet, layouts: formulas.Layouts, layout: Layout, rows: list[GivenRow], to_do: str
) -> str:
    """Fill ``sheet`` and return the cells where a number kept as text is meant (an ``sqref``).

    The open rows come first. ``to_do`` is what a sheet with entries says above them.
    """
    _head(sheet, layout, rows, to_do)
    brush = _Brush(layout)
    for number, slot in enumerate(layout.slots, start=1):
        sheet.column_dimensions[slot.letter].width = slot.column.width
        _header(sheet, layout, slot, number)
    for number, row in enumerate(rows or [GivenRow({}, False)], start=FIRST_ROW):
        for slot in layout.slots:
            cell = sheet.cell(number, slot.number)
            _fill(cell, layouts, layout, slot, row)
            brush.paint(cell, slot, row)
        height = row_height(layout, dict(row.cells))
        sheet.row_dimensions[number].height = max(height, ROOM) if layout.sheet.key in WRITTEN_IN else height
    if layout.has_open:
        for slot in layout.slots:
            _guard(sheet, layouts, layout, slot, rows)
    sheet.add_table(Table(displayName=f"T_{layout.sheet.key}",
                          ref=f"A{HEADER_ROW}:{layout.slots[-1].letter}{layout.last_row}"))
    sheet.freeze_panes = f"{frozen(layout)}{FIRST_ROW}"
    print_setup(sheet, layout.title, sum(slot.column.width for slot in layout.slots) - SLACK)
    sheet.print_title_cols = f"A:{_named(layout)}"
    protect(sheet)
    return " ".join(
        f"{slot.letter}{FIRST_ROW}:{slot.letter}{layout.last_row}"
        for slot in layout.slots if slot.column.kind in TEXT_KINDS
    )


def _named(layout: Layout) -> str:
    """The column up to which a row can be told from others: it is repeated on every printed page."""
    letters = [slot.letter for slot in layout.slots[:4] if slot.column.key.endswith(("_id", "number"))]
    return letters[-1] if letters else "A"


def _opened(layout: Layout, slot: Slot, row: GivenRow) -> bool:
    return layout.has_open and row.open and is_open(slot.column, slot.fy, layout.fy)


def _fill(cell: Cell, layouts: formulas.Layouts, layout: Layout, slot: Slot, row: GivenRow) -> None:
    column = slot.column
    if column.formula == "row_check":
        cell.value = formulas.handed_check(layouts, layout, cell.row) if row.open else None
    elif column.formula == "achievement":
        cell.value = formulas.formula(layouts, layout, column, cell.row) if row.cells else None
    else:
        put(cell, column, row.cells.get((column.key, slot.fy)))


class _Brush:
    """Dresses cells; each look is made once, for a style set bit by bit takes most of the time."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.looks: dict[tuple[int, str], Any] = {}

    def paint(self, cell: Cell, slot: Slot, row: GivenRow) -> None:
        """Give ``cell`` its look."""
        kind = "open" if _opened(self.layout, slot, row) else "plain"
        if kind == "plain" and (slot.column.recalls or str(row.cells.get((ROLE.key, None)) or "").startswith("参考")):
            kind = "quiet"
        if (slot.number, kind) not in self.looks:
            dress(cell, slot.column, locked=kind != "open")
            if slot.column is ROLE or slot.column.formula in _CENTRED or slot.column.recalls in _CENTRED:
                cell.alignment = styles.CENTER
            elif slot.column.formula in _RIGHT:
                cell.alignment = styles.RIGHT
            if kind == "quiet":
                cell.fill = styles.QUIET_FILL
            self.looks[slot.number, kind] = cell._style
        else:
            cell._style = copy(self.looks[slot.number, kind])


def _head(sheet: Worksheet, layout: Layout, rows: list[GivenRow], to_do: str) -> None:
    sheet["A1"].value, sheet["A1"].font = layout.title, styles.TITLE
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[HEADER_ROW].height = 34
    aside = column_letter(column_number(_named(layout)) + 1)  # the columns before it are printed on every page
    note = sheet[f"{aside}2"]
    note.font, note.alignment = styles.NOTE, styles.MIDDLE
    opened = sum(row.open for row in rows) if layout.has_open else 0
    if not rows:
        note.value = NO_ROWS
    elif opened:
        note.value = f"黄色のセルに書きます。{to_do}"
        cell = sheet[f"{aside}1"]
        cell.value, cell.font = f'="記入済み "&{formulas.checked(layout)}&"/{opened}"', styles.HEADING
        cell.alignment = styles.MIDDLE
    else:
        note.value = ONLY_READ


def _header(sheet: Worksheet, layout: Layout, slot: Slot, number: int) -> None:
    tag = sheet.cell(TAG_ROW, number)
    tag.value, tag.font = _tag(layout, slot.column, slot.fy)
    tag.alignment = styles.HEADER_ALIGN
    cell = sheet.cell(HEADER_ROW, number, slot.header)
    cell.font, cell.fill, cell.border = styles.HEADER, styles.HEADER_FILL, styles.BOX
    cell.alignment = styles.HEADER_ALIGN


def _tag(layout: Layout, column: Column, fy: int | None) -> tuple[str | None, Any]:
    if column.key.startswith(LAST) and column.recalls:
        return fy_label(layout.fy - 1), styles.TAG_QUIET
    if not layout.has_open or not is_open(column, fy, layout.fy):
        return None, styles.TAG_QUIET
    return ("記入 必須", styles.TAG) if column.required or column.key == "actual" else ("記入", styles.TAG_QUIET)


def _guard(sheet: Worksheet, layouts: formulas.Layouts, layout: Layout, slot: Slot, rows: list[GivenRow]) -> None:
    """Drop-down, limits and marks of an entry column, and the signs of the 点検 column."""
    cells = f"{slot.letter}{FIRST_ROW}:{slot.letter}{layout.last_row}"
    first = f"${slot.letter}{FIRST_ROW}"
    if slot.column.formula == "row_check":
        mark_where(sheet, cells, f'{first}="OK"', styles.DONE)
        mark_where(sheet, cells, f'AND({first}<>"",{first}<>"OK")', styles.MISSING)
    if not is_open(slot.column, slot.fy, layout.fy):
        return
    rule = validation(layouts, slot.column)
    rule.add(f"{slot.letter}{FIRST_ROW}:{slot.letter}{FIRST_ROW + sum(row.open for row in rows) - 1}")
    sheet.add_data_validation(rule)
    if slot.column.required:
        check = next(each for each in layout.slots if each.column.formula == "row_check")
        begun = f'LEFT(${check.letter}{FIRST_ROW},3)="未入力"'
        mark_where(sheet, cells, f"AND({begun},LEN({first})=0)", styles.MISSING)
    if condition := formulas.wrong(layouts, layout, slot, FIRST_ROW):
        mark_where(sheet, cells, condition, styles.WRONG)
