"""How the outcome of collecting looks on a terminal, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from dxbook.apps.cli.show import SIGNS, tally
from dxbook.findings import Level
from dxbook.rounds.collect import Verdict
from dxbook.values import fy_label

if TYPE_CHECKING:
    from dxbook.jobs import Result
    from dxbook.rounds.collect import Collected, Returned

_SIGNS = {Verdict.ACCEPTED: "○", Verdict.CONDITIONAL: "△", Verdict.REJECTED: "✕", Verdict.MISSING: "－"}


def settled(collected: Collected) -> bool:
    """Whether nothing is left to do: all are in, all accepted, nothing to decide."""
    accepted = all(each.verdict is Verdict.ACCEPTED or each.unused for each in collected.files)
    return accepted and not collected.absent and not collected.merged.undecided


def as_text(collected: Collected, result: Result) -> str:
    """A line a file, who is missing, what was merged, where to look."""
    ours = Counter(each.verdict for each in collected.files if not each.problem and not each.unused)
    shown = "、".join(f"{verdict} {ours[verdict]}" for verdict in list(Verdict)[:3])
    strangers = sum(bool(each.problem) for each in collected.files)
    lines = [f"■ {fy_label(collected.fy)}の集約  ブック{ours.total()}冊({shown})、未提出 {len(collected.absent)}部署"
             + (f"、受け取れないファイル {strangers}" if strangers else "")]
    lines += [_line(each) for each in collected.files]
    if collected.absent:
        lines.append(f"{_SIGNS[Verdict.MISSING]} 未提出  {'、'.join(collected.absent)}")
    if collected.earlier:
        lines.append(f"    うち、前の集約で反映した値が計画に入っている部署: {'、'.join(sorted(collected.earlier))}")
    lines.append(f"計画に{len(collected.merged.applied)}か所を反映しました。")
    if undecided := len(collected.merged.undecided):
        lines.append(f"{SIGNS[Level.WARNING]} 食い違いが{undecided}か所あります。"
                     "「集約結果」の「食い違い」を見て決めてください。")
    lines += [f"{SIGNS[one.level]} {one.message}{one.remedy}" for one in result.findings
              if one.code == "F116" and one.file == collected.plan.name]
    lines += [f"書き出しました: {path}" for path in result.files]
    return "\n".join(lines)


def _line(each: Returned) -> str:
    told = [one for one in each.findings if one not in each.missing]  # 記入 n/m tells the others
    found = each.problem or each.unused or (tally(told) if told else "")
    entries = f"記入 {each.answered}/{each.due}" if each.due else ""
    verdict = f"{_SIGNS[each.verdict]} {'受け取れない' if each.problem else each.verdict}"
    parts = ["－ 使わない" if each.unused else verdict, each.department, each.name, entries, found]
    return "  ".join(part for part in parts if part)


def as_json(collected: Collected, result: Result) -> str:
    """The outcome as one JSON object: files with their findings, absent departments, conflicts, counts."""
    return json.dumps({
        "fy": collected.fy,
        "files": [{
            "name": each.name, "department": each.department, "verdict": each.verdict.value,
            "due": each.due, "answered": each.answered, "edits": len(each.edits), "saved": each.saved,
            "findings": [one.as_dict() for one in each.findings],
        } for each in collected.files],
        "absent": collected.absent, "earlier": sorted(collected.earlier),
        "applied": len(collected.merged.applied),
        "conflicts": [{
            "sheet": each.sheet, "cell": each.cell, "row": each.label, "column": each.target[2],
            "reason": each.reason, "settled": each.settled, "current": str(each.current or ""),
            "values": [{"department": department, "file": file, "cell": edit.cell, "value": str(edit.raw or "")}
                       for department, file, edit in each.claims],
        } for each in collected.merged.conflicts],
        "outputs": [str(path) for path in result.files],
    }, ensure_ascii=False, indent=1)
