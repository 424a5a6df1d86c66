"""What the window says at its foot of what happened: a sentence and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from dxbook.errors import DxbookError
from dxbook_gui.widgets import Prose

ERROR, WARNING, INFO, GOOD = "error", "warning", "info", "good"
SIGNS = {ERROR: "✕", WARNING: "▲", INFO: "ℹ", GOOD: "✓"}
Action = tuple[str, Callable[[], None]]
"""The text of a button, and what it does."""


class Banner(QFrame):
    """Hidden until something is said. Its text can be selected, and is read out by screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Prose(selectable=True)
        close = QPushButton(self.tr("閉じる"))
        close.setProperty("kind", "small")
        close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._buttons: list[QPushButton] = []
        self.hide()

    def say(self, text: str, level: str = INFO, actions: tuple[Action, ...] = ()) -> None:
        """Show a text (lines allowed) until it is closed or another one comes, with buttons for what can follow."""
        self.setProperty("level", level)
        self.style().polish(self)
        self._text.say(f"{SIGNS[level]} {text}")
        self.setAccessibleName(text)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(*action) for action in actions]
        self.show()

    def tell(self, error: DxbookError) -> None:
        """Show what stopped the work, and what to do."""
        self.say("\n".join(filter(None, (error.message, error.remedy))), ERROR)

    @property
    def text(self) -> str:
        """What it says now; "" while it is hidden."""
        return "" if self.isHidden() else self._text.plain

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons of what can follow."""
        return list(self._buttons)

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "small")
        button.clicked.connect(lambda: act())
        self._row.insertWidget(self._row.count() - 1, button, 0, Qt.AlignmentFlag.AlignTop)
        return button
