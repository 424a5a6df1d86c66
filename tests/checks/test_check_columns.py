"""Column rules: what a clerk left out, wrote twice, or did not take from the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxbook.checks import run as checks
from dxbook.checks.failures import failures
from dxbook.findings import Level
from dxbook.plan import Department, NextStep, Progress, Report
from dxbook.plan.book import Table
from dxbook.plan.frames import frame, pandera_schema
from dxbook.reading.workbook import read
from tests.support.checked import added, alone, changed, checked, of
from tests.support.tables import plan_book


def test_a_clean_plan_has_no_findings(tmp_path: Path) -> None:
    assert checked(tmp_path) == []


def test_an_empty_required_cell(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, measures=changed("measures", "窓口の混雑の緩和", "")), "L101")
    assert (found.sheet, found.cell, found.column, found.level) == ("施策", "C3", "施策名", Level.ERROR)
    assert "施策名" in found.message
    assert "施策の名前です" in found.remedy  # the column's help says what to type


def test_a_required_cell_of_the_plan_sheet(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, plan={"計画名": ""}), "L101")
    assert (found.sheet, found.cell, found.column) == ("計画", "B4", "計画名")


def test_a_cell_the_reader_could_not_read_is_not_called_empty_too(tmp_path: Path) -> None:
    found = checked(tmp_path, measures=changed("measures", "| 01-02 | 1-1", "| d:2026-01-02 | 1-1"))
    assert of(found, "C103") == [("施策", "A3")]
    assert of(found, "L101") == []


def test_a_missing_column_is_said_once(tmp_path: Path) -> None:
    table = """
        | 施策ID | 体系コード | 所管課 |
        | 01-01 | 1-1 | 市民課 |
        | 01-02 | 1-1 | 市民課 |
    """
    assert [each.code for each in checked(tmp_path, measures=table) if each.column == "施策名"] == ["F107"]


def test_the_same_id_twice(tmp_path: Path) -> None:
    table = added("organisation", "| 市民課 | 市民部 | | 課 |")
    found = alone(checked(tmp_path, organisation=table), "L102")
    assert (found.sheet, found.cell) == ("組織", "A4")
    assert found.message == "「市民課」は3行目にもあります。"


def test_two_reports_of_one_measure_and_year(tmp_path: Path) -> None:
    row = "| 01-02 | 令和7年度 | 電話の受付も始めた年だった。 | なし | 続ける。 | 計画どおり | 継続 | | |"
    found = alone(checked(tmp_path, reports=added("reports", row)), "L102")
    assert (found.sheet, found.cell) == ("進捗", "A4")
    assert found.message == "「01-02・令和7年度」は3行目にもあります。"


def test_last_years_report_is_not_a_second_one(tmp_path: Path) -> None:
    row = "| 01-02 | 令和6年度 | 窓口の数を変えて試した。 | なし | 続ける。 | 計画どおり | 継続 | | |"
    assert checked(tmp_path, reports=added("reports", row)) == []


def test_a_kpi_with_two_rows_of_actuals_is_said_once(tmp_path: Path) -> None:
    row = "| K01 | 18件 | 27件 | 38件 | 令和8年3月 | 確定 | |"
    found = alone(checked(tmp_path, actuals=added("actuals", row)), "L102")
    assert (found.sheet, found.cell, found.value) == ("実績", "A4", "K01")


@pytest.mark.parametrize(("typed", "meant"), [
    ("継続中", "継続"), ("見直", "見直し"), ("終了", "完了"), ("拡充する", "拡充"),
])
def test_a_near_miss_of_a_choice_is_suggested(tmp_path: Path, typed: str, meant: str) -> None:
    table = changed("reports", "計画どおり | 継続 | n:300", f"計画どおり | {typed} | n:300")
    found = alone(checked(tmp_path, reports=table), "L103")
    assert (found.sheet, found.cell, found.value) == ("進捗", "G3", typed)
    assert found.remedy.startswith(f"「{meant}」ではありませんか。")


def test_a_choice_like_nothing_gets_the_list_only(tmp_path: Path) -> None:
    table = changed("reports", "計画どおり | 継続 | n:300", "計画どおり | 検討 | n:300")
    found = alone(checked(tmp_path, reports=table), "L103")
    assert found.remedy == "「継続」「拡充」「見直し」「縮小」「完了」「廃止」から選んでください。"


@pytest.mark.parametrize("typed", ["　時点", "時　点", "時 点 "])
def test_width_and_spaces_do_not_make_a_choice_wrong(tmp_path: Path, typed: str) -> None:
    table = changed("kpis", "| 時点 |", f"| {typed} |")
    assert "L103" not in {each.code for each in checked(tmp_path, kpis=table)}


def test_an_unknown_rating_scale(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, plan={"評価尺度": "松竹梅"}), "L103")
    assert (found.sheet, found.cell) == ("計画", "B9")
    assert "◎・○・△・×（4段階）" in found.remedy


@pytest.mark.parametrize("scale", ["◎・○・△・×（4段階）", "marks", "◎・○・△・×(4段階)"])
def test_a_scale_is_known_by_title_and_by_id(tmp_path: Path, scale: str) -> None:
    assert checked(tmp_path, plan={"評価尺度": scale}) == []


def test_a_number_out_of_range(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, reports=changed("reports", "n:290", "n:-290")), "L104")
    assert (found.sheet, found.cell) == ("進捗", "I3")
    assert found.remedy == "0以上の数を入力してください。"


def test_a_number_above_the_range(tmp_path: Path) -> None:
    steps = """## 工程
        | 施策ID | 番号 | 工程名 | 開始年度 | 終了年度 |
        | 01-01 | n:100 | 準備 | 令和5年度 | 令和6年度 |
    """
    found = alone(checked(tmp_path, extra=steps), "L104")
    assert (found.sheet, found.cell) == ("工程", "B2")
    assert "99以下" in found.message


def test_a_text_too_long_for_its_column(tmp_path: Path) -> None:
    name = "オ" * 121
    found = alone(checked(tmp_path, measures=changed("measures", "窓口の混雑の緩和", name)), "L105")
    assert (found.sheet, found.cell, found.level) == ("施策", "C3", Level.WARNING)
    assert "121文字" in found.message
    assert "120文字" in found.message
    assert len(found.value) < 30  # the list stays readable


def test_the_longest_allowed_text_is_fine(tmp_path: Path) -> None:
    assert checked(tmp_path, measures=changed("measures", "窓口の混雑の緩和", "オ" * 120)) == []


def test_a_value_too_long_for_its_column(tmp_path: Path) -> None:
    target = f"60件（{'注' * 120}）"
    found = checked(tmp_path, kpis=changed("kpis", "60件", target))
    assert of(found, "L105") == [("指標", "J2")]


def test_a_frames_index_is_the_excel_row(tmp_path: Path) -> None:
    table = read(plan_book(tmp_path / "a.xlsx")).tables["measures"]
    cells = frame(table)
    assert list(cells.index) == [2, 3]
    assert cells.loc[3, "name"] == "窓口の混雑の緩和"
    assert cells.loc[2, "first_fy"] == 2023
    assert str(cells["first_fy"].dtype) == "Int64"


def test_the_frame_of_yearly_columns_has_a_row_for_each_year(tmp_path: Path) -> None:
    cells = frame(read(plan_book(tmp_path / "a.xlsx")).tables["actuals"])
    assert list(zip(cells.index, cells["fy"], strict=True))[:3] == [(2, 2023), (2, 2024), (2, 2025)]


def test_rows_without_an_id_are_not_each_others_twins() -> None:
    table = Table(Report.sheet, "進捗", records=[
        Report(row, {"done": "行った。", "progress": Progress.LATE, "direction": NextStep.CONTINUE}) for row in (2, 3)])
    assert {failure.code for failure in failures(table)} == {"L101"}


def test_the_pandera_schema_follows_the_declaration() -> None:
    schema = pandera_schema(Department.sheet)
    assert schema.columns["name"].unique
    assert not schema.columns["name"].nullable
    assert schema.columns["category"].nullable


def test_a_type_the_reader_must_not_give_is_not_blamed_on_the_clerk() -> None:
    table = Table(Report.sheet, "進捗", records=[Report(2, {"measure_id": "1", "fy": "令和7年度"})])
    with pytest.raises((TypeError, ValueError)):
        frame(table)


def test_progress_counts_what_is_in(tmp_path: Path) -> None:
    report = ("予約の枠を広げた。 | 電話の予約が多い。 | ネット予約を勧める。 | 計画どおり | 継続 | "
              "n:300 | n:290")
    reports = changed("reports", report, "| | | | | |")
    actuals = changed("actuals", "21分 | 令和8年3月 | 確定", "| |")
    measures = changed("measures", "オンライン申請の拡大 | 市民課", "オンライン申請の拡大 | 総務課")
    path = plan_book(tmp_path / "a.xlsx", reports=reports, actuals=actuals, measures=measures)
    counted = checks.progress(read(path))
    assert str(counted) == "入力 2/4"
    assert (counted.total, counted.filled) == (4, 2)
    assert {name: str(each) for name, each in counted.departments.items()} == {
        "総務課": "入力 2/2", "市民課": "入力 0/2"}


def test_a_report_counts_once_its_required_cells_are_filled(tmp_path: Path) -> None:
    report = ("予約の枠を広げた。 | 電話の予約が多い。 | ネット予約を勧める。 | 計画どおり | 継続 | "
              "n:300 | n:290")
    short = changed("reports", report, "枠を広げた。 | | | 計画どおり | 継続 | |")
    assert checks.progress(read(plan_book(tmp_path / "a.xlsx", reports=short))).filled == 4
    begun = changed("reports", report, "枠を広げた。 | | | 計画どおり | | |")
    assert checks.progress(read(plan_book(tmp_path / "b.xlsx", reports=begun))).filled == 3


def test_unknown_yet_is_an_answer(tmp_path: Path) -> None:
    actuals = changed("actuals", "21分 | 令和8年3月 | 確定", " | | 未判明")
    assert checks.progress(read(plan_book(tmp_path / "a.xlsx", actuals=actuals))).filled == 4
