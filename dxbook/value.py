"""KPI values as people write them. (First cut: plain numbers with a unit.)"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from dxbook.finding import Finding, finding
from dxbook.numerals import NUMBER, parse, plain
from dxbook.text import normalize

QUALIFIERS = ("none", "min", "max", "gt", "lt", "about", "cumulative", "average", "maintain", "yoy", "change",
              "milestone", "multi", "missing")


@dataclass(frozen=True, slots=True)
class Part:
    """One series of a value with several: 7.86%（市民課）2.71%（市民税課）."""

    label: str
    value: int | float | None
    unit: str
    value_as_written: int | float | None = None
    unit_as_written: str = ""
    qualifier: str = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a KPI value was read. value == value_as_written × the scale words of unit_as_written."""

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
        out: dict[str, Any] = {name: getattr(self, name) for name in (
            "raw", "value", "unit", "value_as_written", "unit_as_written", "qualifier")}
        out["qualifiers"] = list(self.qualifiers)
        out |= {"direction": self.direction, "asof": self.asof, "parts": [asdict(part) for part in self.parts]}
        out["findings"] = [{"code": f.code, "level": str(f.level), "message": f.message, "remedy": f.remedy}
                           for f in self.findings]
        return out


def read_value(raw: object, unit: str | None = None, field: str | None = None) -> Reading:
    """Read one KPI value."""
    if raw is None or isinstance(raw, str) and normalize(raw, "value") in ("", "－", "なし"):
        return Reading(raw, unit=unit or "", qualifier="missing", qualifiers=("missing",))
    text = normalize(str(raw), "value")
    match = re.fullmatch(rf"(-?)({NUMBER})(\D*)", text)
    number = parse(match[2]) if match else None
    if match is None or number is None:
        return Reading(raw, unit=unit or "", findings=(finding("V101", value=raw),))
    value = number.value * (Decimal(-1) if match[1] else 1)
    shown = match[3] or unit or ""
    return Reading(raw, plain(value), shown, plain(value), shown)


def jsonl(lines: Iterable[str]) -> Iterator[str]:
    """JSON lines in, JSON lines out."""
    for line in lines:
        if line.strip():
            row = json.loads(line)
            yield json.dumps(read_value(row.get("raw"), row.get("unit"), row.get("field")).as_dict(), ensure_ascii=False)
