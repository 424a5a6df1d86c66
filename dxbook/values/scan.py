"""The grammar of a KPI value, second pass: amounts (number, unit) and the words around them.

    text    = amount { link amount }          link: から/→ (from–to), ～ (range), or none (series)
    amount  = head sign? NUMBER unit? after*  head: label, per-period words, 約, 累計 …; after: 以上, 増 …
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from dxbook.values.marks import BRACKET, MARKS, PER, YOY, Marked, mark
from dxbook.values.numerals import NUMBER, Number, parse
from dxbook.values.units import Unit, canonical, period
from dxbook.values.words import (
    AFTER,
    ASCII_UNITS,
    BEFORE,
    BEFORE_ANYWHERE,
    DIRECTIONS,
    KANJI_COUNTED,
    KEEP,
    LEVEL_PARTICLES,
    NOT_COUNTED,
    PER_UNITS,
    TIMES,
    UNIT_STOPS,
)

__all__ = ["Amount", "Marked", "scan"]

_NUMBER = re.compile(rf"(?P<sign>[-+±▲△▼▽]\s*|マイナス|プラス)?(?P<number>{NUMBER})")
_NO_UNIT = rf"\d\s、。,;:～~→⇒➡/()・+\-=<>≦≧≤≥×÷%‰▲△↑↓↗↘.A-Za-z{MARKS}"
_UNIT = re.compile(rf"(?:{ASCII_UNITS}|%ポイント|[%‰]|[^{_NO_UNIT}]{{1,10}}|PT|[A-Z]{{1,3}}(?![A-Za-z]))")
_UNIT_IN_KANA = re.compile(
    r"か所|か月|かしょ|つ(?![のな])|ポイント|パーセント|パーミル|ページ|ライン|人月|人日|割(?!合|引)|分(?!の)")
_BEFORE_UNIT = re.compile(r"\s?(?=[%‰])|\s(?=[^\s\d]{1,4}(?:\s|$|以|を|に|\())|")
_STOP = re.compile(UNIT_STOPS)
_PER_TAIL = re.compile(rf"/\s?({PER_UNITS}|分|km|km2|ha)")
_PER_WORD = re.compile(
    r"(年|月|日)額\s*$|"
    rf"(?:^|(?<=[\s、,:;({MARKS}]))(?:毎|各)?(年度|年|月|週|日)(?:間|に|平均|あたり|当たり)*\s*(?P<words>\D*)$|"
    r"(?:毎|各)(年度|年|月|週|日)(?:間|に|度)*\s*$|(年|月|週)間\s*$|(月|年|日)平均\s*\D*$")
_LINK = re.compile(r"から|→|⇒|➡|～|~|-")


@dataclass(slots=True)
class Amount:
    """One number with what stands around it. ``start``/``end`` are positions in the marked text."""

    number: Number
    sign: str
    unit: Unit
    start: int
    end: int
    head: str = ""
    label: str = ""
    words: list[str] = field(default_factory=list)
    direction: str | None = None
    relative: bool = False  # an amount of change, not a level
    extra: str = ""
    link: str = ""

    @property
    def value(self) -> Decimal:
        """In base units, signed."""
        value = self.number.value * (10 if self.unit.scale == "割" else 1)
        return -value if self.sign == "-" else value

    @property
    def written(self) -> Decimal:
        """In front of the scale word, signed: 330 of 330万枚."""
        return -self.number.written if self.sign == "-" else self.number.written


def scan(text: str) -> tuple[Marked, list[Amount]]:
    """Take a normalised text apart: the marked text and its amounts in order. Never raises."""
    marked = mark(text)
    amounts = _compound(_amounts(marked.text))
    for index, amount in enumerate(amounts):
        amount.unit = replace(amount.unit, scale=amount.number.scale or amount.unit.scale)
        after = amounts[index + 1] if index + 1 < len(amounts) else None
        rest = _read_after(amount, marked.text[amount.end:after.start if after else None])
        if index == 0:
            amount.head = marked.text[:amount.start]
        if after:
            link = _LINK.search(rest)
            amount.link = link[0] if link else ""
            after.head = rest[link.end():] if link else rest
        else:
            amount.extra = rest
        _read_before(amount)
        if per := _per_one(marked, amounts, index):
            amount.unit = replace(amount.unit, per="・".join(filter(None, (per, amount.unit.per))))
    return marked, amounts


def _per_one(marked: Marked, amounts: list[Amount], index: int) -> str:
    """What an amount is counted per: the 「1日当たり」 before it; a single one speaks for all of a from–to or a range."""
    if len(amounts) == 1 or (amounts[0].link and len(marked.per) == 1):
        return marked.per[-1] if marked.per else ""
    before = marked.text.count(PER, 0, amounts[index - 1].end if index else 0)
    until = marked.text.count(PER, 0, amounts[index].start if index + 1 < len(amounts) else None)
    return marked.per[until - 1] if until > before else ""


def _amounts(text: str) -> list[Amount]:
    amounts = []
    position = 0
    while match := _NUMBER.search(text, position):
        position = match.end("number")
        number = parse(match["number"])
        if number is None or _is_word(text, match):
            continue
        more = re.match(r"余り?(?![裕暇剰])", text[position:])
        unit, end = _unit_after(text, position + (more.end() if more else 0))
        sign, start = (match["sign"] or "").strip(), match.start()
        if sign in ("-", "+") and start and re.match(r"[0-9%A-Za-z]", text[start - 1]):
            sign, start = "", match.start("number")
        sign = "-" if sign and sign in "-▲△▼▽マイナス" else "+" if sign in ("+", "プラス") else sign
        amounts.append(Amount(number, sign, unit, start, end, words=["about"] if more else []))
        position = end
    return amounts


def _is_word(text: str, match: re.Match[str]) -> bool:
    """Whether digits are no amount: of Web3, A4, 5G (letters beside), or the kanji of 一部, 十分, 統一."""
    start, end = match.start("number"), match.end("number")
    before, after = text[max(0, start - 1):start], text[end:]
    if re.match(NOT_COUNTED, after) or (before == "第" and not re.match(r"\s?位", after)):
        return True
    if not match["number"][0].isascii():
        if not match["number"].strip("〇"):
            return True  # 〇〇件: a blank to be filled in
        if not re.search(r"\d", match["number"]) and not re.match(KANJI_COUNTED, after):
            return True
        return bool(re.search(r"[一-龠]$", before)) and not re.search(r"[約計べ均年月週日毎で度]$", before)
    if re.match(r"[A-Za-z]", before):
        return not (_unit_after(text, end)[0].base and re.search(r"[A-Za-z]{2,}$", text[:start]))  # LINE500人 is a count
    return bool(re.match(r"[GDKgk](?![A-Za-z])", after)) and not re.match(rf"(?:{ASCII_UNITS})", after)


def _unit_after(text: str, position: int) -> tuple[Unit, int]:
    """The unit that follows a number, up to the first stop word; after a space only a short one."""
    gap = _BEFORE_UNIT.match(text, position)
    begin = gap.end() if gap else position
    kana = _UNIT_IN_KANA.match(text, begin)
    word = kana or _UNIT.match(text, begin)
    if word is None:
        return _with_per(Unit(), text, position)
    name = word[0]
    if not kana and (stop := _STOP.search(name)):
        name = name[:stop.start()]
    name = re.sub(r"[強弱超増減数中]$", "", name)
    if not name:
        return Unit(), position
    unit = Unit("%", "割") if name == "割" else Unit(canonical(name))
    return _with_per(unit, text, begin + len(name))


def _with_per(unit: Unit, text: str, end: int) -> tuple[Unit, int]:
    if match := _PER_TAIL.match(text, end):
        return replace(unit, per=period(match[1])), match.end()
    return unit, end


def _compound(amounts: list[Amount]) -> list[Amount]:
    """3時間15分 → 195分: adjacent amounts of time units become one in the smaller unit."""
    merged: list[Amount] = []
    for amount in amounts:
        last = merged[-1] if merged else None
        factor = next((n for large, n, small in TIMES if last and last.unit.base == large
                       and amount.unit.base == small and last.end == amount.start
                       and amount.number.value < n), None)
        if last and factor:
            number = Number(last.number.value * factor + amount.number.value, "")
            merged[-1] = Amount(number, last.sign, amount.unit, last.start, amount.end)
        else:
            merged.append(amount)
    return merged


def _read_after(amount: Amount, rest: str) -> str:
    """Read 以上, 程度, 維持, 増 … as often as they come; give back what is left."""
    while True:
        rest = rest.lstrip(f" {BRACKET}")  # 10%（前年度比）増
        if not rest:
            return rest
        hit = next(((match, word) for pattern, word in AFTER if (match := re.match(pattern, rest))), None)
        if hit:
            amount.words.append(hit[1])
            amount.direction = KEEP if hit[1] == "maintain" else amount.direction
            rest = rest[hit[0].end():]
            continue
        particle = re.match(rf"(?:ずつ)?(?:{LEVEL_PARTICLES}|[のをが]|の割合で|)(?:さらに)?", rest)
        begin = particle.end() if particle else 0
        way = next(((match, word) for pattern, word in DIRECTIONS
                    if (match := re.match(pattern, rest[begin:]))), None)
        if way is None or amount.direction:
            return rest
        amount.direction = way[1]
        amount.relative = not re.match(LEVEL_PARTICLES, rest)
        rest = rest[begin + way[0].end():]


def _read_before(amount: Amount) -> None:
    """Read the words before an amount: 累計, 約, 年 (per year), 削減率; what is left is its label."""
    head = amount.head
    if not head:  # most values: nothing stands before the number
        amount.relative |= amount.sign == "+"
        return
    amount.words += [word for pattern, word in BEFORE_ANYWHERE if re.search(pattern, head)]
    while hit := next(((match, word) for pattern, word in BEFORE
                       if (match := re.search(pattern, head.rstrip()))), None):
        amount.words.append(hit[1])
        head = head[:hit[0].start()]
    head = re.sub(r"(?:累計|累積|通算|延べ|のべ|延|平均)で?\s*$", "", head)
    match = _PER_WORD.search(head)
    if match and (not (match["words"] or "").strip() or "平均" in match[0]):
        per = next(filter(None, match.groups()))  # the words, if any, come behind it
        if amount.unit.base != "%" or match[0][0] not in "毎各":  # 毎年度100%: the same each year
            amount.unit = replace(amount.unit, per=amount.unit.per or per)
        head = head[:match.start()] + (match["words"] or "")
    measured = r"(?:率|数|量|額|時間|件数|枚数|割合|幅)?[:は]?\s*$"  # 削減率 10%: the number is the change
    way = next((word for pattern, word in DIRECTIONS if re.search(f"(?:{pattern}){measured}", head)), None)
    if way and amount.direction is None:
        amount.direction, amount.relative = way, True
    amount.relative |= amount.sign == "+" or (YOY in head and amount.direction is not None)
    label = re.sub(f"[{MARKS}]", "", head).strip(" 、,:;・/～→⇒-●○■※は")
    amount.label = re.sub(r"^[のをにがでとへ](?![ぁ-ん])|[のが]$", "", label)
