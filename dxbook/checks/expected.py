"""What departments have to fill in for the year under review: one report a measure, one actual a KPI."""

from __future__ import annotations

from collections.abc import Iterator

from dxbook.checks.base import Context, state
from dxbook.plan import REPORTS, Filler, Record
from dxbook.rating import written
from dxbook.values import Reading

_NEEDED = tuple(column.key for column in REPORTS.stored if column.filler is Filler.OWNER and column.required)


def report_filled(record: Record | None) -> bool:
    """True where all that a department must write of a report is there."""
    return record is not None and all(written(record, column) for column in _NEEDED)


def actual_filled(record: Record | None) -> bool:
    """True where an actual, or the word that it is not known yet, is there."""
    return record is not None and (written(record, "actual") or state(record, "status") == "未判明")


def reports_due(ctx: Context) -> Iterator[Record]:
    """The measures that owe a report for the year under review.

    Not those that begin later. Those that are finished, abandoned or past their last year owe none, unless
    a row waits for them (the year they ended).
    """
    fy = ctx.review_fy
    for measure_id, measure in ctx.measures.items():
        if fy is None or (measure["first_fy"] or fy) > fy:
            continue
        ended = state(measure, "state") in ("完了", "廃止", "休止") or (measure["last_fy"] or fy) < fy
        if ended and (measure_id, fy) not in ctx.reports:
            continue
        yield measure


def actuals_due(ctx: Context) -> Iterator[Record]:
    """The KPIs that owe an actual for the year under review.

    Not those without a target, those counted from the 一覧, those of a measure that has ended or not begun.
    """
    fy = ctx.review_fy
    for kpi_id, kpi in ctx.kpis.items():
        target = kpi["target"]
        if fy is None or kpi_id in ctx.counted:
            continue
        if not isinstance(target, Reading) or target.qualifier == "missing":
            continue
        measure = ctx.measures.get(kpi["measure_id"])
        if measure and (state(measure, "state") in ("廃止", "休止") or (measure["first_fy"] or fy) > fy):
            continue
        yield kpi


def review_begun(ctx: Context) -> bool:
    """True once rows for the year under review were prepared, or an actual of it written.

    A plan that has just been made owes nothing yet.
    """
    fy = ctx.review_fy
    actual = any(year == fy and written(row, "actual") for (_, year), row in ctx.actuals.items())
    return actual or any(year == fy for _, year in ctx.reports)
