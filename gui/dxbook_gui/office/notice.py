"""On the page of collecting: this plan holds collected answers already, and the way back to the plan before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from dxbook_gui.desk import Desk
from dxbook_gui.office.facts import Plan
from dxbook_gui.widgets import Prose


class CollectedNotice(QFrame):
    """``back`` carries the path of the plan before. Hidden where the plan holds no collected answers."""

    back = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._settings = desk.settings
        self._said, self.button = Prose(), QPushButton(self.tr("もとの計画に戻る"))
        self.button.setProperty("kind", "small")
        self.button.clicked.connect(self._go)
        desk.only_idle(self.button)
        self._before: Path | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.addWidget(self._said, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def _go(self) -> None:
        if self._before is not None:
            self.back.emit(self._before)

    @property
    def text(self) -> str:
        """What it says."""
        return self._said.plain

    def take(self, plan: Plan) -> None:
        """Say it of this plan."""
        self._before = (self._settings.kept("before", plan.path) or plan.before) if plan.recorded else None
        self.setVisible(plan.recorded > 0)
        self.button.setVisible(self._before is not None)
        told = self.tr("この計画「{name}」には、もう集めた記入が入っています({n}か所)。").format(
            name=plan.path.name, n=plan.recorded)
        if self._before is not None:
            told += "\n" + self.tr("遅れて届いたブックは、もとの計画「{before}」に戻って、集約しなおします。").format(
                before=self._before.name)
        else:
            told += "\n" + self.tr("遅れて届いたブックは、配布したときの計画を開いて、集約しなおします。")
        self._said.say(told)
