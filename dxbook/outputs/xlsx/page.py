"""The page around the cells of a filled sheet: widths, print set-up, windows, rules of the form."""

from __future__ import annotations

import math
from copy import copy
from typing import TYPE_CHECKING

from openpyxl.worksheet.cell_range import CellRange

from dxbook.outputs.xlsx.fill import Filled, Source

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SMALLEST = 0.62
"""The smallest print scale of a card: 10.5 pt then prints at 6.5 pt, the least one reads on paper."""
COVER_SMALLEST = 0.72
"""The same for the front page, which a board reads first: rather two pages than small ones."""
_A4 = (210.0, 297.0)
_COPIED = ("page_margins", "page_setup", "print_options", "sheet_format", "sheet_properties", "HeaderFooter")


def finish(
    source: Source, target: Worksheet, done: Filled, *, one: bool, smallest: float = SMALLEST
) -> int:
    """Give ``target`` the form's page, fitted to A4. Returns the pages a card takes (see ``fit_pages``)."""
    rows = _rows(done)
    _copy_sheet(source.worksheet, target)
    _copy_window(source.worksheet, target, rows)
    _copy_rules(source.worksheet, target, rows)
    _copy_rows(source.worksheet, target, rows)
    first, last = _copy_print_area(source, target, rows)
    return fit_pages(target, source.width(first, last), done.height, one=one, smallest=smallest)


def _rows(done: Filled) -> dict[int, list[int]]:
    """Form row → the rows it became."""
    rows: dict[int, list[int]] = {}
    ends = [*done.rows[1:], done.end]
    for line, first, end in zip(done.lines, done.rows, ends, strict=True):
        rows.setdefault(line.source, []).extend(range(first, end))
    return rows


def _moved(area: CellRange, rows: dict[int, list[int]]) -> CellRange | None:
    """An area of the form on the filled sheet, stretched over repeated rows; None where all are gone."""
    found = [row for number in range(area.min_row, area.max_row + 1) for row in rows.get(number, ())]
    if not found:
        return None
    return CellRange(min_row=min(found), max_row=max(found), min_col=area.min_col, max_col=area.max_col)


def _copy_sheet(model: Worksheet, target: Worksheet) -> None:
    for key, dimension in model.column_dimensions.items():
        clone = copy(dimension)
        clone.worksheet = target
        target.column_dimensions[key] = clone
    for name in _COPIED:
        setattr(target, name, copy(getattr(model, name)))
    target.page_setup._parent = target
    view = target.sheet_view
    view.showGridLines, view.zoomScale = model.sheet_view.showGridLines, model.sheet_view.zoomScale
    view.view = model.sheet_view.view


def _copy_window(model: Worksheet, target: Worksheet, rows: dict[int, list[int]]) -> None:
    """Frozen panes and the rows repeated on every page."""
    if model.freeze_panes:
        pane = model[model.freeze_panes]
        below = [row for number, found in rows.items() if number >= pane.row for row in found]
        if below:
            target.freeze_panes = f"{pane.column_letter}{min(below)}"
    if model.print_title_rows:
        first, last = (int(part) for part in model.print_title_rows.replace("$", "").split(":"))
        found = [row for number in range(first, last + 1) for row in rows.get(number, ())]
        if found:
            target.print_title_rows = f"{min(found)}:{max(found)}"


def _copy_rules(model: Worksheet, target: Worksheet, rows: dict[int, list[int]]) -> None:
    """Conditional formats and input rules, with their areas moved."""
    for format_ in model.conditional_formatting:
        areas = [moved for area in format_.cells.ranges if (moved := _moved(area, rows))]
        for rule in format_.rules if areas else ():
            target.conditional_formatting.add(" ".join(str(area) for area in areas), copy(rule))
    for validation in model.data_validations.dataValidation:
        areas = [moved for area in validation.sqref.ranges if (moved := _moved(area, rows))]
        if areas:
            clone = copy(validation)
            clone.sqref = type(validation.sqref)(" ".join(str(area) for area in areas))
            target.add_data_validation(clone)


def _copy_rows(model: Worksheet, target: Worksheet, rows: dict[int, list[int]]) -> None:
    """Rows the office hid, and page breaks it set."""
    for number, dimension in model.row_dimensions.items():
        if dimension.hidden:
            for row in rows.get(number, ()):
                target.row_dimensions[row].hidden = True
    for each in model.row_breaks.brk:
        if found := rows.get(each.id):
            target.row_breaks.append(type(each)(id=max(found)))


def _copy_print_area(source: Source, target: Worksheet, rows: dict[int, list[int]]) -> tuple[int, int]:
    """The form's print area, or all cells of the form. Returns its first and last column.

    It is always set: LibreOffice else prints as wide as a shrunk text would be at full size.
    """
    text = str(source.worksheet.print_area or "")
    cells = text.rpartition("!")[2].replace("$", "")
    every = CellRange(min_row=1, max_row=source.sheet.rows, min_col=1, max_col=source.sheet.columns)
    moved = _moved(CellRange(cells) if cells and "," not in text else every, rows)
    if moved is None:
        return 1, source.sheet.columns
    target.print_area = str(moved)
    return moved.min_col, min(moved.max_col, source.sheet.columns)


def fit_pages(
    target: Worksheet, width: float, height: float, *, one: bool, smallest: float = SMALLEST
) -> int:
    """Fit to one page wide; with ``one`` to one page high where the print scale stays at
    ``smallest`` or above. Returns the pages.

    ``width`` in pixels, ``height`` in points.
    """
    setup, margins = target.page_setup, target.page_margins
    across, down = reversed(_A4) if setup.orientation == "landscape" else _A4
    room_x = across / 25.4 * 72 - (margins.left + margins.right) * 72
    room_y = down / 25.4 * 72 - (margins.top + margins.bottom) * 72
    scale = min(1.0, room_x / max(width * 0.75, 1.0))
    target.sheet_properties.pageSetUpPr.fitToPage = True
    setup.fitToWidth, setup.scale = 1, None
    single = one and height * smallest <= room_y
    setup.fitToHeight = 1 if single else 0
    return 1 if single else math.ceil(height * scale / room_y)
