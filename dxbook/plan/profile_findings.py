"""What is wrong with a profile file, each finding with the line that it is about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from dxbook.findings import Finding, Place, finding

At = tuple[str | int, ...]
"""Where a value stands: ("city",), ("words", "施策"), ("grades", 2, "floor") for the second grade."""


@dataclass(slots=True)
class FileFindings:
    """The findings of one file, with its ``text``, in which the lines are looked for."""

    file: str
    text: str = ""
    all: list[Finding] = field(default_factory=list)

    def place(self, at: At) -> Place:
        """``cell`` is the number of the line, "" where it is not found."""
        names = [str(each) for each in at if isinstance(each, str)]
        numbers = [f"（{each}番目）" for each in at if isinstance(each, int)]
        return Place(self.file, "", str(_line(self.text, at) or ""), ".".join(names) + "".join(numbers))

    def add(self, code: str, at: At, value: object = "", **details: Any) -> None:
        """One more finding of the catalogue."""
        self.all.append(finding(code, self.place(at), value, **details))


def _line(text: str, at: At) -> int:
    """The line of a key or, where it has none of its own, of the table that it should stand in; 0 unless found."""
    lines: dict[At, int] = {}
    rows: Counter[str] = Counter()
    table: At = ()
    for number, line in enumerate(text.splitlines(), 1):
        if heading := re.match(r"\s*(\[\[?)\s*\"?([^\]\"]+?)\"?\s*\]", line):
            name = heading[2]
            table = (name,)
            lines.setdefault(table, number)
            if heading[1] == "[[":
                rows[name] += 1
                table = (name, rows[name])
                lines[table] = number
        elif key := re.match(r"\s*([\"']?)([^\"'=#]+?)\1\s*=", line):
            lines.setdefault((*table, key[2]), number)
    while at and at not in lines:
        at = at[:-1]
    return lines.get(at, 0)
