"""What departments wrote, judged by the same checks as a plan, but only in the cells that were theirs."""

from __future__ import annotations

from dxbook.checks import CHECKS, Context, expected
from dxbook.findings import Finding, tidy
from dxbook.plan import SHEETS, Book, Identity, Report, row_key

OPEN_SHEETS = tuple(sheet.key for sheet in SHEETS if any(column.filler == "所管課" for column in sheet.columns))
"""Sheets that have columns for departments."""

Cells = set[tuple[str, str]]


def findings_of(book: Book, opened: Cells) -> list[Finding]:
    """The findings in the ``opened`` cells (sheet title, address), those of reading included.

    The book's raw cells outside ``opened`` are forgotten: they are the office's.
    """
    _forget(book, opened)
    context = Context(book, book.profile, OPEN_SHEETS)
    told = [*book.findings, *(each for check in CHECKS for each in check(context))]
    return tidy(each for each in told if each.code.startswith(("F", "D")) or (each.sheet, each.cell) in opened)


def _forget(book: Book, cells: Cells) -> None:
    for key, table in book.tables.items():
        for record in table:
            if key not in OPEN_SHEETS:
                record.raw = {}
                continue
            record.raw = {
                column: raw for column, raw in record.raw.items()
                if (table.title, record.cells.get(column, "")) in cells
            }


def entries(book: Book, handed: Identity) -> tuple[int, int]:
    """(due, answered): the reports and actuals that were asked of the department, and those that are in."""
    ctx = Context(book, book.profile)
    fy = handed.fy
    reports = {row_key(table.sheet, record): record for table in (book[Report],) for record in table}
    asked = [key for key, row in handed.rows.get("reports", {}).items()
             if not row.reference and key.endswith(f"|{fy}")]
    filled = sum(expected.report_filled(reports.get(key)) for key in asked)
    own = {key.partition("|")[0] for key, row in handed.rows.get("actuals", {}).items() if not row.reference}
    kpis = [kpi.kpi_id for kpi in expected.actuals_due(ctx) if kpi.kpi_id in own]
    filled += sum(expected.actual_filled(ctx.actuals.get((kpi, fy))) for kpi in kpis)
    return len(asked) + len(kpis), filled
