"""Normalise a workbook: each column by its own policy, every change listed, formulas untouched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dxbook.errors import NotAWorkbook, OutputFailed
from dxbook.files import refuse
from dxbook.plan import Book, Kind
from dxbook.reading import normalized

SUFFIXES = (".xlsx", ".xlsm")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Change:
    """One cell's text before and after."""

    sheet: str
    cell: str
    column: str
    before: str
    after: str
    number: bool = False

    def as_dict(self) -> dict[str, str]:
        """The JSON form: sheet, cell, column, before, after."""
        return {key: value for key, value in asdict(self).items() if key != "number"}


def changes(book: Book) -> list[Change]:
    """Every cell whose text its column's policy changes, in sheet and row order."""
    changed: dict[tuple[str, str], Change] = {}
    for table in book.tables.values():
        columns = {column.key: column for column in table.sheet.stored}
        numbers = {column.key for column in table.sheet.stored if column.kind is Kind.NUMBER}
        for record in table:
            for key, raw in record.raw.items():
                if not isinstance(raw, str) or key not in columns:
                    continue
                after = normalized(columns[key], raw)
                number = key in numbers and _NUMBER.fullmatch(after) is not None
                if after != raw or number:
                    place = table.place(record, columns[key])
                    change = Change(place.sheet, place.cell, place.column, raw, after, number)
                    changed.setdefault((place.sheet, place.cell), change)
    return list(changed.values())


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def refuse_formats(path: Path, output: Path) -> None:
    """Raise OutputFailed unless both are .xlsx or both .xlsm, before any work is done."""
    if path.suffix.lower() not in SUFFIXES:
        raise OutputFailed(
            f"「{path.name}」は整えられません。整えられるのは .xlsx と .xlsm です。",
            "Excelで開き、.xlsx で保存してから使ってください。",
        )
    refuse(output, [path], suffixes=[path.suffix.lower()])


def write(path: Path, output: Path, changed: Sequence[Change], *, password: str | None = None) -> None:
    """Write the normalised copy: only the texts of the changed cells differ. Raises OutputFailed, NotAWorkbook."""
    from dxbook.workbook.edit import Archive, Workbook
    from dxbook.workbook.open import open_workbook

    refuse_formats(path, output)
    opened = open_workbook(path, password)
    if opened.kind != "xlsx":
        raise NotAWorkbook(
            f"「{path.name}」は、名前の終わりと中身の形式が違うため整えられません。",
            "Excelで開き、.xlsx で保存してから使ってください。",
        )
    workbook = Workbook(Archive(opened.data, path.name))
    for change in changed:
        if change.number:
            workbook.set(change.sheet, change.cell, _number(change.after))
        else:
            workbook.change_text(change.sheet, change.cell, change.before, change.after)
    if any(change.number for change in changed) and workbook.has_formulas():
        workbook.recalculate()  # a sum that Excel stored without the number would still be shown
    workbook.write(output, inputs=[path])
