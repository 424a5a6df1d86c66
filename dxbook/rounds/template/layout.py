"""Where every column of the plan workbook stands: pure positions, no openpyxl."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from dxbook.plan import HANDOUT, SHEETS, Column, Filler, Profile, Sheet
from dxbook.reading import Slot, shown
from dxbook.values import fy_label

TAG_ROW = 3
"""The row that says 必須, 自動 … above the headers."""
HEADER_ROW = 4
FIRST_ROW = 5
"""First Excel row of data."""
BLANK_ROWS = 40
"""Entry rows of a sheet that has no data yet."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet's place in the workbook; ``last_row`` includes the spare entry rows.

    ``fy`` is the year that a hand-out asks about (0 in a plan), ``has_open`` whether it has entries there.
    """

    sheet: Sheet
    title: str
    slots: tuple[Slot, ...]
    last_row: int
    fy: int = 0
    has_open: bool = False

    def slot(self, key: str, fy: int | None = None) -> Slot:
        """The physical column of ``key`` (and year). Raises KeyError."""
        for slot in self.slots:
            if slot.column.key == key and slot.fy == fy:
                return slot
        raise KeyError(f"{self.sheet.key}.{key}")

    def range(self, key: str, fy: int | None = None) -> str:
        """The absolute data range of a column, with the sheet's name: ``'施策'!$A$5:$A$40``."""
        letter = self.slot(key, fy).letter
        return f"'{self.title}'!${letter}${FIRST_ROW}:${letter}${self.last_row}"

    @property
    def stored(self) -> tuple[Slot, ...]:
        """The columns that hold data."""
        return tuple(slot for slot in self.slots if not slot.column.computed)


def _yearly(column: Column, years: Sequence[int], review_fy: int, used: Set[tuple[str, int]]) -> list[int]:
    """The years a per-year column is made for: 実績値 always, the others where they are of use."""
    if column.key == "actual":
        return list(years)
    wanted = {fy for key, fy in used if key == column.key}
    if column.filler is Filler.OWNER:
        wanted.add(review_fy)
    return [fy for fy in years if fy in wanted]


def slots(
    sheet: Sheet, profile: Profile, years: Sequence[int], review_fy: int,
    used: Set[tuple[str, int]] = frozenset(),
) -> tuple[Slot, ...]:
    """The physical columns of ``sheet``. ``used`` names (key, year) pairs that hold data already.

    The columns of one year stand together, so that a clerk fills a year from left to right.
    """
    per_year = [column for column in sheet.columns if column.per_year]
    wanted = {column.key: _yearly(column, years, review_fy, used) for column in per_year}
    placed: list[tuple[Column, int | None]] = []
    for column in sheet.columns:
        if not column.per_year:
            placed.append((column, None))
        elif column is per_year[0]:
            placed += [(each, fy) for fy in years for each in per_year if fy in wanted[each.key]]
    return tuple(
        Slot(column, number, _header(column, profile, fy), fy)
        for number, (column, fy) in enumerate(placed, start=1)
    )


def _header(column: Column, profile: Profile, fy: int | None) -> str:
    label = shown(column, profile)
    return f"{fy_label(fy)} {label}" if fy else label


def layouts(
    profile: Profile, years: Sequence[int], review_fy: int, counts: dict[str, int],
    used: Set[tuple[str, int]] = frozenset(), blank_rows: int = BLANK_ROWS,
) -> dict[str, Layout]:
    """Every sheet's layout by sheet key. ``counts`` is the number of data rows per sheet; a sheet without
    data gets ``blank_rows`` entry rows."""
    placed: dict[str, Layout] = {}
    for sheet in SHEETS:
        count = counts.get(sheet.key, 0)
        rows = len(sheet.stored) if sheet.vertical else count + sheet.spare if count else blank_rows
        placed[sheet.key] = Layout(
            sheet, profile.word(sheet.title), slots(sheet, profile, years, review_fy, used),
            FIRST_ROW + rows - 1,
        )
    return placed


def handed_layout(
    sheet: Sheet, profile: Profile, fy: int, count: int, wanted: Set[tuple[str, int | None]], has_open: bool,
) -> Layout:
    """A sheet of a hand-out: ``count`` rows and none to spare, the columns (and years) in ``wanted``."""
    columns = HANDOUT[sheet.key]
    years = sorted({year for _, year in wanted if year is not None})
    per_year = [column for column in columns if column.per_year]
    placed: list[tuple[Column, int | None]] = []
    for column in columns:
        if column.per_year and column is per_year[0]:
            placed += [(each, year) for year in years for each in per_year if (each.key, year) in wanted]
        elif (column.key, None) in wanted:
            placed.append((column, None))
    made = tuple(Slot(column, number, _header(column, profile, year), year)
                 for number, (column, year) in enumerate(placed, start=1))
    rows = len(sheet.stored) if sheet.vertical else max(count, 1)  # a table needs a row
    return Layout(sheet, profile.word(sheet.title), made, FIRST_ROW + rows - 1, fy, has_open)
