"""Stands for a program that has files open. Runs under the Windows Python (tests/packaging/test_windows.py).

    python windows_hold.py none|read|room FILE…    says "held", keeps them until its standard input ends

none: nobody else may open the file. read: others may read it (as Excel opens a workbook). room: not a file, but the
lock of dxbook.files.locks in that folder, as a run that is at work holds it.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any

SHARING = {"none": 0, "read": 1}


def opened(path: str, sharing: str) -> Any:
    import win32con
    import win32file

    access = win32con.GENERIC_READ | win32con.GENERIC_WRITE
    return win32file.CreateFile(path, access, SHARING[sharing], None, win32con.OPEN_EXISTING, 0, None)


def main(sharing: str, *paths: str) -> None:
    with contextlib.ExitStack() as stack:
        for path in paths:
            if sharing == "room":
                from dxbook.errors import Locked
                from dxbook.files.locks import alone

                stack.enter_context(alone(Path(path), Locked("busy")))
            else:
                stack.callback(opened(path, sharing).Close)
        print("held", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
