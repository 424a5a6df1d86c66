"""What collecting leaves behind beside the 差戻し票: the new plan, 集約結果.xlsx, Parquet where it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from dxbook.plan import Book
from dxbook.rounds.collect.model import Collected
from dxbook.rounds.collect.slips import FOLDER
from dxbook.rounds.collect.tables import FOLDER as PARQUET
from dxbook.rounds.collect.verdicts import note_conflicts

Progress = Callable[[int, int, str], None]


def plan_name(plan: Path) -> str:
    """What the new plan is called: 計画.xlsx → 計画_集約.xlsx; a second round does not add it again."""
    return f"{plan.stem.removesuffix('_集約')}_集約{plan.suffix}"


def write_outputs(
    collected: Collected, book: Book, departments: Sequence[str], staging: Path, output: Path, *,
    parquet: bool, progress: Progress, password: str | None = None,
) -> list[str]:
    """Write everything into ``staging``, as it will stand in ``output``; the names of what matters most first.

    What the plan has no room for (a formula stands there) becomes a conflict of ``collected``. Raises OutputFailed, Missing.
    """
    from dxbook.rounds.collect import plan_out, results

    new_plan = plan_name(collected.plan)
    total = len(collected.files)
    progress(total, total + 2, new_plan)
    known = len(collected.merged.conflicts)
    collected.merged = plan_out.write(collected.plan, book, collected.merged, staging / new_plan, password=password)
    note_conflicts(collected.files, collected.merged.conflicts[known:])
    progress(total + 1, total + 2, results.NAME)
    _drop_slips(collected, staging)
    places = {each.path: output / each.slip for each in collected.files if each.slip}
    results.write(collected, staging / results.NAME, links_from=output, departments=departments, slips=places,
                  new_plan=output / new_plan)
    if parquet:
        from dxbook.reading import read
        from dxbook.rounds.collect import parquet as tables

        (staging / PARQUET).mkdir()
        tables.write(collected, read(staging / new_plan), staging / PARQUET)
    progress(total + 2, total + 2, "")
    return [results.NAME, new_plan, *([FOLDER] if places else []), *([PARQUET] if parquet else [])]



def _drop_slips(collected: Collected, staging: Path) -> None:
    """Take away the slips that nobody is to get: of files that turned out to be set aside, and of a process that
    died behind its slip."""
    for each in collected.files:
        if each.unused:
            each.slip = ""
    wanted = {staging / each.slip for each in collected.files if each.slip}
    for path in [*(staging / FOLDER).glob("*")]:
        if path not in wanted:
            path.unlink()
