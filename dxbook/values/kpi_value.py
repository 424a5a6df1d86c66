"""KPI values as people write them: what was read, shown beside the original, never guessed.

``words`` holds the words; ``marks`` and ``scan`` are the grammar, ``notes`` what stands in brackets, ``units`` the
unit column, ``plain`` texts without a number, ``series`` texts with several. Here the pieces become a
:class:`Reading`. A value with two readings is None with a finding that names both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal

from dxbook.findings import Finding, finding
from dxbook.text import normalize
from dxbook.values.lines import read_lines
from dxbook.values.marks import MARKS, Marked
from dxbook.values.notes import Note, read_notes
from dxbook.values.numerals import plain
from dxbook.values.plain import read_plain, suspicious
from dxbook.values.reading import Part, Reading, note_parts, note_words, reading, time_fields
from dxbook.values.scan import Amount, scan
from dxbook.values.series import read_several
from dxbook.values.units import Joined, Unit, join, parse_unit, unit_scale
from dxbook.values.words import KEEP, QUALIFIERS, WHOLE_UNITS

__all__ = ["QUALIFIERS", "Part", "Reading", "jsonl", "read_value", "unit_scale"]


def read_value(raw: object, unit: str | None = None, field: str | None = None) -> Reading:
    """Read one KPI value: text as typed, or a number or date as Excel holds it. Never raises.

    ``unit`` is what the unit column says (千円, 件/年); ``field`` (baseline, target, actual) tells which
    side of 「AからBへ」 is meant.
    """
    column = parse_unit(unit)
    if raw is None:
        return reading(raw, ("missing",), unit=column.name)
    if isinstance(raw, (date, time, timedelta)):
        return reading(raw, unit=column.name, findings=(finding("V103", value=raw),))
    if isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
        return _from_number(raw, column)
    if not isinstance(raw, str):
        return reading(raw, unit=column.name, findings=(finding("V101", value=raw),))
    return _from_text(raw, column, field)


def _from_number(raw: int | float | Decimal, column: Unit) -> Reading:
    """A number cell. In a % column 0.3856 may be 38.56% (a cell formatted as %) or 0.3856%."""
    if isinstance(raw, (float, Decimal)) and not math.isfinite(raw):
        return reading(raw, unit=column.name, findings=(finding("V101", value=raw),))
    number = Decimal(f"{raw:.15g}") if isinstance(raw, float) else Decimal(raw)  # Excel holds 15 digits
    if _may_be_share(column, number) and number <= 1:
        return _share(raw, column, number)
    return reading(raw, column.words, value=plain(number * column.factor), unit=column.name,
                   value_as_written=plain(number), unit_as_written=column.written)


def _may_be_share(column: Unit, number: Decimal) -> bool:
    return column.base == "%" and not column.scale and number > 0


def _share(raw: object, column: Unit, number: Decimal) -> Reading:
    """A bare 0.35 in a % column: 35% copied from a cell formatted as %, or 0.35%."""
    both = f"{plain(number)}%と{plain(number * 100)}%"
    return reading(raw, unit=column.name, findings=(finding("V119", value=raw, readings=both),))


_BARE_SHARE = re.compile(r"0?\.\d+|1(?:\.0+)?")


def _from_text(raw: str, column: Unit, field: str | None) -> Reading:
    text = normalize(raw, "value")
    if _BARE_SHARE.fullmatch(text) and _may_be_share(column, Decimal(text)):
        return _share(raw, column, Decimal(text))
    if doubt := suspicious(text, raw):
        return reading(raw, unit=column.name, findings=(doubt,))
    marked, amounts, findings = _scan(text, raw)
    notes = read_notes(marked, raw)
    if not amounts:
        words, direction, more = read_plain(marked, raw)
        return reading(raw, [*words, *note_words(notes)], unit=column.name, direction=direction,
                       parts=note_parts(notes), **time_fields(marked, notes, raw, more))
    column = _noted_unit(column, amounts[0], notes)
    amount = amounts[0]
    if len(amounts) > 1:
        several = read_several(raw, marked, amounts, notes, column, field)
        if isinstance(several, Reading):
            return several
        amount = several
    return _single(raw, amount, marked, notes, column, findings)


def _noted_unit(column: Unit, amount: Amount, notes: list[Note]) -> Unit:
    """The unit column, or where it is empty the unit in brackets: 10（千円）, 4.2（5点満点）."""
    own = [note.unit for note in notes if note.unit and (note.kind == "unit" or not amount.unit.base)]
    return parse_unit(own[0]) if own and not column.written else column


_IN_WORDS = (
    (r"半減|半分(?!以|未|超)(?:に|へ)?(?:する|削減|短縮|減少?)?|2分の1に(?:削減|短縮|する)", "50%減"),
    (r"倍増", "2倍に増加"),
    (r"過半数", "50%超"),
    (r"半数", "50%"),
)


def _scan(text: str, raw: str) -> tuple[Marked, list[Amount], list[Finding]]:
    """Scan the text; 半減 and the like are read as numbers where there is no other number."""
    marked, amounts = scan(text)
    for pattern, meaning in () if amounts else _IN_WORDS:
        changed = re.sub(pattern, meaning, text)
        if changed != text:
            return *scan(changed), [finding("V113", value=raw, meaning=meaning)]
    return marked, amounts, []


def _single(
    raw: str, amount: Amount, marked: Marked, notes: list[Note], column: Unit, findings: list[Finding]
) -> Reading:
    """One number, with the words around it and the notes in brackets."""
    per = next((note.per for note in notes if note.per), "")
    per = "" if amount.unit.base == "%" else per  # 100%（毎年度）is the same each year
    own = Unit(amount.unit.base, amount.unit.scale, amount.unit.per or per)
    both_negative = amount.sign == "-" and any(note.amount and note.amount.sign == "-" for note in notes)
    change = amount.relative or marked.base or own.base == "倍" or both_negative
    joined = join(own, column, change or marked.yoy)
    findings += _remarks(raw, amount, joined, column, notes, marked.unread)
    sure = not any(found.code in ("V107", "V109", "V115") for found in findings)
    words = [*amount.words, *column.words, *note_words(notes), *["yoy"] * marked.yoy, *["change"] * change]
    return reading(
        raw, words, value=plain(amount.value * joined.extra) if sure else None, unit=joined.unit.name,
        value_as_written=plain(amount.written), unit_as_written=joined.unit.written,
        direction=amount.direction or (KEEP if "maintain" in words else None),
        parts=note_parts(notes), **time_fields(marked, notes, raw, findings))


_HARMLESS = re.compile(
    rf"(?:[\s。、,.:;・※のをにとがへはもで{MARKS}]|する|した|して|こと|まで|より|から|など|等|"
    r"実施|開催|達成|移行|導入|完了|参加|提供|公開|設置|整備|確保|取得|開設|補充|対応|拡大|拡充|目指す|"
    r"見込み?|予定|目標|実績|現在|時点|ずつ|毎年度?|以降|程)*")


def _remarks(
    raw: str, amount: Amount, joined: Joined, column: Unit, notes: list[Note], dropped: list[str]
) -> Iterator[Finding]:
    """What is doubtful or left unread about one number."""
    number, own = amount.number, amount.unit
    if joined.doubt:
        both = f"{plain(amount.value)}{own.name}と{plain(amount.value * column.factor)}{column.name}"
        yield finding("V115", value=raw, unit=column.written, readings=both)
    grouped = re.search(r"\d\.\d{3}(?!\d)", normalize(raw, "value")) and not number.scale and not column.scale
    if grouped and joined.unit.base in WHOLE_UNITS:
        both = f"「{plain(number.value)}{own.base}」と「{plain(number.value * 1000)}{own.base}」"
        yield finding("V107", value=raw, readings=both)
    if amount.sign == "±" or amount.extra.lstrip().startswith("～") or amount.head.rstrip().endswith("～"):
        yield finding("V109", value=raw)
    if re.search(r"見込み?$", amount.head.rstrip()):
        yield finding("V116", value=raw)
    if joined.note:
        yield finding("V120", value=raw, unit=column.written)
    unread = [note.text for note in notes if note.kind == "text" and re.search(r"\d", note.text)]
    if not _HARMLESS.fullmatch(amount.extra):
        unread.insert(0, re.sub(f"[{MARKS}]", "", amount.extra).strip())
    unread = [*dropped, *(words for note in notes for words in note.unread), *unread]
    if unread:
        yield finding("V118", value=raw, words="、".join(unread))


def jsonl(lines: Iterable[str | bytes]) -> Iterator[str]:
    """``dxbook value --jsonl``: lines {"raw", "unit"?, "field"?} in, one line with the reading each out.

    Bytes are read as UTF-8. A line that cannot be read gives a line with a finding; empty lines are
    passed over.
    """
    return read_lines(lines, read_value)
