"""What is handed out to nobody, or not to whom one would think: findings of a hand-out."""

from __future__ import annotations

from collections.abc import Iterator

from dxbook.checks import label_of
from dxbook.findings import Finding, tidy
from dxbook.plan import Book, Profile
from dxbook.rounds.handout.owners import Owners, at_year, is_group
from dxbook.rounds.handout.portion import first, without_key

KEYED = ("measures", "kpis", "steps", "inventory", "evidence")


def findings(book: Book, profile: Profile, fy: int) -> list[Finding]:
    """H101 and on, sorted by place."""
    owners = Owners(at_year(book, fy), profile)
    found = (_measures, _kpis, _names, _doubled, _evidence, _inventory)
    return tidy(each for maker in found for each in maker(owners))


def _measures(owners: Owners) -> Iterator[Finding]:
    for record in first(owners.ctx.book, "measures"):
        if not owners.of_measure(record["measure_id"]) and not owners.closed_measure(record):
            yield owners.ctx.at("measures", record, "owner", "H101", shown=label_of(record, "measure_id"))


def _kpis(owners: Owners) -> Iterator[Finding]:
    for record in first(owners.ctx.book, "kpis"):
        if not owners.of_kpi(record) and not owners.closed_kpi(record):
            yield owners.ctx.at("kpis", record, "kpi_id", "H102", shown=label_of(record, "kpi_id"))


def _names(owners: Owners) -> Iterator[Finding]:
    """Owners that are no department of the 組織 sheet; each name once."""
    told: set[str] = set()
    for table in ("measures", "inventory"):
        for record in owners.ctx.book[table]:
            for name in owners.named(record, "owner"):
                code = "H103" if is_group(name) else "" if owners.ctx.directory.find(name) else "H104"
                if code and name not in told:
                    told.add(name)
                    yield owners.ctx.at(table, record, "owner", code, value=name)


def _doubled(owners: Owners) -> Iterator[Finding]:
    for key in KEYED:
        table = owners.ctx.book[key]
        for record in without_key(owners.ctx.book, key):
            column = table.sheet.identity[0]
            yield owners.ctx.at(key, record, column, "H105", title=table.title, row=record.row)


def _evidence(owners: Owners) -> Iterator[Finding]:
    for record in first(owners.ctx.book, "evidence"):
        if not owners.of_evidence(record):
            yield owners.ctx.at("evidence", record, "evidence", "H106")


def _inventory(owners: Owners) -> Iterator[Finding]:
    """One finding for all: such lists are long."""
    rows = [record for record in first(owners.ctx.book, "inventory") if not owners.named(record, "owner")]
    if rows:
        yield owners.ctx.at("inventory", rows[0], "owner", "H107", count=len(rows))
