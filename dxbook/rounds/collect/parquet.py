"""The year's reports and actuals as Parquet, for DuckDB, Polars, Spark: one row a measure or KPI, long tables.

The columns are the same for every city and year, so that the files of many read as one table
(``read_parquet('*/reports.parquet')``). Values stand as people wrote them, beside how they were read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from dxbook.files import writing
from dxbook.findings import Level
from dxbook.plan import Actual, Book, ColumnOf, Filler, Kpi, Measure, Report, Row, Table, identity
from dxbook.rounds.collect.model import Collected, Verdict
from dxbook.rounds.collect.tables import REPORTED, arrow_schema, validated
from dxbook.text import written
from dxbook.values import Reading

R = TypeVar("R", bound=Row)
P = TypeVar("P", bound=Row)
Cells = dict[str, Any]
"""One row of a table by column."""


def write(collected: Collected, book: Book, folder: Path) -> list[Path]:
    """Write reports.parquet, actuals.parquet and files.parquet of ``collected.fy`` into ``folder``.

    ``book`` is the plan after merging. The same content gives the same bytes. Every table is validated before it is
    written. Raises Missing where pyarrow is not installed, OutputFailed.
    """
    rows = {"reports": _reports(collected, book), "actuals": _actuals(collected, book), "files": _files(collected, book)}
    return [_write(folder / f"{name}.parquet", name, each) for name, each in rows.items()]


def _write(path: Path, name: str, rows: Iterable[Cells]) -> Path:
    schema = arrow_schema(name)
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist(list(rows), schema=schema)
    validated(name, table, [(path, len(table))])
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    with writing(path) as beside:  # pyarrow's own errors of disk and rights do not say what to do
        beside.write_bytes(sink.getvalue())
    return path


def _plan(collected: Collected, book: Book) -> Cells:
    return {"city_code": _text(book.plan.city_code), "plan_id": identity.plan_id(book), "fy": collected.fy}


def _text(value: object) -> str | None:
    if isinstance(value, tuple):
        return "、".join(value) or None
    return written(value) or None


def _of_year(
    table: Table[R], parent: Table[P], id_: tuple[ColumnOf[str], ColumnOf[str]], fy: int
) -> Iterator[tuple[P, R, str | None]]:
    """Each row of ``parent`` in the plan's order with its row of ``fy`` in ``table`` (an empty one where nothing is
    written) and that row's cell; at the end those whose row in ``parent`` is gone. ``id_``: what joins them."""
    own, above = id_
    rows: dict[str, list[R]] = {}
    for row in table:
        if row.year == fy and (name := row[own]):
            rows.setdefault(name, []).append(row)
    column = next(column for column in table.sheet.columns if column.filler is Filler.OWNER)
    pairs = [(each, row) for each in parent if (name := each[above])
             for row in rows.pop(name, [table.blank({own.key: name, "fy": fy})])]
    pairs += [(parent.blank(), row) for left in rows.values() for row in left]
    for each, row in pairs:
        place = table.place(row, column)
        yield each, row, f"{place.sheet}!{place.cell}" if row.row else None


def _sources(collected: Collected, sheet: str) -> dict[str, Cells]:
    """Row key → the file that wrote its cells; several are named all."""
    found: dict[str, dict[str, str]] = {}
    for each in collected.merged.applied:
        if each.target[0] == sheet:
            found.setdefault(each.target[1], {})[each.file] = each.saved
    return {key: {"source_file": "、".join(sorted(files)), "source_saved": max(files.values()) or None}
            for key, files in found.items()}


def _reports(collected: Collected, book: Book) -> Iterator[Cells]:
    sources, plan = _sources(collected, "reports"), _plan(collected, book)
    for measure, record, cell in _of_year(book[Report], book[Measure], (Report.measure_id, Measure.measure_id), collected.fy):
        yield {
            **plan, "departments": _text(measure.owner), "measure_id": record.measure_id,
            "measure_name": _text(measure.name),
            **{column.key: _text(record.stored(column)) for column in REPORTED},
            "cell": cell, **sources.get(identity.row_key(Report.sheet, record), {}),
        }


def _actuals(collected: Collected, book: Book) -> Iterator[Cells]:
    sources, plan = _sources(collected, "actuals"), _plan(collected, book)
    owners = {measure.measure_id: measure.owner for measure in book[Measure]}
    for kpi, record, cell in _of_year(book[Actual], book[Kpi], (Actual.kpi_id, Kpi.kpi_id), collected.fy):
        reading = record.actual
        yield {
            **plan, "departments": _text(owners.get(kpi.measure_id)), "kpi_id": record.kpi_id,
            "kpi_name": _text(kpi.name), "part": _text(kpi.part), "unit": _text(kpi.unit),
            "direction": _text(kpi.word(Kpi.direction)), "raw": _text(record.stored(Actual.actual)), "value": _number(reading),
            "value_unit": reading.unit or None if reading else None,
            "qualifiers": list(reading.qualifiers) if reading else [],
            "status": _text(record.word(Actual.status)), "as_of": record.at or (reading.asof if reading else None),
            **_side(Kpi.baseline, kpi), **_side(Kpi.target, kpi), "target_fy": kpi.target_fy,
            "cell": cell, **sources.get(identity.row_key(Actual.sheet, record), {}),
        }


def _side(column: ColumnOf[Reading], kpi: Kpi) -> Cells:
    return {f"{column.key}_raw": _text(kpi.stored(column)), f"{column.key}_value": _number(kpi[column])}


def _number(reading: Reading | None) -> float | None:
    return None if reading is None or reading.value is None else float(reading.value)


def _files(collected: Collected, book: Book) -> Iterator[Cells]:
    plan, merged = _plan(collected, book), collected.merged
    applied = Counter(each.file for each in merged.applied)
    conflicts = Counter(name for each in merged.conflicts for name in {file for _, file, _ in each.claims})
    for each in sorted(collected.files, key=lambda one: one.name or one.path.name):
        name = each.name or each.path.name
        levels = [found.level for found in each.findings]
        yield {
            **plan, "file": name, "department": each.department or None, "verdict": str(each.verdict),
            "problem": each.problem or None, "saved": each.saved or None, "due": each.due, "answered": each.answered,
            "errors": levels.count(Level.ERROR), "warnings": levels.count(Level.WARNING),
            "applied": applied[name], "conflicts": conflicts[name],
        }
    for department in sorted(collected.absent):
        yield {**plan, "department": department, "verdict": str(Verdict.MISSING), "due": 0, "answered": 0,
               "errors": 0, "warnings": 0, "applied": 0, "conflicts": 0}
