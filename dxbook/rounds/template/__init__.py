"""The template: takes a profile and rows, gives the plan workbook, pleasant in plain Excel."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.rounds.template.build import Content, HIDDEN, begun, blank, hide, named_list, write
    from dxbook.rounds.template.formulas import Layouts
    from dxbook.rounds.template.guide import TITLE, heading
    from dxbook.rounds.template.layout import FIRST_ROW, HEADER_ROW, Layout, TAG_ROW, handed_layout
    from dxbook.rounds.template.sheets import (
        TEXT_KINDS, dress, frozen, mark_where, print_setup, protect, put, row_height, validation,
    )
    from dxbook.rounds.template.vertical import ONLY_READ, write_vertical
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "formulas",
        "build": "Content HIDDEN begun blank hide named_list write",
        "formulas": "Layouts",
        "guide": "TITLE heading",
        "layout": "FIRST_ROW HEADER_ROW Layout TAG_ROW handed_layout",
        "sheets": "TEXT_KINDS dress frozen mark_where print_setup protect put row_height validation",
        "vertical": "ONLY_READ write_vertical",
    })
