"""Open a plan workbook."""

from __future__ import annotations

from pathlib import Path

from dxbook.plan.book import Book
from dxbook.plan.profile import Profile


def read(path: Path, password: str | None = None) -> tuple[Book, Profile]:
    """The workbook, and the profile it belongs to (as reading found it)."""
    from dxbook.reading import workbook as book

    opened = book.read(path, password=password)
    return opened, opened.profile
