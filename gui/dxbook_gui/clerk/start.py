"""The department's face before a workbook is there: where to drop it, what follows, what was used last."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxbook_gui.desk import Desk, DropZone

MAX_RECENT = 4


class Start(QWidget):
    """``chosen`` carries the paths of workbooks."""

    chosen = Signal(list)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        lead = self.tr("記入したブックを、ここへドラッグして落としてください")
        self.zone = DropZone(lead, self.tr("ブックを選ぶ…"), several=True)
        self.zone.button.setProperty("kind", "main")
        self.zone.chosen.connect(self.chosen)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.zone, 1)
        column.addLayout(self._steps())
        column.addLayout(self._recent)
        desk.only_idle(self.zone)
        self.renew()

    def _steps(self) -> QHBoxLayout:
        row = QHBoxLayout()
        steps = (self.tr("直すところを調べます"), self.tr("Excelで直し、また調べます"),
                 self.tr("「提出できます」で提出します"))
        for number, text in enumerate(steps, start=1):
            label = QLabel(f"{number}. {text}", alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
            label.setProperty("kind", "step")
            row.addWidget(label, 1)
        return row

    def renew(self) -> None:
        """Show the workbooks used last."""
        while item := self._recent.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        paths = self._desk.settings.recent("workbook")[:MAX_RECENT]
        if paths:
            title = QLabel(self.tr("最近使ったブック"))
            title.setProperty("kind", "quiet")
            self._recent.addWidget(title)
        for path in paths:
            self._recent.addWidget(self._link(path), 0, Qt.AlignmentFlag.AlignLeft)

    def _link(self, path: Path) -> QPushButton:
        button = QPushButton(path.name.replace("&", "&&"))
        button.setProperty("kind", "link")
        button.setToolTip(str(path))
        button.setAccessibleName(QCoreApplication.translate("Start", "{name} を調べる").format(name=path.name))
        button.clicked.connect(partial(self.chosen.emit, [path]))
        return button
