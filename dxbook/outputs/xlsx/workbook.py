"""Write a check sheet as .xlsx: the form's sheets filled, one 個票 a measure, charts and their data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxbook.findings import Finding, Place, finding, tidy
from dxbook.outputs.checksheet import Card, CheckSheet, Page, Use, sheet_title
from dxbook.outputs.form import CHARTS, DATA, FRONT, Form, FormSheet, read
from dxbook.outputs.xlsx import charts as xlsx_charts
from dxbook.outputs.xlsx.fill import Source, fill
from dxbook.outputs.xlsx.page import COVER_SMALLEST, finish
from dxbook.outputs.xlsx.paint import Painter
from dxbook.workbook.make import save

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from dxbook.outputs import Report


def write(report: Report, out_path: Path) -> list[Finding]:
    """Fill the report's form and save to ``out_path``; the same input gives the same bytes.

    Returns the form's findings. Raises NotFound or NotAWorkbook (the form), OutputFailed or Locked.
    """
    checksheet, charts, form_path = report.checksheet, report.charts, report.form
    form = read(form_path)
    found = list(form.findings)
    workbook = form.workbook
    originals = list(workbook.worksheets)
    names = _names(checksheet, form)
    painter = Painter(workbook.create_sheet("dxbook-scratch"))
    for sheet in form.sheets:
        source = Source(sheet, workbook[sheet.title], painter, checksheet.words)
        found += _narrow(sheet, checksheet, form_path)
        if sheet.card:
            for card in checksheet.cards:
                found += _card(source, card, names, out_path)
        elif _wanted(sheet, checksheet.front):
            _front(source, checksheet.front, names)
    for worksheet in (*originals, painter.scratch):
        workbook.remove(worksheet)
    _title(workbook.worksheets, form)
    if charts:
        xlsx_charts.add(workbook, charts, checksheet.title)
    workbook.active = 0
    workbook.properties.title = checksheet.title
    save(workbook, out_path, inputs=[form_path])
    return tidy(found)


def _names(checksheet: CheckSheet, form: Form) -> dict[str, str]:
    """Card key → the name of its sheet, unlike every sheet of the form."""
    taken = {sheet.title.casefold() for sheet in form.sheets} | {CHARTS, DATA}
    return {card.key: sheet_title(card.title, taken) for card in checksheet.cards}


def _wanted(sheet: FormSheet, page: Page) -> bool:
    """A sheet whose first row carries an unmet condition is not made at all."""
    for token in sheet.conditions.get(1, ()):
        there = bool(page.lists.get(token.scope)) or token.scope in page.fields
        if there is not (token.use is Use.WHEN):
            return False
    return True


_FILLING = "~"
"""Prefix of a front sheet while the form's own sheet still has its name."""


def _front(source: Source, page: Page, names: dict[str, str]) -> None:
    target = source.worksheet.parent.create_sheet(_FILLING + source.sheet.title[:30])
    done = fill(source, target, page, names)
    finish(source, target, done, one=source.sheet.title == FRONT, smallest=COVER_SMALLEST)


def _title(made: list[Worksheet], form: Form) -> None:
    """Give the front sheets their names, now that the form's sheets are gone."""
    titles = {_FILLING + sheet.title[:30]: sheet.title for sheet in form.sheets}
    for worksheet in made:
        if worksheet.title in titles:
            worksheet.title = titles[worksheet.title]


def _card(source: Source, card: Card, names: dict[str, str], out_path: Path) -> list[Finding]:
    name = names[card.key]
    target = source.worksheet.parent.create_sheet(name)
    done = fill(source, target, card, names)
    pages = finish(source, target, done, one=True)
    return [finding("S109", Place(str(out_path), name), name, pages=pages)] if pages > 1 else []


def _narrow(sheet: FormSheet, checksheet: CheckSheet, path: Path) -> list[Finding]:
    """Split cells with fewer columns than parts: the last years would be missing."""
    from openpyxl.utils import get_column_letter

    widths = {(top, left): right - left + 1 for top, left, _, right in sheet.merges}
    found = []
    for (row, column), pieces in sheet.cells.items():
        spread = next((p.token for p in pieces if p.token and p.token.use is Use.SPREAD), None)
        if spread is None:
            continue
        page = checksheet.front.fields["軸"]
        axis = page.get(spread.scope if not spread.field else _AXIS.get(spread.field, "年度"))
        parts = len(axis.parts) if axis is not None and hasattr(axis, "parts") else 0
        width = widths.get((row, column), 1)
        if parts > width:
            place = Place(str(path), sheet.title, f"{get_column_letter(column)}{row}")
            found.append(finding("S110", place, parts, width=width))
    return found


_AXIS = {"段階別": "段階", "進捗別": "進捗区分", "方向性別": "方向性区分"}

