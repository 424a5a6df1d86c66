"""Findings: what a person wrote wrong, as data. The catalogue is ``findings.toml``.

One list of findings feeds the command line, the launcher, the marks in a copy of the workbook, the
return slip and ``--json``.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, time
from enum import StrEnum
from functools import cache
from importlib.resources import files

CHECKED, SLIP, RECORD = "検証結果", "差戻し票", "反映記録"
"""Titles of the sheets that dxbook adds to a person's workbook: findings, and what collecting has written."""


def is_added(title: str) -> bool:
    """Whether a sheet of this title is dxbook's own list (or a copy of it) and no part of the form."""
    return re.sub(r" ?\(\d+\)$", "", title) in (CHECKED, SLIP, RECORD)


class Level(StrEnum):
    """How serious a finding is. エラー must be mended before submitting, 警告 should be looked at."""

    ERROR = "エラー"
    WARNING = "警告"
    INFO = "情報"

    @property
    def rank(self) -> int:
        """0 for エラー, 1 for 警告, 2 for 情報."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands. ``cell`` is an A1 address, or "" for a whole sheet or file."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, with its address and remedy. All texts are Japanese."""

    file: str
    sheet: str
    cell: str
    column: str
    code: str
    level: Level
    value: str
    message: str
    remedy: str

    def as_dict(self) -> dict[str, str]:
        """The JSON form: file, sheet, cell, column, code, level, value, message, remedy."""
        return {key: str(value) for key, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Code:
    """One row of the catalogue. ``message`` and ``remedy`` are ``str.format`` templates."""

    id: str
    level: Level
    title: str
    message: str
    remedy: str
    family: str = field(default="")


@cache
def catalogue() -> dict[str, Code]:
    """All finding codes, in the order of ``findings.toml``."""
    text = files("dxbook").joinpath("findings.toml").read_text(encoding="utf-8")
    codes: dict[str, Code] = {}
    for family, entries in tomllib.loads(text).items():
        for id_, row in entries.items():
            codes[id_] = Code(
                id_, Level(row["level"]), row["title"], row["message"], row["remedy"], family
            )
    return codes


def finding(
    code: str, place: Place = Place(), value: object = "", *, level: Level | None = None, **details: object
) -> Finding:
    """Make the finding ``code`` at ``place``.

    ``details`` fill the templates' fields; ``{value}``, ``{column}``, ``{sheet}`` and ``{cell}`` are
    always there. Raises KeyError for a code or field that does not exist (a programming error).
    """
    entry = catalogue()[code]
    shown = "" if value is None else str(_as_seen(value))
    fields = {
        "value": shown, "column": place.column, "sheet": place.sheet, "cell": place.cell,
        **{name: _as_seen(detail) for name, detail in details.items()},
    }
    return Finding(
        place.file, place.sheet, place.cell, place.column, code, level or entry.level, shown,
        entry.message.format(**fields), entry.remedy.format(**fields),
    )


def _as_seen(value: object) -> object:
    """A number or day as the cell shows it: 132071.0 → 132071, 0.1 + 0.2 → 0.3, no 00:00:00."""
    if isinstance(value, float) and math.isfinite(value):
        return int(value) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value


def moved(found: Finding, place: Place) -> Finding:
    """The same finding at ``place``: readers below the workbook know no address."""
    return replace(
        found, file=place.file, sheet=place.sheet, cell=place.cell, column=place.column
    )


def column_letter(number: int) -> str:
    """Excel's column letters: 1 → "A", 28 → "AB"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The inverse of :func:`column_letter`: "AB" → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _order(found: Finding) -> tuple[str, str, int, int, int, str]:
    letters = found.cell.rstrip("0123456789")
    row = found.cell[len(letters):]
    return (found.file, found.sheet, int(row or 0), column_number(letters) if letters else 0,
            found.level.rank, found.code)


def tidy(found: Iterable[Finding]) -> list[Finding]:
    """Sorted by file, sheet, row, column; one per cell and cause."""
    return sorted(dict.fromkeys(found), key=_order)
