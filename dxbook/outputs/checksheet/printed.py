"""What a check sheet shows, as data: values with a format and a tone, and values split over years."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Tone(StrEnum):
    """How a value is stressed. The value itself always says the same in words or signs."""

    PLAIN = ""
    GOOD = "good"
    FAIR = "fair"
    LOW = "low"
    BAD = "bad"
    QUIET = "quiet"
    BAR = "bar"  # a bar of the schedule: keeps the ground of the form's cell
    OTHER = "other"  # outside the list's words: hatched in charts
    BLANK = "blank"  # reported, but this cell was left empty
    EMPTY = "empty"  # a year without a bar: no ground


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """One value. ``format`` is Excel's number format (numbers only); ``link`` a card's key.

    ``wide`` is the number of parts it covers inside a :class:`Spread`.
    """

    value: str | int | float | None = None
    format: str = ""
    tone: Tone = Tone.PLAIN
    link: str = ""
    wide: int = 1

    @property
    def empty(self) -> bool:
        """Whether nothing is shown."""
        return self.value is None or self.value == ""

    @property
    def text(self) -> str:
        """The value inside a longer text: percentages with one digit, numbers with separators."""
        if self.value is None:
            return ""
        if isinstance(self.value, str):
            return self.value
        if "%" in self.format:
            digits = len(self.format.partition(".")[2].rstrip("%"))
            return f"{self.value:.{digits}%}"
        return f"{self.value:,}" if "," in self.format else f"{self.value}"


@dataclass(frozen=True, slots=True)
class Spread:
    """Values split evenly over the plan's years or the scale's grades; ``mark`` is this year's part."""

    parts: tuple[PrintedValue, ...]
    mark: int | None = None

    @property
    def empty(self) -> bool:
        """Whether no part shows anything, a bar included."""
        return all(part.empty and part.tone is not Tone.BAR for part in self.parts)


Item = dict[str, "PrintedValue | Spread"]
"""Field label → value."""

BLANK_VALUE = PrintedValue()


@dataclass(slots=True)
class Page:
    """What the placeholders of a sheet stand for: single values and lists, by scope name."""

    fields: dict[str, Item] = field(default_factory=dict)
    lists: dict[str, list[Item]] = field(default_factory=dict)


@dataclass(slots=True)
class Card(Page):
    """One measure's 個票. ``key`` is what links point at, ``title`` its sheet's name."""

    key: str = ""
    title: str = ""


def spread_edges(first: int, last: int, parts: int) -> list[tuple[int, int]]:
    """Split columns first…last into ``parts`` runs as even as can be; fewer where there is no room."""
    parts = min(parts, last - first + 1)
    width = last - first + 1
    edges = [first + round(index * width / parts) for index in range(parts + 1)]
    return [(edges[index], edges[index + 1] - 1) for index in range(parts)]
