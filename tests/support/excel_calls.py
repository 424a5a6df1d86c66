"""Call worksheet functions as a running Excel does: through xlwings' own COM object, without COM.

    with excel() as call:
        call("DX_FY", [["R5"], [None]])     # a range: its values as COM passes them
        call("DX_FY", "R5")                 # one cell or a literal

xlwings' ``CallUDF``, ``call_udf`` and converters run as they are. Only what they ask of Windows is replaced: pywin32's
modules, and ``xlwings._xlwindows``, of which the code that cleans values is taken from its source.
"""

from __future__ import annotations

import ast
import datetime as dt
import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

from scripts.udf_wrappers import real_decorators

MISSING = -2147352572
"""What an argument that was left out arrives as (COM's DISP_E_PARAMNOTFOUND)."""
NOT_AVAILABLE = -2146826246
"""#N/A as COM passes it."""
_WINDOWS = ("win32api", "win32event", "win32com.server", "win32com.server.dispatcher", "win32com.server.policy",
            "win32com.server.util")
_TAKEN = ("_com_time_to_datetime", "_datetime_to_com_time", "cell_errors", "_clean_value_data_element", "Engine")


@contextmanager
def excel() -> Iterator[Callable[..., Any]]:
    """Yield ``call(name, *arguments)``."""
    import xlwings
    from xlwings.main import Engine

    from dxbook.apps.excel import server as udf_server

    kept = {name: sys.modules.get(name) for name in (*_WINDOWS, "xlwings.com_server", "xlwings._xlwindows")}
    engines = (list(xlwings.engines.engines), dict(xlwings.engines.engines_by_name))
    try:
        with real_decorators():
            fakes = {name: MagicMock() for name in _WINDOWS}
            sys.modules.update(fakes)
            com = sys.modules["win32com"]
            com.server = fakes["win32com.server"]  # type: ignore[attr-defined]
            com.server.util = fakes["win32com.server.util"]  # type: ignore[attr-defined]
            com.server.util.unwrap.side_effect = ValueError("not an object of ours")  # type: ignore[attr-defined]
            pythoncom: Any = sys.modules["pythoncom"]
            pythoncom.IID_IDispatch, pythoncom.TypeIIDs = 1, {1: type("PyIDispatch", (), {})}
            windows = _xlwindows()
            sys.modules["xlwings._xlwindows"] = xlwings._xlwindows = windows
            xlwings.engines.add(Engine(impl=windows.Engine()))
            server = importlib.import_module("xlwings.com_server")
            udf_server.prepare(server)
            answering = server.XLPython()
            yield lambda name, *args: answering.CallUDF("dxbook.apps.excel.functions", name, args)
    finally:
        xlwings.engines.engines, xlwings.engines.engines_by_name = engines
        for name, module in kept.items():
            sys.modules.pop(name, None)
            if module is not None:
                sys.modules[name] = module


def _xlwindows() -> Any:
    """The part of ``xlwings._xlwindows`` that handles values, from its own source."""
    spec = importlib.util.find_spec("xlwings")
    assert spec is not None
    assert spec.origin
    source = (Path(spec.origin).parent / "_xlwindows.py").read_text(encoding="utf-8")
    wanted = [node for node in ast.parse(source).body
              if getattr(node, "name", "") in _TAKEN
              or (isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in _TAKEN)]
    assert len(wanted) == len(_TAKEN)
    zone = SimpleNamespace(TimeZoneInfo=SimpleNamespace(utc=lambda: dt.UTC))
    space: dict[str, Any] = {"dt": dt, "pd": None, "np": None, "time_types": (dt.date, dt.datetime),
                             "win32timezone": zone}
    exec(compile(ast.Module(wanted, []), "_xlwindows", "exec"), space)
    made: Any = MagicMock()
    made.Engine, made.cell_errors = space["Engine"], space["cell_errors"]
    made.is_range_instance = lambda each: False  # DxServing passes values, never ranges
    return made
