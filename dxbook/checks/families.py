"""Every check: importing a family registers what it declares."""

from dxbook.checks import columns, consistency, machine, privacy, progress, references, rules, textual, values
from dxbook.checks.base import CHECKS, CODES

FAMILIES = (columns, consistency, machine, privacy, progress, references, rules, textual, values)

__all__ = ["CHECKS", "CODES", "FAMILIES"]
