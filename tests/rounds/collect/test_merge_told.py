"""What the merge says of every cell: why it is not decided, where it stands, what it is called, who wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dxbook.rounds.collect.merge import merge
from dxbook.rounds.collect.model import CellAddress, Merged, RecordedValue, Verdict
from tests.support.merge_cases import FY, KPIS, MEASURES, ROWS, Plan, Wrote
from tests.support.merge_oracle import Cell

DONE: Cell = ("reports", f"01-01|{FY}", "done")
PROBLEM: Cell = ("reports", f"01-01|{FY}", "problem")
LATE: Cell = ("reports", f"02-01|{FY}", "done")
ACTUAL: Cell = ("actuals", f"K01|{FY}", "actual")
STATE: Cell = ("steps", "01-01|2", "state")
DONE_AT = ("進捗", "C2")  # 施策ID, 年度, 取組内容; the first row under the heads


def merged(now: Plan, *wrote: Wrote, recorded: Mapping[CellAddress, RecordedValue] | None = None) -> Merged:
    return merge(now.book(), [each.returned() for each in wrote], FY, recorded or {})


def wrote(text: Any, was: Any = "A", *, by: str = "市民課", file: str = "0.xlsx", cell: Cell = DONE, **more: Any) -> Wrote:
    """A file in which one cell says ``text``; ``was`` stood there when it was handed out."""
    return Wrote(by, file, Plan(cells={cell: was}), {cell: text}, **more)


def reasons(found: Merged) -> list[str]:
    return [each.reason for each in found.conflicts]


def test_a_change_is_told_with_all_that_stands_in_the_record() -> None:
    (one,) = merged(Plan(cells={DONE: "A"}), wrote("B", saved="2026-04-21T00:00:00Z")).applied
    assert (one.target, one.before, one.edit.raw) == (DONE, "A", "B")
    assert (one.department, one.file, one.saved) == ("市民課", "0.xlsx", "2026-04-21T00:00:00Z")
    assert (one.sheet, one.cell, one.label) == ("進捗", "C2", "01-01 施策01-01")


@pytest.mark.parametrize(("now", "files", "reason"), [
    ("C", [wrote("B")], "配布の後、計画でも変えられています。"),
    ("A", [wrote("B"), wrote("C", by="税務課", file="1.xlsx")], "届いたブックの値が互いに違います。"),
    ("B", [wrote("B"), wrote("C", by="税務課", file="1.xlsx")], "計画の値に決まっています。"),
])
def test_why_a_cell_is_not_decided(now: str, files: list[Wrote], reason: str) -> None:
    (conflict,) = merged(Plan(cells={DONE: now}), *files).conflicts
    assert (conflict.reason, conflict.current, conflict.settled) == (reason, now, reason == "計画の値に決まっています。")
    assert (conflict.sheet, conflict.cell, conflict.label) == ("進捗", "C2", "01-01 施策01-01")
    assert [(who, file, edit.text) for who, file, edit in conflict.claims] == [
        (each.department, each.file, each.cells[DONE]) for each in files]


def test_an_empty_cell_of_the_plan_is_not_a_decision() -> None:
    """One department emptied the cell and the other did not: that it is empty now settles nothing."""
    found = merged(Plan(cells={DONE: None}), wrote(None), wrote("C", by="税務課", file="1.xlsx"))
    assert reasons(found) == ["届いたブックの値が互いに違います。"]


def test_what_an_earlier_round_wrote_is_nobodys_decision() -> None:
    files = [wrote("B"), wrote("C", by="税務課", file="1.xlsx")]
    noted = {DONE_AT: RecordedValue("市民課", "2026-04-20 09:00", "B")}
    assert reasons(merged(Plan(cells={DONE: "B"}), *files, recorded=noted)) == ["届いたブックの値が互いに違います。"]


# A row that is not there

def test_a_report_that_the_plan_lacks_is_added_where_its_measure_stands() -> None:
    plan = Plan(rows=set(ROWS) - {("reports", f"02-01|{FY}")})
    (one,) = merged(plan, wrote("B", None, cell=LATE)).applied
    assert (one.before, one.sheet, one.cell, one.label) == (None, "進捗", "", "02-01 施策02-01")


@pytest.mark.parametrize(("cell", "was", "label"), [
    (LATE, "A", "02-01 施策02-01"),  # it was handed out filled, the measure still stands
    (STATE, "予定", "01-01"),
])
def test_a_row_that_is_gone(cell: Cell, was: str, label: str) -> None:
    plan = Plan(rows=set(ROWS) - {cell[:2]})
    (conflict,) = merged(plan, wrote("完了", was, cell=cell)).conflicts
    assert (conflict.reason, conflict.current) == ("この行は、配布の後に計画から消えています。", None)
    assert (conflict.cell, conflict.label) == ("", label)


def test_a_report_whose_measure_is_gone_is_not_added() -> None:
    plan = Plan(rows=set(ROWS) - {("reports", f"02-01|{FY}")}, parents={*MEASURES, *KPIS} - {"02-01"})
    (conflict,) = merged(plan, wrote("B", None, cell=LATE)).conflicts
    assert (conflict.reason, conflict.label) == ("この行は、配布の後に計画から消えています。", "02-01")


def test_a_row_that_stands_twice_takes_nothing() -> None:
    book = Plan(cells={DONE: "A"}).book()
    table = book.tables["reports"]
    first = table.records[0]
    table.records.append(table.sheet.row(9, first.values, first.raw, {"done": "C9"}))
    found = merge(book, [wrote("B").returned()], FY)
    assert (found.applied, reasons(found)) == ([], ["計画に同じ行が2つあります。"])
    assert found.conflicts[0].cell == "C2"  # the first of the two


def test_a_year_without_a_record_has_its_cell() -> None:
    """実績 has one row a KPI; nothing of the year is written yet, but the cell to write to is there."""
    (one,) = merged(Plan(), wrote("38件", None, cell=ACTUAL)).applied
    assert (one.sheet, one.cell, one.label) == ("実績", "C2", "K01 指標K01")


def test_a_cell_of_a_sheet_without_years_is_found_by_its_column() -> None:
    (one,) = merged(Plan(cells={STATE: "予定"}), wrote("完了", "予定", cell=STATE)).applied
    assert (one.sheet, one.cell) == ("工程", "G3")  # 状態 is the seventh column, the second step the second row


# Order: as the plan has its sheets, rows and columns; rows that it lacks come last

def test_changes_come_in_the_plans_order() -> None:
    plan = Plan(rows=set(ROWS) - {("reports", f"01-02|{FY}")})
    new: Cell = ("reports", f"01-02|{FY}", "done")
    typed = {new: "新しい行", LATE: "E", STATE: "完了", ACTUAL: "38件", PROBLEM: "D", DONE: "C"}
    one = Wrote("市民課", "0.xlsx", Plan(rows=plan.rows), typed)
    assert [each.target for each in merged(plan, one).applied] == [STATE, ACTUAL, DONE, PROBLEM, LATE, new]


def test_claims_come_by_department_and_file() -> None:
    files = [wrote("D", by="税務課", file="3.xlsx"), wrote("C", by="総務課", file="2.xlsx"),
             wrote("B", by="税務課", file="1.xlsx")]
    (conflict,) = merged(Plan(cells={DONE: "A"}), *files).conflicts
    assert [(who, file) for who, file, _ in conflict.claims] == [
        ("税務課", "1.xlsx"), ("税務課", "3.xlsx"), ("総務課", "2.xlsx")]


# Files of the same department

def left_alone(**more: Any) -> Wrote:
    """Another file of 市民課 that has the cell as it was handed out."""
    return Wrote(**{"department": "市民課", "file": "1.xlsx", "handed": Plan(cells={DONE: "A"}), "cells": {},
                    "saved": "2026-04-25T00:00:00Z"} | more)


def test_a_later_file_that_has_the_cell_unchanged_is_told() -> None:
    found = merged(Plan(cells={DONE: "A"}), wrote("B", saved="2026-04-20T00:00:00Z"), left_alone())
    assert (found.applied, reasons(found)) == ([], ["後から保存されたブックでは、元のままです。"])


@pytest.mark.parametrize("other", [
    left_alone(saved="2026-04-20T00:00:00Z"),  # saved at the same time, not later
    left_alone(saved="2026-04-19T00:00:00Z"),
    left_alone(saved=""),
    left_alone(department="税務課"),
    left_alone(handout_id="2"),
    left_alone(verdict=Verdict.REJECTED),
    left_alone(cells={DONE: "B"}),
])
def test_what_says_nothing_against_a_change(other: Wrote) -> None:
    found = merged(Plan(cells={DONE: "A"}), wrote("B", saved="2026-04-20T00:00:00Z"), other)
    assert ([each.edit.raw for each in found.applied], found.conflicts) == (["B"], [])


def test_one_of_two_files_that_say_the_same_is_enough() -> None:
    """The first of them has been saved again unchanged; the other has not."""
    files = [wrote("B", saved="2026-04-20T00:00:00Z"), wrote("B", file="2.xlsx", saved="2026-04-26T00:00:00Z"), left_alone()]
    assert len(merged(Plan(cells={DONE: "A"}), *files).applied) == 1


def test_a_file_that_changed_something_else_has_this_cell_unchanged() -> None:
    other = left_alone(cells={PROBLEM: "周知"})
    found = merged(Plan(cells={DONE: "A"}), wrote("B", saved="2026-04-20T00:00:00Z"), other)
    assert ([each.target for each in found.applied], [each.target for each in found.conflicts]) == ([PROBLEM], [DONE])


@pytest.mark.parametrize("verdict", [Verdict.ACCEPTED, Verdict.CONDITIONAL])
def test_what_is_taken(verdict: Verdict) -> None:
    assert len(merged(Plan(cells={DONE: "A"}), wrote("B", verdict=verdict)).applied) == 1


@pytest.mark.parametrize("verdict", [Verdict.REJECTED, Verdict.MISSING])
def test_what_is_not_taken(verdict: Verdict) -> None:
    assert merged(Plan(cells={DONE: "A"}), wrote("B", verdict=verdict)) == Merged()


# A second round: the plan holds what the same department wrote in the first

@pytest.mark.parametrize(("noted", "taken"), [
    (RecordedValue("市民課", "2026-04-20 09:00", "B"), True),
    (RecordedValue("税務課", "2026-04-20 09:00", "B"), False),  # another department's word stands
    (RecordedValue("", "2026-04-20 09:00", "B"), False),  # several wrote it
    (RecordedValue("市民課", "2026-04-20 09:00", "X"), False),  # the office has changed it since
    (RecordedValue("市民課", "2026-04-20 10:15", "B"), False),  # saved in the same minute
    (RecordedValue("市民課", "2026-04-20 11:00", "B"), False),  # the file is older than what was taken
    (RecordedValue("市民課", "", "B"), False),  # nobody knows when
])
def test_a_departments_later_word_replaces_its_own(noted: RecordedValue, taken: bool) -> None:
    """Handed out as A; the first round wrote B into the plan; now C comes, saved at 10:15 of Japan's clocks."""
    found = merged(Plan(cells={DONE: "B"}), wrote("C", saved="2026-04-20T01:15:00Z"), recorded={DONE_AT: noted})
    assert ([each.edit.raw for each in found.applied], len(found.conflicts)) == ((["C"], 0) if taken else ([], 1))


def test_another_department_beside_it_is_a_conflict() -> None:
    noted = {DONE_AT: RecordedValue("市民課", "2026-04-20 09:00", "B")}
    files = [wrote("C"), wrote("C", by="税務課", file="1.xlsx")]
    assert reasons(merged(Plan(cells={DONE: "B"}), *files, recorded=noted)) == ["配布の後、計画でも変えられています。"]
