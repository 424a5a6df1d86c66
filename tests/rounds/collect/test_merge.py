"""The three-way merge against an oracle written apart from it, for random edits in office and departments."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxbook.findings import column_letter
from dxbook.plan.book import Book
from dxbook.rounds.collect.merge import merge
from dxbook.rounds.collect.model import Merged, Verdict
from tests.support.merge_cases import (
    CELLS,
    DEPARTMENTS,
    FY,
    KPIS,
    MEASURES,
    POOLS,
    ROWS,
    Case,
    Plan,
    Wrote,
    text_of,
)
from tests.support.merge_oracle import Cell


def typed(draw: st.DrawFn, most: int) -> dict[Cell, Any]:
    cells = draw(st.lists(st.sampled_from(CELLS), max_size=most, unique=True))
    return {cell: draw(st.sampled_from(POOLS[cell[2]])) for cell in cells}


def later(draw: st.DrawFn, plan: Plan, changes: Mapping[Cell, Any], rows: int) -> Plan:
    """The plan after the office worked on it: cells changed, rows and a measure or KPI taken out."""
    now = Plan(set(plan.rows), {**plan.cells, **changes}, set(plan.parents))
    now.rows -= draw(st.sets(st.sampled_from(ROWS), max_size=rows))
    if gone := draw(st.sets(st.sampled_from([*MEASURES, *KPIS]), max_size=min(rows, 1))):
        now.parents -= gone
        now.rows = {row for row in now.rows if row[1].partition("|")[0] not in gone}
    now.rows |= {cell[:2] for cell, raw in now.cells.items() if cell[:2] not in plan.rows and raw is not None
                 and cell[1].split("|")[0] in now.parents}  # a report that the office has added
    now.cells = {cell: raw for cell, raw in now.cells.items() if cell[:2] in now.rows}
    return now


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """One or two hand-outs, what the office did since, and up to five files."""
    first = Plan(cells=typed(draw, 25))
    if draw(st.booleans()):  # few reports are in a plan before they were asked for
        first.rows -= draw(st.sets(st.sampled_from([row for row in ROWS if row[0] == "reports"])))
        first.cells = {cell: raw for cell, raw in first.cells.items() if cell[:2] in first.rows}
    shared = typed(draw, 6)  # several departments fill in the same cells, alike or not
    rounds = [first]
    if draw(st.booleans()):
        kept = {cell: raw for cell, raw in shared.items() if cell[:2] in first.rows and draw(st.booleans())}
        rounds.append(later(draw, first, kept, rows=0))
    now = later(draw, rounds[-1], typed(draw, 6), rows=2)
    answers = []
    for number in range(draw(st.integers(1, 5))):
        cells = {cell: raw for cell, raw in shared.items() if draw(st.booleans())} | typed(draw, 6)
        verdict = draw(st.sampled_from([Verdict.ACCEPTED, Verdict.CONDITIONAL, Verdict.ACCEPTED, Verdict.REJECTED]))
        department, handed = draw(st.sampled_from(DEPARTMENTS)), draw(st.sampled_from(rounds))
        answers.append(Wrote(department, f"{number}.xlsx", handed, cells, verdict))
    return Case(now, answers)


def conflicts(merged: Merged) -> dict[Cell, set[tuple[str, str, str]]]:
    return {each.target: {(who, file, edit.text) for who, file, edit in each.claims} for each in merged.conflicts}


def currents(merged: Merged) -> dict[Cell, Any]:
    return {each.target: each.current for each in merged.conflicts}


def after(plan: Plan, merged: Merged) -> Plan:
    """The plan with what was merged written into it; rows that it lacked are there."""
    new = Plan(set(plan.rows), dict(plan.cells), set(plan.parents))
    for each in merged.applied:
        new.rows.add(each.target[:2])
        new.cells[each.target] = each.edit.raw
    return new


many = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
some = settings(many, max_examples=100)


@many
@given(cases())
def test_the_merge_is_what_the_oracle_says(case: Case) -> None:
    merged, expected = case.merged(), case.expected()
    assert conflicts(merged) == expected.conflicts
    assert after(case.now, merged).texts() == expected.cells


@some
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(case: Case, random: Random) -> None:
    files = case.files()
    first = merge(case.now.book(), files, FY)
    random.shuffle(files)
    assert merge(case.now.book(), files, FY) == first


@some
@given(cases())
def test_merging_again_changes_nothing(case: Case) -> None:
    """The new plan and the same files: nothing is taken twice, the same is still to be decided."""
    first = case.merged()
    again = merge(after(case.now, first).book(), case.files(), FY)
    assert again.applied == []
    assert conflicts(again) == conflicts(first)
    assert currents(again) == currents(first)


@some
@given(cases())
def test_the_inputs_stay_as_they_were_and_every_change_tells_its_origin(case: Case) -> None:
    book, files = case.now.book(), case.files()
    merged = merge(book, files, FY)
    assert book == case.now.book()
    assert files == case.files()
    accepted = {each.name: each for each in files if each.verdict is not Verdict.REJECTED}
    for each in merged.applied:
        file = accepted[each.file]
        assert (each.department, each.saved) == (file.department, file.saved)
        assert each.edit in file.edits
        assert text_of(each.target, each.before) == case.now.texts().get(each.target, "")
        assert each.label
        if each.target[:2] in case.now.rows:
            assert each.cell == address(book, each.target)


def address(book: Book, target: Cell) -> str:
    """Where the plan's cell stands, by the sheet's own rows and columns."""
    table = book.tables[target[0]]
    parts = target[1].split("|")
    if table.year_columns:
        number = table.year_rows[parts[0]]
    else:
        number = next(each.row for each in table
                      if [str(each.values[key]) for key in table.sheet.identity] == parts)
    return f"{column_letter(table.columns[target[2]])}{number}"


DONE: Cell = ("reports", "01-01|2025", "done")


def one(now: str | None, *answers: tuple[str, str | None, str | None]) -> Case:
    """One cell: what the plan says now, and per file the department, what it was handed, what it wrote."""
    return Case(Plan(cells={DONE: now}), [
        Wrote(who, f"{number}.xlsx", Plan(cells={DONE: was}), {DONE: wrote})
        for number, (who, was, wrote) in enumerate(answers)])


@pytest.mark.parametrize(("now", "answers", "expected"), [
    ("A", [("市民課", "A", "B")], "B"),
    ("A", [("市民課", "A", None)], ""),
    (None, [("市民課", None, "B"), ("税務課", None, "B")], "B"),
    ("B", [("市民課", "A", "B")], "B"),  # the office has copied it by hand already
    ("C", [("市民課", "A", "A")], "C"),
    ("B", [("市民課", "A", "B"), ("市民課", "B", "C")], "C"),  # handed out again with the department's own text
])
def test_a_cell_that_is_decided(now: str | None, answers: list[Any], expected: str) -> None:
    case = one(now, *answers)
    merged = case.merged()
    assert merged.conflicts == []
    assert after(case.now, merged).texts().get(DONE, "") == expected


@pytest.mark.parametrize(("now", "answers"), [
    ("C", [("市民課", "A", "B")]),
    (None, [("市民課", "A", "B")]),
    ("A", [("市民課", "A", "B"), ("税務課", "A", "C")]),
    ("A", [("市民課", "A", None), ("税務課", "A", "C")]),
    ("B", [("市民課", "A", "B"), ("税務課", "A", "C")]),
    ("A", [("市民課", "A", "B"), ("市民課", "A", "C")]),
    ("B", [("市民課", "A", "B"), ("市民課", "B", "A")]),  # it took its change back: nothing of this may be lost
    ("B", [("市民課", None, "B"), ("市民課", "B", None)]),
    ("B", [("市民課", "A", "B"), ("市民課", "B", "A"), ("市民課", "B", "C")]),
])
def test_a_cell_that_the_office_decides(now: str | None, answers: list[Any]) -> None:
    case = one(now, *answers)
    merged = case.merged()
    assert merged.applied == []
    (conflict,) = merged.conflicts
    assert (conflict.target, conflict.current) == (DONE, now)
    assert conflicts(merged) == case.expected().conflicts


def test_a_row_that_is_gone_does_not_come_back_through_another_hand_out() -> None:
    """The office took K01's row out; one hand-out had shown it filled, a later one blank. Merging again must not take more."""
    actual, at = (("actuals", f"K01|{FY}", key) for key in ("actual", "at"))
    case = Case(Plan(rows=set(ROWS) - {("actuals", f"K01|{FY}")}), [
        Wrote("市民課", "0.xlsx", Plan(cells={at: "令和8年3月"}), {actual: "38件"}),
        Wrote("市民課", "1.xlsx", Plan(), {at: "令和8年3月"}),
    ])
    merged = case.merged()
    assert merged.applied == []
    assert {each.target: each.reason for each in merged.conflicts} == {
        actual: "この行は、配布の後に計画から消えています。", at: "この行は、配布の後に計画から消えています。"}
    assert conflicts(merged) == case.expected().conflicts


def test_a_year_whose_cells_the_office_emptied_is_still_there() -> None:
    """実績 has one row a KPI: while it stands, a year in it can be filled in."""
    status: Cell = ("actuals", f"K01|{FY}", "status")
    case = Case(Plan(cells={status: None}), [Wrote("市民課", "0.xlsx", Plan(cells={status: "確定"}), {
        ("actuals", f"K01|{FY}", "actual"): "38件"})])
    merged = case.merged()
    assert merged.conflicts == []
    assert after(case.now, merged).texts() == {("actuals", f"K01|{FY}", "actual"): "38件"}
