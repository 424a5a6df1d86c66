"""The module DxSettings: everything the macros share with the program, from the program's own declarations."""

from __future__ import annotations

from dxbook import __version__, look
from dxbook.findings import CHECKED, Level, catalogue
from dxbook.plan import DEFAULT, SCHEMA_VERSION, SHEETS, Scale, presets
from dxbook.rounds.template import FIRST_ROW, HEADER_ROW, HIDDEN
from dxbook.values import ERAS

MESSAGES = ("Y101", "Y103", "V121", "V123", "V124")
"""Findings that the worksheet functions of pure VBA tell too, with the fields they know."""

CHANGES = "整える一覧"
CHARTS = "グラフ"
TIME_LIMIT = 300
"""Seconds a verb may take: the largest plans need some ten."""


def source() -> str:
    """The text of the module."""
    texts = {
        "DX_VERSION": __version__, "DX_SCHEMA_VERSION": SCHEMA_VERSION, "DX_HIDDEN_SHEET": HIDDEN,
        "DX_SHEETS": "|".join(sheet.title for sheet in SHEETS), "DX_LIST_SHEET": CHECKED,
        "DX_ERROR": Level.ERROR.value, "DX_WARNING": Level.WARNING.value, "DX_INFO": Level.INFO.value,
        "DX_TIDY_SHEET": CHANGES, "DX_CHART_SHEET": CHARTS,
        "DX_FONT": look.FONT,
        "DX_ERAS": "|".join(f"{name},{era.letter},{era.base},{era.first:%Y-%m-%d}" for name, era in ERAS.items()),
        "DX_DEFAULT_SCALE": DEFAULT, **{f"DX_{code}": _told(code) for code in MESSAGES},
    }
    numbers = {"DX_HEADER_ROW": HEADER_ROW, "DX_FIRST_ROW": FIRST_ROW, "DX_TIME_LIMIT": TIME_LIMIT,
               "DX_KEY_COLOUR": _colour(look.KEY), "DX_KEY_PALE": _colour(look.KEY_PALE)}
    return "\n".join([
        'Attribute VB_Name = "DxSettings"', "Option Explicit", "Option Private Module", "",
        "' Made by macros/build/config.py from dxbook's own declarations: change those, not this.", "",
        *(f"Public Const {name} As String = {quoted(text)}" for name, text in texts.items()),
        *(f"Public Const {name} As Long = {number}" for name, number in numbers.items()), "",
        "' id|title|grade=lowest rate|… , best grade first; the last grade takes everything below.",
        "Public Function DxScales() As Variant",
        f"    Dim rows(0 To {len(presets()) - 1}) As String",
        *(f"    rows({number}) = {quoted(_scale(scale))}" for number, scale in enumerate(presets())),
        "    DxScales = rows", "End Function", "",
    ])


def quoted(text: str) -> str:
    """A VBA string."""
    return '"' + text.replace('"', '""') + '"'


def _told(code: str) -> str:
    entry = catalogue()[code]
    return entry.message + entry.remedy


def _scale(scale: Scale) -> str:
    grades = (f"{grade.mark}={'' if grade.floor is None else grade.floor}" for grade in scale.grades)
    return "|".join([scale.id, scale.title, *grades])


def _colour(rgb: str) -> str:
    """Excel's number of a colour: blue is the highest byte. As &H…: scanners take eight decimal digits for a hidden text."""
    return f"&H{rgb[4:]}{rgb[2:4]}{rgb[:2]}&".upper()
