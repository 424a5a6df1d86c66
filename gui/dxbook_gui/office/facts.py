"""What the DX office's pages know of the chosen plan; read beside the window's thread."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from dxbook import jobs
from dxbook.files import MANIFEST
from dxbook.findings import Finding, Level
from dxbook.rounds.collect import MISSING
from dxbook.values import fy_label
from dxbook_gui.desk import Stamp, stamps

TERMS = ("施策", "指標", "所管課", "一覧")
COLLECTED = "_集約"


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan workbook and what its header says. ``due``: the departments that have something to fill in for
    ``fy`` (0 where the plan names no year); ``measures``, ``kpis``: how many; ``deadline`` as the plan has it.
    ``recorded``: how many cells hold collected answers; ``stamp``: the file as it was before it was read."""

    path: Path
    password: str | None
    city: str
    title: str
    fy: int
    years: tuple[int, ...]
    measures: int
    kpis: int
    due: tuple[str, ...]
    words: dict[str, str]
    form: str
    deadline: str
    contact: str
    findings: tuple[Finding, ...] = field(repr=False)
    recorded: int = 0
    stamp: Stamp = None

    @property
    def levels(self) -> dict[Level, int]:
        """How many findings of each level, those left out that only say that something is not filled in yet."""
        counts = Counter(found.level for found in self.findings if found.code not in MISSING)
        return {level: counts[level] for level in Level}

    @property
    def blanks(self) -> int:
        """How many entries are not filled in yet."""
        return sum(found.code in MISSING for found in self.findings)

    @property
    def empty(self) -> bool:
        """Whether nothing of the plan is written yet."""
        return not self.measures and not self.kpis

    @property
    def before(self) -> Path | None:
        """The plan that this one's answers were collected into, where its name says so and it lies there still."""
        home = self.path.parent
        named = self.path.with_name(self.path.stem.removesuffix(COLLECTED) + self.path.suffix).name
        if not self.recorded or named == self.path.name:
            return None
        places = (folder / named for folder in ((home.parent, home) if (home / MANIFEST).exists() else (home, home.parent)))
        return next((path for path in places if path.is_file()), None)

    def like(self, other: Plan) -> bool:
        """Whether the pages' fields can stay as they are: the same file, its years, its form, its city."""
        return ((self.path, self.fy, self.years, self.form, self.city, self.empty)
                == (other.path, other.fy, other.years, other.form, other.city, other.empty))

    def beside(self, name: str) -> Path:
        """Where a folder of results is proposed: beside the plan, not inside the results that it lies in."""
        home = self.path.parent
        home = home.parent if (home / MANIFEST).exists() else home
        return next(path for number in count(1)
                    if (path := home / f"{name}{number if number > 1 else ''}") != self.path.parent)

    def word(self, term: str) -> str:
        """The city's own word for 施策, 指標, 所管課."""
        return self.words.get(term, term)


def read(path: Path, password: str | None) -> Plan:
    """Read and check a plan. Raises DxbookError for what is no workbook, a locked one, one that is no plan."""
    from dxbook.errors import NotAWorkbook
    from dxbook.plan import Kpi, Measure
    from dxbook.plan import Plan as PlanRow
    from dxbook.rounds.collect import recorded
    from dxbook.rounds.handout import asked, day_label

    stamp = stamps([path])[path]
    book, profile = jobs.read(path, password)
    if not any(len(book.tables[row.sheet.key]) for row in (PlanRow, Measure, Kpi)):
        raise NotAWorkbook(f"「{path.name}」は、計画のブックではないようです。",
                           "計画・施策・指標のシートがあるブックを選んでください。")
    fy = book.plan.review_fy
    year = fy if isinstance(fy, int) else 0
    plan = book.plan
    return Plan(
        path, password, plan.city or "", plan.title or "", year, tuple(book.years), len(book[Measure]),
        len({record.kpi_id for record in book[Kpi]}), tuple(asked(book, profile, year)) if year else (),
        {term: profile.word(term) for term in TERMS}, profile.form,
        day_label(plan.deadline), plan.office or "", tuple(jobs.findings_of(book, profile)),
        len(recorded(book, year, password).cells), stamp,
    )


def year_text(fy: int) -> str:
    """2025 → 令和7年度; "" for 0."""
    return fy_label(fy) if fy else ""
