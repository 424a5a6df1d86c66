"""KPI values with several numbers: from–to, a range, or series with labels."""

from __future__ import annotations

from dxbook.finding import finding
from dxbook.values.marks import BRACKET, Marked
from dxbook.values.notes import Note
from dxbook.values.numerals import Number
from dxbook.values.reading import Part, Reading, make_part, reading, time_fields
from dxbook.values.scan import Amount
from dxbook.values.units import Unit

_RANGES = ("～", "~", "-")
_SIDES = {"baseline": 0, "target": 1, "actual": 1}


def read_several(
    raw: str, marked: Marked, amounts: list[Amount], notes: list[Note], column: Unit, field: str | None
) -> Reading | Amount:
    """Read two or more amounts; the amount that ``field`` picks out of 「AからBへ」 is given back to be read
    alone (``marked.asof`` then has only its own time)."""
    link = amounts[0].link if len(amounts) == 2 else ""
    if link in _RANGES or (link == "から" and amounts[1].extra.startswith("まで")):
        return _range(raw, marked, amounts, notes, column)
    own_times = _own_times(marked, len(amounts), notes)
    if link and field in _SIDES:
        marked.asof += own_times[_SIDES[field]:_SIDES[field] + 1]
        return amounts[_SIDES[field]]
    if link:
        parts = tuple(make_part(label, amount, column)
                      for label, amount in zip(("変更前", "変更後"), amounts, strict=True))
        doubts = [finding("V110", value=raw, readings=_shown(parts))]
    else:
        labels = _labels(marked, amounts, notes)
        labels = labels if all(labels) else own_times or labels
        parts = tuple(make_part(label, amount, column) for label, amount in zip(labels, amounts, strict=True))
        clear = all(labels) and len(set(labels)) == len(labels)
        doubts = [] if clear else [finding("V106", value=raw, readings=_shown(parts))]
    units = {part.unit for part in parts}
    return reading(raw, ("multi",), unit=units.pop() if len(units) == 1 else column.name, parts=parts,
                   direction=amounts[-1].direction if link else None,
                   **time_fields(marked, notes, raw, doubts))


def _shown(parts: tuple[Part, ...]) -> str:
    return "と".join(f"{part.value}{part.unit}" for part in parts)


def _range(raw: str, marked: Marked, amounts: list[Amount], notes: list[Note], column: Unit) -> Reading:
    """10～20万件: the first number takes over the unit and scale word of the second."""
    low, high = amounts
    if not low.unit.base:
        low.unit = Unit(high.unit.base, low.unit.scale or high.unit.scale, high.unit.per)
        if high.number.scale and not low.number.scale and high.number.written:
            ratio = high.number.value / high.number.written
            low.number = Number(low.number.value * ratio, high.number.scale)
    low.words.append("min")
    high.words.append("max")
    parts = (make_part("下限", low, column), make_part("上限", high, column))
    return reading(raw, ("multi",), unit=parts[1].unit, parts=parts,
                   **time_fields(marked, notes, raw, [finding("V109", value=raw)]))


def _own_times(marked: Marked, count: int, notes: list[Note]) -> list[str]:
    """Each amount's own point of time where there is one for each (R3:50% → R7:80%); they are taken out
    of ``marked`` and ``notes``, whose times stand for the whole value."""
    if len(marked.asof) == count:
        own, marked.asof = marked.asof, []
        return own
    times = [note for note in notes if note.kind == "time"]
    if len(times) != count or marked.asof:
        return []
    own = [note.asof for note in times]
    for note in times:
        note.asof = ""
    return own


def _labels(marked: Marked, amounts: list[Amount], notes: list[Note]) -> list[str]:
    """One label an amount: the bracket after it (市民課), or before it, else the words before it."""
    first = marked.text.count(BRACKET, 0, amounts[0].start)
    if first and marked.text.count(BRACKET) == marked.text.count(BRACKET, 0, amounts[-1].start):
        counts = [marked.text.count(BRACKET, 0, amount.start) for amount in amounts]
        if counts == list(range(first, first + len(amounts))):
            return [notes[count - 1].text for count in counts]
    ends = [amount.start for amount in amounts[1:]] + [len(marked.text)]
    after = []
    for amount, end in zip(amounts, ends, strict=True):
        first = marked.text.count(BRACKET, 0, amount.end)
        last = marked.text.count(BRACKET, 0, end)
        after.append(next((note.text for note in notes[first:last] if note.kind == "text"), ""))
    before = [amount.label for amount in amounts]
    if all(after):
        return after
    return before if all(before) else [a or b for a, b in zip(after, before, strict=True)]
