"""Units of KPI values: scale words, synonyms, per-period parts, and the unit column beside the value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from dxbook.text import normalize
from dxbook.values.numerals import scale_of
from dxbook.values.words import AFTER, COUNT_SUFFIX, TIMES, UNIT_SYNONYMS


@dataclass(frozen=True, slots=True)
class Unit:
    """``base`` 円, ``scale`` 百万 or 割 (one 割 is 10%), ``per`` 年 of 円/年."""

    base: str = ""
    scale: str = ""
    per: str = ""
    words: tuple[str, ...] = ()  # qualifiers that a unit column carries: %以上

    @property
    def factor(self) -> Decimal:
        """What one of the written unit is in the base unit."""
        return Decimal(10) if self.scale == "割" else scale_of(self.scale)

    @property
    def name(self) -> str:
        """The base unit with its per part: 回/年."""
        return self.base + (f"/{self.per}" if self.per else "")

    @property
    def written(self) -> str:
        """The unit as written, scale words included: 万枚, 割."""
        base = "" if self.scale == "割" else self.base
        return self.scale + base + (f"/{self.per}" if self.per else "")


def canonical(base: str) -> str:
    """パーセント → %, ヶ所 → か所, 名 → 人."""
    return UNIT_SYNONYMS.get(base, base)


def period(word: str) -> str:
    """What a value is counted per: 週間 → 週, ヶ月 → か月; 時間 stays."""
    return re.sub(r"(?<=[年月週日])間$", "", canonical(word))


@lru_cache(maxsize=1024)
def parse_unit(text: str | None) -> Unit:
    """A unit as the unit column has it: 千円, 百万円, 万人, 件/年, (単位:千円), 回（年間）, %以上."""
    folded = normalize(text or "", "value").replace(" ", "")
    folded = re.sub(r"^[(\[]?単位[:：]?|[)\]]$(?<!間\))", "", folded)
    folded = re.sub(r"(?<=[^(])\(?(年|月|週|日)間\)?$", r"/\1", folded)
    folded = re.sub(r"\([^()]*\)$", "", folded).strip("()[]")
    words = []
    for pattern, word in AFTER:
        if match := re.search(rf"(?<=.)(?:{pattern})$", folded):
            folded = folded[:match.start()]
            words.append(word)
    if folded in ("", "－", "-", "なし"):
        return Unit()
    base, _, per = folded.partition("/")
    match = re.fullmatch(r"([十百千万億兆]*)(.*)", base)
    scale, base = (match[1], match[2]) if match else ("", base)
    if base == "割":
        return Unit("%", "割", per, tuple(words))
    if base in COUNT_SUFFIX:
        base = base.removesuffix("数")
    return Unit(canonical(base), scale, per, tuple(words))


def unit_scale(unit_as_written: str) -> Decimal:
    """What the scale words of a written unit are worth: 万枚 → 10000, 割 → 10, % → 1."""
    return parse_unit(unit_as_written).factor


_TIME_UNITS = {name for large, _, small in TIMES for name in (large, small)}


@dataclass(frozen=True, slots=True)
class Joined:
    """A text's unit joined with the column's. ``doubt``: the two cannot both hold; ``note``: they differ."""

    unit: Unit
    extra: Decimal = Decimal(1)
    doubt: bool = False
    note: bool = False


def join(own: Unit, column: Unit, relative: bool) -> Joined:
    """Join a value's own unit with the column's.

    No own unit: the column's, which multiplies. The same base: no second multiplication; if the column
    has a scale and the text none (8,000円 beside 千円) the writer may have meant either: doubt. Another
    base is a contradiction unless the value is relative (10%増 beside 件), in points beside %, or both are
    units of time.
    """
    if not column.base and not column.scale:
        return Joined(Unit(own.base, own.scale, own.per or column.per))
    if own.per and column.per and own.per.removesuffix("度") != column.per.removesuffix("度"):
        return Joined(own, doubt=True)
    per = own.per or column.per
    if not own.base:
        if own.scale and column.scale:
            return Joined(own, doubt=True)
        return Joined(Unit(column.base, column.scale or own.scale, per), column.factor)
    if own.base == column.base:
        if column.scale and not own.scale:
            return Joined(own, doubt=True)
        return Joined(Unit(own.base, own.scale, per), note=own.scale != column.scale and bool(column.scale))
    if relative or (own.base == "ポイント" and column.base == "%") or {own.base, column.base} <= _TIME_UNITS:
        return Joined(own, note=True)
    return Joined(own, doubt=True)
