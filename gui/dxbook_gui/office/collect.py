"""集約: what the departments returned, file by file as it is read, and what is left to decide."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from dxbook import jobs
from dxbook.rounds.collect import Collected, Returned
from dxbook.values import fy_short
from dxbook_gui.desk import Desk, DropZone
from dxbook_gui.office.facts import Plan
from dxbook_gui.office.folder import doubt, goes_on
from dxbook_gui.office.notice import CollectedNotice
from dxbook_gui.office.page import Step
from dxbook_gui.office.path import PathField
from dxbook_gui.office.returned import Counts, Ledger, Outcome, conflict_lines, stranger_lines
from dxbook_gui.office.table import Head, Line, ResultTable


class CollectStep(Step):
    """A folder in; verdicts, conflicts and strangers out."""

    def __init__(self, desk: Desk) -> None:
        zone = DropZone("", self.tr("フォルダーを選ぶ…"), folder=True)
        super().__init__(desk, self.tr("集約"), self.tr(
            "届いたブックを調べ、受け取れたものを計画の写しに反映します。直してほしい課には差戻し票を作ります。"),
                         self.tr("集約する"), zone)
        zone.chosen.connect(lambda paths: self.take_folder(paths[0]))
        self.returned, self.out = PathField(self.tr("届いたブックのフォルダー")), PathField(self.tr("結果を書き出すフォルダー"))
        self.returned.changed.connect(self._renew)
        self.field(0, 0, self.tr("届いたブック"), self.returned, wide=True)
        self.field(1, 0, self.tr("書き出す場所"), self.out)
        self.field(1, 1, self.tr("年度"), self.years)
        self.years.currentIndexChanged.connect(lambda _: self._propose())
        self.form.setColumnStretch(1, 4)  # a path is longer than a year
        self.notice = CollectedNotice(desk)
        self.column.insertWidget(2, self.notice)
        self.result_button = QPushButton(self.tr("集約結果を開く"))
        self.plan_button = QPushButton(self.tr("集約後の計画に切りかえる"))
        self.plan_button.setToolTip(self.tr("このあとの評価・チェックシート・グラフに、集約後の計画を使います。"))
        self.buttons.insertWidget(1, self.result_button)
        self.said.addWidget(self.plan_button)
        desk.only_idle(zone, self.plan_button)
        self.result_button.clicked.connect(lambda: desk.show_cell(self._files[0]))
        self.plan_button.clicked.connect(lambda: self.made_plan.emit(self._files[1]))
        self._files: list[Path] = []
        self._told = Outcome()
        self._told.asked.connect(self._begin_table)
        self._told.received.connect(self._receive)
        self._build_results()
        self.clear()

    def _build_results(self) -> None:
        self.counts, self.tabs = Counts(), QTabWidget()
        self.ledger = Ledger()
        self.conflicts = ResultTable(self.tr("食い違い"), (
            Head(self.tr("行"), 12), Head(self.tr("欄"), 6), Head(self.tr("計画の今の値"), 9), Head(self.tr("課が書いた値"), 0)))
        self.strangers = ResultTable(self.tr("受け取れないファイル"), (Head(self.tr("ファイル"), 14), Head(self.tr("理由"), 0)))
        for table in (self.ledger, self.strangers):
            table.opened.connect(self._open)
        self.conflicts.opened.connect(lambda line: self.desk.show_cell(self._plan_path(), line.of.sheet, line.of.cell))
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.counts)
        column.addWidget(self.tabs, 1)
        self.results.addWidget(self._page)

    def take(self, plan: Plan) -> None:
        super().take(plan)
        self.returned.put(self.desk.settings.kept("returned", plan.path))
        self._say_collected(plan)
        self._propose()

    def renew(self, plan: Plan) -> None:
        super().renew(plan)
        self._say_collected(plan)

    def _say_collected(self, plan: Plan) -> None:
        self.notice.take(plan)
        if plan.recorded:
            self._lead.hide()  # the room is the notice's

    def take_folder(self, folder: Path) -> None:
        """The returned workbooks are here."""
        folder = folder if folder.is_dir() else folder.parent
        self.returned.put(folder)
        self._keep(folder)
        self.main.setFocus()

    def _keep(self, folder: Path) -> None:
        """The next time this plan is opened, its returned workbooks are there."""
        if self.plan is not None:
            self.desk.settings.keep("returned", self.plan.path, folder)

    def clear(self) -> None:
        super().clear()
        if hasattr(self, "result_button"):
            self._files = []
            self.result_button.hide()
            self.plan_button.hide()
            self._renew()

    def _renew(self) -> None:
        if isinstance(self.empty, DropZone):
            self.empty.set_lead(self.tr("「集約する」を押すと、届いたブックを調べます。\n別のフォルダーは、ここへ入れてください。")
                                if self.returned.path else self.tr("各課から届いたブックのフォルダーを、ここへ入れてください"))

    def _propose(self) -> None:
        if self.plan is not None and self.fy:
            self.out.put(self.plan.beside(f"{fy_short(self.fy)}集約"))

    def _open(self, line: Line, column: int) -> None:
        """The file of a row; in the last column its 差戻し票."""
        each = line.of
        if isinstance(each, Returned):
            slip = self.folder and each.slip and column == len(line.texts) - 1
            self.desk.show_cell(self.folder / each.slip if self.folder and slip else each.path)

    def _plan_path(self) -> Path:
        assert self.plan is not None
        return self.plan.path

    def run(self) -> None:
        plan, folder, out = self.plan, self.returned.path, self.out.path
        if plan is None or folder is None or out is None:
            self.desk.banner.say(self.tr("届いたブックのフォルダーと、書き出す場所を決めてください。"))
            return
        self._keep(folder)

        def looked(why: str) -> None:
            if not why or goes_on(self, why):
                self._collect(plan, folder, out)

        self.desk.run(self.tr("フォルダーを調べています"), lambda _: doubt(folder), looked)

    def _collect(self, plan: Plan, folder: Path, out: Path) -> None:
        fy, watcher = self.fy, self._told.watcher
        self.begin(self.tr("届いたブックを調べています"), lambda progress, password, overwrite: jobs.collect(
            plan.path, folder, out, fy=fy, overwrite=overwrite, password=password, progress=progress,
            watcher=watcher), lambda made: self._show(*made, out=out))

    def _begin_table(self, departments: list[str]) -> None:
        self.ledger.begin(departments)
        self.counts.show_of(self.ledger.departments)
        self.tabs.clear()
        self.tabs.addTab(self.ledger, self.tr("課ごと"))
        self.show_results(self._page)

    def _receive(self, returned: Returned) -> None:
        if self.desk.work.busy:  # nothing comes after a stop
            self.ledger.receive(returned)
            self.counts.show_of(self.ledger.departments)

    def _show(self, collected: Collected, result: jobs.Result, *, out: Path) -> None:
        self._files = result.files
        self.ledger.finish(collected)
        self.counts.show_of(self.ledger.departments)
        self.conflicts.fill(conflict_lines(collected))
        self.strangers.fill(stranger_lines(collected))
        undecided = len(collected.merged.undecided)
        for table, text in ((self.conflicts, self.tr("食い違い {n}")), (self.strangers, self.tr("受け取れないファイル {n}"))):
            if table.lines:
                self.tabs.addTab(table, text.format(n=len(table.lines)))
        self.result_button.show()
        self.plan_button.show()
        text = self.tr("✓ 計画の写しに{n}か所を反映しました。").format(n=len(collected.merged.applied))
        if undecided:
            text += self.tr(" ▲ 食い違いが{n}か所あります。決めて、もとの計画に書いてください。").format(n=undecided)
        self.finish(self._page, out, text)
