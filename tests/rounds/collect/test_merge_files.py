"""The merge through real files: handed out, typed into, returned, collected; the new plan read again is the oracle's."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxbook import jobs
from dxbook.plan import identity
from dxbook.plan.book import Book
from dxbook.plan.column import Filler
from dxbook.reading import workbook as book
from dxbook.rounds.collect.model import Verdict
from tests.support.merge_oracle import Answer, Cell, expect
from tests.support.returned import fill, sheets
from tests.support.tables import DEFAULTS, plan_book

FY = 2025
MEASURES = DEFAULTS["measures"].replace("| 市民課 | 総務課 |", "| 市民課、総務課 | |")
POOLS: dict[str, list[str | int]] = {
    "done": ["手続を11件増やした。", "手続を１１件増やした。", "予約枠を広げた。\n窓口も増やした。", ""],
    "problem": ["周知が足りない。", "=1+1 & <b>", ""], "progress": ["計画どおり", "遅れ", ""],
    "budget": [1200, 300, ""], "actual": ["38件", "３８件", "40件", ""], "status": ["確定", "見込", ""],
}
CELLS: list[Cell] = [
    *(("reports", f"{id_}|{FY}", key) for id_ in ("01-01", "01-02") for key in ("done", "problem", "progress", "budget")),
    *(("actuals", f"{id_}|{FY}", key) for id_ in ("K01", "K02") for key in ("actual", "status")),
]
SHARED = [cell for cell in CELLS if cell[1].startswith(("01-01", "K01"))]
"""What 総務課 was handed too."""
Typed = dict[Cell, str | int]


@dataclass(frozen=True)
class Office:
    """A plan that was handed out to 市民課 and 総務課."""

    plan: Path
    handed: dict[str, Path]


BEGUN = {"done1": "前の文。", "problem1": "前の課題。", "actual1": "30件", "budget1": "n:900"}


@pytest.fixture(scope="module", params=[{}, BEGUN], ids=["blank", "begun"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The plan as handed out: nothing of the year is written yet, or some of it."""
    folder = tmp_path_factory.mktemp("office")
    plan = plan_book(folder / "計画.xlsx", meta={}, measures=MEASURES, **sheets(request.param))
    bundle, _ = jobs.handout(plan, folder / "配布")
    return Office(plan, {each.portion.department: folder / "配布" / each.file for each in bundle.sent})


def texts(read: Book) -> dict[Cell, str]:
    """The departments' cells of the year as they are compared."""
    return {(key, row, column.key): text for key in ("reports", "actuals") for row, record in identity.keyed(read.tables[key])
            for column in read.tables[key].sheet.stored if record.fy == FY and column.filler is Filler.OWNER
            and (text := identity.texts(read.tables[key].sheet, record).get(column.key))}


def typed(cells: list[Cell], most: int) -> st.SearchStrategy[Typed]:
    return st.lists(st.sampled_from(cells), max_size=most, unique=True).flatmap(
        lambda chosen: st.fixed_dictionaries({cell: st.sampled_from(POOLS[cell[2]]) for cell in chosen}))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(typed(CELLS, 6), typed(CELLS, 8), typed(SHARED, 6), typed(CELLS, 4))
def test_the_new_plan_is_what_the_oracle_says(office: Office, meanwhile: Typed, first: Typed, other: Typed, again: Typed) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        now = fill(office.plan, folder / "計画.xlsx", meanwhile)
        wrote = {"a.xlsx": ("市民課", first), "b.xlsx": ("総務課", other), "c.xlsx": ("市民課", again)}
        for file, (department, answers) in wrote.items():
            fill(office.handed[department], folder / "返送" / file, answers)
        collected, _ = jobs.collect(now, folder / "返送", folder / "集約", workers=1)
        blank = frozenset(cell[:2] for cell in CELLS) - {cell[:2] for cell in texts(book.read(office.plan))}
        returned = [Answer(each.department, each.name, texts(book.read(office.handed[each.department])), blank,
                           as_returned(each.path), each.verdict in (Verdict.ACCEPTED, Verdict.CONDITIONAL))
                   for each in collected.files]
        plan = book.read(now)
        rows = {cell[:2] for cell in CELLS}
        expected = expect(texts(plan), rows, {"01-01", "01-02", "K01", "K02"}, returned)
        assert {each.target: {(who, file, edit.text) for who, file, edit in each.claims}
                for each in collected.merged.conflicts} == expected.conflicts
        assert texts(book.read(folder / "集約" / "計画_集約.xlsx")) == expected.cells


def as_returned(path: Path) -> dict[Cell, str]:
    """Every cell that a department was handed, with what it made of it; "" where it emptied one."""
    read = book.read(path)
    found = texts(read)
    mine = [cell for cell in CELLS if cell[1].partition("|")[0] in {
        *(record.measure_id for record in read.tables["reports"]), *read.tables["actuals"].year_rows}]
    return {cell: found.get(cell, "") for cell in mine}
