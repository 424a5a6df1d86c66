"""A KPI's values against each other: direction, unit, course over the years."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dxbook.checks.base import Context, number, rule, written
from dxbook.findings import Finding
from dxbook.plan import Actual, ActualStatus, Aggregation, ColumnOf, Direction, Kpi
from dxbook.rating import Actuals, last_fy
from dxbook.text import is_empty, key
from dxbook.values import Reading, fy_label

LARGE = 2.0
"""A value that at least doubles or halves against last year asks for a reason."""
SMALL = 10
"""Counts that stay below this may double without one: 1件 → 3件."""

WAYS, TOTALS = (Direction.UP, Direction.DOWN), (Aggregation.CUMULATIVE, Aggregation.TOTAL)

_SAME_UNIT = {"名": "人", "パーセント": "%"} | dict.fromkeys(("箇所", "ヶ所", "カ所", "ケ所", "ヵ所"), "か所")


def _unit(value: Reading) -> str:
    """The unit for comparing: per-year ones as plain ones (年30回 and 32回 are alike), spellings as one."""
    unit = key(value.unit).removesuffix("/年")
    return _SAME_UNIT.get(unit, unit)


def _alike(one: Reading, other: Reading) -> bool:
    return not one.unit or not other.unit or _unit(one) == _unit(other)


def _series(ctx: Context, kpi: Kpi) -> list[tuple[Actual, Reading]]:
    """The KPI's actuals that are numbers, oldest year first."""
    return [(row, row.actual) for row in ctx.series.get(kpi.kpi_id or "", ()) if row.actual]


def _numbers(ctx: Context, kpi: Kpi) -> Iterator[tuple[Kpi | Actual, ColumnOf[Reading], Reading]]:
    """The KPI's cells that hold one number: baseline, target, actuals."""
    for column in (Kpi.baseline, Kpi.target):
        if (value := kpi[column]) is not None and number(value) is not None:
            yield kpi, column, value
    for row, value in _series(ctx, kpi):
        yield row, Actual.actual, value


@rule("K106", "K107")
def target_follows_direction(ctx: Context) -> Iterator[Finding]:
    """増加 asks for a target above the baseline, 減少 below, 維持 at it (以上・以下: or better)."""
    for kpi in ctx.book[Kpi]:
        target, baseline, direction = kpi.target, kpi.baseline, kpi.direction
        goal, start = number(target), number(baseline)
        if target is None or baseline is None or goal is None or start is None:
            continue
        if not _alike(target, baseline) or kpi.aggregation == Aggregation.GROWTH:
            continue
        if goal == start and direction in WAYS:
            yield ctx.at(kpi, Kpi.target, "K106", value=written(target), direction=direction)
        elif relation := _against(direction, start, goal, target):
            yield ctx.at(kpi, Kpi.target, "K107", value=written(target), direction=direction,
                         baseline=written(baseline), relation=relation)


def _against(direction: Direction | None, start: float, goal: float, target: Reading) -> str:
    """How the target contradicts the direction, or ""."""
    if direction == Direction.UP and goal < start:
        return "より小さくなっています"
    if direction == Direction.DOWN and goal > start:
        return "より大きくなっています"
    kept = (goal == start or ("min" in target.qualifiers and goal <= start)
            or ("max" in target.qualifiers and goal >= start))
    if direction == Direction.KEEP and not kept:
        return "と違います"
    return ""


@rule("K108")
def units_agree(ctx: Context) -> Iterator[Finding]:
    """Target and actuals are counted in the baseline's unit (without one: the target's)."""
    for kpi in ctx.book[Kpi]:
        with_unit = [(row, column, value) for row, column, value in _numbers(ctx, kpi) if value.unit]
        for row, column, value in with_unit[1:]:
            first, first_column, other = with_unit[0]
            if not _alike(value, other):
                yield ctx.at(row, column, "K108", value=written(value), unit=value.unit,
                             other=ctx.place(first, first_column).column,
                             other_unit=other.unit)


@rule("K109")
def totals_do_not_fall(ctx: Context) -> Iterator[Finding]:
    """A 累計 or 延べ never gets smaller."""
    for kpi in ctx.book[Kpi]:
        aggregation = kpi.aggregation
        if aggregation not in TOTALS:
            continue
        for (before, earlier), (row, later) in pairwise(_series(ctx, kpi)):
            if _alike(earlier, later) and (number(later) or 0) < (number(earlier) or 0):
                yield ctx.at(row, Actual.actual, "K109", value=written(later), aggregation=aggregation,
                             previous=written(earlier), previous_fy=fy_label(before.fy or 0))


@rule("K110")
def jumps_are_explained(ctx: Context) -> Iterator[Finding]:
    """The year under review against the year before: doubled or halved, and no note says why.

    Not for totals (they grow) or small counts.
    """
    for kpi in ctx.book[Kpi]:
        if kpi.aggregation in (*TOTALS, Aggregation.GROWTH):
            continue
        for (before, earlier), (row, later) in pairwise(_series(ctx, kpi)):
            if row.fy != ctx.review_fy or before.fy != (row.fy or 0) - 1 or row.note:
                continue
            old, new = number(earlier) or 0, number(later) or 0
            if not _alike(earlier, later):
                continue
            if _jumped(old, new, _unit(later)):
                yield ctx.at(row, Actual.actual, "K110", value=written(later), times=_times(new / old),
                             previous=written(earlier), previous_fy=fy_label(before.fy or 0))


def _jumped(old: float, new: float, unit: str) -> bool:
    if old <= 0 or new < 0 or (unit != "%" and max(old, new) < SMALL):
        return False
    return new >= old * LARGE or new <= old / LARGE


def _times(ratio: float) -> str:
    return f"{ratio:.0f}倍" if ratio >= SMALL or ratio == 0 else f"{ratio:.2g}倍"


@rule("K111")
def shares_look_right(ctx: Context) -> Iterator[Finding]:
    """A share over 100 %. (A bare 0.35 where 35 % may be meant is V119, and no number.)"""
    for kpi in ctx.book[Kpi]:
        for row, column, value in _numbers(ctx, kpi):
            if _unit(value) == "%" and (number(value) or 0) > 100 and _whole(kpi):
                yield ctx.at(row, column, "K111", value=written(value))


def _whole(kpi: Kpi) -> bool:
    """True for a share of a whole: 交付率 can not pass 100 %, 達成率 and 増加率 can."""
    name = kpi.name or ""
    grows = any(word in name for word in ("達成率", "増加率", "伸び率", "成長率", "前年", "倍率"))
    goal = number(kpi.target)
    return ("率" in name or "割合" in name) and not grows and (goal is None or goal <= 100)


@rule("K112", "K113")
def actuals_fit_their_status(ctx: Context) -> Iterator[Finding]:
    """区分 says whether there is a value; after the year under review there is none but a 見込."""
    for row in ctx.book[Actual]:
        status, value = row.status, row.actual
        empty = _nothing(row, value)
        if status in (ActualStatus.FINAL, ActualStatus.FORECAST) and empty:
            yield ctx.at(row, Actual.actual, "K112", status=status, state="空欄です",
                         how="実績値を書くか、区分で「未判明」を選んでください。")
        elif status == ActualStatus.UNKNOWN and not empty:
            yield ctx.at(row, Actual.actual, "K112", status=status, state="書いてあります",
                         how="値がわかったのなら、区分で「確定」か「見込」を選んでください。")
        elif not empty and status != ActualStatus.FORECAST and row.fy and ctx.review_fy and row.fy > ctx.review_fy:
            yield ctx.at(row, Actual.actual, "K113", fy=fy_label(row.fy),
                         review=fy_label(ctx.review_fy))


def _nothing(row: Actual, value: Reading | None) -> bool:
    """True for an empty actual or one that says なし; an unreadable one is something."""
    return value.qualifier == "missing" if value is not None else is_empty(row.stored(Actual.actual))


@rule("G102")
def counts_agree(ctx: Context) -> Iterator[Finding]:
    """A typed actual against the count of the 一覧 that the rating uses."""
    if ctx.review_fy:
        counted = Actuals(ctx.book, ctx.review_fy)
        for kpi in ctx.book[Kpi]:
            counted.of(kpi, ctx.review_fy)
        yield from counted.findings


@rule("K119")
def baseline_is_older_than_target(ctx: Context) -> Iterator[Finding]:
    """The baseline's date lies before the target's year."""
    for kpi in ctx.book[Kpi]:
        at = last_fy(kpi.baseline_at or "")
        if at is not None and kpi.target_fy and at > kpi.target_fy:
            yield ctx.at(kpi, Kpi.baseline_at, "K119", at=fy_label(at),
                         target=fy_label(kpi.target_fy))
