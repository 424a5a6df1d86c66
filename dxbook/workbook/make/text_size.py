"""How much room a text needs: Excel never fits the height of merged cells by itself.

Widths are in pixels at 96 dpi, heights in points. The estimate errs to the generous side: a spare
line is untidy, a cut line is a fault.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache, lru_cache

PADDING = 6
LEADING = 1.28
"""Line distance over font size, as Excel sets Japanese gothic faces."""
TALLEST = 400.0
"""Excel's tallest row is 409 points; higher texts get several rows."""
_UDP = "BIZ UDP"
_SLIM = "、。，．・（）「」『』【】〔〕：；\u3000"
_NO_START = "、。，．・）」』】〕)]}%％ー〜～!！?？々ゝゞァィゥェォッャュョぁぃぅぇぉっゃゅょ"


def digit_pixels(font: str, size: float) -> float:
    """Pixels of one unit of column width: the widest digit of the workbook's standard font (Excel's rule).

    The digits of BIZ UDPゴシック and UDP明朝 are 0.76 em wide, those of other faces about half an em.
    """
    return size * 96 / 72 * (0.76 if font.startswith(_UDP) else 0.5)


def column_pixels(width: float, font: str = "Calibri", size: float = 10.5) -> float:
    """Pixels of a column of ``width`` characters, where ``font`` is the workbook's standard font."""
    return width * digit_pixels(font, size)


def text_pixels(text: str, size: float, font: str = _UDP) -> float:
    """Pixels of one line of ``text`` at ``size`` points."""
    udp = font.startswith(_UDP)
    return size * 96 / 72 * sum(_em(char, udp) for char in text)


_word_pixels = lru_cache(20_000)(text_pixels)


@cache
def _em(char: str, udp: bool) -> float:
    """A character's width over the font size; the UDP faces are proportional (their ``hmtx`` table)."""
    if unicodedata.east_asian_width(char) in "WFA":
        return 0.62 if udp and char in _SLIM else 0.96 if udp and "ぁ" <= char <= "ヶ" else 1.0
    if not udp:
        return 0.55
    return 0.77 if char.isdigit() else 0.82 if char.isupper() or char in "%&@" else 0.66


def count_lines(text: str, pixels: float, size: float, font: str = _UDP) -> int:
    """Lines that ``text`` takes in ``pixels`` of width, its own line breaks included."""
    room = max(pixels - PADDING, size)
    return sum(_wrapped(paragraph, room, size, font) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: float, size: float, font: str) -> int:
    """Lines of one paragraph: words of half-width letters move down whole, 、。 hang with their word."""
    if len(paragraph) * size * 96 / 72 <= room:  # no character is wider than 1 em
        return 1
    lines, used = 1, 0.0
    for word in _words(paragraph):
        width = _word_pixels(word, size, font)
        if used + width <= room:
            used += width
        elif width <= room:
            lines, used = lines + 1, width
        else:
            extra = math.ceil((used + width) / room) - 1
            lines, used = lines + max(extra, 1), (used + width) % room
    return lines


def _words(paragraph: str) -> list[str]:
    words: list[str] = []
    for char in paragraph:
        narrow = char.isascii() and not char.isspace()
        if words and ((narrow and words[-1][-1].isascii() and not words[-1][-1].isspace())
                      or (char in _NO_START and len(words[-1]) < 8)):
            words[-1] += char
        else:
            words.append(char)
    return words


def text_height(text: str, pixels: float, size: float, font: str = _UDP) -> float:
    """Points a wrapped text needs in a cell ``pixels`` wide."""
    return count_lines(text, pixels, size, font) * size * LEADING + 6
