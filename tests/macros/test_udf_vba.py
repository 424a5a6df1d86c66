"""The link to the program (DxServing) in LibreOffice, with a DLL of VBA: what it does when starts fail."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from macros.build import books, package
from macros.build.modules import from_text
from tests.support.addin_office import calculated
from tests.support.paths import ROOT

STUB = '''Attribute VB_Name = "Stub"
Option Explicit
Public asked As Long
Public trace As String
Public Function XLPyDLLActivateAuto(result As Variant, config As String, Optional mode As Long = 1) As Long
    trace = trace & IIf(mode = 1, "start", "stop") & Mid$(config, InStrRev(config, "=") + 1) & " "
    If mode = 1 Then asked = asked + 1
    If mode = 1 And InStr("{ANSWERS}", CStr(asked)) > 0 Then
        Set result = New Served
    Else
        result = "no start" & vbLf & "second line"
        XLPyDLLActivateAuto = 1
    End If
End Function
Public Function TRACED(unused As Variant) As Variant
    TRACED = trace
End Function
Public Function RESET_NOW(unused As Variant) As Variant
    DxServerReset
    RESET_NOW = "reset"
End Function
Public Function VALUES_OF(answer As Variant) As Variant
    VALUES_OF = answer
End Function
'''
SERVED = '''Attribute VB_Name = "Served"
Option Explicit
Public Function CallUDF(script As String, functionName As String, arguments As Variant) As Variant
    CallUDF = script & "!" & functionName & "!" & UBound(arguments) & "!" & arguments(0)
End Function
'''
REPLACED = {
    r"(?s)#If Win64.*?#End If\n": 'Private Const DLL_NAME = "x.dll"\n',
    r"Private Declare PtrSafe Function LoadLibraryW.*\n": "",
    r"LoadLibraryW\(StrPtr\(path\)\)": "1",
    r"DxProgramCommand\(\)": '"dxbook.exe"',
}


def answers(path: Path, home: Path, formulas: list[str], starting: str) -> list[str]:
    """What the formulas show, calculated one after the other; ``starting`` are the numbers of the starts that work."""
    server = (ROOT / "macros" / "modules" / "DxServing.bas").read_text(encoding="utf-8")
    for pattern, text in REPLACED.items():
        server, count = re.subn(pattern, text, server)
        assert count, pattern
    names = {"DxUdf", "DxFallback", *books.FUNCTIONS}
    wanted = [module for module in books.modules(books.SOURCES) if module.name in names]
    wanted += [from_text(server, "DxServing"), from_text(STUB.replace("{ANSWERS}", starting), "Stub"),
               from_text(SERVED, "Served", "class")]

    def fill(book: Any) -> list[object]:
        sheet = book.add_worksheet("表")
        for row, formula in enumerate(formulas):
            sheet.write_formula(row, 0, formula)
        return [sheet]

    package.save(books.workbook("test", "", wanted, fill), path)
    return [row[0] for row in calculated(path, home)]


# Each formula depends on the one before, so that they are calculated in this order.

def test_the_programs_answer_reaches_the_cell(tmp_path: Path, home: Path) -> None:
    shown = answers(tmp_path / "a.xlsm", home, ['=DX_UNIT("5件")', "=TRACED(A1)"], "1")
    assert shown == ["dxbook.apps.excel.functions!DX_UNIT!1!5件", "start1 "]


def test_a_failed_start_is_not_tried_again_for_a_while(tmp_path: Path, home: Path) -> None:
    shown = answers(tmp_path / "a.xlsm", home, [
        '=DX_UNIT("5件")', "=DX_UNIT(VALUES_OF(A1))", "=TRACED(A2)", "=RESET_NOW(A3)", "=DX_UNIT(VALUES_OF(A4))", "=TRACED(A5)",
    ], "3")
    told = "dxbookのプログラムにつながりません。1分ほど後に、Ctrl+Alt+F9で計算し直してください。（no start）"
    assert shown[:2] == [told, told]
    assert shown[2] == "start1 stop1 "
    assert shown[4] == told  # its own start, the second, fails too
    assert shown[5].startswith("start1 stop1 ")
    assert shown[5].count("start") == 2


def test_a_program_that_ended_is_started_anew_at_once(tmp_path: Path, home: Path) -> None:
    shown = answers(tmp_path / "a.xlsm", home, ['=DX_UNIT("5件")', "=DX_UNIT(VALUES_OF(A1))", "=TRACED(A2)"], "1,3")
    assert shown[1].startswith("dxbook.apps.excel.functions!DX_UNIT!1!dxbook.apps.excel.functions!DX_UNIT")
    assert shown[2] == "start1 start1 stop1 start2 "
