"""What an assessment gives: results per KPI, 内訳 and measure, and the counts above them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dxbook.findings import Finding
from dxbook.plan import (
    UNRATED,
    ActualStatus,
    Column,
    Evidence,
    Formula,
    Grade,
    Kpi,
    Measure,
    Outline,
    Report,
    Scale,
    Step,
)
from dxbook.rating import reported
from dxbook.rating.formulas import Rated
from dxbook.values import Reading

NO_KPI = "指標なし"
"""The state of a measure without KPIs (measures only; not one of ``scales.UNRATED``)."""

Of = Literal["kpis", "measures"]


@dataclass(frozen=True, slots=True)
class PartResult:
    """One 内訳 of a KPI. ``record`` is its own row where each part has one."""

    label: str
    baseline: Reading | None
    target: Reading | None
    actual: Reading | None
    series: tuple[tuple[int, float | None], ...]
    rated: Rated
    grade: Grade | None
    unit: str
    record: Kpi | None = None


@dataclass(frozen=True, slots=True)
class KpiResult:
    """One KPI in one year. ``series`` has the actual of every plan FY (None where there is none).

    ``fy`` is the year judged (目標年度 where that has passed) and ``actual`` that year's; ``current`` and
    ``status`` are those of the year under review. ``actual_source`` is 入力, 一覧 or "".
    With ``parts``, the three readings are those of the whole value as written (the first row's, where
    each part has its own row) and the parts carry the numbers.
    """

    record: Kpi
    fy: int
    baseline: Reading | None
    target: Reading | None
    actual: Reading | None
    actual_source: str
    series: tuple[tuple[int, float | None], ...]
    rated: Rated
    grade: Grade | None
    parts: tuple[PartResult, ...]
    unit: str
    status: ActualStatus | None = None
    current: Reading | None = None

    past: bool = False
    """The target year lies before the year under review."""

    @property
    def kpi_id(self) -> str:
        """The KPI's 指標ID."""
        return str(self.record.kpi_id or "")

    @property
    def name(self) -> str:
        """The KPI's 指標名."""
        return str(self.record.name or "")

    @property
    def verdict(self) -> str:
        """The grade's mark, or the unrated state."""
        return self.grade.mark if self.grade else self.rated.state


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """One measure. ``rated`` rolls its own KPIs up; ``report`` is the 進捗 row of the year, maybe a prepared one."""

    record: Measure
    report: Report | None
    kpis: tuple[KpiResult, ...]
    steps: tuple[Step, ...]
    evidence: tuple[Evidence, ...]
    rated: Rated
    grade: Grade | None
    owners: tuple[str, ...]

    @property
    def measure_id(self) -> str:
        """The measure's 施策ID."""
        return str(self.record.measure_id or "")

    @property
    def owner(self) -> str:
        """The main department: the first one named."""
        return self.owners[0] if self.owners else ""

    @property
    def state(self) -> str:
        """rating.RATED, one of scales.UNRATED, or NO_KPI."""
        return self.rated.state

    @property
    def progress(self) -> str:
        """What the department reported (計画どおり …), or ""."""
        return self.report.word(Report.progress) if self.report else ""

    @property
    def reported(self) -> bool:
        """Whether the department has reported: a row that was only prepared is no report."""
        return reported.reported(self.report)

    def word(self, column: Column = Report.progress) -> str:
        """The reported 進捗 (or, by ``column``, 今後の方向性); else NOT_REPORTED or NOT_WRITTEN."""
        return reported.word(self.report, column)

    @property
    def verdict(self) -> str:
        """One word for a list: the grade, else the reported 進捗, else the state."""
        if self.grade:
            return self.grade.mark
        return self.progress if self.state == NO_KPI and self.progress else self.state


@dataclass(frozen=True, slots=True)
class Group:
    """Counts of one department or pillar."""

    id: str
    name: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A plan rated for ``fy``. ``kpis`` has all, in sheet order; ``outline_kpis`` those of a 体系 node."""

    fy: int
    years: tuple[int, ...]
    scale: Scale
    formula: Formula
    kpis: tuple[KpiResult, ...]
    measures: tuple[MeasureResult, ...]
    outline_kpis: dict[str, tuple[KpiResult, ...]]
    outline: dict[str, Outline]
    findings: tuple[Finding, ...] = ()

    @property
    def has_grades(self) -> bool:
        """Whether measures are graded by KPIs of their own; else their reported 進捗 speaks."""
        return any(measure.kpis for measure in self.measures)

    def counts(self, of: Of = "kpis") -> dict[str, int]:
        """How many of each grade (best first), then of each unrated state."""
        return self._count(self.kpis if of == "kpis" else self.measures)

    def by_department(self, of: Of = "kpis") -> tuple[Group, ...]:
        """Counts by main department in sheet order; KPIs of a 体系 node stand under 体系の指標."""
        groups: dict[str, list[KpiResult | MeasureResult]] = {}
        for measure in self.measures:
            groups.setdefault(measure.owner, []).extend([measure] if of == "measures" else measure.kpis)
        rest = self._loose() if of == "kpis" else []
        named = [Group(name, name or "（所管課なし）", self._count(rows)) for name, rows in groups.items()]
        return (*named, *([Group("", "体系の指標", self._count(rest))] if rest else []))

    def by_pillar(self, of: Of = "kpis") -> tuple[Group, ...]:
        """Counts by the topmost 体系 node, in sheet order."""
        groups: dict[str, list[KpiResult | MeasureResult]] = {
            id_: [] for id_, node in self.outline.items() if not node.parent_id
        }
        measures = {id(kpi): measure for measure in self.measures for kpi in measure.kpis}
        for item in (self.kpis if of == "kpis" else self.measures):
            owner = item if isinstance(item, MeasureResult) else measures.get(id(item))
            node = item.record.outline_id or (owner.record.outline_id if owner else "")
            groups.setdefault(self.pillar(str(node or "")), []).append(item)
        return tuple(
            Group(id_, str(self.outline[id_].name or id_) if id_ in self.outline else "（体系なし）",
                  self._count(rows))
            for id_, rows in groups.items()
        )

    def pillar(self, outline_id: str) -> str:
        """The topmost ancestor of a 体系 node; "" for an unknown one."""
        seen: set[str] = set()
        while outline_id in self.outline and outline_id not in seen:
            seen.add(outline_id)
            parent = str(self.outline[outline_id].parent_id or "")
            if parent not in self.outline:
                return outline_id
            outline_id = parent
        return ""

    def _loose(self) -> list[KpiResult | MeasureResult]:
        owned = {id(kpi) for measure in self.measures for kpi in measure.kpis}
        return [kpi for kpi in self.kpis if id(kpi) not in owned]

    def _count(self, items: Iterable[KpiResult | MeasureResult]) -> dict[str, int]:
        found = dict.fromkeys([grade.mark for grade in self.scale.grades] + list(UNRATED), 0)
        for item in items:
            word = item.grade.mark if item.grade else item.rated.state
            found[word] = found.get(word, 0) + 1
        return found
