"""``dxbook udf-server``: the worksheet functions over COM, for the add-in in a running Excel (Windows).

xlwings' DLL starts this program and asks it for one object with one method, ``CallUDF``: no other method of
xlwings' own server (Exec, Eval, Module …) can be called, and no other module than ``dxbook.apps.excel.functions``.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from dxbook.errors import DxbookError, Missing
from dxbook.files import getting

MODULE = "dxbook.apps.excel.functions"
HEAVY = ("pandas", "numpy", "polars", "matplotlib", "PIL", "plotly")
"""What xlwings imports at its own import where it is installed; a second and more, and nothing here needs it."""
LONELY, GRACE = 60.0, 10.0
"""Seconds a server waits to be asked for its object, and is given to end in order."""
_SYNCHRONIZE, _WM_QUIT = 0x00100000, 0x0012
_asked: list[bool] = []
"""Not empty once somebody got the object."""
_CLSID = re.compile(r"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")
_OWN = re.compile(r"--(?:wb|from_xl|app|hwnd)(?:=|$)")


def clsid_of(text: str) -> str:
    """The class id, checked. Raises DxbookError."""
    if not _CLSID.fullmatch(text):
        raise DxbookError(f"「{text}」はCLSIDの形ではありません。",
                          "これはExcelのアドインが使うコマンドです。手で実行する必要はありません。")
    return text


def without_excel_words(words: Sequence[str]) -> list[str]:
    """The command line without what xlwings' RunFrozenPython appends (--wb= --from_xl=1 --app= --hwnd=)."""
    return [word for word in words if not _OWN.match(word)]


def serve(clsid: str) -> None:
    """Serve until Excel lets go of the object. Raises Missing off Windows and without xlwings or pywin32."""
    clsid_of(clsid)
    if sys.platform != "win32":
        raise Missing("udf-server はWindowsのExcelのためのものです。", "このパソコンでは使えません。")
    try:
        with light():
            from xlwings import com_server
    except ImportError as error:
        raise Missing(f"Excelとつなぐ部品がありません（{error.name or error}）。", getting("excel")) from error
    prepare(com_server)
    _leave_when_alone()
    com_server.serve(clsid)


def _leave_when_alone() -> None:
    """End this process when whoever started it has ended, or when nobody asked for the object within LONELY seconds.

    xlwings' server ends when the last reference is let go of. That never comes where there was none (Excel gave up
    waiting), and late where Excel crashed: Windows has to notice first that a reference is dead.
    """
    if sys.platform != "win32":
        return
    import threading

    import win32api  # type: ignore[import-untyped]

    threading.Thread(target=_watch, args=(win32api.GetCurrentThreadId(), os.getppid()), daemon=True).start()


def _watch(thread: int, starter: int) -> None:
    import win32api
    import win32event  # type: ignore[import-untyped]

    def ended(milliseconds: int) -> bool:
        return bool(win32event.WaitForSingleObject(process, milliseconds) == win32event.WAIT_OBJECT_0)

    try:
        process = win32api.OpenProcess(_SYNCHRONIZE, False, starter)
    except Exception:  # pywintypes.error: it has ended already, or may not be watched
        time.sleep(LONELY)
        alone = not _asked
    else:
        alone = ended(int(LONELY * 1000)) or not _asked or ended(win32event.INFINITE)
    if alone:
        with contextlib.suppress(Exception):  # pywintypes.error: the thread takes no messages yet
            win32api.PostThreadMessage(thread, _WM_QUIT, 0, 0)
        time.sleep(GRACE)
        os._exit(0)  # still here: in a long calculation, or in COM with a partner that is no more


@contextlib.contextmanager
def light() -> Iterator[None]:
    """Import xlwings without what it would load on the side.

    pandas and the like count as not installed meanwhile. pywin32's maker of Excel's type library takes
    seconds on its first run; xlwings itself goes on without it, only features unused here ask for it.
    """
    hidden: list[str] = [name for name in HEAVY if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: import raises ImportError
    try:
        with _no_type_library():
            yield
    finally:
        for name in hidden:
            del sys.modules[name]


@contextlib.contextmanager
def _no_type_library() -> Iterator[None]:
    try:
        from win32com.client import gencache
    except ImportError:
        yield
        return
    kept, gencache.EnsureModule = gencache.EnsureModule, lambda *args, **kwargs: None
    try:
        yield
    finally:
        gencache.EnsureModule = kept


def prepare(com_server: ModuleType) -> None:
    """Make xlwings' server serve :func:`server_class`, with the functions loaded, saying nothing on the console."""
    import logging

    import xlwings.udfs

    import dxbook.apps.excel.functions

    logging.getLogger("xlwings").addHandler(logging.NullHandler())
    # Known from the start: xlwings then neither looks for code in the workbook nor watches the file.
    xlwings.udfs.udf_modules[MODULE] = {"filename": "", "filetime": None, "module": dxbook.apps.excel.functions}
    com_server.XLPython = server_class(com_server.XLPython)  # type: ignore[attr-defined]


def server_class(base: type[Any]) -> type[Any]:
    """xlwings' COM object ``base``, of which only ``CallUDF`` can be called, for our functions only."""
    names = function_names()

    class UdfServer(base):  # type: ignore[misc]
        _public_methods_ = ("CallUDF",)
        _public_attrs_ = ()
        _readonly_attrs_ = ()

        def __init__(self) -> None:
            super().__init__()
            _asked.append(True)

        def CallUDF(self, script: str, fname: str, args: Any, this_workbook: Any = None, caller: Any = None) -> Any:
            """The result of one function, or a sentence: an exception would reach the cell as a traceback.

            The workbook and the calling cell are not needed and not passed on.
            """
            if script != MODULE or fname not in names:
                return f"{fname}は、この版のプログラムにありません。アドインとプログラムの版をそろえてください。"
            try:
                return super().CallUDF(script, fname, args)
            except Exception as error:
                return f"計算できません（{type(error).__name__}）。値を確かめてください。"

    return UdfServer


def function_names() -> frozenset[str]:
    """The functions a worksheet may call."""
    import dxbook.apps.excel.functions

    return frozenset(name for name in vars(dxbook.apps.excel.functions) if name.startswith("DX_"))
