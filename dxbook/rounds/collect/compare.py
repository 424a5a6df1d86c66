"""A returned workbook against what was handed out: what the department wrote, and what it did to the form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dxbook.findings import Finding, Place, column_letter, finding
from dxbook.plan import Book, HandedRow, Identity, Row, Table, is_open, keyed, mark, order, row_digest, texts
from dxbook.rounds.collect.model import Edit
from dxbook.text import written
from dxbook.values import fy_label

PROPOSALS = frozenset({"D110", "D111"})
"""Findings that tell what a department would like the office to change."""


@dataclass(slots=True)
class Compared:
    """``open`` are the cells a department may fill: (sheet title, A1 address)."""

    edits: list[Edit] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    open: set[tuple[str, str]] = field(default_factory=set)


def compare(book: Book, handed: Identity, unchanged: Collection[str] = ()) -> Compared:
    """What differs between ``book`` and the rows of ``handed``, told apart into edits and changes of form.

    ``unchanged``: keys of sheets that are known to say what was handed out.
    """
    out = Compared()
    for key, rows in handed.rows.items():
        if key in unchanged:
            continue
        table = book.tables[key]
        if not table.headers:
            if not table.sheet.required:  # reading has said so of the others
                out.findings.append(finding("D116", Place(book.path.name, table.title)))
            continue
        lacking = set(_lacking(table, rows, handed.fy))
        for column in table.sheet.stored:
            if column.key in lacking:
                label = f"{fy_label(handed.fy)} {column.label}" if column.per_year else column.label
                out.findings.append(finding("D115", Place(book.path.name, table.title, f"A{table.header_row}", label)))
        _compare_table(table, rows, handed.fy, lacking, out)
    return out


def _lacking(table: Table[Any], rows: dict[str, HandedRow], fy: int) -> Iterator[str]:
    """Columns that a department was to fill in, or that were filled, and that are gone."""
    filled = {key for row in rows.values() for key in row.cells}
    for column in table.sheet.stored:
        asked = is_open(column, None, fy) and any(not row.reference for row in rows.values())
        if column.per_year:
            if asked and (column.key, fy) not in table.year_columns:
                yield column.key
        elif (asked or column.key in filled) and column.key not in table.headers:
            yield column.key


def _compare_table(table: Table[Any], rows: dict[str, HandedRow], fy: int, lacking: set[str], out: Compared) -> None:
    seen: dict[str, Row] = {}
    for key, record in keyed(table):
        if key in seen:
            at = table.place(record, table.sheet.row.identity[0])
            out.findings.append(finding("D113", at, key.partition("|")[0], first=seen[key].row))
        elif key not in rows:
            at = table.place(record, (table.sheet.row.identity or table.sheet.stored)[0])
            shown = "、".join(written(raw) for raw in list(record.raw.values())[:4] if raw not in (None, ""))
            out.findings.append(finding("D111", at, shown[:80]))
        seen.setdefault(key, record)
    cells = _Cells(table, fy, lacking)
    for key, row in rows.items():
        found = seen.get(key) or _blank(table, key)
        if found is None:
            out.findings.append(finding("D112", Place(table.file, table.title), key.partition("|")[0]))
            continue
        opened = {} if row.reference or found.year not in (None, fy) else cells.letters
        out.open.update([(table.title, f"{letter}{found.row}") for letter in opened.values()])
        if row_digest(found.raw.get(each) for each in cells.order) != row.digest:
            _compare_row(table, (key, row), found, cells, opened, out)


class _Cells:
    """Where the columns of a table stand: those to compare, and the letters of those a department may fill."""

    def __init__(self, table: Table[Any], fy: int, lacking: set[str]) -> None:
        self.order = order(table.sheet.key)
        self.columns = [column for column in table.sheet.stored if column.key not in lacking]
        self.letters = {
            column.key: column_letter(number) for column in self.columns if is_open(column, fy, fy)
            if (number := table.year_columns.get((column.key, fy)) if column.per_year else table.columns.get(column.key))
        }


def _blank(table: Table[Any], key: str) -> Row | None:
    """A yearly row that is there but empty: reading makes no record of it."""
    identity, _, fy = key.partition("|")
    number = table.year_rows.get(identity)
    if number is None:
        return None
    first = table.sheet.identity[0]
    return table.sheet.row(number, {first: identity, "fy": int(fy)}, {first: identity})


def _compare_row(
    table: Table[Any], handed: tuple[str, HandedRow], record: Row, cells: _Cells, opened: Mapping[str, str], out: Compared
) -> None:
    """The cells of one row that say something else: entries as edits, others as changes of form."""
    key, row = handed
    before, now = row.cells, texts(table.sheet, record)
    fresh = set(before) <= set(table.sheet.identity)
    for column in cells.columns:
        text, base = now.get(column.key, ""), before.get(column.key, "")
        if mark(text) == base:
            continue
        raw = record.raw.get(column.key)
        if letter := opened.get(column.key):
            target, cell = (table.sheet.key, key, column.key), f"{letter}{record.row}"
            out.edits.append(Edit(target, raw, text, base, table.title, cell, fresh))
            if not text:
                out.findings.append(finding("D117", Place(table.file, table.title, cell, column.label)))
        else:
            out.findings.append(finding("D110", table.place(record, column), written(raw)))
