"""Sheets against each other: the plan's identity, steps, revisions."""

from __future__ import annotations

from collections.abc import Iterator

from dxbook.checks.base import Context, label_of, rule
from dxbook.errors import DxbookError
from dxbook.findings import Finding
from dxbook.plan import Measure, MeasureState, Plan, Revision, RevisionKind, Step, profile_for
from dxbook.text import key
from dxbook.values import fy_label

_ENDS = {RevisionKind.ABOLISHED: MeasureState.ABOLISHED, RevisionKind.DONE: MeasureState.DONE}
"""What a measure's state is after such a revision."""


@rule("K105")
def city_fits_its_code(ctx: Context) -> Iterator[Finding]:
    """団体コード and 団体名 are the same city's, as far as a profile knows the code.

    A code that is not the profile's own is a finding of reading (F117).
    """
    plan = ctx.book.plan
    code, name = plan.city_code, plan.city
    if not code or not name or ctx.profile.city_code not in ("", code):
        return
    try:
        known = profile_for(code)
    except DxbookError:  # another city's profile that is broken stops nothing here
        return
    if known.city_code == code and key(known.city) != key(name):
        yield ctx.at(plan, Plan.city, "K105", lgcode=code, city=known.city, name=name)


@rule("K121")
def steps_lie_within_their_measure(ctx: Context) -> Iterator[Finding]:
    """A step begins and ends within its measure's period (outside the plan's period it is K102)."""
    for step in ctx.book[Step]:
        measure = ctx.measures.get(step.measure_id or "")
        if measure is None:
            continue
        first, last = measure.first_fy, measure.last_fy
        for column in (Step.first_fy, Step.last_fy):
            fy = step[column]
            if fy and fy in ctx.book.years and ((first and fy < first) or (last and fy > last)):
                period = f"{fy_label(first) if first else ''}～{fy_label(last) if last else ''}"
                yield ctx.at(step, column, "K121", fy=fy_label(fy), period=period,
                             shown=label_of(measure))
                break


@rule("K122")
def revisions_reach_the_measures(ctx: Context) -> Iterator[Finding]:
    """A measure that the 改定 sheet calls 廃止 or 完了 has that state (the last revision counts)."""
    last: dict[str, RevisionKind | None] = {}
    by_key = {key(measure_id): measure_id for measure_id in ctx.measures}
    for revision in ctx.book[Revision]:
        if measure_id := by_key.get(key(revision.target or "")):
            last[measure_id] = revision.action
    for measure_id, action in last.items():
        measure = ctx.measures[measure_id]
        if action in _ENDS and measure.state != _ENDS[action]:
            yield ctx.at(measure, Measure.state, "K122", target=ctx.words["revisions"], action=action,
                         shown=label_of(measure), state=measure.word(Measure.state) or "空欄")
