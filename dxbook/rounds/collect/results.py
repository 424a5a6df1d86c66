"""集約結果.xlsx: who answered, what was accepted, what is to be decided, with links to every file and cell."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dxbook.files import writing
from dxbook.rounds.collect.model import Collected
from dxbook.rounds.collect.results_draw import Drawer
from dxbook.rounds.collect.results_rows import View, listings

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
    import xlsxwriter

    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"author": "dxbook", "created": dt.datetime(2000, 1, 1)})
    drawer = Drawer(workbook, links_from)
    for listing in listings(View(collected, departments, slips or {}, new_plan)):
        drawer.draw(listing)
    workbook.close()
    with writing(output, inputs=inputs) as beside:
        beside.write_bytes(buffer.getbuffer())
