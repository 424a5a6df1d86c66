"""The yearly reports: what is still missing, and what does not fit together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dxbook.checks.base import Context, label_of, rule
from dxbook.checks.expected import actual_filled, actuals_due, reports_due, review_begun
from dxbook.findings import Finding, Level
from dxbook.plan import (
    Actual,
    Column,
    InventoryItem,
    InventoryState,
    Kpi,
    Measure,
    MeasureState,
    NextStep,
    Progress,
    Report,
    Row,
    Step,
    StepState,
)
from dxbook.text import is_empty, key
from dxbook.values import fy_label

COPIED = 10
"""A text of at least this many characters that stands twice was copied; 「研修を実施した。」 may recur."""

GOING_ON = (NextStep.CONTINUE, NextStep.WIDEN, NextStep.REVISE, NextStep.SHRINK)
"""What nobody wants to do next with a measure that is done."""


@rule("K114")
def reports_are_in(ctx: Context) -> Iterator[Finding]:
    """Every measure has its report of the year under review."""
    for measure in reports_due(ctx) if review_begun(ctx) else ():
        row = ctx.reports.get((measure.measure_id, ctx.review_fy or 0))
        if row is None or row.blank:
            at: tuple[Row, Column] = (measure, Measure.measure_id) if row is None else (row, Report.done)
            yield ctx.at(*at, "K114", shown=label_of(measure),
                         value="", fy=fy_label(ctx.review_fy or 0), target=ctx.words["reports"])


@rule("K115")
def actuals_are_in(ctx: Context) -> Iterator[Finding]:
    """Every KPI has its actual of the year under review, or says 未判明."""
    for kpi in actuals_due(ctx) if review_begun(ctx) else ():
        row = ctx.actuals.get((kpi.kpi_id, ctx.review_fy or 0))
        if actual_filled(row) or (row is not None and row.status):
            continue  # a 区分 without a value is K112
        record, column = _entry(ctx, kpi)
        yield ctx.at(record, column, "K115", value="", shown=label_of(kpi),
                     fy=fy_label(ctx.review_fy or 0))


def _entry(ctx: Context, kpi: Kpi) -> tuple[Row, Column]:
    """Where a KPI's actual of this review belongs: row and column. Without a row: the KPI itself."""
    table, fy = ctx.book[Actual], ctx.review_fy or 0
    row = table.year_rows.get(kpi.kpi_id or "")
    if row is None or (Actual.actual.key, fy) not in table.year_columns:
        return kpi, Kpi.kpi_id
    return Actual(row, {Actual.fy.key: fy}), Actual.actual


@rule("K116")
def finished_is_finished(ctx: Context) -> Iterator[Finding]:
    """完了 in one place and going on in another: the report itself, the measure's state, its steps."""
    for report in ctx.book[Report]:
        progress, direction = report.progress, report.direction
        measure = ctx.measures.get(report.measure_id or "")
        ended = measure is not None and measure.state == MeasureState.DONE and report.fy == ctx.review_fy
        if progress == Progress.DONE and direction in GOING_ON:
            yield ctx.at(report, Report.direction, "K116", left="進捗が「完了」", left_column="進捗",
                         right=f"今後の方向性が「{direction}」", right_column="今後の方向性")
        elif ended and progress in (Progress.LATE, Progress.NOT_BEGUN):
            yield ctx.at(report, Report.progress, "K116", **_finished(ctx),
                         right=f"進捗が「{progress}」", right_column="進捗")
    for step in ctx.book[Step]:
        measure = ctx.measures.get(step.measure_id or "")
        going = step.state
        if measure is not None and measure.state == MeasureState.DONE and going in (StepState.PLANNED, StepState.RUNNING):
            yield ctx.at(step, Step.state, "K116", **_finished(ctx),
                         right=f"工程が「{going}」", right_column="工程の状態")


def _finished(ctx: Context) -> dict[str, Any]:
    words = ctx.words
    return {"left": f"{words['measure']}の状態が「完了」",
            "left_column": f"「{words['measures']}」シートの状態"}


@rule("K117")
def spending_fits_budget(ctx: Context) -> Iterator[Finding]:
    """More spent than budgeted; or less than half of it (情報)."""
    for report in ctx.book[Report]:
        budget, spent = report.budget, report.spent
        if budget is None or spent is None:
            continue
        details: dict[str, Any] = {"spent": f"{spent:,}", "budget": f"{budget:,}",
                                   "unit": Report.budget.unit}
        if spent > budget:
            yield ctx.at(report, Report.spent, "K117", relation="を超えています", **details,
                         how=f"けたと単位（{details['unit']}）を確かめてください。補正や流用をしたときは、予算額も直します。")
        elif 0 <= spent * 2 < budget:
            details |= {"relation": "の半分未満です", "level": Level.INFO}
            yield ctx.at(report, Report.spent, "K117", **details,
                         how=f"けたと単位（{details['unit']}）を確かめ、正しいときは取組内容に理由を書いてください。")


@rule("K118")
def done_has_a_date(ctx: Context) -> Iterator[Finding]:
    """In the 一覧, 完了 and 実施年月 come together."""
    for item in ctx.book[InventoryItem]:
        shown = item.word(InventoryItem.state) or "空欄"
        if item.state is None and shown != "空欄":
            continue  # not from the list: said there
        finished, dated = item.state == InventoryState.DONE, not is_empty(item.stored(InventoryItem.done_on))
        if finished and not dated:
            yield ctx.at(item, InventoryItem.done_on, "K118", state="完了", date="空欄です",
                         how="終わった年月を「令和8年1月」のように書いてください。")
        elif dated and item.done_on and not finished:
            yield ctx.at(item, InventoryItem.state, "K118", state=shown, date="書いてあります",
                         how="終わったのなら状態で「完了」を選び、まだなら実施年月を空欄にしてください。")


@rule("K120")
def reports_are_written_anew(ctx: Context) -> Iterator[Finding]:
    """取組内容 is neither last year's text nor another measure's of the same year."""
    seen: dict[tuple[int, str], str] = {}
    for report in ctx.book[Report]:
        text, fy, measure_id = key(report.done or ""), report.fy, report.measure_id
        if len(text) < COPIED or not fy or not measure_id:
            continue
        before = ctx.reports.get((measure_id, fy - 1))
        twin = seen.setdefault((fy, text), measure_id)
        other = fy_label(fy - 1) if before and key(before.done or "") == text else ""
        if twin != measure_id:
            other = f"{ctx.words['measure']}「{twin}」"
        if other:
            yield ctx.at(report, Report.done, "K120", value=f"{(report.done or '')[:20]}…", other=other)
