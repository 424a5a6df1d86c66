"""The sample of 木更津市: facts counted and copied by hand from the printed plan (令和6年8月改訂)."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from dxbook.demo import samples
from dxbook.plan import LISTS, schema
from dxbook.plan.profile import load_profile
from dxbook.values.years import read_fy

CITY = "kisarazu"
YEARS = range(2022, 2026)  # 令和4年度～令和7年度
# What the scan of the plan put in the place of フォ, ジ, 鋭 and 継.
DAMAGE = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff銳繼隨]")
NAMES = {
    "01-01": "電子地域通貨・行政ポイントを活用した地域経済の活性化",
    "01-02": "スマート農業の実現に向けた支援",
    "01-03": "ICTを活用した鳥獣害対策と地域経済の循環促進",
    "01-04": "事業者向けデジタルツールの活用促進",
    "01-05": "テレワークの推進",
    "01-06": "有事の際のドローン活用の仕組みの構築",
    "01-07": "アプリを活用した健康増進の推進",
    "01-08": "デジタルサービス推進事業",
    "01-09": "地域コミュニティを通じた迅速かつ的確な情報伝達",
    "01-10": "地域におけるデジタル活用支援事業",
    "01-11": "オープンデータの活用促進",
    "01-12": "新学習指導要領の全面実施に伴うICT環境整備と情報教育の充実",
    "01-13": "学校図書のデータベース化・ネットワーク化の推進",
    "01-14": "市立保育園に係る園児の登降園及び午睡等管理システムの構築",
    "01-15": "木更津市史デジタルアーカイブの推進",
    "01-16": "子育てアプリを活用した母子保健・子育て情報の発信",
    "02-01": "戦略的な情報発信の仕組み構築及び推進",
    "02-02": "マイナンバーカードの普及促進",
    "02-03": "行政手続きのオンライン化の推進",
    "02-04": "ICT技術を活用した電子納付推進",
    "02-05": "有事を見据えた情報弱者にもやさしい情報発信の仕組み構築及び推進",
    "02-06": "市民参加型市政推進事業",
    "03-01": "電子決裁の範囲の拡大",
    "03-02": "電子調達システムの利用促進及び契約書の電子化の検討",
    "03-03": "住民異動に伴う手続き支援システムの構築",
    "03-04": "AIやRPAを活用した業務の省力化・効率化",
    "03-05": "基幹業務システムの標準化・共通化",
    "03-06": "重層的支援体制デジタル化事業",
    "04-01": "庁内テレワーク環境の整備",
    "04-02": "木更津イノベーションを支える組織体制の整備",
}


@pytest.fixture(scope="module")
def rows() -> samples.Rows:
    return samples.load(CITY)


def test_the_30_measures_stand_as_printed(rows: samples.Rows) -> None:
    assert len(rows["measures"]) == 30
    assert {row["measure_id"]: row["name"] for row in rows["measures"]} == NAMES


def test_they_hang_under_four_policies(rows: samples.Rows) -> None:
    """Worded as in the chapter 基本方針; the table of 施策体系 varies two of them by a word."""
    assert [(row["outline_id"], row["level"], row["name"]) for row in rows["outline"]] == [
        ("1", "基本方針", "地域のイノベーションの実現によるまちの活性化"),
        ("2", "基本方針", "市民接点のイノベーションの実現による利便性向上"),
        ("3", "基本方針", "行政のイノベーションによる業務効率化の推進"),
        ("4", "基本方針", "イノベーション推進の基盤・体制の整備"),
    ]
    assert Counter(row["outline_id"] for row in rows["measures"]) == {"1": 16, "2": 6, "3": 6, "4": 2}
    assert all(int(row["measure_id"][:2]) == int(row["outline_id"]) for row in rows["measures"])


def test_electronic_payment_ended_with_fy2022(rows: samples.Rows) -> None:
    ended = [row for row in rows["measures"] if row["state"] == "完了"]
    assert [(row["measure_id"], row["last_fy"], row["note"]) for row in ended] == [
        ("02-04", "令和4年度", "令和4年度で事業完了")]
    assert [(row["action"], row["target"], row["on"]) for row in rows["revisions"]] == [
        ("完了", "02-04", "令和6年8月")]


def test_the_plan_has_neither_kpis_nor_owners(rows: samples.Rows) -> None:
    assert not rows["kpis"]
    assert not rows["actuals"]
    assert not any(row.get("owner") for row in rows["measures"])
    assert rows["plan"][0]["office"] == "市長公室経営改革課"
    assert [(row["name"], row["division"]) for row in rows["organisation"]] == [("経営改革課", "市長公室")]


def test_obvious_national_items_are_named(rows: samples.Rows) -> None:
    """Words of the 2020 edition as the plan quotes them; セキュリティ対策の徹底 has no measure of its own."""
    assert {row["measure_id"]: row["national"] for row in rows["measures"] if row["national"]} == {
        "02-02": "マイナンバーカードの普及促進",
        "02-03": "行政手続のオンライン化",
        "03-04": "AI・RPAの利用推進",
        "03-05": "自治体情報システムの標準化・共通化",
        "04-01": "テレワークの推進",
    }


def test_years_lie_within_the_period_and_the_review_is_of_the_last(rows: samples.Rows) -> None:
    plan = rows["plan"][0]
    assert (plan["first_fy"], plan["last_fy"], plan["review_fy"]) == ("令和4年度", "令和7年度", "令和7年度")
    for row in rows["measures"]:
        first, last = read_fy(row["first_fy"]).value, read_fy(row["last_fy"]).value
        assert YEARS[0] <= first <= last <= YEARS[-1], row
    assert {row["fy"] for row in rows["reports"]} == {"令和7年度"}


def test_ids_are_unique_and_references_resolve(rows: samples.Rows) -> None:
    for sheet in schema.SHEETS:
        for column in sheet.stored:
            cells = [row[column.key] for row in rows[sheet.key] if row.get(column.key)]
            if column.unique:
                assert len(cells) == len(set(cells)), (sheet.key, column.key)
            if column.ref:
                target, named = column.ref.sheet, column.ref
                assert set(cells) <= {row[named.key] for row in rows[target.key]}, (sheet.key, column.key)
    ids = {row["measure_id"] for row in rows["measures"]}
    assert {row["target"] for row in rows["revisions"]} <= ids


def test_every_measure_reports_once(rows: samples.Rows) -> None:
    assert [row["measure_id"] for row in rows["reports"]] == list(NAMES)
    texts = {row["measure_id"]: row["done"] for row in rows["reports"]}
    assert [measure for measure, text in texts.items() if not text] == ["02-06"]  # planted
    assert all(40 <= len(text) <= 120 for text in texts.values() if text)


def test_choices_are_on_the_lists_but_for_the_planted_one(rows: samples.Rows) -> None:
    odd = []
    for sheet in schema.SHEETS:
        for column in sheet.stored:
            allowed = LISTS.get(column.choices)
            if allowed:
                odd += [(row["measure_id"], row[column.key]) for row in rows[sheet.key]
                        if row.get(column.key) and row[column.key] not in allowed]
    assert odd == [("01-08", "継続中")]


def test_the_year_is_marked_as_invented_and_holds_the_planted_mess(rows: samples.Rows) -> None:
    assert "見本の架空データ" in rows["plan"][0]["edition"]
    report = {row["measure_id"]: row for row in rows["reports"]}
    assert report["01-03"]["problem"] == "同上"
    assert (report["01-06"]["progress"], report["01-06"]["direction"]) == ("完了", "継続")
    assert int(report["01-07"]["spent"]) > int(report["01-07"]["budget"])
    assert "090-0000-0000" in report["01-10"]["outlook"]
    assert report["01-12"]["budget"] == "１８６０００"
    assert "ｾﾝｻｰ" in report["01-14"]["problem"]
    assert report["02-03"]["spent"] == "6,534千円"
    assert report["04-02"]["done"].endswith("　")  # a space left at the end


def test_no_damaged_character_is_left() -> None:
    for entry in files("dxbook.demo.samples").joinpath(CITY).iterdir():
        found = DAMAGE.findall(entry.read_text(encoding="utf-8"))
        assert not found, (entry.name, found)


def test_the_damaged_terms_are_mended(rows: samples.Rows) -> None:
    terms = {row["term"] for row in rows["glossary"]}
    assert len(terms) == 20
    assert {"デジタル・トランスフォーメーション", "都市のスポンジ化", "デジタル・ガバメント"} <= terms


def test_the_profile_speaks_the_plans_words() -> None:
    profile = load_profile(CITY)
    assert (profile.city, profile.city_code, profile.form, profile.national) == (
        "木更津市", "122068", "standard", "2020")
    assert profile.word("改定") == "改訂"
    assert profile.levels == ("基本方針",)
