"""What is handed out to nobody, or not to whom one would think: findings of a hand-out."""

from __future__ import annotations

from collections.abc import Iterator

from dxbook.checks import label_of
from dxbook.findings import Finding, tidy
from dxbook.plan import Book, ColumnOf, Evidence, InventoryItem, Kpi, Measure, Profile, Row, Step
from dxbook.rounds.handout.owners import Names, Owners, at_year, is_group
from dxbook.rounds.handout.portion import first, without_key

KEYED: tuple[type[Row], ...] = (Measure, Kpi, Step, InventoryItem, Evidence)


def findings(book: Book, profile: Profile, fy: int) -> list[Finding]:
    """H101 and on, sorted by place."""
    owners = Owners(at_year(book, fy), profile)
    found = (_measures, _kpis, _names, _doubled, _evidence, _inventory)
    return tidy(each for maker in found for each in maker(owners))


def _measures(owners: Owners) -> Iterator[Finding]:
    for record in first(owners.ctx.book, Measure):
        if not owners.of_measure(record.measure_id) and not owners.closed_measure(record):
            yield owners.ctx.at(record, Measure.owner, "H101", shown=label_of(record))


def _kpis(owners: Owners) -> Iterator[Finding]:
    for record in first(owners.ctx.book, Kpi):
        if not owners.of_kpi(record) and not owners.closed_kpi(record):
            yield owners.ctx.at(record, Kpi.kpi_id, "H102", shown=label_of(record))


def _names(owners: Owners) -> Iterator[Finding]:
    """Owners that are no department of the 組織 sheet; each name once."""
    told: set[str] = set()
    sheets: tuple[tuple[type[Row], ColumnOf[Names]], ...] = (
        (Measure, Measure.owner), (InventoryItem, InventoryItem.owner))
    for sheet, column in sheets:
        for record in owners.ctx.book[sheet]:
            for name in owners.named(record, column):
                code = "H103" if is_group(name) else "" if owners.ctx.directory.find(name) else "H104"
                if code and name not in told:
                    told.add(name)
                    yield owners.ctx.at(record, column, code, value=name)


def _doubled(owners: Owners) -> Iterator[Finding]:
    for sheet in KEYED:
        title = owners.ctx.book[sheet].title
        for record in without_key(owners.ctx.book, sheet):
            yield owners.ctx.at(record, sheet.identity[0], "H105", title=title, row=record.row)


def _evidence(owners: Owners) -> Iterator[Finding]:
    for record in first(owners.ctx.book, Evidence):
        if not owners.of_evidence(record):
            yield owners.ctx.at(record, Evidence.evidence, "H106")


def _inventory(owners: Owners) -> Iterator[Finding]:
    """One finding for all: such lists are long."""
    rows = [record for record in first(owners.ctx.book, InventoryItem) if not owners.named(record, InventoryItem.owner)]
    if rows:
        yield owners.ctx.at(rows[0], InventoryItem.owner, "H107", count=len(rows))
