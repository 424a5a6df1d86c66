"""Starts programs exactly as the module DxProcess does. Runs under the Windows Python (tests/packaging/test_windows_process.py).

    python windows_start.py REQUEST.json    the types and calls as parsed from the macros, and the command lines

Says, as JSON: the layouts as Windows' Python has them, and for each command line what became of it.
"""

from __future__ import annotations

import ctypes
import json
import sys
import time
from ctypes import wintypes
from pathlib import Path
from typing import Any

KINDS: dict[str, Any] = {"Long": ctypes.c_int32, "Integer": ctypes.c_int16, "LongPtr": ctypes.c_ssize_t}
PASSED: dict[str, Any] = {"P": ctypes.c_void_p, "D": ctypes.c_int32}
_DWORDS = "dwX dwY dwXSize dwYSize dwXCountChars dwYCountChars dwFillAttribute dwFlags"


class StartupInfo(ctypes.Structure):
    """STARTUPINFOW in the words of ctypes.wintypes."""

    _fields_ = [("cb", wintypes.DWORD), *((name, wintypes.LPWSTR) for name in ("lpReserved", "lpDesktop", "lpTitle")),
                *((name, wintypes.DWORD) for name in _DWORDS.split()), ("wShowWindow", wintypes.WORD),
                ("cbReserved2", wintypes.WORD), ("lpReserved2", ctypes.POINTER(wintypes.BYTE)),
                *((name, wintypes.HANDLE) for name in ("hStdInput", "hStdOutput", "hStdError"))]


class ProcessInformation(ctypes.Structure):
    """PROCESS_INFORMATION in the words of ctypes.wintypes."""

    _fields_ = [("hProcess", wintypes.HANDLE), ("hThread", wintypes.HANDLE), ("dwProcessId", wintypes.DWORD),
                ("dwThreadId", wintypes.DWORD)]


def layout(kind: type[ctypes.Structure]) -> dict[str, Any]:
    names = [field[0] for field in kind._fields_]
    return {"size": ctypes.sizeof(kind), "offsets": [getattr(kind, name).offset for name in names]}


def declared(name: str, fields: list[tuple[str, str]]) -> type[ctypes.Structure]:
    """A type as the macros declare it."""
    return type(name, (ctypes.Structure,), {"_fields_": [(field, KINDS[kind]) for field, kind in fields]})


class Process:
    """DxStart, DxWorking and DxFinish, line by line."""

    def __init__(self, request: dict[str, Any]) -> None:
        self.kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
        for name, (arguments, result) in request["calls"].items():
            call = getattr(self.kernel, name)
            call.argtypes, call.restype = [PASSED[each] for each in arguments], PASSED[result]
        self.types = {name: declared(name, fields) for name, fields in request["types"].items()}
        self.flags, self.still = request["flags"], request["still"]
        self.process = 0

    def start(self, command: str) -> int:
        """0, or Windows' number of the failure."""
        start, started = self.types["StartupInfo"](), self.types["ProcessInformation"]()
        start.cb = ctypes.sizeof(start)
        line = ctypes.create_unicode_buffer(command)
        address = ctypes.addressof
        if not self.kernel.CreateProcessW(None, address(line), None, None, 0, self.flags, None, None, address(start),
                                          address(started)):
            return int(ctypes.get_last_error())  # type: ignore[attr-defined]
        self.kernel.CloseHandle(started.thread)
        self.process = started.process
        return 0

    def working(self, milliseconds: int) -> bool:
        return bool(self.kernel.WaitForSingleObject(self.process, milliseconds) == self.still)

    def finish(self, end_now: bool) -> int:
        code = ctypes.c_int32()
        if end_now:
            self.kernel.TerminateProcess(self.process, 3)
            self.kernel.WaitForSingleObject(self.process, 2000)
        self.kernel.GetExitCodeProcess(self.process, ctypes.addressof(code))
        self.kernel.CloseHandle(self.process)
        return code.value


def run(request: dict[str, Any], command: str, most: float) -> dict[str, Any]:
    process = Process(request)
    failure = process.start(command)
    if failure:
        return {"failure": failure}
    began, waits = time.monotonic(), 0
    while process.working(50) and time.monotonic() - began < most:
        waits += 1
    late = process.working(0)
    return {"failure": 0, "waits": waits, "ended": late, "code": process.finish(late)}


def main(path: str) -> None:
    request = json.loads(Path(path).read_text(encoding="utf-8"))
    here = {"StartupInfo": layout(StartupInfo), "ProcessInformation": layout(ProcessInformation)}
    answers = [run(request, command, most) for command, most in request["commands"]]
    print(json.dumps({"layouts": here, "answers": answers}))


if __name__ == "__main__":
    main(sys.argv[1])
