"""What Qt itself would leave behind: every file dialog writes the last folder into the registry (QtProject; on Linux
~/.config/QtProject.conf), unasked.

The IT section is told that no registry is used; so what was not there before the window opened goes when it closes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QSettings

GROUP = "FileDialog"
KEYS = (r"Software\QtProject\OrganizationDefaults", r"Software\QtProject")


@contextmanager
def none_left() -> Iterator[None]:
    """Another Qt program's memory of its dialogs, where there is one, stays."""
    before, file = bool(_remembered()), _file()
    try:
        yield
    finally:
        if not before:
            store = _store()
            store.remove(GROUP)
            store.sync()
            _remove_empty()
            if file is not None and not store.allKeys():
                file.unlink(missing_ok=True)


def _store() -> QSettings:
    return QSettings(QSettings.Scope.UserScope, "QtProject")


def _file() -> Path | None:
    """The file that Qt would make; None where it is there already, and on Windows."""
    file = Path(_store().fileName())
    return None if sys.platform == "win32" or file.exists() else file


def _remembered() -> list[str]:
    store = _store()
    store.beginGroup(GROUP)
    return store.allKeys()


def _remove_empty() -> None:
    """On Windows a group that is gone leaves the keys above it."""
    if sys.platform != "win32":
        return
    import winreg

    for key in KEYS:
        with suppress(OSError):
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                if any(winreg.QueryInfoKey(opened)[:2]):
                    return
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
