"""An error of the program: the reader gets a sentence, the one who mends it gets the record."""

from __future__ import annotations

import contextlib
import platform
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from dxbook import __version__
from dxbook.errors import DxbookError, explained
from dxbook_gui.desk.settings import user_folder

NAME = "last_error.txt"


def noted(told: DxbookError, error: Exception, folder: Path | None = None) -> DxbookError:
    """``told``; where it is not a sentence of its own, with the place of the record that is written now."""
    if told is error or isinstance(error, OSError):
        return told
    path = (folder or user_folder()) / NAME
    head = f"dxbook {__version__} {datetime.now():%Y-%m-%d %H:%M:%S} {platform.platform()} Python {platform.python_version()}"
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([head, *traceback.format_exception(error)]), encoding="utf-8")
        return DxbookError(told.message, f"{told.remedy}記録を保守担当へ送ってください: {path}")
    return told


def tell_faults(tell: Callable[[DxbookError], None]) -> None:
    """From now on faults in the window's own code are told too: a windowed program has no error output."""
    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if sys.stderr is not None:
            sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            tell(noted(explained(error), error))

    sys.excepthook = hook
