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
from dxbook.workbook.edit import Archive, Entry, Listing, add_sheet, address, marking, tabs
from dxbook.workbook.open import guarded, open_workbook

if TYPE_CHECKING:
    Front = Callable[[Collection[str]], Listing]

SUFFIXES = (".xlsx", ".xlsm")
MARKER = "dxbook_list"
"""The list sheet's own defined name: how it is known again whatever it is called by then."""
HEADER = ("No.", "レベル", "シート", "セル", "欄", "値", "内容", "直し方", "コード")
WIDTHS = (5, 9, 13, 9, 18, 20, 46, 46, 8)
_SHOWN = 200
_LOOKS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "centre"}


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
        return Listing(HEADER, WIDTHS, rows(found, links), _head(found), MARKER, look.ERROR)

    marked(opened.data, path.name, found, CHECKED, front).write(output, inputs=[path])


def marked(data: bytes, name: str, found: Sequence[Finding], title: str, front: Front) -> Archive:
    """The workbook with marks and a list sheet in front; those of an earlier run are replaced.

    ``front`` makes the list, told which sheets can be linked to. Raises NotAWorkbook for a damaged file.
    """
    def work() -> Archive:
        archive = Archive(data, name)
        marking.mark(archive, found)
        visible = {tab.title for tab in tabs(archive) if tab.part and not tab.hidden}
        add_sheet(archive, title, front(visible))
        return archive

    return guarded(name, work)


def rows(found: Iterable[Finding], links: Collection[str], columns: Sequence[str] = HEADER) -> list[list[Entry]]:
    """One row a finding, the worst first, each linked to its cell; ``columns`` are some of ``HEADER``."""
    return [_row(number, each, links, columns)
            for number, each in enumerate(sorted(found, key=lambda each: each.level.rank), start=1)]


def _row(number: int, each: Finding, links: Collection[str], columns: Sequence[str]) -> list[Entry]:
    place = address(each.sheet, each.cell or "A1") if each.sheet in links else ""
    cells = {
        "No.": Entry(number, "centre"), "レベル": Entry(each.level.value, _LOOKS[each.level]),
        "シート": Entry(each.sheet) if each.cell or not place else Entry(each.sheet, "link", place),
        "セル": Entry(each.cell, "link" if place and each.cell else "centre", place if each.cell else ""),
        "欄": Entry(each.column), "値": Entry(_short(each.value)), "内容": Entry(each.message),
        "直し方": Entry(each.remedy), "コード": Entry(each.code, "centre"),
    }
    return [cells[name] for name in columns]


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _head(found: Sequence[Finding]) -> list[list[Entry]]:
    told = f"{counts(found)}。エラーは提出の前に直してください。" if found else "指摘はありません。"
    how = "赤いセルはエラー、橙のセルは警告です。「セル」の欄を押すと移ります。直し方はセルのメモ（右上の赤い三角）にもあります。"
    return [[Entry(CHECKED, "title")], [Entry(told, "strong")], [Entry(how, "line")]]
