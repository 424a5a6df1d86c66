"""Sheets of a returned workbook that say exactly what was handed out: they need no reading.

Most sheets of most files are so. A row is known by the digest of what is written in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from dxbook.plan import BY_KEY, SHEETS, HandedRow, Identity, Profile, Sheet, order, row_digest
from dxbook.reading import Found, Names, find_headers, match_sheets
from dxbook.rounds.collect.content import OPEN_SHEETS
from dxbook.workbook.open import Opened, Rows, SheetScan

CLOSED_SHEETS = tuple(sheet.key for sheet in SHEETS if sheet.key not in OPEN_SHEETS and not sheet.vertical)


def unchanged(opened: Opened, handed: Identity, profile: Profile) -> dict[str, str]:
    """Sheet key → title of the sheets without entry columns that are as they were handed out, form and all."""
    titles, doubled = match_sheets(opened.titles, SHEETS, profile)
    found = {}
    for key in CLOSED_SHEETS:
        rows, title = handed.rows.get(key), titles.get(key)
        if rows and title and title not in doubled.values():
            sheet = BY_KEY[key]
            if _plain(opened.scan(title)) and _same(opened.rows(title), sheet, rows, profile):
                found[key] = title
    return found


def _plain(scan: SheetScan) -> bool:
    """Nothing hidden, merged or in error: such sheets are read, so that it is told."""
    return not (scan.hidden_rows or scan.hidden_columns or scan.merged or scan.errors)


def _same(rows: Rows, sheet: Sheet, handed: Mapping[str, HandedRow], profile: Profile) -> bool:
    headers = _headers(rows, sheet, profile)
    if headers is None or headers.extra or headers.doubled:
        return False
    wanted = Counter(row.digest for row in handed.values())
    for raw in _written(rows[headers.row + 1:], sheet, headers):
        whole = row_digest(raw)
        if not wanted[whole]:
            return False
        wanted[whole] -= 1
    return not any(wanted.values())


_KNOWN: dict[tuple[str, str], tuple[tuple[object, ...], Found]] = {}
"""The header row met last on a sheet, by sheet key and profile: the next file's is nearly always the same."""


def _headers(rows: Rows, sheet: Sheet, profile: Profile) -> Found | None:
    known = _KNOWN.get((sheet.key, profile.id))
    if known is not None and known[1].row < len(rows) and tuple(rows[known[1].row]) == known[0]:
        return known[1]
    found = find_headers(rows, Names(sheet, profile))
    if found is not None:
        _KNOWN[sheet.key, profile.id] = tuple(rows[found.row]), found
    return found


def _written(rows: Rows, sheet: Sheet, headers: Found) -> Iterator[list[object]]:
    """The filled rows, their cells in the order that digests take them."""
    numbers = {slot.column.key: slot.number - 1 for slot in headers.slots}
    places = [numbers.get(key, -1) for key in order(sheet.key)]
    for row in rows:
        width = len(row)
        raw = [row[place] if -1 < place < width else "" for place in places]
        if any(cell != "" for cell in raw):
            yield raw
