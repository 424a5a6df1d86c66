"""What is told where a library or a screen is missing: never the name of somebody else's package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dxbook.apps import launcher
from dxbook.apps.cli import FAILED, main
from dxbook.errors import Missing
from dxbook.files import resources
from tests.support.paths import ROOT


def test_in_a_checkout_its_own_folder_is_named() -> None:
    assert resources.getting("excel") == "dxbookのソースのフォルダーで「pip install \".[excel]\"」を行ってください。"


def test_in_an_installed_dxbook_what_it_came_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "site-packages" / "dxbook")
    assert "「pip install \"その場所[gui]\"」" in resources.getting("gui")


def test_the_packaged_program_speaks_of_no_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert resources.getting("excel") == resources.getting("gui") == "配られたzipを、もう一度すべて展開してください。"
    assert "配られたdxbook一式には入っていません。" in resources.getting("parquet")
    assert "pip" not in resources.getting("parquet")


def test_nowhere_is_a_package_named_that_somebody_else_may_own() -> None:
    files = [path for name in ("dxbook", "gui", "docs", "bundle") for path in (ROOT / name).rglob("*")
             if path.suffix in (".py", ".md", ".html", ".txt", ".toml")]
    files += [ROOT / "README.md", ROOT / "README.ja.md"]
    named = [path for path in files if "pip install dxbook" in path.read_text(encoding="utf-8")
             or "pip install 'dxbook[" in path.read_text(encoding="utf-8")]
    assert named == []


# --- a window without a screen -------------------------------------------------------------------------


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in launcher.SCREENS:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_screen")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_a_sentence_instead_of_an_abort(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gui"]) == FAILED
    assert "画面のないところでは、dxbookの画面を開けません。" in capsys.readouterr().err
    module = subprocess.run([sys.executable, "-m", "dxbook.apps.launcher"], capture_output=True, text=True, encoding="utf-8",
                            check=False)
    assert (module.returncode, "画面のないところでは" in module.stderr) == (FAILED, True)
    assert "Traceback" not in module.stderr


@pytest.mark.usefixtures("no_screen")
@pytest.mark.parametrize("words", [["-platform", "offscreen"], ["--platform", "offscreen"]])
def test_a_screen_that_is_named_will_do(words: list[str]) -> None:
    launcher._need_screen(words)


@pytest.mark.usefixtures("no_screen")
@pytest.mark.parametrize("name", launcher.SCREENS)
def test_a_screen_of_the_environment_will_do(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(Missing):
        launcher._need_screen([])
    monkeypatch.setenv(name, "x")
    launcher._need_screen([])


def test_colour_without_excel_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "計画.xlsx", "--color", "on"]) == FAILED
    assert "--color は、--excel を付けたときに使えます。" in capsys.readouterr().err
