"""Years, fiscal years (年度), months and dates as people write them.

令和N年度 runs from 1 April of (2018+N) to 31 March of the next year and is stored as 西暦 (2018+N).
年, 年度 and 年度末 are told apart; what has two readings is a finding and no value.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dxbook.findings import Finding, finding
from dxbook.values.eras import ERAS, YEARS, Head, compact, era_of, read_head
from dxbook.values.numerals import whole

__all__ = ["DateReading", "MonthReading", "YearReading", "from_serial", "fy_label", "fy_of", "fy_short",
           "read_date", "read_fy", "read_month"]

_SERIALS = range(20000, 73416)  # Excel's day numbers of 1954 to 2100; no 西暦 year lies here


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


def fy_label(year: int) -> str:
    """2023 → 令和5年度, 2019 → 令和元年度, 2018 → 平成30年度."""
    name, number = era_of(year)
    return f"{name}{'元' if number == 1 else number}年度"


def fy_short(year: int) -> str:
    """2023 → R5, 2019 → R1, 2018 → H30."""
    name, number = era_of(year)
    return f"{ERAS[name].letter}{number}"


def fy_of(day: date) -> int:
    """The fiscal year a day lies in: 2024-03-31 → 2023."""
    return day.year if day.month >= 4 else day.year - 1


def from_serial(number: float) -> date:
    """Excel's day number (1900 system) as a date: 45017 → 2023-04-01."""
    return (datetime(1899, 12, 30) + timedelta(days=int(number))).date()


def _empty(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and compact(raw) in ("", "－"))


def _number(raw: object) -> int | None:
    """A whole number from Excel, as a number or in digits. Fractions and bool are none."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return int(raw) if raw == raw and abs(raw) < 1e9 and raw == int(raw) else None
    text = compact(raw).removesuffix(".0") if isinstance(raw, str) else ""
    return int(text) if re.fullmatch(r"[0-9]{4,8}", text) else None


def _day(raw: object) -> date | None:
    """Excel's dates: datetime objects and, with a plausible size, day numbers."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    number = _number(raw)
    return from_serial(number) if number is not None and number in _SERIALS else None


def read_fy(raw: object) -> YearReading:
    """A 年度 as people write it: 令和5年度, R5, 令五, 2023, 5年度; also Excel's numbers and dates.

    A calendar year (2023年) keeps kind 年 with a warning. Ranges, months, January–March dates and a bare
    29年度 have no one reading: value None and a finding.
    """
    if _empty(raw):
        return YearReading(None)
    if (day := _day(raw)) is not None:
        return _fy_from_day(day, raw)
    number = _number(raw)
    if isinstance(raw, (int, float)):
        if number is not None and number in YEARS:
            return YearReading(number)
        if isinstance(raw, bool) or number is None or not 0 < number < 100:
            return YearReading(None, findings=(finding("Y101", value=raw),))
    text = compact(raw if number is None else number)
    if "～" in text:
        return YearReading(None, findings=(finding("Y109", value=raw),))
    head = read_head(text, raw)
    if head is None:
        return YearReading(None, findings=(finding("Y101", value=raw),))
    if head.rest not in ("", "末", "まで"):
        code = "Y113" if _MONTH.match(head.rest) else "Y101"
        return YearReading(None, findings=(finding(code, value=raw),))
    if head.kind == "年" and head.year is not None:
        note = finding("Y107", value=raw, label=fy_label(head.year))
        return YearReading(head.year, "年", (*head.findings, note))
    return YearReading(head.year, "年度末" if head.rest == "末" else "年度", head.findings)


def _fy_from_day(day: date, raw: object) -> YearReading:
    if day.year not in YEARS:
        return YearReading(None, findings=(finding("Y101", value=raw),))
    if day.month < 4:
        both = f"{fy_label(day.year - 1)}と{fy_label(day.year)}"
        return YearReading(None, findings=(finding("Y115", value=day.isoformat(), readings=both),))
    found = finding("Y108", value=day.isoformat(), label=fy_label(day.year))
    return YearReading(day.year, findings=(found,))


_COUNT = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_MONTH = re.compile(
    rf"[./-]?(?P<m>{_COUNT})(?:月|$|(?=[./末-]))(?:(?P<end>末日)|末|[./-]?(?P<d>{_COUNT})日?)?")
_YEARLESS = re.compile(rf"(?:{_COUNT})月(?:末日?|(?:{_COUNT})日)?|(?:{_COUNT})[/.-](?:{_COUNT})")
_TRAILING = re.compile(r"(?:現在|時点|現時点|実績値?|見込み?|目標値?|まで)+$")
_RANGE = re.compile(r"[～~]|から|-(?=[RHS令平昭]|20\d\d[年.])|(?<=\d{4}-\d\d)/(?=\d{4})|/(?=FY)")


def read_month(raw: object) -> MonthReading:
    """A point of time: day, month, 年度, 年度末, 年, or a span from–to. Excel's dates are days."""
    if _empty(raw):
        return MonthReading(None)
    number = _number(raw)
    if number is not None and number in _SERIALS:
        shown = from_serial(number).isoformat()
        return MonthReading(shown, (finding("Y110", value=raw, day=shown),))
    if (day := _day(raw)) is not None:
        return MonthReading(day.isoformat())
    if number is not None and number >= 100:
        return _digits(str(number), raw)
    text = _TRAILING.sub("", compact(int(number) if number is not None else raw))
    ends = [_TRAILING.sub("", end) for end in _RANGE.split(text)]
    if len(ends) == 1:
        return _point(text, raw)[0]
    return _span(ends[0], ends[1], raw) if len(ends) == 2 else _unreadable(raw)


def _unreadable(raw: object, code: str = "Y101") -> MonthReading:
    return MonthReading(None, (finding(code, value=raw),))


def _digits(text: str, raw: object) -> MonthReading:
    """2023 · 202304 · 20230401."""
    if len(text) == 4 and int(text) in YEARS:
        return MonthReading(text)
    if len(text) in (6, 8) and int(text[:4]) in YEARS:
        return _calendar(int(text[:4]), int(text[4:6]), int(text[6:]) if text[6:] else None, None, raw)
    return _unreadable(raw)


def _calendar(year: int, month: int, day: int | None, era: str | None, raw: object) -> MonthReading:
    """Check a month or day against the calendar and, if an era was written, against the era."""
    if not 1 <= month <= 12 or not 1 <= (day or 1) <= monthrange(year, month)[1]:
        return _unreadable(raw, "Y106")
    value = f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")
    first = date(year, month, day or 1)
    last = date(year, month, day or monthrange(year, month)[1])
    if era and (last < ERAS[era].first or first > ERAS[era].last):
        return MonthReading(value, (finding("Y114", value=raw, era=era, reading=value),))
    return MonthReading(value)


def _point(
    text: str, raw: object, era: str | None = None, kind: str = ""
) -> tuple[MonthReading, Head | None]:
    """One point of time; ``era`` and ``kind`` come from the other end of a span."""
    head = read_head(text, raw, era)
    if _YEARLESS.fullmatch(text):
        return _unreadable(raw, "Y111"), None
    if head is None or head.year is None:
        return MonthReading(None, head.findings if head else (finding("Y101", value=raw),)), head
    if (head.kind or kind) == "年度":
        if head.rest not in ("", "末"):
            return _unreadable(raw), head
        return MonthReading(f"FY{head.year}{head.rest}", head.findings), head
    if not head.rest:
        note = () if head.kind or not head.era else (finding("Y112", value=raw, label=str(head.year)),)
        return MonthReading(str(head.year), (*head.findings, *note)), head
    match = _MONTH.fullmatch(head.rest)
    if match is None:
        return _unreadable(raw), head
    month = whole(match["m"]) or 0
    day = whole(match["d"]) if match["d"] else None
    if match["end"] and 1 <= month <= 12:
        day = monthrange(head.year, month)[1]
    if match["d"] and not day:
        return _unreadable(raw, "Y106"), head
    reading = _calendar(head.year, month, day, head.era, raw)
    # an era that ended is already said once by the year itself
    extra = () if head.findings else reading.findings
    return MonthReading(reading.value, (*head.findings, *extra)), head


def _span(left: str, right: str, raw: object) -> MonthReading:
    """From–to; what one end leaves out is taken from the other: 令和5～9年度, 令和4年1月～12月."""
    tail = re.search(r"年度$", right)
    first, head = _point(left, raw, kind="年度" if tail else "")
    if head is None or head.year is None or first.value is None:
        return MonthReading(None, first.findings)
    if _YEARLESS.fullmatch(right) and "月" in right:
        right = f"{head.year}年{right}"
    elif (only := re.fullmatch(r"\d{1,2}", right)) and "-" in first.value:
        right = f"{head.year}年{only[0]}月"
    second, _ = _point(right, raw, era=head.era, kind=head.kind if head.kind == "年度" else "")
    if second.value is None:
        return MonthReading(None, (*first.findings, *second.findings))
    if second.value < first.value:
        return _unreadable(raw, "Y116")
    return MonthReading(f"{first.value}/{second.value}", (*first.findings, *second.findings))


def read_date(raw: object) -> DateReading:
    """A day, written in any way read_month knows; a month or year alone is a finding and None."""
    reading = read_month(raw)
    if reading.value is None:
        return DateReading(None, reading.findings)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", reading.value):
        return DateReading(date.fromisoformat(reading.value), reading.findings)
    return DateReading(None, (finding("Y117", value=raw),))
