"""Years and dates of one cell: 年度, 和暦, 西暦."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from dxbook.apps.excel.functions.cells import is_blank
from dxbook.findings import Finding
from dxbook.values import ERAS, fy_label, fy_of, fy_short, read_fy, read_month

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"(FY)?(\d{4})(末)?")


def told(findings: tuple[Finding, ...]) -> str:
    """The first finding as a sentence with its remedy."""
    return f"{findings[0].message}{findings[0].remedy}" if findings else "読み取れません。"


@lru_cache(maxsize=20_000, typed=True)
def fy(cell: Any) -> Any:
    """The 年度 (西暦) a year, month or day belongs to; a sentence where there is none or there are two."""
    if is_blank(cell):
        return ""
    time = read_month(cell)
    if match := _DAY.fullmatch(time.value or ""):
        return fy_of(date(int(match[1]), int(match[2]), int(match[3])))
    if match := _MONTH.fullmatch(time.value or ""):
        return fy_of(date(int(match[1]), int(match[2]), 1))
    reading = read_fy(cell)
    if reading.value is not None:
        return reading.value
    return told(reading.findings) if reading.findings else ""


@lru_cache(maxsize=20_000, typed=True)
def wareki(cell: Any, short: Any = None) -> Any:
    """令和5年度, 令和5年, 令和5年4月, 令和5年4月1日; ``short``: R5, R5.4, R5.4.1. A bare 2023 is a 年度."""
    if is_blank(cell):
        return ""
    small = bool(short) and not is_blank(short)
    point = _point(cell)
    if isinstance(point, str):
        return point
    year, month, day, kind = point
    if not month:
        if kind == "年":
            return _era_year(date(year, 12, 31), small) + ("" if small else "年")
        return (fy_short if small else fy_label)(year) + ("末" if kind == "年度末" else "")
    # a month in which the era changed is named by its last day, as the year is
    first = date(year, month, day) if day else _month_end(year, month)
    parts = [_era_year(first, small), str(month), *([str(day)] if day else [])]
    return ".".join(parts) if small else "".join(a + b for a, b in zip(parts, "年月日", strict=False))


@lru_cache(maxsize=20_000, typed=True)
def seireki(cell: Any) -> Any:
    """2023 for a year or 年度, a date for a day, 2023年4月 for a month."""
    if is_blank(cell):
        return ""
    point = _point(cell)
    if isinstance(point, str):
        return point
    year, month, day, _ = point
    if day:
        return datetime(year, month, day)
    return f"{year}年{month}月" if month else year


def _point(cell: Any) -> str | tuple[int, int, int, str]:
    """(year, month or 0, day or 0, 年 年度 年度末 or "") of a cell, or a sentence."""
    time = read_month(cell)
    if time.value is None:
        return told(time.findings) if time.findings else ""
    if match := _DAY.fullmatch(time.value):
        return int(match[1]), int(match[2]), int(match[3]), ""
    if match := _MONTH.fullmatch(time.value):
        return int(match[1]), int(match[2]), 0, ""
    if match := _YEAR.fullmatch(time.value):
        kind = f"年度{match[3] or ''}" if match[1] else "年" if isinstance(cell, str) and "年" in cell else ""
        return int(match[2]), 0, 0, kind
    return "期間は1つの時点として読めません。はじめと終わりを別のセルに書いてください。"


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _era_year(day: date, short: bool) -> str:
    """令和5 or R5 on this day; 元 for the first year (1 when short)."""
    for name, era in ERAS.items():
        if day >= era.first:
            number = day.year - era.base
            return f"{era.letter}{number}" if short else f"{name}{'元' if number == 1 else number}"
    return str(day.year)
