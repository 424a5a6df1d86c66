"""Write a copy of a workbook in which the text of every column follows its policy."""

from __future__ import annotations

from pathlib import Path

from dxbook.checks import Change, cleanup
from dxbook.jobs.read_plan import read
from dxbook.jobs.result import Result


def normalize(path: Path, output: Path, *, password: str | None = None) -> tuple[list[Change], Result]:
    """Write a copy in which every column is normalised by its policy, and list every change."""
    cleanup.refuse_formats(path, output)
    book, _ = read(path, password)
    changes = cleanup.changes(book)
    cleanup.write(path, output, changes, password=password)
    return changes, Result(files=[output])
