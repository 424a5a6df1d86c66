"""``dxbook addin``: into the user's folder, out of it again, and what is there."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import platformdirs
import pytest

from dxbook import __version__
from dxbook.apps.cli import FAILED, FOUND, main
from dxbook.apps.excel import addin, addin_excel
from dxbook.errors import Locked, NotAWorkbook, NotFound
from tests.support.addin_files import FakeList, make_addin, tree


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_addin(tmp_path / "dxbook.xlam")


@pytest.fixture
def dlls(tmp_path: Path) -> Path:
    folder = tmp_path / "python"
    folder.mkdir()
    for name in ("xlwings64-0.37.8.dll", "xlwings32-0.37.8.dll", "xlwings64-0.37.7.dll"):
        (folder / name).write_bytes(name.encode())
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "ユーザー 山田" / "AddIns"


PROGRAM = r'"C:\ユーザー\山田\dxbook.exe"'
EVERYTHING = {"dxbook.xlam", "dxbook", "dxbook/xlwings64.dll", "dxbook/xlwings32.dll", "dxbook/program.txt"}


def test_install_puts_everything_into_place(source: Path, dlls: Path, folder: Path) -> None:
    listed = FakeList()
    done = addin.install(source, folder, listed, program=PROGRAM, dll_folders=[dlls])
    assert tree(folder) == EVERYTHING
    assert (folder / "dxbook.xlam").read_bytes() == source.read_bytes()
    assert (folder / "dxbook" / "xlwings64.dll").read_bytes() == b"xlwings64-0.37.8.dll"
    assert (folder / "dxbook" / "program.txt").read_bytes() == PROGRAM.encode("utf-16-le")  # no byte order mark
    assert listed.on == {str(folder / "dxbook.xlam")}
    assert (done.version, done.steps, done.warnings) == ("9.8.7", (), [])


def test_twice_is_once(source: Path, dlls: Path, folder: Path) -> None:
    for _ in range(2):
        addin.install(source, folder, FakeList(), program=PROGRAM, dll_folders=[dlls])
    assert tree(folder) == EVERYTHING


def test_a_newer_version_takes_the_olds_place(source: Path, dlls: Path, folder: Path) -> None:
    addin.install(source, folder, FakeList(), program=PROGRAM, dll_folders=[dlls])
    make_addin(source, "10.0")
    addin.install(source, folder, FakeList(), program='"C:\\new.exe"', dll_folders=[dlls])
    assert addin.status(folder, FakeList()).version == "10.0"
    assert addin.status(folder, FakeList()).program == '"C:\\new.exe"'


def test_a_dll_in_use_is_left_where_it_is_the_same(source: Path, dlls: Path, folder: Path) -> None:
    addin.install(source, folder, FakeList(), program=PROGRAM, dll_folders=[dlls])
    dll = folder / "dxbook" / "xlwings64.dll"
    before = dll.stat()
    addin.install(source, folder, FakeList(), program=PROGRAM, dll_folders=[dlls])
    assert dll.stat().st_ino == before.st_ino


def test_while_excel_has_it_open_nothing_is_written(source: Path, dlls: Path, folder: Path) -> None:
    addin.install(source, folder, FakeList(), program=PROGRAM, dll_folders=[dlls])
    (folder / "~$dxbook.xlam").write_bytes(b"")
    make_addin(source, "10.0")
    with pytest.raises(Locked, match="閉じてから"):
        addin.install(source, folder, FakeList(), program="other", dll_folders=[dlls])
    assert addin.status(folder, FakeList()).version == "9.8.7"
    assert addin.status(folder, FakeList()).program == PROGRAM


def test_without_excel_three_steps_are_told(source: Path, dlls: Path, folder: Path) -> None:
    done = addin.install(source, folder, FakeList(there=False), program=PROGRAM, dll_folders=[dlls])
    assert len(done.steps) == 3
    assert str(folder / "dxbook.xlam") in done.steps[1]
    assert tree(folder) == EVERYTHING


def test_why_excel_has_not_switched_it_on_is_told(source: Path, dlls: Path, folder: Path) -> None:
    class Refusing(FakeList):
        def switch_on(self, path: Path) -> bool | None:
            return None

    assert addin.install(source, folder, FakeList(there=False), dll_folders=[dlls]).why == addin.NO_EXCEL
    assert addin.install(source, folder, Refusing(), dll_folders=[dlls]).why == addin.REFUSED
    assert addin.install(source, folder, FakeList(), dll_folders=[dlls]).why == ""


def test_without_the_dlls_it_still_installs(source: Path, tmp_path: Path, folder: Path) -> None:
    done = addin.install(source, folder, FakeList(), program=PROGRAM, dll_folders=[tmp_path / "none"])
    assert tree(folder) == {"dxbook.xlam", "dxbook", "dxbook/program.txt"}
    assert "簡単な計算だけ" in done.warnings[0]


@pytest.mark.parametrize(("program", "told"), [
    ('"C:\\한글\\dxbook.exe"', "使えない文字"), (f'"C:\\{"a" * 950}\\dxbook.exe"', "長すぎます"),
])
def test_a_place_that_excel_cannot_name_is_told(
    source: Path, dlls: Path, folder: Path, program: str, told: str
) -> None:
    done = addin.install(source, folder, FakeList(), program=program, dll_folders=[dlls])
    assert told in done.warnings[0]


def test_remove_leaves_nothing(source: Path, dlls: Path, folder: Path) -> None:
    listed = FakeList()
    addin.install(source, folder, listed, program=PROGRAM, dll_folders=[dlls])
    removed = addin.remove(folder, listed)
    assert len(removed) == 4
    assert tree(folder) == set()
    assert listed.on == set()
    assert addin.remove(folder, listed) == []


def test_remove_leaves_what_is_not_ours(source: Path, dlls: Path, folder: Path) -> None:
    addin.install(source, folder, FakeList(), program=PROGRAM, dll_folders=[dlls])
    (folder / "他の課.xlam").write_bytes(b"")
    (folder / "dxbook" / "メモ.txt").write_bytes(b"")
    addin.remove(folder, FakeList())
    assert tree(folder) == {"他の課.xlam", "dxbook", "dxbook/メモ.txt"}


def test_remove_is_all_or_nothing(source: Path, dlls: Path, folder: Path) -> None:
    addin.install(source, folder, FakeList(), program=PROGRAM, dll_folders=[dlls])
    (folder / "~$dxbook.xlam").write_bytes(b"")
    with pytest.raises(Locked):
        addin.remove(folder, FakeList())
    assert tree(folder) == EVERYTHING | {"~$dxbook.xlam"}


def test_status(source: Path, dlls: Path, folder: Path) -> None:
    listed = FakeList()
    assert addin.status(folder, listed) == addin.Status(folder / "dxbook.xlam", on=False)
    addin.install(source, folder, listed, program=f'"{sys.executable}" -m dxbook', dll_folders=[dlls])
    status = addin.status(folder, listed)
    assert (status.version, status.on, status.dlls) == ("9.8.7", True, ("xlwings64.dll", "xlwings32.dll"))
    assert status.program_there
    (folder / "dxbook" / "program.txt").write_bytes(PROGRAM.encode("utf-16-le"))
    assert not addin.status(folder, listed).program_there


@pytest.mark.parametrize("make", [
    lambda path: path.write_bytes(b"not a zip"),
    lambda path: make_addin(path, creator="somebody "),
    lambda path: zipfile.ZipFile(path, "w").close(),
])
def test_another_file_is_refused(tmp_path: Path, folder: Path, make: object) -> None:
    path = tmp_path / "other.xlam"
    make(path)  # type: ignore[operator]
    with pytest.raises(NotAWorkbook, match=r"dxbook\.xlam"):
        addin.install(path, folder, FakeList())
    assert tree(folder) == set()


def test_the_addin_is_found(tmp_path: Path, source: Path) -> None:
    assert addin.find(str(source)) == source
    assert addin.find("", [tmp_path / "none", tmp_path]) == source
    with pytest.raises(NotFound, match=r"無い\.xlam"):
        addin.find(str(tmp_path / "無い.xlam"))
    with pytest.raises(NotFound, match="--file"):
        addin.find("", [tmp_path / "none"])


def test_the_dlls_are_found_where_pip_put_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dlls: Path) -> None:
    """As the wheel for Windows records them: outside site-packages, for one user outside Python's folder too."""
    site = dlls / "Lib" / "site-packages"
    (site / "xlwings-0.37.8.dist-info").mkdir(parents=True)
    (site / "xlwings-0.37.8.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: xlwings\nVersion: 0.37.8\n")
    (site / "xlwings-0.37.8.dist-info" / "RECORD").write_text("../../xlwings64-0.37.8.dll,,\n../../xlwings32-0.37.8.dll,,\n")
    monkeypatch.setattr(sys, "path", [str(site)])
    assert dlls.resolve() in addin.program_folders()
    monkeypatch.setattr(sys, "path", [str(tmp_path / "none")])
    assert dlls.resolve() not in addin.program_folders()


def test_how_this_program_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    assert addin.command() == f'"{sys.executable}" -m dxbook'
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", os.path.join(os.sep, "apps", "dxbook-gui.exe"))
    assert addin.command() == f'"{os.path.join(os.sep, "apps", "dxbook.exe")}"'


# -- Excel's own list ------------------------------------------------------------------------------------------

OURS = Path(r"C:\Users\山田\AppData\Roaming\Microsoft\AddIns\dxbook.xlam")


def test_the_other_addins_stay_and_are_numbered_anew() -> None:
    """Excel reads OPEN, OPEN1, OPEN2 … up to the first that is missing."""
    before = [("OPEN", '"他の課.xlam"'), ("OPEN1", "dxbook.xlam"), ("OPEN2", r'/R "C:\x\solver.xlam"'), ("OPEN10", "z.xla")]
    assert addin_excel.kept(before, OURS) == [
        ("OPEN", '"他の課.xlam"'), ("OPEN1", r'/R "C:\x\solver.xlam"'), ("OPEN2", "z.xla")]


@pytest.mark.parametrize(("text", "ours"), [
    ("dxbook.xlam", True), ('"dxbook.xlam"', True), (f'"{OURS}"', True), (f'/R "{str(OURS).upper()}"', True),
    (r'"D:\other\dxbook.xlam"', False), ("dxbook.xlam.xlam", False), ("mydxbook.xlam", False), ("", False),
])
def test_our_own_entry_is_known(text: str, ours: bool) -> None:
    assert addin_excel._names(text, OURS) is ours


def test_without_excel_nothing_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlwings", None)
    assert addin_excel.registrar().switch_on(tmp_path / "dxbook.xlam") is None


# -- the verb --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["install", "remove", "status"])
def test_off_windows_it_explains(
    action: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert main(["addin", action]) == FAILED
    told = capsys.readouterr().err
    assert "WindowsのExcelだけです。" in told
    assert "Windowsのパソコンで、配られたdxbook一式の「dxbook.exe addin install」を行ってください" in told


def test_the_verb(
    source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = FakeList(there=False)
    monkeypatch.setattr(addin, "default_folder", lambda: folder)
    monkeypatch.setattr(addin_excel, "registrar", lambda: listed)
    assert main(["addin", "status"]) == FOUND
    assert "アドイン: 入っていません。" in capsys.readouterr().out
    assert main(["addin", "install", "--file", str(source)]) == 0
    out = capsys.readouterr().out
    assert "アドイン(版 9.8.7)を入れました" in out
    assert "△ このパソコンにExcelが見つからないため、Excelへの登録はしていません。" in out
    assert "  1. Excelの「ファイル」→「オプション」→「アドイン」" in out
    assert "  3. 「OK」を押します。" in out
    assert main(["addin", "status"]) == FOUND
    out = capsys.readouterr().out
    assert f"プログラム: 版 {__version__}" in out
    assert "△ 版が違います。" in out
    make_addin(source, __version__)
    main(["addin", "install", "--file", str(source)])
    assert main(["addin", "status"]) == 0
    assert main(["addin", "remove"]) == 0
    assert tree(folder) == set()
    assert f"取り除きました: {folder / 'dxbook.xlam'}" in capsys.readouterr().out


def test_the_users_own_folder_on_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where Windows itself has it is tested there (tests/packaging/test_windows.py)."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *, roaming: tmp_path / ("山田" if roaming else "local"))
    assert addin.default_folder() == tmp_path / "山田" / "Microsoft" / "AddIns"
