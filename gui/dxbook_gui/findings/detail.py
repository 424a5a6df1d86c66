"""The whole text of one finding, below the table that cuts long texts short."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dxbook.findings import Finding
from dxbook_gui.widgets import Prose, theme


class Detail(QFrame):
    """``wanted``: the user wants to see the cell in Excel."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._message, self._remedy = Prose(selectable=True), Prose(selectable=True)
        self.button = QPushButton(self.tr("Excelで開く(&E)"))
        self.button.setToolTip(self.tr("このセルをExcelで表示します(表をダブルクリックしても同じです)。"))
        self.button.clicked.connect(self.wanted)
        texts = QVBoxLayout()
        for label in (self._message, self._remedy):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.addLayout(texts, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.explain(None)

    def explain(self, found: Finding | None) -> None:
        """Show this finding; None: there is none to show."""
        self.setVisible(found is not None)
        if found is None:
            return
        place = " ".join(filter(None, (theme.SIGNS[found.level], found.sheet, found.cell)))
        self._message.say(f"{place}  {found.message}")
        self._message.setToolTip(self.tr("値「{value}」　{code}").format(value=_short(found.value), code=found.code))
        self._remedy.say(self.tr("直し方: {remedy}").format(remedy=found.remedy))
        self._remedy.setVisible(bool(found.remedy))


def _short(text: str, most: int = 80) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most] + "…"
