"""Where things of a chart stand: the value axis, numbers as texts, the legend. Plain arithmetic, no Qt."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dxbook.outputs.charts import Chart
from dxbook.outputs.charts import look as chart_look

Width = Callable[[str], float]
"""How wide a text is drawn, in pixels."""

MILLION = 1_000_000
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, from the top left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A text and where its left end (legend) or its middle (axes) stands."""

    x: float
    y: float
    text: str


def number(value: float, *, huge: bool = False) -> str:
    """1234.5 → 1,234.5, at most three decimals as in the workbook; ``huge`` ones in millions."""
    if huge:
        return f"{value / MILLION:,.1f}"
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def ticks(chart: Chart) -> list[float]:
    """The values at the lines across a chart, lowest first: round steps that take in every value."""
    values = chart_look.numbers(chart)
    low, high = chart_look.bounds(chart)
    bottom = min(values) if low is None else low
    top = high if high is not None else max([*values, 0.0]) + (max(values) - bottom) * 0.08  # room for the numbers
    if top - bottom < 1e-9:  # all alike, to the eye
        top = bottom + 1
    step = _step((top - bottom) / (MOST_TICKS - 1), whole=all(value % 1 == 0 for value in values))
    first, last = math.floor(bottom / step + 1e-9), math.ceil(top / step - 1e-9)
    return [float(f"{count * step:.12g}") for count in range(first, last + 1)]


def _step(least: float, *, whole: bool) -> float:
    """The next of 1, 2, 5, 10 … (times a power of ten); never part of a thing that is counted."""
    power = 10.0 ** math.floor(math.log10(least))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= least * (1 - 1e-9))
    return max(step, 1.0) if whole else step


def legend(names: Sequence[str], box: Box, row: float, key: float, width: Width) -> tuple[list[ChartPoint], float]:
    """Where each name's key stands, in rows of the height ``row`` from the top of ``box``; the height they take."""
    spots: list[ChartPoint] = []
    x, y = box.x, box.y
    for name in names:
        wide = key + width(name) + row
        if x > box.x and x + wide > box.right:
            x, y = box.x, y + row
        spots.append(ChartPoint(x, y, name))
        x += wide
    return spots, (y - box.y + row) if names else 0.0


def folded(text: str, most: float, width: Width, lines: int = 2) -> list[str]:
    """``text`` in at most so many lines that are each no wider than ``most``; what is left over is 「…」."""
    found: list[str] = []
    rest = text
    while rest and len(found) < lines:
        count = next((n for n in range(len(rest), 0, -1) if width(rest[:n]) <= most), 1)
        found.append(rest[:count])
        rest = rest[count:]
    if rest:
        last = found[-1]
        while len(last) > 1 and width(last + "…") > most:
            last = last[:-1]
        found[-1] = last + "…"
    return found
