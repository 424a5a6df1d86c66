"""Find a sheet by its title, the header row wherever it moved, and the columns by their normalised names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dxbook.findings import column_letter
from dxbook.plan import HANDOUT, Column, Profile, Sheet
from dxbook.text import key
from dxbook.values import read_fy

SEARCHED_ROWS = 30
"""The header row is looked for among the first rows of a sheet."""

_TRAILING = re.compile(r"(?:[※*＊★●◎]|必須|任意|入力必須)+$")
_YEAR_KEY = re.compile(
    r"((?:令和|平成|令|平|r|h)(?:\d{1,2}|元)(?:年度)?|(?:19|20)\d\d(?:年度)?|(?:\d{1,2}|元)年度)(.*)"
)

_NAMES_YEAR = re.compile(r"(?:令和|平成)(?:\d|元)|(?:19|20)\d\d|\d年度|^[rh]\d")


def header_key(text: object) -> str:
    """The folding under which headers match: ``text.key`` without trailing marks such as ※ and (必須)."""
    return _folded(str(text)) if text not in (None, "") else ""


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return _TRAILING.sub("", key(text))


def shown(column: Column, profile: Profile) -> str:
    """The column's header in the city's words, without the year of a yearly one."""
    return f"前年度の{profile.word(column.recalls)}" if column.recalls else profile.word(column.label)


@lru_cache(maxsize=512)
def _year(text: str) -> int | None:
    """The fiscal year a header names: the same few in every workbook."""
    return read_fy(text).value


@dataclass(frozen=True, slots=True)
class Slot:
    """One physical column (1-based ``number``) that was recognised."""

    column: Column
    number: int
    header: str
    fy: int | None = None
    letter: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "letter", column_letter(self.number))


@dataclass(slots=True)
class Found:
    """The header row (0-based ``row``) and what stands in it. ``extra``, ``doubled``: number → header."""

    row: int
    slots: list[Slot] = field(default_factory=list)
    extra: dict[int, str] = field(default_factory=dict)
    doubled: dict[int, Slot] = field(default_factory=dict)


class Names:
    """The names one sheet's columns go by: the city's word and the label first, then aliases."""

    def __init__(self, sheet: Sheet, profile: Profile) -> None:
        self.sheet = sheet
        self.keys = {column.key for column in sheet.columns}
        self.own: dict[str, Column] = {}
        self.others: dict[str, Column] = {}
        for column in sheet.columns:
            for name in (profile.word(column.label), column.label):
                self.own.setdefault(header_key(name), column)
        for column in HANDOUT.get(sheet.key, ()):
            self.own.setdefault(header_key(shown(column, profile)), column)
        for column in sheet.columns:
            for name in column.aliases:
                self.others.setdefault(header_key(name), column)
        self.yearly = any(column.per_year for column in sheet.columns)
        self.bare_year = next((c for c in sheet.columns if c.per_year and c.key == "actual"), None)

    def find(self, text: object) -> tuple[Column, int | None, bool] | None:
        """(column, fiscal year, by its own name) of a header text, or None."""
        folded = header_key(text)
        if not folded:
            return None
        if column := self.own.get(folded):
            return None if column.per_year else (column, None, True)
        if column := self.others.get(folded):
            return None if column.per_year else (column, None, False)
        return self._find_yearly(folded) if self.yearly else None

    def _find_yearly(self, folded: str) -> tuple[Column, int | None, bool] | None:
        match = _YEAR_KEY.fullmatch(folded)
        if not match:
            return None
        rest = re.sub(r"^(?:19|20)\d\d(?:年度)?", "", match[2])  # 令和7年度(2025) 実績値
        column = self.own.get(rest) or self.others.get(rest) if rest else self.bare_year
        if column is None or not column.per_year:
            return None
        year = _year(match[1].upper())
        return (column, year, True) if year else None

    def looks_yearly(self, text: object) -> bool:
        """True for a header of a yearly sheet that names a year, or a yearly column without its year."""
        folded = header_key(text)
        known = self.own.get(folded) or self.others.get(folded)
        return self.yearly and (bool(_NAMES_YEAR.search(folded)) or bool(known and known.per_year))

    def near(self, text: object) -> str:
        """The label of the column whose name is most like ``text``, or ""."""
        names = {name: column for name, column in {**self.others, **self.own}.items()
                 if column.key in self.keys}
        close = difflib.get_close_matches(header_key(text), names, n=1, cutoff=0.5)
        return names[close[0]].label if close else ""


def find_headers(rows: Sequence[Sequence[object]], names: Names) -> Found | None:
    """The row with the most known headers among the first ``SEARCHED_ROWS``; None where no row has two

    (or half of the sheet's columns, where it has few).
    """
    best, most = None, 0
    needed = min(2, (len(names.sheet.columns) + 1) // 2)
    all_known = len(names.sheet.stored)
    for number, row in enumerate(rows[:SEARCHED_ROWS]):
        texts = [cell for cell in row if isinstance(cell, str) and cell]
        hits = {(hit[0].key, hit[1]) for cell in texts if (hit := names.find(cell))}
        if len(hits) > most and len(hits) >= needed:
            best, most = number, len(hits)
            if len({key for key, _ in hits}) >= all_known:
                break
    return None if best is None else _read_row(best, rows[best], names)


def _read_row(number: int, row: Sequence[object], names: Names) -> Found:
    found = Found(number)
    taken: dict[tuple[str, int | None], Slot] = {}
    texts = [(position, str(cell)) for position, cell in enumerate(row, start=1) if cell != ""]
    hits = [(position, text, names.find(text)) for position, text in texts]
    for own_name in (True, False):  # a column's own name goes before an alias, wherever it stands
        for position, text, hit in hits:
            if hit is None or hit[2] is not own_name:
                continue
            column, fy, _ = hit
            slot = Slot(column, position, text, fy)
            if (column.key, fy) in taken:
                found.doubled[position] = taken[column.key, fy]
            else:
                taken[column.key, fy] = slot
    found.slots = sorted(taken.values(), key=lambda slot: slot.number)
    found.extra = {position: text for position, text, hit in hits if hit is None and text.strip()}
    return found


def match_sheets(
    titles: Iterable[str], sheets: Iterable[Sheet], profile: Profile
) -> tuple[dict[str, str], dict[str, str]]:
    """(sheet key → title, title → first title of the same kind). A sheet's own name goes before an alias."""
    found: dict[str, str] = {}
    doubled: dict[str, str] = {}
    wanted = list(sheets)
    folded = {title: key(title) for title in titles}
    for own_name in (True, False):
        for title, name in folded.items():
            for sheet in wanted:
                own = {key(profile.word(sheet.title)), key(sheet.title)}
                names = own if own_name else {key(alias) for alias in sheet.aliases}
                if name in names and title not in found.values() and title not in doubled:
                    if sheet.key in found:
                        doubled[title] = found[sheet.key]
                    else:
                        found[sheet.key] = title
                    break
    return found, doubled
