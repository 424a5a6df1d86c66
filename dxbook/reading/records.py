"""The rows of one sheet as records: what is data, what is a note, a total or a repeated header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dxbook.column import Kind
from dxbook.finding import Finding, Place, finding
from dxbook.model import Record, Table
from dxbook.opening.ooxml_scan import SheetScan
from dxbook.profile import Profile
from dxbook.reading.cells import UNCACHED, is_empty, parse, shown_percent, written
from dxbook.reading.form_findings import area_findings, header_findings
from dxbook.reading.headers import Found, Names, Slot, find_headers, header_key
from dxbook.text import key, normalize

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


def read_table(source: Source, table: Table, findings: list[Finding]) -> None:
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


def _read_rows(source: Source, table: Table, found: Found, findings: list[Finding]) -> dict[int, set[int]]:
    """Read all rows below the headers; returns the filled stored cells, row → columns."""
    stored = [slot for slot in found.slots if not slot.column.computed]
    by_year = any(column.per_year for column in table.sheet.columns)
    overrides = source.overrides()
    filled: dict[int, set[int]] = {}
    last = max([len(source.rows), *overrides])
    for number in range(found.row + 2, last + 1):
        row = source.rows[number - 1] if number <= len(source.rows) else []
        special = overrides.get(number)
        if special is None and not any(row) and all(cell == "" for cell in row):
            continue
        raw = _raw(row, special, stored)
        at = [position for position, cell in enumerate(raw) if cell != "" and not is_empty(cell)]
        if not at:
            continue
        filled[number] = {stored[position].number for position in at}
        if code := _no_record(raw, at, stored):
            cell = f"{stored[at[0]].letter}{number}"
            findings.append(finding(code, source.place(cell), str(raw[at[0]])[:60], row=number))
            continue
        table.records.extend(_records(source, number, raw, stored, by_year, findings))
        if table.year_columns:
            identity = table.sheet.identity
            named = (cell for slot, cell in zip(stored, raw, strict=True) if slot.column.key in identity)
            table.year_rows.setdefault(normalize(written(next(named, "")), "code"), number)
    return filled


def _raw(row: Sequence[object], special: dict[int, object] | None, stored: Sequence[Slot]) -> list[object]:
    width = len(row)
    raw = [row[slot.number - 1] if slot.number <= width else "" for slot in stored]
    for position, slot in enumerate(stored) if special else ():
        cell = special.get(slot.number) if special else None
        plain = slot.column.kind is Kind.NUMBER and isinstance(raw[position], (int, float))
        if cell is not None and not plain:
            raw[position] = cell
    return raw


def _no_record(raw: Sequence[object], at: Sequence[int], stored: Sequence[Slot]) -> str:
    """The finding for a row that is no data (total, note, repeated header), or ""; ``at``: what is filled."""
    first = raw[at[0]]
    if not isinstance(first, str):
        return ""
    if len(first) < LONGEST_TOTAL and key(first) in TOTALS:
        return "F114"
    if len(at) == 1:
        return "F113" if first.strip().startswith(NOTE_MARKS) else ""
    repeated = all(header_key(raw[each]) == header_key(stored[each].header) for each in at[:3])
    return "F115" if repeated and all(isinstance(raw[each], str) for each in at) else ""


def _records(
    source: Source, number: int, raw: Sequence[object], stored: Sequence[Slot], by_year: bool,
    findings: list[Finding],
) -> list[Record]:
    """One record, or for a sheet with yearly columns one per fiscal year that holds anything."""
    fixed = Record(number)
    yearly: dict[int, Record] = {}
    pairs = list(zip(stored, raw, strict=True))
    unit = next((written(cell) for slot, cell in pairs if slot.column.key == "unit"), "")
    unit = normalize(unit, "name")  # the unit column may stand behind the values
    for slot, cell in pairs:
        if slot.fy is None:
            put_cell(source, fixed, slot, cell, unit, findings)
    if not by_year:
        return [fixed]
    unit = source.units.get(fixed["kpi_id"] or "", "")
    for slot, cell in pairs:
        if slot.fy is not None and not is_empty(cell):
            put_cell(source, yearly.setdefault(slot.fy, Record(number)), slot, cell, unit, findings)
    for fy, record in yearly.items():
        record.values = {**fixed.values, "fy": fy, **record.values}
        record.raw = {**fixed.raw, "fy": fy, **record.raw}
        record.cells = {**fixed.cells, **record.cells}
    return [yearly[fy] for fy in sorted(yearly)]


def put_cell(
    source: Source, record: Record, slot: Slot, cell: object, unit: str, findings: list[Finding], row: int = 0
) -> None:
    """Parse one cell into ``record``. ``row`` is the cell's own row where it differs from the record's."""
    column = slot.column
    address = record.cells[column.key] = f"{slot.letter}{row or record.row}"
    if cell == "":
        record.values[column.key] = record.raw[column.key] = None
        return
    record.raw[column.key] = None if cell is UNCACHED else cell
    value, found = parse(column, cell, unit=unit)
    if found:  # rare: only now the address is needed
        value, found = parse(column, cell, source.place(address, slot.header), unit)
        findings.extend(found)
    record.values[column.key] = value
