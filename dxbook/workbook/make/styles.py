"""Fonts, fills and borders of the plan workbook, made from ``look``."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle

from dxbook import look


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


BODY = Font(name=look.FONT, size=look.SIZE, color=look.TEXT)
BOLD = Font(name=look.FONT, size=look.SIZE, color=look.TEXT, bold=True)
TITLE = Font(name=look.FONT, size=look.SIZE_TITLE, color=look.TEXT, bold=True)
HEADING = Font(name=look.FONT, size=look.SIZE_STRONG, color=look.KEY, bold=True)
NOTE = Font(name=look.FONT, size=look.SIZE_SMALL, color=look.QUIET)
TAG = Font(name=look.FONT, size=look.SIZE_SMALL, color=look.ERROR, bold=True)
TAG_WARNING = Font(name=look.FONT, size=look.SIZE_SMALL, color=look.WARNING, bold=True)
TAG_QUIET = Font(name=look.FONT, size=look.SIZE_SMALL, color=look.QUIET)
HEADER = Font(name=look.FONT, size=look.SIZE, color=look.PAPER, bold=True)
LINK = Font(name=look.FONT, size=look.SIZE, color=look.KEY, underline="single")

HEADER_FILL = _fill(look.KEY)
ENTRY_FILL = _fill(look.ENTRY)
PALE_FILL = _fill(look.KEY_PALE)
QUIET_FILL = _fill(look.GROUND)
PLAIN = PatternFill(fill_type=None)
ERROR_FILL = _fill(look.ERROR_PALE)

_LINE = Side(style="thin", color=look.LINE)
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def _thick(colour: str) -> Border:
    side = Side(style="thick", color=colour)
    return Border(left=side, right=side, top=side, bottom=side)


ERROR_BOX, WARNING_BOX = _thick(look.ERROR), _thick(look.WARNING)
UNDERLINE = Border(bottom=Side(style="medium", color=look.KEY))

WRAP = Alignment(vertical="center", wrap_text=True)
WRAP_MIDDLE = Alignment(vertical="center", wrap_text=True)
LEFT_MIDDLE = Alignment(horizontal="left", vertical="center", wrap_text=True)
CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center", wrap_text=True)
HEADER_ALIGN = Alignment(horizontal="center", vertical="center", wrap_text=True)
MIDDLE = Alignment(vertical="center")
INDENTED = Alignment(horizontal="left", vertical="center", indent=1, wrap_text=True)

OPEN = Protection(locked=False)

MISSING = DifferentialStyle(font=Font(color=look.ERROR), fill=PatternFill(bgColor=look.ERROR_PALE))
WRONG = DifferentialStyle(
    font=Font(color=look.ERROR, bold=True), fill=PatternFill(bgColor=look.ERROR_PALE)
)
DONE = DifferentialStyle(font=Font(color=look.SUCCESS))
