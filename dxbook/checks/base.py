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
from typing import Any

from dxbook.findings import Finding, Level, finding
from dxbook.plan import LISTS, SHEETS, Book, Profile, Record, Table
from dxbook.text import Directory, Row, key
from dxbook.text import written as as_written
from dxbook.values import Reading, fy_label

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
    def tables(self) -> list[Table]:
        """The tables whose cells are looked at."""
        return [table for key, table in self.book.tables.items() if self.only is None or key in self.only]

    @cached_property
    def words(self) -> dict[str, str]:
        """What every message may name: the sheets' real titles, the city's words for a measure and a KPI."""
        titles = {sheet.key: self.book[sheet.key].title or sheet.title for sheet in SHEETS}
        return titles | {"measure": self.profile.word("施策"), "kpi": self.profile.word("指標")}

    def at(self, table: str | Table, record: Record, column: str, code: str, *, value: object = None,
           level: Level | None = None, **details: Any) -> Finding:
        """The finding ``code`` at one cell; ``value`` is what stands there unless given."""
        owner = self.book[table] if isinstance(table, str) else table
        shown = as_written(record.raw.get(column)) if value is None else value
        return finding(code, owner.place(record, column), shown, level=level, **self.words | details)

    @property
    def review_fy(self) -> int | None:
        """The fiscal year under review (対象年度)."""
        fy: int | None = self.book.plan["review_fy"]
        return fy

    @cached_property
    def period(self) -> str:
        """The plan's period in words, or "" where it is not readable."""
        years = self.book.years
        return f"{fy_label(years[0])}～{fy_label(years[-1])}" if years else ""

    @cached_property
    def outlines(self) -> dict[str, Record]:
        """体系コード → record."""
        return self._by("outline", "outline_id")

    @cached_property
    def measures(self) -> dict[str, Record]:
        """施策ID → record."""
        return self._by("measures", "measure_id")

    @cached_property
    def kpis(self) -> dict[str, Record]:
        """指標ID → record."""
        return self._by("kpis", "kpi_id")

    @cached_property
    def actuals(self) -> dict[tuple[str, int], Record]:
        """The 実績 by 指標ID and fiscal year."""
        return {(row["kpi_id"], row["fy"]): row for row in reversed(self.book["actuals"].records)}

    @cached_property
    def series(self) -> dict[str, list[Record]]:
        """By 指標ID the 実績 that are numbers, oldest year first."""
        rows: dict[str, list[Record]] = {}
        for kpi_id, fy in sorted(each for each in self.actuals if all(each)):
            if number(self.actuals[kpi_id, fy]["actual"]) is not None:
                rows.setdefault(kpi_id, []).append(self.actuals[kpi_id, fy])
        return rows

    @cached_property
    def reports(self) -> dict[tuple[str, int], Record]:
        """The 進捗 by 施策ID and fiscal year."""
        return {(row["measure_id"], row["fy"]): row for row in reversed(self.book["reports"].records)}

    @cached_property
    def counted(self) -> dict[str, list[Record]]:
        """The 一覧's rows by the KPI that counts them."""
        rows: dict[str, list[Record]] = {}
        for record in self.book["inventory"]:
            if record["kpi_id"]:
                rows.setdefault(record["kpi_id"], []).append(record)
        return rows

    @cached_property
    def directory(self) -> Directory:
        """The 組織 sheet."""
        return Directory(tuple(
            Row(row["name"], tuple(row["aliases"] or ()), row["valid_from"] or "", row["valid_to"] or "")
            for row in self.book["organisation"] if row["name"]
        ))

    def _by(self, table: str, identity: str) -> dict[str, Record]:
        rows = reversed(self.book[table].records)
        return {record[identity]: record for record in rows if record[identity]}


def label_of(record: Record, identity: str) -> str:
    """「01-01 窓口の予約」: how a finding names a measure or KPI."""
    return " ".join(str(part) for part in (record[identity], record["name"]) if part)


def number(value: Any) -> int | float | None:
    """The number of a ``Reading`` that stands for itself: not several series, not a change."""
    if not isinstance(value, Reading) or {"multi", "change", "yoy", "milestone"} & set(value.qualifiers):
        return None
    return value.value


def written(value: Reading) -> str:
    """A reading as it stands in the cell."""
    return "" if value.raw is None else str(value.raw).strip()


def state(record: Record, column: str) -> str:
    """A choice as its list writes it (width and spaces aside), or ""."""
    value = record[column]
    if not isinstance(value, str):
        return ""
    return _CHOICES.get(key(value), value)


_CHOICES = {key(choice): choice for choices in LISTS.values() for choice in choices}


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
