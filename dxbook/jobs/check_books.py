"""Check workbooks: findings, a marked copy, a list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dxbook.errors import DxbookError
from dxbook.files import refuse
from dxbook.findings import Finding, Place, finding
from dxbook.jobs.read_plan import read
from dxbook.jobs.result import Progress, Result, silent
from dxbook.plan import Book, Checked, Profile


def check(
    paths: Sequence[Path], *, password: str | None = None, marks: Path | None = None,
    listing: Path | None = None, progress: Progress = silent,
) -> Result:
    """Check workbooks. ``marks`` writes a marked copy (of one workbook), ``listing`` a list of findings.

    Among several workbooks one that cannot be read is a finding (F100) and does not stop the others.
    """
    if marks is not None:
        from dxbook.rounds.marks import refuse_formats, write_marked

        refuse_formats(paths[0].name, marks)
        refuse(marks, paths)
    if listing is not None:
        refuse(listing, paths, suffixes=[".xlsx"])
    from dxbook.checks import checked

    result = Result()
    for number, path in enumerate(paths):
        progress(number, len(paths), path.name)
        try:
            result.books.append(checked(*read(path, password)))
        except DxbookError as error:
            if len(paths) == 1:
                raise
            result.books.append(Checked(path.name, None, [_unreadable(path, error)]))
            result.unread.append(path)
    result.findings = [found for book in result.books for found in book.findings]
    progress(len(paths), len(paths), "")
    if marks is not None:
        write_marked(paths[0], result.findings, marks, password=password)
        result.files.append(marks)
    if listing is not None:
        from dxbook.rounds.marks import write_list

        write_list(result.findings, listing)
        result.files.append(listing)
    return result


def findings_of(book: Book, profile: Profile) -> list[Finding]:
    """All findings of one workbook, those of reading included."""
    from dxbook.checks import check as run

    return run(book, profile)


def _unreadable(path: Path, error: DxbookError) -> Finding:
    return finding("F100", Place(path.name), sentence=error.message, what_to_do=error.remedy)
