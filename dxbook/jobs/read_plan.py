"""Open a plan workbook."""

from __future__ import annotations

from pathlib import Path

from dxbook.plan import Book, Profile


def read(path: Path, password: str | None = None) -> tuple[Book, Profile]:
    """The workbook, and the profile it belongs to (as reading found it)."""
    from dxbook.reading import read as read_workbook

    opened = read_workbook(path, password=password)
    return opened, opened.profile
