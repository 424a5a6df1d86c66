"""The cells of a table that break their column's rule: required, unique, list, range, length. Plain loops.

pandera schemas derived from the same declaration (``dxbook.schemas``) come to the same verdict; loading pandas and
pandera takes longer than reading and checking a workbook, so they guard the tables that leave it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dxbook.plan import LISTS, Column, Table
from dxbook.plan import column_rules as rules


@dataclass(frozen=True, slots=True)
class Failure:
    """A cell that breaks its column's rule. ``position`` counts the table's records from 0."""

    code: str
    position: int
    column: str


def failures(table: Table[Any], lists: Mapping[str, Sequence[str]] = LISTS) -> list[Failure]:
    """The failures of a table, all at once, by position, column and code."""
    found = {Failure(code, position, column.key) for column in table.sheet.stored
             for code, position in _of_column(column, rules.cells(table, column, lists), lists)}
    if len(table.sheet.identity) > 1:
        rows = [tuple(row.values.get(name) for name in table.sheet.identity) for row in table]
        found.update(Failure(rules.DUPLICATE, position, table.sheet.identity[0]) for position in _repeated(rows))
    return sorted(found, key=lambda each: (each.position, each.column, each.code))


def _of_column(
    column: Column, values: Sequence[Any], lists: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, int]]:
    """(code, position) of what is wrong in one column."""
    known, limit = set(rules.choices(column, lists).values()), column.max_length
    low, high = column.minimum, column.maximum
    if column.unique:
        yield from ((rules.DUPLICATE, position) for position in _repeated([(value,) for value in values]))
    if not (column.required or known or limit or low is not None or high is not None):
        return
    for position, value in enumerate(values):
        if value is None:
            if column.required:
                yield rules.REQUIRED, position
            continue
        if known and value not in known:
            yield rules.CHOICE, position
        if (low is not None and value < low) or (high is not None and value > high):
            yield rules.RANGE, position
        if limit and rules.length(value) > limit:
            yield rules.LENGTH, position


def _repeated(rows: Sequence[tuple[Hashable, ...]]) -> Iterator[int]:
    """Positions of the complete rows that stand above already."""
    seen = set()
    for position, row in enumerate(rows):
        if row in seen:
            yield position
        elif None not in row:
            seen.add(row)
