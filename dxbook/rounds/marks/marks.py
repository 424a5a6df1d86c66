"""A person's own workbook with its findings marked: coloured cells, notes, and a list in front with links.

The workbook's parts are edited (``dxbook.workbook.edit``); shapes, text boxes, furigana, drop-downs and macros stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxbook import look
from dxbook.errors import OutputFailed
from dxbook.findings import CHECKED, Finding, Level
from dxbook.rounds.marks.findings import counts
from dxbook.workbook.edit import Archive, add_sheet, marking, tabs
from dxbook.workbook.make import Heading, Link, Listing, ListValue, Tag, strong
from dxbook.workbook.open import guarded, open_workbook

if TYPE_CHECKING:
    Front = Callable[[Collection[str]], Listing]

SUFFIXES = (".xlsx", ".xlsm")
MARKER = "dxbook_list"
"""The list sheet's own defined name: how it is known again whatever it is called by then."""
HEADINGS = (
    Heading("No.", 5, "center"), Heading("レベル", 9, "center"), Heading("シート", 13), Heading("セル", 9, "center"),
    Heading("欄", 18), Heading("値", 20), Heading("内容", 46), Heading("直し方", 46), Heading("コード", 8, "center"),
)
_SHOWN = 200
_LEVELS: dict[Level, ListValue] = {
    Level.ERROR: Tag("エラー", ground=look.ERROR_MARK), Level.WARNING: Tag("警告", ground=look.WARNING_MARK), Level.INFO: "情報",
}


def refuse_formats(name: str, output: Path) -> None:
    """Raise OutputFailed unless both are .xlsx or both .xlsm."""
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise OutputFailed(
            f"「{name}」には印を付けた写しを作れません。作れるのは .xlsx と .xlsm です。",
            "Excelで開き、.xlsx で保存してから使ってください。",
        )
    if output.suffix.lower() != suffix:
        raise OutputFailed(f"「{output.name}」には書き出せません。", f"名前の終わりを {suffix} にしてください。")


def write_marked(path: Path, found: Sequence[Finding], output: Path, *, password: str | None = None) -> None:
    """Write the marked copy of ``path`` to ``output``, of the same suffix; without its password.

    Raises OutputFailed for other formats, NotAWorkbook for a damaged file.
    """
    refuse_formats(path.name, output)
    opened = open_workbook(path, password)
    if opened.kind != "xlsx":
        raise OutputFailed(f"「{path.name}」の中身は別の形式です。", "Excelで開き、.xlsx で保存し直してください。")

    def front(links: Collection[str]) -> Listing:
        return Listing(CHECKED, HEADINGS, _lead(found), rows(found, links))

    marked(opened.data, path.name, found, front).write(output, inputs=[path])


def marked(data: bytes, name: str, found: Sequence[Finding], front: Front) -> Archive:
    """The workbook with marks and a list sheet in front; those of an earlier run are replaced.

    ``front`` makes the list, told which sheets can be linked to. Raises NotAWorkbook for a damaged file.
    """
    def work() -> Archive:
        archive = Archive(data, name)
        marking.mark(archive, found)
        visible = {tab.title for tab in tabs(archive) if tab.part and not tab.hidden}
        add_sheet(archive, front(visible), marker=MARKER, colour=look.ERROR)
        return archive

    return guarded(name, work)


def rows(
    found: Iterable[Finding], links: Collection[str], headings: Sequence[Heading] = HEADINGS
) -> list[Sequence[ListValue]]:
    """One row a finding, the worst first, each linked to its cell; ``headings`` are some of ``HEADINGS``."""
    return [_row(number, each, links, headings)
            for number, each in enumerate(sorted(found, key=lambda each: each.level.rank), start=1)]


def _row(number: int, each: Finding, links: Collection[str], headings: Sequence[Heading]) -> list[ListValue]:
    linked = each.sheet in links
    cells: dict[str, ListValue] = {
        "No.": number, "レベル": _LEVELS[each.level],
        "シート": Link(each.sheet, None, each.sheet, "A1") if linked and not each.cell else each.sheet,
        "セル": Link(each.cell, None, each.sheet, each.cell) if linked else each.cell,
        "欄": each.column, "値": _short(each.value), "内容": each.message, "直し方": each.remedy, "コード": each.code,
    }
    return [cells[heading.label] for heading in headings]


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _lead(found: Sequence[Finding]) -> list[ListValue]:
    told = f"{counts(found)}。エラーは提出の前に直してください。" if found else "指摘はありません。"
    how = "赤いセルはエラー、橙のセルは警告です。「セル」の欄を押すと移ります。直し方はセルのメモ（右上の赤い三角）にもあります。"
    return [CHECKED, strong(told), how]
