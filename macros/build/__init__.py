"""``python -m macros.build``: the Excel add-in and its demo workbook, from the text sources beside this package.

No Excel is needed, and the same sources give the same bytes. A vbaProject.bin without compiled code is
what MS-OVBA asks of a writer: Excel compiles the sources when it opens the file. No library was found
that writes one from sources: XlsxWriter and openpyxl only carry a finished one along; the generators on
PyPI write a project Excel does not run, or know no code page but 1252; oletools and olefile only read.
"""

from __future__ import annotations


class BuildError(Exception):
    """A source that cannot go into a VBA project; the message says what to mend."""
