"""差戻し票: what a department sees, and that the mended slip can be returned and sent back again."""

from __future__ import annotations

import hashlib
import io
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dxbook import jobs
from dxbook.errors import NotAWorkbook, OutputFailed
from dxbook.findings import SLIP, Finding, Level
from dxbook.reading import workbook as book
from dxbook.rounds.collect import slip
from dxbook.workbook.edit.added_sheet import add_sheet
from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.make import MOST_LINKS, Heading, Link, Listing, ListValue
from dxbook.workbook.open.package import open_workbook
from tests.support.marked_books import by_hand, by_openpyxl, parts, told
from tests.support.tables import plan_book

META = {"plan_id": "479993-2023", "department": "市民課", "handout_id": "H1", "handout_fy": "2025"}
WRONG = """
    | 施策ID | 年度 | 取組内容 | 課題 | 今後の展望 | 進捗 | 今後の方向性 | 予算額 | 決算額 |
    | 01-01 | 令和7年度 | | 周知が足りない。 | 周知を強める。 | 計画どおり | 継続 | n:1200 | n:1100 |
    | 01-02 | 令和7年度 | 予約の枠を広げた。 | 電話の予約が多い。 | ネット予約を勧める。 | 順調 | 継続 | n:300 | 約290 |
"""


def make(path: Path, output: Path, found: list[Finding] | None = None, **given: Any) -> Path:
    """A slip of the workbook at ``path``, by default of its own findings."""
    words = {"verdict": "差戻し", "department": "市民課", "deadline": "令和8年5月15日", "office": "総務課（内線 12）", **given}
    found = jobs.check([path]).findings if found is None else found
    slip.write(open_workbook(path).data, path.name, found, output, inputs=[path], **words)
    return output


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    return plan_book(tmp_path / "市民課.xlsx", meta=META, reports=WRONG)


def first_sheet(path: Path) -> list[list[Any]]:
    sheet = load_workbook(path).worksheets[0]
    assert sheet.title == SLIP
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_front_says_what_to_do_by_when_and_whom_to_ask(returned: Path, tmp_path: Path) -> None:
    rows = first_sheet(make(returned, tmp_path / "票.xlsx"))
    lines = [row[0] for row in rows[:6]]
    assert lines[0] == "差戻し票　市民課"
    assert lines[1].startswith("× 差戻し：")
    assert "赤いセル（エラー3件）" in lines[2]
    assert "もう一度提出" in lines[4]
    number = hashlib.sha256(returned.read_bytes()).hexdigest()[:12]
    assert lines[5] == f"提出期限：令和8年5月15日　　問合せ先：総務課（内線 12）　　票番号：{number}"
    assert rows[6] == ["No.", "レベル", "シート", "セル", "欄", "内容", "直し方"]
    levels = [row[1] for row in rows[7:]]
    assert levels == sorted(levels, key=["エラー", "警告", "情報"].index)


@pytest.mark.parametrize(("verdict", "sign"), [("差戻し", "×"), ("条件付", "△"), ("受理", "○")])
def test_a_verdict_has_a_sign_and_a_word(verdict: str, sign: str, returned: Path, tmp_path: Path) -> None:
    rows = first_sheet(make(returned, tmp_path / "票.xlsx", verdict=verdict, deadline="", office=""))
    assert rows[1][0].startswith(f"{sign} {verdict}：")
    assert rows[5][0].startswith("票番号：")
    assert rows[6][0] == "No."  # no empty line where nothing is known


def test_a_click_leads_to_the_cell(returned: Path, tmp_path: Path) -> None:
    sheet = load_workbook(make(returned, tmp_path / "票.xlsx")).worksheets[0]
    links = {sheet.cell(row, 4).value: sheet.cell(row, 4).hyperlink.location for row in range(8, 11)}
    assert links == {"C2": "'進捗'!C2", "F3": "'進捗'!F3", "I3": "'進捗'!I3"}


def test_the_slip_is_the_same_workbook_still(returned: Path, tmp_path: Path, validate: Callable[[Path], list[str]]) -> None:
    before = book.read(returned)
    after = book.read(make(returned, tmp_path / "票.xlsx"))
    assert after.meta == before.meta
    assert [(each.sheet, each.code) for each in after.findings] == [(each.sheet, each.code) for each in before.findings]
    assert [[record.raw for record in table] for table in after.tables.values()] == [
        [record.raw for record in table] for table in before.tables.values()]
    assert validate(tmp_path / "票.xlsx") == validate(returned)


def test_a_mended_slip_goes_back_with_what_is_left(returned: Path, tmp_path: Path) -> None:
    first = make(returned, tmp_path / "票1.xlsx")
    workbook = load_workbook(first)  # the department mends two of three cells
    workbook["進捗"]["C2"].value, workbook["進捗"]["F3"].value = "手続を増やした。", "計画どおり"
    workbook[SLIP].title = "済"  # … and gives the sheet another name
    workbook.move_sheet("済", 3)
    workbook.save(tmp_path / "直した.xlsx")
    second = make(tmp_path / "直した.xlsx", tmp_path / "票2.xlsx", None)
    workbook = load_workbook(second)
    assert workbook.sheetnames[0] == SLIP
    assert len(workbook.sheetnames) == len(load_workbook(returned).sheetnames) + 1
    assert [row[3] for row in first_sheet(second)[7:] if row[1] == "エラー"] == ["I3"]
    sheet = workbook["進捗"]
    assert [str(block.sqref) for block in sheet.conditional_formatting] == ["I3"]
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment] == ["I3"]


def test_a_slip_without_findings_says_so(returned: Path, tmp_path: Path) -> None:
    rows = first_sheet(make(returned, tmp_path / "票.xlsx", [], verdict="受理"))
    assert rows[2][0] == "① 直すセルはありません。"
    assert len(rows) == 7


def test_a_hidden_sheet_has_no_link(tmp_path: Path) -> None:
    rows = [told("A1", sheet="_dxbook"), told("B2")]
    path = plan_book(tmp_path / "計画.xlsx", meta=META)
    sheet = load_workbook(make(path, tmp_path / "票.xlsx", rows)).worksheets[0]
    assert sheet["D8"].hyperlink is None
    assert sheet["D9"].hyperlink.location == "'進捗'!B2"


def test_the_input_stays_and_other_formats_are_refused(returned: Path, tmp_path: Path) -> None:
    before = returned.read_bytes()
    with pytest.raises(OutputFailed):
        make(returned, returned)
    with pytest.raises(OutputFailed):
        make(returned, tmp_path / "票.xls")
    with pytest.raises(NotAWorkbook):
        slip.write(b"PK\x03\x04", "壊れた.xlsx", [], tmp_path / "票.xlsx", verdict="", department="", deadline="", office="")
    assert returned.read_bytes() == before
    assert list(tmp_path.iterdir()) == [returned]


def test_the_list_prints_whole_on_a4(
    tmp_path: Path, soffice: Callable[[Path, str], Path], pages: Callable[[Path], list[str]]
) -> None:
    long = "この欄には、当年度に実際に行ったことを、件数や時期を添えて具体的に書きます。" * 4
    found = [told(f"B{row}", message=f"{row}番目の指摘。{long}終わり{row}。") for row in range(2, 12)]
    (tmp_path / "計画.xlsx").write_bytes(by_openpyxl())
    made = make(tmp_path / "計画.xlsx", tmp_path / "票.xlsx", found)
    printed = soffice(made, "pdf")
    size = subprocess.run(["pdfinfo", str(printed)], capture_output=True, text=True, check=True).stdout
    assert "841.8" in size
    text = "".join("".join(page.split()) for page in pages(printed))
    assert all(f"終わり{row}。" in text for row in range(2, 12))  # nothing is cut
    assert sum("直し方" in page and "No." in page for page in pages(printed)) > 1  # headers on every page


def test_a_large_list_is_written_with_as_many_links_as_excel_takes() -> None:
    archive = Archive(by_openpyxl(), "a.xlsx")
    rows: list[Sequence[ListValue]] = [[number, Link("A1", None, "進捗", "A1"), f"変更{number}"]
                                   for number in range(MOST_LINKS + 10)]
    headings = (Heading("No.", 8), Heading("セル", 8), Heading("内容", 40))
    title = add_sheet(archive, Listing("反映記録", headings, [], rows), first=False)
    part = archive.read(archive.names[-1])
    assert title == "反映記録"
    assert part.count(b"<hyperlink ") == MOST_LINKS
    assert part.count(b"<row ") == MOST_LINKS + 11


def test_a_sheet_behind_all_others_leaves_the_first_one_open() -> None:
    archive = Archive(by_hand(), "a.xlsm")
    rows: list[Sequence[ListValue]] = [["=1+1"], [1.5], ["a\x08b"]]
    add_sheet(archive, Listing("反映/記録:" + "長" * 40, [Heading("値", 10)], [], rows), first=False)
    workbook = load_workbook(io.BytesIO(archive.to_bytes()))
    assert workbook.sheetnames == ["進捗", "反映_記録_" + "長" * 25]
    assert workbook.active.title == "進捗"
    sheet = workbook.worksheets[1]
    assert [sheet["A2"].data_type, sheet["A2"].value, sheet["A3"].value] == ["s", "=1+1", 1.5]
    assert parts(archive.to_bytes())["xl/worksheets/sheet1.xml"] == parts(by_hand())["xl/worksheets/sheet1.xml"]


def test_levels_are_words_not_colours_alone(returned: Path, tmp_path: Path) -> None:
    rows = first_sheet(make(returned, tmp_path / "票.xlsx", [told("B2"), told("B3", Level.WARNING)]))
    assert [row[1] for row in rows[7:]] == ["エラー", "警告"]


def test_a_text_that_looks_like_an_escape_is_shown_as_it_was_written(returned: Path, tmp_path: Path) -> None:
    odd = told("C2", value="", message="様式_x0041_\r\nを直す")
    made = make(returned, tmp_path / "票.xlsx", [odd])
    rows = open_workbook(made).rows(SLIP)
    assert [row[5] for row in rows if row[0] == 1.0] == ["様式_x0041_\nを直す"]  # not 様式A
    note = next(part for name, part in parts(made.read_bytes()).items() if "comments" in name)
    assert "様式_x005F_x0041_\nを直す".encode() in note  # ISO/IEC 29500-1, 22.9.2.19
