"""What the steps of collecting hand to each other. Plain data, small enough to send between processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from dxbook.findings import Finding


class Verdict(StrEnum):
    """What becomes of a returned file, or of a department that returned none."""

    ACCEPTED = "受理"  # merged
    CONDITIONAL = "条件付"  # merged; something is still missing or to be looked at
    REJECTED = "差戻し"  # nothing of it is merged
    MISSING = "未提出"


Target = tuple[str, str, str]
"""One cell of the plan by meaning: sheet key, row key (``identity.row_key``), column key."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that a department changed. ``raw`` is what stands in its file (None: emptied), ``text`` the
    same as it is compared, ``base`` the digest of what was handed out ("" for an empty cell). ``fresh``: the
    handed-out row was blank beside its key, so that the plan may have no such row yet."""

    target: Target
    raw: Any
    text: str
    base: str
    sheet: str  # the sheet's title in the returned file
    cell: str
    fresh: bool = False


Claim = tuple[str, str, Edit]
"""Department, file, and what it wrote."""


@dataclass(slots=True)
class Returned:
    """One file of the returned folder as received. ``name`` is its path inside the folder, ``problem`` says
    why it is nobody's, ``saved`` when Excel last saved it (ISO text or ""). ``answered`` of ``due`` entries are
    filled in; ``missing`` are the findings of the others. ``slip``: its 差戻し票 inside the output folder, or "".
    ``sender``: the department that a file names which does not belong here; ``mends``: the number of the 差戻し票
    that the file is, mended; ``unused``: why a file of a department is not looked at."""

    path: Path
    name: str = ""
    digest: str = ""
    saved: str = ""
    department: str = ""
    handout_id: str = ""
    problem: str = ""
    edits: list[Edit] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    due: int = 0
    answered: int = 0
    missing: list[Finding] = field(default_factory=list)
    slip: str = ""
    sender: str = ""
    unused: str = ""
    mends: str = ""
    verdict: Verdict = Verdict.REJECTED


@dataclass(frozen=True, slots=True)
class Applied:
    """A change that goes into the new plan: ``before`` the plan's own, ``after`` the department's raw value."""

    target: Target
    before: Any
    edit: Edit
    department: str
    file: str
    saved: str
    sheet: str  # the sheet's title in the plan
    cell: str  # the plan's cell; "" for a row that is appended
    label: str  # what a person calls the row: 「01-01 窓口の予約」


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that is not decided: the plan's value now, and what departments wrote. ``settled``: a person has
    since written one of these values into the plan."""

    target: Target
    reason: str
    current: Any
    claims: tuple[Claim, ...]
    sheet: str
    cell: str
    label: str
    settled: bool = False


CellAddress = tuple[str, str]
"""A cell of the plan by its sheet's title and its address."""


@dataclass(frozen=True, slots=True)
class RecordedValue:
    """What an earlier round wrote into a cell of the plan. ``department`` is "" where several have written it;
    ``saved``: when its file was saved, as Japan's clocks show it; ``text``: what it wrote, as written."""

    department: str
    saved: str
    text: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the plan's sheet 反映記録 says of earlier rounds. ``departments``: those with values of the year asked about."""

    cells: Mapping[CellAddress, RecordedValue] = field(default_factory=dict)
    departments: frozenset[str] = frozenset()


@dataclass(slots=True)
class Merged:
    """The outcome of merging, sorted by the plan's order."""

    applied: list[Applied] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def undecided(self) -> list[Conflict]:
        """The conflicts that wait for somebody."""
        return [each for each in self.conflicts if not each.settled]


class Watcher:
    """Told how collecting goes while it goes on. This one does nothing; a window fills its table."""

    def asked(self, departments: Sequence[str]) -> None:
        """The departments that are due, before the first file is read."""

    def received(self, returned: Returned) -> None:
        """One file as received. Its verdict may still change: what is in the other files is not known yet."""


@dataclass(slots=True)
class Collected:
    """Everything that the outputs are made of. ``absent``: departments that were due and returned nothing;
    ``earlier``: those of them whose values an earlier round has brought into this plan."""

    plan: Path
    fy: int
    files: list[Returned] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    merged: Merged = field(default_factory=Merged)
    earlier: set[str] = field(default_factory=set)
