"""Reading 200 plan workbooks: dxbook against calamine alone and openpyxl read-only.

Run: python -m benchmarks.bench_read
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.timing import Row

TITLE = "ブックの読み取り"
WORKBOOKS = 200
DISTINCT = 8
"""Workbooks generated; the others are copies, which cost the same to read."""
MEASURES = 30
LARGE = 200


def _rows(measures: int, seed: int) -> dict[str, list[dict[str, Any]]]:
    ids = [f"{number // 20 + 1:02}-{number % 20 + 1:02}" for number in range(measures)]
    return {
        "plan": [
            {
                "city_code": "479993",
                "city": "見本市",
                "title": "見本市DX推進計画",
                "first_fy": "令和5年度",
                "last_fy": "令和9年度",
                "review_fy": "令和7年度",
            }
        ],
        "outline": [{"outline_id": f"1-{number}", "name": f"方針{number}"} for number in range(1, 6)],
        "measures": [
            {
                "measure_id": each,
                "outline_id": "1-1",
                "name": f"手続のオンライン化その{number}",
                "owner": "市民課、総務課",
                "situation": "来庁が多く、窓口が混み合っている。" * 3,
                "problem": "対象の手続が少ない。" * 3,
                "actions": "・手続を増やす\n・周知する",
                "first_fy": "令和5年度",
                "last_fy": "令和9年度",
                "state": "実施中",
            }
            for number, each in enumerate(ids)
        ],
        "kpis": [
            {
                "kpi_id": f"K{number:03}",
                "measure_id": each,
                "name": f"オンライン申請の件数{number}",
                "unit": "件",
                "direction": "増加",
                "aggregation": "年度値",
                "baseline": f"{seed + number * 3}件",
                "baseline_at": "令和4年度",
                "target": f"{seed + number * 7 + 50}件以上",
                "target_fy": "令和9年度",
            }
            for number, each in enumerate(ids)
        ],
        "actuals": [
            {
                "kpi_id": f"K{number:03}",
                "fy": fy,
                "actual": f"{seed + number + fy - 2000}件",
                "status": "確定",
            }
            for number in range(measures)
            for fy in (2023, 2024, 2025)
        ],
        "reports": [
            {
                "measure_id": each,
                "fy": "令和7年度",
                "done": "手続を増やし、周知した。" * 4,
                "problem": "周知が足りない。",
                "outlook": "来年度も続ける。",
                "progress": "計画どおり",
                "direction": "継続",
                "budget": 1200,
                "spent": 1100,
            }
            for each in ids
        ],
        "organisation": [{"name": name, "category": "課"} for name in ("市民課", "総務課", "企画課")],
    }


def make(folder: Path, measures: int, count: int, distinct: int = DISTINCT) -> list[Path]:
    """``count`` plan workbooks of ``measures`` measures in ``folder``."""
    from dxbook.plan import load_profile
    from dxbook.rounds.template import Content, write

    paths = [folder / f"計画_{measures}_{number:03}.xlsx" for number in range(count)]
    for number, path in enumerate(paths):
        if number < distinct:
            write(path, load_profile("generic"), Content(range(2023, 2028), 2025, _rows(measures, number)))
        else:
            shutil.copy(paths[number % distinct], path)
    return paths


def with_calamine(path: Path) -> None:
    """Read every sheet with python-calamine alone."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(path)
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python()


def with_openpyxl(path: Path) -> None:
    """Read every cell with openpyxl, read-only."""
    from openpyxl import load_workbook

    workbook = load_workbook(path, read_only=True, data_only=True)
    for sheet in workbook.worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass
    workbook.close()


def with_package(path: Path) -> None:
    """Open and read every sheet as dxbook does: limits, kinds, calamine."""
    from dxbook.workbook.open import open_workbook

    opened = open_workbook(path)
    for title in opened.titles:
        opened.rows(title)


def with_book(path: Path) -> None:
    """Read the plan whole, as ``dxbook check`` does before it checks."""
    from dxbook.reading import read

    read(path)


def _seconds(actions: Sequence[Callable[[Path], None]], paths: Sequence[Path]) -> list[float]:
    """Seconds each action takes for all ``paths``; they take turns at every file."""
    taken = [0.0] * len(actions)
    for action in actions:
        action(paths[0])  # imports and caches of the first call are not what is measured
    for path in paths:
        for number, action in enumerate(actions):
            start = time.perf_counter()
            action(path)
            taken[number] += time.perf_counter() - start
    return taken


def run() -> list[Row]:
    """Rows of (name, seconds, note)."""
    ways: dict[str, Callable[[Path], None]] = {
        "openpyxl read-only(値だけ)": with_openpyxl,
        "calamine だけ(値だけ)": with_calamine,
        "dxbook: 安全を確かめて開き、値を読む": with_package,
        "dxbook: 計画として読む(値・年度・指摘まで)": with_book,
    }
    out: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        for measures, count in ((MEASURES, WORKBOOKS), (LARGE, 5)):
            paths = make(Path(name), measures, count, min(count, DISTINCT))
            taken = _seconds(list(ways.values()), paths)
            for way, seconds in zip(ways, taken, strict=True):
                note = f"openpyxl の {taken[0] / seconds:.1f} 倍の速さ、calamine の {seconds / taken[1]:.1f} 倍の時間"
                out.append((f"{count}冊({measures}施策) {way}", seconds, note))
    return out


if __name__ == "__main__":
    for name, number, note in run():
        print(f"{name:60} {number:8.3f} {note}")
