"""Driving the real window as a person does: dropping, pressing, waiting. Without a screen."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dxbook_gui.desk.settings import Settings
from dxbook_gui.desk.work import Work
from dxbook_gui.frame.window import MainWindow
from dxbook_gui.office.ask import OneLine
from dxbook_gui.widgets import theme
from dxbook_gui.widgets.elided import Elided
from dxbook_gui.widgets.theme import LIGHT
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot


def shown(qtbot: QtBot, folder: Path, role: str = "") -> MainWindow:
    """The window on the screen, with settings of its own in ``folder``. Its work has ended before it goes."""
    settings = Settings(folder / "settings.ini")
    if role:
        settings.role = role
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, LIGHT)
    window = MainWindow(settings)
    qtbot.addWidget(window, before_close_func=lambda _: end(qtbot, window.desk.work))
    with qtbot.waitActive(window):  # keys go to the active window
        window.show()
        window.activateWindow()
    return window


def end(qtbot: QtBot, work: Work) -> None:
    """Stop the work and wait until its thread is gone."""
    work.stop()
    qtbot.waitUntil(lambda: not work.busy, timeout=30_000)
    QThreadPool.globalInstance().waitForDone()


def wait(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the window has nothing to do."""
    qtbot.waitUntil(lambda: not window.desk.work.busy, timeout=30_000)


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drag files onto a widget and let go, as the system delivers it; whether somebody took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = widget.rect().center()
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(QPoint(at), actions, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(at), actions, data, buttons, keys)
    event.setDropAction(Qt.DropAction.MoveAction)  # as Explorer proposes within one drive
    QApplication.sendEvent(widget, event)
    assert not event.isAccepted() or event.dropAction() == Qt.DropAction.CopyAction  # a moved file would be deleted
    return event.isAccepted()


def press(box: QMessageBox, text: str) -> None:
    """Press the button of a question that bears this text."""
    next(each for each in box.buttons() if each.text() == text).click()


def answering(text: str, asked: list[str] | None = None) -> Callable[[], None]:
    """For QTimer.singleShot: answers the question that has come up by then, and notes what it said."""
    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        if asked is not None:
            asked.append(box.text())
        press(box, text)

    return answer


def cut(window: QWidget) -> list[str]:
    """The texts that have less room than they need."""
    labels = [each for each in window.findChildren(QLabel) if each.isVisible() and not isinstance(each, Elided | OneLine)]
    short = [each.text() for each in window.findChildren(QPushButton)
             if each.isVisible() and each.width() < each.minimumSizeHint().width()]
    for each in labels:
        needed = each.heightForWidth(each.width()) if each.wordWrap() else each.sizeHint().height()
        if each.height() < needed or (not each.wordWrap() and each.width() < each.sizeHint().width()):
            short.append(each.text())
    return short


def assert_nothing_cut(qtbot: QtBot, window: QWidget) -> None:
    """No text is cut when the layouts have settled, however busy the machine is."""
    def look() -> None:
        assert not cut(window)

    qtbot.wait(20)  # what has just been said takes its room
    qtbot.waitUntil(look)


def menu_action(window: MainWindow, text: str):  # type: ignore[no-untyped-def]
    """An action of the menus by the beginning of its text."""
    for menu in window.menuBar().findChildren(QMenu):
        menu.aboutToShow.emit()
        for action in menu.actions():
            if action.text().startswith(text):
                return action
    raise AssertionError(text)
