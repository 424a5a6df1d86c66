"""How the macros start a program: their declarations against Windows' own (tests/packaging/test_windows_process.py runs them)."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.vba_types import constant, explained, layouts, procedures, source

WINDOWS = {"StartupInfo": "STARTUPINFOW", "ProcessInformation": "PROCESS_INFORMATION"}
FIELDS = {
    "StartupInfo": "cb lpReserved lpDesktop lpTitle dwX dwY dwXSize dwYSize dwXCountChars dwYCountChars dwFillAttribute "
                   "dwFlags wShowWindow cbReserved2 lpReserved2 hStdInput hStdOutput hStdError",
    "ProcessInformation": "hProcess hThread dwProcessId dwThreadId",
}
"""Windows' names of the fields, in their order (winbase.h)."""
SIZES = {"StartupInfo": (104, 68), "ProcessInformation": (24, 16)}
CALLS = {
    "CreateProcessW": ("PPPPDDPPPP", "D"), "WaitForSingleObject": ("PD", "D"), "GetExitCodeProcess": ("PP", "D"),
    "TerminateProcess": ("PD", "D"), "CloseHandle": ("P", "D"),
}
"""kernel32's procedures: P where an address or a handle goes, D where a BOOL, a DWORD or a UINT goes."""


def test_the_types_have_windows_sizes_on_both_kinds_of_office() -> None:
    assert {name: (layouts("DxProcess", 8)[name].size, layouts("DxProcess", 4)[name].size) for name in WINDOWS} == SIZES


@pytest.mark.parametrize("bits", [64, 32])
def test_every_field_stands_where_windows_headers_put_it(bits: int, tmp_path: Path) -> None:
    compiler = shutil.which("x86_64-w64-mingw32-gcc")
    if compiler is None:
        pytest.skip("SKIPPED: no compiler with Windows' headers (x86_64-w64-mingw32-gcc)")
    lines = ["#include <windows.h>", "#include <stddef.h>"]
    for name, layout in layouts("DxProcess", bits // 8).items():
        windows = WINDOWS[name]
        lines.append(f'_Static_assert(sizeof({windows}) == {layout.size}, "{name}");')
        for (field, kind, offset), real in zip(layout.fields, FIELDS[name].split(), strict=True):
            size = bits // 8 if kind == "LongPtr" else {"Long": 4, "Integer": 2}[kind]
            lines.append(f'_Static_assert(offsetof({windows}, {real}) == {offset}, "{name}.{field}");')
            lines.append(f'_Static_assert(sizeof((({windows} *)0)->{real}) == {size}, "{name}.{field}");')
    lines.append(f'_Static_assert(CREATE_NO_WINDOW == {constant("DxProcess", "NO_WINDOW")}, "flag");')
    lines.append(f'_Static_assert(WAIT_TIMEOUT == {constant("DxProcess", "STILL_THERE")}, "timeout");')
    (tmp_path / "check.c").write_text("\n".join(lines) + "\n")
    done = subprocess.run([compiler, f"-m{bits}", "-fsyntax-only", "check.c"], cwd=tmp_path, capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stderr


def test_the_calls_are_kernel32s() -> None:
    declared = procedures("DxProcess")
    assert {name: (each.arguments, each.result) for name, each in declared.items()} == CALLS
    assert {each.library for each in declared.values()} == {"kernel32"}
    load = procedures("DxServing")["LoadLibraryW"]
    assert (load.library, load.arguments, load.result) == ("kernel32", "P", "P")


def test_xlwings_dll_is_declared_as_xlwings_declares_it() -> None:
    spec = importlib.util.find_spec("xlwings")
    assert spec
    assert spec.origin
    theirs = Path(spec.origin).with_name("xlwings.bas").read_text(encoding="utf-8")
    pattern = r'Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings(64|32)\S*?\.dll" (\(.*\) As \w+)'
    wanted = {bits: text.lower() for bits, text in re.findall(pattern, theirs)}
    assert {bits: text.lower() for bits, text in re.findall(pattern, source("DxServing"))} == wanted
    assert len(wanted) == 2


def test_handles_and_addresses_are_never_longs() -> None:
    """A Long for a handle works in 32-bit Office and cuts it off in 64-bit Office."""
    code = source("DxProcess")
    assert re.search(r"(?m)^Private mProcess As LongPtr$", code)
    assert not re.search(r"(?i)\b(handle|thread|process) As Long\b", code)


def test_failed_starts_that_windows_is_known_for_are_explained() -> None:
    """ERROR_FILE_NOT_FOUND, _PATH_NOT_FOUND, _ACCESS_DENIED, _BAD_EXE_FORMAT, _EXE_MACHINE_TYPE_MISMATCH,
    _VIRUS_INFECTED, _VIRUS_DELETED, _ELEVATION_REQUIRED, _ACCESS_DISABLED_BY_POLICY (winerror.h)."""
    assert explained() == {2, 3, 5, 193, 216, 225, 226, 740, 1260}
    sentences = re.findall(r'Explained = "(.*?)(?:"$|" &)', source("DxProcess"), re.M)
    assert len(sentences) == 6
    assert all("ください" in each for each in sentences[:5]), "each says what to do"
