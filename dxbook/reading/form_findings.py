"""What is wrong with the form of a sheet: columns missing, unknown, doubled; hidden and merged cells."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dxbook.findings import Finding, Level, Place, column_letter, finding
from dxbook.plan import Column, Profile, Sheet
from dxbook.reading.headers import Found, Names, header_key
from dxbook.workbook.open import SheetScan


def header_findings(
    place: Place, header: Sequence[object], names: Names, found: Found, profile: Profile
) -> list[Finding]:
    """Missing, unknown and doubled columns. A missing one names the header it may hide behind."""
    row = found.row + 1
    present = {slot.column.key for slot in found.slots}
    at = replace(place, cell=f"A{row}")
    out = missing_columns(at, names.sheet, present, found.extra, profile)
    if names.bare_year and not any(slot.fy for slot in found.slots):
        label = f"令和7年度 {profile.word(names.bare_year.label)}"
        hint = f"年度ごとに「{label}」のような列が要ります。"
        out.append(finding("F107", replace(at, column=profile.word(names.bare_year.label)), hint=hint))
    for number, text in found.extra.items():
        at = replace(place, cell=f"{column_letter(number)}{row}", column=text)
        out.append(_unknown(at, text, names, profile))
    for number, slot in found.doubled.items():
        at = replace(place, cell=f"{column_letter(number)}{row}", column=slot.header)
        out.append(finding("F109", at, str(header[number - 1]), first=column_letter(slot.number)))
    return out


def _unknown(at: Place, text: str, names: Names, profile: Profile) -> Finding:
    """An unknown column is only mentioned, unless it looks like one of ours: then entries are being lost."""
    near = names.near(text)
    if names.looks_yearly(text):
        return finding("F123", at, text, label=profile.word(near or "実績値"))
    if near:
        hint = f"「{profile.word(near)}」のことではありませんか。"
        return finding("F108", at, text, level=Level.WARNING, hint=hint)
    return finding("F108", at, text, hint="")


def missing_columns(
    place: Place, sheet: Sheet, present: set[str], unknown: Mapping[int, str], profile: Profile
) -> list[Finding]:
    """Required columns that no header names. ``unknown``: the headers that say nothing to us."""
    out = []
    for column in sheet.stored:
        if column.required and column.key not in present:
            label = profile.word(column.label)
            near = _near(label, column, unknown.values())
            hint = f"「{near}」が「{label}」のことではありませんか。" if near else ""
            out.append(finding("F107", replace(place, column=label), hint=hint))
    return out


def _near(label: str, column: Column, unknown: Iterable[str]) -> str:
    folded = {header_key(text): text for text in unknown}
    for name in (label, column.label, *column.aliases):
        if close := difflib.get_close_matches(header_key(name), folded, n=1, cutoff=0.5):
            return folded[close[0]]
    return ""


def area_findings(
    place: Place, scan: SheetScan, found: Found, filled: Mapping[int, set[int]]
) -> list[Finding]:
    """Hidden rows and columns that hold data, and merged cells in the data. ``filled``: row → columns."""
    stored = [slot for slot in found.slots if not slot.column.computed]
    left = column_letter(stored[0].number) if stored else "A"
    out = []
    for first, last in _runs(row for row in filled if row in scan.hidden_rows):
        rows = f"{first}行目" if first == last else f"{first}〜{last}行目"
        out.append(finding("F111", replace(place, cell=f"{left}{first}"), rows=rows))
    used = set().union(*filled.values()) if filled else set()
    for slot in stored:
        if slot.number in scan.hidden_columns and slot.number in used:
            at = replace(place, cell=f"{slot.letter}{found.row + 1}", column=slot.header)
            out.append(finding("F112", at))
    columns = {slot.number: slot.header for slot in stored}
    last_row = max(filled, default=0)
    for top, start, bottom, end in scan.merged:
        inside = [number for number in range(start, end + 1) if number in columns]
        if inside and found.row + 1 < bottom and top <= last_row:
            area = f"{column_letter(start)}{top}:{column_letter(end)}{bottom}"
            at = replace(place, cell=f"{column_letter(start)}{top}", column=columns[inside[0]])
            out.append(finding("F110", at, area=area))
    return out


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring rows together: 3, 4, 5, 9 → (3, 5), (9, 9)."""
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
