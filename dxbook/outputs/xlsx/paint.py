"""Styles derived from a form's cells: number formats, tones, bars, this year's frame, links."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from dxbook import look
from dxbook.outputs.charts import LETTERS
from dxbook.outputs.checksheet import PrintedValue, Tone

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TONES = {tone: getattr(look, name) for tone, name in LETTERS.items()}
_FRAME = Side(style="medium", color=look.WARNING)
_PLAIN = PatternFill(fill_type=None)


@dataclass(slots=True)
class Painter:
    """Makes each derived style once: a workbook keeps some hundred styles for thousands of cells."""

    scratch: Worksheet
    made: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def style(self, model: Any, value: PrintedValue, marked: bool, linked: bool) -> Any:
        """The style for ``value`` in the look of the form's cell ``model`` (an openpyxl StyleArray)."""
        number = (value.format or "General") if isinstance(value.value, (int, float)) else ""
        if not (number or value.tone or marked or linked):
            return model._style
        key = (tuple(model._style), number, value.tone, marked, linked)
        if key not in self.made:
            self.made[key] = self._derive(model, number, value.tone, marked, linked)
        return self.made[key]

    def _derive(self, model: Any, number: str, tone: Tone, marked: bool, linked: bool) -> Any:
        cell = Cell(self.scratch, row=1, column=1)
        cell._style = copy(model._style)
        if number:
            cell.number_format = number
            cell.alignment = _fitting(model.alignment)  # a number never shows as ###
        if tone in TONES:
            cell.font = _font(model.font, TONES[tone], bold=tone is not Tone.QUIET)
        elif tone is Tone.EMPTY:
            cell.fill = _PLAIN
        if linked:
            cell.font = _font(model.font, look.KEY, underline="single")
        if marked:
            border = model.border
            cell.border = Border(left=_FRAME, right=_FRAME, top=border.top, bottom=border.bottom)
        return cell._style


def _fitting(old: Any) -> Alignment:
    return Alignment(horizontal=old.horizontal or "right", vertical=old.vertical, indent=old.indent,
                     shrink_to_fit=True, wrap_text=False)


def _font(font: Any, color: str, bold: bool = False, underline: str | None = None) -> Font:
    return Font(name=font.name, size=font.size, bold=bold or font.bold, italic=font.italic, color=color,
                underline=underline or font.underline)
