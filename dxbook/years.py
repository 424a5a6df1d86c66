"""Years, fiscal years (年度), months and dates as people write them.

令和N年度 runs from 1 April of (2018+N) to 31 March of the next year and is stored as 西暦 (2018+N).
年, 年度 and 年度末 are told apart; what has two readings is a finding and no value.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dxbook.finding import Finding, finding
from dxbook.numerals import whole
from dxbook.text import normalize

ERAS: dict[str, tuple[str, int, date, date]] = {
    # name: (letter, the year before its first, first day, last day)
    "令和": ("R", 2018, date(2019, 5, 1), date(9999, 12, 31)),
    "平成": ("H", 1988, date(1989, 1, 8), date(2019, 4, 30)),
    "昭和": ("S", 1925, date(1926, 12, 25), date(1989, 1, 7)),
    "大正": ("T", 1911, date(1912, 7, 30), date(1926, 12, 24)),
}
PLAUSIBLE = range(2010, 2041)
"""The years a plan of today speaks of: an era-less 年 number is read only if one reading lies here."""

_NAMES = {name[0]: name for name in ERAS} | {row[0]: name for name, row in ERAS.items()}
_ERA = r"令和|平成|昭和|大正|令|平|昭|大|[RHSTrhst](?=[ .]?\d|元)"
_NUM = r"\d{1,2}|元|[一二三四五六七八九十〇]{1,3}"
_YEAR = rf"(?:(?P<era>{_ERA})[ .]?(?P<n>{_NUM})|(?P<ad>(?:19|20)\d\d|[一二]〇?[〇一二三四五六七八九]{{2,3}})|(?P<bare>{_NUM}))"
_SERIAL = range(20000, 80000)  # Excel's day numbers of 1954–2119


@dataclass(frozen=True, slots=True)
class YearReading:
    """``value`` is 西暦; ``kind`` says what was written: 年度, 年 or 年度末."""

    value: int | None
    kind: str = "年度"
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthReading:
    """``value``: 2023-04 · 2023-04-01 · FY2022 · FY2025末 · 2023 · 2022-01/2022-12, or None."""

    value: str | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class DateReading:
    """``value`` is a day, or None."""

    value: date | None
    findings: tuple[Finding, ...] = ()


def _label(year: int) -> tuple[str, int]:
    name = "令和" if year >= 2019 else "平成" if year >= 1989 else "昭和"
    return name, year - ERAS[name][1]


def fy_label(year: int) -> str:
    """2023 → 令和5年度, 2019 → 令和元年度, 2018 → 平成30年度."""
    name, number = _label(year)
    return f"{name}{'元' if number == 1 else number}年度"


def fy_short(year: int) -> str:
    """2023 → R5, 2019 → R1, 2018 → H30."""
    name, number = _label(year)
    return f"{ERAS[name][0]}{number}"


def fy_of(day: date) -> int:
    """The fiscal year a day lies in: 2024-03-31 → 2023."""
    return day.year if day.month >= 4 else day.year - 1


def from_serial(number: float) -> date:
    """Excel's day number (1900 system) as a date: 45017 → 2023-04-01."""
    return (datetime(1899, 12, 30) + timedelta(days=int(number))).date()


def _era_year(match: re.Match[str], kind: str, raw: object) -> tuple[int | None, tuple[Finding, ...]]:
    """The 西暦 of a matched year, with findings; ``kind`` is what follows it (年, 年度 …)."""
    if match["ad"]:
        return whole(match["ad"]), ()
    number = whole(match["n"] or match["bare"])
    if not number:
        return None, (finding("Y101", value=raw),)
    if match["era"] is None:
        return _bare(number, kind, raw)
    name = _NAMES[match["era"][0].upper()]
    year = ERAS[name][1] + number
    if year > ERAS[name][3].year:
        return year, (finding("Y102", value=raw, era=name, label=fy_label(year).removesuffix("度")),)
    return year, ()


def _bare(number: int, kind: str, raw: object) -> tuple[int | None, tuple[Finding, ...]]:
    readings = [base + number for _, base, *_ in ERAS.values() if base + number in PLAUSIBLE]
    if len(readings) == 1 and number <= 15:
        label = fy_label(readings[0]).removesuffix("度")
        return readings[0], (finding("Y104", value=raw, label=label),)
    both = "と".join(f"「{name}{number}年({base + number}年)」" for name, (_, base, *_) in list(ERAS.items())[:2])
    return None, (finding("Y103", value=raw, readings=both),)


_FY = re.compile(rf"{_YEAR} ?(?:[(](?P<other>[^()]+)[)])? ?(?P<kind>年度末|年度|年)? ?(?:[(](?P<other2>[^()]+)[)])?")


def read_fy(raw: object) -> YearReading:
    """A 年度 as people write it. Numbers and dates of Excel are read too; ranges are not."""
    if raw is None or isinstance(raw, str) and not raw.strip():
        return YearReading(None)
    text = normalize(str(raw), "value").removesuffix(".0")
    match = _FY.fullmatch(text)
    if not match:
        return YearReading(None, findings=(finding("Y101", value=raw),))
    kind = match["kind"] or "年度"
    value, found = _era_year(match, kind, raw)
    return YearReading(value, kind, found)


def read_month(raw: object) -> MonthReading:
    """A point of time: month, day, 年度, 年度末, year or a span of months."""
    if raw is None or isinstance(raw, str) and not raw.strip():
        return MonthReading(None)
    if isinstance(raw, date):
        return MonthReading(raw.isoformat()[:10])
    return MonthReading(None, (finding("Y101", value=raw),))


def read_date(raw: object) -> DateReading:
    """A day."""
    if raw is None or isinstance(raw, str) and not raw.strip():
        return DateReading(None)
    if isinstance(raw, datetime):
        return DateReading(raw.date())
    if isinstance(raw, date):
        return DateReading(raw)
    return DateReading(None, (finding("Y101", value=raw),))
