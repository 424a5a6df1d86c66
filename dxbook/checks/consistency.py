"""Sheets against each other: the plan's identity, steps, revisions."""

from __future__ import annotations

from collections.abc import Iterator

from dxbook.checks.base import Context, label_of, rule, state
from dxbook.findings import Finding
from dxbook.plan import profile_for
from dxbook.text import key
from dxbook.values import fy_label


@rule("K105")
def city_fits_its_code(ctx: Context) -> Iterator[Finding]:
    """団体コード and 団体名 are the same city's, as far as a profile knows the code.

    A code that is not the profile's own is a finding of reading (F117).
    """
    plan = ctx.book.plan
    code, name = plan["city_code"], plan["city"]
    if not code or not name or ctx.profile.city_code not in ("", code):
        return
    city = profile_for(code).city
    if profile_for(code).city_code == code and key(city) != key(name):
        yield ctx.at("plan", plan, "city", "K105", lgcode=code, city=city, name=name)


@rule("K121")
def steps_lie_within_their_measure(ctx: Context) -> Iterator[Finding]:
    """A step begins and ends within its measure's period (outside the plan's period it is K102)."""
    for step in ctx.book["steps"]:
        measure = ctx.measures.get(step["measure_id"])
        if measure is None:
            continue
        first, last = measure["first_fy"], measure["last_fy"]
        for column in ("first_fy", "last_fy"):
            fy = step[column]
            if fy in ctx.book.years and ((first and fy < first) or (last and fy > last)):
                period = f"{fy_label(first) if first else ''}～{fy_label(last) if last else ''}"
                yield ctx.at("steps", step, column, "K121", fy=fy_label(fy), period=period,
                             shown=label_of(measure, "measure_id"))
                break


@rule("K122")
def revisions_reach_the_measures(ctx: Context) -> Iterator[Finding]:
    """A measure that the 改定 sheet calls 廃止 or 完了 has that state (the last revision counts)."""
    last: dict[str, str] = {}
    by_key = {key(measure_id): measure_id for measure_id in ctx.measures}
    for revision in ctx.book["revisions"]:
        if measure_id := by_key.get(key(revision["target"] or "")):
            last[measure_id] = state(revision, "action")
    for measure_id, action in last.items():
        measure = ctx.measures[measure_id]
        if action in ("廃止", "完了") and state(measure, "state") != action:
            yield ctx.at("measures", measure, "state", "K122", target=ctx.words["revisions"], action=action,
                         shown=label_of(measure, "measure_id"), state=state(measure, "state") or "空欄")
