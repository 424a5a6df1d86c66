"""Collecting a thousand returned workbooks: dxbook beside what a person would write, and calamine alone.

Two kinds of plan of 40 departments. A city's: 60 measures and KPIs, each of one or two departments, all of them
shown to every department, so that a workbook holds 60 measures and 60 KPIs; 25 such offices make a thousand
workbooks. And a giant's: 60 measures and KPIs of its own for every department, 2,400 in all.
Run: python -m benchmarks.bench_collect
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.bench_read import _rows
from benchmarks.timing import Row, best, peak_memory, process

TITLE = "集約(届いたブック)"
DEPARTMENTS, MEASURES = 40, 60
FLAWED = 6
"""Of 40 returned workbooks so many hold a mistake and go back."""
TEXT = "窓口とオンラインの手続を見直し、対象の手続を増やした。利用者への説明会を開き、広報紙と市のホームページで周知した。"
NAMES = [f"第{number:02}課" for number in range(1, DEPARTMENTS + 1)]
WAYS = {
    "openpyxl + pandas + pandera(1冊ずつ)": "openpyxl",
    'pandas.read_excel(engine="calamine") + pandera': "calamine",
    "calamine で全シートを読むだけ": "alone",
    "dxbook collect": "dxbook",
}


def _plan(path: Path, measures: int) -> None:
    """A plan of ``measures`` measures; with fewer than 60 a department, all see all."""
    from dxbook.profile import load_profile
    from dxbook.template import Content, write

    rows: dict[str, list[dict[str, Any]]] = _rows(measures, 1)
    for number, measure in enumerate(rows["measures"]):
        measure["owner"] = NAMES[number % DEPARTMENTS if measures == MEASURES else number // MEASURES]
        if measures == MEASURES:
            measure["partners"] = "、".join(name for name in NAMES if name != measure["owner"])
    rows["actuals"] = [row for row in rows["actuals"] if row["fy"] < 2025]
    rows["reports"] = [{**row, "fy": "令和6年度"} for row in rows["reports"]]
    rows["organisation"] = [{"name": name, "category": "課"} for name in NAMES]
    write(path, load_profile("generic"), Content(range(2023, 2028), 2025, rows))


def _fill(source: Path, output: Path, flawed: bool) -> None:
    """A department's answers, typed into its workbook."""
    from dxbook import book
    from dxbook.finding import column_letter
    from dxbook.parts.archive import Archive
    from dxbook.parts.workbook import Workbook

    read = book.read(source)
    workbook = Workbook(Archive(source.read_bytes(), source.name))
    reports, actuals = read["reports"], read["actuals"]
    for number, row in enumerate(each for each in reports if each["fy"] == 2025):
        progress = "ぼちぼち" if flawed and not number else "計画どおり"
        texts = {"done": f"{TEXT}{row['measure_id']}では{number + 3}回行った。", "problem": f"周知が足りない({number})。",
                 "outlook": f"令和8年度も{number + 1}か所で続ける。", "progress": progress, "direction": "継続"}
        for key, text in texts.items():
            workbook.set(reports.title, reports.place(row, key).cell, text)
        workbook.set(reports.title, reports.place(row, "budget").cell, 1000 + number)
    before = {row["kpi_id"]: row["actual"].value for row in actuals if row["fy"] == 2024}
    for kpi, number in actuals.year_rows.items():
        for key, text in {"actual": f"{before[kpi] + 1}件", "status": "確定"}.items():
            workbook.set(actuals.title, f"{column_letter(actuals.year_columns[key, 2025])}{number}", text)
    workbook.write(output)


def make(folder: Path, measures: int = MEASURES) -> tuple[Path, Path]:
    """(plan, folder of the returned workbooks)."""
    from dxbook import jobs

    folder.mkdir(exist_ok=True)
    plan, handed, returned = folder / "計画.xlsx", folder / "配布", folder / "返送"
    _plan(plan, measures)
    jobs.handout(plan, handed, fy=2025)
    returned.mkdir()
    for number, path in enumerate(sorted(handed.glob("R7*.xlsx"))):
        _fill(path, returned / path.name, number < FLAWED)
    return plan, returned


def _compare(folder: Path, measures: int, offices: int) -> list[Row]:
    plan, returned = make(folder, measures)
    out = folder / "結果"
    words = [("-m", "benchmarks.by_hand", way, str(plan), str(returned), str(out), str(offices))
             for way in WAYS.values()]
    taken = best([process(*each) for each in words], rounds=1)
    memory = [peak_memory(*each) for each in words]
    shutil.rmtree(out, ignore_errors=True)
    label = f"{offices * DEPARTMENTS:,}冊(計画{offices}つ、各{measures:,}施策)"
    return [
        (f"{label} {way}", seconds, f"dxbook の {seconds / taken[-1]:.1f} 倍、最大 {peak} MiB")
        for way, seconds, peak in zip(WAYS, taken, memory, strict=True)
    ]


def run() -> list[Row]:
    """Rows of (name, seconds, note)."""
    with tempfile.TemporaryDirectory() as name:
        city = _compare(Path(name) / "市", MEASURES, 25)
        few = _compare(Path(name) / "市1", MEASURES, 1)
        giant = _compare(Path(name) / "大", MEASURES * DEPARTMENTS, 1)
    return city + few + giant


if __name__ == "__main__":
    for label, number, note in run():
        print(f"{label:70} {number:8.2f} {note}", file=sys.stdout)
