"""Fonts, grounds, borders and cell formats added to a workbook's styles; those that are there keep their number."""

from __future__ import annotations

from dataclasses import dataclass, field

from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.relations import WORKBOOK, declare, relate, related
from dxbook.workbook.edit.xml import Edit, Element, Source, grown, made, put, spliced
from dxbook.workbook.make import digit_pixels

_ORDER = (b"numFmts", b"fonts", b"fills", b"borders", b"cellStyleXfs", b"cellXfs", b"cellStyles", b"dxfs",
          b"tableStyles", b"colors", b"extLst")
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_PLAIN = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    b'</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


@dataclass(slots=True)
class Styles:
    """The styles part of a workbook. Every method returns a number; what is there already is used again."""

    archive: Archive
    part: str
    source: Source
    blocks: dict[bytes, Element]
    known: dict[bytes, list[bytes]] = field(default_factory=dict)
    added: dict[bytes, list[bytes]] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive) -> Styles:
        """The styles of the workbook; a workbook without any gets a plain part."""
        part = related(archive, WORKBOOK, "styles")
        if not part:
            part = "xl/styles.xml"
            archive.put(part, _PLAIN)
            declare(archive, part, _TYPE)
            relate(archive, WORKBOOK, "styles", part)
        source = archive.source(part)
        return cls(archive, part, source, {each.name: each for each in source.children(source.root)})

    @property
    def standard_font(self) -> tuple[str, float]:
        """Name and size of the first font."""
        font = self.source.first(b"font")
        parts = {each.name: each.get("val") for each in self.source.children(font)}
        return parts.get(b"name", "Calibri") or "", float(parts.get(b"sz") or 11)

    @property
    def digit(self) -> float:
        """Pixels of a digit of the first font: widths of columns are counted in these."""
        return digit_pixels(*self.standard_font)

    def font(self, xml: str) -> int:
        """The number of a font: the children of ``font``, in the schema's order."""
        return self._number(b"fonts", f"<font>{xml}</font>")

    def fill(self, colour: str) -> int:
        """A plain ground of one colour, RRGGBB; "" is none."""
        if not colour:
            return 0
        inner = f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill>'
        return self._number(b"fills", f"<fill>{inner}</fill>")

    def border(self, colour: str, style: str = "thin") -> int:
        """A border of one colour on all four sides."""
        return self._number(b"borders", f"<border>{_sides(colour, style)}<diagonal/></border>")

    def cell(self, font: int, fill: int = 0, border: int = 0, alignment: str = "") -> int:
        """The number of a cell format (``s`` of a cell): ``alignment`` is the attributes of alignment."""
        return self._number(b"cellXfs", (
            f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyFont="1"'
            f' applyFill="1" applyBorder="1" applyAlignment="1"><alignment {alignment}/></xf>'
        ))

    def mark(self, font: str, ground: str, line: str) -> int:
        """The number of a differential format for conditional formatting: colours of text, ground and border."""
        return self._number(b"dxfs", (
            f'<dxf><font><b/><color rgb="FF{font}"/></font><fill><patternFill patternType="solid">'
            f'<fgColor rgb="FF{ground}"/><bgColor rgb="FF{ground}"/></patternFill></fill>'
            f'<border>{_sides(line, "thin")}</border></dxf>'
        ))

    def save(self) -> None:
        """Put what was added into the archive; the last thing to do with these styles."""
        edits: list[Edit] = []
        for name, new in self.added.items():
            joined, count = b"".join(new), len(self.known[name]) + len(new)
            if block := self.blocks.get(name):
                edits += grown(block, joined, count)
            else:
                place = self._place(name)
                edits.append((place, place, made(self.source.prefix, name, put(b"", "count", count), joined)))
        self.archive.put(self.part, spliced(self.source.data, edits))

    def _number(self, block: bytes, xml: str) -> int:
        """The number of what ``xml`` describes, in the block of that name."""
        if prefix := self.source.prefix.decode():
            xml = xml.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
        if block not in self.known:
            present = self.source.children(self.blocks.get(block))
            self.known[block] = [self.source.data[each.start:each.end] for each in present]
        known = self.known[block]
        new = self.added.setdefault(block, [])
        data = xml.encode()
        for number, each in enumerate([*known, *new]):
            if each == data:
                return number
        new.append(data)
        return len(known) + len(new) - 1

    def _place(self, block: bytes) -> int:
        """Where a block that is missing belongs."""
        behind = _ORDER[_ORDER.index(block) + 1:]
        return next((each.start for each in self.blocks.values() if each.name in behind), self.source.root.inner_end)


def _sides(colour: str, style: str) -> str:
    return "".join(
        f'<{side} style="{style}"><color rgb="FF{colour}"/></{side}>' for side in ("left", "right", "top", "bottom")
    )


