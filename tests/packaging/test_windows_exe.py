"""The packaged program on Windows, under Wine: made by ``make windows``, run without any Python.

Without it, or with one older than the sources, these tests are skipped. What it makes is compared with what this
system makes from the source; figures are printed (``pytest -s``), none is a limit.
"""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from dxbook import __version__
from dxbook.apps.cli import CLEAN, FAILED, FOUND, main
from dxbook.demo import story
from dxbook.rounds.collect.pool import POOL_FROM
from tests.support.packaged import contents, release, unpacked, unseen_screen
from tests.support.paths import ROOT
from tests.support.spring import CITIZENS, GENERAL, Office
from tests.support.windows import CALLS, HOME, Windows, answers_here, asked, shown

LARGEST_ZIP = 120_000_000


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = unpacked("windows", tmp_path_factory.mktemp("道具 一式") / "dxbook")
    yield folder
    release(folder)


class Program(Windows):
    """Runs the packaged programs; ``python`` is only the client that stands for Excel."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.exe = self.path(folder / "dxbook.exe")

    def dxbook(self, *words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
        return self.run(self.exe, *words, cwd=cwd)

    @property
    def server(self) -> str:
        """The command line as the add-in's macros read it from program.txt."""
        return f'"{self.exe}" udf-server --clsid $(CLSID)'


@pytest.fixture(scope="module")
def windows(bundle: Path) -> Program:
    if (HOME / "missing").exists() or not (HOME / "ready").exists():
        pytest.skip("SKIPPED: no Wine here (make windows-python)")
    return Program(bundle)


SLIP = re.compile("(票番号：)[0-9a-f]{12}".encode())


def parts(data: bytes) -> dict[str, bytes]:
    """A workbook's parts. Their packing differs between systems, and how a line ends (to XML both ends are the same);
    so does a slip's number, which is made of the bytes of the workbook that it is about."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: SLIP.sub(rb"\1", archive.read(name).replace(b"\r\n", b"\n")) for name in archive.namelist()}


def test_the_whole_demo_makes_the_same_workbooks_as_the_source(windows: Program, desk: Path) -> None:
    done = windows.dxbook("demo", "-o", "out", cwd=desk)
    assert done.returncode == CLEAN, done.stderr
    story.run(desk / "もと", pdf=False)
    here, there = contents(desk / "もと"), contents(desk / "out")
    assert sorted(there) == sorted(here)
    assert len(here) > 100
    assert [name for name in here if name.endswith(".xlsx") and parts(here[name]) != parts(there[name])] == []


def test_a_check_in_json_says_the_same_as_here(
    windows: Program, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert windows.dxbook("new", "-o", "計画 たつの市.xlsx", "--sample", "tatsuno", cwd=desk).returncode == CLEAN
    begun = time.perf_counter()
    done = windows.dxbook("check", "計画 たつの市.xlsx", "--json", cwd=desk)
    seconds = time.perf_counter() - begun
    monkeypatch.chdir(desk)
    assert main(["check", "計画 たつの市.xlsx", "--json"]) == done.returncode == FOUND, done.stderr
    assert json.loads(done.stdout) == json.loads(capsys.readouterr().out)
    print(f"\ncheck: {seconds:.2f} s")


def test_worker_processes(windows: Program, desk: Path) -> None:
    office = Office(desk)
    office.answer("市民課", CITIZENS)
    office.answer("総務課", GENERAL)
    for copy in range(POOL_FROM):
        shutil.copy(office.blank("総務課"), office.back / f"控え{copy} 総務課.xlsx")
    done = windows.dxbook("collect", "計画.xlsx", "返送", "-o", "集約", "--workers", "2", "--json", cwd=desk)
    assert done.returncode in (CLEAN, FOUND), done.stderr
    assert len(json.loads(done.stdout)["files"]) == POOL_FROM + 2
    assert office.merged()["actuals", "K01|2025", "actual"] == "38件"


def test_what_stops_it_is_a_sentence(windows: Program, desk: Path) -> None:
    done = windows.dxbook("check", "ない.xlsx", cwd=desk)
    assert (done.returncode, "「ない.xlsx」" in done.stderr, "Traceback" in done.stderr) == (FAILED, True, False)


def test_the_addin_is_put_into_the_users_folder_and_taken_out(windows: Program, desk: Path) -> None:
    done = windows.dxbook("addin", "install", cwd=desk)
    assert done.returncode in (CLEAN, FOUND), done.stderr
    try:
        status = windows.dxbook("addin", "status", cwd=desk).stdout
        assert __version__ in status
        assert all(name in status for name in ("xlwings64.dll", "xlwings32.dll"))
        (program,) = HOME.glob("prefix/drive_c/users/*/AppData/Roaming/Microsoft/AddIns/dxbook/program.txt")
        assert program.read_bytes().decode("utf-16-le") == f'"{windows.exe}"'
        addin = program.parent.parent / "dxbook.xlam"
        assert addin.read_bytes() == (windows.folder / "dxbook.xlam").read_bytes()
    finally:
        assert windows.dxbook("addin", "remove", cwd=desk).returncode == CLEAN
    assert not addin.exists()


def test_com_answers_what_this_system_answers(windows: Program, desk: Path) -> None:
    answer = windows.ask(desk, windows.server, calls=asked(CALLS))
    shown("by class id", answer)
    assert answer["activations"][0]["ok"], answer["activations"][0]["said"]
    assert [each.get("value") for each in answer["calls"]] == answers_here()
    assert answer["ended"] == 0, "the server ends when Excel lets go of it"


def test_xlwings_dll_starts_the_server_by_the_addins_command_line(windows: Program, desk: Path) -> None:
    (dll,) = (windows.folder / "_internal").glob("xlwings64-*.dll")
    answer = windows.ask(desk, windows.server, windows.path(dll), asked(CALLS), activations=3)
    shown("by xlwings' DLL", answer)
    assert [each["ok"] for each in answer["activations"]] == [True] * 3, answer["activations"]
    assert [each.get("value") for each in answer["calls"]] == answers_here()


# A server whose Excel is no more must not stay behind. It inherits its starter's output, so the output comes to its
# end, and run() returns, only when both have ended.

CRASH = """
import os, subprocess, sys, time
import pythoncom, pywintypes
clsid = str(pythoncom.CreateGuid())  # a new one: Wine does not forget one whose server was killed
subprocess.Popen(sys.argv[1].replace("$(CLSID)", clsid), stdin=subprocess.DEVNULL)
for _ in range(600):
    try:
        held = pythoncom.CoCreateInstance(pywintypes.IID(clsid), None, pythoncom.CLSCTX_LOCAL_SERVER,
                                          pythoncom.IID_IDispatch)
        print("held", flush=True)
        os._exit(0)
    except pythoncom.com_error:
        time.sleep(0.05)
"""
LONELY = """
import sys
sys.path.insert(0, sys.argv[1])
from dxbook.apps.excel import server as udf_server
udf_server.LONELY = 2
udf_server.serve("{0D4B2B39-6A9B-4C5E-9C38-5A53AF6E1B78}")
print("left")
"""


def test_a_server_ends_with_the_excel_that_started_it(windows: Program, desk: Path) -> None:
    (desk / "crash.py").write_text(CRASH, encoding="utf-8")
    begun = time.perf_counter()
    done = windows.run("python", "crash.py", windows.server, cwd=desk)
    assert "held" in done.stdout, done.stderr
    print(f"\nended after {time.perf_counter() - begun:.1f} s")


def test_a_server_that_nobody_asks_ends(windows: Program, desk: Path) -> None:
    (desk / "lonely.py").write_text(LONELY, encoding="utf-8")
    done = windows.run("python", "lonely.py", windows.path(ROOT), cwd=desk)
    assert (done.returncode, done.stdout) == (0, "left\n"), done.stderr


# -- the window ------------------------------------------------------------------------------------------------


@pytest.fixture
def screen() -> Iterator[str]:
    with unseen_screen(93) as name:
        yield name


def test_the_window_opens(windows: Program, desk: Path, screen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINDOWS_DISPLAY", screen)
    seen = desk / "見えたもの.json"
    words = ["--smoke", seen.name, "--settings", "設定.ini"]
    begun = time.perf_counter()
    done = windows.run(windows.path(windows.folder / "dxbook-launcher.exe"), *words, cwd=desk)
    print(f"\nwindow: {time.perf_counter() - begun:.2f} s")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(seen.read_text(encoding="utf-8"))
    assert "dxbook" in found["title"]
    assert any("担当課" in text for text in found["texts"]), found
    assert seen.with_suffix(".png").stat().st_size > 5_000


# -- what is in the folder -------------------------------------------------------------------------------------


def resources(path: Path) -> set[int]:
    """The kinds of resources in an .exe (PE format: the third data directory, its first level)."""
    image = path.read_bytes()
    header, = struct.unpack_from("<I", image, 0x3C)
    count, = struct.unpack_from("<H", image, header + 6)
    size, = struct.unpack_from("<H", image, header + 20)
    for section in range(count):
        start = header + 24 + size + 40 * section
        if image[start:start + 8].rstrip(b"\0") == b".rsrc":
            place, = struct.unpack_from("<I", image, start + 20)
            named, numbered = struct.unpack_from("<HH", image, place + 12)
            entries = (struct.unpack_from("<II", image, place + 16 + 8 * each) for each in range(named + numbered))
            return {kind for kind, _ in entries}
    return set()


def test_the_programs_have_an_icon_and_a_version(bundle: Path) -> None:
    icon, version = 14, 16  # RT_GROUP_ICON, RT_VERSION
    for name in ("dxbook.exe", "dxbook-launcher.exe"):
        assert resources(bundle / name) >= {icon, version}
        assert __version__.encode("utf-16-le") in (bundle / name).read_bytes()


def test_only_the_command_line_opens_a_console(bundle: Path) -> None:
    window, console = 2, 3  # IMAGE_SUBSYSTEM_WINDOWS_GUI, _CUI
    for name, expected in (("dxbook.exe", console), ("dxbook-launcher.exe", window)):
        image = (bundle / name).read_bytes()
        assert struct.unpack_from("<H", image, struct.unpack_from("<I", image, 0x3C)[0] + 24 + 68)[0] == expected


def test_the_folder_is_whole_and_small(bundle: Path) -> None:
    names = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*")}
    assert names >= {"dxbook.xlam", "dxbook_demo.xlsm", "LICENSE.txt", "お読みください.txt", "SHA256SUMS.txt",
                     "licenses/Qt/LGPL-3.0.txt",
                     "licenses/pywin32", "_internal/PySide6/plugins/platforms/qwindows.dll", "_internal/python311.dll"}
    assert not [name for name in names if any(part in name.lower() for part in (
        "qt6qml", "qt6quick", "qt6network", "qt6pdf", "opengl32sw", "virtualkeyboard", "mfc140", "pyarrow", "matplotlib",
        "icuuc", "ucrtbase", "mscms", "/tests/", "_ssl.pyd", "libssl"))]
    packed = ROOT / "dist" / f"dxbook-{__version__}-windows.zip"
    assert packed.stat().st_size < LARGEST_ZIP
    assert subprocess.run(["sha256sum", "-c", packed.name + ".sha256"], cwd=packed.parent, capture_output=True,
                          check=False).returncode == 0
