"""The worksheet functions, called with the very shapes xlwings passes. Expected values are worked out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dxbook import jobs
from dxbook.plan.profile import load_profile, profile_names
from dxbook.rounds.template.layout import HEADER_ROW
from tests.support.excel_calls import MISSING, NOT_AVAILABLE, excel

Call = Callable[..., Any]


@pytest.fixture(scope="module")
def call() -> Iterator[Call]:
    with excel() as calling:
        yield calling


def com_date(year: int, month: int, day: int) -> dt.datetime:
    """A date cell as pywin32 hands it over: a datetime in UTC."""
    return dt.datetime(year, month, day, tzinfo=dt.UTC)


# -- shapes ----------------------------------------------------------------------------------------------------


def test_one_cell_gives_one_value(call: Call) -> None:
    assert call("DX_FY", "令和5年度") == 2023
    assert call("DX_FY", (("令和5年度",),)) == 2023


def test_a_range_keeps_its_shape(call: Call) -> None:
    square = (("R5", "R6"), (None, "H31"))
    assert call("DX_FY", square) == [[2023, 2024], ["", 2019]]
    assert call("DX_FY", (("R5",), ("R6",))) == [[2023], [2024]]  # a column
    assert call("DX_FY", (("R5", "R6"),)) == [2023, 2024]  # a row: COM's own form of it
    assert call("DX_FY", ("R5", "R6")) == [2023, 2024]  # an array in the formula: {"R5","R6"}


def test_ten_thousand_cells_are_one_call(call: Call) -> None:
    cells = tuple((f"{number:,}件", ) for number in range(10_000))
    assert call("DX_NUMBER", cells) == [[float(number)] for number in range(10_000)]


def test_more_cells_than_excel_can_wait_for_are_refused(call: Call) -> None:
    answer = call("DX_NUMBER", ((1.0,),) * 100_001)
    assert answer.startswith("範囲が大きすぎます（100,001セル）。列全体ではなく")


def test_left_out_arguments_take_their_defaults(call: Call) -> None:
    assert call("DX_NUMBER", "330", MISSING) == 330
    assert call("DX_NUMBER", "330", "千円") == 330_000
    assert call("DX_NUMBER", "330", None) == 330  # an empty cell as the unit


def test_a_column_of_units_goes_with_a_column_of_values(call: Call) -> None:
    values, units = (("3",), ("5",)), (("万枚",), ("件",))
    assert call("DX_NUMBER", values, units) == [[30_000], [5]]
    assert call("DX_UNIT", values, units) == [["枚"], ["件"]]
    assert call("DX_NUMBER", values, "千円") == [[3000], [5000]]


def test_ranges_of_other_sizes_are_told(call: Call) -> None:
    answer = call("DX_NUMBER", (("3",), ("5",)), (("件",), ("件",), ("件",)))
    assert answer.startswith("範囲の大きさがそろっていません。")


@pytest.mark.parametrize("name", ["DX_NORMALIZE", "DX_NUMBER", "DX_UNIT", "DX_FY", "DX_WAREKI", "DX_SEIREKI", "DX_GRADE",
                                  "DX_CODE"])
def test_empty_stays_empty(call: Call, name: str) -> None:
    assert call(name, None) == ""
    assert call(name, ((None,), ("",))) == [[""], [""]]


@pytest.mark.parametrize("name", ["DX_NORMALIZE", "DX_NUMBER", "DX_UNIT", "DX_FY", "DX_WAREKI", "DX_SEIREKI", "DX_GRADE",
                                  "DX_CODE"])
def test_error_values_are_told(call: Call, name: str) -> None:
    assert call(name, NOT_AVAILABLE) == "もとのセルが #N/A です。"
    assert call(name, ((-2146826245,),)) == "もとのセルがエラー値です。"  # #SPILL!, unknown to xlwings


def test_numbers_past_32_bits_leave_as_doubles(call: Call) -> None:
    """COM would make a 64-bit integer of them, which 32-bit Excel shows as #VALUE!."""
    answer = call("DX_NUMBER", "33億円")
    assert answer == 3_300_000_000
    assert isinstance(answer, float)
    assert isinstance(call("DX_FY", "R5"), float)


def test_nothing_is_raised(call: Call) -> None:
    for name in ("DX_NORMALIZE", "DX_NUMBER", "DX_UNIT", "DX_FY", "DX_WAREKI", "DX_SEIREKI", "DX_GRADE", "DX_CODE"):
        for odd in (True, Decimal("12.5"), com_date(2024, 1, 1), float("inf"), "=1+1", "\x00", "💮" * 40_000, 1e300):
            assert isinstance(call(name, odd), (str, float, bool, dt.datetime, Decimal)), (name, odd)


EVERY = {"DX_NORMALIZE": 2, "DX_NUMBER": 2, "DX_UNIT": 2, "DX_READING": 2, "DX_FY": 1, "DX_WAREKI": 2, "DX_SEIREKI": 1,
         "DX_ACHIEVEMENT": 7, "DX_GRADE": 2, "DX_EXPECTED": 5, "DX_CODE": 1, "DX_CHECK": 2}
"""The functions and how many arguments each takes."""


@pytest.mark.parametrize(("name", "count"), EVERY.items())
def test_any_argument_may_be_anything(call: Call, name: str, count: int) -> None:
    """In every place of every function: never an exception, and only what a cell can hold."""
    cells = (None, "", " ", "R5", "あ" * 300, 0.0, -1.0, 1e300, 2_147_483_648.0, True, com_date(1900, 1, 1),
             com_date(9999, 12, 31), NOT_AVAILABLE, -2146826245, Decimal("1.5"))
    shapes = [*cells, ((None,), (None,)), (("R5", None), (NOT_AVAILABLE, 3.0)), ("R5", "R6"), MISSING]
    for place in range(count):
        for odd in shapes:
            arguments: list[Any] = ["R5"] * count
            arguments[place] = odd
            answer = call(name, *arguments)
            rows = answer if isinstance(answer, list) else [answer]
            for cell in (cell for row in rows for cell in (row if isinstance(row, list) else [row])):
                assert isinstance(cell, (str, float, bool, dt.datetime)), (name, place, odd, cell)
                assert "計算できません" not in str(cell), (name, place, odd, cell)  # what nobody thought of


# -- each function ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "policy", "expected"), [
    ("Ｗｉ－Ｆｉ　導入", MISSING, "Wi-Fi 導入"),
    ("ﾃﾞｼﾞﾀﾙ化", MISSING, "デジタル化"),
    ("髙橋（神）", "名称", "髙橋（神）"),
    ("①ー２", "コード", "1-2"),
    ("１，２００", "数", 1200),
    ("令和５～９年度", "値", "令和5～9年度"),
    ("ＡＢＣ", "そのまま", "ＡＢＣ"),
    ("ＡＢＣ", "prose", "ABC"),
    (12.5, MISSING, 12.5),
])
def test_normalize(call: Call, text: Any, policy: Any, expected: Any) -> None:
    assert call("DX_NORMALIZE", text, policy) == expected


def test_normalize_names_the_policies(call: Call) -> None:
    assert call("DX_NORMALIZE", "ＡＢＣ", "全部") == \
        "整え方「全部」はありません。使えるのは コード、名称、文章、値、数、そのまま です。"


@pytest.mark.parametrize(("text", "number", "unit"), [
    ("約330万枚", 3_300_000, "枚"), ("３8.56%\n（令和４年３月現在）", 38.56, "%"),
    ("延べ３３万枚（令和７年度まで）", 330_000, "枚"),
    ("12億3,050万8千円", 1_230_508_000, "円"), ("▲310人", -310, "人"), ("年３回以上", 3, "回/年"), ("―", "", ""),
    (0.25, 0.25, ""),
])
def test_number_and_unit(call: Call, text: str, number: Any, unit: str) -> None:
    assert call("DX_NUMBER", text) == number
    assert call("DX_UNIT", text) == unit


def test_what_has_no_one_number_is_told(call: Call) -> None:
    assert call("DX_NUMBER", "7.86%（市民課）2.71%（市民税課）").startswith("値が2つ以上あります。")
    assert "「計画の策定」は数のない文章" in call("DX_NUMBER", "計画の策定")
    both = call("DX_NUMBER", 0.3856, "%")
    assert "0.3856%" in both
    assert "38.56%" in both


def test_reading_of_one_value(call: Call) -> None:
    assert call("DX_READING", "延べ３３万枚（令和７年度まで）") == [
        ["書かれたもの", "延べ３３万枚（令和７年度まで）"], ["値", 330_000], ["単位", "枚"],
        ["書かれた値", 33], ["書かれた単位", "万枚"], ["条件", "累計・延べ"], ["時点", "令和7年度"]]


def test_readings_of_a_range_stand_under_their_labels(call: Call) -> None:
    answer = call("DX_READING", (("5件",), (None,), ("7.86%（市民課）2.71%（市民税課）",)))
    labels, first, empty, parts = answer
    assert dict(zip(labels, first, strict=True))["値"] == 5
    assert set(empty) == {""}
    assert dict(zip(labels, parts, strict=True))["内訳"] == "市民課 7.86%、市民税課 2.71%"


@pytest.mark.parametrize(("value", "expected"), [
    ("令和元年度", 2019), ("平成31年4月", 2019), ("R6.3.31", 2023), ("令和6年4月1日", 2024), (2023.0, 2023),
    (45382.0, 2023),  # 2024-03-31 as Excel's number
    (45383.0, 2024),  # 2024-04-01
])
def test_fiscal_year(call: Call, value: Any, expected: int) -> None:
    assert call("DX_FY", value) == expected


def test_a_date_cell_lies_in_its_fiscal_year(call: Call) -> None:
    assert call("DX_FY", ((com_date(2024, 3, 31),), (com_date(2024, 4, 1),))) == [[2023], [2024]]


def test_a_year_without_era_is_not_guessed(call: Call) -> None:
    answer = call("DX_FY", "29年度")
    assert "平成29年(2017年)" in answer
    assert "令和29年(2047年)" in answer


@pytest.mark.parametrize(("value", "expected", "short"), [
    (2023.0, "令和5年度", "R5"), ("2019年度", "令和元年度", "R1"), ("2018", "平成30年度", "H30"), ("2023年", "令和5年", "R5"),
    ("2019年4月30日", "平成31年4月30日", "H31.4.30"), ("2019/5/1", "令和元年5月1日", "R1.5.1"),
    ("2024年3月", "令和6年3月", "R6.3"),
])
def test_wareki(call: Call, value: Any, expected: str, short: str) -> None:
    assert call("DX_WAREKI", value) == expected
    assert call("DX_WAREKI", value, True) == short
    assert call("DX_WAREKI", value, False) == expected


def test_wareki_of_a_date_cell(call: Call) -> None:
    assert call("DX_WAREKI", com_date(2026, 1, 9)) == "令和8年1月9日"


def test_seireki(call: Call) -> None:
    assert call("DX_SEIREKI", "令和5年度") == 2023
    assert call("DX_SEIREKI", "平成31年") == 2019
    assert call("DX_SEIREKI", "R6.3.31") == com_date(2024, 3, 31)
    assert call("DX_SEIREKI", "令和6年3月") == "2024年3月"
    assert "期間" in call("DX_SEIREKI", "令和5～9年度")


def test_achievement(call: Call) -> None:
    assert call("DX_ACHIEVEMENT", "80件", "100件", "増加") == 0.8
    assert call("DX_ACHIEVEMENT", "80件", "100件", "増加", "60件") == 0.5
    assert call("DX_ACHIEVEMENT", "80件", "100件", "増加", "60件", "達成率") == 0.8
    assert call("DX_ACHIEVEMENT", 50.0, 40.0, "減少", 60.0) == 0.5
    assert call("DX_ACHIEVEMENT", 70.0, 100.0, "増加", 50.0, "時点改善率", 2.0, 4.0) == 0.8  # (20/50) ÷ (2/4)
    assert call("DX_ACHIEVEMENT", "0件", "０件を維持") == 1


def test_achievement_over_a_table(call: Call) -> None:
    actual, target = (("80件",), (None,), (None,), ("5人",)), (("100件",), ("10件",), (None,), ("10件",))
    answer = [row[0] for row in call("DX_ACHIEVEMENT", actual, target, "増加")]
    assert answer[:3] == [0.8, "実績未判明", ""]
    assert answer[3].startswith("評価できない：目標値の単位（件）と実績値の単位（人）が違う")


def test_achievement_never_mixes_shares_and_percentages(call: Call) -> None:
    """A cell formatted as % holds 0.75; beside 「80%」 it may mean 75 % or 0.75 %."""
    answer = call("DX_ACHIEVEMENT", 0.75, "80%", "増加")
    assert answer.startswith("評価できない：")
    assert "75%" in answer
    assert call("DX_ACHIEVEMENT", 0.75, 0.8, "増加") == 0.9375


def test_achievement_asks_for_what_is_missing(call: Call) -> None:
    assert "方向（増加・減少など）が書かれていない" in call("DX_ACHIEVEMENT", 80.0, 100.0)
    assert call("DX_ACHIEVEMENT", 80.0, 100.0, "ふえる").startswith("方向「ふえる」はありません。使えるのは 増加、減少、")
    assert "何年目か" in call("DX_ACHIEVEMENT", 80.0, 100.0, "増加", 10.0, "時点改善率")


def test_grade(call: Call) -> None:
    cells = ((1.0, 0.99, "85%", "実績未判明", None),)
    answer = call("DX_GRADE", cells, "abcd")
    assert answer[3:] == ["実績未判明", ""]
    assert set(answer[:3]) <= {"A", "B", "C", "D"}
    assert answer[0] == "A"
    assert call("DX_GRADE", "〇", "marks") == "○"
    assert call("DX_GRADE", "評価できない：方向が…") == "評価できない"


def test_a_grade_is_not_given_to_a_percentage_without_its_sign(call: Call) -> None:
    assert call("DX_GRADE", 85.0) == "85は8,500%のことになります。85%なら「85%」と、そのままの倍率なら「8500%」と書いてください。"


def test_expected_lies_on_the_straight_line(call: Call) -> None:
    args = ("60件", "100件", "R4", "R8")
    assert [call("DX_EXPECTED", *args, fy) for fy in ("R4", "R6", "R8", "R9")] == [68, 84, 100, 100]
    assert call("DX_EXPECTED", *args, "R3").startswith("年度が開始年度より前です。")
    assert call("DX_EXPECTED", None, "100件", "R4", "R8", "R5") == "現状値が空欄です。"


def test_code(call: Call) -> None:
    codes = ((122025.0, "012025", "12202", "122026"),)
    known, zero, five, wrong = call("DX_CODE", codes)
    assert (known, zero) == ("122025", "012025")
    assert "「122025」" in five
    assert "検査数字" in wrong


def test_check(call: Call) -> None:
    rows = (("施策ID", "体系コード", "施策名", "所管課", "状態", "開始年度"),
            ("01-01", "1", "窓口の改善", "総務課", "実施中", "R5"),
            ("01-01", "1", None, "総務課", "済", "29年度"))
    head, *found = call("DX_CHECK", rows)
    assert head == ["レベル", "行", "欄", "値", "内容", "直し方"]
    assert {(row[0], row[1], row[2]) for row in found} >= {
        ("エラー", 3, "施策ID"), ("エラー", 3, "施策名"), ("エラー", 3, "状態"), ("警告", 3, "開始年度")}
    assert {row[1] for row in found} == {3}


def test_check_of_a_sound_table(call: Call) -> None:
    rows = (("用語", "読み", "説明"), ("DX", "ディーエックス", "デジタル技術でよりよくすること"))
    assert call("DX_CHECK", rows) == "指摘はありません。"
    assert call("DX_CHECK", rows, "用語") == "指摘はありません。"


def test_check_knows_the_words_of_each_plan(call: Call, tmp_path: Path) -> None:
    """The headers of a plan may be a city's own: nothing is missing in them."""
    from python_calamine import CalamineWorkbook

    for name in profile_names():
        path = tmp_path / f"{name}.xlsx"
        jobs.new(path, profile=name, years=range(2024, 2029), review_fy=2024)
        rows = CalamineWorkbook.from_path(path).get_sheet_by_name(load_profile(name).word("施策")).to_python()
        header = tuple(rows[HEADER_ROW - 1])
        assert call("DX_CHECK", (header, (None,) * len(header))) == "指摘はありません。", name


def test_check_says_what_it_cannot_know(call: Call) -> None:
    assert call("DX_CHECK", (("あ", "い"), ("1", "2"))).startswith("計画のどの表か、見出しからわかりません。")
    assert call("DX_CHECK", (("あ", "い"), ("1", "2")), "名簿").startswith("「名簿」という表はありません。")


# -- what the dialog shows -------------------------------------------------------------------------------------


def test_the_functions_can_be_imported_anywhere() -> None:
    from dxbook.apps.excel import functions as udf

    assert udf.DX_FY([["R5"]]) == [[2023]]
