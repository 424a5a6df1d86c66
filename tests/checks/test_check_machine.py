"""Machine readability of the data sheets (総務省 統一ルール)."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxbook.findings import Level
from tests.support.checked import added, alone, changed, checked, of

INVENTORY = "## 一覧\n| 種別 | 番号 | 名称 |\n"


def test_two_values_in_one_cell(tmp_path: Path) -> None:
    table = changed("kpis", "| 10件 |", "| 6件（市民課）4件（総務課） |")
    found = checked(tmp_path, kpis=table)
    assert of(found, "M101") == [("指標", "H2")]
    one = next(each for each in found if each.code == "M101")
    assert one.level is Level.INFO
    assert "値が2つ" in one.message
    assert "「市民課」「総務課」" in one.remedy


def test_two_values_are_told_once_a_kpi(tmp_path: Path) -> None:
    two = "6件（市民課）4件（総務課）"
    found = checked(tmp_path, kpis=changed("kpis", "| 10件 |", f"| {two} |").replace("60件", two))
    assert of(found, "M101") == [("指標", "H2")]
    found = checked(tmp_path, actuals=changed("actuals", "27件 | 38件", f"{two} | {two}"))
    assert of(found, "M101") == [("実績", "C2")]


@pytest.mark.parametrize(("written", "joined"), [("総　務　課", "総務課"), ("総 務 課", "総務課")])
def test_spaces_between_the_letters_of_a_name(tmp_path: Path, written: str, joined: str) -> None:
    table = added("organisation", f"| 秘書課 | {written} | | 課 |")
    found = alone(checked(tmp_path, organisation=table), "M102")
    assert (found.sheet, found.cell) == ("組織", "B4")
    assert found.remedy == f"「{joined}」と続けて書いてください。"


def test_a_name_broken_over_two_lines(tmp_path: Path) -> None:
    table = changed("measures", "窓口の混雑の緩和", "窓口の混雑<br>の緩和")
    found = alone(checked(tmp_path, measures=table), "M102")
    assert (found.sheet, found.cell) == ("施策", "C3")
    assert "改行" in found.message
    assert "「窓口の混雑の緩和」" in found.remedy


@pytest.mark.parametrize("name", ["窓口の予約 オンライン申請の拡大", "DX 推進", "A市 B課", "第1回 会議"])
def test_spaces_between_words(tmp_path: Path, name: str) -> None:
    assert checked(tmp_path, measures=changed("measures", "窓口の混雑の緩和", name)) == []


def test_departments_on_lines_of_their_own(tmp_path: Path) -> None:
    table = changed("measures", "窓口の混雑の緩和 | 市民課", "窓口の混雑の緩和 | 市民課<br>総務課")
    assert checked(tmp_path, measures=table) == []


def test_a_kpi_without_a_unit(tmp_path: Path) -> None:
    table = changed("kpis", "| 件 | 増加 | 時点 | 10件 |", "| | 増加 | 時点 | 10 |").replace("60件", "60")
    found = checked(tmp_path, kpis=table)
    assert of(found, "M103") == [("指標", "E2")]
    assert "単位がありません" in next(each.message for each in found if each.code == "M103")


def test_a_unit_in_the_value_is_enough(tmp_path: Path) -> None:
    assert checked(tmp_path, kpis=changed("kpis", "| 件 | 増加", "| | 増加")) == []


@pytest.mark.parametrize(("number", "plain"), [("①", "1"), ("Ⅳ", "IV")])
def test_a_circled_number_as_an_id(tmp_path: Path, number: str, plain: str) -> None:
    outline = added("outline", f"| {number} | | 柱 | 安心して暮らす |")
    found = alone(checked(tmp_path, outline=outline.replace("| 1 | | 柱", "| 9 | | 柱").replace(
        "| 1-1 | 1 |", "| 1-1 | 9 |")), "M104")
    assert (found.sheet, found.cell) == ("体系", "A4")
    assert f"「{plain}」" in found.remedy


def test_circled_numbers_in_prose_are_welcome(tmp_path: Path) -> None:
    table = changed("measures", "待ち時間が長い。", "①待ち時間が長い。②職員が足りない。")
    assert checked(tmp_path, measures=table) == []


@pytest.mark.parametrize(("written", "number"), [("12", "12"), ("１２", "12"), ("1,200", "1200")])
def test_a_number_that_is_a_text(tmp_path: Path, written: str, number: str) -> None:
    found = alone(checked(tmp_path, extra=f"{INVENTORY}| 業務 | {written} | 住民記録 |"), "M105")
    assert (found.sheet, found.cell, found.value) == ("一覧", "B2", written)
    assert f"「{number}」" in found.remedy


def test_a_number_is_a_number(tmp_path: Path) -> None:
    assert checked(tmp_path, extra=f"{INVENTORY}| 業務 | n:12 | 住民記録 |") == []
