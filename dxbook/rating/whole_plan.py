"""Rate a whole plan for one fiscal year: every KPI, every measure, and the counts above them.

What is rolled up, and how (the text of each result says it too):

- 内訳 (several series in one value, or several rows of one 指標名): the simple average of the parts.
- A measure: its own KPIs' average, each counted at most as the scale's best grade asks (100 % or more),
  so that one runaway KPI does not hide another that stands still. A measure without KPIs has no grade:
  its reported 進捗 speaks; the KPIs of its 体系 are shown beside it and never lent to it.
- Departments: a measure with several 所管課 counts once, under the first one named.

The k-th of n years is fy − 開始年度 + 1 of 目標年度 − 開始年度 + 1; a KPI whose 目標年度 has passed is
judged by the actual of that year.

IDs that stand twice (an error of the workbook) belong to no row: what points at one is given to none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dxbook.errors import DxbookError, NotFound
from dxbook.findings import Finding, finding
from dxbook.plan import (
    ActualStatus,
    Book,
    Evidence,
    Formula,
    Grade,
    Kpi,
    Measure,
    MeasureState,
    Outline,
    Plan,
    Profile,
    Report,
    Scale,
    Step,
    scales,
)
from dxbook.rating import formulas as rating
from dxbook.rating import rules as ratingrules
from dxbook.rating.actuals import Actuals, YearActual, doubled_ids
from dxbook.rating.assessment import NO_KPI, Assessment, Group, KpiResult, MeasureResult, PartResult
from dxbook.rating.formulas import Rated, unrated
from dxbook.rating.kpi import Question, answer, unit_of, value_of
from dxbook.rating.parts import parts_of, unclear_parts
from dxbook.rating.reported import word
from dxbook.values import fy_label

__all__ = ["NO_KPI", "Assessment", "Group", "KpiResult", "MeasureResult", "PartResult", "assess"]


def assess(book: Book, profile: Profile, fy: int | None = None) -> Assessment:
    """Rate ``book`` for ``fy`` (西暦; the plan's 対象年度 where None).

    Raises DxbookError where the book holds no plan, or the year is unknown or none of the plan's.
    """
    _is_plan(book)
    plan = book.plan
    year = fy or plan.review_fy
    if not year:
        raise DxbookError("評価する年度がわかりません。", "計画シートの対象年度を書いてください。")
    if book.years and year not in book.years:
        first, last = fy_label(book.years[0]), fy_label(book.years[-1])
        raise DxbookError(f"{fy_label(year)}は計画期間({first}～{last})の外です。", "年度を確かめてください。")
    scale, found = _scale(book, profile)
    formula = plan.formula or Formula.read(profile.formula) or rating.SPAN
    worker = _Worker(book, int(year), scale, formula)
    kpis = tuple(worker.kpis())
    measures = tuple(_measure(book, worker, record, kpis) for record in book[Measure])
    nodes: dict[str, tuple[KpiResult, ...]] = {}
    for kpi in kpis:
        if kpi.record.outline_id and not kpi.record.measure_id:
            nodes[kpi.record.outline_id] = (*nodes.get(kpi.record.outline_id, ()), kpi)
    outline = {str(node.outline_id): node for node in book[Outline] if node.outline_id}
    return Assessment(int(year), tuple(book.years), scale, worker.formula, kpis, measures, nodes, outline,
                      (*found, *worker.actuals.findings))


def _is_plan(book: Book) -> None:
    if len(book[Measure]) or len(book[Kpi]):
        return
    if book.meta:
        raise DxbookError(f"「{book.path.name}」には、施策も指標もまだ書かれていません。",
                          "施策シートか指標シートに書いてから、やり直してください。")
    raise DxbookError(f"「{book.path.name}」は計画のブックではありません(施策も指標もありません)。",
                      "シート「施策」や「指標」のある、計画のブックを選んでください。")


def _scale(book: Book, profile: Profile) -> tuple[Scale, list[Finding]]:
    try:
        return scales.choose(book.plan.scale, profile), []
    except NotFound as error:
        scale = scales.from_profile(profile)
        place = book[Plan].place(book.plan, Plan.scale)
        return scale, [finding("G101", place, book.plan.scale, used=scale.title, choices=error.remedy)]


class _Worker:
    """What all KPIs of one assessment share."""

    def __init__(self, book: Book, fy: int, scale: Scale, formula: Formula) -> None:
        self.book, self.fy, self.scale, self.formula = book, fy, scale, formula
        self.actuals = Actuals(book, fy)
        self.doubled_measures = doubled_ids(book[Measure], Measure.measure_id)
        self.doubled_kpis = doubled_ids(book[Kpi], Kpi.kpi_id)
        self.measures = {id_: record for record in book[Measure]
                         if (id_ := record.measure_id) and id_ not in self.doubled_measures}
        self.floors = tuple(grade.floor for grade in scale.grades if grade.floor is not None)

    def kpis(self) -> Iterator[KpiResult]:
        """One result per KPI, rows of one 指標名 with 内訳 taken together."""
        groups: dict[object, list[Kpi]] = {}
        for record in self.book[Kpi]:
            whole = (record.measure_id, record.outline_id, record.name)
            groups.setdefault(whole if record.part else record.row, []).append(record)
        for records in groups.values():
            results = [self.kpi(record) for record in records]
            yield results[0] if len(results) == 1 else self._together(results)

    def kpi(self, record: Kpi) -> KpiResult:
        """One row of the 指標 sheet."""
        fy, elapsed = self._years(record)
        actual = self.actuals.of(record, fy)
        question = self._question(record, fy, elapsed, actual)
        apart = self._apart(record)
        parts: tuple[PartResult, ...] = ()
        if apart:
            rated = apart
        elif split := ([] if actual.unknown else parts_of(question)):
            parts = tuple(self._part(label, q, record) for label, q in split)
            unclear = unclear_parts(question.actual, [part.label for part in parts])
            rated = unclear or ratingrules.average([(part.label, part.rated) for part in parts])
        else:
            rated = answer(question)
            if rated.state == rating.NO_ACTUAL and actual.unknown:
                rated = unrated(rating.NO_ACTUAL, actual.missing)
        forecast = actual.status == ActualStatus.FORECAST and rated.rate is not None
        words = [*actual.remarks, *(["実績は見込"] if forecast else [])]
        if fy < self.fy and not apart:
            words.append(f"目標年度の{fy_label(fy)}で評価")
        if words:
            rated = replace(rated, formula_text=f"{rated.formula_text}（{'、'.join(words)}）")
        rated = self.shown(rated)
        current = actual if fy == self.fy else self.actuals.of(record, self.fy)
        series = tuple((year, value_of(self.actuals.of(record, year).reading)) for year in self.book.years)
        return KpiResult(
            record, fy, question.baseline, question.target, question.actual, actual.source, series, rated,
            self.grade(rated), parts, question.unit, current.status,
            None if current.unknown else current.reading, fy < self.fy,
        )

    def shown(self, rated: Rated) -> Rated:
        """``rated`` with the digits that this scale's grades ask for."""
        return rating.judged_by(rated, self.floors)

    def grade(self, rated: Rated) -> Grade | None:
        """The grade of a rate, None where there is none."""
        return None if rated.rate is None else self.scale.grade(rated.rate)

    def _years(self, record: Kpi) -> tuple[int, tuple[int, int]]:
        """The year judged, and (k, n) of the years up to the target."""
        first = self.book.plan.first_fy or self.fy
        last = record.target_fy or self.book.plan.last_fy or self.fy
        fy = min(self.fy, last)
        return fy, (fy - first + 1, last - first + 1)

    def _question(self, record: Kpi, fy: int, elapsed: tuple[int, int], actual: YearActual) -> Question:
        return Question(
            record.formula or self.formula, record.direction, record.aggregation, record.condition or "",
            unit_of(record.target, record.baseline, actual.reading, str(record.unit or "")),
            record.baseline, record.target, None if actual.unknown else actual.reading, actual.planned,
            self.actuals.of(record, fy - 1).reading, elapsed, fy,
        )

    def _apart(self, record: Kpi) -> Rated | None:
        """Why the KPI is not rated at all this year, or None."""
        if record.kpi_id in self.doubled_kpis:
            return unrated(rating.NOT_RATABLE, f"指標ID「{record.kpi_id}」が2行以上にあり、"
                                               "どの実績かわからないため評価できません")
        if record.direction is None and (word := record.word(Kpi.direction)):
            return unrated(rating.NOT_RATABLE, f"方向「{word}」は選択肢にないため評価できません")
        measure = self.measures.get(record.measure_id or "")
        return _closed(measure, self.fy) if measure else None

    def _part(self, label: str, question: Question, record: Kpi) -> PartResult:
        rated = self.shown(answer(question))
        series = []
        for year in self.book.years:
            reading = self.actuals.of(record, year).reading
            picked = dict(parts_of(replace(question, target=record.target, baseline=record.baseline,
                                           actual=reading))) if reading else {}
            series.append((year, value_of(picked[label].actual) if label in picked else None))
        return PartResult(label, question.baseline, question.target, question.actual, tuple(series), rated,
                          self.grade(rated), question.unit)

    def _together(self, results: list[KpiResult]) -> KpiResult:
        """Rows of one 指標名 as one KPI with parts."""
        parts = tuple(
            PartResult(str(r.record.part), r.baseline, r.target, r.actual, r.series, r.rated, r.grade,
                       r.unit, r.record)
            for r in results
        )
        rated = self.shown(ratingrules.average([(part.label, part.rated) for part in parts]))
        blank = tuple((year, None) for year, _ in results[0].series)
        return replace(results[0], series=blank, rated=rated, grade=self.grade(rated), parts=parts)


def _closed(measure: Measure, fy: int) -> Rated | None:
    state = measure.state
    if state in (MeasureState.ABOLISHED, MeasureState.DONE):
        return unrated(rating.ENDED, f"施策の状態が「{state}」のため評価しません")
    if state == MeasureState.PAUSED:
        return unrated(rating.NOT_APPLICABLE, "施策の状態が「休止」のため評価の対象にしません")
    if measure.first_fy and measure.first_fy > fy:
        return unrated(rating.NOT_APPLICABLE, "施策の開始年度より前のため評価の対象にしません")
    return None


def _measure(book: Book, worker: _Worker, record: Measure, kpis: tuple[KpiResult, ...]) -> MeasureResult:
    id_, node = record.measure_id, record.outline_id
    known = id_ in worker.measures
    own = tuple(kpi for kpi in kpis if known and kpi.record.measure_id == id_)
    reports = [row for row in book[Report] if known and row.measure_id == id_ and row.fy == worker.fy]
    report = reports[0] if reports else None
    steps = tuple(row for row in book[Step] if known and row.measure_id == id_)
    evidence = tuple(row for row in book[Evidence]
                     if (known and row.measure_id == id_) or (node and row.outline_id == node))
    if id_ in worker.doubled_measures:
        rated = unrated(rating.NOT_RATABLE, f"施策ID「{id_}」が2行以上にあり、"
                                            "どの指標・報告かわからないため評価できません")
    else:
        rated = _closed(record, worker.fy) or worker.shown(_rolled(own, report, worker.scale))
    return MeasureResult(record, report, own, steps, evidence, rated, worker.grade(rated),
                         tuple(record.owner or ()))


def _rolled(kpis: tuple[KpiResult, ...], report: Report | None, scale: Scale) -> Rated:
    """A measure's rate from its own KPIs."""
    if not kpis:
        return unrated(NO_KPI, f"この施策に指標はないため、進捗の報告によります（{word(report, Report.progress)}）")
    if len(kpis) == 1:
        return kpis[0].rated
    best = max([1.0, *(grade.floor for grade in scale.grades if grade.floor is not None)])
    return ratingrules.average([(kpi.kpi_id, kpi.rated) for kpi in kpis], cap=best, title="指標の単純平均")
