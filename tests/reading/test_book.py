"""Reading a plan workbook: sheets, headers and rows wherever a clerk has moved them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxbook.errors import DxbookError, NotFound, TooLarge, WrongVersion
from dxbook.findings import Finding, Level
from dxbook.plan import Measure, Plan
from dxbook.plan.book import Book
from dxbook.plan.profile import Profile
from dxbook.plan.schema import SCHEMA_VERSION
from dxbook.reading.workbook import read
from dxbook.text.policies import normalize
from tests.support.formats import repacked
from tests.support.tables import plan_book, plan_markdown, write_book

MEASURES = """
    | 施策ID | 体系コード | 施策名 | 所管課 |
    | 01-01 | 1-1 | 窓口 | 市民課 |
"""


def book(tmp_path: Path, **options: Any) -> Book:
    return read(plan_book(tmp_path / "計画.xlsx", **options))


def found(book: Book, code: str) -> list[Finding]:
    return [each for each in book.findings if each.code == code]


def one(book: Book, code: str) -> Finding:
    """The only finding of ``code``."""
    hits = found(book, code)
    assert len(hits) == 1, [f"{each.code} {each.sheet}!{each.cell} {each.message}" for each in book.findings]
    return hits[0]


def ids(book: Book, sheet: str = "measures") -> list[str]:
    table = book.tables[sheet]
    return [record.values.get(table.sheet.identity[0]) for record in table]


# --- a good workbook ------------------------------------------------------------------------------


def test_a_plan_is_read_whole(tmp_path: Path) -> None:
    plan = book(tmp_path, meta={"department": "市民課", "handout_id": "H1"})
    assert plan.findings == []
    assert plan.plan.city == "見本市"
    assert plan.plan.as_of == dt.date(2026, 3, 31)
    assert plan.years == range(2023, 2028)
    assert plan.meta == {
        "schema_version": SCHEMA_VERSION,
        "profile": "generic",
        "department": "市民課",
        "handout_id": "H1",
    }
    measure = plan.tables["measures"].records[0]
    assert measure.measure_id == "01-01"
    assert measure.owner == ("市民課",)
    assert (measure.raw["first_fy"], measure.first_fy) == ("令和5年度", 2023)
    assert plan.tables["measures"].place(measure, Measure.owner).cell == "D2"
    assert plan.tables["measures"].place(measure, Measure.owner).column == "所管課"


def test_every_sheet_of_the_schema_is_there_and_may_be_empty(tmp_path: Path) -> None:
    plan = book(tmp_path)
    assert len(plan.tables["glossary"]) == 0
    assert plan.sheet_order == ("計画", "体系", "施策", "指標", "実績", "進捗", "組織")


def test_wide_years_become_one_record_per_kpi_and_year(tmp_path: Path) -> None:
    actuals = """
        | 指標ID | 指標名 | R5実績値 | 令和６年度 | 2025年度 実績値 | 令和7年度 計画値 | 令和7年度　区分 |
        | K01 | x | 18 | | 38件 | 40 | 確定 |
        | K02 | x | | 25 | | | |
        | K03 | x | | | | | |
    """
    plan = book(tmp_path, actuals=actuals)
    read_ = [(r.kpi_id, r.fy, r.actual and r.actual.value, r.status) for r in plan.tables["actuals"]]
    assert read_ == [("K01", 2023, 18, None), ("K01", 2025, 38, "確定"), ("K02", 2024, 25, None)]
    last = plan.tables["actuals"].records[1]
    assert last.planned.value == 40
    assert (last.cells["kpi_id"], last.cells["actual"], last.cells["planned"]) == ("A2", "E2", "F2")
    assert last.actual.unit == "件"


@pytest.mark.parametrize("header", ["| 指標名 | 目標値 | 単位 |", "| 指標名 | 単位 | 目標値 |"])
def test_a_unit_column_counts_wherever_it_stands(tmp_path: Path, header: str) -> None:
    cells = {"指標名": "手続数", "単位": "千円", "目標値": "n:12"}
    row = " | ".join(cells[name.strip()] for name in header.strip("| ").split("|"))
    plan = book(tmp_path, kpis=f"| 指標ID {header}\n| K01 | {row} |")
    target = plan.tables["kpis"].records[0].target
    assert (target.value, target.unit) == (12000, "円")


def test_values_of_actuals_take_the_unit_of_their_kpi(tmp_path: Path) -> None:
    plan = book(tmp_path, actuals="| 指標ID | 令和7年度 |\n| K01 | n:38 |\n| K02 | 21 |\n| K99 | 5 |")
    assert [(r.actual.value, r.actual.unit) for r in plan.tables["actuals"]] == [
        (38, "件"),
        (21, "分"),
        (5, ""),
    ]


# --- headers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "table",
    [
        "| 所管課 | 施策名 | 施策ID | 体系コード |\n| 市民課 | 窓口 | 01-01 | 1-1 |",
        "施策の一覧\n1行に1つ書きます。\n| 必須 | 必須 | | |\n" + MEASURES,
        "| 施策ID※ | 体系コード | 施策名（必須） | 担当課 |\n| 01-01 | 1-1 | 窓口 | 市民課 |",
        "| 施策ＩＤ | 体系 コード | 施策名＊ | 主な<br>担当部署 |\n| 01-01 | 1-1 | 窓口 | 市民課 |",
        "| | 取組ID | 体系コード | 取組名 | 中心となる部署 |\n| | 01-01 | 1-1 | 窓口 | 市民課 |",
    ],
)
def test_headers_are_found_wherever_and_however_they_stand(tmp_path: Path, table: str) -> None:
    plan = book(tmp_path, measures=table)
    record = plan.tables["measures"].records[0]
    assert (record.measure_id, record.outline_id, record.name, record.owner) == (
        "01-01",
        "1-1",
        "窓口",
        ("市民課",),
    )
    assert plan.findings == []


def test_the_citys_words_name_sheets_and_columns(tmp_path: Path) -> None:
    words = {"施策": "取組項目一覧", "施策名": "やること", "実績値": "じっせき", "計画": "全体"}
    city = Profile("x", "見本市", words=words)
    path = write_book(
        tmp_path / "a.xlsx",
        """
        ## 全体
        | 項目 | 内容 |
        | 団体名 | 見本市 |
        ## 取組項目一覧
        | 施策ID | やること |
        | 1 | 窓口 |
        ## 実績
        | 指標ID | 令和7年度 じっせき |
        | K1 | 5 |
    """,
    )
    plan = read(path, profile=city)
    assert plan.plan.city == "見本市"
    assert plan.tables["measures"].records[0].name == "窓口"
    assert plan.tables["measures"].title == "取組項目一覧"
    assert plan.tables["actuals"].records[0].actual.value == 5


def test_a_renamed_required_column_is_an_error_with_the_near_miss(tmp_path: Path) -> None:
    plan = book(tmp_path, measures="| 施策ID | 体系コード | 施策の名 |\n| 01-01 | 1-1 | 窓口 |")
    missing = one(plan, "F107")
    assert (missing.level, missing.sheet, missing.column) == (Level.ERROR, "施策", "施策名")
    assert "「施策の名」が「施策名」" in missing.remedy
    extra = one(plan, "F108")
    assert (extra.level, extra.cell, extra.value) == (Level.WARNING, "C1", "施策の名")
    assert ids(plan) == ["01-01"]


def test_an_optional_column_may_be_missing_but_its_odd_name_is_explained(tmp_path: Path) -> None:
    plan = book(tmp_path, measures="| 施策ID | 施策名 | 所管部署 |\n| 01-01 | 窓口 | 市民課 |")
    assert "「所管課」のことではありませんか" in one(plan, "F108").remedy


@pytest.mark.parametrize("header", ["令和7年度 じっせき", "実績値", "2025 実績値見込", "令和7年度分"])
def test_a_year_column_that_cannot_be_read_is_an_error(tmp_path: Path, header: str) -> None:
    plan = book(tmp_path, actuals=f"| 指標ID | 令和6年度 実績値 | {header} |\n| K01 | 27 | 38 |")
    lost = one(plan, "F123")
    assert (lost.cell, lost.level) == ("C1", Level.ERROR)
    assert "令和7年度" in lost.remedy
    assert [record.fy for record in plan.tables["actuals"]] == [2024]


@pytest.mark.parametrize(
    "header",
    [
        "令和7年度 実績",
        "R7実績値",
        "令和７年度",
        "2025年度実績",
        "令和7年度（2025年度）実績値",
        "令和7年度<br>実績値※",
    ],
)
def test_the_ways_to_name_a_years_actual(tmp_path: Path, header: str) -> None:
    plan = book(tmp_path, actuals=f"| 指標ID | {header} |\n| K01 | 38 |")
    assert [(record.fy, record.actual.value) for record in plan.tables["actuals"]] == [(2025, 38)]
    assert plan.findings == []


def test_actuals_without_any_year(tmp_path: Path) -> None:
    plan = book(tmp_path, actuals="| 指標ID | 指標名 |\n| K01 | 手続数 |")
    assert "令和7年度 実績値" in one(plan, "F107").remedy
    assert len(plan.tables["actuals"]) == 0


def test_doubled_headers(tmp_path: Path) -> None:
    plan = book(tmp_path, measures="| 施策ID | 施策名 | 施策名 | 取組名 |\n| 01-01 | 窓口 | 別 | 他 |")
    assert plan.tables["measures"].records[0].name == "窓口"
    assert [(each.cell, each.level) for each in found(plan, "F109")] == [
        ("C1", Level.WARNING),
        ("D1", Level.WARNING),
    ]


def test_a_columns_own_name_goes_before_an_alias(tmp_path: Path) -> None:
    plan = book(tmp_path, measures="| 施策ID | 取組名 | 施策名 |\n| 01-01 | 別名の列 | 本名の列 |")
    assert plan.tables["measures"].records[0].name == "本名の列"


def test_no_header_row_at_all(tmp_path: Path) -> None:
    plan = book(tmp_path, measures="| 01-01 | 窓口 | 市民課 |\n| 01-02 | 庁内 | 総務課 |")
    assert one(plan, "F106").sheet == "施策"
    assert len(plan.tables["measures"]) == 0


def test_an_unknown_column_is_only_mentioned(tmp_path: Path) -> None:
    plan = book(
        tmp_path, measures="| 施策ID | 体系コード | 施策名 | 課長メモ |\n| 01-01 | 1-1 | 窓口 | 要相談 |"
    )
    assert [each.code for each in plan.findings] == ["F108"]


# --- rows -----------------------------------------------------------------------------------------


def test_rows_that_are_no_data(tmp_path: Path) -> None:
    plan = book(
        tmp_path,
        measures="""
        | 施策ID | 施策名 | 体系コード |
        | 01-01 | 窓口 | 1-1 |
        | | | |
        | 施策ID | 施策名 | 体系コード |
        | 01-02 | 庁内 | 1-1 |
        | 合 計 | 2件 | |
        | ※ 所管課は令和7年4月現在 | | |
    """,
    )
    assert ids(plan) == ["01-01", "01-02"]
    assert [record.row for record in plan.tables["measures"]] == [2, 5]
    assert [(each.code, each.cell) for each in plan.findings] == [
        ("F115", "A4"),
        ("F114", "A6"),
        ("F113", "A7"),
    ]


def test_rows_that_only_look_like_notes_are_kept(tmp_path: Path) -> None:
    plan = book(tmp_path, glossary="| 用語 | 説明 |\n| 注記 | ※の付いた文 |\n| 計画 | もくろみ |")
    assert ids(plan, "glossary") == ["注記", "計画"]


def test_prefilled_rows_without_entries_are_records(tmp_path: Path) -> None:
    plan = book(
        tmp_path,
        reports="""
        | 施策ID | 施策名 | 年度 | 取組内容 | 進捗 | 今後の方向性 | 点検 |
        | 01-01 | =A1 | 令和7年度 | | | | =A1 |
        | | =A1 | | | | | =A1 |
    """,
    )
    assert [(r.measure_id, r.fy, r.done) for r in plan.tables["reports"]] == [("01-01", 2025, None)]
    assert plan.findings == []


def test_zero_and_a_lone_number_are_data(tmp_path: Path) -> None:
    plan = book(
        tmp_path, reports="| 施策ID | 年度 | 取組内容 | 進捗 | 今後の方向性 | 予算額 |\n| | | | | | n:0 |"
    )
    assert [record.budget for record in plan.tables["reports"]] == [0]


def test_a_hundred_thousand_formatted_blank_rows(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = plan_book(tmp_path / "a.xlsx")
    workbook = load_workbook(path)
    sheet = workbook["施策"]
    for row in range(4, 100_001):
        for column in range(1, 4):
            sheet.cell(row, column).number_format = "@"
    workbook.save(path)
    plan = read(path)
    assert ids(plan) == ["01-01", "01-02"]
    assert plan.findings == []


# --- cells ----------------------------------------------------------------------------------------


def test_formulas_errors_and_dates_have_their_address(tmp_path: Path) -> None:
    plan = book(
        tmp_path,
        measures="""
        | 施策ID | 施策名 | 体系コード | 状態 |
        | d:2026-01-01 | =1+1 | 1-1 | #REF! |
        | | | | =A2 |
    """,
    )
    assert [(each.code, each.cell, each.column) for each in plan.findings] == [
        ("C103", "A2", "施策ID"),
        ("C101", "B2", "施策名"),
        ("C102", "D2", "状態"),
        ("C101", "D3", "状態"),
    ]
    record = plan.tables["measures"].records[0]
    assert (record.measure_id, record.name, record.state) == (None, None, None)
    assert (record.raw["measure_id"], record.raw["state"]) == (dt.date(2026, 1, 1), "#REF!")


def test_a_value_shown_as_a_percentage_is_read_as_shown(tmp_path: Path) -> None:
    plan = book(tmp_path, actuals="| 指標ID | 令和7年度 |\n| K01 | p:0.3856 |")
    reading = plan.tables["actuals"].records[0].actual
    assert reading.value_as_written == 38.56
    assert reading.unit_as_written == "%"


def test_hidden_rows_and_columns_with_data(tmp_path: Path) -> None:
    plan = book(tmp_path, hidden_rows={"施策": [2, 3, 9]}, hidden_columns={"施策": ["C", "Z"]})
    assert ids(plan) == ["01-01", "01-02"]
    rows, column = one(plan, "F111"), one(plan, "F112")
    assert (rows.cell, rows.level) == ("A2", Level.WARNING)
    assert "2〜3行目" in rows.message
    assert (column.cell, column.column) == ("C1", "施策名")


def test_merged_cells_among_the_data(tmp_path: Path) -> None:
    plan = book(tmp_path, merges={"施策": ["D2:D3", "A40:C40"]})
    merged = one(plan, "F110")
    assert (merged.cell, merged.column, merged.level) == ("D2", "所管課", Level.WARNING)
    assert "D2:D3" in merged.message
    assert plan.tables["measures"].records[1].owner is None


def test_a_merged_title_is_no_finding(tmp_path: Path) -> None:
    plan = book(tmp_path, measures="施策の一覧\n" + MEASURES, merges={"施策": ["A1:D1"]})
    assert plan.findings == []


# --- the vertical sheet ---------------------------------------------------------------------------


def test_the_plan_sheet_knows_its_cells(tmp_path: Path) -> None:
    plan = book(
        tmp_path,
        plan="計画の基本\n| | 項目 | 説明 | 内容 |\n| | 団体名※ | 名前 | 見本市 |\n| | 開始年度 | | R5 |",
    )
    assert plan.plan.city == "見本市"
    assert plan.tables["plan"].place(plan.plan, Plan.first_fy).cell == "D4"
    assert {each.column for each in found(plan, "F107")} == {"団体コード", "計画名", "終了年度", "対象年度"}


def test_the_plan_sheet_without_headers(tmp_path: Path) -> None:
    plan = book(tmp_path, plan="| 団体名 | 見本市 |\n| 計画名 | DX計画 |")
    assert (plan.plan.city, plan.plan.title) == ("見本市", "DX計画")


def test_hidden_and_merged_cells_of_the_plan_sheet(tmp_path: Path) -> None:
    plan = book(
        tmp_path, hidden_rows={"計画": [3]}, hidden_columns={"計画": ["B"]}, merges={"計画": ["B4:C5"]}
    )
    assert one(plan, "F111").cell == "B3"
    assert one(plan, "F112").cell == "B1"
    assert (one(plan, "F110").cell, one(plan, "F110").column) == ("B4", "内容")
    assert plan.plan.city == "見本市"


def test_renamed_and_doubled_items(tmp_path: Path) -> None:
    plan = book(
        tmp_path, plan="| 項目 | 内容 |\n| 団体名 | 見本市 |\n| 団体名 | 他の市 |\n| 計画の名 | DX計画 |"
    )
    assert plan.plan.city == "見本市"
    assert one(plan, "F121").cell == "A3"
    assert "「計画名」のことではありませんか" in one(plan, "F122").remedy
    title = next(each for each in found(plan, "F107") if each.column == "計画名")
    assert "「計画の名」が「計画名」" in title.remedy


# --- sheets ---------------------------------------------------------------------------------------


def test_a_missing_sheet_names_the_one_it_may_be(tmp_path: Path) -> None:
    plan = book(tmp_path, measures=None, extra="## 施策リスト\n" + MEASURES)
    missing = one(plan, "F103")
    assert (missing.sheet, missing.level) == ("施策", Level.ERROR)
    assert "「施策リスト」" in missing.remedy
    assert one(plan, "F104").sheet == "施策リスト"


def test_optional_sheets_may_be_missing(tmp_path: Path) -> None:
    assert found(book(tmp_path), "F103") == []


@pytest.mark.parametrize("title", ["取組項目", " 施策 ", "施策一覧"])
def test_sheets_by_other_names(tmp_path: Path, title: str) -> None:
    path = plan_book(tmp_path / "a.xlsx", measures=None)
    plan = read(path)
    assert len(found(plan, "F103")) == 1
    from openpyxl import load_workbook

    workbook = load_workbook(path)
    sheet = workbook.create_sheet(title)
    for row in (["施策ID", "施策名"], ["01-01", "窓口"]):
        sheet.append(row)
    workbook.save(path)
    assert ids(read(path)) == ["01-01"]


def test_two_sheets_of_one_kind(tmp_path: Path) -> None:
    plan = book(tmp_path, extra="## 取組\n| 施策ID | 施策名 |\n| 09-09 | 別 |")
    assert ids(plan) == ["01-01", "01-02"]
    assert (one(plan, "F105").sheet, one(plan, "F105").level) == ("取組", Level.ERROR)


def test_empty_sheets(tmp_path: Path) -> None:
    plan = book(tmp_path, measures="", kpis="| 指標ID | 指標名 |")
    assert len(plan.tables["measures"]) == len(plan.tables["kpis"]) == 0


def test_a_workbook_with_nothing_in_it(tmp_path: Path) -> None:
    plan = read(write_book(tmp_path / "空.xlsx", ""))
    assert [(each.code, each.level, each.file) for each in plan.findings] == [
        ("F101", Level.ERROR, "空.xlsx")
    ]


def test_some_other_workbook(tmp_path: Path) -> None:
    plan = read(write_book(tmp_path / "a.xlsx", "## 出張旅費\n| 氏名 | 金額 |\n| 山田 | n:500 |"))
    assert [(each.code, each.level) for each in plan.findings] == [("F102", Level.ERROR)]
    assert "出張旅費" in plan.findings[0].message


# --- identity -------------------------------------------------------------------------------------


def test_an_unknown_template_version(tmp_path: Path) -> None:
    path = plan_book(tmp_path / "a.xlsx", meta={"schema_version": "99"})
    with pytest.raises(WrongVersion) as caught:
        read(path)
    assert "99" in caught.value.message
    assert caught.value.remedy


def test_a_profile_this_program_does_not_have(tmp_path: Path) -> None:
    plan = book(tmp_path, meta={}, profile="どこかの市")
    assert (one(plan, "F118").value, one(plan, "F118").level) == ("どこかの市", Level.INFO)
    assert ids(plan) == ["01-01", "01-02"]


def test_a_workbook_of_another_city(tmp_path: Path) -> None:
    path = plan_book(tmp_path / "a.xlsx")
    plan = read(path, profile=Profile("x", "隣市", city_code="122106"))
    wrong = one(plan, "F117")
    assert (wrong.level, wrong.value, wrong.sheet, wrong.cell) == (Level.ERROR, "479993", "計画", "B2")
    assert "隣市" in wrong.message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read(tmp_path / "ない.xlsx")


def test_an_open_workbook_is_read_with_a_warning(tmp_path: Path) -> None:
    path = plan_book(tmp_path / "計画.xlsx")
    (tmp_path / "~$計画.xlsx").write_bytes(b"x")
    assert one(read(path), "F116").level is Level.WARNING


def test_long_japanese_names_with_spaces(tmp_path: Path) -> None:
    name = "あ" * 200
    path = plan_book(
        tmp_path / ("進捗 報告（案） " + "長" * 60 + ".xlsx"),
        measures=f"| 施策ID | 体系コード | 施策名 |\n| 1 | 1-1 | {name} |",
    )
    plan = read(path)
    assert plan.tables["measures"].records[0].name == name
    assert plan.findings == []


def test_furigana_and_rich_text_inside_shared_strings(tmp_path: Path) -> None:
    """Excel keeps the reading of a name (rPh) beside it; it is no part of the text."""

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        number = next(each for each in parts if "sheet3" in each and b"sheetData" in parts[each])
        cell = parts[number].replace(
            b"</sheetData>",
            b'<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" t="s"><v>0</v></c>'
            b'<c r="C4" t="s"><v>1</v></c></row></sheetData>',
        )
        names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        text = (
            f'<?xml version="1.0" encoding="UTF-8"?><sst {names} count="3" uniqueCount="2">'
            "<si><t>1-1</t></si><si><r><t>髙橋</t></r><r><rPr><b/></rPr><t>窓口</t></r>"
            '<rPh sb="0" eb="2"><t>タカハシ</t></rPh><phoneticPr fontId="1"/></si></sst>'
        ).encode()
        types = parts["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
            b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
        )
        link = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
        rels = parts["xl/_rels/workbook.xml.rels"].replace(
            b"</Relationships>",
            b'<Relationship Id="rId99" Type="' + link + b'" Target="sharedStrings.xml"/></Relationships>',
        )
        return parts | {
            number: cell,
            "xl/sharedStrings.xml": text,
            "[Content_Types].xml": types,
            "xl/_rels/workbook.xml.rels": rels,
        }

    plan = read(repacked(plan_book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", change))
    assert plan.tables["measures"].records[2].name == "髙橋窓口"


_words = st.text(alphabet="窓口髙﨑①㈱ｶﾞＷｉ-－ーー０1a ・、～〜()（）", min_size=1, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(_words, min_size=1, max_size=5))
def test_names_come_back_normalised_by_their_policy_and_as_written(tmp_path: Path, names: list[str]) -> None:
    names = [f"名{name}" for name in names]
    rows = "\n".join(f"| {number} | 1-1 | s:{name} |" for number, name in enumerate(names, start=1))
    plan = book(tmp_path, measures="| 施策ID | 体系コード | 施策名 |\n" + rows)
    assert [record.raw["name"] for record in plan.tables["measures"]] == [name.strip() for name in names]
    assert [record.name for record in plan.tables["measures"]] == [
        normalize(name.strip(), "name") for name in names
    ]


# --- other formats, the real template ---------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_other_formats_read_the_same(tmp_path: Path, suffix: str, soffice: Callable[[Path, str], Path]) -> None:
    source = plan_book(tmp_path / "plan.xlsx", meta={"department": "市民課"})
    other, plan = read(soffice(source, suffix)), read(source)
    assert other.findings == []
    assert other.meta["department"] == "市民課"
    for key, table in plan.tables.items():
        assert [(r.row, r.values, r.cells) for r in other.tables[key]] == [
            (r.row, r.values, r.cells) for r in table
        ], key


def test_a_macro_workbook_is_read_by_content(tmp_path: Path) -> None:
    path = tmp_path / "計画.xlsm"
    shutil.copy(plan_book(tmp_path / "plan.xlsx"), path)
    assert read(path).findings == []


def test_a_blank_template_reads_without_findings(tmp_path: Path) -> None:
    from dxbook.plan.profile import load_profile
    from dxbook.rounds.template.build import Content, write

    path = tmp_path / "blank.xlsx"
    write(path, load_profile("generic"), Content(range(2023, 2028), 2025))
    plan = read(path)
    assert plan.findings == []
    assert sum(len(table) for key, table in plan.tables.items() if key != "plan") == 0


def test_what_the_template_writes_is_read_back(tmp_path: Path) -> None:
    from dxbook.plan.profile import load_profile
    from dxbook.rounds.template.build import Content, write

    rows = {
        "plan": [{"city_code": "479993", "city": "見本市", "first_fy": "令和5年度", "last_fy": "令和9年度"}],
        "measures": [{"measure_id": "01-01", "name": "窓口", "owner": "市民課、総務課"}],
        "kpis": [
            {"kpi_id": "K01", "measure_id": "01-01", "name": "手続数", "unit": "件", "target": "６０件以上"}
        ],
        "actuals": [{"kpi_id": "K01", "fy": fy, "actual": f"{fy - 2000}件"} for fy in (2023, 2025)],
    }
    path = tmp_path / "plan.xlsx"
    write(path, load_profile("generic"), Content(range(2023, 2028), 2025, rows))
    plan = read(path)
    assert plan.plan.city_code == "479993"
    assert plan.tables["measures"].records[0].owner == ("市民課", "総務課")
    assert plan.tables["kpis"].records[0].raw["target"] == "６０件以上"
    assert [(r.fy, r.actual.value) for r in plan.tables["actuals"]] == [(2023, 23), (2025, 25)]


def test_findings_are_sorted_and_have_words(tmp_path: Path) -> None:
    plan = book(
        tmp_path,
        measures="| 施策ID | 施策名 | メモ | 体系コード |\n| d:2026-01-01 | #REF! | | |\n| 計 | | | |",
    )
    cells = [each.cell for each in plan.findings]
    assert cells == ["C1", "A2", "B2", "A3"]
    assert all(each.message and each.remedy and "{" not in each.message for each in plan.findings)


def test_reading_never_raises_anything_else(tmp_path: Path) -> None:
    """Whatever stands where: the error a caller must expect is DxbookError alone."""
    path = plan_book(
        tmp_path / "a.xlsx", plan="| 項目 | 内容 |\n| 団体コード | d:2026-01-01 |\n| 開始年度 | b:true |"
    )
    try:
        plan = read(path)
    except DxbookError:
        pytest.fail("a workbook with bad cells is readable")
    assert {each.code for each in plan.findings} >= {"C108"}
    assert plan.years == range(0)


def test_many_unknown_sheets_are_told_in_one_sentence(tmp_path: Path) -> None:
    others = "\n".join(f"## 個票{number}\n| 項目 |\n|---|\n| x |\n" for number in range(6))
    found = read(write_book(tmp_path / "a.xlsx", plan_markdown() + "\n" + others)).findings
    (told,) = [each for each in found if each.code in ("F104", "F119")]
    assert (told.code, told.sheet) == ("F119", "")
    assert "6枚" in told.message
    assert "「個票0」" in told.message


@pytest.mark.parametrize(("rows", "cells"), [(20_001, 1), (2_000, 101)])
def test_more_than_any_plan_holds_is_one_error_and_not_a_finding_for_each_row(
    tmp_path: Path, rows: int, cells: int
) -> None:
    """A list of another kind under a sheet's name: checking it would take minutes and gigabytes."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("施策")
    sheet.append(["施策ID", "施策名", "所管課"])
    for number in range(rows):
        sheet.append([number] * cells)
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    with pytest.raises(TooLarge) as caught:
        read(path)
    assert "施策" in caught.value.message
    assert caught.value.remedy.endswith("。")
