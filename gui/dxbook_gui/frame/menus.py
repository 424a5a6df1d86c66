"""The menu bar: opening, recent files, colours, language, help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMessageBox

from dxbook import __version__
from dxbook_gui.desk import CLERK, ENGLISH, JAPANESE, Help, open_folder, open_page, page
from dxbook_gui.frame.addin_menu import add_addin
from dxbook_gui.widgets import AUTOMATIC, DARK, LIGHT

if TYPE_CHECKING:
    from dxbook_gui.frame.window import MainWindow


def add_menus(window: MainWindow) -> None:
    """Give the window its menus."""
    bar = window.menuBar()
    _add_file(window, bar.addMenu(QCoreApplication.translate("Menus", "ファイル(&F)")))
    view = bar.addMenu(QCoreApplication.translate("Menus", "表示(&V)"))
    _choices(window, view.addMenu(QCoreApplication.translate("Menus", "色(&C)")), "colours", (
        (AUTOMATIC, QCoreApplication.translate("Menus", "Windowsに合わせる")),
        (LIGHT, QCoreApplication.translate("Menus", "明るい")), (DARK, QCoreApplication.translate("Menus", "暗い"))))
    language = view.addMenu(QCoreApplication.translate("Menus", "言語 / Language(&L)"))
    _choices(window, language, "language", ((JAPANESE, "日本語"), (ENGLISH, "English")))
    window.desk.only_idle(language.menuAction())  # it makes the window anew
    _add_help(window, bar.addMenu(QCoreApplication.translate("Menus", "ヘルプ(&H)")))


def _add_file(window: MainWindow, menu: QMenu) -> None:
    ask = menu.addAction(QCoreApplication.translate("Menus", "開く(&O)…"), window.ask)
    ask.setShortcut("Ctrl+O")
    again = menu.addAction(_again(True), window.check_again)
    again.setShortcut("F5")
    recent = menu.addMenu(QCoreApplication.translate("Menus", "最近使ったファイル(&R)"))
    recent.aboutToShow.connect(lambda: _fill_recent(window, recent))
    window.desk.only_idle(ask, again, recent.menuAction())
    menu.aboutToShow.connect(lambda: again.setText(_again(window.face is window.clerk)))
    menu.addSeparator()
    add_addin(window.desk, window, menu.addMenu(QCoreApplication.translate("Menus", "Excelのアドイン(&E)")))
    menu.addSeparator()
    leave = menu.addAction(QCoreApplication.translate("Menus", "終了(&X)"), window.close)
    leave.setShortcut("Ctrl+Q")


def _again(clerk: bool) -> str:
    """What F5 does: for a department, and for the office."""
    return (QCoreApplication.translate("Menus", "もう一度検証(&A)") if clerk
            else QCoreApplication.translate("Menus", "計画をもう一度読む(&A)"))


def _add_help(window: MainWindow, menu: QMenu) -> None:
    def explain() -> None:
        Help(window.desk.settings.role or CLERK, window, window.desk.settings.language).open()

    how = menu.addAction(QCoreApplication.translate("Menus", "使い方(&H)"), explain)
    how.setShortcut("F1")
    for name, text in (("addin", QCoreApplication.translate("Menus", "Excelのアドインの手引き")),
                       ("it", QCoreApplication.translate("Menus", "情報担当のかたへ"))):
        if page(name):
            menu.addAction(text, partial(open_page, name))
    menu.addSeparator()
    menu.addAction(QCoreApplication.translate("Menus", "設定のフォルダーを開く"), lambda: _open_settings(window))
    menu.addSeparator()
    menu.addAction(QCoreApplication.translate("Menus", "dxbookについて"), lambda: _about(window))


def _choices(window: MainWindow, menu: QMenu, key: str, choices: tuple[tuple[str, str], ...]) -> None:
    group = QActionGroup(window)
    for value, text in choices:
        action = QAction(text, window, checkable=True)
        action.setData(value)
        action.setChecked(getattr(window.desk.settings, key) == value)
        action.triggered.connect(lambda _=False, value=value: _choose(window, key, value, group))
        group.addAction(action)
        menu.addAction(action)


def _choose(window: MainWindow, key: str, value: str, group: QActionGroup) -> None:
    if getattr(window.desk.settings, key) != value and (key != "language" or window.may_begin_anew()):
        setattr(window.desk.settings, key, value)
        window.look_changed.emit(key)
    for action in group.actions():
        action.setChecked(action.data() == getattr(window.desk.settings, key))


def _fill_recent(window: MainWindow, menu: QMenu) -> None:
    menu.clear()
    paths = window.desk.settings.recent((window.face or window.clerk).recent_kind)
    for number, path in enumerate(paths, start=1):
        menu.addAction(f"&{number} {str(path).replace('&', '&&')}", partial(window.open, path))
    if not paths:
        menu.addAction(QCoreApplication.translate("Menus", "(まだありません)")).setEnabled(False)


def _open_settings(window: MainWindow) -> None:
    window.desk.settings.save()
    open_folder(window.desk.settings.path.parent)


def _about(window: MainWindow) -> None:
    said = QCoreApplication.translate("Menus", "dxbook {version}\nDX推進計画の進行管理を助けます。\n設定の置き場所: {place}")
    QMessageBox.about(window, "dxbook", said.format(version=__version__, place=window.desk.settings.path))
