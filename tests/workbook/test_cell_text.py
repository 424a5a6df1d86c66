"""Texts that a cell cannot hold: in every kind of workbook that dxbook writes they come out the same."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook

from dxbook.findings import Finding, Level
from dxbook.rounds.marks import write_list
from dxbook.text import MAX_CELL_TEXT, cell_text
from dxbook.workbook.edit import Archive, add_sheet
from dxbook.workbook.make import Heading, Listing, write_value
from dxbook.workbook.open import open_workbook

ODD = {
    "=1+1": "=1+1", "+81 3": "+81 3", "@SUM(A1)": "@SUM(A1)", "1-2": "1-2", "0123": "0123",
    "_x0041_": "_x0041_", "_x0041\x08_": "_x0041_", "a\x00\x08\x1fb": "ab", "a\x0bb\x1cc": "a\nb\nc",
    "a\r\nb\rc": "a\nb\nc", "\ud842髙": "?髙", "\ufffe\uffff﨑": "﨑", "𠮷\t<&>\"'": "𠮷\t<&>\"'",
}


def by_openpyxl(texts: list[str], path: Path) -> None:
    workbook = Workbook()
    for row, text in enumerate(texts, start=1):
        write_value(workbook.active.cell(row, 1), text)
    workbook.save(path)


def by_xlsxwriter(texts: list[str], path: Path) -> None:
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for row, text in enumerate(texts):
            sheet.write_string(row, 0, cell_text(text))


def by_parts(texts: list[str], path: Path) -> None:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    archive = Archive(buffer.getvalue(), "a.xlsx")
    add_sheet(archive, Listing("値", [Heading("値", 10)], [], [[text] for text in texts]))
    path.write_bytes(archive.to_bytes())


def by_the_list_of_findings(texts: list[str], path: Path) -> None:
    write_list([Finding("a.xlsx", "施策", "A1", "施策名", "K101", Level.ERROR, text, "内容", "直し方") for text in texts], path)


WRITERS = [(by_openpyxl, 0, 0), (by_xlsxwriter, 0, 0), (by_parts, 1, 0), (by_the_list_of_findings, 4, 6)]


@pytest.mark.parametrize(("write", "top", "column"), WRITERS, ids=lambda each: getattr(each, "__name__", ""))
def test_every_writer_says_the_same(
    write: Callable[[list[str], Path], None], top: int, column: int, tmp_path: Path
) -> None:
    long = "長" * (MAX_CELL_TEXT + 1)
    write([*ODD, long], tmp_path / "a.xlsx")
    opened = open_workbook(tmp_path / "a.xlsx")
    assert [row[column] for row in opened.rows(opened.titles[0])[top:]] == [*ODD.values(), long[:-1]]


def test_a_long_text_is_counted_as_excel_counts() -> None:
    """A letter beyond U+FFFF counts twice, and is never cut in two."""
    assert cell_text("𠮷" * MAX_CELL_TEXT) == "𠮷" * (MAX_CELL_TEXT // 2)
    assert cell_text("a" + "𠮷" * MAX_CELL_TEXT) == "a" + "𠮷" * (MAX_CELL_TEXT // 2)
    assert cell_text("長" * MAX_CELL_TEXT) == "長" * MAX_CELL_TEXT
