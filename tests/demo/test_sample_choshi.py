"""The sample of 銚子市: facts counted and copied by hand from the printed plan (2023年3月)."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from dxbook.demo import samples
from dxbook.plan import LISTS, schema
from dxbook.plan.profile import load_profile
from dxbook.values.years import read_fy

CITY = "choshi"
YEARS = range(2023, 2028)  # 令和5年度～令和9年度


@pytest.fixture(scope="module")
def rows() -> samples.Rows:
    return samples.load(CITY)


def test_there_are_32_measures_under_six_priorities(rows: samples.Rows) -> None:
    """The plan's six tables have 7, 5, 4, 6, 7 and 3 numbers: 32.

    The sixth of (4), その他の取組, is one number with one owner line and holds three systems.
    """
    per_group = Counter(row["outline_id"] for row in rows["measures"])
    assert per_group == {"1": 7, "2": 5, "3": 4, "4": 6, "5": 7, "6": 3}
    assert sum(per_group.values()) == 32
    assert [row["name"] for row in rows["outline"]] == [
        "スマートな窓口の実現", "市民への情報提供の拡充", "ペーパーレス化の推進", "職員の働き方改革",
        "デジタル活用による地域活性化", "セキュリティ対策の徹底",
    ]
    others = next(row for row in rows["measures"] if row["measure_id"] == "4-06")
    assert others["name"] == "その他の取組"
    assert others["actions"].split("\n") == [
        "自動議事録作成システムの導入", "自動音声電話催告システム（市税）の導入",
        "預貯金照会電子サービスの導入",
    ]


def test_numbers_run_without_gaps_within_each_priority(rows: samples.Rows) -> None:
    expected = [f"{group}-{number:02}" for group, count in enumerate((7, 5, 4, 6, 7, 3), 1)
                for number in range(1, count + 1)]
    assert [row["measure_id"] for row in rows["measures"]] == expected


@pytest.mark.parametrize(("measure", "name", "owner"), [
    ("1-01", "マイナンバーカードを利用した行政手続のオンライン化", "情報政策室"),
    ("1-02", "ノーコードツールを利用した行政手続のオンライン化", "財政室"),
    ("2-05", "電子図書館の運営", "公正図書館"),
    ("3-02", "認定審査会のペーパーレス化（障害・介護）", "障害支援室、高齢者福祉課"),
    ("3-04", "当日選挙システムの導入", "選挙管理委員会事務局"),
    ("4-02", "テレワークの推進", "人事室、情報政策室"),
    ("4-06", "その他の取組", "情報政策室、債権管理室"),
    ("5-01", "積極的な市の情報発信 (Instagram・ホームページ・Facebook・LINE)", "秘書広報課"),
    ("5-07", "文化財デジタルアーカイブの充実", "文化財・ジオパーク室"),
    ("6-03", "情報セキュリティ教育の充実", "情報政策室"),
])
def test_names_and_owners_stand_as_printed(
    rows: samples.Rows, measure: str, name: str, owner: str
) -> None:
    row = next(row for row in rows["measures"] if row["measure_id"] == measure)
    assert (row["name"], row["owner"]) == (name, owner)


@pytest.mark.parametrize(("kpi", "name", "baseline", "target", "year"), [
    ("K1-01", "ぴったりサービス上のオンライン手続数", "", "29件 (令和5年度)", "令和5年度"),
    ("K1-02", "ぴったりサービス以外のオンライン手続数", "0件", "50件", "令和9年度"),
    ("K1-03", "交付率", "53.1%", "75% (令和5年度)", "令和5年度"),
    ("K1-06", "窓口で記入を不要とする申請書の種類", "0種類", "7種類", "令和9年度"),
    ("K1-07", "証明書全体のうちコンビニ交付された割合", "0%",
     "住民票 5% 印鑑証明書10% (令和6年度)", "令和6年度"),
    ("K2-01", "友だち登録数", "2,638件", "5,000件", "令和9年度"),
    ("K2-04", "AIチャットボット・AIFAQの回答率", "0%", "90%", "令和9年度"),
    ("K2-05", "電子書籍の年間貸出冊数", "1,848冊", "2,400冊", "令和9年度"),
    ("K3-01", "コピー用紙の購入数量", "約330万枚", "約260万枚", "令和9年度"),
    ("K3-02", "審査会資料ペーパーレス化率", "0%", "100%", "令和9年度"),
    ("K3-04", "当日選挙システム導入済の投票所数", "0か所", "16か所", "令和9年度"),
    ("K4-02", "テレワークを活用した職員の割合", "12%", "30%", "令和9年度"),
    ("K4-03", "オンライン会議システムを活用した講座や説明会の実施件数",
     "25件 (R4.1～R4.12)", "50件 (令和5年度)", "令和5年度"),
    ("K5-01", "Instagram フォロワー数", "18,022人", "20,000人", "令和9年度"),
    ("K5-02", "Wi-Fi環境を導入した施設数（避難所含む）", "17施設", "23施設 (令和5年度)", "令和5年度"),
    ("K5-03", "指標は連携情報の検討後作成", "—", "—", ""),
    ("K5-05", "端末の活用率", "週1回", "週3回以上", "令和9年度"),
    ("K5-07", "アクセス件数", "23,160件", "26,000件", "令和9年度"),
    ("K6-01", "システム標準化率", "", "100% (令和7年度)", "令和7年度"),
    ("K6-02", "情報セキュリティインシデント発生回数", "", "0回", "令和9年度"),
])
def test_kpis_stand_as_printed(
    rows: samples.Rows, kpi: str, name: str, baseline: str, target: str, year: str
) -> None:
    row = next(row for row in rows["kpis"] if row["kpi_id"] == kpi)
    assert (row["name"], row["baseline"], row["target"], row["target_fy"]) == (name, baseline, target, year)


def test_every_measure_but_the_collected_one_has_one_kpi(rows: samples.Rows) -> None:
    owned = Counter(row["measure_id"] for row in rows["kpis"])
    assert set(owned.values()) == {1}
    assert {row["measure_id"] for row in rows["measures"]} - set(owned) == {"4-06"}


def test_the_starred_measures_name_the_six_national_items(rows: samples.Rows) -> None:
    starred = {row["measure_id"]: row["national"] for row in rows["measures"] if row["national"]}
    assert starred == {
        "1-01": "自治体の行政手続のオンライン化",
        "1-02": "自治体の行政手続のオンライン化",
        "1-03": "マイナンバーカードの普及促進",
        "4-01": "自治体のAI・RPAの利用促進",
        "4-02": "テレワークの推進",
        "6-01": "自治体情報システムの標準化・共通化",
        "6-02": "セキュリティ対策の徹底",
    }


def test_baselines_are_of_december_2022(rows: samples.Rows) -> None:
    for row in rows["kpis"]:
        printed = row["baseline"] not in ("", "—")
        assert row["baseline_at"] == ("令和4年12月" if printed else ""), row["kpi_id"]


def test_ids_are_unique_and_references_resolve(rows: samples.Rows) -> None:
    for sheet in schema.SHEETS:
        for column in sheet.stored:
            cells = [row[column.key] for row in rows[sheet.key] if row.get(column.key)]
            if column.unique:
                assert len(cells) == len(set(cells)), (sheet.key, column.key)
            if column.ref:
                target, named = column.ref.sheet, column.ref
                known = {row[named.key] for row in rows[target.key]}
                wanted = {part for cell in cells for part in cell.split("、")}
                assert wanted <= known, (sheet.key, column.key, wanted - known)
    for key in ("steps", "actuals"):
        identity = [tuple(row[name] for name in schema.BY_KEY[key].identity) for row in rows[key]]
        assert len(identity) == len(set(identity)), key


def test_years_lie_within_the_period(rows: samples.Rows) -> None:
    plan = rows["plan"][0]
    assert (plan["first_fy"], plan["last_fy"], plan["review_fy"]) == ("令和5年度", "令和9年度", "令和7年度")
    for key in ("measures", "steps"):
        for row in rows[key]:
            first, last = read_fy(row["first_fy"]).value, read_fy(row["last_fy"]).value
            assert YEARS[0] <= first <= last <= YEARS[-1], row
    assert all(read_fy(row["target_fy"]).value in YEARS for row in rows["kpis"] if row["target_fy"])
    assert {row["fy"] for row in rows["actuals"]} == {2023, 2024, 2025}


@pytest.mark.parametrize(("measure", "spans"), [
    ("1-02", [("令和5年度", "令和5年度"), ("令和6年度", "令和9年度")]),
    ("2-03", [("令和5年度", "令和5年度"), ("令和6年度", "令和6年度"), ("令和7年度", "令和7年度"),
              ("令和8年度", "令和9年度")]),
    ("3-01", [("令和5年度", "令和7年度"), ("令和8年度", "令和8年度"), ("令和9年度", "令和9年度"),
              ("令和9年度", "令和9年度")]),
    ("4-01", [("令和5年度", "令和5年度"), ("令和6年度", "令和8年度"), ("令和9年度", "令和9年度")]),
])
def test_schedules_follow_the_printed_columns(
    rows: samples.Rows, measure: str, spans: list[tuple[str, str]]
) -> None:
    found = [(row["first_fy"], row["last_fy"]) for row in rows["steps"] if row["measure_id"] == measure]
    assert found == spans


def test_choices_are_on_the_lists_but_for_the_planted_one(rows: samples.Rows) -> None:
    odd = []
    for sheet in schema.SHEETS:
        for column in sheet.stored:
            allowed = LISTS.get(column.choices)
            if allowed:
                odd += [(column.key, row[column.key]) for row in rows[sheet.key]
                        if row.get(column.key) and row[column.key] not in allowed]
    assert odd == [("progress", "継続中")]


def test_the_year_is_marked_as_invented_and_holds_the_planted_mess(rows: samples.Rows) -> None:
    assert "見本の架空データ" in rows["plan"][0]["edition"]
    actual = {row["kpi_id"]: row for row in rows["actuals"] if row["fy"] == 2025}
    report = {row["measure_id"]: row for row in rows["reports"]}
    assert actual["K1-02"]["actual"] == "４１件"
    assert actual["K3-01"]["actual"] == "約310万枚"
    assert actual["K4-02"]["actual"] == "0.18"
    assert actual["K4-04"]["actual"] == "19件"  # 累計, 26件 the year before
    assert actual["K5-01"]["actual"] == "2万340人"
    assert (actual["K5-04"]["actual"], actual["K5-04"]["status"]) == ("", "未判明")
    assert (actual["K5-06"]["actual"], actual["K5-06"]["status"]) == ("", "")
    assert actual["K5-07"]["at"] == "平成38年3月"
    assert report["1-02"]["problem"] == "同上"
    assert int(report["1-05"]["spent"]) > int(report["1-05"]["budget"])
    assert (report["3-04"]["progress"], report["3-04"]["direction"]) == ("完了", "継続")
    assert "ﾃﾚﾜｰｸ" in report["4-02"]["done"]
    assert "090-0000-0000" in report["5-02"]["outlook"]


def test_every_measure_reports_and_every_kpi_has_a_row_this_year(rows: samples.Rows) -> None:
    assert [row["measure_id"] for row in rows["reports"]] == [row["measure_id"] for row in rows["measures"]]
    assert all(40 <= len(row["done"]) <= 120 for row in rows["reports"])
    this_year = [row["kpi_id"] for row in rows["actuals"] if row["fy"] == 2025]
    assert this_year == [row["kpi_id"] for row in rows["kpis"]]


def test_the_glossary_holds_the_printed_terms(rows: samples.Rows) -> None:
    readings = {row["term"]: row["reading"] for row in rows["glossary"]}
    assert len(readings) == 32
    assert readings["AIFAQ"] == "エーアイエフエーキュー"
    assert readings["PDCAサイクル"] == "ピーディーシーエーサイクル"
    assert readings["ペーパーレス"] == ""  # the plan prints readings for Latin terms only
    assert sum(bool(reading) for reading in readings.values()) == 15


def test_the_office_is_named_without_phone_or_mail(rows: samples.Rows) -> None:
    assert rows["plan"][0]["office"] == "企画課情報政策室"


def test_the_profile_speaks_the_plans_words() -> None:
    profile = load_profile(CITY)
    assert (profile.city, profile.city_code, profile.form, profile.national) == (
        "銚子市", "122025", "pdca", "2022")
    assert profile.word("所管課") == "中心となる部署"
    assert profile.word("施策") == "取組項目"
    assert profile.levels == ("重点項目",)


def test_no_damaged_character_is_left() -> None:
    """The scan of the plan has 續 for 続 and list markup; ★ became the national item."""
    for entry in files("dxbook.demo.samples").joinpath(CITY).iterdir():
        found = re.findall(r"[\u0600-\u06ff銳繼續]|<[a-z/]+>|★", entry.read_text(encoding="utf-8"))
        assert not found, (entry.name, found)
