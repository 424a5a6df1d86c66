"""The charts of a check sheet as pure data: what is drawn, not how.

For each KPI with numbers: the actuals against the target, with the baseline. For the plan: how many
measures (and KPIs) have which grade, by pillar and by department.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from dxbook.outputs.checksheet import OTHER, Tone, tone_of
from dxbook.plan import Profile, Progress
from dxbook.rating import NOT_REPORTED, NOT_WRITTEN, Assessment, Group, KpiResult, PartResult
from dxbook.values import Reading, fy_short

MAX_NAME = 40
"""Characters of a title before it is cut: longer ones would push the plot out of the chart."""


_PROGRESS = {
    Progress.AS_PLANNED: Tone.GOOD, Progress.AHEAD: Tone.FAIR, Progress.LATE: Tone.LOW, Progress.STOPPED: Tone.BAD,
    Progress.NOT_BEGUN: Tone.QUIET, Progress.DONE: Tone.PLAIN, NOT_REPORTED: Tone.EMPTY, NOT_WRITTEN: Tone.BLANK,
    OTHER: Tone.OTHER,
}
"""One colour each, so that two words next to each other are told apart."""


class ChartKind(StrEnum):
    """How values are drawn."""

    LINE = "折れ線"
    STACKED = "積み上げ横棒"


class Role(StrEnum):
    """What a line means."""

    ACTUAL = "実績値"
    TARGET = "目標値"
    BASELINE = "現状値"
    GRADE = "段階"


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or one colour of the stacked bars: a value (or None) for every category."""

    name: str
    values: tuple[float | None, ...]
    role: Role
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. ``categories`` run along the years or name the groups; ``unit`` is for all values."""

    key: str
    kind: ChartKind
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


def charts(assessment: Assessment, profile: Profile) -> list[Chart]:
    """Grades first, then one chart for every KPI (or 内訳) that has a number to show."""
    found = list(_grades(assessment, profile))
    for kpi in assessment.kpis:
        if kpi.parts:
            for number, part in enumerate(kpi.parts, start=1):
                found += _line(f"{kpi.kpi_id}-{number}", f"{kpi.kpi_id} {kpi.name}（{part.label}）", part)
        else:
            found += _line(kpi.kpi_id, f"{kpi.kpi_id} {kpi.name}", kpi)
    return _apart(found)


def _apart(found: list[Chart]) -> list[Chart]:
    """Keys unlike each other: the ID of a KPI may look like that of another's 内訳."""
    counts: dict[str, int] = {}
    for chart in found:
        counts[chart.key] = counts.get(chart.key, 0) + 1
    seen: dict[str, int] = {}
    kept = []
    for chart in found:
        seen[chart.key] = seen.get(chart.key, 0) + 1
        same = counts[chart.key] > 1
        kept.append(replace(chart, key=f"{chart.key}({seen[chart.key]})") if same else chart)
    return kept


def _number(reading: Reading | None, unit: str) -> float | None:
    """The value a line can be drawn at: of the same unit as the actuals, not a change or a range."""
    if reading is None or reading.value is None or {"yoy", "change", "multi"} & set(reading.qualifiers):
        return None
    same = reading.unit.removesuffix("/年") == unit.removesuffix("/年")
    return float(reading.value) if same or not reading.unit or not unit else None


def _line(key: str, title: str, kpi: KpiResult | PartResult) -> list[Chart]:
    actual = tuple(None if value is None else float(value) for _, value in kpi.series)
    target, baseline = _number(kpi.target, kpi.unit), _number(kpi.baseline, kpi.unit)
    if all(value is None for value in actual) or (target is None and baseline is None and len(actual) < 2):
        return []
    years = tuple(fy_short(year) for year, _ in kpi.series)
    series = [Series(Role.ACTUAL, actual, Role.ACTUAL)]
    if target is not None:
        series.append(Series(Role.TARGET, (target,) * len(years), Role.TARGET))
    if baseline is not None:
        series.append(Series(Role.BASELINE, (baseline,) * len(years), Role.BASELINE))
    return [Chart(key, ChartKind.LINE, _short(title), kpi.unit, years, tuple(series))]


def _short(title: str) -> str:
    return title if len(title) <= MAX_NAME else title[:MAX_NAME - 1] + "…"


def _grades(assessment: Assessment, profile: Profile) -> list[Chart]:
    """Stacked bars by pillar and by department; of measures where they are rated, else of KPIs and 進捗."""
    measure, kpi, owner = profile.word("施策"), profile.word("指標"), profile.word("所管課")
    found = []
    if assessment.has_grades:
        found += _stacked(assessment, "体系別評価", f"体系ごとの{measure}の評価",
                          assessment.by_pillar("measures"))
        found += _stacked(assessment, "所管課別評価", f"{owner}ごとの{measure}の評価",
                          assessment.by_department("measures"))
    else:
        found += _progress(assessment, "体系別進捗", f"体系ごとの{measure}の進捗", pillar=True)
        found += _progress(assessment, "所管課別進捗", f"{owner}ごとの{measure}の進捗", pillar=False)
    if assessment.outline_kpis:
        found += _stacked(assessment, "体系別指標評価", f"体系ごとの{kpi}の評価",
                          assessment.by_pillar("kpis"))
    return found


def _stacked(assessment: Assessment, key: str, title: str, groups: tuple[Group, ...]) -> list[Chart]:
    groups = tuple(group for group in groups if sum(group.counts.values()))
    if not groups:
        return []
    scale = assessment.scale
    series = [
        Series(grade.mark, tuple(float(group.counts[grade.mark]) for group in groups), Role.GRADE,
               tone_of(grade, scale))
        for grade in scale.grades
    ]
    marks = {grade.mark for grade in scale.grades}
    rest = tuple(float(sum(n for word, n in group.counts.items() if word not in marks)) for group in groups)
    if any(rest):
        series.append(Series("評価なし", rest, Role.GRADE, Tone.QUIET))
    names = tuple(group.name for group in groups)
    return [Chart(key, ChartKind.STACKED, title, "件", names, tuple(series))]


def _progress(assessment: Assessment, key: str, title: str, *, pillar: bool) -> list[Chart]:
    """The reported 進捗 of plans whose measures have no KPI."""
    words: dict[str, list[str]] = {}
    for measure in assessment.measures:
        node = assessment.pillar(str(measure.record.outline_id or ""))
        name = str(assessment.outline[node].name or node) if node in assessment.outline else "（体系なし）"
        group = name if pillar else measure.owner or "（所管課なし）"
        word = measure.word()
        words.setdefault(group, []).append(word if word in _PROGRESS else OTHER)
    if not words or (not pillar and not any(measure.owner for measure in assessment.measures)):
        return []
    used = [word for word in _PROGRESS if any(word in found for found in words.values())]
    series = tuple(
        Series(word, tuple(float(found.count(word)) for found in words.values()), Role.GRADE,
               _PROGRESS[word])
        for word in used
    )
    return [Chart(key, ChartKind.STACKED, title, "件", tuple(words), series)]
