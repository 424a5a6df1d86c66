"""How charts look, wherever they are drawn: colours by name, strokes, the ends of the value axis."""

from __future__ import annotations

from dxbook.outputs.charts.chart import Chart, Role
from dxbook.outputs.checksheet import HUGE, Tone

GRADES = {Tone.GOOD: "SUCCESS", Tone.FAIR: "KEY", Tone.LOW: "WARNING", Tone.BAD: "ERROR", Tone.QUIET: "LINE",
          Tone.PLAIN: "QUIET", Tone.EMPTY: "PAPER", Tone.BLANK: "WARNING_PALE"}
"""The ground of a bar by the names of :mod:`dxbook.look`; ``Tone.OTHER`` is hatched instead."""

LETTERS = {Tone.GOOD: "SUCCESS", Tone.FAIR: "KEY", Tone.LOW: "WARNING", Tone.BAD: "ERROR", Tone.QUIET: "QUIET"}
"""The colour of a grade's own sign or word, by the same names; others are written as all text is."""

STROKES = {Role.ACTUAL: ("KEY", "solid", 2.25), Role.TARGET: ("WARNING", "dash", 1.5),
           Role.BASELINE: ("QUIET", "sysDot", 1.25), Role.GRADE: ("QUIET", "solid", 1.0)}
"""A line's colour, its dashes in Excel's words, its width in points."""


def letters_on(tone: Tone) -> str:
    """The colour of a number on a bar of this tone."""
    return "TEXT" if tone in (Tone.QUIET, Tone.EMPTY, Tone.BLANK, Tone.OTHER) else "PAPER"


def numbers(model: Chart) -> list[float]:
    """All values of a chart that are there."""
    return [value for series in model.series for value in series.values if value is not None]


def huge(model: Chart) -> bool:
    """Whether the values are shown in 百万."""
    return any(abs(value) >= HUGE for value in numbers(model))


def title(model: Chart) -> str:
    """The title with the unit that the axis has: 「K01 手続の数（百万件）」."""
    unit = ("百万" if huge(model) else "") + model.unit
    return model.title + (f"（{unit}）" if unit else "")


def bounds(model: Chart) -> tuple[float | None, float | None]:
    """The value axis starts at 0 (percentages end at 100 where they may), so that no change looks larger."""
    values = numbers(model)
    low = 0.0 if min(values) >= 0 else None
    full = model.unit in ("%", "％") and 60 <= max(values) <= 92  # room for the numbers above
    high = 100.0 if full else (1.0 if max(values) == 0 and low == 0.0 else None)
    return low, high


def bar_step(model: Chart) -> float:
    """Whole counts along the axis of stacked bars, at most about ten ticks."""
    longest = max(sum(series.values[n] or 0 for series in model.series) for n in range(len(model.categories)))
    return float(max(1, round(longest / 8)))
