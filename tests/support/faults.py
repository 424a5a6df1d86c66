"""Faults for real: a job in a forked child, whose n-th change of the file system is met by a fault."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from dxbook.errors import DxbookError
from dxbook.files import folders as outfolder

THROUGH, THROUGH_ALL_THE_SAME, SAID, TRACEBACK = 0, 1, 2, 99
"""How a child ends: before the fault came; although it came; with a sentence; with what no user must see."""
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"}
Fault = Callable[[object], None]
"""Is told the path that is about to be changed."""


def is_change(event: str, arguments: tuple[object, ...]) -> bool:
    if event == "open":
        flags = arguments[2]
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in _CHANGES


def in_child(work: Callable[[], object], number: int, fault: Fault, *, lasting: bool = False) -> int:
    """Run ``work`` in a child with ``fault`` at its ``number``-th change (``lasting``: and at all that follow).
    Returns how it ended; -9 where it was killed."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    seen, me = 0, os.getpid()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if os.getpid() == me and is_change(event, arguments):
            seen += 1
            if seen == number or (lasting and seen > number):
                fault(arguments[0])

    ended = TRACEBACK
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.addaudithook(hook)
        work()
        ended = THROUGH if seen < number else THROUGH_ALL_THE_SAME
    except (DxbookError, KeyboardInterrupt):
        ended = SAID
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(ended)


def kill(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt(_: object) -> None:
    os.kill(os.getpid(), signal.SIGINT)


def failing(code: int) -> Fault:
    def fail(path: object) -> None:
        raise OSError(code, os.strerror(code), path)

    return fail


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, the list of our own files left out."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != outfolder.MANIFEST}
