"""A spring of a sample city for the window: the plan before it is handed out, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile

from dxbook import jobs
from dxbook.demo import samples
from dxbook.demo.answers import answers, asked_rows, fill, without
from dxbook.rounds.template import build as template
from tests.support.gui_books import sample

WRONG, NONE, STRANGER, BROKEN = "とても順調", 1, "会議の写し.xlsx", "こわれたブック.xlsx"
"""What the first department writes as its 進捗; which one returns nothing; files that are nobody's."""


def plan_before(path: Path, city: str = "choshi") -> Path:
    """The sample's plan at ``path`` without what departments answered in its year."""
    year, profile = jobs.read(sample(path.with_name(f"{city}_年度末.xlsx"), city))
    template.write(path, profile, without(samples.content(city), asked_rows(year)))
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
        given = answers(book, year)
        if number == 0:
            key = next(target for target in given if target[2] == "progress")
            given[key] = WRONG
        fill(book, back / path.name, given)
        sent[book.meta["department"]] = path.name
    copyfile(plan, back / STRANGER)
    (back / BROKEN).write_bytes(b"PK\x03\x04 cut off")
    return sent
