"""Rows as tall as what was written into them: Excel fits a row's height only when somebody types in it."""

from __future__ import annotations

from collections.abc import Mapping

from dxbook import look
from dxbook.workbook.edit.areas import columns
from dxbook.workbook.edit.styles import Styles
from dxbook.workbook.edit.workbook import Workbook
from dxbook.workbook.edit.xml import Source, retagged, spliced
from dxbook.workbook.make import TALLEST, digit_pixels, text_height

_AIR = 4.0  # points above and below the text
_STANDARD_WIDTH = 8.43

Texts = Mapping[int, Mapping[int, str]]
"""Row → column → text."""


def fit(workbook: Workbook, title: str, texts: Texts) -> None:
    """Let the rows that have a height of their own be tall enough for ``texts``; none gets lower.

    To be called after ``workbook.apply``, since it looks at the rows as they are.
    """
    part = workbook.sheets[title]
    source = workbook.archive.source(part)
    digit = digit_pixels(*Styles.of(workbook.archive).standard_font)
    widths = _widths(source)
    edits = []
    for row in source.find(b"row"):
        height, number = row.get("ht"), row.get("r") or ""
        if height is None or not number.isdigit() or int(number) not in texts:
            continue
        needed = max(text_height(text, widths.get(column, _STANDARD_WIDTH) * digit, look.SIZE)
                     for column, text in texts[int(number)].items()) + _AIR
        if needed > float(height):
            edits.append(retagged(row, "ht", f"{min(needed, TALLEST):g}"))
    workbook.archive.put(part, spliced(source.data, edits))


def _widths(source: Source) -> dict[int, float]:
    """Column → width in characters; columns of the standard width left out."""
    found: dict[int, float] = {}
    for first, last, each in columns(source):
        width = float(each.get("width") or _STANDARD_WIDTH)
        found |= dict.fromkeys(range(first, min(last, first + 1000) + 1), width)
    return found
