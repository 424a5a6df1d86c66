"""File names that a person would choose, safe on every system and each once."""

from __future__ import annotations

import os
import re
import unicodedata
from itertools import count

from dxbook.values import fy_short

MAX_NAME = 80
"""Characters of a file name, its suffix included."""
LONGEST_BYTES = 200
"""Bytes in UTF-8: file systems allow 255, and a name may be given an addition."""
_WIDE = str.maketrans({char: chr(ord(char) + 0xFEE0) for char in '\\/:*?"<>|'})
"""What Windows forbids in a name, as the full-width sign that looks the same."""
_DROPPED = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def file_name(fy: int, department: str, taken: set[str]) -> str:
    """「R7進捗_市民課.xlsx」; with a number behind it where ``taken`` (folded names) has it. Adds it to ``taken``.

    The year in front also keeps a department from being called as a device (CON, AUX …).
    """
    safe = _DROPPED.sub("", unicodedata.normalize("NFC", department)).translate(_WIDE).strip(" .　")
    for number in count(1):
        end = (f"_{number}" if number > 1 else "") + ".xlsx"
        start = f"{fy_short(fy)}進捗_{safe or '部署'}"
        while len(start + end) > MAX_NAME or len((start + end).encode()) > LONGEST_BYTES:
            start = start[:-1]
        name = start.rstrip(" .　") + end
        if (folded := fold(name)) not in taken:
            taken.add(folded)
            return name
    raise AssertionError  # numbers do not end


def fold(name: str) -> str:
    """What two names must differ in: Windows and macOS take capitals and small letters for the same."""
    return os.path.normcase(unicodedata.normalize("NFC", name)).casefold()
