"""KPI values without a number, and texts whose digits must not be trusted."""

from __future__ import annotations

import re

from dxbook.findings import Finding, finding
from dxbook.values.marks import MARKS, YOY, Marked, is_enumerated, without_circled
from dxbook.values.words import (
    DIRECTIONS,
    ERROR_VALUES,
    KEEP,
    MILESTONE,
    MISSING,
    SIGNS_OF_DONE,
    UNKNOWN,
)

MAX_VALUE = 400  # a value is a few words; the grammar need not be fast on a page of text

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_DATE = re.compile(
    r"\d{1,2}月\d{1,2}日|\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?|\d{1,2}:\d\d(?::\d\d)?|"
    r"\d{1,2}月|\d{1,2}時(?:\d{1,2}分)?")
_BARE_YEAR = re.compile(r"\d{1,2}年度末?(?:まで)?に?")  # 年度 counts nothing: this is a year without its era
_HOUR = r"(?<!\d)(?:[01]?\d|2[0-4])(?::[0-5]\d(?!\d)|時(?!間)(?:半|[0-5]?\d分)?)"
_CLOCK = re.compile(  # a bare 1:10 may be a ratio
    rf"{_HOUR}\s?(?:～|から|-)\s?(?:午前|午後)?\s?{_HOUR}|{_HOUR}(?:まで|から|～)|(?:午前|午後)\s?{_HOUR}")
_VAGUE = re.compile(r"数[十百千万億]|[十百千万億\d]数(?=[^\s])|何[十百千人件]")
_SPACED = re.compile(r"(?<![\d,.])\d{1,3}(?: \d{3})+(?!\d)")
_BROKEN = re.compile(r"^,\d|\d,$|\d\.(?:[^\d\s]|$)|\d\s?[-▲△+]$|[万億兆]\s?[十百千万億兆]|[?？]")
_ENDLESS = re.compile(r"[\d,.]{40}")
_LETTERS = re.compile(  # 1O0, O5, 2O件, 295l万, O件: letters typed for digits
    r"\d[OoIlexX](?=\d)|(?<![A-Za-z])[OIl]\d|\d[OoIl](?![A-Za-z])|^[OoIl](?=[^\x00-\x7f]|%)")
_FRACTION = re.compile(
    r"(?<![\d/年月.])\d+/\d+(?![\d/])|[\d一二三四五六七八九十]分の[\d一二三四五六七八九十]")


def suspicious(text: str, raw: object) -> Finding | None:
    """The finding for a text whose number cannot be trusted: a date, an error value, 3,5, 1/3, 数百件."""
    if len(text) > MAX_VALUE:
        return finding("V101", value=f"{text[:40]}…")
    if text.upper() in ERROR_VALUES:
        return finding("V104", value=raw)
    if _DATE.fullmatch(text):
        return finding("V103", value=raw)
    if _BARE_YEAR.fullmatch(text):
        return finding("V112", value=raw, what="年度")
    for run in re.findall(r"\d+(?:,\d+)+", text):
        if not _GROUPED.fullmatch(run):
            both = f"「{run.replace(',', '')}」と「{run.replace(',', '.', 1)}」"
            return finding("V105", value=raw, readings=both)
    if match := _SPACED.search(text):
        both = f"「{match[0].replace(' ', '')}」と「{match[0].replace(' ', '、')}」"
        return finding("V107", value=raw, readings=both)
    if _LETTERS.search(text):
        return finding("V130", value=raw)
    outside = re.sub(r"\([^()]*\)", "", text)
    if _CLOCK.search(outside):
        return finding("V132", value=raw)
    if is_enumerated(text):
        text = without_circled(text)
    if _BROKEN.search(text) or _ENDLESS.search(text) or any(c.isdigit() and not c.isascii() for c in text):
        return finding("V101", value=raw)
    if _FRACTION.search(outside) and not re.search(r"2分の1に(?:削減|短縮|する)", outside):
        return finding("V114", value=raw)
    if _VAGUE.search(outside):
        return finding("V108", value=raw)
    return None


def read_plain(marked: Marked, raw: object) -> tuple[list[str], str | None, list[Finding]]:
    """Qualifiers, direction and findings of a text without a number."""
    text = re.sub(rf"[\s{MARKS}]", "", marked.text)
    if marked.asof and not re.sub(r"まで|[にのは、。]", "", text):
        return ["milestone"], None, [finding("V112", value=raw, what=_kind_of_time(marked.asof[0]))]
    if text in MISSING or re.fullmatch(r"[-－―—ー‐−…]+", text):
        return ["missing"], None, []
    if text in UNKNOWN:
        return ["missing"], None, [finding("V117", value=raw)]
    if text in SIGNS_OF_DONE:
        return ["milestone"], None, [finding("V111", value=raw)]
    words = ["yoy"] if YOY in marked.text else []
    if re.search(r"(?:^|現状|水準|を)(?:維持|継続|横ばい)$", text):
        return [*words, "maintain"], KEEP, [finding("V102", value=raw)]
    way = next((way for pattern, way in DIRECTIONS
                if re.search(f"(?:{pattern})(?:する|させる)?$", text)), None)
    if words and (match := re.search(r"(以上|以下|を?上回る|を?下回る)$", text)):
        bound = {"以上": "min", "以下": "max"}.get(match[1], "gt" if "上回" in match[1] else "lt")
        return [*words, bound], way, [finding("V102", value=raw)]
    if re.search(MILESTONE, text) or way:
        return [*words, "milestone"], way, [finding("V102", value=raw)]
    if len(text) < 2 or any(c.isnumeric() and not "一" <= c <= "龠" for c in text):
        return words, way, [finding("V101", value=raw)]
    return [*words, "milestone"], way, [finding("V101", value=raw)]


def _kind_of_time(asof: str) -> str:
    """What a point of time consists of, for a message: 2024-04-01 → 年月日."""
    if "/" in asof:
        return "期間"
    if asof.startswith("FY"):
        return "年度"
    return {4: "年", 7: "年月", 10: "年月日"}.get(len(asof), "時期")
