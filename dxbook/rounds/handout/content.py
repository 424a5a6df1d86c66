"""A department's rows as they are written into its workbook, and what the workbook will know of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from dxbook.plan import (
    BY_KEY,
    HANDOUT,
    LAST,
    ROLE,
    Actual,
    Book,
    Column,
    HandedRow,
    Identity,
    Kind,
    Kpi,
    Measure,
    Plan,
    Report,
    Row,
    Sheet,
    handed,
    row_key,
)
from dxbook.reading import parse
from dxbook.rounds.handout.owners import Owners
from dxbook.rounds.handout.portion import Line, Portion
from dxbook.rounds.handout.sheet import GivenRow
from dxbook.text import cell_text, written
from dxbook.values import fy_label, fy_short

Cells = dict[tuple[str, int | None], Any]
_COUNT = re.compile(r"-?\d{1,3}(?:,\d{3})+|-?\d{1,15}", re.ASCII)


def writable(column: Column, raw: object) -> Any:
    """A cell's original as it is written again: numbers and days in their columns, all else as text."""
    if raw is None or raw == "":
        return None
    if column.kind is Kind.NUMBER and isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return int(raw) if float(raw).is_integer() else raw
    if column.kind is Kind.DATE and isinstance(raw, dt.date):
        return raw.date() if isinstance(raw, dt.datetime) else raw
    if column.kind is Kind.NUMBER and _COUNT.fullmatch(written(raw)):
        return int(written(raw).replace(",", ""))
    text = cell_text(written(raw))
    return text if text.strip() else None


def rows_of(owners: Owners, portion: Portion, fy: int, changes: Mapping[str, Any]) -> dict[str, list[GivenRow]]:
    """The rows of every sheet of ``portion``. ``changes``: what is said differently on the 計画 sheet."""
    book = owners.ctx.book
    rows: dict[str, list[GivenRow]] = {}
    for key, lines in portion.lines.items():
        mixed = any(line.role != "担当" for line in lines)  # the column is of use only where roles differ
        rows[key] = []
        for line in lines:
            cells = _cells(owners, key, line, fy)
            if mixed and line.role:
                cells[ROLE.key, None] = line.role
            rows[key].append(GivenRow(cells, line.open))
    plan: Cells = {(column.key, None): writable(column, changes.get(column.key, book.plan.raw.get(column.key)))
            for column in Plan.sheet.stored}
    rows["plan"] = [GivenRow(plan, False)]
    return rows


def _cells(owners: Owners, key: str, line: Line[Any], fy: int) -> Cells:
    if key == "reports":
        return _report(owners, line.record, fy)
    if key == "actuals":
        return _actuals(owners, line.record, fy)
    stored = BY_KEY[key].stored
    return {(column.key, None): writable(column, line.record.raw.get(column.key)) for column in stored}


def _report(owners: Owners, measure: Measure, fy: int) -> Cells:
    """This year's report as far as it is written, last year's beside it."""
    now = owners.ctx.reports.get((measure.measure_id, fy), Report())
    before = owners.ctx.reports.get((measure.measure_id, fy - 1), Report())
    sheet = Report.sheet
    cells: Cells = {(column.key, None): writable(column, now.raw.get(column.key)) for column in sheet.stored}
    for column in HANDOUT["reports"]:
        if column.recalls:
            told = sheet.column(column.key.removeprefix(LAST))
            cells[column.key, None] = writable(told, before.raw.get(told.key))
    name = writable(Measure.name, measure.stored(Measure.name))
    return cells | {("measure_id", None): measure.measure_id, ("measure_name", None): name,
                    ("fy", None): fy_label(fy), ("board", None): None, ("outside", None): None}


def _actuals(owners: Owners, kpi: Kpi, fy: int) -> Cells:
    """The actuals up to ``fy``; earlier years without their remarks."""
    cells: Cells = {("kpi_id", None): kpi.kpi_id}
    columns: tuple[Column, ...] = (Kpi.name, Kpi.unit, Kpi.baseline, Kpi.target)
    for column in columns:
        cells[f"kpi_{column.key}", None] = writable(column, kpi.stored(column))
    if kpi.part:
        cells["kpi_name", None] = f"{cells['kpi_name', None]}（{kpi.part}）"
    for year in owners.ctx.book.years:
        record = owners.ctx.actuals.get((kpi.kpi_id, year))
        for column in Actual.sheet.stored:
            if record and column.per_year and (year == fy or (year < fy and column is Actual.actual)):
                cells[column.key, year] = writable(column, record.raw.get(column.key))
    return cells


def identity_of(book_id: tuple[str, str], department: str, fy: int, rows: Mapping[str, list[GivenRow]]) -> Identity:
    """What the workbook knows of itself. ``book_id``: the plan's id and version."""
    found: dict[str, dict[str, HandedRow]] = {}
    for key, given in rows.items():
        for row in given:
            for name, one in _handed(BY_KEY[key], row, fy).items():
                found.setdefault(key, {})[name] = one
    token = blake2b(digest_size=4)
    for part in (*book_id, str(fy), department):
        token.update(part.encode("utf-8", "surrogatepass") + b"\0")
    for key, each in found.items():
        for name, one in each.items():
            token.update(f"{key}/{name}/{one.digest}/{one.reference}\0".encode("utf-8", "surrogatepass"))
    return Identity(*book_id, department, f"{fy_short(fy)}-{department}-{token.hexdigest()}", fy, found, frozenset(rows))


def _handed(sheet: Sheet, row: GivenRow, fy: int) -> dict[str, HandedRow]:
    """The row as it will be read back, by row key: one, or one a year of the 実績."""
    if not any(column.per_year for column in sheet.columns):
        record = _read(sheet, row, None)
        return {row_key(sheet, record): handed(sheet, record, reference=not row.open)}
    found = {}
    for year in sorted({fy, *(year for (_, year), value in row.cells.items() if year and value is not None)}):
        record = _read(sheet, row, year)
        found[row_key(sheet, record)] = handed(sheet, record, reference=not row.open or year != fy)
    return found


def _read(sheet: Sheet, row: GivenRow, year: int | None) -> Row:
    record = sheet.row()
    for column in sheet.stored:
        raw = row.cells.get((column.key, year if column.per_year else None))
        record.raw[column.key] = raw
        record.values[column.key] = parse(column, raw)[0]
    if year is not None:
        record.values["fy"] = record.raw["fy"] = year
    return record


def version_of(book: Book) -> str:
    """The plan's version: as the workbook says, else its 版."""
    return book.meta.get("plan_version") or str(book.plan.edition or "")
