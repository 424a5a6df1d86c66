"""What a KPI value was read as: Reading and Part, and how they are put together."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from dxbook.findings import Finding, finding
from dxbook.values.marks import Marked
from dxbook.values.notes import Note
from dxbook.values.numerals import plain
from dxbook.values.scan import Amount
from dxbook.values.units import Unit, join
from dxbook.values.words import QUALIFIERS


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
        out["raw"] = self.raw if _is_json(self.raw) else str(self.raw)
        out["qualifiers"] = list(self.qualifiers)
        out["parts"] = [asdict(part) for part in self.parts]
        out["findings"] = [{"code": f.code, "level": str(f.level), "message": f.message, "remedy": f.remedy}
                           for f in self.findings]
        return out


def _is_json(raw: object) -> bool:
    if isinstance(raw, float):
        return math.isfinite(raw)
    return raw is None or isinstance(raw, (str, int, list, dict))


def ordered(words: Iterable[str]) -> tuple[str, ...]:
    """Qualifiers once each, the one that weighs most first."""
    return tuple(sorted(set(words), key=QUALIFIERS.index))


def reading(raw: object, words: Iterable[str] = (), **fields: Any) -> Reading:
    """A Reading with its qualifiers in order."""
    qualifiers = ordered(words)
    return Reading(raw, qualifier=qualifiers[0] if qualifiers else "none", qualifiers=qualifiers, **fields)


def make_part(label: str, amount: Amount, column: Unit) -> Part:
    """One amount as a part, joined with the unit column."""
    joined = join(amount.unit, column, amount.relative)
    words = ordered([*amount.words, *(["change"] if amount.relative else [])])
    return Part(
        label, None if joined.doubt else plain(amount.value * joined.extra), joined.unit.name,
        plain(amount.written), joined.unit.written, words[0] if words else "none")


def note_parts(notes: list[Note]) -> tuple[Part, ...]:
    """Numbers in brackets; they have their own unit and not the column's: 100%(20業務)."""
    return tuple(make_part(note.label, note.amount, Unit()) for note in notes if note.amount)


def note_words(notes: list[Note]) -> list[str]:
    """The qualifiers in brackets: 250業務（累計）."""
    return [word for note in notes for word in note.words]


def time_fields(
    marked: Marked, notes: list[Note], raw: object, more: Iterable[Finding] = ()
) -> dict[str, Any]:
    """``asof`` and ``findings`` from all points of time, of the text and of its brackets."""
    times = {*marked.asof, *(note.asof for note in notes)} - {""}
    findings = [*marked.findings, *(f for note in notes for f in note.findings), *more]
    if len(times) > 1:
        findings.append(finding("V129", value=raw, readings="と".join(sorted(times))))
    return {"asof": times.pop() if len(times) == 1 else None, "findings": tuple(dict.fromkeys(findings))}
