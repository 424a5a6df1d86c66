"""Typed pandas frames of a plan's tables, and pandera schemas derived from their declaration.

A cell is parsed first (``dxbook.reading``), then whole columns are validated: a raw mixed column would make
pandera hide errors. A frame's index is the Excel row, so that a failure has an address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dxbook.checks.failures import CHOICE, DUPLICATE, LENGTH, RANGE, cells, choices, length
from dxbook.plan import LISTS, Column, Kind, Sheet, Table

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

_DTYPES = {Kind.FY: "Int64", Kind.NUMBER: "Float64", Kind.DATE: "object", Kind.VALUE: "object"}


def dtype(column: Column) -> str:
    """The pandas dtype of a column. Several values are tuples, KPI values ``Reading`` objects."""
    if column.multiple or column.kind is Kind.DEPARTMENT:
        return "object"
    return _DTYPES.get(column.kind, "str")


def frame(table: Table[Any], lists: Mapping[str, Sequence[str]] = LISTS) -> pd.DataFrame:
    """The table as a frame: one column a stored column (``fy`` too in per-year tables), index = Excel row.

    Choices are written as the list writes them; empty and unreadable cells are missing.
    """
    import pandas as pd

    index = pd.Index([record.row for record in table], name="row", dtype="int64")
    data = {column.key: pd.Series(cells(table, column, lists), index=index, dtype=dtype(column))
            for column in table.sheet.stored}
    if "fy" in table.sheet.identity and "fy" not in data:
        data["fy"] = pd.Series([record.year for record in table], index=index, dtype="Int64")
    return pd.DataFrame(data, index=index)


def _pandera_column(column: Column, lists: Mapping[str, Sequence[str]]) -> pa.Column:
    import pandera.pandas as pa

    checks = []
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum, error=RANGE))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum, error=RANGE))
    if known := choices(column, lists):
        checks.append(pa.Check.isin(list(known.values()), error=CHOICE))
    return pa.Column(dtype(column), checks, nullable=not column.required, unique=column.unique,
                     report_duplicates="exclude_first")


def pandera_schema(sheet: Sheet, lists: Mapping[str, Sequence[str]] = LISTS) -> pa.DataFrameSchema:
    """What pandera validates of a sheet: type, required, unique, list, range, length, and the row's identity.

    Free columns are left out, and lengths are one check for all columns: each column and check costs about a
    millisecond. Identity holds among complete rows. A check's ``error`` is the finding it leads to.
    """
    import pandas as pd
    import pandera.pandas as pa

    columns = {
        column.key: _pandera_column(column, lists) for column in sheet.stored
        if column.required or column.unique or column.choices in lists
        or column.minimum is not None or column.maximum is not None
    }
    limits = {column.key: column.max_length for column in sheet.stored if column.max_length}
    identity = list(sheet.identity)

    def short(rows: pd.DataFrame) -> pd.DataFrame:
        fits = {name: [True] * len(rows) for name in rows}
        for name, limit in limits.items():
            fits[name] = [missing or length(cell) <= limit
                          for cell, missing in zip(rows[name], rows[name].isna(), strict=True)]
        return pd.DataFrame(fits, index=rows.index)

    def distinct(rows: pd.DataFrame) -> pd.Series:
        return ~(rows.duplicated(identity) & rows[identity].notna().all(axis=1))

    checks = [pa.Check(short, error=LENGTH)] if limits else []
    if len(identity) > 1:
        checks.append(pa.Check(distinct, error=DUPLICATE))
    return pa.DataFrameSchema(columns, checks=checks)
