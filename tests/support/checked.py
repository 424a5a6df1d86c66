"""Checking a small plan written in the test: one mistake, one finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from dxbook.checks.run import check
from dxbook.findings import Finding
from dxbook.plan.profile import Profile
from dxbook.reading import workbook as book
from tests.support.tables import DEFAULTS, plan_book


def checked(
    folder: Path, *, extra: str = "", profile: Profile | None = None, **sheets: str | Mapping[str, str] | None
) -> list[Finding]:
    """The findings of ``tables.plan_book`` with these sheets replaced."""
    path = plan_book(folder / "計画.xlsx", extra=extra, **sheets)
    return check(book.read(path, profile=profile), profile)


def changed(sheet: str, old: str, new: str) -> str:
    """A default sheet with one text replaced; the text must be there once."""
    table = DEFAULTS[sheet]
    assert table.count(old) == 1, f"「{old}」 stands {table.count(old)} times in {sheet}"
    return table.replace(old, new)


def added(sheet: str, *rows: str) -> str:
    """A default sheet with rows added."""
    return DEFAULTS[sheet].rstrip() + "\n" + "\n".join(rows)


def alone(found: Iterable[Finding], code: str) -> Finding:
    """The one finding there is; it must have this code."""
    listed = list(found)
    shown = "\n".join(f"{each.code} {each.cell} {each.message}" for each in listed)
    assert [each.code for each in listed] == [code], shown
    return listed[0]


def of(found: Iterable[Finding], code: str) -> list[tuple[str, str]]:
    """(sheet, cell) of every finding with this code."""
    return [(each.sheet, each.cell) for each in found if each.code == code]
