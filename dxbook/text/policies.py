"""Normalising text per column, by policy; and what is odd about its characters.

No kanji is ever replaced: 髙, 﨑 and 神 (U+FA19) are names. Policies:

    code    an identifier: everything to half width, ①㈱㎡ folded, no spaces
    name    one line, a proper name: letters and digits to half width, kana to full width
    prose   several lines: as name, but line breaks and paragraph indents stay
    value   a KPI value: all ASCII to half width, ㌫ to %
    number  a plain number: as value, no spaces, no thousands separators, ▲ and △ to -; what is no number
            stays as it is (120万円: only a person can mend it)
    keep    nothing is changed
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import jaconv

from dxbook.text.characters import character_findings

__all__ = ["POLICIES", "character_findings", "key", "normalize"]

HYPHENS = "-‐‑‒–—―─−－﹣ーｰ"
"""What people type for a hyphen, a minus, a dash and the long vowel mark."""

_KATAKANA = "ァ-ヺヽヾ"  # the long vowel mark itself is left out: it is one of the hyphens
_KANA_LETTERS = f"ぁ-ゖ{_KATAKANA}"
_OPEN_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t"
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_DROPPED = ("\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e"
            "\u2060-\u2064\u2066-\u2069\ufeff")
_JAPANESE_PUNCTUATION = "！，．：；？（）［］｛｝～－"  # stays full width in names and prose


def _expand(ranges: str) -> list[str]:
    """The characters of a regex class body: "a-c" → ["a", "b", "c"]."""
    spans = [span if "-" in span else f"{span}-{span}" for span in re.findall(r"(?s).-.|.", ranges)]
    return [chr(n) for span in spans for n in range(ord(span[0]), ord(span[2]) + 1)]


def _ascii(skip: str) -> dict[int, str | None]:
    """Letters, digits and signs to half width, but those of ``skip``."""
    wide = "".join(chr(n) for n in range(0xFF01, 0xFF5F) if chr(n) not in skip)
    return dict(zip(map(ord, wide), jaconv.z2h(wide, kana=False, ascii=True, digit=True), strict=True))


def _compatibility() -> dict[int, str | None]:
    """①㈱㎡Ⅳ½ and the like to plain characters. Kanji, kana and radicals are left alone."""
    blocks = [range(0xAA, 0xBF), range(0x2070, 0x20A0), range(0x2100, 0x2190), range(0x2460, 0x24EB),
              range(0x3200, 0x3400)]
    table: dict[int, str | None] = {}
    for n in (n for block in blocks for n in block):
        folded = unicodedata.normalize("NFKC", chr(n))
        if folded != chr(n) and folded.strip() and not set(folded) & set("\u0301\u0308\u0327"):
            table[n] = folded.replace("\u2044", "/").replace("−", "-")
    return table


_COMMON: dict[int, str | None] = {
    **{ord(c): " " for c in _expand(_OPEN_SPACES)},
    **{ord(c): None for c in _expand(_DROPPED)},
    ord("〜"): "～", ord("∼"): "～",
}


@dataclass(frozen=True, slots=True)
class _Policy:
    """``touched`` finds whether any character may change: most cells are clean already."""

    table: dict[int, str | None]
    finish: Callable[[str], str]
    touched: Callable[[str], object]
    no_spaces: bool = False
    wanted: Callable[[str], object] | None = None  # what is something else stays as it is


_KANA = re.compile("[か-ゖァ-ヺヽヾゝゞ]?[｡-ﾟ\u3099\u309a]+")
_BETWEEN = re.compile(f"(?<=[!-,./-~])[{HYPHENS}](?=[!-,./-~])")
_LONG = re.compile(f"(?<=[{_KATAKANA}])[{HYPHENS[1:]}](?![{HYPHENS}0-9])")
_SIGN = re.compile(f"(?<![^\\s(（「、。:：／/～])[{HYPHENS}](?=[0-9.])")
_CODE_HYPHEN = re.compile(f"[{HYPHENS.replace('ー', '')}]|(?<![{_KANA_LETTERS}])ー")
_NOTHING = re.compile(f"\\s*[{HYPHENS}]\\s*")
_TILDE = re.compile(r"(?<=[0-9年度月日])~(?=[0-9])")
_DIGIT_POINT = re.compile(r"(?<=[0-9])[．，：](?=[0-9])")
_SPACES = re.compile(r"\s+")
_BROKEN_WORD = re.compile(r"(?<=[^\x00-\x7f]) *\n\s*(?=[^\x00-\x7f])")
_END_SPACES = re.compile(r"[ \u3000]+(?=\n|$)")
_INNER_SPACES = re.compile(r"(?<=[^\s])[ \u3000]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_POINTS = str.maketrans("．，：", ".,:")


def _kana(match: re.Match[str]) -> str:
    """Half-width kana to full width. Not by jaconv.h2z: it leaves a mark behind ｱ as it is, and does not join かﾞ."""
    joined = unicodedata.normalize("NFKC", match[0])
    return joined.replace("\u3099", "゛").replace("\u309a", "゜")


def _hyphens(text: str) -> str:
    if _NOTHING.fullmatch(text):
        return "－"
    text = _BETWEEN.sub("-", text)
    text = _SIGN.sub("-", text)
    return _LONG.sub("ー", text)


def _one_line(text: str) -> str:
    """Line breaks inside a Japanese word are joined, others become one space."""
    if "\n" in text:
        text = _BROKEN_WORD.sub("", text)
    return _SPACES.sub(" ", text).strip()


def _name(text: str) -> str:
    text = _DIGIT_POINT.sub(lambda m: m[0].translate(_POINTS), text)
    return _TILDE.sub("～", _hyphens(_one_line(text)))


def _prose(text: str) -> str:
    text = _DIGIT_POINT.sub(lambda m: m[0].translate(_POINTS), text)
    text = _INNER_SPACES.sub(" ", _END_SPACES.sub("", text))
    text = _BLANK_LINES.sub("\n\n", text)
    return _TILDE.sub("～", _hyphens(text.rstrip().lstrip("\n").lstrip(" \u3000")))


def _code(text: str) -> str:
    text = _SPACES.sub("", text)
    if _NOTHING.fullmatch(text):
        return "－"
    return _TILDE.sub("～", _CODE_HYPHEN.sub("-", _LONG.sub("ー", text)))


def _value(text: str) -> str:
    return _TILDE.sub("～", _hyphens(_SPACES.sub(" ", text).strip()))


def _number(text: str) -> str:
    text = _SPACES.sub("", text)
    text = re.sub(r"^[▲△](?=.)", "-", text)
    text = _hyphens(text)
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?\D*", text):
        text = text.replace(",", "")
    return text


def _policy(
    table: dict[int, str | None], finish: Callable[[str], str], *, also: str, no_spaces: bool = False,
    wanted: Callable[[str], object] | None = None,
) -> _Policy:
    changing = "".join(re.escape(chr(n)) for n in sorted(table))
    odd = HYPHENS.replace("-", "").replace("ー", "")
    touched = re.compile(f"[{changing}{odd}｡-ﾟ\u3099\u309a\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\t~{also}]")
    return _Policy(table, finish, touched.search, no_spaces, wanted)


_SOFT = _COMMON | _ascii(_JAPANESE_PUNCTUATION)
_FULL = _COMMON | _ascii("～－")
_PROSE_SPACES = {n: to for n, to in _SOFT.items() if n != 0x3000}
POLICIES: dict[str, _Policy | None] = {
    "code": _policy(_FULL | _compatibility(), _code, also="\n", no_spaces=True),
    "name": _policy(_SOFT, _name, also="\n．，："),
    "prose": _policy(_PROSE_SPACES, _prose, also="\n．，："),
    "value": _policy(_FULL | {ord("㌫"): "%"}, _value, also="\n"),
    "number": _policy(_FULL | {ord("㌫"): "%"}, _number, also="\n,▲△", no_spaces=True,
                      wanted=re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?|－|").fullmatch),
    "keep": None,
}
_ODD_LONG = re.compile(f"ー(?<=[^{_KANA_LETTERS}]ー)").search  # begins with a literal: that is fast


def normalize(text: str, policy: str) -> str:
    """``text`` as ``policy`` wants it (see the module's head). Idempotent. KeyError: no such policy."""
    rule = POLICIES[policy]
    if rule is None:
        return text
    if not (
        rule.touched(text) or text == "-" or ("ー" in text and (text[0] == "ー" or _ODD_LONG(text)))
        or (" " in text and (rule.no_spaces or text[0] == " " or text[-1] == " " or "  " in text))
    ):
        return text
    folded = _BREAKS.sub("\n", text).translate(rule.table)
    folded = rule.finish(folded if folded.isascii() else _KANA.sub(_kana, folded))
    return text if rule.wanted and not rule.wanted(folded) else folded


_KEY_DROPPED = re.compile(r"[\s()\[\]{}「」『』【】〔〕〈〉《》<>（）［］｛｝]+")
_KEY_HYPHENS = str.maketrans(dict.fromkeys(HYPHENS, "-"))


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The folding under which headers and names match: width, case, spaces, brackets, hyphens."""
    folded = normalize(text, "code").translate(_KEY_HYPHENS)
    return _KEY_DROPPED.sub("", folded).replace("~", "～").casefold()
