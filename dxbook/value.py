"""KPI values as people write them: what was read, shown beside the original, never guessed.

``value_words`` holds the words, ``value_scan`` the grammar, ``value_units`` the unit column; here the pieces
become a :class:`Reading`. A value with two readings is None with a finding that names both.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from dxbook.finding import Finding, finding
from dxbook.numerals import Number, plain
from dxbook.text import normalize
from dxbook.value_notes import Note, read_notes
from dxbook.value_plain import read_plain, suspicious
from dxbook.value_scan import Amount, Scan, scan
from dxbook.value_units import Unit, join, parse_unit, unit_scale
from dxbook.value_words import QUALIFIERS, WHOLE_UNITS

__all__ = ["QUALIFIERS", "Part", "Reading", "jsonl", "read_value", "unit_scale"]


@dataclass(frozen=True, slots=True)
class Part:
    """One series of a value with several (7.86%（市民課）), or a number in brackets beside the main one."""

    label: str
    value: int | float | None
    unit: str
    value_as_written: int | float | None = None
    unit_as_written: str = ""
    qualifier: str = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a KPI value was read.

    ``value`` is in base units (万・億・千円 expanded, % stays 12.3 with unit %):
    ``value == value_as_written × unit_scale(unit_as_written)``. ``qualifiers`` are words of ``QUALIFIERS``,
    ``qualifier`` is the first of them or "none"; ``direction`` 増加, 減少, 維持 or None; ``asof`` a point
    of time as ``years.read_month`` writes it.
    """

    raw: Any
    value: int | float | None = None
    unit: str = ""
    value_as_written: int | float | None = None
    unit_as_written: str = ""
    qualifier: str = "none"
    qualifiers: tuple[str, ...] = ()
    direction: str | None = None
    asof: str | None = None
    parts: tuple[Part, ...] = ()
    findings: tuple[Finding, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The JSON form; findings as code, level, message, remedy."""
        out = {name: getattr(self, name) for name in self.__slots__}
        if not (self.raw is None or isinstance(self.raw, (str, int, list, dict))) and not _finite(self.raw):
            out["raw"] = str(self.raw)
        out["qualifiers"] = list(self.qualifiers)
        out["parts"] = [asdict(part) for part in self.parts]
        out["findings"] = [{"code": f.code, "level": str(f.level), "message": f.message, "remedy": f.remedy}
                           for f in self.findings]
        return out


def _finite(raw: object) -> bool:
    return isinstance(raw, float) and math.isfinite(raw)


def _ordered(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=QUALIFIERS.index))


def _reading(raw: object, words: Iterable[str] = (), **fields: Any) -> Reading:
    qualifiers = _ordered(words)
    return Reading(raw, qualifier=qualifiers[0] if qualifiers else "none", qualifiers=qualifiers, **fields)


def read_value(raw: object, unit: str | None = None, field: str | None = None) -> Reading:
    """Read one KPI value: text as typed, or a number or date as Excel holds it. Never raises.

    ``unit`` is what the unit column says (千円, 件/年); ``field`` (baseline, target, actual) tells which
    side of 「AからBへ」 is meant.
    """
    column = parse_unit(unit)
    if raw is None:
        return _reading(raw, ("missing",), unit=column.name)
    if isinstance(raw, (date, time, timedelta)):
        return _reading(raw, unit=column.name, findings=(finding("V103", value=raw),))
    if isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
        return _from_number(raw, column)
    if not isinstance(raw, str):
        return _reading(raw, unit=column.name, findings=(finding("V101", value=raw),))
    return _from_text(raw, column, field)


def _from_number(raw: int | float | Decimal, column: Unit) -> Reading:
    if not math.isfinite(raw):
        return _reading(raw, unit=column.name, findings=(finding("V101", value=raw),))
    number = Decimal(f"{raw:.15g}") if isinstance(raw, float) else Decimal(raw)  # Excel holds 15 digits
    if column.base == "%" and not column.scale and 0 < number <= 1:
        both = f"{plain(number)}%と{plain(number * 100)}%"
        return _reading(raw, unit=column.name, findings=(finding("V119", value=raw, readings=both),))
    return _reading(raw, column.words, value=plain(number * column.factor), unit=column.name,
                    value_as_written=plain(number), unit_as_written=column.written)


def _from_text(raw: str, column: Unit, field: str | None) -> Reading:
    text = normalize(raw, "value")
    if doubt := suspicious(text, raw):
        return _reading(raw, unit=column.name, findings=(doubt,))
    found, halves = _scan(text, raw)
    notes = read_notes(found, raw)
    if not found.amounts:
        words, direction, more = read_plain(found, raw)
        return _reading(raw, (*words, *_note_words(notes)), unit=column.name, direction=direction,
                        **_asof(found, notes, raw, more), parts=_note_parts(notes, column))
    if len(found.amounts) > 1:
        return _from_several(raw, found, notes, column, field)
    return _single(raw, found.amounts[0], found, notes, column, halves)


_HALVES = ((r"半減|半分(?:に|へ)?(?:する|削減|短縮|減少?)?|2分の1に(?:削減|短縮|する)", "50%減"), (r"倍増", "2倍に増加"), (r"半数", "50%"))


def _scan(text: str, raw: str) -> tuple[Scan, tuple[Finding, ...]]:
    """Scan the text; 半減 and the like are read as numbers where there is no other number."""
    found = scan(text, raw)
    if found.amounts:
        return found, ()
    for pattern, meaning in _HALVES:
        changed = re.sub(pattern, meaning, text)
        if changed != text:
            return scan(changed, raw), (finding("V113", value=raw, meaning=meaning),)
    return found, ()


def _note_words(notes: list[Note]) -> list[str]:
    return [word for note in notes for word in note.words]


def _asof(found: Scan, notes: list[Note], raw: object, more: Iterable[Finding] = ()) -> dict[str, Any]:
    """The fields ``asof`` and ``findings``: all points of time, of the text and of its brackets."""
    times = [*found.asof, *(note.asof for note in notes if note.kind == "time")]
    findings = [*found.findings, *(f for note in notes for f in note.findings), *more]
    known = sorted({t for t in times if t})
    if len(known) > 1:
        findings.append(finding("V129", value=raw, readings="と".join(known)))
    return {"asof": known[0] if len(known) == 1 else None, "findings": tuple(dict.fromkeys(findings))}


def _part(label: str, amount: Amount, column: Unit, words: Iterable[str] = ()) -> Part:
    joined = join(amount.unit, column, amount.relative)
    value = None if joined.doubt else plain(amount.value * joined.extra)
    qualifiers = _ordered([*amount.words, *words, *(["change"] if amount.relative else [])])
    return Part(label, value, joined.unit.name, plain(_written(amount)), joined.unit.written,
                qualifiers[0] if qualifiers else "none")


def _written(amount: Amount) -> Decimal:
    return -amount.number.written if amount.sign == "-" else amount.number.written


def _note_parts(notes: list[Note], column: Unit) -> tuple[Part, ...]:
    del column  # a number in brackets has its own unit: 100%(20業務)
    return tuple(_part(note.label, note.amount, Unit()) for note in notes if note.amount)


def _single(
    raw: str, amount: Amount, found: Scan, notes: list[Note], column: Unit, more: tuple[Finding, ...]
) -> Reading:
    """One number, with the words around it and the notes in brackets."""
    per = next((note.per for note in notes if note.per), "")
    own = Unit(amount.unit.base, amount.unit.scale, amount.unit.per or per)
    notes_negative = any(note.amount and note.amount.sign == "-" for note in notes)
    amount.relative |= found.base or own.base == "倍" or (amount.sign == "-" and notes_negative)
    words = [*amount.words, *column.words, *_note_words(notes), *(["yoy"] if found.yoy else []),
             *(["change"] if amount.relative else [])]
    joined = join(own, column, amount.relative or found.yoy)
    findings = [*more, *_single_findings(raw, amount, joined.unit, joined.note, column, notes)]
    sure = not joined.doubt and not any(f.code in ("V107", "V109") for f in findings)
    written = _written(amount)
    if joined.doubt:
        alone = f"{plain(amount.value)}{own.name}"
        other = f"{plain(amount.value * column.factor)}{column.name}"
        findings.append(finding("V115", value=raw, unit=column.written, readings=f"{alone}と{other}"))
    return _reading(
        raw, words, value=plain(amount.value * joined.extra) if sure else None, unit=joined.unit.name,
        value_as_written=plain(written), unit_as_written=joined.unit.written, direction=amount.direction,
        parts=_note_parts(notes, column), **_asof(found, notes, raw, findings))


_SKIPPED = re.compile(
    r"(?:[\s。、,.:;・のをにとがへはもで\x01-\x04]|する|した|して|こと|まで|より|から|など|等|実施|開催|達成|移行|導入|完了|参加|提供|"
    r"公開|設置|整備|確保|取得|開設|補充|対応|拡大|拡充|目指す|見込み?|予定|目標|実績|現在|時点|ずつ|毎年度?|以降|程)*")


def _single_findings(
    raw: str, amount: Amount, unit: Unit, differs: bool, column: Unit, notes: list[Note]
) -> Iterator[Finding]:
    number = amount.number
    if unit.base in WHOLE_UNITS and not number.scale and not column.scale and re.search(r"\d\.\d{3}(?!\d)", normalize(raw, "value")):
        both = f"{plain(number.value)}{unit.base}と{plain(number.value * 1000)}{unit.base}"
        yield finding("V107", value=raw, readings=both)
    if amount.sign == "±":
        yield finding("V109", value=raw)
    if differs:
        yield finding("V120", value=raw, unit=column.written)
    unread = [note.text for note in notes if note.kind == "text" and re.search(r"\d", note.text)]
    if not _SKIPPED.fullmatch(amount.extra):
        unread.insert(0, re.sub(r"[\x01-\x04]", "", amount.extra).strip())
    if unread:
        yield finding("V118", value=raw, words="、".join(unread))


_RANGES = ("～", "~", "-")


def _from_several(raw: str, found: Scan, notes: list[Note], column: Unit, field: str | None) -> Reading:
    """Several numbers: from–to, a range, series with labels, or no one can tell."""
    amounts = found.amounts
    link = amounts[0].link if len(amounts) == 2 else ""
    if link in _RANGES or (link == "から" and amounts[1].extra.startswith("まで")):
        return _range(raw, found, notes, column)
    own_times, notes = _own_times(found, notes)
    if link:
        side = {"baseline": 0, "target": 1, "actual": 1}.get(field or "")
        if side is not None:
            found.asof += own_times[side:side + 1]
            return _single(raw, amounts[side], found, notes, column, ())
        parts = tuple(_part(label, a, column) for label, a in zip(("変更前", "変更後"), amounts, strict=True))
        doubt = finding("V110", value=raw, readings=_shown(parts))
        return _reading(raw, ("multi",), unit=_common_unit(parts, column), direction=amounts[1].direction,
                        parts=parts, **_asof(found, notes, raw, [doubt]))
    labels = _labels(found, notes)
    if not all(labels) and own_times:
        labels = own_times
    parts = tuple(_part(label, amount, column) for label, amount in zip(labels, amounts, strict=True))
    clear = all(labels) and len(set(labels)) == len(labels)
    doubts = [] if clear else [finding("V106", value=raw, readings=_shown(parts))]
    return _reading(raw, ("multi",), unit=_common_unit(parts, column), parts=parts,
                    **_asof(found, notes, raw, doubts))


def _common_unit(parts: tuple[Part, ...], column: Unit) -> str:
    units = {part.unit for part in parts}
    return units.pop() if len(units) == 1 else column.name


def _own_times(found: Scan, notes: list[Note]) -> tuple[list[str], list[Note]]:
    """Each amount's own point of time, where there are as many as amounts (R3:50% → R7:80%), and the
    notes without them."""
    count = len(found.amounts)
    if len(found.asof) == count:
        own, found.asof = found.asof, []
        return own, notes
    times = [note for note in notes if note.kind == "time"]
    if len(times) != count or found.asof:
        return [], notes
    found.findings += [f for note in times for f in note.findings]
    return [note.asof for note in times], [
        Note("word", note.text) if note.kind == "time" else note for note in notes]


def _shown(parts: tuple[Part, ...]) -> str:
    return "と".join(f"{part.value}{part.unit}" for part in parts)


def _range(raw: str, found: Scan, notes: list[Note], column: Unit) -> Reading:
    low, high = found.amounts
    if not low.unit.base:
        low.unit = Unit(high.unit.base, low.unit.scale or high.unit.scale, high.unit.per)
        if high.number.scale and not low.number.scale:
            low.number = Number(low.number.value * high.number.value / high.number.written, high.number.scale)
    low.words.append("min")
    high.words.append("max")
    parts = (_part("下限", low, column), _part("上限", high, column))
    return _reading(raw, ("multi",), unit=parts[1].unit, parts=parts,
                    **_asof(found, notes, raw, [finding("V109", value=raw)]))


def _labels(found: Scan, notes: list[Note]) -> list[str]:
    """One label an amount: the bracket after it (市民課), else the words before it, else its year."""
    ends = [amount.start for amount in found.amounts[1:]] + [len(found.text)]
    after = []
    for amount, end in zip(found.amounts, ends, strict=True):
        first = found.text.count("\x01", 0, amount.end)
        last = found.text.count("\x01", 0, end)
        after.append(next((note.text for note in notes[first:last] if note.kind == "text"), ""))
    before = [amount.label for amount in found.amounts]
    if all(after):
        return after
    if all(before):
        return before
    return [a or b for a, b in zip(after, before, strict=True)]


def jsonl(lines: Iterable[str]) -> Iterator[str]:
    """``dxbook value --jsonl``: lines {"raw", "unit"?, "field"?} in, one line with the reading each out.

    A line that is not a JSON object gives a line with a finding; empty lines are passed over.
    """
    for line in lines:
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError("not an object")
            unit, side = row.get("unit"), row.get("field")
            reading = read_value(row.get("raw"), None if unit is None else str(unit),
                                 None if side is None else str(side))
        except (ValueError, RecursionError):
            text = line.strip()
            reading = _reading(text, findings=(finding("V127", value=text[:80]),))
        yield json.dumps(reading.as_dict(), ensure_ascii=False)
