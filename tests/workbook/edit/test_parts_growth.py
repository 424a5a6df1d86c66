"""Rows put below a table: they look and calculate as the row above, and whatever ended with the table grows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from benchmarks.excel_made import by_hand, hand_made
from dxbook.errors import DxbookError, NotAWorkbook, OutputFailed
from dxbook.workbook.edit.archive import Archive
from tests.support.parts import SHEET, by_openpyxl_read, opened, part, raw_entries, shown, with_part


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return by_hand(tmp_path_factory.mktemp("growth") / "a.xlsm").read_bytes()


def grown(data: bytes) -> bytes:
    workbook = opened(data)
    row = workbook.append_row("施策", 3, {1: "01-03", 2: "新しい施策", 3: 30, 4: "式の列"})
    row = workbook.append_row("施策", row, {1: "01-04", 3: 40, 8: "右"})
    workbook.grow_table("施策", row)
    return workbook.to_bytes()


def test_rows_with_looks_and_formulas_of_the_row_above(data: bytes) -> None:
    xml = part(grown(data), SHEET)
    rows = re.findall(r"<row .*?</row>", xml)
    assert rows[3] == (
        '<row r="4" spans="1:6" ht="30" customHeight="1" x14ac:dyDescent="0.4"><c r="A4" s="2" t="s"><v>9</v></c>'
        '<c r="B4" s="1" t="s"><v>10</v></c><c r="C4" s="3"><v>30</v></c><c r="D4"><f>C4*2</f></c>'
        '<c r="E4"/><c r="F4" s="1"/></row>'
    )
    assert rows[4].startswith('<row r="5" spans="1:8" ht="30"')
    assert '<c r="D5"><f>C5*2</f></c>' in rows[4]
    assert '<c r="H5" s="1" t="s">' in rows[4]
    assert '<dimension ref="A1:H5"/>' in xml


def test_everything_that_ended_with_the_table_grows(data: bytes) -> None:
    after = grown(data)
    table = part(after, "xl/tables/table1.xml")
    assert re.findall(r' ref="(.*?)"', table) == ["A1:D5", "A1:D5"]
    xml = part(after, SHEET)
    assert re.findall(r'sqref="(.*?)"', xml) == ["C2:C5", "B2:B5"]
    assert re.findall(r"<xm:sqref>(.*?)</xm:sqref>", xml) == ["A2:A5", "E2:E5"]
    workbook = part(after, "xl/workbook.xml")
    assert "施策!$A$2:$A$5</definedName>" in workbook
    assert 'fullCalcOnLoad="1"' in workbook  # the new formulas have no results yet


def test_the_rest_stays(data: bytes, validate: Callable[[Path], list[str]], tmp_path: Path) -> None:
    after = grown(data)
    old, new = raw_entries(data), raw_entries(after)
    assert {name for name in old if old[name] != new[name]} == {
        SHEET, "xl/sharedStrings.xml", "xl/tables/table1.xml", "xl/workbook.xml",
    }
    kept = by_openpyxl_read(data)
    added = {"A4": "01-03", "B4": "新しい施策", "C4": 30, "D4": "=C4*2", "A5": "01-04", "C5": 40, "D5": "=C5*2", "H5": "右"}
    assert by_openpyxl_read(after) == {**kept, **added}
    output = tmp_path / "a.xlsm"
    output.write_bytes(after)
    assert validate(output) == []


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_excel_like_calculation_of_the_new_rows(
    tmp_path: Path, soffice: Callable[[Path, str], Path]
) -> None:
    data = by_hand(tmp_path / "a.xlsx", macros=False).read_bytes()
    (tmp_path / "grown.xlsx").write_bytes(grown(data))
    rows = load_workbook(soffice(tmp_path / "grown.xlsx", "xlsx"), data_only=True)["施策"]
    assert [rows[f"D{row}"].value for row in (2, 3, 4, 5)] == [200, 500, 60, 80]


def test_a_row_that_is_there_but_blank_is_filled(data: bytes) -> None:
    xml = hand_made()[SHEET].replace(
        b"</row></sheetData>", b'</row><row r="4" ht="99"><c r="A4" s="3"/><c r="D4" s="1"/></row><row r="6"/></sheetData>'
    )
    after = grown(with_part(data, SHEET, xml))
    rows = re.findall(r"<row [^>]*?(?:/>|>.*?</row>)", part(after, SHEET))
    assert rows[3].startswith('<row r="4" ht="99"><c r="A4" s="3" t="s">')
    assert '<c r="D4" s="1"><f>C4*2</f></c>' in rows[3]
    assert [row[:10] for row in rows[3:]] == ['<row r="4"', '<row r="5"', '<row r="6"']
    assert shown(after)[3][:3] == ["01-03", "新しい施策", 30.0]


def test_a_filled_row_below_is_not_overwritten(data: bytes) -> None:
    workbook = opened(data)
    workbook.append_row("施策", 2, {1: "x"})
    with pytest.raises(OutputFailed, match="3行目に記入がある"):
        workbook.to_bytes()


def test_a_hundred_rows_one_after_the_other(data: bytes) -> None:
    workbook = opened(data)
    row = 3
    for number in range(100):
        row = workbook.append_row("施策", row, {1: f"02-{number}", 3: number})
    workbook.grow_table("施策", row)
    cells = by_openpyxl_read(workbook.to_bytes())
    assert (cells["A103"], cells["C103"], cells["D103"]) == ("02-99", 99, "=C103*2")


def test_formulas_over_the_table_reach_its_new_end(data: bytes) -> None:
    """As Excel does when a table grows. A running total and an area that ended elsewhere stay as they are."""
    cells = {
        "C1": ("COUNTA(施策!$A$2:$A$3)", "COUNTA(施策!$A$2:$A$5)"), "D1": ("SUM('施策'!C$2:C$3)", "SUM('施策'!C$2:C$5)"),
        "E1": ("SUM(施策!$C$2:$C$2)", "SUM(施策!$C$2:$C$2)"), "F1": ("SUM($C$2:$C$3)", "SUM($C$2:$C$3)"),
        "G1": ("SUM(全施策!$C$2:$C$3)", "SUM(全施策!$C$2:$C$3)"),
    }
    more = "".join(f'<c r="{cell}"><f>{before}</f></c>' for cell, (before, _) in cells.items()).encode()
    other = hand_made()["xl/worksheets/sheet2.xml"].replace(b"</row>", more + b"</row>")
    own = hand_made()[SHEET].replace(b'<c r="D1" t="s"><v>3</v></c>', b'<c r="D1"><f>SUM($C$2:$C$3)</f></c>').replace(
        b'<c r="F3" s="1"/>', b'<c r="F3" s="1"><f>SUM(C$2:C3)</f></c>')
    after = grown(with_part(with_part(data, "xl/worksheets/sheet2.xml", other), SHEET, own))
    shown = by_openpyxl_read(after, "別")
    assert {cell: shown[cell] for cell in cells} == {cell: f"={wanted}" for cell, (_, wanted) in cells.items()}
    here = by_openpyxl_read(after)
    assert [here["D1"], here["F3"], here["F5"]] == ["=SUM($C$2:$C$5)", "=SUM(C$2:C3)", "=SUM(C$2:C5)"]


def test_without_a_table_or_with_totals(data: bytes) -> None:
    with pytest.raises(NotAWorkbook, match="テーブル"):
        opened(data).grow_table("別", 5)
    archive = Archive(data, "x")
    table = archive.read("xl/tables/table1.xml")
    archive.put("xl/tables/table1.xml", table.replace(b'totalsRowShown="0"', b'totalsRowCount="1"'))
    with pytest.raises(DxbookError, match="集計行"):
        opened(archive.to_bytes()).grow_table("施策", 5)
