"""Stands for Excel: asks the function server over COM. Runs under the Windows Python (tests/packaging/test_windows.py).

    python windows_client.py REQUEST.json      one JSON object on the standard output

REQUEST: {"command": how the server is started, "dll": xlwings' DLL, or "" to start the command oneself and ask COM for
its class id, "calls": [[method, arguments], …], "activations": how often the DLL is asked for the server}.
A date is written {"date": "2024-03-31"}, an argument left out {"missing": true}, a row of cells as a list, rows of cells
as a list of lists.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import json
import subprocess
import sys
import time
from typing import Any

import pythoncom
import pywintypes
import win32com.client

CLSID = str(pythoncom.CreateGuid())  # a new one: Wine does not forget one whose server was killed
VT_BSTR, VT_DISPATCH = 8, 9
DISP_E_PARAMNOTFOUND = -2147352572
PATIENCE = 30


class Variant(ctypes.Structure):
    _fields_ = [("type", ctypes.c_ushort), ("reserved", ctypes.c_ushort * 3), ("pointer", ctypes.c_void_p),
                ("more", ctypes.c_void_p)]


def main(request: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {"activations": [], "calls": []}
    server = program = None
    for _ in range(request.get("activations", 1)):
        begun = time.perf_counter()
        if request["dll"]:
            server, said = by_dll(request)
        else:
            program, server, said = by_class_id(request["command"])
        answer["activations"].append({"ok": server is not None, "said": said, "seconds": time.perf_counter() - begun})
    if server is not None:
        for method, arguments in request["calls"]:
            answer["calls"].append(called(server, method, arguments))
    if program is not None:
        del server
        answer["ended"] = ended(program)
    return answer


def by_class_id(command: str) -> tuple[Any, Any, str]:
    """Start the command and wait until COM knows its object: the program, the object, what was said."""
    program = subprocess.Popen(command.replace("$(CLSID)", CLSID), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and program.poll() is None:
        try:
            return program, connected(pythoncom.CoCreateInstance(
                pywintypes.IID(CLSID), None, pythoncom.CLSCTX_LOCAL_SERVER, pythoncom.IID_IDispatch)), ""
        except pythoncom.com_error:
            time.sleep(0.02)
    program.kill()
    return None, None, program.communicate()[0].decode("utf-8", "replace")


def ended(program: Any) -> int | None:
    """The exit code of the server once its object is let go of; None where it has to be killed."""
    try:
        return int(program.wait(PATIENCE))
    except subprocess.TimeoutExpired:
        program.kill()
        return None


def by_dll(request: dict[str, Any]) -> tuple[Any, str]:
    """What the macro DxServing does: VBA passes a String to a declared function in the system's code page."""
    result = Variant()
    activate = ctypes.WinDLL(request["dll"]).XLPyDLLActivateAuto
    activate.argtypes = (ctypes.POINTER(Variant), ctypes.c_char_p, ctypes.c_int)
    activate.restype = ctypes.c_int
    failed = activate(ctypes.byref(result), request["command"].encode("mbcs"), 1)
    if failed == 0 and result.type == VT_DISPATCH:
        return connected(pythoncom.ObjectFromAddress(result.pointer, pythoncom.IID_IDispatch)), ""
    return None, ctypes.wstring_at(result.pointer) if result.type == VT_BSTR else f"{failed:#x}, type {result.type}"


def connected(dispatch: Any) -> Any:
    return win32com.client.dynamic.Dispatch(dispatch)


def called(server: Any, method: str, arguments: list[Any]) -> dict[str, Any]:
    begun = time.perf_counter()
    try:
        value = getattr(server, method)(*(as_com(each) for each in arguments))
        result: dict[str, Any] = {"value": as_json(value)}
    except (pythoncom.com_error, AttributeError) as error:
        result = {"error": str(error)}
    return {**result, "seconds": time.perf_counter() - begun}


def as_com(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(as_com(each) for each in value)
    if isinstance(value, dict) and "missing" in value:
        return win32com.client.VARIANT(pythoncom.VT_ERROR, DISP_E_PARAMNOTFOUND)
    if isinstance(value, dict):
        return dt.datetime.fromisoformat(value["date"])
    return value


def as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    if isinstance(value, dt.datetime):
        return {"date": value.strftime("%Y-%m-%d")}
    return value


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        asked = json.load(file)
    print(json.dumps(main(asked)))
