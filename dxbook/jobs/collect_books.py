"""Collect what the departments returned."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxbook.jobs.folders import folder_kind
from dxbook.jobs.read_plan import read
from dxbook.jobs.result import Progress, Result, silent

if TYPE_CHECKING:
    from dxbook.rounds.collect import Collected, Watcher


def collect(
    plan: Path, folder: Path, output: Path, *, fy: int | None = None, parquet: bool = False,
    overwrite: bool = False, workers: int = 0, password: str | None = None, progress: Progress = silent,
    watcher: Watcher | None = None,
) -> tuple[Collected, Result]:
    """Collect the workbooks in ``folder`` for ``plan``: the new plan, 集約結果.xlsx and the 差戻し票 in ``output``.

    Files of an earlier run in ``output`` are replaced where nobody has changed them since. ``workers``: how
    many processes read (0: one a processor). ``watcher`` is told of every file as it is received.
    """
    from dxbook.files import filling
    from dxbook.rounds import collect as collecting

    collecting.refuse_formats(plan)
    book, _ = read(plan, password)
    kind = folder_kind("集約", book, fy or book.plan.review_fy)
    with filling(output, inputs=[plan, folder], overwrite=overwrite, kind=kind) as staging:
        collected, departments = collecting.collect(book, folder, staging, fy=fy, progress=progress,
                                                      workers=workers, password=password,
                                                      watcher=watcher or collecting.Watcher())
        made = collecting.write_outputs(collected, book, departments, staging, output, parquet=parquet, progress=progress,
                             password=password)
    found = [each for each in book.findings if each.code == "F116"]  # what is open in Excel may be newer
    found += [each for returned in collected.files for each in returned.findings]
    return collected, Result(found, [output / name for name in made])
