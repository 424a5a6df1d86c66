"""Two texts side by side: which parts differ, with blanks and line breaks made visible."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from html import escape

from PySide6.QtCore import QCoreApplication

from dxbook_gui.widgets import theme

VISIBLE = str.maketrans({" ": "␣", "\u3000": "□", "\n": "↵", "\r": "↵", "\t": "→", "\u00a0": "␣", "\u200b": "◌"})
AROUND = 12
"""How many characters of what is alike are shown before and after a difference, where a text is cut short."""


@lru_cache(4096)
def pieces(before: str, after: str) -> tuple[tuple[bool, str, str], ...]:
    """(alike, part before, part after), in order."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple((tag == "equal", before[a:b], after[c:d]) for tag, a, b, c, d in matcher.get_opcodes())


def kinds(before: str, after: str) -> list[str]:
    """What kinds of change there are, in words: 全角→半角, 空白…"""
    translate = QCoreApplication.translate
    found: list[str] = []
    for alike, old, new in pieces(before, after):
        if alike:
            continue
        was, now = ("".join(text.split()) for text in (old, new))
        if was != now:
            widths = {unicodedata.east_asian_width(char) for char in was}
            same = unicodedata.normalize("NFKC", was) == unicodedata.normalize("NFKC", now)
            found.append(translate("Changes", "半角→全角") if same and "H" in widths else
                         translate("Changes", "全角→半角") if same and "F" in widths else translate("Changes", "文字"))
        if old.count("\n") != new.count("\n"):
            found.append(translate("Changes", "改行"))
        elif _blanks(old) != _blanks(new):
            found.append(translate("Changes", "空白"))
    return list(dict.fromkeys(found))


def _blanks(text: str) -> str:
    return "".join(char for char in text if char.isspace())


def marked(before: str, after: str, *, short: bool) -> tuple[str, str]:
    """Both texts as HTML, what differs on a ground of its own, and underlined in the new one.

    ``short``: long stretches that are alike are left out.
    """
    parts = pieces(before, after)
    sides: tuple[list[str], list[str]] = ([], [])
    for number, (alike, old, new) in enumerate(parts):
        if alike:
            kept = escape(_cut(old, number == 0, number == len(parts) - 1) if short else old).replace("\n", "<br>")
            sides[0].append(kept)
            sides[1].append(kept)
        else:
            sides[0].append(_span(old, "ERROR", "none"))
            sides[1].append(_span(new, "SUCCESS", "underline"))
    return "".join(sides[0]), "".join(sides[1])


def _cut(text: str, first: bool, last: bool) -> str:
    if len(text) <= 2 * AROUND + 1:
        return text
    head = "" if first else text[:AROUND]
    tail = "" if last else text[-AROUND:]
    return f"{head}…{tail}"


def _span(text: str, name: str, line: str) -> str:
    colour, ground = theme.colour(name).name(), theme.colour("ERROR_PALE" if name == "ERROR" else "KEY_PALE").name()
    shown = escape(text.translate(VISIBLE))
    style = f"color:{colour};background-color:{ground};text-decoration:{line};font-weight:bold"
    return f'<span style="{style}">{shown}</span>' if text else ""
