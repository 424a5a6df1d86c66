"""Rates, grades and expected values of one cell's row."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from dxbook.apps.excel.functions import times
from dxbook.apps.excel.functions.cells import is_blank
from dxbook.apps.excel.functions.values import number, read
from dxbook.errors import DxbookError
from dxbook.plan import UNRATED, Choice, Direction, Formula, Scale, scales
from dxbook.rating import Question, answer, unit_of
from dxbook.rating import formulas as rating
from dxbook.text import normalize, written
from dxbook.values import Reading

C = TypeVar("C", bound=Choice)
_PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)%")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_MANY = 10
"""A rate above it (1000 %) is more likely a percentage without its sign."""


def achievement(
    actual: Any, target: Any, direction: Any = None, baseline: Any = None, formula: Any = None, year: Any = None,
    years: Any = None,
) -> Any:
    """The rate of one KPI (1.0 = 100 %), computed as a check sheet does, or why there is none.

    ``formula`` is one of ``rating.FORMULAS`` (改善率 unless given; without a baseline that is 達成率);
    ``year`` and ``years`` are the k-th of n years, for the formulas that look at the time gone by.
    """
    if is_blank(actual) and is_blank(target):
        return ""
    way, name = _word(direction, Direction, "方向"), _word(formula, Formula, "計算式")
    result, of, start = _alike(read(actual), read(target), None if is_blank(baseline) else read(baseline))
    elapsed = (_count(year, "何年目"), _count(years, "何年間"))
    rated = answer(Question(name or Formula.SPAN, way, None, "", unit_of(of, start, result, ""), start, of, result,
                            of, None, elapsed))
    if rated.rate is not None:
        return rated.rate
    if rated.state != rating.NOT_RATABLE:
        return rated.state
    return f"{rated.state}：{_unclear(result, of, start) or rated.formula_text}"


def _alike(actual: Reading, target: Reading, baseline: Reading | None) -> tuple[Reading, Reading, Reading | None]:
    """Bare numbers beside a value with a unit are read in that unit: 0.75 beside 80 % may be 75 % or 0.75 %."""
    unit = unit_of(target, baseline, actual, "")

    def again(reading: Reading) -> Reading:
        return read(reading.raw, unit) if unit and not reading.unit and reading.value is not None else reading

    return again(actual), again(target), again(baseline) if baseline else None


def _unclear(*readings: Reading | None) -> str:
    """The sentence of the first value that cannot be read for sure, or ""."""
    for reading in readings:
        if reading is not None and reading.value is None and reading.findings:
            return times.told(reading.findings)
    return ""


def _word(cell: Any, list_: type[C], label: str) -> C | None:
    """The list's member that the cell means; None for a blank cell. Raises DxbookError for another word."""
    if is_blank(cell):
        return None
    known = list_.read(written(cell))
    if known is None:
        words = "、".join(each.value for each in list_)
        raise DxbookError(f"{label}「{written(cell)}」はありません。", f"使えるのは {words} です。")
    return known


def _count(cell: Any, label: str) -> int:
    if is_blank(cell):
        return 0
    value = number(cell)
    if not isinstance(value, (int, float)) or value != int(value) or not 1 <= value <= 100:
        raise DxbookError(f"{label}「{written(cell)}」は年の数として読めません。", "1から100までの整数にしてください。")
    return int(value)


@lru_cache(maxsize=100)
def _scale(name: str) -> Scale:
    return scales.get(name)


def grade(rate: Any, scale: Any = None) -> Any:
    """The grade of a rate (0.85, 85%), of a grade written in another way (〇), or the state that has none."""
    if is_blank(rate):
        return ""
    known = _scale(scales.DEFAULT if is_blank(scale) else written(scale))
    if isinstance(rate, str):
        text = normalize(rate, "value")
        if (state := text.partition("：")[0].partition(":")[0]) in UNRATED:
            return state
        if match := _PERCENT.fullmatch(text.replace(",", "")):
            return known.grade(float(Decimal(match[1]) / 100)).mark
        if mark := known.read(rate):
            return mark.mark
        if not _PLAIN.fullmatch(text):
            raise DxbookError(f"「{rate}」は達成率として読めません。", "0.85 か「85%」のように書いてください。")
        rate = float(text)
    if isinstance(rate, bool) or not isinstance(rate, (int, float, Decimal)):
        raise DxbookError(f"「{written(rate)}」は達成率として読めません。", "0.85 か「85%」のように書いてください。")
    if rate > _MANY:
        shown = written(float(rate))
        raise DxbookError(f"{shown}は{float(rate) * 100:,.15g}%のことになります。",
                          f"{shown}%なら「{shown}%」と、そのままの倍率なら「{float(rate) * 100:.15g}%」と書いてください。")
    return known.grade(float(rate)).mark


def expected(baseline: Any, target: Any, first: Any, last: Any, fy: Any) -> Any:
    """The value on the straight line from the baseline to the target after k of n years (the share of years

    that 時点改善率 uses: the first year is the first of n).
    """
    if is_blank(baseline) and is_blank(target):
        return ""
    start, end = _value(baseline, "現状値"), _value(target, "目標値")
    begin, finish, now = (_fy(cell, label) for cell, label in (
        (first, "開始年度"), (last, "終了年度"), (fy, "年度")))
    if begin > finish:
        raise DxbookError("開始年度が終了年度より後です。", "年度を確かめてください。")
    if now < begin:
        raise DxbookError("年度が開始年度より前です。", "年度を確かめてください。")
    share = Decimal(min(now, finish) - begin + 1) / (finish - begin + 1)
    return float(f"{start + (end - start) * share:.15g}")


def _value(cell: Any, label: str) -> Decimal:
    value = number(cell)
    if isinstance(value, str):
        raise DxbookError(f"{label}：{value}" if value else f"{label}が空欄です。")
    return Decimal(str(value))


def _fy(cell: Any, label: str) -> int:
    year = times.fy(cell)
    if not isinstance(year, int):
        raise DxbookError(f"{label}：{year}" if year else f"{label}が空欄です。")
    return year
