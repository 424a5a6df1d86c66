"""Workbooks that no library here writes, made by hand (.ods, .xlsb), and archives with other parts."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path


def repacked(
    source: Path, target: Path, change: Callable[[dict[str, bytes]], Mapping[str, bytes] | None]
) -> Path:
    """A copy of a zip workbook whose parts ``change`` has altered."""
    with zipfile.ZipFile(source) as old:
        parts: Mapping[str, bytes] = {name: old.read(name) for name in old.namelist()}
    parts = change(dict(parts)) or parts
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return target


def ods(path: Path, cells: str) -> Path:
    """A minimal OpenDocument spreadsheet with one row's XML."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body>'
        f'<office:spreadsheet><table:table table:name="表">{cells}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive_:
        archive_.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive_.writestr("content.xml", content)
        archive_.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def xlsb_record(number: int, body: bytes) -> bytes:
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    return head + bytes([len(body)]) + body


def xlsb_text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_row(row: int, *, hidden: bool = False) -> bytes:
    """BrtRowHdr: row, style, height, flags (byte 11 holds fDyZero), no column spans."""
    return xlsb_record(
        0, struct.pack("<IIHBBB", row, 0, 300, 0, 0x10 if hidden else 0, 0) + struct.pack("<I", 0)
    )


def xlsb_cell(column: int, text: str) -> bytes:
    """BrtCellSt: column, style, the text itself."""
    return xlsb_record(6, struct.pack("<II", column, 0) + xlsb_text(text))


def xlsb(path: Path, rows: bytes, last: tuple[int, int] = (1, 2)) -> Path:
    """A minimal .xlsb with the sheet 施策, made by hand ([MS-XLSB]): no free program writes one."""
    bundle = struct.pack("<II", 0, 1) + xlsb_text("rId1") + xlsb_text("施策")
    begin_book, begin_sheets, end_sheets, end_book = 131, 143, 144, 132
    book = (
        xlsb_record(begin_book, b"")
        + xlsb_record(begin_sheets, b"")
        + xlsb_record(156, bundle)
        + xlsb_record(end_sheets, b"")
        + xlsb_record(end_book, b"")
    )
    dimension = xlsb_record(148, struct.pack("<IIII", 0, last[0], 0, last[1]))
    sheet = dimension + xlsb_record(145, b"") + rows + xlsb_record(146, b"")
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    rels = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{link}" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w") as archive_:
        archive_.writestr("xl/workbook.bin", book)
        archive_.writestr("xl/_rels/workbook.bin.rels", rels)
        archive_.writestr("xl/worksheets/sheet1.bin", sheet)
    return path
