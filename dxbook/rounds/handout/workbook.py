"""A department's workbook: its own part of the plan, this year's entry cells open, everything else locked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook

from dxbook.plan import BY_KEY, HANDOUT, LISTS, SCHEMA_VERSION, SHEETS, Column, Profile, is_open
from dxbook.rounds.handout.guide import HandoutFacts, to_do, words_of, write_guide
from dxbook.rounds.handout.sheet import GivenRow, write_handed
from dxbook.rounds.template import Layouts, begun, handed_layout, hide, named_list, write_vertical
from dxbook.workbook.make import save

FIRST = ("reports", "actuals", "steps", "inventory", "evidence")
"""Sheets with entries stand before those that are only read."""
KEPT = {("kpis", "direction"), ("actuals", "kpi_unit"), ("actuals", "kpi_target")}
"""Columns that a formula needs, also where they are empty."""
LEFT_OUT = {("reports", "measure_owner"), ("reports", "board"), ("reports", "outside")}
"""Columns that tell a department nothing: who it is, and opinions that are not given yet."""
FEWEST = 3
"""Stored columns that a sheet keeps: reading finds a header row by two of them, and one may get lost on the way."""
OPEN_TAB = "C74700"


@dataclass(frozen=True, slots=True)
class Handout:
    """What goes into a department's workbook. ``rows``: sheet key → rows, the open ones first; the 計画 has one."""

    asked: HandoutFacts
    years: Sequence[int]
    rows: Mapping[str, Sequence[GivenRow]]
    meta: Mapping[str, str] = field(default_factory=dict)


def write_handout(path: Path, profile: Profile, handout: Handout) -> None:
    """Build and save the workbook. Raises OutputFailed or Locked."""
    workbook, text_numbers = build_handout(profile, handout)
    save(workbook, path, text_numbers=text_numbers, growing=True)


def build_handout(profile: Profile, handout: Handout) -> tuple[Workbook, dict[str, str]]:
    """The workbook, and per sheet title the cells where a number kept as text is meant."""
    layouts, words = _layouts(profile, handout), words_of(handout.asked, profile)
    workbook, guide = begun()
    text_numbers: dict[str, str] = {}
    for key, layout in layouts.items():
        sheet = workbook.create_sheet(layout.title)
        rows = list(handout.rows.get(key, ()))
        if layout.sheet.vertical:
            cells = [dict(row.cells) for row in rows]
            text_numbers[layout.title] = write_vertical(sheet, layouts, layout, cells, profile, locked=True)
            continue
        text_numbers[layout.title] = write_handed(sheet, layouts, layout, rows, to_do(layout, words) if layout.has_open else "")
        if not rows:  # a reader wants the sheet, the department does not
            sheet.sheet_state = "hidden"
        if layout.has_open:
            sheet.sheet_properties.tabColor = OPEN_TAB
    seen = {key: layout for key, layout in layouts.items() if handout.rows.get(key)}
    write_guide(guide, seen, {key: sum(row.open for row in handout.rows.get(key, ())) for key in FIRST},
                handout.asked, profile)
    lists = {name: items for name, items in LISTS.items()
             if any(slot.column.choices == name for layout in layouts.values() for slot in layout.stored)}
    hidden = hide(workbook, {"schema_version": SCHEMA_VERSION, "profile": profile.id, **handout.meta})
    for number, (name, items) in enumerate(lists.items(), start=4):
        named_list(workbook, hidden, number, name, items)
    return workbook, text_numbers


def _layouts(profile: Profile, handout: Handout) -> Layouts:
    """The sheets that have rows or are required, those with entries first."""
    placed: Layouts = {}
    opened = {key for key in FIRST if any(row.open for row in handout.rows.get(key, ()))}
    order = sorted(SHEETS, key=lambda sheet: FIRST.index(sheet.key) if sheet.key in opened else len(FIRST))
    for sheet in order:
        rows = handout.rows.get(sheet.key, ())
        if not rows and not sheet.required:
            continue
        wanted = _wanted(sheet.key, rows, handout.asked.fy, sheet.key in opened)
        placed[sheet.key] = handed_layout(sheet, profile, handout.asked.fy, len(rows), wanted, sheet.key in opened)
    return placed


def _wanted(sheet: str, rows: Sequence[GivenRow], fy: int, opened: bool) -> Set[tuple[str, int | None]]:
    """The columns that are shown: entries, what identifies a row, and what is written in at least one row.

    Where next to none would be left (部署 with nothing but their names) the sheet keeps all of its own.
    """
    used = {place for row in rows for place, value in row.cells.items() if value not in (None, "")}
    wanted = set()
    for column in HANDOUT[sheet]:
        if (sheet, column.key) in LEFT_OUT:
            continue
        years: list[int | None] = [None]
        if column.per_year:
            years = [year for key, year in used if key == column.key and year is not None and year <= fy]
            years = [year for year in {*years, fy} if year == fy or column.key == "actual"]
        for year in years:
            if (column.key, year) in used or _needed(sheet, column, year, fy, opened):
                wanted.add((column.key, year))
    stored = {column.key for column in BY_KEY[sheet].stored if (sheet, column.key) not in LEFT_OUT}
    if len({key for key, _ in wanted} & stored) < FEWEST:
        wanted |= {(column.key, fy if column.per_year else None) for column in BY_KEY[sheet].stored if column.key in stored}
    return wanted


def _needed(sheet: str, column: Column, year: int | None, fy: int, opened: bool) -> bool:
    if column.formula in ("row_check", "achievement"):
        return opened
    if (sheet, column.key) in KEPT:
        return True
    if column.computed:
        return False
    return column.required or column.key == "actual" or (opened and is_open(column, year, fy))
