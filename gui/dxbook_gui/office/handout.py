"""配布: one workbook for every department."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPushButton, QTabWidget

from dxbook import jobs
from dxbook.files import MANIFEST
from dxbook.findings import Finding
from dxbook.jobs import Progress
from dxbook.values import fy_short
from dxbook_gui.desk import Desk, stamps
from dxbook_gui.findings import FindingsTable
from dxbook_gui.office.ask import empty_note
from dxbook_gui.office.choice import chosen
from dxbook_gui.office.facts import Plan
from dxbook_gui.office.page import Step
from dxbook_gui.office.path import PathField
from dxbook_gui.office.table import Head, Line, ResultTable

if TYPE_CHECKING:
    from dxbook.rounds.handout import Bundle


class HandoutStep(Step):
    """Where to, for which year, until when, and to whom."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("配布"), self.tr(
            "課ごとに、記入するところだけを開けたブックを作ります。できたブックを各課へ送ります。"),
                         self.tr("課ごとのブックを作る"),
                         empty_note(self.tr("ボタンを押すと、課ごとのブックと配布台帳ができます。\nもとの計画は変わりません。")))
        self.out = PathField(self.tr("ブックを作るフォルダー"))
        self.deadline, self.contact = QLineEdit(), QLineEdit()
        self.who = QPushButton()
        self.who.clicked.connect(self.choose)
        self.departments: list[str] = []
        self.field(0, 0, self.tr("作る場所"), self.out, wide=True)
        self.field(1, 0, self.tr("年度"), self.years)
        self.field(1, 1, self.tr("配る課"), self.who)
        self.field(2, 0, self.tr("提出期限"), self.deadline)
        self.field(2, 1, self.tr("連絡先"), self.contact)
        self.tabs = QTabWidget()
        self.made = ResultTable(self.tr("作ったブック"), (
            Head(self.tr("課"), 12), Head("", 5, True), Head("", 5, True), Head("", 5, True), Head(self.tr("ファイル"), 0)))
        self.found = FindingsTable()
        self.idle = ResultTable(self.tr("ブックのない課"), (Head(self.tr("課"), 12), Head(self.tr("理由"), 0)))
        self.results.addWidget(self.tabs)
        self.made.opened.connect(lambda line: desk.show_cell(line.of))
        self.found.opened.connect(self._show)
        self.years.currentIndexChanged.connect(lambda _: self._propose())

    def take(self, plan: Plan) -> None:
        super().take(plan)
        self.departments = []
        self._name(plan)

    def renew(self, plan: Plan) -> None:
        super().renew(plan)
        self.departments = [name for name in self.departments if name in plan.due]
        self._name(plan)

    def _name(self, plan: Plan) -> None:
        """The plan's own words, days and people."""
        for place, term in enumerate(("施策", "指標", "一覧"), start=1):
            self.made.name(place, plan.word(term), self.tr("この課に配る「{term}」の数").format(term=plan.word(term)))
        self.deadline.setPlaceholderText(plan.deadline or self.tr("例: 令和8年4月24日"))
        self.contact.setPlaceholderText(plan.contact or self.tr("例: 企画課 内線123"))
        self._say_who()

    def _propose(self) -> None:
        if self.plan is not None and self.fy:
            self.out.put(self.plan.beside(f"{fy_short(self.fy)}配布"))

    def _say_who(self) -> None:
        count = len(self.departments)
        self.who.setText(self.tr("{n}課だけ…").format(n=count) if count else self.tr("すべての課…"))

    def choose(self) -> None:
        """Let the user choose departments."""
        if self.plan is not None:
            names = chosen(self, self.plan.due, self.departments)
            if names is not None:
                self.departments = [] if len(names) in (0, len(self.plan.due)) else names
                self._say_who()

    def run(self) -> None:
        plan, out = self.plan, self.out.path
        if plan is None or out is None:
            self.desk.banner.say(self.tr("ブックを作るフォルダーを決めてください。"))
            return
        fy, deadline, contact, names = self.fy, self.deadline.text().strip(), self.contact.text().strip(), self.departments

        def job(progress: Progress, password: str | None, overwrite: bool) -> tuple[Bundle, jobs.Result, bool]:
            before = stamps([out / MANIFEST])  # it is written anew when any file is
            bundle, result = jobs.handout(
                plan.path, out, fy=fy, deadline=deadline, contact=contact, departments=names, overwrite=overwrite,
                password=password, progress=progress)
            return bundle, result, any(before.values()) and stamps([out / MANIFEST]) == before

        self.begin(self.tr("課ごとのブックを作っています"), job, lambda made: self._show_made(*made, out=out))

    def _show_made(self, bundle: Bundle, result: jobs.Result, same: bool, *, out: Path) -> None:
        self.made.fill([_line(sent, out) for sent in bundle.sent])
        self.made.view.setColumnHidden(3, not any(line.texts[3] for line in self.made.lines))
        self.found.fill(result.findings)
        self.idle.fill([Line((name, why)) for name, why in bundle.idle])
        self.tabs.clear()
        self.tabs.addTab(self.made, self.tr("作ったブック {n}").format(n=len(bundle.sent)))
        if result.findings:
            self.tabs.addTab(self.found, self.tr("配る前に確かめること {n}").format(n=len(result.findings)))
        if bundle.idle and not bundle.chosen:
            self.tabs.addTab(self.idle, self.tr("ブックのない課 {n}").format(n=len(bundle.idle)))
        told = (self.tr("✓ {n}課のブックと配布台帳は、前に作ったままです。変わったところはありません。提出期限: {day}") if same
                else self.tr("✓ {n}課のブックと配布台帳を作りました。提出期限: {day}"))
        self.finish(self.tabs, out, told.format(
            n=len(bundle.sent), day=bundle.deadline or self.tr("(書いてありません)")))

    def _show(self, found: Finding) -> None:
        if self.plan is not None:
            self.desk.show_cell(self.plan.path, found.sheet, found.cell)


def _line(sent: object, out: Path) -> Line:
    from dxbook.rounds.handout import Sent

    assert isinstance(sent, Sent)
    counts = [len(sent.portion.own(sheet)) for sheet in ("reports", "actuals", "inventory")]
    return Line((sent.portion.department, *(str(count or "") for count in counts), sent.file), of=out / sent.file)
