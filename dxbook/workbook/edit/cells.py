"""One cell, written anew: its style and place stay, a formula is never touched."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dxbook.workbook.edit import runs
from dxbook.workbook.edit.escaping import content, text_element
from dxbook.workbook.edit.strings import Strings
from dxbook.workbook.edit.xml import Element, Source, made, put
from dxbook.workbook.open import damaged

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Reworded:
    """A new text for a cell that keeps the runs and the furigana of the old one."""

    after: str


Change = Value | Reworded


def changed(source: Source, cell: Element, change: Change, strings: Strings) -> bytes | None:
    """The cell's new bytes; None where it stays: it holds a formula, or what is wanted already."""
    if has_formula(source, cell):
        return None
    kind = cell.get("t") or "n"
    wanted = change.after if isinstance(change, Reworded) else change
    prefix, inner, text = _string(source, cell, kind, strings)
    if wanted == text and text is not None:
        return None
    if isinstance(change, Reworded) and wanted and inner and not runs.is_plain(prefix, inner):
        return _with_string(source, cell, kind, runs.reworded(prefix, inner, change.after), strings)
    if kind == "s":
        strings.count(-1)
    if wanted is None or wanted == "":
        return _tagged(source, put(_head(cell), "t", None), b"") if kind != "n" or cell.inner < cell.inner_end else None
    if isinstance(wanted, str):
        return with_text(source, cell, kind, wanted, strings)
    return _with_number(source, cell, kind, wanted)


def has_formula(source: Source, cell: Element) -> bool:
    """Whether the cell's value is worked out."""
    if source.scan.find(b"f", cell.inner, cell.inner_end) < 0:  # quick: most cells
        return False
    return source.first(b"f", start=cell.inner, stop=cell.inner_end) is not None


def with_text(source: Source, cell: Element, kind: str, text: str, strings: Strings) -> bytes:
    """The cell with a text where texts of its kind stand: in the cell, or among the shared strings if there are any."""
    if kind == "str":
        return _tagged(source, _head(cell), text_element(source.prefix, b"v", text))
    if kind != "inlineStr" and strings.part:
        strings.count(1)
        return _with_string(source, cell, "s", runs.plain(strings.prefix, text), strings)
    return _with_string(source, cell, "inlineStr", runs.plain(source.prefix, text), strings)


def new_cell(source: Source, address: str, style: str | None, value: Change, strings: Strings) -> bytes:
    """A cell that was not there. ``style``: the number of its style, or None."""
    cell = Element(source.prefix, b"c", put(put(b"", "r", address), "s", style), 0, 0, 0, 0)
    return changed(source, cell, value, strings) or _tagged(source, cell.head, b"")


def formula_cell(source: Source, head: bytes, formula: bytes) -> bytes:
    """A cell with a formula whose result Excel works out when it opens the file."""
    return _tagged(source, put(head, "t", None), formula)


def _string(source: Source, cell: Element, kind: str, strings: Strings) -> tuple[bytes, bytes | None, str | None]:
    """The prefix and the inside of the cell's <si> or <is>, and its text; None where it holds no text."""
    held = source.first(b"is" if kind == "inlineStr" else b"v", start=cell.inner, stop=cell.inner_end)
    if held is None or kind not in ("s", "inlineStr", "str"):
        return source.prefix, None, None
    if kind == "str":
        return source.prefix, None, content(source.inside(held))
    if kind == "inlineStr":
        prefix, inner = source.prefix, source.inside(held)
    else:
        number = source.inside(held).strip()
        if not strings.part or not number.isdigit():
            raise damaged(source.name)
        prefix, inner = strings.prefix, strings.inner(int(number))
    return prefix, inner, runs.text_of(prefix, inner)


def _with_string(source: Source, cell: Element, kind: str, inner: bytes, strings: Strings) -> bytes:
    head = put(_head(cell), "t", kind)
    if kind == "s":
        return _tagged(source, head, made(source.prefix, b"v", b"", b"%d" % strings.append(inner)))
    return _tagged(source, head, made(source.prefix, b"is", b"", inner))


def _with_number(source: Source, cell: Element, kind: str, value: int | float) -> bytes | None:
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number that a cell can hold")
    held = source.first(b"v", start=cell.inner, stop=cell.inner_end)
    if kind == "n" and held and _number(source.inside(held)) == value:
        return None
    text = str(int(value)) if isinstance(value, bool) else repr(value)
    head = put(_head(cell), "t", "b" if isinstance(value, bool) else None)
    return _tagged(source, head, made(source.prefix, b"v", b"", text.encode()))


def _number(written: bytes) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None


def _head(cell: Element) -> bytes:
    """The cell's attributes without those that describe the value it had (rich values, dynamic arrays)."""
    return put(put(cell.head, "vm", None), "cm", None) if b"m=" in cell.head else cell.head


def _tagged(source: Source, head: bytes, inner: bytes) -> bytes:
    return made(source.prefix, b"c", head, inner)
