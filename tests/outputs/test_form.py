"""Forms as an office edits them: what is read and what is told."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from dxbook.errors import DxbookError, NotAWorkbook, NotFound
from dxbook.files.resources import template
from dxbook.findings import Finding
from dxbook.outputs.checksheet.placeholder import near, parse, scopes
from dxbook.outputs.form import make as make_forms
from dxbook.outputs.form.form import locate, read
from tests.support.forms import form_file
from tests.support.paths import ROOT


def only(found: list[Finding], code: str) -> Finding:
    assert [each.code for each in found] == [code]
    return found[0]


@pytest.mark.parametrize(("typed", "meant"), [
    ("施策.施索名", "施策.施策名"), ("施作.施策名", "施策.施策名"), ("計画・団体名", "計画.団体名"),
    ("指標.達成率", "指標.達成度"), ("進捗.取り組み内容", "進捗.取組内容"),
])
def test_a_slip_of_the_keyboard_is_told_with_the_name_that_was_meant(
    tmp_path: Path, typed: str, meant: str
) -> None:
    path = form_file(tmp_path / "mine.xlsx", 個票={"C5": "{{" + typed + "}}"})
    found = only(read(path).findings, "S101")
    assert (found.sheet, found.cell, found.value) == ("個票", "C5", "{{" + typed + "}}")
    assert "{{" + meant + "}}" in found.remedy
    assert "そのまま残ります" in found.message


def test_a_name_like_nothing_is_told_without_a_guess(tmp_path: Path) -> None:
    path = form_file(tmp_path / "mine.xlsx", 個票={"A1": "{{xyz}}"})
    found = only(read(path).findings, "S102")
    assert "docs/form.md" in found.remedy
    assert "そのまま残ります" in found.message


def test_full_width_braces_and_spaces_are_placeholders_too(tmp_path: Path) -> None:
    path = form_file(tmp_path / "mine.xlsx", 個票={"A1": "｛｛ 施策.施策名 ｝｝"})
    form = read(path)
    assert form.findings == []
    assert [piece.token.field for piece in form.sheets[0].cells[1, 1] if piece.token] == ["施策名"]


def test_braces_that_do_not_close_are_told(tmp_path: Path) -> None:
    path = form_file(tmp_path / "mine.xlsx", 個票={"A1": "{{施策.施策名}"})
    assert only(read(path).findings, "S105").cell == "A1"


def test_two_lists_in_one_row_are_told(tmp_path: Path) -> None:
    path = form_file(tmp_path / "mine.xlsx", 個票={"A3": "{{指標.指標名}}", "B3": "{{工程.工程名}}"})
    assert only(read(path).findings, "S104").value == "工程、指標"


def test_a_form_without_a_card_is_told_and_a_stranger_is_refused(tmp_path: Path) -> None:
    only(read(form_file(tmp_path / "a.xlsx", 一覧={"A1": "{{施策.施策名}}"})).findings, "S103")
    with pytest.raises(DxbookError, match="どれもありません"):
        read(form_file(tmp_path / "b.xlsx", Sheet1={"A1": "x"}))


def test_files_that_are_no_forms(tmp_path: Path) -> None:
    text = tmp_path / "memo.xlsx"
    text.write_text("メモ", encoding="utf-8")
    with pytest.raises(NotAWorkbook, match="xlsx"):
        read(text)
    with pytest.raises(NotFound, match="見つかりません"):
        locate(str(tmp_path / "none.xlsx"))
    assert locate("simple").name == "form_simple.xlsx"


def test_entities_are_refused(tmp_path: Path) -> None:
    source = form_file(tmp_path / "a.xlsx", 個票={"A1": "{{施策.施策名}}"})
    evil = tmp_path / "evil.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(evil, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                part = part.replace(b"<workbook", b'<!DOCTYPE x [<!ENTITY e "y">]><workbook', 1)
            new.writestr(name, part)
    with pytest.raises(NotAWorkbook):
        read(evil)


def test_a_shape_that_would_be_lost_is_told(tmp_path: Path) -> None:
    source = form_file(tmp_path / "a.xlsx", 個票={"A1": "{{施策.施策名}}"})
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">'
        "<xdr:twoCellAnchor><xdr:sp/></xdr:twoCellAnchor></xdr:wsDr>"
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" '
        'Target="../drawings/drawing1.xml"/></Relationships>'
    )
    path = tmp_path / "shape.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/drawings/drawing1.xml", drawing)
        new.writestr("xl/worksheets/_rels/sheet1.xml.rels", rels)
    found = only(read(path).findings, "S107")
    assert (found.sheet, found.value) == ("個票", "図形・テキストボックス")


def test_comments_that_would_be_lost_are_told(tmp_path: Path) -> None:
    path = form_file(tmp_path / "a.xlsx", 個票={"A1": "{{施策.施策名}}"})
    workbook = load_workbook(path)
    workbook["個票"]["A1"].comment = Comment("確認する", "事務局")
    workbook.save(path)
    found = read(path).findings
    assert [(each.code, each.value) for each in found] == [("S107", "メモ(コメント)")]


def test_macros_are_told(tmp_path: Path) -> None:
    source = form_file(tmp_path / "a.xlsx", 個票={"A1": "{{施策.施策名}}"})
    path = tmp_path / "macro.xlsm"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"macro")
    assert only(read(path).findings, "S108").level == "警告"


@pytest.mark.parametrize("name", sorted(make_forms.FORMS))
def test_our_forms_have_nothing_to_mend(name: str) -> None:
    form = read(template(f"form_{name}.xlsx"))
    assert form.findings == []
    assert {"表紙", "一覧", "個票"} <= {sheet.title for sheet in form.sheets}
    for worksheet in load_workbook(template(f"form_{name}.xlsx")).worksheets:
        assert worksheet.page_setup.paperSize == 9  # A4
        assert worksheet.page_setup.orientation == ("landscape" if "一覧" in worksheet.title else "portrait")


def test_every_placeholder_of_the_list_is_read() -> None:
    for card in (True, False):
        for scope in scopes(card).values():
            for name in scope.fields:
                assert parse(f"{scope.name}.{name}", card), f"{scope.name}.{name}"
                assert near(f"{scope.name}.{name}", card) == f"{scope.name}.{name}"


def test_the_list_in_the_docs_is_fresh() -> None:
    from scripts.pages.form import markdown

    assert (ROOT / "docs" / "form.md").read_text(encoding="utf-8") == markdown()
