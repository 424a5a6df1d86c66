"""How results look on a terminal, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxbook.findings import Finding, Level
from dxbook.values import fy_label, reading_rows

if TYPE_CHECKING:
    from dxbook.checks import Change
    from dxbook.demo import Shown
    from dxbook.jobs import Result
    from dxbook.rating import Assessment
    from dxbook.rounds.handout import Bundle
    from dxbook.values import Reading

SIGNS = {Level.ERROR: "✕", Level.WARNING: "△", Level.INFO: "・"}


def as_json(found: Iterable[Finding]) -> str:
    """The findings as a JSON array."""
    return json.dumps([each.as_dict() for each in found], ensure_ascii=False, indent=1)


def tally(found: Iterable[Finding]) -> str:
    """「エラー 2件、警告 3件、情報 0件」."""
    counts = Counter(each.level for each in found)
    return "、".join(f"{level} {counts[level]}件" for level in Level)


def findings(found: Sequence[Finding], files: Sequence[str]) -> str:
    """One block a finding: where, what, how to mend it; the count at the end."""
    lines = []
    for name in list(dict.fromkeys([*files, *(each.file for each in found)])):
        own = [each for each in found if each.file == name]
        lines.append(f"■ {name}  {tally(own) if own else '指摘はありません。'}" if name else "")
        for each in own:
            where = "!".join(part for part in (each.sheet, each.cell) if part)
            lines.append(f"{SIGNS[each.level]} {each.level} {each.code}  {where}  {each.column}".rstrip())
            lines.append(f"    {each.message}")
            lines.append(f"    → {each.remedy}")
    return "\n".join(line for line in lines if line)


def changes(changed: Sequence[Change]) -> str:
    """One line a changed cell: sheet, cell, before, after."""
    lines = [f"{each.sheet}!{each.cell}  「{_one_line(each.before)}」→「{_one_line(each.after)}」" for each in changed]
    return "\n".join([*lines, f"{len(changed)}か所を整えました。"])


def _one_line(text: str) -> str:
    return text.replace("\n", "⏎")


def reading(read: Reading) -> str:
    """How one value was read, in a clerk's words."""
    lines = [f"{read.raw}", *(f"  {label}: {value}" for label, value in reading_rows(read))]
    lines += [f"  内訳: {part.label} {part.value}{part.unit}" for part in read.parts]
    lines += [f"  {SIGNS[each.level]} {each.code} {each.message} → {each.remedy}" for each in read.findings]
    return "\n".join(lines)


def warning_of(name: str, errors: int) -> str:
    """One line for results that were made from a workbook with errors."""
    return f"△ もとのブックの検証でエラーが{errors}件あります。「dxbook check {name}」で確かめてください。"


def assessment(rated: Assessment) -> str:
    """Year, scale and formula, the counts by grade, then every KPI with its formula."""
    lines = [f"{fy_label(rated.fy)}  尺度 {rated.scale.title}  計算 {rated.formula}",
             "評価の集計  " + "、".join(f"{mark} {count}" for mark, count in rated.counts().items())]
    for kpi in rated.kpis:
        mark = kpi.grade.mark if kpi.grade else kpi.rated.state
        lines.append(f"[{mark}] {kpi.record.kpi_id} {kpi.record.name}")
        if kpi.rated.formula_text:
            lines.append(f"    {kpi.rated.formula_text}")
    if rated.findings:
        lines.append(findings(rated.findings, []))
    return "\n".join(lines)


def assessment_json(rated: Assessment, errors: int) -> str:
    """The ratings as JSON: counts, KPIs, measures; ``errors`` counts those of the workbook."""
    def row(result: Any, identity: str) -> dict[str, Any]:
        return {
            identity: getattr(result.record, identity), "name": result.record.name,
            "rate": result.rated.rate, "grade": result.grade.mark if result.grade else None,
            "state": result.rated.state, "formula": result.rated.formula_text,
        }

    return json.dumps({
        "fy": rated.fy, "errors": errors, "scale": rated.scale.title, "formula": rated.formula, "counts": rated.counts(),
        "kpis": [row(kpi, "kpi_id") for kpi in rated.kpis],
        "measures": [row(measure, "measure_id") for measure in rated.measures],
        "findings": [found.as_dict() for found in rated.findings],
    }, ensure_ascii=False, indent=1)


def handout(bundle: Bundle, result: Result) -> str:
    """Each department with its counts, what was handed out to nobody, and where the register is."""
    lines = [f"{fy_label(bundle.fy)}の記入用ブックを{len(bundle.sent)}部署分つくりました。"
             f"提出期限 {bundle.deadline or '（書いてありません）'}"]
    lines += [line for found in result.findings if found.code == "F116"
              for line in (f"{SIGNS[found.level]} {found.message}", f"    → {found.remedy}")]
    for sent in bundle.sent:
        counts = [(word, len(sent.portion.own(sheet)))
                  for word, sheet in (("施策", "reports"), ("指標", "actuals"), ("一覧", "inventory"))]
        lines.append(f"  {sent.portion.department}  {'、'.join(f'{word}{count}' for word, count in counts if count)}  "
                     f"{sent.file}")
    if bundle.findings:
        lines += ["", f"配る前に確かめること  {tally(bundle.findings)}"]
        for found in bundle.findings:
            lines += [f"{SIGNS[found.level]} {found.code} {found.sheet}!{found.cell}  {found.message}",
                      f"    → {found.remedy}"]
    if bundle.idle and not bundle.chosen:
        lines += ["", f"ブックのない部署  {'、'.join(name for name, _ in bundle.idle)}"]
    return "\n".join([*lines, "", f"配布台帳: {result.files[-1]}"])


def handout_json(bundle: Bundle, result: Result) -> str:
    """The hand-outs as JSON: year, deadline, a row a department, what was left out."""
    return json.dumps({
        "fy": bundle.fy, "deadline": bundle.deadline, "contact": bundle.contact, "register": str(result.files[-1]),
        "handouts": [
            {"department": sent.portion.department, "file": str(path), "handout_id": sent.identity.handout_id,
             **{sheet: len(sent.portion.own(sheet)) for sheet in ("reports", "actuals", "inventory")}}
            for sent, path in zip(bundle.sent, result.files, strict=False)
        ],
        "idle": [{"department": name, "reason": why} for name, why in bundle.idle],
        "findings": [found.as_dict() for found in result.findings],
    }, ensure_ascii=False, indent=1)


def demo(folder: Path, results: dict[str, Shown]) -> str:
    """Where to look first, and what became of the returned workbooks."""
    from dxbook.demo import GUIDE, INVENTED
    from dxbook.demo.samples import city_of

    lines = [f"見本の計画からつくりました（{INVENTED}）。", ""]
    for city, shown in results.items():
        name = city_of(city)
        lines += [f"■ {name}  {shown.home}", f"    計画の検証  {tally(shown.findings)}", f"    {_spring(shown)}"]
        first = [f"{name}_チェックシート.xlsx", *(["集約/集約結果.xlsx"] if shown.spring else [])]
        lines.append(f"    まず見るもの  {'、'.join(first)}")
    if not any(path.suffix == ".pdf" for shown in results.values() for path in shown.files):
        lines += ["", "PDFは、LibreOfficeかExcelが見つからないので作っていません。"]
    return "\n".join([*lines, "", f"ほかに何があるかは、{folder} の各フォルダーの「{GUIDE}」に書いてあります。"])


def _spring(shown: Shown) -> str:
    """One line on handing out and collecting."""
    if shown.spring is None:
        return "配布と集約  所管課が書かれていない計画なので、していません。"
    collected = shown.spring.collected
    verdicts = Counter("受け取れないファイル" if each.problem else each.verdict.value for each in collected.files)
    told = [f"{verdict} {verdicts[verdict]}" for verdict in ("受理", "条件付", "差戻し", "受け取れないファイル")
            if verdicts[verdict]]
    told += [f"未提出 {'・'.join(collected.absent)}"] if collected.absent else []
    return f"{len(shown.spring.told)}部署へ配布し、集約  {'、'.join(told)}"
