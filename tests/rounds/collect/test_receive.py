
"""Receiving one returned workbook: whose it is, what was written, what was done to the form, the verdict."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dxbook import jobs
from dxbook.reading import workbook as book
from dxbook.rounds.collect.model import Returned, Verdict
from dxbook.rounds.collect.receive import Expected, asked_of, receive
from dxbook.workbook.edit.archive import Archive
from tests.support.returned import BLANK, FILLED, REPORTS, give_back, hand_out, sheets
from tests.support.tables import DEFAULTS, plan_book

ASKED = Expected("479993-2023", 2025)


@pytest.fixture
def meta(tmp_path: Path) -> dict[str, str]:
    return hand_out(tmp_path / "配布.xlsx")


def take(path: Path) -> Returned:
    (returned,) = receive([(path, path.name)], ASKED)
    return returned


def codes(returned: Returned) -> set[str]:
    return {each.code for each in returned.findings}


def where(returned: Returned, code: str) -> list[tuple[str, str]]:
    return [(each.sheet, each.cell) for each in returned.findings if each.code == code]


def test_a_full_answer_is_accepted_whatever_the_file_is_called(tmp_path: Path, meta: dict[str, str]) -> None:
    returned = take(give_back(tmp_path / "コピー ～ 最終版(2).xlsx", meta))
    assert (returned.verdict, returned.department, returned.problem) == (Verdict.ACCEPTED, "市民課", "")
    assert (returned.answered, returned.due) == (4, 4)
    written = {edit.target: edit.raw for edit in returned.edits}
    assert written["reports", "01-01|2025", "done"] == "手続を11件増やした。"
    assert written["actuals", "K02|2025", "actual"] == "21分"
    assert len(written) == 20


def test_an_edit_knows_its_cell(tmp_path: Path, meta: dict[str, str]) -> None:
    returned = take(give_back(tmp_path / "a.xlsx", meta))
    (done,) = [edit for edit in returned.edits if edit.target == ("reports", "01-02|2025", "done")]
    assert (done.sheet, done.cell, done.base, done.fresh) == ("進捗", "C3", "", True)


def test_nothing_written_goes_back(tmp_path: Path, meta: dict[str, str]) -> None:
    returned = take(give_back(tmp_path / "a.xlsx", meta, BLANK))
    assert returned.verdict is Verdict.REJECTED
    assert "D120" in codes(returned)
    assert not returned.edits


def test_half_an_answer_is_taken_on_condition_and_what_is_missing_is_named(tmp_path: Path, meta: dict[str, str]) -> None:
    half = {key: text for key, text in FILLED.items() if key.endswith("1")}
    returned = take(give_back(tmp_path / "a.xlsx", meta, half))
    assert (returned.verdict, returned.answered, returned.due) == (Verdict.CONDITIONAL, 2, 4)
    assert {(each.sheet, each.cell) for each in returned.missing} == {("進捗", "C3"), ("実績", "D3")}


def test_a_mistake_goes_back_with_its_cell(tmp_path: Path, meta: dict[str, str]) -> None:
    returned = take(give_back(tmp_path / "a.xlsx", meta, FILLED | {"progress2": "ぼちぼち", "budget1": "約千円"}))
    assert returned.verdict is Verdict.REJECTED
    assert where(returned, "L103") == [("進捗", "F3")]
    assert where(returned, "C107") == [("進捗", "H2")]


def test_what_is_wrong_in_the_plan_itself_is_not_told_to_departments(tmp_path: Path) -> None:
    wrong = DEFAULTS["kpis"].replace("| 60件 |", "| たくさん |").replace("| 令和9年度 | 発券機", "| 令和99年度 | 発券機")
    meta = hand_out(tmp_path / "配布.xlsx", kpis=wrong)
    returned = take(give_back(tmp_path / "a.xlsx", meta, kpis=wrong))
    assert returned.verdict is Verdict.ACCEPTED, returned.findings


def test_another_width_of_letters_is_no_edit(tmp_path: Path) -> None:
    meta = hand_out(tmp_path / "配布.xlsx", answers={"done1": "ＤＸを進めた。", "actual1": "３８件"})
    returned = take(give_back(tmp_path / "a.xlsx", meta, {"done1": "DXを進めた。", "actual1": "38件"}))
    assert not returned.edits


def test_an_emptied_cell_is_an_edit(tmp_path: Path) -> None:
    meta = hand_out(tmp_path / "配布.xlsx", answers=FILLED)
    returned = take(give_back(tmp_path / "a.xlsx", meta, FILLED | {"note1": "", "problem1": ""}))
    assert [(edit.target[2], edit.raw, edit.text) for edit in returned.edits] == [("problem", None, "")]
    assert where(returned, "D117") == [("進捗", "D2")]
    assert returned.verdict is Verdict.CONDITIONAL


@pytest.mark.parametrize(("sheet", "old", "new", "cell"), [
    ("measures", "| オンライン申請の拡大 |", "| オンライン申請 |", ("施策", "C2")),
    ("kpis", "| 60件 |", "| 40件 |", ("指標", "J2")),
])
def test_a_changed_cell_that_was_not_theirs_is_told_and_not_taken(
    tmp_path: Path, meta: dict[str, str], sheet: str, old: str, new: str, cell: tuple[str, str]
) -> None:
    returned = take(give_back(tmp_path / "a.xlsx", meta, **{sheet: DEFAULTS[sheet].replace(old, new)}))
    assert returned.verdict is Verdict.CONDITIONAL
    assert where(returned, "D110") == [cell]
    assert len(returned.edits) == 20


def test_an_earlier_year_is_not_theirs(tmp_path: Path, meta: dict[str, str]) -> None:
    actuals = sheets(FILLED)["actuals"].replace("| 27件 |", "| 29件 |")
    returned = take(give_back(tmp_path / "a.xlsx", meta, actuals=actuals))
    assert where(returned, "D110") == [("実績", "C2")]


def test_the_plan_sheet_is_not_theirs(tmp_path: Path, meta: dict[str, str]) -> None:
    returned = take(give_back(tmp_path / "a.xlsx", meta, plan={"計画名": "別の名前"}))
    assert where(returned, "D110") == [("計画", "B4")]


def test_an_added_row_is_told_and_not_taken(tmp_path: Path, meta: dict[str, str]) -> None:
    more = sheets(FILLED)["reports"] + "    | 09-09 | 令和7年度 | 足した。 | | | 計画どおり | 継続 | | |\n"
    returned = take(give_back(tmp_path / "a.xlsx", meta, reports=more))
    assert where(returned, "D111") == [("進捗", "A4")]
    assert returned.verdict is Verdict.CONDITIONAL
    assert not [edit for edit in returned.edits if edit.target[1].startswith("09-09")]


def test_a_deleted_row_goes_back(tmp_path: Path, meta: dict[str, str]) -> None:
    fewer = "\n".join(line for line in sheets(FILLED)["reports"].splitlines() if "01-02" not in line)
    returned = take(give_back(tmp_path / "a.xlsx", meta, reports=fewer))
    assert returned.verdict is Verdict.REJECTED
    assert [each.value for each in returned.findings if each.code == "D112"] == ["01-02"]


def test_a_row_copied_below_goes_back(tmp_path: Path, meta: dict[str, str]) -> None:
    twice = sheets(FILLED)["reports"] + "    | 01-01 | 令和7年度 | 二重 | | | 計画どおり | 継続 | | |\n"
    returned = take(give_back(tmp_path / "a.xlsx", meta, reports=twice))
    assert returned.verdict is Verdict.REJECTED
    assert where(returned, "D113") == [("進捗", "A4")]


def test_rows_and_columns_in_another_order_are_the_same(tmp_path: Path, meta: dict[str, str]) -> None:
    lines = sheets(FILLED)["reports"].splitlines()
    head, first, second = lines[1:4]
    swapped = "\n".join([head, second, first])
    assert take(give_back(tmp_path / "a.xlsx", meta, reports=swapped)).verdict is Verdict.ACCEPTED


def test_a_deleted_entry_column_goes_back_and_empties_nothing(tmp_path: Path) -> None:
    meta = hand_out(tmp_path / "配布.xlsx", answers=FILLED)
    table = REPORTS.format(**FILLED).splitlines()
    without = "\n".join("|".join(line.split("|")[:4] + line.split("|")[5:]) for line in table)
    returned = take(give_back(tmp_path / "a.xlsx", meta, FILLED, reports=without))
    assert returned.verdict is Verdict.REJECTED
    assert [each.column for each in returned.findings if each.code == "D115"] == ["課題"]
    assert not returned.edits


def test_a_deleted_year_goes_back(tmp_path: Path, meta: dict[str, str]) -> None:
    table = sheets(FILLED)["actuals"].splitlines()
    without = "\n".join("|".join(line.split("|")[:4] + line.split("|")[5:]) for line in table)
    returned = take(give_back(tmp_path / "a.xlsx", meta, FILLED, actuals=without))
    assert returned.verdict is Verdict.REJECTED
    assert [each.column for each in returned.findings if each.code == "D115"] == ["令和7年度 実績値"]


def test_a_deleted_sheet_goes_back(tmp_path: Path) -> None:
    steps = "| 施策ID | 番号 | 工程名 | 開始年度 | 終了年度 | 状態 |\n| 01-01 | n:1 | 調べる | 令和7年度 | 令和8年度 | 予定 |"
    meta = hand_out(tmp_path / "配布.xlsx", steps=steps)
    returned = take(give_back(tmp_path / "a.xlsx", meta))
    assert returned.verdict is Verdict.REJECTED
    assert [each.sheet for each in returned.findings if each.code == "D116"] == ["工程"]


def test_hidden_rows_and_merged_cells_are_told(tmp_path: Path, meta: dict[str, str]) -> None:
    returned = take(give_back(tmp_path / "a.xlsx", meta, hidden_rows={"進捗": [3]}, merges={"進捗": ["D2:E2"]}))
    assert {"F111", "F110"} <= codes(returned)
    assert returned.verdict is not Verdict.ACCEPTED


def test_a_workbook_that_was_not_handed_out_is_nobodys(tmp_path: Path) -> None:
    returned = take(plan_book(tmp_path / "R7進捗_市民課.xlsx", meta={}))
    assert (codes(returned), returned.verdict, returned.department) == ({"D101"}, Verdict.REJECTED, "")


def test_another_citys_workbook_is_nobodys(tmp_path: Path, meta: dict[str, str]) -> None:
    returned = take(give_back(tmp_path / "a.xlsx", meta | {"plan_id": "111111-2023"}))
    assert codes(returned) == {"D102"}


def test_another_years_workbook_is_nobodys(tmp_path: Path, meta: dict[str, str]) -> None:
    returned = take(give_back(tmp_path / "a.xlsx", meta | {"handout_fy": "2024"}))
    assert codes(returned) == {"D103"}
    assert "令和6年度" in returned.findings[0].message


def test_unreadable_files_stop_nothing(tmp_path: Path, meta: dict[str, str]) -> None:
    (tmp_path / "壊れ.xlsx").write_bytes(b"PK\x03\x04 truncated")
    (tmp_path / "鑑.pdf").write_bytes(b"%PDF-1.4")
    good = give_back(tmp_path / "良.xlsx", meta)
    files = [(tmp_path / "壊れ.xlsx", "壊れ.xlsx"), (tmp_path / "鑑.pdf", "鑑.pdf"), (good, "良.xlsx")]
    first, second, third = receive(files, ASKED)
    assert codes(first) == codes(second) == {"F100"}
    assert third.verdict is Verdict.ACCEPTED


def test_an_older_layout_is_read_and_said(tmp_path: Path, meta: dict[str, str]) -> None:
    returned = take(give_back(tmp_path / "a.xlsx", meta | {"schema_version": "1"}))
    assert (returned.verdict, codes(returned)) == (Verdict.ACCEPTED, {"D104"})
    assert len(returned.edits) == 20


def test_last_years_text_again_is_told_though_the_hand_out_only_quotes_it(tmp_path: Path, meta: dict[str, str]) -> None:
    same = FILLED | {"done2": "予約の枠を広げ、電話での受付を減らした。"}
    before = REPORTS.format(**same).replace("令和7年度", "令和6年度")
    plan = book.read(plan_book(tmp_path / "計画.xlsx", meta={}, reports=before))
    answered = give_back(tmp_path / "a.xlsx", meta, same | {"done1": "手続を12件増やし、説明会を開いた。"})
    asked = asked_of(plan, 2025)
    (returned,) = receive([(answered, "a.xlsx")], asked)
    assert where(returned, "K120") == [("進捗", "C3")]


def test_when_a_person_saved_it_is_what_the_file_says(tmp_path: Path, meta: dict[str, str]) -> None:
    path = give_back(tmp_path / "a.xlsx", meta)
    archive = Archive(path.read_bytes(), path.name)
    core = archive.read("docProps/core.xml")
    archive.put("docProps/core.xml", re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-04-10T05:30:00Z", core))
    archive.write(tmp_path / "b.xlsx")
    assert take(tmp_path / "b.xlsx").saved == "2026-04-10T05:30:00Z"


def test_a_hand_out_that_nobody_saved_says_no_time(tmp_path: Path) -> None:
    path = plan_book(tmp_path / "計画.xlsx", meta={})
    jobs.handout(path, tmp_path / "配布", fy=2025)
    (sent,) = (tmp_path / "配布").glob("*市民課*.xlsx")
    assert take(sent).saved == ""


def test_a_workbook_that_lost_its_hidden_sheet_is_told_so(tmp_path: Path) -> None:
    returned = take(plan_book(tmp_path / "写し.xlsx", meta=None))
    assert codes(returned) == {"D109"}


def test_a_changed_id_is_told_by_its_row_and_not_as_an_empty_answer(tmp_path: Path, meta: dict[str, str]) -> None:
    reports = sheets(FILLED)["reports"].replace("| 01-01 |", "| 01-91 |").replace("| 01-02 |", "| 01-92 |")
    returned = take(give_back(tmp_path / "a.xlsx", meta, BLANK, reports=reports))
    assert {"D111", "D112"} <= codes(returned)
    assert "D120" not in codes(returned)
