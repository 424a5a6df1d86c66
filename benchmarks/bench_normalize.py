"""Normalising 10^6 real cells: dxbook's policies against jaconv.normalize and mojimoji, in one run.

The cells are those of the sample plans, repeated. jaconv and mojimoji do less and do some of it wrong
(they turn ～ into ー, ①茂 into 1茂, ㎡ into m2); the comparison is of speed only.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from importlib.resources import files
from itertools import cycle, islice
from pathlib import Path

from dxbook.text import normalize

TITLE = "100万セルの正規化"
CELLS = 1_000_000
_FALLBACK = (
    "マイナンバーカードの交付率", "３8.56%（令和４年３月現在）", "延べ３３万枚（令和７年度まで）",
    "総務課",
    "Ｗｉ－Ｆｉ機能付自動販売機の設置・運用台数", "情報政策室、財政室", "令和５～９年度",
    "01-01", "①手続", "ﾃｷｽﾄ",
)


def cells(count: int = CELLS) -> list[str]:
    """``count`` strings from the sample plans' CSV files, each cell once a round."""
    found: list[str] = []
    for path in sorted(Path(str(files("dxbook.demo").joinpath("samples"))).rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as source:
            found += [cell for row in csv.reader(source) for cell in row if cell]
    return list(islice(cycle(found or _FALLBACK), count))


def _timed(work: Callable[[str], object], strings: list[str]) -> float:
    start = time.perf_counter()
    for string in strings:
        work(string)
    return time.perf_counter() - start


def _by(policy: str) -> Callable[[str], str]:
    return lambda string: normalize(string, policy)


def run(count: int = CELLS) -> list[tuple[str, float, str]]:
    """(name, seconds, note) of each contender over the same ``count`` cells."""
    strings = cells(count)
    rows = [(f"dxbook normalize {policy}", _timed(_by(policy), strings), "")
            for policy in ("name", "prose", "value", "code")]
    try:
        import jaconv

        rows.append(("jaconv.normalize", _timed(jaconv.normalize, strings), "NFKC"))
    except ImportError:
        rows.append(("jaconv.normalize", 0.0, "not installed"))
    try:
        import mojimoji

        rows.append(("mojimoji.zen_to_han", _timed(mojimoji.zen_to_han, strings), "C++"))
    except ImportError:
        rows.append(("mojimoji.zen_to_han", 0.0, "not installed"))
    return rows


def main() -> None:
    """Print the table."""
    for name, seconds, note in run():
        print(f"{name:28} {seconds:8.2f} s  {note}")


if __name__ == "__main__":
    main()
