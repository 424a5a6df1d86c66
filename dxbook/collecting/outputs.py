"""What collecting leaves behind: the new plan, 集約結果.xlsx, a 差戻し票 for each file that goes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from dxbook.collecting.model import Collected, Returned, Verdict
from dxbook.collecting.verdicts import OFFICE_ONLY, note_conflicts
from dxbook.model import Book

SLIPS = "差戻し票"
PARQUET = "parquet"

Progress = Callable[[int, int, str], None]


def plan_name(plan: Path) -> str:
    """What the new plan is called: 計画.xlsx → 計画_集約.xlsx; a second round does not add it again."""
    return f"{plan.stem.removesuffix('_集約')}_集約{plan.suffix}"


def slip_names(files: Sequence[Returned]) -> dict[Path, PurePosixPath]:
    """Returned file → its 差戻し票 inside the output folder; files that need none are left out."""
    names: dict[Path, PurePosixPath] = {}
    for each in files:
        if each.department and not each.problem and each.verdict is not Verdict.ACCEPTED:
            stem = each.path.stem.removesuffix(f"_{SLIPS}")
            suffix = each.path.suffix if each.path.suffix.lower() in (".xlsx", ".xlsm") else ".xlsx"
            name, number = PurePosixPath(SLIPS, f"{stem}_{SLIPS}{suffix}"), 2
            while name in names.values():
                name, number = PurePosixPath(SLIPS, f"{stem}_{SLIPS}({number}){suffix}"), number + 1
            names[each.path] = name
    return names


def write(
    collected: Collected, book: Book, departments: Sequence[str], staging: Path, output: Path, *,
    parquet: bool, progress: Progress, password: str | None = None,
) -> list[str]:
    """Write everything into ``staging``, as it will stand in ``output``; the names of what matters most first.

    What the plan has no room for (a formula stands there) becomes a conflict of ``collected``. Raises OutputFailed, Missing.
    """
    from dxbook.collecting import plan_out
    from dxbook.out import collected as results

    new_plan = plan_name(collected.plan)
    progress(0, len(collected.files) + 2, new_plan)
    known = len(collected.merged.conflicts)
    collected.merged = plan_out.write(collected.plan, book, collected.merged, staging / new_plan, password=password)
    note_conflicts(collected.files, collected.merged.conflicts[known:])
    slips = slip_names(collected.files)
    steps = len(slips) + 2
    contact = {"deadline": shown_date(book.plan["deadline"]), "office": book.plan["office"] or ""}
    for number, each in enumerate([one for one in collected.files if one.path in slips], start=1):
        progress(number, steps, each.name)
        (staging / SLIPS).mkdir(exist_ok=True)
        _slip(each, staging / slips[each.path], **contact)
    progress(steps - 1, steps, results.NAME)
    places = {path: output / name for path, name in slips.items()}
    results.write(collected, staging / results.NAME, links_from=output, departments=departments, slips=places,
                  new_plan=output / new_plan)
    if parquet:
        from dxbook import book as reader
        from dxbook.out import parquet as tables

        (staging / PARQUET).mkdir()
        tables.write(collected, reader.read(staging / new_plan), staging / PARQUET)
    progress(steps, steps, "")
    return [results.NAME, new_plan, *([SLIPS] if slips else []), *([PARQUET] if parquet else [])]


def _slip(each: Returned, output: Path, *, deadline: str, office: str) -> None:
    """The department's own workbook with what it should mend; of other formats only the list."""
    from dxbook.out import findings as listed
    from dxbook.out import slip
    from dxbook.package import open_workbook

    found = [one for one in each.findings if one.code not in OFFICE_ONLY]
    opened = open_workbook(each.path)
    if opened.kind != "xlsx":
        listed.write_xlsx(found, output)
        return
    slip.write(opened.data, each.path.name, found, output, verdict=each.verdict, department=each.department,
               deadline=deadline, office=office)


def shown_date(day: object) -> str:
    """令和8年4月30日, or "" where there is no date."""
    if not isinstance(day, dt.date):
        return ""
    return f"令和{day.year - 2018}年{day.month}月{day.day}日"
