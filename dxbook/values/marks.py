"""First pass over a KPI value: brackets, points of time, comparisons and per-one words leave a mark.

What has been taken out cannot be met again as a number: of 「25件(R4.1～R4.12)」 only 「25件␁」 is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dxbook.findings import Finding
from dxbook.values.numerals import NUMBER, parse
from dxbook.values.units import period
from dxbook.values.words import PER_UNITS
from dxbook.values.years import read_month

BRACKET, TIME, YOY, BASE, PER = "\x01", "\x02", "\x03", "\x04", "\x05"
MARKS = BRACKET + TIME + YOY + BASE + PER

_ERA_YEAR = (r"(?:令和|平成|昭和|令(?=[\d元])|平(?=[\d元])|(?<![A-Za-z0-9])[RHS](?=[\d元]))\s?"
             r"(?:\d{1,2}(?!\d)|元|[一二三四五六七八九十]{1,3}(?=年))")
_POINT = (rf"(?:{_ERA_YEAR}|20\d\d(?=年|[./-]\d{{1,2}}(?!\d)))"
          r"(?:年度末?|年(?!間|以|に?\d回)|(?=[./-]))?"
          r"(?:(?:(?<=年)\d{1,2}月|[./-]\d{1,2}(?!\d)月?)(?:末日?)?(?:[./-]\d{1,2}(?!\d)日?|\d{1,2}日)?)?")
_SPAN = rf"(?:{_POINT})(?:(?:～|から)(?:{_POINT}|\d{{1,2}}年度末?|\d{{1,2}}月末?))?"
_BOTH_CALENDARS = re.compile(
    rf"(?:(?:{_ERA_YEAR})年?度?\((?:20\d\d)年?度?\)|20\d\d年?度?\({_ERA_YEAR}年?度?\))(?P<joined>(?=\d))?")
_TIME = re.compile(
    rf"(?<![\d.])(?P<point>{_SPAN})(?:現在|時点|実績|見込み?|(?P<end>末))?(?:までに?は?|には?|で|の|は)?")
_MONTH = re.compile(  # 10月 without its year; 10か月, 月平均, 月間 and 月につき are no months
    r"(?<![\d年月.])(?P<point>\d{1,2}月(?![間平当あ額次数]|につき|に付き)(?:末日?|\d{1,2}日)?)"
    r"(?:現在|時点|まで)?(?:に|で)?")
_YOY = re.compile(
    r"対?前年(?:度|同月|同期)?(?:実績)?(?:比|に?対し?て?|より|から(?=\d))|"
    r"昨年度?比|対前年|前年(?:度|同月|同期)")
_BASE = re.compile(
    rf"対?(?:{_POINT}|基準年度?|現状値?|当初|策定時|従来|導入前)(?:の実績)?"
    r"(?:比(?!率)|より|に比べて?|と比べて?|の(?=[\d.]+(?:倍|%|割))|"
    r"から(?=[\s約]*[\d.,]+[^\d\s]{1,4}?(?:以上|程度)?の?(?:増|減|削|縮|短|上昇|向上|低)))")
_PERIOD = re.compile(  # 5年で8%減: how long it takes is not the value
    rf"(?:{NUMBER})\s?(?:年間?|[かカヶヵケ箇]年間?|か月間?|ヶ月間?|日間|週間)"
    r"(?:で|以内に|後に|の間に|かけて|の?(?=累計|延べ|合計|平均|通算))(?=.*[\d一二三四五六七八九])")
_PER_ONE = re.compile(
    rf"(?:人口)?(?<![\d.,])({NUMBER})\s?({PER_UNITS})(?:当たり|あたり|につき|に付き|平均(?=.*[\d一二三四五六七八九]))の?\s*|"
    r"(?<![\d.,])(1)\s?(人|日|世帯|校|課|か月|ヶ月|年(?!\d+か月)|週間?)に?(?=\s?\d)|"
    rf"({NUMBER})\s?(か月|ヶ月|週間?|年|日)に(?=\s?\d+\s?回)|隔(月|週|年|日)に?(?=\s?\d)|(四半期|半期)(?:ごと)?に(?=\s?\d)")


_REWRITTEN = (
    (r"[\[【〔]", "("),
    (r"[\]】〕]", ")"),
    (r"(?<=\d) (?=[十百千万億兆])", ""),
    (r"[¥￥]\s?([\d,.]+[千万億兆]*)(?!.*円)", r"\1円"),
    (r"\$\s?([\d,.]+[千万億兆]*)(?!.*ドル)", r"\1ドル"),
    (r"(?<=\d)[ヵヶケカ箇]月", "か月"),
    (r"(?<=\d)時間半", "時間30分"),
    (r"(?<![\d.,])1年半", "18か月"),  # 1日8時間 is so much a day, 1日半 is not
    (r"(?<![\d.,])1日半", "36時間"),
    (r"(?<=\d)年半", "年6か月"),
    (r"(?<=\d)日半", "日12時間"),
)

_CIRCLED = "①-⑳⑴-⒇❶-❿"
_ENUMERATED = re.compile(
    rf"(?:[^{_CIRCLED}]*年度?末?(?:現在|時点)?[\s、:]*|[^{_CIRCLED}\d]*)(?:[{_CIRCLED}][^{_CIRCLED}]*[0-9][^{_CIRCLED}]*){{2,}}")


def is_enumerated(text: str) -> bool:
    """Whether circled numbers head the items of a list: ①50件 ②30件, and not 50件①."""
    return _ENUMERATED.fullmatch(text) is not None


def without_circled(text: str) -> str:
    """The text without its circled numbers."""
    return re.sub(f"[{_CIRCLED}]", "", text)


@dataclass(slots=True)
class Marked:
    """A text with marks in the place of what was taken out: ``asof`` and ``per`` hold one word for each of their marks."""

    text: str
    brackets: list[str] = field(default_factory=list)
    asof: list[str] = field(default_factory=list)  # "" where the time cannot be read
    per: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # base years and periods: they change no number
    yoy: bool = False
    base: bool = False


def mark(text: str) -> Marked:
    """Take brackets, times, 前年度比, base years, periods and 「1日当たり」 out of a normalised text."""
    text = re.sub(f"[{MARKS}]", "", text).replace("ゼロ", "0")
    if is_enumerated(text):
        text = re.sub(rf"\s?([{_CIRCLED}])", r"(\1)", text)
    for written, instead in _REWRITTEN:
        text = re.sub(written, instead, text)
    out = Marked(text)
    out.text = _BOTH_CALENDARS.sub(lambda match: _one_calendar(match, out), out.text)
    out.text = re.sub(r"\(([^()]*)\)", lambda match: _bracket(match, out), out.text)
    out.text, yoy = _YOY.subn(YOY, out.text)
    out.text, base = _BASE.subn(lambda match: _unread(match, out, BASE), out.text)
    out.yoy, out.base = bool(yoy), bool(base)
    out.text = _PERIOD.sub(lambda match: _unread(match, out, " "), out.text)
    for pattern in (_TIME, _MONTH):
        out.text = pattern.sub(lambda match: _time(match, out), out.text)
    out.text = _PER_ONE.sub(lambda match: _per_one(match, out), out.text)
    return out


def _one_calendar(match: re.Match[str], out: Marked) -> str:
    """令和5(2023)年度: both calendars are checked, one is kept; 令和5(2023)10件 must not become 令和510件."""
    out.findings += [f for f in read_month(match[0]).findings if f.code == "Y105"]
    kind = "年度" if "年度" in match[0] else "年" if "年" in match[0] else ""
    return re.sub(r"\(.*\)|年度?", "", match[0]) + (kind or " " * (match["joined"] is not None))


def _bracket(match: re.Match[str], out: Marked) -> str:
    out.brackets.append(match[1])
    return BRACKET


def _unread(match: re.Match[str], out: Marked, instead: str) -> str:
    out.unread.append(match[0].strip())
    return instead


def _time(match: re.Match[str], out: Marked) -> str:
    reading = read_month(match["point"] + (match.groupdict().get("end") or ""))
    out.asof.append(reading.value or "")
    out.findings += reading.findings
    return TIME


def _per_one(match: re.Match[str], out: Marked) -> str:
    """1日当たり → per 日; 人口1,000人当たり → per 1,000人."""
    if match[7] or match[8]:
        out.per.append({"月": "2か月", "週": "2週", "年": "2年", "日": "2日"}.get(match[7], match[8]))
        return PER + " "
    written = match[1] or match[3] or match[5]
    count, unit = parse(written), period(match[2] or match[4] or match[6])
    out.per.append(unit if count and count.value == 1 else f"{written}{unit}")
    return PER + (" 平均" if "平均" in match[0] else " ")
