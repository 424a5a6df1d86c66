"""A workbook whose cells are changed in its parts: whatever is not touched keeps its bytes.

Looked at: openpyxl, xlsx-template-like patchers, pyexcelerate (write all parts anew or only create); none edits a cell and
leaves the part around it. The part is cut where the cell stands; see ``xml``, ``rows``, ``cells``, ``strings``, ``runs``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from dxbook.errors import NotAWorkbook
from dxbook.opening.ooxml_scan import cell_of
from dxbook.parts import tables
from dxbook.parts.archive import Archive
from dxbook.parts.cells import Change, Reworded, Value
from dxbook.parts.links import parsed, relations, targets
from dxbook.parts.rows import SheetEdit
from dxbook.parts.strings import Strings
from dxbook.parts.xml import Source, put, spliced

_BEFORE_CALC = (b"sheets", b"functionGroups", b"externalReferences", b"definedNames")


class Workbook:
    """The sheets of an :class:`Archive`, edited by title and A1 address; edits are gathered and made in one pass.

    Formulas are never changed. A text that other cells share stays; a changed cell gets its own. None and "" empty a
    cell, its style stays. Raises NotAWorkbook for a workbook without its parts and for an unknown sheet.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.part = next(iter(targets(archive, "", "officeDocument")), "")
        if not self.part:
            raise NotAWorkbook(f"「{archive.name}」はExcelブックではありません。", "ファイルを確かめてください。")
        self.sheets = self._sheets()
        self._strings = Strings(archive, next(iter(targets(archive, self.part, "sharedStrings")), ""))
        self._changes: dict[str, dict[int, dict[int, Change]]] = {}
        self._appended: dict[str, dict[int, int]] = {}

    def set(self, title: str, cell: str, value: Value) -> None:
        """Give a cell a new value. With another text, the runs and furigana of that cell go."""
        place = cell_of(cell)
        if place is None:
            raise ValueError(f"{cell!r} is no A1 address")
        self._row(title, place[0])[place[1]] = value

    def change_text(self, title: str, cell: str, before: str, after: str) -> None:
        """Change a text a little: its runs keep their looks, its furigana their characters.

        ``before`` is for the reader of the call; what stands in the file decides where runs and furigana go.
        """
        place = cell_of(cell)
        if place is None:
            raise ValueError(f"{cell!r} is no A1 address")
        if before != after:
            self._row(title, place[0])[place[1]] = Reworded(after)

    def append_row(self, title: str, after_row: int, values: Mapping[int, Value]) -> int:
        """Write ``values`` (by column number) into the row below ``after_row``, with its height, styles and formulas.

        A column with a formula keeps that. Returns the new row. OutputFailed at writing where that row is filled.
        """
        new = after_row + 1
        self._row(title, new).update(values)
        appended = self._appended.setdefault(title, {})
        appended[new] = appended.get(after_row, after_row)
        return new

    def grow_table(self, title: str, last_row: int) -> None:
        """Let the sheet's table, its rules, and the names and formulas over it reach down to ``last_row``.

        Raises NotAWorkbook where the sheet has no table, OutputFailed for one with a row of totals.
        """
        self._part(title)
        if tables.grow(self.archive, title, last_row, self.sheets, self.part):
            self.recalculate()

    def recalculate(self) -> None:
        """Let Excel work out every formula when it opens the file: their stored results may be old."""
        source = Source(self.archive.read(self.part), self.archive.name)
        calc = source.first(b"calcPr")
        if calc:
            change = (calc.start, calc.inner, calc.tag(source.prefix, put(calc.head, "fullCalcOnLoad", 1)))
        else:
            at = max((each.end for each in source.find(*_BEFORE_CALC)), default=0)
            change = (at, at, b'<%bcalcPr fullCalcOnLoad="1"/>' % source.prefix)
        self.archive.put(self.part, spliced(source.data, [change]))

    def has_formulas(self) -> bool:
        """Whether any sheet has a formula."""
        for part in self.sheets.values():
            source = Source(self.archive.read(part), self.archive.name)
            if source.first(b"f"):
                return True
        return False

    def apply(self) -> None:
        """Make all gathered edits in the archive; in workbook order, so that the same edits give the same bytes."""
        copied = False
        for title, part in self.sheets.items():
            if title in self._changes:
                source = Source(self.archive.read(part), self.archive.name)
                edit = SheetEdit(source, title, self._changes[title], self._appended.get(title, {}), self._strings)
                self.archive.put(part, edit.result())
                copied = copied or edit.models.copied_formulas
        self._strings.save()
        self._changes, self._appended = {}, {}
        if copied:
            self.recalculate()

    def to_bytes(self) -> bytes:
        """The whole file with all edits."""
        self.apply()
        return self.archive.to_bytes()

    def write(self, output: Path, *, inputs: Iterable[Path] = ()) -> None:
        """Write the file, whole or not at all. Raises OutputFailed, Locked."""
        self.apply()
        self.archive.write(output, inputs=inputs)

    def _sheets(self) -> dict[str, str]:
        """Worksheets alone: chart and macro sheets have no cells."""
        parts = {each.identity: each.target for each in relations(self.archive, self.part) if each.kind == "worksheet"}
        found = {}
        for each in parsed(self.archive, self.part).iter():
            if each.tag.rpartition("}")[2] == "sheet":
                link = next((value for name, value in each.attrib.items() if name.endswith("}id")), "")
                if parts.get(link, "") in self.archive:
                    found[each.get("name", "")] = parts[link]
        return found

    def _part(self, title: str) -> str:
        if title not in self.sheets:
            raise NotAWorkbook(f"シート「{title}」が見つかりません。", "シート名を確かめてください。")
        return self.sheets[title]

    def _row(self, title: str, row: int) -> dict[int, Change]:
        self._part(title)
        return self._changes.setdefault(title, {}).setdefault(row, {})
