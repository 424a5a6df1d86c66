"""Which departments a measure, a KPI, an evidence row and an inventory row belong to."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from dxbook.checks import Context, reports_due
from dxbook.plan import Book, ColumnOf, Evidence, Kpi, Measure, MeasureState, Plan, Profile, Row, Table
from dxbook.rating import COUNTED
from dxbook.text import GROUPS, key, split

_GROUP_KEYS = frozenset(key(word) for word in GROUPS)

Names = tuple[str, ...]
"""Departments as the 組織 sheet writes them; one that is not there as it stands in the cell."""


def is_group(name: str) -> bool:
    """True for a word that stands for many departments, such as 関係各課."""
    return key(name) in _GROUP_KEYS


def at_year(book: Book, fy: int) -> Book:
    """``book`` as if ``fy`` were its 対象年度. The tables of the other sheets are shared."""
    plan = book[Plan]
    record = Plan(book.plan.row, {**book.plan.values, Plan.review_fy.key: fy}, book.plan.raw, book.plan.cells)
    table = Table(plan.sheet, plan.title, plan.file, plan.headers, plan.columns, plan.header_row, [record])
    return replace(book, tables={**book.tables, Plan.sheet.key: table})


class Owners:
    """Looks up departments in a book for the year asked about (its 対象年度)."""

    def __init__(self, book: Book, profile: Profile) -> None:
        self.ctx = Context(book, profile)
        self.fy = self.ctx.review_fy or 0

    def named(self, record: Row | None, column: ColumnOf[Names]) -> Names:
        """The departments in a cell, each once, aliases resolved."""
        directory = self.ctx.directory
        names = split("、".join(record[column] or ()), directory) if record is not None else ()
        return tuple(dict.fromkeys(directory.find(name) or name for name in names))

    @cached_property
    def due(self) -> frozenset[str]:
        """The measures that owe a report, by 施策ID."""
        return frozenset(record.measure_id or "" for record in reports_due(self.ctx))

    def of_measure(self, measure_id: str | None) -> Names:
        """A measure's owners."""
        return self._measures.get(measure_id or "", ())

    @cached_property
    def _measures(self) -> dict[str, Names]:
        return {id_: self.named(record, Measure.owner) for id_, record in self.ctx.measures.items()}

    def of_kpi(self, kpi: Kpi) -> Names:
        """The department that 内訳 names, else the owners of the KPI's measure."""
        part = self.ctx.directory.find(kpi.part or "")
        if part and not is_group(part):
            return (part,)
        return self.of_measure(kpi.measure_id)

    def of_evidence(self, record: Evidence) -> Names:
        """The owners of its measure; for a row of the 体系 the one department that has all measures below it."""
        if record.measure_id:
            return self.of_measure(record.measure_id)
        found = {self.of_measure(id_) for id_ in self.below(record.outline_id)}
        return found.pop() if len(found) == 1 and len(next(iter(found))) == 1 else ()

    def below(self, outline_id: str | None) -> list[str]:
        """The measures under an element of the 体系, at any depth, by 施策ID."""
        return [id_ for id_, measure in self.ctx.measures.items()
                if outline_id and outline_id in self.path(measure.outline_id)]

    def path(self, outline_id: str | None) -> list[str]:
        """An element of the 体系 and all above it."""
        path: list[str] = []
        while outline_id and outline_id not in path:
            path.append(outline_id)
            above = self.ctx.outlines.get(outline_id)
            outline_id = above.parent_id if above else None
        return path

    def closed_measure(self, measure: Measure) -> str:
        """Why a measure owes no report: 完了, 廃止, 休止, 開始前, 終了; "" where it does."""
        if measure.measure_id in self.due:
            return ""
        if (measure.first_fy or self.fy) > self.fy:
            return "開始前"
        ended = measure.state
        return ended if ended in (MeasureState.DONE, MeasureState.ABOLISHED, MeasureState.PAUSED) else "終了"

    def closed_kpi(self, kpi: Kpi) -> str:
        """Why no actual is asked for: counted from the 一覧, or the measure is given up or has not begun."""
        counted = str(kpi.definition or "").strip().startswith(COUNTED)
        if counted and kpi.kpi_id in self.ctx.counted:
            return f"{self.ctx.words['inventory']}で集計"
        measure = self.ctx.measures.get(kpi.measure_id or "")
        if measure is not None and (measure.first_fy or self.fy) > self.fy:
            return "開始前"
        ended = measure.state if measure is not None else None
        return ended if ended in (MeasureState.ABOLISHED, MeasureState.PAUSED) else ""
