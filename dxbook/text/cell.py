"""A cell as a spreadsheet stores it, as the text that a person sees in it."""

from __future__ import annotations

import datetime as dt
import re

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
