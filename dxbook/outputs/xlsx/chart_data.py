"""The sheet グラフデータ: one tidy table, a row a point, that all charts are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.table import Table, TableStyleInfo

from dxbook.outputs.charts import Chart
from dxbook.outputs.form import kit
from dxbook.workbook.make import write_value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = ("図", "系列", "項目", "値", "単位", "図の題名")
_ONE_LINE = kit.Look(size=9.0, across="left", wrap=False)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one series on the sheet, first and last."""

    first: int
    last: int


def write(sheet: Worksheet, charts: list[Chart]) -> dict[str, list[Rows]]:
    """Write every point, one row each; returns each chart's rows, a range per series."""
    for column, (label, width) in enumerate(zip(COLUMNS, (13, 9, 20, 9, 6, 24), strict=True), start=1):
        kit.HEAD.put(cell := sheet.cell(1, column))
        write_value(cell, label)
        sheet.column_dimensions[cell.column_letter].width = width
    ranges: dict[str, list[Rows]] = {}
    row, styles = 2, _styles(sheet)
    for chart in charts:
        for series in chart.series:
            ranges.setdefault(chart.key, []).append(Rows(row, row + len(chart.categories) - 1))
            for category, value in zip(chart.categories, series.values, strict=True):
                _point(sheet, row, (chart.key, series.name, category, value, chart.unit, chart.title), styles)
                row += 1
    if row > 2:
        table = Table(displayName="グラフデータ表", name="グラフデータ表", ref=f"A1:F{row - 1}")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        sheet.add_table(table)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "portrait"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    return ranges


def _styles(sheet: Worksheet) -> dict[str, Any]:
    """The data cells' styles, each made once: setting them cell by cell takes longer than all else."""
    styles = {}
    for name, style, number in (("text", _ONE_LINE, ""), ("unit", kit.CENTER, ""), ("whole", kit.NUMBER, "#,##0"),
                                ("decimal", kit.NUMBER, "#,##0.###")):
        cell = Cell(sheet, row=1, column=1)
        style.put(cell)
        if number:
            cell.number_format = number
        styles[name] = cell._style
    return styles


def _point(
    sheet: Worksheet, row: int, values: tuple[str | float | None, ...], styles: dict[str, Any]
) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        if column == 4:
            number = None if value is None else float(value)
            whole = number is None or number.is_integer()
            cell._style = styles["whole" if whole else "decimal"]
            if number is not None:
                write_value(cell, int(number) if whole else number)
        else:
            cell._style = styles["unit" if column == 5 else "text"]
            write_value(cell, str(value))
