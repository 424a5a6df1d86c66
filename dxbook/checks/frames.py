"""Typed pandas frames of a plan's tables, and pandera schemas derived from their declaration.

A cell is parsed first (``book``), then whole columns are validated: a raw mixed column would make
pandera hide errors. A frame's index is the Excel row, so that a failure has an address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dxbook.plan import LISTS, Column, Kind, Sheet, Table
from dxbook.text import key

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

REQUIRED, DUPLICATE, CHOICE, RANGE, LENGTH = "L101", "L102", "L103", "L104", "L105"
"""The finding each schema rule leads to; carried through pandera as the check's ``error``."""

_DTYPES = {Kind.FY: "Int64", Kind.NUMBER: "Float64", Kind.DATE: "object", Kind.VALUE: "object"}


@dataclass(frozen=True, slots=True)
class Failure:
    """A cell that breaks its column's rule. ``position`` counts the table's records from 0."""

    code: str
    position: int
    column: str


def dtype(column: Column) -> str:
    """The pandas dtype of a column. Several values are tuples, KPI values ``Reading`` objects."""
    if column.multiple or column.kind is Kind.DEPARTMENT:
        return "object"
    return _DTYPES.get(column.kind, "str")


def choices(column: Column, lists: Mapping[str, Sequence[str]] = LISTS) -> dict[str, str]:
    """A column's choices by their folded form (width and spaces aside); empty where any text is allowed."""
    return {key(choice): choice for choice in lists.get(column.choices, ())}


def frame(table: Table[Any], lists: Mapping[str, Sequence[str]] = LISTS) -> pd.DataFrame:
    """The table as a frame: one column a stored column (``fy`` too in per-year tables), index = Excel row.

    Choices are written as the list writes them; empty and unreadable cells are missing.
    """
    import pandas as pd

    index = pd.Index([record.row for record in table], name="row", dtype="int64")
    data = {}
    for column in table.sheet.stored:
        values: list[Any] = [record.word(column) or None if column.choice else record[column] for record in table]
        if known := choices(column, lists):
            values = [known.get(key(value), value) if value else value for value in values]
        data[column.key] = pd.Series(values, index=index, dtype=dtype(column))
    if "fy" in table.sheet.identity and "fy" not in data:
        data["fy"] = pd.Series([record.year for record in table], index=index, dtype="Int64")
    return pd.DataFrame(data, index=index)


def _length(value: Any) -> int:
    raw = getattr(value, "raw", value)
    return len("、".join(raw) if isinstance(raw, tuple) else str(raw))


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
    millisecond. Identity holds among complete rows.
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
            fits[name] = [missing or _length(cell) <= limit
                          for cell, missing in zip(rows[name], rows[name].isna(), strict=True)]
        return pd.DataFrame(fits, index=rows.index)

    def distinct(rows: pd.DataFrame) -> pd.Series:
        return ~(rows.duplicated(identity) & rows[identity].notna().all(axis=1))

    checks = [pa.Check(short, error=LENGTH)] if limits else []
    if len(identity) > 1:
        checks.append(pa.Check(distinct, error=DUPLICATE))
    return pa.DataFrameSchema(columns, checks=checks)


def failures(table: Table[Any], lists: Mapping[str, Sequence[str]] = LISTS) -> list[Failure]:
    """The cells of a table that break their column's rules, all at once. Needs pandas and pandera."""
    if not table.records:
        return []
    import pandera.pandas as pa

    # By position, not by Excel row: in a per-year table one row holds several records.
    cells = frame(table, lists).reset_index(drop=True)
    try:
        pandera_schema(table.sheet, lists).validate(cells, lazy=True)
    except pa.errors.SchemaErrors as broken:
        return sorted({failure for error in broken.schema_errors for failure in _failed(error, table.sheet)},
                      key=lambda failure: (failure.position, failure.column, failure.code))
    return []


def _failed(error: Any, sheet: Sheet) -> list[Failure]:
    """One pandera error as failures. A wrong dtype is the reader's mistake, not the clerk's: it is raised."""
    reasons = {"SERIES_CONTAINS_NULLS": REQUIRED, "SERIES_CONTAINS_DUPLICATES": DUPLICATE}
    code = reasons.get(error.reason_code.name) or getattr(error.check, "error", None)
    if code is None or error.failure_cases is None or "index" not in error.failure_cases:
        raise TypeError(f"{sheet.key}: {error}")
    if code == LENGTH:
        fits = error.check_output  # the failure cases of a check over all columns name no column
        return [Failure(code, int(at), column) for column in fits for at in fits.index[~fits[column]]]
    column = sheet.identity[0] if error.schema.name is None else error.schema.name
    return [Failure(code, int(at), column) for at in error.failure_cases["index"].dropna().unique()]
