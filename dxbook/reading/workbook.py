"""Read a plan workbook: sheets by title, columns by header, cells by kind, every value with its address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from dxbook.errors import NotFound, TooLarge, WrongVersion
from dxbook.findings import Finding, Place, finding, is_added, tidy
from dxbook.plan import (
    GENERIC,
    SCHEMA_VERSION,
    SHEETS,
    Book,
    Kpi,
    Plan,
    Profile,
    Table,
    load_profile,
    profile_for,
)
from dxbook.reading.headers import SEARCHED_ROWS, match_sheets
from dxbook.reading.migrations import known, rows_now, title_now
from dxbook.reading.records import Source, read_table
from dxbook.reading.vertical import read_vertical
from dxbook.text import key
from dxbook.workbook.open import Opened, Rows, open_workbook

MAX_NAMED_SHEETS = 5
"""More unknown sheets than these are told together."""
HIDDEN = "_dxbook"
"""The very hidden sheet: identity in its first two columns, drop-down lists further right."""

MAX_ROWS, MAX_FILLED = 20_000, 200_000
"""Rows with an entry, and cells with one, on one sheet: many times what the plan of a large city holds."""

GUIDE = "はじめに"
"""The sheet that explains how to fill in; it has no table."""


def read(
    path: str | Path | Opened, *, password: str | None = None, profile: Profile | None = None,
    skip: Collection[str] = (), units: Mapping[str, str] | None = None, meta: dict[str, str] | None = None,
) -> Book:
    """The plan workbook at ``path`` (.xlsx .xlsm .xlsb .xls .ods, or one opened already), with the findings
    of reading it.

    The words come from ``profile``, else the profile the workbook names, else that of its 団体コード,
    else the generic one. Sheets whose keys are in ``skip`` are known already and left empty; ``units`` then
    tells the KPIs' units. ``meta``: what :func:`meta_of` said, where it is known. Raises a DxbookError (see
    ``dxbook.errors``) where the file cannot be read at all.
    """
    opened = path if isinstance(path, Opened) else open_workbook(path, password)
    meta = meta_of(opened) if meta is None else meta
    found = list(opened.findings)
    words = profile or _profile(opened, meta, found)
    tables: dict[str, Table[Any]] = {sheet.key: Table(sheet, sheet.title, opened.path.name) for sheet in SHEETS}
    book = Book(opened.path, tables, meta, found, tuple(opened.titles), words)
    _read_tables(opened, book, words, skip, dict(units or {}))
    _check_city(book, words)
    book.findings = tidy(found)
    return book


def meta_of(opened: Opened) -> dict[str, str]:
    """The pairs on the very hidden sheet. Raises WrongVersion for a layout this program does not know."""
    if HIDDEN not in opened.titles:
        return {}
    rows = opened.rows(HIDDEN)
    meta = {str(row[0]): _plain(row[1]) for row in rows if len(row) > 1 and row[0] != ""}
    version = meta.get("schema_version", SCHEMA_VERSION)
    if not known(version):
        raise WrongVersion(
            f"「{opened.path.name}」は版 {version} の様式です。読めるのは版 {SCHEMA_VERSION} までです。",
            "dxbookを新しくするか、配り直されたブックを使ってください。",
        )
    return meta


def _plain(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _profile(opened: Opened, meta: dict[str, str], found: list[Finding]) -> Profile:
    if name := meta.get("profile"):
        try:
            return load_profile(name)
        except NotFound:
            found.append(finding("F118", Place(opened.path.name), name))
    generic = load_profile(GENERIC)
    titles, _ = match_sheets(opened.titles, SHEETS, generic)
    if "plan" not in titles:
        return generic
    table: Table[Plan] = Table(Plan.sheet, titles["plan"])
    source = Source(titles["plan"], opened.path.name, opened.rows(titles["plan"]), generic)
    read_vertical(source, table, [])
    code = table.records[0].city_code if table.records else None
    return profile_for(code or "")


def _read_tables(
    opened: Opened, book: Book, profile: Profile, skip: Collection[str], units: dict[str, str]
) -> None:
    name = opened.path.name
    version = book.meta.get("schema_version", SCHEMA_VERSION)
    real = {title_now(version, title): title for title in opened.titles}
    matched, doubled = match_sheets(real, SHEETS, profile)
    titles = {key: real[title] for key, title in matched.items()}
    sources: dict[str, Rows] = {
        title: rows_now(version, key, opened.rows(title), 2 * SEARCHED_ROWS)
        for key, title in titles.items() if key not in skip
    }
    if not titles:
        book.findings.append(_nothing_known(opened))
        return
    _refuse_too_many(name, sources)
    for sheet in SHEETS:  # 指標 stands before 実績, whose values take their units from it
        table = book.tables[sheet.key]
        if sheet.key not in titles:
            if sheet.required:
                book.findings.append(_missing_sheet(opened, profile.word(sheet.title), titles))
            continue
        table.title = titles[sheet.key]
        if sheet.key in skip:
            continue
        source = Source(table.title, name, sources[table.title], profile, opened.scan(table.title), units)
        (read_vertical if sheet.vertical else read_table)(source, table, book.findings)
        if sheet is Kpi.sheet:
            units.update({kpi.kpi_id: kpi.unit for kpi in book[Kpi] if kpi.kpi_id and kpi.unit})
    for title, first in doubled.items():
        book.findings.append(finding("F105", Place(name, title), title, first=first))
    expected = {*titles.values(), *doubled, HIDDEN}
    unknown = [title for title in opened.titles
               if title not in expected and key(title) != key(GUIDE) and not is_added(title)]
    if len(unknown) > MAX_NAMED_SHEETS:  # another kind of workbook: one sentence, not one a sheet
        shown = "、".join(f"「{title}」" for title in unknown[:3])
        book.findings.append(finding("F119", Place(name), count=len(unknown), sheets=shown))
        return
    book.findings += [finding("F104", Place(name, title), title) for title in unknown]


def _refuse_too_many(name: str, sources: Mapping[str, Rows]) -> None:
    """A list of another kind under a sheet's name would give findings without end."""
    for title, rows in sources.items():
        if sum(map(len, rows)) <= MAX_FILLED and len(rows) <= MAX_ROWS:
            continue  # counting costs time only where there is much
        filled = [count for row in rows if (count := sum(cell != "" for cell in row))]
        if len(filled) > MAX_ROWS or sum(filled) > MAX_FILLED:
            raise TooLarge(
                f"「{name}」の「{title}」シートは、記入が{len(filled):,}行あり、計画としては多すぎます。",
                "計画のシートかどうかを確かめ、ほかの表なら別のブックに移してください。",
            )


def _nothing_known(opened: Opened) -> Finding:
    name, titles = opened.path.name, [title for title in opened.titles if title != HIDDEN]
    if not any(cell != "" for title in titles for row in opened.rows(title) for cell in row):
        return finding("F101", Place(name))
    shown = "、".join(f"「{title}」" for title in titles[:5]) + (" など" if len(titles) > 5 else "")
    return finding("F102", Place(name), sheets=shown)


def _missing_sheet(opened: Opened, title: str, titles: dict[str, str]) -> Finding:
    import difflib

    others = [each for each in opened.titles if each not in titles.values() and each != HIDDEN]
    near = difflib.get_close_matches(title, others, n=1, cutoff=0.4)
    hint = f"「{near[0]}」シートのことではありませんか。" if near else ""
    return finding("F103", Place(opened.path.name, title), hint=hint)


def _check_city(book: Book, profile: Profile) -> None:
    code = book.plan.city_code
    if code and profile.city_code and code != profile.city_code:
        place = book[Plan].place(book.plan, Plan.city_code)
        book.findings.append(finding("F117", place, code, city=profile.city, expected=profile.city_code))
