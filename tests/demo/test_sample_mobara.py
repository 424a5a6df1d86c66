"""The sample of 茂原市 says what the printed plan says; expected values are copied from the plan by hand."""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files

import pytest

from dxbook.demo import samples
from dxbook.plan import LISTS, scales, schema
from dxbook.plan.column import Kind
from dxbook.plan.profile import load_profile
from dxbook.values.years import read_fy

GROUPS = {
    "1-1": "マイナンバーカードの普及促進",
    "1-2": "各種手続のオンライン化",
    "2-1": "情報システムの標準化・共通化、業務システムの効率化",
    "2-2": "ＡＩ・ＲＰＡの利用促進",
    "2-3": "テレワークの推進",
    "3-1": "セキュリティ対策の徹底",
    "3-2": "地域社会のデジタル化支援",
    "3-3": "デジタル・デバイド対策",
    "3-4": "女性デジタル人材育成の推進",
}
PILLARS = {
    "1": "住民の多様なニーズに対応した行政サービスの実現",
    "2": "デジタル化による効率的な行政運営",
    "3": "デジタル化の実現に向けた環境の整備",
}
ALL = "関係各課"
MEASURES = {  # id: name, 所管課, 関係課
    "1-1-1": ("マイナンバーカードの普及促進", "総務課", "市民課"),
    "1-2-1": ("マイナポータルの活用促進", "総務課", ALL),
    "1-2-2": ("住民票、各種証明書のコンビニ交付等の利用促進", "市民課、市民税課", ""),
    "1-2-3": ("簡易電子申請の利用促進", "総務課", ALL),
    "2-1-1": ("「（仮称）Gov-Cloud」上の標準準拠システムへの移行", "総務課", ALL),
    "2-1-2": ("文書管理システムの導入・運用", "総務課", ALL),
    "2-1-3": ("勤休管理システムの運用", "職員課", ALL),
    "2-1-4": ("キャッシュレス決済の導入・運用", "総務課", ALL),
    "2-1-5": ("施設予約システムの導入・運用", "総務課", ALL),
    "2-1-6": ("固定資産税課税システムにおける法務局連携機能の導入・運用", "資産税課", ""),
    "2-1-7": ("滞納管理システムにおける預貯金電子照会の導入・運用", "収税課", ALL),
    "2-1-8": ("ビジネスチャットの導入・運用", "総務課", ALL),
    "2-1-9": ("庁内統合・公開型 GISデータの公開・オープンデータ化、次世代地理空間情報のプラットフォーム整備",
              "総務課、都市計画課", ALL),
    "2-1-10": ("法務局オンライン登記嘱託システムの導入・運用", "総務課", ALL),
    "2-1-11": ("データの共有による紙削減及びシステムの有効活用による業務の効率化", "総務課", ALL),
    "2-1-12": ("ウェブブラウジングシステムの導入・運用", "総務課", ALL),
    "2-2-1": ("ＡＩを活用した会議録作成支援システムの運用", "総務課", ALL),
    "2-2-2": ("定型業務におけるＲＰＡ導入の推進", "総務課", ALL),
    "2-3-1": ("市職員のテレワーク環境の整備", "総務課、職員課", ALL),
    "3-1-1": ("情報セキュリティポリシーの見直し", "総務課", ALL),
    "3-1-2": ("セキュリティ研修の実施", "総務課", "職員課、関係各課"),
    "3-2-1": ("公共施設等のＷｉ-Ｆｉ整備", ALL, "総務課"),
    "3-2-2": ("コミュニティ備品（デジタル対応）の貸し出し", "生活課", ""),
    "3-3-1": ("デジタル活用講習会の開催", "総務課", ALL),
    "3-4-1": ("デジタル分野における女性活躍の推進", "企画政策課", ""),
}
KPIS = [  # group, name, 現状, 目標値
    ("1-1", "マイナンバーカードの交付率", "３8.56%（令和４年３月現在）", "１００%"),
    ("1-2", "マイナポータルからオンライン申請できる行政手続", "１手続", "２７手続以上"),
    ("1-2", "コンビニ交付サービスによる証明書の発行率",
     "7.86%（市民課）2.71%（市民税課）", "30%（市民課）9%（市民税課）"),
    ("1-2", "簡易電子申請の利用件数", "なし", "1,000件"),
    ("2-1", "標準化・共通化された基幹系業務システム", "なし", "２０業務"),
    ("2-1", "文書管理システムの活用による紙の使用量削減",
     "なし（導入・構築中）", "延べ３３万枚（令和７年度まで）"),
    ("2-1", "文書管理システムの活用による電子決裁の利用率", "なし（導入・構築中）", "３５%"),
    ("2-1", "窓口支払いにおけるキャッシュレス決済の利用率", "３%（令和３年度末）", "４０%"),
    ("2-1", "滞納処分における財産調査数", "4,188件（令和２年度）", "8,000件"),
    ("2-1", "法務局登記嘱託のオンライン申請率", "なし（令和４年度）", "80%"),
    ("2-2", "AI を活用した会議録作成支援システムによる削減時間", "600時間", "1,000時間"),
    ("2-2", "RPAを利用した業務改善", "なし", "１業務以上"),
    ("2-3", "テレワークの導入職場数", "１か所", "全所属"),
    ("3-1", "情報セキュリティに関する重要事故の発生件数", "０件", "０件を維持"),
    ("3-1", "情報セキュリティ研修の延べ受講者数", "３０人", "１５０人"),
    ("3-2", "Ｗｉ-Ｆｉ機能付自動販売機の設置・運用台数", "なし", "５台以上"),
    ("3-2", "コミュニティ備品（デジタル対応）の延べ貸出団体数（年間）",
     "１３５団体（１０月末）", "２５０団体"),
    ("3-3", "デジタル活用講習会の参加人数", "なし", "100人"),
    ("3-4", "女性デジタル人材育成に関する情報発信", "なし", "年３回以上"),
]
SYSTEMS = [
    "住民基本台帳", "国民年金", "選挙人名簿管理", "固定資産税", "個人住民税", "法人住民税", "軽自動車税",
    "国民健康保険", "障害者福祉", "後期高齢者医療", "介護保険", "児童手当", "児童扶養手当",
    "子ども子育て支援", "生活保護", "健康管理", "就学", "戸籍", "戸籍附票", "印鑑登録",
]
EVIDENCE = [
    ("1-1", "マイナンバーカードの交付状況"),
    ("1-2", "コンビニ交付サービスの利用状況"), ("1-2", "簡易電子申請の利用状況"),
    ("2-1", "窓口支払いにおけるキャッシュレス決済の利用状況"), ("2-1", "ビジネスチャットの状況"),
    ("2-2", "ＡＩを活用した会議録作成支援システムの利用状況"), ("2-3", "テレワークシステムの利用状況"),
    ("3-1", "情報セキュリティ研修の受講状況"), ("3-2", "Ｗｉ-Ｆｉ機能付自動販売機の利用状況"),
    ("3-3", "デジタル活用講習会の参加状況"), ("3-4", "女性デジタル人材の登用状況"),
]
STEPS = {  # id: texts of the bars
    "1-1-1": ["マイナンバーカード交付所の運用", "マイナンバーカードに関する意識啓発"],
    "1-2-1": ["マイナンバーカードを活用してマイナポータルからオンラインで申請できる行政手続の拡充"],
    "1-2-2": ["コンビニ交付サービスの周知"],
    "1-2-3": ["簡易電子申請の導入可能性検討", "簡易電子申請の利用促進"],
    "2-1-1": ["標準準拠システムへの移行準備", "標準準拠システムへの移行"],
    "2-1-2": ["文書管理システムの導入・構築", "文書管理システム運用の充実及びテレワークの検討"],
    "2-1-3": ["制度及びシステム操作に関する説明会の実施"] * 4 + ["勤休管理システム内容の改善（随時）"],
    "2-1-4": ["キャッシュレス決済の導入・運用"],
    "2-1-5": ["施設予約システムの導入可能性検討", "施設予約システムの運用"],
    "2-1-6": ["テスト環境における精度の把握", "システムにおける自動異動処理機能の拡充"],
    "2-1-7": ["滞納管理システム等の改修、運用方法の見直し"],
    "2-1-8": ["ビジネスチャットの導入可能性検討", "ビジネスチャットの導入・運用"],
    "2-1-9": ["庁内関係課による情報交換", "課題解決ワークショップの開催", "３Ｄ都市モデルの構築"],
    "2-1-10": ["法務局オンライン登記嘱託システムの導入・運用"],
    "2-1-11": ["ディスカッション、ビジネスチャットの有効活用"],
    "2-1-12": ["ＰＣの入れ替え、インターネット接続専用端末及びＰＣ切替器の配備"],
    "2-2-1": ["AIを活用した会議録作成支援システムの運用"],
    "2-2-2": ["ＲＰＡ導入の可能性検討", "ＲＰＡの運用"],
    "2-3-1": ["就業規則等の見直し", "テレワーク環境の導入可能性検討", "テレワーク環境の導入"],
    "3-1-1": ["必要に応じた情報セキュリティポリシーの見直し"],
    "3-1-2": ["セキュリティ研修の実施"],
    "3-2-1": ["各公共施設にＷｉ-Ｆｉ機能付自動販売機を設置"],
    "3-2-2": ["コミュニティ備品（デジタル対応）の整備及び周知"],
    "3-3-1": ["デジタル活用講習会の開催"],
    "3-4-1": ["国・県・民間企業が提供する学習コンテンツの情報発信"],
}
MEETING_DAYS = [
    "令和３年７月２６日", "令和３年８月２日", "令和３年８月１０日", "令和３年８月１８日",
    "令和３年８月２４日", "令和３年９月１６日", "令和３年１１月５日", "令和３年１１月１７日",
    "令和３年１１月１９日", "令和３年１２月２０日", "令和４年１月１７日", "令和４年１月２４日",
    "令和４年２月１５日", "令和４年２月１６日～３月１６日", "令和４年３月３１日",
]
GUEST = "講師：一般社団法人シビックテック・ラボ代表理事"
MESSY_CHOICES = {("inventory", "状態", "済"), ("reports", "今後の方向性", "継続中")}
PLAN_YEARS = range(2021, 2026)  # 令和3年度–令和7年度


@pytest.fixture(scope="module")
def rows() -> samples.Rows:
    return samples.load("mobara")


def test_pillars_and_groups_are_those_of_the_plan(rows):
    names = {row["outline_id"]: row["name"] for row in rows["outline"]}
    assert names == PILLARS | GROUPS
    assert {row["outline_id"]: row["parent_id"] for row in rows["outline"]} == (
        dict.fromkeys(PILLARS, "") | {code: code[0] for code in GROUPS})


def test_twenty_five_measures_with_owner_and_partners(rows):
    assert len(rows["measures"]) == 25
    assert {r["measure_id"]: (r["name"], r["owner"], r["partners"]) for r in rows["measures"]} == MEASURES
    assert all(r["measure_id"].startswith(r["outline_id"] + "-") for r in rows["measures"])


def test_nineteen_kpis_exactly_as_printed(rows):
    group_of = {row["measure_id"]: row["outline_id"] for row in rows["measures"]}
    assert len(rows["kpis"]) == 19
    shown = [(row["outline_id"] or group_of[row["measure_id"]], row["name"], row["baseline"], row["target"])
             for row in rows["kpis"]]
    assert shown == KPIS
    assert {row["target_fy"] for row in rows["kpis"]} == {"令和7年度"}


def test_when_the_baseline_was_taken(rows):
    other = {"K01": "令和4年3月", "K09": "令和2年度", "K10": "令和4年度",
             "K17": "令和3年10月", "K19": "令和4年度"}
    assert {r["kpi_id"]: r["baseline_at"] for r in rows["kpis"]} == {
        f"K{n:02d}": other.get(f"K{n:02d}", "令和3年度") for n in range(1, 20)}


def test_only_the_incident_kpi_is_to_stay_as_it_is(rows):
    assert [row["kpi_id"] for row in rows["kpis"] if row["direction"] == "維持"] == ["K14"]
    assert {row["kpi_id"] for row in rows["kpis"] if row["aggregation"] == "延べ"} == {"K06", "K15"}


def test_twenty_systems_are_counted_by_their_kpi(rows):
    assert [(row["number"], row["name"]) for row in rows["inventory"]] == [
        (str(number), name) for number, name in enumerate(SYSTEMS, 1)]
    counted = {row["kpi_id"] for row in rows["inventory"]}
    kpi = next(row for row in rows["kpis"] if row["kpi_id"] in counted)
    assert counted == {kpi["kpi_id"]}
    assert (kpi["name"], kpi["definition"]) == ("標準化・共通化された基幹系業務システム", "一覧")


def test_schedule_bars_carry_the_printed_texts(rows):
    bars: dict[str, list[str]] = {}
    for row in rows["steps"]:
        bars.setdefault(row["measure_id"], []).append(row["name"])
        assert row["number"] == str(len(bars[row["measure_id"]]))
    assert bars == STEPS


def test_years_lie_inside_the_plan(rows):
    plan = rows["plan"][0]
    assert (plan["first_fy"], plan["last_fy"], plan["review_fy"]) == ("令和3年度", "令和7年度", "令和6年度")
    for key in ("steps", "measures"):
        for row in rows[key]:
            first, last = read_fy(row["first_fy"]).value, read_fy(row["last_fy"]).value
            assert {first, last} <= set(PLAN_YEARS), row
            assert first <= last, row
    assert {row["fy"] for row in rows["actuals"]} == {2022, 2023, 2024}


def test_a_measure_runs_from_its_first_bar_to_its_last(rows):
    for measure in rows["measures"]:
        bars = [row for row in rows["steps"] if row["measure_id"] == measure["measure_id"]]
        assert measure["first_fy"] == min(row["first_fy"] for row in bars), measure["measure_id"]
        assert measure["last_fy"] == max(row["last_fy"] for row in bars), measure["measure_id"]


def test_evidence_stands_by_group(rows):
    assert [(row["outline_id"], row["evidence"]) for row in rows["evidence"]] == EVIDENCE


def test_identities_are_unique(rows):
    for sheet in schema.SHEETS:
        if sheet.identity:
            found = [tuple(str(row[key]) for key in sheet.identity) for row in rows[sheet.key]]
            assert len(found) == len(set(found)), sheet.title


def test_every_reference_resolves_but_for_the_planted_one(rows):
    aliases = {name for row in rows["organisation"] for name in row["aliases"].split("、") if name}
    lost = set()
    for sheet in schema.SHEETS:
        for column in (column for column in sheet.columns if column.ref):
            target, target_column = column.ref.sheet, column.ref
            known = {row[target_column.key] for row in rows[target.key]}
            for row in rows[sheet.key]:
                text = row.get(column.key, "")
                for name in text.split("、") if column.multiple else [text]:
                    if name and name not in known:
                        lost.add((sheet.key, column.label, name, name in aliases))
    assert lost == {("inventory", "担当部署", "資産税係", False),
                    ("inventory", "担当部署", "市民課窓口", True)}


def test_the_register_has_every_department_and_nothing_else(rows):
    assert {row["name"]: row["division"] for row in rows["organisation"]} == {
        "総務課": "総務部", "職員課": "", "企画政策課": "", "市民課": "", "市民税課": "", "資産税課": "",
        "収税課": "", "生活課": "", "都市計画課": "", "関係各課": ""}


def test_meetings_name_roles_and_no_persons(rows):
    meetings = rows["meetings"]
    assert [row["on"] for row in meetings] == MEETING_DAYS
    assert not [text for row in meetings for text in row.values() if "氏" in text]
    assert [row["note"] for row in meetings if "講師" in row["note"]] == [
        GUEST, GUEST, GUEST, "講師：ＮＴＴ東日本執行役員・千葉事業部長兼千葉支店長"]


def test_glossary_has_the_nineteen_footnotes(rows):
    assert len(rows["glossary"]) == 19
    assert all(row["reading"] and 15 <= len(row["meaning"]) <= 80 for row in rows["glossary"])


def test_prose_is_short(rows):
    for row in rows["measures"]:
        assert all(15 <= len(row[key]) <= 80 for key in ("situation", "problem")), row["measure_id"]


def test_choices_are_known_but_for_the_planted_ones(rows):
    odd = {(sheet.key, column.label, row[column.key])
           for sheet in schema.SHEETS for column in sheet.stored
           if column.kind is Kind.CHOICE and column.choices in LISTS
           for row in rows[sheet.key]
           if row.get(column.key) and row[column.key] not in LISTS[column.choices]}
    assert odd == MESSY_CHOICES


def test_one_report_for_every_measure(rows):
    assert [row["measure_id"] for row in rows["reports"]] == list(MEASURES)
    assert {row["fy"] for row in rows["reports"]} == {"令和6年度"}
    for row in rows["reports"]:
        assert row["done"] == "同上" or 40 <= len(row["done"]) <= 120, row["measure_id"]


def test_the_planted_mess_stands(rows):
    report = {row["measure_id"]: row for row in rows["reports"]}
    actual = {(row["kpi_id"], row["fy"]): row for row in rows["actuals"]}
    assert report["2-1-11"]["done"] == "同上"
    assert "ﾃﾚﾜｰｸ" in report["2-3-1"]["done"]
    assert "@" in report["3-3-1"]["done"]
    assert int(report["2-1-1"]["spent"]) > int(report["2-1-1"]["budget"])
    assert (report["2-1-12"]["progress"], report["2-1-12"]["direction"]) == ("完了", "継続")
    texts = {"K07": "４５．２％", "K08": "0.35", "K11": "約840時間", "K17": "212団体（10月末）", "K18": ""}
    assert {kpi: actual[kpi, 2024]["actual"] for kpi in texts} == texts
    assert [actual["K15", fy]["actual"] for fy in (2022, 2023, 2024)] == ["62人", "98人", "35人"]
    assert (actual["K09", 2024]["actual"], actual["K09", 2024]["status"]) == ("", "未判明")


def test_the_sample_says_that_it_is_one(rows):
    plan = rows["plan"][0]
    assert plan["title"] == "茂原市ＤＸ推進基本方針"
    assert "見本" in plan["edition"]
    assert "見本" in plan["office"]


def test_the_files_are_plain_csv():
    folder = files("dxbook.demo.samples").joinpath("mobara")
    for sheet in schema.SHEETS:
        data = folder.joinpath(f"{sheet.key}.csv").read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf"), sheet.key
        assert b"\r" not in data, sheet.key
        assert data.endswith(b"\n"), sheet.key
        header, *lines = csv.reader(data.decode("utf-8").splitlines(keepends=True))
        assert lines, sheet.key
        assert all(any(line[n] for line in lines) for n in range(len(header))), sheet.key


def test_profile_speaks_the_plans_words(rows):
    profile = load_profile("mobara")
    source = files("dxbook.plan").joinpath("profiles", "mobara.toml").read_text(encoding="utf-8")
    known = {sheet.title for sheet in schema.SHEETS} | {c.label for s in schema.SHEETS for c in s.stored}
    assert set(tomllib.loads(source)["words"]) <= known
    titles = [profile.word(sheet.title) for sheet in schema.SHEETS]
    assert len(titles) == len(set(titles))
    assert {row["level"] for row in rows["outline"]} == set(profile.levels)
    plan = rows["plan"][0]
    assert (plan["city"], plan["city_code"]) == (profile.city, profile.city_code) == ("茂原市", "122106")
    assert scales.from_profile(profile).title == plan["scale"]
    assert plan["formula"] == profile.formula
