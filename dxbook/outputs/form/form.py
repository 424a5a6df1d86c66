"""Read a check-sheet form (様式): an Excel file with placeholders that an office edits in Excel.

Everything wrong with a form is a finding with its cell; only a form without any known sheet, or a file
that is no .xlsx, stops the work. What openpyxl would drop in silence (shapes, images) is told.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from dxbook.errors import DxbookError, NotAWorkbook, NotFound
from dxbook.files import template, template_names
from dxbook.findings import Finding, Place, column_letter, finding, tidy
from dxbook.outputs.checksheet import CARD, TOKEN, Token, Use, near, parse, scopes
from dxbook.workbook.open import archive, identify, sheet_parts

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FRONT, INDEX, CHARTS, DATA = "表紙", "一覧", "グラフ", "グラフデータ"
MADE = (CHARTS, DATA)
"""Sheets the program makes: a form must not bring its own."""

SPARE = 20
"""Formatted rows and columns kept beyond the last value: an office may have styled the whole sheet."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a cell's text: fixed ``text``, or a ``token``."""

    text: str = ""
    token: Token | None = None


@dataclass(slots=True)
class FormSheet:
    """One sheet of the form. ``cells`` holds only cells with placeholders, by (row, column).

    ``conditions`` and ``blocks`` are by row: the tokens that decide whether the row stays, and the list
    whose items repeat it; ``numbered`` rows carry {{節}}. ``merges``
    are (first row, first column, last row, last column).
    """

    title: str
    rows: int
    columns: int
    cells: dict[tuple[int, int], tuple[Piece, ...]] = field(default_factory=dict)
    conditions: dict[int, list[Token]] = field(default_factory=dict)
    blocks: dict[int, str] = field(default_factory=dict)
    numbered: set[int] = field(default_factory=set)
    merges: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def card(self) -> bool:
        """Whether it is the 個票, which is copied for every measure."""
        return self.title == CARD

    def block_rows(self, first: int) -> list[int]:
        """The adjacent rows that repeat together from row ``first`` on."""
        rows = [first]
        while self.blocks.get(rows[-1] + 1) == self.blocks[first]:
            rows.append(rows[-1] + 1)
        return rows


@dataclass(slots=True)
class Form:
    """A form as read: the openpyxl workbook (which the writer fills) and what stands in it."""

    path: Path
    workbook: Workbook
    sheets: list[FormSheet]
    findings: list[Finding]


def locate(form: str) -> Path:
    """The file of a form: a path to an .xlsx, or the name of one that comes with dxbook ("simple")."""
    if form.lower().endswith((".xlsx", ".xlsm")) or "/" in form or "\\" in form:
        path = Path(form)
        if not path.is_file():
            raise NotFound(f"様式ファイル「{form}」が見つかりません。", "場所と名前を確かめてください。")
        return path
    shipped = template_names("form_")
    if form.lower() not in shipped:
        raise NotFound(f"様式「{form}」はありません。", f"様式のファイル名か、{'、'.join(shipped)} を指定してください。")
    return template(f"form_{form.lower()}.xlsx")


def read(path: Path) -> Form:
    """Read a form. Raises NotFound, NotAWorkbook, or DxbookError where no sheet of a form is in it."""
    data, parts = _parts(path)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl drops is told as a finding, in Japanese
            workbook = load_workbook(io.BytesIO(data))
    except Exception as error:  # openpyxl raises many kinds for a damaged file
        raise NotAWorkbook(
            f"様式「{path.name}」を読めません。", "Excelで開いて、xlsx形式で保存し直してください。"
        ) from error
    found = list(_lost(parts, path))
    sheets = []
    for worksheet in workbook.worksheets:
        place = Place(str(path), worksheet.title)
        if worksheet.title in MADE:
            found.append(finding("S106", place, worksheet.title))
            continue
        sheets.append(_sheet(worksheet, place, found))
    titles = {sheet.title for sheet in sheets}
    if not titles & {FRONT, INDEX, CARD}:
        raise DxbookError(
            f"「{path.name}」に、シート「{FRONT}」「{INDEX}」「{CARD}」がどれもありません。",
            "dxbookの様式をもとに作り直してください。",
        )
    if CARD not in titles:
        found.append(finding("S103", Place(str(path))))
    return Form(path, workbook, sheets, tidy(found))


def _parts(path: Path) -> tuple[bytes, dict[str, bytes]]:
    """The file and its checked parts (limits, no entities: see ``archive``)."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(
            f"様式ファイル「{path}」が見つかりません。", "場所と名前を確かめてください。") from error
    except OSError as error:
        raise NotAWorkbook(
            f"様式「{path.name}」を読めません。", "ファイルを閉じてから、やり直してください。") from error
    kind, data, entries = identify(path.name, data, None)
    if kind != "xlsx":
        raise NotAWorkbook(f"様式「{path.name}」はxlsx形式ではありません。",
                           "Excelで開いて、xlsx形式で保存してください。")
    return data, dict(archive.unpacked(path.name, data, entries))


def _extent(worksheet: Worksheet) -> tuple[int, int]:
    """Rows and columns in use: to the last value or merge, and a little formatting beyond it."""
    used = [(cell.row, cell.column) for row in worksheet.iter_rows() for cell in row
            if cell.value is not None]
    used += [(area.max_row, area.max_col) for area in worksheet.merged_cells.ranges]
    rows, columns = max((row for row, _ in used), default=1), max((column for _, column in used), default=1)
    return min(worksheet.max_row, rows + SPARE), min(worksheet.max_column, columns + SPARE)


def _sheet(worksheet: Worksheet, place: Place, found: list[Finding]) -> FormSheet:
    card = worksheet.title == CARD
    sheet = FormSheet(worksheet.title, *_extent(worksheet))
    sheet.merges = tuple(sorted(
        (area.min_row, area.min_col, area.max_row, area.max_col) for area in worksheet.merged_cells.ranges
    ))
    listed: dict[int, set[str]] = {}
    if any(cell.comment for row in worksheet.iter_rows() for cell in row):
        found.append(finding("S107", place, "メモ(コメント)"))
    for row in worksheet.iter_rows():
        for cell in row:
            if not isinstance(cell.value, str) or ("{" not in cell.value and "｛" not in cell.value):
                continue
            here = Place(place.file, place.sheet, cell.coordinate)
            pieces = tuple(_pieces(cell.value, card, here, found))
            sheet.cells[cell.row, cell.column] = pieces
            _note(sheet, cell.row, pieces, listed, card)
    _settle(sheet, listed, place, found)
    return sheet


def _pieces(text: str, card: bool, place: Place, found: list[Finding]) -> Iterator[Piece]:
    end = 0
    for match in TOKEN.finditer(text):
        if match.start() > end:
            yield Piece(text[end:match.start()])
        end = match.end()
        name = match[1]
        if token := parse(name, card):
            yield Piece(token=token)
        elif better := near(name, card):
            found.append(finding("S101", place, match[0], better=better))
            yield Piece(match[0])  # stays visible: nothing is filled by a guess
        else:
            found.append(finding("S102", place, match[0]))
            yield Piece(match[0])
    rest = text[end:]
    if "{{" in rest or "}}" in rest:
        found.append(finding("S105", place, text))
    if rest:
        yield Piece(rest)


def _note(
    sheet: FormSheet, row: int, pieces: tuple[Piece, ...], listed: dict[int, set[str]], card: bool
) -> None:
    """Enter a cell's tokens into the sheet's conditions and ``listed`` (row → lists used there)."""
    for piece in pieces:
        token = piece.token
        if token is None:
            continue
        if token.use is Use.COUNT:
            sheet.numbered.add(row)
        elif token.use in (Use.WHEN, Use.UNLESS):
            sheet.conditions.setdefault(row, []).append(token)
        elif (scope := scopes(card).get(token.scope)) and scope.listed:
            listed.setdefault(row, set()).add(token.scope)


def _settle(sheet: FormSheet, listed: dict[int, set[str]], place: Place, found: list[Finding]) -> None:
    """Decide each row's list; merges that start in a repeated row and end below it join the block."""
    for row, names in sorted(listed.items()):
        sheet.blocks[row] = min(names)
        if len(names) > 1:
            here = Place(place.file, place.sheet, f"A{row}")
            found.append(finding("S104", here, "、".join(sorted(names))))
    for top, left, bottom, _ in sheet.merges:
        names = {sheet.blocks[row] for row in range(top, bottom + 1) if row in sheet.blocks}
        if top in sheet.blocks and len(names) == 1 and bottom > top:
            for row in range(top, bottom + 1):
                sheet.blocks[row] = sheet.blocks[top]
        elif len(names) > 1:
            found.append(finding("S104", Place(place.file, place.sheet, f"{column_letter(left)}{top}"),
                                 "、".join(sorted(names))))


def _lost(parts: dict[str, bytes], path: Path) -> Iterator[Finding]:
    """What a drawing holds and openpyxl would drop, told per sheet."""
    for title, part in sheet_parts(parts).items():
        folder, _, base = part.rpartition("/")
        links = parts.get(f"{folder}/_rels/{base}.rels", b"").decode()
        for target in re.findall(r'Target="[^"]*drawings/(drawing[^"]*\.xml)"', links):
            if kinds := _drawn(parts.get(f"xl/drawings/{target}", b"<none/>")):
                yield finding("S107", Place(str(path), title), "、".join(kinds))
    if "xl/vbaProject.bin" in parts:
        yield finding("S108", Place(str(path)))


def _drawn(xml: bytes) -> list[str]:
    tags = {"sp": "図形・テキストボックス", "cxnSp": "線", "grpSp": "グループ図形", "pic": "画像",
            "graphicFrame": "グラフ"}
    seen = {node.tag.rpartition("}")[2] for node in ElementTree.fromstring(xml).iter()}
    return [name for tag, name in tags.items() if tag in seen]
