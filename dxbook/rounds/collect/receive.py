"""Receive returned files: whose each is, what it says, and whether that can be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from dxbook.errors import DxbookError, Encrypted
from dxbook.findings import Finding, Place, finding
from dxbook.plan import (
    BY_KEY,
    GENERIC,
    SCHEMA_VERSION,
    Book,
    Identity,
    Kpi,
    Report,
    Row,
    Table,
    from_meta,
    keyed,
    load_profile,
    plan_id,
)
from dxbook.reading import meta_of, read
from dxbook.rounds.collect.compare import compare
from dxbook.rounds.collect.content import OPEN_SHEETS, entries, findings_of
from dxbook.rounds.collect.model import Returned
from dxbook.rounds.collect.slips import Slips, number_of
from dxbook.rounds.collect.unchanged import CLOSED_SHEETS, unchanged
from dxbook.rounds.collect.verdicts import MISSING, judged
from dxbook.values import fy_label
from dxbook.workbook.open import Opened, open_workbook, saved_at

FORM = frozenset({"D111", "D112", "D113", "D115", "D116"})
_OWNED = ("measures", "kpis")
"""Sheets in which a department's own rows stand beside others for reference."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the files should answer to: which plan, which year. ``known``: sheet key → row key → the plan's
    record, without its raw cells, for sheets that a file left as they were; ``units``: those of the KPIs;
    ``before``: last year's reports by measure, which a hand-out only quotes."""

    plan_id: str
    fy: int
    known: Mapping[str, Mapping[str, Row]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, Report] = field(default_factory=dict)
    password: str | None = None


def asked_of(book: Book, fy: int, password: str | None = None) -> Expected:
    """What hand-outs of the plan ``book`` answer to; ``password`` opens those that need one."""
    known = {
        key: {row: BY_KEY[key].row(record.row, record.values) for row, record in keyed(book.tables[key])}
        for key in CLOSED_SHEETS
    }
    units = {key: unit for key, record in known[Kpi.sheet.key].items() if (unit := record[Kpi.unit])}
    before = {row.measure_id: Report(0, row.values) for row in book[Report] if row.measure_id and row.fy == fy - 1}
    return Expected(plan_id(book), fy, known, units, before, password)


@dataclass(slots=True)
class _Open:
    """A file of ours that was read."""

    returned: Returned
    book: Book
    handed: Identity
    same: set[str]
    lost: list[Finding]
    opened: Opened


def receive(
    files: Sequence[tuple[Path, str]], asked: Expected, slips: Slips | None = None,
    started: Callable[[str], None] = lambda name: None,
) -> Iterator[Returned]:
    """Each of ``files`` (path, name inside the folder) as received, in their order.

    One that cannot be read is a finding (F100) and stops nothing. ``started`` is told each name; where
    ``slips`` are wanted, those of the files are written. Raises OutputFailed where one cannot be.
    """
    for path, name in files:
        started(name)
        one = _read(path, name, asked)
        if isinstance(one, _Open):
            one = _judged(one, asked.before)
        returned = one.returned if isinstance(one, _Open) else one
        returned.verdict = judged(returned)
        if slips is not None and isinstance(one, _Open):
            slips.write(returned, one.opened)
        yield returned


def _judged(one: _Open, before: Mapping[str, Report]) -> _Open | Returned:
    """The file with what was found in it."""
    try:
        _judge(one, before)
    except Exception as error:  # an error of the program must not cost the other files
        return unreadable(one.returned.path, one.returned.name, type(error).__name__)
    return one


def _read(path: Path, name: str, asked: Expected) -> _Open | Returned:
    returned = Returned(path, name)
    try:
        opened = _open(path, asked.password)
        meta = meta_of(opened)
        handed = from_meta(meta)
        same = _unchanged(opened, meta, handed, asked)
        book = read(opened, skip=same, units=asked.units, meta=meta)
        returned.digest, returned.saved = sha256(opened.data).hexdigest(), saved_at(opened.part("docProps/core.xml"))
        returned.mends = number_of(opened)
    except DxbookError as error:
        place = Place(path.name)
        return _nobodys(returned, finding("F100", place, sentence=error.message, what_to_do=error.remedy))
    except Exception as error:  # an error of the program must not cost the other files
        return unreadable(path, name, type(error).__name__)
    if problem := _stranger(path.name, book, handed, asked):
        returned.sender = handed.department if handed else ""
        return _nobodys(returned, problem)
    assert handed is not None
    returned.department, returned.handout_id = handed.department, handed.handout_id
    version = book.meta.get("schema_version", "")
    if version != SCHEMA_VERSION:
        book.findings.append(finding("D104", Place(path.name), version))
    for key, title in same.items():
        own = (row for row, each in handed.rows[key].items() if key not in _OWNED or not each.reference)
        records = [asked.known[key][row] for row in own if row in asked.known[key]]
        book.tables[key] = Table(BY_KEY[key], title, path.name, records=records)
    return _Open(returned, book, handed, set(same), list(_lost_tables(opened, book, handed)), opened)


def _lost_tables(opened: Opened, book: Book, handed: Identity) -> Iterator[Finding]:
    """Sheets whose Excel table was turned into plain cells: new rows no longer get formulas and drop-downs."""
    if opened.kind == "xlsx":
        for key in sorted(handed.tables):
            title = book.tables[key].title
            if title in opened.scans and not opened.scans[title].has_table:
                yield finding("D114", Place(opened.path.name, title))


def _open(path: Path, password: str | None) -> Opened:
    """The workbook; the password that was given is tried only where one is needed."""
    try:
        return open_workbook(path)
    except Encrypted:
        if password is None:
            raise
        return open_workbook(path, password)


def _unchanged(
    opened: Opened, meta: Mapping[str, str], handed: Identity | None, asked: Expected
) -> dict[str, str]:
    """The sheets that the plan's own records stand for, key → title."""
    if handed is None or handed.plan_id != asked.plan_id:
        return {}
    if meta.get("schema_version") != SCHEMA_VERSION:
        return {}
    try:
        same = unchanged(opened, handed, load_profile(meta.get("profile", GENERIC)))
    except DxbookError:  # reading will say that there is no such profile, or that it is broken
        return {}
    return {key: title for key, title in same.items() if key in asked.known}


def unreadable(path: Path, name: str, reason: str) -> Returned:
    """A file that could not be received at all."""
    return _nobodys(Returned(path, name), finding("D108", Place(path.name), reason))


def _nobodys(returned: Returned, problem: Finding) -> Returned:
    returned.problem = problem.message
    returned.findings.append(problem)
    return returned


def _stranger(file: str, book: Book, handed: Identity | None, asked: Expected) -> Finding | None:
    """Why the file does not belong here, or None."""
    if handed is None:
        looks_ours = not book.meta and any(book.tables[key].headers for key in OPEN_SHEETS)
        return finding("D109" if looks_ours else "D101", Place(file))
    if handed.plan_id != asked.plan_id:
        return finding("D102", Place(file), handed.plan_id, department=handed.department, expected=asked.plan_id)
    if handed.fy != asked.fy:
        return finding("D103", Place(file), fy_label(handed.fy), department=handed.department,
                       expected=fy_label(asked.fy))
    return None


def _judge(one: _Open, before: Mapping[str, Report]) -> None:
    """Compare the file with what was handed out, and check what was written."""
    returned, differences = one.returned, compare(one.book, one.handed, one.same)
    reports = one.book[Report].records
    reports += [before[row.measure_id] for row in reports if row.measure_id and row.measure_id in before]
    returned.due, returned.answered = entries(one.book, one.handed)
    found = findings_of(one.book, differences.open)
    returned.edits = differences.edits
    returned.findings = [*one.lost, *differences.findings, *found]
    returned.missing = [each for each in found if each.code in MISSING]
    changed = any(each.code in FORM for each in differences.findings)  # what was written may stand there
    if returned.due and not returned.answered and not returned.edits and not changed:
        returned.findings.insert(0, finding("D120", Place(returned.path.name)))
