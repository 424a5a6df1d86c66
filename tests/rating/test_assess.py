"""A plan rated for a year: from workbooks as a clerk fills them to grades, texts and counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxbook.errors import DxbookError
from dxbook.plan.profile import load_profile
from dxbook.rating.actuals import last_fy
from dxbook.rating.whole_plan import Assessment, assess
from dxbook.reading.workbook import read
from tests.support.assessed import ABCD, one, rated
from tests.support.tables import write_book


def test_a_whole_plan(tmp_path: Path) -> None:
    result = rated(tmp_path)
    first, second = result.kpis
    # K01 10件 → 60件, 38件 in FY2025: 28 of 50
    assert first.rated.rate == pytest.approx(0.56)
    assert first.rated.formula_text == "(38件 − 10件) ÷ (60件 − 10件) = 56.0%"
    assert first.verdict == "D"
    # K02 30分 → 10分, 21分: 9 of 20
    assert second.rated.rate == pytest.approx(0.45)
    assert first.series == ((2023, 18), (2024, 27), (2025, 38), (2026, None), (2027, None))
    assert first.actual_source == "入力"
    assert result.fy == 2025
    assert result.years == (2023, 2024, 2025, 2026, 2027)
    assert result.counts()["D"] == 2
    assert [measure.verdict for measure in result.measures] == ["D", "D"]
    assert result.measures[0].report is not None
    assert result.measures[0].progress == "計画どおり"


def test_another_year_may_be_asked_for(tmp_path: Path) -> None:
    result = rated(tmp_path, fy=2024)
    assert result.kpis[0].rated.rate == pytest.approx(0.34)  # 17 of 50
    assert result.measures[0].report is None  # reported for 2025 only


def test_mid_plan_and_final_year(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 手続 | | 件 | 増加 | 時点 | 10件 | 60件 | | 令和9年度 | 時点改善率 | |"
    middle = one(tmp_path, row, "34件")
    # the 3rd of 5 years: 24 of 50 is 48 %, of the 60 % due
    assert middle.rated.rate == pytest.approx(0.8)
    assert middle.rated.formula_text.endswith("÷ (3年 ÷ 5年) = 80.0%")
    assert middle.verdict == "B"
    final = one(tmp_path, row, {2027: "34件"}, fy=2027)
    assert final.rated.formula_text == "(34件 − 10件) ÷ (60件 − 10件) = 48.0%"


def test_a_target_year_gone_by_is_judged_by_its_own_actual(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 交付率 | | % | 増加 | 時点 | 50% | 75% | | 令和6年度 | | |"
    result = one(tmp_path, row, {2024: "70%", 2025: "90%"})
    assert result.fy == 2024
    assert result.rated.rate == pytest.approx(0.8)  # 20 of 25
    assert result.rated.formula_text.endswith("（目標年度の令和6年度で評価）")
    assert one(tmp_path, row, {2025: "90%"}).rated.state == "実績未判明"


def test_the_kpis_own_formula_goes_before_the_plans(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 利用率 | | % | 増加 | 年度値 | 20% | 80% | | 令和9年度 | 達成率 | |"
    assert one(tmp_path, row, "40%").rated.formula_text == "40% ÷ 80% = 50.0%"
    row = row.replace("達成率", "")
    assert one(tmp_path, row, "50%", plan={"評価方式": "改善率"}).rated.rate == pytest.approx(0.5)


def test_the_planned_value_of_the_year(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 紙の削減 | | 枚 | 増加 | 延べ | | 1000枚 | | 令和9年度 | 計画値比 | |"
    actuals = "| 指標ID | 令和7年度 計画値 | 令和7年度 実績値 |\n| K01 | 400枚 | 360枚 |"
    assert one(tmp_path, row, "", actuals=actuals).rated.formula_text == (
        "360枚 ÷ 令和7年度の計画値400枚 = 90.0%")
    without = one(tmp_path, row, "360枚")
    assert without.rated.state == "目標未設定"
    assert "この年度の計画値" in without.rated.formula_text
    final = one(tmp_path, row, {2027: "900枚"}, fy=2027)  # the last planned value is the target
    assert final.rated.rate == pytest.approx(0.9)


@pytest.mark.parametrize(("row", "actual", "state"), [
    ("| K01 | 01-01 | | 件数 | | 件 | 増加 | 時点 | 10件 | 60件 | | 令和9年度 | | |", "", "実績未判明"),
    ("| K01 | 01-01 | | 件数 | | 件 | 増加 | 時点 | 10件 | | | 令和9年度 | | |", "20件", "目標未設定"),
    ("| K01 | 01-01 | | 件数 | | | 増加 | 時点 | 10件 | 60件 | | 令和9年度 | | |", "20人", "評価できない"),
    ("| K01 | 01-01 | | 件数 | | 件 | | 時点 | 10件 | 60件 | | 令和9年度 | | |", "20件", "評価できない"),
    ("| K01 | 01-01 | | 件数 | | 件 | 減少 | 時点 | 10件 | 60件 | | 令和9年度 | | |", "20件", "評価できない"),
])
def test_unrated_states(tmp_path: Path, row: str, actual: str, state: str) -> None:
    result = one(tmp_path, row, actual)
    assert (result.rated.state, result.grade) == (state, None)
    assert result.verdict == state


@pytest.mark.parametrize(("state", "expected"), [
    ("廃止", "事業終了"), ("完了", "事業終了"), ("休止", "対象外"), ("実施中", "評価済"),
])
def test_a_measure_that_has_ended_is_counted_apart(tmp_path: Path, state: str, expected: str) -> None:
    measures = f"""
        | 施策ID | 体系コード | 施策名 | 所管課 | 状態 |
        | 01-01 | 1-1 | 窓口 | 市民課 | {state} |
    """
    row = "| K01 | 01-01 | | 件数 | | 件 | 増加 | 時点 | 10件 | 60件 | | 令和9年度 | | |"
    result = rated(tmp_path, row, measures=measures)
    assert result.kpis[0].rated.state == expected
    assert result.measures[0].state == expected


@pytest.mark.parametrize(("month", "fy"), [
    ("2023-03", 2022), ("2023-04", 2023), ("2023-04-01", 2023), ("FY2022", 2022), ("FY2025末", 2025),
    ("2022-01/2022-12", 2022), ("2023", 2023), ("", None),
])
def test_the_fiscal_year_of_a_month(month: str, fy: int | None) -> None:
    assert last_fy(month) == fy


@pytest.mark.parametrize(("target", "actual", "rate", "text"), [
    # 330万枚 less 30 % is 231万枚; 300万枚 is 30 of the 99万枚 to go (and 231 ÷ 300 of the level)
    ("30%削減", "約300万枚", 30 / 99, "目標は現状値330万枚から30%減 = 231万枚"),
    ("30%削減", "約300万", 30 / 99, "目標は現状値330万枚から30%減 = 231万枚"),
])
def test_a_target_that_is_a_change_is_said_in_the_unit_of_the_actual(
    tmp_path: Path, target: str, actual: str, rate: float, text: str
) -> None:
    row = f"| K01 | 01-01 | | 用紙の購入 | | 枚 | 減少 | 年度値 | 約330万枚 | {target} | | 令和9年度 | {{}} | |"
    span = one(tmp_path, row.format(""), actual)
    assert span.rated.rate == pytest.approx(rate)
    assert span.rated.formula_text == (
        f"(300万枚 − 330万枚) ÷ (231万枚 − 330万枚) = 30.3%（{text}）")
    assert span.unit == "枚"
    level = one(tmp_path, row.format("達成率"), actual)
    assert level.rated.formula_text == f"231万枚 ÷ 300万枚 = 77.0%（{text}）"


def test_ids_that_stand_twice_are_given_to_no_row(tmp_path: Path) -> None:
    measures = """
        | 施策ID | 体系コード | 施策名 | 所管課 | 状態 |
        | 01-01 | 1-1 | 申請 | 市民課 | 実施中 |
        | 01-01 | 1-1 | 窓口 | 総務課 | 実施中 |
        | | 1-1 | 名なし | 税務課 | 廃止 |
    """
    result = rated(
        tmp_path,
        "| K01 | 01-01 | | 手続 | | 件 | 増加 | 時点 | 0件 | 60件 | | 令和9年度 | | |",
        "| K02 | 01-01 | | 待ち時間 | | 件 | 増加 | 時点 | 0件 | 60件 | | 令和9年度 | | |",
        "| K02 | | 1 | 来庁 | | 件 | 増加 | 時点 | 0件 | 60件 | | 令和9年度 | | |",
        "| K03 | | 1 | 満足 | | 件 | 増加 | 時点 | 0件 | 60件 | | 令和9年度 | | |",
        measures=measures,
        actuals="| 指標ID | 令和7年度 実績値 |\n| K01 | 30件 |\n| K02 | 30件 |\n| K03 | 30件 |",
    )
    assert [measure.state for measure in result.measures] == ["評価できない", "評価できない", "事業終了"]
    assert [measure.kpis for measure in result.measures] == [(), (), ()]
    assert "施策ID「01-01」が2行以上" in result.measures[0].rated.formula_text
    assert [kpi.verdict for kpi in result.kpis] == ["D", "評価できない", "評価できない", "D"]
    assert "指標ID「K02」が2行以上" in result.kpis[1].rated.formula_text
    assert sum(sum(group.counts.values()) for group in result.by_department()) == 4


def test_a_book_that_is_no_plan_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "チェックシート.xlsx", "## 表紙\n| 団体名 |\n| 見本市 |")
    with pytest.raises(DxbookError, match="計画のブックではありません"):
        assess(read(path), ABCD, 2025)
    path = write_book(tmp_path / "plan.xlsx", "## 施策\n| 施策ID | 施策名 |", meta={})
    with pytest.raises(DxbookError, match="施策も指標もまだ書かれていません"):
        assess(read(path), ABCD, 2025)


def test_a_year_outside_the_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DxbookError, match=r"令和22年度は計画期間.令和5年度～令和9年度.の外です") as error:
        rated(tmp_path, fy=2040)
    assert error.value.remedy == "年度を確かめてください。"


def test_an_incident_target_needs_no_planned_value(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | インシデント | | 件 | 維持 | 年度値 | | 0件 | | 令和9年度 | 計画値比 | |"
    assert one(tmp_path, row, "0件").rated.rate == 1


def test_a_baseline_in_another_unit_does_not_touch_the_level(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 開催 | | | 増加 | 年度値 | 80人 | 10回 | | 令和9年度 | 達成率 | |"
    assert one(tmp_path, row, "5回").rated.rate == pytest.approx(0.5)
    spanned = one(tmp_path, row.replace("達成率", "改善率"), "5回").rated
    assert spanned.state == "評価できない"
    assert "目標値の単位（回）と現状値の単位（人）" in spanned.formula_text


def test_not_yet_known_and_forecast(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 件数 | | 件 | 増加 | 時点 | 10件 | 60件 | | 令和9年度 | | |"
    actuals = "| 指標ID | 令和7年度 実績値 | 令和7年度 区分 |\n| K01 | 38件 | {} |"
    unknown = one(tmp_path, row, "", actuals=actuals.format("未判明")).rated
    assert (unknown.state, unknown.formula_text) == ("実績未判明", "実績値がまだわからない（区分が未判明の）ため評価しません")
    forecast = one(tmp_path, row, "", actuals=actuals.format("見込"))
    assert forecast.rated.rate == pytest.approx(0.56)
    assert forecast.rated.formula_text.endswith("（実績は見込）")


@pytest.mark.parametrize(("written", "said"), [
    ("", "実績値が書かれていないため評価しません"),  # as where a workbook was sent back: nobody said 未判明
    ("－", "実績値が「－」のため評価しません"),
    ("なし", "実績値が「なし」のため評価しません"),
])
def test_what_was_never_written_is_not_called_not_yet_known(tmp_path: Path, written: str, said: str) -> None:
    row = "| K01 | 01-01 | | 件数 | | 件 | 増加 | 時点 | 10件 | 60件 | | 令和9年度 | | |"
    for split in (row, row.replace("| 10件 | 60件 |", "| 1件（甲）2件（乙） | 5件（甲）6件（乙） |")):
        result = one(tmp_path, split, written).rated
        assert (result.state, result.formula_text) == ("実績未判明", said)


def test_zero_incidents(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 重大なインシデント | | 件 | 維持 | 年度値 | | 0件 | | 令和9年度 | | |"
    assert one(tmp_path, row, "0件").verdict == "A"
    assert one(tmp_path, row, "1件").verdict == "D"


def test_times_a_week(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 端末の活用率 | | 回/週 | 増加 | 年度値 | 週1回 | 週3回以上 | | 令和9年度 | | |"
    result = one(tmp_path, row, "週2回")
    assert result.rated.rate == pytest.approx(0.5)  # (2 − 1) ÷ (3 − 1)


def test_growth_against_last_year(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 利用者数 | | 人 | 増加 | 前年度比 | | 前年度比 10%増 | | 令和9年度 | | |"
    result = one(tmp_path, row, {2024: "600人", 2025: "645人"})
    assert result.rated.formula_text == "(645人 − 600人) ÷ 600人 ÷ 10% = 75.0%"
    assert one(tmp_path, row, {2025: "645人"}).rated.state == "評価できない"  # no year before


def test_growth_stated_by_the_department_itself(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 利用者数 | | % | 増加 | 前年度比 | | 前年度比 10%増 | | 令和9年度 | | |"
    assert one(tmp_path, row, "前年度比 14%増").rated.rate == pytest.approx(1.4)
    assert one(tmp_path, row, "前年度比 5%減").rated.rate == pytest.approx(-0.5)


@pytest.mark.parametrize(("kpi", "actual", "rate"), [
    # target as a change of the baseline: 400 → 8%減 is 368; 384 is half of the way
    ("面積 | | ㎡ | 減少 | 時点 | 400㎡ | 8%減", "384㎡", 0.5),
    ("件数 | | 件 | 増加 | 年度値 | 10件 | 50件増", "35件", 0.5),  # → 60件
    ("利用者 | | 人 | 増加 | 年度値 | 100人 | 2倍", "150人", 0.5),  # → 200人
    ("処理時間 | | 時間 | 減少 | 年度値 | 200時間 | 半分", "150時間", 0.5),  # → 100時間
    ("面積 | | ㎡ | 減少 | 時点 | 400㎡ | 8%減", "4%減", 0.5),  # the actual is itself a change
    ("面積 | | | 減少 | 時点 | 400㎡ | 8%減", "▲4%", 0.5),
    ("利用者 | | 人 | 増加 | 前年度比 | | 前年度比110%", "630人", 0.5),  # 600人 last year: +5 % of +10 %
    ("利用者 | | 人 | 増加 | 年度値 | | 増加", "601人", 1.0),
    ("利用者 | | 人 | 増加 | 年度値 | | 前年度より増加", "599人", 0.0),
    ("利用者 | | 人 | 増加 | 年度値 | 700人 | 増加", "650人", 0.0),  # against the baseline where there is one
    ("満足度 | | % | 維持 | 年度値 | 90% | 98%以上を維持", "49%", 0.5),
    ("件数 | | 件 | 維持 | 年度値 | 3件 | 現状維持", "3件", 1.0),
    ("室温 | | ℃ | 範囲 | 年度値 | | 20℃～26℃", "24℃", 1.0),
    ("室温 | | ℃ | 範囲 | 年度値 | | 20℃～26℃", "10℃", 0.5),
    ("回数 | | 回 | 増加 | 年度値 | | 年4回以上", "2回", 0.5),  # a KPI is yearly: 回 is 回/年
    ("用紙 | | 枚 | 減少 | 年度値 | 約330万枚 | 約260万枚", "約295万枚", 0.5),
])
def test_targets_as_plans_word_them(tmp_path: Path, kpi: str, actual: str, rate: float) -> None:
    row = f"| K01 | 01-01 | | {kpi} | | 令和9年度 | | |"
    result = one(tmp_path, row, {2024: "600人", 2025: actual} if "人" in kpi else actual)
    assert result.rated.rate == pytest.approx(rate), result.rated.formula_text


@pytest.mark.parametrize(("kpi", "actual"), [
    ("使用率 | | % | 増加 | 年度値 | 20% | 5%増", "22%"),  # 25 % or 21 %?
    ("面積 | | ㎡ | 減少 | 時点 | | 8%減", "384㎡"),  # of what?
    ("面積 | | ㎡ | 増加 | 時点 | 400㎡ | 8%減", "384㎡"),  # the columns say the opposite
    ("面積 | | ㎡ | 減少 | 時点 | 400㎡ | 8%減", "4%"),  # 4 % of what, which way?
    ("職場 | | か所 | 増加 | 時点 | 1か所 | 全所属", "14か所"),
    ("割合 | | % | 増加 | 時点 | 5% | 10～20%", "12%"),
    ("割合 | | % | 増加 | 時点 | 2～5% | 20%", "12%"),
    ("計画 | | | 到達 | 時点 | | 5件", "策定済"),
])
def test_two_readings_are_not_rated(tmp_path: Path, kpi: str, actual: str) -> None:
    result = one(tmp_path, f"| K01 | 01-01 | | {kpi} | | 令和9年度 | | |", actual)
    assert (result.rated.rate, result.rated.state) == (None, "評価できない"), result.rated.formula_text


def test_milestones(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 計画 | | | 到達 | 時点 | | 計画を策定 | | 令和7年度 | | |"
    assert one(tmp_path, row, "策定済").rated.rate == 1
    assert one(tmp_path, row, "検討中").rated.rate == 0  # the target year has come
    later = row.replace("令和7年度", "令和9年度")
    assert one(tmp_path, later, "検討中").rated.state == "評価できない"


INVENTORY = """
    | 種別 | 番号 | 名称 | 状態 | 実施年月 | 指標ID |
    | 業務 | n:1 | 住民基本台帳 | 完了 | 令和7年1月 | K01 |
    | 業務 | n:2 | 印鑑登録 | 完了 | 令和8年3月 | K01 |
    | 業務 | n:3 | 国民年金 | 完了 | 令和8年4月 | K01 |
    | 業務 | n:4 | 児童手当 | 対応中 | | K01 |
    | 業務 | n:5 | 選挙人名簿 | 対象外 | | K01 |
    | 手続 | n:1 | 転出届 | 完了 | 令和6年5月 | K02 |
"""


def test_an_actual_counted_from_the_inventory(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 標準化した業務 | | 業務 | 増加 | 累計 | なし | 20業務 | | 令和9年度 | | 一覧 |"
    result = one(tmp_path, row, "", inventory=INVENTORY)
    # 令和8年3月 lies in FY2025, 令和8年4月 does not
    assert result.actual_source == "一覧"
    assert result.actual is not None
    assert result.actual.value == 2
    assert result.rated.rate == pytest.approx(0.1)
    assert "一覧4件のうち完了2件、対象外1件を除く" in result.rated.formula_text
    assert result.series[:3] == ((2023, 0), (2024, 1), (2025, 2))


def test_a_share_counted_from_the_inventory(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 標準化率 | | % | 増加 | 時点 | | 100% | | 令和9年度 | | 一覧の完了件数 |"
    result = one(tmp_path, row, "", inventory=INVENTORY)
    assert result.actual is not None
    assert result.actual.value == 50  # 2 of 4


def test_an_entry_that_differs_from_the_count_is_told(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 標準化した業務 | | 業務 | 増加 | 累計 | | 20業務 | | 令和9年度 | | 一覧 |"
    actuals = "| 指標ID | 令和7年度 実績値 |\n| K01 | 3業務 |"
    result = rated(tmp_path, row, inventory=INVENTORY, actuals=actuals)
    assert result.kpis[0].rated.rate == pytest.approx(0.1)
    [found] = result.findings
    assert (found.code, found.sheet, found.cell, found.value) == ("G102", "実績", "B2", "3業務")
    assert "完了2件" in found.message


def test_several_series_in_one_cell(tmp_path: Path) -> None:
    row = ("| K01 | 01-01 | | コンビニ交付の発行率 | | % | 増加 | 年度値 | 7.86%（市民課）2.71%（市民税課） "
           "| 30%（市民課）9%（市民税課） | | 令和9年度 | 達成率 | |")
    result = one(tmp_path, row, "23.5%（市民課）7.4%（市民税課）")
    assert [part.label for part in result.parts] == ["市民課", "市民税課"]
    # 23.5 ÷ 30 = 78.33 %, 7.4 ÷ 9 = 82.22 %; their average 80.28 %
    assert result.parts[0].rated.percent == "78.3%"
    assert result.parts[1].rated.percent == "82.2%"
    assert result.rated.rate == pytest.approx((23.5 / 30 + 7.4 / 9) / 2)
    assert result.rated.formula_text == "(市民課 78.3% + 市民税課 82.2%) ÷ 2 = 80.3%"
    assert result.parts[0].series[2] == (2025, 23.5)
    assert result.verdict == "B"


def test_a_single_baseline_holds_for_each_part(tmp_path: Path) -> None:
    row = ("| K01 | 01-01 | | 交付の割合 | | % | 増加 | 年度値 | 0% | 住民票 5% 印鑑証明書10% "
           "| | 令和9年度 | | |")
    result = one(tmp_path, row, "住民票 4% 印鑑証明書 9%")
    assert result.rated.rate == pytest.approx(0.85)  # (80 % + 90 %) ÷ 2
    single = one(tmp_path, row, "6%")  # does not tell the two apart
    assert single.rated.state == "評価できない"
    assert "住民票、印鑑証明書" in single.rated.formula_text
    other = one(tmp_path, row, "住民票 4% 戸籍 9%")
    assert other.rated.state == "評価できない"
    assert "戸籍" in other.rated.formula_text


def test_several_rows_of_one_kpi(tmp_path: Path) -> None:
    actuals = "| 指標ID | 令和7年度 実績値 |\n| K01 | 60件 |\n| K02 | 20件 |\n| K03 | 50件 |"
    result = rated(
        tmp_path,
        "| K01 | 01-01 | | 利用件数 | 市民課 | 件 | 増加 | 年度値 | 0件 | 100件 | | 令和9年度 | | |",
        "| K02 | 01-01 | | 利用件数 | 税務課 | 件 | 増加 | 年度値 | 0件 | 100件 | | 令和9年度 | | |",
        "| K03 | 01-01 | | 講習回数 | | 件 | 増加 | 年度値 | 0件 | 100件 | | 令和9年度 | | |",
        actuals=actuals,
    )
    together, alone = result.kpis
    assert [(part.label, part.record.kpi_id) for part in together.parts if part.record] == [
        ("市民課", "K01"), ("税務課", "K02")]
    assert together.rated.rate == pytest.approx(0.4)
    assert together.parts[1].series[2] == (2025, 20)
    assert alone.parts == ()
    assert sum(result.counts().values()) == 2


def test_a_measures_grade_holds_a_runaway_kpi_back(tmp_path: Path) -> None:
    actuals = "| 指標ID | 令和7年度 実績値 |\n| K01 | 300件 |\n| K02 | 20件 |\n| K03 | |"
    result = rated(
        tmp_path,
        "| K01 | 01-01 | | 登録数 | | 件 | 増加 | 年度値 | 0件 | 100件 | | 令和9年度 | | |",
        "| K02 | 01-01 | | 講習回数 | | 件 | 増加 | 年度値 | 0件 | 100件 | | 令和9年度 | | |",
        "| K03 | 01-01 | | 満足度 | | 件 | 増加 | 年度値 | 0件 | 100件 | | 令和9年度 | | |",
        actuals=actuals,
    )
    measure = result.measures[0]
    assert measure.rated.rate == pytest.approx(0.6)  # (100 % + 20 %) ÷ 2
    assert measure.verdict == "C"
    assert "K01は100.0%を上限" in measure.rated.formula_text
    assert "K03 実績未判明" in measure.rated.formula_text


def test_a_measure_without_kpis_speaks_by_its_report(tmp_path: Path) -> None:
    # the KPI hangs on the outline node of both measures and is lent to neither
    result = rated(tmp_path, "| K01 | | 1-1 | 件数 | | 件 | 増加 | 時点 | 10件 | 60件 | | 令和9年度 | | |")
    measure = result.measures[0]
    assert (measure.grade, measure.state, measure.verdict) == (None, "指標なし", "計画どおり")
    assert "進捗の報告によります（計画どおり）" in measure.rated.formula_text
    assert [kpi.kpi_id for kpi in result.outline_kpis["1-1"]] == ["K01"]
    assert result.counts("measures")["指標なし"] == 2


def test_counts_by_department_and_pillar(tmp_path: Path) -> None:
    outline = """
        | 体系コード | 上位コード | 区分 | 名称 |
        | 1 | | 柱 | 窓口 |
        | 1-1 | 1 | 方針 | 手続 |
        | 2 | | 柱 | 内部 |
    """
    measures = """
        | 施策ID | 体系コード | 施策名 | 所管課 | 状態 |
        | 01-01 | 1-1 | 申請 | 市民課、総務課 | 実施中 |
        | 01-02 | 2 | 文書 | 総務課 | 実施中 |
    """
    actuals = "| 指標ID | 令和7年度 実績値 |\n| K01 | 100件 |\n| K02 | |\n| K03 | 85件 |"
    result = rated(
        tmp_path,
        "| K01 | 01-01 | | 登録数 | | 件 | 増加 | 年度値 | 0件 | 100件 | | 令和9年度 | | |",
        "| K02 | 01-02 | | 講習回数 | | 件 | 増加 | 年度値 | 0件 | 100件 | | 令和9年度 | | |",
        "| K03 | | 2 | 満足度 | | 件 | 増加 | 年度値 | 0件 | 100件 | | 令和9年度 | | |",
        actuals=actuals, outline=outline, measures=measures,
    )
    departments = {group.name: group.counts for group in result.by_department()}
    assert list(departments) == ["市民課", "総務課", "体系の指標"]
    assert departments["市民課"]["A"] == 1  # several owners: counted once, under the first
    assert departments["総務課"]["A"] == 0
    assert departments["総務課"]["実績未判明"] == 1
    assert departments["体系の指標"]["B"] == 1
    pillars = {group.name: group.counts for group in result.by_pillar()}
    assert list(pillars) == ["窓口", "内部"]
    assert pillars["窓口"]["A"] == 1
    assert (pillars["内部"]["B"], pillars["内部"]["実績未判明"]) == (1, 1)
    assert list(result.counts()) == [
        "A", "B", "C", "D", "評価できない", "対象外", "事業終了", "目標未設定", "実績未判明"]


def test_a_circle_in_the_outline_ends(tmp_path: Path) -> None:
    outline = "| 体系コード | 上位コード | 名称 |\n| 1-1 | 1-2 | あ |\n| 1-2 | 1-1 | い |"
    result = rated(tmp_path, outline=outline)
    assert sum(sum(group.counts.values()) for group in result.by_pillar()) == 2


def test_evidence_and_steps_of_a_measure(tmp_path: Path) -> None:
    evidence = """
        | 番号 | 体系コード | 施策ID | エビデンス |
        | n:1 | 1-1 | | 交付状況 |
        | n:2 | | 01-01 | 窓口の件数 |
        | n:3 | 1 | | 市民の声 |
    """
    steps = "| 施策ID | 番号 | 工程名 |\n| 01-02 | n:1 | 設計 |\n| 01-01 | n:1 | 試行 |"
    result = rated(tmp_path, evidence=evidence, steps=steps)
    assert [row.evidence for row in result.measures[0].evidence] == ["交付状況", "窓口の件数"]
    assert [row.name for row in result.measures[0].steps] == ["試行"]


def test_the_plans_scale_goes_before_the_profiles(tmp_path: Path) -> None:
    assert rated(tmp_path, plan={"評価尺度": "◎・○・△・×（4段階）"}).kpis[0].verdict == "△"  # 56 %
    assert rated(tmp_path).kpis[0].verdict == "D"


def test_an_unknown_scale_is_a_finding_and_the_profiles_is_used(tmp_path: Path) -> None:
    result = rated(tmp_path, plan={"評価尺度": "松竹梅"})
    assert result.scale.id == "abcd"
    assert [found.code for found in result.findings] == ["G101"]
    assert "松竹梅" in result.findings[0].message


def test_no_year_to_judge(tmp_path: Path) -> None:
    with pytest.raises(DxbookError, match="対象年度"):
        rated(tmp_path, plan={"対象年度": ""})


def test_the_generic_profile_rates(tmp_path: Path) -> None:
    assert rated(tmp_path, profile=load_profile("generic")).kpis[0].verdict == "やや遅れ"  # 56 %


@pytest.mark.parametrize(("city", "kpi", "text"), [
    # コピー用紙 約330万枚 → 約260万枚, 約310万枚 in the 3rd of 5 years: 20 ÷ 70 ÷ 0.6
    ("choshi", "K3-01", "(310万枚 − 330万枚) ÷ (260万枚 − 330万枚) ÷ (3年 ÷ 5年) = 47.6%"),
    # 23.5 ÷ 30 and 7.4 ÷ 9
    ("mobara", "K03", "(市民課 78.3% + 市民税課 82.2%) ÷ 2 = 80.3%"),
    # 78.9 − 38.56 = 40.34 of 61.44, in the 4th of 5 years
    ("mobara", "K01", "(78.9% − 38.56%) ÷ (100% − 38.56%) ÷ (4年 ÷ 5年) = 82.1%"),
    ("mobara", "K14", "実績 0件（目標 0件を維持） = 100.0%"),
    ("chigasaki", "K06", "14% ÷ 10% = 140.0%"),
    # 148 of 150名 in the target year 令和5年度, though 令和6年度 is under review
    ("tatsuno", "K11", "148人 ÷ 150人 = 98.7%（目標年度の令和5年度で評価）"),
])
def test_kpis_of_real_plans(plans: dict[str, Assessment], city: str, kpi: str, text: str) -> None:
    [found] = [result for result in plans[city].kpis if result.kpi_id == kpi]
    assert found.rated.formula_text == text


def test_every_real_plan_is_counted_whole(plans: dict[str, Assessment]) -> None:
    for city, result in plans.items():
        assert sum(result.counts().values()) == len(result.kpis), city
        assert sum(result.counts("measures").values()) == len(result.measures), city
        for of, count in (("kpis", len(result.kpis)), ("measures", len(result.measures))):
            groups = [result.by_department(of), result.by_pillar(of)]  # type: ignore[arg-type]
            assert [sum(sum(group.counts.values()) for group in each) for each in groups] == [count] * 2, city
        for kpi in result.kpis:
            assert kpi.rated.formula_text, (city, kpi.kpi_id)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Assessment]:
    """The five sample plans, through their workbooks."""
    from dxbook.demo import samples
    from dxbook.rounds.template import build as template

    found = {}
    for name in samples.names():
        path, profile = tmp_path_factory.mktemp("plans") / f"{name}.xlsx", load_profile(name)
        template.write(path, profile, samples.content(name))
        found[name] = assess(read(path), profile)
    return found
