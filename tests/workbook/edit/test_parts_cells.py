"""Cells changed in the parts of workbooks of four producers: what is touched changes, every other byte stays."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.excel_made import WIFI, by_hand, hand_made
from dxbook.errors import DxbookError, NotAWorkbook
from tests.support.parts import (
    SHEET,
    STRINGS,
    by_openpyxl_read,
    edited,
    opened,
    part,
    raw_entries,
    records,
    shown,
    string_items,
    with_part,
)
from tests.support.producers import (
    by_libreoffice,
    by_openpyxl,
    by_xlsxwriter,
    streamed,
)

NAMES = ("openpyxl", "xlsxwriter", pytest.param("libreoffice", marks=pytest.mark.office), "excel", "streamed")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("books")
    made = by_hand(folder / "excel.xlsm")
    (folder / "streamed.xlsm").write_bytes(streamed(made.read_bytes()))
    return {
        "openpyxl": by_openpyxl(folder / "o.xlsx"), "xlsxwriter": by_xlsxwriter(folder / "x.xlsx"), "excel": made,
        "streamed": folder / "streamed.xlsm",
    }


@pytest.fixture(params=NAMES)
def book(request: pytest.FixtureRequest, books: dict[str, Path]) -> Path:
    if request.param == "libreoffice" and "libreoffice" not in books:
        soffice = request.getfixturevalue("soffice")
        books["libreoffice"] = by_libreoffice(books["openpyxl"].with_name("l.xlsx"), soffice)
    return books[request.param]


def without(xml: str, *cells: str) -> str:
    """The sheet without some of its cells."""
    for cell in cells:
        xml, count = re.subn(rf'<c r="{cell}"[^>]*?(?:/>|>.*?</c>)', "", xml, flags=re.DOTALL)
        assert count == 1
    return xml


def test_only_the_touched_cells_change(book: Path, validate: Callable[[Path], list[str]], tmp_path: Path) -> None:
    before = book.read_bytes()
    after = edited(before, B2="窓口 <&\n改善", C3=99.5, A3=None, D2="式は残る")
    old, new = raw_entries(before), raw_entries(after)
    assert list(old) == list(new)
    inline = "inlineStr" in part(before, SHEET)  # openpyxl: the text stands in its cell and is changed there
    touched = {SHEET} if inline else {SHEET, STRINGS}
    assert {name for name in old if old[name] != new[name]} == touched
    listed, behind = records(before), records(after)
    assert {name for name in listed if listed[name] != behind[name]} == touched
    assert without(part(before, SHEET), "B2", "C3", "A3") == without(part(after, SHEET), "B2", "C3", "A3")
    was, now = string_items(part(before, STRINGS)), string_items(part(after, STRINGS))
    assert now[:len(was)] == was
    assert len(now) == len(was) + (not inline)
    kept = by_openpyxl_read(before)
    wanted = {**kept, "B2": "窓口 <&\n改善", "C3": 99.5}
    del wanted["A3"]
    assert by_openpyxl_read(after) == wanted
    assert shown(after)[1][:3] == ["01-01", "窓口 <&\n改善", 100.0]
    assert shown(after)[2][:3] == ["", WIFI, 99.5]
    assert shown(after, "別") == shown(before, "別")
    output = tmp_path / book.name
    output.write_bytes(after)
    assert set(validate(output)) <= set(validate(book))


def test_the_same_edit_again_changes_nothing(book: Path) -> None:
    once = edited(book.read_bytes(), B2="新", C3=1, A3=None, F9="外", A20=None)
    assert edited(once, B2="新", C3=1, A3=None, F9="外", A20=None) == once


def test_what_is_there_already_changes_nothing(book: Path) -> None:
    before = book.read_bytes()
    assert edited(before, B2=WIFI, C2=100, F30=None, G30="") == before


def test_cells_that_were_not_there(book: Path, validate: Callable[[Path], list[str]], tmp_path: Path) -> None:
    before = book.read_bytes()
    after = edited(before, H2="右", E1="見出し", B7="下", A5=5, C5=6)
    rows = shown(after)
    assert [rows[1][7], rows[0][4], rows[6][1], rows[4][0], rows[4][2]] == ["右", "見出し", "下", 5.0, 6.0]
    numbers = [int(number) for number in re.findall(r'<row [^>]*?\br="(\d+)"', part(after, SHEET))]
    assert numbers == sorted(numbers)
    kept = by_openpyxl_read(before)
    assert by_openpyxl_read(after) == {**kept, "H2": "右", "E1": "見出し", "B7": "下", "A5": 5, "C5": 6}
    output = tmp_path / book.name
    output.write_bytes(after)
    assert set(validate(output)) <= set(validate(book))


def test_new_cells_stay_within_what_the_sheet_says_it_fills(books: dict[str, Path]) -> None:
    xml = part(edited(books["excel"].read_bytes(), H2="右", B7="下"), SHEET)
    assert '<dimension ref="A1:H7"/>' in xml
    assert '<row r="2" spans="1:8" ht="30"' in xml
    assert '<c r="H2" s="1"' in xml  # the style of column H
    assert '<row r="3" spans="1:6" ht="30"' in xml


def test_style_stays_and_old_kinds_go(books: dict[str, Path]) -> None:
    xml = part(edited(books["excel"].read_bytes(), A2=7, C2="文字", A3=None), SHEET)
    assert '<c r="A2" s="2"><v>7</v></c>' in xml
    assert '<c r="C2" s="3" t="s"><v>9</v></c>' in xml
    assert '<c r="A3" s="2"/>' in xml


def test_counts_of_shared_strings(books: dict[str, Path]) -> None:
    """14 cells use 9 strings. A2 and A3 stop using one, C2 starts: 13; B2 and C2 share one new one."""
    xml = part(edited(books["excel"].read_bytes(), A2=7, A3=None, B2="同じ", C2="同じ"), STRINGS)
    assert 'count="13" uniqueCount="10"' in xml
    assert len(string_items(xml)) == 10


def test_a_formula_stays_whatever_is_asked(books: dict[str, Path]) -> None:
    before = books["excel"].read_bytes()
    assert edited(before, D2="x", D3=None) == before
    workbook = opened(before)
    workbook.change_text("別", "B1", "01-01x", "y")
    assert workbook.to_bytes() == before


def test_a_text_without_a_string_table_stands_in_its_cell(tmp_path: Path) -> None:
    parts = hand_made(macros=False)
    rels = "xl/_rels/workbook.xml.rels"
    data = by_hand(tmp_path / "a.xlsx", macros=False).read_bytes()
    data = with_part(data, rels, re.sub(rb"<Relationship Id=\"rId4\".*?/>", b"", parts[rels]))
    inline = re.sub(rb't="s"><v>\d+</v>', b't="inlineStr"><is><t>old</t></is>', parts[SHEET])
    data = with_part(data, SHEET, inline)
    after = edited(data, B2="新 ", C2="x")
    xml = part(after, SHEET)
    assert '<c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve">新 </t></is></c>' in xml
    assert '<c r="C2" s="3" t="inlineStr"><is><t>x</t></is></c>' in xml
    assert shown(after)[1][1:3] == ["新 ", "x"]


@pytest.mark.parametrize("text", [
    " 前後に空白 ", "改行\nあり", "復帰\r\nあり", "制御\x08\x1f文字", "_x0041_ と書いた", "_x0041\x08", "_x005F_", "<&>\"'",
    "𠮷野家", "]]>", "=1+1", "\ttab",
])
def test_every_text_is_read_as_it_was_given(books: dict[str, Path], text: str) -> None:
    after = edited(books["excel"].read_bytes(), B2=text)
    assert shown(after)[1][1] == text
    assert edited(after, B2=text) == after


def odd(xml: bytes, way: str) -> bytes:
    """The sheet as other programs may write it: the same to every reader that follows the standard."""
    if way == "prefix":
        xml = re.sub(rb"<(/?)(?!mc:|x14|xm:|xr|\?)(\w+)", rb"<\1x:\2", xml).replace(b" xmlns=", b" xmlns:x=", 1)
    elif way == "single quotes":
        head, body = xml.split(b"<sheetData>")
        xml = head + b"<sheetData>" + body.replace(b'"', b"'", body.split(b"</sheetData>")[0].count(b'"'))
    elif way == "CRLF":
        xml = xml.replace(b"><c ", b">\r\n  <c ").replace(b"<row ", b"\r\n<row ").replace(b"</sheetData>", b"\r\n</sheetData>")
    elif way == "BOM":
        xml = b"\xef\xbb\xbf" + xml
    elif way == "comments":
        xml = xml.replace(b"<row r=\"2\"", b"<!-- <row r=\"2\"><c r=\"B2\"/></row> --><row r=\"2\"")
    elif way == "no addresses":
        xml = re.sub(rb'<(c|row) r="\w+"', rb"<\1", xml)
        xml = re.sub(rb"<f t=\"shared\".*?(?:/>|</f>)", b"<f>C2*2</f>", xml)  # openpyxl needs the address of those
    elif way == "spaces":
        xml = re.sub(rb'<c r="(\w+)"', rb'<c\n  r = "\1"', xml).replace(b"</c>", b"</c >")
    return xml


@pytest.mark.parametrize("way", ["prefix", "single quotes", "CRLF", "BOM", "comments", "no addresses", "spaces"])
def test_other_ways_of_writing_a_sheet(tmp_path: Path, way: str) -> None:
    parts = hand_made(macros=False)
    data = with_part(by_hand(tmp_path / "a.xlsx", macros=False).read_bytes(), SHEET, odd(parts[SHEET], way))
    kept = by_openpyxl_read(data)
    after = edited(data, B2="新", C3=1, A3=None, G2="右", B9="下")
    wanted = {**kept, "B2": "新", "C3": 1, "G2": "右", "B9": "下"}
    wanted.pop("A3", None)
    assert by_openpyxl_read(after) == wanted
    assert edited(after, B2="新", C3=1, A3=None, G2="右", B9="下") == after


@pytest.mark.parametrize(("old", "new"), [
    (b"<sheetData>", b"<sheetDate>"), (b'<row r="3"', b'<row r="1"'), (b'<row r="3"', b'<row r="30"'),
    (b"<row ", b"<y:row "), (b'r="B2"', b'r="2B"'),
    (b"</row></sheetData>", b"</sheetData>"), (b"<v>5</v>", b"<v>77</v>"),
])
def test_a_sheet_that_is_not_as_the_standard_says_is_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    xml = hand_made()[SHEET].replace(old, new)
    if new.startswith((b"<y:", b"<sheetDate")):
        end = old.replace(b"<", b"</").rstrip()
        xml = xml.replace(end, new.replace(b"<", b"</").rstrip()).replace(b"<worksheet", b'<worksheet xmlns:y="y"', 1)
    data = with_part(by_hand(tmp_path / "a.xlsm").read_bytes(), SHEET, xml)
    with pytest.raises(DxbookError):
        edited(data, B2="新", B4="x")


def test_an_unknown_sheet_and_a_file_that_is_no_workbook(books: dict[str, Path], tmp_path: Path) -> None:
    workbook = opened(books["excel"].read_bytes())
    for change in (lambda: workbook.set("ない", "A1", "x"), lambda: workbook.change_text("ない", "A1", "x", "y"),
                   lambda: workbook.grow_table("ない", 5)):
        with pytest.raises(NotAWorkbook, match="シート「ない」"):
            change()
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(NotAWorkbook):
        opened(path.read_bytes())


def test_the_input_is_never_overwritten(books: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "a.xlsm"
    path.write_bytes(books["excel"].read_bytes())
    workbook = opened(path.read_bytes())
    workbook.set("施策", "B2", "x")
    with pytest.raises(DxbookError):
        workbook.write(path, inputs=[path])
    assert path.read_bytes() == books["excel"].read_bytes()
