"""Fonts, grounds, borders and cell formats added to a workbook's styles; those that are there keep their number."""

from __future__ import annotations

from dataclasses import dataclass, field

from dxbook.out.room import digit_pixels
from dxbook.parts.archive import Archive
from dxbook.parts.outline import Element, grown, outline, spliced
from dxbook.parts.relations import WORKBOOK, declare, relate, related

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
          "colors", "extLst")
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
    xml: bytes
    root: Element
    known: dict[str, list[bytes]] = field(default_factory=dict)
    added: dict[str, list[bytes]] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive) -> Styles:
        """The styles of the workbook; a workbook without any gets a plain part."""
        part = related(archive, WORKBOOK, "styles")
        if not part:
            part = "xl/styles.xml"
            archive.put(part, _PLAIN)
            declare(archive, part, _TYPE)
            relate(archive, WORKBOOK, "styles", part)
        xml = archive.read(part)
        return cls(archive, part, xml, outline(xml, 4))

    @property
    def standard_font(self) -> tuple[str, float]:
        """Name and size of the first font."""
        fonts = self.root.first("fonts")
        font = fonts.children[0] if fonts and fonts.children else None
        name, size = (font.first("name"), font.first("sz")) if font else (None, None)
        return (name.get("val") if name else "Calibri"), float(size.get("val") or 11) if size else 11.0

    @property
    def digit(self) -> float:
        """Pixels of a digit of the first font: widths of columns are counted in these."""
        return digit_pixels(*self.standard_font)

    def font(self, xml: str) -> int:
        """The number of a font: the children of ``font``, in the schema's order."""
        return self._number("fonts", f"<font>{xml}</font>")

    def fill(self, colour: str) -> int:
        """A plain ground of one colour, RRGGBB; "" is none."""
        if not colour:
            return 0
        inner = f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill>'
        return self._number("fills", f"<fill>{inner}</fill>")

    def border(self, colour: str, style: str = "thin") -> int:
        """A border of one colour on all four sides."""
        return self._number("borders", f"<border>{_sides(colour, style)}<diagonal/></border>")

    def cell(self, font: int, fill: int = 0, border: int = 0, alignment: str = "") -> int:
        """The number of a cell format (``s`` of a cell): ``alignment`` is the attributes of alignment."""
        return self._number("cellXfs", (
            f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyFont="1"'
            f' applyFill="1" applyBorder="1" applyAlignment="1"><alignment {alignment}/></xf>'
        ))

    def mark(self, font: str, ground: str, line: str) -> int:
        """The number of a differential format for conditional formatting: colours of text, ground and border."""
        return self._number("dxfs", (
            f'<dxf><font><b/><color rgb="FF{font}"/></font><fill><patternFill patternType="solid">'
            f'<fgColor rgb="FF{ground}"/><bgColor rgb="FF{ground}"/></patternFill></fill>'
            f'<border>{_sides(line, "thin")}</border></dxf>'
        ))

    def save(self) -> None:
        """Put what was added into the archive; the last thing to do with these styles."""
        edits = []
        for block, new in self.added.items():
            element = self.root.first(block)
            joined = b"".join(new)
            count = str(len(self.known[block]) + len(new))
            if element is not None:
                edits += grown(self.xml, element, joined, count=count)
            else:
                tag = f"{self.root.prefix}{block}"
                place = self._place(block)
                edits.append((place, place, f'<{tag} count="{count}">'.encode() + joined + f"</{tag}>".encode()))
        self.archive.put(self.part, spliced(self.xml, edits))

    def _number(self, block: str, xml: str) -> int:
        if prefix := self.root.prefix:
            xml = xml.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
        element = self.root.first(block)
        known = self.known.setdefault(block, [
            self.xml[child.start:child.end] for child in (element.children if element else [])
        ])
        new = self.added.setdefault(block, [])
        data = xml.encode()
        for number, each in enumerate([*known, *new]):
            if each == data:
                return number
        new.append(data)
        return len(known) + len(new) - 1

    def _place(self, block: str) -> int:
        """Where a block that is missing belongs."""
        behind = _ORDER[_ORDER.index(block) + 1:]
        return next((child.start for child in self.root.children if child.name in behind), self.root.close)


def _sides(colour: str, style: str) -> str:
    return "".join(
        f'<{side} style="{style}"><color rgb="FF{colour}"/></{side}>' for side in ("left", "right", "top", "bottom")
    )


