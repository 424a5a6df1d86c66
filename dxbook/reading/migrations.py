"""Older versions of the workbook's layout, and how their names became today's.

A version that changes a title or a label gets one entry here; books of that version are then read as if
they had been made today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dxbook.plan import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Migration:
    """What the next version renamed: ``sheets`` old title → new, ``columns`` sheet key → old label → new."""

    sheets: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


MIGRATIONS: dict[str, Migration] = {
    "1": Migration(),  # 2 knows handed-out rows on the very hidden sheet; nothing was renamed
}
"""Version → how it became the next one."""


def known(version: str) -> bool:
    """Whether books of ``version`` can be read."""
    return version == SCHEMA_VERSION or version in MIGRATIONS


def title_now(version: str, title: str) -> str:
    """Today's title of a sheet of a book of ``version``."""
    for migration in _since(version):
        title = migration.sheets.get(title, title)
    return title


def rows_now(version: str, sheet_key: str, rows: list[list[Any]], searched: int) -> list[list[Any]]:
    """``rows`` with today's labels in the first ``searched`` of them, where headers stand; years are kept."""
    for migration in _since(version):
        names = migration.columns.get(sheet_key)
        if names:
            rows = [[_renamed(cell, names) for cell in row] for row in rows[:searched]] + rows[searched:]
    return rows


def _since(version: str) -> list[Migration]:
    return [step for name, step in MIGRATIONS.items() if int(name) >= int(version)] if known(version) else []


def _renamed(cell: Any, names: Mapping[str, str]) -> Any:
    if not isinstance(cell, str):
        return cell
    year, gap, label = cell.rpartition(" ")
    return f"{year}{gap}{names[label]}" if label in names else cell
