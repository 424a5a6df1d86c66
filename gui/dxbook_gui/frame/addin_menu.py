"""The Excel add-in from the window's menu: put in and taken out, for those who use no command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from dxbook.apps.excel import addin
from dxbook.errors import DxbookError
from dxbook_gui.desk import GOOD, INFO, WARNING, Action, Desk, open_page, page, speaking

if TYPE_CHECKING:
    from pathlib import Path

    from dxbook.jobs import Progress


def add_addin(desk: Desk, parent: QWidget, menu: QMenu) -> None:
    """Give ``menu`` its two entries; ``parent`` is the window that asks."""
    put = menu.addAction(QCoreApplication.translate("AddinMenu", "入れる(&I)…"), lambda: install(desk, parent))
    take = menu.addAction(QCoreApplication.translate("AddinMenu", "取り除く(&R)…"), lambda: remove(desk, parent))
    entries: tuple[QAction, ...] = (put, take)
    desk.only_idle(*entries)


def install(desk: Desk, parent: QWidget) -> None:
    """Ask, put the add-in into the user's own folder, and say what is left to do."""
    folder = _folder(desk)
    if folder is None or not _agreed(
            parent, QCoreApplication.translate("AddinMenu", "Excelのアドインを入れますか。"),
            QCoreApplication.translate("AddinMenu", "自分のExcelに、「dxbook」のタブと、DX_で始まる関数が加わります。"
                                                    "先に、Excelをすべて閉じてください。"),
            QCoreApplication.translate("AddinMenu", "入れる")):
        return

    def job(_: Progress) -> addin.Installed:
        from dxbook.apps.excel import addin_excel

        with speaking():
            return addin.install(addin.find(), folder, addin_excel.registrar())

    desk.run(QCoreApplication.translate("AddinMenu", "アドインを入れています"), job, lambda done: _say_installed(desk, done))


def remove(desk: Desk, parent: QWidget) -> None:
    """Ask, take the add-in out, and say what is gone."""
    folder = _folder(desk)
    if folder is None or not _agreed(
            parent, QCoreApplication.translate("AddinMenu", "Excelのアドインを取り除きますか。"),
            QCoreApplication.translate("AddinMenu", "Excelの「dxbook」のタブと関数がなくなります。"
                                                    "先に、Excelをすべて閉じてください。"),
            QCoreApplication.translate("AddinMenu", "取り除く")):
        return

    def job(_: Progress) -> list[Path]:
        from dxbook.apps.excel import addin_excel

        with speaking():
            return addin.remove(folder, addin_excel.registrar())

    def done(removed: list[Path]) -> None:
        if removed:
            desk.banner.say(QCoreApplication.translate("AddinMenu", "アドインを取り除きました。"), GOOD)
        else:
            desk.banner.say(QCoreApplication.translate("AddinMenu", "アドインは入っていません。"), INFO)

    desk.run(QCoreApplication.translate("AddinMenu", "アドインを取り除いています"), job, done)


def _folder(desk: Desk) -> Path | None:
    """The user's add-in folder; where there can be none, the reason is told."""
    try:
        return addin.default_folder()
    except DxbookError as error:
        desk.banner.tell(error)
        return None


def _agreed(parent: QWidget, question: str, more: str, yes: str) -> bool:
    box = QMessageBox(QMessageBox.Icon.Question, "dxbook", question, parent=parent)
    box.setInformativeText(more)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(agree)
    box.addButton(QCoreApplication.translate("AddinMenu", "やめる"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is agree


def _say_installed(desk: Desk, done: addin.Installed) -> None:
    lines = [QCoreApplication.translate("AddinMenu", "アドイン(版 {version})を入れました。").format(version=done.version)]
    if done.steps:
        lines += [done.why, QCoreApplication.translate("AddinMenu", "あとは、Excelで次のようにしてください。"),
                  *(f"{number}. {step}" for number, step in enumerate(done.steps, 1))]
    else:
        lines += [QCoreApplication.translate("AddinMenu", "Excelを開き直すと、リボンに「dxbook」のタブが出ます。")]
    actions: tuple[Action, ...] = ()
    if page("addin"):
        actions = ((QCoreApplication.translate("AddinMenu", "アドインの手引き"), _show_page),)
    level = WARNING if done.steps or done.warnings else GOOD
    desk.banner.say("\n".join([*lines, *done.warnings]), level, actions)


def _show_page() -> None:
    open_page("addin")
