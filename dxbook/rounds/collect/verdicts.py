"""What becomes of each file, and what one file means for the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dxbook.findings import Finding, Level, Place, finding
from dxbook.plan import BY_KEY
from dxbook.rounds.collect.model import Conflict, Returned, Verdict

MISSING = frozenset({"K114", "K115", "L101"})
"""Findings that only say that something is not filled in yet: what is there can be merged."""

OFFICE_ONLY = frozenset({"D105", "D106", "D107", "D121", "D122"})
"""Findings that the office has to settle, not the department."""


def judged(returned: Returned) -> Verdict:
    """差戻し where anything is wrong, 条件付 where something is missing or to be looked at, else 受理."""
    if returned.problem:
        return Verdict.REJECTED
    found = returned.findings
    if any(each.level is Level.ERROR and each.code not in MISSING for each in found):
        return Verdict.REJECTED
    if any(each.level is Level.WARNING or each.code in MISSING for each in found):
        return Verdict.CONDITIONAL
    return Verdict.ACCEPTED


def look_across(files: Sequence[Returned], due: Iterable[str]) -> list[str]:
    """Tell files of one department from each other, and name the departments that returned nothing.

    Findings are added to ``files``, and their verdicts judged anew. ``due`` are the departments asked.
    """
    by_department: dict[str, list[Returned]] = defaultdict(list)
    for each in sorted(files, key=lambda each: each.name):
        if each.department:
            by_department[each.department].append(each)
    asked = list(due)
    for department, every in by_department.items():
        own = _looked_at(every)
        if len(own) > 1:
            for each in own:
                others = "、".join(f"「{other.name}」" for other in own if other is not each)
                each.findings.append(finding("D106", Place(each.path.name), others=others))
        if department not in asked:
            for each in own:
                each.findings.append(finding("D107", Place(each.path.name), department))
        for each in own:
            each.verdict = judged(each)
    return [department for department in asked if department not in by_department]


def _looked_at(own: Sequence[Returned]) -> list[Returned]:
    """One file of each content, and none whose 差戻し票 has come back mended; the others are set aside."""
    mended = {each.mends: each for each in own if each.mends}
    first: dict[str, Returned] = {}
    kept = []
    for each in own:
        newer = next((other for number, other in mended.items() if each.digest.startswith(number)), None)
        original = first.setdefault(each.digest, each)
        if newer is not None and newer is not each:
            _set_aside(each, finding("D122", Place(each.path.name), newer=newer.name))
        elif original is not each:
            _set_aside(each, finding("D105", Place(each.path.name), original=original.name))
        else:
            kept.append(each)
    return kept


def _set_aside(returned: Returned, why: Finding) -> None:
    """Another file stands for this one: nothing of it is merged, listed or sent back."""
    returned.unused = why.message
    returned.findings, returned.missing, returned.edits = [why], [], []


def note_conflicts(files: Sequence[Returned], conflicts: Sequence[Conflict]) -> None:
    """Say at each cell of a file that its value was not taken because of a conflict."""
    by_name = {each.name: each for each in files}
    for conflict in conflicts:
        for _, name, edit in conflict.claims:
            returned = by_name[name]
            level = Level.INFO if conflict.settled else None
            column = BY_KEY[conflict.target[0]].column(conflict.target[2]).label
            place = Place(returned.path.name, edit.sheet, edit.cell, column)
            returned.findings.append(finding("D121", place, edit.text, row=conflict.label, reason=conflict.reason,
                                             level=level))
            returned.verdict = judged(returned)
