"""The first screen of all: who are you? It says what each face is for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from .settings import CLERK, OFFICE


class Welcome(QWidget):
    """Two cards; ``chosen`` carries the role."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("どちらの仕事をしますか"))
        title.setProperty("kind", "title")
        cards = QHBoxLayout()
        cards.setSpacing(24)
        cards.addWidget(self._card(CLERK, self.tr("担当課"), self.tr(
            "DX事務局から届いた計画のブックに記入し、提出します。\n\n"
            "・書き方に直すところがないかを調べます\n・全角・半角などを整えます\n・提出できるかを確かめます")))
        cards.addWidget(self._card(OFFICE, self.tr("DX事務局"), self.tr(
            "計画のブックを各課に配り、集めて、まとめます。\n\n"
            "・各課のブックを作って配ります\n・届いたブックを調べ、計画に反映します\n・評価し、チェックシートとグラフを作ります")))
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(16)
        column.addLayout(cards)
        note = QLabel(self.tr("あとから、上の「使う人」でいつでも切りかえられます。"), alignment=Qt.AlignmentFlag.AlignHCenter)
        note.setProperty("kind", "quiet")
        column.addSpacing(16)
        column.addWidget(note)
        column.addStretch(2)

    def _card(self, role: str, name: str, text: str) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        lead = QLabel(name)
        lead.setProperty("kind", "title")
        body = QLabel(text, wordWrap=True)
        button = QPushButton(self.tr("{role}として始める").format(role=name))
        button.setProperty("kind", "main")
        button.clicked.connect(lambda: self.chosen.emit(role))
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(lead)
        column.addWidget(body, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(button)
        return card
