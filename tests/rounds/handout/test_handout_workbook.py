"""A department's workbook as its clerk meets it: what may be written, what is said, what the file knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dxbook import jobs
from dxbook.plan import identity
from dxbook.plan.schema import BY_KEY
from dxbook.reading import workbook as book
from dxbook.reading.cells import parse
from dxbook.rounds.collect.receive import asked_of, receive
from dxbook.rounds.handout.handout import prepare, write
from dxbook.workbook.make.text_size import column_pixels, text_height
from tests.support.handed import city_plan, differing, handed_out
from tests.support.tables import plan_book

YELLOW, GREY = "00FBF5E0", "00F2F2F2"
CITIES = ("chigasaki", "choshi", "mobara", "tatsuno")


@pytest.fixture(scope="module")
def choshi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """銚子市's hand-outs of 令和8年度: last year's reports are there, this year's are not."""
    folder = tmp_path_factory.mktemp("choshi")
    handed_out(city_plan(folder, "choshi"), folder / "out", fy=2026, deadline="令和9年4月23日", contact="企画課（内線 123）")
    return folder / "out"


def headers(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[4] if cell.value}


def opened_cells(path: Path) -> Iterator[tuple[str, str, int]]:
    """(sheet, header, row) of every cell that may be written."""
    for sheet in load_workbook(path).worksheets:
        assert sheet.protection.sheet or sheet.sheet_state == "veryHidden", sheet.title
        if sheet.sheet_state == "veryHidden":
            continue
        names = {number: header for header, number in headers(sheet).items()}
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked:
                    assert cell.fill.start_color.rgb == YELLOW, f"{sheet.title}!{cell.coordinate}"
                    yield sheet.title, names[cell.column], cell.row
                else:
                    assert cell.fill.start_color.rgb != YELLOW or cell.column < 3, f"{sheet.title}!{cell.coordinate}"


def test_only_this_years_entries_may_be_written(choshi: Path) -> None:
    found: dict[str, set[str]] = {}
    for title, header, _ in opened_cells(choshi / "R8進捗_財政室.xlsx"):
        found.setdefault(title, set()).add(header)
    assert found == {
        "進捗": {"取組内容", "課題", "今後の展望", "進捗", "今後の方向性", "予算額", "決算額"},
        "実績": {"令和8年度 実績値", "令和8年度 時点", "令和8年度 区分", "令和8年度 備考"},
        "スケジュール": {"状態"},
    }


def test_every_own_measure_has_a_row_and_none_is_spare(choshi: Path) -> None:
    workbook = load_workbook(choshi / "R8進捗_財政室.xlsx")
    sheet = workbook["進捗"]
    at = headers(sheet)
    assert [sheet.cell(row, at["取組No."]).value for row in range(5, sheet.max_row + 1)] == [
        "1-02", "2-04", "4-01", "4-04"]
    assert {sheet.cell(row, at["年度"]).value for row in range(5, 9)} == {"令和8年度"}


def test_last_years_report_stands_beside_this_years(choshi: Path) -> None:
    sheet = load_workbook(choshi / "R8進捗_財政室.xlsx")["進捗"]
    at = headers(sheet)
    assert at["取組内容"] == at["前年度の取組内容"] + 1
    assert at["今後の方向性"] == at["前年度の今後の方向性"] + 1
    last = sheet.cell(5, at["前年度の取組内容"])
    assert str(last.value).startswith("申請フォームを新たに14件作り")
    assert (last.protection.locked, last.fill.start_color.rgb) == (True, GREY)
    assert sheet.cell(3, last.column).value == "令和7年度"
    assert sheet.cell(5, at["取組内容"]).value is None


def test_earlier_actuals_stand_beside_this_years(choshi: Path) -> None:
    sheet = load_workbook(choshi / "R8進捗_財政室.xlsx")["実績"]
    at = headers(sheet)
    row = [sheet.cell(5, at[name]).value for name in
           ("指標ID", "指標名", "単位", "目標値", "令和5年度 実績値", "令和6年度 実績値", "令和7年度 実績値", "令和8年度 実績値")]
    assert row == ["K1-02", "ぴったりサービス以外のオンライン手続数", "件", "50件", "12件", "27件", "４１件", None]
    assert "令和9年度 実績値" not in at
    assert "令和7年度 備考" not in at


def test_reference_rows_say_so_and_are_grey(tmp_path: Path) -> None:
    handed_out(city_plan(tmp_path, "mobara"), tmp_path / "out", departments=["市民課"])
    sheet = load_workbook(tmp_path / "out" / "R6進捗_市民課.xlsx")["個別の取り組み"]
    at = headers(sheet)
    rows = {sheet.cell(row, at["取り組み番号"]).value: row for row in range(5, sheet.max_row + 1)}
    assert list(rows) == ["1-2-2", "1-1-1", "2-1-1"]  # its own first
    partner = sheet.cell(rows["1-1-1"], at["担当・参考"])
    assert (partner.value, partner.fill.start_color.rgb) == ("参考（関係課）", GREY)
    assert sheet.cell(rows["1-2-2"], at["取り組み"]).fill.fill_type is None


def test_sheets_without_rows_are_out_of_the_way(tmp_path: Path) -> None:
    handed_out(city_plan(tmp_path, "tatsuno"), tmp_path / "out", departments=["選管"])
    workbook = load_workbook(tmp_path / "out" / "R6進捗_選挙管理委員会事務局.xlsx")
    shown = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    assert shown[:2] == ["はじめに", "業務・手続一覧"]
    assert not {"進捗", "実績", "会議", "改定", "根拠"} & set(shown)
    assert {"進捗", "実績"} <= set(workbook.sheetnames)  # a reader wants them


def test_the_guide_says_until_when_to_whom_and_what(choshi: Path) -> None:
    sheet = load_workbook(choshi / "R8進捗_財政室.xlsx")["はじめに"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    for text in ("財政室　令和8年度　進捗の記入", "令和9年4月23日（金）", "企画課（内線 123）", "取組項目 4件、指標 4件"):
        assert text in texts
    assert any("担当（共同）" in text for text in texts)  # AI・RPAの利用促進 is also 情報政策室's
    alone = load_workbook(choshi / "R8進捗_市民室.xlsx")["はじめに"]
    assert not any("共同" in str(cell.value) for row in alone.iter_rows() for cell in row)


def test_the_guide_tells_what_may_have_a_unit_and_what_not(choshi: Path, tmp_path: Path) -> None:
    """With a unit 予算額 would be an error, and without the word 千円 yen would be typed."""
    workbook = load_workbook(choshi / "R8進捗_財政室.xlsx")
    texts = [str(cell.value) for row in workbook["はじめに"].iter_rows() for cell in row if cell.value]
    assert "実績値は資料のとおりに、単位を付けて書いてかまいません（38件、45.2%、約330万枚 など）。" in texts
    assert "予算額・決算額は、千円単位の数だけを書きます（120万円なら1200）。" in texts
    told = {rule.promptTitle: (rule.prompt, rule.error) for rule in workbook["進捗"].data_validations.dataValidation}
    for label in ("予算額", "決算額"):
        assert all("千円単位の数だけ" in text for text in told[label])
    handed_out(city_plan(tmp_path, "tatsuno"), tmp_path / "out", departments=["選管"])
    only_lists = load_workbook(tmp_path / "out" / "R6進捗_選挙管理委員会事務局.xlsx")["はじめに"]
    assert not any("千円" in str(cell.value) for row in only_lists.iter_rows() for cell in row)


def test_what_the_colours_mean_is_not_cut(choshi: Path) -> None:
    sheet = load_workbook(choshi / "R8進捗_財政室.xlsx")["はじめに"]
    first = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "色の意味") + 1
    for row in range(first, first + 4):
        cell = sheet.cell(row, 3)
        width = column_pixels(sheet.column_dimensions["C"].width)
        fits = text_height(cell.value, width, 10.5) <= sheet.row_dimensions[row].height
        assert fits or not cell.alignment.wrap_text, cell.value


def test_what_was_written_this_year_is_carried_over(tmp_path: Path) -> None:
    handed_out(city_plan(tmp_path, "choshi"), tmp_path / "out", departments=["財政室"])  # 令和7年度
    sheet = load_workbook(tmp_path / "out" / "R7進捗_財政室.xlsx")["進捗"]
    at = headers(sheet)
    done = sheet.cell(5, at["取組内容"])
    assert str(done.value).startswith("申請フォームを新たに14件作り")
    assert done.protection.locked is False
    assert sheet.cell(5, at["予算額"]).value == 2640
    assert not [header for header in at if header.startswith("前年度の")]  # nothing is known of 令和6年度


@pytest.mark.parametrize("city", CITIES)
def test_the_file_knows_its_rows_as_reading_gives_them(
    city: str, tmp_path: Path, soffice: Callable[[Path, str], Path], validate: Callable[[Path], list[str]]
) -> None:
    bundle = handed_out(city_plan(tmp_path, city), tmp_path / "out")
    for sent in bundle.sent:
        path = tmp_path / "out" / sent.file
        assert differing(path) == [], sent.file
        assert [found for found in book.read(path).findings if found.code.startswith("F")] == []
    largest = max(bundle.sent, key=lambda sent: sent.portion.asked)
    assert validate(tmp_path / "out" / largest.file) == []
    resaved = soffice(tmp_path / "out" / largest.file, "xlsx")
    assert differing(resaved) == []
    known = identity.from_meta(book.read(resaved).meta)
    assert known == largest.identity


def test_identity_names_plan_department_and_year(tmp_path: Path) -> None:
    bundle = handed_out(city_plan(tmp_path, "mobara"), tmp_path / "out")
    sent = next(each for each in bundle.sent if each.portion.department == "市民課")
    opened = book.read(tmp_path / "out" / sent.file)
    known = identity.from_meta(opened.meta)
    assert known is not None
    assert (known.plan_id, known.department, known.fy) == ("122106-2021", "市民課", 2024)
    assert known.plan_version == "令和5年9月改定（実績・進捗は見本の架空データ）"
    assert known.handout_id.startswith("R6-市民課-")
    assert known.rows["reports"]["1-2-2|2024"].reference is False
    assert known.rows["measures"]["1-1-1"].reference is True
    assert known.rows["actuals"]["K03|2024"].reference is False
    assert known.rows["actuals"]["K03|2023"].reference is True
    assert opened.meta["profile"] == "mobara"


def test_a_damaged_identity_is_none_or_lacks_the_damaged_row() -> None:
    meta = {"plan_id": "1", "department": "市民課", "handout_id": "R7", "handout_fy": "2025"}
    known = identity.from_meta(meta | {"row/kpis": "abc", "row/": "", "row/kpis/": "abc", "row/kpis/K01": "abc name"})
    assert known is not None
    assert list(known.rows) == ["kpis"]
    assert {key: (row.digest, row.cells) for key, row in known.rows["kpis"].items()} == {"K01": ("abc", {})}
    assert identity.from_meta(meta | {"handout_fy": "²"}) is None
    assert identity.from_meta(meta | {"department": ""}) is None


ODD = st.one_of(st.text(min_size=1, max_size=40), st.sampled_from(["_x0041_", "=1+1", "\r\n手続", "12e3", "1-2"]))


@settings(max_examples=20, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=ODD, problem=ODD, name=ODD, actual=ODD, last=ODD)
def test_any_text_is_handed_out_and_read_again(
    tmp_path: Path, done: str, problem: str, name: str, actual: str, last: str
) -> None:
    path = tmp_path / "plan.xlsx"
    if not path.exists():
        plan_book(path)
    opened = book.read(path)
    report, before = opened.tables["reports"].records[0], opened.tables["actuals"].records[0]
    for record, sheet, key, text in (
        (report, "reports", "done", done), (report, "reports", "problem", problem),
        (opened.tables["measures"].records[0], "measures", "name", name), (before, "actuals", "actual", last),
        (opened.tables["actuals"].records[2], "actuals", "actual", actual),
    ):
        record.raw[key], record.values[key] = text, parse(BY_KEY[sheet].column(key), text)[0]
    bundle = prepare(opened, opened.profile)
    write(bundle, opened.profile, tmp_path, jobs.silent)
    assert differing(tmp_path / bundle.sent[0].file) == []


def test_progress_counts_what_is_complete(tmp_path: Path, soffice: Callable[[Path, str], Path]) -> None:
    path = plan_book(tmp_path / "plan.xlsx", reports="""
        | 施策ID | 年度 | 取組内容 | 課題 | 今後の展望 | 進捗 | 今後の方向性 |
        | 01-01 | 令和7年度 | 手続を増やした。 | | | 計画どおり | 継続 |
        | 01-02 | 令和7年度 | 予約の枠を広げた。 | | | | |
    """, actuals="""
        | 指標ID | 令和6年度 実績値 | 令和7年度 実績値 | 令和7年度 区分 |
        | K01 | 27件 | | 未判明 |
        | K02 | 25分 | | 確定 |
    """)
    handed_out(path, tmp_path / "out")
    workbook = load_workbook(soffice(tmp_path / "out" / "R7進捗_市民課.xlsx", "xlsx"), data_only=True)
    check = {title: [workbook[title].cell(row, headers(workbook[title])["点検"]).value for row in (5, 6)]
             for title in ("進捗", "実績")}
    assert check == {"進捗": ["OK", "未入力: 進捗"], "実績": ["OK", "未入力: 令和7年度 実績値"]}
    guide = [cell.value for row in workbook["はじめに"].iter_rows() for cell in row]
    assert guide.count("記入済み 1/2") == 2


def test_an_untouched_row_is_not_red_but_said(tmp_path: Path, soffice: Callable[[Path, str], Path]) -> None:
    handed_out(plan_book(tmp_path / "plan.xlsx", reports=None), tmp_path / "out")
    sheet = load_workbook(soffice(tmp_path / "out" / "R7進捗_市民課.xlsx", "xlsx"), data_only=True)["進捗"]
    assert sheet.cell(5, headers(sheet)["点検"]).value == "未記入"


def test_open_cells_have_their_drop_downs(choshi: Path) -> None:
    sheet = load_workbook(choshi / "R8進捗_財政室.xlsx")["進捗"]
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert sorted(rules.values()) == ["DX_今後の方向性", "DX_進捗"]
    assert all(area.endswith("8") for area in rules)  # the four rows and no more


MEASURES = "| 施策ID | 体系コード | 施策名 | 所管課 | 関係課 | 状態 |\n| 01-01 | 1-1 | 窓口 | {owner} | {partner} | 実施中 |\n"
ODD_PLANS: dict[str, dict[str, str | None]] = {
    "a minimal plan": {},
    "組織 with names only": {"organisation": "| 部署名 | 部 | 別名 |\n| 市民課 | | |\n| 総務課 | | |"},
    "an owner missing from 組織": {"measures": MEASURES.format(owner="福祉課", partner="")},
    "nobody in 組織": {"organisation": "| 部署名 | 部 |\n| 会計課 | |"},
    "no 組織 at all": {"organisation": None},
    "a group word": {"measures": MEASURES.format(owner="全課", partner="")},
    "a group word beside": {"measures": MEASURES.format(owner="市民課", partner="全課"),
                            "organisation": "| 部署名 | 部 |\n| 市民課 | |"},
    "one element of the 体系": {"outline": "| 体系コード | 名称 |\n| 1-1 | 手続のオンライン化 |"},
    "KPIs with a name only": {"kpis": "| 指標ID | 施策ID | 指標名 |\n| K01 | 01-01 | 手続数 |\n| K02 | 01-02 | 時間 |",
                              "actuals": None, "reports": None},
    "rows of the 一覧 only": {
        "measures": MEASURES.format(owner="市民課", partner="").replace("実施中", "廃止"), "kpis": None, "actuals": None,
        "reports": None, "inventory": "| 種別 | 番号 | 名称 | 担当部署 |\n| 手続 | n:1 | 転入 | 総務課 |"},
    "用語 and 根拠 half filled": {"glossary": "| 用語 | 説明 |\n| DX | |\n",
                            "evidence": "| 番号 | 施策ID | エビデンス |\n| n:1 | 01-01 | 混み具合 |"},
}


def returned_form(plan: Path, folder: Path, fy: int | None = None) -> dict[str, list[str]]:
    """File → findings of form (family F) and problems that reading and collecting the hand-outs give."""
    sent = handed_out(plan, folder, fy=fy).sent
    files = [(folder / each.file, each.file) for each in sent]
    asked = asked_of(book.read(plan), sent[0].identity.fy)
    told = {name: [found.message for found in book.read(path).findings if found.code.startswith("F")]
            for path, name in files}
    for each in receive(files, asked):
        told[each.name] += [found.message for found in each.findings if found.code.startswith(("F", "D1")) and
                            found.code != "D120"]  # nothing written yet
    assert len(told) == len(sent) > 0
    return {name: messages for name, messages in told.items() if messages}


@pytest.mark.parametrize("name", ODD_PLANS)
def test_what_is_handed_out_of_an_odd_plan_can_be_read_again(name: str, tmp_path: Path) -> None:
    sheets: Any = ODD_PLANS[name]
    assert returned_form(plan_book(tmp_path / "plan.xlsx", meta={}, **sheets), tmp_path / "out") == {}


@pytest.mark.parametrize("city", CITIES)
def test_what_is_handed_out_of_a_city_can_be_read_again(city: str, tmp_path: Path) -> None:
    plan = city_plan(tmp_path, city)
    assert returned_form(plan, tmp_path / "out") == {}
    assert returned_form(plan, tmp_path / "next", fy=book.read(plan).plan.review_fy + 1) == {}


@pytest.mark.parametrize(("listed", "state", "names"), [
    ("市民課", "visible", ["市民課"]), ("会計課", "hidden", [None]),
])
def test_a_directory_of_bare_names_keeps_its_columns(
    listed: str, state: str, names: list[str | None], tmp_path: Path
) -> None:
    """The first column alone would be no header row; a sheet without rows stays out of the way."""
    handed_out(plan_book(tmp_path / "plan.xlsx", organisation=f"| 部署名 | 部 |\n| {listed} | |"), tmp_path / "out")
    sheet = load_workbook(tmp_path / "out" / "R7進捗_市民課.xlsx")["組織"]
    assert sheet.sheet_state == state
    assert list(headers(sheet)) == ["部署名", "部", "別名", "区分", "有効開始", "有効終了"]
    assert [row[0] for row in sheet.iter_rows(min_row=5, values_only=True)] == names
