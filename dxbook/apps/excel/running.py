"""The one seam to a running Excel, through xlwings. No rules here: those are in ``dxbook.apps.excel.live``.

What the jobs need of an open workbook is :class:`OpenBook`; tests give them one made of openpyxl. Checking works on
a copy that Excel saves, so an open workbook is read by the same code, with the same result, as a file.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from dxbook.errors import DxbookError, Missing, NotFound, OutputFailed
from dxbook.files import getting

XL_EXPRESSION = 2
"""Excel's XlFormatConditionType of a rule that is a formula."""
ATTEMPTS = 3_000
"""How often xlwings asks an Excel that refuses everything, as it does while a cell is edited: some seconds. Its own
setting is to ask for ever."""
_ALLOWED = ("FormattingCells", "FormattingColumns", "FormattingRows", "InsertingColumns", "InsertingRows",
            "InsertingHyperlinks", "DeletingColumns", "DeletingRows", "Sorting", "Filtering", "UsingPivotTables")
"""What a protected sheet may allow, in the order of Worksheet.Protect's arguments."""


@dataclass(frozen=True, slots=True)
class State:
    """How a workbook is open. ``path`` is None where it was never saved or lies in the cloud (``cloud``);

    ``locked`` are the titles of protected sheets.
    """

    path: Path | None
    saved: bool = True
    read_only: bool = False
    cloud: bool = False
    locked: tuple[str, ...] = ()


class OpenBook(Protocol):
    """A workbook open in Excel. Areas are A1 addresses within one sheet (B2:B40), of one block where not said.

    ``write`` types texts as a person does: Excel makes numbers and dates of what looks so, unless the cell's
    format is text or the text begins with an apostrophe. ``marks`` are rules of conditional formatting.
    """

    @property
    def name(self) -> str:
        """The workbook's name as the title bar shows it (計画.xlsx, or Book1 before it is saved)."""

    def state(self) -> State:
        """How it is open at this moment."""

    def save_copy(self, path: Path) -> None:
        """Save a copy with all unsaved changes; the open workbook stays as it is."""

    def formulas(self, sheet: str, area: str) -> list[list[str]]:
        """What the formula bar shows of each cell, as rows: text, numbers as text, formulas with =."""

    def number_format(self, sheet: str, area: str) -> str | None:
        """The number format of all cells of the area; None where they differ."""

    def set_number_format(self, sheet: str, area: str, code: str) -> None:
        """Give all cells of the area this number format."""

    def write(self, sheet: str, area: str, rows: list[list[Any]]) -> None:
        """Put values into an area in one call."""

    def mark(self, sheet: str, area: str, rule: str, colour: str) -> None:
        """Colour the cells of one or several blocks (A1,B2:B4) where ``rule`` is true; ``colour`` is RRGGBB.

        A protected sheet is opened for it and protected again as it was.
        """

    def unmark(self, sheet: str, sign: str) -> None:
        """Take away the rules whose formula holds ``sign``."""

    def go_to(self, sheet: str, cell: str) -> None:
        """Show a cell and select it."""

    def to_front(self) -> None:
        """Bring Excel's window before all others."""

    def to_pdf(self, path: Path) -> None:
        """Export the workbook as a PDF."""


def active() -> OpenBook:
    """The workbook in Excel's front window. Raises Missing or NotFound with what to do."""
    xlwings = connect()
    try:
        app = xlwings.apps.active
        book = app.books.active if app is not None and len(app.books) else None
    except Exception as error:  # xlwings raises whatever the system raises where Excel is missing
        raise _no_excel() from error
    if app is None:
        raise _no_excel()
    if book is None:
        raise NotFound("Excelで開いているブックがありません。",
                       "ブックを開いてください。「保護ビュー」と出ているときは「編集を有効にする」を押してください。")
    return ActiveBook(book)


def find(path: Path) -> OpenBook | None:
    """The open workbook of this file, in whichever Excel it is open. None where it is not open, or nobody can be asked."""
    with contextlib.suppress(Exception):  # no xlwings, no Excel, or a busy one
        wanted = os.path.normcase(path.resolve())
        for app in connect().apps:
            for book in app.books:
                if os.path.normcase(Path(str(book.api.FullName)).resolve()) == wanted:
                    return ActiveBook(book)
    return None


def can_be_asked() -> bool:
    """Whether a running Excel can be asked from here: on Windows, with xlwings."""
    return sys.platform == "win32" and importlib.util.find_spec("xlwings") is not None


def connect() -> Any:
    """The module xlwings, set so that a busy Excel is told and not waited for. Raises Missing."""
    try:
        import xlwings
    except ImportError as error:
        raise _only_windows() or Missing("Excelとつなぐ部品(xlwings)がありません。", getting("excel")) from error
    if sys.platform == "win32":
        xlwings._xlwindows.N_COM_ATTEMPTS = ATTEMPTS
    return xlwings


def _only_windows() -> DxbookError | None:
    if sys.platform == "win32":
        return None
    return Missing("Excelで開いているブックは、WindowsのExcelでだけ扱えます。",
                   "このパソコンでは、保存したファイルを指定してください。例: dxbook check 計画.xlsx")


def _no_excel() -> DxbookError:
    return _only_windows() or Missing("起動しているExcelが見つかりません。",
                                      "Excelでブックを開いてから、もう一度行ってください。")


class ActiveBook:
    """An ``xlwings.Book`` as :class:`OpenBook`, where each method is described. All raise OutputFailed where Excel refuses."""

    def __init__(self, book: Any) -> None:
        self._book = book

    @property
    def name(self) -> str:
        with _asking():
            return str(self._book.name)

    def state(self) -> State:
        with _asking():
            api = self._book.api
            full, folder = str(api.FullName), str(api.Path)
            cloud = "://" in full
            locked = tuple(str(sheet.name) for sheet in self._book.sheets if sheet.api.ProtectContents)
            return State(Path(full) if folder and not cloud else None, bool(api.Saved), bool(api.ReadOnly), cloud, locked)

    def save_copy(self, path: Path) -> None:
        with _asking():
            self._book.api.SaveCopyAs(str(path))

    def formulas(self, sheet: str, area: str) -> list[list[str]]:
        with _asking():
            got = self._range(sheet, area).formula
        rows = got if isinstance(got, (tuple, list)) else ((got,),)
        return [["" if cell is None else str(cell) for cell in row] for row in rows]

    def number_format(self, sheet: str, area: str) -> str | None:
        with _asking():
            code = self._range(sheet, area).number_format
        return None if code is None else str(code)

    def set_number_format(self, sheet: str, area: str, code: str) -> None:
        with _asking():
            self._range(sheet, area).number_format = code

    def write(self, sheet: str, area: str, rows: list[list[Any]]) -> None:
        with _asking():
            self._range(sheet, area).value = rows

    def mark(self, sheet: str, area: str, rule: str, colour: str) -> None:
        red, green, blue = bytes.fromhex(colour)
        with _asking(), self._unlocked(sheet) as api:
            added = api.Range(area).FormatConditions.Add(XL_EXPRESSION, None, rule)
            added.SetFirstPriority()
            added.Interior.Color = red + green * 256 + blue * 65_536

    def unmark(self, sheet: str, sign: str) -> None:
        with _asking():
            rules = self._book.sheets[sheet].api.Cells.FormatConditions
            ours = [number for number in range(rules.Count, 0, -1)
                    if rules.Item(number).Type == XL_EXPRESSION and sign in str(rules.Item(number).Formula1)]
            if ours:
                with self._unlocked(sheet):
                    for number in ours:
                        rules.Item(number).Delete()

    @contextlib.contextmanager
    def _unlocked(self, sheet: str) -> Iterator[Any]:
        """The sheet without its protection, which comes back as it was. A sheet with a password is refused."""
        api = self._book.sheets[sheet].api
        if not api.ProtectContents:
            yield api
            return
        allowed = [bool(getattr(api.Protection, f"Allow{word}")) for word in _ALLOWED]
        drawings, scenarios = bool(api.ProtectDrawingObjects), bool(api.ProtectScenarios)
        try:
            api.Unprotect("")  # without an argument Excel would ask for the password
        except Exception as error:
            raise OutputFailed(
                f"「{sheet}」シートはパスワードで保護されているため、印を付けられません。",
                "「校閲」の「シート保護の解除」を行うか、ファイルを指定して --marks で印を付けた写しを作ってください。",
            ) from error
        try:
            yield api
        finally:
            api.Protect("", drawings, True, scenarios, False, *allowed)

    def go_to(self, sheet: str, cell: str) -> None:
        with _asking():
            self._book.activate()
            self._book.sheets[sheet].activate()
            self._range(sheet, cell).select()

    def to_front(self) -> None:
        with _asking():
            self._book.activate(steal_focus=True)

    def to_pdf(self, path: Path) -> None:
        with _asking():
            self._book.to_pdf(str(path))

    def _range(self, sheet: str, area: str) -> Any:
        return self._book.sheets[sheet].range(area)


@contextlib.contextmanager
def _asking() -> Iterator[None]:
    """Excel's refusals as sentences: it refuses everything while a cell is edited or a dialog is open."""
    try:
        yield
    except DxbookError:
        raise
    except Exception as error:  # COM errors, xlwings' own, and AttributeError where Excel is busy
        raise OutputFailed(
            f"Excelが操作を受け付けませんでした（{type(error).__name__}）。",
            "セルの編集を終え(Enter)、開いている画面を閉じてから、もう一度行ってください。",
        ) from error
