"""The VBA functions calculate in LibreOffice what the program calculates in Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dxbook.apps.excel.functions import times
from dxbook.demo import samples
from dxbook.text.policies import normalize
from macros.build import books, demo, demo_addin, package
from macros.build.modules import from_text
from scripts import udf_examples
from tests.support.addin_office import SERVER, calculated, same

Run = Callable[[Path], list[list[str]]]
PROBE = '''Attribute VB_Name = "Probe"
Option Explicit
Public Function PROBE_REPORT(code As Variant) As Variant
    Dim text As String, table As Variant
    text = ChrW(65279) & "dxbook" & vbTab & "0.2.0" & vbTab & code & vbCrLf & "finding" & vbTab & "f.xlsx" & vbTab & _
        "進捗" & vbTab & "a\\\\n\\nb" & vbCrLf & "file" & vbTab & "x" & vbCrLf
    If Not DxParseReport(text) Then PROBE_REPORT = "unread": Exit Function
    table = DxReportTable("finding", 3)
    PROBE_REPORT = DxReportCount("finding") & "|" & DxReportField("dxbook", 1, 2) & "|" & table(1, 2) & "|" & _
        Replace(table(1, 3), vbLf, "<LF>")
End Function
Public Function PROBE_JUMPS(unused As Variant) As Variant
    Dim text As String, finding As String
    finding = "finding" & vbTab & "f.xlsx" & vbTab & "進捗" & vbTab
    text = "dxbook" & vbTab & "0.2.0" & vbTab & "1" & vbCrLf & _
        finding & "H13" & vbTab & "欄" & vbTab & "L103" & vbTab & "エラー" & vbTab & "v" & vbTab & "m" & vbTab & "r" & vbCrLf & _
        finding & "H14" & vbTab & "欄" & vbTab & "L103" & vbTab & "警告" & vbTab & "v" & vbTab & "m" & vbTab & "r" & vbCrLf
    If Not DxParseReport(text) Then PROBE_JUMPS = "unread": Exit Function
    DxKeepFindings "C:\\plan.xlsx"
    PROBE_JUMPS = DxTally() & "|" & DxStep(1) & DxStep(1) & DxStep(1) & DxStep(-1) & "|" & DxFindingText(2)
End Function
Public Function PROBE_VERSION(program As Variant, addin As Variant) As Variant
    PROBE_VERSION = "[" & Left$(DxVersionProblem(program, addin), 22) & "]"
End Function
'''


@pytest.fixture
def calculate(home: Path) -> Run:
    """Calculate a workbook with its macros in LibreOffice."""
    return lambda path: calculated(path, home)


def made(path: Path, rows: list[tuple[Any, ...]], names: tuple[str, ...], extra: str = "") -> Path:
    """A workbook with these rows ("=…" is a formula) and these modules of the add-in."""
    wanted = [module for module in books.modules(books.SOURCES) if module.name in names]
    if extra:
        wanted += [from_text(text, "test") for text in (SERVER, PROBE)]

    def fill(book: Any) -> list[object]:
        sheet = book.add_worksheet("表")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                write = sheet.write_formula if str(value).startswith("=") else sheet.write
                write(number, column, value)
        return [sheet]

    package.save(books.workbook("test", "", wanted, fill), path)
    return path


def test_the_demo_workbook_calculates_what_the_program_stored(tmp_path: Path, calculate: Run) -> None:
    books.demo(tmp_path / "demo.xlsm")
    sheet = calculate(tmp_path / "demo.xlsm")
    wrong = []
    for address, section, row in demo.rows():
        shown = sheet[int(address[1:]) - 1][5]
        if not same(shown, demo.stored(section, row)):
            wrong.append((section.function, row, shown, demo.stored(section, row)))
    assert not wrong
    assert sum(1 for _ in demo.rows()) > 60


def plan_strings() -> list[str]:
    """Values of KPIs and years as the five plans print them."""
    texts: set[str] = set()
    for city in samples.names():
        for rows in samples.content(city).rows.values():
            for row in rows:
                texts |= {value for key, value in row.items() if isinstance(value, str) and value and len(value) < 60
                          and key in ("baseline", "target", "baseline_asof", "actual", "name", "unit", "first_fy", "as_of")}
    return sorted(texts)


def test_real_strings_of_the_plans_are_normalised_and_read_alike(tmp_path: Path, calculate: Run) -> None:
    texts = [text for text in plan_strings() if not text.startswith(("=", "'"))]
    assert len(texts) > 150
    rows = [(text, f"=DXV_NORMALIZE(A{line})", f"=DXV_FY(A{line})") for line, text in enumerate(texts, 1)]
    sheet = calculate(made(tmp_path / "plans.xlsm", rows, books.FUNCTIONS))
    for text, cells in zip(texts, sheet, strict=True):
        assert cells[1] == normalize(text, "value"), text
        assert same(cells[2], times.fy(text)), (text, cells[2])


def test_dx_functions_answer_in_cells_while_the_program_is_away(tmp_path: Path, calculate: Run) -> None:
    rows = [("=DX_FY(D1)", "", "", "令和６年３月"), ('=DX_WAREKI(D2,"")', "", "", 2019),
            ("=DX_CODE(D3)", "", "", "１２２１０６"),
            ('=DX_GRADE(0.85,"")',), ('=DX_ACHIEVEMENT(80,100,"増加",50,"","","")',),
            ('=DX_NORMALIZE(D6,"値")', "", "", "３８％"),
            ('=DX_NUMBER("約330万枚","")',)]
    names = (*books.FUNCTIONS, "DxUdf", "DxFallback", "DxReports")
    sheet = calculate(made(tmp_path / "dx.xlsm", rows, names, extra="server"))
    assert [row[0] for row in sheet] == ["2023", "令和元年度", "122106", "概ね順調", "0.6", "38%", "プログラムがありません。"]


def test_reports_findings_and_versions_in_vba(tmp_path: Path, calculate: Run) -> None:
    rows = [("=PROBE_REPORT(1)",), ('=PROBE_VERSION("0.0.9","0.1.0")',), ('=PROBE_VERSION("0.10.0","0.9.5")',),
            ('=PROBE_VERSION("1.0","0.9.5")',), ("=PROBE_JUMPS(1)",)]
    names = (*books.FUNCTIONS, "DxUdf", "DxFallback", "DxReports", "DxFindings", "DxGuard")
    sheet = calculate(made(tmp_path / "report.xlsm", rows, names, extra="server"))
    assert [row[0] for row in sheet] == [
        "1|1|進捗|a\\n<LF>b", "[dxbookのプログラムが古いため使えません]", "[]", "[]",
        "エラー 1件、警告 1件、情報 0件|1212|2/2 警告 進捗!H14: m → r"]


def test_the_sheet_of_the_addin_shows_every_function_and_what_it_should_answer(tmp_path: Path) -> None:
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import to_excel

    books.demo(tmp_path / "demo.xlsm")
    formulas = load_workbook(tmp_path / "demo.xlsm")[demo_addin.TITLE]
    stored = load_workbook(tmp_path / "demo.xlsm", data_only=True)[demo_addin.TITLE]
    seen = set()
    for row in demo_addin.rows():
        top, left, bottom, right = (each + 1 for each in row.area)
        written = formulas.cell(top, left).value
        assert getattr(written, "text", written) == row.formula
        seen.add(row.function)
        shown = [[stored.cell(line, column).value for column in range(left, right + 1)] for line in range(top, bottom + 1)]
        if row.spills:
            assert [[cell or "" for cell in line] for line in shown] == row.shown
            told = [stored.cell(line, 7).value for line in range(top, bottom + 1)]
            assert told == ["／".join(str(cell) for cell in line) for line in row.shown]
            continue
        both = [to_excel(cell) if isinstance(cell, dt.datetime) else cell for cell in (shown[0][0], stored.cell(top, 7).value)]
        assert both == [demo_addin.stored(row)] * 2
        given = [stored.cell(top, column).value for column in range(1, 1 + min(len(row.arguments), 4))]
        assert given == list(row.arguments[:4])
    assert seen == {*udf_examples.EXAMPLES, *udf_examples.SPILLED}
    text = "".join(str(stored.cell(line, 1).value) for line in range(1, 5))
    assert "アドイン（dxbook.xlam）が要ります" in text
    assert "#NAME?" in text
