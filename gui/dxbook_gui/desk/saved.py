"""Whether workbooks were saved since they were checked. The disk is asked beside the window's thread: it may be slow."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal

Stamp = tuple[int, int] | None


def stamps(paths: Sequence[Path]) -> dict[Path, Stamp]:
    """When each was changed last, and its size; None for one that cannot be asked."""
    found: dict[Path, Stamp] = dict.fromkeys(paths)
    for path in paths:
        with suppress(OSError):
            state = path.stat()
            found[path] = state.st_mtime_ns, state.st_size
    return found


class Saved(QObject):
    """``changed``: one of the workbooks has been saved since :meth:`note`. Told once."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._noted: dict[Path, Stamp] = {}

    def note(self, noted: dict[Path, Stamp]) -> None:
        """These are the workbooks, as they were before they were read."""
        self._noted = noted

    def look(self) -> None:
        """Ask the disk, and return at once."""
        if self._noted:
            noted = self._noted
            QThreadPool.globalInstance().start(lambda: self._ask(noted))

    def _ask(self, noted: dict[Path, Stamp]) -> None:
        now = stamps(list(noted))
        if self._noted is noted and any(now[path] not in (stamp, None) for path, stamp in noted.items()):
            self._noted = {}
            with suppress(RuntimeError):  # the window is gone
                self.changed.emit()
