"""差戻し票: for each file that has something to mend, the department's own workbook, marked.

They are written where the file is received, while its bytes are at hand.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from dxbook.files import explained
from dxbook.findings import SLIP
from dxbook.plan import Book
from dxbook.rounds.collect.model import Returned, Verdict
from dxbook.rounds.collect.slip import NUMBER
from dxbook.rounds.collect.verdicts import OFFICE_ONLY
from dxbook.workbook.open import Opened

FOLDER = SLIP


@dataclass(frozen=True, slots=True)
class Slips:
    """Where slips go: ``staging`` is the output folder being made, ``names`` gives each returned file's slip."""

    staging: Path
    names: Mapping[str, str] = field(default_factory=dict)
    deadline: str = ""
    office: str = ""

    def write(self, returned: Returned, opened: Opened) -> None:
        """Write the slip of a file that is not simply accepted, and tell ``returned`` its name.

        Of formats that cannot be marked only the list is written. Raises OutputFailed.
        """
        if returned.verdict is Verdict.ACCEPTED:
            return
        from dxbook.rounds.collect import slip
        from dxbook.rounds.marks import write_list

        name = self.names[returned.name]
        output = self.staging / name
        try:
            output.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise explained(output.parent, error) from error
        found = [one for one in returned.findings if one.code not in OFFICE_ONLY]
        if opened.kind == "xlsx":
            slip.write(opened.data, opened.path.name, found, output, verdict=returned.verdict,
                       department=returned.department, deadline=self.deadline, office=self.office)
        else:
            write_list(found, output)
        returned.slip = name


def number_of(opened: Opened) -> str:
    """The number of the 差戻し票 that a returned workbook is; "" where it is none."""
    if SLIP not in opened.titles:
        return ""
    for row in opened.rows(SLIP)[:10]:
        for cell in row[:2]:
            if isinstance(cell, str) and (found := re.search(f"{NUMBER}：([0-9a-f]{{12}})", cell)):
                return found[1]
    return ""


def slips_of(book: Book, files: Sequence[tuple[Path, str]], staging: Path) -> Slips:
    """The slips for ``files`` (path, name inside the returned folder), each under a name of its own."""
    taken: set[str] = set()
    names = {}
    for path, name in files:
        stem = path.stem.removesuffix(f"_{FOLDER}")
        suffix = path.suffix if path.suffix.lower() in (".xlsx", ".xlsm") else ".xlsx"
        candidate, number = PurePosixPath(FOLDER, f"{stem}_{FOLDER}{suffix}"), 2
        while str(candidate).casefold() in taken:
            candidate, number = PurePosixPath(FOLDER, f"{stem}_{FOLDER}({number}){suffix}"), number + 1
        taken.add(str(candidate).casefold())
        names[name] = str(candidate)
    return Slips(staging, names, _shown(book.plan.deadline), book.plan.office or "")


def _shown(day: object) -> str:
    """令和8年4月30日, or "" where there is no date."""
    return f"令和{day.year - 2018}年{day.month}月{day.day}日" if isinstance(day, dt.date) else ""
