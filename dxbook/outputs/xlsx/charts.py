"""Native Excel charts: the sheet グラフ, drawn from the tidy table on グラフデータ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart import Series as XlsxSeries
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.drawing.text import Font as TextFont
from openpyxl.worksheet.pagebreak import Break

from dxbook import look
from dxbook.outputs.charts import Chart, ChartKind, Role, Series
from dxbook.outputs.charts import look as chart_look
from dxbook.outputs.checksheet import HUGE, MILLIONS, Tone
from dxbook.outputs.form import CHARTS, DATA, kit
from dxbook.outputs.xlsx import chart_data
from dxbook.outputs.xlsx.chart_data import Rows
from dxbook.workbook.make import write_value

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

WIDE, WIDTH, HEIGHT = 17.6, 8.75, 6.25
"""Centimetres: a chart over the whole A4 page, one of two side by side, its height."""
_ROW, _ROWS = 13.5, 13
"""Points of a row of the sheet グラフ, and rows a line chart takes."""
_POINT = 12_700  # a point in the measure of drawings
_PAGE = 55
"""Rows of a printed page at full size (Excel and LibreOffice ignore page breaks when fitting to a page)."""


def add(workbook: Workbook, charts: list[Chart], title: str) -> None:
    """Append グラフ and グラフデータ to ``workbook``."""
    sheet = workbook.create_sheet(CHARTS)
    data = workbook.create_sheet(DATA)
    rows = chart_data.write(data, charts)
    data.sheet_state = "hidden"  # it is no page of the report; its numbers can be shown again in Excel
    _page(sheet, title)
    row, column, top = 4, 0, 1
    for chart in charts:
        wide = chart.kind is ChartKind.STACKED
        tall = min(max(_ROWS, 8 + 2 * len(chart.categories)), _PAGE - 4) if wide else _ROWS
        if wide and column:
            row, column = row + _ROWS, 0
        if row - top + tall > _PAGE and not column:  # no room left on this page
            row, top = row + 2, row + 1  # a chart right at the break would lose its edge to rounding
            sheet.row_breaks.append(Break(id=top - 1))
        drawn = (_bars if wide else _lines)(data, chart, rows[chart.key])
        drawn.width, drawn.height = (WIDE, tall * _ROW / 72 * 2.54 - 0.3) if wide else (WIDTH, HEIGHT)
        drawn.visible_cells_only = False
        sheet.add_chart(drawn, f"{'AB'[column]}{row}")
        if wide or column:
            row, column = row + tall, 0
        else:
            column = 1
    last = row + (_ROWS if column else 0)
    for number in range(1, last + 1):
        sheet.row_dimensions[number].height = _ROW
    sheet.row_dimensions[1].height = 2 * _ROW - 7
    sheet.print_area = f"A1:B{last}"


def _page(sheet: Worksheet, title: str) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 31.5
    note = f"もとの数値は「{DATA}」シート（非表示）にあります。"
    for cell, text, style in (("A1", "グラフ", kit.SUBTITLE), ("A2", title, kit.NOTE_ONE), ("A3", note, kit.NOTE_ONE)):
        style.put(sheet[cell])
        write_value(sheet[cell], text)
        sheet.merge_cells(f"{cell}:B{cell[1]}")
    setup, margins = sheet.page_setup, sheet.page_margins
    setup.paperSize, setup.orientation = 9, "portrait"
    margins.left = margins.right = margins.top = 0.45
    margins.bottom, margins.header, margins.footer = 0.55, 0.25, 0.25
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "&P / &N"


class _Labels(DataLabelList):  # type: ignore[misc]
    """Data labels whose number format is their own: openpyxl leaves it linked to the cells."""

    __attrs__, __nested__, __elements__ = (
        DataLabelList.__attrs__, DataLabelList.__nested__, DataLabelList.__elements__)

    def to_tree(
        self, tagname: str | None = None, idx: int | None = None, namespace: str | None = None
    ) -> Any:
        tree = super().to_tree(tagname, idx, namespace)
        for child in tree:
            if child.tag.endswith("numFmt"):
                child.set("sourceLinked", "0")
        return tree


def _text(size: float, *, bold: bool = False, color: str = look.TEXT) -> CharacterProperties:
    font = TextFont(typeface=look.FONT)
    return CharacterProperties(sz=int(size * 100), b=bold, solidFill=color, latin=font, ea=font)


def _rich(size: float) -> RichText:
    properties = ParagraphProperties(defRPr=_text(size))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=_text(size))])


def _common(chart: Any, model: Chart) -> None:
    """Title, legend and axes in one look."""
    chart.title = chart_look.title(model)
    for paragraph in chart.title.tx.rich.p:
        paragraph.pPr = ParagraphProperties(defRPr=_text(9.5, bold=True))
        for run in paragraph.r:
            run.rPr = _text(9.5, bold=True)
    chart.title.overlay = False
    chart.legend.position = "b"
    chart.roundedCorners = False  # Excel rounds them where nothing is said
    chart.legend.txPr = _rich(8.5)
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = _rich(8.5)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=look.LINE))
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="E6E6E6", w=6350))
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=look.LINE, w=6350))


def _series(data: Worksheet, rows: Rows, model: Series) -> XlsxSeries:
    values = Reference(data, min_col=4, min_row=rows.first, max_row=rows.last)
    series = XlsxSeries(values)
    series.tx = SeriesLabel(strRef=StrRef(f"'{DATA}'!$B${rows.first}"))
    return series


def _lines(data: Worksheet, model: Chart, rows: list[Rows]) -> LineChart:
    """Actuals as a solid line with markers and numbers, the target dashed, the baseline dotted."""
    chart = LineChart()
    chart.y_axis.numFmt, chart.y_axis.number_format = None, _axis_format(model)
    for part, place in zip(model.series, rows, strict=True):
        series = _series(data, place, part)
        name, dash, points = chart_look.STROKES[part.role]
        color = getattr(look, name)
        series.graphicalProperties = GraphicalProperties(
            ln=LineProperties(solidFill=color, w=round(points * _POINT), prstDash=dash))
        series.smooth = False
        series.marker.symbol = "circle" if part.role is Role.ACTUAL else "none"
        if part.role is Role.ACTUAL:
            series.marker.size = 7
            series.marker.graphicalProperties = GraphicalProperties(
                solidFill=color, ln=LineProperties(solidFill=color))
            series.dLbls = _Labels(dLblPos="t", txPr=_rich(_label_size(part)), numFmt=_axis_format(model),
                                   **_VALUES_ONLY)
        chart.series.append(series)
    chart.set_categories(Reference(data, min_col=3, min_row=rows[0].first, max_row=rows[0].last))
    _common(chart, model)
    chart.x_axis.tickLblPos = "low"  # years stay below where values are negative
    low, high = chart_look.bounds(model)
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = low, high
    if high == 1.0:
        chart.y_axis.majorUnit = 1
    return chart


_VALUES_ONLY = {"showVal": True, "showSerName": False, "showCatName": False, "showLegendKey": False,
                "showPercent": False}


def _label_size(part: Series) -> float:
    """Seven-digit numbers would run into their neighbours at full size."""
    wide = any(value is not None and 1_000_000 <= abs(value) < HUGE for value in part.values)
    return 7.0 if wide else 8.5


def _axis_format(model: Chart) -> str:
    """Number format of a chart's axis and numbers; huge ones in 百万."""
    if chart_look.huge(model):
        return MILLIONS
    return "#,##0.###" if any(value % 1 for value in chart_look.numbers(model)) else "#,##0"


def _bars(data: Worksheet, model: Chart, rows: list[Rows]) -> BarChart:
    """Counts by grade stacked along horizontal bars, each with its number."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 60
    for part, place in zip(model.series, rows, strict=True):
        series = _series(data, place, part)
        series.graphicalProperties = _fill(part.tone)
        color = getattr(look, chart_look.letters_on(part.tone))
        labels = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_text(8.5, bold=True, color=color)),
                                       endParaRPr=_text(8.5))])
        series.dLbls = _Labels(numFmt="0;;;", txPr=labels, **_VALUES_ONLY)
        chart.series.append(series)
    chart.set_categories(Reference(data, min_col=3, min_row=rows[0].first, max_row=rows[0].last))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.number_format, chart.y_axis.majorUnit = "0", chart_look.bar_step(model)
    _common(chart, model)
    chart.y_axis.crosses = "max"
    return chart


def _fill(tone: Tone) -> GraphicalProperties:
    """A bar's ground; what is outside the scale is hatched, so that no two differ by colour alone."""
    if tone is Tone.OTHER:
        hatch = PatternFillProperties(prst="ltUpDiag", fgClr=ColorChoice(srgbClr=look.QUIET),
                                      bgClr=ColorChoice(srgbClr=look.PAPER))
        return GraphicalProperties(pattFill=hatch, ln=LineProperties(solidFill=look.QUIET))
    edge = look.LINE if tone in (Tone.EMPTY, Tone.BLANK) else look.PAPER
    return GraphicalProperties(solidFill=getattr(look, chart_look.GRADES[tone]), ln=LineProperties(solidFill=edge))


__all__ = ["add"]
