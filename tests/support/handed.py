"""Hand-outs for tests: a city's plan or a small one, handed out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dxbook import jobs
from dxbook.demo.samples import new_sample
from dxbook.plan import Actual, identity
from dxbook.reading import workbook as book
from dxbook.rounds.handout.handout import Bundle


def city_plan(folder: Path, city: str) -> Path:
    """The sample city's plan workbook in ``folder``."""
    path = folder / f"{city}.xlsx"
    new_sample(path, city)
    return path


def handed_out(plan: Path, folder: Path, **options: Any) -> Bundle:
    """Hand out ``plan`` into ``folder``."""
    bundle, _ = jobs.handout(plan, folder, **options)
    return bundle


def differing(path: Path) -> list[str]:
    """The rows of a handed-out workbook that are not as its very hidden sheet says."""
    opened = book.read(path)
    known = identity.from_meta(opened.meta)
    assert known is not None
    now = {(key, row): (table.sheet, record)
           for key, table in opened.tables.items() for row, record in identity.keyed(table)}
    rows = {(key, row): each for key, table in known.rows.items() for row, each in table.items()}
    out = [f"new {place}" for place in now if place not in rows]
    for place, row in rows.items():
        if place not in now and place[0] == "actuals":  # a year in which nothing is written yet has no record
            kpi, _, fy = place[1].partition("|")
            now[place] = Actual.sheet, Actual(0, {"kpi_id": kpi, "fy": int(fy)}, {"kpi_id": kpi})
        if place not in now:
            out.append(f"gone {place}")
        elif identity.handed(*now[place], reference=row.reference) != row:
            out.append(f"changed {place}: {now[place][1].raw}")
    return out
