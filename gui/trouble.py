"""A fault of ours: the reader gets a sentence, the one who mends it gets the record."""

from __future__ import annotations

import contextlib
import platform
import traceback
from pathlib import Path

from dxbook import __version__
from dxbook.errors import DxbookError

from .settings import user_folder

NAME = "last_error.txt"


def noted(told: DxbookError, error: Exception, folder: Path | None = None) -> DxbookError:
    """``told``; where it is not a sentence of its own, with the place of the record that is written now."""
    if told is error or isinstance(error, OSError):
        return told
    path = (folder or user_folder()) / NAME
    lines = [f"dxbook {__version__} {platform.platform()}", *traceback.format_exception(error)]
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8")
        return DxbookError(told.message, f"{told.remedy}記録を保守担当へ送ってください: {path}")
    return told
