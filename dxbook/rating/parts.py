"""内訳: one value with several series, taken apart into one question each."""

from __future__ import annotations

from dataclasses import replace

from dxbook.rating.formulas import NOT_RATABLE, Rated, unrated
from dxbook.rating.kpi import Question, blank
from dxbook.values import Part, Reading

_ENDS = {"下限", "上限", "変更前", "変更後"}

def parts_of(q: Question) -> list[tuple[str, Question]]:
    """The questions of a value with several series, by label; [] for an ordinary KPI.

    The labels are the target's, else the baseline's, else the actual's. A single baseline or target
    applies to each part; a single actual does not tell the parts apart.
    """
    series = [r for r in (q.target, q.baseline, q.actual) if r is not None and _is_split(r)]
    if not series:
        return []
    found = []
    for index, part in enumerate(series[0].parts):
        label = part.label or f"{index + 1}"
        found.append((label, replace(
            q, unit=part.unit or q.unit,
            target=_pick(q.target, part, index), baseline=_pick(q.baseline, part, index),
            planned=_pick(q.planned, part, index), last=_pick(q.last, part, index),
            actual=_pick(q.actual, part, index, shared=False),
        )))
    return found


def _is_split(reading: Reading) -> bool:
    """Two or more series, and not the two ends of a range (10～20%) or of a change (AからBへ)."""
    return reading.qualifier == "multi" and not {part.label for part in reading.parts} & _ENDS


def unclear_parts(actual: Reading | None, labels: list[str]) -> Rated | None:
    """Why an actual cannot be split into the 内訳 ``labels``, or None."""
    if actual is None or blank(actual):
        return None
    names = "、".join(labels)
    if not _is_split(actual):
        return unrated(NOT_RATABLE, f"内訳（{names}）ごとの実績が書かれていないため評価できません")
    strange = [part.label for part in actual.parts if part.label and part.label not in labels]
    if strange:
        return unrated(NOT_RATABLE, f"実績の内訳「{'、'.join(strange)}」が目標の内訳（{names}）と合いません")
    return None


def _pick(reading: Reading | None, wanted: Part, index: int, shared: bool = True) -> Reading | None:
    """The part of ``reading`` with the same label; the whole where it is single and ``shared``."""
    if reading is None or not _is_split(reading):
        return reading if shared else None
    same = [part for part in reading.parts if part.label == wanted.label]
    if len(same) != 1:
        if any(part.label for part in reading.parts) or len(reading.parts) <= index:
            return None
        same = [reading.parts[index]]
    part = same[0]
    return replace(reading, value=part.value, unit=part.unit, qualifier=part.qualifier,
                   qualifiers=(part.qualifier,), parts=())
