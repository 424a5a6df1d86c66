"""What points at another sheet: codes, departments, the hierarchy."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxbook.findings import Level
from tests.support.checked import added, alone, changed, checked, of

STEPS = "## 工程\n| 施策ID | 番号 | 工程名 | 開始年度 | 終了年度 |\n"


def test_a_measure_of_an_unknown_outline(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, measures=changed("measures", "01-02 | 1-1", "01-02 | 7-1")), "R101")
    assert (found.sheet, found.cell, found.value) == ("施策", "B3", "7-1")
    assert found.message == "「7-1」は「体系」シートの体系コードにありません。"
    assert "ではありませんか" not in found.remedy


@pytest.mark.parametrize(("typed", "meant"), [("1-1", "01-01"), ("1－1", "01-01"), ("001-001", "01-01")])
def test_zeros_left_out_of_an_id_are_suggested(tmp_path: Path, typed: str, meant: str) -> None:
    found = alone(checked(tmp_path, extra=f"{STEPS}| {typed} | n:1 | 準備 | 令和5年度 | 令和6年度 |"), "R101")
    assert (found.sheet, found.cell) == ("工程", "A2")
    assert found.remedy.startswith(f"「{meant}」ではありませんか。")


def test_an_actual_of_no_kpi(tmp_path: Path) -> None:
    row = "| K99 | 1件 | 2件 | 3件 | | 確定 | |"
    found = alone(checked(tmp_path, actuals=added("actuals", row)), "R101")
    assert (found.sheet, found.cell) == ("実績", "A4")
    assert "「指標」シートの指標ID" in found.message


def test_a_report_of_no_measure(tmp_path: Path) -> None:
    row = "| 09-01 | 令和7年度 | 案内板を入れかえた。 | | | 計画どおり | 継続 | | |"
    assert of(checked(tmp_path, reports=added("reports", row)), "R101") == [("進捗", "A4")]


def test_a_parent_that_does_not_exist(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, outline=changed("outline", "| 1-1 | 1 |", "| 1-1 | 2 |")), "R101")
    assert (found.sheet, found.cell) == ("体系", "B3")


def test_a_department_the_city_does_not_have(tmp_path: Path) -> None:
    table = changed("measures", "窓口の混雑の緩和 | 市民課", "窓口の混雑の緩和 | 総務部")
    found = alone(checked(tmp_path, measures=table), "R102")
    assert (found.sheet, found.cell, found.value, found.level) == ("施策", "D3", "総務部", Level.ERROR)
    assert found.remedy.startswith("「総務課」ではありませんか。")


def test_each_unknown_department_of_a_cell(tmp_path: Path) -> None:
    table = changed("measures", "窓口の混雑の緩和 | 市民課", "窓口の混雑の緩和 | 水道局、市民課、宇宙課")
    found = checked(tmp_path, measures=table)
    assert [(each.code, each.cell, each.value) for each in found] == [
        ("R102", "D3", "水道局"), ("R102", "D3", "宇宙課")]


def test_all_departments_is_no_unknown_department(tmp_path: Path) -> None:
    table = changed("measures", "窓口の混雑の緩和 | 市民課", "窓口の混雑の緩和 | 全所属")
    assert checked(tmp_path, measures=table) == []


def test_a_department_of_the_inventory(tmp_path: Path) -> None:
    extra = "## 一覧\n| 種別 | 番号 | 名称 | 担当部署 |\n| 業務 | n:1 | 住民記録 | 市民家 |"
    found = alone(checked(tmp_path, extra=extra), "R102")
    assert (found.sheet, found.cell) == ("一覧", "D2")
    assert "「市民課」ではありませんか" in found.remedy


def test_a_plan_without_a_list_of_departments_is_left_in_peace(tmp_path: Path) -> None:
    found = checked(tmp_path, organisation="| 部署名 | 部 | 別名 | 区分 |")
    assert not of(found, "R102")


def test_an_alias_is_told_the_official_name(tmp_path: Path) -> None:
    table = changed("organisation", "| 市民課 | 市民部 | |", "| 市民窓口課 | 市民部 | 市民課、住民課 |")
    found = checked(tmp_path, organisation=table)
    assert [(each.code, each.cell, each.level) for each in found] == [
        ("R103", "D2", Level.INFO), ("R103", "D3", Level.INFO)]
    assert found[0].remedy.startswith("正式な部署名「市民窓口課」に")


ORGANISATION = """
    | 部署名 | 部 | 別名 | 区分 | 有効開始 | 有効終了 |
    | 総務課 | 総務部 | | 課 | | |
    | 市民課 | 市民部 | | 課 | | {until} |
    | 市民窓口課 | 市民部 | 市民課 | 課 | d:2025-04-01 | |
"""


def test_a_department_that_was_abolished(tmp_path: Path) -> None:
    found = checked(tmp_path, organisation=ORGANISATION.format(until="d:2025-03-31"))
    assert [(each.code, each.sheet, each.cell) for each in found] == [
        ("R104", "施策", "D2"), ("R104", "施策", "D3")]
    assert "2025年3月" in found[0].message
    assert found[0].remedy.startswith("「市民窓口課」ではありませんか。")


def test_a_department_abolished_at_the_end_of_the_year_under_review_was_there(tmp_path: Path) -> None:
    assert checked(tmp_path, organisation=ORGANISATION.format(until="d:2026-03-31")) == []


def test_a_loop_in_the_hierarchy_is_said_once(tmp_path: Path) -> None:
    table = changed("outline", "| 1 | | 柱 |", "| 1 | 1-1 | 柱 |")
    found = alone(checked(tmp_path, outline=table), "R105")
    assert (found.sheet, found.cell) == ("体系", "B2")
    assert "1 → 1-1 → 1" in found.message
    assert "空欄" in found.remedy


def test_an_outline_that_is_its_own_parent(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, outline=changed("outline", "| 1-1 | 1 |", "| 1-1 | 1-1 |")), "R105")
    assert found.cell == "B3"


def test_a_measure_without_an_owner(tmp_path: Path) -> None:
    table = changed("measures", "窓口の混雑の緩和 | 市民課", "窓口の混雑の緩和 | ")
    found = alone(checked(tmp_path, measures=table), "R106")
    assert (found.sheet, found.cell, found.column) == ("施策", "D3", "所管課")
    assert "01-02 窓口の混雑の緩和" in found.message


def test_a_plan_that_names_no_owners_at_all(tmp_path: Path) -> None:
    table = """
        | 施策ID | 体系コード | 施策名 |
        | 01-01 | 1-1 | オンライン申請の拡大 |
        | 01-02 | 1-1 | 窓口の混雑の緩和 |
    """
    assert checked(tmp_path, measures=table) == []


def test_a_kpi_of_an_abolished_measure(tmp_path: Path) -> None:
    table = changed("measures", "令和6年度 | 令和9年度 | 実施中", "令和6年度 | 令和9年度 | 廃止")
    found = alone(checked(tmp_path, measures=table), "R107")
    assert (found.sheet, found.cell) == ("指標", "B3")
    assert "01-02" in found.message
    assert "「改定」シート" in found.remedy


def test_a_measure_that_nothing_measures(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, kpis=changed("kpis", "| K02 | 01-02 |", "| K02 | 01-01 |")), "R108")
    assert (found.sheet, found.cell, found.level) == ("施策", "C3", Level.INFO)
    assert "備考" in found.remedy


@pytest.mark.parametrize(("header", "entry"), [("備考", "国が公表する値で見る。"), ("状態", "廃止")])
def test_a_measure_that_needs_no_kpi(tmp_path: Path, header: str, entry: str) -> None:
    table = f"""
        | 施策ID | 体系コード | 施策名 | 所管課 | {header} |
        | 01-01 | 1-1 | オンライン申請の拡大 | 市民課 | |
        | 01-02 | 1-1 | 窓口の混雑の緩和 | 市民課 | {entry} |
    """
    found = checked(tmp_path, measures=table, kpis=changed("kpis", "| K02 | 01-02 |", "| K02 | 01-01 |"))
    assert not of(found, "R108")


def test_a_kpi_of_the_hierarchy_measures_all_below(tmp_path: Path) -> None:
    assert checked(tmp_path, kpis=changed("kpis", "| K02 | 01-02 | |", "| K02 | | 1 |")) == []


def test_a_plan_that_measures_few_things_is_not_told_so_for_each_measure(tmp_path: Path) -> None:
    rest = "市民課 | | | | | 令和5年度 | 令和9年度 | 完了 |"
    rows = [f"| 01-0{n} | 1-1 | 取組その{n} | {rest}" for n in (3, 4, 5)]
    found = checked(tmp_path, measures=added("measures", *rows))
    assert not of(found, "R108")


def test_a_plan_without_kpis_is_not_told_so_for_each_measure(tmp_path: Path) -> None:
    found = checked(tmp_path, kpis="| 指標ID | 施策ID | 指標名 |", actuals="| 指標ID | 令和7年度 実績値 |")
    assert found == []
