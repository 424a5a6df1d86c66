"""The rows of one sheet as records: what is data, what is a note, a total or a repeated header."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field

from dxbook.cells import is_empty, is_error, parse
from dxbook.column import Column
from dxbook.finding import Finding, Place, column_letter, finding
from dxbook.headers import Found, Names, Slot, find_headers, header_key
from dxbook.model import Record, Table
from dxbook.ooxml_scan import SheetScan
from dxbook.package import Rows
from dxbook.profile import Profile
from dxbook.text import key

TOTALS = frozenset(key(word) for word in ("合計", "計", "総計", "小計", "総合計"))
NOTE_MARKS = ("※", "*", "＊", "注", "(注", "（注", "備考:", "備考：", "出典", "資料:", "資料：")
VERTICAL_HEADERS = ("項目", "内容")


@dataclass(slots=True)
class Source:
    """One sheet as it stands in the file, and what is needed to read it. ``units``: 指標ID → 単位."""

    title: str
    file: str
    rows: Rows
    profile: Profile
    scan: SheetScan | None = None
    units: dict[str, str] = field(default_factory=dict)

    def place(self, cell: str = "", column: str = "") -> Place:
        return Place(self.file, self.title, cell, column)


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
    findings.extend(header_findings(source, names, found))
    stored = [slot for slot in found.slots if not slot.column.computed]
    for number in range(found.row + 1, len(source.rows)):
        row = source.rows[number]
        if not any(row):  # 0.0 and False are rare: looked at again below
            if all(is_empty(cell) for cell in row):
                continue
        raw = _raw(source, row, number + 1, stored)
        if all(is_empty(cell) for cell in raw):
            continue
        if code := _no_record(row, raw, stored):
            cell = f"{column_letter(stored[0].number)}{number + 1}"
            findings.append(finding(code, source.place(cell), written_row(raw), row=number + 1))
            continue
        table.records.extend(_records(source, number + 1, raw, stored, findings))


def _raw(source: Source, row: Sequence[object], number: int, stored: Sequence[Slot]) -> list[object]:
    width = len(row)
    return [row[slot.number - 1] if slot.number <= width else "" for slot in stored]


def written_row(raw: Sequence[object]) -> str:
    """The first entry of a row, for a finding."""
    return str(next((cell for cell in raw if not is_empty(cell)), ""))[:60]


def _no_record(row: Sequence[object], raw: Sequence[object], stored: Sequence[Slot]) -> str:
    """The finding for a row that is no data, or ""."""
    first = next(cell for cell in raw if not is_empty(cell))
    if not isinstance(first, str):
        return ""
    if key(first) in TOTALS:
        return "F114"
    entries = [cell for cell in raw if not is_empty(cell)]
    if len(entries) == 1 and first.strip().startswith(NOTE_MARKS):
        return "F113"
    same = sum(header_key(cell) == header_key(slot.header) for cell, slot in zip(raw, stored, strict=True) if cell)
    return "F115" if same >= 2 and same == len(entries) else ""


def _records(
    source: Source, number: int, raw: Sequence[object], stored: Sequence[Slot], findings: list[Finding]
) -> list[Record]:
    """One record, or for a sheet with yearly columns one per fiscal year that holds anything."""
    fixed = Record(number)
    yearly: dict[int, Record] = {}
    unit = ""
    for slot, cell in zip(stored, raw, strict=True):
        if slot.fy is None:
            _put(source, fixed, slot, cell, unit, findings)
            if slot.column.key == "unit":
                unit = fixed["unit"] or ""
    if any(slot.fy for slot in stored):
        unit = source.units.get(fixed["kpi_id"] or "", "")
    for slot, cell in zip(stored, raw, strict=True):
        if slot.fy is not None and not is_empty(cell):
            record = yearly.setdefault(slot.fy, Record(number))
            _put(source, record, slot, cell, unit, findings)
    if not yearly:
        return [] if any(slot.fy for slot in stored) else [fixed]
    for fy, record in yearly.items():
        record.values = {**fixed.values, "fy": fy, **record.values}
        record.raw = {**fixed.raw, "fy": fy, **record.raw}
        record.cells = {**fixed.cells, **record.cells}
    return [yearly[fy] for fy in sorted(yearly)]


def _put(
    source: Source, record: Record, slot: Slot, cell: object, unit: str, findings: list[Finding], row: int = 0
) -> None:
    address = f"{column_letter(slot.number)}{row or record.row}"
    column = slot.column
    value, found = parse(column, cell, Place(source.file, source.title, address, slot.header), unit)
    record.values[column.key] = value
    record.raw[column.key] = None if cell == "" else cell
    record.cells[column.key] = address
    findings.extend(found)


def header_findings(source: Source, names: Names, found: Found) -> list[Finding]:
    """Missing, unknown and doubled columns. A missing one names the header it may hide behind."""
    out: list[Finding] = []
    row = found.row + 1
    present = {slot.column.key for slot in found.slots}
    for column in names.sheet.stored:
        if column.required and column.key not in present and not column.per_year:
            label = source.profile.word(column.label)
            near = _near(label, column, found.extra)
            hint = f"「{near}」の列が「{label}」ではありませんか。" if near else ""
            out.append(finding("F107", source.place(f"A{row}", label), hint=hint))
    for number, text in found.extra.items():
        near = names.near(text)
        hint = f"「{source.profile.word(near)}」のことではありませんか。" if near else ""
        cell = f"{column_letter(number)}{row}"
        out.append(finding("F108", source.place(cell, text), text, hint=hint))
    for number, slot in found.doubled.items():
        cell, text = f"{column_letter(number)}{row}", str(source.rows[found.row][number - 1])
        out.append(finding("F109", source.place(cell, slot.header), text, first=column_letter(slot.number)))
    return out


def _near(label: str, column: Column, extra: dict[int, str]) -> str:
    folded = {header_key(text): text for text in extra.values()}
    for name in (label, column.label, *column.aliases):
        close = difflib.get_close_matches(header_key(name), folded, n=1, cutoff=0.5)
        if close:
            return folded[close[0]]
    return ""


def read_vertical(source: Source, table: Table, findings: list[Finding]) -> None:
    """Fill ``table`` with the one record of a sheet that lists 項目 | 内容 downwards."""
    names = Names(table.sheet, source.profile)
    start, label_at, value_at = _vertical_start(source.rows, names)
    table.header_row = start
    record = Record(start + 1)
    present: set[str] = set()
    for number, row in enumerate(source.rows[start:], start=start + 1):
        label = row[label_at] if label_at < len(row) else ""
        hit = names.find(label) if isinstance(label, str) else None
        if hit is None or hit[0].computed:
            continue
        column, cell = hit[0], row[value_at] if value_at < len(row) else ""
        address = f"{column_letter(value_at + 1)}{number}"
        if column.key in present:
            first = record.cells[column.key]
            findings.append(finding("F109", source.place(address, column.label), label, first=first))
            continue
        present.add(column.key)
        table.headers[column.key] = str(label)
        table.columns[column.key] = value_at + 1
        _put(source, record, Slot(column, value_at + 1, str(label)), cell, "", findings, number)
        record.row = record.row if len(present) > 1 else number
    for column in table.sheet.stored:
        if column.required and column.key not in present:
            findings.append(finding("F107", source.place("", source.profile.word(column.label)), hint=""))
    if present:
        table.records.append(record)


def _vertical_start(rows: Rows, names: Names) -> tuple[int, int, int]:
    """(0-based first row below the headers, label column, value column)."""
    wanted = [header_key(word) for word in VERTICAL_HEADERS]
    for number, row in enumerate(rows[:30]):
        folded = [header_key(cell) if isinstance(cell, str) else "" for cell in row]
        if all(word in folded for word in wanted):
            return number + 1, folded.index(wanted[0]), folded.index(wanted[1])
    counts: dict[int, int] = {}
    for row in rows[:60]:
        for position, cell in enumerate(row):
            if isinstance(cell, str) and cell and names.find(cell):
                counts[position] = counts.get(position, 0) + 1
    label_at = max(counts, key=lambda position: counts[position]) if counts else 0
    return 0, label_at, label_at + 1
