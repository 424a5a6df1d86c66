"""The whole text of one finding, below the table that cuts long texts short."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxbook.finding import Finding

from . import theme
from .findings_model import level_word


class Detail(QFrame):
    """``wanted``: the user wants to see the cell in Excel."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._place = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._place.setProperty("kind", "quiet")
        self._message, self._remedy = self._line(), self._line()
        self.button = QPushButton(self.tr("Excelで開く(&E)"))
        self.button.setToolTip(self.tr("このセルをExcelで表示します(表をダブルクリックしても同じです)。"))
        self.button.clicked.connect(self.wanted)
        texts = QVBoxLayout()
        for label in (self._place, self._message, self._remedy):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.addLayout(texts, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.explain(None)

    @staticmethod
    def _line() -> QLabel:
        label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def explain(self, found: Finding | None) -> None:
        """Show this finding; None: there is none to show."""
        self.setVisible(found is not None)
        if found is None:
            return
        value = self.tr("値「{value}」").format(value=_short(found.value)) if found.value else ""
        sign = f"{theme.SIGNS[found.level]} {level_word(found.level)}"
        places = (sign, found.file, found.sheet, found.cell, found.column, value, found.code)
        self._place.setText("　".join(filter(None, places)))
        self._message.setText(found.message)
        self._remedy.setText(self.tr("直し方: {remedy}").format(remedy=found.remedy))
        self._remedy.setVisible(bool(found.remedy))


def _short(text: str, most: int = 80) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most] + "…"
