"""The department's face with a workbook: its name, the verdict, what can be done, the findings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dxbook.plan import Checked, Origin
from dxbook_gui.clerk.verdict import Verdict, listed
from dxbook_gui.desk import Desk
from dxbook_gui.findings import FindingsTable
from dxbook_gui.widgets import Elided


class ResultPage(QWidget):
    """Says by signals what the user wants; the face does it."""

    again, tidy, other, marks, listing, folder = Signal(), Signal(), Signal(), Signal(), Signal(), Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Elided()
        self._name.setProperty("kind", "lead")
        self.verdict, self.table = Verdict(), FindingsTable()
        self._none = self._nothing()
        self.again_button = self._button(self.tr("もう一度検証"), self.tr("Excelで保存したあとに押します(F5)。"), self.again)
        self.tidy_button = self._button(self.tr("整える…(&T)"), "", self.tidy)
        self.other_button = self._button(self.tr("別のブック…"), self.tr("ほかのブックを調べます(Ctrl+O)。"), self.other)
        self.more_button = QPushButton(self.tr("書き出す(&W)"))
        self.more_button.setMenu(self._more())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._top())
        column.addWidget(self.verdict)
        column.addWidget(self.table, 1)
        column.addWidget(self._none, 1)
        desk.work.begun.connect(lambda _: self._allow(False))
        desk.work.ended.connect(lambda: self._allow(True))
        self._books = 0

    def _button(self, text: str, tip: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.clicked.connect(signal)
        return button

    def _nothing(self) -> QFrame:
        """In the table's place where there is nothing to mend."""
        card = QFrame()
        card.setProperty("kind", "card")
        sign = QLabel("✓", alignment=Qt.AlignmentFlag.AlignCenter)
        sign.setProperty("kind", "sign")
        said = QLabel(self.tr("直すところは見つかりませんでした"), alignment=Qt.AlignmentFlag.AlignCenter)
        said.setProperty("kind", "lead")
        column = QVBoxLayout(card)
        column.addStretch()
        column.addWidget(sign)
        column.addWidget(said)
        column.addStretch()
        return card

    def _more(self) -> QMenu:
        menu = QMenu(self)
        self.marks_action = menu.addAction(self.tr("印を付けた写し…"), self.marks.emit)
        self.listing_action = menu.addAction(self.tr("指摘の一覧(Excel)…"), self.listing.emit)
        menu.addSeparator()
        menu.addAction(self.tr("ブックのフォルダーを開く"), self.folder.emit)
        return menu

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._name, 1)
        for button in (self.again_button, self.tidy_button, self.more_button, self.other_button):
            row.addWidget(button)
        return row

    def show_result(self, paths: Sequence[Path], books: Sequence[Checked]) -> None:
        """Show what was found in these workbooks; ``books``: one each, in the same order."""
        self._books, found = len(paths), [found for book in books for found in book.findings]
        names = "、".join(path.name for path in paths)
        self._name.say(names, "\n".join(str(path) for path in paths))
        self.verdict.say(books)
        shown = listed(found, len(paths))
        self.table.fill(shown, files=len(paths) > 1)
        self.table.setVisible(bool(shown))
        self._none.setVisible(not shown)
        wrong = len(books) == 1 and books[0].origin is not Origin.HANDED
        for button, main in ((self.again_button, bool(shown) and not wrong), (self.other_button, wrong)):
            button.setProperty("kind", "main" if main else "")
            button.style().polish(button)
        self._allow(True)
        (self.table.view if shown else self.again_button).setFocus()

    def _allow(self, idle: bool) -> None:
        for each in (self.again_button, self.other_button, self.more_button):
            each.setEnabled(idle)
        one = self._books == 1
        self.tidy_button.setEnabled(idle and one)
        self.marks_action.setEnabled(one)
        self.tidy_button.setToolTip(
            self.tr("全角・半角や空白を整えた写しを作ります。先に変わるところを見られます。") if one
            else self.tr("整えるのは、1冊ずつです。1冊だけ開くと使えます。"))
