"""The boxes of notes: every note needs a shape in the sheet's VML drawing, or Excel repairs the file.

VML as Excel writes it is not always well-formed XML, so shapes are found and added as text. Layout: ECMA-376
part 4, 14.2 (VML), and the anchor of [MS-OI29500] x:Anchor: left column, pixels in it, top row, pixels in it,
right column, pixels, bottom row, pixels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from dxbook.findings import column_number

WIDTH = 340
"""Pixels of a note's box."""
_CLUSTER = 1024
"""Shape numbers come in clusters of so many; the drawing lists its clusters."""
_P = rb"[A-Za-z][\w.-]*:"  # a prefix: v, o and x as Excel writes them, ns0 … from openpyxl
_SHAPE = re.compile(rb"<(" + _P + rb")shape\s(?:(?!</\1shape>).)*</\1shape>\s*", re.DOTALL)
_NOTE = re.compile(rb"ObjectType\s*=\s*[\"']Note[\"']")
_ROW = re.compile(rb"<" + _P + rb"Row>\s*(\d{1,7})\s*</")
_COLUMN = re.compile(rb"<" + _P + rb"Column>\s*(\d{1,5})\s*</")
_ID = re.compile(rb"_x0000_[si](\d{1,9})")
_CLUSTERS = re.compile(rb"(<" + _P + rb"idmap\b[^>]*?\bdata=[\"'])([\d,\s]*)([\"'])")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NAMES = {
    "v": "urn:schemas-microsoft-com:vml", "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_BLANK = (
    "<xml" + "".join(f' xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items()) +
    '><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
).encode()
_KIND = (
    '<v:shapetype{0} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)

Box = tuple[str, str]
"""The cell, such as F7, and the anchor's eight numbers."""


def blank() -> bytes:
    """A drawing without shapes."""
    return _BLANK


def without(vml: bytes, cells: Collection[str]) -> bytes:
    """The drawing without the boxes of the notes on ``cells``."""
    spots = {_spot(cell) for cell in cells}

    def keep(match: re.Match[bytes]) -> bytes:
        row, column = _ROW.search(match[0]), _COLUMN.search(match[0])
        note = _NOTE.search(match[0])
        return b"" if note and row and column and (int(row[1]), int(column[1])) in spots else match[0]

    return _SHAPE.sub(keep, vml) if spots else vml


def with_boxes(vml: bytes, boxes: Iterable[Box]) -> bytes:
    """The drawing with a hidden box for each note, under shape numbers that are free."""
    numbers = [int(each) for each in _ID.findall(vml)]
    layout = _CLUSTERS.search(vml)
    listed = [int(each) for each in re.findall(rb"\d+", layout[2])] if layout else []
    used = max([number // _CLUSTER for number in numbers] + [*listed, 0])
    fresh = used == 1 and not numbers  # a blank drawing: its only cluster is free
    start = _CLUSTER * (1 if fresh else used + 1) + 1
    shapes = [_shape(start + number, cell, anchor) for number, (cell, anchor) in enumerate(boxes)]
    if not shapes:
        return vml
    clusters = sorted({*listed, *range(start // _CLUSTER, (start + len(shapes) - 1) // _CLUSTER + 1)})
    joined = ",".join(str(each) for each in clusters).encode()
    vml = _CLUSTERS.sub(lambda found: found[1] + joined + found[3], vml, count=1)
    kind = "" if re.search(rb"\bid=[\"']_x0000_t202[\"']", vml) else _KIND
    place = vml.rindex(b"</xml>")
    return vml[:place] + _named(vml, [kind, *shapes]) + vml[place:]


def _named(vml: bytes, elements: Iterable[str]) -> bytes:
    """The elements (``{0}`` in their first tag) under the prefixes that the drawing itself uses."""
    root = vml[:vml.index(b">", vml.index(b"<xml"))].decode("utf-8", "replace")
    used, missing = {}, ""
    for prefix, name in _NAMES.items():
        found = re.search(rf"xmlns:([\w.-]+)\s*=\s*[\"']{re.escape(name)}[\"']", root)
        used[prefix] = found[1] if found else prefix
        missing += "" if found else f' xmlns:{prefix}="{name}"'
    joined = "".join(each.replace("{0}", missing, 1) for each in elements)
    return re.sub(r"(?<=[</ ])([vox]):(?=\w)", lambda match: f"{used[match[1]]}:", joined).encode()


def _spot(cell: str) -> tuple[int, int]:
    """F7 → (6, 5): row and column counted from 0."""
    match = _CELL.fullmatch(cell)
    return (int(match[2]) - 1, column_number(match[1]) - 1) if match else (-1, -1)


def _shape(number: int, cell: str, anchor: str) -> str:
    row, column = _spot(cell)
    return (
        f'<v:shape{{0}} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden"'
        ' fillcolor="infoBackground [80]" strokecolor="none [81]" o:insetmode="auto">'
        '<v:fill color2="infoBackground [80]"/><v:shadow color="none [81]" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
        f"<x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def anchor(cell: str, height: float, column: Callable[[int], float], row: Callable[[int], float]) -> str:
    """The anchor of a box right of ``cell``: ``column`` and ``row`` tell the pixels of each, counted from 0."""
    at_row, at_column = _spot(cell)
    right, right_offset = _walk(at_column + 1, 15 + WIDTH, column)
    bottom, bottom_offset = _walk(at_row, 2 + height, row)
    return f"{at_column + 1}, 15, {at_row}, 2, {right}, {right_offset}, {bottom}, {bottom_offset}"


def _walk(start: int, pixels: float, size: Callable[[int], float]) -> tuple[int, int]:
    """Which column (or row) a distance from ``start`` ends in, and how far in it."""
    number = start
    while number < start + 200 and pixels > (own := size(number)):
        pixels -= own
        number += 1
    return number, int(max(pixels, 0)) if number < start + 200 else 0
