"""What the rules of a column compare, the same for the loops over one workbook and for pandera over a frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dxbook.plan.book import Table
from dxbook.plan.choices import LISTS
from dxbook.plan.column import Column
from dxbook.text import key

REQUIRED, DUPLICATE, CHOICE, RANGE, LENGTH = "L101", "L102", "L103", "L104", "L105"
"""The finding that each rule leads to."""


def choices(column: Column, lists: Mapping[str, Sequence[str]] = LISTS) -> dict[str, str]:
    """A column's choices by their folded form (width and spaces aside); empty where any text is allowed."""
    return {key(choice): choice for choice in lists.get(column.choices, ())}


def cells(table: Table[Any], column: Column, lists: Mapping[str, Sequence[str]] = LISTS) -> list[Any]:
    """A column's values, one a record; choices as the list writes them, None where empty or unreadable."""
    if column.choice:
        return [row.word(column) or None for row in table]
    values = [row[column] for row in table]
    if known := choices(column, lists):
        return [known.get(key(value), value) if value else value for value in values]
    return values


def length(value: Any) -> int:
    """How many characters a value takes in its cell: a Reading as it was written, several values joined by 、."""
    raw = getattr(value, "raw", value)
    return len("、".join(raw) if isinstance(raw, tuple) else str(raw))
