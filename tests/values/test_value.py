"""KPI values: each expectation is read off the plan or the sentence by hand."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxbook.values.kpi_value import QUALIFIERS, Part, Reading, jsonl, read_value, unit_scale


def codes(reading: Reading) -> list[str]:
    return [found.code for found in reading.findings]


# raw, value, unit, main qualifier, all qualifiers, direction, as-of
PLANS = [
    # the plans' own KPI values
    ("３8.56%\n（令和４年３月現在）", 38.56, "%", "none", [], None, "2022-03"),
    ("１００%", 100, "%", "none", [], None, None),
    ("１手続", 1, "手続", "none", [], None, None),
    ("２７手続以上", 27, "手続", "min", ["min"], None, None),
    ("1,000件", 1000, "件", "none", [], None, None),
    ("２０業務", 20, "業務", "none", [], None, None),
    ("なし", None, "", "missing", ["missing"], None, None),
    ("なし（導入・構築中）", None, "", "missing", ["missing"], None, None),
    ("延べ３３万枚（令和７年度まで）", 330000, "枚", "cumulative", ["cumulative"], None, "FY2025"),
    ("３５%", 35, "%", "none", [], None, None),
    ("３%（令和３年度末）", 3, "%", "none", [], None, "FY2021末"),
    ("４０%", 40, "%", "none", [], None, None),
    ("4,188件（令和２年度）", 4188, "件", "none", [], None, "FY2020"),
    ("8,000件", 8000, "件", "none", [], None, None),
    ("なし（令和４年度）", None, "", "missing", ["missing"], None, "FY2022"),
    ("80%", 80, "%", "none", [], None, None),
    ("600時間", 600, "時間", "none", [], None, None),
    ("1,000時間", 1000, "時間", "none", [], None, None),
    ("１業務以上", 1, "業務", "min", ["min"], None, None),
    ("１か所", 1, "か所", "none", [], None, None),
    ("０件", 0, "件", "none", [], None, None),
    ("０件を維持", 0, "件", "maintain", ["maintain"], "維持", None),
    ("３０人", 30, "人", "none", [], None, None),
    ("１５０人", 150, "人", "none", [], None, None),
    ("５台以上", 5, "台", "min", ["min"], None, None),
    ("２５０団体", 250, "団体", "none", [], None, None),
    ("100人", 100, "人", "none", [], None, None),
    ("年３回以上", 3, "回/年", "min", ["min"], None, None),
    ("29件 (令和5年度)", 29, "件", "none", [], None, "FY2023"),
    ("0件", 0, "件", "none", [], None, None),
    ("50件", 50, "件", "none", [], None, None),
    ("53.1%", 53.1, "%", "none", [], None, None),
    ("75% (令和5年度)", 75, "%", "none", [], None, "FY2023"),
    ("1件 (令和5年度)", 1, "件", "none", [], None, "FY2023"),
    ("0種類", 0, "種類", "none", [], None, None),
    ("7種類", 7, "種類", "none", [], None, None),
    ("2,638件", 2638, "件", "none", [], None, None),
    ("90%", 90, "%", "none", [], None, None),
    ("1,848冊", 1848, "冊", "none", [], None, None),
    ("約330万枚", 3300000, "枚", "about", ["about"], None, None),
    ("約260万枚", 2600000, "枚", "about", ["about"], None, None),
    ("0か所", 0, "か所", "none", [], None, None),
    ("16か所", 16, "か所", "none", [], None, None),
    ("12%", 12, "%", "none", [], None, None),
    ("25件 (R4.1～R4.12)", 25, "件", "none", [], None, "2022-01/2022-12"),
    ("0施設", 0, "施設", "none", [], None, None),
    ("18,022人", 18022, "人", "none", [], None, None),
    ("17施設", 17, "施設", "none", [], None, None),
    ("23施設 (令和5年度)", 23, "施設", "none", [], None, "FY2023"),
    ("—", None, "", "missing", ["missing"], None, None),
    ("1,500回", 1500, "回", "none", [], None, None),
    ("週1回", 1, "回/週", "none", [], None, None),
    ("週3回以上", 3, "回/週", "min", ["min"], None, None),
    ("23,160件", 23160, "件", "none", [], None, None),
    ("100% (令和7年度)", 100, "%", "none", [], None, "FY2025"),
    ("0回", 0, "回", "none", [], None, None),
    ("生成AIのアクティブユーザー数を前年度比 10%増", 10, "%", "yoy", ["yoy", "change"], "増加", None),
    ("RPA 稼働業務数累計 250 業務", 250, "業務", "cumulative", ["cumulative"], None, None),
    ("オンライン化率100%", 100, "%", "none", [], None, None),
    ("重大な情報セキュリティインシデント0件の達成", 0, "件", "none", [], None, None),
    ("R4.12時点で約18,000人", 18000, "人", "about", ["about"], None, "2022-12"),
    ("26手続", 26, "手続", "none", [], None, None),
    ("26 手続", 26, "手続", "none", [], None, None),
    ("現行業務の処理時間を半分にする", 50, "%", "change", ["change"], "減少", None),
    # other plans
    ("2万340回", 20340, "回", "none", [], None, None),
    ("12億3,050万8千円", 1230508000, "円", "none", [], None, None),
    ("80㌫", 80, "%", "none", [], None, None),
    ("二三・五万人", 235000, "人", "none", [], None, None),
    ("平成33年", None, "", "milestone", ["milestone"], None, "2021"),
    ("5年で延べ床面積の8%の減", 8, "%", "change", ["change"], "減少", None),
    ("1日当たり 3時間15分", 195, "分/日", "none", [], None, None),
    ("3万人強", 30000, "人", "about", ["about"], None, None),
    ("年30回以上", 30, "回/年", "min", ["min"], None, None),
    # bounds and approximations
    ("100%以上", 100, "%", "min", ["min"], None, None),
    ("10分以内", 10, "分", "max", ["max"], None, None),
    ("5%以下", 5, "%", "max", ["max"], None, None),
    ("80％超", 80, "%", "gt", ["gt"], None, None),
    ("80%を超える", 80, "%", "gt", ["gt"], None, None),
    ("80%を超えない", 80, "%", "max", ["max"], None, None),
    ("10件未満", 10, "件", "lt", ["lt"], None, None),
    ("10件を下回る", 10, "件", "lt", ["lt"], None, None),
    ("最大10件", 10, "件", "max", ["max"], None, None),
    ("少なくとも3回", 3, "回", "min", ["min"], None, None),
    ("≧80%", 80, "%", "min", ["min"], None, None),
    ("概ね100％", 100, "%", "about", ["about"], None, None),
    ("300余件", 300, "件", "about", ["about"], None, None),
    ("10件あまり", 10, "件", "about", ["about"], None, None),
    ("1000件弱", 1000, "件", "about", ["about"], None, None),
    ("年10回程度", 10, "回/年", "about", ["about"], None, None),
    ("契約件数20件", 20, "件", "none", [], None, None),
    ("超過勤務時間 600時間", 600, "時間", "none", [], None, None),
    # totals, means, upkeep
    ("累計利用者数 500人", 500, "人", "cumulative", ["cumulative"], None, None),
    ("延べ利用者数 300人以上", 300, "人", "cumulative", ["cumulative", "min"], None, None),
    ("250業務（累計）", 250, "業務", "cumulative", ["cumulative"], None, None),
    ("250業務（令和8～12年度累計）", 250, "業務", "cumulative", ["cumulative"], None, "FY2026/FY2030"),
    ("5年間累計100件", 100, "件", "cumulative", ["cumulative"], None, None),
    ("平均待ち時間 10分以内", 10, "分", "average", ["average", "max"], None, None),
    ("月平均 1,500回", 1500, "回/月", "average", ["average"], None, None),
    ("90%以上を維持", 90, "%", "maintain", ["maintain", "min"], "維持", None),
    # digits and kanji that count nothing, and some that do
    ("A4用紙10枚", 10, "枚", "none", [], None, None),
    ("web3の講座10回", 10, "回", "none", [], None, None),
    ("LINE500人", 500, "人", "none", [], None, None),
    ("全国第2回大会 10人", 10, "人", "none", [], None, None),
    ("第3位", 3, "位", "none", [], None, None),
    ("統一回線10本", 10, "本", "none", [], None, None),
    ("合計二十人", 20, "人", "none", [], None, None),
    ("2万ポイント", 20000, "ポイント", "none", [], None, None),
    ("約 1,200件", 1200, "件", "about", ["about"], None, None),
    ("年平均利用者数 500人", 500, "人/年", "average", ["average"], None, None),
    ("年齢別 50人", 50, "人", "none", [], None, None),
    ("満足度 +5ポイント", 5, "ポイント", "change", ["change"], None, None),
    ("約50件に増加", 50, "件", "about", ["about"], "増加", None),
    ("100%（毎年度）", 100, "%", "none", [], None, None),
    ("12中5校", 5, "校", "none", [], None, None),
    # a year in both calendars, with the number right behind it
    ("令和5年(2023年)10件", 10, "件", "none", [], None, "2023"),
    ("令和5(2023)年10件", 10, "件", "none", [], None, "2023"),
    ("令和5年度(2023年度)10件", 10, "件", "none", [], None, "FY2023"),
    ("2023(令和5)年度10件", 10, "件", "none", [], None, "FY2023"),
    ("令和5年(2023年)4月時点 10件", 10, "件", "none", [], None, "2023-04"),
    ("2023年(令和5年)4月 10件", 10, "件", "none", [], None, "2023-04"),
    ("令和5(2023).4時点で10件", 10, "件", "none", [], None, "2023-04"),
    ("令和5年10件", 10, "件", "none", [], None, "2023"),
    ("令和5年4月10件", 10, "件", "none", [], None, "2023-04"),
    ("令和5年4月1日10件", 10, "件", "none", [], None, "2023-04-01"),
    # changes
    ("前年度比110%", 110, "%", "yoy", ["yoy"], None, None),
    ("対前年度比5%減", 5, "%", "yoy", ["yoy", "change"], "減少", None),
    ("33万枚削減", 330000, "枚", "change", ["change"], "減少", None),
    ("約3,000枚減", 3000, "枚", "change", ["change", "about"], "減少", None),
    ("50件に増加", 50, "件", "none", [], "増加", None),
    ("令和3年度比50%削減", 50, "%", "change", ["change"], "減少", None),
    ("平成25年度（2013年度）比 46%減", 46, "%", "change", ["change"], "減少", None),
    ("20％削減（令和3年度）", 20, "%", "change", ["change"], "減少", "FY2021"),
    ("削減率10%", 10, "%", "change", ["change"], "減少", None),
    ("30分短縮", 30, "分", "change", ["change"], "減少", None),
    ("2倍", 2, "倍", "change", ["change"], None, None),
    ("半減", 50, "%", "change", ["change"], "減少", None),
    ("3割減", 30, "%", "change", ["change"], "減少", None),
    ("10pt増", 10, "ポイント", "change", ["change"], "増加", None),
    ("0.5ポイント", 0.5, "ポイント", "none", [], None, None),
    ("+5ポイント", 5, "ポイント", "change", ["change"], None, None),
    ("▲120t-CO2", -120, "t-CO2", "none", [], None, None),
    ("△5%", -5, "%", "none", [], None, None),
    ("－5％", -5, "%", "none", [], None, None),
    ("マイナス5%", -5, "%", "none", [], None, None),
    # units
    ("１．５％", 1.5, "%", "none", [], None, None),
    ("80パーセント以上", 80, "%", "min", ["min"], None, None),
    ("約9割", 90, "%", "about", ["about"], None, None),
    ("1千人", 1000, "人", "none", [], None, None),
    ("5百万円", 5000000, "円", "none", [], None, None),
    ("1億2千万円", 120000000, "円", "none", [], None, None),
    ("10万円/月", 100000, "円/月", "none", [], None, None),
    ("5人/日", 5, "人/日", "none", [], None, None),
    ("年間1,848冊", 1848, "冊/年", "none", [], None, None),
    ("250団体（年間）", 250, "団体/年", "none", [], None, None),
    ("毎年10件", 10, "件/年", "none", [], None, None),
    ("1人1台", 1, "台/人", "none", [], None, None),
    ("1件当たり10分", 10, "分/件", "none", [], None, None),
    ("人口1,000人当たり5件", 5, "件/1,000人", "none", [], None, None),
    ("3位以内", 3, "位", "max", ["max"], None, None),
    ("3ヶ所", 3, "か所", "none", [], None, None),
    ("ゼロ件", 0, "件", "none", [], None, None),
    ("五件", 5, "件", "none", [], None, None),
    ("50Mbps以上", 50, "Mbps", "min", ["min"], None, None),
    ("Instagram18,022人", 18022, "人", "none", [], None, None),
    ("令和7年度末までに100%", 100, "%", "none", [], None, "FY2025末"),
    ("53.1％（R4.12末時点）", 53.1, "%", "none", [], None, "2022-12"),
    ("2年に1回", 1, "回/2年", "none", [], None, None),
    ("隔月1回", 1, "回/2か月", "none", [], None, None),
    ("隔週1回", 1, "回/2週", "none", [], None, None),
    ("隔年1回", 1, "回/2年", "none", [], None, None),
    ("隔日1回", 1, "回/2日", "none", [], None, None),
    ("1週間当たり3件", 3, "件/週", "none", [], None, None),
    ("1日平均20件", 20, "件/日", "average", ["average"], None, None),
    ("四半期に1回以上", 1, "回/四半期", "min", ["min"], None, None),
    ("年額100万円", 1000000, "円/年", "none", [], None, None),
    ("1時間半", 90, "分", "none", [], None, None),
    ("￥1,000", 1000, "円", "none", [], None, None),
    ("10,000（単位：千円）", 10000000, "円", "none", [], None, None),
    ("10（千円）", 10000, "円", "none", [], None, None),
    ("毎年度100％", 100, "%", "none", [], None, None),
    ("65歳以上の利用率 50%", 50, "%", "none", [], None, None),
    ("100点満点中80点", 80, "点", "none", [], None, None),
    ("過半数", 50, "%", "gt", ["gt"], None, None),
    ("対前年10%増", 10, "%", "yoy", ["yoy", "change"], "増加", None),
    ("令和6年度から10%増", 10, "%", "change", ["change"], "増加", None),
    ("10％減 (令和3年度比)", 10, "%", "change", ["change"], "減少", None),
    ("10％（前年度比）増", 10, "%", "yoy", ["yoy", "change"], "増加", None),
    ("45%（令和4年3月1日調査）", 45, "%", "none", [], None, "2022-03-01"),
    ("45%（令和3年度決算）", 45, "%", "none", [], None, "FY2021"),
    ("45%【令和4年度】", 45, "%", "none", [], None, "FY2022"),
    ("45%（3か年平均）", 45, "%", "average", ["average"], None, None),
    ("45%（令和3～5年度平均）", 45, "%", "average", ["average"], None, "FY2021/FY2023"),
    ("45％（維持）", 45, "%", "maintain", ["maintain"], "維持", None),
    ("45%以上の維持", 45, "%", "maintain", ["maintain", "min"], "維持", None),
    ("全手続", None, "", "milestone", ["milestone"], None, None),
    ("3年間で100件", 100, "件", "none", [], None, None),
    # so many at a time
    ("毎年5件ずつ増加", 5, "件/年", "change", ["change"], "増加", None),
    ("毎年5件ずつの増加", 5, "件/年", "change", ["change"], "増加", None),
    ("年5回ずつ", 5, "回/年", "none", [], None, None),
    # of a whole
    ("12校中5校", 5, "校", "none", [], None, None),
    ("12校のうち5校以上", 5, "校", "min", ["min"], None, None),
    ("4.2（5点満点）", 4.2, "点", "none", [], None, None),
    ("80%（100点満点）", 80, "%", "none", [], None, None),
]


@pytest.mark.parametrize(("raw", "value", "unit", "main", "words", "direction", "asof"), PLANS)
def test_reads(
    raw: str,
    value: float | None,
    unit: str,
    main: str,
    words: list[str],
    direction: str | None,
    asof: str | None,
) -> None:
    reading = read_value(raw)
    assert (
        reading.value,
        reading.unit,
        reading.qualifier,
        list(reading.qualifiers),
        reading.direction,
        reading.asof,
    ) == (value, unit, main, words, direction, asof)
    assert reading.raw == raw


@pytest.mark.parametrize(
    ("raw", "unit", "value", "base", "written", "written_unit"),
    [
        ("約330万枚", None, 3300000, "枚", 330, "万枚"),
        ("12億3,050万8千円", None, 1230508000, "円", 1230508, "千円"),
        ("2万340回", None, 20340, "回", 20340, "回"),
        ("7割", None, 70, "%", 7, "割"),
        ("8,000", "千円", 8000000, "円", 8000, "千円"),
        ("8,000千円", "千円", 8000000, "円", 8000, "千円"),
        ("300万円", "千円", 3000000, "円", 300, "万円"),
        ("3", "万人", 30000, "人", 3, "万人"),
        ("3万", "人", 30000, "人", 3, "万人"),
        (1234, "千円", 1234000, "円", 1234, "千円"),
        (38.56, "%", 38.56, "%", 38.56, "%"),
        ("5", "(単位：百万円)", 5000000, "円", 5, "百万円"),
        ("3回", "回/年", 3, "回/年", 3, "回/年"),
        ("年3回", "回", 3, "回/年", 3, "回/年"),
        ("5", "回（年間）", 5, "回/年", 5, "回/年"),
        ("20", "件数", 20, "件", 20, "件"),
        ("16箇所", "か所", 16, "か所", 16, "か所"),
        ("5名", "人", 5, "人", 5, "人"),
        ("50%", "％", 50, "%", 50, "%"),
        (12.0, "件", 12, "件", 12, "件"),
        (0.1 + 0.2, "点", 0.3, "点", 0.3, "点"),
        ("1.1", "万人", 11000, "人", 1.1, "万人"),
        ("10%増", "件", 10, "%", 10, "%"),
        ("3時間", "分", 3, "時間", 3, "時間"),
    ],
)
def test_units_multiply_and_join(
    raw: object, unit: str | None, value: float, base: str, written: float, written_unit: str
) -> None:
    reading = read_value(raw, unit)
    assert (reading.value, reading.unit, reading.value_as_written, reading.unit_as_written) == (
        value,
        base,
        written,
        written_unit,
    )
    assert type(reading.value) is type(value)


@pytest.mark.parametrize(
    ("raw", "unit", "value", "said"),
    [
        ("3回/年度", "回/年", 3, []),
        ("3回/年", "回/年度", 3, []),
        ("300万円", "万円", 3000000, []),
        ("300万円", "円", 3000000, []),
        ("300万円", "千円", 3000000, ["V120"]),
        ("5ポイント", "%", 5, ["V120"]),
        ("3時間", "分", 3, ["V120"]),
    ],
)
def test_a_unit_beside_the_column(raw: str, unit: str, value: int, said: list[str]) -> None:
    assert (read_value(raw, unit).value, codes(read_value(raw, unit))) == (value, said)


def test_column_unit_with_a_bound() -> None:
    assert (read_value("80", "%以上").value, read_value("80", "%以上").qualifier) == (80, "min")


@pytest.mark.parametrize(
    ("raw", "unit", "code"),
    [
        ("あああ", None, "V101"),
        ("5-", None, "V101"),
        ("③", None, "V101"),
        ("٣件", None, "V101"),
        (True, None, "V101"),
        (float("nan"), None, "V101"),
        ([1], None, "V101"),
        ("件", None, "V101"),
        ("5..5", None, "V101"),
        ("全所属", None, "V102"),
        ("策定", None, "V102"),
        ("検討中", None, "V102"),
        ("現状維持", None, "V102"),
        ("全小中学校", None, "V102"),
        ("全庁", None, "V102"),
        ("全職員", None, "V102"),
        ("全公民館", None, "V102"),
        ("一部実施", None, "V102"),
        ("前年度以上", None, "V102"),
        ("5Gの整備", None, "V102"),
        (datetime(2024, 1, 3), "件", "V103"),
        (date(2024, 1, 3), None, "V103"),
        ("1月3日", None, "V103"),
        (timedelta(hours=3), None, "V103"),
        ("2024-01-03 00:00:00", None, "V103"),
        ("#REF!", None, "V104"),
        ("#N/A", None, "V104"),
        ("3,5", None, "V105"),
        ("1,2345", None, "V105"),
        ("10件、20件", None, "V106"),
        ("24時間365日", None, "V106"),
        ("2人に1人", None, "V106"),
        ("365日24時間", None, "V106"),
        ("090-1234-5678", None, "V106"),
        ("1.234人", None, "V107"),
        ("1 234", None, "V107"),
        ("1 000件", None, "V107"),
        ("数百件", None, "V108"),
        ("十数件", None, "V108"),
        ("10～20件", None, "V109"),
        ("10-20件", None, "V109"),
        ("10件から20件まで", None, "V109"),
        ("±5%", None, "V109"),
        ("5件～", None, "V109"),
        ("～5件", None, "V109"),
        ("5件 ～", None, "V109"),
        ("～ 5件", None, "V109"),
        ("5件？", None, "V101"),
        ("〇〇件", None, "V101"),
        ("2次評価", None, "V101"),
        ("半分以下", None, "V101"),
        ("12時30分", None, "V103"),
        ("60人から毎年200人以上へ", None, "V110"),
        ("50%→80%", None, "V110"),
        ("○", None, "V111"),
        ("×", None, "V111"),
        ("令和7年度", None, "V112"),
        ("令和7年度、", None, "V112"),
        ("平成33年", None, "V112"),
        ("29年度", None, "V112"),  # a fiscal year without its era counts nothing
        ("２９年度末までに", None, "V112"),
        ("1/3補充", None, "V114"),
        ("15/20業務", None, "V114"),
        ("3分の1", None, "V114"),
        ("8,000円", "千円", "V115"),
        ("5件", "%", "V115"),
        ("50%", "件", "V115"),
        ("3回/月", "回/年", "V115"),
        ("3万", "千円", "V115"),
        ("未定", None, "V117"),
        ("集計中", None, "V117"),
        (0.3856, "%", "V119"),
        (1, "%", "V119"),
        ("0.35", "%", "V119"),
        ("０．３５", "%", "V119"),
        ("1.0", "%", "V119"),
        ("2023(令和5)10件", None, "V106"),
        ("5校中12校", None, "V106"),
        ("12校中80%", None, "V106"),
        ("12校中5", None, "V106"),
        ("5校/12", None, "V131"),
        ("仕事の流れ全体を、市民の目線で見直す", None, "V101"),
        ("5校/12校", None, "V131"),
        ("95.5点/100点", None, "V131"),
        ("9：00～17：00", None, "V132"),
        ("平日9:30から16:30まで", None, "V132"),
        ("9時～17時", None, "V132"),
        ("午後8時まで", None, "V132"),
        ("50件①", None, "V101"),
        ("50件①30件②20件", None, "V101"),
        ("1O0件", None, "V130"),
        ("l00件", None, "V130"),
        ("1O件", None, "V130"),
        ("２Ｏ％", None, "V130"),
        ("295l万枚", None, "V130"),
        ("3l件", None, "V130"),
        ("1I件", None, "V130"),
        ("5O", None, "V130"),
        ("O件", None, "V130"),
        ("9O", "%", "V130"),
    ],
)
def test_no_value_without_one_reading(raw: object, unit: str | None, code: str) -> None:
    reading = read_value(raw, unit)
    assert code in codes(reading)
    assert reading.value is None


@pytest.mark.parametrize(
    ("raw", "code", "value"),
    [
        ("半減", "V113", 50),
        ("約1,200件（見込み）", "V116", 1200),
        ("見込み 1,200件", "V116", 1200),
        ("5ポイント差", "V118", 5),
        ("57.8%(92/159件)", "V118", 57.8),
        ("20件の手数料改定", "V118", 20),
        ("98・5%(26年度)", "Y103", 98.5),
        ("85万人(23年度)", "Y103", 850000),
        ("１３５団体（１０月末）", "Y111", 135),
        ("20業務（R7）", "Y112", 20),
    ("令和5(2023)10件", "Y112", 10),
    ("10月末時点で135団体", "Y111", 135),
    ("令和6年末時点で10件", "Y101", 10),  # the end of a calendar year has no word of its own
    ("令和5(2024)年度、10月末時点で50件", "Y105", 50),
    ("令和5(2024)年度、10月末時点で50件", "Y111", 50),
        ("100件（令和5年度）（令和6年3月末現在）", "V129", 100),
        ("5%（令和5(2024)年度）", "Y105", 5),
        ("令和元年度比30％減", "V118", 30),
        ("20校中20校（100%）", "V118", 20),
        ("30件以上（5年間）", "V118", 30),
        ("30件以上（5か年で）", "V118", 30),
        ("10％減 (令和3年度比)", "V118", 10),
        ("5か年で50件", "V118", 50),
        ("5年間で10件", "V118", 10),
    ],
)
def test_value_with_a_remark(raw: str, code: str, value: float) -> None:
    reading = read_value(raw)
    assert code in codes(reading)
    assert reading.value == value


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("令和元年度比30％減", "「令和元年度比」"),
        ("10％減 (令和3年度比)", "「令和3年度比」"),
        ("5か年で50件", "「5か年で」"),
        ("5年間で10件（うち3件は国）", "「5年間で"),
        ("5年間で住民票10件、印鑑証明20件", "「5年間で」"),
    ],
)
def test_what_is_not_read_is_named(raw: str, words: str) -> None:
    assert [words in found.message for found in read_value(raw).findings if found.code == "V118"] == [True]


@pytest.mark.parametrize(
    ("raw", "count", "share"),
    [("5校/12校", "「5校」", "「41.7%」"), ("95.5点/100点", "「95.5点」", "「95.5%」"), ("3／4校", "", "")],
)
def test_so_many_of_a_whole_is_told_how_to_write_it(raw: str, count: str, share: str) -> None:
    remedies = "".join(found.remedy for found in read_value(raw).findings)
    assert count in remedies
    assert share in remedies


@pytest.mark.parametrize(
    ("raw", "whole"),
    [
        ("12校中5校", ("全体", 12, "校")),
        ("15業務中12業務", ("全体", 15, "業務")),
        ("12校のうち5校", ("全体", 12, "校")),
        ("5校（12校中）", ("全体", 12, "校")),
        ("12小中学校中5校", ("全体", 12, "小中学校")),
        ("146か国中116位", ("全体", 146, "か国")),
        ("4.2（5点満点）", ("満点", 5, "点")),
    ],
)
def test_the_whole_is_kept_as_a_part(raw: str, whole: tuple[str, float, str]) -> None:
    reading = read_value(raw)
    assert [(part.label, part.value, part.unit) for part in reading.parts] == [whole]
    assert codes(reading) == []


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        ("令和6年4月1日", "年月日だけ"),
        ("R8.3", "年月だけ"),
        ("令和7年度", "年度だけ"),
        ("平成33年", "には年だけ"),
        ("令和6年4月～令和7年3月", "期間だけ"),
    ],
)
def test_a_time_alone_is_named_for_what_it_is(raw: str, what: str) -> None:
    assert [what in found.message for found in read_value(raw).findings if found.code == "V112"] == [True]


@pytest.mark.parametrize(
    ("raw", "both"),
    [("1 200件", "「1200」と「1、200」"), ("3,5", "「35」と「3.5」"), ("1.234人", "「1.234人」と「1234人」")],
)
def test_two_readings_are_quoted(raw: str, both: str) -> None:
    assert f"{both}のどちらか" in read_value(raw).findings[0].message


def test_a_finding_shows_a_number_as_the_cell_does() -> None:
    assert "「1」だけ" in read_value(1.0, "%").findings[0].message


@pytest.mark.parametrize("raw", ["98・5%(26年度)", "１３５団体（１０月末）", "10月末時点で135団体", "令和6年末時点で10件"])
def test_what_cannot_be_read_as_a_time_gives_no_point_of_time(raw: str) -> None:
    assert read_value(raw).asof is None


def test_every_year_in_two_calendars_is_checked() -> None:
    reading = read_value("令和5(2024)年度10件、令和6(2026)年度20件")
    assert [found.message for found in reading.findings] == [
        "「令和5(2024)」は和暦と西暦が合いません（2023年と2024年）。",
        "「令和6(2026)」は和暦と西暦が合いません（2024年と2026年）。"]


def test_units_that_differ_are_said() -> None:
    assert "V120" in codes(read_value("300万円", "千円"))
    message = read_value("8,000円", "千円").findings[0].message
    assert "8000円" in message
    assert "8000000円" in message


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("7.86%（市民課）\n2.71%（市民税課）", [("市民課", 7.86, "%"), ("市民税課", 2.71, "%")]),
        ("30%（市民課）9%（市民税課）", [("市民課", 30, "%"), ("市民税課", 9, "%")]),
        ("住民票 5% 印鑑証明書10%(令和6年度)", [("住民票", 5, "%"), ("印鑑証明書", 10, "%")]),
        ("市民課：7.86％、市民税課：2.71％", [("市民課", 7.86, "%"), ("市民税課", 2.71, "%")]),
        ("【市民課】5%【税務課】3%", [("市民課", 5, "%"), ("税務課", 3, "%")]),
        ("(1)5件 (2)10件", [("1", 5, "件"), ("2", 10, "件")]),
        ("①50件 ②30件", [("①", 50, "件"), ("②", 30, "件")]),
        ("①50件\n②30件（令和6年度）", [("①", 50, "件"), ("②", 30, "件")]),
        ("令和7年度 ①50件 ②30件", [("①", 50, "件"), ("②", 30, "件")]),
        ("(1)5件 (2)10件（令和6年度）", [("1", 5, "件"), ("2", 10, "件")]),
        ("①50件（市民課）②30件（税務課）", [("①市民課", 50, "件"), ("②税務課", 30, "件")]),
        ("①市民課5件 ②税務課3件", [("①市民課", 5, "件"), ("②税務課", 3, "件")]),
        ("(1)市民課5件 (2)税務課3件", [("1 市民課", 5, "件"), ("2 税務課", 3, "件")]),
        ("男性50％・女性50％", [("男性", 50, "%"), ("女性", 50, "%")]),
        ("小学校5校、中学校3校", [("小学校", 5, "校"), ("中学校", 3, "校")]),
        ("令和3年度 50% 令和7年度 80%", [("FY2021", 50, "%"), ("FY2025", 80, "%")]),
        ("50%（令和3年度）、80%（令和7年度）", [("FY2021", 50, "%"), ("FY2025", 80, "%")]),
    ],
)
def test_series(raw: str, parts: list[tuple[str, float, str]]) -> None:
    reading = read_value(raw)
    assert reading.value is None
    assert reading.qualifier == "multi"
    assert [(part.label, part.value, part.unit) for part in reading.parts] == parts
    assert codes(reading) == []


def test_series_with_times_of_their_own_says_so() -> None:
    reading = read_value("①50件（令和5年度）②30件（令和6年度）")
    assert [(part.label, part.value) for part in reading.parts] == [("①", 50), ("②", 30)]
    assert codes(reading) == ["V129"]


def test_series_keeps_its_point_of_time() -> None:
    assert read_value("住民票 5% 印鑑証明書10%(令和6年度)").asof == "FY2024"


@pytest.mark.parametrize(
    ("raw", "value", "part"),
    [
        ("100％(20業務)", 100, (20, "業務", "none")),
        ("▲310人(▲4.2%)", -310, (-4.2, "%", "none")),
        ("30件（10件増）", 30, (10, "件", "change")),
    ],
)
def test_number_in_brackets_is_a_part(raw: str, value: float, part: tuple[float, str, str]) -> None:
    reading = read_value(raw)
    assert reading.value == value
    assert [(p.value, p.unit, p.qualifier) for p in reading.parts] == [part]


def test_both_negative_is_a_change() -> None:
    assert read_value("▲310人(▲4.2%)").qualifier == "change"


@pytest.mark.parametrize(
    ("field", "value", "unit", "main"),
    [("baseline", 60, "人", "none"), ("target", 200, "人/年", "min"), ("actual", 200, "人/年", "min")],
)
def test_from_to_by_field(field: str, value: int, unit: str, main: str) -> None:
    reading = read_value("60人から毎年200人以上へ", field=field)
    assert (reading.value, reading.unit, reading.qualifier, codes(reading)) == (value, unit, main, [])


def test_from_to_keeps_each_sides_time() -> None:
    assert read_value("50%（令和3年度）→80%（令和7年度）", field="target").asof == "FY2025"
    assert read_value("50%（令和3年度）→80%（令和7年度）", field="baseline").asof == "FY2021"


def test_range_shows_both_ends() -> None:
    parts = read_value("10～20万件").parts
    assert [(p.label, p.value, p.unit, p.qualifier) for p in parts] == [
        ("下限", 100000, "件", "min"),
        ("上限", 200000, "件", "max"),
    ]


@pytest.mark.parametrize(
    "nothing", [None, "", " ", "　", "－", "―", "—", "-", "ー", "--", "－－", "……", "なし", "無し", "N/A", "該当なし"]
)
def test_nothing_is_missing(nothing: str | None) -> None:
    reading = read_value(nothing, "千円")
    assert (reading.value, reading.qualifier, reading.unit, codes(reading)) == (None, "missing", "円", [])


def test_zero_is_not_missing() -> None:
    assert read_value(0, "件").value == 0
    assert read_value("0").qualifier == "none"


KEYS = [
    "raw",
    "value",
    "unit",
    "value_as_written",
    "unit_as_written",
    "qualifier",
    "qualifiers",
    "direction",
    "asof",
    "parts",
    "findings",
]


def test_jsonl_lines() -> None:
    lines = [
        '{"raw":"約330万枚"}',
        "",
        '{"raw":"8,000","unit":"千円"}',
        "こわれた行",
        "[1]",
        '{"raw":null}',
        '{"raw":{"a":1}}',
        '{"raw":"60人から200人へ","field":"baseline"}',
        '{"raw":NaN}',
        '{"raw":5,"unit":7}',
    ]
    out = [json.loads(line, parse_constant=pytest.fail) for line in jsonl(lines)]
    assert [list(row) for row in out] == [KEYS] * 9
    assert [row["value"] for row in out] == [3300000, 8000000, None, None, None, None, 60, None, 5]
    assert [f["code"] for f in out[2]["findings"]] == ["V127"]
    assert list(out[2]["findings"][0]) == ["code", "level", "message", "remedy"]
    assert out[2]["raw"] == "こわれた行"
    assert out[5]["raw"] == {"a": 1}
    assert "約330万枚" in next(jsonl(lines[:1]))


def _answers(lines: list[bytes] | list[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in jsonl(lines)]


def _codes(row: dict[str, object]) -> list[str]:
    findings = row["findings"]
    assert isinstance(findings, list)
    return [found["code"] for found in findings]


def test_jsonl_takes_bytes_and_goes_on_after_a_line_of_another_encoding() -> None:
    good = '{"raw":"約330万枚"}\n'
    lines = ["\ufeff".encode() + good.encode(), b"\xff\xfe\n", good.encode("cp932"), b"\r\n", good.encode()]
    rows = _answers(lines)
    assert [row["value"] for row in rows] == [3300000, None, None, 3300000]
    assert [_codes(row) for row in rows] == [[], ["V127"], ["V127"], []]
    assert "UTF-8で保存してください" in str(rows[2]["findings"])


def test_jsonl_text_may_begin_with_a_byte_order_mark() -> None:
    assert _answers(['\ufeff{"raw":"5件"}'])[0]["value"] == 5


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"x":1}', '"raw" がありません'),
        ('{"raw":["5件"]}', '"raw" が一つの値ではありません'),
        ('{"raw":"5件","field":"foo"}', "baseline（現状値）、target（目標値）、actual（実績値）"),
        ('{"raw":"5件","field":["foo"]}', "baseline"),
        ('{"raw":"5件","unit":["件"]}', '"unit" が文字ではありません'),
    ],
)
def test_jsonl_names_the_field_that_is_wrong(line: str, said: str) -> None:
    (row,) = _answers([line])
    assert (row["value"], _codes(row)) == (None, ["V128"])
    assert said in json.dumps(row["findings"], ensure_ascii=False).replace('\\"', '"')


def test_jsonl_can_always_be_written_as_utf8() -> None:
    (line,) = jsonl(['{"raw":"\\ud800件"}'])
    assert json.loads(line.encode("utf-8"))["raw"] == "\ud800件"


UNITS = st.sampled_from(["件", "人", "回", "枚", "業務", "手続", "か所", "%", "団体", "冊"])


@given(st.integers(0, 10**12), UNITS)
def test_reads_its_own_plain_writing_back(number: int, unit: str) -> None:
    for text in (f"{number}{unit}", f"{number:,}{unit}"):
        reading = read_value(text)
        assert (reading.value, reading.unit, codes(reading)) == (number, unit, [])


@given(st.decimals(0, 1000, places=2), UNITS)
def test_full_width_reads_as_half_width(number: Decimal, unit: str) -> None:
    text = f"{number}{unit}以上"
    wide = text.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)})
    assert read_value(wide).as_dict() | {"raw": ""} == read_value(text).as_dict() | {"raw": ""}


PIECES = st.lists(
    st.sampled_from(
        [
            "約",
            "延べ",
            "累計",
            "前年度比",
            "年",
            "10",
            "1,234",
            "3.5",
            "二十",
            "万",
            "億",
            "千",
            "件",
            "%",
            "人",
            "割",
            "以上",
            "未満",
            "程度",
            "増",
            "減",
            "を維持",
            "（",
            "）",
            "(",
            ")",
            "令和",
            "5",
            "年度",
            "末",
            "まで",
            "から",
            "へ",
            "→",
            "～",
            "-",
            "▲",
            "、",
            " ",
            "/",
            "1日当たり",
            "時間",
            "分",
            "なし",
            "R4.1",
            "倍",
            "半減",
            "市民課",
            "\n",
            "・",
            ",",
            ".",
            "\x01",
            "0件",
            "元年",
            "中",
            "のうち",
            "校",
            "①",
            "②",
            "(5点満点)",
            "9:00",
            "ずつ",
            "比",
        ]
    ),
    max_size=9,
).map("".join)


@given(
    st.one_of(PIECES, st.text(max_size=30)),
    st.sampled_from([None, "千円", "%", "件/年", "百万円", "%以上", "(", "万"]),
    st.sampled_from([None, "baseline", "target", "?"]),
)
def test_never_fails_and_keeps_its_promises(raw: str, unit: str | None, field: str | None) -> None:
    reading = read_value(raw, unit, field)
    assert reading.raw == raw
    assert set(reading.qualifiers) <= set(QUALIFIERS) - {"none"}
    assert reading.qualifier == (reading.qualifiers[0] if reading.qualifiers else "none")
    json.dumps(reading.as_dict())
    rows: list[Reading | Part] = [reading, *reading.parts]
    for row in rows:
        if row.value is not None and row.value_as_written is not None:
            exact = Fraction(str(row.value_as_written)) * Fraction(str(unit_scale(row.unit_as_written)))
            assert abs(exact - Fraction(str(row.value))) <= abs(exact) * Fraction(1, 10**9)
    if reading.value is None and reading.qualifier not in ("missing", "milestone", "maintain", "multi"):
        assert reading.findings


@pytest.mark.parametrize(
    "raw",
    [
        "1" * 5000,
        "1" * 4000 + "x",
        "1万" * 2000,
        "(" * 3000 + ")" * 3000,
        "1," * 3000,
        "年" * 5000,
        "令和5年" * 500,
        "約" * 5000,
    ],
)
def test_hostile_lengths_are_read_to_an_end(raw: str) -> None:
    json.dumps(read_value(raw).as_dict())
    assert [found.code for found in read_value("1万" * 16000).findings] == ["V101"]
