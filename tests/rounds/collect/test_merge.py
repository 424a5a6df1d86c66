"""The three-way merge against an oracle written apart from it, for random edits in office and departments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxbook.findings import column_letter
from dxbook.plan.book import Book, Table
from dxbook.plan.column import Column, Filler, Sheet
from dxbook.plan.identity import cell_text, mark
from dxbook.plan.schema import BY_KEY, SHEETS
from dxbook.reading.cells import parse
from dxbook.rounds.collect.merge import merge
from dxbook.rounds.collect.model import Edit, Merged, Returned, Verdict
from tests.support.merge_oracle import Answer, Cell, Expected, Row, expect

FY = 2025
MEASURES, KPIS = ("01-01", "01-02", "02-01"), ("K01", "K02")
ROWS: tuple[Row, ...] = (
    *(("reports", f"{each}|{FY}") for each in MEASURES), *(("actuals", f"{each}|{FY}") for each in KPIS),
    ("steps", "01-01|1"), ("steps", "01-01|2"), ("evidence", "1"), ("inventory", "手続|1"),
)
PROSE = ["手続を11件増やした。", "手続を１１件増やした。 ", "予約枠を広げた。\n窓口も増やした。", "=1+1", None]
POOLS: dict[str, list[Any]] = {
    "done": PROSE, "problem": PROSE, "outlook": PROSE, "analysis": PROSE, "note": PROSE,
    "progress": ["計画どおり", " 計画どおり", "遅れ", "完了", None], "direction": ["継続", "見直し", "廃止", None],
    "budget": [1200, 1200.0, "1,200", "１２００", 300, "約300", None], "spent": [0, "0", 290.5, None],
    "actual": ["38件", "３８件", "38 件", "40件", 40, "調査中", None], "at": ["令和8年3月", "R8.3", "2026-03", "令和7年度", None],
    "status": ["確定", "見込", None], "state": ["完了", "中止", "予定", None],
    "done_on": ["令和7年4月", "R7.4", "令和7年5月", None],
}
"""What people write: the same in several writings, other things, and nothing."""
DEPARTMENTS = ("市民課", "税務課", "総務課")


def owners(sheet: Sheet) -> list[str]:
    return [column.key for column in sheet.stored if column.filler is Filler.OWNER]


CELLS: tuple[Cell, ...] = tuple((sheet, row, key) for sheet, row in ROWS for key in owners(BY_KEY[sheet]))


@lru_cache
def typed_value(column: Column, raw: Any, kind: str) -> Any:
    return parse(column, raw)[0]


@lru_cache
def typed_text(column: Column, raw: Any, kind: str) -> str:
    return cell_text(column, typed_value(column, raw, kind), raw)


def text_of(cell: Cell, raw: Any) -> str:
    """A cell as it is compared."""
    return typed_text(BY_KEY[cell[0]].column(cell[2]), raw, str(type(raw)))


@dataclass
class Plan:
    """A plan's state: its rows, and what stands in the departments' cells."""

    rows: set[Row] = field(default_factory=lambda: set(ROWS))
    cells: dict[Cell, Any] = field(default_factory=dict)
    parents: set[str] = field(default_factory=lambda: {*MEASURES, *KPIS})

    def texts(self) -> dict[Cell, str]:
        return {cell: text for cell, raw in self.cells.items()
                if cell[:2] in self.rows and (text := text_of(cell, raw))}

    def book(self) -> Book:
        """The plan in memory, as reading it would give it."""
        book = Book(Path("plan.xlsx"), {sheet.key: Table(sheet, sheet.title, "plan.xlsx") for sheet in SHEETS})
        for id_ in MEASURES:
            if id_ in self.parents:
                self._add(book.tables["measures"], {"measure_id": id_, "name": f"施策{id_}"})
        for id_ in KPIS:
            if id_ in self.parents:
                self._add(book.tables["kpis"], {"kpi_id": id_, "name": f"指標{id_}"})
        for sheet, row in ROWS:
            if (sheet, row) in self.rows:
                table = book.tables[sheet]
                names = dict(zip(table.sheet.identity, row.split("|"), strict=True))
                mine = {cell[2]: raw for cell, raw in self.cells.items() if cell[:2] == (sheet, row)}
                self._add(table, {**names, **mine})
        return book

    @staticmethod
    def _add(table: Table, raws: Mapping[str, Any]) -> None:
        stored = [column.key for column in table.sheet.stored]
        if not table.columns:
            table.header_row = 1
            table.columns = {key: number for number, key in enumerate(stored, start=1)}
            table.headers = {key: table.sheet.column(key).label for key in stored}
            if any(column.per_year for column in table.sheet.columns):
                table.year_columns = {(key, FY): number for key, number in table.columns.items()
                                      if table.sheet.column(key).per_year}
        number = 2 + len(table.year_rows or table.records)
        if table.year_columns:
            table.year_rows[str(raws[table.sheet.identity[0]])] = number
        record = table.sheet.row(number)
        for key, raw in raws.items():
            column = table.sheet.column(key) if key != "fy" else None
            record.raw[key] = raw
            record.values[key] = typed_value(column, raw, str(type(raw))) if column else int(raw)
            record.cells[key] = f"{column_letter(table.columns.get(key, 1))}{number}"
        if not table.year_columns or any(raws.get(key) is not None for key in owners(table.sheet)):
            table.records.append(record)


def blank_rows(plan: Plan) -> frozenset[Row]:
    """Rows that hand out nothing beside their key."""
    filled = {cell[:2] for cell in plan.texts()}
    return frozenset(row for row in ROWS if row[0] in ("reports", "actuals") and row not in filled)


@dataclass
class Wrote:
    """A department's file: the plan it was handed, and what it typed over (raw cells)."""

    department: str
    file: str
    handed: Plan
    cells: dict[Cell, Any]
    verdict: Verdict = Verdict.ACCEPTED

    def returned(self) -> Returned:
        """The file as receiving it gives it: what differs from the hand-out."""
        was, blank = self.handed.texts(), blank_rows(self.handed)
        edits = [Edit(cell, raw, text, mark(was.get(cell, "")), BY_KEY[cell[0]].title, "F7", cell[:2] in blank)
                 for cell, raw in self.cells.items() if (text := text_of(cell, raw)) != was.get(cell, "")]
        return Returned(Path("返送") / self.file, self.file, digest=self.file, saved="2026-04-20T01:15:00Z",
                        department=self.department, handout_id="1", edits=edits, verdict=self.verdict)

    def answer(self) -> Answer:
        """The same for the oracle: texts alone."""
        return Answer(self.department, self.file, self.handed.texts(), blank_rows(self.handed),
                      {cell: text_of(cell, raw) for cell, raw in self.cells.items()},
                      self.verdict in (Verdict.ACCEPTED, Verdict.CONDITIONAL))


@dataclass
class Case:
    """The plan as it stands now, and what came back."""

    now: Plan
    answers: list[Wrote]

    def expected(self) -> Expected:
        return expect(self.now.texts(), self.now.rows, self.now.parents, [each.answer() for each in self.answers])

    def files(self) -> list[Returned]:
        return [each.returned() for each in self.answers]

    def merged(self) -> Merged:
        return merge(self.now.book(), self.files(), FY)


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
                      if [str(each.values.get(key)) for key in table.sheet.identity] == parts)
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


def test_a_year_whose_cells_the_office_emptied_is_still_there() -> None:
    """実績 has one row a KPI: while it stands, a year in it can be filled in."""
    status: Cell = ("actuals", f"K01|{FY}", "status")
    case = Case(Plan(cells={status: None}), [Wrote("市民課", "0.xlsx", Plan(cells={status: "確定"}), {
        ("actuals", f"K01|{FY}", "actual"): "38件"})])
    merged = case.merged()
    assert merged.conflicts == []
    assert after(case.now, merged).texts() == {("actuals", f"K01|{FY}", "actual"): "38件"}
