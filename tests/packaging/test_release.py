"""The Windows program on the Windows machine that built it (.github/workflows/release.yml). Skipped everywhere else."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dxbook import __version__
from tests.support.paths import ROOT

PACKED = ROOT / "dist" / f"dxbook-{__version__}-windows.zip"
pytestmark = pytest.mark.skipif(sys.platform != "win32" or not PACKED.is_file(), reason="SKIPPED: only where it was built")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip as a clerk unpacks it."""
    place = tmp_path_factory.mktemp("道具 一式")
    with zipfile.ZipFile(PACKED) as archive:
        archive.extractall(place)
    return place / "dxbook"


def run(program: Path, *words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    system = {"SYSTEMROOT": r"C:\Windows", "TEMP": str(cwd), "TMP": str(cwd), "WIN_PD_OVERRIDE_APPDATA": str(cwd / "AppData")}
    return subprocess.run([str(program), *map(str, words)], cwd=cwd, env=system, stdin=subprocess.DEVNULL, capture_output=True,
                          encoding="utf-8", timeout=900, check=False)


def test_the_demo(folder: Path, tmp_path: Path) -> None:
    done = run(folder / "dxbook.exe", "demo", "-o", "出力 先", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "出力 先").rglob("*_チェックシート.xlsx"))) == 5


def test_a_check_in_json(folder: Path, tmp_path: Path) -> None:
    assert run(folder / "dxbook.exe", "new", "-o", "計画 案.xlsx", "--sample", "mobara", cwd=tmp_path).returncode == 0
    done = run(folder / "dxbook.exe", "check", "計画 案.xlsx", "--json", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert {each["file"] for each in json.loads(done.stdout)} == {"計画 案.xlsx"}


def test_the_addin_is_put_in_and_taken_out(folder: Path, tmp_path: Path) -> None:
    assert run(folder / "dxbook.exe", "addin", "install", cwd=tmp_path).returncode == 0
    status = run(folder / "dxbook.exe", "addin", "status", cwd=tmp_path).stdout
    assert "xlwings64.dll" in status
    assert "xlwings32.dll" in status
    assert run(folder / "dxbook.exe", "addin", "remove", cwd=tmp_path).returncode == 0


def test_the_window(folder: Path, tmp_path: Path) -> None:
    words = ("--smoke", "seen.json", "--settings", "settings.ini", "-platform", "offscreen")
    done = run(folder / "dxbook-launcher.exe", *words, cwd=tmp_path)
    assert done.returncode == 0
    assert "担当課" in (tmp_path / "seen.json").read_text(encoding="utf-8")
