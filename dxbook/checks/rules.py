"""The row rules a sheet declares (``column.Rule``): the code of each stands in the schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dxbook.checks.base import Context, rule
from dxbook.findings import Finding
from dxbook.plan import SHEETS, Column, Row, Rule, RuleKind, Table
from dxbook.values import fy_label

RowRule = Callable[[Context, Table[Any], Row, Rule], Iterator[Finding]]


def _header(table: Table[Any], column: Column) -> str:
    return table.place(table.sheet.row(), column).column


def _one_of(ctx: Context, table: Table[Any], record: Row, declared: Rule) -> Iterator[Finding]:
    filled = [column for column in declared.columns if record[column] is not None]
    if len(filled) == 1:
        return
    columns = "・".join(_header(table, column) for column in declared.columns)
    state, how = (("両方に書いてあります", "合うほうを残して、もう一方を空欄にしてください。") if filled
                  else ("どちらも空欄です", "どちらか合うほうに書いてください。"))
    yield ctx.at(record, declared.columns[0], declared.code, columns=columns, state=state, how=how)


def _order(ctx: Context, table: Table[Any], record: Row, declared: Rule) -> Iterator[Finding]:
    first, last = (record[column] for column in declared.columns)
    if first is not None and last is not None and first > last:
        names = [_header(table, column) for column in declared.columns]
        yield ctx.at(record, declared.columns[1], declared.code, first=names[0], last=names[1],
                     first_value=fy_label(first), last_value=fy_label(last))


def _within_plan(ctx: Context, table: Table[Any], record: Row, declared: Rule) -> Iterator[Finding]:
    for column in declared.columns:
        fy = record[column]
        if fy is not None and ctx.book.years and fy not in ctx.book.years:
            yield ctx.at(record, column, declared.code, fy=fy_label(fy), period=ctx.period)


_KINDS: dict[RuleKind, RowRule] = {
    RuleKind.ONE_OF: _one_of, RuleKind.ORDER: _order, RuleKind.WITHIN_PLAN: _within_plan,
}


@rule(*sorted({declared.code for sheet in SHEETS for declared in sheet.rules}))
def row_rules(ctx: Context) -> Iterator[Finding]:
    """Every rule a sheet declares, on every row."""
    for table in ctx.tables:
        for declared in table.sheet.rules:
            for record in table:
                yield from _KINDS[declared.kind](ctx, table, record, declared)
