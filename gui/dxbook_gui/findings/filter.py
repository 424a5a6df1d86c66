"""What is shown of the findings: three levels with their numbers, and a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from dxbook.findings import Finding, Level
from dxbook_gui.findings.model import level_word
from dxbook_gui.widgets import theme


class Words(QLineEdit):
    """Esc empties it. Keys with Alt belong to buttons, also while those are off: they write nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class Filter(QWidget):
    """A row above the table. ``changed`` follows every choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = {level: QPushButton() for level in Level}
        self._text = Words(clearButtonEnabled=True)
        self._text.setPlaceholderText(self.tr("文字でしぼり込む(Ctrl+F)"))
        self._text.setAccessibleName(self.tr("文字でしぼり込む"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for level, button in self._buttons.items():
            button.setCheckable(True)
            button.setChecked(True)
            button.setProperty("kind", "small")
            button.setToolTip(self.tr("押すたびに、「{level}」を表示したり隠したりします。").format(level=level_word(level)))
            button.toggled.connect(lambda _: self.changed.emit())
            row.addWidget(button)
        row.addWidget(self._text, 1)
        self._text.textChanged.connect(lambda _: self.changed.emit())
        QShortcut(QKeySequence.StandardKey.Find, self, self._text.setFocus)
        self.count(())

    @property
    def levels(self) -> list[Level]:
        """The levels that are wanted."""
        return [level for level, button in self._buttons.items() if button.isChecked()]

    @property
    def text(self) -> str:
        """The words to look for."""
        return self._text.text()

    def clear(self) -> None:
        """Want everything."""
        self._text.clear()
        for button in self._buttons.values():
            button.setChecked(True)

    def button(self, level: Level) -> QPushButton:
        """The button of one level."""
        return self._buttons[level]

    def count(self, found: Sequence[Finding]) -> None:
        """Show how many there are of each level."""
        numbers = Counter(each.level for each in found)
        for level, button in self._buttons.items():
            button.setText(f"{theme.SIGNS[level]} {level_word(level)} {numbers[level]}")
            button.setEnabled(numbers[level] > 0)
