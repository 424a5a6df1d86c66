"""Starts the window: ``dxbook gui``, ``python -m dxbook.launcher``, a double click on Windows.

The window's package is ``dxbook._gui`` in an installed dxbook, so that no package called ``gui`` lies among other
programs' packages; in a checkout and in the packaged program it is ``gui``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

WINDOW = "dxbook-launcher"
"""The packaged program's executable for the window."""


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window until it is closed; the exit code. Raises Missing without the window's library."""
    from importlib import import_module
    from importlib.util import find_spec

    from dxbook.errors import Missing

    if program := _window_program():
        import subprocess

        subprocess.Popen([program, *(sys.argv[2:] if argv is None else argv)])
        return 0
    name = "dxbook._gui" if find_spec("dxbook._gui") else "gui"
    try:
        app = import_module(f"{name}.app")
    except ModuleNotFoundError as error:
        raise Missing(f"画面の部品がありません({error.name})。",
                      "配布されたdxbook一式を使うか、「pip install dxbook[gui]」を行ってください。") from error
    return int(app.main(argv))


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


if __name__ == "__main__":
    sys.exit(main())
