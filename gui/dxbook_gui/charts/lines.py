"""A line chart as places: actual values with their numbers, target and baseline with theirs at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dxbook.outputs.charts import Chart, Role, Series
from dxbook.outputs.charts import look as chart_look
from dxbook_gui.charts.scale import Box, ChartPoint, Width, number, ticks

GAP = 8.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line; a year without a value breaks it into ``runs``."""

    name: str
    role: Role
    runs: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """What is painted. ``numbers`` stand over (or under) the dots, ``ends`` behind the level lines."""

    area: Box
    ticks: tuple[ChartPoint, ...]
    years: tuple[ChartPoint, ...]
    strokes: tuple[Stroke, ...]
    dots: tuple[tuple[float, float], ...]
    numbers: tuple[ChartPoint, ...]
    ends: tuple[tuple[Role, ChartPoint], ...]


def lines(chart: Chart, box: Box, row: float, width: Width) -> Lines:
    """Lay ``chart`` out in ``box``; ``row``: the height of a line of text."""
    huge = chart_look.huge(chart)
    levels = ticks(chart)
    texts = [number(level, huge=huge) for level in levels]
    ends = [(part.role, value, f"{part.name} {number(value, huge=huge)}") for part in chart.series
            if part.role is not Role.ACTUAL and (value := next((v for v in part.values if v is not None), None)) is not None]
    left = max(map(width, texts)) + GAP
    right = max((width(text) for _, _, text in ends), default=0.0) + GAP
    area = Box(box.x + left, box.y + row, box.width - left - right, box.height - 2.5 * row)

    def height(value: float) -> float:
        return area.bottom - (value - levels[0]) / (levels[-1] - levels[0]) * area.height

    slot = area.width / len(chart.categories)
    across = [area.x + (place + 0.5) * slot for place in range(len(chart.categories))]
    actual = next((part for part in chart.series if part.role is Role.ACTUAL), None)
    points = [] if actual is None else [
        (across[place], height(value), number(value, huge=huge)) for place, value in enumerate(actual.values)
        if value is not None]
    return Lines(
        area,
        tuple(ChartPoint(area.x - GAP, height(level), text) for level, text in zip(levels, texts, strict=True)),
        tuple(ChartPoint(x, area.bottom + 0.8 * row, text) for x, text in zip(across, chart.categories, strict=True)),
        tuple(_stroke(part, across, area, height) for part in chart.series),
        tuple((x, y) for x, y, _ in points),
        tuple(_numbers(points, slot, row, width)),
        tuple(_apart([(role, ChartPoint(area.right + GAP / 2, height(value), text)) for role, value, text in ends], row)),
    )


def _stroke(part: Series, across: list[float], area: Box, height: Callable[[float], float]) -> Stroke:
    """Levels run from edge to edge, so that one year alone has them too."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, value in zip(across, part.values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((x, height(value)))
    if part.role is not Role.ACTUAL and len(runs) == 1 and runs[0]:
        runs = [[(area.x, runs[0][0][1]), *runs[0], (area.right, runs[0][-1][1])]]
    return Stroke(part.name, part.role, tuple(tuple(run) for run in runs if run))


def _numbers(points: list[tuple[float, float, str]], slot: float, row: float, width: Width) -> list[ChartPoint]:
    """Over the dots; where neighbours would touch, every other one stands under its dot."""
    tight = any(width(text) > slot - 4 for _, _, text in points)
    return [ChartPoint(x, y + 0.85 * row if tight and place % 2 else y - 0.85 * row, text)
            for place, (x, y, text) in enumerate(points)]


def _apart(ends: list[tuple[Role, ChartPoint]], row: float) -> list[tuple[Role, ChartPoint]]:
    """Two texts at nearly one height make room for each other."""
    if len(ends) != 2 or abs(ends[0][1].y - ends[1][1].y) >= row:
        return ends
    upper, lower = sorted(ends, key=lambda end: end[1].y)
    middle = (upper[1].y + lower[1].y) / 2
    return [(end[0], ChartPoint(end[1].x, middle + shift, end[1].text)) for end, shift in ((upper, -row / 2), (lower, row / 2))]
