"""The check sheets of a plan with 200 measures: time and peak memory of the whole process."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.timing import Row, best, peak_memory, process
from dxbook.demo import samples
from dxbook.plan import load_profile
from dxbook.rounds.template import Content, write

TITLE = "チェックシート 200施策(プロセス全体)"
MEASURES = 200


def run() -> list[Row]:
    """Rows of (name, seconds, note)."""
    with tempfile.TemporaryDirectory() as folder:
        plan, output = Path(folder) / "plan.xlsx", Path(folder) / "sheet.xlsx"
        big_plan(plan)
        words = ("-m", "dxbook", "sheet", str(plan), "-o", str(output), "--overwrite")
        (taken,) = best([process(*words)], rounds=2)
        memory = peak_memory(*words)
        size = output.stat().st_size / 2**20
    return [(f"dxbook sheet({MEASURES}施策)", taken, f"最大メモリー {memory} MiB、ファイル {size:.1f} MiB")]


def big_plan(path: Path) -> None:
    """A plan workbook of 200 measures: the sample plan's, repeated under new numbers."""
    content = samples.content("mobara")
    rows = {key: list(each) for key, each in content.rows.items()}
    copies = -(-MEASURES // len(rows["measures"]))
    for key, identity in (("measures", "measure_id"), ("kpis", "kpi_id")):
        rows[key] = [_renamed(row, number) for number in range(copies) for row in content.rows[key]][:MEASURES]
        assert len({row[identity] for row in rows[key]}) == len(rows[key])
    for key in ("steps", "actuals", "reports"):
        rows[key] = [_renamed(row, number) for number in range(copies) for row in content.rows[key]]
    rows["inventory"] = []
    write(path, load_profile("mobara"), Content(content.years, content.review_fy, rows, meta=content.meta))


def _renamed(row: dict[str, object], number: int) -> dict[str, object]:
    marks = {key: f"{number}-{row[key]}" for key in ("measure_id", "kpi_id") if row.get(key)}
    return {**row, **marks}
