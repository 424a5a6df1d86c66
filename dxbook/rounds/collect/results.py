"""集約結果.xlsx: who answered, what was accepted, what is to be decided, with links to every file and cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dxbook.rounds.collect.model import Collected
from dxbook.rounds.collect.results_rows import View, listings
from dxbook.workbook.make import write_lists

NAME = "集約結果.xlsx"


def write(
    collected: Collected, output: Path, *, links_from: Path, inputs: Iterable[Path] = (),
    departments: Sequence[str] = (), slips: Mapping[Path, Path] | None = None, new_plan: Path | None = None,
) -> None:
    """Write the results workbook; the same content gives the same bytes.

    ``links_from``: the folder that the workbook will lie in (links to the returned files are relative).
    ``departments``: those of the plan in its order, which the ledger follows. ``slips``: returned file → its
    差戻し票. ``new_plan``: what the links to plan cells open, else the plan read. Raises OutputFailed or Locked.
    """
    view = View(collected, departments, slips or {}, new_plan)
    write_lists(listings(view), output, links_from=links_from, inputs=inputs)
