"""Rate a plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxbook.jobs.read_plan import read
from dxbook.plan import Book, Profile

if TYPE_CHECKING:
    from dxbook.rating import Assessment


def assess(path: Path, *, fy: int | None = None, password: str | None = None) -> tuple[Assessment, Book, Profile]:
    """Rate every KPI and measure of ``fy`` (default: the plan's 対象年度)."""
    from dxbook.rating import assess as run

    book, profile = read(path, password)
    return run(book, profile, fy), book, profile
