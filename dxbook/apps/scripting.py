"""What a script does with a plan: the functions of ``import dxbook`` that work on a ``Book`` (docs/python.md).

A plan is a Book that was read, or the path of its workbook. All raise DxbookError where the file cannot be read.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from dxbook import jobs
from dxbook.findings import Finding
from dxbook.plan import Book

if TYPE_CHECKING:
    from dxbook.checks import Change
    from dxbook.jobs import Progress
    from dxbook.rating import Assessment
    from dxbook.rounds.collect import Collected

AnyPlan = Book | str | PathLike[str]
"""A plan that was read, or where it lies."""


def read(path: str | PathLike[str], *, password: str | None = None) -> Book:
    """The plan workbook (.xlsx .xlsm .xlsb .xls .ods); what was wrong with reading it is in ``findings``."""
    return jobs.read(Path(path), password)[0]


def check(plan: AnyPlan) -> list[Finding]:
    """Everything wrong with the plan, with cell and remedy, in the workbook's order; those of reading included."""
    book = _book(plan)
    return jobs.findings_of(book, book.profile)


def changes(plan: AnyPlan) -> list[Change]:
    """What normalising would change: every cell whose text does not follow its column's policy. Nothing is written."""
    from dxbook.checks import cleanup

    return cleanup.changes(_book(plan))


def normalize_book(plan: str | PathLike[str], output: str | PathLike[str], *, password: str | None = None) -> list[Change]:
    """Write a normalised copy of a workbook (.xlsx, .xlsm), and tell every change. Raises OutputFailed, Locked."""
    return jobs.normalize(Path(plan), Path(output), password=password)[0]


def rate(plan: AnyPlan, fy: int | None = None) -> Assessment:
    """Every KPI and measure rated for ``fy`` (西暦; default: the plan's 対象年度), each with its formula and grade."""
    from dxbook.rating import assess

    book = _book(plan)
    return assess(book, book.profile, fy)


def collect(
    plan: str | PathLike[str], folder: str | PathLike[str], output: str | PathLike[str], *, fy: int | None = None,
    parquet: bool = False, overwrite: bool = False, workers: int = 1, password: str | None = None,
    progress: Progress | None = None,
) -> Collected:
    """Collect the workbooks in ``folder`` for ``plan``; the new plan, 集約結果.xlsx and the 差戻し票 go into ``output``.

    ``fy``: 西暦, default the plan's 対象年度. ``parquet`` writes the tables of :func:`read_tables` too. ``workers``: how many
    processes read (0: one a processor; a script then needs ``if __name__ == "__main__":``). ``progress`` is called with
    how many files are done, how many there are, and the file. Raises NotFound, OutputFailed, InTheWay, Missing.
    """
    return jobs.collect(Path(plan), Path(folder), Path(output), fy=fy, parquet=parquet, overwrite=overwrite, workers=workers,
                        password=password, progress=progress or jobs.silent)[0]


def _book(plan: AnyPlan) -> Book:
    return plan if isinstance(plan, Book) else read(plan)
