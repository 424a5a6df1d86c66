"""Stacked bars as places: a bar for every pillar or department, cut by grade."""

from __future__ import annotations

from dataclasses import dataclass

from dxbook.outputs.charts import Chart
from dxbook.outputs.charts import look as chart_look
from dxbook.outputs.checksheet import Tone
from dxbook_gui.charts.scale import Box, ChartPoint, Width, folded, number

GAP = 8.0
NAMES = 0.34
"""The share of the width that the names of the bars may take."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One grade's part of a bar. ``series`` is its place in the chart (its hatching), ``text`` what fits in."""

    box: Box
    series: int
    tone: Tone
    text: str


@dataclass(frozen=True, slots=True)
class Bars:
    """What is painted. ``names`` are lines beside each bar, ``totals`` stand behind the bars."""

    area: Box
    ticks: tuple[ChartPoint, ...]
    names: tuple[tuple[ChartPoint, ...], ...]
    pieces: tuple[Piece, ...]
    totals: tuple[ChartPoint, ...]


def bars(chart: Chart, box: Box, row: float, width: Width) -> Bars:
    """Lay ``chart`` out in ``box``; ``row``: the height of a line of text."""
    step = chart_look.bar_step(chart)
    sums = [sum(part.values[place] or 0 for part in chart.series) for place in range(len(chart.categories))]
    levels = [count * step for count in range(int(-(-max(sums) // step)) + 1)]
    most = max(min(max(map(width, chart.categories)), box.width * NAMES), 1.0)
    tail = max(width(_total(each, chart)) for each in sums) + GAP
    area = Box(box.x + most + GAP, box.y, box.width - most - GAP - tail, box.height - 1.5 * row)
    scale, slot = area.width / levels[-1], area.height / len(chart.categories)
    pieces: list[Piece] = []
    names, totals = [], []
    for place, name in enumerate(chart.categories):
        middle = area.y + (place + 0.5) * slot
        pieces += _pieces(chart, place, area, (middle, 0.64 * slot, scale), width)
        written = folded(name, most, width, 2 if slot >= 2 * row else 1)
        names.append(tuple(ChartPoint(area.x - GAP, middle + (line - (len(written) - 1) / 2) * row, text)
                           for line, text in enumerate(written)))
        totals.append(ChartPoint(area.x + sums[place] * scale + GAP / 2, middle, _total(sums[place], chart)))
    return Bars(area, tuple(ChartPoint(area.x + each * scale, area.bottom + 0.8 * row, number(each)) for each in levels),
                tuple(names), tuple(pieces), tuple(totals))


def height_of(chart: Chart, row: float) -> float:
    """The least height in which the bars can be read."""
    return (2.2 * len(chart.categories) + 1.5) * row


def _total(count: float, chart: Chart) -> str:
    return f"{number(count)}{chart.unit}"


def _pieces(chart: Chart, place: int, area: Box, at: tuple[float, float, float], width: Width) -> list[Piece]:
    """The parts of one bar from the left; ``at``: its middle, its thickness, pixels for one."""
    middle, thick, scale = at
    found, x = [], area.x
    for index, part in enumerate(chart.series):
        count = part.values[place] or 0
        if count:
            wide = count * scale
            texts = (f"{part.name} {number(count)}", number(count))
            text = next((each for each in texts if width(each) + 6 <= wide), "")
            found.append(Piece(Box(x, middle - thick / 2, wide, thick), index, part.tone, text))
            x += wide
    return found
