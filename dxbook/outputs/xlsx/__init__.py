"""The check sheet as a workbook: takes a Report, gives the file."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.outputs.xlsx.workbook import write
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "workbook": "write",
    })
