"""The menu bar: recent files, colours, language, help."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMessageBox

from dxbook import __version__

from .settings import AUTOMATIC, DARK, ENGLISH, JAPANESE, LIGHT

if TYPE_CHECKING:
    from .window import MainWindow


def add_menus(window: MainWindow) -> None:
    """Give the window its menus."""
    bar = window.menuBar()
    file = bar.addMenu(QCoreApplication.translate("Menus", "ファイル(&F)"))
    recent = file.addMenu(QCoreApplication.translate("Menus", "最近使ったファイル(&R)"))
    recent.aboutToShow.connect(lambda: _fill_recent(window, recent))
    file.addSeparator()
    leave = file.addAction(QCoreApplication.translate("Menus", "終了(&X)"), window.close)
    leave.setShortcut("Ctrl+Q")
    view = bar.addMenu(QCoreApplication.translate("Menus", "表示(&V)"))
    _choices(window, view.addMenu(QCoreApplication.translate("Menus", "色(&C)")), "colours", (
        (AUTOMATIC, QCoreApplication.translate("Menus", "Windowsに合わせる")),
        (LIGHT, QCoreApplication.translate("Menus", "明るい")), (DARK, QCoreApplication.translate("Menus", "暗い"))))
    _choices(window, view.addMenu(QCoreApplication.translate("Menus", "言語 / Language(&L)")), "language",
             ((JAPANESE, "日本語"), (ENGLISH, "English")))
    about = bar.addMenu(QCoreApplication.translate("Menus", "ヘルプ(&H)"))
    about.addAction(QCoreApplication.translate("Menus", "dxbookについて"), lambda: _about(window))


def _choices(window: MainWindow, menu: QMenu, key: str, choices: tuple[tuple[str, str], ...]) -> None:
    group = QActionGroup(window)
    for value, text in choices:
        action = QAction(text, window, checkable=True)
        action.setChecked(getattr(window.desk.settings, key) == value)
        action.triggered.connect(lambda _=False, value=value: _choose(window, key, value))
        group.addAction(action)
        menu.addAction(action)


def _choose(window: MainWindow, key: str, value: str) -> None:
    setattr(window.desk.settings, key, value)
    window.look_changed.emit()


def _fill_recent(window: MainWindow, menu: QMenu) -> None:
    menu.clear()
    face = window.face
    paths: list[Path] = window.desk.settings.recent(face.recent_kind) if face else []
    for path in paths:
        menu.addAction(str(path), partial(window.open, path))
    if not paths:
        menu.addAction(QCoreApplication.translate("Menus", "(まだありません)")).setEnabled(False)


def _about(window: MainWindow) -> None:
    QMessageBox.about(window, "dxbook", QCoreApplication.translate(
        "Menus", "dxbook {version}\n自治体のDX推進計画の進行管理を助けます。\n設定の置き場所: {place}"
    ).format(version=__version__, place=window.desk.settings.path))
