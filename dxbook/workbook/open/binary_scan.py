"""The scan of ``ooxml_scan`` for Excel's two binary formats: BIFF8 records (.xls) and BIFF12 records (.xlsb).

Sources: [MS-XLS] 2.4 and [MS-XLSB] 2.4 for the record numbers and field offsets. Only the few records that
matter here are looked at; everything else is skipped by its length.
"""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from dxbook.workbook.open.ooxml_scan import SheetScan

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}
_PERCENT_FORMATS = {9, 10}

_BOUNDSHEET, _EOF, _FILEPASS, _FORMAT, _XF = 0x0085, 0x000A, 0x002F, 0x041E, 0x00E0
_ROW, _COLINFO, _BOOLERR, _FORMULA = 0x0208, 0x007D, 0x0205, 0x0006
_MULRK, _NUMBER, _RK, _LABEL, _LABELSST, _RSTRING = 0x00BD, 0x0203, 0x027E, 0x0204, 0x00FD, 0x00D6
_XLS_CELLS = {_BOOLERR, _FORMULA, _MULRK, _NUMBER, _RK, _LABEL, _LABELSST, _RSTRING}
_DIMENSIONS, _SST = 0x0200, 0x00FC


def _xls_records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Record numbers and bodies from offset ``at`` up to the substream's EOF record."""
    while at + 4 <= len(stream):
        number, size = struct.unpack_from("<HH", stream, at)
        yield number, stream[at + 4:at + 4 + size]
        if number == _EOF:
            return
        at += 4 + size


def xls_encrypted(stream: bytes) -> bool:
    """True for a Workbook stream with a FILEPASS record."""
    return any(number == _FILEPASS for number, _ in _xls_records(stream, 0))


def scan_xls(stream: bytes) -> dict[str, SheetScan]:
    """Sheet title → scan, from the Workbook stream. Merged cells are left to calamine.

    Raises ValueError where a count promises more than the stream holds: calamine would allocate it.
    """
    sheets: dict[str, int] = {}
    formats, styles = set(_PERCENT_FORMATS), []
    for number, body in _xls_records(stream, 0):
        if number == _BOUNDSHEET and len(body) > 8:
            encoding = "utf-16-le" if body[7] & 1 else "latin-1"
            sheets[body[8:].decode(encoding, "replace")] = struct.unpack_from("<I", body)[0]
        elif number == _SST and len(body) >= 8 and max(struct.unpack_from("<II", body)[1:]) > len(stream):
            raise ValueError("more strings than bytes")
        elif number == _FORMAT and b"%" in body:
            formats.add(struct.unpack_from("<H", body)[0])
        elif number == _XF and len(body) >= 4:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    percent = {position for position, shown in enumerate(styles) if shown in formats}
    return {title: _scan_xls_sheet(stream, at, percent) for title, at in sheets.items()}


def _scan_xls_sheet(stream: bytes, at: int, percent: set[int]) -> SheetScan:
    scan = SheetScan()
    for number, body in _xls_records(stream, at):
        if number in _XLS_CELLS and len(body) >= 8:
            row, column, style = (each + 1 for each in struct.unpack_from("<HHH", body))
            last = struct.unpack_from("<H", body, len(body) - 2)[0] + 1 if number == _MULRK else column
            scan.last_row, scan.last_column = max(scan.last_row, row), max(scan.last_column, last)
            if number == _BOOLERR and body[7]:
                scan.errors[row, column] = ERRORS.get(body[6], "#N/A")
            elif number == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
                scan.errors[row, column] = ERRORS.get(body[8], "#N/A")
            elif number in (_NUMBER, _RK, _FORMULA) and style - 1 in percent:
                scan.percent.add((row, column))
        elif number == _DIMENSIONS and len(body) >= 12:  # calamine reserves this many cells
            first_row, rows, first_column, columns = struct.unpack_from("<IIHH", body)
            if (first_row > rows and rows) or (first_column > columns and columns):
                raise ValueError("a sheet that ends before it begins")
            scan.last_row, scan.last_column = max(scan.last_row, rows), max(scan.last_column, columns)
        elif number == _ROW and len(body) >= 16 and body[12] & 0x20:
            scan.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif number == _COLINFO and len(body) >= 10 and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            scan.hidden_columns.update(range(first + 1, min(last, 255) + 2))
    return scan


_BUNDLE_SHEET, _ROW_HEADER, _COLUMN_INFO, _MERGE_CELL = 156, 0, 60, 177
_CELL_BLANK, _CELL_ERROR, _FORMULA_ERROR, _LAST_CELL = 1, 3, 11, 11


def _xlsb_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        number, at = data[at], at + 1
        if number & 0x80 and at < len(data):
            number, at = (number & 0x7F) | (data[at] & 0x7F) << 7, at + 1
        size = shift = 0
        while at < len(data) and shift <= 21:
            size, more, at = size | (data[at] & 0x7F) << shift, data[at] & 0x80, at + 1
            shift += 7
            if not more:
                break
        yield number, data[at:at + size]
        at += size


def _wide(body: bytes, at: int) -> tuple[str, int]:
    """An XLWideString (count of UTF-16 units, then the units) and where the next field begins."""
    count = struct.unpack_from("<I", body, at)[0]
    if count == 0xFFFFFFFF:
        return "", at + 4
    return body[at + 4:at + 4 + 2 * count].decode("utf-16-le", "replace"), at + 4 + 2 * count


def scan_xlsb(parts: Mapping[str, bytes]) -> dict[str, SheetScan]:
    """Sheet title → scan, from the unpacked parts. Raises struct.error for a broken record, KeyError for

    a sheet that is not where the workbook says: calamine might find it, and its extent would be unknown.
    """
    main = next((name for name in parts if name.lower() == "xl/workbook.bin"), "")
    rels = parts.get("xl/_rels/workbook.bin.rels", b"<none/>")
    targets = {each.get("Id", ""): each.get("Target", "") for each in ElementTree.fromstring(rels)}
    scans = {}
    for number, body in _xlsb_records(parts.get(main, b"")):
        if number == _BUNDLE_SHEET:
            link, at = _wide(body, 8)
            target = targets.get(link, "")
            part = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            scans[_wide(body, at)[0]] = scan_xlsb_sheet(parts[part])
    return scans


def scan_xlsb_sheet(data: bytes) -> SheetScan:
    """The scan of one sheet part."""
    scan = SheetScan()
    row = 0
    for number, body in _xlsb_records(data):
        if number == _ROW_HEADER and len(body) >= 12:
            row = struct.unpack_from("<I", body)[0] + 1
            if body[11] & 0x10:
                scan.hidden_rows.add(row)
        elif _CELL_BLANK < number <= _LAST_CELL and len(body) >= 8:
            column = struct.unpack_from("<I", body)[0] + 1
            scan.last_row, scan.last_column = max(scan.last_row, row), max(scan.last_column, column)
            if number in (_CELL_ERROR, _FORMULA_ERROR):
                scan.errors[row, column] = ERRORS.get(body[8], "#N/A")
        elif number == _COLUMN_INFO and len(body) >= 18 and body[16] & 1:
            first, last = struct.unpack_from("<II", body)
            scan.hidden_columns.update(range(first + 1, min(last, 16383) + 2))
        elif number == _MERGE_CELL and len(body) >= 16:
            top, bottom, left, right = (each + 1 for each in struct.unpack_from("<IIII", body))
            scan.merged.append((top, left, bottom, right))
    return scan
