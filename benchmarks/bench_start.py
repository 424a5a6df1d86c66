"""Whole processes: --help against an empty Python, and the check of one full workbook."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.timing import Row, best, process
from dxbook.demo.samples import new_sample

TITLE = "起動とブック1冊の検証(プロセス全体)"


def run() -> list[Row]:
    """Rows of (name, seconds, note)."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.xlsx"
        new_sample(plan, "mobara")
        empty, help_, value, check, imports = best([
            process("-c", "pass"),
            process("-m", "dxbook", "--help"),
            process("-m", "dxbook", "value", "約330万枚"),
            process("-m", "dxbook", "check", str(plan)),
            process("-c", "import pandera.pandas"),
        ], rounds=7)
    return [
        ("python -c pass", empty, "基準"),
        ("dxbook --help", help_, f"python -c pass の {help_ / empty:.2f} 倍(目標 2.5 倍以内)"),
        ("dxbook value", value, f"python -c pass の {value / empty:.2f} 倍"),
        ("python -c 'import pandera.pandas'", imports, "検証に使うライブラリの読み込みだけ"),
        ("dxbook check(25施策・19指標)", check, "目標 1 秒未満"),
    ]
