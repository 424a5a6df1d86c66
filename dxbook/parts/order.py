"""The order in which the schema wants the children of a worksheet."""

from __future__ import annotations

from dxbook.parts.outline import Element

WORKSHEET = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
    "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects",
    "AlternateContent", "controls", "webPublishItems", "tableParts", "extLst",
)
"""ECMA-376 part 1, 18.3.1.99; AlternateContent wraps oleObjects and controls."""


def place(root: Element, name: str) -> int:
    """The byte where a child called ``name`` belongs: before the first that comes after it."""
    behind = WORKSHEET[WORKSHEET.index(name):]
    return next((child.start for child in root.children if child.name in behind), root.close)
