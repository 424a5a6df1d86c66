"""Opening: takes a path, gives an Opened: sheets as rows, by content and within limits, nothing run."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.workbook.open.archive import check_xml, damaged, directory, inflate
    from dxbook.workbook.open.filekind import guarded, identify
    from dxbook.workbook.open.ooxml_scan import SheetScan, cell_of, sheet_parts
    from dxbook.workbook.open.package import Opened, Rows, open_workbook
    from dxbook.workbook.open.properties import MADE, japan_time, saved_at
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "archive",
        "archive": "check_xml damaged directory inflate",
        "filekind": "guarded identify",
        "ooxml_scan": "SheetScan cell_of sheet_parts",
        "package": "Opened Rows open_workbook",
        "properties": "MADE japan_time saved_at",
    })
