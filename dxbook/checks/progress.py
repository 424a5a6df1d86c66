"""The yearly reports: what is still missing, and what does not fit together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dxbook.checks.base import Context, label_of, rule, state
from dxbook.checks.expected import actual_filled, actuals_due, reports_due, review_begun
from dxbook.findings import Finding, Level
from dxbook.plan import LISTS, REPORTS, Record
from dxbook.rating import blank_report
from dxbook.text import is_empty, key
from dxbook.values import fy_label

COPIED = 10
"""A text of at least this many characters that stands twice was copied; 「研修を実施した。」 may recur."""


@rule("K114")
def reports_are_in(ctx: Context) -> Iterator[Finding]:
    """Every measure has its report of the year under review."""
    for measure in reports_due(ctx) if review_begun(ctx) else ():
        row = ctx.reports.get((measure["measure_id"], ctx.review_fy or 0))
        if row is None or blank_report(row):
            place = ("measures", measure, "measure_id") if row is None else ("reports", row, "done")
            yield ctx.at(*place, "K114", shown=label_of(measure, "measure_id"),
                         value="", fy=fy_label(ctx.review_fy or 0), target=ctx.words["reports"])


@rule("K115")
def actuals_are_in(ctx: Context) -> Iterator[Finding]:
    """Every KPI has its actual of the year under review, or says 未判明."""
    for kpi in actuals_due(ctx) if review_begun(ctx) else ():
        row = ctx.actuals.get((kpi["kpi_id"], ctx.review_fy or 0))
        if actual_filled(row) or (row is not None and state(row, "status")):
            continue  # a 区分 without a value is K112
        table, record, column = _entry(ctx, kpi)
        yield ctx.at(table, record, column, "K115", value="", shown=label_of(kpi, "kpi_id"),
                     fy=fy_label(ctx.review_fy or 0))


def _entry(ctx: Context, kpi: Record) -> tuple[str, Record, str]:
    """Where a KPI's actual of this review belongs: table, record, column. Without a row: the KPI itself."""
    table, fy = ctx.book["actuals"], ctx.review_fy or 0
    row = table.year_rows.get(kpi["kpi_id"])
    if row is None or ("actual", fy) not in table.year_columns:
        return "kpis", kpi, "kpi_id"
    return "actuals", Record(row, {"fy": fy}), "actual"


@rule("K116")
def finished_is_finished(ctx: Context) -> Iterator[Finding]:
    """完了 in one place and going on in another: the report itself, the measure's state, its steps."""
    for report in ctx.book["reports"]:
        progress, direction = state(report, "progress"), state(report, "direction")
        measure = ctx.measures.get(report["measure_id"])
        ended = measure is not None and state(measure, "state") == "完了" and report["fy"] == ctx.review_fy
        if progress == "完了" and direction in ("継続", "拡充", "見直し", "縮小"):
            yield ctx.at("reports", report, "direction", "K116", left="進捗が「完了」", left_column="進捗",
                         right=f"今後の方向性が「{direction}」", right_column="今後の方向性")
        elif ended and progress in ("遅れ", "未着手"):
            yield ctx.at("reports", report, "progress", "K116", **_finished(ctx),
                         right=f"進捗が「{progress}」", right_column="進捗")
    for step in ctx.book["steps"]:
        measure = ctx.measures.get(step["measure_id"])
        going = state(step, "state")
        if measure is not None and state(measure, "state") == "完了" and going in ("予定", "実施中"):
            yield ctx.at("steps", step, "state", "K116", **_finished(ctx),
                         right=f"工程が「{going}」", right_column="工程の状態")


def _finished(ctx: Context) -> dict[str, Any]:
    words = ctx.words
    return {"left": f"{words['measure']}の状態が「完了」",
            "left_column": f"「{words['measures']}」シートの状態"}


@rule("K117")
def spending_fits_budget(ctx: Context) -> Iterator[Finding]:
    """More spent than budgeted; or less than half of it (情報)."""
    for report in ctx.book["reports"]:
        budget, spent = report["budget"], report["spent"]
        if budget is None or spent is None:
            continue
        details: dict[str, Any] = {"spent": f"{spent:,}", "budget": f"{budget:,}",
                                   "unit": REPORTS.column("budget").unit}
        if spent > budget:
            yield ctx.at("reports", report, "spent", "K117", relation="を超えています", **details,
                         how=f"けたと単位（{details['unit']}）を確かめてください。補正や流用をしたときは、予算額も直します。")
        elif 0 <= spent * 2 < budget:
            details |= {"relation": "の半分未満です", "level": Level.INFO}
            yield ctx.at("reports", report, "spent", "K117", **details,
                         how=f"けたと単位（{details['unit']}）を確かめ、正しいときは取組内容に理由を書いてください。")


@rule("K118")
def done_has_a_date(ctx: Context) -> Iterator[Finding]:
    """In the 一覧, 完了 and 実施年月 come together."""
    for item in ctx.book["inventory"]:
        if (shown := state(item, "state") or "空欄") not in ("空欄", *LISTS["一覧状態"]):
            continue  # not from the list: said there
        finished, dated = shown == "完了", not is_empty(item.raw.get("done_on"))
        if finished and not dated:
            yield ctx.at("inventory", item, "done_on", "K118", state="完了", date="空欄です",
                         how="終わった年月を「令和8年1月」のように書いてください。")
        elif dated and item["done_on"] and not finished:
            yield ctx.at("inventory", item, "state", "K118", state=shown, date="書いてあります",
                         how="終わったのなら状態で「完了」を選び、まだなら実施年月を空欄にしてください。")


@rule("K120")
def reports_are_written_anew(ctx: Context) -> Iterator[Finding]:
    """取組内容 is neither last year's text nor another measure's of the same year."""
    seen: dict[tuple[int, str], str] = {}
    for report in ctx.book["reports"]:
        text, fy, measure_id = key(report["done"] or ""), report["fy"], report["measure_id"]
        if len(text) < COPIED or not fy or not measure_id:
            continue
        before = ctx.reports.get((measure_id, fy - 1))
        twin = seen.setdefault((fy, text), measure_id)
        other = fy_label(fy - 1) if before and key(before["done"] or "") == text else ""
        if twin != measure_id:
            other = f"{ctx.words['measure']}「{twin}」"
        if other:
            yield ctx.at("reports", report, "done", "K120", value=f"{report['done'][:20]}…", other=other)
