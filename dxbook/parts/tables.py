"""A table that grows downwards, and everything that ended where it ended."""

from __future__ import annotations

import re
from collections.abc import Callable

from dxbook.errors import NotAWorkbook, OutputFailed
from dxbook.parts.archive import Archive
from dxbook.parts.links import targets
from dxbook.parts.xml import Source, put, spliced, whole

_AREA = re.compile(r"(\$?[A-Z]+\$?)([0-9]+)(?::(\$?[A-Z]+\$?)([0-9]+))?")
_SQREF = re.compile(rb"(\bsqref\s*=\s*[\"'])([^\"']*)")
_X14_SQREF = re.compile(rb"(:sqref>)([^<]*)")


def grow(archive: Archive, sheet: str, title: str, last_row: int, workbook: str) -> None:
    """Let the sheet's table, and the rules and names that ended with it, reach down to ``last_row``.

    ``sheet`` and ``workbook`` are part names. Raises NotAWorkbook where the sheet has no table, OutputFailed for one
    with a row of totals.
    """
    part, old, first = _table(archive, sheet, title)
    if last_row <= old:
        return

    def longer(areas: str) -> str:
        return " ".join(_longer(area, old, last_row, alone=old == first) for area in areas.split(" "))

    _put(archive, part, lambda source: _refs(source, (b"table", b"autoFilter", b"sortState"), longer))
    _put(archive, sheet, lambda source: _rules(source, longer))
    _put(archive, workbook, lambda source: _names(source, title, longer))


def _table(archive: Archive, sheet: str, title: str) -> tuple[str, int, int]:
    """The sheet's lowest table: its part, its last row, its first row of data."""
    found = []
    for part in targets(archive, sheet, "table"):
        root = Source(archive.read(part), archive.name).first(b"table")
        area = _AREA.fullmatch(root.get("ref") or "") if root else None
        if root and area and area[4]:
            totals = whole(root.get("totalsRowCount"))
            found.append((int(area[4]), part, int(area[2]) + whole(root.get("headerRowCount") or "1"), totals))
    if not found:
        raise NotAWorkbook(f"「{title}」シートに表（テーブル）がありません。", "表の設定を元に戻してください。")
    last, part, first, totals = max(found)
    if totals:
        raise OutputFailed(f"「{title}」シートの表に集計行があるため、行を足せません。", "集計行を消してください。")
    return part, last, first


def _longer(area: str, old: int, last: int, *, alone: bool) -> str:
    """The area with its new end if it ended in row ``old``. One row only: it is the table's only one (``alone``)."""
    match = _AREA.fullmatch(area)
    if match is None or int(match[4] or match[2]) != old or (not alone and int(match[2]) == old):
        return area
    return f"{match[1]}{match[2]}:{match[3] or match[1]}{last}"


def _put(archive: Archive, part: str, edit: Callable[[Source], bytes]) -> None:
    archive.put(part, edit(Source(archive.read(part), archive.name)))


def _refs(source: Source, names: tuple[bytes, ...], new: Callable[[str], str], start: int = 0) -> bytes:
    changes = []
    for name in names:
        for each in source.find(name, start=start):
            value = each.get("ref")
            if value is not None and new(value) != value:
                changes.append((each.start, each.inner, each.tag(source.prefix, put(each.head, "ref", new(value)))))
    return spliced(source.data, sorted(changes))


def _rules(source: Source, new: Callable[[str], str]) -> bytes:
    """Formats, validations and their x14 kin, ignored errors, protected ranges: all that stands behind the cells."""
    body = source.first(b"sheetData")
    if body is None:
        return source.data
    head, tail = source.data[:body.end], source.data[body.end:]
    for pattern in (_SQREF, _X14_SQREF):
        tail = pattern.sub(lambda found: found[1] + new(found[2].decode()).encode(), tail)
    return _refs(Source(head + tail, source.name), (b"autoFilter",), new, body.end)


def _names(source: Source, title: str, new: Callable[[str], str]) -> bytes:
    """Defined names, such as a drop-down's list, that reach over the sheet's table."""
    quoted = re.escape(title.replace("'", "''"))
    place = re.compile(rf"((?:'{quoted}'|(?<![\w'\]]){quoted})!)(\$?[A-Z]+\$?[0-9]+:\$?[A-Z]+\$?[0-9]+)")
    changes = []
    for each in source.find(b"definedName"):
        text = source.data[each.inner:each.inner_end].decode("utf-8")
        longer = place.sub(lambda found: found[1] + new(found[2]), text)
        if longer != text:
            changes.append((each.inner, each.inner_end, longer.encode()))
    return spliced(source.data, changes)
