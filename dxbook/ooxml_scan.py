"""What calamine does not tell about the sheets of an .xlsx: hidden rows, formulas never calculated, errors."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class SheetScan:
    """One sheet. Rows and columns are 1-based; ``merged`` is (first row, first column, last row, last column)."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    uncached: set[str] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)
    percent: set[str] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0


def scan_ooxml(path: Path, data: bytes) -> dict[str, SheetScan]:
    return {}
