"""What the window remembers, in one file of the user's own (no registry)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from dxbook_gui.widgets import AUTOMATIC, DARK, LIGHT

MOST_RECENT, MOST_KEPT = 8, 20
CLERK, OFFICE = "clerk", "office"
JAPANESE, ENGLISH = "ja", "en"


def user_folder() -> Path:
    """The folder of this user's settings: %LOCALAPPDATA%\\dxbook, ~/.config/dxbook."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(place) / "dxbook"


class Settings:
    """Role, language, colours, recent files, the window's size. What cannot be read counts as never set."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or user_folder() / "settings.ini"
        self._store = QSettings(str(self.path), QSettings.Format.IniFormat)

    def _one_of(self, key: str, allowed: tuple[str, ...], otherwise: str) -> str:
        value = str(self._store.value(key, otherwise))
        return value if value in allowed else otherwise

    @property
    def role(self) -> str:
        """``CLERK``, ``OFFICE``, or "" before the first choice."""
        return self._one_of("role", (CLERK, OFFICE), "")

    @role.setter
    def role(self, value: str) -> None:
        self._store.setValue("role", value)

    @property
    def colours(self) -> str:
        """``AUTOMATIC`` (as Windows), ``LIGHT`` or ``DARK``."""
        return self._one_of("colours", (AUTOMATIC, LIGHT, DARK), AUTOMATIC)

    @colours.setter
    def colours(self, value: str) -> None:
        self._store.setValue("colours", value)

    @property
    def language(self) -> str:
        """``JAPANESE`` unless ``ENGLISH`` was chosen."""
        return self._one_of("language", (JAPANESE, ENGLISH), JAPANESE)

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("language", value)

    def recent(self, kind: str) -> list[Path]:
        """Files of one kind ("workbook", "plan", "returned") used last, the newest first.

        The disk is not asked whether they are still there: a network drive that is gone would hold the window up.
        """
        stored = self._store.value(f"recent/{kind}", [])
        names = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [Path(name) for name in names if isinstance(name, str) and name]

    def remember(self, kind: str, path: Path) -> None:
        """Put ``path`` first among the recent ones of its kind. The user is in its folder now."""
        self.folder = path.parent
        others = [each for each in self.recent(kind) if each != path]
        self._store.setValue(f"recent/{kind}", [str(each) for each in [path, *others][:MOST_RECENT]])

    @property
    def folder(self) -> Path | None:
        """Where the user was last in a dialog; None at first."""
        value = self._store.value("folder", "")
        return Path(value) if isinstance(value, str) and value else None

    @folder.setter
    def folder(self, value: Path) -> None:
        self._store.setValue("folder", str(value))

    def kept(self, kind: str, of: Path) -> Path | None:
        """The path that was kept for the file ``of``: the folder of what came back ("returned"), the plan before ("before")."""
        return next((Path(other) for own, other in self._pairs(kind) if own == str(of)), None)

    def keep(self, kind: str, of: Path, other: Path) -> None:
        """Keep ``other`` for ``of``; the oldest of many are forgotten."""
        pairs = [(str(of), str(other)), *(each for each in self._pairs(kind) if each[0] != str(of))]
        self._store.setValue(f"kept/{kind}", [text for pair in pairs[:MOST_KEPT] for text in pair])

    def _pairs(self, kind: str) -> list[tuple[str, str]]:
        stored = self._store.value(f"kept/{kind}", [])
        texts = [each for each in stored if isinstance(each, str)] if isinstance(stored, list) else []
        return list(zip(texts[::2], texts[1::2], strict=False))

    def forget(self, kind: str, path: Path) -> None:
        """Take a file that is gone from the recent ones."""
        self._store.setValue(f"recent/{kind}", [str(each) for each in self.recent(kind) if each != path])

    @property
    def geometry(self) -> QByteArray:
        """Where the window was, in Qt's own form; empty at first."""
        value: Any = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    def save(self) -> None:
        """Write to the disk now. A folder that cannot be written costs the memory, nothing else."""
        self._store.sync()
