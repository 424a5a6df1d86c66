"""The sample of たつの市: facts counted and copied by hand from the printed plan (令和4年10月).

The plan has no list of measures. The reading taken here, for chapters 3 to 6:

- every ➤ item under 「本市の取組方針」 is a measure; a section without ➤ items is one measure by itself;
- the ➤ lists of 4(1) are 参考事例 from elsewhere, not the city's own: that section is one measure;
- in chapter 6 the headed items are measures: the 意見交換会, each of the 6 研究会, each kind of training;
- 20 業務 and 26 手続 are rows of the 一覧, counted by an indicator, not measures.
"""

from __future__ import annotations

from collections import Counter

import pytest

from dxbook.demo import samples
from dxbook.plan import LISTS, scales, schema
from dxbook.plan.profile import load_profile, profile_for
from dxbook.text.lgcode import read_code
from dxbook.values.years import read_fy

CITY = "tatsuno"
YEARS = range(2022, 2026)  # 令和4年度～令和7年度
REVIEW = 2024  # its reports, and all actuals, are invented

SECTIONS = {
    "3-1": "自治体の情報システムの標準化・共通化", "3-2": "マイナンバーカードの普及促進",
    "3-3": "自治体の行政手続のオンライン化", "3-4": "AI・RPA の利用推進", "3-5": "テレワークの推進",
    "3-6": "セキュリティ対策の徹底",
    "4-1": "デジタル田園都市国家構想の実現に向けたデジタル実装の取組の推進・地域社会のデジタル化",
    "4-2": "デジタルデバイド対策", "4-3": "デジタル原則に基づく条例等の規制の点検・見直し",
    "5-1": "BPRの取組の徹底", "5-2": "オープンデータの推進・官民データ活用の推進",
    "6-1": "デジタル化による業務改革の取組", "6-2": "職員のデジタルスキル向上の取組",
}

ITEMS = {
    "3-2": ["マイナンバーカード特設窓口の設置", "マイナンバーカードの多目的利用及び有効利用"],
    "3-3": ["マイナポータルの活用", "申請管理システムの構築", "兵庫県電子申請共同運営システムの活用",
            "市民への電子申請のPR"],
    "3-5": ["本市 LGWAN 接続系端末の利用", "テレワーク兵庫の活用"],
    "3-6": ["たつの市情報セキュリティポリシー", "サイバー攻撃対策", "個人情報の保護"],
    "6-1": ["業務のデジタル化に向けた意見交換会"],
    "6-1-2": ["書かない窓口", "行かなくていい窓口", "SNS を活用した情報発信", "文書管理のデジタル化",
              "施設管理のデジタル化", "障害者手帳のデジタル化"],
    "6-2": ["Office ソフト研修", "DX リテラシー研修", "DX マインド研修", "各種 DX 研修案内", "e-ラーニング"],
}

# 区分, name, 主な担当部署: the printed table with its merged cells written out.
SYSTEMS = [
    ("住民基本台帳業務", "住民基本台帳", "市民課"),
    ("住民基本台帳業務", "国民年金", "国保医療年金課"),
    ("住民基本台帳業務", "選挙人名簿管理", "選挙管理委員会事務局"),
    ("税関連業務", "固定資産税", "市税課"),
    ("税関連業務", "個人住民税", "市税課"),
    ("税関連業務", "法人住民税", "市税課"),
    ("税関連業務", "軽自動車税", "市税課"),
    ("国民健康保険関連業務", "国民健康保険", "国保医療年金課"),
    ("障害者福祉関連業務", "障害者福祉", "地域福祉課"),
    ("介護福祉関連業務", "後期高齢者医療", "国保医療年金課"),
    ("介護福祉関連業務", "介護保険", "高年福祉課"),
    ("児童 / 子育て支援関連業務", "児童手当", "児童福祉課"),
    ("児童 / 子育て支援関連業務", "児童扶養手当", "児童福祉課"),
    ("児童 / 子育て支援関連業務", "子ども子育て支援", "幼児教育課"),
    ("戸籍関連業務", "戸籍", "市民課"),
    ("戸籍関連業務", "戸籍附票", "市民課"),
    ("その他業務", "生活保護", "地域福祉課"),
    ("その他業務", "健康管理", "健康課"),
    ("その他業務", "就学", "学校教育課"),
    ("その他業務", "印鑑登録", "市民課"),
]

CHILD = [
    "児童手当等の受給資格及び児童手当の額についての認定請求", "児童手当等の額の改定の請求及び届出",
    "氏名変更 / 住所変更等の届出", "受給事由消滅の届出", "未支払の児童手当等の請求",
    "児童手当等に係る寄附の申出",
    "児童手当に係る寄附変更等の申出", "受給資格者の申出による学校給食費等の徴収等の申出",
    "受給資格者の申出による学校給食費等の徴収等の変更等の申出", "児童手当等の現況届", "支給認定の申請",
    "保育施設等の利用申込", "保育施設等の現況届", "児童扶養手当の現況届の事前送信", "妊娠の届出",
]
CARE = [
    "要介護・要支援認定の申請", "要介護・要支援更新認定の申請", "要介護・要支援状態区分変更認定の申請",
    "居住(介護予防)サービス計画作成(変更)依頼の届出",  # as printed; the national list says 居宅
    "介護保険負担割合証の再交付申請", "被保険者証の再交付申請", "高額介護(予防)サービス費の支給申請",
    "介護保険負担限度額認定申請", "居宅介護(介護予防)福祉用具購入費の支給申請",
    "居宅介護(介護予防)住宅改修費の支給申請", "住所移転後の要介護・要支援認定申請",
]

DEPARTMENTS = {
    "デジタル戦略推進課", "デジタル戦略推進係", "市民課", "国保医療年金課", "選挙管理委員会事務局", "市税課",
    "地域福祉課", "高年福祉課", "児童福祉課", "幼児教育課", "健康課", "学校教育課", "総務課", "危機管理課",
    "広報秘書課", "観光振興課", "財政課", "建設課", "都市計画課", "会計課", "町並み対策課", "教育総務課",
    "社会教育課", "スポーツ振興課", "まちづくり推進課", "歴史文化財課",
}


@pytest.fixture(scope="module")
def rows() -> samples.Rows:
    return samples.load(CITY)


def test_four_chapters_and_thirteen_sections(rows: samples.Rows) -> None:
    chapters = [row for row in rows["outline"] if row["level"] == "章"]
    assert [(row["outline_id"], row["name"]) for row in chapters] == [
        ("3", "「自治体 DX の重点取組項目」に対する本市の取組方針"),
        ("4", "「自治体 DX の取組とあわせて取り組むデジタル社会の実現に向けた取組」に対する本市の取組方針"),
        ("5", "「各団体において必要に応じ実施を検討する取組」に対する本市の取組方針"),
        ("6", "自治体 DX 推進のための取組"),
    ]
    sections = {row["outline_id"]: row["name"] for row in rows["outline"] if row["level"] == "節"}
    assert sections == SECTIONS
    assert all(row["parent_id"] == row["outline_id"][0] for row in rows["outline"] if row["level"] == "節")


def test_measures_are_the_items_or_the_section_itself(rows: samples.Rows) -> None:
    """30: 1+2+4+1+2+3 in chapter 3, 3 in chapter 4, 2 in chapter 5, 1+6+5 in chapter 6."""
    found: dict[str, list[str]] = {}
    for row in rows["measures"]:
        found.setdefault(row["outline_id"], []).append(row["name"])
    itself = ("3-1", "3-4", "4-1", "4-2", "4-3", "5-1", "5-2")
    assert found == ITEMS | {section: [SECTIONS[section]] for section in itself}
    assert len(rows["measures"]) == 30
    assert [row["name"] for row in rows["measures"] if row["state"] == "完了"] == ["申請管理システムの構築"]


@pytest.mark.parametrize(("name", "owner"), [
    ("書かない窓口",
     "総務課、デジタル戦略推進課、市民課、国保医療年金課、地域福祉課、児童福祉課、高年福祉課"),
    ("行かなくていい窓口", "デジタル戦略推進課、児童福祉課、高年福祉課、健康課、幼児教育課"),
    ("SNS を活用した情報発信", "危機管理課、デジタル戦略推進課、広報秘書課、児童福祉課、健康課、観光振興課"),
    ("文書管理のデジタル化", "総務課、デジタル戦略推進課、財政課、建設課、都市計画課、会計課"),
    ("施設管理のデジタル化", "健康課、都市計画課、町並み対策課、教育総務課、社会教育課、スポーツ振興課"),
    ("障害者手帳のデジタル化", "地域福祉課、健康課、まちづくり推進課、歴史文化財課、スポーツ振興課"),
])
def test_the_six_study_groups_have_their_departments(rows: samples.Rows, name: str, owner: str) -> None:
    (group,) = (row for row in rows["outline"] if row["name"] == "システム研究会")
    members = {row["name"]: row["owner"] for row in rows["measures"]
               if row["outline_id"] == group["outline_id"]}
    assert len(members) == 6
    assert members[name] == owner


def test_elsewhere_the_centre_of_dx_is_the_owner(rows: samples.Rows) -> None:
    """2(3) makes デジタル戦略推進課 the centre; the plan names 担当課 for the 研究会 only."""
    others = [row for row in rows["measures"] if row["outline_id"] != "6-1-2"]
    assert {row["owner"] for row in others} == {"デジタル戦略推進課"}
    standard = next(row for row in others if row["measure_id"] == "3-1-1")
    assert set(standard["partners"].split("、")) == {owner for _, _, owner in SYSTEMS}


def test_the_twenty_systems_with_their_main_departments(rows: samples.Rows) -> None:
    systems = [row for row in rows["inventory"] if row["group"] == "業務"]
    assert [(row["category"], row["name"], row["owner"]) for row in systems] == SYSTEMS
    assert [row["number"] for row in systems] == [str(number) for number in range(1, 21)]


def test_the_twenty_six_procedures(rows: samples.Rows) -> None:
    """15 for families and 11 for care. The plan names no department for each: owners are the sample's."""
    procedures = [row for row in rows["inventory"] if row["group"] == "手続"]
    assert (len(CHILD), len(CARE)) == (15, 11)
    assert [(row["category"], row["name"]) for row in procedures] == (
        [("子育て関係", name) for name in CHILD] + [("介護関係", name) for name in CARE])
    assert [row["number"] for row in procedures] == [str(number) for number in range(1, 27)]


def test_inventories_are_counted_by_an_indicator(rows: samples.Rows) -> None:
    kpis = {row["kpi_id"]: row for row in rows["kpis"]}
    expected = {"業務": ("標準準拠システムへの移行", "20 業務"), "手続": ("26手続のオンライン化", "26手続")}
    for group, (name, target) in expected.items():
        members = [row for row in rows["inventory"] if row["group"] == group]
        (kpi_id,) = {row["kpi_id"] for row in members}
        kpi = kpis[kpi_id]
        assert (kpi["name"], kpi["target"], kpi["definition"]) == (name, target, "一覧")
        done = sum(row["state"] == "完了" for row in members)
        reported = {row["fy"]: row["actual"] for row in rows["actuals"] if row["kpi_id"] == kpi_id}
        assert reported[REVIEW] == f"{done}{kpi['unit']}"


@pytest.mark.parametrize(("name", "baseline", "target", "fy"), [
    ("標準準拠システムへの移行", "", "20 業務", 2025),
    ("マイナンバーカード特設窓口の設置", "", "設置", 2022),
    ("26手続のオンライン化", "", "26手続", 2022),
    ("オンライン化可能な行政手続", "1,130件", "", None),
    ("申請管理システムの構築", "", "構築", 2022),
    ("スマートフォン体験講座（兵庫県のデジタルデバイド解消プロジェクト）", "", "5 回", 2022),
    ("スマートフォン体験講座（デジタル活用支援推進事業）", "", "40 回", 2022),
    ("オープンデータの公開", "14 件", "", None),
    ("Office ソフト研修", "", "計10回程度", 2022),
    ("現行業務の処理時間", "", "半分", 2025),
    ("DX マインド研修", "", "150 名", 2023),
])
def test_figures_are_as_printed(
    rows: samples.Rows, name: str, baseline: str, target: str, fy: int | None
) -> None:
    """「半分」 has no year of its own in the plan: it ends with the 集中取組期間."""
    (row,) = (row for row in rows["kpis"] if row["name"] == name)
    assert (row["baseline"], row["target"]) == (baseline, target)
    assert (read_fy(row["target_fy"]).value if row["target_fy"] else None) == fy


def test_there_are_eleven_indicators(rows: samples.Rows) -> None:
    assert len(rows["kpis"]) == 11


def test_evidence_sets_the_nations_line_against_the_citys(rows: samples.Rows) -> None:
    """Each of the 11 sections of chapters 3 to 5 has 国の方針 and 本市の取組方針."""
    assert [row["outline_id"] for row in rows["evidence"]] == [key for key in SECTIONS if key[0] != "6"]
    assert all(row["evidence"] and row["policy"] for row in rows["evidence"])


def test_all_departments_the_plan_names(rows: samples.Rows) -> None:
    assert len(DEPARTMENTS) == 26
    assert {row["name"] for row in rows["organisation"]} == DEPARTMENTS


def test_only_dated_steps_are_bars(rows: samples.Rows) -> None:
    bars = {(row["measure_id"], row["name"]): (read_fy(row["first_fy"]).value, read_fy(row["last_fy"]).value)
            for row in rows["steps"]}
    assert bars["3-1-1", "標準準拠システムへの移行"] == (2024, 2025)
    assert bars["3-5-2", "テレワーク兵庫の無償利用"] == (2022, 2023)
    assert bars["4-2-1", "スマートフォン体験講座の継続開催"] == (2023, 2025)
    assert bars["6-2-3", "DX マインド研修"] == (2023, 2023)


def test_the_plan_sheet_says_that_the_years_are_invented(rows: samples.Rows) -> None:
    (plan,) = rows["plan"]
    assert read_code(plan["city_code"]) == ("282294", ())
    assert plan["title"] == "たつの市デジタル・トランスフォーメーション(DX)推進基本方針"
    assert plan["decided_on"] == "令和4年10月"
    assert "見本の架空データ" in plan["edition"]
    assert [read_fy(plan[key]).value for key in ("first_fy", "last_fy", "review_fy")] == [2022, 2025, REVIEW]


def test_terms(rows: samples.Rows) -> None:
    """Four pages of 10, 13, 15 and 5 terms."""
    assert len(rows["glossary"]) == 10 + 13 + 15 + 5
    terms = {row["term"] for row in rows["glossary"]}
    assert {"RPA(Robotic Proces Automation)", "スマート City"} <= terms  # slips as printed


def test_every_measure_and_kpi_has_the_sample_years(rows: samples.Rows) -> None:
    assert [row["measure_id"] for row in rows["reports"]] == [row["measure_id"] for row in rows["measures"]]
    assert {read_fy(row["fy"]).value for row in rows["reports"]} == {REVIEW}
    assert [(row["kpi_id"], row["fy"]) for row in rows["actuals"]] == [
        (row["kpi_id"], fy) for row in rows["kpis"] for fy in (2022, 2023, 2024)]


def test_the_planted_mess_is_still_there(rows: samples.Rows) -> None:
    """What clerks really do, for the demo to find. Nobody should tidy it away."""
    actual = {(row["kpi_id"], row["fy"]): row for row in rows["actuals"]}
    report = {row["measure_id"]: row for row in rows["reports"]}
    listed = {row["name"]: row for row in rows["inventory"]}
    assert actual["K04", 2024]["actual"] == "１，１５６件"
    assert actual["K07", 2024]["actual"] == "約40回"
    assert (actual["K09", 2024]["actual"], actual["K09", 2024]["status"]) == ("", "")  # forgotten
    assert (actual["K10", 2024]["actual"], actual["K10", 2024]["status"]) == ("", "未判明")
    assert (actual["K11", 2023]["actual"], actual["K11", 2024]["actual"]) == ("148名", "146名")  # 累計 falls
    assert report["3-1-1"]["budget"] == "1億2,305万8千円"  # the column is in 千円
    assert (report["3-2-1"]["progress"], report["3-2-1"]["direction"]) == ("完了", "継続")
    assert "ﾎｰﾑﾍﾟｰｼﾞ" in report["3-3-4"]["done"]
    assert int(report["3-4-1"]["spent"]) > int(report["3-4-1"]["budget"])
    assert report["3-5-2"]["problem"] == "同上"
    assert "taro@example.lg.jp" in report["4-2-1"]["done"]
    assert report["5-2-1"]["progress"] == "継続中"  # not in the list
    assert listed["児童扶養手当"]["planned_fy"] == "7年度"  # no era
    assert listed["被保険者証の再交付申請"]["owner"] == "高齢福祉課"  # 高年福祉課 is meant
    assert listed["保育施設等の現況届"]["owner"] == "幼教課"  # an alias of 幼児教育課
    late = listed["高額介護(予防)サービス費の支給申請"]
    assert (late["state"], late["done_on"]) == ("対応中", "令和5年3月")  # a month without 完了


def test_every_reference_resolves_and_ids_are_unique(rows: samples.Rows) -> None:
    """But for the two owners in the 一覧 that are planted."""
    lost = []
    for sheet in schema.SHEETS:
        keys = [tuple(row.get(key, "") for key in sheet.identity) for row in rows[sheet.key]]
        if sheet.identity:
            assert [key for key, count in Counter(keys).items() if count > 1] == [], sheet.title
        for column in sheet.stored:
            if column.ref:
                target, known = column.ref.sheet, column.ref
                allowed = {row[known.key] for row in rows[target.key]} | {""}
                for row in rows[sheet.key]:
                    lost += [name for name in str(row.get(column.key, "")).split("、") if name not in allowed]
    assert sorted(lost) == ["幼教課", "高齢福祉課"]


def test_years_lie_within_the_plan(rows: samples.Rows) -> None:
    for sheet, keys in (("measures", ("first_fy", "last_fy")), ("steps", ("first_fy", "last_fy")),
                        ("kpis", ("target_fy",)), ("inventory", ("planned_fy",))):
        for row in rows[sheet]:
            years = [read_fy(row[key]).value for key in keys if row[key] not in ("", "7年度")]
            assert all(year in YEARS for year in years), row
            assert years == sorted(years), row


def test_choices_are_from_the_lists(rows: samples.Rows) -> None:
    for sheet in ("measures", "steps", "kpis", "inventory", "organisation"):
        for column in schema.BY_KEY[sheet].stored:
            if column.choices:
                written = {row.get(column.key, "") for row in rows[sheet]}
                assert written <= {"", *LISTS[column.choices]}, (sheet, column.label)


def test_the_profile_speaks_the_plans_words() -> None:
    profile = profile_for("282294")
    assert profile.id == CITY
    assert (profile.form, profile.national, profile.levels) == ("pdca", "2022", ("章", "節", "項"))
    assert [profile.word(term) for term in ("所管課", "担当部署", "エビデンス", "課題")] == [
        "担当課", "主な担当部署", "国の方針", "課題"]


def test_the_citys_own_scale_is_the_plans(rows: samples.Rows) -> None:
    """5(1): effect found → spread it; none found → seek the reason, change the indicator, or stop."""
    profile = load_profile(CITY)
    assert rows["plan"][0]["scale"] == profile.scale
    scale = scales.choose(rows["plan"][0]["scale"], profile)
    marks = [scale.grade(rate).mark for rate in (1.2, 1.0, 0.99, 0.8, 0.79, 0.5, 0.49, 0.0)]
    assert marks == ["効果大", "効果大", "効果あり", "効果あり", "効果小", "効果小", "成果なし", "成果なし"]
