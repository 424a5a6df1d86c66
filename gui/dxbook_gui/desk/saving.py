"""Where a file is to be written: a free name is proposed, and nothing is replaced unasked."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from dxbook_gui.desk import places


def free_name(path: Path, ending: str, suffix: str = "") -> Path:
    """A name beside ``path`` that no file has: 計画_整え.xlsx, 計画_整え2.xlsx…"""
    for number in count(1):
        named = path.with_name(f"{path.stem}_{ending}{number if number > 1 else ''}{suffix or path.suffix}")
        if not named.exists():
            return named
    raise AssertionError


def ask_workbook_target(parent: QWidget, title: str, proposed: Path) -> Path | None:
    """Let the user choose where to write; the system's dialog asks before a file is replaced. None: given up."""
    path = places.ask_target(parent, title, proposed, f"Excel (*{proposed.suffix})")
    if path is None:
        return None
    if path.suffix.lower() == proposed.suffix.lower():
        return path
    path = path.with_name(path.name + proposed.suffix)  # a name without its ending: the dialog has not seen this one
    return path if not path.exists() or may_replace(parent, path) else None


def may_replace(parent: QWidget, path: Path) -> bool:
    """Ask whether an existing file may be replaced."""
    asked = QCoreApplication.translate("Saving", "「{name}」は、もうあります。置きかえますか。").format(name=path.name)
    yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
    return QMessageBox.question(parent, "dxbook", asked, yes | no, no) == yes


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
