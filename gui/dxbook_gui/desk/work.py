"""One job at a time on a thread of its own, with progress and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from dxbook.errors import DxbookError, explained
from dxbook.jobs import Progress
from dxbook_gui.desk.trouble import noted

Job = Callable[[Progress], Any]
"""Does the work; tells the progress where it stands."""


class Stopped(KeyboardInterrupt):
    """The user wants the work to end. To the jobs this is Ctrl-C: nothing is left half done."""


class _Thread(QThread):
    """Runs the job. It says what came of it by signals: they arrive on the window's thread."""

    stands = Signal(int, int, str)
    returned = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        try:
            self.returned.emit(self._job(self._progress))
        except Stopped:
            self.stopped.emit()
        except Exception as error:
            self.failed.emit(noted(explained(error), error))
        except BaseException as error:  # a panic of a library, an exit: without an end the window would work for ever
            fault = RuntimeError(repr(error)).with_traceback(error.__traceback__)
            self.failed.emit(noted(explained(fault), fault))

    def _progress(self, done: int, total: int, what: str) -> None:
        if self.isInterruptionRequested():
            raise Stopped
        self.stands.emit(done, total, what)


class Work(QObject):
    """The window's work. ``begun`` carries what is being done, ``ended`` follows every end."""

    begun = Signal(str)
    progressed = Signal(int, int, str)
    stopping = Signal()
    stopped = Signal()
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: _Thread | None = None
        self._done: Callable[[Any], None] = lambda _: None
        self._fails: Callable[[DxbookError], None] = lambda _: None

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return self._thread is not None

    def start(
        self, doing: str, job: Job, done: Callable[[Any], None], failed: Callable[[DxbookError], None]
    ) -> bool:
        """Run ``job``; ``done`` gets what it returns, ``failed`` the sentence. False where one runs already."""
        if self.busy:
            return False
        self._thread = thread = _Thread(job)
        self._done, self._fails = done, failed
        thread.stands.connect(self.progressed)
        thread.returned.connect(self._returned)
        thread.failed.connect(self._failed)
        thread.stopped.connect(self._stopped)
        self.begun.emit(doing)
        thread.start()
        return True

    def stop(self) -> None:
        """Ask the job to end at its next step."""
        if self._thread is not None:
            self._thread.requestInterruption()
            self.stopping.emit()

    # The end comes first: what follows a result may start the next job.
    def _returned(self, result: object) -> None:
        self._end()
        self._done(result)

    def _failed(self, error: DxbookError) -> None:
        self._end()
        self._fails(error)

    def _stopped(self) -> None:
        self._end()
        self.stopped.emit()

    def _end(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.wait()
        self.ended.emit()
