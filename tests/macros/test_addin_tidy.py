"""The tidy button on a workbook in pyOpenVBA's Excel: listed, asked, backed up, applied, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from pyopenvba.apps.excel import ExcelApplication

from dxbook import __version__
from macros.build import books

CHANGES = [("Sheet1", "A1", "k", "Ａ１", "1/3", ""), ("Sheet1", "A2", "k", "１２", "12", "1"),
           ("Sheet1", "A3", "k", "was", "is", ""), ("Gone", "A1", "k", "x", "y", ""), ("Sheet1", "A4", "k", "＝", "=", "")]
STUB = r'''Option Explicit
Public gCopies As String
Public gUndo As String
Public gProblem As String
Public gReport As String
Public Function DxRunVerb(ByVal book As Object, ByVal verb As String, ByVal options As String, ByVal doing As String) As String
    gCopies = verb & " " & options & "|"
    If Not DxParseReport(gReport) Then DxRunVerb = "結果がありません。"
End Function
Public Function DxInProtectedView() As Boolean
End Function
Public Function DxIsReadOnly(ByVal book As Object) As Boolean
    DxIsReadOnly = (gProblem <> "")
End Function
Public Function DxSlash() As String
    DxSlash = "\"
End Function
Public Function DxIsShared(ByVal book As Object) As Boolean
End Function
Public Function DxAgreed(ByVal question As String) As Boolean
    DxAgreed = (MsgBox(question, vbYesNo) = vbYes)
End Function
Public Sub DxSaveCopy(ByVal book As Object, ByVal path As String)
    gCopies = gCopies & path & "=" & book.Worksheets(1).Range("A1").Value
End Sub
Public Sub DxOfferUndo(ByVal label As String, ByVal macro As String)
    gUndo = macro
End Sub
Public Sub DxSay(ByVal sentence As String)
End Sub
Public Function DxRunFolder() As String
End Function
Public Function Tidy(ByVal report As String, ByVal problem As String) As String
    gReport = report
    gProblem = problem
    Tidy = DxTidyBook(Application.Workbooks(1))
End Function
Public Function Told() As String
    Told = gCopies & "|" & gUndo
End Function
Public Sub Retype(ByVal address As String, ByVal value As Variant)
    Application.Workbooks(1).Worksheets(1).Range(address).Value = value
End Sub
Public Function CellOf(ByVal book As Long, ByVal address As String) As Variant
    CellOf = Application.Workbooks(book).Worksheets(1).Range(address).Value
End Function
'''


@pytest.fixture
def excel(tmp_path: Path) -> ExcelApplication:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for row, text in enumerate(("Ａ１", "１２", "changed since", "＝"), 1):
        sheet.cell(row, 1, text).number_format = "@" if row == 2 else "General"
    book.save(tmp_path / "plan.xlsx")
    app = ExcelApplication()
    app.open_workbook(tmp_path / "plan.xlsx")
    for module in books.modules(books.SOURCES):
        if module.name in ("DxSettings", "DxText", "DxReports", "DxGuard", "DxTidy"):
            app.add_module(module.source, name=module.name)
    app.add_module(STUB, name="Stub")
    return app


def report(changes: list[tuple[str, ...]]) -> str:
    lines = [f"dxbook\t{__version__}\t0", *("\t".join(("change", *change)) for change in changes)]
    return "".join(f"{line}\r\n" for line in lines)


def column(app: ExcelApplication) -> list[str]:
    return [str(app.run("CellOf", 1, f"A{row}")) for row in range(1, 5)]


BEFORE = ["Ａ１", "１２", "changed since", "＝"]


def test_changes_are_listed_backed_up_made_and_undone(excel: ExcelApplication, tmp_path: Path) -> None:
    told = str(excel.run("Tidy", report(CHANGES), ""))
    assert told.startswith("3か所を整えました（5か所のうち）。")
    assert [cell.lstrip("'") for cell in column(excel)] == ["1/3", "12.0", "changed since", "="]
    copies, backup, undo = str(excel.run("Told")).split("|")
    assert copies == 'normalize {copy} -o "{folder}\\_dxbook_tidied.xlsx"'
    assert "plan_控え_" in backup
    assert backup.endswith(".xlsx=Ａ１")  # made before the first change
    assert undo == "DxButtons.DxOnUndo"
    rows = [[excel.run("CellOf", 2, f"{letter}{row}") for letter in "BDEF"] for row in (2, 3, 4, 5)]
    assert rows[0] == ["A1", "Ａ１", "1/3", "整えました"]
    assert rows[2] == ["A3", "was", "is", "中身が変わったため変えていません"]
    assert str(rows[3][3]).startswith("変えられません")
    excel.run("DxUndoTidy")
    assert [cell.lstrip("'") for cell in column(excel)] == BEFORE


def test_a_no_changes_nothing(excel: ExcelApplication) -> None:
    excel.answer_dialogs(7)  # vbNo
    assert str(excel.run("Tidy", report(CHANGES), "")).startswith("何も変えていません。")
    assert "5か所の文字を整えます" in excel.dialogs[0][1]
    assert column(excel) == BEFORE
    assert "=" not in str(excel.run("Told"))  # no backup either


def test_undo_keeps_what_was_typed_since(excel: ExcelApplication) -> None:
    excel.run("Tidy", report(CHANGES), "")
    excel.run("Retype", "A1", "typed")
    excel.run("Retype", "A2", 99)
    excel.run("DxUndoTidy")
    assert [cell.lstrip("'") for cell in column(excel)] == ["typed", "99.0", "changed since", "＝"]


def test_a_workbook_that_cannot_be_changed_is_told_before_anything(excel: ExcelApplication) -> None:
    assert str(excel.run("Tidy", report(CHANGES), "read-only")).startswith("「plan.xlsx」は読み取り専用で開かれています")
    assert excel.run("Told") == "|"
    assert column(excel) == BEFORE


def test_nothing_to_tidy(excel: ExcelApplication) -> None:
    assert excel.run("Tidy", report([]), "") == "整えるところはありません。"


def test_a_program_that_failed_changes_nothing(excel: ExcelApplication) -> None:
    assert excel.run("Tidy", "", "") == "結果がありません。"
    assert column(excel) == BEFORE
