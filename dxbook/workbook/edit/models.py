"""What an appended row takes from the row above it: height, styles, and formulas one row further down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dxbook.findings import column_letter
from dxbook.workbook.edit.areas import columns
from dxbook.workbook.edit.escaping import content, text_element
from dxbook.workbook.edit.xml import Element, Source, get, put

_OWN = ("hidden", "collapsed")
"""Attributes of a row that belong to it alone."""


Formula = tuple[str, str, str]
"""Its kind, the cell that it was written for, and what it says there."""


@dataclass(frozen=True, slots=True)
class Model:
    """One cell to copy: the number of its style, and its formula as an <f> element."""

    style: str | None
    formula: bytes = b""


class Models:
    """The rows to copy from, by number: each with its cells by column. One that the sheet does not write out is missing."""

    def __init__(self, source: Source, rows: Mapping[int, tuple[Element, Sequence[tuple[int, Element]]]]) -> None:
        self._source = source
        self._rows = rows
        self._written: dict[int, list[tuple[int, str | None, Formula | None]]] = {}
        self._shared: dict[str, tuple[str, str]] | None = None
        self._columns = [(first, last, each.get("style")) for first, last, each in columns(source)]
        self.copied_formulas = False

    def head(self, number: int) -> bytes:
        """The attributes that a copy of the row has."""
        head = self._rows[number][0].head if number in self._rows else b""
        for attribute in _OWN:
            head = put(head, attribute, None)
        return head

    def cells(self, base: int, number: int) -> dict[int, Model]:
        """What row ``number`` takes from the cells of row ``base``, by column."""
        if base not in self._rows:
            return {}
        if base not in self._written:
            self._written[base] = [(column, cell.get("s"), self._formula(cell, f"{column_letter(column)}{base}"))
                                   for column, cell in self._rows[base][1]]
        return {
            column: Model(style, self._moved(*formula, f"{column_letter(column)}{number}") if formula else b"")
            for column, style, formula in self._written[base]
        }

    def default(self, head: bytes, column: int) -> str | None:
        """The style of a new cell: its row's, else its column's."""
        if get(head, "customFormat") in ("1", "true"):
            return get(head, "s")
        return next((style for first, last, style in self._columns if first <= column <= last), None)

    def _formula(self, cell: Element, place: str) -> Formula | None:
        """The formula of the cell at ``place``; None for data tables and formulas over several cells."""
        held = self._source.first(b"f", start=cell.inner, stop=cell.inner_end)
        if held is None:
            return None
        kind = held.get("t") or ""
        origin, formula = place, self._text(held)
        if kind == "shared":
            origin, formula = self._master(held.get("si") or "", origin, formula)
        elif kind == "dataTable" or (kind == "array" and held.get("ref") != origin):
            return None
        return (kind, origin, formula) if formula else None

    def _moved(self, kind: str, origin: str, formula: str, target: str) -> bytes:
        """The formula as an <f> at its place in the copy; nothing for one that cannot be taken apart."""
        self.copied_formulas = True
        from openpyxl.formula.tokenizer import TokenizerError

        try:
            text = _translator(formula, origin).translate_formula(target)[1:]
        except TokenizerError:
            return b""
        new = text_element(self._source.prefix, b"f", text)
        if kind == "array":
            new = new.replace(b"f", b'f t="array" ref="%b"' % target.encode(), 1)
        return new

    def _text(self, held: Element) -> str:
        return content(self._source.inside(held))

    def _master(self, group: str, origin: str, formula: str) -> tuple[str, str]:
        """Where the formula of a shared group is written out, and what it says."""
        if formula:
            return origin, formula
        if self._shared is None:
            self._shared = {}
            for cell in self._source.find(b"c"):
                held = self._source.first(b"f", start=cell.inner, stop=cell.inner_end)
                place = cell.get("r")
                if held and place and held.get("t") == "shared" and (text := self._text(held)):
                    self._shared[held.get("si") or ""] = (place, text)
        return self._shared.get(group, (origin, ""))


@lru_cache(256)
def _translator(formula: str, origin: str) -> Any:
    """openpyxl's translator of one formula; taking it apart costs more than a row."""
    from openpyxl.formula.translate import Translator

    return Translator(f"={formula}", origin=origin)
