"""Fill one form sheet: rows repeated, cells typed, years split, heights fitted, pages set."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.hyperlink import Hyperlink

from dxbook.outputs.checksheet import Page, PrintedValue, Spread, spread_edges
from dxbook.outputs.form import FormSheet
from dxbook.outputs.xlsx.lines import Line, Merge, filled, lines_of, merges_of
from dxbook.outputs.xlsx.paint import Painter
from dxbook.text import cell_text
from dxbook.workbook.make import TALLEST, digit_pixels, text_height, write_value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(slots=True)
class Source:
    """A form sheet prepared once for many cards: styles, texts, widths, heights."""

    sheet: FormSheet
    worksheet: Worksheet
    painter: Painter
    words: dict[str, str]
    pixels: list[float] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    rows: dict[int, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pixels = [0.0, *_pixels(self.worksheet, self.sheet.columns)]
        usual = self.worksheet.sheet_format.defaultRowHeight or 15.0
        for number in range(1, self.sheet.rows + 1):
            self.heights[number] = self.worksheet.row_dimensions[number].height or usual
            self.rows[number] = [
                self.worksheet.cell(number, column) for column in range(1, self.sheet.columns + 1)
            ]

    def width(self, left: int, right: int) -> float:
        """Pixels from column ``left`` to ``right``, both counted from 1 and included."""
        return sum(self.pixels[left:right + 1])


def _pixels(worksheet: Worksheet, columns: int) -> list[float]:
    usual = worksheet.sheet_format.defaultColWidth or worksheet.sheet_format.baseColWidth + 0.43
    widths = [usual] * (columns + 1)
    normal = worksheet.parent._fonts[0]
    digit = digit_pixels(normal.name or "", normal.size or 11.0)
    for dimension in worksheet.column_dimensions.values():
        first = dimension.min or 1
        for number in range(first, min(dimension.max or first, columns) + 1):
            widths[number] = 0.0 if dimension.hidden else dimension.width
    return [width * digit for width in widths[1:]]


@dataclass(slots=True)
class PlaceholderCell:
    """A value on the lines: ``area`` in line numbers, the form row whose cell gives the style."""

    area: Merge
    source: int
    value: PrintedValue
    marked: bool = False
    column: int = 0  # of the style-giving form cell


@dataclass(slots=True)
class Filled:
    """What was written: the first row of each line, the row below all, the height in points."""

    lines: list[Line]
    rows: list[int]
    end: int
    height: float


def fill(source: Source, target: Worksheet, page: Page, links: dict[str, str]) -> Filled:
    """Write ``page`` into the empty ``target`` in the form of ``source``.

    ``links`` maps a card's key to its sheet's name.
    """
    lines = lines_of(source.sheet, page)
    spots = _spots(source, lines, page)
    heights = _heights(source, lines, spots)
    parts = [max(1, math.ceil(height / TALLEST)) for height in heights]
    rows, row = [], 1
    for count in parts:
        rows.append(row)
        row += count
    _ground(source, target, lines, rows, parts)
    for spot in spots:
        _put(source, target, spot, rows, parts, links)
    for number, height in enumerate(heights):
        for part in range(parts[number]):
            target.row_dimensions[rows[number] + part].height = round(height / parts[number], 2)
    return Filled(lines, rows, row, sum(heights))


def _spots(source: Source, lines: list[Line], page: Page) -> list[PlaceholderCell]:
    """Every merged area and every cell with a value, years split."""
    spots: list[PlaceholderCell] = []
    covered: set[tuple[int, int]] = set()
    for area, anchor in merges_of(source.sheet, lines):
        top, left, bottom, right = area
        covered |= {(line, column) for line in range(top, bottom + 1) for column in range(left, right + 1)}
        spots += _split(area, anchor, _value(source, anchor, left, page, lines[top]))
    for number, line in enumerate(lines):
        for cell in source.rows[line.source]:
            column = cell.column
            if cell.value is None or (number, column) in covered:
                continue
            area = (number, column, number, column)
            spots += _split(area, line.source, _value(source, line.source, column, page, line))
    return spots


def _value(source: Source, row: int, column: int, page: Page, line: Line) -> PrintedValue | Spread:
    pieces = source.sheet.cells.get((row, column))
    if pieces is None:
        fixed = source.rows[row][column - 1].value
        return PrintedValue(fixed) if isinstance(fixed, (str, int, float)) or fixed is None else PrintedValue(str(fixed))
    return filled(pieces, page, line, source.words)


def _split(area: Merge, source: int, value: PrintedValue | Spread) -> list[PlaceholderCell]:
    top, left, bottom, right = area
    if isinstance(value, PrintedValue):
        return [PlaceholderCell(area, source, value, column=left)]
    edges = spread_edges(left, right, sum(part.wide for part in value.parts) or 1)
    spots, index = [], 0
    for part in value.parts:
        if index >= len(edges):
            break  # more years than columns: the form is too narrow, told by S110
        last = min(index + part.wide, len(edges)) - 1
        marked = value.mark is not None and index <= value.mark <= last
        spots.append(PlaceholderCell((top, edges[index][0], bottom, edges[last][1]), source, part, marked, left))
        index = last + 1
    return spots


def _heights(source: Source, lines: list[Line], spots: list[PlaceholderCell]) -> list[float]:
    """Points of each line: the form's height, or more where a wrapped text needs it."""
    heights = [source.heights[line.source] for line in lines]
    tall: list[tuple[PlaceholderCell, float]] = []
    for spot in spots:
        need = _need(source, spot)
        top, _, bottom, _ = spot.area
        if bottom == top:
            heights[top] = max(heights[top], need)
        elif need:
            tall.append((spot, need))
    for spot, need in tall:
        top, _, bottom, _ = spot.area
        missing = need - sum(heights[top:bottom + 1])
        if missing > 0:
            heights[bottom] += missing
    return heights


def _need(source: Source, spot: PlaceholderCell) -> float:
    if not isinstance(spot.value.value, str) or not spot.value.value:
        return 0.0
    cell = source.rows[spot.source][spot.column - 1]
    if not cell.alignment.wrap_text:
        return 0.0
    _, left, _, right = spot.area
    return text_height(spot.value.value, source.width(left, right), cell.font.size or 11.0,
                       cell.font.name or "")


def _ground(source: Source, target: Worksheet, lines: list[Line], rows: list[int], parts: list[int]) -> None:
    """Every cell of the form with its style, values still missing."""
    cells: dict[tuple[int, int], Cell] = target._cells
    for line, first, count in zip(lines, rows, parts, strict=True):
        styled = [(cell.column, cell._style) for cell in source.rows[line.source] if cell.has_style]
        for row in range(first, first + count):
            for column, style in styled:
                cell = Cell(target, row=row, column=column)
                cell._style = style
                cells[row, column] = cell


def _put(
    source: Source, target: Worksheet, spot: PlaceholderCell, rows: list[int], parts: list[int], links: dict[str, str]
) -> None:
    top, left, bottom, right = spot.area
    first, last = rows[top], rows[bottom] + parts[bottom] - 1
    model = source.rows[spot.source][spot.column - 1]
    style = source.painter.style(model, spot.value, spot.marked, bool(spot.value.link))
    merged = first != last or left != right
    if merged:
        target.merged_cells.add(CellRange(min_row=first, max_row=last, min_col=left, max_col=right))
    for row in range(first, last + 1):
        for column in range(left, right + 1):
            cell = Cell(target, row=row, column=column)
            cell._style = style
            target._cells[row, column] = cell
    anchor = target._cells[first, left]
    if spot.value.value is not None:
        write_value(anchor, spot.value.value)
    if spot.value.link in links:
        place = "'" + links[spot.value.link].replace("'", "''") + "'!A1"
        anchor.hyperlink = Hyperlink(ref=anchor.coordinate, location=place, display=cell_text(spot.value.text))


__all__ = ["Filled", "Source", "fill"]
