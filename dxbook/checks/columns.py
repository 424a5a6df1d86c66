"""Column rules: required, unique, list, range, length. ``failures`` finds them, this module words them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dxbook.checks.base import Context, hint, nearest, rule
from dxbook.checks.failures import Failure, failures
from dxbook.errors import NotFound
from dxbook.findings import Finding
from dxbook.plan import LISTS, Column, Report, Row, Table
from dxbook.plan import column_rules as rules
from dxbook.text import is_empty, key
from dxbook.values import fy_label

Lists = Mapping[str, Sequence[str]]

MEANT = {
    "済": "完了", "済み": "完了", "実施済": "完了", "実施済み": "完了", "対応済": "完了", "対応済み": "完了",
    "終了": "完了", "順調": "計画どおり", "概ね順調": "計画どおり", "予定どおり": "計画どおり",
    "予定通り": "計画どおり", "計画通り": "計画どおり", "遅延": "遅れ", "やや遅れ": "遅れ", "実施": "実施中",
    "未定": "未判明", "不明": "未判明", "見込み": "見込", "見直": "見直し",
}
"""What people write for a choice, where the letters alone do not tell."""


def scale_names(ctx: Context) -> tuple[str, ...]:
    """The rating scales a plan may name, by title: the profile's own and the presets (also by id)."""
    from dxbook.plan import scales

    own = scales.from_profile(ctx.profile).title
    written = ctx.book.plan.scale
    try:
        known = (written,) if written and scales.choose(written, ctx.profile) else ()
    except NotFound:
        known = ()
    return tuple(dict.fromkeys((own, *scales.names(), *known)))


@rule(rules.REQUIRED, rules.DUPLICATE, rules.CHOICE, rules.RANGE, rules.LENGTH)
def column_rules(ctx: Context) -> Iterator[Finding]:
    """Every rule a column declares, on every sheet."""
    lists: Lists = {**LISTS, "評価尺度": scale_names(ctx)}
    for table in ctx.tables:
        for failure in failures(table, lists):
            yield from _told(ctx, table, table.records[failure.position], failure, lists)


def _told(ctx: Context, table: Table[Any], record: Row, failure: Failure, lists: Lists) -> Iterator[Finding]:
    """The failure in words, unless it is said elsewhere: by the reader, or once for a report blank as a whole."""
    column = table.sheet.column(failure.column)
    unreadable, lacking = not is_empty(record.stored(column)), column.key not in table.headers
    blank = isinstance(record, Report) and record.blank
    if failure.code == rules.REQUIRED and (unreadable or lacking or blank):
        return
    yield _worded(ctx, table, record, column, failure.code, lists)


def _worded(ctx: Context, table: Table[Any], record: Row, column: Column, code: str, lists: Lists) -> Finding:
    if code == rules.DUPLICATE:
        shown, first = _twin(table, record)
        return ctx.at(record, column, code, shown=shown, row=first.row)
    if code == rules.CHOICE:
        known = rules.choices(column, lists)
        value = record.word(column) if column.choice else str(record[column])
        meant = MEANT.get(key(value))
        near = meant if meant in known.values() else nearest(value, known.values(), cutoff=0.75)
        return ctx.at(record, column, code, value=value, hint=hint(near),
                      choices="」「".join(known.values()))
    details: dict[str, Any] = {"help": column.help, "range": _range(column), "limit": column.max_length,
               "length": len(str(record.stored(column) or ""))}
    cut = f"{str(record.stored(column))[:20]}…" if code == rules.LENGTH else None
    return ctx.at(record, column, code, value=cut, **details)


def _twin(table: Table[Any], record: Row) -> tuple[str, Row]:
    """How the identity of a repeated row reads, and the first row that has it."""
    printed = {column.key for column in table.sheet.stored}
    names = table.sheet.identity or tuple(column.key for column in table.sheet.columns if column.unique)
    same = [record.values.get(name) for name in names]
    first = next(row for row in table if [row.values.get(name) for name in names] == same)
    shown = {name: str(record.values.get(name)) for name in names if name in printed}
    if "fy" in shown and record.year:
        shown["fy"] = fy_label(record.year)
    return "・".join(shown.values()), first


def _range(column: Column) -> str:
    low = "" if column.minimum is None else f"{column.minimum:g}以上"
    high = "" if column.maximum is None else f"{column.maximum:g}以下"
    return low + high
