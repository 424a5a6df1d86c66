"""The order in which the schema wants the children of a worksheet."""

from __future__ import annotations

from dxbook.workbook.edit.xml import Source

WORKSHEET = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
    "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects",
    "AlternateContent", "controls", "webPublishItems", "tableParts", "extLst",
)
"""ECMA-376 part 1, 18.3.1.99; AlternateContent wraps oleObjects and controls."""


def place(source: Source, name: str) -> int:
    """The byte where a child called ``name`` belongs: before the first that comes after it."""
    behind = {each.encode() for each in WORKSHEET[WORKSHEET.index(name):]}
    return next((each.start for each in source.children(source.root) if each.name in behind), source.root.inner_end)
