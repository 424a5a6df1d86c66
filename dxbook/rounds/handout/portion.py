"""Who gets what: for every department its own rows of the plan, and those it should see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from dxbook.plan import (
    Book,
    Department,
    Evidence,
    InventoryItem,
    Kpi,
    Measure,
    Outline,
    Profile,
    Row,
    Step,
    Term,
    keyed,
)
from dxbook.rounds.handout.owners import Names, Owners, at_year, is_group

R = TypeVar("R", bound=Row)

OWN, SHARED, PARTNER = "担当", "担当（共同）", "参考（関係課）"


@dataclass(frozen=True, slots=True)
class Line(Generic[R]):
    """One row of the plan for one department. ``role`` says whose it is: 担当…, 参考…, or "" where all see it."""

    record: R
    role: str = ""

    @property
    def open(self) -> bool:
        """Whether the department fills it in."""
        return self.role.startswith(OWN)


@dataclass(slots=True)
class Portion:
    """A department's part. ``lines``: sheet key → rows, its own ones first, each group in the plan's order."""

    department: str
    lines: dict[str, list[Line[Any]]] = field(default_factory=dict)

    def own(self, sheet: str) -> list[Any]:
        """The rows of a sheet that the department fills in (施策 and 指標: reports on)."""
        return [line.record for line in self.lines.get(sheet, ()) if line.open]

    @property
    def asked(self) -> int:
        """How many rows wait for an entry."""
        return sum(len(self.own(sheet)) for sheet in ("reports", "actuals", "steps", "inventory", "evidence"))


def portions(book: Book, profile: Profile, fy: int) -> list[Portion]:
    """Every department that has something to fill in for ``fy``, in the order of the 組織 sheet.

    A measure of several owners is open to each of them. Departments that are only partners, or own nothing
    but what has ended, are left out.
    """
    owners = Owners(at_year(book, fy), profile)
    return [_portion(owners, name) for name in _asked(owners)]


def asked(book: Book, profile: Profile, fy: int) -> list[str]:
    """The departments of :func:`portions`, without making them."""
    return _asked(Owners(at_year(book, fy), profile))


def _asked(owners: Owners) -> list[str]:
    book = owners.ctx.book
    waiting: set[str] = set()
    for measure in first(book, Measure):
        if not owners.closed_measure(measure):
            waiting.update(owners.of_measure(measure.measure_id))
    for kpi in first(book, Kpi):
        if not owners.closed_kpi(kpi):
            waiting.update(owners.of_kpi(kpi))
    for item in first(book, InventoryItem):
        waiting.update(owners.named(item, InventoryItem.owner))
    for row in first(book, Evidence):
        waiting.update(owners.of_evidence(row))
    return [name for name in departments(owners) if name in waiting]


def departments(owners: Owners) -> list[str]:
    """Every department that the plan names as an owner, in the order of the 組織 sheet, then as they come."""
    book = owners.ctx.book
    named: dict[str, None] = {}
    for names in _all_names(owners, book):
        named.update(dict.fromkeys(names))
    known = [row.name for row in owners.ctx.directory.rows]
    return sorted(named, key=lambda name: known.index(name) if name in known else len(known))


def _all_names(owners: Owners, book: Book) -> Iterable[Names]:
    yield from (owners.named(record, Measure.owner) for record in book[Measure])
    yield from (owners.of_kpi(record) for record in book[Kpi])
    yield from (owners.named(record, InventoryItem.owner) for record in book[InventoryItem])


def _role(names: Names, department: str, closed: str = "") -> str:
    """The role of a row's owner, or ""."""
    if department not in names:
        return ""
    if closed:
        return f"参考（{closed}）"
    return OWN if len(names) == 1 else SHARED


def _portion(owners: Owners, department: str) -> Portion:
    book, ctx = owners.ctx.book, owners.ctx
    items = [Line(item, _role(owners.named(item, InventoryItem.owner), department)) for item in first(book, InventoryItem)]
    items = [line for line in items if line.role]
    measures = {measure.measure_id: Line(measure, _measure_role(owners, measure, department))
                for measure in first(book, Measure)}
    shown = {id_ for id_, line in measures.items() if line.role}
    counting = {line.record.kpi_id for line in items}
    kpis = []
    for kpi in first(book, Kpi):
        role = _role(owners.of_kpi(kpi), department, owners.closed_kpi(kpi))
        if not role and (kpi.measure_id in shown or kpi.kpi_id in counting):
            role = "参考"
        if role:
            kpis.append(Line(kpi, role))
    beside = {line.record.measure_id for line in kpis}
    seen = [Line(line.record, line.role or "参考") for id_, line in measures.items() if line.role or id_ in beside]
    steps = [Line(step, measures[step.measure_id].role) for step in first(book, Step)
             if department in owners.of_measure(step.measure_id)]
    lines: dict[str, list[Line[Any]]] = {
        "inventory": [*items], "kpis": [*kpis], "measures": [*seen], "actuals": [line for line in kpis if line.open],
        "reports": [line for line in seen if line.open], "steps": [*steps],
        "evidence": [*_evidence(owners, department, shown)],
    }
    _context(owners, department, lines)
    for key, given in lines.items():
        lines[key] = sorted(given, key=lambda line: bool(line.role) and not line.open)
    lines["plan"] = [Line(ctx.book.plan)]
    return Portion(department, {key: given for key, given in lines.items() if given})


def _measure_role(owners: Owners, record: Measure, department: str) -> str:
    role = _role(owners.of_measure(record.measure_id), department, owners.closed_measure(record))
    if not role and not is_group(department) and department in owners.named(record, Measure.partners):
        return PARTNER
    return role


def _evidence(owners: Owners, department: str, shown: set[str | None]) -> list[Line[Evidence]]:
    """Rows of the department's measures; of an element of the 体系 above them for reading."""
    own = {id_ for id_ in shown if department in owners.of_measure(id_)}
    lines = []
    for record in first(owners.ctx.book, Evidence):
        if role := _role(owners.of_evidence(record), department):
            lines.append(Line(record, role))
        elif own & set(owners.below(record.outline_id)):
            lines.append(Line(record, "参考"))
    return lines


def _context(owners: Owners, department: str, lines: dict[str, list[Line[Any]]]) -> None:
    """What the rows refer to: the 体系 above them and the departments they name; the 用語 for all."""
    book = owners.ctx.book
    shown = [*lines["measures"], *lines["kpis"], *lines["evidence"]]
    above = {id_ for line in shown for id_ in owners.path(line.record.outline_id)}
    lines["outline"] = [Line(record) for record in first(book, Outline) if record.outline_id in above]
    named = {department}
    for line in (*lines["measures"], *lines["inventory"]):
        named |= {*owners.named(line.record, Measure.owner), *owners.named(line.record, Measure.partners)}
    lines["organisation"] = [Line(record) for record in first(book, Department) if record.name in named]
    lines["glossary"] = [Line(record) for record in first(book, Term)]


def first(book: Book, sheet: type[R]) -> list[R]:
    """The rows of a sheet that have a key, each key once: the others cannot be collected again."""
    rows: dict[str, R] = {}
    for key, record in keyed(book[sheet]):
        rows.setdefault(key, record)
    return list(rows.values())


def without_key(book: Book, sheet: type[R]) -> list[R]:
    """The rows that :func:`first` leaves out."""
    kept = {id(record) for record in first(book, sheet)}
    return [record for record in book[sheet] if id(record) not in kept]
