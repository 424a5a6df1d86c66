"""The check sheet as data: counts, cards, KPIs in their places, words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxbook.outputs.checksheet.items import rating_item, worded
from dxbook.outputs.checksheet.kpis import trend
from dxbook.outputs.checksheet.printed import Item, PrintedValue, Spread, Tone, spread_edges
from dxbook.outputs.checksheet.sheet import sheet_title
from dxbook.outputs.checksheet.wording import month_text, number_format, period, wareki
from dxbook.plan.profile import Profile
from dxbook.plan.scales import get
from dxbook.rating.formulas import Rated
from tests.support.forms import EVIDENCE, STEPS, model

OUTLINE_KPI = """
    | 指標ID | 施策ID | 体系コード | 指標名 | 単位 | 方向 | 集計 | 現状値 | 目標値 | 目標年度 |
    | K01 | | 1 | 来庁者数 | 人 | 減少 | 年度値 | 1000人 | 600人 | 令和9年度 |
    | K02 | 01-02 | | 窓口の待ち時間 | 分 | 減少 | 年度値 | 30分 | 10分 | 令和9年度 |
"""


def value(item: Item, name: str) -> Any:
    shown = item[name]
    assert isinstance(shown, PrintedValue)
    return shown.value


def parts(item: Item, name: str) -> list[Any]:
    spread = item[name]
    assert isinstance(spread, Spread)
    return [part.value for part in spread.parts]


def test_the_cover_counts_what_a_hand_counts(tmp_path: Path) -> None:
    sheet, _ = model(tmp_path, actuals="""
        | 指標ID | 令和5年度 実績値 | 令和6年度 実績値 | 令和7年度 実績値 | 令和7年度 区分 |
        | K01 | 18件 | 27件 | 55件 | 確定 |
        | K02 | 28分 | 25分 | | 未判明 |
    """, reports="""
        | 施策ID | 年度 | 取組内容 | 進捗 | 今後の方向性 |
        | 01-01 | 令和7年度 | 手続を増やした。 | 遅れ | 見直し |
    """)
    # K01: (55 − 10) ÷ (60 − 10) = 90 % → B of A–D; K02 is not known
    totals = sheet.front.fields["総括"]
    wanted = {"施策数": 2, "指標数": 2, "評価済み指標数": 1, "評価なし指標数": 1, "未判明数": 1,
              "評価済み施策数": 1, "未報告数": 1, "報告済み数": 1, "遅れ数": 1}
    assert {name: value(totals, name) for name in wanted} == wanted
    assert parts(totals, "進捗別") == [0, 0, 1, 0, 0, 0, 1]  # … 遅れ … 報告なし
    grades = {value(item, "記号"): item for item in sheet.front.lists["段階別"]}
    assert list(grades) == ["A", "B", "C", "D"]
    assert [value(grades[mark], "指標数") for mark in "ABCD"] == [0, 1, 0, 0]
    assert value(grades["B"], "指標割合") == 1.0  # the unrated one is out of the denominator
    assert [value(item, "理由") for item in sheet.front.lists["評価なし別"]] == ["実績未判明"]
    open_points = [(value(i, "種類"), value(i, "ID"), value(i, "理由")) for i in sheet.front.lists["未判明"]]
    assert open_points == [("指標", "K02", "実績未判明"), ("取組", "01-02", "進捗の報告なし")]
    unsaid, _ = model(tmp_path, actuals="""
        | 指標ID | 令和7年度 実績値 | 令和7年度 区分 |
        | K01 | 55件 | 確定 |
        | K02 | | |
    """)
    assert value(unsaid.front.fields["総括"], "未判明数") == 1
    assert value(unsaid.front.lists["未判明"][0], "理由") == "実績未判明（未記入）"  # nobody has said 未判明
    departments = sheet.front.lists["部署別"]
    shown = [(value(item, "部署"), value(item, "施策数"), parts(item, "段階別"), value(item, "評価なし"))
             for item in departments]
    assert shown == [("市民課", 2, [0, 1, 0, 0], 1)]
    assert [value(i, "名称") for i in sheet.front.lists["体系別"]] == ["行かない窓口"]


def test_a_kpi_of_the_hierarchy_stands_on_the_cards_below_it_and_once_in_the_list(tmp_path: Path) -> None:
    sheet, _ = model(tmp_path, kpis=OUTLINE_KPI, actuals="""
        | 指標ID | 令和7年度 実績値 |
        | K01 | 800人 |
        | K02 | 21分 |
    """)
    assert [value(item, "指標ID") for item in sheet.front.lists["指標"]] == ["K01", "K02"]
    assert value(sheet.front.lists["指標"][0], "所属") == "行かない窓口"
    first, second = sheet.cards
    assert [value(item, "指標ID") for item in first.lists["指標"]] == []
    assert [value(item, "指標ID") for item in first.lists["上位指標"]] == ["K01"]
    assert [value(item, "指標ID") for item in second.lists["上位指標"]] == ["K01"]
    above = first.lists["上位指標"][0]
    assert value(above, "達成度") == pytest.approx(0.5)  # (1000 − 800) ÷ (1000 − 600)
    assert value(first.fields["施策"], "記号") == "指標なし"


def test_a_card_says_what_was_planned_done_and_rated(tmp_path: Path) -> None:
    sheet, _ = model(tmp_path, steps=STEPS, evidence=EVIDENCE)
    card = sheet.cards[0]
    assert card.title == "01-01 オンライン申請の拡大"
    assert value(card.fields["体系"], "全体") == "行かない窓口 ＞ 手続のオンライン化"
    assert value(card.fields["施策"], "期間") == "令和5年度～令和9年度"
    assert value(card.fields["計画"], "基準日") == "令和8年3月31日"
    kpi = card.lists["指標"][0]
    assert parts(kpi, "年度別") == [18, 27, 38, None, None]
    assert isinstance(kpi["年度別"], Spread)
    assert kpi["年度別"].mark == 2  # FY2025 of FY2023–2027
    assert value(kpi, "算式") == "(38件 − 10件) ÷ (60件 − 10件) = 56.0%"
    assert value(kpi, "推移") == "↗ 改善"
    assert value(kpi, "現状") == "10件\n（令和4年度）"
    assert value(kpi, "目標") == "60件\n（令和9年度）"
    assert value(card.fields["進捗"], "予算額") == 1200
    assert value(card.fields["選択"], "進捗") == "■ 計画どおり　□ 前倒し　□ 遅れ　□ 未着手　□ 完了　□ 中止"
    assert value(card.lists["根拠"][0], "分析結果") == "来庁が1割減った"


LATE = """
    | 指標ID | 施策ID | 指標名 | 単位 | 方向 | 集計 | 現状値 | 目標値 | 目標年度 | 評価方式 |
    | K01 | 01-01 | 講座の実施件数 | 件 | 増加 | 年度値 | 25件 | 50件 | 令和5年度 | |
    | K02 | 01-02 | 自動化した業務 | 業務 | 増加 | 時点 | | 20業務 | 令和9年度 | 計画値比 |
"""
LATE_ACTUALS = """
    | 指標ID | 令和5年度 実績値 | 令和6年度 実績値 | 令和7年度 計画値 | 令和7年度 実績値 |
    | K01 | 31件 | 40件 | | 44件 |
    | K02 | 1業務 | 3業務 | 8業務 | 7業務 |
"""


def test_the_year_under_review_is_shown_though_the_target_year_has_passed(tmp_path: Path) -> None:
    sheet, _ = model(tmp_path, kpis=LATE, actuals=LATE_ACTUALS)
    first, second = sheet.front.lists["指標"]
    assert value(first, "実績値") == 44  # 令和7年度's; the rate is that of 令和5年度: 6 of 25
    assert value(first, "達成度") == pytest.approx(0.24)
    assert value(first, "計算") == "改善率\n（R5の値）"
    assert "目標年度の令和5年度で評価" in value(first, "算式")
    assert value(first, "推移") == "↗ 改善"
    # 7 ÷ 8 is of this year's planned value, not of the 20業務 in the column beside it
    assert value(second, "算式") == "7業務 ÷ 令和7年度の計画値8業務 = 87.5%"
    assert value(second, "計算") == "計画値比"
    assert value(sheet.front.lists["施策"][1], "指標の状況") == "K02 自動化した業務：計画値比87.5% B"


def test_years_carry_their_unit(tmp_path: Path) -> None:
    sheet, _ = model(tmp_path, kpis=LATE, actuals=LATE_ACTUALS.replace("3業務", "n:3"))
    spread = sheet.front.lists["指標"][1]["年度別"]
    assert isinstance(spread, Spread)
    assert [part.format for part in spread.parts[:3]] == ['#,##0"業務"'] * 3


def test_a_change_as_target_keeps_the_unit_of_the_actual(tmp_path: Path) -> None:
    sheet, _ = model(tmp_path, kpis="""
        | 指標ID | 施策ID | 指標名 | 単位 | 方向 | 集計 | 現状値 | 目標値 | 目標年度 |
        | K01 | 01-01 | 用紙の購入 | 枚 | 減少 | 年度値 | 約330万枚 | 30%削減 | 令和9年度 |
    """, actuals="| 指標ID | 令和7年度 実績値 |\n| K01 | 約300万枚 |")
    actual = sheet.front.lists["指標"][0]["実績値"]
    assert isinstance(actual, PrintedValue)
    assert (actual.value, actual.format) == (3_000_000, '#,##0"枚"')


def test_a_value_with_two_readings_gets_no_unit(tmp_path: Path) -> None:
    sheet, _ = model(tmp_path, kpis="""
        | 指標ID | 施策ID | 指標名 | 単位 | 方向 | 集計 | 現状値 | 目標値 | 目標年度 |
        | K01 | 01-01 | オンライン化率 | % | 増加 | 年度値 | 10% | 100% | 令和9年度 |
    """, actuals="| 指標ID | 令和7年度 実績値 |\n| K01 | n:0.22 |")
    item = sheet.front.lists["指標"][0]
    assert value(item, "評価") == "評価できない"
    assert value(item, "実績値") == "0.22"  # 22% or 0.22%


def test_a_prepared_row_that_came_back_empty_is_no_report(tmp_path: Path) -> None:
    """As after collecting, where a department's workbook was sent back: the row of 進捗 is there, and empty."""
    sheet, drawn = model(tmp_path, measures="""
        | 施策ID | 体系コード | 施策名 | 所管課 | 状態 |
        | 01-01 | 1-1 | 申請 | 市民課 | 実施中 |
        | 01-02 | 1-1 | 窓口 | 市民課 | 実施中 |
        | 01-03 | 1-1 | 研修 | 総務課 | 実施中 |
        | 01-04 | 1-1 | 旧制度 | 総務課 | 廃止 |
    """, kpis="", actuals="", reports="""
        | 施策ID | 年度 | 取組内容 | 進捗 | 今後の方向性 | 本部意見 |
        | 01-01 | 令和7年度 | 手続を増やした。 | 遅れ | 見直し | |
        | 01-02 | 令和7年度 | | | | 来月までに報告すること。 |
        | 01-03 | 令和7年度 | 研修を開いた。 | | 継続 | |
        | 01-04 | 令和7年度 | | | | |
    """)
    totals = sheet.front.fields["総括"]
    assert (value(totals, "施策数"), value(totals, "報告済み数"), value(totals, "未報告数")) == (4, 2, 2)
    axis = parts(sheet.front.fields["軸"], "進捗区分")
    # 計画どおり 前倒し 遅れ 未着手 完了 中止 報告なし 未記入: 研修 was reported, but for its 進捗
    assert dict(zip(axis, parts(totals, "進捗別"), strict=True)) == {
        "計画どおり": 0, "前倒し": 0, "遅れ": 1, "未着手": 0, "完了": 0, "中止": 0, "報告なし": 2, "未記入": 1}
    ways = dict(zip(parts(sheet.front.fields["軸"], "方向性区分"), parts(totals, "方向性別"), strict=True))
    assert {word: count for word, count in ways.items() if count} == {"継続": 1, "見直し": 1, "報告なし": 2}
    reasons = [(value(i, "ID"), value(i, "理由")) for i in sheet.front.lists["未判明"]]
    assert reasons == [("01-02", "進捗の報告なし"), ("01-03", "進捗が未記入"), ("01-04", "事業終了（進捗の報告なし）")]
    assert [value(item, "進捗") for item in sheet.front.lists["施策"]] == ["遅れ", "報告なし", "未記入", "報告なし"]
    assert value(sheet.cards[1].fields["進捗"], "本部意見") == "来月までに報告すること。"
    chart = {series.name: sum(count or 0 for count in series.values) for series in drawn[0].series}
    assert chart == {"遅れ": 1, "報告なし": 2, "未記入": 1}
    assert len({series.tone for series in drawn[0].series}) == 3


def test_a_measure_without_a_name_is_blank_not_none(tmp_path: Path) -> None:
    sheet, _ = model(tmp_path, measures="""
        | 施策ID | 体系コード | 施策名 | 所管課 | 状態 |
        | 01-01 | 1-1 | | 市民課、総務課 | 実施中 |
        | 01-02 | 1-1 | 窓口 | 総務課 | 実施中 |
    """)
    assert [value(item, "所属") for item in sheet.front.lists["指標"]] == ["", "窓口"]
    assert [value(item, "部署") for item in sheet.front.lists["部署別"]] == ["市民課", "総務課"]
    assert value(sheet.front.fields["総括"], "複数課数") == 1


def test_a_plan_without_kpis_calls_what_is_outside_the_list_by_one_word(tmp_path: Path) -> None:
    sheet, drawn = model(tmp_path, kpis="", actuals="", reports="""
        | 施策ID | 年度 | 取組内容 | 進捗 | 今後の方向性 |
        | 01-01 | 令和7年度 | 手続を増やした。 | 継続中 | 継続 |
    """)
    words = [part.value for part in sheet.front.fields["軸"]["進捗区分"].parts]  # type: ignore[union-attr]
    assert words[-2:] == ["報告なし", "その他"]
    assert value(sheet.front.fields["総括"], "段階外") == "報告なし・その他"
    assert value(sheet.front.lists["体系別"][0], "評価なし") == 2
    assert {series.name for series in drawn[0].series} == {"報告なし", "その他"}


def test_bars_are_cut_at_the_year_under_review(tmp_path: Path) -> None:
    sheet, _ = model(tmp_path, steps=STEPS)
    bars = [item["帯"] for item in sheet.cards[0].lists["工程"]]
    shown = [[(part.tone, part.wide, part.value) for part in each.parts] for each in bars
             if isinstance(each, Spread)]
    empty, bar = Tone.EMPTY, Tone.BAR
    assert shown[0] == [(bar, 1, "完了"), *[(empty, 1, None)] * 4]
    assert shown[1] == [(empty, 1, None), (bar, 1, "━"), (bar, 1, "実施中"), (bar, 2, "━")]


def test_a_plan_without_kpis_is_counted_by_what_was_reported(tmp_path: Path) -> None:
    sheet, charts = model(tmp_path, kpis=None, actuals=None)
    assert sheet.front.lists["指標"] == []
    assert sheet.front.lists["段階別"] == []
    assert value(sheet.cards[0].fields["評価"], "記号") == "計画どおり"
    assert parts(sheet.front.fields["軸"], "段階")[0] == "計画どおり"
    assert [chart.key for chart in charts] == ["体系別進捗", "所管課別進捗"]


def test_the_city_s_own_words(tmp_path: Path) -> None:
    sheet, _ = model(tmp_path, Profile("x", "見本市", scale="abcd", words={"施策": "取組"}))
    assert sheet.words["施策"] == "取組"
    assert sheet.words["指標"] == "指標"


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_sheet_names_are_names_excel_takes(names: list[str]) -> None:
    taken: set[str] = set()
    titles = [sheet_title(name, taken) for name in names]
    assert len({title.casefold() for title in titles}) == len(titles)
    for title in titles:
        assert 0 < len(title.encode("utf-16-le")) // 2 <= 31
        assert not set(title) & set("[]:*?/\\")
        assert title.strip("'") == title


def test_sheet_names_by_hand() -> None:
    taken: set[str] = set()
    assert sheet_title("01-01 窓口/申請[A]", taken) == "01-01 窓口／申請［A］"
    assert sheet_title("01-01 窓口/申請[A]", taken) == "01-01 窓口／申請［A］(2)"
    assert sheet_title("1 " + "あ" * 200, taken) == "1 " + "あ" * 29
    assert sheet_title("1 " + "あ" * 200, taken) == "1 " + "あ" * 26 + "(2)"
    assert len(sheet_title("𠮷" * 40, taken)) == 15  # two UTF-16 units each


@pytest.mark.parametrize(("parts_", "wanted"), [
    (4, [(11, 15), (16, 20), (21, 25), (26, 30)]),
    (5, [(11, 14), (15, 18), (19, 22), (23, 26), (27, 30)]),
    (10, [(first, first + 1) for first in range(11, 30, 2)]),
])
def test_twenty_columns_split_evenly(parts_: int, wanted: list[tuple[int, int]]) -> None:
    assert spread_edges(11, 30, parts_) == wanted


@given(st.integers(1, 40), st.integers(1, 60))
def test_a_split_covers_every_column_once(parts_: int, width: int) -> None:
    edges = spread_edges(3, 2 + width, parts_)
    columns = [column for first, last in edges for column in range(first, last + 1)]
    assert columns == list(range(3, 3 + width))
    sizes = [last - first + 1 for first, last in edges]
    assert max(sizes) - min(sizes) <= 1


def _head(scale: str, rate: float) -> str:
    found = get(scale)
    grade = found.grade(rate)
    return str(value(rating_item(Rated(rate, "評価済", "", "達成率"), grade, found, grade.mark), "評価"))


def test_how_values_are_said() -> None:
    assert wareki(date(2026, 3, 31)) == "令和8年3月31日"
    assert wareki(date(2019, 4, 30)) == "平成31年4月30日"
    assert wareki(date(2019, 5, 1)) == "令和元年5月1日"
    assert month_text("2023-04") == "令和5年4月"
    assert month_text("FY2022") == "令和4年度"
    assert month_text("FY2025末") == "令和7年度末"
    assert month_text("2022-01/2022-12") == "令和4年1月～令和4年12月"
    assert period(2023, 2027, short=True) == "R5～R9"
    assert period(2023, 2023) == "令和5年度"
    assert number_format(38.56, "%") == '#,##0.00"%"'
    assert number_format(3_300_000, "枚") == '#,##0"枚"'
    assert number_format(1_588_880_000, "円") == '#,##0.0,,"百万円"'
    assert _head("abcd", 0.85) == "B"  # 目標をおおむね達成した（8割以上） would shrink to 4 pt
    assert _head("steps4", 0.85) == "概ね順調"
    assert worded("◎", "目標を達成した") == "◎ 目標を達成した"
    assert worded("概ね順調", "おおむね予定どおり") == "概ね順調"


@pytest.mark.parametrize(("before", "now", "direction", "word"), [
    (10, 12, "増加", "↗ 改善"), (12, 10, "増加", "↘ 後退"), (12, 10, "減少", "↗ 改善"),
    (5, 5, "増加", "→ 横ばい"),
    (10, 12, "", "↑ 増"), (12, 10, "維持", "↓ 減"),
])
def test_a_trend_is_better_or_worse_only_where_the_direction_says(
    before: float, now: float, direction: str, word: str
) -> None:
    assert trend(((2023, before), (2024, None), (2025, now)), 2025, direction) == word
    assert trend(((2023, before), (2024, now), (2025, None)), 2025, direction) == ""


def test_a_word_beside_the_list_is_kept(tmp_path: Path) -> None:
    sheet, _ = model(tmp_path, reports="""
        | 施策ID | 年度 | 取組内容 | 進捗 | 今後の方向性 |
        | 01-01 | 令和7年度 | 手続を増やした。 | ほぼ順調 | 継続 |
    """)
    wanted = "□ 計画どおり　□ 前倒し　□ 遅れ　□ 未着手　□ 完了　□ 中止　（記入：ほぼ順調）"
    assert value(sheet.cards[0].fields["選択"], "進捗") == wanted
    assert parts(sheet.front.fields["総括"], "進捗別") == [0, 0, 0, 0, 0, 0, 1, 1]  # … 報告なし, その他
    assert parts(sheet.front.fields["軸"], "進捗区分")[-2:] == ["報告なし", "その他"]
