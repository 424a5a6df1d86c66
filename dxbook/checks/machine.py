"""Machine readability of the data sheets.

After 総務省「統計表における機械判読可能なデータの表記方法の統一ルール」(2020-12-18), チェック項目:
1-2 one cell one value, 1-3 numbers as numbers, 1-5 no spaces or line breaks for looks, 1-9 units,
1-10 no machine-dependent characters. 1-4 (merged cells) is a finding of the form family.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxbook.checks.base import Context, label_of, number, rule
from dxbook.checks.textual import text_cells
from dxbook.findings import Finding
from dxbook.plan import Actual, ColumnOf, Kind, Kpi
from dxbook.text import normalize
from dxbook.values import Reading

_SPACED = re.compile(r"(?<![^\s])(?:[一-鿿々ぁ-ゖァ-ヺー][ \u3000]+){2,}[一-鿿々ぁ-ゖァ-ヺー](?![^\s])"
                     r"|^[一-鿿々][\u3000 ]+[一-鿿々]$")
_BREAK = re.compile(r"[^\W\d_a-zA-Z]\r?\n[ \u3000]*[^\W\d_a-zA-Z]")
_DEPENDENT = re.compile(r"[①-⓿❶-❿Ⅰ-ⅿ㈠-㋿㌀-㏿⑴-⒇]")


@rule("M101")
def one_cell_one_value(ctx: Context) -> Iterator[Finding]:
    """1-2: two series in one KPI value; once a KPI, whose actuals follow the form of its target."""
    told: set[str] = set()
    cells: list[tuple[Kpi | Actual, ColumnOf[Reading]]] = [
        *((kpi, column) for kpi in ctx.book[Kpi] for column in (Kpi.baseline, Kpi.target)),
        *((row, column) for row in ctx.book[Actual] for column in (Actual.planned, Actual.actual)),
    ]
    for record, column in cells:
        value, kpi_id = record[column], record.kpi_id or ""
        if value is not None and value.qualifier == "multi" and kpi_id not in told:
            told.add(kpi_id)
            labels = "」「".join(part.label for part in value.parts[:2] if part.label) or "課名"
            yield ctx.at(record, column, "M101", count=len(value.parts), labels=labels)


@rule("M102")
def no_spaces_for_looks(ctx: Context) -> Iterator[Finding]:
    """1-5: 総　務　課, or a name broken over two lines."""
    for record, column, text in text_cells(ctx, Kind.NAME, Kind.DEPARTMENT, Kind.CHOICE):
        spaced, broken = _SPACED.search(text.strip()), _BREAK.search(text.strip())
        if column.multiple or column.kind is Kind.DEPARTMENT:
            broken = None  # several entries may stand on lines of their own
        if spaced or broken:
            joined = re.sub(r"\s+", "", text)
            yield ctx.at(record, column, "M102", value=text.strip(), joined=joined,
                         what="空白" if spaced else "改行")


@rule("M103")
def units_are_stated(ctx: Context) -> Iterator[Finding]:
    """1-9: a KPI with numbers but no unit, neither in its column nor in the values."""
    for kpi in ctx.book[Kpi]:
        values = [value for value in (kpi.baseline, kpi.target) if number(value) is not None]
        if values and not kpi.unit and not any(value.unit for value in values if value):
            yield ctx.at(kpi, Kpi.unit, "M103", value="", shown=label_of(kpi))


@rule("M104")
def no_circled_numbers_as_data(ctx: Context) -> Iterator[Finding]:
    """1-10: ①, Ⅳ, ㈱, ㎡ in a code, a number or a value. In prose they may stay."""
    for record, column, text in text_cells(ctx, Kind.CODE, Kind.NUMBER):
        if match := _DEPENDENT.search(text):
            yield ctx.at(record, column, "M104", mark=match[0], plain=normalize(text, "code"))


@rule("M105")
def numbers_are_numbers(ctx: Context) -> Iterator[Finding]:
    """1-3: a number typed as text, which Excel does not add up."""
    for record, column, text in text_cells(ctx, Kind.NUMBER):
        if (value := record[column]) is not None and not _DEPENDENT.search(text):
            yield ctx.at(record, column, "M105", value=text.strip(), number=f"{value}")
