"""The list of findings as a workbook: one row a finding, printable, filterable."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxbook import look
from dxbook.findings import CHECKED as TITLE
from dxbook.findings import Finding, Level
from dxbook.workbook.make import TALLEST, column_pixels, save, text_height, write_value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADERS = ("レベル", "ファイル", "シート", "セル", "欄", "コード", "値", "内容", "直し方")
WIDTHS = (9, 22, 14, 8, 18, 8, 24, 46, 46)


def write_list(found: Sequence[Finding], path: Path) -> None:
    """Write the list to ``path``. Raises OutputFailed."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = TITLE
    fill(sheet, found)
    save(workbook, path)


def counts(found: Sequence[Finding]) -> str:
    """How many there are of each level, in words."""
    return "、".join(f"{level} {sum(each.level is level for each in found)}件" for level in Level)


def fill(sheet: Worksheet, found: Sequence[Finding]) -> None:
    """Write title, counts, headers and one row a finding, the worst first."""
    from dxbook.rounds.template import print_setup
    from dxbook.workbook.make import styles

    sheet["A1"].value, sheet["A1"].font = TITLE, styles.TITLE
    sheet["A2"].value = f"{counts(found)}。エラーは提出の前に直してください。" if found else "指摘はありません。"
    sheet["A2"].font = styles.BODY
    files = list(dict.fromkeys(each.file for each in found))
    sheet["A3"].value, sheet["A3"].font = f"対象: {'、'.join(files)}" if files else "", styles.NOTE
    found = sorted(found, key=lambda each: each.level.rank)
    for number, (header, width) in enumerate(zip(HEADERS, WIDTHS, strict=True), start=1):
        cell = sheet.cell(4, number, header)
        cell.font, cell.fill, cell.border = styles.HEADER, styles.HEADER_FILL, styles.BOX
        cell.alignment = styles.HEADER_ALIGN
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.column_dimensions["B"].hidden = len(files) <= 1
    for row, each in enumerate(found, start=5):
        _row(sheet, row, each)
    if found:
        sheet.auto_filter.ref = f"A4:I{4 + len(found)}"
    sheet.freeze_panes = "A5"
    print_setup(sheet, TITLE)
    sheet.print_title_rows = "4:4"


def _row(sheet: Worksheet, row: int, each: Finding) -> None:
    from dxbook.workbook.make import styles

    values = (each.level.value, each.file, each.sheet, each.cell, each.column, each.code, each.value,
              each.message, each.remedy)
    for number, value in enumerate(values, start=1):
        write_value(cell := sheet.cell(row, number), value)
        cell.font, cell.border, cell.alignment = styles.BODY, styles.BOX, styles.WRAP
    sheet.row_dimensions[row].height = min(TALLEST, max(
        text_height(value, column_pixels(width), look.SIZE)
        for value, width in zip(values, WIDTHS, strict=True)
    ))
    level = sheet.cell(row, 1)
    level.alignment = styles.CENTER
    if each.level is Level.ERROR:
        level.font, level.fill = styles.TAG, styles.ERROR_FILL
    if each.level is Level.WARNING:
        level.font = styles.TAG_WARNING
