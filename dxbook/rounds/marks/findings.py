"""The list of findings as a workbook: one row a finding, printable, filterable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dxbook import look
from dxbook.findings import CHECKED as TITLE
from dxbook.findings import Finding, Level
from dxbook.workbook.make import Heading, Listing, ListValue, Tag, note, write_lists

_HEADINGS = (
    Heading("レベル", 9, "center"), Heading("ファイル", 22), Heading("シート", 14), Heading("セル", 8), Heading("欄", 18),
    Heading("コード", 8), Heading("値", 24), Heading("内容", 46), Heading("直し方", 46),
)
_LEVELS: dict[Level, ListValue] = {
    Level.ERROR: Tag("エラー", look.ERROR, look.ERROR_PALE, size=look.SIZE_SMALL),
    Level.WARNING: Tag("警告", look.WARNING, size=look.SIZE_SMALL), Level.INFO: "情報",
}


def write_list(found: Sequence[Finding], path: Path) -> None:
    """Write the list to ``path``, the worst first. Raises OutputFailed."""
    files = list(dict.fromkeys(each.file for each in found))
    said = f"{counts(found)}。エラーは提出の前に直してください。" if found else "指摘はありません。"
    headings = [replace(each, hidden=each.label == "ファイル" and len(files) <= 1) for each in _HEADINGS]
    rows = [(_LEVELS[each.level], each.file, each.sheet, each.cell, each.column, each.code, each.value, each.message,
             each.remedy) for each in sorted(found, key=lambda each: each.level.rank)]
    about = note(f"対象: {'、'.join(files)}" if files else "")
    write_lists([Listing(TITLE, headings, [TITLE, said, about], [*rows])], path, links_from=path.parent, frozen=0, indent=0)


def counts(found: Sequence[Finding]) -> str:
    """How many there are of each level, in words."""
    return "、".join(f"{level} {sum(each.level is level for each in found)}件" for level in Level)
