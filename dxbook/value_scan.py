"""The grammar of a KPI value: text → brackets, points of time, amounts (number, unit, words around them).

    text    = amount { link amount }          link: a separator, から/→ (from–to), ～ (range)
    amount  = head sign? NUMBER unit? after*  head: label, per-period words, 約, 累計 …; after: 以上, 増 …

Brackets and times are taken out first and leave a mark, so that no number inside them is met again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from dxbook.finding import Finding, finding
from dxbook.numerals import NUMBER, Number, parse
from dxbook.value_units import Unit, canonical
from dxbook.value_words import (
    AFTER, ASCII_UNITS, BEFORE, BEFORE_ANYWHERE, DIRECTIONS, KEEP, LEVEL_PARTICLES, TIMES, UNIT_STOPS,
)
from dxbook.years import read_month

BRACKET, TIME, YOY, BASE = "\x01", "\x02", "\x03", "\x04"
_MARKS = BRACKET + TIME + YOY + BASE

_ERA_NUMBER = r"(?:令和|平成|昭和|令(?=[\d元])|平(?=[\d元])|(?<![A-Za-z0-9])[RHS](?=[\d元]))\s?(?:\d{1,2}(?!\d)|元|[一二三四五六七八九十]{1,3}(?=年))"
_BOTH = re.compile(rf"(?:{_ERA_NUMBER})年?度?\((?:20\d\d)年?度?\)|20\d\d年?度?\({_ERA_NUMBER}年?度?\)")
_POINT = (rf"(?:{_ERA_NUMBER}|20\d\d(?=年|[./-]\d{{1,2}}(?!\d)))(?:年度末?|年(?!間|以|に?\d回)|(?=[./-]))?"
          r"(?:(?:(?<=年)|[./-])\d{1,2}(?!\d)月?(?:末日?)?(?:[./-]?\d{1,2}(?!\d)日?)?)?")
_SPAN_END = rf"(?:{_POINT}|\d{{1,2}}年度末?|\d{{1,2}}月末?)"
_TIME = re.compile(rf"(?<![\d.])((?:{_POINT})(?:(?:～|から){_SPAN_END})?)(現在|時点|実績|見込み?|末)?(までに?は?|には?|で|の|は)?")
_MONTH_ONLY = re.compile(r"(?<![\d年月.])(\d{1,2}月(?![間平当あ額次数])(?:末日?|\d{1,2}日)?)(?:現在|時点|まで)?(?:に|で)?")
_YOY = re.compile(r"対?前年(?:度|同月|同期)?(?:実績)?(?:比|に?対し?て?|より|から(?=\d))|前年(?:度|同月|同期)")
_BASE = re.compile(rf"対?(?:{_POINT}|{TIME}|基準年度?|現状(?:値)?|当初|策定時|従来|導入前)(?:の実績)?(?:比(?!率)|より|に比べて?|と比べて?|の(?=[\d.]+倍))")
_PERIOD = re.compile(rf"(?:{NUMBER})\s?(?:年間?|[かカヶヵケ箇]年間?|か月間?|ヶ月間?|日間|週間)(?:で|以内に|後に|の間に|かけて|の?(?=累計|延べ|合計|平均|通算))(?=.*[\d一二三四五六七八九])")

_PER_UNITS = "人|日|か月|ヶ月|月|週間?|年度?|時間|世帯|校|課|施設|件|回|台|団体|部署|所属|店舗|戸"
_PER_ONE = re.compile(
    rf"(?:人口)?(?<![\d.,])({NUMBER})\s?({_PER_UNITS})(?:当たり|あたり|につき|に付き|平均)の?\s*|"
    rf"(?<![\d.,])(1)\s?(人|日|世帯|校|課|か月|ヶ月|年|週間?)に?(?=\s?\d)")
_PER_WORD = re.compile(
    rf"(?:^|(?<=[\s、,:;({_MARKS}]))(?:毎|各)?(年度|年|月|週|日)(?:間|に|平均|あたり|当たり)*\s*(?P<words>\D*)$|"
    r"(?:毎|各)(年度|年|月|週|日)(?:間|に|度)*\s*$|(年|月|週)間\s*$|(月|年|日)平均\s*\D*$")

_NUMBER = re.compile(rf"(?P<sign>[-+±▲△▼▽]\s*|マイナス|プラス)?(?P<number>{NUMBER})")
_UNIT = re.compile(rf"(?:{ASCII_UNITS}|%ポイント|[%‰]|[^\d\s、。,;:～~→⇒➡/()・+\-=<>≧≦≥≤%‰{_MARKS}▲△A-Za-z]{{1,10}}|PT|[A-Z]{{1,3}}(?![A-Za-z]))")
_STOP = re.compile(UNIT_STOPS)
_HIRAGANA_UNITS = re.compile(r"か所|か月|かしょ|つ(?![のな])|ポイント|パーセント|パーミル|ページ|ライン|人月|人日|割(?!合|引)|分(?!の)")
_PER_TAIL = re.compile(rf"/\s?({_PER_UNITS}|分|km|km2|ha)")
_KANJI_START = re.compile(r"[〇零一二三四五六七八九十百千]")
_KANJI_OK = re.compile(r"\s?(?:人(?!ひと|一)|件|回|枚|冊|台|団体|課|円|%|割|業務|手続|施設|か所|ヶ所|校|社|世帯|日間|時間|倍|種類|名|戸|本|点|[万億兆])")


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
    relative: bool = False
    extra: str = ""
    link: str = ""

    @property
    def value(self) -> Decimal:
        """In base units, signed."""
        value = self.number.value * (10 if self.unit.scale == "割" else 1)
        return -value if self.sign == "-" else value


@dataclass(slots=True)
class Scan:
    """A text taken apart. ``text`` has marks where brackets and times stood."""

    text: str
    brackets: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    asof: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    per: str = ""
    yoy: bool = False
    base: bool = False


def scan(text: str, raw: object) -> Scan:
    """Take a normalised text apart. Never raises."""
    text = re.sub(rf"[{_MARKS}]", "", text).replace("ゼロ", "0")
    text = re.sub(r"(?<=\d) (?=[十百千万億兆])", "", text)
    found = Scan(text)
    found.text = _BOTH.sub(lambda match: _both(match, found, raw), found.text)
    found.text = re.sub(r"\(([^()]*)\)", lambda match: _keep(BRACKET, match[1], found.brackets), found.text)
    found.text, yoy = _YOY.subn(YOY, found.text)
    found.text, base = _BASE.subn(BASE, found.text)
    found.yoy, found.base = bool(yoy), bool(base)
    found.text = _PERIOD.sub(" ", found.text)
    found.text = _TIME.sub(lambda match: _time(match, found, raw), found.text)
    found.text = _MONTH_ONLY.sub(lambda match: _time(match, found, raw), found.text)
    found.text = _PER_ONE.sub(lambda match: _per_one(match, found), found.text)
    found.amounts = _compound(_amounts(found.text))
    for index, amount in enumerate(found.amounts):
        _read_around(amount, found.amounts[index + 1] if index + 1 < len(found.amounts) else None, found)
    return found


def _keep(mark: str, content: str, store: list[str]) -> str:
    store.append(content)
    return mark


def _both(match: re.Match[str], found: Scan, raw: object) -> str:
    """令和5(2023)年度: both calendars are checked, one is kept."""
    found.findings += [f for f in read_month(match[0]).findings if f.code == "Y105"]
    kind = "年度" if "年度" in match[0] else ""
    return re.sub(r"\(.*\)|年度?", "", match[0]) + kind


def _time(match: re.Match[str], found: Scan, raw: object) -> str:
    reading = read_month(match[1] + ("末" if match.re is _TIME and match[2] == "末" else ""))
    found.times.append(match[0])
    found.asof.append(reading.value or "")
    found.findings += reading.findings
    return TIME


def _per_one(match: re.Match[str], found: Scan) -> str:
    count = parse(match[1] or match[3])
    unit = canonical(match[2] or match[4]).removesuffix("間")
    one = count is not None and count.value == 1
    found.per = unit if one else f"{match[1] or match[3]}{unit}"
    return " 平均" if "平均" in match[0] else " "


def _amounts(text: str) -> list[Amount]:
    amounts = []
    position = 0
    while match := _NUMBER.search(text, position):
        position = match.end("number")
        if _is_word(text, match):
            continue
        number = parse(match["number"])
        if number is None:
            continue
        more = re.match(r"余り?(?![裕暇剰])", text[position:])
        unit, end = _unit_after(text, position + (more.end() if more else 0))
        sign = (match["sign"] or "").strip()
        start = match.start()
        if sign in ("-", "+") and start and re.match(r"[0-9%A-Za-z]", text[start - 1]):
            sign, start = "", match.start("number")
        sign = "-" if sign and sign in "-▲△▼▽マイナス" else "+" if sign in ("+", "プラス") else sign
        amounts.append(Amount(number, sign, unit, start, end, words=["about"] if more else []))
        position = end
    return amounts


def _is_word(text: str, match: re.Match[str]) -> bool:
    """Digits that are no amount: of Web3, A4, 01-01 (letters before), kanji of 一部, 十分, 統一."""
    start, end = match.start("number"), match.end("number")
    before, after = text[max(0, start - 1):start], text[end:]
    if _KANJI_START.match(match["number"]):
        if not re.search(r"\d", match["number"]) and not _KANJI_OK.match(after):
            return True
        return bool(re.search(r"[一-龠]$", before)) and not re.search(r"[約計べ均年月週日毎で度]$", before)
    if re.match(r"[A-Za-z]", before):
        return not (_UNIT.match(after) and re.search(r"[A-Za-z]{2,}$", text[:start]))
    return bool(re.match(r"[GDKgk](?![A-Za-z])", after)) and not re.match(rf"(?:{ASCII_UNITS})", after)


def _unit_after(text: str, position: int) -> tuple[Unit, int]:
    """The unit that follows a number: all up to the first stop word; after a space only a short known one."""
    match = re.compile(r"\s?(?=[%‰])|\s(?=[^\s\d]{1,4}(?:\s|$|以|を|に|\())|").match(text, position)
    begin = match.end() if match else position
    rest = text[begin:]
    word = _HIRAGANA_UNITS.match(rest) or _UNIT.match(rest)
    if word is None:
        return _with_per(Unit(), text, position)
    name = word[0]
    if word.re is _UNIT and (stop := _STOP.search(name)):
        name = name[:stop.start()]
    name = re.sub(r"[強弱超増減数中]$", "", name) if len(name) > 1 else name
    if not name:
        return Unit(), position
    unit = Unit("%", "割") if name == "割" else Unit(canonical(name))
    return _with_per(unit, text, begin + len(name))


def _with_per(unit: Unit, text: str, end: int) -> tuple[Unit, int]:
    if match := _PER_TAIL.match(text, end):
        return Unit(unit.base, unit.scale, canonical(match[1]).removesuffix("間")), match.end()
    return unit, end


def _compound(amounts: list[Amount]) -> list[Amount]:
    """3時間15分 → 195分: adjacent amounts of time units become one in the smaller unit."""
    merged: list[Amount] = []
    for amount in amounts:
        last = merged[-1] if merged else None
        factor = next((n for big, n, small in TIMES if last and last.unit.base == big
                       and amount.unit.base == small and last.end == amount.start
                       and amount.number.value < n), None)
        if last and factor:
            number = Number(last.number.value * factor + amount.number.value, "")
            merged[-1] = Amount(number, last.sign, amount.unit, last.start, amount.end)
        else:
            merged.append(amount)
    return merged


_LINK = re.compile(r"から|→|⇒|➡|～|~|-")


def _read_around(amount: Amount, after: Amount | None, found: Scan) -> None:
    """Read the words on both sides of an amount; what lies behind its own words is the next one's head."""
    amount.unit = Unit(amount.unit.base, amount.number.scale or amount.unit.scale, amount.unit.per or "")
    gap = found.text[amount.end:after.start if after else len(found.text)]
    rest = _read_after(amount, gap)
    if amount is found.amounts[0]:
        amount.head = found.text[:amount.start]
    if after:
        link = _LINK.search(rest)
        amount.link = link[0] if link else ""
        after.head = rest[link.end():] if link else rest
    else:
        amount.extra = rest
    _read_before(amount, found)


def _read_after(amount: Amount, gap: str) -> str:
    """Read 以上, 程度, 増 … as often as they come; give back what is left."""
    rest = gap
    while True:
        rest = rest.lstrip()
        for pattern, word in AFTER:
            if match := re.match(pattern, rest):
                amount.words.append(word)
                if word == "maintain":
                    amount.direction = KEEP
                rest = rest[match.end():]
                break
        else:
            match = re.match(rf"({LEVEL_PARTICLES}|[のをが]|ずつ|の割合で)?(?:さらに)?", rest)
            particle = match[0] if match else ""
            way = next(((m, way) for pattern, way in DIRECTIONS
                        if (m := re.match(pattern, rest[len(particle):]))), None)
            if way is None or amount.direction:
                return rest
            amount.direction = way[1]
            amount.relative = not re.match(LEVEL_PARTICLES, particle)
            rest = rest[len(particle) + way[0].end():]


def _read_before(amount: Amount, found: Scan) -> None:
    head = amount.head
    for pattern, word in BEFORE_ANYWHERE:
        if re.search(pattern, head):
            amount.words.append(word)
    again = True
    while again:
        again = False
        for pattern, word in BEFORE:
            if match := re.search(pattern, head.rstrip()):
                amount.words.append(word)
                head, again = head[:match.start()], True
    head = re.sub(r"(?:累計|累積|通算|延べ|のべ|延|平均)で?\s*$", "", head.rstrip())
    if match := _PER_WORD.search(head):
        per = next((group for group in match.groups()[:1] + match.groups()[2:] if group), "")
        if not (match["words"] or "").strip() or "平均" in match[0]:
            amount.unit = Unit(amount.unit.base, amount.unit.scale, amount.unit.per or per)
            head = head[:match.start()] + (match["words"] or "")
    if found.per and (amount is found.amounts[0] or found.amounts[0].link):
        both = "・".join(filter(None, (found.per, amount.unit.per)))
        amount.unit = Unit(amount.unit.base, amount.unit.scale, both)
    for pattern, way in DIRECTIONS:
        if amount.direction is None and re.search(rf"(?:{pattern})(?:率|数|量|額|時間|件数|枚数|割合|幅)?[:は]?\s*$", head):
            amount.direction, amount.relative = way, True
    amount.relative = amount.relative or amount.sign == "+" or (YOY in head and amount.direction is not None)
    label = re.sub(rf"[{_MARKS}]", "", head).strip(" 、,:;・/～→⇒-●○■※は")
    amount.label = re.sub(r"^[のをにがでとへ](?![ぁ-ん])|[のが]$", "", label)
