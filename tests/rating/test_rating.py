"""The formulas, by hand calculation; the numbers are those of real plans where a plan is quoted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dxbook.plan.scales import UNRATED
from dxbook.rating.formulas import FORMULAS, RATED, Rated, done, judged_by, percent, rate
from dxbook.rating.rules import average, milestone, yearly_change

CARD = {"baseline": 38.56, "target": 100, "unit": "%"}  # マイナンバーカードの交付率 38.56% → 100%
PAPER = {"baseline": 3_300_000, "target": 2_600_000, "unit": "枚", "direction": "減少"}  # コピー用紙


def close(result: Rated, expected: float) -> None:
    assert result.state == RATED
    assert result.rate == pytest.approx(expected, abs=1e-12)


# The five formulas

def test_level() -> None:
    result = rate("達成率", actual=45.2, **CARD)
    close(result, 0.452)  # 45.2 ÷ 100
    assert result.formula_text == "45.2% ÷ 100% = 45.2%"


def test_span() -> None:
    result = rate("改善率", actual=45.2, **CARD)
    close(result, 6.64 / 61.44)  # 45.2 − 38.56 = 6.64; 100 − 38.56 = 61.44
    assert result.formula_text == "(45.2% − 38.56%) ÷ (100% − 38.56%) = 10.8%"


def test_span_against_the_years_gone_by() -> None:
    result = rate("時点改善率", actual=45.2, elapsed=(2, 5), **CARD)
    close(result, 6.64 / 61.44 * 5 / 2)
    assert result.formula_text == "(45.2% − 38.56%) ÷ (100% − 38.56%) ÷ (2年 ÷ 5年) = 27.0%"


def test_progress_share_against_elapsed_share() -> None:
    # 標準化 20業務: 13 done in the 4th of 5 years: 65 % ÷ 80 % = 81.25 %, half up 81.3 %
    result = rate("進捗率", actual=13, target=20, unit="業務", elapsed=(4, 5))
    close(result, 0.8125)
    assert result.formula_text == "(13業務 ÷ 20業務) ÷ (4年 ÷ 5年) = 81.3%"


def test_this_years_planned_value() -> None:
    result = rate("計画値比", actual=18, planned=24, target=60, unit="件")
    close(result, 0.75)
    assert result.formula_text == "18件 ÷ 計画値24件 = 75.0%"


@pytest.mark.parametrize("formula", ["時点改善率", "進捗率"])
def test_the_final_year_is_not_scaled(formula: str) -> None:
    result = rate(formula, actual=80, target=100, baseline=0, elapsed=(5, 5), unit="件")
    close(result, 0.8)
    assert "年 ÷" not in result.formula_text


# Lower is better

@pytest.mark.parametrize(("formula", "expected", "text"), [
    # 330 − 310 = 20 of the wanted 70 (万枚)
    ("改善率", 20 / 70, "(310万枚 − 330万枚) ÷ (260万枚 − 330万枚) = 28.6%"),
    ("達成率", 260 / 310, "260万枚 ÷ 310万枚 = 83.9%"),
    ("時点改善率", 20 / 70 * 5 / 2, "(310万枚 − 330万枚) ÷ (260万枚 − 330万枚) ÷ (2年 ÷ 5年) = 71.4%"),
    # the share of the way, since 260 ÷ 310 is no share of anything done
    ("進捗率", 20 / 70 * 5 / 2, "(310万枚 − 330万枚) ÷ (260万枚 − 330万枚) ÷ (2年 ÷ 5年) = 71.4%"),
])
def test_lower_is_better(formula: str, expected: float, text: str) -> None:
    result = rate(formula, actual=3_100_000, elapsed=(2, 5), **PAPER)
    close(result, expected)
    assert result.formula_text == text


def test_lower_is_better_against_the_planned_value() -> None:
    close(rate("計画値比", actual=3_000_000, planned=2_850_000, **PAPER), 0.95)  # 285 ÷ 300


def test_an_actual_of_zero_is_held_at_a_stated_cap() -> None:
    result = rate("達成率", actual=0, target=5, direction="減少", unit="件")
    close(result, 10)
    assert "上限1,000%" in result.formula_text


def test_worse_than_the_baseline_is_negative() -> None:
    result = rate("改善率", actual=3_370_000, **PAPER)
    close(result, -0.1)  # (337 − 330) ÷ (260 − 330)
    assert result.formula_text.endswith("= −10.0%")


# Where a formula is undefined

@pytest.mark.parametrize(("actual", "expected"), [(0, 1.0), (1, 0.0), (3, 0.0)])
@pytest.mark.parametrize("direction", ["減少", "維持"])
@pytest.mark.parametrize("baseline", [None, 0])
@pytest.mark.parametrize("formula", ["達成率", "改善率", "時点改善率"])
def test_zero_incidents(
    formula: str, baseline: float | None, direction: str, actual: float, expected: float
) -> None:
    # 重大な情報セキュリティインシデント0件
    result = rate(formula, actual=actual, target=0, baseline=baseline, direction=direction, unit="件",
                  elapsed=(1, 5))
    close(result, expected)
    assert "0件" in result.formula_text


def test_a_fall_to_zero_has_a_span() -> None:
    close(rate("改善率", actual=3, target=0, baseline=5, direction="減少", unit="件"), 0.4)  # 2 of 5


@pytest.mark.parametrize(("qualifier", "actual", "expected"), [
    ("min", 99, 1.0), ("min", 98, 1.0), ("min", 49, 0.5),  # 98以上を維持; 49 ÷ 98
    ("max", 98, 1.0), ("max", 196, 0.5),  # 98以下を維持; 98 ÷ 196
    ("none", 98, 1.0), ("gt", 98, 0.0), ("gt", 98.1, 1.0), ("lt", 98, 0.0),
])
def test_keeping_a_level(qualifier: str, actual: float, expected: float) -> None:
    result = rate("改善率", actual=actual, target=98, baseline=98, direction="維持", qualifier=qualifier)
    close(result, expected)


def test_keeping_a_level_without_a_side_is_not_guessed() -> None:
    result = rate("改善率", actual=97, target=98, direction="維持", unit="%")
    assert (result.rate, result.state) == (None, "評価できない")
    assert "以上か以下か" in result.formula_text


@pytest.mark.parametrize(("actual", "expected"), [(20, 1.0), (30, 1.0), (25, 1.0), (15, 0.75), (40, 0.75)])
def test_a_range(actual: float, expected: float) -> None:
    close(rate("達成率", actual=actual, target=20, high=30, direction="範囲", unit="℃"), expected)


def test_target_equal_to_the_baseline_falls_back_to_the_level() -> None:
    result = rate("改善率", actual=45, target=50, baseline=50, unit="人")
    close(result, 0.9)
    assert result.formula_text == "45人 ÷ 50人 = 90.0%（現状値と目標値が同じため達成率）"


def test_without_a_baseline_the_span_is_the_level_and_says_so() -> None:
    result = rate("改善率", actual=13, target=20, unit="業務")
    close(result, 0.65)
    assert "現状値がないため達成率" in result.formula_text


def test_without_a_baseline_nothing_is_set_against_the_years() -> None:
    result = rate("時点改善率", actual=99.1, target=100, unit="%", elapsed=(3, 5))
    assert result.formula_text == "99.1% ÷ 100% = 99.1%（現状値がないため達成率）"


@pytest.mark.parametrize("formula", ["達成率", "改善率", "時点改善率", "進捗率"])
def test_a_target_on_the_wrong_side_is_not_rated(formula: str) -> None:
    result = rate(formula, actual=45, target=40, baseline=50, direction="増加", elapsed=(1, 5))
    assert (result.rate, result.state) == (None, "評価できない")
    assert "逆の向き" in result.formula_text


@pytest.mark.parametrize(("numbers", "state"), [
    ({"actual": None, "target": 20}, "実績未判明"),
    ({"actual": 13, "target": None}, "目標未設定"),
    ({"actual": 13, "target": 0}, "評価できない"),
    ({"actual": 13, "target": -5}, "評価できない"),
    ({"actual": float("nan"), "target": 20}, "実績未判明"),
    ({"actual": 1e300, "target": 1e-300}, "評価できない"),
])
def test_what_has_no_sound_rate_is_unrated(numbers: dict[str, float | None], state: str) -> None:
    result = rate("達成率", **numbers)  # type: ignore[arg-type]
    assert (result.rate, result.state) == (None, state)
    assert result.formula_text.endswith(("ません", "ください）"))


def test_planned_value_missing() -> None:
    assert rate("計画値比", actual=13, target=20).state == "目標未設定"


# 前年度比

def test_yearly_growth() -> None:
    # 生成AIのアクティブユーザー数を前年度比10%増: 600 → 645 is +7.5 %, three quarters of it
    result = yearly_change(actual=645, last=600, target=10, unit="人")
    close(result, 0.75)
    assert result.formula_text == "(645人 − 600人) ÷ 600人 ÷ 10% = 75.0%"


def test_yearly_fall_and_absolute_change() -> None:
    close(yearly_change(actual=540, last=600, target=20, direction="減少"), 0.5)
    close(yearly_change(actual=13, last=10, target=5, relative=False, unit="件"), 0.6)


@pytest.mark.parametrize("last", [None, 0, -3])
def test_no_growth_from_nothing(last: float | None) -> None:
    assert yearly_change(actual=5, last=last, target=10).state == "評価できない"


# 到達

@pytest.mark.parametrize("text", ["策定済", "令和6年3月に策定した", "導入", "実施", "完了"])
def test_a_milestone_reached(text: str) -> None:
    close(milestone(text, "計画を策定する"), 1.0)


@pytest.mark.parametrize("text", ["検討中", "未実施", "令和7年度に導入予定", "一部実施", "策定作業中"])
def test_a_milestone_not_reached(text: str) -> None:
    assert milestone(text, "計画を策定する").state == "評価できない"
    close(milestone(text, "計画を策定する", due=True), 0.0)


def test_words_that_say_neither_are_not_guessed() -> None:
    assert milestone("庁内で説明会", "計画を策定する", due=True).state == "評価できない"
    assert milestone("", "計画を策定する").state == "実績未判明"
    assert milestone("完了", None).state == "目標未設定"


# Averages

def part(value: float | None, state: str = RATED) -> Rated:
    return Rated(value, state, "")


def test_parts_are_averaged_simply() -> None:
    result = average([("市民課", part(0.9)), ("市民税課", part(0.6))])
    close(result, 0.75)
    assert result.formula_text == "(市民課 90.0% + 市民税課 60.0%) ÷ 2 = 75.0%"


def test_unrated_parts_are_out_of_the_denominator() -> None:
    result = average([("A", part(0.9)), ("B", part(None, "実績未判明")), ("C", part(0.7))])
    close(result, 0.8)
    assert "÷ 2 = 80.0%" in result.formula_text
    assert "B 実績未判明" in result.formula_text


def test_one_rated_part_keeps_its_own_text() -> None:
    first = rate("達成率", actual=9, target=10, unit="件")
    result = average([("K1", first), ("K2", part(None, "目標未設定"))], cap=1.0)
    assert result.rate == first.rate
    assert result.formula_text == "K1：9件 ÷ 10件 = 90.0%（除いたもの：K2 目標未設定）"


def test_a_cap_is_stated() -> None:
    result = average([("K1", part(3.1)), ("K2", part(0.2))], cap=1.0)
    close(result, 0.6)  # (100 % + 20 %) ÷ 2
    assert "K1は100.0%を上限" in result.formula_text


def test_nothing_rated() -> None:
    result = average([("A", part(None, "実績未判明"))])
    assert (result.rate, result.state) == (None, "実績未判明")


# Rounding: half up to 0.1 %, but never onto a whole percent the rate has not reached

@pytest.mark.parametrize(("value", "shown"), [
    ("0.8", "80.0%"), ("0.7996", "79.96%"), ("0.99996", "99.996%"), ("0.8005", "80.1%"), ("0.80049", "80.0%"),
    ("0.2222222", "22.2%"), ("0.6666666", "66.7%"), ("0.0025", "0.3%"), ("0", "0.0%"), ("-0.1", "−10.0%"),
    ("12.5", "1,250.0%"), ("0.99999999999", "99.999999%"),
])
def test_display(value: str, shown: str) -> None:
    assert percent(Decimal(value)) == shown


@pytest.mark.parametrize(("value", "floors", "shown"), [
    ("1.5996", (1.0, 0.8, 0.6), "160.0%"),  # no grade begins at 160
    ("0.7996", (1.0, 0.8, 0.6), "79.96%"),
    ("0.99996", (1.0, 0.8), "99.996%"),
    ("0.3326", (1.0, 0.333), "33.26%"),  # an office's own floor between whole percents
    ("0.8", (1.0, 0.8), "80.0%"),
])
def test_more_digits_only_below_a_floor_of_the_scale(
    value: str, floors: tuple[float, ...], shown: str
) -> None:
    result = judged_by(done(Decimal(value), "a ÷ b", "達成率"), floors)
    assert result.percent == shown
    assert result.formula_text == f"a ÷ b = {shown}"


def test_decimals_come_out_as_written() -> None:
    # in floats (0.3 − 0.1) ÷ (0.5 − 0.1) is 0.49999999999999994
    assert rate("改善率", actual=0.3, target=0.5, baseline=0.1).rate == 0.5


# Properties

numbers = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
any_number = st.one_of(st.none(), st.floats(), st.integers())
elapsed = st.one_of(st.none(), st.tuples(st.integers(1, 10), st.integers(1, 10)))


@given(formula=st.sampled_from(FORMULAS), direction=st.sampled_from(["増加", "減少"]), low=numbers,
       high=numbers, target=numbers, baseline=st.one_of(st.none(), numbers), planned=numbers, years=elapsed)
def test_a_better_actual_never_lowers_the_rate(
    formula: str, direction: str, low: float, high: float, target: float, baseline: float | None,
    planned: float, years: tuple[int, int] | None,
) -> None:
    low, high = sorted((low, high))
    worse, better = (low, high) if direction == "増加" else (high, low)
    results = [rate(formula, actual=actual, target=target, baseline=baseline, planned=planned,
                    direction=direction, elapsed=years) for actual in (worse, better)]
    assume(all(result.rate is not None for result in results))
    assert results[0].rate <= results[1].rate  # type: ignore[operator]


@given(direction=st.sampled_from(["維持", "範囲"]), low=numbers, high=numbers, target=numbers,
       top=numbers, qualifier=st.sampled_from(["min", "max", "gt", "lt"]))
def test_nearer_the_limit_is_never_worse(
    direction: str, low: float, high: float, target: float, top: float, qualifier: str
) -> None:
    target, top = sorted((target, top))
    low, high = sorted((low, high))
    rising = qualifier in ("min", "gt") if direction == "維持" else high <= target
    if direction == "範囲":
        assume(high <= target or low >= top)
    worse, better = (low, high) if rising else (high, low)
    results = [rate("達成率", actual=actual, target=target, high=top, direction=direction,
                    qualifier=qualifier) for actual in (worse, better)]
    assume(all(result.rate is not None for result in results))
    assert results[0].rate <= results[1].rate  # type: ignore[operator]


@given(formula=st.sampled_from(FORMULAS), direction=st.sampled_from(["増加", "減少", "維持", "範囲"]),
       actual=any_number, target=any_number, baseline=any_number, planned=any_number, high=any_number,
       qualifier=st.sampled_from(["none", "min", "max", "gt", "lt", "about"]),
       years=st.one_of(st.none(), st.tuples(st.integers(-2, 9), st.integers(-2, 9))))
def test_nothing_raises_and_the_text_is_never_empty(
    formula: str, direction: str, actual: float | None, target: float | None, baseline: float | None,
    planned: float | None, high: float | None, qualifier: str, years: tuple[int, int] | None,
) -> None:
    result = rate(formula, actual=actual, target=target, baseline=baseline, planned=planned, high=high,
                  direction=direction, qualifier=qualifier, elapsed=years, unit="件")
    assert result.formula_text
    assert (result.rate is None) == (result.state in UNRATED)
    assert result.percent


@given(rate_=st.decimals(-3, 3, places=7), floor=st.integers(-300, 300))
def test_the_shown_rate_stands_on_the_same_side_of_every_whole_percent(rate_: Decimal, floor: int) -> None:
    assert (Decimal(percent(rate_).replace("−", "-")[:-1]) >= floor) == (rate_ * 100 >= floor)
