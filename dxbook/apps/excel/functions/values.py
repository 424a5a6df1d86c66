"""Texts and KPI values of one cell: normalised text, number, unit, 団体コード, how a value was read."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from dxbook.apps.excel.functions.cells import Cells, is_blank, refuse_size
from dxbook.apps.excel.functions.times import told
from dxbook.errors import NotFound
from dxbook.plan import Kind
from dxbook.text import POLICIES, normalize, read_code, written
from dxbook.values import Reading, read_value, reading_rows

DEFAULT_POLICY = "文章"
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d+)?")
_KINDS = {"コード": "code", "名称": "name", "文章": "prose", "値": "value", "数": "number", "そのまま": "keep"}


@cache
def policy_of(name: str) -> str:
    """A normalising policy by the word for it (文章, 名称, コード, 値, 数, そのまま), a column's kind or its English

    name. Raises NotFound, with the list.
    """
    plain = normalize(name, "code")
    for known in (_KINDS, {str(kind): kind.policy for kind in Kind}, {each: each for each in POLICIES}):
        if plain in known:
            return known[plain]
    raise NotFound(f"整え方「{name}」はありません。", f"使えるのは {'、'.join(_KINDS)} です。")


@lru_cache(maxsize=20_000, typed=True)
def normalized(cell: Any, policy: Any = DEFAULT_POLICY) -> Any:
    """A text as ``policy`` wants it; numbers and dates stay as they are."""
    name = policy_of(DEFAULT_POLICY if is_blank(policy) else written(policy))
    if not isinstance(cell, str):
        return cell
    text = normalize(cell, name)
    return float(text) if name == "number" and _NUMBER.fullmatch(text) else text


@lru_cache(maxsize=20_000, typed=True)
def read(cell: Any, unit: Any = None) -> Reading:
    """How a KPI value is read; ``unit`` is what the unit column says."""
    return read_value(cell, None if is_blank(unit) else written(unit))


def number(cell: Any, unit: Any = None) -> Any:
    """The value in base units; "" where nothing is written (なし, －), a sentence where there is no one number."""
    if is_blank(cell):
        return ""
    reading = read(cell, unit)
    if reading.value is not None:
        return reading.value
    if reading.findings:
        return told(reading.findings)
    if "missing" in reading.qualifiers:
        return ""
    if "multi" in reading.qualifiers:
        return "値が2つ以上あります。DX_READINGで内訳を見て、1つのセルに1つずつ書いてください。"
    return "数ではない目標です（文章で書かれています）。"


def unit(cell: Any, column: Any = None) -> Any:
    """The base unit of a value; a sentence where the value cannot be read for sure."""
    if is_blank(cell):
        return ""
    reading = read(cell, column)
    return told(reading.findings) if reading.value is None and reading.findings else reading.unit


def code(cell: Any) -> Any:
    """A 団体コード as six digits, or a sentence."""
    found, findings = read_code(cell)
    return found if found is not None else told(findings) if findings else ""


def readings(cells: Cells, units: Cells) -> Cells:
    """How values were read: one cell as rows of label and value, several as one row each under their labels."""
    refuse_size(len(cells), len(cells[0]))
    flat = [cell for row in cells for cell in row]
    columns = [column for row in units for column in row]
    read_as = [read(cell, columns[number % len(columns)]) for number, cell in enumerate(flat)]
    found = [[] if is_blank(each.raw) else [("書かれたもの", written(each.raw)), *reading_rows(each), *_more(each)]
             for each in read_as]
    if len(found) == 1:
        return [[label, value] for label, value in found[0]] or [["", ""]]
    labels = list(dict.fromkeys(label for pairs in found for label, _ in pairs))
    rows = [dict(pairs) for pairs in found]
    return [labels, *[[row.get(label, "") for label in labels] for row in rows]] if labels else [[""]]


def _more(reading: Reading) -> list[tuple[str, Any]]:
    parts = "、".join(f"{part.label} {part.value}{part.unit}".strip() for part in reading.parts)
    remarks = " ".join(f"{each.message}{each.remedy}" for each in reading.findings)
    return [(label, text) for label, text in (("内訳", parts), ("指摘", remarks)) if text]
