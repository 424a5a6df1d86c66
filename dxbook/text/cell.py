"""A cell as a spreadsheet stores it, as the text that a person sees in it."""

from __future__ import annotations

import datetime as dt
import re

MAX_CELL_TEXT = 32_767
"""Characters that Excel keeps in a cell, counted as UTF-16 does."""
_UNUSUAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e]")
_ERROR = re.compile(
    r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|BLOCKED!|FIELD!|BUSY!)"
)


def is_empty(raw: object) -> bool:
    """True for a cell that holds nothing a person would see."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def is_error(raw: object) -> bool:
    """True for Excel's error values, such as #REF!."""
    return isinstance(raw, str) and raw.startswith("#") and _ERROR.fullmatch(raw.strip()) is not None


def written(raw: object) -> str:
    """A cell as the text a person sees: 1.0 → "1", 0.30000000000000004 → "0.3", a date → 2026-01-01."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e18 else f"{raw:.15g}"
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        return raw.date().isoformat()
    return "" if raw is None else str(raw)


def shown_percent(number: float) -> str:
    """A number that Excel shows as a percentage, as a person sees it: 0.3856 → "38.56%"."""
    return f"{round(number * 100, 10):.15g}%"


def cell_text(text: str) -> str:
    """``text`` as a cell can hold it: no longer than ``MAX_CELL_TEXT``, every line break the same, without control characters.

    Half a letter (of a file's name in another code page) becomes a "?". That it is a text, also where it begins with =,
    and stands there as it is, also _x0041_, is left to who writes the file.
    """
    if _UNUSUAL.search(text):
        text = _CONTROL.sub("", _BREAKS.sub("\n", text)).encode("utf-8", "replace").decode("utf-8")
    if len(text) <= MAX_CELL_TEXT // 2:
        return text
    return text.encode("utf-16-le")[:2 * MAX_CELL_TEXT].decode("utf-16-le", "ignore")
