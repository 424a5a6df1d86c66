"""The rows of one sheet as records: what is data, what is a note, a total or a repeated header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dxbook.findings import Finding, Place, finding
from dxbook.plan import Kind, Profile, Row, Table
from dxbook.reading.cells import UNCACHED, parse, reader
from dxbook.reading.form_findings import area_findings, header_findings
from dxbook.reading.headers import Found, Names, Slot, find_headers, header_key
from dxbook.text import is_empty, key, normalize, shown_percent, written
from dxbook.workbook.open import SheetScan

TOTALS = frozenset(key(word) for word in ("合計", "計", "総計", "小計", "総合計"))
LONGEST_TOTAL = 10
"""A longer first entry, spaces included, is not looked at."""
NOTE_MARKS = ("※", "*", "＊", "注", "(注", "（注", "備考:", "備考：", "出典", "資料:", "資料：")


@dataclass(slots=True)
class Source:
    """One sheet as it stands in the file, and what is needed to read it. ``units``: 指標ID → 単位."""

    title: str
    file: str
    rows: list[list[object]]
    profile: Profile
    scan: SheetScan = field(default_factory=SheetScan)
    units: dict[str, str] = field(default_factory=dict)

    def place(self, cell: str = "", column: str = "") -> Place:
        """Where in this sheet something stands, for a finding: an A1 address, a column's header."""
        return Place(self.file, self.title, cell, column)

    def overrides(self) -> dict[int, dict[int, object]]:
        """Cells that calamine gives as empty or without their format: row → column → raw; 1-based."""
        out: dict[int, dict[int, object]] = {}
        for row, column in self.scan.uncached:
            out.setdefault(row, {})[column] = UNCACHED
        for (row, column), text in self.scan.errors.items():
            out.setdefault(row, {})[column] = text
        for row, column in self.scan.percent:
            cells = self.rows[row - 1] if row <= len(self.rows) else []
            raw = cells[column - 1] if column <= len(cells) else None
            if isinstance(raw, (int, float)) and not isinstance(raw, bool):
                out.setdefault(row, {})[column] = shown_percent(raw)
        return out


def read_table(source: Source, table: Table[Any], findings: list[Finding]) -> None:
    """Fill ``table`` from a sheet with one record a row (実績: one a row and fiscal year)."""
    names = Names(table.sheet, source.profile)
    found = find_headers(source.rows, names)
    if found is None:
        if any(not is_empty(cell) for row in source.rows for cell in row):
            labels = "、".join(f"「{source.profile.word(c.label)}」" for c in table.sheet.stored[:3])
            findings.append(finding("F106", source.place(), labels=labels))
        return
    table.header_row = found.row + 1
    for slot in found.slots:
        table.headers.setdefault(slot.column.key, slot.header)
        table.columns.setdefault(slot.column.key, slot.number)
        if slot.fy is not None:
            table.year_columns[slot.column.key, slot.fy] = slot.number
    place = source.place()
    header = source.rows[found.row]
    findings.extend(header_findings(place, header, names, found, source.profile))
    filled = _read_rows(source, table, found, findings)
    findings.extend(area_findings(place, source.scan, found, filled))


class _Columns:
    """The stored columns of one sheet, prepared once for all its rows."""

    def __init__(self, row: type[Row], stored: list[Slot], overrides: dict[int, dict[int, object]]) -> None:
        self.row, self.stored = row, stored
        self.by_year = any(column.per_year for column in row.sheet.columns)
        self.indexes = [slot.number - 1 for slot in stored]
        self.width = max(self.indexes, default=-1) + 1
        self.keys = [slot.column.key for slot in stored]
        self.readers = [reader(slot.column) for slot in stored]
        self.headers = [header_key(slot.header) for slot in stored]
        self.unit = self.keys.index("unit") if "unit" in self.keys else None
        self.fixed = [position for position, slot in enumerate(stored) if slot.fy is None]
        self.fixed_keys = [self.keys[position] for position in self.fixed]
        self.letters = [stored[position].letter for position in self.fixed]
        self.blank: dict[str, object] = dict.fromkeys(self.fixed_keys)
        own = {slot.number for slot in stored}
        self.overrides = {row: cells for row, cells in overrides.items() if not own.isdisjoint(cells)}

    def raw(self, row: Sequence[object], number: int) -> list[object]:
        """The stored cells of one row, "" where empty."""
        if len(row) < self.width:
            row = [*row, *[""] * (self.width - len(row))]
        raw = [row[index] for index in self.indexes]
        if special := self.overrides.get(number):
            for position, slot in enumerate(self.stored):
                cell = special.get(slot.number)
                plain = slot.column.kind is Kind.NUMBER and isinstance(raw[position], (int, float))
                if cell is not None and not plain:
                    raw[position] = cell
        return raw


def _read_rows(source: Source, table: Table[Any], found: Found, findings: list[Finding]) -> dict[int, set[int]]:
    """Read all rows below the headers; returns the filled stored cells, row → columns."""
    stored = [slot for slot in found.slots if not slot.column.computed]
    columns = _Columns(table.sheet.row, stored, source.overrides())
    filled: dict[int, set[int]] = {}
    last = max([len(source.rows), *columns.overrides])
    for number in range(found.row + 2, last + 1):
        raw = columns.raw(source.rows[number - 1] if number <= len(source.rows) else [], number)
        at = [position for position, cell in enumerate(raw) if cell != "" and not is_empty(cell)]
        if not at:
            continue
        filled[number] = {stored[position].number for position in at}
        if code := _no_record(raw, at, columns):
            cell = f"{stored[at[0]].letter}{number}"
            findings.append(finding(code, source.place(cell), str(raw[at[0]])[:60], row=number))
            continue
        table.records.extend(_records(source, number, raw, columns, findings))
        if table.year_columns:
            identity = table.sheet.identity
            named = (cell for key, cell in zip(columns.keys, raw, strict=True) if key in identity)
            table.year_rows.setdefault(normalize(written(next(named, "")), "code"), number)
    return filled


def _no_record(raw: Sequence[object], at: Sequence[int], columns: _Columns) -> str:
    """The finding for a row that is no data (total, note, repeated header), or ""; ``at``: what is filled."""
    first = raw[at[0]]
    if not isinstance(first, str):
        return ""
    if len(first) < LONGEST_TOTAL and key(first) in TOTALS:
        return "F114"
    if len(at) == 1:
        return "F113" if first.strip().startswith(NOTE_MARKS) else ""
    repeated = all(header_key(raw[each]) == columns.headers[each] for each in at[:3])
    return "F115" if repeated and all(isinstance(raw[each], str) for each in at) else ""


def _records(
    source: Source, number: int, raw: Sequence[object], columns: _Columns, findings: list[Finding]
) -> list[Row]:
    """One record, or for a sheet with yearly columns one per fiscal year that holds anything."""
    unit = "" if columns.unit is None else normalize(written(raw[columns.unit]), "name")
    row = str(number)
    fixed = columns.row(number, columns.blank.copy(), columns.blank.copy(),
                        dict(zip(columns.fixed_keys, [letter + row for letter in columns.letters], strict=True)))
    for position in columns.fixed:
        if raw[position] != "":
            _put(source, fixed, columns, position, raw[position], unit, findings)
    if not columns.by_year:
        return [fixed]
    yearly: dict[int, Row] = {}
    unit = source.units.get(fixed.values.get("kpi_id") or "", "")
    for position, slot in enumerate(columns.stored):
        cell = raw[position]
        if slot.fy is None or cell == "" or is_empty(cell):
            continue
        record = yearly.get(slot.fy)
        if record is None:
            record = yearly[slot.fy] = columns.row(
                number, {**fixed.values, "fy": slot.fy}, {**fixed.raw, "fy": slot.fy}, fixed.cells.copy())
        record.cells[slot.column.key] = slot.letter + row
        _put(source, record, columns, position, cell, unit, findings)
    return [yearly[fy] for fy in sorted(yearly)]


def _put(
    source: Source, record: Row, columns: _Columns, position: int, cell: object, unit: str,
    findings: list[Finding],
) -> None:
    """Parse one cell that holds something into ``record``, whose ``cells`` know its address."""
    name = columns.keys[position]
    record.raw[name] = None if cell is UNCACHED else cell
    value, found = columns.readers[position](cell, unit)
    if found:  # rare: only now the address is needed
        slot = columns.stored[position]
        value, found = parse(slot.column, cell, source.place(record.cells[name], slot.header), unit)
        findings.extend(found)
    record.values[name] = value


def put_cell(
    source: Source, record: Row, slot: Slot, cell: object, unit: str, findings: list[Finding], row: int = 0
) -> None:
    """Parse one cell into ``record``. ``row`` is the cell's own row where it differs from the record's."""
    column = slot.column
    address = record.cells[column.key] = f"{slot.letter}{row or record.row}"
    record.raw[column.key] = None if cell is UNCACHED or cell == "" else cell
    record.values[column.key], found = parse(column, cell, source.place(address, slot.header), unit)
    findings.extend(found)
