"""On Windows, under Wine: the program, the function server over real COM, files that other programs have open.

The Windows Python is made by ``make windows-python``; without it these tests are skipped. What Windows answers is
compared with what this system answers; figures are printed (``pytest -s``), none is a limit.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dxbook import __version__
from dxbook.apps.cli import CLEAN, FAILED, FOUND, main
from dxbook.apps.excel.running import ATTEMPTS
from dxbook.rounds.collect.pool import POOL_FROM
from tests.support.addin_files import make_addin
from tests.support.paths import ROOT
from tests.support.spring import CITIZENS, GENERAL, Office
from tests.support.windows import CALLS, HOME, SERVER, Windows, answers_here, asked, shown


def test_the_window_leaves_nothing_in_the_registry(windows: Windows, desk: Path) -> None:
    done = windows.run("python", windows.path(ROOT / "tests" / "support" / "windows_dialog.py"), cwd=desk)
    before, inside, after = map(json.loads, done.stdout.splitlines()[:3])
    assert (before, after) == ([], []), done.stderr
    assert inside  # Qt's own, while the window is open


# -- the program -----------------------------------------------------------------------------------------------


def test_the_installed_program_says_its_version(windows: Windows, desk: Path) -> None:
    started = windows.path(HOME / "python" / "Scripts" / "dxbook.exe")
    for done in (windows.dxbook("--version", cwd=desk), windows.run(started, "--version", cwd=desk)):
        assert (done.returncode, done.stdout, done.stderr) == (0, f"dxbook {__version__}\n", "")
    where = windows.run("python", "-c", "import dxbook; print(dxbook.__file__)", cwd=desk)
    assert "site-packages" in where.stdout


def test_a_check_says_the_same_as_here(
    windows: Windows, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = windows.dxbook("new", "-o", "計画 たつの市.xlsx", "--sample", "tatsuno", cwd=desk)
    assert made.returncode == CLEAN, made.stderr
    wrong = load_workbook(desk / "計画 たつの市.xlsx")
    wrong["計画"]["A2"] = "000000"  # no municipality's code
    wrong.save(desk / "直す計画.xlsx")
    monkeypatch.chdir(desk)
    for name in ("計画 たつの市.xlsx", "直す計画.xlsx"):
        there = windows.dxbook("check", name, "--json", cwd=desk)
        here = main(["check", name, "--json"])
        assert json.loads(there.stdout) == json.loads(capsys.readouterr().out)
        assert there.returncode == here
    assert here == FOUND


def test_what_stops_it_is_said_in_japanese(windows: Windows, desk: Path) -> None:
    done = windows.dxbook("check", "無い計画.xlsx", cwd=desk)
    assert done.returncode == FAILED
    assert done.stderr.startswith("dxbook: 「無い計画.xlsx」がありません。\n")
    usage = windows.dxbook("chek", cwd=desk)
    assert usage.returncode == FAILED
    assert "check のことではありませんか" in usage.stderr


def test_a_year_from_hand_out_to_the_merged_plan(windows: Windows, desk: Path) -> None:
    office = Office(desk)
    shutil.rmtree(office.handed)
    assert windows.dxbook("handout", "計画.xlsx", "-o", "配布", "--fy", "R7", cwd=desk).returncode == CLEAN
    office.answer("市民課", CITIZENS)
    office.answer("総務課", GENERAL)
    for copy in range(POOL_FROM):  # so many that Windows has to start processes for them
        shutil.copy(office.blank("総務課"), office.back / f"控え{copy} 総務課.xlsx")
    here = office.collect(desk / "ここで")
    done = windows.dxbook("collect", "計画.xlsx", "返送", "-o", "集約", "--workers", "2", "--json",
                          cwd=desk)
    assert done.returncode in (CLEAN, FOUND), done.stderr
    assert office.merged() == office.merged(desk / "ここで")
    assert office.merged()["actuals", "K01|2025", "actual"] == "38件"
    assert len(json.loads(done.stdout)["files"]) == len(here.files) == POOL_FROM + 2


# -- the function server over COM ------------------------------------------------------------------------------

def test_com_answers_what_this_system_answers(windows: Windows, desk: Path) -> None:
    answer = windows.ask(desk, SERVER, calls=asked(CALLS))
    shown("by class id", answer)
    assert answer["activations"][0]["ok"], answer["activations"][0]["said"]
    here = answers_here()
    assert here[0] == 2023
    for (name, arguments), there, expected in zip(CALLS, answer["calls"], here, strict=True):
        assert there.get("value") == expected, (name, arguments, there)
    assert answer["ended"] == 0, "the server ends when Excel lets go of it"


def test_nothing_else_can_be_called(windows: Windows, desk: Path) -> None:
    others: list[Any] = [(name, ["1+1"]) for name in ("Eval", "Exec", "Module", "Call", "Py", "Builtin", "Import")]
    calls = [*others, ("CallUDF", ["os", "system", ["calc"]]), ("CallUDF", ["dxbook.apps.excel.functions", "spoken", ["x"]]),
             *asked([("DX_FY", ["R5"])])]
    answer = windows.ask(desk, SERVER, calls=calls)
    *unknown, system, spoken, served = answer["calls"]
    assert served["value"] == 2023
    assert all("error" in each for each in unknown), unknown
    assert all("この版のプログラムにありません" in json.dumps(each, ensure_ascii=False) for each in (system, spoken))


def test_ten_thousand_cells_are_one_call(windows: Windows, desk: Path) -> None:
    cells = [[f"{number}件"] for number in range(10_000)]
    answer = windows.ask(desk, SERVER, calls=asked([("DX_NUMBER", [cells])]))
    shown("10,000 cells", answer)
    assert answer["calls"][0]["value"] == [[float(number)] for number in range(10_000)]


# -- through xlwings' DLL, as the add-in does --------------------------------------------------------------------


@pytest.fixture
def dll(windows: Windows) -> str:
    (path,) = (HOME / "python").glob("xlwings64-*.dll")
    return windows.path(path)


def test_xlwings_dll_starts_the_server_and_keeps_it(windows: Windows, desk: Path, dll: str) -> None:
    answer = windows.ask(desk, SERVER, dll, asked(CALLS), activations=3)
    shown("by xlwings' DLL", answer)
    assert [each["ok"] for each in answer["activations"]] == [True] * 3, answer["activations"]
    assert [each.get("value") for each in answer["calls"]] == answers_here()


def test_xlwings_dll_starts_a_program_in_a_folder_with_a_japanese_name(windows: Windows, desk: Path, dll: str) -> None:
    (desk / "道具 一式").symlink_to(HOME / "python")
    answer = windows.ask(desk, SERVER.replace(windows.path(HOME / "python"), windows.path(desk / "道具 一式")), dll,
                         asked([("DX_FY", ["R5"])]))
    assert answer["activations"][0]["ok"], answer
    assert answer["calls"][0]["value"] == 2023


@pytest.mark.parametrize("command", [
    r'"C:\無い\dxbook.exe" udf-server --clsid $(CLSID)',
    SERVER + " --unknown",
    SERVER.replace("-m dxbook", '-c "raise SystemExit(3)"'),
], ids=["not there", "refuses", "ends at once"])
def test_a_start_that_fails_is_said_and_freezes_nothing(windows: Windows, desk: Path, dll: str, command: str) -> None:
    answer = windows.ask(desk, command, dll, activations=2)
    shown("failing", answer)
    for each in answer["activations"]:
        assert not each["ok"]
        assert each["said"]
        assert each["seconds"] < 30, "xlwings' own command line would block Excel for two minutes"


def test_the_dll_of_the_other_bitness_is_refused_at_once(windows: Windows, desk: Path) -> None:
    (path,) = (HOME / "python").glob("xlwings32-*.dll")
    done = windows.run("python", "-X", "utf8", "-c", f"import ctypes; ctypes.WinDLL(r'{windows.path(path)}')", cwd=desk)
    assert done.returncode == 1
    assert "WinError 193" in done.stderr


def test_the_addin_is_put_into_the_users_folder_and_taken_out(windows: Windows, desk: Path) -> None:
    make_addin(desk / "dxbook.xlam", __version__)
    place = "import os; from pathlib import Path; print([p.as_posix() for p in sorted(Path(os.environ['APPDATA'], " \
            "'Microsoft', 'AddIns').rglob('dx*.*'))])"
    for words in ((), ("--file", "dxbook.xlam")):  # the one that came with the wheel, and another one
        done = windows.dxbook("addin", "install", *words, cwd=desk)
        assert done.returncode in (CLEAN, FOUND), done.stderr
        assert f"アドイン(版 {__version__})を入れました" in done.stdout
    assert "dxbook.xlam" in windows.run("python", "-c", place, cwd=desk).stdout
    status = windows.dxbook("addin", "status", cwd=desk)
    assert "xlwings64.dll" in status.stdout
    assert "python.exe" in status.stdout
    assert windows.dxbook("addin", "remove", cwd=desk).returncode == CLEAN
    assert "dxbook.xlam" not in windows.run("python", "-c", place, cwd=desk).stdout


def test_without_a_running_excel_it_is_said(windows: Windows, desk: Path) -> None:
    """By the real xlwings on a Windows without Excel, also from a thread, as the window asks."""
    (desk / "計画.xlsx").write_bytes(b"")
    for words in (("check", "--excel"), ("sheet", "--excel"), ("pdf", "--excel")):
        done = windows.dxbook(*words, cwd=desk)
        assert (done.returncode, done.stderr.splitlines()[0]) == (FAILED, "dxbook: 起動しているExcelが見つかりません。")
    done = windows.dxbook("goto", "計画.xlsx", "施策!E3", cwd=desk)
    assert (done.returncode, done.stderr.splitlines()[0]) == (FAILED, "dxbook: 「計画.xlsx」を開くプログラムが見つかりません。")
    code = "import threading; from dxbook.apps.excel import running as excel; from dxbook.errors import Missing\n" \
           "def ask():\n try: excel.active()\n except Missing: print('missing', excel.connect()._xlwindows.N_COM_ATTEMPTS)\n" \
           "each = threading.Thread(target=ask); each.start(); each.join()"
    assert windows.run("python", "-c", code, cwd=desk).stdout == f"missing {ATTEMPTS}\n"


# -- files that other programs have open -----------------------------------------------------------------------


@pytest.fixture
def office(desk: Path) -> Office:
    office = Office(desk)
    office.answer("市民課", CITIZENS)
    office.answer("総務課", GENERAL)
    return office


Refusing = Callable[..., None]


@pytest.fixture
def refused(windows: Windows, desk: Path) -> Refusing:
    """Run dxbook and expect the sentence that ``name`` is open, and nothing changed in the folder."""
    def contents() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in desk.rglob("*") if path.is_file()}

    def run(name: str, *words: str, says: str = "ほかのプログラムが使っている|開かれているため") -> None:
        before = contents()
        done = windows.dxbook(*words, cwd=desk)
        assert done.returncode == FAILED, done.stdout
        assert f"「{name}」" in done.stderr
        assert any(each in done.stderr for each in says.split("|")), done.stderr
        assert "閉じ" in done.stderr
        assert contents() == before

    return run


@pytest.mark.parametrize("words", [
    ("check", "計画.xlsx"),
    ("check", "計画.xlsx", "--marks", "印.xlsx"),
    ("normalize", "計画.xlsx", "-o", "整え.xlsx"),
    ("collect", "計画.xlsx", "返送", "-o", "集約"),
], ids=["check", "marks", "normalize", "collect"])
def test_a_plan_that_nobody_else_may_open(
    windows: Windows, office: Office, refused: Refusing, words: tuple[str, ...]
) -> None:
    with windows.held("none", "計画.xlsx", cwd=office.folder):
        refused("計画.xlsx", *words, says="ほかのプログラムが使っています")


def test_a_plan_that_excel_has_open_is_read(windows: Windows, office: Office) -> None:
    with windows.held("read", "計画.xlsx", cwd=office.folder):
        done = windows.dxbook("check", "計画.xlsx", "--marks", "印.xlsx", cwd=office.folder)
    assert (done.returncode, (office.folder / "印.xlsx").exists()) == (CLEAN, True), done.stderr


@pytest.mark.parametrize("sharing", ["none", "read"])
def test_an_output_that_a_program_has_open(
    windows: Windows, office: Office, refused: Refusing, sharing: str
) -> None:
    """Excel leaves an owner file beside it; a viewer does not, and Windows only says that access is denied."""
    shutil.copy(office.plan, office.folder / "印.xlsx")
    with windows.held(sharing, "印.xlsx", cwd=office.folder):
        refused("印.xlsx", "check", "計画.xlsx", "--marks", "印.xlsx", "--overwrite")
    done = windows.dxbook("check", "計画.xlsx", "--marks", "印.xlsx", "--overwrite", cwd=office.folder)
    assert done.returncode == CLEAN, done.stderr


def test_results_made_read_only_are_something_else(windows: Windows, office: Office) -> None:
    words = ("collect", "計画.xlsx", "返送", "-o", "集約")
    assert windows.dxbook(*words, cwd=office.folder).returncode == CLEAN
    shutil.copy(office.blank("総務課"), office.back / "総務課 空.xlsx")
    (office.out / "集約結果.xlsx").chmod(0o444)
    done = windows.dxbook(*words, cwd=office.folder)
    assert done.returncode == FAILED
    assert "書き込む権限がありません" in done.stderr
    assert "読み取り専用を解除" in done.stderr


def test_a_returned_workbook_that_somebody_has_open_costs_only_itself(windows: Windows, office: Office) -> None:
    name = office.blank("市民課").name
    with windows.held("none", f"返送/{name}", cwd=office.folder):
        done = windows.dxbook("collect", "計画.xlsx", "返送", "-o", "集約", cwd=office.folder)
    assert done.returncode == FOUND, done.stderr
    assert f"受け取れない  {name}" in done.stdout
    assert office.merged()["actuals", "K03|2025", "actual"] == "52人"


@pytest.mark.parametrize("sharing", ["none", "read"])
def test_results_that_somebody_has_open(windows: Windows, office: Office, refused: Refusing, sharing: str) -> None:
    words = ("collect", "計画.xlsx", "返送", "-o", "集約")
    assert windows.dxbook(*words, cwd=office.folder).returncode == CLEAN
    shutil.copy(office.blank("総務課"), office.back / "総務課 空.xlsx")
    with windows.held(sharing, "集約/集約結果.xlsx", cwd=office.folder):
        refused("集約結果.xlsx", *words)
    assert windows.dxbook(*words, cwd=office.folder).returncode == FOUND


def test_two_runs_into_one_folder(windows: Windows, office: Office) -> None:
    words = ("collect", "計画.xlsx", "返送", "-o", "集約")
    with windows.held("room", ".集約.dxbook", cwd=office.folder):
        done = windows.dxbook(*words, cwd=office.folder)
    assert done.returncode == FAILED, done.stdout
    assert "ほかの処理が「集約」に書き出しています。" in done.stderr
    assert not office.out.exists()
    assert windows.dxbook(*words, cwd=office.folder).returncode == CLEAN
    assert sorted(path.name for path in office.folder.iterdir()) == ["計画.xlsx", "返送", "配布", "集約"]


NOT_UNDER_WINE = (
    "test_an_input_is_never_written_over", "test_where_it_must_not_write",  # symbolic links: Wine 8 makes none
    "test_a_link_to_a_folder_is_filled_where_it_leads",
    "test_an_empty_folder_is_filled",  # file modes
    "test_nothing_is_left_beside_a_folder_without_the_right_to_write",
    "test_names_as_long_as_can_be",  # Windows counts characters, and those of the whole path
)


def test_the_tests_of_writing_pass_there_too(windows: Windows) -> None:
    words = ["-q", "-p", "no:cacheprovider", "-c", windows.path(ROOT / "pyproject.toml"), "-k",
             " and ".join(f"not {name}" for name in NOT_UNDER_WINE)]
    done = windows.run("python", "-X", "utf8", "-m", "pytest", *words, "tests/files/test_safefile.py",
                       "tests/files/test_outfolder.py", cwd=ROOT)
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
