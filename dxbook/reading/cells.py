"""One cell, parsed by its column's kind. Bad cells are findings and None; the caller keeps the original."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from dxbook.findings import Finding, Place, finding, moved
from dxbook.plan import Column, Kind
from dxbook.text import is_error, normalize, read_code, split, written
from dxbook.values import read_date, read_fy, read_month, read_value

Parsed = tuple[Any, list[Finding]]

NOWHERE = Place()


class _Uncached:
    """Stands for a formula whose result was never calculated."""

    def __str__(self) -> str:
        return ""


UNCACHED = _Uncached()

# The same years, months and values stand in cell after cell.
_read_fy = lru_cache(4096)(read_fy)
_read_month = lru_cache(4096)(read_month)
_read_value = lru_cache(4096)(read_value)

_PLAIN = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_MARKS = re.compile(r"[、，,;；\n]+")
_TEXT_DATE = re.compile(
    r"(?:19|20)\d\d[-/](\d{1,2})[-/](\d{1,2})(?:[ T]0{1,2}:00(?::00)?)?|(\d{1,2})月(\d{1,2})日"
)


def parse(column: Column, raw: object, place: Place = NOWHERE, unit: str = "") -> Parsed:
    """``raw`` as the type that ``dxbook.plan.Row`` promises for the column's kind, with what was wrong.

    ``unit`` is what the unit column says and is used by Kind.VALUE alone.
    """
    if raw is None or raw == "" or column.computed:
        return None, []
    if raw is UNCACHED:
        return None, [finding("C101", place)]
    if isinstance(raw, str):
        if not raw.strip():
            return None, []
        if raw[0] == "#" and is_error(raw):
            return None, [finding("C102", place, raw)]
    elif isinstance(raw, bool):
        return None, [finding("C108", place, "TRUE" if raw else "FALSE")]
    elif isinstance(raw, (dt.time, dt.timedelta)):
        return None, [finding("C109", place, raw)]
    if column.kind is Kind.VALUE:
        return _value(column, raw, place, unit)
    return _PARSERS[column.kind](column, raw, place)


REMEMBERED_LENGTH, REMEMBERED_TEXTS = 40, 5000
"""Texts up to this length are remembered, so many of a column."""


@cache
def reader(column: Column) -> Callable[[object, str], Parsed]:
    """``parse`` for one column, (cell, unit) → parsed. Short texts without a finding are parsed once: the same

    years, units, states and departments stand in cell after cell and workbook after workbook.
    """
    known: dict[tuple[str, str], Parsed] = {}
    of_unit = column.kind is Kind.VALUE

    def read(raw: object, unit: str) -> Parsed:
        if not isinstance(raw, str) or len(raw) > REMEMBERED_LENGTH:
            return parse(column, raw, NOWHERE, unit)
        if not of_unit:
            unit = ""
        parsed = known.get((raw, unit))
        if parsed is None:
            parsed = parse(column, raw, NOWHERE, unit)
            if len(known) >= REMEMBERED_TEXTS:
                known.clear()
            known[raw, unit] = parsed
        return parsed

    return read


def _date_like(raw: object) -> tuple[int, int] | None:
    """Month and day where Excel has made a date of what was typed, also one pasted as text."""
    if isinstance(raw, dt.date):
        return raw.month, raw.day
    if isinstance(raw, str) and raw[:1].isdigit() and (match := _TEXT_DATE.fullmatch(raw.strip())):
        month, day = match[1] or match[3], match[2] or match[4]
        return int(month), int(day)
    return None


def _both_writings(month: int, day: int) -> str:
    """The two identifiers Excel makes the same date of: 「1-2」か「01-02」. Which was typed is gone."""
    return "か".join(dict.fromkeys((f"「{month}-{day}」", f"「{month:02}-{day:02}」")))


def _code(column: Column, raw: object, place: Place) -> Parsed:
    if day := _date_like(raw):
        return None, [finding("C103", place, written(raw), example=_both_writings(*day))]
    found = []
    if isinstance(raw, float) and not raw.is_integer():
        found.append(finding("C106", place, written(raw)))
    return normalize(written(raw), "code") or None, found


def _text(column: Column, raw: object, place: Place) -> Parsed:
    found = []
    if isinstance(raw, dt.date):
        text = f"{raw.year}年{raw.month}月{raw.day}日"
        found.append(finding("C105", place, written(raw), read=text))
    else:
        text = normalize(written(raw), column.kind.policy)
    if column.multiple:
        pieces = (normalize(piece, "name") for piece in _MARKS.split(written(raw)))
        return tuple(dict.fromkeys(piece for piece in pieces if piece)) or None, found
    return text or None, found


def _choice(column: Column, raw: object, place: Place) -> Parsed:
    """The list's own word, whatever its width and spaces; None for a word that is no choice (the checks say so)."""
    text, found = _text(column, raw, place)
    return column.choice.read(text) if text and column.choice else None, found


def _value(column: Column, raw: object, place: Place, unit: str) -> Parsed:
    if isinstance(raw, dt.date):
        example = f"「{raw.month}/{raw.day}」"
        return None, [finding("C104", place, written(raw), example=example)]
    reading = _read_value(written(raw), unit, column.side or None)
    return reading, [moved(each, place) for each in reading.findings]


def _number(column: Column, raw: object, place: Place) -> Parsed:
    if isinstance(raw, (int, float)):
        number = float(raw)
    elif isinstance(raw, dt.date):
        return None, [_no_number(column, raw, place)]
    else:
        plain = normalized(column, str(raw))
        if not _PLAIN.fullmatch(plain):
            return None, [_no_number(column, raw, place)]
        number = float(plain)
    return (int(number) if number.is_integer() else number), []


def _no_number(column: Column, raw: object, place: Place) -> Finding:
    return finding("C107", place, written(raw), of_unit=column.of_unit)


def normalized(column: Column, text: str) -> str:
    """``text`` as the column's policy wants it. A number with the column's own unit (1,200千円 in a column of 千円)
    loses the unit: that is no guess. Any other unit stays, for a person to mend. Idempotent."""
    if column.unit:
        bare = normalize(text, "value").replace(f"({column.unit})", column.unit)
        if bare.endswith(column.unit):
            number = normalize(bare.removesuffix(column.unit), "number")
            if _PLAIN.fullmatch(number):
                return number
    return normalize(text, column.kind.policy)


def _fy(column: Column, raw: object, place: Place) -> Parsed:
    reading = _read_fy(raw) if isinstance(raw, str) else read_fy(raw)
    return reading.value, [moved(each, place) for each in reading.findings]


def _month(column: Column, raw: object, place: Place) -> Parsed:
    reading = _read_month(raw) if isinstance(raw, str) else read_month(raw)
    return reading.value, [moved(each, place) for each in reading.findings]


def _date(column: Column, raw: object, place: Place) -> Parsed:
    reading = read_date(raw)
    return reading.value, [moved(each, place) for each in reading.findings]


def _departments(column: Column, raw: object, place: Place) -> Parsed:
    if isinstance(raw, dt.date):
        return _text(column, raw, place)
    return split(written(raw)) or None, []


def _lgcode(column: Column, raw: object, place: Place) -> Parsed:
    code, found = read_code(raw)
    return code, [moved(each, place) for each in found]


_PARSERS: dict[Kind, Callable[[Column, object, Place], Parsed]] = {
    Kind.CODE: _code,
    Kind.NAME: _text,
    Kind.PROSE: _text,
    Kind.NUMBER: _number,
    Kind.FY: _fy,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.CHOICE: _choice,
    Kind.DEPARTMENT: _departments,
    Kind.LGCODE: _lgcode,
}
