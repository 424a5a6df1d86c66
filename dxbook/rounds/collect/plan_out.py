"""The new plan: the office's own workbook with the merged values in its cells, and a record of where they came from.

Everything else keeps its bytes (see ``dxbook.workbook.edit``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copyfile
from typing import Any

from dxbook import look
from dxbook.errors import NotAWorkbook, OutputFailed
from dxbook.files import writing
from dxbook.findings import RECORD, column_letter
from dxbook.plan import Book, Column, Kind, Table, keyed
from dxbook.reading import UNCACHED, shown
from dxbook.rounds.collect.model import Applied, CellAddress, Conflict, Earlier, Merged, RecordedValue
from dxbook.text import is_empty, written
from dxbook.values import fy_label
from dxbook.workbook.edit import (
    WORKBOOK,
    Archive,
    Value,
    Workbook,
    add_sheet,
    append_column,
    heights,
    table_at,
)
from dxbook.workbook.make import Heading, Link, Listing, note
from dxbook.workbook.open import Opened, cell_of, japan_time, open_workbook

FORMULA = "計画のセルに数式があるため、書き込んでいません。"
NO_RESULT = "届いたブックの数式に結果がないため、書き込んでいません。"
_HEADINGS = (
    Heading("保存日時", 20), Heading("部署", 18), Heading("ファイル", 28), Heading("ファイルのセル", 14), Heading("シート", 10),
    Heading("セル", 8, "center"), Heading("行", 26), Heading("欄", 18), Heading("反映前", 36), Heading("反映後", 36),
)
_HEADER = tuple(heading.label for heading in _HEADINGS)
_MARKER = "dxbook_record"
_EPOCH, _EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)


def write(
    plan: Path, book: Book, merged: Merged, output: Path, *, inputs: Iterable[Path] = (), password: str | None = None
) -> Merged:
    """Write ``plan`` with ``merged.applied`` to ``output``; without any, a copy of the very bytes.

    Returns what was done: a value whose place in the plan holds a formula is not written and becomes a
    conflict. Raises NotAWorkbook where the plan is no .xlsx or .xlsm; OutputFailed, Locked.
    """
    if not merged.applied:
        _copy(plan, output, inputs)
        return merged
    opened = open_workbook(plan, password)
    if opened.kind != "xlsx":
        raise _unfit(plan)
    workbook = Workbook(Archive(opened.data, plan.name))
    done: list[Applied] = []
    conflicts = list(merged.conflicts)
    by_sheet: dict[str, list[Applied]] = {}
    for each in merged.applied:
        by_sheet.setdefault(each.target[0], []).append(each)
    sheets = [_Sheet(workbook, opened, book, book.tables[key], key) for key in by_sheet]
    for sheet, applied in zip(sheets, by_sheet.values(), strict=True):
        outcome = sheet.fill(applied)
        done += [each for each in outcome if isinstance(each, Applied)]
        conflicts += [each for each in outcome if isinstance(each, Conflict)]
    if not done:
        _copy(plan, output, inputs)
        return Merged(done, conflicts)
    workbook.apply()
    for sheet in sheets:
        heights.fit(workbook, sheet.table.title, sheet.texts)
    if workbook.has_formulas():
        workbook.recalculate()
    _record(workbook.archive, opened, done, book)
    workbook.write(output, inputs=[plan, *inputs])
    return Merged(done, conflicts)


def refuse_formats(plan: Path) -> None:
    """Raise NotAWorkbook for a plan that values cannot be written into, before any work is done."""
    if plan.suffix.lower() not in (".xlsx", ".xlsm"):
        raise _unfit(plan)


def _unfit(plan: Path) -> NotAWorkbook:
    return NotAWorkbook(f"「{plan.name}」はExcelブック（.xlsx）ではないため、集約できません。",
                        "Excelで開き、.xlsx の形式で保存し直したものを使ってください。")


def _copy(plan: Path, output: Path, inputs: Iterable[Path]) -> None:
    with writing(output, inputs=[plan, *inputs]) as beside:
        copyfile(plan, beside)


@dataclass(slots=True)
class _Sheet:
    """One sheet of the plan being filled. ``texts``: what was written, row → column → text."""

    workbook: Workbook
    opened: Opened
    book: Book
    table: Table[Any]
    key: str
    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    _rows: dict[str, int] = field(default_factory=dict)
    _columns: dict[tuple[str, int | None], int] = field(default_factory=dict)
    _models: dict[int, int] = field(default_factory=dict)
    _formulas: set[str] = field(default_factory=set)

    def fill(self, applied: Sequence[Applied]) -> list[Applied | Conflict]:
        """Give the values to the workbook; each as it was done, with its cell."""
        table = self.table
        if not table.header_row and not table.sheet.vertical:
            raise OutputFailed(f"計画に「{table.title}」シートがないため、届いた値を書き込めません。",
                               "計画のシートを元に戻してから、もう一度実行してください。")
        self._rows = {key.partition("|")[0] if self._by_year else key: record.row for key, record in keyed(table)}
        self._rows |= {key: row for key, row in table.year_rows.items() if self._by_year}
        self._add_columns(applied)
        self._formulas = self._formula_cells()
        self._add_rows(applied)
        date1904 = _date1904(self.workbook)
        return [self._put(each, date1904) for each in applied]

    @property
    def _by_year(self) -> bool:
        """Whether one row holds all years."""
        return any(column.per_year for column in self.table.sheet.columns)

    def _row_of(self, each: Applied) -> str:
        return each.target[1].partition("|")[0] if self._by_year else each.target[1]

    def _column_of(self, each: Applied) -> tuple[str, int | None]:
        key = each.target[2]
        return key, int(each.target[1].rpartition("|")[2]) if self.table.sheet.column(key).per_year else None

    def _add_columns(self, applied: Sequence[Applied]) -> None:
        """Columns that the plan lacks, at the table's right end and in the schema's order."""
        table = self.table
        self._columns = {(key, None): number for key, number in table.columns.items()}
        self._columns |= dict(table.year_columns.items())
        order = [column.key for column in table.sheet.columns]
        lacking = {self._column_of(each) for each in applied if not each.cell} - self._columns.keys()
        for key, fy in sorted(lacking, key=lambda each: (each[1] or 0, order.index(each[0]))):
            kin = [number for (name, _), number in self._columns.items() if name == key]
            like = max(kin or [number for (_, year), number in self._columns.items() if (year is None) == (fy is None)]
                       or self._columns.values())
            column = table.sheet.column(key)
            header = f"{fy_label(fy)} {shown(column, self.book.profile)}" if fy else shown(column, self.book.profile)
            self._columns[key, fy] = append_column(self.workbook, table.title, table.header_row, header, like)

    def _add_rows(self, applied: Sequence[Applied]) -> None:
        """Rows that the plan lacks: into the first blank ones behind the last record, then below the table."""
        new = list(dict.fromkeys(self._row_of(each) for each in applied
                                 if not each.cell and self._row_of(each) not in self._rows))
        if not new:
            return
        title, header = self.table.title, self.table.header_row
        table = table_at(self.workbook.archive, self.workbook.sheets[title], header)
        area = table.area if table else None
        cells = self.opened.rows(title)
        own = {number for (key, _), number in self._columns.items() if not self.table.sheet.column(key).computed}
        filled = [number for number, row in enumerate(cells[header:], start=header + 1)
                  if any(number in own and not is_empty(cell) for number, cell in enumerate(row, start=1))]
        inside = [number for number in filled if not area or number <= area.last_row]
        last = max([header, *inside])
        end = area.last_row if area else last
        for key in new:
            last += 1
            first, *rest = key.split("|")
            values: dict[str, Any] = {self.table.sheet.identity[0]: first}
            if rest:
                values["fy"] = self._year(int(rest[0]))
            if last > end:
                self.workbook.append_row(title, last - 1, {})
                self._models[last] = end
            for name, value in values.items():
                self.workbook.set(title, f"{column_letter(self._columns[name, None])}{last}", value)
            self._rows[key] = last
        if area and last > end:
            self.workbook.grow_table(title, last)

    def _year(self, fy: int) -> Value:
        """The year as the sheet writes it."""
        written_now = next((record.raw["fy"] for record in self.table if record.raw.get("fy") is not None), "")
        return fy if isinstance(written_now, (int, float)) else fy_label(fy)

    def _put(self, each: Applied, date1904: bool) -> Applied | Conflict:
        column = self.table.sheet.column(each.target[2])
        cell = each.cell or f"{column_letter(self._columns[self._column_of(each)])}{self._rows[self._row_of(each)]}"
        row, number = cell_of(cell) or (0, 0)
        formula = f"{column_letter(number)}{self._models.get(row, row)}" in self._formulas
        if formula or each.edit.raw is UNCACHED:
            claim = (each.department, each.file, each.edit)
            reason = FORMULA if formula else NO_RESULT
            return Conflict(each.target, reason, each.before, (claim,), each.sheet, cell, each.label)
        value = _value(column, each.edit.raw, date1904=date1904)
        self.workbook.set(self.table.title, cell, value)
        if isinstance(value, str):
            self.texts.setdefault(row, {})[number] = value
        return replace(each, cell=cell)

    def _formula_cells(self) -> set[str]:
        source = self.workbook.archive.source(self.workbook.sheets[self.table.title])
        p = re.escape(source.prefix)
        pattern = re.compile(rb'<%bc\s[^>]*?\br="([A-Z]+[0-9]+)"[^>]*>\s*<%bf[\s/>]' % (p, p))
        return {found.decode() for found in pattern.findall(source.scan)}


def _value(column: Column, raw: Any, *, date1904: bool) -> Value:
    """What the department wrote as the plan's cell takes it: texts and numbers as they are, a date as a date
    where the column is for dates and as text where it is not."""
    if raw is None or isinstance(raw, str):
        return raw
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return int(raw)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, dt.date) and column.kind is Kind.DATE:
        day = raw.date() if isinstance(raw, dt.datetime) else raw
        return (day - (_EPOCH_1904 if date1904 else _EPOCH)).days
    return written(raw)


def _date1904(workbook: Workbook) -> bool:
    properties = workbook.archive.source(WORKBOOK).first(b"workbookPr")
    return bool(properties and properties.get("date1904") in ("1", "true"))


def _record(archive: Archive, opened: Opened, done: Sequence[Applied], book: Book) -> None:
    """Add to the sheet 反映記録 what was written; what earlier rounds noted stays above."""
    rows = [_linked([written(cell) for cell in row]) for row in _noted(opened)]
    for each in done:
        rows.append(_linked([
            japan_time(each.saved), each.department, each.file,
            f"{each.edit.sheet}!{each.edit.cell}", book.tables[each.target[0]].title, each.cell, each.label,
            _label(book, each), written(each.before), written(each.edit.raw),
        ]))
    listing = Listing(RECORD, _HEADINGS, [
        RECORD, note("届いたブックから計画に書き込んだ値です。「セル」を押すと、計画のその場所へ移ります。"),
        note("保存日時は、届いたブックが保存された日時です。"),
    ], [*rows])
    add_sheet(archive, listing, marker=_MARKER, colour=look.QUIET, first=False)


def recorded(book: Book, fy: int, password: str | None = None) -> Earlier:
    """What earlier rounds have written into the plan, and whose values of ``fy`` are among it."""
    if RECORD not in book.sheet_order:
        return Earlier()
    cells: dict[CellAddress, RecordedValue] = {}
    departments = set()
    for row in _noted(open_workbook(book.path, password)):
        saved, department, _, _, sheet, cell, _, column, _, after = map(written, row)
        before = cells.get((sheet, cell))
        alone = before is None or before.department == department
        cells[sheet, cell] = RecordedValue(department if alone else "", saved, after)
        if column.startswith(f"{fy_label(fy)} "):
            departments.add(department)
    return Earlier(cells, frozenset(departments))


def _label(book: Book, each: Applied) -> str:
    sheet = book.tables[each.target[0]].sheet
    label = shown(sheet.column(each.target[2]), book.profile)
    return f"{fy_label(int(each.target[1].rpartition('|')[2]))} {label}" if "fy" in sheet.identity else label


def _linked(texts: Sequence[str]) -> list[str | Link]:
    """A row of the record, its cell linked."""
    sheet, cell = texts[4], texts[5]
    return [*texts[:5], Link(cell, None, sheet, cell) if cell_of(cell) else cell, *texts[6:]]


def _noted(opened: Opened) -> list[list[Any]]:
    """The rows of an earlier round's record."""
    if RECORD not in opened.titles:
        return []
    rows = opened.rows(RECORD)
    start = next((number for number, row in enumerate(rows) if tuple(row[:len(_HEADER)]) == _HEADER), None)
    if start is None:
        return []
    return [[*row, *[""] * len(_HEADER)][:len(_HEADER)] for row in rows[start + 1:] if any(not is_empty(c) for c in row)]
