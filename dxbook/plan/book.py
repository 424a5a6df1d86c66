"""A plan workbook in memory: tables of records, every value knowing its sheet and cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from dxbook.findings import Finding, Level, Place, column_letter
from dxbook.plan.column import Column, Sheet
from dxbook.plan.profile import GENERIC, Profile, load_profile
from dxbook.plan.row import Row
from dxbook.plan.schema import Plan
from dxbook.values import fy_label

if TYPE_CHECKING:
    import pandas as pd

R = TypeVar("R", bound=Row)


@dataclass(slots=True)
class Table(Generic[R]):
    """One sheet's rows. ``title`` is the sheet's real name, ``headers`` column key → header text.

    A year in which nothing is written has no record: ``year_columns`` (column key, fiscal year → column
    number) and ``year_rows`` (first identity column → Excel row) tell where its entries belong.
    """

    sheet: Sheet
    title: str
    file: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    header_row: int = 0
    records: list[R] = field(default_factory=list)
    year_columns: dict[tuple[str, int], int] = field(default_factory=dict)
    year_rows: dict[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[R]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def blank(self, values: dict[str, Any] | None = None) -> R:
        """A row that stands nowhere, with ``values`` by column key."""
        return cast("R", self.sheet.row(0, values))

    def place(self, row: Row, column: Column) -> Place:
        """The address of one cell. Columns missing on the sheet are placed on the row's first cell."""
        cell, fy = row.cells.get(column.key), row.year
        if cell is None:
            number = self.columns.get(column.key, 1)
            if fy is not None:
                number = self.year_columns.get((column.key, fy)) or number
            cell = f"{column_letter(number)}{row.row}"
        label = self.headers.get(column.key, "").rstrip("※ ") or column.label  # ※: required
        if fy and column.per_year:  # ``headers`` knows one header for all years
            label = f"{fy_label(fy)} {column.label}"
        return Place(self.file, self.title, cell, label)


@dataclass(slots=True)
class Book:
    """A plan workbook as read. ``tables`` always has every sheet of the schema (perhaps empty).

    ``meta`` is the very hidden sheet's identity (schema_version, profile, plan_id, …) as text.
    ``findings`` are those of reading: form and cell families. ``profile`` is the city's, as reading found it.
    """

    path: Path
    tables: dict[str, Table[Any]]
    meta: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    sheet_order: tuple[str, ...] = ()
    profile: Profile = field(default_factory=lambda: load_profile(GENERIC))

    def __getitem__(self, row: type[R]) -> Table[R]:
        """The table of a sheet by the class of its rows: ``book[Kpi]``."""
        return self.tables[row.sheet.key]

    def frame(self, sheet: str | type[Row], *, validate: bool = True) -> pd.DataFrame:
        """A sheet ("kpis", or ``Kpi``) as a pandas frame: one column a column of the sheet by its key, index "row" the
        Excel row.

        実績 has one row a KPI and year. A KPI value is a ``Reading``, with ``…_value`` (its number in base units) and
        ``…_unit`` beside it. 進捗 rows that no department has filled yet are left out. The frame is valid by its schema in
        ``dxbook.schemas``. Raises WrongTable where the sheet is not, unless ``validate`` is False; NotFound for a sheet
        there is none of.
        """
        from dxbook.plan import frames

        table = frames.without_blank_reports(self.tables[frames.sheet_of(sheet).key])
        return frames.valid_frame(table) if validate else frames.frame(table)

    @property
    def plan(self) -> Plan:
        """The 計画 sheet's one row (an empty one where the sheet is missing)."""
        records = self[Plan].records
        return records[0] if records else Plan()

    @property
    def years(self) -> range:
        """The plan's fiscal years as 西暦; empty where 開始年度 or 終了年度 is not readable."""
        first, last = self.plan.first_fy, self.plan.last_fy
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
