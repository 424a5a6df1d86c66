"""What a test of the packaged window asks: what can be read in it, and what it looks like."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMainWindow


def texts(window: QMainWindow) -> list[str]:
    """The texts of all labels and buttons that can be seen."""
    widgets: list[QLabel | QAbstractButton] = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    return [each.text() for each in widgets if each.isVisible() and each.text()]


def look_at(window: QMainWindow, path: Path) -> None:
    """Write the texts as JSON to ``path`` and a picture beside it (.png), then end the application."""
    window.grab().save(str(path.with_suffix(".png")))
    path.write_text(json.dumps({"title": window.windowTitle(), "texts": texts(window)}, ensure_ascii=False),
                    encoding="utf-8")
    window.close()
    QApplication.quit()
