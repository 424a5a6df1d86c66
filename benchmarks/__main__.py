"""``make bench``: the benchmarks, as tables on the screen and in docs/benchmarks.md.

``python -m benchmarks bench_start`` runs the named ones and renews their sections only: what is compared within a
section always comes from one run.
"""

from __future__ import annotations

import platform
import re
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

MODULES = ("bench_read", "bench_start", "bench_window", "bench_normalize", "bench_sheet", "bench_collect")
PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
HEAD = ("# 計測\n\n`make bench` で得た値です。1つの節は1回の実行です。\n"
        "時間は機械と混み具合によって変わるので、節の中の比で見てください。\n"
        f"機械: {platform.machine()}、Python {platform.python_version()}、{platform.system()}、CPU 2個\n")


def main() -> int:
    """Run all (or the named) benchmarks and put their sections into the page."""
    sections = _sections(PAGE.read_text(encoding="utf-8") if PAGE.is_file() else "")
    for name in sys.argv[1:] or MODULES:
        module = import_module(f"benchmarks.{name}")
        print(f"… {name}", file=sys.stderr, flush=True)
        lines = [f"{date.today()}に計りました。", "", "| 対象 | 秒 | |", "|---|---:|---|"]
        lines += [f"| {label} | {seconds:.3f} | {note} |" for label, seconds, note in module.run()]
        sections[module.TITLE] = "\n".join(lines)
        print(f"## {module.TITLE}\n\n{sections[module.TITLE]}\n", flush=True)
    order = [import_module(f"benchmarks.{name}").TITLE for name in MODULES]
    body = [f"## {title}\n\n{sections[title]}\n" for title in order if title in sections]
    PAGE.write_text("\n".join([HEAD, *body]), encoding="utf-8")
    return 0


def _sections(page: str) -> dict[str, str]:
    """Title → text of each section of the page."""
    parts = re.split(r"(?m)^## (.*)$", page)
    return {title: text.strip() for title, text in zip(parts[1::2], parts[2::2], strict=True)}


if __name__ == "__main__":
    sys.exit(main())
