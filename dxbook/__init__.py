"""dxbook: municipal DX plans in Excel — check, normalise, rate, check sheets and charts.

The public names are loaded when first used, so that the command line starts at once. The verbs
(check, normalize, assess, sheet …) are the functions of ``dxbook.jobs``.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from typing import Any

__version__ = "0.2.0"

_HOMES = {
    "DxbookError": "dxbook.errors",
    "Finding": "dxbook.findings",
    "Level": "dxbook.findings",
    "Profile": "dxbook.plan.profile",
    "load_profile": "dxbook.plan.profile",
    "Book": "dxbook.plan.book",
    "read": "dxbook.reading.workbook",
    "normalize": "dxbook.text.policies",
    "read_value": "dxbook.values.kpi_value",
    "Reading": "dxbook.values.kpi_value",
}

__all__ = [
    "Book", "DxbookError", "Finding", "Level", "Profile", "Reading", "load_profile", "normalize", "read",
    "read_value",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dxbook' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
