"""What stands in brackets beside a KPI value: a point of time, a word, a number, or a label."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from dxbook.findings import Finding, finding
from dxbook.values.marks import TIME, Marked
from dxbook.values.numerals import Number
from dxbook.values.scan import Amount, scan
from dxbook.values.units import Unit
from dxbook.values.words import AFTER
from dxbook.values.years import read_month

_TIME_LIKE = re.compile(
    r"令|平成|昭和|\d{1,2}年度|^[RHS]\d|^FY\d|^20\d\d(?:年|[./-]\d|$)|"
    r"^\d{1,2}月(?:末日?|\d{1,2}日)?(?:現在|時点|まで)?$|^\d{1,2}[/.]\d{1,2}(?:現在|時点)$")
_WORDS = {
    "累計": "cumulative", "延べ": "cumulative", "累積": "cumulative", "平均": "average", "維持": "maintain",
    "前年度比": "yoy", "前年比": "yoy", "対前年度比": "yoy",
    "概算": "about", "概数": "about", "推計": "about", "推計値": "about",
}
_ESTIMATE = re.compile(r"見込み?(?:値|数)?|速報値?|暫定値?|予定|予測値?|未確定|確定前")
_SURVEY = re.compile(
    rf"(?:[\s:：の]|調査日?|決算|集計日?|公表|公開|基準日?|統計|実施|確認|時点|現在|{TIME})*")
_PERIOD = re.compile(r"\d+(?:年間|[かカヶヵケ箇][年月]間?)(?:で|の間に?|以内に?)?|\d+年(?:で|以内に?)")
_AVERAGED = re.compile(r"\D{0,4}\d+\s?(?:[かカヶヵケ箇]?年|[かカヶヵケ箇]月)間?の?平均")  # 過去3か年平均
_AVERAGED_OVER = re.compile(r"\D{0,4}\d+[^\d\s]{1,4}平均")  # 12校平均: of what it is one is not read
_UNIT = re.compile(
    r"(?:単位[:：]?\s?(\S{1,8})|(?=[百千万億])([百千万億]+(?:円|人|件|枚|回|冊|台|t|kWh|トン|人日|時間)))")
_PER = re.compile(
    r"(?:毎|各)?(年度|年|月|週|日)間?(?:当たり|あたり|平均)?|1(日|人|か月|年)(?:当たり|あたり|平均)")

WHOLE = "全体"
"""The label of the whole that a value is a part of: 12 of 12校中5校."""


@dataclass(slots=True)
class Note:
    """One bracket. ``kind`` text: a label such as 市民課, or a remark."""

    kind: Literal["time", "word", "value", "unit", "text"]
    text: str
    asof: str = ""
    words: list[str] = field(default_factory=list)
    per: str = ""
    amount: Amount | None = None
    label: str = ""
    unit: str = ""
    unread: list[str] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()


def read_notes(marked: Marked, raw: object) -> list[Note]:
    """All brackets of a text, in order."""
    return [_note(content.strip(), raw) for content in marked.brackets]


def _note(content: str, raw: object) -> Note:
    tail = re.fullmatch(rf"(.+?)の?({'|'.join(_WORDS)})", content)
    if tail and _TIME_LIKE.search(tail[1]):
        note = _note(tail[1], raw)
        note.words.append(_WORDS[tail[2]])
        return note
    if _TIME_LIKE.search(content):
        reading = read_month(content)
        if reading.value is not None or any(f.code != "Y101" for f in reading.findings):
            estimate = (finding("V116", value=raw),) if "見込" in content else ()
            return Note("time", content, asof=reading.value or "", findings=(*reading.findings, *estimate))
    if content in _WORDS:
        return Note("word", content, words=[_WORDS[content]])
    if _ESTIMATE.fullmatch(content):
        return Note("word", content, findings=(finding("V116", value=raw),))
    if full := full_marks(content):
        return full
    if match := _UNIT.fullmatch(content):
        return Note("unit", content, unit=match[1] or match[2])
    if match := _PER.fullmatch(content):
        return Note("word", content, per=match[1] or match[2], words=["average"] if "平均" in content else [])
    if _AVERAGED.fullmatch(content):
        return Note("word", content, words=["average"])
    if _AVERAGED_OVER.fullmatch(content):
        return Note("text", content, words=["average"])
    for pattern, word in AFTER:
        if re.fullmatch(pattern, content):
            return Note("word", content, words=[word])
    return _value_note(content)


def _label(amount: Amount) -> str:
    return WHOLE if amount.extra.strip() in ("中", "のうち", "の内") else amount.label


def full_marks(content: str) -> Note | None:
    """5点満点: the unit of a value that has none, and the whole as a part."""
    match = re.fullmatch(r"(\d+)点満点(?:中)?", content)
    if match is None:
        return None
    return Note("value", content, amount=Amount(Number(Decimal(match[1]), ""), "", Unit("点"), 0, 0),
                label="満点", unit="点")


def _value_note(content: str) -> Note:
    if _PERIOD.fullmatch(content):
        return Note("text", content)
    marked, amounts = scan(content)
    if marked.asof and not amounts and _SURVEY.fullmatch(marked.text):
        return Note("time", content, asof=marked.asof[0], findings=tuple(marked.findings))
    if (marked.base or marked.yoy) and not amounts:
        return Note("word", content, words=["yoy" if marked.yoy else "change"], unread=marked.unread)
    if len(amounts) == 1 and not marked.asof and (amounts[0].unit.base or len(content) <= 8):
        return Note("value", content, amount=amounts[0], label=_label(amounts[0]))
    return Note("text", content)
