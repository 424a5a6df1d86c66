"""Draw listings as sheets with XlsxWriter.

Not with openpyxl: a thousand returned files give tens of thousands of rows with a link each, which XlsxWriter
writes in a quarter of the time (20,000 rows of 10 cells: 1.2 s against 4.3 s).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dxbook import look
from dxbook.rounds.collect.results_table import Heading, Link, Listing, Tag, Value, target
from dxbook.workbook.make import LEADING, PADDING, TALLEST, column_pixels

MAX_LINKS = 65_000
"""Excel follows 65,530 links a sheet; those past this are written as plain text."""
MAX_TEXT = 32_000
"""Excel keeps 32,767 characters a cell."""
MAX_URL = 2_000
INDENT = 18
"""Pixels that the indents at both sides of a cell take."""
EM = look.SIZE * 96 / 72
NARROW = 0.77
"""A half-width letter of the workbook's face over a full-width one, at its widest."""


def plain(text: str) -> str:
    """A text that a cell can hold: not too long, and letters only."""
    return text[:MAX_TEXT].encode("utf-8", "replace").decode("utf-8")


@dataclass(slots=True)
class Drawer:
    """Draws into one XlsxWriter ``workbook``; links start from ``folder``."""

    workbook: Any
    folder: Path
    made: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    targets: dict[Path, str] = field(default_factory=dict)

    def draw(self, listing: Listing) -> None:
        """Add the listing's sheet."""
        sheet = self.workbook.add_worksheet(listing.title)
        for number, line in enumerate(listing.lead):
            size = {"size": look.SIZE_TITLE, "bold": True} if number == 0 else {}
            self._put(sheet, number, 0, line, box=False, wrap=False, **size)
        sheet.set_row(0, look.SIZE_TITLE * 1.8)
        top = len(listing.lead) + 1
        header = self._format(colour=look.PAPER, ground=look.KEY, bold=True, align="center")
        for column, heading in enumerate(listing.headings):
            sheet.set_column(column, column, heading.width)
            sheet.write_string(top, column, heading.label, header)
        sheet.set_row(top, look.ROW_HEIGHT * 1.4)
        self._rows(sheet, listing, top + 1)
        self._entries(sheet, listing, top + 1)
        if listing.rows:
            sheet.autofilter(top, 0, top + len(listing.rows), len(listing.headings) - 1)
        _setup(sheet, listing.title, top)

    def _rows(self, sheet: Any, listing: Listing, top: int) -> None:
        links = 0
        for number, row in enumerate(listing.rows):
            sheet.set_row(top + number, _height(row, listing.headings))
            paper = look.KEY_PALE if number in listing.first_of_group else look.PAPER
            for column, (value, heading) in enumerate(zip(row, listing.headings, strict=True)):
                shown = value
                if isinstance(value, Link):
                    links += 1
                    shown = value if links <= MAX_LINKS else value.text
                ground = look.ENTRY if heading.entry else paper
                self._put(sheet, top + number, column, shown, ground=ground, align=heading.align)
        if not listing.rows:
            self._put(sheet, top, 0, listing.empty, box=False, wrap=False)

    def _put(self, sheet: Any, row: int, column: int, value: Value, **style: Any) -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value, self._format(**style))
        elif isinstance(value, Tag):
            style |= {"colour": value.colour, "bold": True}
            if value.ground != look.PAPER:
                style["ground"] = value.ground
            sheet.write_string(row, column, plain(value.text), self._format(**style))
        elif isinstance(value, Link) and (url := self._url(value)):
            linked = self._format(**{**style, "colour": look.KEY, "underline": 1})
            sheet.write_url(row, column, url, linked, plain(value.text))
        elif text := plain(value.text if isinstance(value, Link) else value):
            sheet.write_string(row, column, text, self._format(**style))
        else:
            sheet.write_blank(row, column, None, self._format(**style))

    def _url(self, link: Link) -> str:
        quoted = link.sheet.replace("'", "''")
        place = f"'{quoted}'!{link.cell}" if link.sheet and link.cell else ""
        if link.path is None:
            return f"internal:{place}" if place else ""
        file = self.targets.get(link.path)
        if file is None:
            file = self.targets[link.path] = target(link.path, self.folder)
        url = f"external:{file}#{place}" if place else f"external:{file}"
        return url if file and len(url) < MAX_URL else ""

    def _entries(self, sheet: Any, listing: Listing, top: int) -> None:
        for column, heading in enumerate(listing.headings):
            if heading.entry and listing.rows:
                sheet.data_validation(top, column, top + len(listing.rows) - 1, column, {
                    "validate": "any", "input_title": heading.label, "input_message": heading.entry})

    def _format(
        self, *, colour: str = look.TEXT, ground: str = look.PAPER, bold: bool = False, underline: int = 0,
        align: str = "left", size: float = look.SIZE, box: bool = True, wrap: bool = True,
    ) -> Any:
        """Each look is made once: a workbook keeps a few for tens of thousands of cells."""
        key = (colour, ground, bold, underline, align, size, box, wrap)
        if key not in self.made:
            paint = {} if ground == look.PAPER else {"bg_color": f"#{ground}"}
            frame = {"border": 1, "border_color": f"#{look.LINE}"} if box else {}
            self.made[key] = self.workbook.add_format({
                "font_name": look.FONT, "font_size": size, "font_color": f"#{colour}", "bold": bold,
                "underline": underline, "align": align, "valign": "vcenter", "text_wrap": wrap and align != "right",
                "indent": int(box and align != "center"), **paint, **frame,
            })
        return self.made[key]


def _height(row: Sequence[Value], headings: Sequence[Heading]) -> float:
    """Points that the row's longest text needs, rather too many than too few.

    ``text_height`` of ``dxbook.workbook.make`` weighs every letter, which would take as long as all the rest of the workbook.
    """
    lines = 1
    for value, heading in zip(row, headings, strict=True):
        text = str(value.text if isinstance(value, Link | Tag) else value)
        room = column_pixels(heading.width) - PADDING - (0 if heading.align == "center" else INDENT)
        if len(text) * EM > room or "\n" in text:
            lines = max(lines, sum(_lines(each, room) for each in text.split("\n")))
    return min(max(look.ROW_HEIGHT, lines * look.SIZE * LEADING + 6), TALLEST)


def _lines(text: str, room: float) -> int:
    """Lines of one paragraph. UTF-8 has three bytes for a full-width letter and one for a half-width one."""
    wide = (len(text.encode("utf-8", "replace")) - len(text)) / 2
    pixels = EM * (wide + (len(text) - wide) * NARROW)
    return 1 if pixels <= room else math.ceil(pixels / (room - EM))  # a word or a 、 moves to the next line


def _setup(sheet: Any, title: str, top: int) -> None:
    """A4 landscape, one page wide, headers on every page; they stay in sight on the screen too."""
    sheet.freeze_panes(top + 1, 1)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
    sheet.set_header(f"&L{title}", {"margin": 0.35})
    sheet.set_footer("&C&P / &N", {"margin": 0.35})
