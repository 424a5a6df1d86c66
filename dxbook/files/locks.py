"""A folder for one process at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dxbook.errors import Locked

_HELD: set[Path] = set()
"""Folders of this very process: POSIX locks keep out other processes alone."""


@contextlib.contextmanager
def alone(room: Path, busy: Locked) -> Iterator[None]:
    """Hold the folder ``room`` (made here, emptied, removed afterwards) for this process; raise ``busy``
    where another has it. The lock is the operating system's: it goes with its process, however that ends."""
    if room in _HELD:
        raise busy
    lock = room / "lock"
    handle = _locked(lock, busy)
    _HELD.add(room)
    try:
        _empty(room, lock)
        yield
    finally:
        _HELD.discard(room)
        _empty(room, lock)
        if os.name == "nt":
            handle.close()  # Windows removes no file that is open, and no lock that another has opened since
        with contextlib.suppress(OSError):
            lock.unlink()
        handle.close()
        with contextlib.suppress(OSError):
            room.rmdir()


def _locked(lock: Path, busy: Locked) -> IO[bytes]:
    """The open and locked file. It is opened again where its former holder has removed it meanwhile."""
    for _ in range(100):
        lock.parent.mkdir(exist_ok=True)
        try:
            handle = lock.open("a+b")
        except FileNotFoundError:
            continue
        try:
            _lock(handle)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK, 0):  # 0: Wine gives no number
                handle.close()
                raise busy from error
            # a share that knows no locks: two runs at once are then for people to avoid
        with contextlib.suppress(FileNotFoundError):
            if os.name == "nt" or os.path.samestat(os.fstat(handle.fileno()), os.stat(lock)):
                return handle
        handle.close()
    raise busy


def _lock(handle: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # unlike flock not kept by a dead process's children


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
