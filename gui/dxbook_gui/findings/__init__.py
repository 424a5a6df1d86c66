"""Findings: takes a list of them, gives a table to filter and a detail to read."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dxbook_gui.findings.model import LEVEL, level_word
    from dxbook_gui.findings.table import FindingsTable
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "model": "LEVEL level_word",
        "table": "FindingsTable",
    })
