"""The cells of a table that break their column's rule: required, unique, list, range, length. Plain loops.

pandera schemas derived from the same declaration (``frames``) come to the same verdict; loading pandas and pandera
takes longer than reading and checking a workbook, so they are kept for tables of many plans.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dxbook.plan import LISTS, Column, Table
from dxbook.text import key

REQUIRED, DUPLICATE, CHOICE, RANGE, LENGTH = "L101", "L102", "L103", "L104", "L105"
"""The finding that each rule leads to."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A cell that breaks its column's rule. ``position`` counts the table's records from 0."""

    code: str
    position: int
    column: str


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


def failures(table: Table[Any], lists: Mapping[str, Sequence[str]] = LISTS) -> list[Failure]:
    """The failures of a table, all at once, by position, column and code."""
    found = {Failure(code, position, column.key) for column in table.sheet.stored
             for code, position in _of_column(column, cells(table, column, lists), lists)}
    if len(table.sheet.identity) > 1:
        rows = [tuple(row.values.get(name) for name in table.sheet.identity) for row in table]
        found.update(Failure(DUPLICATE, position, table.sheet.identity[0]) for position in _repeated(rows))
    return sorted(found, key=lambda each: (each.position, each.column, each.code))


def _of_column(
    column: Column, values: Sequence[Any], lists: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, int]]:
    """(code, position) of what is wrong in one column."""
    known, limit = set(choices(column, lists).values()), column.max_length
    low, high = column.minimum, column.maximum
    if column.unique:
        yield from ((DUPLICATE, position) for position in _repeated([(value,) for value in values]))
    if not (column.required or known or limit or low is not None or high is not None):
        return
    for position, value in enumerate(values):
        if value is None:
            if column.required:
                yield REQUIRED, position
            continue
        if known and value not in known:
            yield CHOICE, position
        if (low is not None and value < low) or (high is not None and value > high):
            yield RANGE, position
        if limit and length(value) > limit:
            yield LENGTH, position


def _repeated(rows: Sequence[tuple[Hashable, ...]]) -> Iterator[int]:
    """Positions of the complete rows that stand above already."""
    seen = set()
    for position, row in enumerate(rows):
        if row in seen:
            yield position
        elif None not in row:
            seen.add(row)
