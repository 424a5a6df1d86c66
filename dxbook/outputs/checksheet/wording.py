"""Parsed values as a check sheet prints them: 令和 dates, joined lists, numbers that stay numbers."""

from __future__ import annotations

import re
from datetime import date

from dxbook.outputs.checksheet.printed import Item, PrintedValue
from dxbook.plan import Column, Kind, Row
from dxbook.values import ERAS, Reading, fy_label, fy_short

HUGE, MILLIONS = 100_000_000, "#,##0.0,,"
"""From here on, digits no longer fit a column of a year."""


def wareki(day: date) -> str:
    """2026-03-31 → 令和8年3月31日. The era is the day's own."""
    name = next((name for name, era in ERAS.items() if era.first <= day <= era.last), "")
    if not name:
        return f"{day.year}年{day.month}月{day.day}日"
    count = day.year - ERAS[name].base
    return f"{name}{'元' if count == 1 else count}年{day.month}月{day.day}日"


def month_text(value: str) -> str:
    """A point of time of the schema: 2023-04 → 令和5年4月, FY2022末 → 令和4年度末, a span with ～."""
    if "/" in value:
        return "～".join(month_text(part) for part in value.split("/"))
    if found := re.fullmatch(r"FY(\d{4})(末?)", value):
        return fy_label(int(found[1])) + found[2]
    if found := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", value):
        day = wareki(date(int(found[1]), int(found[2]), int(found[3] or 1)))
        return day if found[3] else day.partition("月")[0] + "月"
    return f"{value}年" if re.fullmatch(r"\d{4}", value) else value


def period(first: int | None, last: int | None, *, short: bool = False) -> str:
    """令和5年度～令和9年度; one year alone, or R5–R9 in short."""
    say = fy_short if short else fy_label
    years = [say(year) for year in (first, last) if year]
    return "～".join(dict.fromkeys(years))


def as_printed(reading: Reading | None, unit: str = "") -> str:
    """The value as the plan prints it; a bare number gets the unit of its column."""
    if reading is None or reading.raw is None:
        return ""
    raw = reading.raw
    if isinstance(raw, float):
        raw = int(raw) if raw == int(raw) else raw
    text = f"{raw:,}" if isinstance(raw, (int, float)) and not isinstance(raw, bool) else str(raw).strip()
    tail = reading.unit_as_written or ("" if reading.value is None else unit)  # 0.35 may mean 35%
    return text + tail if tail and text[-1:].isdecimal() and tail not in text else text


def number_format(value: float, unit: str = "") -> str:
    """Excel's format for a value with its unit: separators, as many decimals as it has (at most 3).

    From a hundred million on it shows 百万 (the cell keeps the whole number).
    """
    decimals = len(f"{round(value, 3):.3f}".rstrip("0").partition(".")[2])
    if abs(value) >= HUGE:
        return MILLIONS + '"百万' + unit.replace('"', "") + '"'
    tail = '"' + unit.replace('"', "") + '"' if unit else ""
    return "#,##0" + ("." + "0" * decimals if decimals else "") + tail


def quantity(value: float | None, unit: str = "") -> PrintedValue:
    """A number with a unit, as a number; floats that are whole become integers."""
    if value is None:
        return PrintedValue()
    whole = int(value) if float(value).is_integer() else value
    return PrintedValue(whole, number_format(value, unit))


def say(column: Column, value: object) -> PrintedValue:
    """A cell of the plan as the check sheet shows it."""
    if value is None or value == "":
        return PrintedValue()
    if isinstance(value, tuple):
        return PrintedValue("、".join(str(part) for part in value))
    if isinstance(value, Reading):
        return PrintedValue(as_printed(value))
    if isinstance(value, date):
        return PrintedValue(wareki(value))
    if column.kind is Kind.FY and isinstance(value, int):
        return PrintedValue(fy_label(value))
    if column.kind is Kind.MONTH:
        return PrintedValue(month_text(str(value)))
    if isinstance(value, (int, float)):
        return PrintedValue(value, f'#,##0"{column.unit}"' if column.unit else number_format(value))
    return PrintedValue(str(value).strip())


def record_item(columns: tuple[Column, ...], record: Row | None) -> Item:
    """Label → shown value of one record (all empty where there is none)."""
    return {
        column.label: say(column, record.word(column) if column.choice else record[column]) if record else PrintedValue()
        for column in columns if not column.per_year
    }


__all__ = ["as_printed", "month_text", "number_format", "period", "quantity", "record_item", "say",
           "wareki"]
