"""Change the text of single cells in an .xlsx or .xlsm and leave every other part as it is.

openpyxl, the only writer at hand that loads workbooks, drops shapes, text boxes and furigana when it
saves; a department's file must keep them. So the cell's XML alone is replaced, by an inline string.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape, unescape

from dxbook.errors import NotAWorkbook
from dxbook.safefile import writing

_CELL = re.compile(rb'<((?:\w+:)?)c\b([^>]*?\br="([A-Z]+[0-9]+)"[^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)', re.S)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML: Excel writes them as _x0008_
_TYPE = re.compile(rb'\s+t="[^"]*"')
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')

Texts = Mapping[str, Mapping[str, str | int | float]]
"""Sheet title → A1 address → new text, or new number."""


def write_texts(source: Path | BinaryIO, output: Path, texts: Texts, *, inputs: Iterable[Path] = ()) -> None:
    """Write a copy of ``source`` to ``output`` in which the cells of ``texts`` have a new text.

    Formulas are never changed. Raises NotAWorkbook for a sheet that is not there, OutputFailed.
    """
    with zipfile.ZipFile(source) as package:
        parts = _sheet_parts(package)
        if unknown := [title for title in texts if title not in parts]:
            raise NotAWorkbook(f"シート「{unknown[0]}」が見つかりません。", "シート名を確かめてください。")
        changed = {parts[title]: cells for title, cells in texts.items() if cells}
        with writing(output, inputs=inputs) as beside, zipfile.ZipFile(beside, "w") as target:
            for entry in package.infolist():
                part = package.read(entry)
                if entry.filename in changed:
                    part = _patched(part, changed[entry.filename])
                target.writestr(entry, part, compress_type=entry.compress_type)


def _patched(part: bytes, cells: Mapping[str, str | int | float]) -> bytes:
    def replace(match: re.Match[bytes]) -> bytes:
        prefix, attributes, address, inner = match.groups()
        text = cells.get(address.decode())
        if text is None or re.search(rb"<(?:\w+:)?f\b", inner or b""):
            return match.group()
        tag = prefix.decode()
        if not isinstance(text, str):
            kept = _TYPE.sub(b"", attributes).rstrip(b" /")
            return f"<{tag}c{kept.decode()}><{tag}v>{text}</{tag}v></{tag}c>".encode()
        safe = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", escape(text))
        inline = f'<{tag}is><{tag}t xml:space="preserve">{safe}</{tag}t></{tag}is>'.encode()
        kept = _TYPE.sub(b"", attributes).rstrip(b" /")
        return b"<%bc%b t=\"inlineStr\">%b</%bc>" % (prefix, kept, inline, prefix)

    return _CELL.sub(replace, part)


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Sheet title → part name."""
    relations = {}
    for element in _RELATION.findall(package.read("xl/_rels/workbook.xml.rels").decode("utf-8")):
        named = dict(_ATTRIBUTE.findall(element))
        target = named.get("Target", "")
        relations[named.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    titles = {}
    for element in _SHEET.findall(package.read("xl/workbook.xml").decode("utf-8")):
        named = dict(_ATTRIBUTE.findall(element))
        identity = next((value for key, value in named.items() if key.endswith(":id")), "")
        title = unescape(named.get("name", ""), {"&quot;": '"', "&apos;": "'"})
        titles[title] = relations.get(identity, "")
    return titles
