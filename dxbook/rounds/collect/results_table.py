"""One list of the results workbook as data: what it says, and where its links lead."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dxbook import look

_URL = re.compile(r"""[%"<>\[\]^`{}# ]""")


@dataclass(frozen=True, slots=True)
class Link:
    """A text that opens a cell of ``path`` (None: of this workbook); the file alone where ``cell`` is ""."""

    text: str
    path: Path | None = None
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A state, a sign and a word, in ``colour`` on ``ground``."""

    text: str
    colour: str = look.TEXT
    ground: str = look.PAPER


Value = str | int | Link | Tag


@dataclass(frozen=True, slots=True)
class Heading:
    """A column, its width in characters. ``entry``: the office writes here, and is told this."""

    label: str
    width: float
    align: str = "left"
    entry: str = ""


@dataclass(slots=True)
class Listing:
    """One sheet: lines above the table (the first is its heading), the table, and what is said where it
    has no rows. ``first_of_group``: rows on a pale ground."""

    title: str
    headings: tuple[Heading, ...]
    empty: str
    lead: list[Value]
    rows: list[Sequence[Value]] = field(default_factory=list)
    first_of_group: set[int] = field(default_factory=set)


def target(path: Path, folder: Path) -> str:
    """``path`` as a link's target seen from ``folder``; "" where it cannot be said.

    Excel writes such targets with Japanese letters as they are, and these few signs as %XX.
    """
    try:
        shown = os.path.relpath(path, folder)
    except ValueError:  # another drive
        shown = str(path.absolute())
    try:
        shown.encode("utf-8")
    except UnicodeEncodeError:  # a name in another code page, from an old share
        return ""
    return _URL.sub(lambda found: f"%{ord(found.group()):02x}", shown.replace(os.sep, "/"))
