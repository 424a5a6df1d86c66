"""New workbooks: saving them reproducibly, styles, how much room a text takes, and printing to PDF."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.workbook.make.cells import write_value
    from dxbook.workbook.make.listing import (
        INDENT, MOST_LINKS, PIXELS, Heading, Link, Listing, Tag, ListValue, address, note, row_height, strong, text_of,
    )
    from dxbook.workbook.make.lists import write_lists
    from dxbook.workbook.make.saving import save
    from dxbook.workbook.make.text_size import (
        LEADING, PADDING, TALLEST, column_pixels, count_lines, digit_pixels, text_height,
    )
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "pdf styles",
        "cells": "write_value",
        "listing": "INDENT MOST_LINKS PIXELS Heading Link Listing Tag ListValue address note row_height strong text_of",
        "lists": "write_lists",
        "saving": "save",
        "text_size": "LEADING PADDING TALLEST column_pixels count_lines digit_pixels text_height",
    })
