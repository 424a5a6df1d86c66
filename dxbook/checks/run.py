"""The checks of a plan workbook: everything wrong, found at once.

The checks themselves are in ``dxbook.checks``, one module a family.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dxbook.findings import Finding, tidy
from dxbook.plan import Book, Checked, Profile, origin


@dataclass(frozen=True, slots=True)
class Progress:
    """「入力 12/20」: how many of the entries a review needs are there, in all and by department."""

    total: int
    filled: int
    departments: dict[str, Progress] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"入力 {self.filled}/{self.total}"


def checked(book: Book, profile: Profile) -> Checked:
    """What checking ``book`` came to."""
    return Checked(book.path.name, origin(book), check(book, profile))


def check(book: Book, profile: Profile | None = None) -> list[Finding]:
    """All findings of a workbook, those of reading included: one for each cell and cause.

    Sorted by sheet (as the workbook has them), row and column. ``profile`` is the city's; without it the one
    that reading found.
    """
    from dxbook.checks.base import Context
    from dxbook.checks.families import CHECKS

    context = Context(book, profile or book.profile)
    found = tidy([*book.findings, *(each for run in CHECKS for each in run(context))])
    order = {title: number for number, title in enumerate(book.sheet_order)}
    return sorted(found, key=lambda each: order.get(each.sheet, -1 if not each.sheet else len(order)))


def progress(book: Book, profile: Profile | None = None) -> Progress:
    """What is in for the year under review: one report a measure, one actual a KPI that has a target.

    A measure of several departments counts for each of them and once in all; a KPI counts for its measure's
    departments. Entries without a department are under "".
    """
    from dxbook.checks import expected
    from dxbook.checks.base import Context

    ctx = Context(book, profile or book.profile)
    fy = ctx.review_fy or 0
    entries = [(measure.owner, expected.report_filled(ctx.reports.get((measure.measure_id, fy))))
               for measure in expected.reports_due(ctx)]
    for kpi in expected.actuals_due(ctx):
        measure = ctx.measures.get(kpi.measure_id or "")
        owner = measure.owner if measure is not None else None
        entries.append((owner, expected.actual_filled(ctx.actuals.get((kpi.kpi_id, fy)))))
    counts: dict[str, list[bool]] = {}
    for owners, filled in entries:
        for name in owners or ("",):
            counts.setdefault(ctx.directory.find(name) or name, []).append(filled)
    departments = {name: Progress(len(found), sum(found)) for name, found in sorted(counts.items())}
    return Progress(len(entries), sum(filled for _, filled in entries), departments)
