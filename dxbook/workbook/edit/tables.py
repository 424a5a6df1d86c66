"""A table that grows downwards, and everything that ended where it ended."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from dxbook.errors import NotAWorkbook, OutputFailed
from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.areas import Table, tables, with_ref
from dxbook.workbook.edit.relations import WORKBOOK
from dxbook.workbook.edit.xml import Source, spliced

_AREA = re.compile(r"(\$?[A-Z]+\$?)([0-9]+)(?::(\$?[A-Z]+\$?)([0-9]+))?")
_SQREF = re.compile(rb"(\bsqref\s*=\s*[\"'])([^\"']*)")
_X14_SQREF = re.compile(rb"(:sqref>)([^<]*)")
_FORMULA = re.compile(rb"(<(?:[\w.-]+:)?(?:f|formula[12]?)(?:\s[^<>]*)?>)([^<]+)")
_FIXED = r"\$?[A-Z]{1,3}\$[0-9]+:\$?[A-Z]{1,3}\$[0-9]+"
"""An area whose rows do not move with the formula: C$5:C9, a running total, is none."""


def grow(archive: Archive, title: str, last_row: int, sheets: Mapping[str, str]) -> bool:
    """Let the sheet's table, and rules, names and formulas over it that ended with it, reach down to ``last_row``.

    ``sheets``: title → part name. Returns whether formulas were stretched. Raises NotAWorkbook where the sheet has no
    table, OutputFailed for one with a row of totals.
    """
    sheet = sheets[title]
    table = _lowest(archive, sheet, title)
    old, first = table.area.last_row, table.area.first_row + table.headers
    if last_row <= old:
        return False

    def longer(areas: str) -> str:
        return " ".join(_longer(area, old, last_row, alone=old == first) for area in areas.split(" "))

    _put(archive, table.part, lambda source: _refs(source, (b"table", b"autoFilter", b"sortState"), longer))
    _put(archive, sheet, lambda source: _rules(source, longer))
    _put(archive, WORKBOOK, lambda source: _names(source, title, longer))
    stretched = False
    for other, name in sheets.items():
        before = archive.read(name)
        after = _formulas(before, title, own=other == title, new=longer)
        archive.put(name, after)
        stretched = stretched or before != after
    return stretched


def _lowest(archive: Archive, sheet: str, title: str) -> Table:
    """The sheet's lowest table, which can grow."""
    found = max(tables(archive, sheet), key=lambda each: (each.area.last_row, each.part), default=None)
    if found is None:
        raise NotAWorkbook(f"「{title}」シートに表（テーブル）がありません。", "表の設定を元に戻してください。")
    if found.totals:
        raise OutputFailed(f"「{title}」シートの表に集計行があるため、行を足せません。", "集計行を消してください。")
    return found


def _longer(area: str, old: int, last: int, *, alone: bool) -> str:
    """The area with its new end if it ended in row ``old``. One row only: it is the table's only one (``alone``)."""
    match = _AREA.fullmatch(area)
    if match is None or int(match[4] or match[2]) != old or (not alone and int(match[2]) == old):
        return area
    return f"{match[1]}{match[2]}:{match[3] or match[1]}{last}"


def _put(archive: Archive, part: str, edit: Callable[[Source], bytes]) -> None:
    archive.put(part, edit(archive.source(part)))


def _refs(source: Source, names: tuple[bytes, ...], new: Callable[[str], str], start: int = 0) -> bytes:
    changes = []
    for name in names:
        for each in source.find(name, start=start):
            value = each.get("ref")
            if value is not None and new(value) != value:
                changes.append(with_ref(each, new(value)))
    return spliced(source.data, changes)


def _rules(source: Source, new: Callable[[str], str]) -> bytes:
    """Formats, validations and their x14 kin, ignored errors, protected ranges: all that stands behind the cells."""
    body = source.first(b"sheetData")
    if body is None:
        return source.data
    head, tail = source.data[:body.end], source.data[body.end:]
    for pattern in (_SQREF, _X14_SQREF):
        tail = pattern.sub(lambda found: found[1] + new(found[2].decode()).encode(), tail)
    return _refs(Source(head + tail, source.name), (b"autoFilter",), new, body.end)


def _formulas(xml: bytes, title: str, *, own: bool, new: Callable[[str], str]) -> bytes:
    """A sheet whose formulas name the grown area with its new end, as Excel writes them when a table grows."""
    if not own and _quoted(title).encode() not in xml:
        return xml
    alone = r"|(?<![!:$'\w])" if own else ""
    place = re.compile(f"({_sheet(title)}{alone})({_FIXED})")

    def longer(found: re.Match[bytes]) -> bytes:
        if b"$" not in found[2]:  # as most: it moves with the row
            return found[0]
        formula = found[2].decode("utf-8")
        return found[1] + place.sub(lambda area: area[1] + new(area[2]), formula).encode()

    return _FORMULA.sub(longer, xml)


def _sheet(title: str) -> str:
    """A pattern for the sheet's title before an area, as it stands in XML."""
    quoted = re.escape(_quoted(title))
    return rf"(?:'{quoted}'|(?<![\w'\]]){quoted})!"


def _quoted(title: str) -> str:
    return title.replace("'", "''").replace("&", "&amp;")


def _names(source: Source, title: str, new: Callable[[str], str]) -> bytes:
    """Defined names, such as a drop-down's list, that reach over the sheet's table."""
    place = re.compile(rf"({_sheet(title)})(\$?[A-Z]+\$?[0-9]+:\$?[A-Z]+\$?[0-9]+)")
    changes = []
    for each in source.find(b"definedName"):
        text = source.inside(each).decode("utf-8")
        longer = place.sub(lambda found: found[1] + new(found[2]), text)
        if longer != text:
            changes.append((each.inner, each.inner_end, longer.encode()))
    return spliced(source.data, changes)
