"""Who gets what. The expected rows were picked out of the plans' tables by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxbook.demo import samples
from dxbook.demo.samples import new_sample
from dxbook.plan.book import Book
from dxbook.reading import workbook as book
from dxbook.rounds.handout import nobody
from dxbook.rounds.handout.portion import Portion, asked, portions
from tests.support.handed import city_plan
from tests.support.tables import plan_book

MEASURES = "| 施策ID | 体系コード | 施策名 | 所管課 | 関係課 | 開始年度 | 終了年度 | 状態 |\n"
KPIS = "| 指標ID | 施策ID | 体系コード | 指標名 | 内訳 | 単位 | 目標値 | 算定式 |\n"
ORGANISATION = """
    | 部署名 | 別名 |
    | 市民課 | 市民課窓口 |
    | 総務課 | |
    | 福祉課 | |
"""


def shares(opened: Book, fy: int) -> dict[str, Portion]:
    return {each.department: each for each in portions(opened, opened.profile, fy)}


def city(tmp_path: Path, name: str, fy: int) -> dict[str, Portion]:
    return shares(book.read(city_plan(tmp_path, name)), fy)


def small(tmp_path: Path, measures: str, kpis: str = "", **sheets: str) -> Book:
    text = MEASURES + measures
    return book.read(plan_book(tmp_path / "plan.xlsx", measures=text, kpis=KPIS + kpis, organisation=ORGANISATION,
                               actuals=None, reports=None, **sheets))


def ids(portion: Portion, sheet: str, column: str) -> list[str]:
    return [getattr(record, column) for record in portion.own(sheet)]


def roles(portion: Portion, sheet: str, column: str) -> dict[str, str]:
    return {getattr(line.record, column): line.role for line in portion.lines.get(sheet, ())}


def codes(opened: Book, fy: int = 2025) -> list[str]:
    return [found.code for found in nobody.findings(opened, opened.profile, fy)]


def test_choshi_every_owner_gets_its_measures(tmp_path: Path) -> None:
    found = city(tmp_path, "choshi", 2025)
    assert len(found) == 17  # 18 departments in the 組織 sheet; 企画課 owns nothing
    assert ids(found["財政室"], "reports", "measure_id") == ["1-02", "2-04", "4-01", "4-04"]
    assert ids(found["財政室"], "actuals", "kpi_id") == ["K1-02", "K2-04", "K4-01", "K4-04"]
    assert ids(found["文化財・ジオパーク室"], "reports", "measure_id") == ["5-07"]  # one name, not two
    assert ids(found["高齢者福祉課"], "reports", "measure_id") == ["3-02", "5-03"]
    assert roles(found["障害支援室"], "measures", "measure_id") == {"3-02": "担当（共同）"}
    assert len(found["情報政策室"].own("reports")) == 14


def test_mobara_partners_aliases_and_rows_counted_from_the_list(tmp_path: Path) -> None:
    found = city(tmp_path, "mobara", 2024)
    clerk = found["市民課"]
    assert roles(clerk, "measures", "measure_id") == {
        "1-2-2": "担当（共同）", "1-1-1": "参考（関係課）", "2-1-1": "参考",  # its KPI counts the list below
    }
    assert ids(clerk, "actuals", "kpi_id") == ["K03"]
    assert ids(clerk, "inventory", "name") == ["住民基本台帳", "戸籍", "戸籍附票", "印鑑登録"]  # the last: 市民課窓口
    office = found["総務課"]
    assert roles(office, "kpis", "kpi_id")["K05"] == "参考（一覧で集計）"
    assert "K14" not in roles(office, "kpis", "kpi_id")  # of the 体系, no department named
    assert "K05" not in ids(office, "actuals", "kpi_id")
    assert ids(office, "evidence", "number") == [1, 6, 8, 10]  # groups that are 総務課's alone
    assert ids(found["都市計画課"], "steps", "number") == [1, 2, 3]
    assert found["関係各課"].own("reports")[0].measure_id == "3-2-1"
    assert "参考（関係課）" not in roles(found["関係各課"], "measures", "measure_id").values()


def test_mobara_findings(tmp_path: Path) -> None:
    opened = book.read(city_plan(tmp_path, "mobara"))
    found = nobody.findings(opened, opened.profile, 2024)
    assert [each.value for each in found if each.code == "H103"] == ["関係各課"]
    assert [each.value for each in found if each.code == "H104"] == ["資産税係"]
    assert [each.message for each in found if each.code == "H102"] == [
        "KPI「K14 情報セキュリティに関する重要事故の発生件数」は受け持つ課が決まらないため、どの課にも配っていません。"]
    assert sum(each.code == "H106" for each in found) == 6  # EBPM of 1-2 (two), 2-1 (two), 2-3 and 3-2


def test_tatsuno_shared_studies_and_lists(tmp_path: Path) -> None:
    found = city(tmp_path, "tatsuno", 2024)
    assert ids(found["健康課"], "reports", "measure_id") == ["6-1-2-2", "6-1-2-3", "6-1-2-5", "6-1-2-6"]
    assert ids(found["健康課"], "inventory", "name") == ["健康管理", "妊娠の届出"]
    assert found["選挙管理委員会事務局"].own("reports") == []
    assert ids(found["選挙管理委員会事務局"], "inventory", "name") == ["選挙人名簿管理"]
    assert roles(found["選挙管理委員会事務局"], "measures", "measure_id") == {"3-1-1": "参考（関係課）"}
    assert "デジタル戦略推進係" not in found


def test_tatsuno_next_year_a_finished_measure_is_for_reference(tmp_path: Path) -> None:
    office = city(tmp_path, "tatsuno", 2025)["デジタル戦略推進課"]
    assert roles(office, "measures", "measure_id")["3-3-2"] == "参考（完了）"
    assert "3-3-2" not in ids(office, "reports", "measure_id")
    assert "K05" in ids(office, "actuals", "kpi_id")  # its KPI still owes an actual


def test_chigasaki_one_department_has_all(tmp_path: Path) -> None:
    found = city(tmp_path, "chigasaki", 2026)
    assert list(found) == ["デジタル推進課"]
    assert len(found["デジタル推進課"].own("reports")) == 8
    assert "K13" not in ids(found["デジタル推進課"], "actuals", "kpi_id")
    assert len(found["デジタル推進課"].own("actuals")) == 12  # also K03 and K08, which have no target in figures


def test_a_part_named_after_a_department_belongs_to_it(tmp_path: Path) -> None:
    opened = small(tmp_path, "| M1 | 1 | 証明 | 市民課、総務課 | | | | 実施中 |", """
        | K1 | M1 | | 発行率 | 市民課窓口 | % | 30% | |
        | K2 | M1 | | 発行率 | 福祉課 | % | 9% | |
        | K3 | M1 | | 件数 | 窓口 | 件 | 9件 | |
        | K4 | | 1 | 全体の割合 | 福祉課 | % | 9% | |
        | K5 | | 1 | 全体の件数 | | 件 | 9件 | |
    """)
    found = shares(opened, 2025)
    assert ids(found["市民課"], "actuals", "kpi_id") == ["K1", "K3"]
    assert ids(found["総務課"], "actuals", "kpi_id") == ["K3"]
    assert roles(found["総務課"], "kpis", "kpi_id") == {"K3": "担当（共同）", "K1": "参考", "K2": "参考"}
    assert ids(found["福祉課"], "actuals", "kpi_id") == ["K2", "K4"]
    assert codes(opened) == ["H102"]


@pytest.mark.parametrize(("state", "role"), [
    ("| | | 完了 |", "参考（完了）"), ("| | | 廃止 |", "参考（廃止）"), ("| | | 休止 |", "参考（休止）"),
    ("| 令和8年度 | | 未着手 |", "参考（開始前）"), ("| | 令和6年度 | 実施中 |", "参考（終了）"),
])
def test_what_owes_no_report_is_for_reference(tmp_path: Path, state: str, role: str) -> None:
    opened = small(tmp_path, f"| M1 | 1 | 証明 | 市民課 | {state}\n| M2 | 1 | 窓口 | 市民課 | | | | 実施中 |")
    clerk = shares(opened, 2025)["市民課"]
    assert roles(clerk, "measures", "measure_id") == {"M2": "担当", "M1": role}
    assert ids(clerk, "reports", "measure_id") == ["M2"]


def test_what_belongs_to_nobody_is_told(tmp_path: Path) -> None:
    opened = small(tmp_path, """
        | M1 | 1 | 証明 | 市民課 | | | | 実施中 |
        | M2 | 1 | 窓口 | | | | | 実施中 |
        | M3 | 1 | 終わり | | | | | 完了 |
        | M1 | 1 | 二度目 | 総務課 | | | | 実施中 |
        | | 1 | 記号なし | 総務課 | | | | 実施中 |
    """, inventory="""
        | 種別 | 番号 | 名称 | 担当部署 |
        | 手続 | n:1 | 転入 | |
        | 手続 | n:2 | 転出 | |
        | 手続 | n:3 | 転居 | 市民課 |
    """, evidence="""
        | 番号 | 体系コード | エビデンス |
        | n:1 | 1-1 | 窓口の混み具合 |
    """)
    assert sorted(codes(opened)) == ["H101", "H105", "H105", "H106", "H107"]
    told = {each.code: each.message for each in nobody.findings(opened, opened.profile, 2025)}
    assert "「M2 窓口」" in told["H101"]
    assert "2行" in told["H107"]
    assert [each.department for each in portions(opened, opened.profile, 2025)] == ["市民課"]


@pytest.mark.parametrize("city", samples.names())
def test_who_is_asked_is_who_gets_a_workbook(city: str, tmp_path: Path) -> None:
    new_sample(tmp_path / "計画.xlsx", city)
    plan = book.read(tmp_path / "計画.xlsx")
    for fy in plan.years:
        made = portions(plan, plan.profile, fy)
        assert asked(plan, plan.profile, fy) == [portion.department for portion in made]
        assert all(portion.asked for portion in made)
