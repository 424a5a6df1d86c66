"""Departments: splitting a cell of several, and finding a name in the city's directory."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dxbook.text.policies import key, normalize

GROUPS = (
    "全所属", "全課", "全部署", "全庁", "全職員", "関係各課", "関係課", "関係部署", "関係所属",
    "各課", "各所属", "各部署", "所属各課", "庁内各課", "施設所管課", "各施設所管課",
)
"""Words that stand for many departments; accepted without being in the directory."""

_MARKS = re.compile(r"[、，,;；\n\r]+")


class DirectoryEntry(NamedTuple):
    """One department: ``valid_from``/``valid_to`` as "2023-04" or "" (open)."""

    name: str
    aliases: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""


def split(text: str, directory: Directory | None = None) -> tuple[str, ...]:
    """The departments named in a cell, in order, each once.

    Separated by 、 , ; or line breaks. ・ and / separate only where ``directory`` knows both sides and not
    the whole: 文化財・ジオパーク室 is one name.
    """
    names: list[str] = []
    for piece in _MARKS.split(text):
        name = normalize(piece, "name")
        if name:
            names.extend(_by_dot(name, directory) if directory else (name,))
    return tuple(dict.fromkeys(names))


def _by_dot(name: str, directory: Directory) -> tuple[str, ...]:
    if directory.find(name) is None:
        parts = tuple(part.strip() for part in re.split(r"[・/／ ]", name) if part.strip())
        if len(parts) > 1 and all(directory.find(part) for part in parts):
            return parts
    return (name,)


@dataclass(slots=True)
class Directory:
    """The city's departments by name and alias."""

    rows: tuple[DirectoryEntry, ...] = ()
    _canonical: dict[str, str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.rows = tuple(DirectoryEntry(*row) for row in self.rows)
        for row in self.rows:
            for alias in row.aliases:
                self._canonical.setdefault(key(alias), row.name)
        for row in self.rows:
            self._canonical[key(row.name)] = row.name

    @classmethod
    def of(cls, names: Iterable[str]) -> Directory:
        """A directory of plain names."""
        return cls(tuple(DirectoryEntry(name) for name in names))

    def find(self, name: str) -> str | None:
        """The directory's own writing of ``name``, found by name or alias; a group word as it is."""
        folded = key(name)
        if folded in _GROUP_KEYS:
            return normalize(name, "name")
        return self._canonical.get(folded)

    def suggest(self, name: str) -> str | None:
        """The nearest name in the directory, or None where nothing is near."""
        near = difflib.get_close_matches(key(name), list(self._canonical), n=1, cutoff=0.6)
        return self._canonical[near[0]] if near else None


    def is_valid(self, name: str, month: str) -> bool:
        """Whether a department of this name existed in ``month`` ("2023-04"); group words always do."""
        canonical = self.find(name)
        rows = [row for row in self.rows if row.name == canonical]
        if not rows:
            return canonical is not None
        return any((not row.valid_from or _month(row.valid_from, 4, 1) <= month)
                   and (not row.valid_to or month <= _month(row.valid_to, 3, 12)) for row in rows)


def _month(text: str, fiscal: int, calendar: int) -> str:
    """A point of time as a month: FY2022 is its April or the next March, 2022 its January or December."""
    if text.startswith("FY"):
        return f"{int(text[2:6]) + (fiscal == 3)}-{fiscal:02d}"
    return text[:7] if len(text) >= 7 else f"{text[:4]}-{calendar:02d}"


_GROUP_KEYS = frozenset(key(word) for word in GROUPS)
