"""Small parts that know no plan: colours and sizes, tables, texts that fit."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dxbook_gui.widgets.books_table import BooksTable
    from dxbook_gui.widgets.differences import kinds, marked
    from dxbook_gui.widgets.elided import Elided
    from dxbook_gui.widgets.focus import Focus
    from dxbook_gui.widgets.prose import Prose
    from dxbook_gui.widgets.rows import Index, NOWHERE, RowsModel, pasted, prepare
    from dxbook_gui.widgets.theme import AUTOMATIC, DARK, LIGHT
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "theme",
        "books_table": "BooksTable",
        "differences": "kinds marked",
        "elided": "Elided",
        "focus": "Focus",
        "prose": "Prose",
        "rows": "Index NOWHERE RowsModel pasted prepare",
        "theme": "AUTOMATIC DARK LIGHT",
    })
