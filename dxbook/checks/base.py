"""What every check gets (:class:`Context`), and the list of checks (:func:`rule`).

A new check is one generator function with ``@rule("CODE", …)`` in the module of its family, its code in
``findings.toml``, and a test.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from dxbook.findings import Finding, Level, Place, finding
from dxbook.plan import (
    SHEETS,
    Actual,
    Book,
    Column,
    ColumnOf,
    Department,
    InventoryItem,
    Kpi,
    Measure,
    Outline,
    Profile,
    Report,
    Row,
    Table,
)
from dxbook.text import Directory, DirectoryEntry, key
from dxbook.text import written as as_written
from dxbook.values import Reading, fy_label

R = TypeVar("R", bound=Row)

Check = Callable[["Context"], Iterator[Finding]]
CHECKS: list[Check] = []
"""Every check, in the order of declaration."""

CODES: dict[str, str] = {}
"""Which function makes a code: a code has one maker."""


def rule(*codes: str) -> Callable[[Check], Check]:
    """Registers a check and the codes it makes."""

    def register(check: Check) -> Check:
        for code in codes:
            if CODES.setdefault(code, check.__qualname__) != check.__qualname__:
                raise ValueError(f"{code}: {CODES[code]}, {check.__qualname__}")
        CHECKS.append(check)
        return check

    return register


@dataclass
class Context:
    """A book with its profile, and the look-ups that checks share. Built once for each book.

    ``only``: keys of the sheets whose cells are looked at; the others are for looking up. None: all.
    """

    book: Book
    profile: Profile
    only: Collection[str] | None = None

    @cached_property
    def tables(self) -> list[Table[Any]]:
        """The tables whose cells are looked at."""
        return [table for key, table in self.book.tables.items() if self.only is None or key in self.only]

    @cached_property
    def words(self) -> dict[str, str]:
        """What every message may name: the sheets' real titles, the city's words for a measure and a KPI."""
        titles = {sheet.key: self.book.tables[sheet.key].title or sheet.title for sheet in SHEETS}
        return titles | {"measure": self.profile.word("施策"), "kpi": self.profile.word("指標")}

    def at(self, row: Row, column: Column, code: str, /, *, value: object = None, level: Level | None = None,
           **details: Any) -> Finding:
        """The finding ``code`` at one cell; ``value`` is what stands there unless given."""
        shown = as_written(row.stored(column)) if value is None else value
        return finding(code, self.place(row, column), shown, level=level, **self.words | details)

    def place(self, row: Row, column: Column) -> Place:
        """The address of one cell."""
        return self.book.tables[row.sheet.key].place(row, column)

    @property
    def review_fy(self) -> int | None:
        """The fiscal year under review (対象年度)."""
        return self.book.plan.review_fy

    @cached_property
    def period(self) -> str:
        """The plan's period in words, or "" where it is not readable."""
        years = self.book.years
        return f"{fy_label(years[0])}～{fy_label(years[-1])}" if years else ""

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        """体系コード → its row."""
        return self._by(Outline, Outline.outline_id)

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """施策ID → its row."""
        return self._by(Measure, Measure.measure_id)

    @cached_property
    def kpis(self) -> dict[str, Kpi]:
        """指標ID → its row."""
        return self._by(Kpi, Kpi.kpi_id)

    @cached_property
    def actuals(self) -> dict[tuple[str | None, int | None], Actual]:
        """The 実績 by 指標ID and fiscal year."""
        return {(row.kpi_id, row.fy): row for row in reversed(self.book[Actual].records)}

    @cached_property
    def series(self) -> dict[str, list[Actual]]:
        """By 指標ID the 実績 that are numbers, oldest year first."""
        rows: dict[str, list[Actual]] = {}
        for kpi_id, fy in sorted((kpi_id, fy) for kpi_id, fy in self.actuals if kpi_id and fy):
            if number(self.actuals[kpi_id, fy].actual) is not None:
                rows.setdefault(kpi_id, []).append(self.actuals[kpi_id, fy])
        return rows

    @cached_property
    def reports(self) -> dict[tuple[str | None, int | None], Report]:
        """The 進捗 by 施策ID and fiscal year."""
        return {(row.measure_id, row.fy): row for row in reversed(self.book[Report].records)}

    @cached_property
    def counted(self) -> dict[str, list[InventoryItem]]:
        """The 一覧's rows by the KPI that counts them."""
        rows: dict[str, list[InventoryItem]] = {}
        for record in self.book[InventoryItem]:
            if record.kpi_id:
                rows.setdefault(record.kpi_id, []).append(record)
        return rows

    @cached_property
    def directory(self) -> Directory:
        """The 組織 sheet."""
        return Directory(tuple(
            DirectoryEntry(row.name, tuple(row.aliases or ()), row.valid_from or "", row.valid_to or "")
            for row in self.book[Department] if row.name
        ))

    def _by(self, row: type[R], identity: ColumnOf[str]) -> dict[str, R]:
        rows = reversed(self.book[row].records)
        return {id_: each for each in rows if (id_ := each[identity])}


def label_of(row: Measure | Kpi) -> str:
    """「01-01 窓口の予約」: how a finding names a measure or KPI."""
    return " ".join(str(part) for part in (row[row.identity[0]], row.name) if part)


def number(value: Any) -> int | float | None:
    """The number of a ``Reading`` that stands for itself: not several series, not a change."""
    if not isinstance(value, Reading) or {"multi", "change", "yoy", "milestone"} & set(value.qualifiers):
        return None
    return value.value


def written(value: Reading) -> str:
    """A reading as it stands in the cell."""
    return "" if value.raw is None else str(value.raw).strip()


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that was probably meant, or None: 1-1 → 01-01, 継続中 → 継続, K1 → K01.

    ``cutoff`` is difflib's: codes need a high one, or K99 would be taken for K09.
    """
    folded = {_loose(entry): entry for entry in known}
    wanted = _loose(word)
    if wanted in folded:
        return folded[wanted]
    for loose, entry in folded.items():
        if len(loose) > 1 and not loose.isascii() and wanted.startswith(loose):
            return entry
    near = difflib.get_close_matches(wanted, list(folded), n=1, cutoff=cutoff)
    return folded[near[0]] if near else None


def _loose(word: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", key(word))


def hint(near: str | None) -> str:
    """「…ではありませんか。」, or nothing."""
    return f"「{near}」ではありませんか。" if near else ""
