"""The plan workbook, generated from the schema: blank for a new plan, or filled with rows.

The workbook is made with openpyxl. It must be pleasant in plain Excel, without dxbook.
"""

from __future__ import annotations

from dxbook.rounds.handout.guide import Asked
from dxbook.rounds.handout.sheet import Given
from dxbook.rounds.handout.workbook import Handout, write_handout
from dxbook.rounds.template.build import Content, blank, build, write

__all__ = ["Asked", "Content", "Given", "Handout", "blank", "build", "write", "write_handout"]
