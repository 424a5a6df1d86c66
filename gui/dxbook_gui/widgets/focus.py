"""Where the keyboard stood: a job switches buttons off, and Qt then moves on to whatever comes next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class Focus:
    """Gives the focus back after a job, unless the user or what came of the job has moved it."""

    def __init__(self, window: Callable[[], QWidget]) -> None:
        self._window = window
        self._was: QWidget | None = None
        self._moved: QWidget | None = None

    def note(self) -> None:
        """A job is about to begin. One that follows another leaves what was noted first."""
        if self._was is None:
            self._was = self._window().focusWidget()

    def begun(self) -> None:
        """The job has begun: this is where Qt has put the focus."""
        self._moved = self._window().focusWidget()

    def give_back(self) -> None:
        """The job has ended, and what came of it is shown."""
        was, self._was = self._was, None
        now = self._window().focusWidget()
        if was is not None and isValid(was) and now in (None, self._moved) and was.isVisible() and was.isEnabled():
            was.setFocus()
