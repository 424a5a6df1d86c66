"""The eras, and the year at the head of a text: 令和5（2023）年度, R5, 令五, 元年, 2023年.

Dates of the eras: 元号を改める政令 (令和: 2019-05-01, 平成: 1989-01-08, 昭和: 1926-12-25, 大正: 1912-07-30).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dxbook.findings import Finding, finding
from dxbook.text import normalize
from dxbook.values.numerals import whole


class Era(NamedTuple):
    """One era; year N of it is ``base`` + N."""

    letter: str
    base: int
    first: date
    last: date


ERAS: dict[str, Era] = {
    "令和": Era("R", 2018, date(2019, 5, 1), date.max),
    "平成": Era("H", 1988, date(1989, 1, 8), date(2019, 4, 30)),
    "昭和": Era("S", 1925, date(1926, 12, 25), date(1989, 1, 7)),
    "大正": Era("T", 1911, date(1912, 7, 30), date(1926, 12, 24)),
}
PLAUSIBLE = range(2010, 2041)
"""The years a plan of today speaks of: a year without its era is read only if one reading lies here."""

YEARS = range(1900, 2101)

_NAMES = {name[0]: name for name in ERAS} | {era.letter: name for name, era in ERAS.items()}
_LIGATURES = str.maketrans({"㋿": "令和", "㍻": "平成", "㍼": "昭和", "㍽": "大正"})
_NUMBER = r"\d{1,2}(?!\d)|元|[一二三四五六七八九十〇]{1,3}"
_ERA = (r"令和|平成|昭和|大正|令(?=[\d元一二三四五六七八九十])|平(?=[\d元一二三])|昭(?=[\d元一二三四五六])"
        r"|[RHST](?=[\d元])")
_AD = r"(?:19|20)\d\d(?!\d)|二〇[〇一二三四五六七八九]{2}"
_OTHER = rf"(?:\((?:西暦)?(?:(?P<era{{0}}>{_ERA})\.?(?P<n{{0}}>{_NUMBER})|(?P<ad{{0}}>{_AD}))年?度?\))?"
_HEAD = re.compile(
    rf"(?:西暦|FY)?(?:(?P<era>{_ERA})\.?(?P<n>{_NUMBER})|(?P<ad>{_AD})|(?P<bare>{_NUMBER}))"
    + _OTHER.replace("{0}", "1") + "(?P<kind>年度|年)?" + _OTHER.replace("{0}", "2"))


@dataclass(frozen=True, slots=True)
class Head:
    """A year and the text after it. ``kind`` is 年度, 年 or "" (not written)."""

    year: int | None
    kind: str
    rest: str
    era: str | None
    findings: tuple[Finding, ...] = ()


def compact(raw: object) -> str:
    """A text about time in half width, without spaces and weekdays: 「令和 ５年４月」 → 令和5年4月."""
    text = normalize(str(raw).translate(_LIGATURES), "value").replace(" ", "")
    return re.sub(r"\([日月火水木金土](?:曜日?)?\)", "", text).upper()


def read_head(text: str, raw: object, era: str | None = None) -> Head | None:
    """Read the year a compact text begins with; ``era`` is one named before (令和5～9年度). None: no year."""
    match = _HEAD.match(text)
    if match is None or not all(c.isascii() for c in text if c.isdigit()):
        return None
    kind = match["kind"] or ("年度" if text.startswith("FY") else "")
    rest = text[match.end():]
    if match["bare"] and not kind and rest:
        return None
    name = _NAMES[match["era"][0]] if match["era"] else None
    if match["bare"] and era is None:
        year, found = _bare(whole(match["bare"]), raw)
    else:
        year, found = _year(name or era, match["n"] or match["bare"], match["ad"], raw)
    for group in "12":
        if year is not None and (match["n" + group] or match["ad" + group]):
            other_era = match["era" + group]
            other, _ = _year(_NAMES[other_era[0]] if other_era else None, match["n" + group],
                             match["ad" + group], raw)
            if other != year:
                return Head(None, kind, rest, name, (finding("Y105", value=raw, first=year, second=other),))
    return Head(year, kind, rest, name, found)


def _year(
    name: str | None, number: str | None, ad: str | None, raw: object
) -> tuple[int | None, tuple[Finding, ...]]:
    count = whole(ad or number or "")
    if ad:
        return count, ()
    if not count or not name:
        return None, (finding("Y101", value=raw),)
    era = ERAS[name]
    year = era.base + count
    if year not in YEARS:
        return None, (finding("Y101", value=raw),)
    if year > era.last.year:
        return year, (finding("Y102", value=raw, era=name, label=era_year(year)),)
    return year, ()


def _bare(number: int | None, raw: object) -> tuple[int | None, tuple[Finding, ...]]:
    """A year without its era. Small numbers can only be 令和 in a plan; others have two readings."""
    if not number:
        return None, (finding("Y101", value=raw),)
    readings = {name: era.base + number for name, era in ERAS.items()}
    if number <= 15 and [year for year in readings.values() if year in PLAUSIBLE] == [readings["令和"]]:
        return readings["令和"], (finding("Y104", value=raw, label=era_year(readings["令和"])),)
    both = "と".join(f"「{name}{number}年({readings[name]}年)」" for name in ("平成", "令和"))
    return None, (finding("Y103", value=raw, readings=both),)


def era_of(year: int) -> tuple[str, int]:
    """The era and its year number that a plan prints for 西暦 ``year``: 2019 → ("令和", 1)."""
    name = next((name for name, era in ERAS.items() if year > era.base), "大正")
    return name, year - ERAS[name].base


def era_year(year: int) -> str:
    """2023 → 令和5年(2023年), 2019 → 令和元年(2019年)."""
    name, number = era_of(year)
    return f"{name}{'元' if number == 1 else number}年({year}年)"
