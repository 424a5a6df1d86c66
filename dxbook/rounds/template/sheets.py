"""One sheet of the plan workbook: headers, cells, drop-downs, marks, print set-up, protection."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from math import ceil
from typing import Any

from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule as FormatRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from dxbook import look
from dxbook.plan import Column, Filler, Kind
from dxbook.reading import Slot
from dxbook.rounds.template import formulas
from dxbook.rounds.template.layout import FIRST_ROW, HEADER_ROW, TAG_ROW, Layout
from dxbook.workbook.make import TALLEST, column_pixels, styles, text_height, write_value

TEXT_KINDS = {Kind.CODE, Kind.LGCODE, Kind.VALUE, Kind.MONTH, Kind.FY}
"""Kinds whose cells are text: Excel would make dates and numbers of them."""
READABLE = 220
"""Characters that fit across an A4 page in landscape and can still be read (about 60 %)."""
AIR = 4.0
"""Points above and below the text of a row."""
DATE_FORMAT = 'yyyy"年"m"月"d"日"'
Row = dict[tuple[str, int | None], Any]


def write_sheet(
    sheet: Worksheet, layouts: formulas.Layouts, layout: Layout, rows: list[Row]
) -> str:
    """Fill ``sheet`` and return the cells where a number kept as text is meant (an ``sqref``)."""
    _head(sheet, layout, layouts)
    for number, slot in enumerate(layout.slots, start=1):
        sheet.column_dimensions[slot.letter].width = slot.column.width
        _header(sheet, slot, number)
    for row in range(FIRST_ROW, layout.last_row + 1):
        record = rows[row - FIRST_ROW] if row - FIRST_ROW < len(rows) else {}
        for slot in layout.slots:
            cell = sheet.cell(row, slot.number)
            if slot.column.computed:
                cell.value = formulas.formula(layouts, layout, slot.column, row)
            else:
                put(cell, slot.column, record.get((slot.column.key, slot.fy)))
            dress(cell, slot.column)
        sheet.row_dimensions[row].height = row_height(layout, record)
    for slot in layout.slots:
        _validate(sheet, layouts, layout, slot)
        _mark(sheet, layouts, layout, slot)
    last = layout.slots[-1].letter
    table = Table(displayName=f"T_{layout.sheet.key}", ref=f"A{HEADER_ROW}:{last}{layout.last_row}")
    sheet.add_table(table)
    sheet.freeze_panes = f"{frozen(layout)}{FIRST_ROW}"
    print_setup(sheet, layout.title, sum(slot.column.width for slot in layout.slots))
    sheet.print_title_cols = f"A:{layout.slots[min(1, len(layout.slots) - 1)].letter}"
    protect(sheet)
    return " ".join(
        f"{slot.letter}{FIRST_ROW}:{slot.letter}{layout.last_row}"
        for slot in layout.slots if slot.column.kind in TEXT_KINDS
    )


def row_height(layout: Layout, record: Row) -> float:
    """Points the row needs for its longest text."""
    needed = [
        text_height(str(value), column_pixels(slot.column.width), look.SIZE) + AIR
        for slot in layout.slots if (value := record.get((slot.column.key, slot.fy)))
    ]
    return min(max([look.ROW_HEIGHT, *needed]), TALLEST)


def _head(sheet: Worksheet, layout: Layout, layouts: formulas.Layouts) -> None:
    sheet["A1"].value, sheet["A1"].font = layout.title, styles.TITLE
    sheet["A2"].value, sheet["A2"].font = layout.sheet.help, styles.NOTE
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[HEADER_ROW].height = 34
    if layout.sheet.key in ("actuals", "reports"):
        filled, total = formulas.entered(layouts, layout.sheet.key)
        cell = sheet.cell(1, 4)
        cell.value, cell.font = f'="入力 "&{filled}&"/"&{total}', styles.HEADING


def _header(sheet: Worksheet, slot: Slot, number: int) -> None:
    tag = sheet.cell(TAG_ROW, number)
    tag.value, tag.font = _tag(slot.column)
    tag.alignment = styles.HEADER_ALIGN
    cell = sheet.cell(HEADER_ROW, number, slot.header)
    cell.font, cell.fill, cell.border = styles.HEADER, styles.HEADER_FILL, styles.BOX
    cell.alignment = styles.HEADER_ALIGN


def _tag(column: Column) -> tuple[str, Any]:
    if column.computed:
        return "自動", styles.TAG_QUIET
    who = "所管課" if column.filler is Filler.OWNER else ""
    if column.required:
        return f"必須 {who}".strip(), styles.TAG
    return who, styles.TAG_QUIET


def put(cell: Cell, column: Column, value: Any) -> None:
    """Write ``value`` as the column's kind wants it; a text that begins with = stays a text."""
    if value is None or value == "":
        return
    if column.kind is Kind.NUMBER and isinstance(value, str):
        plain = value.replace(",", "")
        value = int(plain) if plain.lstrip("-").isdigit() else value
    if column.kind is Kind.DATE and isinstance(value, str):
        with suppress(ValueError):
            value = dt.date.fromisoformat(value)
    if isinstance(value, str):
        write_value(cell, value)
    else:
        cell.value = value


def dress(cell: Cell, column: Column, *, locked: bool = False) -> None:
    """Font, border, ground, alignment and number format of a data cell."""
    cell.font, cell.border = styles.BODY, styles.BOX
    ordinal = column.kind is Kind.NUMBER and column.maximum is not None
    right = column.kind in (Kind.VALUE, Kind.NUMBER) or column.formula == "achievement"
    centred = ordinal or column.kind in (
        Kind.CODE, Kind.LGCODE, Kind.FY, Kind.MONTH, Kind.CHOICE, Kind.DATE
    )
    cell.alignment = styles.CENTER if centred else styles.RIGHT if right else styles.WRAP
    if column.kind in TEXT_KINDS:
        cell.number_format = "@"
    elif column.kind is Kind.NUMBER:
        cell.number_format = "#,##0"
    elif column.kind is Kind.DATE:
        cell.number_format = DATE_FORMAT
    elif column.formula == "achievement":
        cell.number_format = "0.0%"
    if not column.computed and not locked:
        cell.fill, cell.protection = styles.ENTRY_FILL, styles.OPEN


def validation(layouts: formulas.Layouts, column: Column) -> DataValidation:
    """The drop-down or limit of a column, with its input message; it stops only what is surely wrong."""
    rule = DataValidation(allow_blank=True, showInputMessage=True, showErrorMessage=False)
    rule.promptTitle, rule.prompt = column.label[:32], column.help[:255]
    rule.errorTitle, rule.errorStyle = "入力を確かめてください", "stop"
    if column.choices:
        rule.type, rule.formula1, rule.showErrorMessage = "list", formulas.list_name(column.choices), True
        rule.error = "選択肢から選んでください。"
    elif column.ref:
        rule.type, rule.formula1 = "list", formulas.list_name(column.ref.label)
        rule.showErrorMessage, rule.errorStyle = not column.multiple, "warning"
        rule.error = f"「{layouts[column.ref.sheet.key].title}」シートにありません。このまま入力しますか。"
    elif column.kind is Kind.FY:
        rule.type, rule.formula1 = "list", formulas.list_name("年度")
        rule.showErrorMessage, rule.errorStyle = True, "warning"
        rule.error = "選択肢にない年度です。このまま入力しますか。"
    elif column.kind is Kind.NUMBER:
        rule.type, rule.operator, rule.showErrorMessage = "decimal", "between", True
        rule.formula1 = str(int(column.minimum or 0))
        rule.formula2 = str(int(column.maximum or 10**12))
        rule.error = f"{column.of_unit}数だけを入力してください(単位や「約」は付けません)。"
    elif column.max_length:
        rule.type, rule.operator, rule.formula1 = "textLength", "lessThanOrEqual", str(column.max_length)
        rule.showErrorMessage = True
        rule.error = f"{column.max_length}字までで入力してください。"
    return rule


def _validate(sheet: Worksheet, layouts: formulas.Layouts, layout: Layout, slot: Slot) -> None:
    if slot.column.computed:
        return
    rule = validation(layouts, slot.column)
    rule.add(f"{slot.letter}{FIRST_ROW}:{slot.letter}{layout.last_row}")
    sheet.add_data_validation(rule)


def _mark(sheet: Worksheet, layouts: formulas.Layouts, layout: Layout, slot: Slot) -> None:
    cells = f"{slot.letter}{FIRST_ROW}:{slot.letter}{layout.last_row}"
    if slot.column.formula == "row_check":
        ok = f'${slot.letter}{FIRST_ROW}="OK"'
        mark_where(sheet, cells, ok, styles.DONE)
        mark_where(sheet, cells, f'AND(${slot.letter}{FIRST_ROW}<>"",NOT({ok}))', styles.MISSING)
        return
    if slot.column.required:
        begun = formulas.started(layout, FIRST_ROW)
        mark_where(sheet, cells, f"AND({begun},LEN(${slot.letter}{FIRST_ROW})=0)", styles.MISSING)
    if condition := formulas.wrong(layouts, layout, slot, FIRST_ROW):
        mark_where(sheet, cells, condition, styles.WRONG)


def mark_where(sheet: Worksheet, cells: str, condition: str, style: Any) -> None:
    """Show ``cells`` in ``style`` where ``condition`` (of the first cell) is true."""
    sheet.conditional_formatting.add(cells, FormatRule(type="expression", dxf=style, formula=[condition]))


def frozen(layout: Layout) -> str:
    """Columns up to the name stay in sight, where they are narrow enough to leave room."""
    width, last = 0.0, 0
    for slot in layout.slots:
        width += slot.column.width
        if width > 62:
            break
        last = slot.number
        if slot.column.key.endswith("name"):
            break
    return layout.slots[min(last, len(layout.slots) - 1)].letter if last else "A"


def print_setup(sheet: Worksheet, title: str, width: float = 0, *, portrait: bool = False) -> None:
    """A4, as few pages wide as stay readable, headers on every page, page numbers.

    ``width`` is the sheet's width in characters.
    """
    sheet.page_setup.orientation = "portrait" if portrait else "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = max(1, ceil(width / READABLE)), 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{TAG_ROW}:{HEADER_ROW}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.75
    margins.header = margins.footer = 0.35
    sheet.oddHeader.left.text, sheet.oddFooter.center.text = title, "&P / &N"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100


def protect(sheet: Worksheet) -> None:
    """Protected without a password: entry cells are open, widths, heights and filters may be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.protection.autoFilter = sheet.protection.sort = False
    sheet.protection.insertHyperlinks = False
