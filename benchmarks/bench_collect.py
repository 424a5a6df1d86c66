"""Collecting a thousand returned workbooks: dxbook beside what a person would write, and calamine alone.

Every workbook shows 60 measures and 60 KPIs with real text: its department's own, to fill in, and others for
reference. A thousand of one plan (a department has one measure), and 25 offices of 40 departments with a plan of 60
measures each. Run: python -m benchmarks.bench_collect
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.bench_read import _rows
from benchmarks.timing import Row, watched

TITLE = "集約(届いたブック)"
SHOWN = 60
"""Measures in a workbook."""
FLAWED = 0.15
"""Share of the returned workbooks that hold a mistake and go back."""
TEXT = "窓口とオンラインの手続を見直し、対象の手続を増やした。利用者への説明会を開き、広報紙と市のホームページで周知した。"
WAYS = {
    "openpyxl + pandas + pandera(1冊ずつ)": "openpyxl",
    'pandas.read_excel(engine="calamine") + pandera': "calamine",
    "calamine で全シートを読むだけ": "alone",
    "dxbook collect": "dxbook",
}


def _plan(path: Path, departments: int, measures: int) -> None:
    """A plan whose measures go round the departments; a measure's partners make up 60 measures a workbook."""
    from dxbook.plan import load_profile
    from dxbook.rounds.template import Content, write

    names = [f"第{number:04}課" for number in range(1, departments + 1)]
    rows: dict[str, list[dict[str, Any]]] = _rows(measures, 1)
    others = min(departments, SHOWN) - 1
    for number, measure in enumerate(rows["measures"]):
        measure["owner"] = names[number % departments]
        measure["partners"] = "、".join(names[(number + step) % departments] for step in range(1, others + 1))
    rows["actuals"] = [row for row in rows["actuals"] if row["fy"] < 2025]
    rows["reports"] = [{**row, "fy": "令和6年度"} for row in rows["reports"]]
    rows["organisation"] = [{"name": name, "category": "課"} for name in names]
    write(path, load_profile("generic"), Content(range(2023, 2028), 2025, rows))


def _fill(source: Path, output: Path, flawed: bool) -> None:
    """A department's answers, typed into its workbook."""
    from dxbook.findings import column_letter
    from dxbook.plan import Actual, Report
    from dxbook.reading import read as read_plan
    from dxbook.workbook.edit import Archive, Workbook

    read = read_plan(source)
    workbook = Workbook(Archive(source.read_bytes(), source.name))
    reports, actuals = read[Report], read[Actual]
    for number, row in enumerate(each for each in reports if each.fy == 2025):
        progress = "ぼちぼち" if flawed and not number else "計画どおり"
        texts = {"done": f"{TEXT}{row.measure_id}では{number + 3}回行った。", "problem": f"周知が足りない({number})。",
                 "outlook": f"令和8年度も{number + 1}か所で続ける。", "progress": progress, "direction": "継続"}
        for key, text in texts.items():
            workbook.set(reports.title, reports.place(row, reports.sheet.column(key)).cell, text)
        workbook.set(reports.title, reports.place(row, Report.budget).cell, 1000 + number)
    before = {row.kpi_id: row.actual.value for row in actuals if row.fy == 2024}
    for kpi, number in actuals.year_rows.items():
        for key, text in {"actual": f"{before[kpi] + 1}件", "status": "確定"}.items():
            workbook.set(actuals.title, f"{column_letter(actuals.year_columns[key, 2025])}{number}", text)
    workbook.write(output)


def make(folder: Path, departments: int, measures: int) -> tuple[Path, Path]:
    """(plan, folder of the returned workbooks)."""
    from dxbook import jobs

    folder.mkdir(exist_ok=True)
    plan, handed, returned = folder / "計画.xlsx", folder / "配布", folder / "返送"
    _plan(plan, departments, measures)
    jobs.handout(plan, handed, fy=2025)
    returned.mkdir()
    for number, path in enumerate(sorted(handed.glob("R7*.xlsx"))):
        _fill(path, returned / path.name, number < FLAWED * departments)
    return plan, returned


def _compare(label: str, plan: Path, returned: Path, offices: int) -> list[Row]:
    out = plan.parent / "結果"
    taken = [
        watched("-m", "benchmarks.by_hand", way, str(plan), str(returned), str(out), str(offices))
        for way in WAYS.values()
    ]
    shutil.rmtree(out, ignore_errors=True)
    ours = taken[-1][0]
    return [(f"{label} {way}", seconds, f"dxbook の {seconds / ours:.2g} 倍の時間、メモリ最大 {peak} MiB")
            for way, (seconds, peak) in zip(WAYS, taken, strict=True)]


def run() -> list[Row]:
    """Rows of (name, seconds, note)."""
    with tempfile.TemporaryDirectory() as name:
        plan, returned = make(Path(name) / "1", 1000, 1000)
        rows = _compare("1,000冊(計画1つ)", plan, returned, 1)
        for path in sorted(returned.iterdir())[100:]:
            path.unlink()
        rows += _compare("そのうち100冊", plan, returned, 1)[-1:]
        rows += _compare("1,000冊(計画25、各40冊)", *make(Path(name) / "25", 40, SHOWN), 25)
    return rows


if __name__ == "__main__":
    for label, number, note in run():
        print(f"{label:70} {number:8.2f} {note}", file=sys.stdout)
