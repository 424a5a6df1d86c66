"""A sheet's rows as a typed pandas frame, and the pandera schema that guards it. Both follow from the declaration.

A cell is parsed first (``dxbook.reading``), then whole columns are validated: a raw mixed column would make
pandera hide errors. A frame's index is the Excel row, so that a failure has an address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from dxbook.errors import NotFound, WrongTable
from dxbook.plan import column_rules as rules
from dxbook.plan.book import Table
from dxbook.plan.choices import LISTS
from dxbook.plan.column import Column, Kind, Sheet
from dxbook.plan.row import Row
from dxbook.plan.schema import BY_KEY, Actual, Report

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

_DTYPES = {Kind.FY: "Int64", Kind.NUMBER: "Float64", Kind.DATE: "object", Kind.VALUE: "object"}
ROW = "row"
"""The name of a frame's index."""


def dtype(column: Column) -> str:
    """The pandas dtype of a column. Several values are tuples, KPI values ``Reading`` objects."""
    if column.multiple or column.kind is Kind.DEPARTMENT:
        return "object"
    return _DTYPES.get(column.kind, "str")


def sheet_of(sheet: str | type[Row]) -> Sheet:
    """The sheet of a key ("kpis") or of a class of rows. Raises NotFound."""
    found = BY_KEY.get(sheet) if isinstance(sheet, str) else sheet.sheet
    if found is None:
        raise NotFound(f"「{sheet}」という表はありません。", f"使えるのは {'、'.join(BY_KEY)} です。")
    return found


def columns_of(sheet: Sheet) -> tuple[Column, ...]:
    """The columns a frame is made of: the stored ones, and the year of 実績, which its sheet has in its headers."""
    return (*sheet.stored, *([Actual.fy] if sheet is Actual.sheet else []))


def frame(table: Table[Any], lists: Mapping[str, Sequence[str]] = LISTS) -> pd.DataFrame:
    """The table as a frame; index: the Excel row ("row"), which 実績 repeats for every year.

    One column a stored column by its key; choices as the list writes them; empty and unreadable cells are missing. A KPI
    value is a ``Reading``; beside it ``…_value`` has its number in base units and ``…_unit`` its unit.
    """
    import pandas as pd

    index = pd.Index([record.row for record in table], name=ROW, dtype="int64")
    data: dict[str, pd.Series[Any]] = {}
    for column in columns_of(table.sheet):
        values = rules.cells(table, column, lists)
        data[column.key] = pd.Series(values, index=index, dtype=dtype(column))
        if column.kind is Kind.VALUE:
            data[f"{column.key}_value"] = pd.Series([each and each.value for each in values], index=index, dtype="Float64")
            units = [each.unit or None if each else None for each in values]
            data[f"{column.key}_unit"] = pd.Series(units, index=index, dtype="str")
    return pd.DataFrame(data, index=index)


def valid_frame(table: Table[Any]) -> pd.DataFrame:
    """The table as a frame that its public schema has validated. Raises WrongTable, which names the rows."""
    import pandera.pandas as pa

    try:
        return sheet_schema(table.sheet).validate(frame(table), lazy=True)
    except pa.errors.SchemaErrors as broken:
        rows = broken.failure_cases["index"].dropna().unique()
        shown = "、".join(f"{row}行目" for row in sorted(map(int, rows))[:5]) + ("など" if len(rows) > 5 else "")
        raise WrongTable(
            f"「{table.title}」シートの{shown}に、表の決まりに合わない値があります。",
            "「dxbook.check」で確かめて直してください。直さずに使うときは「validate=False」を付けます。",
        ) from broken


def without_blank_reports(table: Table[Any]) -> Table[Any]:
    """The table without 進捗 rows that were prepared and that no department has filled: they are no reports yet."""
    return replace(table, records=[row for row in table if not (isinstance(row, Report) and row.blank)])


@cache
def sheet_schema(sheet: Sheet) -> pa.DataFrameSchema:
    """The sheet's public schema (``dxbook.schemas``). 評価尺度 may be any text: which there are is a city's own matter."""
    return pandera_schema(sheet)


def pandera_schema(sheet: Sheet, lists: Mapping[str, Sequence[str]] = LISTS) -> pa.DataFrameSchema:
    """What pandera validates of a sheet: type, required, unique, list, range, length, and the row's identity.

    Lengths are one check for all columns: each check costs about a millisecond. Identity holds among complete rows. A
    check's ``error`` is the finding it leads to.
    """
    import pandera.pandas as pa

    columns = {name: made for column in columns_of(sheet) for name, made in _pandera_columns(column, lists)}
    limits = {column.key: column.max_length for column in sheet.stored if column.max_length}
    identity = list(sheet.identity)

    def short(rows: pd.DataFrame) -> pd.DataFrame:
        import pandas as pd

        fits = {name: [True] * len(rows) for name in rows}
        for name, limit in limits.items():
            fits[name] = [missing or rules.length(cell) <= limit
                          for cell, missing in zip(rows[name], rows[name].isna(), strict=True)]
        return pd.DataFrame(fits, index=rows.index)

    def distinct(rows: pd.DataFrame) -> pd.Series[bool]:
        return ~(rows.duplicated(identity) & rows[identity].notna().all(axis=1))

    checks = [pa.Check(short, error=rules.LENGTH)] if limits else []
    if len(identity) > 1:
        checks.append(pa.Check(distinct, error=rules.DUPLICATE))
    return pa.DataFrameSchema(columns, checks=checks, index=pa.Index("int64", name=ROW), name=sheet.key,
                              title=sheet.title, description=sheet.help)


def _pandera_columns(column: Column, lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, pa.Column]]:
    """The column, and what stands beside a KPI value."""
    import pandera.pandas as pa

    checks = []
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum, error=rules.RANGE))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum, error=rules.RANGE))
    if known := rules.choices(column, lists):
        checks.append(pa.Check.isin(list(known.values()), error=rules.CHOICE))
    yield column.key, pa.Column(
        dtype(column), checks, nullable=not column.required, unique=column.unique, report_duplicates="exclude_first",
        title=column.label, description=column.help)
    if column.kind is Kind.VALUE:
        yield f"{column.key}_value", pa.Column("Float64", nullable=True, title=f"{column.label}を読んだ数")
        yield f"{column.key}_unit", pa.Column("str", nullable=True, title=f"{column.label}の単位")
