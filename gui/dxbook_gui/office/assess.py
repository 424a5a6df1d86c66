"""評価: every measure and KPI with its grade, its rate and the formula with its numbers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget

from dxbook import jobs
from dxbook.findings import Finding
from dxbook.outputs.charts import LETTERS
from dxbook.outputs.checksheet import formula_text, progress_tone, tone_of
from dxbook.plan import UNRATED
from dxbook.rating import Assessment, KpiResult, MeasureResult
from dxbook.values import fy_label
from dxbook_gui.desk import Desk
from dxbook_gui.findings import FindingsTable
from dxbook_gui.office.ask import empty_note
from dxbook_gui.office.facts import Plan
from dxbook_gui.office.page import Step
from dxbook_gui.office.table import Head, Line, ResultTable


class AssessStep(Step):
    """``assessed`` carries the assessment and its profile: the charts are drawn of the same."""

    assessed = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("評価"), "",
                         self.tr("評価する"), empty_note(self.tr("ボタンを押すと、評価と、その計算のしかたを表示します。")))
        self.field(0, 0, self.tr("年度"), self.years)
        self.tabs = QTabWidget()
        self.measures = ResultTable(self.tr("施策の評価"), (
            Head(self.tr("評価"), 5), Head("ID", 4), Head("", 0), Head("", 6),
            Head(self.tr("達成度"), 5, True), Head(self.tr("算式"), 0)))
        self.kpis = ResultTable(self.tr("指標の評価"), (
            Head(self.tr("評価"), 5), Head("ID", 4), Head("", 0), Head(self.tr("達成度"), 5, True),
            Head(self.tr("算式"), 0)))
        self.found = FindingsTable()
        self.found.opened.connect(self._show)
        self.results.addWidget(self.tabs)
        self.assessment: Assessment | None = None

    def take(self, plan: Plan) -> None:
        super().take(plan)
        self._name(plan)

    def renew(self, plan: Plan) -> None:
        super().renew(plan)
        self._name(plan)

    def _name(self, plan: Plan) -> None:
        """The plan's own words."""
        self.measures.name(2, plan.word("施策"))
        self.measures.name(3, plan.word("所管課"))
        self.kpis.name(2, plan.word("指標"))
        self._lead.setText(self.tr("計画の評価尺度と計算のしかたで、{kpi}と{measure}を評価します。計算に使った数字も見られます。").format(
            kpi=plan.word("指標"), measure=plan.word("施策")))

    def clear(self) -> None:
        super().clear()
        self.assessment = None

    def run(self) -> None:
        plan, fy = self.plan, self.fy
        if plan is not None:
            self.begin(self.tr("評価しています"), lambda progress, password, overwrite: jobs.assess(
                plan.path, fy=fy, password=password), self._show_rated)

    def _show_rated(self, made: tuple[Assessment, Any, Any]) -> None:
        rated, _, profile = made
        self.assessment = rated
        self.kpis.fill([line for kpi in rated.kpis for line in _kpi(kpi, rated)])
        self.measures.fill([_measure(measure, rated) for measure in rated.measures])
        self.found.fill(rated.findings)
        self.tabs.clear()
        for table, word, count in ((self.kpis, profile.word("指標"), len(rated.kpis)),
                                   (self.measures, profile.word("施策"), len(rated.measures)),
                                   (self.found, self.tr("確かめること"), len(rated.findings))):
            if count:
                self.tabs.addTab(table, f"{word} {count}")
        self.finish(self.tabs, None, self._counts(rated, profile.word("指標" if rated.kpis else "施策")))
        self.assessed.emit(rated, profile)

    def _counts(self, rated: Assessment, word: str) -> str:
        """Year, scale, the count of each grade, and what is counted apart."""
        counts = rated.counts() if rated.kpis else Counter(measure.verdict for measure in rated.measures)
        graded = "　".join(f"{mark} {count}" for mark, count in counts.items() if mark not in UNRATED)
        apart = "　".join(f"{mark} {count}" for mark, count in counts.items() if mark in UNRATED and count)
        head = self.tr("{year}　尺度: {scale}　計算: {formula}").format(
            year=fy_label(rated.fy), scale=rated.scale.title, formula=rated.formula)
        line = self.tr("{word}の評価: {counts}").format(word=word, counts=graded)
        return "\n".join([head, line + (self.tr("　(評価に入れないもの: {apart})").format(apart=apart) if apart else "")])

    def _show(self, found: Finding) -> None:
        if self.plan is not None:
            self.desk.show_cell(self.plan.path, found.sheet, found.cell)


def _kpi(kpi: KpiResult, rated: Assessment) -> list[Line]:
    """The KPI, then its 内訳 one by one."""
    lines = [_line(kpi, rated, kpi.verdict, kpi.kpi_id, (kpi.name,))]
    for part in kpi.parts:
        verdict = part.grade.mark if part.grade else part.rated.state
        lines.append(_line(part, rated, verdict, "", (f"　{part.label}",)))
    return lines


def _measure(measure: MeasureResult, rated: Assessment) -> Line:
    name = str(measure.record.name or "")
    return _line(measure, rated, measure.verdict, measure.measure_id, (name, "、".join(measure.owners)))


def _line(each: Any, rated: Assessment, verdict: str, identity: str, names: tuple[str, ...]) -> Line:
    graded = each.grade or verdict == each.rated.state
    tone = tone_of(each.grade, rated.scale) if graded else progress_tone(verdict)
    formula = formula_text(each.rated)
    meaning = f"{verdict} {each.grade.meaning}" if each.grade and each.grade.meaning else verdict
    rate = each.rated.percent if each.rated.rate is not None else ""
    told = "\n".join(filter(None, (f"{meaning}　{identity} {names[0].strip()}", formula)))
    return Line((verdict, identity, *names, rate, formula), LETTERS.get(tone, "TEXT"), told, each)
