"""The 計画 sheet: one record, written downwards as 項目 | 内容 | 説明."""

from __future__ import annotations

from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from dxbook.plan import Profile
from dxbook.rounds.template import formulas
from dxbook.rounds.template.layout import FIRST_ROW, HEADER_ROW, TAG_ROW, Layout
from dxbook.rounds.template.sheets import TEXT_KINDS, Row, dress, print_setup, protect, put, validation
from dxbook.workbook.make import styles

ONLY_READ = "見るためのシートです。誤りがあるときは、直さずに事務局へ知らせてください。"
HEADERS = ("項目", "内容", "説明")
WIDTHS = (16, 52, 60)


def write_vertical(
    sheet: Worksheet, layouts: formulas.Layouts, layout: Layout, rows: list[Row], profile: Profile,
    *, locked: bool = False,
) -> str:
    """Fill ``sheet`` and return the cells where a number kept as text is meant. ``locked``: none may be filled."""
    sheet["A1"].value, sheet["A1"].font = layout.title, styles.TITLE
    sheet["A2"].value, sheet["A2"].font = ONLY_READ if locked else layout.sheet.help, styles.NOTE
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[HEADER_ROW].height = 24
    for number, (header, width) in enumerate(zip(HEADERS, WIDTHS, strict=True), start=1):
        cell = sheet.cell(HEADER_ROW, number, header)
        cell.font, cell.fill, cell.border = styles.HEADER, styles.HEADER_FILL, styles.BOX
        cell.alignment = styles.HEADER_ALIGN
        sheet.column_dimensions[cell.column_letter].width = width
    if not locked:
        sheet.cell(TAG_ROW, 1, "※ は必須です。").font = styles.TAG
    record = rows[0] if rows else {}
    texts = []
    for row, column in enumerate(layout.sheet.stored, start=FIRST_ROW):
        mark = "※" if column.required and not locked else ""
        label = sheet.cell(row, 1, profile.word(column.label) + mark)
        label.font, label.fill, label.border = styles.BOLD, styles.PALE_FILL, styles.BOX
        label.alignment = styles.WRAP_MIDDLE
        value = sheet.cell(row, 2)
        put(value, column, record.get((column.key, None)))
        dress(value, column, locked=locked)
        value.alignment = styles.LEFT_MIDDLE
        note = sheet.cell(row, 3, column.help)
        note.font, note.border, note.alignment = styles.NOTE, styles.BOX, styles.WRAP_MIDDLE
        sheet.row_dimensions[row].height = 24
        if not locked:
            rule = validation(layouts, column)
            rule.add(f"B{row}")
            sheet.add_data_validation(rule)
        if column.kind in TEXT_KINDS:
            texts.append(f"B{row}")
    sheet.add_table(Table(displayName="T_plan", ref=f"A{HEADER_ROW}:C{layout.last_row}"))
    sheet.freeze_panes = f"A{FIRST_ROW}"
    print_setup(sheet, layout.title)
    protect(sheet)
    return " ".join(texts)
