"""A list as data: what its sheet says, how wide and tall it is, where its links lead.

``write_lists`` makes new workbooks of lists, ``workbook.edit.add_sheet`` puts one into a person's workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dxbook import look
from dxbook.workbook.make.text_size import PADDING, TALLEST, text_height

PIXELS = 7.0
"""Pixels of one unit of a column's width."""
MOST_LINKS = 65_000
"""Excel follows 65,530 links a sheet; those past this are written as plain text."""
INDENT = 10.0
"""Pixels that an indent of 1 takes, at most."""
_EM = look.SIZE * 96 / 72
_ENDLESS = 3000
"""Characters of a text that no row shows whole."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text that opens a cell of ``path`` (None: of this workbook); the file alone where ``cell`` is ""."""

    text: str
    path: Path | None = None
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A text that stands out, by its colours, its weight, its size: a state (a sign and a word), a line above the table."""

    text: str
    colour: str = look.TEXT
    ground: str = look.PAPER
    bold: bool = True
    size: float = look.SIZE


ListValue = str | int | float | Link | Tag | None


def strong(text: str, colour: str = look.TEXT) -> Tag:
    """A line above the table that is read first."""
    return Tag(text, colour, size=look.SIZE_STRONG)


def note(text: str) -> Tag:
    """A small line above the table."""
    return Tag(text, look.QUIET, bold=False, size=look.SIZE_SMALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column; ``width`` in characters of 7 pixels, the cell's own margins among them.

    ``entry``: the office writes here, and is told this. ``hidden``: there for a filter, not to be seen.
    """

    label: str
    width: float
    align: str = "left"
    entry: str = ""
    hidden: bool = False


@dataclass(slots=True)
class Listing:
    """One sheet: lines above the table (the first is its heading), the table, and what is said where it
    has no rows. ``first_of_group``: rows on a pale ground. ``header``: printed on every page, else the title."""

    title: str
    headings: Sequence[Heading]
    lead: Sequence[ListValue]
    rows: list[Sequence[ListValue]] = field(default_factory=list)
    empty: str = ""
    first_of_group: set[int] = field(default_factory=set)
    header: str = ""


def text_of(value: ListValue) -> str:
    """What a person reads in the cell."""
    if isinstance(value, str):
        return value
    if isinstance(value, Link | Tag):
        return value.text
    return "" if value is None else str(value)


def address(sheet: str, cell: str) -> str:
    """A cell as links, names and formulas give it: 'O''Brien'!F7."""
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'!{cell}"


def row_height(row: Sequence[ListValue], headings: Sequence[Heading], indent: float = INDENT) -> float:
    """Points that the row's longest text needs. ``indent``: pixels that it takes from a cell's width."""
    height = look.ROW_HEIGHT
    for value, heading in zip(row, headings, strict=True):
        text, room = text_of(value), heading.width * PIXELS - indent
        if len(text) * _EM >= room - PADDING or "\n" in text:  # most are one line, told without weighing every letter
            height = max(height, _height(text, room))
    return min(TALLEST, height)


@lru_cache(50_000)
def _height(text: str, pixels: float) -> float:
    return TALLEST if len(text) > _ENDLESS else text_height(text, pixels, look.SIZE)
