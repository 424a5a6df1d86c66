"""The system's dialogs for files and folders begin where the user was last, not where the program lies.

Every dialog of the window goes through these functions. ``use`` gives them the window's memory.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from dxbook_gui.desk.settings import Settings

_memory: list[Settings] = []
KINDS = ("plan", "workbook")


def use(settings: Settings) -> None:
    """From now on places are remembered here."""
    _memory[:] = [settings]


def documents() -> Path:
    """The user's folder of documents; home where the system names none that is there."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(named) if named and Path(named).is_dir() else Path.home()


def begin(near: Path | None = None) -> Path:
    """Where a dialog begins: at ``near``, else where the user was last, else in the folder of documents."""
    used = [each for settings in _memory for each in (settings.folder, *_recent(settings)) if each]
    for each in ([near] if near and near.is_absolute() else []) + used:
        if folder := next((folder for folder in (each, each.parent) if _there(folder)), None):
            return folder
    return documents()


def _recent(settings: Settings) -> list[Path]:
    """The newest of each kind, this role's first: the others may lie on a drive that is gone."""
    kinds = sorted(KINDS, key=lambda kind: (kind == "plan") != (settings.role == "office"))
    return [path.parent for kind in kinds for path in settings.recent(kind)[:1]]


def _there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _went(*names: str, folder: bool = False) -> list[Path]:
    paths = [Path(name) for name in names if name]
    for settings in _memory if paths else ():
        settings.folder = paths[0] if folder else paths[0].parent
    return paths


def ask_folder(parent: QWidget, title: str, near: Path | None = None) -> Path | None:
    """A folder that the user chooses; None: given up."""
    paths = _went(QFileDialog.getExistingDirectory(parent, title, str(begin(near))), folder=True)
    return paths[0] if paths else None


def ask_file(parent: QWidget, title: str, kinds: str, near: Path | None = None) -> Path | None:
    """A file that is there; None: given up."""
    paths = _went(QFileDialog.getOpenFileName(parent, title, str(begin(near)), kinds)[0])
    return paths[0] if paths else None


def ask_files(parent: QWidget, title: str, kinds: str) -> list[Path]:
    """Files that are there; none: given up."""
    return _went(*QFileDialog.getOpenFileNames(parent, title, str(begin()), kinds)[0])


def ask_target(parent: QWidget, title: str, proposed: Path, kinds: str, *, replaces: bool = True) -> Path | None:
    """A file to be written; None: given up. ``replaces``: the dialog asks itself before a file is replaced."""
    start = proposed if _there(proposed.parent) else begin() / proposed.name
    if replaces:
        name, _ = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
    else:
        name, _ = QFileDialog.getSaveFileName(
            parent, title, str(start), kinds, options=QFileDialog.Option.DontConfirmOverwrite)
    paths = _went(name)
    return paths[0] if paths else None
