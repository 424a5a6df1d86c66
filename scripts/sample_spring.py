"""A sample city's plan, and its spring: before it is handed out, and what comes back. For the guides' pictures and tests."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from dxbook import jobs
from dxbook.demo import answers as departments
from dxbook.demo import samples
from dxbook.rounds.template import write

WRONG, NONE, STRANGER, BROKEN = "とても順調", 1, "会議の写し.xlsx", "こわれたブック.xlsx"
"""What the first department writes as its 進捗; which one returns nothing; files that are nobody's."""
_room = cache(lambda: TemporaryDirectory(prefix="dxbook-samples-"))  # it goes with the process


@cache
def original(city: str) -> Path:
    """The plan of a sample city, made once; not to be changed."""
    return samples.new_sample(Path(_room().name) / f"{city}.xlsx", city)


def sample(path: Path, city: str = "choshi", cells: Mapping[tuple[str, str], object] | None = None) -> Path:
    """The plan of a sample city at ``path``, with other values in some cells ((sheet, address) → value)."""
    if not cells:
        copyfile(original(city), path)
        return path
    workbook = load_workbook(original(city))
    for (sheet, address), value in cells.items():
        workbook[sheet][address].value = value
    workbook.save(path)
    return path


def plan_before(path: Path, city: str = "choshi") -> Path:
    """The sample's plan at ``path`` without what departments answered in its year."""
    year, profile = jobs.read(sample(path.with_name(f"{city}_年度末.xlsx"), city))
    write(path, profile, departments.without(samples.content(city), departments.asked_rows(year)))
    return path


def give_back(handed: Path, back: Path, plan: Path, city: str = "choshi") -> Mapping[str, str]:
    """Answer the hand-outs in ``handed`` into ``back``: one wrong, one not at all, a stranger, a broken one.

    Department → file, of those that returned something.
    """
    year, _ = jobs.read(sample(plan.with_name(f"{city}_年度末.xlsx"), city))
    back.mkdir()
    sent = {}
    for number, path in enumerate(sorted(handed.glob("R*.xlsx"))):
        if number == NONE:
            continue
        book, _ = jobs.read(path)
        given = departments.answers(book, year)
        if number == 0:
            key = next(target for target in given if target[2] == "progress")
            given[key] = WRONG
        departments.fill(book, back / path.name, given)
        sent[book.meta["department"]] = path.name
    copyfile(plan, back / STRANGER)
    (back / BROKEN).write_bytes(b"PK\x03\x04 cut off")
    return sent
