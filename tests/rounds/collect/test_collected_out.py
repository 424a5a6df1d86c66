"""集約結果.xlsx: what a clerk of the DX office looks for in it, and whether its links lead there."""

from __future__ import annotations

import urllib.parse
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from dxbook.errors import OutputFailed
from dxbook.findings import Finding, Place, finding
from dxbook.rounds.collect.model import Applied, Collected, Conflict, Edit, Merged, Returned, Verdict
from dxbook.rounds.collect.results import write
from dxbook.workbook.make import lists
from dxbook.workbook.make.lists import target

DONE = ("reports", "01-01|2025", "done")
LONG = "予約枠を1日20件から30件に広げ、電話に加えて窓口の端末からも予約できるようにした。" * 6


def edit(raw: object, cell: str = "F7", base: str = "") -> Edit:
    return Edit(DONE, raw, str(raw or ""), base, "進捗", cell)


def returned(folder: Path, name: str, department: str, verdict: Verdict, **fields: Any) -> Returned:
    path = folder / "返送" / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(b"x")
    return Returned(path, name, saved="2026-04-20T01:15:00Z", department=department, verdict=verdict, due=12,
                    answered=12, **fields)


def blank(name: str, cell: str) -> Finding:
    return finding("L101", Place(name, "進捗", cell, "課題"), help="残っている課題を書きます。")


def sample(folder: Path) -> Collected:
    """Five departments are due: one file each is accepted, conditional and sent back, one came twice, one not."""
    hall, tax = "R7進捗_市民課 (2).xlsx", "R7進捗_税務課.xlsx"
    gaps = [blank(tax, "G7"), blank(tax, "H9")]
    files = [
        returned(folder, hall, "市民課", Verdict.ACCEPTED, edits=[edit("x")] * 5),  # two of them are conflicts
        returned(folder, tax, "税務課", Verdict.CONDITIONAL, missing=gaps, findings=[
            *gaps,
            finding("D110", Place(tax, "施策", "C4", "施策名"), "窓口の混雑をなくす"),
            finding("D111", Place(tax, "施策", "A9", "施策ID"), "01-09、コンビニ納付の拡大"),
        ]),
        returned(folder, "100%回答#最終 [税].xlsx", "税務課", Verdict.CONDITIONAL, findings=[
            finding("D106", Place("100%回答#最終 [税].xlsx"), others=tax)]),
        returned(folder, "総務.xlsx", "総務課", Verdict.REJECTED, missing=[blank("総務.xlsx", "G12")], findings=[
            finding("L101", Place("総務.xlsx", "進捗", f"F{row}", "取組内容"), help="") for row in range(7, 10)]),
        returned(folder, "他市の計画.xlsx", "", Verdict.REJECTED, problem="事務局が配布したブックではありません。",
                 findings=[finding("D101", Place("他市の計画.xlsx"))]),
    ]
    conflicts = [
        Conflict(DONE, "配布のあとに計画も変わりました", "予約枠を広げた。",
                 (("市民課", hall, edit(LONG)), ("税務課", tax, edit("予約を始めた。", "F9"))), "進捗", "E7",
                 "01-01 オンライン申請の拡大"),
        Conflict(("reports", "01-02|2025", "budget"), "行が計画からなくなりました", None, (("市民課", hall, edit(1200.0, "L8")),),
                 "進捗", "", "01-02 窓口の混雑の緩和"),
    ]
    applied = [Applied(DONE, None, edit("x"), "市民課", hall, "", "進捗", f"F{row}", "") for row in range(3)]
    plan = folder / "計画" / "DX推進計画.xlsx"
    plan.parent.mkdir(exist_ok=True)
    plan.write_bytes(b"x")
    return Collected(plan, 2025, files, ["議会事務局"], Merged(applied, conflicts))


def made(folder: Path, **options: Any) -> Path:
    output = folder / "結果" / "集約結果.xlsx"
    output.parent.mkdir(exist_ok=True)
    write(sample(folder), output, links_from=output.parent, **options)
    return output


def rows(path: Path, title: str, header: str) -> list[dict[str, Any]]:
    """The table of a sheet below its header row, by header."""
    values = [list(row) for row in load_workbook(path)[title].iter_rows(values_only=True)]
    top = next(number for number, row in enumerate(values) if row[0] == header)
    names = [str(each) for each in values[top]]
    return [dict(zip(names, row, strict=True)) for row in values[top + 1:]]


def links(path: Path, title: str) -> dict[str, tuple[str, str]]:
    """Cell → (relationship target, location) of a sheet's links, from the parts themselves."""
    number = load_workbook(path).sheetnames.index(title) + 1
    with zipfile.ZipFile(path) as archive:
        sheet = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
        rels = f"xl/worksheets/_rels/sheet{number}.xml.rels"
        found = archive.read(rels) if rels in archive.namelist() else b"<none/>"
    targets = {each.get("Id"): each.get("Target", "") for each in ElementTree.fromstring(found)}
    rid = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return {each.get("ref", ""): (targets.get(each.get(rid), ""), each.get("location", ""))
            for each in sheet.iter() if each.tag.endswith("}hyperlink")}


def lead(path: Path) -> str:
    """What stands above the ledger."""
    cells = [row[0] for row in load_workbook(path)["台帳"].iter_rows(max_row=8, max_col=1, values_only=True)]
    return "\n".join(str(cell) for cell in cells if cell)


def test_the_top_says_how_many_answered_who_did_not_and_what_is_to_decide(tmp_path: Path) -> None:
    text = lead(made(tmp_path))
    assert "令和7年度" in text
    assert "提出 3/4 部署" in text
    assert "○ 受理 1　△ 条件付 1　✕ 差戻し 1　－ 未提出 1" in text
    assert "－ 未提出: 議会事務局" in text
    assert "✕ 差戻し: 総務課" in text
    assert "「食い違い」が2件" in text
    assert "「変更の申し出」が2件" in text


def test_the_ledger_has_a_row_for_each_file_and_each_department_without_one(tmp_path: Path) -> None:
    order = ["総務課", "市民課", "税務課", "議会事務局"]
    found = rows(made(tmp_path, departments=order), "台帳", "部署")
    assert [(row["部署"], row["判定"], row["ファイル"]) for row in found] == [
        ("総務課", "✕ 差戻し", "総務.xlsx"), ("市民課", "○ 受理", "R7進捗_市民課 (2).xlsx"),
        ("税務課", "△ 条件付", "100%回答#最終 [税].xlsx"), ("税務課", "△ 条件付", "R7進捗_税務課.xlsx"),
        ("議会事務局", "－ 未提出", None), ("（わかりません）", "✕ 受け取れない", "他市の計画.xlsx"),
    ]
    hall, tax = found[1], found[3]
    assert (hall["反映"], hall["食い違い"], hall["記入"]) == (3, 2, "12/12")
    assert hall["最終保存"] == "2026-04-20 10:15"  # Excel writes UTC; the office's clock is nine hours ahead
    assert (tax["エラー"], tax["警告"], tax["食い違い"]) == (None, 2, 1)  # what is blank is no mistake
    assert tax["理由"].startswith("未記入 2、")
    assert found[0]["エラー"] == 3
    assert found[0]["理由"].endswith(" 3")
    assert found[5]["理由"] == "事務局が配布したブックではありません。"


def test_links_lead_to_the_file_and_to_the_cell(tmp_path: Path) -> None:
    path = made(tmp_path)
    hrefs = [each for title in ("台帳", "食い違い", "指摘") for each, _ in links(path, title).values() if each]
    assert len(hrefs) > 10
    for each in hrefs:
        reached = path.parent / urllib.parse.unquote(each).replace("\\", "/")
        assert reached.is_file(), each
    assert ("..\\返送\\R7進捗_税務課.xlsx", "'施策'!C4") in links(path, "指摘").values()
    assert ("..\\計画\\DX推進計画.xlsx", "'進捗'!E7") in links(path, "食い違い").values()
    assert ("", "'食い違い'!A1") in links(path, "台帳").values()


def test_links_to_the_slips_and_to_the_new_plan(tmp_path: Path) -> None:
    collected = sample(tmp_path)
    results = tmp_path / "結果"
    results.mkdir()
    slip = results / "差戻し票" / "総務.xlsx"
    rejected = collected.files[3].path
    write(collected, results / "a.xlsx", links_from=results, slips={rejected: slip}, new_plan=results / "新計画.xlsx")
    assert ("差戻し票\\総務.xlsx", "") in links(results / "a.xlsx", "台帳").values()
    assert ("新計画.xlsx", "") in links(results / "a.xlsx", "台帳").values()
    assert ("..\\計画\\DX推進計画.xlsx", "'進捗'!E7") in links(results / "a.xlsx", "食い違い").values()  # decided there


@pytest.mark.parametrize(("name", "expected"), [
    ("R7進捗_市民課.xlsx", "返送/R7進捗_市民課.xlsx"),
    ("R7 進捗 (2).xlsx", "返送/R7%20進捗%20(2).xlsx"),
    ("100%#1 [税].xlsx", "返送/100%25%231%20%5b税%5d.xlsx"),
    ("%E5%B8%82.xlsx", "返送/%25E5%25B8%2582.xlsx"),  # a name that looks like an escape is not one
])
def test_a_link_names_the_file_as_excel_does(tmp_path: Path, name: str, expected: str) -> None:
    assert target(tmp_path / "返送" / name, tmp_path) == expected


def test_libreoffice_opens_the_linked_files(tmp_path: Path, soffice: Callable[[Path, str], Path]) -> None:
    """Another reader resolves the links too, also where names hold spaces, # and %."""
    import re

    flat = soffice(made(tmp_path), "fods").read_text(encoding="utf-8")
    hrefs = set(re.findall(r'xlink:href="([^"#]+\.xlsx)', flat))
    names = {Path(urllib.parse.unquote(each)).name for each in hrefs}
    assert {"R7進捗_市民課 (2).xlsx", "100%回答#最終 [税].xlsx", "DX推進計画.xlsx"} <= names


def test_a_conflict_shows_every_value_and_room_for_the_decision(tmp_path: Path) -> None:
    found = rows(made(tmp_path), "食い違い", "番号")
    assert [(row["番号"], row["だれの値"], row["値"]) for row in found] == [
        (1, "計画（今の値）", "予約枠を広げた。"), (1, "市民課", LONG), (1, "税務課", "予約を始めた。"),
        (2, "計画（今の値）", "（空欄）"), (2, "市民課", "1200"),
    ]
    assert {(row["行"], row["欄"]) for row in found[:3]} == {("01-01 オンライン申請の拡大", "取組内容")}
    assert found[4]["欄"] == "予算額"
    assert found[0]["理由"] == "配布のあとに計画も変わりました"
    assert found[2]["セル"] == "進捗!F9"
    assert all(row["決定"] is None for row in found)


def test_who_did_not_answer_and_what_is_still_blank(tmp_path: Path) -> None:
    found = rows(made(tmp_path, departments=["税務課", "総務課"]), "未回答", "部署")
    assert [(row["部署"], row["判定"], row["セル"]) for row in found] == [
        ("議会事務局", "－ 未提出", None), ("税務課", "△ 条件付", "G7"), ("税務課", "△ 条件付", "H9"),
        ("総務課", "✕ 差戻し", "G12"),
    ]
    assert found[0]["内容"] == "返送がありません。"


def test_wishes_stand_apart_from_mistakes(tmp_path: Path) -> None:
    path = made(tmp_path)
    wished = rows(path, "変更の申し出", "部署")
    assert [(row["部署"], row["部署が書いた値"]) for row in wished] == [
        ("税務課", "窓口の混雑をなくす"), ("税務課", "01-09、コンビニ納付の拡大")]
    assert len(rows(path, "指摘", "部署")) == 9


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    collected = sample(tmp_path)
    write(collected, tmp_path / "a.xlsx", links_from=tmp_path)
    collected.files.reverse()
    write(collected, tmp_path / "b.xlsx", links_from=tmp_path)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_empty_results_say_so(tmp_path: Path) -> None:
    output = tmp_path / "a.xlsx"
    write(Collected(tmp_path / "p.xlsx", 2025, absent=["市民課"]), output, links_from=tmp_path)
    book = load_workbook(output)
    for title, sentence in (("食い違い", "食い違いはありません。"), ("指摘", "指摘はありません。")):
        assert sentence in [cell.value for cell in book[title]["A"]]
    assert rows(output, "台帳", "部署")[0]["判定"] == "－ 未提出"


@pytest.mark.parametrize("title", ["台帳", "食い違い", "未回答", "変更の申し出", "指摘"])
def test_every_sheet_prints_on_a4_with_its_headers(tmp_path: Path, title: str) -> None:
    sheet = load_workbook(made(tmp_path))[title]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1)  # 1 is the format's default
    assert sheet.page_setup.fitToHeight == 0
    header = int(str(sheet.print_title_rows).lstrip("$").partition(":")[0])
    assert sheet.cell(header, 1).value in ("部署", "番号")
    assert str(sheet.auto_filter.ref).startswith(f"A{header}:")
    assert sheet.freeze_panes == f"B{header + 1}"


def test_excel_finds_no_fault(tmp_path: Path, validate: Callable[[Path], list[str]]) -> None:
    assert validate(made(tmp_path)) == []


def test_texts_that_no_cell_holds_do_not_stop_the_list(tmp_path: Path, validate: Callable[[Path], list[str]]) -> None:
    broken = "R7\udc8e\udc73.xlsx"  # a name in another code page, as old shares give
    each = Returned(tmp_path / broken, broken, department="市民課", verdict=Verdict.REJECTED, findings=[
        finding("D110", Place(broken, "進捗", "F7", "課題"), "=1+1\x07" + "長" * 40_000)])
    output = tmp_path / "a.xlsx"
    write(Collected(tmp_path / "p.xlsx", 2025, [each]), output, links_from=tmp_path)
    assert rows(output, "台帳", "部署")[0]["ファイル"] == "R7??.xlsx"
    assert rows(output, "指摘", "部署")[0]["値"].startswith("=1+1")
    assert load_workbook(output)["指摘"]["F5"].data_type == "s"
    assert validate(output) == []


def test_more_links_than_excel_follows_become_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_LINKS", 5)
    path = made(tmp_path)
    assert len(links(path, "指摘")) == 5
    assert len(rows(path, "指摘", "部署")) == 9


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    collected = sample(tmp_path)
    with pytest.raises(OutputFailed):
        write(collected, collected.plan, links_from=tmp_path, inputs=[collected.plan])
    assert collected.plan.read_bytes() == b"x"
