"""What points at another sheet: codes, departments, the hierarchy."""

from __future__ import annotations

from collections.abc import Iterator

from dxbook.checks.base import Context, hint, label_of, nearest, rule
from dxbook.findings import Finding
from dxbook.plan import Column, Kind, Kpi, Measure, MeasureState, Outline, Row
from dxbook.rating import last_fy
from dxbook.values import fy_label


@rule("R101")
def codes_exist(ctx: Context) -> Iterator[Finding]:
    """Every code that refers to another sheet stands there; a near miss is suggested (1-1 → 01-01)."""
    for table in ctx.tables:
        for column in table.sheet.stored:
            if not column.ref or column.kind is not Kind.CODE:
                continue
            target, there = column.ref, ctx.book.tables[column.ref.sheet.key]
            known = {row[target] for row in there if row[target]}
            unknown = {value for record in table if (value := record[column]) and value not in known}
            near = {value: hint(nearest(value, known, cutoff=0.9)) for value in unknown}
            header = there.headers.get(target.key, "").rstrip("※ ") or target.label
            for record in table:
                if (value := record[column]) in unknown:
                    yield ctx.at(record, column, "R101", hint=near[value],
                                 target=ctx.words[target.sheet.key], target_column=header)


def _named_departments(ctx: Context) -> Iterator[tuple[Row, Column, str]]:
    """Every department somebody wrote: row, column, name."""
    for table in ctx.tables:
        for column in table.sheet.stored:
            if column.kind is Kind.DEPARTMENT:
                for record in table:
                    for name in record[column] or ():
                        yield record, column, name


@rule("R102", "R103", "R104")
def departments_exist(ctx: Context) -> Iterator[Finding]:
    """Departments stand in the 組織 sheet under their official name and exist in the year under review.

    A plan without an 組織 sheet says nothing about departments.
    """
    if not ctx.directory.rows:
        return
    names = {row.name for row in ctx.directory.rows}  # group words such as 全所属 are no names
    ended = {row.name: row.valid_to for row in ctx.directory.rows if row.valid_to}
    for record, column, name in _named_departments(ctx):
        official = ctx.directory.find(name)
        if official is None:
            near = hint(ctx.directory.suggest(name))
            yield ctx.at(record, column, "R102", value=name, name=name, hint=near)
        elif _gone(ctx, ended.get(official, "")):
            yield ctx.at(record, column, "R104", value=name, name=name, until=_words(ended[official]),
                         hint=hint(_successor(ctx, official)))
        elif official != name and official in names:
            yield ctx.at(record, column, "R103", value=name, name=name, official=official)


def _gone(ctx: Context, valid_to: str) -> bool:
    last = last_fy(valid_to)
    return last is not None and ctx.review_fy is not None and last < ctx.review_fy


def _successor(ctx: Context, name: str) -> str | None:
    """The department that lists the old name among its 別名."""
    return next((row.name for row in ctx.directory.rows if name in row.aliases and row.name != name), None)


def _words(month: str) -> str:
    """「2023-03」 in the clerk's words: 2023年3月."""
    if month.startswith("FY"):
        return fy_label(int(month[2:6]))
    year, _, rest = month.partition("-")
    return f"{year}年{int(rest[:2])}月" if rest else f"{year}年"


@rule("R105")
def hierarchy_has_a_top(ctx: Context) -> Iterator[Finding]:
    """Going up from an 体系コード never leads back to it. Each loop is reported once, at its first row."""
    seen: set[str] = set()
    for start in ctx.outlines:
        path: list[str] = []
        code: str | None = start
        while code in ctx.outlines and code not in path and code not in seen:
            path.append(code)
            code = ctx.outlines[code].parent_id
        if code in path:
            loop = path[path.index(str(code)):]
            first = min(loop, key=lambda entry: ctx.outlines[entry].row)
            turned = loop[loop.index(first):] + loop[:loop.index(first)]
            yield ctx.at(ctx.outlines[first], Outline.parent_id, "R105", shown=first,
                         path=" → ".join([*turned, first]))
        seen.update(path)


@rule("R106")
def measures_have_owners(ctx: Context) -> Iterator[Finding]:
    """A measure without an owner, in a plan that names owners."""
    rows = [row for row in ctx.book[Measure] if row.name]
    if any(row.owner for row in rows):
        for row in rows:
            if not row.owner:
                yield ctx.at(row, Measure.owner, "R106", shown=label_of(row))


@rule("R107")
def kpis_of_living_measures(ctx: Context) -> Iterator[Finding]:
    """A KPI whose measure was abolished."""
    for kpi in ctx.book[Kpi]:
        measure = ctx.measures.get(kpi.measure_id or "")
        if measure is not None and measure.state == MeasureState.ABOLISHED:
            yield ctx.at(kpi, Kpi.measure_id, "R107", value=label_of(measure))


@rule("R108")
def measures_have_kpis(ctx: Context) -> Iterator[Finding]:
    """A measure that no KPI measures, neither its own nor one of its hierarchy, and no note says why.

    Only where at least half of the plan's measures have one: elsewhere it is the plan's way.
    """
    kpis = ctx.book[Kpi].records
    own = {kpi.measure_id for kpi in kpis}
    groups = {kpi.outline_id for kpi in kpis} - {None}
    measures = [measure for measure in ctx.book[Measure] if measure.name]
    without = [measure for measure in measures
               if measure.measure_id not in own and not groups & set(_upwards(ctx, measure.outline_id))]
    for measure in without if len(without) * 2 <= len(measures) else ():
        if not measure.note and measure.state != MeasureState.ABOLISHED:
            yield ctx.at(measure, Measure.name, "R108", value=label_of(measure))


def _upwards(ctx: Context, code: str | None) -> list[str]:
    """The 体系コード and all above it."""
    path: list[str] = []
    while code and code not in path:
        path.append(code)
        code = ctx.outlines[code].parent_id if code in ctx.outlines else None
    return path
