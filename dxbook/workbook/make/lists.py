"""Lists as new workbooks, by XlsxWriter.

Not by openpyxl: a thousand returned files give tens of thousands of rows with a link each, which XlsxWriter
writes in a quarter of the time (20,000 rows of 10 cells: 1.2 s against 4.3 s).
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dxbook import look
from dxbook.files import writing
from dxbook.text import cell_text
from dxbook.workbook.make.listing import (
    INDENT,
    MOST_LINKS,
    PIXELS,
    Link,
    Listing,
    ListValue,
    Tag,
    address,
    row_height,
    text_of,
)
from dxbook.workbook.make.saving import growing_rows, repack

MAX_URL = 2_000
"""Characters of a link's target; Excel takes 2,079."""
_URL = re.compile(r"""[%"<>\[\]^`{}# ]""")


def write_lists(
    listings: Iterable[Listing], output: Path, *, links_from: Path, inputs: Iterable[Path] = (), frozen: int = 1,
    indent: int = 1, growing: bool = False,
) -> None:
    """Write one sheet a list to ``output``; the same content gives the same bytes.

    ``links_from``: the folder that the workbook will lie in (links to files are relative). ``frozen``: columns that
    stay in sight. ``indent``: of the cells' texts, 0 or 1. ``growing``: rows keep
    their height until somebody types a longer text. Raises OutputFailed or Locked.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"author": "dxbook", "created": dt.datetime(2000, 1, 1)})
    drawer = _Drawer(workbook, links_from, frozen, indent)
    for listing in listings:
        drawer.draw(listing)
    workbook.close()
    if growing:
        repack(buffer, output, growing_rows, inputs=inputs)
        return
    with writing(output, inputs=inputs) as beside:
        beside.write_bytes(buffer.getbuffer())


def target(path: Path, folder: Path) -> str:
    """``path`` as a link's target seen from ``folder``; "" where it cannot be said.

    Excel writes such targets with Japanese letters as they are, and these few signs as %XX.
    """
    try:
        shown = os.path.relpath(path, folder)
    except ValueError:  # another drive
        shown = str(path.absolute())
    try:
        shown.encode("utf-8")
    except UnicodeEncodeError:  # a name in another code page, from an old share
        return ""
    return _URL.sub(lambda found: f"%{ord(found.group()):02x}", shown.replace(os.sep, "/"))


@dataclass(slots=True)
class _Drawer:
    """Draws into one XlsxWriter ``workbook``; links start from ``folder``."""

    workbook: Any
    folder: Path
    frozen: int
    indent: int
    made: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    targets: dict[Path, str] = field(default_factory=dict)

    def draw(self, listing: Listing) -> None:
        """Add the list's sheet."""
        sheet = self.workbook.add_worksheet(listing.title)
        for number, line in enumerate(listing.lead):
            size = {"size": look.SIZE_TITLE, "bold": True} if number == 0 else {}
            self._put(sheet, number, 0, line, box=False, wrap=False, **size)
        sheet.set_row(0, look.SIZE_TITLE * 1.8)
        top = len(listing.lead)
        header = self._format(colour=look.PAPER, ground=look.KEY, bold=True, align="center")
        for column, heading in enumerate(listing.headings):
            sheet.set_column_pixels(column, column, round(heading.width * PIXELS), None, {"hidden": heading.hidden})
            sheet.write_string(top, column, cell_text(heading.label), header)
        labels = [heading.label for heading in listing.headings]
        sheet.set_row(top, max(look.ROW_HEIGHT * 1.4, row_height(labels, listing.headings, 0)))
        self._rows(sheet, listing, top + 1)
        self._entries(sheet, listing, top + 1)
        if listing.rows:
            sheet.autofilter(top, 0, top + len(listing.rows), len(listing.headings) - 1)
        sheet.freeze_panes(top + 1, self.frozen)
        _print_setup(sheet, listing.header or listing.title, top)

    def _rows(self, sheet: Any, listing: Listing, top: int) -> None:
        links, room = 0, INDENT * self.indent
        for number, row in enumerate(listing.rows, start=top):
            sheet.set_row(number, row_height(row, listing.headings, room))
            paper = look.KEY_PALE if number - top in listing.first_of_group else look.PAPER
            for column, (value, heading) in enumerate(zip(row, listing.headings, strict=True)):
                shown = value
                if isinstance(value, Link):
                    links += 1
                    shown = value if links <= MOST_LINKS else value.text
                ground = look.ENTRY if heading.entry else paper
                self._put(sheet, number, column, shown, ground=ground, align=heading.align)
        if not listing.rows:
            self._put(sheet, top, 0, listing.empty, box=False, wrap=False)

    def _put(self, sheet: Any, row: int, column: int, value: ListValue, **style: Any) -> None:
        if isinstance(value, Tag):
            ground = {} if value.ground == look.PAPER else {"ground": value.ground}
            style |= {"colour": value.colour, "bold": value.bold, "size": value.size, **ground}
        url = self._url(value) if isinstance(value, Link) else ""
        if isinstance(value, int | float):
            sheet.write_number(row, column, value, self._format(**style))
        elif url:
            linked = self._format(**{**style, "colour": look.KEY, "underline": 1})
            sheet.write_url(row, column, url, linked, cell_text(text_of(value)))
        elif text := cell_text(text_of(value)):
            sheet.write_string(row, column, text, self._format(**style))
        else:
            sheet.write_blank(row, column, None, self._format(**style))

    def _url(self, link: Link) -> str:
        cell = address(link.sheet, link.cell) if link.sheet and link.cell else ""
        if link.path is None:
            return f"internal:{cell}" if cell else ""
        file = self.targets.get(link.path)
        if file is None:
            file = self.targets[link.path] = target(link.path, self.folder)
        url = f"external:{file}#{cell}" if cell else f"external:{file}"
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
                "indent": self.indent * int(box and align != "center"), **paint, **frame,
            })
        return self.made[key]


def _print_setup(sheet: Any, title: str, top: int) -> None:
    """A4 landscape, one page wide, headers on every page."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
    sheet.set_header(f"&L{title.replace('&', '&&')}", {"margin": 0.35})
    sheet.set_footer("&C&P / &N", {"margin": 0.35})
