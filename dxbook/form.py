"""Read a check-sheet form (様式): an Excel file with placeholders that an office edits in Excel.

Everything wrong with a form is a finding with its cell; only a form without any known sheet, or a file
that is no .xlsx, stops the work. What openpyxl would drop in silence (shapes, images) is told.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from dxbook.errors import DxbookError, NotAWorkbook, NotFound
from dxbook.finding import Finding, Place, column_letter, finding, tidy
from dxbook.placeholder import CARD, TOKEN, Token, Use, near, parse
from dxbook.resources import template

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FRONT, INDEX, CHARTS, DATA = "表紙", "一覧", "グラフ", "グラフデータ"
MADE = (CHARTS, DATA)
"""Sheets the program makes: a form must not bring its own."""

LIMIT = 20_000_000
"""Bytes a form may unpack to; the forms here have about 60,000."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a cell's text: fixed ``text``, or a ``token``."""

    text: str = ""
    token: Token | None = None


@dataclass(slots=True)
class FormSheet:
    """One sheet of the form. ``cells`` holds only cells with placeholders, by (row, column).

    ``conditions`` and ``blocks`` are by row: the tokens that decide whether the row stays, and the list
    whose items repeat it; ``numbered`` rows carry {{節}}. ``merges`` are (first row, first column, last row, last column).
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
            raise NotFound(f"様式ファイル「{form}」が見つかりません。", "ファイルの場所と名前を確かめてください。")
        return path
    return template(f"form_{form}.xlsx")


def read(path: Path) -> Form:
    """Read a form. Raises NotFound, NotAWorkbook, or DxbookError where no sheet of a form is in it."""
    data = _bytes(path)
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(io.BytesIO(data), rich_text=False)
    except Exception as error:  # openpyxl raises many kinds for a damaged file
        raise NotAWorkbook(
            f"様式「{path.name}」を読めません。", "Excelで開いて、xlsx形式で保存し直してください。"
        ) from error
    found = list(_lost(data, path))
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


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LIMIT:
                raise NotAWorkbook(f"様式「{path.name}」が大きすぎます。", "画像や使わないシートを消してください。")
            archive.getinfo("[Content_Types].xml")
    except FileNotFoundError as error:
        raise NotFound(f"様式ファイル「{path}」が見つかりません。", "場所と名前を確かめてください。") from error
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise NotAWorkbook(f"様式「{path.name}」はxlsx形式のファイルではありません。", "xlsx形式で保存してください。") from error
    return data


def _sheet(worksheet: Worksheet, place: Place, found: list[Finding]) -> FormSheet:
    card = worksheet.title == CARD
    sheet = FormSheet(worksheet.title, worksheet.max_row, worksheet.max_column)
    sheet.merges = tuple(sorted(
        (area.min_row, area.min_col, area.max_row, area.max_col) for area in worksheet.merged_cells.ranges
    ))
    listed: dict[int, set[str]] = {}
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
    from dxbook.placeholder import scopes

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


def _lost(data: bytes, path: Path) -> Iterator[Finding]:
    """What a drawing holds and openpyxl would drop, told per sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        titles = _sheet_parts(archive)
        for part, title in titles.items():
            folder, _, base = part.rpartition("/")
            rels = f"{folder}/_rels/{base}.rels"
            if rels not in names:
                continue
            for target in re.findall(r'Target="([^"]*drawings/drawing[^"]*\.xml)"', archive.read(rels).decode()):
                drawing = "xl/drawings/" + target.rpartition("/")[2]
                if drawing in names and (kinds := _drawn(archive.read(drawing))):
                    yield finding("S107", Place(str(path), title), "、".join(kinds))
        if "xl/vbaProject.bin" in names:
            yield finding("S108", Place(str(path)))


def _drawn(xml: bytes) -> list[str]:
    tags = {"sp": "図形・テキストボックス", "cxnSp": "線", "grpSp": "グループ図形", "pic": "画像", "graphicFrame": "グラフ"}
    seen = {node.tag.rpartition("}")[2] for node in ElementTree.fromstring(xml).iter()}
    return [name for tag, name in tags.items() if tag in seen]


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part name → sheet title."""
    rels = archive.read("xl/_rels/workbook.xml.rels").decode()
    targets = {}
    for entry in re.findall(r"<Relationship\b[^>]*>", rels):
        id_, target = re.search(r'\bId="([^"]*)"', entry), re.search(r'\bTarget="([^"]*)"', entry)
        if id_ and target:
            targets[id_[1]] = "xl/" + target[1].removeprefix("/xl/")
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    parts = {}
    for node in book.iter():
        if node.tag.endswith("}sheet"):
            id_value = next((value for key, value in node.attrib.items() if key.endswith("}id")), "")
            parts[targets.get(id_value, "")] = node.get("name", "")
    return parts
