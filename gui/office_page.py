"""What the steps of the DX office share: a heading, fields, one main button, results, questions before replacing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dxbook.errors import DxbookError, InTheWay
from dxbook.jobs import Progress

from .banner import INFO
from .desk import Desk
from .office_ask import may_move_aside, tab_through
from .office_facts import Plan, year_text
from .password import unlocking
from .saving import open_folder

Job = Callable[[Progress, str | None, bool], Any]
"""Does the work: progress, password, whether files in the way may be moved aside."""


class Step(QWidget):
    """One step of the year. ``form`` is a grid for its fields, ``results`` shows ``empty`` until there are some."""

    made_plan = Signal(object)  # Path: go on with this plan

    def __init__(self, desk: Desk, title: str, says: str, do: str, empty: QWidget) -> None:
        super().__init__()
        self.desk = desk
        self.plan: Plan | None = None
        self.folder: Path | None = None
        self.main = QPushButton(do)
        self.main.setProperty("kind", "main")
        self.main.clicked.connect(lambda: self.run())
        self.folder_button = QPushButton(self.tr("結果のフォルダーを開く"))
        self.folder_button.clicked.connect(lambda: self.folder and open_folder(self.folder))
        self.told = QLabel(wordWrap=True)
        self.form, self.buttons = QGridLayout(), QHBoxLayout()
        self.results = QStackedWidget()
        self.empty = empty
        self.results.addWidget(empty)
        self.years = QComboBox()
        self._lay_out(title, says)
        desk.only_idle(self.main)
        desk.work.stopped.connect(self._stopped)
        self._working = False

    def _lay_out(self, title: str, says: str) -> None:
        head = QLabel(title)
        head.setProperty("kind", "title")
        self._lead = QLabel(says, wordWrap=True)
        self._lead.setProperty("kind", "quiet")
        self.form.setColumnStretch(1, 1)
        self.form.setColumnStretch(3, 1)
        self.buttons.addWidget(self.main)
        self.buttons.addWidget(self.folder_button)
        self.buttons.addStretch()
        self.said = QHBoxLayout()
        self.said.addWidget(self.told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(6)
        for item in (head, self._lead):
            column.addWidget(item)
        column.addLayout(self.form)
        column.addLayout(self.buttons)
        column.addLayout(self.said)
        column.addWidget(self.results, 1)
        self.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes as the eye does: the fields, the buttons, the results."""
        super().showEvent(event)
        fields = [self.form.itemAtPosition(row, column) for row in range(self.form.rowCount()) for column in (1, 3)]
        rest = [layout.itemAt(place) for layout in (self.buttons, self.said) for place in range(layout.count())]
        tab_through([widget for item in (*fields, *rest) if item and (widget := item.widget())] + [self.results])

    def field(self, row: int, column: int, label: str, widget: QWidget, *, wide: bool = False) -> None:
        """Put a field with its label into the form; ``wide``: to the end of the row."""
        name = QLabel(label)
        name.setBuddy(widget)
        widget.setAccessibleName(label)
        self.form.addWidget(name, row, 2 * column)
        self.form.addWidget(widget, row, 2 * column + 1, 1, 3 if wide else 1)
        self.desk.only_idle(widget)

    def take(self, plan: Plan) -> None:
        """Another plan: what was shown of the last one goes."""
        self.plan = plan
        self.years.clear()
        for year in plan.years:
            self.years.addItem(year_text(year), year)
        self.years.setCurrentIndex(max(self.years.findData(plan.fy), 0))
        self.clear()

    @property
    def fy(self) -> int | None:
        """The chosen year; None where the plan has no years."""
        return self.years.currentData()  # type: ignore[no-any-return]

    def clear(self) -> None:
        """As before the work."""
        self.results.setCurrentWidget(self.empty)
        self._lead.show()
        self.folder = None
        self.folder_button.hide()
        self.tell("")

    def _stopped(self) -> None:
        """Only the page whose work it was is as before; the others keep what they show."""
        if self._working:
            self._working = False
            self.clear()

    def tell(self, text: str) -> None:
        """What came of it, in a line above the results."""
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def finish(self, results: QWidget, folder: Path | None, text: str) -> None:
        """Show the results; ``folder``: where they were written."""
        self.folder = folder
        self.folder_button.setVisible(folder is not None)
        self.tell(text)
        self.show_results(results)

    def show_results(self, results: QWidget) -> None:
        """Give the room to them: what the step is for need no longer be said."""
        self._lead.hide()
        self.results.setCurrentWidget(results)

    def run(self) -> None:
        """Do the step's work."""
        raise NotImplementedError

    def begin(self, doing: str, job: Job, done: Callable[[Any], None], *, overwrite: bool = False) -> None:
        """Run ``job``; a locked plan asks for its password, files in the way ask whether they may be moved aside."""
        assert self.plan is not None

        self._working = True

        def ends(result: Any) -> None:
            self._working = False
            done(result)

        def fails(error: DxbookError) -> None:
            self._stopped()
            if not isinstance(error, InTheWay):
                self.desk.banner.tell(error)
            elif may_move_aside(self, error.message):
                self.begin(doing, job, done, overwrite=True)
            else:
                self.desk.banner.say(self.tr("何も書き出していません。別のフォルダーを選ぶこともできます。"), INFO)

        unlocking(self, self.desk, doing, lambda progress, password: job(progress, password, overwrite),
                  lambda result, _: ends(result), password=self.plan.password, failed=fails)
