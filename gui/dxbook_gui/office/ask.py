"""Small things that the DX office's pages share: a question, an empty place, the way of the Tab key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count, pairwise
from pathlib import Path

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


def may_write(parent: QWidget, path: Path, suffixes: Sequence[str]) -> Path | None:
    """Where to write ``path`` with all its ``suffixes``: there, or beside it where something is there and the user wants
    to keep it. One question for all of them; None: given up."""
    def there_of(named: Path) -> list[Path]:
        return [each for suffix in suffixes if (each := named.with_suffix(suffix)).exists()]

    there = there_of(path)
    if not there:
        return path
    names_with_numbers = (path.with_name(f"{path.stem}{number}{path.suffix}") for number in count(2))
    free = next(each for each in names_with_numbers if not there_of(each))
    names = "」「".join(each.name for each in there)
    box = QMessageBox(QMessageBox.Icon.Question, "dxbook", QCoreApplication.translate(
        "Step", "「{names}」は、もうあります。").format(names=names), parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(QCoreApplication.translate(
        "Step", "別の名前なら「{free}」に作ります。\n置きかえると、手で直したところはなくなります。").format(free=free.name))
    another = box.addButton(QCoreApplication.translate("Step", "別の名前で作る"), QMessageBox.ButtonRole.AcceptRole)
    replace = box.addButton(QCoreApplication.translate("Step", "置きかえる"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(QCoreApplication.translate("Step", "やめる"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(another)
    box.exec()
    return free if box.clickedButton() is another else path if box.clickedButton() is replace else None


def empty_note(text: str) -> QLabel:
    """What a page says where its results will be."""
    label = QLabel(text, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
    label.setProperty("kind", "lead")
    return label
