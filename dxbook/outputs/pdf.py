"""The check sheet as PDF: its workbook, printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxbook.workbook.make import pdf as printer

if TYPE_CHECKING:
    from dxbook.findings import Finding
    from dxbook.outputs.registry import Report


def require() -> None:
    """Raise Missing where neither Excel nor LibreOffice is there."""
    printer.require()


def write(report: Report, path: Path) -> list[Finding]:
    """Print the check sheet's workbook to ``path``. Raises Missing, OutputFailed."""
    printer.write(report.file("xlsx"), path)
    return []
