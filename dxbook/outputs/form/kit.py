"""A small kit to draw forms with openpyxl: a grid of narrow columns, cells merged across it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from dxbook import look

GRID = 30
"""Narrow columns of a portrait sheet: ten for names and values, twenty for the years."""
NARROW = 2.3

_LINE = Side(style="thin", color=look.LINE)
_RULE = Side(style="medium", color=look.KEY)
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
UNDER = Border(bottom=_RULE)
NO_BORDER = Border()


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks."""

    size: float = 10.0
    bold: bool = False
    color: str = look.TEXT
    ground: str = ""
    border: Border = BOX
    across: str | None = None
    down: str = "center"
    wrap: bool = True
    shrink: bool = False
    indent: int = 0

    def put(self, cell: Any) -> None:
        """Give an openpyxl cell this look; its value stays."""
        cell.font = Font(name=look.FONT, size=self.size, bold=self.bold, color=self.color)
        if self.ground:
            cell.fill = PatternFill("solid", start_color=self.ground, end_color=self.ground)
        cell.border = self.border
        cell.alignment = Alignment(horizontal=self.across, vertical=self.down, wrap_text=self.wrap,
                                   shrink_to_fit=self.shrink, indent=self.indent)


VALUE = Look(across="left")
ANY = Look()
PROSE = Look(across="left")
WRITING = Look(down="top", across="left")
SMALL = Look(size=9.0)
TINY_LEFT = Look(size=8.5, across="left")
SMALL_CENTER = Look(size=9.0, across="center")
SMALL_LEFT = Look(size=9.0, across="left")
LEFT = Look(across="left")
CENTER = Look(across="center")
STRONG = Look(size=11.0, bold=True)
GRADE = Look(size=11.0, bold=True, across="center", wrap=False, shrink=True)
LABEL = Look(size=9.5, bold=True, ground=look.KEY_PALE, across="center")
LABEL_SMALL = Look(size=9.0, bold=True, ground=look.KEY_PALE, across="center")
HEAD = Look(size=9.5, bold=True, color=look.PAPER, ground=look.KEY, across="center")
YEAR = Look(size=9.0, bold=True, ground=look.KEY_PALE, across="center", wrap=False, shrink=True)
NUMBER = Look(size=9.5, across="right", wrap=False, shrink=True)
NUMBER_OR_TEXT = Look(size=9.5, across="right")
BAR = Look(size=9.0, bold=True, color=look.PAPER, ground=look.KEY, across="center", wrap=False, shrink=True)
SECTION = Look(size=11.0, bold=True, color=look.KEY, border=UNDER, wrap=False)
SECTION_HEIGHT = 24.0
"""A heading's row: the characters stay clear of the rule below them."""
NOTE = Look(size=9.0, color=look.QUIET, border=NO_BORDER)
NOTE_ONE = Look(size=9.0, color=look.QUIET, border=NO_BORDER, across="left", wrap=False, shrink=True)
NOTE_RIGHT = Look(size=9.0, color=look.QUIET, border=NO_BORDER, across="right", wrap=False)
TITLE = Look(size=20.0, bold=True, border=NO_BORDER, across="left", wrap=False, shrink=True)
SUBTITLE = Look(size=13.0, bold=True, color=look.KEY, border=NO_BORDER, across="left")
PLAIN = Look(border=NO_BORDER, wrap=False)
BADGE = Look(size=12.0, bold=True, color=look.PAPER, ground=look.KEY, across="center")
NAME = Look(size=13.0, bold=True)
BIG = Look(size=20.0, bold=True, color=look.KEY, across="center", wrap=False)


def mark(name: str) -> str:
    """The placeholder ``name`` in its braces."""
    return "{{" + name + "}}"


@dataclass(slots=True)
class Page:
    """A sheet being drawn from the top; ``row`` is the next free row."""

    worksheet: Worksheet
    row: int = 1

    def line(self, height: float, *cells: tuple[int, int, str, Look]) -> int:
        """One row of merged cells (first column, last column, text, look). Returns its number."""
        row = self.row
        self.worksheet.row_dimensions[row].height = height
        for left, right, text, style in cells:
            for column in range(left, right + 1):
                style.put(self.worksheet.cell(row, column))
            self.worksheet.cell(row, left).value = text
            if right > left:
                self.worksheet.merge_cells(start_row=row, end_row=row, start_column=left, end_column=right)
        self.row += 1
        return row

    def gap(self, height: float = 8.0, when: str = "") -> None:
        """An empty row; with ``when`` it stays only where that list or value is there."""
        self.line(height, (1, 1, when, PLAIN))

    def section(self, title: str, when: str = "", last: int = GRID) -> None:
        """A heading, with the gap above it."""
        condition = mark(when) if when else ""
        self.gap(5, when=condition)
        self.line(SECTION_HEIGHT, (1, last, title + condition, SECTION))


def new_workbook(title: str) -> Workbook:
    """An empty workbook whose standard font is the forms' font."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    normal = Font(name=look.FONT, size=look.SIZE, color=look.TEXT)
    workbook._named_styles["Normal"].font = normal
    workbook._fonts[0] = normal
    workbook.properties.title = title
    workbook.properties.creator = "dxbook"
    return workbook


def new_page(workbook: Workbook, title: str, widths: list[float], *, landscape: bool = False) -> Page:
    """A sheet for A4 with page numbers; ``widths`` in characters."""
    worksheet = workbook.create_sheet(title)
    for number, width in enumerate(widths, start=1):
        letter = worksheet.cell(1, number).column_letter
        worksheet.column_dimensions[letter].width = width
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_format.defaultRowHeight = look.ROW_HEIGHT
    setup, margins = worksheet.page_setup, worksheet.page_margins
    setup.paperSize, setup.orientation = 9, "landscape" if landscape else "portrait"
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.55, 0.25, 0.25
    worksheet.print_options.horizontalCentered = True
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    setup.fitToWidth, setup.fitToHeight = 1, 0
    worksheet.oddFooter.center.text = "&P / &N"
    worksheet.oddFooter.right.text = "&A"
    for part in (worksheet.oddFooter.center, worksheet.oddFooter.right):
        part.font, part.size = look.FONT, 8
    return Page(worksheet)
