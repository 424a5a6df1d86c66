"""The checks of a plan workbook, one module a family. Importing the package registers them all."""

from __future__ import annotations

from dxbook.checks import columns, consistency, machine, privacy, progress, references, rules, textual, values
from dxbook.checks.base import CHECKS, CODES, Context, rule

__all__ = [
    "CHECKS", "CODES", "Context", "columns", "consistency", "machine", "privacy", "progress", "references",
    "rule", "rules", "textual", "values",
]
