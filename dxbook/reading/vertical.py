"""A sheet that lists 項目 | 内容 downwards: one record."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase
from typing import Any

from dxbook.findings import Finding, column_letter, finding
from dxbook.plan import Table
from dxbook.reading.form_findings import area_findings, missing_columns
from dxbook.reading.headers import SEARCHED_ROWS, Found, Names, Slot, header_key
from dxbook.reading.records import Source, put_cell

HEADERS = ("項目", "内容")


def read_vertical(source: Source, table: Table[Any], findings: list[Finding]) -> None:
    """Fill ``table`` with the one record of the sheet. ``record.row`` is the first label's row."""
    names = Names(table.sheet, source.profile)
    start, label_at, value_at = _start(source.rows, names)
    overrides = source.overrides()
    table.header_row = start
    record = table.sheet.row()
    unknown: dict[int, str] = {}
    for number, row in enumerate(source.rows[start:], start=start + 1):
        label = row[label_at] if label_at < len(row) else ""
        if not isinstance(label, str) or not label.strip():
            continue
        cell = overrides.get(number, {}).get(value_at + 1, row[value_at] if value_at < len(row) else "")
        hit = names.find(label)
        if hit is None:
            if cell != "":
                unknown[number] = label
            continue
        column = hit[0]
        if column.key in record.cells:
            place = source.place(f"{column_letter(label_at + 1)}{number}", label)
            findings.append(finding("F121", place, label, first=record.cells[column.key]))
            continue
        record.row = record.row or number
        table.headers[column.key], table.columns[column.key] = label, value_at + 1
        put_cell(source, record, Slot(column, value_at + 1, label), cell, "", findings, number)
    findings.extend(missing_columns(source.place(), table.sheet, set(record.cells), unknown, source.profile))
    for number, label in unknown.items():
        near = names.near(label)
        hint = f"「{source.profile.word(near)}」のことではありませんか。" if near else ""
        place = source.place(f"{column_letter(label_at + 1)}{number}", label)
        findings.append(finding("F122", place, label, hint=hint))
    if record.cells:
        table.records.append(record)
        slots = [Slot(table.sheet.stored[0], value_at + 1, HEADERS[1])]
        filled_cells = [cell for key, cell in record.cells.items() if record.raw[key] is not None]
        rows = [int(cell.lstrip(ascii_uppercase)) for cell in filled_cells]
        filled = {row: {value_at + 1} for row in rows}
        findings.extend(area_findings(source.place(), source.scan, Found(start - 1, slots), filled))


def _start(rows: Sequence[Sequence[object]], names: Names) -> tuple[int, int, int]:
    """(0-based first row below the headers, label column, value column)."""
    wanted = [header_key(word) for word in HEADERS]
    for number, row in enumerate(rows[:SEARCHED_ROWS]):
        folded = [header_key(cell) if isinstance(cell, str) else "" for cell in row]
        if all(word in folded for word in wanted):
            return number + 1, folded.index(wanted[0]), folded.index(wanted[1])
    counts: dict[int, int] = {}
    for row in rows[:2 * SEARCHED_ROWS]:
        for position, cell in enumerate(row):
            if isinstance(cell, str) and cell and names.find(cell):
                counts[position] = counts.get(position, 0) + 1
    label_at = max(counts, key=lambda position: counts[position]) if counts else 0
    return 0, label_at, label_at + 1
