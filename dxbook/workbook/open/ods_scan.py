"""The scan of ``ooxml_scan`` for an OpenDocument spreadsheet: one pass over content.xml.

A few bytes of ``number-rows-repeated`` can stand for a million cells, so the extent matters here most.
"""

from __future__ import annotations

from xml.parsers import expat

from dxbook.workbook.open.ooxml_scan import SheetScan

MAX_SPACES = 32_767
"""As many characters as a cell can hold."""
_HIDDEN = ("collapse", "filter")


class _Reader:
    """Expat handlers; only a table's own rows and cells count, not those of a table inside a cell."""

    def __init__(self) -> None:
        self.scans: dict[str, SheetScan] = {}
        self.scan = SheetScan()
        self.row = self.column = self.columns = 0
        self.rows_repeated = 1
        self.depth = 0
        self.error: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.depth += 1
            if self.depth == 1:
                self.scan = self.scans.setdefault(attributes.get("table:name", ""), SheetScan())
                self.row = self.columns = 0
        elif tag == "text:s" and int(attributes.get("text:c", 1)) > MAX_SPACES:
            raise ValueError("too many spaces")  # each is a byte of memory
        elif self.depth != 1:
            return
        elif tag == "table:table-row":
            self._row(attributes)
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif tag == "table:table-column":
            count = min(int(attributes.get("table:number-columns-repeated", 1)), 16384)
            if attributes.get("table:visibility") in _HIDDEN:
                self.scan.hidden_columns.update(range(self.columns + 1, self.columns + count + 1))
            self.columns += count

    def _row(self, attributes: dict[str, str]) -> None:
        self.row, self.column = self.row + 1, 0
        self.rows_repeated = int(attributes.get("table:number-rows-repeated", 1))
        if attributes.get("table:visibility") in _HIDDEN:
            self.scan.hidden_rows.update(range(self.row, self.row + min(self.rows_repeated, 2**20)))

    def _cell(self, attributes: dict[str, str]) -> None:
        first, repeated = self.column + 1, int(attributes.get("table:number-columns-repeated", 1))
        self.column += repeated
        kind = attributes.get("office:value-type")
        if kind or "table:formula" in attributes:
            self.scan.last_row = max(self.scan.last_row, self.row + self.rows_repeated - 1)
            self.scan.last_column = max(self.scan.last_column, self.column)
        if "table:formula" in attributes and not kind:
            self.scan.uncached.add((self.row, first))
        if kind == "percentage":
            self.scan.percent.add((self.row, first))
        if attributes.get("calcext:value-type") == "error":
            self.error = []
        across = int(attributes.get("table:number-columns-spanned", 1))
        down = int(attributes.get("table:number-rows-spanned", 1))
        if across > 1 or down > 1:
            self.scan.merged.append((self.row, first, self.row + down - 1, first + across - 1))

    def data(self, text: str) -> None:
        if self.error is not None:
            self.error.append(text)

    def end(self, tag: str) -> None:
        if tag == "table:table":
            self.depth -= 1
        elif self.depth != 1:
            return
        elif tag == "table:table-row":
            self.row += self.rows_repeated - 1
        elif tag == "table:table-cell" and self.error is not None:
            self.scan.errors[self.row, self.column], self.error = "".join(self.error), None


def scan_ods(content: bytes) -> dict[str, SheetScan]:
    """Sheet title → scan. Raises expat.ExpatError and ValueError for a broken part."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.Parse(content, True)
    return reader.scans
