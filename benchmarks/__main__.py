"""``make bench``: every benchmark in one run, as a table on the screen and in docs/benchmarks.md."""

from __future__ import annotations

import platform
import sys
from importlib import import_module
from pathlib import Path

MODULES = ("bench_read", "bench_start", "bench_window", "bench_normalize", "bench_sheet", "bench_collect")
PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def main() -> int:
    """Run all (or the named) benchmarks; the page is written only when all ran."""
    wanted = sys.argv[1:] or MODULES
    parts = ["# 計測", "", "`make bench` の1回の実行で得た値です。時間は機械によって変わるので、比で見てください。",
             f"機械: {platform.machine()}、Python {platform.python_version()}、{platform.system()}、CPU 2個", ""]
    for name in wanted:
        module = import_module(f"benchmarks.{name}")
        print(f"… {name}", file=sys.stderr, flush=True)
        lines = [f"## {module.TITLE}", "", "| 対象 | 秒 | |", "|---|---:|---|"]
        lines += [f"| {label} | {seconds:.3f} | {note} |" for label, seconds, note in module.run()]
        print("\n".join(lines), end="\n\n", flush=True)
        parts += [*lines, ""]
    if wanted == MODULES:
        PAGE.write_text("\n".join(parts), encoding="utf-8")
        print(f"→ {PAGE.name}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
