"""What departments write in a sample year: taken out of the plan before it is handed out, typed into the hand-outs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dxbook.findings import column_letter
from dxbook.plan import BY_KEY, Book, Column, Filler, Row, Sheet, identity
from dxbook.reading import parse
from dxbook.rounds.handout import portions
from dxbook.rounds.template import Content
from dxbook.text import written
from dxbook.workbook.edit import Archive, Value, Workbook

Answers = dict[tuple[str, str, str], Value]
"""What is typed where: (sheet key, row key, column key) → value."""

_LATER = frozenset({"board", "outside"})
"""Columns of 進捗 that the meetings fill after the collecting."""


def asked_rows(book: Book) -> set[tuple[str, str]]:
    """The rows that some department fills in for the plan's 対象年度: (sheet key, row key). Empty without owners."""
    fy = book.plan.review_fy or 0
    rows = set()
    for portion in portions(book, book.profile, fy):
        for key in portion.lines:
            for record in portion.own(key):
                named = BY_KEY[key].row(0, {**record.values, "fy": fy})
                rows.add((key, identity.row_key(BY_KEY[key], named)))
    return rows


def without(content: Content, rows: set[tuple[str, str]]) -> Content:
    """``content`` before the departments answered: their cells in ``rows`` are blank.

    The prepared rows of 進捗 stay: a measure that ended this year owes its last report because of them.
    """
    emptied = {
        key: [_emptied(BY_KEY[key], row) if (key, _key(BY_KEY[key], row)) in rows else row for row in given]
        for key, given in content.rows.items()
    }
    return replace(content, rows=emptied)


def _emptied(sheet: Sheet, row: Mapping[str, Any]) -> dict[str, Any]:
    empty = {column.key for column in sheet.stored if column.filler is Filler.OWNER or column.key in _LATER}
    return {key: "" if key in empty else value for key, value in row.items()}


def _key(sheet: Sheet, row: Mapping[str, Any]) -> str:
    columns = {column.key: column for column in sheet.stored}
    values = {key: parse(columns[key], row.get(key))[0] if key in columns else row.get(key) for key in sheet.identity}
    return identity.row_key(sheet, sheet.row(0, values))


def answers(handed: Book, year: Book) -> Answers:
    """What the sample's ``year`` says in the cells that the hand-out ``handed`` leaves open."""
    known = identity.from_meta(handed.meta)
    if known is None:
        return {}
    said: Answers = {}
    for key, rows in known.rows.items():
        records = dict(identity.keyed(year.tables[key]))
        for row, each in rows.items():
            record = records.get(row)
            if record is not None and not each.reference:
                said |= {(key, row, column.key): typed(record.raw[column.key]) for column in BY_KEY[key].stored
                         if _answered(column, record, known.fy)}
    return said


def _answered(column: Column, record: Row, fy: int) -> bool:
    return identity.is_open(column, record.year, fy) and record.raw.get(column.key) not in (None, "")


def typed(raw: Any) -> Value:
    """A cell's original as a person would type it."""
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    return raw if isinstance(raw, (str, int, float)) and not isinstance(raw, bool) else written(raw)


def fill(handed: Book, output: Path, given: Mapping[tuple[str, str, str], Value]) -> None:
    """Type ``given`` into a copy of the workbook ``handed``; all else keeps its bytes. Raises KeyError for a cell
    that is not there; NotAWorkbook, OutputFailed, Locked."""
    source = handed.path
    workbook = Workbook(Archive(source.read_bytes(), source.name))
    for target, value in given.items():
        workbook.set(handed.tables[target[0]].title, cell_of(handed, target), value)
    workbook.write(output, inputs=[source])


def cell_of(book: Book, target: tuple[str, str, str]) -> str:
    """The A1 address of a cell by its meaning. Raises KeyError."""
    key, row, column = target
    table = book.tables[key]
    found = dict(identity.keyed(table)).get(row)
    first, _, fy = row.rpartition("|") if table.year_rows else (row, "", "")
    number = found.row if found else table.year_rows[first]  # a blank year has a row, but no record
    yearly = table.sheet.column(column).per_year
    return f"{column_letter(table.year_columns[column, int(fy)] if yearly else table.columns[column])}{number}"
