"""The place above a face where the window says what happened: a sentence and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from dxbook.errors import DxbookError

ERROR, WARNING, INFO, GOOD = "error", "warning", "info", "good"
_SIGNS = {ERROR: "✕", WARNING: "▲", INFO: "ℹ", GOOD: "✓"}


class Banner(QFrame):
    """Hidden until something is said. Its text can be selected, and is read out by screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QPushButton(self.tr("閉じる"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.addWidget(self._text, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str, level: str = INFO) -> None:
        """Show a text (lines allowed) until it is closed or another one comes."""
        self.setProperty("level", level)
        self.style().polish(self)
        self._text.setText(f"{_SIGNS[level]} {text}")
        self.setAccessibleName(text)
        self.show()

    def tell(self, error: DxbookError) -> None:
        """Show what stopped the work, and what to do."""
        self.say("\n".join(filter(None, (error.message, error.remedy))), ERROR)

    @property
    def text(self) -> str:
        """What it says now; "" while it is hidden."""
        return "" if self.isHidden() else self._text.text()
