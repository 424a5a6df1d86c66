"""The wheel holds what ``pip install dxbook`` must bring beside the modules."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dxbook import __version__
from tests.support.paths import ROOT


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's files, as pip would put them into site-packages.

    Built by pip with nothing installed but what [build-system] names, as on a new machine.
    """
    folder = tmp_path_factory.mktemp("wheel")
    words = ["wheel", "-q", "--disable-pip-version-check", "--no-deps", "-w", str(folder), str(ROOT)]
    done = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(folder.glob("dxbook-*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def told(site: Path, code: str) -> str:
    """What a Python says that has the wheel and not this checkout."""
    done = subprocess.run([sys.executable, "-c", code], cwd=site, capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": str(site)})
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_addin_comes_with_the_wheel(site: Path) -> None:
    found = told(site, "from dxbook.apps.excel import addin; path = addin.find(); print(path, addin.version_of(path))")
    assert found == f"{site / 'dxbook' / '_addin' / 'dxbook.xlam'} {__version__}"


def test_the_windows_english_comes_with_the_wheel(site: Path) -> None:
    made = site / "dxbook_gui" / "translations" / "dxbook_en.qm"
    assert made.read_bytes() == (ROOT / "gui" / "dxbook_gui" / "translations" / "dxbook_en.qm").read_bytes()
    assert not (site / "gui").exists()


def test_a_plan_can_be_made_and_checked_with_the_wheel(site: Path, tmp_path: Path) -> None:
    plan = tmp_path / "計画.xlsx"
    told(site, f"from dxbook.apps.cli import main; main(['new', '-o', {str(plan)!r}, '--sample', 'choshi'])")
    told(site, f"from dxbook.apps.cli import main; main(['sheet', {str(plan)!r}, '-o', {str(tmp_path / '点検.xlsx')!r}])")
    assert (tmp_path / "点検.xlsx").is_file()


def test_a_users_mypy_finds_the_types_in_the_wheel(site: Path) -> None:
    assert (site / "dxbook" / "py.typed").is_file()


def test_the_guides_come_with_the_wheel(site: Path) -> None:
    for source in (ROOT / "docs" / "guide").rglob("*.*"):
        if source.suffix in (".html", ".png"):
            carried = site / "dxbook" / "_guide" / source.relative_to(ROOT / "docs" / "guide")
            assert carried.read_bytes() == source.read_bytes()
    code = "from dxbook_gui.desk import guide; print(guide.guide('clerk'))"
    assert told(site, code) == str(site / "dxbook" / "_guide" / "clerk.html")
