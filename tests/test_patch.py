"""Normalising changes the touched cells and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from dxbook import book, cleanup, jobs
from dxbook.errors import NotAWorkbook, OutputFailed
from dxbook.patch import write_texts
from tests.tables import plan_book


def small(path: Path) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "表"
    sheet["A1"], sheet["B1"], sheet["C1"] = "ＡＢ", "ＡＢ", "=A1&B1"
    workbook.create_sheet("別")["A1"] = "ＡＢ"
    workbook.save(path)
    return path


def test_only_the_named_cell_changes(tmp_path: Path) -> None:
    source, output = small(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    write_texts(source, output, {"表": {"A1": "A<&B", "C1": "x"}})
    workbook = load_workbook(output)
    assert workbook["表"]["A1"].value == "A<&B"
    assert workbook["表"]["B1"].value == "ＡＢ"
    assert workbook["表"]["C1"].value == "=A1&B1"
    assert workbook["別"]["A1"].value == "ＡＢ"


def test_a_control_character_does_not_break_the_file(tmp_path: Path) -> None:
    source, output = small(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    write_texts(source, output, {"表": {"A1": "A\x08B"}})
    assert load_workbook(output)["表"]["A1"].value == "A_x0008_B"  # as Excel writes it; openpyxl shows it raw


def test_every_other_part_is_byte_identical(tmp_path: Path) -> None:
    source, output = small(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    write_texts(source, output, {"表": {"A1": "AB"}})
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(output) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml"]


def test_an_unknown_sheet_stops_the_work_and_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbook, match="シート「ない」"):
        write_texts(small(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", {"ない": {"A1": "x"}})
    assert not (tmp_path / "b.xlsx").exists()


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
    assert again["measures"].records[0].raw["measure_id"] == "01-01"


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
    """)
    jobs.normalize(path, tmp_path / "整形後.xlsx")
    row = next(load_workbook(tmp_path / "整形後.xlsx")["進捗"].iter_rows(min_row=2, values_only=True))
    assert row[5] == 3500
    assert row[6] == "約3,000"  # not a number: left as typed, for check to tell
