"""The sample of 茅ヶ崎市: facts counted and copied by hand from the printed draft (素案, 令和8年)."""

from __future__ import annotations

from collections import Counter

import pytest

from dxbook.demo import samples
from dxbook.plan import LISTS, scales, schema
from dxbook.plan.profile import load_profile, profile_for
from dxbook.text.lgcode import read_code
from dxbook.values.years import read_fy

CITY = "chigasaki"
YEARS = range(2026, 2031)  # 令和8年度～令和12年度
REVIEW = 2026  # the plan's first year; its reports and actuals are invented


@pytest.fixture(scope="module")
def rows() -> samples.Rows:
    return samples.load(CITY)


def test_the_eight_measures_stand_under_the_three_policies(rows: samples.Rows) -> None:
    """The 8 bullets of 「5年間で特に力を入れる取組」; words in brackets after a name are in 備考."""
    assert [(row["measure_id"], row["outline_id"], row["name"]) for row in rows["measures"]] == [
        ("1-1", "1", "コンビニ交付サービスの拡充"),
        ("1-2", "1", "行政手続のオンライン化"),
        ("1-3", "1", "公共施設予約システムの更新"),
        ("2-1", "2", "AI の利用推進"),
        ("2-2", "2", "RPA の利用推進"),
        ("2-3", "2", "ノーコードツールの利用促進"),
        ("3-1", "3", "情報セキュリティ対策"),
        ("3-2", "3", "デジタル・インクルージョンに向けた取組の展開・拡充"),
    ]
    assert [row["name"] for row in rows["outline"]] == [
        "暮らしのDX(デジタルファーストによるサービスの提供)",
        "行政内部の DX(デジタル技術を活用した徹底的な事務の効率化)",
        "安全・安心な DX(誰も取り残さないデジタル社会の実現)",
    ]
    assert all(row["vision"] for row in rows["outline"])
    notes = {row["measure_id"]: row["note"] for row in rows["measures"]}
    assert notes["1-1"] == "対象サービスに課税証明書を追加"
    assert notes["1-3"] == "キャッシュレス化等の機能拡充"


def test_the_only_department_the_plan_names_owns_every_measure(rows: samples.Rows) -> None:
    """No measure has a 担当 of its own; the draft is issued by 企画政策部デジタル推進課."""
    (only,) = rows["organisation"]
    assert (only["division"], only["name"]) == ("企画政策部", "デジタル推進課")
    assert {row["owner"] for row in rows["measures"]} == {"デジタル推進課"}


@pytest.mark.parametrize(("kpi", "measure", "direction", "aggregation", "target", "fy"), [
    ("課税証明書コンビニ交付サービス", "1-1", "到達", "時点", "課税証明書コンビニ交付サービス開始", 2027),
    ("行政手続のオンライン化率", "1-2", "増加", "時点", "オンライン化率100%", 2030),
    ("公共施設予約システム", "1-3", "到達", "時点", "システム更改、利用開始", 2026),
    ("生成 AI の本格導入", "2-1", "到達", "時点", "本格導入", 2026),
    ("生成 AI のアクティブユーザー数", "2-1", "増加", "前年度比", "前年度比 10%増", 2030),
    ("RPA 稼働業務数", "2-2", "増加", "累計", "累計 250 業務", 2030),
    ("ノーコードツール活用アプリ数", "2-3", "増加", "時点", "増加", 2030),
    ("情報セキュリティ・ポリシーの改訂", "3-1", "到達", "時点",
     "必要に応じた情報セキュリティ・ポリシーの改訂", 2030),
    ("情報セキュリティ研修の実施", "3-1", "維持", "年度値", "年1回", 2030),
    ("重大な情報セキュリティインシデント", "3-1", "維持", "年度値", "0件", 2030),
    ("地域等と連携したデジタル・インクルージョンに向けた取組", "3-2", "到達", "時点", "展開・拡充", 2030),
])
def test_targets_are_as_printed(
    rows: samples.Rows, kpi: str, measure: str, direction: str, aggregation: str, target: str, fy: int
) -> None:
    row = next(row for row in rows["kpis"] if row["name"] == kpi)
    assert (row["measure_id"], row["direction"], row["aggregation"], row["target"]) == (
        measure, direction, aggregation, target)
    assert read_fy(row["target_fy"]).value == fy


def test_figures_of_the_present_state_are_baselines_without_an_invented_target(rows: samples.Rows) -> None:
    """69,778 件 and 82.7% stand in 現状及び課題, and the plan sets no target for them."""
    kpis = {row["name"]: row for row in rows["kpis"]}
    assert len(kpis) == 13
    assert kpis["行政手続のオンライン化率"]["baseline"] == "15%"
    online = kpis["e-kanagawa 電子申請システムのオンライン申請件数"]
    assert (online["baseline"], online["baseline_at"], online["target"]) == ("69,778 件", "令和6年度", "")
    assert "57,958 件" in online["definition"]
    card = kpis["マイナンバーカードの保有枚数率"]
    assert (card["baseline"], card["baseline_at"], card["target"]) == ("82.7%", "令和7年12月", "")
    assert (card["measure_id"], card["outline_id"]) == ("", "1")


def test_the_schedule_is_the_three_printed_tables(rows: samples.Rows) -> None:
    bars = [(row["measure_id"], row["name"], read_fy(row["first_fy"]).value, read_fy(row["last_fy"]).value)
            for row in rows["steps"]]
    assert bars == [
        ("1-1", "メニュー追加に係る開発等", 2026, 2026),
        ("1-1", "コンビニ交付サービスの拡充", 2027, 2027),
        ("1-2", "オンライン化率100%・行かない窓口実現に向けた調整・実装", 2026, 2030),
        ("1-3", "システム更改・利用開始", 2026, 2026),
        ("2-1", "生成AIの導入", 2026, 2026),
        ("2-1", "アクティブユーザー数の増加", 2026, 2030),
        ("2-2", "稼働業務数累計 250 業務に向けた調整・実装", 2026, 2030),
        ("2-3", "活用アプリ数の増加", 2026, 2030),
        ("3-1", "情報セキュリティ・ポリシーの改訂・情報セキュリティ研修の実施", 2026, 2030),
        ("3-1", "重大な情報セキュリティインシデント0件の達成", 2026, 2030),
        ("3-2", "地域等と連携したデジタル・インクルージョンに向けた取組の展開・拡充", 2026, 2030),
    ]


def test_the_eight_national_items_are_given_by_policy(rows: samples.Rows) -> None:
    """Each 方針's table ends with its items: ①④⑤, ②③⑦⑧ and ⑥."""
    marks = {row["measure_id"]: [item[0] for item in row["national"].split("、")] for row in rows["measures"]}
    assert marks["1-1"] == marks["1-2"] == marks["1-3"] == ["①", "④", "⑤"]
    assert marks["2-1"] == marks["2-2"] == marks["2-3"] == ["②", "③", "⑦", "⑧"]
    assert marks["3-1"] == marks["3-2"] == ["⑥"]
    assert "④公金収納における eL-QR の活用" in rows["measures"][0]["national"].split("、")


def test_the_plan_sheet_says_that_the_year_is_invented(rows: samples.Rows) -> None:
    (plan,) = rows["plan"]
    assert read_code(plan["city_code"]) == ("142077", ())
    assert plan["title"] == "茅ヶ崎市デジタル・トランスフォーメーション推進方針2030"
    assert plan["edition"] == "素案（実績・進捗は見本の架空データ）"
    assert plan["decided_on"] == "令和8年〇月"  # the draft leaves the month open; it is no date yet
    assert [read_fy(plan[key]).value for key in ("first_fy", "last_fy", "review_fy")] == [2026, 2030, REVIEW]


def test_terms_and_the_survey(rows: samples.Rows) -> None:
    assert len(rows["glossary"]) == 18
    assert {"生成AI", "無線 LAN", "電子申請(e-kanagawa)システム"} <= {row["term"] for row in rows["glossary"]}
    (survey,) = rows["meetings"]
    assert survey["on"] == "令和7年7月30日(水)～令和7年9月17日(水)"
    assert survey["note"] == "回答数 303件"


def test_every_measure_and_kpi_has_the_sample_year(rows: samples.Rows) -> None:
    assert [row["measure_id"] for row in rows["reports"]] == [row["measure_id"] for row in rows["measures"]]
    assert {read_fy(row["fy"]).value for row in rows["reports"]} == {REVIEW}
    assert [(row["kpi_id"], row["fy"]) for row in rows["actuals"]] == [
        (row["kpi_id"], REVIEW) for row in rows["kpis"]]


def test_the_planted_mess_is_still_there(rows: samples.Rows) -> None:
    """What clerks really do, for the demo to find. Nobody should tidy it away."""
    actual = {row["kpi_id"]: row for row in rows["actuals"]}
    report = {row["measure_id"]: row for row in rows["reports"]}
    assert actual["K02"]["actual"] == "0.22"  # 22 % as a share
    assert actual["K03"]["actual"] == "８１，３０５件"
    assert actual["K13"]["actual"] == "約85.4％"
    assert (actual["K08"]["actual"], actual["K08"]["status"]) == ("", "未判明")
    assert (actual["K12"]["actual"], actual["K12"]["status"]) == ("", "")  # forgotten
    assert int(report["1-1"]["spent"]) > int(report["1-1"]["budget"])
    assert report["1-3"]["outlook"] == "同上"
    assert (report["1-3"]["progress"], report["1-3"]["direction"]) == ("完了", "継続")
    assert report["2-3"]["progress"] == "継続中"  # not in the list
    assert report["2-3"]["done"].startswith("ﾉｰｺｰﾄﾞﾂｰﾙ")
    assert report["3-1"]["budget"] == "1,230万5千円"  # the column is in 千円
    assert "taro@example.lg.jp" in report["3-2"]["done"]


def test_every_reference_resolves_and_ids_are_unique(rows: samples.Rows) -> None:
    for sheet in schema.SHEETS:
        keys = [tuple(row.get(key, "") for key in sheet.identity) for row in rows[sheet.key]]
        if sheet.identity:
            assert [key for key, count in Counter(keys).items() if count > 1] == [], sheet.title
        for column in sheet.stored:
            if not column.ref:
                continue
            target, known = column.ref.sheet, column.ref
            allowed = {row[known.key] for row in rows[target.key]} | {""}
            for row in rows[sheet.key]:
                names = str(row.get(column.key, "")).split("、")
                assert set(names) <= allowed, (sheet.title, column.label, row)


def test_years_lie_within_the_plan(rows: samples.Rows) -> None:
    for sheet, keys in (("measures", ("first_fy", "last_fy")), ("steps", ("first_fy", "last_fy")),
                        ("kpis", ("target_fy",))):
        for row in rows[sheet]:
            years = [read_fy(row[key]).value for key in keys if row[key]]
            assert all(year in YEARS for year in years), row
            assert years == sorted(years), row


def test_choices_are_from_the_lists(rows: samples.Rows) -> None:
    for sheet in ("measures", "steps", "kpis", "organisation"):
        for column in schema.BY_KEY[sheet].stored:
            if column.choices:
                written = {row.get(column.key, "") for row in rows[sheet]}
                assert written <= {"", *LISTS[column.choices]}, (sheet, column.label)


def test_the_profile_speaks_the_plans_words() -> None:
    profile = profile_for("142077")
    assert profile.id == CITY
    assert (profile.form, profile.national, profile.levels) == ("simple", "2025", ("方針",))
    assert [profile.word(term) for term in ("所管課", "取組事項", "工程", "課題")] == [
        "担当", "想定される主な取組", "工程表", "課題"]


def test_the_scale_of_the_plan_is_the_profiles(rows: samples.Rows) -> None:
    profile = load_profile(CITY)
    scale = scales.choose(rows["plan"][0]["scale"], profile)
    assert scale == scales.from_profile(profile)
    assert [grade.mark for grade in scale.grades] == ["達成", "一部達成", "未達成"]
