"""The outputs: what the registry names is what jobs, command line and window make; a new one is a module and a line."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from dxbook import jobs
from dxbook.apps.cli import CLEAN, main
from dxbook.outputs import OUTPUTS, Output, registry
from tests.support.tables import plan_book

TITLE = '''
def write(report, path):
    path.write_text("# " + report.checksheet.title, encoding="utf-8")
    return []
'''


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return plan_book(tmp_path / "計画.xlsx")


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda each: each.name)
def test_every_output_can_be_loaded(output: Output) -> None:
    assert callable(import_module(output.module).write)
    assert output.suffix.startswith(".")
    assert isinstance(output.possible, bool)


def test_names_and_suffixes_stand_once() -> None:
    assert len({each.name for each in OUTPUTS}) == len({each.suffix for each in OUTPUTS}) == len(OUTPUTS)


def test_a_pdf_alone_and_beside_the_workbook_say_the_same(
    plan: Path, tmp_path: Path, soffice: object, pages: Callable[[Path], list[str]]
) -> None:
    both = jobs.sheet(plan, tmp_path / "両方.xlsx", also=["pdf"]).files
    alone = jobs.sheet(plan, tmp_path / "PDFだけ.PDF", also=["pdf"]).files
    assert [path.name for path in both] == ["両方.xlsx", "両方.pdf"]
    assert [path.name for path in alone] == ["PDFだけ.PDF"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["PDFだけ.PDF", "両方.pdf", "両方.xlsx", "計画.xlsx"]
    assert pages(both[1]) == pages(alone[0])
    assert any("見本市DX推進計画" in page for page in pages(alone[0]))


def test_a_new_output_is_a_module_and_a_line(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "title_alone.py").write_text(TITLE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(registry, "OUTPUTS", (*OUTPUTS, Output("title", ".title", "題名", "title_alone")))
    assert main(["sheet", str(plan), "-o", str(tmp_path / "結果.title")]) == CLEAN
    assert f"できました: {tmp_path / '結果.title'}" in capsys.readouterr().out
    assert (tmp_path / "結果.title").read_text(encoding="utf-8").startswith("# 見本市DX推進計画")
    assert main(["sheet", str(plan), "-o", str(tmp_path / "結果.doc")]) == 2
    assert f"{'か '.join(each.suffix for each in OUTPUTS)}か .title に" in capsys.readouterr().err
