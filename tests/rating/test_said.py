"""What a check sheet prints below a KPI, word for word: the formula with its numbers, or why there is no rate."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dxbook.plan import Aggregation, Direction, Formula
from dxbook.rating.formulas import Rated, done, number, rate
from dxbook.rating.kpi import Question, answer, unit_of
from dxbook.rating.rules import average, milestone, yearly_change
from dxbook.values import Reading, read_value

UP, DOWN, KEEP, RANGE, REACH = Direction


def ask(target: str | None, actual: str | None, **more: Any) -> Question:
    """A KPI in the 3rd of 5 years, asked for its 改善率; cells as a clerk writes them."""
    def read(cell: str | None) -> Reading | None:
        return None if cell is None else read_value(cell)

    cells = {name: read(more.pop(name, None)) for name in ("baseline", "planned", "last")}
    asked: dict[str, Any] = {"formula": Formula.SPAN, "direction": UP, "aggregation": None, "condition": "",
                             "elapsed": (3, 5), "fy": 2025} | more
    unit = unit_of(read(target), cells["baseline"], read(actual), asked.pop("column", ""))
    return Question(unit=unit, target=read(target), actual=read(actual), **cells, **asked)


GROWTH: dict[str, Any] = {"aggregation": Aggregation.GROWTH}
LEVEL: dict[str, Any] = {"formula": Formula.LEVEL}
PLANNED: dict[str, Any] = {"formula": Formula.PLANNED}

ANSWERS: list[tuple[str | None, str | None, dict[str, Any], str, str]] = [
    # nothing to set against each other
    (None, "5件", {}, "目標未設定", "目標値が書かれていないため評価しません"),
    ("なし", "5件", {}, "目標未設定", "目標値が書かれていないため評価しません"),
    ("10件", None, {}, "実績未判明", "実績値が書かれていないため評価しません"),
    ("10件", "－", {}, "実績未判明", "実績値が書かれていないため評価しません"),
    ("数百件", "5件", {}, "評価できない", "目標値「数百件」を数値として読み取れないため評価できません"),
    ("10件", "数件", {}, "評価できない", "実績値「数件」を数値として読み取れないため評価できません"),
    ("10件", "5件", {"direction": None}, "評価できない", "方向（増加・減少など）が書かれていないため評価できません"),
    ("10件", "5人", {}, "評価できない", "目標値の単位（件）と実績値の単位（人）が違うため評価できません"),
    ("20%", "12%", {"baseline": "2～5%"}, "評価できない", "現状値「2～5%」を数値として読み取れないため評価できません"),
    ("10回", "5回", {"baseline": "80人"}, "評価できない", "目標値の単位（回）と現状値の単位（人）が違うため評価できません"),
    # the plain formulas
    ("60件", "34件", {"baseline": "10件"}, "評価済", "(34件 − 10件) ÷ (60件 − 10件) = 48.0%"),
    ("60件", "34件", {"baseline": "なし"}, "評価済", "34件 ÷ 60件 = 56.7%（現状値がないため達成率）"),
    ("60件", "60件", {"baseline": "60件"}, "評価済", "60件 ÷ 60件 = 100.0%（現状値と目標値が同じため達成率）"),
    ("60件", "34件", {"baseline": "10件", "formula": Formula.TIMED_SPAN}, "評価済",
     "(34件 − 10件) ÷ (60件 − 10件) ÷ (3年 ÷ 5年) = 80.0%"),
    ("60件", "27件", {"formula": Formula.PROGRESS}, "評価済", "(27件 ÷ 60件) ÷ (3年 ÷ 5年) = 75.0%"),
    ("60件", "34件", {"baseline": "80件"}, "評価できない", "方向が「増加」なのに目標値が現状値と逆の向きのため評価できません"),
    ("60件", "34件", {"baseline": "10件", "direction": DOWN}, "評価できない",
     "方向が「減少」なのに目標値が現状値と逆の向きのため評価できません"),
    ("年4回以上", "2回", LEVEL, "評価済", "2回/年 ÷ 4回/年 = 50.0%"),
    ("4回/年度", "2回", LEVEL, "評価済", "2回/年度 ÷ 4回/年度 = 50.0%"),
    ("10件に増加", "5件", LEVEL | {"direction": None}, "評価済", "5件 ÷ 10件 = 50.0%"),
    ("10件に減少", "20件", LEVEL | {"direction": None}, "評価済", "10件 ÷ 20件 = 50.0%"),
    # this year's planned value
    ("60件", "18件", PLANNED | {"planned": "24件"}, "評価済", "18件 ÷ 令和7年度の計画値24件 = 75.0%"),
    ("60件", "18件", PLANNED | {"planned": "24件", "fy": 0}, "評価済", "18件 ÷ 計画値24件 = 75.0%"),
    ("60件", "18件", PLANNED, "目標未設定", "この年度の計画値が書かれていないため評価しません"),
    ("60件", "18件", PLANNED | {"planned": "－"}, "目標未設定", "この年度の計画値が書かれていないため評価しません"),
    ("60件", "48件", PLANNED | {"elapsed": (5, 5)}, "評価済", "48件 ÷ 60件 = 80.0%"),
    ("60件", "48件", PLANNED | {"elapsed": (5, 5), "direction": KEEP, "condition": "以上"}, "評価済",
     "48件 ÷ 60件 = 80.0%（維持の目標から外れたため達成率）"),
    # 到達
    ("計画を策定", "策定済", {"direction": REACH}, "評価済", "実績「策定済」（目標「計画を策定」） = 100.0%"),
    ("計画を策定", "策定済", {"direction": None}, "評価済", "実績「策定済」（目標「計画を策定」） = 100.0%"),
    ("計画を策定", "検討中", {"direction": REACH}, "評価できない",
     "実績「検討中」（目標「計画を策定」）：目標年度の前のため、到達するまで評価しません"),
    ("計画を策定", "検討中", {"direction": REACH, "elapsed": (5, 5)}, "評価済",
     "実績「検討中」（目標「計画を策定」） = 0.0%（目標年度までに届いていない）"),
    ("計画を策定", "検討中", {"direction": REACH, "elapsed": (6, 5)}, "評価済",
     "実績「検討中」（目標「計画を策定」） = 0.0%（目標年度までに届いていない）"),
    ("計画を策定", "庁内で説明会", {"direction": REACH}, "評価できない",
     "実績「庁内で説明会」（目標「計画を策定」）：到達したかどうかが読み取れないため評価できません"),
    ("5件", "策定済", {"direction": REACH}, "評価できない", "方向「到達」なのに目標が数値のため評価できません"),
    # a target that is only a way
    ("増加", "601人", {"baseline": "600人"}, "評価済", "実績 601人、現状値 600人（目標「増加」） = 100.0%"),
    ("増加", "600人", {"baseline": "600人"}, "評価済", "実績 600人、現状値 600人（目標「増加」） = 0.0%"),
    ("減少", "599人", {"baseline": "600人", "direction": DOWN}, "評価済",
     "実績 599人、現状値 600人（目標「減少」） = 100.0%"),
    ("減少", "600人", {"baseline": "600人", "direction": DOWN}, "評価済",
     "実績 600人、現状値 600人（目標「減少」） = 0.0%"),
    ("増加", "601人", {"last": "600人"}, "評価済", "実績 601人、前年度 600人（目標「増加」） = 100.0%"),
    ("前年度より増加", "601人", {"last": "600人", "baseline": "700人"}, "評価済",
     "実績 601人、前年度 600人（目標「前年度より増加」） = 100.0%"),
    ("増加", "601人", GROWTH | {"last": "600人", "baseline": "700人"}, "評価済",
     "実績 601人、前年度 600人（目標「増加」） = 100.0%"),
    ("増加", "601人", {}, "評価できない", "目標「増加」と比べる現状値も前年度の実績もありません"),
    ("増加", "601人", {"baseline": "60件"}, "評価できない", "実績値の単位（人）と現状値の単位（件）が違うため評価できません"),
    ("増加", "601人", {"last": "60件"}, "評価できない",
     "実績値の単位（人）と前年度の実績値の単位（件）が違うため評価できません"),
    # 前年度比
    ("前年度比 10%増", "645人", {"last": "600人"}, "評価済", "(645人 − 600人) ÷ 600人 ÷ 10% = 75.0%"),
    ("前年度比 10%減", "570人", {"last": "600人", "direction": DOWN}, "評価済", "(600人 − 570人) ÷ 600人 ÷ 10% = 50.0%"),
    ("前年度比110%", "630人", {"last": "600人"}, "評価済", "(630人 − 600人) ÷ 600人 ÷ 10% = 50.0%"),
    ("前年度比101%", "603人", {"last": "600人"}, "評価済", "(603人 − 600人) ÷ 600人 ÷ 1% = 50.0%"),
    ("50人増", "25人", GROWTH | {"last": "0人"}, "評価済", "(25人 − 0人) ÷ 50人 = 50.0%"),
    ("前年度比100%", "630人", {"last": "600人"}, "評価できない",
     "前年度比の目標が増減の幅か、前年度に対する割合かを読み分けられません"),
    ("前年度比 10%", "630人", {"last": "600人", "direction": None}, "評価できない",
     "前年度比の目標が増減の幅か、前年度に対する割合かを読み分けられません"),
    ("前年度比 10%増", "645人", {}, "評価できない", "前年度の実績値がないため、前年度比を計算できません"),
    ("前年度比 10%増", "645人", {"last": "なし"}, "評価できない", "前年度の実績値がないため、前年度比を計算できません"),
    ("前年度比 10%増", "645人", {"last": "0人"}, "評価できない",
     "前年度の実績値がないか0以下のため、前年度比を計算できません"),
    ("前年度比 10%増", "645人", {"last": "600件"}, "評価できない",
     "実績値の単位（人）と前年度の実績値の単位（件）が違うため評価できません"),
    ("前年度比 10%増", "14%増", {}, "評価済", "14% ÷ 10% = 140.0%"),
    ("前年度比 10%増", "5%減", {}, "評価済", "(−5%) ÷ 10% = −50.0%"),
    ("前年度比 10%減", "5%減", {"direction": DOWN}, "評価済", "5% ÷ 10% = 50.0%"),
    ("前年度比 10%減", "5%増", {"direction": DOWN}, "評価済", "(−5%) ÷ 10% = −50.0%"),
    # a target that is a change of the baseline
    ("8%減", "384㎡", {"baseline": "400㎡", "direction": DOWN}, "評価済",
     "(384㎡ − 400㎡) ÷ (368㎡ − 400㎡) = 50.0%（目標は現状値400㎡から8%減 = 368㎡）"),
    ("50件増", "35件", {"baseline": "10件"}, "評価済",
     "(35件 − 10件) ÷ (60件 − 10件) = 50.0%（目標は現状値10件から50件増 = 60件）"),
    ("2倍", "150人", {"baseline": "100人"}, "評価済",
     "(150人 − 100人) ÷ (200人 − 100人) = 50.0%（目標は現状値100人の2倍 = 200人）"),
    ("5ポイント増", "62%", {"baseline": "60%"}, "評価済",
     "(62% − 60%) ÷ (65% − 60%) = 40.0%（目標は現状値60%から5ポイント増 = 65%）"),
    ("8%減", "4%減", {"baseline": "400㎡", "direction": DOWN}, "評価済", "4% ÷ 8% = 50.0%"),
    ("8%減", "▲4%", {"baseline": "400㎡", "direction": DOWN}, "評価済", "4% ÷ 8% = 50.0%"),
    ("8%減", "4%", {"baseline": "400㎡", "direction": DOWN}, "評価できない",
     "実績値「4%」が増減の率かわかりません（「5%増」のように書いてください）"),
    ("8%減", "4件減", {"baseline": "400件", "direction": DOWN}, "評価できない",
     "目標値の単位（%）と実績値の単位（件）が違うため評価できません"),
    ("8%減", "384㎡", {"baseline": "400㎡"}, "評価できない", "目標の増減の向きと方向の欄が合わないため評価できません"),
    ("2倍", "150人", {"baseline": "100人", "direction": KEEP}, "評価できない",
     "目標の増減の向きと方向の欄が合わないため評価できません"),
    ("8%減", "384㎡", {"direction": DOWN}, "評価できない", "現状値がないため、増減の目標と比べられません"),
    ("5%増", "22%", {"baseline": "20%"}, "評価できない",
     "目標「5%増」が割合の増減かポイントの増減かを読み分けられません"),
    # 維持 and 範囲
    ("98%以上を維持", "49%", {"direction": None}, "評価済", "49% ÷ 98% = 50.0%（維持の目標から外れたため達成率）"),
    ("98%以上を維持", "99%", {"direction": KEEP}, "評価済", "実績 99%（目標 98%以上を維持） = 100.0%"),
    ("98%を維持", "99%", {"direction": KEEP, "condition": "以下"}, "評価済",
     "98% ÷ 99% = 98.99%（維持の目標から外れたため達成率）"),
    ("3件を維持", "4件", {"direction": KEEP}, "評価できない",
     "実績 4件（目標 3件を維持）：以上か以下かが書かれていないため評価できません"),
    ("現状維持", "3件", {"direction": KEEP, "baseline": "3件"}, "評価済", "実績 3件（目標 3件を維持） = 100.0%"),
    ("現状維持", "3件", {"direction": KEEP}, "評価できない", "目標値「現状維持」を数値として読み取れないため評価できません"),
    ("20℃～26℃", "24℃", {"direction": RANGE}, "評価済", "実績 24℃（目標 20℃～26℃） = 100.0%"),
    ("20℃～26℃", "10℃", {"direction": RANGE}, "評価済", "10℃ ÷ 20℃ = 50.0%（範囲の外）"),
    ("20℃～26℃", "52℃", {"direction": RANGE}, "評価済", "26℃ ÷ 52℃ = 50.0%（範囲の外）"),
    ("26℃～20℃", "24℃", {"direction": RANGE}, "評価済", "実績 24℃（目標 20℃～26℃） = 100.0%"),
    ("20℃", "24℃", {"direction": RANGE}, "評価できない", "目標の範囲（〜から〜まで）が読み取れないため評価できません"),
    ("0件", "0件", {"direction": DOWN}, "評価済", "実績 0件（目標 0件：0なら100%、0を超えたら0%） = 100.0%"),
    ("0件", "1件", {"direction": DOWN}, "評価済", "実績 1件（目標 0件：0なら100%、0を超えたら0%） = 0.0%"),
]


@pytest.mark.parametrize(("target", "actual", "more", "state", "text"), ANSWERS)
def test_what_is_printed_below_a_kpi(
    target: str | None, actual: str | None, more: dict[str, Any], state: str, text: str
) -> None:
    rated = answer(ask(target, actual, **more))
    assert (rated.state, rated.formula_text) == (state, text)
    assert (rated.rate is None) == (state != "評価済")


@pytest.mark.parametrize(("condition", "inside", "outside"), [
    ("以上", "98%", "97%"), ("以下", "98%", "99%"), ("以内", "98%", "99%"), ("未満", "97%", "98%"), ("超", "99%", "98%"),
])
def test_the_condition_column_says_which_side_is_kept(condition: str, inside: str, outside: str) -> None:
    rates = [answer(ask("98%", actual, direction=KEEP, condition=condition)).rate for actual in (inside, outside)]
    assert rates[0] == 1
    assert rates[1] is not None
    assert rates[1] < 1


def test_the_values_own_words_go_before_the_condition_column() -> None:
    assert answer(ask("98%以上", "99%", direction=KEEP, condition="以下")).rate == 1


# Formulas on numbers

FORMULAS: list[tuple[str, dict[str, Any], str]] = [
    ("達成率", {"actual": -8, "target": -5, "baseline": -10, "unit": "件"},
     "((−8件) − (−10件)) ÷ ((−5件) − (−10件)) = 40.0%（目標値が0以下のため改善率）"),
    ("達成率", {"actual": 5, "target": 0, "unit": "件"}, "目標値が0以下で、割り算ができないため評価できません"),
    ("進捗率", {"actual": -8, "target": -5, "baseline": -10, "elapsed": (1, 5)},
     "目標値が0以下で、割り算ができないため評価できません"),
    ("達成率", {"actual": 5, "target": None}, "目標値が数値で書かれていないため評価しません"),
    ("計画値比", {"actual": 5, "target": 9}, "この年度の計画値が書かれていないため評価しません"),
    ("達成率", {"actual": None, "target": 5}, "実績値が書かれていないため評価しません"),
    ("達成率", {"actual": float("inf"), "target": 5}, "実績値が書かれていないため評価しません"),
    ("時点改善率", {"actual": 5, "target": 9, "baseline": 1}, "計画期間の何年目かがわからないため評価できません"),
    ("時点改善率", {"actual": 5, "target": 9, "baseline": 1, "elapsed": (0, 5)},
     "計画期間の何年目かがわからないため評価できません"),
    ("進捗率", {"actual": 5, "target": 10, "unit": "件", "elapsed": (1, 4)}, "(5件 ÷ 10件) ÷ (1年 ÷ 4年) = 200.0%"),
    ("進捗率", {"actual": 5, "target": 10, "unit": "件", "elapsed": (5, 4)}, "5件 ÷ 10件 = 50.0%"),
    ("達成率", {"actual": -5, "target": 10, "unit": "件"}, "(−5件) ÷ 10件 = −50.0%"),
    ("達成率", {"actual": 0, "target": 5, "direction": DOWN, "unit": "件"}, "5件 ÷ 0件（上限1,000%） = 1,000.0%"),
    ("達成率", {"actual": 0.5, "target": 5, "direction": DOWN, "unit": "件"}, "5件 ÷ 0.5件（上限1,000%） = 1,000.0%"),
    ("達成率", {"actual": 0.51, "target": 5.1, "direction": DOWN, "unit": "件"}, "5.1件 ÷ 0.51件（上限1,000%） = 1,000.0%"),
    ("達成率", {"actual": 0.6, "target": 5.1, "direction": DOWN, "unit": "件"}, "5.1件 ÷ 0.6件 = 850.0%"),
    ("計画値比", {"actual": 40, "planned": 20, "target": 10, "direction": DOWN, "unit": "件", "planned_name": "めやす"},
     "めやす20件 ÷ 40件 = 50.0%"),
    ("達成率", {"actual": 1e15, "target": 1, "unit": "件"},
     "1.000e+15件 ÷ 1件：けたが大きすぎるため評価できません（値を確かめてください）"),
    ("達成率", {"actual": 9.99e14, "target": 1, "unit": "件"}, "99,900,000,000万件 ÷ 1件 = 99,900,000,000,000,000.0%"),
    ("改善率", {"actual": 0, "target": 0, "baseline": 0, "direction": DOWN, "unit": "件"},
     "実績 0件（目標 0件：0なら100%、0を超えたら0%） = 100.0%"),
    # 維持
    ("達成率", {"actual": 98, "target": 98, "direction": KEEP, "qualifier": "gt"},
     "実績 98（目標 98超を維持） = 0.0%（維持の目標から外れた）"),
    ("達成率", {"actual": 98, "target": 98, "direction": KEEP, "qualifier": "lt"},
     "実績 98（目標 98未満を維持） = 0.0%（維持の目標から外れた）"),
    ("達成率", {"actual": -1, "target": 0, "direction": KEEP, "qualifier": "min"},
     "実績 −1（目標 0以上を維持） = 0.0%（維持の目標から外れた）"),
    ("達成率", {"actual": 0, "target": 0, "direction": KEEP, "qualifier": "gt"},
     "実績 0（目標 0超を維持） = 0.0%（維持の目標から外れた）"),
    ("達成率", {"actual": 1, "target": 0, "direction": KEEP, "qualifier": "max"},
     "実績 1（目標 0：0なら100%、0を超えたら0%） = 0.0%"),
    ("達成率", {"actual": 196, "target": 98, "direction": KEEP, "qualifier": "max"},
     "98 ÷ 196 = 50.0%（維持の目標から外れたため達成率）"),
    # 範囲
    ("達成率", {"actual": 5, "target": 3, "high": None, "direction": RANGE},
     "目標の範囲（〜から〜まで）が読み取れないため評価できません"),
    ("達成率", {"actual": 5, "target": 3, "high": 2, "direction": RANGE},
     "目標の範囲（〜から〜まで）が読み取れないため評価できません"),
    ("達成率", {"actual": 3, "target": 3, "high": 3, "direction": RANGE}, "実績 3（目標 3～3） = 100.0%"),
    ("達成率", {"actual": 5, "target": -3, "high": 0, "direction": RANGE}, "実績 5（目標 −3～0） = 0.0%（範囲の外）"),
    ("達成率", {"actual": -5, "target": 0, "high": 3, "direction": RANGE}, "実績 −5（目標 0～3） = 0.0%（範囲の外）"),
]


@pytest.mark.parametrize(("formula", "numbers", "text"), FORMULAS)
def test_a_formula_is_shown_with_its_numbers(formula: str, numbers: dict[str, Any], text: str) -> None:
    assert rate(Formula(formula), **numbers).formula_text == text


@pytest.mark.parametrize(("formula", "numbers", "used"), [
    ("改善率", {"actual": 5, "target": 9, "baseline": 1}, "改善率"),
    ("改善率", {"actual": 5, "target": 9}, "達成率"),
    ("達成率", {"actual": -8, "target": -5, "baseline": -10}, "改善率"),
    ("達成率", {"actual": 5, "target": 0, "direction": DOWN}, "目標0の規則"),
    ("達成率", {"actual": 5, "target": 5, "direction": KEEP}, "維持の規則"),
    ("達成率", {"actual": 1, "target": 5, "direction": KEEP, "qualifier": "min"}, "維持の規則"),
    ("達成率", {"actual": 1, "target": 5, "direction": KEEP, "qualifier": "gt"}, "維持の規則"),
    ("達成率", {"actual": 5, "target": 5, "high": 9, "direction": RANGE}, "範囲の規則"),
    ("達成率", {"actual": 1, "target": 5, "high": 9, "direction": RANGE}, "範囲の規則"),
    ("達成率", {"actual": -1, "target": 0, "high": 9, "direction": RANGE}, "範囲の規則"),
])
def test_the_formula_really_used_is_named(formula: str, numbers: dict[str, Any], used: str) -> None:
    assert rate(Formula(formula), **numbers).formula == used


@pytest.mark.parametrize(("value", "unit", "shown"), [
    ("99000", "人", "99,000人"), ("100000", "人", "10万人"), ("101000", "人", "10.1万人"), ("100500", "人", "100,500人"),
    ("3300000", "枚", "330万枚"), ("-250000", "円", "−25万円"), ("0.12345", "", "0.1235"), ("0.00004", "", "0"),
    ("1234.5", "", "1,234.5"), ("-0.5", "%", "−0.5%"), ("1e15", "円", "1.000e+15円"), ("-1e15", "円", "−1.000e+15円"),
])
def test_a_number_for_people(value: str, unit: str, shown: str) -> None:
    assert number(Decimal(value), unit) == shown


# The rules beside the formulas

@pytest.mark.parametrize(("numbers", "state", "text"), [
    ({"actual": 5, "last": 4, "target": None}, "目標未設定", "目標値が数値で書かれていないため評価しません"),
    ({"actual": None, "last": 4, "target": 5}, "実績未判明", "実績値が書かれていないため評価しません"),
    ({"actual": 5, "last": None, "target": 5}, "評価できない", "前年度の実績値がないか0以下のため、前年度比を計算できません"),
    ({"actual": 5, "last": 0, "target": 5}, "評価できない", "前年度の実績値がないか0以下のため、前年度比を計算できません"),
    ({"actual": 5, "last": 4, "target": -1}, "評価できない", "前年度比の目標が負の数のため評価できません"),
    ({"actual": 5, "last": 4, "target": 0, "unit": "件"}, "評価済", "(5件 − 4件) ÷ 4件 = 100.0%（目標は前年度並み）"),
    ({"actual": 4, "last": 4, "target": 0, "unit": "件"}, "評価済", "(4件 − 4件) ÷ 4件 = 100.0%（目標は前年度並み）"),
    ({"actual": 3, "last": 4, "target": 0, "unit": "件"}, "評価済", "(3件 − 4件) ÷ 4件 = 0.0%（目標は前年度並み）"),
    ({"actual": 3, "last": 4, "target": 50, "direction": DOWN, "unit": "件"}, "評価済", "(4件 − 3件) ÷ 4件 ÷ 50% = 50.0%"),
    ({"actual": 13, "last": -10, "target": 46, "relative": False, "unit": "件"}, "評価済", "(13件 − (−10件)) ÷ 46件 = 50.0%"),
    ({"actual": 2, "last": 1, "target": 50}, "評価済", "(2 − 1) ÷ 1 ÷ 50% = 200.0%"),
])
def test_a_change_since_last_year(numbers: dict[str, Any], state: str, text: str) -> None:
    result = yearly_change(**numbers)
    assert (result.state, result.formula_text) == (state, text)


@pytest.mark.parametrize("word", "完了 済 実施 導入 策定 設置 開始 達成 制定 公表 構築 整備 移行 改定 計画をつくる".split())  # noqa: SIM905
def test_words_that_say_it_is_done(word: str) -> None:
    assert milestone(f" {word} ", "計画をつくる ").formula_text == f"実績「{word}」（目標「計画をつくる」） = 100.0%"


@pytest.mark.parametrize(
    "word", "未実施 導入予定 実施検討 実施準備 整備中 完了しない 実施なし 一部実施 実施見込 完了遅れ 実施延期 導入できず".split())  # noqa: SIM905
def test_words_that_say_it_is_not(word: str) -> None:
    assert milestone(word, "導入", due=True).rate == 0
    assert milestone(word, "導入").formula_text == (
        f"実績「{word}」（目標「導入」）：目標年度の前のため、到達するまで評価しません")


@pytest.mark.parametrize(("actual", "target", "state", "text"), [
    ("完了", " ", "目標未設定", "目標が書かれていないため評価しません"),
    ("　", "導入", "実績未判明", "実績がまだ書かれていないため評価しません"),
    (None, "導入", "実績未判明", "実績がまだ書かれていないため評価しません"),
    ("説明会", "導入", "評価できない", "実績「説明会」（目標「導入」）：到達したかどうかが読み取れないため評価できません"),
])
def test_a_milestone_that_is_not_rated(actual: str | None, target: str, state: str, text: str) -> None:
    result = milestone(actual, target, due=True)
    assert (result.rate, result.state, result.formula_text) == (None, state, text)


def part(rate: str | None, state: str = "評価済") -> Rated:
    return Rated(None, state, f"{state}のわけ") if rate is None else done(Decimal(rate), "a ÷ b", "達成率")


def test_an_average_tells_what_was_held_back_and_left_out() -> None:
    parts = [("K1", part("3")), ("K2", part("0.2")), ("K3", part(None, "実績未判明")), ("K4", part("1.5")),
             ("K5", part(None, "目標未設定"))]
    result = average(parts, cap=1.0, title="指標の単純平均")
    assert result.formula_text == ("(K1 100.0% + K2 20.0% + K4 100.0%) ÷ 3 = 73.3%"
                                   "（K1、K4は100.0%を上限、除いたもの：K3 実績未判明、K5 目標未設定）")
    assert (result.formula, result.note) == (
        "指標の単純平均", "K1、K4は100.0%を上限、除いたもの：K3 実績未判明、K5 目標未設定")


def test_an_average_of_one_needs_no_sum() -> None:
    assert average([("K1", part("3"))], cap=1.2).formula_text == "K1 120.0% = 120.0%（K1は120.0%を上限）"
    assert average([("K1", part("1"))], cap=1.0).formula_text == "K1 100.0% = 100.0%"


def test_an_average_has_its_own_name() -> None:
    assert average([("A", part("1")), ("B", part("0"))]).formula == "内訳の単純平均"


def test_an_average_of_nothing_tells_every_reason() -> None:
    result = average([("A", part(None, "実績未判明")), ("B", part(None, "目標未設定"))])
    assert (result.rate, result.state) == (None, "実績未判明")
    assert result.formula_text == "A：実績未判明のわけ／B：目標未設定のわけ"
    assert (average([]).state, average([]).formula_text) == ("実績未判明", "")
