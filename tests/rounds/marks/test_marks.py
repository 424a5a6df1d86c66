"""Marks change what they must and nothing else, and come off again."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from dxbook import jobs
from dxbook.errors import NotAWorkbook, OutputFailed
from dxbook.findings import CHECKED, Finding, Level
from dxbook.rounds.marks import marks
from dxbook.workbook.edit import marking
from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.make import Listing
from tests.support.marked_books import (
    PRODUCERS,
    STRICT_MAIN,
    by_hand,
    by_openpyxl,
    by_xlsxwriter,
    parts,
    told,
    zipped,
)
from tests.support.tables import plan_book

FOUND = [told("C7", value=""), told("B2"), told("B3", Level.WARNING), told("D4"), told("E9", Level.INFO),
         Finding("計画.xlsx", "組織", "", "", "F103", Level.ERROR, "", "組織がありません。", "足してください。")]


def marked(data: bytes, found: list[Finding] = FOUND) -> bytes:
    archive = marks.marked(data, "計画.xlsx", found, lambda links: Listing(
        CHECKED, marks.HEADINGS, [], marks.rows(found, links)))
    return archive.to_bytes()


def sheet_part(data: bytes, title: str = "進捗") -> str:
    from dxbook.workbook.edit.sheet_tabs import tabs

    return next(tab.part for tab in tabs(Archive(data, "a.xlsx")) if tab.title == title)


def opened(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


@pytest.fixture(params=list(PRODUCERS))
def made(request: pytest.FixtureRequest) -> bytes:
    return PRODUCERS[request.param]()


def test_everything_else_stays_byte_by_byte_and_in_order(made: bytes) -> None:
    before, after = parts(made), parts(marked(made))
    assert list(after)[:len(before)] == list(before)
    sheets = {name for name in before if "/worksheets/" in name}
    may = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "docProps/app.xml",
           sheet_part(made), *(name for name in before if "comments" in name or name.lower().endswith(".vml"))}
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= may | {name for name in sheets if b"tabSelected" in before[name]}
    assert not {name for name in changed if "hreaded" in name or "drawing1.xml" in name}


def test_no_cell_and_no_style_changes(made: bytes) -> None:
    after = marked(made)
    cells = re.compile(rb"<(?:x:)?sheetData>.*</(?:x:)?sheetData>", re.DOTALL)
    one, other = (cells.search(parts(data)[sheet_part(data)]) for data in (made, after))
    assert one
    assert other
    assert one[0] == other[0]
    for block in ("fonts", "fills", "borders", "cellXfs", "dxfs"):
        inner = re.compile(rf"<(?:x:)?{block}\b[^>]*[^/]>(.*)</(?:x:)?{block}>".encode(), re.DOTALL)
        old, new = (inner.search(parts(data)["xl/styles.xml"]) for data in (made, after))
        assert old is None or (new and new[1].startswith(old[1]))


def test_the_result_is_valid(made: bytes, tmp_path: Path, validate: Callable[[Path], list[str]]) -> None:
    for name, data in (("before.xlsx", made), ("after.xlsx", marked(made))):
        (tmp_path / name).write_bytes(data)
    assert set(validate(tmp_path / "after.xlsx")) <= set(validate(tmp_path / "before.xlsx"))


def test_a_strict_workbook_stays_strict() -> None:
    after = parts(marked(by_hand(strict=True)))
    assert STRICT_MAIN.encode() in after["xl/worksheets/sheet2.xml"]
    assert not any(b"schemas.openxmlformats.org/officeDocument/2006/relationships/" in part
                   for name, part in after.items() if name.endswith("workbook.xml.rels"))


def test_cells_are_red_and_orange_before_all_other_rules() -> None:
    sheet = opened(marked(by_openpyxl()))["進捗"]
    rules = {str(block.sqref): block.rules[0] for block in sheet.conditional_formatting}
    assert rules["B2 D4"].dxf.fill.bgColor.rgb == rules["C7"].dxf.fill.bgColor.rgb == "FFFFBBBB"
    assert rules["B3"].dxf.fill.bgColor.rgb == "FFFFC199"
    assert rules["B2 D4"].dxf.border.left.color.rgb == "FFCE0000"
    ours = [rule.priority for rule in rules.values() if "dxbook" in rule.formula[0]]
    own = [(rule.priority, rule.formula[0]) for rule in rules.values() if "dxbook" not in rule.formula[0]]
    assert max(ours) < min(own)[0]
    assert [formula for _, formula in sorted(own)] == ['$A2=""', '$E2="x"']
    assert "E9" not in " ".join(rules)  # 情報 has a note only


def test_an_empty_cell_loses_its_colour_when_it_is_filled() -> None:
    sheet = opened(marked(by_openpyxl()))["進捗"]
    rules = {str(block.sqref): block.rules[0].formula for block in sheet.conditional_formatting}
    assert rules["C7"] == ['AND(LEN("dxbook")=6,LEN($C$7)=0)']
    filled = opened(marked(by_openpyxl(), [told("A8", value="")]))["進捗"]  # no value told, but there is one
    rules = {str(block.sqref): block.rules[0].formula for block in filled.conditional_formatting}
    assert rules["A8"] == ['LEN("dxbook")=6']


def test_a_merged_cell_is_marked_whole_and_noted_at_its_corner() -> None:
    sheet = opened(marked(by_openpyxl(), [told("A14")]))["進捗"]
    assert "A14:E15" in {str(block.sqref) for block in sheet.conditional_formatting}
    assert sheet["A14"].comment is not None


def test_notes_say_what_is_wrong_and_how_to_mend_it() -> None:
    sheet = opened(marked(by_openpyxl()))["進捗"]
    assert sheet["C7"].comment.text == "―― 検証の指摘 ――\n【エラー】C7が違います。\n→直してください。"
    assert sheet["C7"].comment.author == "dxbook"
    assert sheet["E9"].comment.text.splitlines()[1].startswith("【情報】")


@pytest.mark.parametrize(("make", "cell", "text"), [
    (by_openpyxl, "B3", "課長の指示で記入"), (by_xlsxwriter, "B3", "前からのメモ"), (by_hand, "B2", "田中のメモ"),
])
def test_a_persons_note_stays_in_front_of_ours(make: Callable[[], bytes], cell: str, text: str) -> None:
    once = marked(make())
    note = opened(once)["進捗"][cell].comment
    assert note.text.startswith(f"{text}\n―― 検証の指摘 ――\n【")
    twice = opened(marked(once))["進捗"][cell].comment
    assert twice.text == note.text
    assert twice.author == note.author != "dxbook"
    assert opened(marked(once, [told("A5")]))["進捗"][cell].comment.text.strip() == text


def test_a_discussion_is_left_alone() -> None:
    before, after = parts(by_hand()), parts(marked(by_hand()))
    assert b"[Threaded comment]</x:t></x:text>" in after["xl/comments1.xml"]
    name = "xl/threadedComments/threadedComment1.xml"
    assert before[name] == after[name]
    assert b"D4" in after["xl/worksheets/sheet2.xml"]  # the list has it all the same


def test_every_note_has_a_box_of_its_own_number() -> None:
    for make in PRODUCERS.values():
        after = parts(marked(make()))
        for name, part in after.items():
            if not name.lower().endswith(".vml"):
                continue
            if b"<br>" not in part:  # what Excel writes is not always XML
                ElementTree.fromstring(part)
            numbers = re.findall(rb"<\w+:shape\s[^>]*\bid=[\"']_x0000_s(\d+)", part)
            assert len(numbers) == len(set(numbers))
            clusters = re.search(rb"idmap[^>]*data=[\"']([\d,]+)", part)
            assert clusters
            assert {int(number) // 1024 for number in numbers} <= {int(each) for each in clusters[1].split(b",")}
    vml = parts(marked(by_hand()))["xl/drawings/vmlDrawing1.VML"]
    assert b'ObjectType="Button"' in vml
    spots = re.findall(rb"<x:Row>(\d+)</x:Row><x:Column>(\d+)</x:Column>", vml)
    assert len(spots) == len(set(spots)) == 5  # D4 and B2 were there; C7, B3 and E9 are new


def test_only_the_list_is_selected_and_opens_first() -> None:
    for make in PRODUCERS.values():
        book = opened(marked(make()))
        assert book.active.title == book.sheetnames[0] == CHECKED
        assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == [CHECKED]


def test_names_that_belong_to_a_sheet_follow_it() -> None:
    book = opened(marked(by_openpyxl()))
    assert book["進捗"].print_title_rows == "$1:$1"
    assert book[CHECKED].print_title_rows == "$1:$1"  # no lines above the headers in this test
    names = opened(marked(by_xlsxwriter()))["ボタン"].defined_names
    assert names["名前"].attr_text == "ボタン!$A$1"


def test_the_list_of_sheets_in_the_properties_stays_true() -> None:
    after = parts(marked(by_hand()))["docProps/app.xml"].decode()
    assert re.findall(r"<vt:lpstr>([^<]*)<", after) == ["ワークシート", CHECKED, "進捗"]
    assert "<vt:i4>2</vt:i4>" in after
    assert "<vt:vector size=\"2\" baseType='lpstr'>" in after


def test_the_list_leads_to_the_cells_worst_first() -> None:
    sheet = opened(marked(by_openpyxl()))[CHECKED]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[1] for row in rows] == ["エラー"] * 4 + ["警告", "情報"]
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5, 6]
    links = {cell.value: cell.hyperlink.location for (cell,) in sheet["D2:D7"] if cell.hyperlink}
    assert links == {each: f"'進捗'!{each}" for each in ("C7", "B2", "B3", "D4", "E9")}
    assert rows[3][6:8] == ["組織がありません。", "足してください。"]


def test_a_title_that_is_taken_gets_a_number() -> None:
    data = by_openpyxl()
    book = opened(data)
    book["はじめに"].title = CHECKED
    buffer = io.BytesIO()
    book.save(buffer)
    assert opened(marked(buffer.getvalue())).sheetnames == [f"{CHECKED} (2)", CHECKED, "進捗"]


CELLS = st.builds(lambda letter, row: f"{letter}{row}", st.sampled_from("ABCDEFGZ"), st.integers(1, 30))
RANDOM = st.lists(st.builds(told, CELLS, st.sampled_from(list(Level)), value=st.sampled_from(["", "x"]),
                            message=st.text(max_size=20)), max_size=12)


@settings(max_examples=40, deadline=None)
@given(found=RANDOM, name=st.sampled_from(list(PRODUCERS)))
def test_marks_come_off_without_a_trace(found: list[Finding], name: str) -> None:
    data = PRODUCERS[name]()
    archive = Archive(marked(data, found), "a.xlsx")
    marking.mark(archive, [])
    part = sheet_part(data)
    before, after = parts(data), parts(archive.to_bytes())

    def plain(xml: bytes) -> bytes:  # the rules' order is what counts, not their numbers; the box stays for the next
        xml = re.sub(rb'priority=["\']\d+["\']', b"", xml)
        return re.sub(rb"\s(tabSelected=[\"']\w+[\"'])|<legacyDrawing xmlns:r[^>]*>", b"", xml)

    assert plain(after[part]) == plain(before[part])
    assert not any("dxbook" in (each.comment.author or "")
                   for row in opened(archive.to_bytes())["進捗"].iter_rows() for each in row if each.comment)


@settings(max_examples=20, deadline=None)
@given(first=RANDOM, second=RANDOM, name=st.sampled_from(list(PRODUCERS)))
def test_marking_again_is_as_marking_once(first: list[Finding], second: list[Finding], name: str) -> None:
    data = PRODUCERS[name]()

    def seen(data: bytes) -> tuple[Any, ...]:
        book = opened(data)
        sheet = book["進捗"]
        rules = {(str(block.sqref), rule.formula[0] if rule.formula else "", rule.dxf and rule.dxf.fill.bgColor.rgb)
                 for block in sheet.conditional_formatting for rule in block.rules}
        notes = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
        rows = [[cell.value for cell in row] for row in book[CHECKED].iter_rows()]
        return book.sheetnames, rules, notes, rows

    assert seen(marked(marked(data, first), second)) == seen(marked(data, second))


def test_the_same_input_gives_the_same_bytes(made: bytes) -> None:
    assert marked(made) == marked(made)


def test_a_workbook_saved_by_libreoffice_keeps_its_notes(
    tmp_path: Path, soffice: Callable[[Path, str], Path], validate: Callable[[Path], list[str]]
) -> None:
    (tmp_path / "ods経由.xlsx").write_bytes(marked(by_openpyxl()))
    again = soffice(tmp_path / "ods経由.xlsx", "xlsx").read_bytes()
    after = marked(again, [told("A5")])
    book = opened(after)
    assert book.sheetnames == [CHECKED, "はじめに", "進捗"]  # the list was known again, and replaced
    assert {cell.coordinate for row in book["進捗"].iter_rows() for cell in row if cell.comment} == {"A5", "B3"}
    assert book["進捗"]["B3"].comment.text == "課長の指示で記入"
    assert [str(block.sqref) for block in book["進捗"].conditional_formatting
            if any("dxbook" in rule.formula[0] for rule in block.rules)] == ["A5"]
    (tmp_path / "after.xlsx").write_bytes(after)
    (tmp_path / "again.xlsx").write_bytes(again)
    assert set(validate(tmp_path / "after.xlsx")) <= set(validate(tmp_path / "again.xlsx"))


def test_rules_that_excel_put_together_are_told_apart() -> None:
    block = (b'<conditionalFormatting sqref="A5"><cfRule type="expression" dxfId="0" priority="2"><formula>$A5=1</formula>'
             b'</cfRule><cfRule type="expression" dxfId="1" priority="1"><formula>LEN(&quot;dxbook&quot;)=6</formula></cfRule>'
             b"</conditionalFormatting>")
    content = parts(by_openpyxl())
    part = sheet_part(by_openpyxl())
    content[part] = content[part].replace(b"<conditionalFormatting ", block + b"<conditionalFormatting ", 1)
    archive = Archive(zipped(content), "a.xlsx")
    marking.mark(archive, [])
    assert b"$A5=1" in archive.read(part)
    assert b"dxbook" not in archive.read(part)


def test_check_marks_a_plan_and_reads_it_again_as_before(tmp_path: Path, validate: Callable[[Path], list[str]]) -> None:
    path = plan_book(tmp_path / "計画.xlsx", meta={"plan_id": "479993-2023"}, measures="""
        | 施策ID | 体系コード | 施策名 | 所管課 |
        | 01-01 | 1-1 | | 総務部 |
    """)
    result = jobs.check([path], marks=tmp_path / "印.xlsx")
    again = jobs.check([tmp_path / "印.xlsx"])

    def plain(found: list[Finding]) -> list[tuple[str, str, str]]:
        return [(each.sheet, each.cell, each.code) for each in found]

    assert plain(again.findings) == plain(result.findings)  # the list in front is no foreign sheet
    assert validate(tmp_path / "印.xlsx") == validate(path)


def test_a_macro_workbook_keeps_macros_and_suffix(tmp_path: Path) -> None:
    path = tmp_path / "計画.xlsm"
    path.write_bytes(by_hand())
    with pytest.raises(OutputFailed, match=r"名前の終わりを \.xlsm に"):
        jobs.check([path], marks=tmp_path / "印.xlsx")
    jobs.check([path], marks=tmp_path / "印.xlsm")
    after = parts((tmp_path / "印.xlsm").read_bytes())
    assert after["xl/vbaProject.bin"] == b"\xd0\xcf\x11\xe0macros"
    assert b"macroEnabled" in after["[Content_Types].xml"]


def test_other_formats_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(OutputFailed, match=r"作れるのは \.xlsx と \.xlsm"):
        jobs.check([tmp_path / "計画.xls"], marks=tmp_path / "印.xls")


@pytest.mark.parametrize(("part", "content"), [
    ("xl/comments1.xml", b"<comments><x></comments>"), ("xl/comments1.xml", b"<comments/>"),
    ("xl/drawings/vmlDrawing1.VML", b"<xml"), ("xl/styles.xml", b"<styleSheet>"), ("xl/workbook.xml", b"<workbook/>"),
    ("xl/worksheets/_rels/sheet1.xml.rels", b"<a"), ("docProps/app.xml", b"<a"), ("[Content_Types].xml", b""),
])
def test_a_damaged_part_is_one_clear_error(part: str, content: bytes) -> None:
    with pytest.raises(NotAWorkbook, match=r"計画\.xlsx"):
        marked(zipped({**parts(by_hand()), part: content}))
