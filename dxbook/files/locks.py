"""A folder for one process at a time.

filelock takes and keeps the lock. Ours is what it does not do: the folder that is made, emptied and goes with the lock,
the sentence for a clerk, and a share that knows no locks (its own way there, a file that stands for the lock, would
outlive a killed run).
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dxbook.errors import Locked

if TYPE_CHECKING:
    from filelock import BaseFileLock


@contextlib.contextmanager
def alone(room: Path, busy: Locked) -> Iterator[None]:
    """Hold the folder ``room`` (made here, emptied, removed afterwards) for this process; raise ``busy``
    where another run has it. The lock is the operating system's: it goes with its process, however that ends."""
    file = room / "lock"
    lock = _locked(file, busy)
    try:
        _empty(room, file)
        yield
    finally:
        _empty(room, file)
        if os.name != "nt":  # Windows removes no file that is open: filelock does it, after it has let go
            with contextlib.suppress(OSError):
                file.unlink()
        lock.release()
        with contextlib.suppress(OSError):
            room.rmdir()


def _locked(file: Path, busy: Locked) -> BaseFileLock:
    """The lock, taken. On a share that knows none it is not: two runs at once are then for people to avoid."""
    from filelock import FileLock, Timeout

    lock = FileLock(file, blocking=False, thread_local=False, fallback_to_soft=False)
    gone = OSError()
    for _ in range(100):
        try:
            file.parent.mkdir(exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise busy from error
        except (FileNotFoundError, FileExistsError) as error:  # its former holder has just removed the folder
            gone = error
            continue
        except OSError as error:
            if error.filename is not None:  # the file itself cannot be opened
                raise
        return lock
    raise gone


def _empty(room: Path, lock: Path) -> None:
    with contextlib.suppress(OSError):
        for each in room.iterdir():
            if each.is_dir() and not each.is_symlink():
                _remove(each)
            elif each != lock:
                with contextlib.suppress(OSError):
                    each.unlink()


def _remove(folder: Path) -> None:
    """Remove a folder of ours with all in it, also where somebody has made one of its folders read-only."""
    with contextlib.suppress(OSError):
        folder.chmod(0o700)
        for above, names, _ in os.walk(folder):
            for name in names:  # before they are entered
                if not os.path.islink(os.path.join(above, name)):
                    os.chmod(os.path.join(above, name), 0o700)
    shutil.rmtree(folder, ignore_errors=True)
