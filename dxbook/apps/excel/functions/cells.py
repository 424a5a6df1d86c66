"""Ranges in, ranges of the same shape out; whatever goes wrong in a cell becomes a sentence in that cell."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, ParamSpec

from dxbook.errors import DxbookError
from dxbook.text import MAX_CELL_TEXT, is_error

Cells = list[list[Any]]
"""A range's values as xlwings gives them with ``ndim=2``: None, str, float, bool or datetime."""

LEFT_OUT: Cells = [[None]]
"""An argument that was left out. (No ``| None`` in the functions' types: xlwings would look for a converter of it.)"""

MAX_CELLS = 100_000
"""More cells than these are refused: a whole column would hold up Excel for minutes."""

_ERROR_NUMBERS = range(-2146826300, -2146826200)  # COM's numbers of Excel's error values (#SPILL! … too)
_P = ParamSpec("_P")


def spoken(function: Callable[_P, Cells]) -> Callable[_P, Cells]:
    """``function`` with a sentence in place of any exception: Excel would show #VALUE! without a word."""

    @functools.wraps(function)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> Cells:
        try:
            ranges: Any = [each if isinstance(each, list) else [[each]] for each in args]  # =DX_CHECK(,"施策")
            return [[_output(cell) for cell in row] for row in function(*ranges, **kwargs)]
        except DxbookError as error:
            return [[str(error)]]
        except Exception as error:
            return [[_unexpected(error)]]

    return run


def each(function: Callable[..., Any], *arguments: Any) -> Cells:
    """``function`` over the cells of the arguments, which are ranges or single values.

    A single value, row or column is used again for each row or column of the others, as Excel does. An
    error value among a cell's arguments is told instead of calling.
    """
    ranges = [argument if isinstance(argument, list) else [[argument]] for argument in arguments]
    rows = max(len(cells) for cells in ranges)
    columns = max(len(cells[0]) for cells in ranges)
    refuse_size(rows, columns)
    for cells in ranges:
        if len(cells) not in (1, rows) or len(cells[0]) not in (1, columns):
            raise DxbookError("範囲の大きさがそろっていません。", "同じ行数・列数の範囲か、1つのセルを指定してください。")
    if len(ranges) == 1:
        return [[_one(function, (cell,)) for cell in row] for row in ranges[0]]
    return [
        [_one(function, tuple(cells[row % len(cells)][column % len(cells[0])] for cells in ranges))
         for column in range(columns)]
        for row in range(rows)
    ]


def refuse_size(rows: int, columns: int) -> None:
    """Raise DxbookError for more than ``MAX_CELLS`` cells."""
    if rows * columns > MAX_CELLS:
        raise DxbookError(f"範囲が大きすぎます（{rows * columns:,}セル）。",
                          f"列全体ではなく、表のある範囲を指定してください（{MAX_CELLS:,}セルまで）。")


def _one(function: Callable[..., Any], cells: tuple[Any, ...]) -> Any:
    try:
        for cell in cells:
            if error := error_of(cell):
                return error
        return function(*cells)
    except DxbookError as error:
        return str(error)
    except Exception as error:
        return _unexpected(error)


def error_of(cell: object) -> str:
    """A sentence for Excel's error values, which come as text (#N/A) or as a COM number; "" for others."""
    if isinstance(cell, str):
        return f"もとのセルが {cell.strip()} です。" if cell[:1] == "#" and is_error(cell) else ""
    known = isinstance(cell, int) and not isinstance(cell, bool) and cell in _ERROR_NUMBERS
    return "もとのセルがエラー値です。" if known else ""


def _unexpected(error: Exception) -> str:
    return f"計算できません（{type(error).__name__}）。値を確かめてください。"


def is_blank(cell: object) -> bool:
    """An empty cell, or one that holds only spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _output(cell: Any) -> Any:
    """What Excel can hold: "" for nothing, whole numbers as floats (past 2³¹ COM would refuse them)."""
    if cell is None:
        return ""
    if isinstance(cell, (bool, datetime)):
        return cell
    if isinstance(cell, (int, float, Decimal)):
        number = float(cell)
        return number if math.isfinite(number) else "数が大きすぎます。"
    return str(cell)[:MAX_CELL_TEXT]
