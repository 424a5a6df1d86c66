"""One line that may be longer than its place, as file names are: what does not fit is left out in the middle."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Elided(QLabel):
    """Give it its text by ``say``; ``plain`` is all of it, which the tool tip shows too."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.plain = text
        self.say(text)

    def say(self, text: str, tip: str = "") -> None:
        """Show a text; ``tip`` may say more."""
        self.plain = text
        self.setToolTip(tip or text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self.plain, Qt.TextElideMode.ElideMiddle, max(0, self.width() - 4)))
