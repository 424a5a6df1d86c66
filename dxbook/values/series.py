"""KPI values with several numbers: from–to, a range, or series with labels."""

from __future__ import annotations

from dataclasses import replace

from dxbook.findings import finding
from dxbook.values.marks import BRACKET, Marked
from dxbook.values.notes import WHOLE, Note
from dxbook.values.numerals import Number, plain
from dxbook.values.reading import Part, Reading, make_part, reading, time_fields
from dxbook.values.scan import Amount
from dxbook.values.units import Unit

_RANGES = ("～", "~", "-")
_OF = ("中", "うち", "のうち", "内", "の内")
_SIDES = {"baseline": 0, "target": 1, "actual": 1}


def read_several(
    raw: str, marked: Marked, amounts: list[Amount], notes: list[Note], column: Unit, field: str | None
) -> Reading | Amount:
    """Read two or more amounts; the amount that ``field`` picks out of 「AからBへ」 is given back to be read
    alone (``marked.asof`` then has only its own time)."""
    link = amounts[0].link if len(amounts) == 2 else ""
    if link in _RANGES or (link == "から" and amounts[1].extra.startswith("まで")):
        return _range(raw, marked, amounts, notes, column)
    if not link and len(amounts) == 2 and (found := _part_of_whole(raw, amounts, notes, column)):
        return found
    if link and field in _SIDES:
        own_times = _own_times(marked, len(amounts), notes)
        marked.asof += own_times[_SIDES[field]:_SIDES[field] + 1]
        return amounts[_SIDES[field]]
    doubts = [finding("V118", value=raw, words="、".join(marked.unread))] if marked.unread else []
    if link:
        _own_times(marked, len(amounts), notes)
        parts = tuple(make_part(label, amount, column)
                      for label, amount in zip(("変更前", "変更後"), amounts, strict=True))
        doubts += [finding("V110", value=raw, readings=_shown(parts))]
    else:
        labels = _labels(marked, amounts, notes)
        labels = labels if all(labels) else _own_times(marked, len(amounts), notes) or labels
        parts = tuple(make_part(label, amount, column) for label, amount in zip(labels, amounts, strict=True))
        clear = all(labels) and len(set(labels)) == len(labels)
        doubts += [] if clear else [finding("V106", value=raw, readings=_shown(parts))]
    units = {part.unit for part in parts}
    return reading(raw, ("multi",), unit=units.pop() if len(units) == 1 else column.name, parts=parts,
                   direction=amounts[-1].direction if link else None,
                   **time_fields(marked, notes, raw, doubts))


def _part_of_whole(
    raw: str, amounts: list[Amount], notes: list[Note], column: Unit
) -> Reading | Amount | None:
    """12校中5校 is 5校, with the whole as a part; 5校/12校 may be meant as a share: a finding."""
    slash = amounts[1].head.strip() == "/"
    part, whole = amounts if slash else reversed(amounts)
    first, last = amounts[0].unit, amounts[1].unit
    same = first.base == last.base or not first.base or (last.base and first.base.endswith(last.base))
    same = same or (slash and not last.base)
    rank = last.base == "位" and not slash  # 146か国中116位
    if not ((same or rank) and first.per in ("", last.per) and not whole.sign and not whole.words and not whole.direction
            and 0 <= part.value <= whole.value and whole.value):
        return None
    if slash:
        unit = last.name or first.name
        return reading(raw, unit=column.name or unit, findings=(finding(
            "V131", value=raw, count=f"{plain(part.value)}{unit}",
            share=f"{plain(round(part.value / whole.value * 100, 1))}%"),))
    if amounts[1].label not in _OF:
        return None
    whole.unit = replace(first if first.base else last, scale=whole.unit.scale)
    if any(note.amount for note in notes):  # two parts would be two series
        notes.append(Note("text", f"{plain(whole.written)}{whole.unit.written}{amounts[1].label}"))
    else:
        notes.append(Note("value", "", amount=whole, label=WHOLE))
    return part


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
    """One label an amount: its number in a list, the bracket after it (市民課) or before it, else the words
    before it."""
    starts = [marked.text.count(BRACKET, 0, amount.start) for amount in amounts]
    ends = [*starts[1:], len(notes)]
    words = ["" if amount.label in _OF else amount.label for amount in amounts]
    after = [next((note.text for note in notes[start:end] if note.kind == "text" and not _heads(note)), "")
             for start, end in zip(starts, ends, strict=True)]
    before = [notes[start - 1] if start else None for start in starts]
    if len(set(starts)) == len(starts):
        numbers = [note.text for note in before if note and _heads(note)]
        if len(numbers) == len(amounts):
            return [_joined(number, word or note)
                    for number, word, note in zip(numbers, words, after, strict=True)]
        if starts == list(range(starts[0], len(notes) + 1)) and starts[0]:
            return [_joined(note.text, word) for note, word in zip(notes[starts[0] - 1:], words, strict=True)]
    if all(after):
        return after
    return words if all(words) else [a or b for a, b in zip(after, words, strict=True)]


def _heads(note: Note) -> bool:
    """Whether a bracket is the number of an item: (1), ①."""
    return note.text.isdigit()


def _joined(bracket: str, words: str) -> str:
    """① and 市民課 → ①市民課, 1 and 市民課 → 1 市民課."""
    return bracket + ("" if bracket.isdigit() and not bracket.isascii() else " ") + words if words else bracket
