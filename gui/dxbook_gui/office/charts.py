"""グラフ: the charts of the check sheet in the window, and as pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QPushButton, QScrollArea, QWidget

from dxbook import jobs
from dxbook.errors import DxbookError
from dxbook.outputs.charts import Chart, charts
from dxbook.plan import Profile
from dxbook.rating import Assessment
from dxbook_gui.charts import ChartView
from dxbook_gui.desk import GOOD, Desk, ask_target, free_name
from dxbook_gui.office.ask import empty_note
from dxbook_gui.office.page import Step


class ChartsStep(Step):
    """A list at the left, the chosen chart at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("グラフ"), self.tr("指標の動きと、体系・課ごとの評価です。図はほかの資料にも使えます。"),
                         self.tr("グラフを表示する"), empty_note(self.tr("ボタンを押すと、評価の結果をグラフで表示します。")))
        self.field(0, 0, self.tr("年度"), self.years)
        self.list, self.view = QListWidget(), ChartView()
        self.list.setAccessibleName(self.tr("グラフの一覧"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # long titles go on below
        self.list.setWordWrap(True)  # two long titles may begin alike
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setStyleSheet("QListWidget::item { padding: 4px; }")
        self.list.currentRowChanged.connect(self._choose)
        self.copy_button, self.save_button = QPushButton(self.tr("図をコピー")), QPushButton(self.tr("図を保存…"))
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(lambda: self.save())
        self.buttons.insertWidget(1, self.copy_button)
        self.buttons.insertWidget(2, self.save_button)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.view)
        self._page = QWidget()
        row = QHBoxLayout(self._page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list, 2)
        row.addWidget(scroll, 5)
        self.results.addWidget(self._page)
        self.charts: list[Chart] = []
        self.clear()

    def clear(self) -> None:
        super().clear()
        if hasattr(self, "copy_button"):
            self.copy_button.hide()
            self.save_button.hide()

    def run(self) -> None:
        plan, fy = self.plan, self.fy
        if plan is not None:
            self.begin(self.tr("グラフを作っています"), lambda progress, password, overwrite: jobs.assess(
                plan.path, fy=fy, password=password), self._made)

    def _made(self, made: tuple[Assessment, Any, Profile]) -> None:
        self.show_of(made[0], made[2])

    def show_of(self, rated: Assessment, profile: Profile) -> None:
        """Draw the charts of this assessment."""
        self.charts = charts(rated, profile)
        self.years.setCurrentIndex(max(self.years.findData(rated.fy), 0))
        self.list.clear()
        self.list.addItems([chart.title for chart in self.charts])
        for row, chart in enumerate(self.charts):
            self.list.item(row).setToolTip(chart.title)
        if not self.charts:
            self.clear()
            self.tell(self.tr("グラフにできる数値が、まだありません。実績値を集めてから表示してください。"))
            return
        self.finish(self._page, None, "")
        self.copy_button.show()
        self.save_button.show()
        self.list.setCurrentRow(0)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.charts):
            self.view.show_chart(self.charts[row])

    def copy(self) -> None:
        """The chosen chart into the clipboard."""
        self.view.copy()
        self.desk.banner.say(self.tr("図をコピーしました。ExcelやWordに貼り付けられます。"), GOOD)

    def save(self, path: Path | None = None) -> None:
        """The chosen chart as PNG, where the user says."""
        if self.plan is None or self.view.chart is None:
            return
        if path is None:
            proposed = free_name(self.plan.path, self.view.chart.key.replace("/", "_"), ".png")
            path = ask_target(self, self.tr("図を保存"), proposed, "PNG (*.png)")
            if path is None:
                return
        try:
            self.view.save(path)
        except DxbookError as error:
            self.desk.banner.tell(error)
        else:
            self.desk.banner.say(self.tr("図を保存しました: {path}").format(path=path), GOOD)
