"""Whether a folder can be one of returned workbooks: not a whole drive, not this program's own, not thousands of files."""

from __future__ import annotations

import os
import sys
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from dxbook.files import frozen

MANY = 1000
"""So many files are no returns of a city's departments."""


def doubt(folder: Path) -> str:
    """What speaks against it, as a sentence; "" where nothing does. On the worker's thread: a drive may be slow."""
    place = Path(os.path.realpath(folder))
    if place.parent == place:
        return QCoreApplication.translate("Folder", "「{name}」は、ドライブの全体です。").format(name=place)
    if place == Path.home():
        return QCoreApplication.translate("Folder", "「{name}」は、利用者のフォルダーの全体です。").format(name=place)
    program = Path(sys.executable).parent if frozen() else Path(__file__).resolve().parents[3]
    if place == program or program in place.parents:
        return QCoreApplication.translate("Folder", "「{name}」は、このプログラムのフォルダーです。").format(name=place.name)
    files = (name for _, _, names in os.walk(place) for name in names)
    if sum(1 for _ in islice(files, MANY + 1)) > MANY:
        return QCoreApplication.translate("Folder", "「{name}」には、{many}を超える数のファイルがあります。").format(
            name=place.name, many=MANY)
    return ""


def goes_on(parent: QWidget, why: str) -> bool:
    """Ask whether the folder is meant all the same."""
    box = QMessageBox(QMessageBox.Icon.Question, "dxbook", why, parent=parent)
    box.setInformativeText(QCoreApplication.translate("Folder", "届いたブックを集めたフォルダーですか。このまま集約しますか。"))
    yes = box.addButton(QCoreApplication.translate("Folder", "このまま集約する"), QMessageBox.ButtonRole.YesRole)
    box.setDefaultButton(box.addButton(QCoreApplication.translate("Step", "やめる"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is yes
