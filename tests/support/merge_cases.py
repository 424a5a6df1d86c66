"""Plans in memory and what departments wrote into them, for the tests of the merge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

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
    saved: str = "2026-04-20T01:15:00Z"
    handout_id: str = "1"

    def returned(self) -> Returned:
        """The file as receiving it gives it: what differs from the hand-out."""
        was, blank = self.handed.texts(), blank_rows(self.handed)
        edits = [Edit(cell, raw, text, mark(was.get(cell, "")), BY_KEY[cell[0]].title, "F7", cell[:2] in blank)
                 for cell, raw in self.cells.items() if (text := text_of(cell, raw)) != was.get(cell, "")]
        return Returned(Path("返送") / self.file, self.file, digest=self.file, saved=self.saved,
                        department=self.department, handout_id=self.handout_id, edits=edits, verdict=self.verdict)

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
