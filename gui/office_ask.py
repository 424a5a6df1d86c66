"""Small things that the DX office's pages share: a question, an empty place, the way of the Tab key."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QMessageBox, QSizePolicy, QWidget


class OneLine(QLabel):
    """A label of one line that ends in … where there is no room for it; the whole is its tool tip."""

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.style().drawItemText(painter, self.rect(), Qt.AlignmentFlag.AlignVCenter, self.palette(), True, shown,
                                  self.foregroundRole())
        painter.end()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)


def tab_through(widgets: Iterable[QWidget]) -> None:
    """Let Tab go through these, and what they hold, in this order."""
    reached = [each for widget in dict.fromkeys(widgets) for each in (widget, *widget.findChildren(QWidget))
               if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
               and each.window() is widget.window()]  # the list of a box is a window of its own
    for before, after in pairwise(reached):
        QWidget.setTabOrder(before, after)


def may_move_aside(parent: QWidget, why: str) -> bool:
    """Ask whether files in the way may get another name."""
    box = QMessageBox(QMessageBox.Icon.Question, "dxbook", why, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(QCoreApplication.translate("Step", "今あるものは、名前に(前のもの)を付けて残します。書き出しますか。"))
    yes = box.addButton(QCoreApplication.translate("Step", "書き出す"), QMessageBox.ButtonRole.YesRole)
    box.setDefaultButton(box.addButton(QCoreApplication.translate("Step", "やめる"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is yes


def empty_note(text: str) -> QLabel:
    """What a page says where its results will be."""
    label = QLabel(text, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
    label.setProperty("kind", "lead")
    return label
