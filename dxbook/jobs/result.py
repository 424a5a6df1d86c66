"""What every job tells while it runs, and what it returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from dxbook.findings import Finding, Level
from dxbook.plan import Checked

Progress = Callable[[int, int, str], None]
"""Called with (done, all, what is being worked on)."""


def silent(done: int, total: int, what: str) -> None:
    """A progress that shows nothing."""


@dataclass(slots=True)
class Result:
    """What a job found, which files it wrote, and which it could not read. ``books``: the checked ones, in order."""

    findings: list[Finding] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    unread: list[Path] = field(default_factory=list)
    errors: int = 0
    books: list[Checked] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        """True where a finding of level エラー is among them."""
        return any(found.level is Level.ERROR for found in self.findings)
