"""A string with runs (bold within a cell) and furigana: read it, and change its text so that both stay right.

ISO/IEC 29500-1, 18.4: <t> or <r>s hold the text, <rPh sb eb> the reading of the characters sb to eb.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from dxbook.workbook.edit.escaping import content, text_element
from dxbook.workbook.edit.xml import Element, blanked, find, put, spliced

Blocks = Sequence[tuple[str, int, int, int, int]]
_LONG = 500
"""Characters from which on difflib may pass over characters that are everywhere, or it takes minutes."""


def plain(prefix: bytes, text: str) -> bytes:
    """The inside of an <si> or <is> that is nothing but ``text``."""
    return text_element(prefix, b"t", text)


def is_plain(prefix: bytes, inner: bytes) -> bool:
    """Whether there is nothing but a text: no runs, no furigana and nothing about how to show it."""
    return next(find(blanked(inner), prefix, (b"r", b"rPh", b"phoneticPr"), 0, len(inner)), None) is None


def text_of(prefix: bytes, inner: bytes) -> str:
    """The text that the cell shows."""
    return "".join(text for _, text in _pieces(prefix, inner))


def reworded(prefix: bytes, inner: bytes, after: str) -> bytes:
    """The inside of an <si> or <is> with the text ``after`` spread over the runs it had.

    A reading whose characters only moved goes with them; one whose characters changed is dropped.
    """
    pieces = _pieces(prefix, inner)
    before = "".join(text for _, text in pieces)
    blocks = _blocks(before, after)
    changes, at = [], 0
    for number, (piece, text) in enumerate(pieces):
        start = 0 if number == 0 else _moved(blocks, at)
        at += len(text)
        stop = len(after) if number == len(pieces) - 1 else _moved(blocks, at)
        if after[start:stop] != text:
            changes.append((piece.start, piece.end, _with_text(prefix, inner, piece, after[start:stop])))
    for reading in find(blanked(inner), prefix, (b"r", b"rPh"), 0, len(inner)):
        if reading.name == b"rPh":
            changes.append((reading.start, reading.end, _reading(prefix, inner, reading, (before, after), blocks)))
    return spliced(inner, changes)


def _pieces(prefix: bytes, inner: bytes) -> list[tuple[Element, str]]:
    """The <t> or the <r>s with their texts."""
    found = []
    for each in find(blanked(inner), prefix, (b"t", b"r", b"rPh"), 0, len(inner)):
        if each.name != b"rPh":
            text = each if each.name == b"t" else next(find(blanked(inner), prefix, (b"t",), each.inner, each.inner_end), None)
            found.append((each, _text(prefix, inner, text) if text else ""))
    return found


def _text(prefix: bytes, inner: bytes, element: Element) -> str:
    return content(inner[element.inner:element.inner_end])


def _with_text(prefix: bytes, inner: bytes, piece: Element, text: str) -> bytes:
    if piece.name == b"t":
        return text_element(prefix, b"t", text)
    if not text:
        return b""
    old = next(find(blanked(inner), prefix, (b"t",), piece.inner, piece.inner_end), None)
    new = text_element(prefix, b"t", text)
    if old is None:
        return inner[piece.start:piece.inner_end] + new + inner[piece.inner_end:piece.end]
    return inner[piece.start:old.start] + new + inner[old.end:piece.end]


def _blocks(before: str, after: str) -> Blocks:
    """What stayed and what changed, as difflib says it; what both begin and end with is not looked at twice."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    first, second = before[head:len(before) - tail], after[head:len(after) - tail]
    middle = SequenceMatcher(None, first, second, len(first) > _LONG).get_opcodes()
    found = [("equal", 0, head, 0, head)] if head else []
    found += [(kind, head + a, head + b, head + c, head + d) for kind, a, b, c, d in middle]
    return [*found, ("equal", len(before) - tail, len(before), len(after) - tail, len(after))] if tail else found


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _moved(blocks: Blocks, place: int) -> int:
    """Where a boundary between two characters lies afterwards; what is put in there belongs to what stands before it."""
    for _, a, b, c, d in reversed(blocks):
        if a == b == place:
            return d
        if a < place <= b:
            return c + (place - a) * (d - c) // (b - a) if place < b else d
    return 0


def _reading(prefix: bytes, inner: bytes, reading: Element, texts: tuple[str, str], blocks: Blocks) -> bytes:
    """The <rPh> at its new place, or nothing. sb and eb count UTF-16 units, as Excel does."""
    before, after = texts
    units = [0]
    for letter in before:
        units.append(units[-1] + (2 if letter > "\uffff" else 1))
    try:
        first, last = (units.index(int(reading.get(edge) or "")) for edge in ("sb", "eb"))
    except ValueError:  # its place is not in the text
        return b""
    for kind, a, b, c, _ in blocks:
        if kind == "equal" and a <= first < last <= b:
            start = len(after[:c + first - a].encode("utf-16-le", "surrogatepass")) // 2
            head = put(put(reading.head, "sb", start), "eb", start + units[last] - units[first])
            return b"<%brPh%b>%b" % (prefix, head, inner[reading.inner:reading.end])
    return b""


