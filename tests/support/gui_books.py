"""Workbooks for the window's tests and pictures: the real samples, as people fill and spoil them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import mkdtemp

from openpyxl import load_workbook

from dxbook.demo.samples import new_sample

_OWN = {"department": "情報政策室", "handout_id": "見本", "handout_fy": "2025"}
_PAIRS = {("_dxbook", f"{letter}{row}"): text for row, pair in enumerate(_OWN.items(), start=5)  # after the plan's own
          for letter, text in zip("AB", pair, strict=True)}


@cache
def _sample(city: str) -> Path:
    path = Path(mkdtemp(prefix="dxbook-gui-")) / f"{city}.xlsx"
    new_sample(path, city)
    return path


def sample(path: Path, city: str = "choshi", cells: Mapping[tuple[str, str], object] | None = None) -> Path:
    """The plan of a sample city at ``path``, with other values in some cells ((sheet, address) → value)."""
    if not cells:
        copyfile(_sample(city), path)
        return path
    workbook = load_workbook(_sample(city))
    for (sheet, address), value in cells.items():
        workbook[sheet][address].value = value
    workbook.save(path)
    return path


def handed(path: Path, city: str = "choshi", cells: Mapping[tuple[str, str], object] | None = None) -> Path:
    """The same as a workbook that was handed out: it knows a department and a year."""
    if cells:
        return sample(path, city, {**_PAIRS, **cells})
    copyfile(_handed(city), path)
    return path


@cache
def _handed(city: str) -> Path:
    return sample(_sample(city).with_name("handed.xlsx"), city, _PAIRS)


def column(city: str, sheet: str, header: str) -> tuple[str, int]:
    """The letters of a column of a sample, and the row of its first entry."""
    worksheet = load_workbook(_sample(city))[sheet]
    for row in worksheet.iter_rows(max_row=12):
        for cell in row:
            if cell.value == header:
                return cell.column_letter, cell.row + 1
    raise KeyError(header)
