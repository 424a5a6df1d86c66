"""The plan workbook, generated from the schema: blank for a new plan, or filled with rows.

The workbook is made with openpyxl. It must be pleasant in plain Excel, without dxbook.
"""

from __future__ import annotations

from dxbook.template.build import Content, blank, build, write

__all__ = ["Content", "blank", "build", "write"]
