"""Numbers as people write them: 1,234 · 12億3,050万8千 · 二三・五 · 十二.

The text must have been folded to half width (``text.normalize(…, "value")``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

KANJI_DIGITS = dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
SCALES = SMALL | LARGE

_DIGIT = "〇零一二三四五六七八九"
_ARABIC = r"\d+(?:,\d{3})+(?![,\d])(?:\.\d+)?|\d+(?:[.・]\d+)?|\.\d+"
# Atomic: between two runs of digits there is always a scale word, so nothing is gained by backtracking.
_GROUP = (rf"(?>(?:{_ARABIC})(?:[十百千](?:{_ARABIC})?)*)"
          rf"|[{_DIGIT}十百千]+(?:[・.][{_DIGIT}]+)?")
NUMBER = rf"(?:(?:(?:{_GROUP})[万億兆])+(?:{_GROUP})?|(?:{_GROUP}))"
"""A regular expression for one whole number, sign not included."""

_PIECE = re.compile(rf"({_ARABIC})|([{_DIGIT}]+(?:[・.][{_DIGIT}]+)?)|([十百千])|([万億兆])")


@dataclass(frozen=True, slots=True)
class Number:
    """``value`` in ones; ``scale``: the smallest scale word (万 of 330万, 百万 of 5百万, "" of 2万340).

    十百千 of a number in kanji (五十, 二千) are numerals, not scale words.
    """

    value: Decimal
    scale: str

    @property
    def written(self) -> Decimal:
        """The number in front of the scale word: 330 of 330万, 1230508 of 12億3,050万8千."""
        return self.value / scale_of(self.scale)


def scale_of(words: str) -> Decimal:
    """百万 → 1000000, "" → 1."""
    product = Decimal(1)
    for word in words:
        product *= SCALES[word]
    return product


def _plain_digits(text: str, arabic: bool) -> Decimal:
    if arabic:
        return Decimal(text.replace(",", "").replace("・", "."))
    return Decimal("".join("." if c in "・." else str(KANJI_DIGITS[c]) for c in text))


def parse(text: str) -> Number | None:
    """Read one number: 12億3,050万8千 → 1230508000 (scale 千); 二三・五 → 23.5. None if it is none."""
    total = section = Decimal(0)
    current: Decimal | None = None
    scale, position, arabic = "", 0, False
    while position < len(text):
        match = _PIECE.match(text, position)
        if match is None or (current is not None and (match[1] or match[2])):
            return None
        position = match.end()
        if match[1] or match[2]:
            arabic = bool(match[1])
            current, scale = _plain_digits(match[1] or match[2], arabic), ""
        elif small := match[3]:
            section += (Decimal(1) if current is None else current) * SMALL[small]
            current, scale = None, small if arabic and small in "百千" else ""
            arabic = arabic and small in "百千"
        else:
            if not section and current is None:
                return None
            scale = scale + match[4] if not total else match[4]
            total += (section + (current or 0)) * LARGE[match[4]]
            section, current = Decimal(0), None
    return Number(total + section + (current or 0), scale) if text else None


def plain(value: Decimal) -> int | float:
    """An int when whole, else the nearest float (0.1 + 0.2 noise cannot arise from a Decimal)."""
    return int(value) if value == value.to_integral_value() else float(value)


def whole(text: str) -> int | None:
    """A small whole number in any writing: 5, 五, 十二, 元 → 1. None if it is none."""
    if text == "元":
        return 1
    number = parse(text)
    return int(number.value) if number and number.value == int(number.value) else None
