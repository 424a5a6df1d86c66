"""What a handed-out workbook knows of itself: plan, department, hand-out, and its rows as they were.

It stands on the very hidden sheet as pairs of texts, so that a returned file is recognised whatever it is
called, and every cell a department changed is told from one that the office has changed since.
"""

from __future__ import annotations

import datetime as dt
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TypeVar

from dxbook.plan.book import Book, Origin, Table
from dxbook.plan.column import Column, Filler, Kind, Sheet
from dxbook.plan.row import Row
from dxbook.plan.schema import BY_KEY
from dxbook.text import normalize, written

_TYPED = (Kind.FY, Kind.MONTH, Kind.NUMBER, Kind.DATE, Kind.CODE, Kind.LGCODE)
"""Kinds that are compared by what was read: 令和7年度 and R7 are the same year."""
R = TypeVar("R", bound=Row)
_JOIN = "|"


@dataclass(frozen=True, slots=True)
class HandedRow:
    """One handed-out row: a digest of the whole as written, and ``pairs`` of column key and digest of the cell.

    ``reference`` rows are shown to a department that does not own them: none of their cells is open.
    """

    digest: str
    pairs: str
    reference: bool = False

    @property
    def cells(self) -> dict[str, str]:
        """The digests of the filled cells by column key. Most rows come back as they were: nobody asks."""
        pairs = (each.partition("=") for each in self.pairs.split(" "))
        return {name: code for name, _, code in pairs if code}


@dataclass(frozen=True, slots=True)
class Identity:
    """``rows``: sheet key → row key → the row as it was handed out. ``fy``: the year asked about.

    ``tables``: keys of the sheets that were handed out as Excel tables.
    """

    plan_id: str
    plan_version: str
    department: str
    handout_id: str
    fy: int
    rows: dict[str, dict[str, HandedRow]] = field(default_factory=dict)
    tables: frozenset[str] = frozenset()


def origin(book: Book) -> Origin:
    """What ``book`` is, by what it knows of itself and by the headers that were found."""
    if from_meta(book.meta) is not None:
        return Origin.HANDED
    if not any(table.headers for table in book.tables.values() if not table.sheet.vertical):
        return Origin.STRANGER
    if book.meta.get("schema_version") and not book.meta.get("handout_id"):
        return Origin.PLAN
    return Origin.COPIED


def plan_id(book: Book) -> str:
    """What tells one plan from another: as the workbook says, else 団体コード and first year."""
    code, first = book.plan.city_code, book.plan.first_fy
    return book.meta.get("plan_id") or f"{code or '000000'}-{first or 0}"


def cell_text(column: Column, value: object, raw: object) -> str:
    """A cell as it is compared: differences of width, of spaces and of how a year is written do not count."""
    if raw is None or raw == "":
        return ""
    if value is not None and column.kind in _TYPED:
        return value.isoformat() if isinstance(value, dt.date) else str(value)
    if isinstance(value, tuple):
        return "、".join(value)
    return normalize(written(raw), column.kind.policy)


def texts(sheet: Sheet, record: Row) -> dict[str, str]:
    """The filled cells of ``record`` as they are compared, by column key; identity columns too."""
    found = {}
    for column in sheet.stored:
        if text := cell_text(column, record.values.get(column.key), record.raw.get(column.key)):
            found[column.key] = text
    return found


def row_key(sheet: Sheet, record: Row) -> str:
    """The row's key: its identity columns joined by |, such as 01-01|2025. "" where one is empty.

    The one record of a vertical sheet has the key 1.
    """
    if sheet.vertical:
        return "1"
    parts = ["" if (part := record.values.get(each)) is None else str(part) for each in sheet.identity]
    return _JOIN.join(parts) if parts and all(parts) else ""


def keyed(table: Table[R]) -> Iterator[tuple[str, R]]:
    """The table's records with their keys; those without one are left out."""
    for record in table:
        if found := row_key(table.sheet, record):
            yield found, record


def is_open(column: Column, record_fy: int | None, fy: int) -> bool:
    """Whether a department may fill the cell: the owner's columns, in yearly sheets of the year asked about."""
    return column.filler is Filler.OWNER and not column.computed and record_fy in (None, fy)


@lru_cache(65_536)
def digest(text: str) -> str:
    """48 bits of BLAKE2b as 8 letters: enough to tell two texts of one cell apart."""
    return _hash(text)


def _hash(text: str) -> str:
    return urlsafe_b64encode(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).digest()).decode()


def mark(text: str) -> str:
    """The digest of one cell; "" for an empty one."""
    return digest(text) if text else ""


def row_digest(raw: Iterable[object]) -> str:
    """The digest of a whole row as it is written; ``raw`` in the order of :func:`order`."""
    return _hash("\x1f".join([cell if isinstance(cell, str) else written(cell) for cell in raw]))


@cache
def order(sheet_key: str) -> tuple[str, ...]:
    """The column keys of a sheet in the order that a row's digest takes them."""
    return tuple(sorted(column.key for column in BY_KEY[sheet_key].stored))


def handed(sheet: Sheet, record: Row, *, reference: bool = False) -> HandedRow:
    """The row as it is kept on the very hidden sheet."""
    whole = row_digest(record.raw.get(key) for key in order(sheet.key))
    pairs = " ".join(f"{key}={digest(text)}" for key, text in texts(sheet, record).items())
    return HandedRow(whole, pairs, reference)


def to_meta(identity: Identity) -> dict[str, str]:
    """The pairs for the very hidden sheet; one ``row/SHEET/KEY`` or ``reference/SHEET/KEY`` pair a row."""
    meta = {
        "plan_id": identity.plan_id, "plan_version": identity.plan_version,
        "department": identity.department, "handout_id": identity.handout_id, "handout_fy": str(identity.fy),
        "tables": " ".join(sorted(identity.tables)),
    }
    for sheet, rows in identity.rows.items():
        for key, row in rows.items():
            kind = "reference" if row.reference else "row"
            meta[f"{kind}/{sheet}/{key}"] = f"{row.digest} {row.pairs}".rstrip()
    return meta


def from_meta(meta: Mapping[str, str]) -> Identity | None:
    """The identity that :func:`to_meta` wrote; None where the workbook was not handed out, or it is damaged."""
    needed = ("plan_id", "department", "handout_id", "handout_fy")
    if any(not meta.get(name) for name in needed) or not meta["handout_fy"].isdecimal():
        return None
    rows: dict[str, dict[str, HandedRow]] = {}
    for name, text in meta.items():
        if name.startswith(("row/", "reference/")):
            kind, _, place = name.partition("/")
            sheet, _, key = place.partition("/")
            code, _, pairs = text.partition(" ")
            if sheet in BY_KEY and key:
                rows.setdefault(sheet, {})[key] = HandedRow(code, pairs, kind == "reference")
    return Identity(meta["plan_id"], meta.get("plan_version", ""), meta["department"], meta["handout_id"],
                    int(meta["handout_fy"]), rows, frozenset(meta.get("tables", "").split()))
