"""What is to be mended in the plan itself, and apart from it what is only not filled in yet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from dxbook.findings import Level
from dxbook.rounds.collect import MISSING
from dxbook_gui.desk import Desk
from dxbook_gui.findings import LEVEL, FindingsTable
from dxbook_gui.office.facts import Plan


class PlanFindings(QWidget):
    """``opened`` carries the Finding whose cell is wanted; ``wanted``: the plan itself. The counts are the header's."""

    opened = Signal(object)
    wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        title = QLabel(self.tr("計画の指摘"))
        title.setProperty("kind", "title")
        self.lead = QLabel(wordWrap=True)
        self.lead.setProperty("kind", "quiet")
        self.open_button = QPushButton()
        self.open_button.clicked.connect(self.wanted)
        desk.only_idle(self.open_button)
        self.found, self.blanks, self.tabs = FindingsTable(), FindingsTable(), QTabWidget()
        for table in (self.found, self.blanks):
            table.opened.connect(self.opened)
        self._plan: Plan | None = None
        self.tabs.currentChanged.connect(lambda _: self._say())
        for level in Level:  # a blank is one, whatever its level will be when it stays one
            self.blanks.filter.button(level).hide()
        self.blanks.view.setColumnHidden(LEVEL, True)
        row = QHBoxLayout()
        row.addWidget(title, 1)
        row.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.lead)
        column.addWidget(self.tabs, 1)
        column.addStretch()

    def take(self, plan: Plan) -> None:
        """Show the findings of this plan; the same tab stays."""
        found = [each for each in plan.findings if each.code not in MISSING]
        blanks = [each for each in plan.findings if each.code in MISSING]
        self._plan, kept = plan, self.tabs.currentWidget()
        self.tabs.clear()
        for table, some, text in ((self.found, found, self.tr("直す・確かめるところ {n}")),
                                  (self.blanks, blanks, self.tr("未記入 {n}"))):
            table.fill(some)
            if some:
                self.tabs.addTab(table, text.format(n=len(some)))
        if kept is not None and self.tabs.indexOf(kept) >= 0:
            self.tabs.setCurrentWidget(kept)
        self.tabs.setVisible(bool(self.tabs.count()) and not plan.empty)
        self._say()
        self.open_button.setText(self.tr("Excelで開いて書く") if plan.empty else self.tr("Excelで開く"))
        self.open_button.setProperty("kind", "main" if plan.empty else "")
        self.open_button.style().polish(self.open_button)

    def _say(self) -> None:
        if self._plan is not None:
            self.lead.setText(self._says(self._plan))

    def _says(self, plan: Plan) -> str:
        if plan.empty:
            return self.tr("この計画には、まだ何も書かれていません。\n"
                           "Excelで開いて、{measure}・{kpi}・{owner}などを書き、保存します。\n"
                           "この画面に戻ると読みなおし、「1 配布」へ進めます。").format(
                measure=plan.word("施策"), kpi=plan.word("指標"), owner=plan.word("所管課"))
        if not plan.findings:
            return self.tr("直すところも、確かめるところもありません。")
        if self.tabs.currentWidget() is self.blanks:
            return self.tr("これから各課が書くところです。配る前は、このままでかまいません。")
        return self.tr("ダブルクリックで、Excelのそのセルを開きます。直して保存すると、読みなおします。")
