"""The packaged program on this system: everything from its own folder, with nothing of Python around it.

It is made by ``make exe``; without it, or with one older than the sources, these tests are skipped.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dxbook import __version__
from dxbook.apps import launcher
from dxbook.apps.cli import CLEAN, FAILED, FOUND
from dxbook.apps.excel.addin import version_of
from dxbook.rounds.collect.pool import POOL_FROM
from tests.support.packaged import contents, release, unpacked, unseen_screen
from tests.support.paths import ROOT
from tests.support.spring import CITIZENS, GENERAL, Office

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="SKIPPED: another system's program")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = unpacked("linux", tmp_path_factory.mktemp("道具 一式") / "dxbook")
    yield folder
    release(folder)


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    with unseen_screen(94) as name:
        yield name


def run(bundle: Path, *words: object, cwd: Path, program: str = "dxbook") -> subprocess.CompletedProcess[str]:
    """In an environment without a single variable: no PATH, no virtual environment, no language."""
    return subprocess.run([str(bundle / program), *map(str, words)], cwd=cwd, env={}, stdin=subprocess.DEVNULL,
                          capture_output=True, encoding="utf-8", timeout=600, check=False)


def test_the_whole_demo_makes_the_same_files_as_the_source(bundle: Path, desk: Path) -> None:
    with subprocess.Popen([sys.executable, "-m", "dxbook", "demo", "-o", str(desk / "もと")], cwd=ROOT,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as source:
        done = run(bundle, "demo", "-o", "out", cwd=desk)
        said = source.communicate()[0]
    assert (done.returncode, source.returncode) == (CLEAN, CLEAN), done.stderr
    made = contents(desk / "out")
    assert [name for name, data in contents(desk / "もと").items() if made.get(name) != data] == []
    assert len(made) > 100
    assert len([name for name in made if name.endswith("_チェックシート.xlsx")]) == 5
    assert done.stdout == said.replace(str(desk / "もと"), "out")


def test_a_check_in_json(bundle: Path, desk: Path) -> None:
    assert run(bundle, "new", "-o", "計画 たつの市.xlsx", "--sample", "tatsuno", cwd=desk).returncode == CLEAN
    done = run(bundle, "check", "計画 たつの市.xlsx", "--json", cwd=desk)
    assert done.returncode == FOUND, done.stderr
    findings: list[dict[str, Any]] = json.loads(done.stdout)
    assert {each["file"] for each in findings} == {"計画 たつの市.xlsx"}
    said = json.loads(subprocess.run([sys.executable, "-m", "dxbook", "check", "計画 たつの市.xlsx", "--json"], cwd=desk,
                                     capture_output=True, encoding="utf-8", check=False).stdout)
    assert findings == said
    assert said


def test_worker_processes(bundle: Path, desk: Path) -> None:
    office = Office(desk)
    office.answer("市民課", CITIZENS)
    office.answer("総務課", GENERAL)
    for copy in range(POOL_FROM):
        shutil.copy(office.blank("総務課"), office.back / f"控え{copy} 総務課.xlsx")
    done = run(bundle, "collect", "計画.xlsx", "返送", "-o", "集約", "--workers", "2", "--json", cwd=desk)
    assert done.returncode in (CLEAN, FOUND), done.stderr
    assert len(json.loads(done.stdout)["files"]) == POOL_FROM + 2
    assert office.merged()["actuals", "K01|2025", "actual"] == "38件"


def test_what_stops_it_is_a_sentence(bundle: Path, desk: Path) -> None:
    done = run(bundle, "check", "ない.xlsx", cwd=desk)
    assert (done.returncode, "「ない.xlsx」" in done.stderr, "Traceback" in done.stderr) == (FAILED, True, False)
    assert "Traceback" in run(bundle, "check", "ない.xlsx", "--debug", cwd=desk).stderr


@pytest.fixture
def beside(bundle: Path) -> Iterator[Path]:
    """The folder for profiles in the program's own, which is made for one test."""
    bundle.chmod(0o755)
    folder = bundle / "profiles"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)
    bundle.chmod(0o555)


def test_profiles_beside_the_program_and_of_the_user_are_found(bundle: Path, beside: Path, desk: Path) -> None:
    own = desk / "設定" / "dxbook" / "profiles"
    own.mkdir(parents=True)
    (beside / "honshi.toml").write_text('city = "架空市"\ncity_code = "479993"\n[words]\n"施策" = "取組"\n', encoding="utf-8")
    (own / "mobara.toml").write_text('city = "茂原市"\ncity_code = "122106"\n[words]\n"施策" = "事業"\n', encoding="utf-8")

    def told(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([str(bundle / "dxbook"), *words], cwd=desk, env={"XDG_CONFIG_HOME": str(desk / "設定")},
                              stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=600, check=False)

    assert "施策 → 取組" in told("profile", "show", "架空市").stdout
    assert "施策 → 事業" in told("profile", "show", "mobara").stdout
    listed = told("profile", "list").stdout
    for place in (own, beside):
        assert str(place) in listed
    made = told("new", "-o", "計画.xlsx", "--first", "R8", "--last", "R12", "--profile", "honshi")
    assert (made.returncode, made.stderr) == (CLEAN, "")
    found = json.loads(told("check", "計画.xlsx", "--json").stdout)
    assert [each["code"] for each in found] == ["L101"]  # the plan's name alone is missing: every sheet was known


def test_the_window_opens(bundle: Path, desk: Path) -> None:
    words = ("--smoke", desk / "見えたもの.json", "--settings", desk / "設定.ini", "-platform", "offscreen")
    done = run(bundle, *words, cwd=desk, program="dxbook-launcher")
    assert done.returncode == 0, done.stderr
    seen = json.loads((desk / "見えたもの.json").read_text(encoding="utf-8"))
    assert "dxbook" in seen["title"]
    assert any("担当課" in text for text in seen["texts"]), seen
    assert (desk / "見えたもの.png").stat().st_size > 5_000


BASIC = re.compile(
    # the C library and the loader; the graphics driver's front; fonts; the plain X, Wayland and D-Bus clients and what they use
    r"(linux-vdso|ld-linux.*|lib(c|m|dl|rt|pthread|gcc_s|stdc\+\+)|libGL|libEGL|libGLX|libGLdispatch"
    r"|libwayland-(client|cursor|egl)|libffi|libfontconfig|libfreetype|libexpat|libuuid|libz|libpng16|libbrotli\w+|libxcb|libX11|libXau|libXdmcp|libbsd|libmd"
    r"|libdbus-1|libsystemd|libcap|libgcrypt|libgpg-error|liblzma|liblz4|libzstd)\.so.*|linux-vdso.*|ld-linux.*")
"""What every desktop of Linux has."""


@pytest.mark.parametrize("plugin", ["platforms/libqxcb.so", "platforms/libqwayland.so",
                                    "xcbglintegrations/libqxcb-glx-integration.so"])
def test_nothing_is_wanted_of_the_system_but_what_every_desktop_has(bundle: Path, plugin: str) -> None:
    """libxcb-icccm and -keysyms are not on a plain Debian 12: without them the window did not open."""
    inside = bundle / "_internal"
    found = inside / "PySide6" / "Qt" / "plugins" / plugin
    assert found.is_file() or plugin != "platforms/libqxcb.so"
    if not found.is_file():
        return
    told = subprocess.run(["ldd", str(found)], env={"LD_LIBRARY_PATH": str(inside), "PATH": "/usr/bin:/bin"},
                          capture_output=True, text=True, check=True).stdout
    wanted = [line.strip().removesuffix(")").rpartition(" (0x")[0] or line.strip() for line in told.splitlines()]
    names = [Path(line.partition(" => ")[0]).name for line in wanted if f" => {inside}/" not in line]
    assert [name for name in names if not BASIC.fullmatch(name)] == []


def test_the_window_opens_on_a_screen(bundle: Path, desk: Path, screen: str) -> None:
    """With Qt's own way of drawing on Linux, and nothing set but where the screen and the home are."""
    home = desk / "home"
    home.mkdir()
    words = [str(bundle / "dxbook-launcher"), "--smoke", str(desk / "見えたもの.json")]
    done = subprocess.run(words, cwd=desk, env={"DISPLAY": screen, "HOME": str(home)}, stdin=subprocess.DEVNULL,
                          capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads((desk / "見えたもの.json").read_text(encoding="utf-8"))
    assert any("担当課" in text for text in seen["texts"]), seen
    left = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert {name for name in left if not name.startswith((".config/dxbook/", ".cache/"))} == set()


def test_the_command_line_hands_over_to_the_window(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Else a double click on dxbook.exe would leave its black console standing behind the window."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")  # a screen
    started: list[list[str]] = []
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(subprocess, "Popen", started.append)
    for name in ("dxbook.exe", "dxbook-launcher.exe"):
        (tmp_path / name).touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "dxbook.exe"))
    assert launcher.main(["計画.xlsx"]) == 0
    assert started == [[str(tmp_path / "dxbook-launcher.exe"), "計画.xlsx"]]
    monkeypatch.setattr(sys, "executable", str(tmp_path / "dxbook-launcher.exe"))
    assert not launcher._window_program()


def test_what_lies_in_the_folder(bundle: Path) -> None:
    assert version_of(bundle / "dxbook.xlam") == __version__
    assert (bundle / "dxbook_demo.xlsm").is_file()
    told = (bundle / "お読みください.txt").read_text(encoding="utf-8")
    assert "./dxbook/dxbook-launcher" in told
    assert not re.findall(r"\.exe|レジストリ|コマンドプロンプト|\\|\ufeff|\r", told)
    for name in re.findall(r"^  (?:  )?([\w./]+)(?:  |、)", told, re.MULTILINE | re.ASCII):
        assert (bundle / name).exists(), name
    owners = {path.name for path in (bundle / "licenses").iterdir()}
    assert owners >= {"Python", "Qt", "numpy", "openpyxl", "pandas", "pandera", "pyinstaller", "python-calamine", "xlwings"}
    assert not [owner for owner in owners if not any((bundle / "licenses" / owner).iterdir())]
    assert "MIT License" in (bundle / "LICENSE.txt").read_text(encoding="utf-8")
    for source, place in ((ROOT / "templates" / "xlsx", "_templates"), (ROOT / "docs" / "guide", "_guide")):
        for path in (each for pattern in ("*.xlsx", "*.html", "img/*") for each in source.glob(pattern)):
            assert (bundle / "_internal" / "dxbook" / place / path.relative_to(source)).read_bytes() == path.read_bytes()
    english = bundle / "_internal" / "dxbook_gui" / "translations" / "dxbook_en.qm"
    assert english.read_bytes() == (ROOT / "gui" / "dxbook_gui" / "translations" / "dxbook_en.qm").read_bytes()
    assert list((bundle / "_internal").rglob("qtbase_ja.qm"))  # Qt's own buttons


def test_nothing_is_carried_that_is_not_used(bundle: Path) -> None:
    names = "\n".join(path.relative_to(bundle).as_posix() for path in bundle.rglob("*"))
    unused = r"Qt6?(?:Qml|Quick|Network|Pdf|VirtualKeyboard)|pyarrow|polars|matplotlib|/tests/|tkinter|_ssl\.|libssl"
    assert not re.findall(f".*(?:{unused}).*", names)


def test_every_file_has_its_hash(bundle: Path) -> None:
    done = subprocess.run(["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS.txt"], cwd=bundle, capture_output=True,
                          text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    listed = [line.partition("  ")[2] for line in (bundle / "SHA256SUMS.txt").read_text(encoding="utf-8").splitlines()]
    files = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()}
    assert sorted(listed) == sorted(files - {"SHA256SUMS.txt"})


def test_the_zip_holds_the_folder_and_its_hash_is_right(bundle: Path, desk: Path) -> None:
    packed = ROOT / "dist" / f"dxbook-{__version__}-linux.zip"
    with zipfile.ZipFile(packed) as archive:
        names = {name.removeprefix("dxbook/") for name in archive.namelist()}
    assert names == {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if not path.is_dir() or path.is_symlink()}
    done = subprocess.run(["sha256sum", "-c", packed.name + ".sha256"], cwd=packed.parent, capture_output=True, check=False)
    assert done.returncode == 0
