"""Draw the forms under templates/xlsx (``make docs`` does).

The committed files are these, ready for an office to restyle in Excel. A test proves them fresh.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dxbook.outputs.form.cards import card_pdca, card_simple, card_standard
from dxbook.outputs.form.front import cover, index, kpi_index
from dxbook.outputs.form.kit import new_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook

FORMS: dict[str, tuple[str, Callable[[Workbook], None]]] = {
    "standard": ("標準(根拠つき)", card_standard),
    "simple": ("簡易(取組内容・課題・今後の展望)", card_simple),
    "pdca": ("PDCA(効果の判定・見直し)", card_pdca),
}
"""Form name → title and the function that draws its 個票."""


def write_all(folder: Path) -> list[Path]:
    """Write every form into ``folder``; the same bytes each time. Raises OutputFailed."""
    from dxbook.workbook.make import save

    made = []
    for name, (title, card) in FORMS.items():
        workbook = new_workbook(f"チェックシートの様式 {title}")
        for draw in (cover, index, kpi_index, card):
            draw(workbook)
        path = folder / f"form_{name}.xlsx"
        save(workbook, path)
        made.append(path)
    return made

