"""A list as a sheet of its own in a workbook that exists: printed on A4 landscape, with links to cells.

Looked at: openpyxl, ClosedXML, EPPlus and ExcelJS re-save the whole workbook and drop what they do not know;
XlsxWriter and pyexcelerate write new files only. So the sheet's part is written here, its texts inline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dxbook import look
from dxbook.findings import column_letter
from dxbook.text import cell_text
from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.escaping import escaped, quoted
from dxbook.workbook.edit.relations import declare, free_name, namespace, unrelate_all
from dxbook.workbook.edit.sheet_tabs import free_title, local_names, main_namespace, place, tabs
from dxbook.workbook.edit.styles import Styles
from dxbook.workbook.make import (
    MOST_LINKS,
    PIXELS,
    Heading,
    Link,
    Listing,
    ListValue,
    Tag,
    address,
    row_height,
    text_of,
)

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_WRAPPED = 'horizontal="left" vertical="center" wrapText="1" indent="1"'
_CENTRED = 'horizontal="center" vertical="center" wrapText="1"'
_RIGHT = 'horizontal="right" vertical="center" indent="1"'
_ALIGNED = {"left": _WRAPPED, "center": _CENTRED, "right": _RIGHT}
_LINE = 'vertical="center"'
_SELECTED = ' tabSelected="1"'
_SPARE = 8.0
"""Points that the headers are taller than their text."""


@dataclass(frozen=True, slots=True)
class _Look:
    align: str = _WRAPPED
    size: float = look.SIZE
    colour: str = look.TEXT
    bold: bool = False
    under: bool = False
    ground: str = ""
    box: bool = True


_TITLE = _Look(_LINE, look.SIZE_TITLE, bold=True, box=False)
_HEADER = _Look(_CENTRED, colour=look.PAPER, bold=True, ground=look.KEY)


def add_sheet(
    archive: Archive, listing: Listing, *, marker: str = "", colour: str = look.KEY, first: bool = True
) -> str:
    """Put the list into the workbook, in front or behind all sheets; returns its title, which is made unique.

    ``marker``: a sheet made with the same marker is replaced, wherever it stands and whatever it is called by now;
    "" never replaces. ``colour`` is the tab's. A sheet in front is the one that opens. Raises nothing of its own;
    ``archive`` is changed, not written.
    """
    mine = local_names(archive, marker) if marker else []
    present = tabs(archive)
    old = next((number for number in mine if number < len(present) and present[number].part), -1)
    title = free_title([tab.title for number, tab in enumerate(present) if number != old], listing.title)
    part = present[old].part if old >= 0 else free_name(archive, "xl/worksheets/sheet{}.xml")
    if old >= 0:
        unrelate_all(archive, part)
    styles = Styles.of(archive)
    table = _Table(styles, listing)
    archive.put(part, _sheet(archive, styles, table, listing, colour, first))
    styles.save()
    if old < 0:
        declare(archive, part, _TYPE)
    row, letter = len(listing.lead) + 1, column_letter(len(listing.headings))
    names = {"_xlnm.Print_Titles": address(title, f"${row}:${row}")}
    if table.count > row:
        names["_xlnm._FilterDatabase"] = address(title, f"$A${row}:${letter}${table.count}")
    if marker:
        names[marker] = address(title, "$A$1")
    place(archive, part, title, names, first=first, old=old)
    return title


def _sheet(archive: Archive, styles: Styles, table: _Table, listing: Listing, colour: str, first: bool) -> bytes:
    """The sheet's XML."""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{heading.width * PIXELS / styles.digit:.2f}" customWidth="1"/>'
        for number, heading in enumerate(listing.headings, start=1)
    )
    header, last, letter = len(listing.lead) + 1, table.count, column_letter(len(listing.headings))
    below = f"A{header + 1}"
    filtered = f'<autoFilter ref="A{header}:{letter}{last}"/>' if last > header else ""
    links = f"<hyperlinks>{''.join(table.links)}</hyperlinks>" if table.links else ""
    ignored = (f'<ignoredErrors><ignoredError sqref="A{header + 1}:{letter}{last}" numberStoredAsText="1"/>'
               "</ignoredErrors>") if last > header else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{main_namespace(archive)}" xmlns:r="{namespace(archive)}">'
        f'<sheetPr><tabColor rgb="FF{colour}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{letter}{last}"/>'
        f'<sheetViews><sheetView showGridLines="0"{_SELECTED if first else ""} workbookViewId="0">'
        f'<pane ySplit="{header}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
        f'<sheetData>{"".join(table.xml)}</sheetData>{filtered}{links}'
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        f'<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>{ignored}</worksheet>'
    ).encode()


@dataclass(slots=True)
class _Table:
    """The list's rows as they are written: XML, links, how many there are."""

    styles: Styles
    listing: Listing
    xml: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    count: int = 0
    letters: list[str] = field(default_factory=list)
    made: dict[_Look, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        headings = self.listing.headings
        self.letters = [column_letter(number) for number in range(1, len(headings) + 1)]
        for number, line in enumerate(self.listing.lead):
            dressed = _line(line) if number else _TITLE
            self._write([line], [self._style(dressed)], round(dressed.size * 1.7, 1))  # runs on over the empty cells beside it
        labels = [heading.label for heading in headings]
        self._write(labels, [self._style(_HEADER)] * len(labels), row_height(labels, headings) + _SPARE)
        plain = [self._style(_cell("", heading)) for heading in headings]
        for row in self.listing.rows:
            numbers = [self._style(_cell(value, heading)) if isinstance(value, Tag | Link) else usual
                       for value, heading, usual in zip(row, headings, plain, strict=True)]
            self._write(row, numbers, row_height(row, headings))

    def _write(self, row: Sequence[ListValue], numbers: Sequence[int], height: float) -> None:
        """A row, each cell with the number of its format."""
        self.count += 1
        written = []
        for letter, value, number in zip(self.letters, row, numbers, strict=False):
            cell = f"{letter}{self.count}"
            written.append(_xml(cell, number, value))
            if isinstance(value, Link) and value.cell and len(self.links) < MOST_LINKS:
                target = quoted(address(value.sheet, value.cell))
                self.links.append(f'<hyperlink ref="{cell}" location="{target}" display="{target}"/>')
        self.xml.append(f'<row r="{self.count}" ht="{height:g}" customHeight="1">{"".join(written)}</row>')

    def _style(self, dressed: _Look) -> int:
        """The number of the cell format; each look is made once."""
        if dressed not in self.made:
            styles = self.styles
            font = styles.font(
                f'{"<b/>" if dressed.bold else ""}{"<u/>" if dressed.under else ""}<sz val="{dressed.size:g}"/>'
                f'<color rgb="FF{dressed.colour}"/><name val="{look.FONT}"/><family val="3"/><charset val="128"/>'
            )
            border = styles.border(look.LINE) if dressed.box else 0
            self.made[dressed] = styles.cell(font, styles.fill(dressed.ground), border, dressed.align)
        return self.made[dressed]


def _line(value: ListValue) -> _Look:
    """The look of a line above the table."""
    if isinstance(value, Tag):
        return _Look(_LINE, value.size, value.colour, value.bold, box=False)
    return _Look(_LINE, box=False)


def _cell(value: ListValue, heading: Heading) -> _Look:
    align = _ALIGNED[heading.align]
    if isinstance(value, Tag):
        ground = "" if value.ground == look.PAPER else value.ground
        return _Look(align, value.size, value.colour, value.bold, ground=ground)
    if isinstance(value, Link) and value.cell:
        return _Look(align, colour=look.KEY, under=True)
    return _Look(align)


def _xml(cell: str, style: int, value: ListValue) -> str:
    if isinstance(value, int | float):
        return f'<c r="{cell}" s="{style}"><v>{value!r}</v></c>'
    if text := escaped(cell_text(text_of(value))):
        return f'<c r="{cell}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{cell}" s="{style}"/>'
