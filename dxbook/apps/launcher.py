"""Starts the window: ``dxbook gui``, ``python -m dxbook.apps.launcher``, a double click on Windows.

The window's package, ``dxbook_gui``, is loaded by name: the core knows no window.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dxbook.errors import DxbookError, Missing
from dxbook.files import getting

WINDOW = "dxbook-launcher"
"""The packaged program's executable for the window."""
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Where one of these is set on Linux, Qt has a screen, or was told what to draw on."""


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window until it is closed; the exit code. Raises Missing without the window's library or a screen."""
    from importlib import import_module

    _need_screen(sys.argv[1:] if argv is None else argv)
    if program := _window_program():
        import subprocess

        subprocess.Popen([program, *(sys.argv[2:] if argv is None else argv)])
        return 0
    try:
        app = import_module("dxbook_gui.frame.app")
    except ModuleNotFoundError as error:
        raise Missing(f"画面の部品がありません({error.name})。", getting("gui")) from error
    return int(app.main(argv))


def _need_screen(words: Sequence[str]) -> None:
    """Where there is no screen, Qt would end the whole process with a text of its own. Raises Missing."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in SCREENS) and not any(
            word.lstrip("-") == "platform" for word in words):
        raise Missing("画面のないところでは、dxbookの画面を開けません。",
                      "デスクトップのあるところで開くか、コマンド（dxbook --help）を使ってください。")


def _window_program() -> str:
    """In the packaged program's command line: the program of the window, which has no console; else ""."""
    here = Path(sys.executable)
    window = here.with_name(WINDOW + here.suffix)
    return str(window) if getattr(sys, "frozen", False) and here.stem != WINDOW and window.is_file() else ""


def double_clicked() -> bool:
    """Whether this program was opened by a double click: Windows made a console for it alone."""
    if sys.platform != "win32":
        return False
    import ctypes

    return int(ctypes.windll.kernel32.GetConsoleProcessList((ctypes.c_uint32 * 2)(), 2)) == 1


def told() -> int:
    """:func:`main` where nobody else says what stopped it; exit code 2 then."""
    try:
        return main()
    except DxbookError as error:
        if sys.stderr is not None:  # a Windows program without a console has none
            sys.stderr.write(f"dxbook: {error.message}\n        {error.remedy}\n")
        return 2


if __name__ == "__main__":
    sys.exit(told())
