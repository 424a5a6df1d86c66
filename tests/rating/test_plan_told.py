"""What an assessment says of a whole plan: states, words of departments, counts, and what stops it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxbook.errors import DxbookError
from dxbook.plan import Report, load_profile
from dxbook.plan.profile import Profile
from dxbook.rating.assessment import Assessment
from dxbook.rating.whole_plan import assess
from dxbook.reading.workbook import read
from tests.support.assessed import ABCD, one, rated
from tests.support.tables import write_book

KPI = "| K01 | 01-01 | | 件数 | | 件 | 増加 | 時点 | 10件 | 60件 | | 令和9年度 | {} | {} |"
PLAIN = KPI.format("", "")


# What stops it

def stopped(path: Path, fy: int | None = 2025) -> tuple[str, str]:
    with pytest.raises(DxbookError) as error:
        assess(read(path), ABCD, fy)
    return error.value.message, error.value.remedy


def test_a_book_that_is_no_plan(tmp_path: Path) -> None:
    path = write_book(tmp_path / "チェックシート.xlsx", "## 表紙\n| 団体名 |\n| 見本市 |")
    assert stopped(path) == ("「チェックシート.xlsx」は計画のブックではありません(施策も指標もありません)。",
                             "シート「施策」や「指標」のある、計画のブックを選んでください。")


def test_a_plan_in_which_nothing_is_written_yet(tmp_path: Path) -> None:
    path = write_book(tmp_path / "計画.xlsx", "## 施策\n| 施策ID | 施策名 |", meta={})
    assert stopped(path) == ("「計画.xlsx」には、施策も指標もまだ書かれていません。",
                             "施策シートか指標シートに書いてから、やり直してください。")


@pytest.mark.parametrize("sheet", ["## 施策\n| 施策ID | 施策名 |\n| 01-01 | 窓口 |",
                                   "## 指標\n| 指標ID | 指標名 |\n| K01 | 件数 |"])
def test_measures_or_kpis_alone_are_a_plan(tmp_path: Path, sheet: str) -> None:
    result = assess(read(write_book(tmp_path / "計画.xlsx", sheet, meta={})), ABCD, 2025)
    assert len(result.measures) + len(result.kpis) == 1


def test_no_year_to_judge(tmp_path: Path) -> None:
    with pytest.raises(DxbookError) as error:
        rated(tmp_path, plan={"対象年度": ""})
    assert (error.value.message, error.value.remedy) == (
        "評価する年度がわかりません。", "計画シートの対象年度を書いてください。")


@pytest.mark.parametrize("fy", [2022, 2028])
def test_only_the_plans_own_years(tmp_path: Path, fy: int) -> None:
    with pytest.raises(DxbookError, match=r"^令和(4|10)年度は計画期間\(令和5年度～令和9年度\)の外です。"):
        rated(tmp_path, fy=fy)
    assert [rated(tmp_path, fy=year).fy for year in (2023, 2027)] == [2023, 2027]


# The formula: the KPI's own, else the plan's, else the profile's, else 改善率

@pytest.mark.parametrize(("plan", "profile", "formula"), [
    ("達成率", "進捗率", "達成率"), ("", "進捗率", "進捗率"), ("", "", "改善率"), ("", "よくわからない", "改善率"),
])
def test_whose_formula_it_is(tmp_path: Path, plan: str, profile: str, formula: str) -> None:
    result = rated(tmp_path, PLAIN, plan={"評価方式": plan}, profile=Profile("x", "見本市", scale="abcd", formula=profile))
    assert result.formula == formula


# Findings

def test_an_unknown_scale_is_told_with_what_was_used(tmp_path: Path) -> None:
    (found,) = rated(tmp_path, PLAIN, plan={"評価尺度": "松竹梅"}).findings
    assert (found.code, found.sheet, found.cell, found.column, found.value) == ("G101", "計画", "B9", "評価尺度", "松竹梅")
    assert found.message.startswith("評価尺度「松竹梅」はありません。「")
    assert found.remedy


INVENTORY = """
    | 種別 | 番号 | 名称 | 状態 | 実施年月 | 指標ID |
    | 業務 | n:1 | 住民基本台帳 | 完了 | 令和7年1月 | K01 |
    | 業務 | n:2 | 印鑑登録 | 完了 | {} | K01 |
    | 業務 | n:3 | 国民年金 | 対応中 | | K01 |
"""
COUNTED = "| K01 | 01-01 | | 標準化した業務 | | 業務 | 増加 | 累計 | | 4業務 | | 令和9年度 | 達成率 | {} |"


def test_an_entry_that_differs_from_the_count_is_told_once(tmp_path: Path) -> None:
    actuals = "| 指標ID | 令和6年度 実績値 | 令和7年度 実績値 |\n| K01 | 9業務 | 3業務 |"
    result = rated(tmp_path, COUNTED.format("一覧"), inventory=INVENTORY.format("令和8年3月"), actuals=actuals)
    assert [(found.sheet, found.cell, found.message) for found in result.findings] == [
        ("実績", "C2", "実績「3業務」が、一覧から数えた件数（一覧3件のうち完了2件）と違います。評価には一覧の件数を使いました。")]
    assert result.kpis[0].rated.formula_text == "2業務 ÷ 4業務 = 50.0%（一覧3件のうち完了2件）"


@pytest.mark.parametrize("entered", ["2業務", "", "－", "二つほど"])
def test_an_entry_that_says_the_same_or_nothing_is_not_told(tmp_path: Path, entered: str) -> None:
    result = one(tmp_path, COUNTED.format(" 一覧 "), entered, inventory=INVENTORY.format("令和8年3月"))
    assert (result.actual_source, result.rated.rate) == ("一覧", 0.5)


def test_what_is_done_without_a_date_counts_this_year_only(tmp_path: Path) -> None:
    result = one(tmp_path, COUNTED.format("一覧"), "", inventory=INVENTORY.format(""))
    assert result.rated.rate == 0.5
    assert result.series == ((2023, None), (2024, None), (2025, 2), (2026, None), (2027, None))


def test_a_count_of_nothing_that_concerns_the_city_is_no_actual(tmp_path: Path) -> None:
    inventory = INVENTORY.format("令和8年3月").replace("完了", "対象外").replace("対応中", "対象外")
    result = one(tmp_path, COUNTED.format("一覧"), "", inventory=inventory)
    assert (result.rated.state, result.actual_source) == ("実績未判明", "")


@pytest.mark.parametrize("definition", ["", "完了した業務の数"])
def test_only_a_definition_that_says_so_is_counted(tmp_path: Path, definition: str) -> None:
    result = one(tmp_path, COUNTED.format(definition), "3業務", inventory=INVENTORY.format("令和8年3月"))
    assert (result.actual_source, result.rated.rate) == ("入力", 0.75)


def test_a_definition_without_an_inventory_is_not_counted(tmp_path: Path) -> None:
    assert one(tmp_path, COUNTED.format("一覧"), "3業務").rated.rate == 0.75


@pytest.mark.parametrize("unit", ["%", "％"])
def test_a_count_as_a_share(tmp_path: Path, unit: str) -> None:
    row = f"| K01 | 01-01 | | 標準化率 | | {unit} | 増加 | 時点 | | | | 令和9年度 | 達成率 | 一覧 |"
    actual = one(tmp_path, row, "", inventory=INVENTORY.format("令和8年3月")).actual
    assert actual is not None
    assert (actual.value, actual.unit) == (66.6666666667, "%")  # 2 of 3


# States of a measure

MEASURES = """
    | 施策ID | 体系コード | 施策名 | 所管課 | 開始年度 | 状態 |
    | 01-01 | 1-1 | 窓口 | {owner} | {first} | {state} |
"""


@pytest.mark.parametrize(("state", "first", "expected", "text"), [
    ("廃止", "", "事業終了", "施策の状態が「廃止」のため評価しません"),
    ("完了", "", "事業終了", "施策の状態が「完了」のため評価しません"),
    ("休止", "", "対象外", "施策の状態が「休止」のため評価の対象にしません"),
    ("実施中", "令和8年度", "対象外", "施策の開始年度より前のため評価の対象にしません"),
    ("実施中", "令和7年度", "評価済", "(35件 − 10件) ÷ (60件 − 10件) = 50.0%"),
])
def test_a_measure_that_is_not_under_way(tmp_path: Path, state: str, first: str, expected: str, text: str) -> None:
    measures = MEASURES.format(owner="市民課", first=first, state=state)
    result = rated(tmp_path, PLAIN, measures=measures, actuals="| 指標ID | 令和7年度 実績値 |\n| K01 | 35件 |")
    for found in (result.kpis[0], result.measures[0]):
        assert (found.rated.state, found.rated.formula_text) == (expected, text)
        assert (found.grade is None) == (expected != "評価済")


def test_a_target_year_gone_by_is_not_said_of_a_measure_that_ended(tmp_path: Path) -> None:
    row = PLAIN.replace("令和9年度", "令和6年度")
    ended = rated(tmp_path, row, measures=MEASURES.format(owner="市民課", first="", state="完了")).kpis[0]
    assert ended.rated.formula_text == "施策の状態が「完了」のため評価しません"
    assert ended.past


# What departments said

REPORTS = """
    | 施策ID | 年度 | 取組内容 | 進捗 | 今後の方向性 |
    | 01-01 | 令和7年度 | {done} | {progress} | {direction} |
    | 01-01 | 令和6年度 | 去年の文 | 遅れ | 廃止 |
"""


@pytest.mark.parametrize(("done", "progress", "direction", "told"), [
    ("した。", "計画どおり", "継続", (True, "計画どおり", "計画どおり", "継続", "計画どおり")),
    ("した。", "", "", (True, "", "未記入", "未記入", "指標なし")),
    ("", "", "", (False, "", "報告なし", "報告なし", "指標なし")),
])
def test_a_measure_without_kpis(
    tmp_path: Path, done: str, progress: str, direction: str, told: tuple[bool, str, str, str, str]
) -> None:
    reports = REPORTS.format(done=done, progress=progress, direction=direction)
    measure = rated(tmp_path, PLAIN.replace("01-01", "01-02"), reports=reports).measures[0]
    assert (measure.reported, measure.progress, measure.word(), measure.word(Report.direction), measure.verdict) == told
    assert (measure.state, measure.grade) == ("指標なし", None)
    assert measure.rated.formula_text == f"この施策に指標はないため、進捗の報告によります（{told[2]}）"


def test_a_measure_that_nobody_reports_on(tmp_path: Path) -> None:
    measure = rated(tmp_path, PLAIN, reports="| 施策ID | 年度 | 取組内容 |\n| 01-02 | 令和7年度 | した。 |").measures[0]
    assert (measure.report, measure.reported, measure.progress, measure.word()) == (None, False, "", "報告なし")


def test_an_unrated_measure_with_kpis_shows_its_state_and_not_the_report(tmp_path: Path) -> None:
    measure = rated(tmp_path, PLAIN, actuals="| 指標ID | 令和7年度 実績値 |\n| K01 | |").measures[0]
    assert (measure.progress, measure.verdict) == ("計画どおり", "実績未判明")


# One KPI

def test_the_year_under_review_stands_beside_the_year_judged(tmp_path: Path) -> None:
    row = PLAIN.replace("令和9年度", "令和6年度")
    actuals = ("| 指標ID | 令和6年度 実績値 | 令和7年度 実績値 | 令和7年度 区分 |\n| K01 | 35件 | 50件 | 見込 |")
    result = one(tmp_path, row, "", actuals=actuals)
    assert result.actual is not None
    assert result.current is not None
    assert (result.fy, result.past, result.actual.value, result.current.value, result.status) == (2024, True, 35, 50, "見込")
    assert result.rated.formula_text == "(35件 − 10件) ÷ (60件 − 10件) = 50.0%（目標年度の令和6年度で評価）"
    now = one(tmp_path, PLAIN, "35件")
    assert now.current is not None
    assert (now.fy, now.past, now.current.value, now.status) == (2025, False, 35, None)


def test_a_forecast_is_said_of_a_rate_only(tmp_path: Path) -> None:
    actuals = "| 指標ID | 令和7年度 実績値 | 令和7年度 区分 |\n| K01 | {} | 見込 |"
    assert one(tmp_path, PLAIN, "", actuals=actuals.format("35件")).rated.formula_text.endswith("50.0%（実績は見込）")
    assert "見込" not in one(tmp_path, PLAIN, "", actuals=actuals.format("35人")).rated.formula_text


def test_what_is_not_known_yet_is_no_actual(tmp_path: Path) -> None:
    actuals = "| 指標ID | 令和7年度 実績値 | 令和7年度 区分 |\n| K01 | 35件 | 未判明 |"
    result = one(tmp_path, PLAIN, "", actuals=actuals)
    assert (result.actual, result.current, result.rated.state) == (None, None, "実績未判明")


def test_the_years_are_counted_from_the_plans_first_to_the_target(tmp_path: Path) -> None:
    timed = KPI.format("時点改善率", "")
    assert one(tmp_path, timed, "35件").rated.formula_text.endswith("÷ (3年 ÷ 5年) = 83.3%")
    assert one(tmp_path, timed.replace("令和9年度", "令和8年度"), "35件").rated.formula_text.endswith("÷ (3年 ÷ 4年) = 66.7%")
    assert one(tmp_path, timed.replace("令和9年度", ""), "35件").rated.formula_text.endswith("÷ (3年 ÷ 5年) = 83.3%")


def test_last_year_is_the_year_before_the_one_judged(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 利用者 | | 人 | 増加 | 前年度比 | | 前年度比 10%増 | | 令和6年度 | | |"
    result = one(tmp_path, row, {2023: "600人", 2024: "645人", 2025: "900人"})
    assert result.rated.formula_text == "(645人 − 600人) ÷ 600人 ÷ 10% = 75.0%（目標年度の令和6年度で評価）"


def test_a_rate_just_below_a_grade_shows_the_digits_that_say_so(tmp_path: Path) -> None:
    result = one(tmp_path, PLAIN.replace("| 10件 | 60件 |", "| 0件 | 10000件 |"), "7996件")
    assert (result.rated.percent, result.rated.digits, result.verdict) == ("79.96%", 2, "C")
    assert result.rated.formula_text.endswith("= 79.96%")
    plain = one(tmp_path, PLAIN, "35件").rated
    assert (plain.percent, plain.digits) == ("50.0%", 1)
    assert one(tmp_path, PLAIN, "").rated.digits == 0


def test_a_kpi_whose_id_stands_twice(tmp_path: Path) -> None:
    result = rated(tmp_path, PLAIN, PLAIN.replace("件数", "別の件数"))
    assert [kpi.rated.formula_text for kpi in result.kpis] == [
        "指標ID「K01」が2行以上にあり、どの実績かわからないため評価できません"] * 2
    assert [kpi.series[2] for kpi in result.kpis] == [(2025, None)] * 2


def test_a_measure_whose_id_stands_twice(tmp_path: Path) -> None:
    measures = MEASURES.format(owner="市民課", first="", state="") + "    | 01-01 | 1-1 | 別の窓口 | 税務課 | | |\n"
    steps = "| 施策ID | 番号 | 工程名 |\n| 01-01 | n:1 | 設計 |"
    evidence = "| 番号 | 体系コード | 施策ID | エビデンス |\n| n:1 | | 01-01 | 件数 |\n| n:2 | 1-1 | | 交付状況 |"
    result = rated(tmp_path, PLAIN, measures=measures, steps=steps, evidence=evidence)
    for measure in result.measures:
        assert measure.rated.formula_text == "施策ID「01-01」が2行以上にあり、どの指標・報告かわからないため評価できません"
        assert (measure.rated.state, measure.report, measure.kpis, measure.steps) == ("評価できない", None, (), ())
        assert [row.evidence for row in measure.evidence] == ["交付状況"]


# 内訳

def test_parts_of_one_cell_keep_their_own_numbers(tmp_path: Path) -> None:
    row = "| K01 | 01-01 | | 発行率 | | % | 増加 | 年度値 | 1%（甲）2%（乙） | 11%（甲）12%（乙） | | 令和9年度 | | |"
    result = one(tmp_path, row, {2024: "3%（甲）", 2025: "6%（甲）7%（乙）"})
    first, second = result.parts
    assert first.rated.formula_text == "(6% − 1%) ÷ (11% − 1%) = 50.0%"
    assert second.series == ((2023, None), (2024, None), (2025, 7), (2026, None), (2027, None))
    assert (first.grade.mark if first.grade else "", first.unit, first.record) == ("D", "%", None)
    assert result.rated.formula_text == "(甲 50.0% + 乙 50.0%) ÷ 2 = 50.0%"


@pytest.mark.parametrize(("actual", "text"), [
    ("6%", "内訳（甲、乙）ごとの実績が書かれていないため評価できません"),
    ("6%（甲）7%（丙）", "実績の内訳「丙」が目標の内訳（甲、乙）と合いません"),
    ("6%（丙）7%（丁）", "実績の内訳「丙、丁」が目標の内訳（甲、乙）と合いません"),
])
def test_an_actual_that_does_not_fit_the_parts(tmp_path: Path, actual: str, text: str) -> None:
    row = "| K01 | 01-01 | | 発行率 | | % | 増加 | 年度値 | 0% | 11%（甲）12%（乙） | | 令和9年度 | | |"
    result = one(tmp_path, row, actual)
    assert (result.rated.state, result.rated.formula_text, result.grade) == ("評価できない", text, None)


def test_rows_of_one_name_are_one_kpi(tmp_path: Path) -> None:
    rows = [f"| K0{n} | 01-01 | | 利用件数 | {name} | 件 | 増加 | 年度値 | 0件 | 100件 | | 令和9年度 | | |"
            for n, name in ((1, "市民課"), (2, "税務課"))]
    result = rated(tmp_path, *rows, actuals="| 指標ID | 令和7年度 実績値 |\n| K01 | 60件 |\n| K02 | 20件 |")
    (kpi,) = result.kpis
    assert (kpi.kpi_id, kpi.name, kpi.rated.formula_text, kpi.verdict) == (
        "K01", "利用件数", "(市民課 60.0% + 税務課 20.0%) ÷ 2 = 40.0%", "D")
    assert kpi.series == tuple((year, None) for year in range(2023, 2028))
    first, second = kpi.parts
    assert (first.label, first.unit, first.grade.mark if first.grade else "") == ("市民課", "件", "C")
    assert (second.rated.percent, second.series[2]) == ("20.0%", (2025, 20))
    assert first.target is not None
    assert (first.target.value, first.baseline.value if first.baseline else None) == (100, 0)
    assert result.measures[0].rated.percent == "40.0%"  # the one KPI's own rate


def test_a_measures_kpis_are_averaged_by_their_ids(tmp_path: Path) -> None:
    result = rated(tmp_path, PLAIN, PLAIN.replace("K01", "K02").replace("件数", "別の件数"),
                   actuals="| 指標ID | 令和7年度 実績値 |\n| K01 | 35件 |\n| K02 | 110件 |")
    measure = result.measures[0]
    assert measure.rated.formula_text == "(K01 50.0% + K02 100.0%) ÷ 2 = 75.0%（K02は100.0%を上限）"
    assert (measure.rated.formula, measure.verdict) == ("指標の単純平均", "C")


# Counts

def counted(result: Assessment, by: str, of: str) -> list[tuple[str, str, int]]:
    groups = getattr(result, by)(of)
    return [(group.id, group.name, sum(group.counts.values())) for group in groups]


OUTLINE = """
    | 体系コード | 上位コード | 区分 | 名称 |
    | 1 | | 柱 | 窓口 |
    | 1-1 | 1 | 方針 | 手続 |
    | 2 | | 柱 | |
    | 9-1 | 9 | 方針 | 上のない節 |
"""


def test_counts_by_department_and_pillar(tmp_path: Path) -> None:
    measures = """
        | 施策ID | 体系コード | 施策名 | 所管課 |
        | 01-01 | 1-1 | 申請 | 市民課、総務課 |
        | 01-02 | 2 | 文書 | |
        | 01-03 | 8 | 迷子 | 市民課 |
        | 01-04 | 9-1 | 上がない | 税務課 |
    """
    rows = [f"| {id_} | {measure} | {node} | 指標{id_} | | 件 | 増加 | 年度値 | 0件 | 100件 | | 令和9年度 | | |"
            for id_, measure, node in (("K01", "01-01", ""), ("K02", "01-02", ""), ("K03", "", "2"), ("K04", "", ""))]
    result = rated(tmp_path, *rows, outline=OUTLINE, measures=measures)
    assert counted(result, "by_department", "measures") == [
        ("市民課", "市民課", 2), ("", "（所管課なし）", 1), ("税務課", "税務課", 1)]
    assert counted(result, "by_department", "kpis") == [
        ("市民課", "市民課", 1), ("", "（所管課なし）", 1), ("税務課", "税務課", 0), ("", "体系の指標", 2)]
    assert counted(result, "by_pillar", "measures") == [
        ("1", "窓口", 1), ("2", "2", 1), ("", "（体系なし）", 1), ("9-1", "上のない節", 1)]
    assert counted(result, "by_pillar", "kpis") == [("1", "窓口", 1), ("2", "2", 2), ("", "（体系なし）", 1)]
    assert [measure.owner for measure in result.measures] == ["市民課", "", "市民課", "税務課"]
    assert list(result.outline_kpis) == ["2"]
    assert [result.pillar(id_) for id_ in ("1-1", "1", "9-1", "8", "")] == ["1", "1", "9-1", "", ""]


def test_every_state_has_its_place_in_the_counts(tmp_path: Path) -> None:
    result = rated(tmp_path)
    assert result.counts("measures") == {
        "A": 0, "B": 0, "C": 0, "D": 2, "評価できない": 0, "対象外": 0, "事業終了": 0, "目標未設定": 0, "実績未判明": 0}
    without = rated(tmp_path, PLAIN.replace("01-01", "").replace("| K01 |  |", "| K01 | |"))
    assert without.counts("measures")["指標なし"] == 2
    assert (result.has_grades, without.has_grades) == (True, False)


def test_the_generic_profile_is_a_profile_like_others(tmp_path: Path) -> None:
    assert rated(tmp_path, PLAIN, profile=load_profile("generic")).scale.title
