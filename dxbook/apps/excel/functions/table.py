"""Check one table that stands in a range: its sheet, and whose words it uses, are known by its headers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dxbook.apps.excel.functions.cells import Cells, refuse_size
from dxbook.errors import NotFound
from dxbook.findings import Finding, tidy
from dxbook.plan import SHEETS, Book, Profile, Sheet, Table, profiles
from dxbook.reading import Names, Source, find_headers, read_table
from dxbook.text import key

HEADER = ["レベル", "行", "欄", "値", "内容", "直し方"]
NO_FINDINGS = "指摘はありません。"
_FAMILIES = ("columns", "textual", "values")
"""The checks that ask nothing of other sheets."""


def findings_of(cells: Cells, title: Any = None) -> Cells:
    """The findings of a table with its headers in the first rows, one a row under ``HEADER``.

    行 counts from the range's first row; 欄 is the header. ``title`` names the sheet where the headers fit several.
    """
    refuse_size(len(cells), len(cells[0]))
    rows = [["" if cell is None else cell for cell in row] for row in cells]
    found = _check(rows, title)
    if not found:
        return [[NO_FINDINGS]]
    return [list(HEADER), *[[str(each.level), _row(each), each.column, each.value, each.message, each.remedy]
                            for each in found]]


def _check(rows: list[list[Any]], title: Any) -> list[Finding]:
    from dxbook.checks import CHECKS, Context

    sheet, profile = _sheet(rows, title)
    tables: dict[str, Table[Any]] = {each.key: Table(each, each.title) for each in SHEETS}
    found: list[Finding] = []
    read_table(Source(sheet.title, "", rows, profile), tables[sheet.key], found)
    context = Context(Book(Path(), tables, profile=profile), profile)
    for check in CHECKS:
        if check.__module__.rpartition(".")[2] in _FAMILIES:
            found += check(context)
    return tidy(found)


def _sheet(rows: Sequence[Sequence[Any]], title: Any) -> tuple[Sheet, Profile]:
    """The sheet whose headers, in the words of one of the profiles, are there most; only ``title``'s where it is given."""
    choices = [(sheet, profile) for profile in profiles() for sheet in SHEETS if not sheet.vertical]
    if title not in (None, ""):
        wanted = key(str(title))
        choices = [(sheet, profile) for sheet, profile in choices
                   if wanted in (key(sheet.title), key(profile.word(sheet.title)))]
        if not choices:
            known = "、".join(sheet.title for sheet in SHEETS if not sheet.vertical)
            raise NotFound(f"「{title}」という表はありません。", f"使えるのは {known} です。")
    hits = [(len(found.slots) - len(found.extra), choice) for choice in choices
            if (found := find_headers(rows, Names(*choice)))]
    if hits:
        return max(hits, key=lambda hit: hit[0])[1]
    if title not in (None, ""):
        return choices[0]
    raise NotFound("計画のどの表か、見出しからわかりません。",
                   "見出しの行から選ぶか、2つめの引数に「施策」のように書いてください。")


def _row(found: Finding) -> int | str:
    digits = found.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits else ""
