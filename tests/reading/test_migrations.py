"""Books of an older layout are read as if they had been made today."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxbook.errors import WrongVersion
from dxbook.reading import migrations
from dxbook.reading import workbook as book
from dxbook.reading.migrations import Migration
from tests.support.tables import plan_book, plan_markdown, write_book


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan of a layout 0, in which 施策 was called 取組表, 施策名 題名, and 実績値 年度の値."""
    steps = {"0": Migration({"取組表": "施策"}, {"measures": {"題名": "施策名"}, "actuals": {"年度の値": "実績値"}}),
             **migrations.MIGRATIONS}
    monkeypatch.setattr(migrations, "MIGRATIONS", steps)
    text = plan_markdown().replace("## 施策", "## 取組表").replace("| 施策名 |", "| 題名 |", 1)
    text = text.replace("年度 実績値", "年度 年度の値")
    return write_book(tmp_path / "前の版.xlsx", text, meta={"schema_version": "0"})


def test_renamed_sheets_and_columns_are_read(older: Path) -> None:
    read = book.read(older)
    assert [row.name for row in read.tables["measures"]] == ["オンライン申請の拡大", "窓口の混雑の緩和"]
    assert {(row.kpi_id, row.fy): row.actual.value for row in read.tables["actuals"]}["K01", 2025] == 38
    assert not [each for each in read.findings if each.code in ("F103", "F104", "F107", "F108")]


def test_findings_name_the_sheet_as_it_is_called_in_the_file(older: Path) -> None:
    read = book.read(older)
    assert read.tables["measures"].title == "取組表"


def test_a_newer_version_is_refused_with_a_remedy(tmp_path: Path) -> None:
    path = plan_book(tmp_path / "次の版.xlsx", meta={"schema_version": "99"})
    with pytest.raises(WrongVersion, match="版 99") as caught:
        book.read(path)
    assert "dxbook" in caught.value.remedy


def test_the_first_version_is_still_read(tmp_path: Path) -> None:
    read = book.read(plan_book(tmp_path / "計画.xlsx", meta={"schema_version": "1"}))
    assert len(read.tables["measures"]) == 2
