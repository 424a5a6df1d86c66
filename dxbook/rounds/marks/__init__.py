"""Marks: takes findings, gives a marked copy of the workbook or a list of them."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.rounds.marks.findings import write_list
    from dxbook.rounds.marks.marks import SUFFIXES, marked, refuse_formats, rows, write_marked
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "findings": "write_list",
        "marks": "SUFFIXES marked refuse_formats rows write_marked",
    })
