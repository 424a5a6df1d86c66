"""Placeholder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from .desk import Desk


class ClerkFace(QWidget):
    recent_kind = "workbook"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def open(self, path: Path) -> None:
        """Take a file."""
