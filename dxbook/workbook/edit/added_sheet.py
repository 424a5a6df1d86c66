"""A list as a sheet of its own in a workbook that exists: printed on A4 landscape, with links to cells.

Looked at: openpyxl, ClosedXML, EPPlus and ExcelJS re-save the whole workbook and drop what they do not know;
XlsxWriter and pyexcelerate write new files only. So the sheet's part is written here, its texts inline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dxbook import look
from dxbook.findings import column_letter
from dxbook.text import cell_text
from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.escaping import escaped, quoted
from dxbook.workbook.edit.relations import declare, free_name, namespace, unrelate_all
from dxbook.workbook.edit.sheet_tabs import free_title, local_names, main_namespace, place, tabs
from dxbook.workbook.edit.styles import Styles
from dxbook.workbook.make import TALLEST, text_height

PIXELS = 7.0
"""Pixels of one unit of ``widths``, whatever the workbook's standard font."""
MOST_LINKS = 65_000
"""Excel takes 65,530 links on a sheet."""
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_WRAP = 'horizontal="left" vertical="center" wrapText="1" indent="1"'
_INDENT = 10.0
"""Pixels that an indent of 1 takes, at most."""
_CENTRE = 'horizontal="center" vertical="center" wrapText="1"'
_SELECTED = ' tabSelected="1"'
_LINE = 'vertical="center"'


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell: its text or number, its look (see ``LOOKS``), and where a click leads, such as '進捗'!F7."""

    value: str | int | float
    look: str = "body"
    link: str = ""


@dataclass(slots=True)
class Listing:
    """What the sheet shows: ``head`` lines above the table (cells from column A on), headers, rows.

    ``widths`` in characters of 7 pixels. ``marker``: a sheet made with the same marker is replaced, wherever
    it stands and whatever it is called by now; "" never replaces.
    """

    header: Sequence[str]
    widths: Sequence[float]
    rows: Iterable[Sequence[Entry | str | int | float]]
    head: Sequence[Sequence[Entry]] = field(default_factory=list)
    marker: str = ""
    colour: str = look.KEY


@dataclass(frozen=True, slots=True)
class _Look:
    size: float = look.SIZE
    colour: str = look.TEXT
    bold: bool = False
    under: bool = False
    ground: str = ""
    box: bool = True
    align: str = _WRAP


LOOKS = {
    "body": _Look(),
    "centre": _Look(align=_CENTRE),
    "link": _Look(colour=look.KEY, under=True, align=_CENTRE),
    "error": _Look(bold=True, ground=look.ERROR_MARK, align=_CENTRE),
    "warning": _Look(bold=True, ground=look.WARNING_MARK, align=_CENTRE),
    "header": _Look(colour=look.PAPER, bold=True, ground=look.KEY, align=_CENTRE),
    "title": _Look(size=look.SIZE_TITLE, bold=True, box=False, align=_LINE),
    "line": _Look(box=False, align=_LINE),
    "strong": _Look(size=12.0, bold=True, box=False, align=_LINE),
    "alarm": _Look(size=12.0, colour=look.ERROR, bold=True, box=False, align=_LINE),
    "note": _Look(size=look.SIZE_SMALL, colour=look.QUIET, box=False, align=_LINE),
}
"""Names of looks: of cells in the table (with a border), and of the lines above it."""


def add_sheet(archive: Archive, title: str, listing: Listing, *, first: bool = True) -> str:
    """Put the list into the workbook, in front or behind all sheets; returns its title, which is made unique.

    A sheet in front is the one that opens. Raises nothing of its own; ``archive`` is changed, not written.
    """
    mine = local_names(archive, listing.marker) if listing.marker else []
    present = tabs(archive)
    old = next((number for number in mine if number < len(present) and present[number].part), -1)
    title = free_title([tab.title for number, tab in enumerate(present) if number != old], title)
    part = present[old].part if old >= 0 else free_name(archive, "xl/worksheets/sheet{}.xml")
    if old >= 0:
        unrelate_all(archive, part)
    styles = Styles.of(archive)
    xml, last = _sheet(archive, styles, listing, first)
    styles.save()
    archive.put(part, xml)
    if old < 0:
        declare(archive, part, _TYPE)
    row, letter = len(listing.head) + 1, column_letter(len(listing.header))
    names = {"_xlnm.Print_Titles": address(title, f"${row}:${row}")}
    if last > row:
        names["_xlnm._FilterDatabase"] = address(title, f"$A${row}:${letter}${last}")
    if listing.marker:
        names[listing.marker] = address(title, "$A$1")
    place(archive, part, title, names, first=first, old=old)
    return title


def address(title: str, cell: str) -> str:
    """A cell as links, names and formulas give it: 'O''Brien'!F7."""
    doubled = title.replace("'", "''")
    return f"'{doubled}'!{cell}"


def _sheet(archive: Archive, styles: Styles, listing: Listing, first: bool) -> tuple[bytes, int]:
    """The sheet's XML and its last row."""
    numbers = _numbers(styles)
    table = _Table(numbers, [width * PIXELS for width in listing.widths])
    for line in listing.head:
        table.line(line)
    header = len(listing.head) + 1
    table.row([Entry(text, "header") for text in listing.header], spare=8)
    for row in listing.rows:
        table.row([each if isinstance(each, Entry) else Entry(each) for each in row])
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width * PIXELS / styles.digit:.2f}" customWidth="1"/>'
        for number, width in enumerate(listing.widths, start=1)
    )
    last, letter = table.count, column_letter(len(listing.header))
    below = f"A{header + 1}"
    filtered = f'<autoFilter ref="A{header}:{letter}{last}"/>' if last > header else ""
    links = f"<hyperlinks>{''.join(table.links)}</hyperlinks>" if table.links else ""
    ignored = (f'<ignoredErrors><ignoredError sqref="A{header + 1}:{letter}{last}" numberStoredAsText="1"/>'
               "</ignoredErrors>") if last > header else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{main_namespace(archive)}" xmlns:r="{namespace(archive)}">'
        f'<sheetPr><tabColor rgb="FF{listing.colour}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{letter}{last}"/>'
        f'<sheetViews><sheetView showGridLines="0"{_SELECTED if first else ""} workbookViewId="0">'
        f'<pane ySplit="{header}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
        f'<sheetData>{"".join(table.xml)}</sheetData>{filtered}{links}'
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        f'<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>{ignored}</worksheet>'
    ).encode(), last


def _numbers(styles: Styles) -> dict[str, int]:
    """Look → number of the cell format."""
    found = {}
    for name, each in LOOKS.items():
        font = styles.font(
            f'{"<b/>" if each.bold else ""}{"<u/>" if each.under else ""}<sz val="{each.size:g}"/>'
            f'<color rgb="FF{each.colour}"/><name val="{look.FONT}"/><family val="3"/><charset val="128"/>'
        )
        border = styles.border(look.LINE) if each.box else 0
        found[name] = styles.cell(font, styles.fill(each.ground), border, each.align)
    return found


class _Table:
    """Rows as they are written: XML, links, and how tall each must be."""

    def __init__(self, numbers: dict[str, int], pixels: list[float]) -> None:
        self.numbers, self.pixels = numbers, pixels
        self.letters = [column_letter(number) for number in range(1, len(pixels) + 1)]
        self.xml: list[str] = []
        self.links: list[str] = []
        self.count = 0

    def line(self, cells: Sequence[Entry]) -> None:
        """A line above the table: not wrapped, it runs on over the empty cells to its right."""
        tallest = max((LOOKS[each.look].size for each in cells), default=look.SIZE)
        self._write(cells, round(tallest * 1.7, 1))

    def row(self, cells: Sequence[Entry], spare: float = 0) -> None:
        """A row of the table, as tall as its longest text."""
        needed = (_height(each.value, width - _INDENT) for each, width in zip(cells, self.pixels, strict=True)
                  if isinstance(each.value, str))
        self._write(cells, min(TALLEST, max((look.ROW_HEIGHT, *needed)) + spare))

    def _write(self, cells: Sequence[Entry], height: float) -> None:
        self.count += 1
        written = []
        for letter, each in zip(self.letters, cells, strict=False):
            place, style = f"{letter}{self.count}", self.numbers[each.look]
            if isinstance(each.value, str):
                text = f'<is><t xml:space="preserve">{escaped(cell_text(each.value))}</t></is>'
                written.append(f'<c r="{place}" s="{style}" t="inlineStr">{text}</c>' if each.value
                               else f'<c r="{place}" s="{style}"/>')
            else:
                written.append(f'<c r="{place}" s="{style}"><v>{each.value!r}</v></c>')
            if each.link and len(self.links) < MOST_LINKS:
                target = quoted(each.link)
                self.links.append(f'<hyperlink ref="{place}" location="{target}" display="{target}"/>')
        self.xml.append(f'<row r="{self.count}" ht="{height:g}" customHeight="1">{"".join(written)}</row>')


@lru_cache(50_000)
def _height(text: str, pixels: float) -> float:
    """Points a text needs. Most are one line, which is told without looking for words."""
    if "\n" not in text and len(text) * look.SIZE * 96 / 72 < pixels - 6:
        return look.ROW_HEIGHT
    if len(text) > 3000:  # never shown whole: the tallest row holds fewer
        return TALLEST
    return text_height(text, pixels, look.SIZE)
