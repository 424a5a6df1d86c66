"""The check sheet as .xlsx: a form filled, part by part, and the pages it prints."""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from dxbook.files.resources import template
from dxbook.outputs import Report
from dxbook.outputs.form import form as forms
from dxbook.outputs.xlsx import workbook as xlsx
from dxbook.workbook.make import pdf
from dxbook.workbook.make.text_size import count_lines, text_height
from tests.support.forms import EVIDENCE, STEPS, areas, form_file, made, model, texts

LONG = "申請の受付から交付までの流れを見直し、窓口とオンラインの両方で同じように手続ができるようにした。" * 8


def test_a_small_form_filled_cell_by_cell(tmp_path: Path) -> None:
    form = form_file(
        tmp_path / "mine.xlsx",
        表紙={"A1": "{{計画.団体名}}　{{計画.対象年度}}", "A2": "{{総括.施策数}}",
              "B2": "全{{総括.施策数}}{{語.施策}}"},
        一覧={"A1": "{{語.施策名}}", "A2": "{{施策.施策ID}}", "B2": "{{施策.施策名}}", "A3": "以上"},
        個票={
            "A1": "{{施策.施策名}}", "A2": "{{節}} 工程{{工程があるとき}}", "B3:F3": "{{年度}}",
            "A4": "{{工程.工程名}}", "B4:F4": "{{工程.帯}}", "A5": "{{節}} 指標", "A6": "{{指標.指標名}}",
            "B6:F6": "{{指標.年度別}}", "G6": "{{指標.達成度}}", "A7": "{{指標.算式}}", "A8": "終わり",
        },
    )
    book, found = made(tmp_path, form, steps=STEPS)
    assert found == []
    assert book.sheetnames == [
        "表紙", "一覧", "01-01 オンライン申請の拡大", "01-02 窓口の混雑の緩和", "グラフ", "グラフデータ"]
    assert texts(book["表紙"]) == ["見本市　令和7年度", "2", "全2取組"]
    assert book["表紙"]["A2"].value == 2
    assert texts(book["一覧"]) == [
        "施策名", "01-01", "オンライン申請の拡大", "01-02", "窓口の混雑の緩和", "以上"]
    card = book["01-01 オンライン申請の拡大"]
    assert [[cell.value for cell in row] for row in card.iter_rows(min_col=1, max_col=7)] == [
        ["オンライン申請の拡大", None, None, None, None, None, None],
        ["1 工程", None, None, None, None, None, None],
        [None, "R5", "R6", "▼R7", "R8", "R9", None],
        ["手続の選定", "完了", None, None, None, None, None],
        ["申請画面の公開", None, "━", "実施中", "━", None, None],
        ["2 指標", None, None, None, None, None, None],
        ["オンライン申請の手続数", 18, 27, 38, None, None, 0.56],
        ["(38件 − 10件) ÷ (60件 − 10件) = 56.0%", None, None, None, None, None, None],
        ["終わり", None, None, None, None, None, None],
    ]
    assert areas(card) == {"E5:F5"}  # R8 and R9 of one bar; single years need no merge
    assert card["G7"].number_format == "0.0%"
    # the second measure has no step: the heading and the rows are gone, the numbering closes up
    assert texts(book["01-02 窓口の混雑の緩和"])[:3] == ["窓口の混雑の緩和", "R5", "R6"]
    assert "1 指標" in texts(book["01-02 窓口の混雑の緩和"])


def test_blocks_keep_their_merges_heights_and_looks(tmp_path: Path) -> None:
    path = form_file(tmp_path / "mine.xlsx", 個票={
        "A1:A3": "指標", "B1": "見出し", "B2:C2": "{{指標.指標名}}", "B3": "目標{{指標ごと}}",
        "C3": "{{指標.目標}}",
    })
    workbook = load_workbook(path)
    workbook["個票"].row_dimensions[2].height = 33
    workbook["個票"]["B2"].font = Font(name="BIZ UDPゴシック", bold=True, color="FF0017C1")
    workbook.save(path)
    two = """
        | 指標ID | 施策ID | 指標名 | 単位 | 方向 | 現状値 | 目標値 | 目標年度 |
        | K01 | 01-01 | 件数 | 件 | 増加 | 1件 | 5件 | 令和9年度 |
        | K02 | 01-01 | 割合 | % | 増加 | 1% | 5% | 令和9年度 |
    """
    book, _ = made(tmp_path, path, kpis=two, actuals=None)
    card = book.worksheets[0]
    assert texts(card) == [
        "指標", "見出し", "件数", "目標", "5件\n（令和9年度）", "割合", "目標", "5%\n（令和9年度）"]
    assert areas(card) == {"A1:A5", "B2:C2", "B4:C4"}  # the side heading is stretched, the names repeated
    assert [card.row_dimensions[row].height for row in (2, 4)] == [33, 33]
    assert card["B4"].font.b
    assert card["B4"].font.color.rgb == "FF0017C1"


@pytest.mark.parametrize(("last", "wanted"), [
    ("令和8年度", ["B1:F1", "G1:K1", "L1:P1", "Q1:U1"]),
    ("令和9年度", ["B1:E1", "F1:I1", "J1:M1", "N1:Q1", "R1:U1"]),
    ("令和14年度", [f"{a}1:{b}1" for a, b in zip("BDFHJLNPRT", "CEGIKMOQSU", strict=True)]),
])
def test_four_five_and_ten_years_fit_twenty_columns(tmp_path: Path, last: str, wanted: list[str]) -> None:
    form = form_file(tmp_path / "mine.xlsx", 個票={"A1": "{{施策.施策名}}", "B1:U1": "{{年度}}"})
    book, found = made(tmp_path, form, plan={"終了年度": last})
    assert found == []
    assert areas(book.worksheets[0]) == set(wanted)


def test_too_few_columns_for_the_years_are_told(tmp_path: Path) -> None:
    form = form_file(tmp_path / "mine.xlsx", 個票={"A1": "{{施策.施策名}}", "B1:D1": "{{年度}}"})
    _, found = made(tmp_path, form)
    assert [(each.code, each.cell, each.value) for each in found] == [("S110", "B1", "5")]


def test_an_unknown_placeholder_stays_visible_and_is_told(tmp_path: Path) -> None:
    form = form_file(tmp_path / "mine.xlsx", 個票={"A1": "{{施策.施索名}}", "A2": "{{施策.施策名}}"})
    book, found = made(tmp_path, form)
    assert [each.code for each in found] == ["S101"]
    assert texts(book.worksheets[0]) == ["{{施策.施索名}}", "オンライン申請の拡大"]


def test_texts_are_never_formulas(tmp_path: Path) -> None:
    measures = """
        | 施策ID | 体系コード | 施策名 | 所管課 |
        | 01-01 | 1-1 | s:=1+1 | 市民課 |
        | 01-02 | 1-1 | s:+81 | 市民課 |
    """
    book, _ = made(tmp_path, measures=measures, kpis=None, actuals=None)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert "=1+1" in texts(book["一覧"])


def test_names_of_two_hundred_characters(tmp_path: Path) -> None:
    name = "長" * 200
    measures = f"""
        | 施策ID | 体系コード | 施策名 | 所管課 |
        | 01-01 | 1-1 | {name} | 市民課 |
        | 01-02 | 1-1 | {name} | 市民課 |
    """
    book, _ = made(tmp_path, measures=measures)
    cards = [title for title in book.sheetnames if "長" in title]
    assert cards == ["01-01 " + "長" * 25, "01-02 " + "長" * 25]
    sheet = book[cards[0]]
    row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == name)
    assert sheet.row_dimensions[row].height > 100  # 200 characters at 13 pt need many lines in half a page


def test_long_texts_make_their_rows_high_enough(tmp_path: Path) -> None:
    reports = f"""
        | 施策ID | 年度 | 取組内容 | 進捗 | 今後の方向性 |
        | 01-01 | 令和7年度 | {LONG} | 計画どおり | 継続 |
    """
    book, _ = made(tmp_path, reports=reports)
    sheet = book["01-01 オンライン申請の拡大"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == LONG)
    # 384 characters of 10 pt: 26 columns of 2.3 digits (0.76 em of 10.5 pt) hold about 48 of them a line
    assert sheet.row_dimensions[cell.row].height >= 8 * 12


def test_a_text_higher_than_excel_s_tallest_row_gets_several(tmp_path: Path) -> None:
    report = "<br>".join(f"{number}つめの取組" for number in range(60))
    reports = f"""
        | 施策ID | 年度 | 取組内容 | 進捗 | 今後の方向性 |
        | 01-01 | 令和7年度 | {report} | 計画どおり | 継続 |
    """
    book, _ = made(tmp_path, reports=reports)
    sheet = book["01-01 オンライン申請の拡大"]
    assert max(dimension.height or 0 for dimension in sheet.row_dimensions.values()) <= 409
    cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("0つめ"))
    area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
    height = sum(sheet.row_dimensions[row].height for row in range(area.min_row, area.max_row + 1))
    assert height >= 60 * 10 * 1.2


def test_lines_are_counted_by_hand() -> None:
    # 10 pt at 96 dpi is 13.3 px an em: ten ems in 140 px
    assert count_lines("漢" * 10, 140, 10) == 1
    assert count_lines("漢" * 11, 140, 10) == 2
    assert count_lines("漢\n漢", 140, 10) == 2
    assert count_lines("", 140, 10) == 1
    assert text_height("漢" * 11, 140, 10) > 2 * 10


def test_rows_of_the_index_lead_to_their_cards(tmp_path: Path) -> None:
    book, _ = made(tmp_path)
    links = [cell.hyperlink.location for row in book["一覧"].iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'01-01 オンライン申請の拡大'!A1", "'01-02 窓口の混雑の緩和'!A1"]


@pytest.mark.parametrize("name", ["standard", "simple", "pdca"])
def test_nothing_of_the_form_is_left_over(
    tmp_path: Path, name: str, validate: Callable[[Path], list[str]]
) -> None:
    book, found = made(tmp_path, name, steps=STEPS, evidence=EVIDENCE)
    assert found == []
    everything = [text for sheet in book.worksheets for text in texts(sheet)]
    assert not [text for text in everything if "{{" in text or "}}" in text]
    assert validate(tmp_path / "out.xlsx") == []


def test_a_plan_without_kpis_has_no_empty_tables(tmp_path: Path) -> None:
    book, _ = made(tmp_path, kpis=None, actuals=None)
    assert "指標一覧" not in book.sheetnames
    card = texts(book["01-01 オンライン申請の拡大"])
    assert not [text for text in card if "指標の達成状況" in text or "工程" in text or "EBPM" in text]
    heads = [text for text in card if re.match(r"\d　", text)]
    assert heads == ["1　現状と取組", "2　令和7年度の進捗", "3　評価", "4　意見"]
    assert "段階ごとの数" not in "".join(texts(book["表紙"]))


def test_doubled_and_missing_ids_and_names_still_give_a_sheet(tmp_path: Path) -> None:
    measures = """
        | 施策ID | 体系コード | 施策名 | 所管課 | 状態 |
        | 01-01 | 1-1 | 申請 | 市民課 | 実施中 |
        | 01-01 | 1-1 | | 総務課 | 実施中 |
        | | 1-1 | 名だけ | 総務課 | 実施中 |
    """
    kpis = """
        | 指標ID | 施策ID | 指標名 | 単位 | 方向 | 集計 | 現状値 | 目標値 | 目標年度 |
        | K01 | 01-01 | 手続 | 件 | 増加 | 時点 | 10件 | 60件 | 令和9年度 |
        | K01 | | | 件 | 増加 | 時点 | 10件 | 60件 | 令和9年度 |
        | | 01-01 | 名なし | 件 | 増加 | 時点 | 10件 | 60件 | 令和9年度 |
    """
    book, _ = made(tmp_path, measures=measures, kpis=kpis)
    everything = [text for sheet in book.worksheets for text in texts(sheet)]
    assert "None" not in everything
    reports = [text for text in everything if "手続を11件増やした。" in text]
    assert reports == []  # which of the two it is about cannot be known
    assert len([text for text in everything if "施策ID「01-01」が2行以上にあり" in text]) >= 2


def test_a_plan_without_departments_has_no_empty_column(tmp_path: Path) -> None:
    bare = "| 施策ID | 体系コード | 施策名 | 状態 |\n| 01-01 | 1-1 | 申請 | 実施中 |"
    book, _ = made(tmp_path, measures=bare, kpis=None, actuals=None)
    assert "所管課" not in texts(book["一覧"])
    card = texts(book["01-01 申請"])
    assert not [text for text in card if "現状と取組" in text]  # nothing to print under it
    assert next(text for text in card if re.match(r"\d　", text)) == "1　令和7年度の進捗"


def test_several_departments_are_said_to_be_counted_once(tmp_path: Path) -> None:
    rows = "| 施策ID | 体系コード | 施策名 | 所管課 | 状態 |\n| 01-01 | 1-1 | 申請 | {} | 実施中 |"
    said = "複数の課が担う取組は、先頭の課で数えています。"
    book, _ = made(tmp_path, measures=rows.format("市民課、総務課"))
    assert said in texts(book["表紙"])
    book, _ = made(tmp_path, measures=rows.format("市民課"))
    assert said not in texts(book["表紙"])


def test_headings_and_two_lines_have_room(tmp_path: Path) -> None:
    name = "窓口における証明書等のキャッシュレス決済の導入及び拡大に向けた取組の推進について"
    measures = f"| 施策ID | 体系コード | 施策名 | 状態 |\n| 01-01 | 1-1 | {name} | 実施中 |"
    book, _ = made(tmp_path, measures=measures)
    cover = book["表紙"]
    heads = [cell for row in cover.iter_rows() for cell in row if str(cell.value or "")[1:2] == "　"]
    assert heads
    for cell in heads:  # 11 pt, clear of the rule below
        assert cover.row_dimensions[cell.row].height >= 2 * cell.font.size
    card = next(sheet for sheet in book.worksheets if sheet.title.startswith("01-01"))
    title = next(cell for row in card.iter_rows() for cell in row if cell.value == name)
    assert card.row_dimensions[title.row].height >= 2 * title.font.size * 1.4


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    checksheet, charts = model(tmp_path, steps=STEPS)
    for name in ("a.xlsx", "b.xlsx"):
        xlsx.write(Report(checksheet, charts, template("form_standard.xlsx"), tmp_path), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_a_form_that_uses_a_made_name_or_an_own_sheet(tmp_path: Path) -> None:
    form = form_file(tmp_path / "mine.xlsx", 個票={"A1": "{{施策.施策名}}"}, グラフ={"A1": "x"},
                     注意事項={"A1": "{{計画.団体名}}の決まり"})
    book, found = made(tmp_path, form)
    assert [each.code for each in found] == ["S106"]
    assert texts(book["注意事項"]) == ["見本市の決まり"]
    assert book.sheetnames.count("グラフ") == 1


def test_cards_print_on_one_a4_page_each(tmp_path: Path) -> None:
    book, _ = made(tmp_path, steps=STEPS, evidence=EVIDENCE)
    card: Any = book["01-01 オンライン申請の拡大"]
    assert (card.page_setup.orientation, card.page_setup.paperSize) == ("portrait", 9)
    assert (card.page_setup.fitToWidth, card.page_setup.fitToHeight) == (1, 1)
    index: Any = book["一覧"]
    assert index.page_setup.orientation == "landscape"
    assert index[index.print_title_rows.partition(":")[0].replace("$", "A")].value == "ID"


def test_a_card_too_long_for_a_page_is_told(tmp_path: Path) -> None:
    reports = f"""
        | 施策ID | 年度 | 取組内容 | 課題 | 今後の展望 | 進捗 | 今後の方向性 | 本部意見 |
        | 01-01 | 令和7年度 | {LONG * 3} | {LONG * 3} | {LONG * 3} | 計画どおり | 継続 | {LONG * 3} |
    """
    book, found = made(tmp_path, reports=reports)
    assert [(each.code, each.sheet) for each in found] == [("S109", "01-01 オンライン申請の拡大")]
    assert book["01-01 オンライン申請の拡大"].page_setup.fitToHeight == 0


def test_printed_pages(
    tmp_path: Path, soffice: Callable[[Path, str], Path], pages: Callable[[Path], list[str]]
) -> None:
    made(tmp_path, steps=STEPS, evidence=EVIDENCE)
    printed = pages(soffice(tmp_path / "out.xlsx", "pdf"))
    assert len(printed) == 6  # 表紙, 一覧, 指標一覧, two cards, グラフ
    assert not [page for page in printed if "###" in page]
    card = printed[3].replace(" ", "")
    for text in ("オンライン申請の拡大", "手続を11件増やした。", "56.0%", "来庁が1割減った", "本部意見"):
        assert text in card
    assert "01-02" in printed[4]


def test_recalculated_numbers_are_the_program_s(tmp_path: Path, soffice: Callable[[Path, str], Path]) -> None:
    before, _ = made(tmp_path, steps=STEPS)
    after = load_workbook(soffice(tmp_path / "out.xlsx", "xlsx"), data_only=True)
    assert after.sheetnames == before.sheetnames
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)):
                    assert after[sheet.title][cell.coordinate].value == pytest.approx(cell.value)
                assert after[sheet.title][cell.coordinate].data_type != "e"


def test_a_pdf_is_written_where_libreoffice_is(tmp_path: Path) -> None:
    if pdf.soffice() is None:
        pytest.skip("SKIPPED: LibreOffice is not installed (scripts/test-tools.sh)")
    form = form_file(tmp_path / "mine.xlsx", 個票={"A1": "{{施策.施策名}}"})
    made(tmp_path, form)
    target = tmp_path / "出力 フォルダー" / "結果.pdf"
    target.parent.mkdir()
    pdf.write(tmp_path / "out.xlsx", target)
    assert target.read_bytes().startswith(b"%PDF")
    assert [path.name for path in target.parent.iterdir()] == ["結果.pdf"]


@pytest.mark.skipif(os.name != "posix", reason="SKIPPED: a shell script stands in for LibreOffice")
def test_libreoffice_leaves_nothing_in_the_folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is stopped or slow to end, its folder lu….tmp stays."""
    temporary, program = tmp_path / "temporary", tmp_path / "soffice"
    temporary.mkdir()
    program.write_text('#!/bin/sh\nmkdir "${TMPDIR:-/tmp}/lu1.tmp"\nfor last; do :; done\necho %PDF > "${last%.xlsx}.pdf"\n')
    program.chmod(0o755)
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(pdf, "soffice", lambda: str(program))
    form_file(tmp_path / "a.xlsx", 個票={"A1": "{{施策.施策名}}"})
    pdf.write(tmp_path / "a.xlsx", tmp_path / "結果.pdf")
    assert (tmp_path / "結果.pdf").read_text() == "%PDF\n"
    assert list(temporary.iterdir()) == []


def test_without_a_printer_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dxbook.errors import Missing

    monkeypatch.setattr(pdf, "soffice", lambda: None)
    monkeypatch.setattr(pdf, "excel_possible", lambda: False)
    assert not pdf.available()
    with pytest.raises(Missing, match="PDFとして保存"):
        pdf.write(tmp_path / "a.xlsx", tmp_path / "a.pdf")


def test_the_form_is_never_overwritten(tmp_path: Path) -> None:
    from dxbook.errors import OutputFailed

    form = form_file(tmp_path / "mine.xlsx", 個票={"A1": "{{施策.施策名}}"})
    kept = form.read_bytes()
    checksheet, charts = model(tmp_path)
    with pytest.raises(OutputFailed):
        xlsx.write(Report(checksheet, charts, form, tmp_path), form)
    assert form.read_bytes() == kept
    assert forms.read(form).findings == []


def test_what_an_office_set_up_in_excel_stays(tmp_path: Path) -> None:
    path = form_file(tmp_path / "mine.xlsx", 個票={
        "A1": "{{施策.施策名}}", "A2": "{{工程.工程名}}", "B2": "{{工程.状態}}", "A3": "確認",
        "D3": "欄外のメモ",
    })
    workbook = load_workbook(path)
    sheet = workbook["個票"]
    done = CellIsRule(operator="equal", formula=['"完了"'], font=Font(bold=True))
    sheet.conditional_formatting.add("B2", done)
    validation = DataValidation(type="list", formula1='"可,否"')
    validation.add("B3")
    sheet.add_data_validation(validation)
    sheet.print_area = "A1:B3"
    sheet.column_dimensions["A"].width = 33
    sheet.page_margins.left = 1.0
    sheet.oddHeader.left.text = "様式第1号"
    sheet.freeze_panes = "A2"
    workbook.save(path)
    book, found = made(tmp_path, path, steps=STEPS)
    assert found == []
    card = book["01-01 オンライン申請の拡大"]
    assert [str(each.sqref) for each in card.conditional_formatting] == ["B2:B3"]  # two steps
    assert [str(each.sqref) for each in card.data_validations.dataValidation] == ["B4"]
    assert card.print_area == "'01-01 オンライン申請の拡大'!$A$1:$B$4"
    assert (card.column_dimensions["A"].width, card.page_margins.left) == (33, 1.0)
    assert (card.oddHeader.left.text, card.freeze_panes) == ("様式第1号", "A2")
