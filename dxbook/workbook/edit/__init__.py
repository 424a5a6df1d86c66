"""Edits: takes a workbook and what is to change, gives a copy in which every other part keeps its bytes."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.workbook.edit.added_sheet import add_sheet
    from dxbook.workbook.edit.archive import Archive
    from dxbook.workbook.edit.areas import table_at
    from dxbook.workbook.edit.cells import Value
    from dxbook.workbook.edit.marking import SIGN
    from dxbook.workbook.edit.relations import WORKBOOK
    from dxbook.workbook.edit.table_columns import append_column
    from dxbook.workbook.edit.sheet_tabs import tabs
    from dxbook.workbook.edit.workbook import Workbook
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "heights marking",
        "added_sheet": "add_sheet",
        "archive": "Archive",
        "areas": "table_at",
        "cells": "Value",
        "marking": "SIGN",
        "relations": "WORKBOOK",
        "table_columns": "append_column",
        "sheet_tabs": "tabs",
        "workbook": "Workbook",
    })
