"""Open a workbook in Excel at a cell: the window's way to ``dxbook.opener``, on a worker's thread."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def show(path: Path, sheet: str = "", cell: str = "") -> str:
    """Open ``path`` and go to the cell; what came of it, as a sentence. Raises DxbookError."""
    from dxbook import opener

    if sys.platform != "win32":
        return opener.show(path, sheet, cell).told
    pythoncom: Any = import_module("pythoncom")  # a thread must make itself known to COM before it speaks to Excel
    pythoncom.CoInitialize()
    try:
        return opener.show(path, sheet, cell).told
    finally:
        pythoncom.CoUninitialize()
