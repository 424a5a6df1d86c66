"""A workbook whose cells are changed in its parts: whatever is not touched keeps its bytes.

Looked at: openpyxl, xlsx-template-like patchers, pyexcelerate (write all parts anew or only create); none edits a cell and
leaves the part around it. The part is cut where the cell stands; see ``xml``, ``rows``, ``cells``, ``strings``, ``runs``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from dxbook.errors import NotAWorkbook
from dxbook.workbook.edit import tables
from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.cells import Change, Reworded, Value
from dxbook.workbook.edit.relations import WORKBOOK, related
from dxbook.workbook.edit.rows import SheetEdit
from dxbook.workbook.edit.sheet_tabs import tabs
from dxbook.workbook.edit.strings import Strings
from dxbook.workbook.edit.xml import Edit, put, spliced
from dxbook.workbook.open import cell_of

_BEFORE_CALC = (b"sheets", b"functionGroups", b"externalReferences", b"definedNames")


class Workbook:
    """The sheets of an :class:`Archive`, edited by title and A1 address; edits are gathered and made in one pass.

    Formulas are never changed. A text that other cells share stays; a changed cell gets its own. None and "" empty a
    cell, its style stays. Raises NotAWorkbook for a workbook without its parts and for an unknown sheet.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        if WORKBOOK not in archive:
            raise NotAWorkbook(f"「{archive.name}」はExcelブックではありません。", "ファイルを確かめてください。")
        self.sheets = {tab.title: tab.part for tab in tabs(archive) if tab.part}
        self._strings = Strings(archive, related(archive, WORKBOOK, "sharedStrings"))
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
        if tables.grow(self.archive, title, last_row, self.sheets):
            self.recalculate()

    def recalculate(self) -> None:
        """Let Excel work out every formula when it opens the file: their stored results may be old."""
        source = self.archive.source(WORKBOOK)
        calc = source.first(b"calcPr")
        if calc:
            change: Edit = calc.start, calc.inner, calc.tag(put(calc.head, "fullCalcOnLoad", 1).rstrip())
        else:
            at = max((each.end for each in source.find(*_BEFORE_CALC)), default=0)
            change = (at, at, b'<%bcalcPr fullCalcOnLoad="1"/>' % source.prefix)
        self.archive.put(WORKBOOK, spliced(source.data, [change]))

    def has_formulas(self) -> bool:
        """Whether any sheet has a formula."""
        return any(self.archive.source(part).first(b"f") for part in self.sheets.values())

    def apply(self) -> None:
        """Make all gathered edits in the archive; in workbook order, so that the same edits give the same bytes."""
        copied = False
        for title, part in self.sheets.items():
            if title in self._changes:
                source, appended = self.archive.source(part), self._appended.get(title, {})
                edit = SheetEdit(source, title, self._changes[title], appended, self._strings)
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

    def _part(self, title: str) -> str:
        if title not in self.sheets:
            raise NotAWorkbook(f"シート「{title}」が見つかりません。", "シート名を確かめてください。")
        return self.sheets[title]

    def _row(self, title: str, row: int) -> dict[int, Change]:
        self._part(title)
        return self._changes.setdefault(title, {}).setdefault(row, {})
