"""The VBA functions against Python over many values, in pyOpenVBA's interpreter of VBA."""

from __future__ import annotations

import itertools
import random
from datetime import datetime
from typing import Any

import pytest
from pyopenvba.interpreter import Interpreter

from dxbook.apps.excel.functions import ratings, times, values
from dxbook.plan.scales import presets
from dxbook.text.lgcode import check_digit
from dxbook.text.policies import normalize
from macros.build import books
from macros.build.modules import from_text


@pytest.fixture(scope="module")
def vba() -> Interpreter:
    interpreter = Interpreter()
    for module in books.modules(books.SOURCES):
        if module.name in books.FUNCTIONS:
            interpreter.add_module(module.source, name=module.name)
    return interpreter


def agree(got: Any, wanted: Any) -> bool:
    """Numbers and short texts must be equal; for a sentence there must be a sentence."""
    if isinstance(wanted, datetime):
        wanted = (wanted - datetime(1899, 12, 30)).days
    if isinstance(wanted, str) and (wanted.endswith("。") or wanted.startswith("評価できない")):
        return isinstance(got, str) and (got.endswith("。") or got.startswith("評価できない"))
    if isinstance(wanted, str):
        return str(got) == wanted
    return not isinstance(got, str) and abs(float(got) - float(wanted)) < 1e-9


NUMBERS = (0, 1, 80, 100, 120.5, -3)


def test_rates_over_a_grid(vba: Interpreter) -> None:
    wrong = []
    for actual, target, baseline in itertools.product(NUMBERS, NUMBERS, ("", 0, 50, 100)):
        for way, formula in (("増加", ""), ("減少", ""), ("増加", "達成率"), ("維持", "")):
            wanted = ratings.achievement(actual, target, way, baseline, formula)
            got = vba.run("DXV_ACHIEVEMENT", [actual, target, way, baseline, formula])
            if not agree(got, wanted):
                wrong.append((actual, target, way, baseline, formula, got, wanted))
    assert not wrong


@pytest.mark.parametrize("actual", ["4件", "5件", "6件", "５件", "1,200件", "なし", "－"])
@pytest.mark.parametrize("target", ["5件以上", "5件以下", "5件未満", "5件超", "0件", "1,500件", "約5件", "5人"])
@pytest.mark.parametrize("way", ["増加", "減少", "維持"])
def test_rates_of_values_with_units_are_equal_or_left_to_the_program(
    vba: Interpreter, actual: str, target: str, way: str
) -> None:
    got, wanted = vba.run("DXV_ACHIEVEMENT", [actual, target, way, "", ""]), ratings.achievement(actual, target, way)
    left = isinstance(got, str) and "DX_ACHIEVEMENT" in got
    assert left or agree(got, wanted), (got, wanted)
    assert not left or "約" in target


def test_grades_at_every_floor_of_every_scale(vba: Interpreter) -> None:
    for scale in presets():
        for floor in [grade.floor for grade in scale.grades if grade.floor is not None]:
            for rate in (floor, floor - 0.0004, floor + 0.0004, f"{floor * 100:g}%"):
                for title in (scale.id, scale.title):
                    if rate != "" and title == scale.id:
                        wanted = scale.grade(float(rate) if not isinstance(rate, str) else floor).mark
                    assert vba.run("DXV_GRADE", [rate, title]) == wanted, (scale.id, rate)
    assert "ありません" in str(vba.run("DXV_GRADE", [0.5, "知らない尺度"]))


def test_binary_noise_never_costs_a_grade(vba: Interpreter) -> None:
    rate = vba.run("DXV_ACHIEVEMENT", [0.3, 0.35, "増加", 0.1])  # 0.8 by hand
    assert vba.run("DXV_GRADE", [rate, "abcd"]) == "B"


def test_codes(vba: Interpreter) -> None:
    choice = random.Random(4)
    for _ in range(60):
        five = f"{choice.randint(0, 49):02d}{choice.choice([0, *range(90, 999)]):03d}"
        right = check_digit(five)
        for code in (f"{five}{right}", f"{five}{(right + 3) % 10}", int(f"{five}{right}"), five):
            assert agree(vba.run("DXV_CODE", [code]), values.code(code)), code
    assert vba.run("DXV_CODE", ["１２２１０－６"]) == "122106"
    assert vba.run("DXV_CODE", [12025.0]) == "012025"  # 函館市: Excel dropped the 0


ALPHABET = "０１２9年度月日～〜~-－―ーｰ−‐（）(%％㌫ 　\n\rァｱｶﾞﾊﾟかサ\u3099ビABＡｂ.．,，:：/／▲令和R5件回以上\u200b\u00a0㈱①ｳﾞヲ"


def test_normalising_odd_strings(vba: Interpreter) -> None:
    choice = random.Random(5)
    for _ in range(250):
        text = "".join(choice.choices(ALPHABET, k=choice.randint(1, 9)))
        assert vba.run("DxNormalizeValue", [text]) == normalize(text, "value"), repr(text)


PIECES = ["令和", "平成", "昭和", "R", "H", "令", "元", "５", "3", "12", "31", "年", "年度", "月", "日", "末", "(", ")",
          "2023", "2024", "/", ".", "～", "現在", "十", "二", "FY", "29", "1", "2025", "末日", " ", "火"]


def test_years_of_odd_strings(vba: Interpreter) -> None:
    choice = random.Random(6)
    read = 0
    for _ in range(120):
        text = "".join(choice.choices(PIECES, k=choice.randint(1, 5)))
        for name, function in (("DXV_FY", times.fy), ("DXV_WAREKI", times.wareki), ("DXV_SEIREKI", times.seireki)):
            wanted = function(text)
            read += not agree("x。", wanted)
            assert agree(vba.run(name, [text]), wanted), (name, text, vba.run(name, [text]), wanted)
    assert read > 20


@pytest.mark.parametrize("text", ["29年度", "２９年", "31年度末", "十六年度", "99"])
def test_a_year_without_era_gets_the_same_sentence(vba: Interpreter, text: str) -> None:
    wanted = times.fy(text)
    assert "どちらか決められません" in wanted
    assert vba.run("DXV_FY", [text]) == wanted
    assert vba.run("DXV_FY", ["元号"]) == times.fy("元号")


@pytest.mark.parametrize("text", [
    "2019/4/30", "2019/5/1", "1989/1/7", "1989/1/8", "平成31年4月", "令和元年5月", "令和1年", "昭和64年"])
def test_borders_of_the_eras(vba: Interpreter, text: str) -> None:
    for name, function in (("DXV_FY", times.fy), ("DXV_WAREKI", times.wareki), ("DXV_SEIREKI", times.seireki)):
        assert agree(vba.run(name, [text]), function(text)), name


ARRAYS = '''Attribute VB_Name = "Arrays"
Option Explicit
Public Function WITH_ERROR(unused As Variant) As Variant
    Dim given(1 To 3, 1 To 1) As Variant, found As Variant
    given(1, 1) = 80: given(2, 1) = CVErr(2007): given(3, 1) = 90
    found = DXV_ACHIEVEMENT(given, 100, "増加")
    WITH_ERROR = found(1, 1) & "|" & found(2, 1) & "|" & found(3, 1)
End Function
Public Function WITH_LIST(unused As Variant) As Variant
    Dim found As Variant
    found = DXV_FY(Array("R5", "R6"))
    WITH_LIST = UBound(found, 1) & "|" & UBound(found, 2) & "|" & found(1, 1) & "|" & found(1, 2)
End Function
'''


def test_an_error_stays_in_its_own_cell_and_a_list_is_a_row() -> None:
    """LibreOffice gives a range's errors as 0, and {1,2} as two dimensions: both only here."""
    interpreter = Interpreter()
    for module in [*books.modules(books.SOURCES), from_text(ARRAYS, "Arrays")]:
        if module.name in (*books.FUNCTIONS, "Arrays"):
            interpreter.add_module(module.source, name=module.name)
    assert interpreter.run("WITH_ERROR", [0]) == "0.8|もとのセルがエラー値です。|0.9"
    assert interpreter.run("WITH_LIST", [0]) == "1|2|2023|2024"


@pytest.mark.parametrize("text", ["R5", "令和元年度", "令和7年度末", "2024/3/31", "平成31年4月", "2023年", "1990", "随時", "－"])
def test_short_years(vba: Interpreter, text: str) -> None:
    assert agree(vba.run("DXV_WAREKI", [text, True]), times.wareki(text, True))
    assert vba.run("DXV_WAREKI", [text, False]) == vba.run("DXV_WAREKI", [text])
