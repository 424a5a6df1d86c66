"""Workbooks for the window's tests and pictures: a sample as it was handed out, and where its cells are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from shutil import copyfile

from openpyxl import load_workbook

from scripts.sample_spring import original, sample

_OWN = {"department": "情報政策室", "handout_id": "見本", "handout_fy": "2025"}
_PAIRS = {("_dxbook", f"{letter}{row}"): text for row, pair in enumerate(_OWN.items(), start=5)  # after the plan's own
          for letter, text in zip("AB", pair, strict=True)}


def handed(path: Path, city: str = "choshi", cells: Mapping[tuple[str, str], object] | None = None) -> Path:
    """The same as a workbook that was handed out: it knows a department and a year."""
    if cells:
        return sample(path, city, {**_PAIRS, **cells})
    copyfile(_handed(city), path)
    return path


@cache
def _handed(city: str) -> Path:
    return sample(original(city).with_name(f"{city}_handed.xlsx"), city, _PAIRS)


def column(city: str, sheet: str, header: str) -> tuple[str, int]:
    """The letters of a column of a sample, and the row of its first entry."""
    worksheet = load_workbook(original(city))[sheet]
    for row in worksheet.iter_rows(max_row=12):
        for cell in row:
            if cell.value == header:
                return cell.column_letter, cell.row + 1
    raise KeyError(header)
