"""A plan's year: what the plan is above, the steps at the left, the chosen step beside them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dxbook.findings import Finding
from dxbook_gui.desk import Desk
from dxbook_gui.findings import level_word
from dxbook_gui.office.ask import OneLine
from dxbook_gui.office.assess import AssessStep
from dxbook_gui.office.charts import ChartsStep
from dxbook_gui.office.collect import CollectStep
from dxbook_gui.office.facts import Plan, year_text
from dxbook_gui.office.findings import PlanFindings
from dxbook_gui.office.handout import HandoutStep
from dxbook_gui.office.page import Step
from dxbook_gui.office.sheet import SheetStep
from dxbook_gui.widgets import theme


class YearPage(QWidget):
    """``other``: another plan is wanted; ``again``: this one read once more. ``renewed`` carries the path of the plan
    to go on with, ``reread`` the plan that was read once more for a step."""

    other = Signal()
    again = Signal()
    renewed = Signal(object)
    reread = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self._desk = desk
        self.handout, self.collect, self.assess = HandoutStep(desk), CollectStep(desk), AssessStep(desk)
        self.sheet, self.charts = SheetStep(desk), ChartsStep(desk)
        self.steps: tuple[tuple[str, Step], ...] = (
            (self.tr("1 配布"), self.handout), (self.tr("2 集約"), self.collect), (self.tr("3 評価"), self.assess),
            (self.tr("4 チェックシート"), self.sheet), (self.tr("5 グラフ"), self.charts))
        self.findings = PlanFindings(desk)
        self.findings.opened.connect(self._show)
        self.findings.wanted.connect(lambda: self.plan and desk.show_cell(self.plan.path))
        self._findings_tab = QPushButton(self.tr("計画の指摘"))
        self._title, self._facts = OneLine(), OneLine()
        self._checked, self._other = QPushButton(), QPushButton(self.tr("別の計画…"))
        self._again = QPushButton(self.tr("もう一度読む"))
        self._again.setToolTip(self.tr("Excelで直した計画を読みなおします(F5)。"))
        self._pages, self._tabs = QStackedWidget(), QButtonGroup(self)
        self._lay_out()
        self.assess.assessed.connect(self.charts.show_of)
        self.collect.made_plan.connect(self._go_on)
        self.collect.notice.back.connect(self._go_back)
        for _, step in self.steps:
            step.reread.connect(self._reread)
        self._back: Path | None = None
        self._other.clicked.connect(self.other)
        self._again.clicked.connect(self.again)
        self._checked.clicked.connect(lambda: self.show_findings())
        desk.only_idle(self._other, self._again)

    def _lay_out(self) -> None:
        self._title.setProperty("kind", "lead")
        self._facts.setProperty("kind", "quiet")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self._title, self._facts):
            texts.addWidget(label)
        head = QFrame()
        head.setProperty("kind", "card")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 12, 6)
        row.addLayout(texts, 1)
        for button in (self._checked, self._again, self._other):
            button.setProperty("kind", "small")
            row.addWidget(button)
        steps = QVBoxLayout()
        tabs = [*((QPushButton(text), step) for text, step in self.steps), (self._findings_tab, self.findings)]
        for number, (button, page) in enumerate(tabs):
            button.setCheckable(True)
            button.setProperty("kind", "tab")
            button.setStyleSheet("text-align: left;")
            self._tabs.addButton(button, number)
            self._pages.addWidget(page)
            if page is self.findings:
                steps.addSpacing(12)
            steps.addWidget(button)
        steps.addStretch()
        self._tabs.idClicked.connect(lambda number: self._show_page(tabs[number][1]))
        body = QHBoxLayout()
        body.addLayout(steps)
        body.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head)
        column.addLayout(body, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)  # the window's own least size holds; what is below it scrolls or folds

    def take(self, plan: Plan) -> None:
        """Show this plan. The same plan collected anew stays at the step where it was."""
        again = self.plan is not None and self._stem(self.plan) == self._stem(plan)
        collected = self.plan is not None and again and self.plan.path != plan.path
        back, self._back = self._back == plan.path, None
        self._say(plan)
        for _, step in self.steps:
            step.take(plan)
        if plan.empty:
            self.show_findings()
        else:
            self.show_step(self.collect if back else self.assess if collected or not plan.due else self.handout)

    def renew(self, plan: Plan) -> None:
        """The same plan, read once more: the page stays, and what was typed and made on the pages."""
        if self.plan is None or not plan.like(self.plan):
            self.take(plan)
            return
        self._say(plan)
        for _, step in self.steps:
            step.renew(plan)

    def _reread(self, plan: Plan) -> None:
        """A step has found the plan changed, and read it: its work goes on, so that nothing else may change."""
        self._say(plan)
        for _, step in self.steps:
            step.renew(plan)
        self.reread.emit(plan)

    def _say(self, plan: Plan) -> None:
        """What the plan is, above, and its findings."""
        self.plan = plan
        self._title.setText("　".join(filter(None, (plan.city, plan.title, year_text(plan.fy)))) or plan.path.name)
        self._other.setToolTip(str(plan.path))
        self._facts.setText(self.tr("{file}　{measure} {measures}　{kpi} {kpis}　記入する課 {due}").format(
            file=plan.path.name, measure=plan.word("施策"), measures=plan.measures, kpi=plan.word("指標"),
            kpis=plan.kpis, due=len(plan.due)))
        levels = [f"{theme.SIGNS[level]} {level_word(level)} {count}" for level, count in plan.levels.items() if count][:2]
        levels += [self.tr("未記入 {n}").format(n=plan.blanks)] if plan.blanks else []
        self._checked.setText("  ".join(levels) or self.tr("✓ 指摘なし"))
        self._checked.setToolTip(self.tr("この計画の書き方で、直すところや確かめるところです。押すと一覧が出ます。"))
        self._checked.setEnabled(bool(levels))
        self.findings.take(plan)

    def _go_on(self, path: Path) -> None:
        """With the collected plan: the one before, and where the returned workbooks are, are kept for it."""
        settings, plan = self._desk.settings, self.plan
        if plan is not None and plan.path != path:
            first = settings.kept("before", plan.path) if plan.recorded else None
            settings.keep("before", path, first or plan.path)
            if self.collect.returned.path:
                settings.keep("returned", path, self.collect.returned.path)
        self.renewed.emit(path)

    def _go_back(self, path: Path) -> None:
        """To the plan before: late workbooks are collected into it."""
        if self.collect.returned.path:
            self._desk.settings.keep("returned", path, self.collect.returned.path)
        self._back = path
        self.renewed.emit(path)

    @staticmethod
    def _stem(plan: Plan) -> str:
        return plan.path.stem.removesuffix("_集約")

    def show_step(self, step: Step) -> None:
        """Go to a step of the year; what was said of another goes."""
        self._show_page(step)

    def show_findings(self) -> None:
        """What is to be mended in the plan itself."""
        self._show_page(self.findings)

    def _show_page(self, page: QWidget) -> None:
        if self._pages.currentWidget() is not page:
            self._desk.banner.hide()
        self._tabs.button(self._pages.indexOf(page)).setChecked(True)
        self._pages.setCurrentWidget(page)

    def take_folder(self, folder: Path) -> None:
        """A folder of returned workbooks."""
        self.show_step(self.collect)
        self.collect.take_folder(folder)

    def _show(self, found: Finding) -> None:
        if self.plan is not None:
            self._desk.show_cell(self.plan.path, found.sheet, found.cell)
