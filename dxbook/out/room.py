"""How much room a text needs: Excel never fits the height of merged cells by itself.

Widths are in pixels at 96 dpi, heights in points. The estimate errs to the generous side: a spare
line is untidy, a cut line is a fault.
"""

from __future__ import annotations

import math
import unicodedata

DIGIT = 7
"""Pixels of one unit of column width (Excel: the widest digit of the workbook's standard font)."""
PADDING = 6
LEADING = 1.3
"""Line distance over font size, as Excel sets Japanese gothic faces."""
HALF = 0.58
"""Width of a half-width character over the font size (BIZ UDPゴシック is proportional)."""
TALLEST = 400.0
"""Excel's tallest row is 409 points; higher texts get several rows."""
_NO_START = "、。，．・）」』】〕)]}%％ー〜～!！?？々ゝゞァィゥェォッャュョぁぃぅぇぉっゃゅょ"


def column_pixels(width: float) -> int:
    """Pixels of a column of ``width`` characters."""
    return int(width * DIGIT + 5)


def text_pixels(text: str, size: float) -> float:
    """Pixels of one line of ``text`` at ``size`` points."""
    em = size * 96 / 72
    return sum(em if unicodedata.east_asian_width(char) in "WFA" else em * HALF for char in text)


def count_lines(text: str, pixels: float, size: float) -> int:
    """Lines that ``text`` takes in ``pixels`` of width, its own line breaks included."""
    room = max(pixels - PADDING, size)
    lines = 0
    for paragraph in text.split("\n"):
        lines += _wrapped(paragraph, room, size)
    return lines


def _wrapped(paragraph: str, room: float, size: float) -> int:
    """Lines of one paragraph: words of half-width letters move down whole, 、。 hang with their word."""
    lines, used = 1, 0.0
    for word in _words(paragraph):
        width = text_pixels(word, size)
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


def text_height(text: str, pixels: float, size: float) -> float:
    """Points a wrapped text needs in a cell ``pixels`` wide."""
    return count_lines(text, pixels, size) * size * LEADING + 4
