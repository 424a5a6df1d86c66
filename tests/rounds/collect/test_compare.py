"""What differs between a hand-out and what came back: every edit with its cell, every change of form word for word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dxbook.findings import Finding
from dxbook.plan import Identity
from dxbook.reading import workbook as book
from dxbook.rounds.collect.compare import Compared, compare
from tests.support.returned import BLANK, FILLED, REPORTS, identity_of, sheets
from tests.support.tables import DEFAULTS, plan_book

Changes = Mapping[str, Any]
Differ = Callable[..., Compared]


@pytest.fixture
def differ(tmp_path: Path) -> Differ:
    """``handed`` and ``back`` are answers; ``before`` and ``after`` sheets that differ from the default plan."""

    def run(handed: Mapping[str, str], back: Mapping[str, str], *, before: Changes | None = None,
            after: Changes | None = None, known: Callable[[Identity], Identity] = lambda each: each,
            unchanged: tuple[str, ...] = ()) -> Compared:
        out = plan_book(tmp_path / "配布.xlsx", meta={}, **(sheets(handed) | dict(before or {})))
        returned = plan_book(tmp_path / "返送.xlsx", meta={}, **(sheets(back) | dict(before or {}) | dict(after or {})))
        return compare(book.read(returned), known(identity_of(out)), unchanged)

    return run


def told(found: Compared) -> list[tuple[str, str, str, str, str, str]]:
    def one(each: Finding) -> tuple[str, str, str, str, str, str]:
        return each.code, each.file, each.sheet, each.cell, each.column, each.message

    return [one(each) for each in found.findings]


def test_nothing_differs_where_nothing_was_done(differ: Differ) -> None:
    found = differ(FILLED, FILLED)
    assert (found.edits, found.findings) == ([], [])


def test_the_cells_of_a_department_are_those_of_the_year(differ: Differ) -> None:
    """取組内容 to 決算額 of both measures, and 実績値, 時点, 区分, 備考 of 令和7年度 for both KPIs; no other year."""
    assert differ(BLANK, BLANK).open == {
        *(("進捗", f"{letter}{row}") for letter in "CDEFGHI" for row in (2, 3)),
        *(("実績", f"{letter}{row}") for letter in "DEFG" for row in (2, 3)),
    }


def test_an_edit_is_told_with_all_that_the_merge_needs(differ: Differ) -> None:
    edits = {each.target: each for each in differ(BLANK, BLANK | {"budget2": "n:300", "actual1": "38件"}).edits}
    assert set(edits) == {("reports", "01-02|2025", "budget"), ("actuals", "K01|2025", "actual")}
    budget, actual = edits["reports", "01-02|2025", "budget"], edits["actuals", "K01|2025", "actual"]
    assert (budget.raw, budget.text, budget.sheet, budget.cell) == (300, "300", "進捗", "H3")
    assert (actual.raw, actual.text, actual.sheet, actual.cell) == ("38件", "38件", "実績", "D2")
    assert {(each.base, each.fresh) for each in edits.values()} == {("", True)}


def test_a_row_that_was_handed_out_filled_is_not_fresh(differ: Differ) -> None:
    (edit,) = differ(BLANK | {"done1": "前の文。"}, BLANK | {"done1": "前の文。", "problem1": "周知が足りない。"}).edits
    assert (edit.target, edit.cell, edit.fresh) == (("reports", "01-01|2025", "problem"), "D2", False)


def test_an_emptied_cell_is_an_edit_and_told(differ: Differ) -> None:
    found = differ(FILLED, FILLED | {"problem1": ""})
    assert [(each.target, each.raw, each.text, each.cell) for each in found.edits] == [
        (("reports", "01-01|2025", "problem"), None, "", "D2")]
    assert told(found) == [("D117", "返送.xlsx", "進捗", "D2", "課題", "「課題」に配布のときあった値が消されています。")]


def test_a_cell_that_was_not_theirs_is_told_with_what_it_says_now(differ: Differ) -> None:
    after = {"kpis": DEFAULTS["kpis"].replace("| 60件 |", "| 40件 |")}
    assert told(differ(BLANK, BLANK, after=after)) == [
        ("D110", "返送.xlsx", "指標", "J2", "目標値", "記入欄ではない「目標値」が変わっています。いまの値: 「40件」")]


def test_a_report_of_another_year_is_not_theirs(differ: Differ) -> None:
    before = {"reports": REPORTS.format(**FILLED).replace("| 01-02 | 令和7年度", "| 01-02 | 令和6年度")}
    after = {"reports": before["reports"].replace("予約の枠を広げた。", "枠を広げた。")}
    found = differ(FILLED, FILLED, before=before, after=after)
    assert found.edits == []
    assert [each[:5] for each in told(found)] == [("D110", "返送.xlsx", "進捗", "C3", "取組内容")]
    assert ("進捗", "C2") in found.open
    assert ("進捗", "C3") not in found.open


def test_a_row_that_is_only_shown_has_no_cells_of_theirs(differ: Differ) -> None:
    def shown(known: Identity) -> Identity:
        rows = dict(known.rows["reports"])
        rows["01-02|2025"] = replace(rows["01-02|2025"], reference=True)
        return replace(known, rows={**known.rows, "reports": rows})

    found = differ(FILLED, FILLED | {"done2": "別の文。"}, known=shown)
    assert found.edits == []
    assert [each[:4] for each in told(found)] == [("D110", "返送.xlsx", "進捗", "C3")]
    assert {cell for sheet, cell in found.open if sheet == "進捗"} == {f"{letter}2" for letter in "CDEFGHI"}


def test_a_sheet_that_is_known_to_be_the_same_is_not_looked_at(differ: Differ) -> None:
    found = differ(BLANK, FILLED, unchanged=("reports",))
    assert {each.target[0] for each in found.edits} == {"actuals"}
    assert {sheet for sheet, _ in found.open} == {"実績"}


# Rows

def test_an_added_row_is_shown_by_its_first_cells(differ: Differ) -> None:
    more = sheets(FILLED)["reports"] + "    | 09-09 | 令和7年度 | 足した。 | | | 計画どおり | 継続 | | |\n"
    assert told(differ(FILLED, FILLED, after={"reports": more})) == [
        ("D111", "返送.xlsx", "進捗", "A4", "施策ID", "配布していない行があります: 09-09、令和7年度、足した。")]


def test_an_added_row_is_shown_short(differ: Differ) -> None:
    more = sheets(FILLED)["reports"] + f"    | 09-09 | 令和7年度 | {'長' * 90} | | | 計画どおり | 継続 | | |\n"
    (found,) = differ(FILLED, FILLED, after={"reports": more}).findings
    assert found.value == "09-09、令和7年度、" + "長" * (80 - len("09-09、令和7年度、"))


def test_a_deleted_row_is_told_by_its_id(differ: Differ) -> None:
    fewer = "\n".join(line for line in sheets(FILLED)["reports"].splitlines() if "01-02" not in line)
    found = differ(FILLED, FILLED, after={"reports": fewer})
    assert told(found) == [("D112", "返送.xlsx", "進捗", "", "", "配布した「01-02」の行がありません。")]
    assert found.edits == []
    assert ("実績", "D3") in found.open  # what comes after it is looked at all the same


def test_a_row_copied_below_is_told_with_the_first(differ: Differ) -> None:
    twice = sheets(FILLED)["reports"] + "    | 01-01 | 令和7年度 | 二重 | | | 計画どおり | 継続 | | |\n"
    found = differ(FILLED, FILLED, after={"reports": twice})
    assert told(found) == [
        ("D113", "返送.xlsx", "進捗", "A4", "施策ID", "「01-01」の行が2つあります(2行目にもあります)。")]
    assert found.edits == []  # the first of the two is the one that is compared


def test_rows_that_moved_are_found_by_their_ids(differ: Differ) -> None:
    head, first, second = sheets(BLANK)["reports"].splitlines()[1:4]
    swapped = "\n".join([head, second.replace("| 01-02 | 令和7年度 |  |", "| 01-02 | 令和7年度 | 書いた。 |"), first])
    (edit,) = differ(BLANK, BLANK, after={"reports": swapped}).edits
    assert (edit.target, edit.raw, edit.cell) == (("reports", "01-02|2025", "done"), "書いた。", "C2")


# Columns and sheets

def without(table: str, column: int) -> str:
    """The table without its ``column``-th column, 1 being the first."""
    return "\n".join("|".join(line.split("|")[:column] + line.split("|")[column + 1:]) for line in table.splitlines())


@pytest.mark.parametrize("answers", [FILLED, BLANK])
def test_a_deleted_entry_column_is_told_once_and_empties_nothing(differ: Differ, answers: Mapping[str, str]) -> None:
    found = differ(answers, answers, after={"reports": without(sheets(answers)["reports"], 4)})
    assert told(found) == [("D115", "返送.xlsx", "進捗", "A1", "課題", "「課題」の列がありません。")]
    assert found.edits == []
    assert ("進捗", "D2") in found.open  # 今後の展望 stands there now
    assert len([cell for sheet, cell in found.open if sheet == "進捗"]) == 12


def test_a_deleted_year_is_told_by_its_name(differ: Differ) -> None:
    found = differ(FILLED, FILLED, after={"actuals": without(sheets(FILLED)["actuals"], 4)})
    assert told(found) == [("D115", "返送.xlsx", "実績", "A1", "令和7年度 実績値", "「令和7年度 実績値」の列がありません。")]
    assert found.edits == []


def test_an_earlier_year_may_go_unless_it_was_theirs(differ: Differ) -> None:
    """Only the year asked about must be there."""
    found = differ(FILLED, FILLED, after={"actuals": without(sheets(FILLED)["actuals"], 2)})
    assert "D115" not in [each[0] for each in told(found)]


def test_a_deleted_column_of_the_office_is_told_where_it_was_filled(differ: Differ) -> None:
    target = DEFAULTS["kpis"].splitlines()[1].split("|").index(" 目標値 ")
    found = differ(BLANK, BLANK, after={"kpis": without(DEFAULTS["kpis"], target)})
    assert [each[:5] for each in told(found)] == [("D115", "返送.xlsx", "指標", "A1", "目標値")]


def test_a_deleted_column_that_nobody_filled_is_not_missed(differ: Differ) -> None:
    lines = DEFAULTS["measures"].splitlines()
    noted = "\n".join(line + (" 備考 |" if number == 1 else " |" if line.strip() else "") for number, line in enumerate(lines))
    assert told(differ(BLANK, BLANK, before={"measures": noted}, after={"measures": DEFAULTS["measures"]})) == []


def test_columns_of_rows_that_are_only_shown_are_not_asked_for(differ: Differ) -> None:
    def shown(known: Identity) -> Identity:
        rows = {key: replace(row, reference=True) for key, row in known.rows["reports"].items()}
        return replace(known, rows={**known.rows, "reports": rows})

    found = differ(BLANK, BLANK, after={"reports": without(sheets(BLANK)["reports"], 4)}, known=shown)
    assert told(found) == []


def test_a_deleted_sheet_is_told(differ: Differ) -> None:
    steps = "| 施策ID | 番号 | 工程名 | 開始年度 | 終了年度 | 状態 |\n| 01-01 | n:1 | 調べる | 令和7年度 | 令和8年度 | 予定 |"
    found = differ(BLANK, BLANK | {"done1": "書いた。"}, before={"steps": steps}, after={"steps": None})
    assert told(found) == [("D116", "返送.xlsx", "工程", "", "", "配布した「工程」シートがありません。")]
    assert [each.target for each in found.edits] == [("reports", "01-01|2025", "done")]
