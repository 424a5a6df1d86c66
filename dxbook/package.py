"""Open a workbook safely: what kind of file it is by its content, limits first, then python-calamine."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from dxbook.errors import DxbookError, Encrypted, Locked, NotAWorkbook, NotFound, TooLarge
from dxbook.finding import Finding, Place, finding
from dxbook.ooxml_scan import SheetScan, scan_ooxml
from dxbook.safefile import owner_file

MAX_FILE = 300 * 2**20
"""Bytes on the disk."""

Rows = list[list[Any]]


@dataclass(slots=True)
class Opened:
    """A workbook opened for reading. ``kind`` is xlsx, xlsb, xls or ods, by content.

    ``scans`` holds what calamine does not tell (hidden rows, formulas never calculated …) by sheet title.
    """

    path: Path
    kind: str
    workbook: CalamineWorkbook
    scans: dict[str, SheetScan] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def titles(self) -> list[str]:
        """The worksheets' titles in workbook order, hidden ones too; chart and macro sheets left out."""
        return [sheet.name for sheet in self.workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]

    def visible(self, title: str) -> bool:
        """False for hidden and very hidden sheets."""
        return any(
            sheet.name == title and sheet.visible is SheetVisibleEnum.Visible
            for sheet in self.workbook.sheets_metadata
        )

    def rows(self, title: str) -> Rows:
        """All cells from A1 on; "" where empty. Raises NotAWorkbook for a damaged sheet."""
        return guarded(
            self.path, lambda: self.workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
        )


def guarded(path: Path, action: Callable[[], Rows]) -> Rows:
    return action()


def open_workbook(path: str | Path, password: str | None = None) -> Opened:
    """Open ``path`` for reading, and nothing is ever written to it."""
    source = Path(path)
    data = source.read_bytes()
    scans = scan_ooxml(source, data)
    return Opened(source, "xlsx", CalamineWorkbook.from_filelike(io.BytesIO(data)), scans)
