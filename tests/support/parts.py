"""What is in an .xlsx, as an edit by its parts leaves it."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.workbook import Workbook

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def raw_entries(data: bytes) -> dict[str, bytes]:
    """Each entry with its local header, extra field, packed bytes and descriptor, in the order of the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = sorted(package.infolist(), key=lambda entry: entry.header_offset)
        ends = [entry.header_offset for entry in entries[1:]] + [package.start_dir]
    return {entry.filename: data[entry.header_offset:end] for entry, end in zip(entries, ends, strict=True)}


def records(data: bytes) -> dict[str, bytes]:
    """Each entry's record in the central directory, without the offset."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        at = package.start_dir
        found = {}
        for entry in package.infolist():
            size = 46 + sum(struct.unpack_from("<HHH", data, at + 28))
            found[entry.filename] = data[at:at + 42] + data[at + 46:at + size]
            at += size
    return found


def opened(data: bytes) -> Workbook:
    return Workbook(Archive(data, "計画.xlsx"))


def edited(data: bytes, title: str = "施策", **cells: str | int | float | None) -> bytes:
    workbook = opened(data)
    for cell, value in cells.items():
        workbook.set(title, cell, value)
    return workbook.to_bytes()


def part(data: bytes, name: str) -> str:
    """The part as text; "" where there is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode("utf-8-sig") if name in package.namelist() else ""


def with_part(data: bytes, name: str, new: bytes) -> bytes:
    archive = Archive(data, "x")
    archive.put(name, new)
    return archive.to_bytes()


def shown(data: bytes, title: str = "施策") -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(title).to_python(skip_empty_area=False)


def by_openpyxl_read(data: bytes, title: str = "施策") -> dict[str, object]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the extensions that openpyxl would drop
        sheet = load_workbook(io.BytesIO(data))[title]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def string_items(xml: str) -> list[str]:
    return re.findall(r"<si>.*?</si>", xml, re.DOTALL)
