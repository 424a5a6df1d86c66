"""The counts of a check sheet's cover: totals, by grade, by department, by topmost node."""

from __future__ import annotations

from collections.abc import Iterable

from dxbook.outputs.checksheet.items import OTHER, Context, tone_of
from dxbook.outputs.checksheet.printed import Item, PrintedValue, Spread
from dxbook.plan import LISTS, UNRATED, Column, Progress, Report
from dxbook.rating import NO_KPI, NOT_REPORTED, NOT_WRITTEN, Assessment, KpiResult, MeasureResult

_WITHOUT = (NOT_REPORTED, NOT_WRITTEN)


def grade_axis(assessment: Assessment) -> tuple[str, ...]:
    """What measures are counted by: the grades, or the reported 進捗 where no measure has KPIs rated."""
    if assessment.has_grades:
        return tuple(grade.mark for grade in assessment.scale.grades)
    return LISTS["進捗"]


def totals(ctx: Context) -> Item:
    """総括: the headline numbers and the counts by 進捗 and 今後の方向性."""
    assessment = ctx.assessment
    measures, kpis = assessment.measures, assessment.kpis
    reported = [m for m in measures if m.reported]
    rated_measures, rated_kpis = _graded(measures), _graded(kpis)
    counts = {
        "施策数": len(measures), "指標数": len(kpis), "評価済み施策数": rated_measures,
        "評価なし施策数": len(measures) - rated_measures, "評価済み指標数": rated_kpis,
        "評価なし指標数": len(kpis) - rated_kpis,
        "未判明数": sum(kpi.rated.state == "実績未判明" for kpi in kpis), "報告済み数": len(reported),
        "未報告数": len(measures) - len(reported),
        "遅れ数": sum(m.report is not None and m.report.progress in (Progress.LATE, Progress.NOT_BEGUN) for m in measures),
    }
    spread: Item = {
        name: _tally(_reported(assessment, title), word_axis(assessment, title))
        for name, title in (("進捗別", "進捗"), ("方向性別", "今後の方向性"))
    }
    owners = {owner for measure in measures for owner in measure.owners}
    several = sum(len(measure.owners) > 1 for measure in measures)
    words: Item = {"複数課数": PrintedValue(several or None), "所管課数": PrintedValue(len(owners) or None),
                   "段階外": PrintedValue(_outside(assessment))}
    return {**{name: PrintedValue(count, "#,##0") for name, count in counts.items()}, **spread, **words}


def _outside(assessment: Assessment) -> str:
    """What the measures are called that have none of :func:`grade_axis`: as in the other tables."""
    if assessment.has_grades:
        return "評価なし"
    return "・".join(word_axis(assessment, "進捗")[len(LISTS["進捗"]):]) or OTHER


def _reported(assessment: Assessment, title: str) -> list[str]:
    """What was reported for 進捗 or 今後の方向性, a word a measure; words outside the list are その他."""
    columns: dict[str, Column] = {"進捗": Report.progress, "今後の方向性": Report.direction}
    words = [measure.word(columns[title]) for measure in assessment.measures]
    return [word if word in (*LISTS[title], *_WITHOUT) else OTHER for word in words]


def word_axis(assessment: Assessment, title: str) -> tuple[str, ...]:
    """The list's words, then 報告なし, 未記入 and その他 where they occur: the counts add up to all measures."""
    words = _reported(assessment, title)
    return (*LISTS[title], *(word for word in (*_WITHOUT, OTHER) if word in words))


def _tally(words: list[str], axis: tuple[str, ...]) -> Spread:
    return Spread(tuple(PrintedValue(words.count(word), "#,##0") for word in axis))


def _graded(results: Iterable[KpiResult | MeasureResult]) -> int:
    return sum(result.grade is not None for result in results)


def by_grade(ctx: Context) -> list[Item]:
    """One item a grade; nothing where the plan has no KPI."""
    assessment = ctx.assessment
    if not assessment.kpis:
        return []
    kpis, measures = assessment.counts("kpis"), assessment.counts("measures")
    all_kpis, all_measures = _graded(assessment.kpis), _graded(assessment.measures)
    items: list[Item] = []
    for grade in assessment.scale.grades:
        items.append({
            "記号": PrintedValue(grade.mark, tone=tone_of(grade, assessment.scale)),
            "意味": PrintedValue(assessment.scale.explained(grade)),
            "施策数": PrintedValue(measures[grade.mark], "#,##0") if all_measures else PrintedValue("－"),
            "施策割合": _share(measures[grade.mark], all_measures),
            "指標数": PrintedValue(kpis[grade.mark], "#,##0"), "指標割合": _share(kpis[grade.mark], all_kpis),
        })
    return items


def _share(count: int, total: int) -> PrintedValue:
    return PrintedValue(count / total, "0.0%") if total else PrintedValue("－")


def by_state(ctx: Context) -> list[Item]:
    """Why KPIs and measures have no grade, an item a reason."""
    kpis, measures = ctx.assessment.counts("kpis"), ctx.assessment.counts("measures")
    notes = {NO_KPI: "指標なし（進捗の報告で確認）"}
    return [
        {"理由": PrintedValue(notes.get(state, state)), "施策数": PrintedValue(measures.get(state, 0), "#,##0"),
         "指標数": PrintedValue(kpis.get(state, 0), "#,##0")}
        for state in (*UNRATED, NO_KPI) if kpis.get(state) or measures.get(state)
    ]


def groups(ctx: Context, label: str) -> list[Item]:
    """Measures counted by department (部署) or by topmost node (名称)."""
    assessment, axis = ctx.assessment, grade_axis(ctx.assessment)
    reported = _reported(assessment, "進捗")
    words: dict[str, list[str]] = {}
    if label == "名称":
        words = {str(node.outline_id): [] for node in ctx.outline.values() if not node.parent_id}
    for measure, word in zip(assessment.measures, reported, strict=True):
        pillar = assessment.pillar(str(measure.record.outline_id or ""))
        verdict = measure.verdict if assessment.has_grades else word
        words.setdefault(measure.owner if label == "部署" else pillar, []).append(verdict)
    missing = "（所管課なし）" if label == "部署" else "（体系なし）"
    items: list[Item] = []
    for key, verdicts in words.items():
        if not verdicts:
            continue
        name = key if label == "部署" or key not in ctx.outline else str(ctx.outline[key].name)
        items.append({
            label: PrintedValue(name or missing), "施策数": PrintedValue(len(verdicts), "#,##0"),
            "段階別": _tally(verdicts, axis),
            "評価なし": PrintedValue(sum(verdict not in axis for verdict in verdicts), "#,##0"),
        })
    return items if len(items) > 1 or any(not _only_missing(item, missing) for item in items) else []


def _only_missing(item: Item, missing: str) -> bool:
    return any(isinstance(shown, PrintedValue) and shown.value == missing for shown in item.values())
