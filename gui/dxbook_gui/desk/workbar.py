"""The foot of the window while a job runs: what, how far, and a button to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from dxbook_gui.desk.work import Work
from dxbook_gui.widgets import Elided


class WorkBar(QFrame):
    """Shown only while work is busy."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._what = Elided()
        self._bar = QProgressBar(textVisible=True)
        self._bar.setFixedWidth(220)
        self._stop = QPushButton(self.tr("中止"))
        self._stop.setToolTip(self.tr("いまの仕事を止めます(Esc)。もとのファイルは変わりません。"))
        self._stop.setShortcut("Esc")
        row = QHBoxLayout(self)
        row.addWidget(self._what, 1)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        self._doing = ""
        self._stop.clicked.connect(work.stop)
        work.begun.connect(self._begin)
        work.progressed.connect(self._stand)
        work.stopping.connect(self._stopping)
        work.ended.connect(self.hide)
        self.hide()

    def _begin(self, doing: str) -> None:
        self._doing = doing
        self._what.say(doing)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self.show()

    def _stand(self, done: int, total: int, what: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setFormat(f"{done} / {total}")
        if self._stop.isEnabled():
            self._what.say(f"{self._doing}  {what}")

    def _stopping(self) -> None:
        self._stop.setEnabled(False)
        self._what.say(self.tr("中止しています…"))
