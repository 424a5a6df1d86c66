"""The loops that check a workbook and the pandera schemas that guard tables come to one verdict."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxbook.checks.failures import Failure, failures
from dxbook.plan import LISTS, SHEETS, Column, Kind, Row, Sheet, Table
from dxbook.plan.column_rules import DUPLICATE, LENGTH, REQUIRED
from dxbook.plan.frames import frame, pandera_schema
from dxbook.values import read_value

WITH_SCALES = {**LISTS, "評価尺度": ("◎・○・△・×（4段階）", "５段階")}
"""A plan is checked with its scales too."""


@cache
def schema(sheet: Sheet) -> pa.DataFrameSchema:
    return pandera_schema(sheet, WITH_SCALES)


def by_pandera(table: Table) -> list[Failure]:
    """What the pandera schema says of the table, in the words of ``failures``."""
    cells = frame(table, WITH_SCALES)
    cells.index = pd.RangeIndex(len(cells), name=cells.index.name)  # in a per-year table one row holds several records
    try:
        schema(table.sheet).validate(cells, lazy=True)
    except pa.errors.SchemaErrors as broken:
        found = {each for error in broken.schema_errors for each in _failed(error, table.sheet)}
        return sorted(found, key=lambda each: (each.position, each.column, each.code))
    return []


def _failed(error: Any, sheet: Sheet) -> list[Failure]:
    reasons = {"SERIES_CONTAINS_NULLS": REQUIRED, "SERIES_CONTAINS_DUPLICATES": DUPLICATE}
    code = reasons.get(error.reason_code.name) or error.check.error
    if code == LENGTH:
        fits = error.check_output  # the failure cases of a check over all columns name no column
        return [Failure(code, int(at), column) for column in fits for at in fits.index[~fits[column]]]
    column = sheet.identity[0] if isinstance(error.schema, pa.DataFrameSchema) else error.schema.name
    return [Failure(code, int(at), column) for at in error.failure_cases["index"].dropna().unique()]


def texts(limit: int) -> st.SearchStrategy[str]:
    """A few short texts, so that they repeat, and some about as long as a column allows."""
    near = st.integers(max(limit - 2, 1), limit + 2).map(lambda length: "長" * length)
    return st.one_of(st.sampled_from(["01-01", "01-02", "窓口", "nan", "<NA>", "1"]), near)


def choices(name: str) -> st.SearchStrategy[str]:
    """Words of the list, the same with inner blanks and in other widths, and words that are not on it."""
    listed = st.sampled_from(WITH_SCALES[name])
    spaced = st.builds(lambda word, blank, at: word[:at] + blank + word[at:], listed, st.sampled_from(" 　\n"), st.integers(0, 3))
    return st.one_of(listed, spaced, st.sampled_from(["検討", "5段階", "完了済", "、"]))


def values(column: Column) -> st.SearchStrategy[Any]:
    """What the reader may give for a column: empty, right, and wrong in every way that the rules know."""
    limit = column.max_length or 12
    if column.choices:
        return choices(column.choices)
    if column.multiple or column.kind is Kind.DEPARTMENT:
        return st.lists(texts(limit), min_size=1, max_size=3, unique=True).map(tuple)
    match column.kind:
        case Kind.FY:
            return st.integers(2022, 2024)
        case Kind.NUMBER:
            edges = st.sampled_from([-1, 0, 0.5, 1, 1.0, 98.5, 99, 99.5, 100, 9999, 10000, float("inf"), -float("inf")])
            return st.one_of(edges, st.floats(-10, 20000, allow_nan=False))
        case Kind.DATE:
            return st.dates(dt.date(2026, 3, 30), dt.date(2026, 4, 1))
        case Kind.VALUE:
            return st.one_of(st.sampled_from(["60件", "約3.5%", "未定"]), texts(limit)).map(read_value)
    return texts(limit)


def as_read(sheet: Sheet, number: int, texts: dict[str, Any]) -> Row:
    """The row as reading would give it: a word of a list as its member, another word as nothing but its cell."""
    read = {column.key: column.choice.read(texts[column.key]) for column in sheet.stored
            if column.choice and texts.get(column.key) is not None}
    return sheet.row(number, {**texts, **read}, dict(texts))


@st.composite
def tables(draw: st.DrawFn, sheet: Sheet) -> Table:
    """A table of up to ten rows, some of their cells empty; rows repeat others as a whole or in their identity."""
    row = st.fixed_dictionaries({}, optional={column.key: st.none() | values(column) for column in sheet.stored})
    rows = draw(st.lists(row, max_size=7))
    if "fy" in sheet.identity:
        for each in rows:
            each["fy"] = draw(st.none() | st.integers(2022, 2024))
    for each in draw(st.lists(st.sampled_from(rows), max_size=3)) if rows else []:
        changed = draw(row)
        rows.append({**changed, **{name: each.get(name) for name in sheet.identity}})
    return Table(sheet, sheet.title, records=[as_read(sheet, number + 2, each) for number, each in enumerate(rows)])


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_loops_and_pandera_agree(sheet: Sheet, data: st.DataObject) -> None:
    table = data.draw(tables(sheet))
    assert failures(table, WITH_SCALES) == by_pandera(table)
