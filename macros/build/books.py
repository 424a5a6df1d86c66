"""The add-in and the demo workbook: which modules they hold, and the sheets around them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from dxbook import __version__, look
from macros.build import config, package
from macros.build import demo as demo_functions
from macros.build.modules import SHEET_BASE, WORKBOOK_BASE, Module, document, from_file, from_text
from macros.build.project import project

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SOURCES = Path(__file__).resolve().parent.parent
FUNCTIONS = ("DxSettings", "DxText", "DxYearWords", "DxYears", "DxRates", "DxAnswers", "DxCells", "DxFunctions")
"""The modules a workbook needs to calculate with DXV_ functions; no DLL, no program."""
_MADE = datetime(2000, 1, 1)


def modules(sources: Path) -> list[Module]:
    """All modules: the generated DxSettings and those under ``sources``/modules, by name."""
    found = [from_file(path) for path in sorted((sources / "modules").iterdir()) if path.suffix in (".bas", ".cls")]
    return [from_text(config.source(), "DxSettings"), *found]


def addin(path: Path, sources: Path = SOURCES) -> None:
    """Write the add-in: every module, the ribbon tab, one empty sheet (a workbook must have one)."""
    parts = workbook("dxbook", "自治体DX計画のブックを検証し、整え、チェックシートを作ります。", modules(sources),
                      lambda book: [book.add_worksheet("dxbook")])
    ribbon = (sources / "customUI14.xml").read_bytes()
    package.save(package.with_ribbon(package.as_addin(parts), ribbon), path)


def demo(path: Path, sources: Path = SOURCES) -> None:
    """Write the demo workbook: the functions on real strings, with their modules inside, and the add-in's functions."""
    # Here: it takes its examples from scripts/, which the add-in itself does not need.
    from macros.build import demo_addin

    wanted = [module for module in modules(sources) if module.name in FUNCTIONS]
    package.save(workbook("dxbook 関数の見本", "", wanted,
                          lambda book: [*demo_functions.fill(book), *demo_addin.fill(book)]), path)


def workbook(
    title: str, comment: str, sources: list[Module], write: Callable[[Workbook], list[object]]
) -> dict[str, bytes]:
    """The parts of a workbook whose sheets ``write`` makes, with a VBA project of ``sources``."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.formats[0].set_font_name(look.FONT)
    book.formats[0].set_font_size(look.SIZE)
    # Excel lists an add-in by its title and comment.
    book.set_properties({"title": title, "comments": comment, "author": f"dxbook {__version__}", "created": _MADE})
    book.set_vba_name("ThisWorkbook")
    documents = [document("ThisWorkbook", WORKBOOK_BASE)]
    for number, sheet in enumerate(write(book), 1):
        name = f"Sheet{number}"
        sheet.set_vba_name(name)  # type: ignore[attr-defined]
        documents.append(document(name, SHEET_BASE))
    book.add_vba_project(BytesIO(project("dxbook", [*documents, *sources])), True)
    book.close()
    return package.parts_of(buffer.getvalue())
