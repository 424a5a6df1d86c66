"""What tests and the guides' pictures ask of a window: what can be read in it, and what it looks like."""

from __future__ import annotations

import json
from pathlib import Path
from time import monotonic, time

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMainWindow, QWidget

from dxbook_gui.widgets import Elided, Prose


def texts(window: QWidget) -> list[str]:
    """The texts of all labels and buttons that can be seen."""
    widgets: list[QLabel | QAbstractButton] = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    shown = (each.plain if isinstance(each, Prose | Elided) else each.text() for each in widgets if each.isVisible())
    return [text for text in shown if text]


def picture(window: QWidget, path: Path) -> Path:
    """Write a picture (.png) of a window or dialog as it is shown now, when it has painted itself; ``path``."""
    for _ in range(3):  # layouts settle, then styles, then what they paint
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 100)
    path.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(path))
    return path


def idle(window: QMainWindow, seconds: float = 60) -> None:
    """Let the window work until its job has ended. Raises TimeoutError."""
    end = monotonic() + seconds
    while window.desk.work.busy:  # type: ignore[attr-defined]
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        if monotonic() > end:
            raise TimeoutError("the window is still at work")


def look_soon(window: QMainWindow, path: Path) -> None:
    """Once the window stands, write its title, its texts and when it was up (seconds since 1970) as JSON to ``path``

    and a picture beside it (.png), then end the application.
    """
    QTimer.singleShot(0, lambda: _look(window, path))


def _look(window: QMainWindow, path: Path) -> None:
    QApplication.processEvents()  # what is waiting to be painted
    up = time()
    QTimer.singleShot(500, lambda: _write(window, path, up))


def _write(window: QMainWindow, path: Path, up: float) -> None:
    picture(window, path.with_suffix(".png"))
    seen = {"title": window.windowTitle(), "texts": texts(window), "up": up}
    path.write_text(json.dumps(seen, ensure_ascii=False), encoding="utf-8")
    window.close()
    QApplication.quit()
