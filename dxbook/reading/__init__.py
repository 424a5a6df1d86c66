"""Reading: takes an opened workbook, gives a Book: every value with its cell, and the findings of reading it."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.reading.cells import UNCACHED, normalized, parse
    from dxbook.reading.headers import Found, Names, Slot, find_headers, match_sheets, shown
    from dxbook.reading.records import Source, read_table
    from dxbook.reading.workbook import meta_of, read
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "cells": "UNCACHED normalized parse",
        "headers": "Found Names Slot find_headers match_sheets shown",
        "records": "Source read_table",
        "workbook": "meta_of read",
    })
