"""The window's ways to Excel, on a worker's thread: open a workbook at a cell, put the add-in in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any


def show(path: Path, sheet: str = "", cell: str = "") -> str:
    """Open ``path`` and go to the cell; what came of it, as a sentence. Raises DxbookError."""
    from dxbook.apps.excel import opener

    with speaking():
        return opener.show(path, sheet, cell).told


@contextmanager
def speaking() -> Iterator[None]:
    """A thread must make itself known to COM before it speaks to Excel. Off Windows there is nothing to do."""
    if sys.platform != "win32":
        yield
        return
    pythoncom: Any = import_module("pythoncom")
    pythoncom.CoInitialize()
    try:
        yield
    finally:
        pythoncom.CoUninitialize()
