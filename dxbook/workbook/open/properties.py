"""What a workbook says of itself in docProps/core.xml."""

from __future__ import annotations

import datetime as dt
import re

JAPAN = dt.timezone(dt.timedelta(hours=9))
MADE = "2000-01-01T00:00:00Z"
"""What the workbooks say that this program makes: no person has saved them yet."""
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>([0-9T:.+Z-]{10,35})</dcterms:modified>")


def saved_at(core: bytes) -> str:
    """When the workbook was last saved, as its part docProps/core.xml says (ISO text, UTC), or "".

    The file's own time is no evidence: copying a file changes it.
    """
    found = _MODIFIED.search(core[:65_536])
    saved = found[1].decode() if found else ""
    return "" if saved == MADE else saved


def japan_time(saved: str) -> str:
    """What :func:`saved_at` gives as Japan's clocks show it: 2026-04-20 10:15. Another text stays as it is."""
    try:
        moment = dt.datetime.fromisoformat(saved)
    except ValueError:
        return saved
    return f"{moment.astimezone(JAPAN) if moment.tzinfo else moment:%Y-%m-%d %H:%M}"
