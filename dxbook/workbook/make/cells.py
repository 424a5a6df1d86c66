"""Values in the cells of a workbook that openpyxl makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dxbook.text import cell_text

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # readers take _x0041_ for an A


def write_value(cell: Cell, value: str | int | float) -> None:
    """Put a value into a cell; a text stays a text, also where it starts with "=" or looks like a date."""
    if isinstance(value, str):
        cell._value, cell.data_type = _ESCAPE.sub("_x005F_", cell_text(value)), "s"
    else:
        cell._value, cell.data_type = value, "n"
