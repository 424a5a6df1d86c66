"""The scan of ``ooxml_scan`` for sheets written unusually: prefixes, other attribute order, comments."""

from __future__ import annotations

from xml.parsers import expat

from dxbook.workbook.open.ooxml_scan import SheetScan, cell_of

MAX_ROW = 1_048_576


class _Reader:
    """Expat handlers that fill a SheetScan. Cells without an address follow the one before them."""

    def __init__(self, percent_styles: frozenset[int]) -> None:
        self.scan = SheetScan()
        self.percent_styles = percent_styles
        self.row = self.column = 0
        self.kind = ""
        self.style = -1
        self.formula = self.filled = False
        self.text: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            if not 1 <= self.row <= MAX_ROW:
                raise ValueError(f"row {self.row}")
            if attributes.get("hidden") in ("1", "true"):
                self.scan.hidden_rows.add(self.row)
        elif name == "c":
            self._cell(attributes)
        elif name == "f":
            self.formula = True
        elif name in ("v", "is"):
            self.text = []
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            last = min(int(attributes.get("max", 0)), 16384)
            self.scan.hidden_columns.update(range(int(attributes.get("min", 1)), last + 1))
        elif name == "tablePart":
            self.scan.has_table = True
        elif name == "mergeCell":
            first, _, last_ref = attributes.get("ref", "").partition(":")
            if (start := cell_of(first)) and (end := cell_of(last_ref)):
                self.scan.merged.append((*start, *end))

    def _cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        place = cell_of(reference) if reference is not None else (self.row, self.column + 1)
        if place is None or place[0] > MAX_ROW:  # calamine would reach for a place that no sheet has
            raise ValueError(f"cell {reference}")
        self.row, self.column = place
        self.kind = attributes.get("t", "n")
        self.style = int(attributes.get("s", "-1"))
        self.formula = self.filled = False

    def data(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("v", "is") and self.text is not None:
            text, self.text = "".join(self.text), None
            self.filled = bool(text) or self.kind == "str"
            if self.kind == "e":
                self.scan.errors[self.row, self.column] = text
        elif name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        if self.formula and not self.filled:
            self.scan.uncached.add((self.row, self.column))
        if self.filled or self.formula:
            self.scan.last_row = max(self.scan.last_row, self.row)
            self.scan.last_column = max(self.scan.last_column, self.column)
        if self.filled and self.kind == "n" and self.style in self.percent_styles:
            self.scan.percent.add((self.row, self.column))


def scan_slowly(data: bytes, percent_styles: frozenset[int] = frozenset()) -> SheetScan:
    """As ``ooxml_scan.scan_sheet``, for any well-formed sheet. Raises expat.ExpatError and ValueError."""
    reader = _Reader(percent_styles)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.Parse(data, True)
    return reader.scan

