"""Texts of several lines: Qt sets a Japanese font's lines without any room between them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class Prose(QLabel):
    """A label that wraps, with room between its lines. Give it plain text by ``say``; ``plain`` is that text."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, selectable: bool = False) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.plain = ""
        self.say(text)

    def say(self, text: str) -> None:
        """Show a plain text; its line breaks stay."""
        self.plain = text
        lines = escape(text).replace("\n", "<br>")
        self.setText(f'<p style="margin:0; line-height:125%">{lines}</p>')
