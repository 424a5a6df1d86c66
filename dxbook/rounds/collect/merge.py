"""The three-way merge: what was handed out, the plan as it stands now, and what came back.

A cell that only the departments changed takes their text; one that only the office changed keeps the plan's.
Where both changed it, or departments differ, nothing is decided: it is a conflict with all values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dxbook.findings import column_letter
from dxbook.plan import SHEETS, Book, Row, cell_text, keyed, mark
from dxbook.rounds.collect.model import (
    Applied,
    CellAddress,
    Claim,
    Conflict,
    Merged,
    RecordedValue,
    Returned,
    Target,
    Verdict,
)
from dxbook.text import written
from dxbook.workbook.open import japan_time

BOTH_CHANGED = "配布の後、計画でも変えられています。"
DEPARTMENTS_DIFFER = "届いたブックの値が互いに違います。"
LATER_UNCHANGED = "後から保存されたブックでは、元のままです。"
SETTLED = "計画の値に決まっています。"
ROW_GONE = "この行は、配布の後に計画から消えています。"
ROW_DOUBLED = "計画に同じ行が2つあります。"

NOTHING: Mapping[CellAddress, RecordedValue] = {}
_PARENTS = {"reports": "measures", "actuals": "kpis"}
"""Sheets whose rows may be new, and the sheet of the record that such a row belongs to."""


def merge(book: Book, files: Sequence[Returned], fy: int, recorded: Mapping[CellAddress, RecordedValue] = NOTHING) -> Merged:
    """Merge the accepted ``files`` into the plan ``book``; neither is changed.

    The order of ``files`` does not matter. ``fy`` is the year asked about. ``recorded``: cells that an
    earlier round has filled: their values are nobody's decision, and the same department's later word replaces them.
    """
    saved = {each.name: each.saved for each in files}
    plan = _Plan(book, fy, recorded, saved)
    newer = _Newer(files)
    claims: dict[Target, list[Claim]] = {}
    for each in sorted(files, key=lambda each: (each.department, each.name)):
        if each.verdict in (Verdict.ACCEPTED, Verdict.CONDITIONAL):
            for edit in each.edits:
                claims.setdefault(edit.target, []).append((each.department, each.name, edit))
    last = {target: _latest(made) for target, made in claims.items()}
    plan.filled = {target[:2] for target, made in last.items()
                   for _, _, edit in made if not edit.fresh and edit.text != plan.text(target)}
    merged = Merged()
    for target in sorted(last, key=plan.order):
        decided = _decide(plan, target, last[target], newer)
        if isinstance(decided, Conflict):
            merged.conflicts.append(decided)
        elif decided is not None:
            department, file, edit = decided
            merged.applied.append(Applied(
                target, plan.raw(target), edit, department, file, saved[file], plan.title(target),
                plan.cell(target), plan.label(target),
            ))
    return merged


def _latest(claims: Sequence[Claim]) -> list[Claim]:
    """Without those that a later hand-out already showed to the same department and that it then changed.

    Where it went back to what stood there first, nobody can tell which file is the last: both stay.
    """
    last = [claim for claim in claims if not any(_answers(other, claim) for other in claims)]
    return last or list(claims)


def _answers(claim: Claim, earlier: Claim) -> bool:
    return (claim[0] == earlier[0] and claim[2].base == mark(earlier[2].text)
            and mark(claim[2].text) != earlier[2].base)


class _Newer:
    """Tells where a department's later file says nothing of what an earlier one changed."""

    def __init__(self, files: Sequence[Returned]) -> None:
        self.files: dict[str, list[Returned]] = {}
        for each in files:
            if each.saved and each.verdict in (Verdict.ACCEPTED, Verdict.CONDITIONAL):
                self.files.setdefault(each.department, []).append(each)

    def left(self, claim: Claim) -> bool:
        """Whether a file of the same hand-out that was saved later has the cell as it was handed out."""
        department, name, edit = claim
        files = self.files.get(department, ())
        own = next((each for each in files if each.name == name), None)
        return own is not None and any(
            each.saved > own.saved and each.handout_id == own.handout_id
            and all(one.target != edit.target for one in each.edits) for each in files if each is not own
        )


def _decide(plan: _Plan, target: Target, claims: Sequence[Claim], newer: _Newer) -> Claim | Conflict | None:
    """The claim to apply, a conflict, or None where the plan already says so."""
    texts = {edit.text for _, _, edit in claims}
    current = plan.text(target)
    if not texts or texts == {current}:
        return None
    if reason := plan.unknown(target, claims):
        return plan.conflict(target, reason, claims)
    if len(texts) > 1:
        return plan.conflict(target, DEPARTMENTS_DIFFER, claims)
    if any(edit.base != mark(current) for _, _, edit in claims) and not plan.own_earlier(target, claims):
        return plan.conflict(target, BOTH_CHANGED, claims)
    if all(newer.left(claim) for claim in claims):
        return plan.conflict(target, LATER_UNCHANGED, claims)
    return claims[0]


class _Plan:
    """The plan's cells by their meaning."""

    def __init__(self, book: Book, fy: int, recorded: Mapping[CellAddress, RecordedValue], saved: Mapping[str, str]) -> None:
        self.book, self.fy, self.recorded, self.saved = book, fy, recorded, saved
        self.rows: dict[str, dict[str, Row]] = {}
        self.doubled: set[tuple[str, str]] = set()
        self.filled: set[tuple[str, str]] = set()  # rows that were handed out filled, and that somebody wrote into
        for key, table in book.tables.items():
            rows = self.rows[key] = {}
            for row, record in keyed(table):
                if row in rows:
                    self.doubled.add((key, row))
                rows.setdefault(row, record)
        self._sheets = {sheet.key: number for number, sheet in enumerate(SHEETS)}
        self._columns = {
            (sheet.key, column.key): number for sheet in SHEETS for number, column in enumerate(sheet.columns)
        }

    def order(self, target: Target) -> tuple[int, float, str, int]:
        """Sheets, rows and columns as the plan has them; rows it does not have come last."""
        sheet, row, column = target
        record = self.rows[sheet].get(row)
        number = float(record.row) if record else float("inf")
        return self._sheets[sheet], number, row, self._columns[sheet, column]

    def raw(self, target: Target) -> Any:
        """What stands in the plan's cell, or None."""
        record = self.rows[target[0]].get(target[1])
        return record.raw.get(target[2]) if record else None

    def text(self, target: Target) -> str:
        """The plan's cell as it is compared."""
        record = self.rows[target[0]].get(target[1])
        if record is None:
            return ""
        column = self.book.tables[target[0]].sheet.column(target[2])
        return cell_text(column, record[column], record.raw.get(target[2]))

    def title(self, target: Target) -> str:
        """The sheet's title in the plan."""
        return self.book.tables[target[0]].title

    def cell(self, target: Target) -> str:
        """The plan's cell; "" where its row or column is not there yet."""
        sheet, row, column = target
        table = self.book.tables[sheet]
        record = self.rows[sheet].get(row)
        if record is not None and column in record.cells:
            return record.cells[column]
        number = record.row if record else table.year_rows.get(row.partition("|")[0])
        yearly = table.sheet.column(column).per_year
        letter = table.year_columns.get((column, self.fy)) if yearly else table.columns.get(column)
        return f"{column_letter(letter)}{number}" if number and letter else ""

    def label(self, target: Target) -> str:
        """What a person calls the row: 「01-01 窓口の予約」."""
        record = self._owner(target) or self.rows[target[0]].get(target[1])
        name = record.values.get("name") if record else ""
        return f"{target[1].partition('|')[0]} {name or ''}".strip()

    def unknown(self, target: Target, claims: Iterable[Claim]) -> str:
        """Why there is no cell to write to, or ""."""
        sheet, row, _ = target
        if (sheet, row) in self.doubled:
            return ROW_DOUBLED
        if row in self.rows[sheet] or row.partition("|")[0] in self.book.tables[sheet].year_rows:
            return ""  # a year in which nothing is written has no record, but its row stands there
        fresh = (sheet, row) not in self.filled and all(edit.fresh for _, _, edit in claims)
        return "" if fresh and self._owner(target) else ROW_GONE

    def own_earlier(self, target: Target, claims: Sequence[Claim]) -> bool:
        """Whether the plan's value is what the same department wrote in an earlier round, in a file saved before."""
        noted = self.recorded.get((self.title(target), self.cell(target)))
        return noted is not None and noted.text == written(self.raw(target)) and all(
            department == noted.department and japan_time(self.saved[file]) > noted.saved > ""
            for department, file, _ in claims
        )

    def conflict(self, target: Target, reason: str, claims: Sequence[Claim]) -> Conflict:
        """The cell as a conflict between the plan and ``claims``; settled where a person wrote one of them."""
        title, cell, current = self.title(target), self.cell(target), self.text(target)
        texts = {edit.text for _, _, edit in claims}
        settled = bool(current) and current in texts and (title, cell) not in self.recorded
        return Conflict(target, SETTLED if settled else reason, self.raw(target), tuple(claims), title, cell,
                        self.label(target), settled)

    def _owner(self, target: Target) -> Row | None:
        """The measure or KPI that a yearly row belongs to."""
        parent = _PARENTS.get(target[0])
        return self.rows[parent].get(target[1].partition("|")[0]) if parent else None

