"""A plan workbook in memory: tables of records, every value knowing its sheet and cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from dxbook.findings import Finding, Level, Place, column_letter
from dxbook.plan.column import Sheet
from dxbook.plan.profile import GENERIC, Profile, load_profile
from dxbook.values import fy_label


@dataclass(slots=True)
class Record:
    """One row: parsed ``values`` and the original ``raw`` cells by column key; ``row`` is Excel's.

    Values are ``str`` (code, name, prose, choice, 団体コード, and 年月 as "2023-04" or "FY2022"),
    ``int`` (年度 as 西暦), ``int | float`` (数), ``datetime.date`` (日付), ``tuple[str, ...]`` (部署 and
    other multiple columns), ``value.Reading`` (値), or None where empty or unreadable.
    In the 実績 sheet one Excel row gives one record per fiscal year, with ``values["fy"]``.
    ``cells`` gives each key's A1 address.
    """

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Any:
        return self.values.get(key)


@dataclass(slots=True)
class Table:
    """One sheet's records. ``title`` is the sheet's real name, ``headers`` column key → header text.

    A year in which nothing is written has no record: ``year_columns`` (column key, fiscal year → column
    number) and ``year_rows`` (first identity column → Excel row) tell where its entries belong.
    """

    sheet: Sheet
    title: str
    file: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    header_row: int = 0
    records: list[Record] = field(default_factory=list)
    year_columns: dict[tuple[str, int], int] = field(default_factory=dict)
    year_rows: dict[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def place(self, record: Record, key: str) -> Place:
        """The address of one cell. Columns missing on the sheet are placed on the row's first cell."""
        cell, fy = record.cells.get(key), record["fy"]
        if cell is None:
            number = self.year_columns.get((key, fy)) or self.columns.get(key, 1)
            cell = f"{column_letter(number)}{record.row}"
        label = self.headers.get(key, "").rstrip("※ ") or self.sheet.column(key).label  # ※: required
        if fy and self.sheet.column(key).per_year:  # ``headers`` knows one header for all years
            label = f"{fy_label(fy)} {self.sheet.column(key).label}"
        return Place(self.file, self.title, cell, label)


@dataclass(slots=True)
class Book:
    """A plan workbook as read. ``tables`` always has every sheet of the schema (perhaps empty).

    ``meta`` is the very hidden sheet's identity (schema_version, profile, plan_id, …) as text.
    ``findings`` are those of reading: form and cell families. ``profile`` is the city's, as reading found it.
    """

    path: Path
    tables: dict[str, Table]
    meta: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    sheet_order: tuple[str, ...] = ()
    profile: Profile = field(default_factory=lambda: load_profile(GENERIC))

    def __getitem__(self, sheet_key: str) -> Table:
        return self.tables[sheet_key]

    @property
    def plan(self) -> Record:
        """The 計画 sheet's one record (an empty one where the sheet is missing)."""
        records = self.tables["plan"].records
        return records[0] if records else Record(0)

    @property
    def years(self) -> range:
        """The plan's fiscal years as 西暦; empty where 開始年度 or 終了年度 is not readable."""
        first, last = self.plan["first_fy"], self.plan["last_fy"]
        return range(first, last + 1) if first and last and first <= last <= first + 30 else range(0)


class Origin(Enum):
    """What a workbook is to a department: only one that was handed out to it can be handed in."""

    HANDED = "handed"  # knows its department and its hand-out
    PLAN = "plan"  # a whole plan
    COPIED = "copied"  # sheets of a plan in a workbook that does not know whose it is
    STRANGER = "stranger"  # nothing of a plan


@dataclass(frozen=True, slots=True)
class Checked:
    """One workbook that was checked: its file name, what it is (None: it cannot be read), what is wrong with it."""

    name: str
    origin: Origin | None
    findings: list[Finding]

    @property
    def errors(self) -> int:
        """How many findings of level エラー there are."""
        return sum(each.level is Level.ERROR for each in self.findings)

    @property
    def ready(self) -> bool:
        """Whether a department may hand it in."""
        return self.origin is Origin.HANDED and not self.errors
