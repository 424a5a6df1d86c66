"""The first screen of all: who are you? It says what each face is for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from dxbook_gui.desk import CLERK, OFFICE
from dxbook_gui.widgets import Prose

WIDEST = 420


class Welcome(QWidget):
    """Two cards; ``chosen`` carries the role."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("どちらの仕事をしますか"))
        title.setProperty("kind", "title")
        cards = QHBoxLayout()
        cards.setSpacing(24)
        cards.addStretch(1)
        cards.addWidget(self._card(
            CLERK, self.tr("担当課"), self.tr("DX事務局から届いた計画のブックに記入し、提出します。"),
            (self.tr("直すところがないかを調べます"), self.tr("全角・半角などを整えます"),
             self.tr("提出できるかを確かめます"))), 8)
        cards.addWidget(self._card(
            OFFICE, self.tr("DX事務局"), self.tr("計画のブックを各課に配り、集めて、まとめます。"),
            (self.tr("各課のブックを作って配ります"), self.tr("届いたブックを調べ、反映します"),
             self.tr("評価し、チェックシートを作ります"))), 8)
        cards.addStretch(1)
        note = QLabel(self.tr("あとから、いつでも切りかえられます。"), alignment=Qt.AlignmentFlag.AlignHCenter)
        note.setProperty("kind", "quiet")
        column = QVBoxLayout(self)
        column.setSpacing(20)
        column.addStretch(1)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(cards)
        column.addWidget(note)
        column.addStretch(2)

    def _card(self, role: str, name: str, text: str, points: tuple[str, ...]) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setMaximumWidth(WIDEST)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        lead = QLabel(name)
        lead.setProperty("kind", "title")
        button = QPushButton(self.tr("{role}として始める").format(role=name))
        button.setProperty("kind", "main")
        button.setProperty("role", role)
        button.clicked.connect(lambda: self.chosen.emit(role))
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(10)
        column.addWidget(lead)
        column.addWidget(Prose(text))
        for point in points:
            column.addLayout(_point(point))
        column.addStretch(1)
        column.addSpacing(8)
        column.addWidget(button)
        return card


def _point(text: str) -> QHBoxLayout:
    """A dot, and a text whose further lines stand under its first."""
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(QLabel("・"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Prose(text), 1)
    return row
