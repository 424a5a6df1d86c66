"""What departments have to fill in for the year under review: one report a measure, one actual a KPI."""

from __future__ import annotations

from collections.abc import Iterator

from dxbook.checks.base import Context
from dxbook.plan import Actual, ActualStatus, Filler, Kpi, Measure, MeasureState, Report

_NEEDED = tuple(column for column in Report.sheet.stored if column.filler is Filler.OWNER and column.required)


def report_filled(record: Report | None) -> bool:
    """True where all that a department must write of a report is there."""
    return record is not None and all(record.filled(column) for column in _NEEDED)


def actual_filled(record: Actual | None) -> bool:
    """True where an actual, or the word that it is not known yet, is there."""
    return record is not None and (record.filled(Actual.actual) or record.status == ActualStatus.UNKNOWN)


def reports_due(ctx: Context) -> Iterator[Measure]:
    """The measures that owe a report for the year under review.

    Not those that begin later. Those that are finished, abandoned or past their last year owe none, unless
    a row waits for them (the year they ended).
    """
    fy = ctx.review_fy
    for measure_id, measure in ctx.measures.items():
        if fy is None or (measure.first_fy or fy) > fy:
            continue
        ended = measure.state in (MeasureState.DONE, MeasureState.ABOLISHED, MeasureState.PAUSED) or (measure.last_fy or fy) < fy
        if ended and (measure_id, fy) not in ctx.reports:
            continue
        yield measure


def actuals_due(ctx: Context) -> Iterator[Kpi]:
    """The KPIs that owe an actual for the year under review.

    Not those without a target, those counted from the 一覧, those of a measure that has ended or not begun.
    """
    fy = ctx.review_fy
    for kpi_id, kpi in ctx.kpis.items():
        target = kpi.target
        if fy is None or kpi_id in ctx.counted:
            continue
        if target is None or target.qualifier == "missing":
            continue
        measure = ctx.measures.get(kpi.measure_id or "")
        if measure and (measure.state in (MeasureState.ABOLISHED, MeasureState.PAUSED) or (measure.first_fy or fy) > fy):
            continue
        yield kpi


def review_begun(ctx: Context) -> bool:
    """True once rows for the year under review were prepared, or an actual of it written.

    A plan that has just been made owes nothing yet.
    """
    fy = ctx.review_fy
    actual = any(year == fy and row.filled(Actual.actual) for (_, year), row in ctx.actuals.items())
    return actual or any(year == fy for _, year in ctx.reports)
