"""Normalising a plan: each column by its own policy, in a copy that differs in those cells alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dxbook import jobs
from dxbook.checks import cleanup
from dxbook.errors import NotAWorkbook, OutputFailed
from dxbook.reading import workbook as book
from dxbook.workbook.edit.archive import Archive
from tests.support.parts import part, raw_entries
from tests.support.tables import plan_book


def test_each_column_is_normalised_by_its_own_policy(tmp_path: Path) -> None:
    path = plan_book(tmp_path / "計画.xlsx", measures="""
        | 施策ID | 体系コード | 施策名 | 所管課 | 課題 |
        | ０１－０１ | 1-1 | Ｗｉ-Ｆｉの整備（令和５～９年度） | 市民課 | ｵﾝﾗｲﾝ化①を進める㈱ |
    """)
    changes, result = jobs.normalize(path, tmp_path / "整形後.xlsx")
    after = {change.column: change.after for change in changes if change.sheet == "施策"}
    assert after["施策ID"] == "01-01"
    assert after["施策名"].startswith("Wi-Fiの整備")
    assert "～" in after["施策名"]
    assert after["課題"] == "オンライン化①を進める㈱"
    again = book.read(result.files[0])
    assert cleanup.changes(again) == []
    assert again.tables["measures"].records[0].raw["measure_id"] == "01-01"


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    path = plan_book(tmp_path / "計画.xlsx")
    before = path.read_bytes()
    with pytest.raises(OutputFailed):
        jobs.normalize(path, path)
    assert path.read_bytes() == before


def test_another_suffix_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(OutputFailed, match=r"名前の終わりを \.xlsx に"):
        jobs.normalize(plan_book(tmp_path / "計画.xlsx"), tmp_path / "整形後.xls")


def test_a_number_typed_as_text_becomes_a_number(tmp_path: Path) -> None:
    path = plan_book(tmp_path / "計画.xlsx", reports="""
        | 施策ID | 年度 | 取組内容 | 進捗 | 今後の方向性 | 予算額 | 決算額 |
        | 01-01 | 令和7年度 | 手続を11件増やした。 | 計画どおり | 継続 | ３，５００ | 約3,000 |
        | 01-02 | 令和7年度 | 予約を始めた。 | 計画どおり | 継続 | １，２００千円 | 118万円 |
    """)
    jobs.normalize(path, tmp_path / "整形後.xlsx")
    row, with_unit = load_workbook(tmp_path / "整形後.xlsx")["進捗"].iter_rows(min_row=2, max_row=3, values_only=True)
    assert row[5] == 3500
    assert row[6] == "約3,000"  # not a number: left as typed, for check to tell
    assert with_unit[5:7] == (1200, "118万円")  # the column's own unit is no guess; another one would be
    assert cleanup.changes(book.read(tmp_path / "整形後.xlsx")) == []


def test_only_the_changed_texts_differ(tmp_path: Path) -> None:
    """A plan with a sum stays calculated as stored while texts alone change; a number makes Excel calculate anew."""
    measures = """
        | 施策ID | 体系コード | 施策名 | 所管課 | 課題 |
        | 01-01 | 1-1 | Ｗｉ-Ｆｉ | 市民課 | 　なし |
    """
    path = plan_book(tmp_path / "計画.xlsx", measures=measures, extra="## 計算\n| =1+1 |")
    output = tmp_path / "整形後.xlsx"
    changes, _ = jobs.normalize(path, output)
    assert not any(change.number for change in changes)
    assert {change.sheet for change in changes} == {"施策"}
    old, new = raw_entries(path.read_bytes()), raw_entries(output.read_bytes())
    assert list(old) == list(new)
    assert len([name for name in old if old[name] != new[name]]) == 1


def test_a_new_number_lets_excel_calculate(tmp_path: Path) -> None:
    reports = """
        | 施策ID | 年度 | 取組内容 | 進捗 | 今後の方向性 | 予算額 | 決算額 |
        | 01-01 | 令和7年度 | 手続を11件増やした。 | 計画どおり | 継続 | ３，５００ | n:3000 |
    """
    for extra, wanted in (("## 計算\n| =SUM(進捗!F2:F3) |", True), ("", False)):
        path = plan_book(tmp_path / "計画.xlsx", reports=reports, extra=extra)
        archive = Archive(path.read_bytes(), "x")
        archive.put("xl/workbook.xml", archive.read("xl/workbook.xml").replace(b' fullCalcOnLoad="1"', b""))
        path.write_bytes(archive.to_bytes())
        output = tmp_path / "整形後.xlsx"
        jobs.normalize(path, output)
        assert ('fullCalcOnLoad="1"' in part(output.read_bytes(), "xl/workbook.xml")) is wanted


def test_a_file_that_only_says_it_is_xlsx(tmp_path: Path, soffice: Callable[[Path, str], Path]) -> None:
    """An .ods that was renamed is read by its content, but has no parts of an .xlsx to edit."""
    path = tmp_path / "計画.xlsx"
    ods = soffice(plan_book(tmp_path / "元.xlsx"), "ods")
    path.write_bytes(ods.read_bytes())
    with pytest.raises(NotAWorkbook, match="名前の終わりと中身の形式が違う"):
        jobs.normalize(path, tmp_path / "整形後.xlsx")
    assert not (tmp_path / "整形後.xlsx").exists()
