"""The actual of a KPI in a year: what was entered, or counted from the inventory (算定式 「一覧」)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from dxbook.findings import Finding, finding
from dxbook.plan import Actual, ActualStatus, Book, ColumnOf, InventoryItem, InventoryState, Kpi, Table
from dxbook.rating.formulas import NOTHING_WRITTEN
from dxbook.rating.kpi import blank
from dxbook.values import Reading

ENTERED, COUNTED = "入力", "一覧"


@dataclass(frozen=True, slots=True)
class YearActual:
    """``source`` is 入力, 一覧 or ""; ``unknown`` where 区分 says 未判明 or nothing is written."""

    reading: Reading | None
    source: str = ""
    status: ActualStatus | None = None
    planned: Reading | None = None
    remarks: tuple[str, ...] = ()

    @property
    def unknown(self) -> bool:
        """Whether there is no actual value to rate yet."""
        return self.status == ActualStatus.UNKNOWN or blank(self.reading)

    @property
    def missing(self) -> str:
        """Why there is no value to rate, where :attr:`unknown`: true of 未判明, of 「－」 and of an empty cell."""
        if self.status == ActualStatus.UNKNOWN:
            return "実績値がまだわからない（区分が未判明の）ため評価しません"
        return NOTHING_WRITTEN if self.reading is None else f"実績値が「{self.reading.raw}」のため評価しません"


def last_fy(month: str) -> int | None:
    """The fiscal year a 年月 lies in ("2023-03" → 2022, "FY2022" → 2022); a span or a year by its end."""
    if year := re.fullmatch(r"FY(\d{4})末?", month):
        return int(year[1])
    dates = re.findall(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?", month)
    if not dates:
        return None
    number, in_year = dates[-1]
    return int(number) - (1 if in_year and int(in_year) < 4 else 0)


def doubled_ids(table: Table[Any], column: ColumnOf[str]) -> frozenset[str]:
    """IDs that stand in two rows or more: what points at one could mean either."""
    counts = Counter(id_ for record in table if (id_ := record[column]))
    return frozenset(id_ for id_, count in counts.items() if count > 1)


class Actuals:
    """Looks actuals up by KPI and year; ``findings`` gathers entries that differ from the count."""

    def __init__(self, book: Book, fy: int) -> None:
        self._book, self._fy = book, fy
        doubled = doubled_ids(book[Kpi], Kpi.kpi_id)
        self._rows: dict[tuple[str, int | None], Actual] = {(row.kpi_id, row.fy): row for row in book[Actual]
                      if row.kpi_id and row.kpi_id not in doubled}
        self._items: dict[str, list[InventoryItem]] = {}
        for item in book[InventoryItem]:
            if item.kpi_id and item.kpi_id not in doubled:
                self._items.setdefault(item.kpi_id, []).append(item)
        self.findings: list[Finding] = []

    def of(self, kpi: Kpi, fy: int) -> YearActual:
        """The actual of ``kpi`` in ``fy``."""
        row = self.row(kpi.kpi_id, fy)
        entered = row.actual
        status, planned = row.status, row.planned
        items = self._items.get(kpi.kpi_id or "", [])
        if str(kpi.definition or "").strip().startswith(COUNTED) and items:
            return self._counted(kpi, items, fy, row)
        source = "" if blank(entered) else ENTERED
        return YearActual(entered, source, status, planned)

    def row(self, kpi_id: str | None, fy: int) -> Actual:
        """The 実績 row of a KPI and year; an empty one where there is none, or the ID stands twice."""
        return self._rows.get((kpi_id or "", fy), Actual())

    def _counted(self, kpi: Kpi, items: list[InventoryItem], fy: int, row: Actual) -> YearActual:
        """The number (or share, where the unit is %) of the KPI's inventory rows done by the end of fy."""
        planned, entered = row.planned, row.actual
        subject = [item for item in items if item.state != InventoryState.NOT_CONCERNED]
        done = [item for item in subject if item.state == InventoryState.DONE and _by(item, fy)]
        undated = any(not item.done_on for item in done)
        if fy > self._fy or (fy < self._fy and undated) or not subject:
            return YearActual(None, planned=planned)
        unit = _counting_unit(kpi)
        value: int | float = round(len(done) * 100 / len(subject), 10) if unit == "%" else len(done)
        remark = f"一覧{len(subject)}件のうち完了{len(done)}件"
        if len(subject) < len(items):
            remark += f"、対象外{len(items) - len(subject)}件を除く"
        if entered is not None and not blank(entered) and entered.value is not None and entered.value != value and fy == self._fy:
            self._differs(row, entered, remark)
        return YearActual(Reading(value, value, unit, value, unit), COUNTED, None, planned, (remark,))

    def _differs(self, row: Actual, entered: Reading, remark: str) -> None:
        place = self._book[Actual].place(row, Actual.actual)
        found = finding("G102", place, entered.raw, counted=remark)
        if found not in self.findings:
            self.findings.append(found)


def _by(item: InventoryItem, fy: int) -> bool:
    year = last_fy(str(item.done_on)) if item.done_on else None
    return year is None or year <= fy


def _counting_unit(kpi: Kpi) -> str:
    target = kpi.target
    unit = (target.unit if target else "") or str(kpi.unit or "")
    return "%" if unit in ("%", "％") else unit
