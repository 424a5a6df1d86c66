"""A column appended to a sheet's table, looking like one that is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dxbook.findings import column_letter
from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.areas import Table, columns, table_at, widened, with_ref
from dxbook.workbook.edit.rows import Numbered, numbered, numbered_rows, strange
from dxbook.workbook.edit.workbook import Workbook
from dxbook.workbook.edit.xml import Edit, Element, Source, made, put, retagged, spliced, whole


def append_column(workbook: Workbook, title: str, header_row: int, header: str, like: int) -> int:
    """Put a column ``header`` to the right of the table, styled as column ``like``; returns its number.

    Where something stands beside the table, the column comes behind all that, outside of it. The cells are
    empty; fill them with ``workbook.set``.
    """
    archive, part = workbook.archive, workbook.sheets[title]
    source = archive.source(part)
    rows = _rows(source, title)
    table = table_at(archive, part, header_row)
    filled = [(number, column) for number, _, cells in rows for column, cell in cells if cell.inner < cell.inner_end]
    if table:
        right, last_row = table.area.last_column, table.area.last_row
    else:
        right = max((column for number, column in filled if number == header_row), default=0)
        last_row = max((number for number, _ in filled), default=header_row)
    if any(column == right + 1 and header_row <= number <= last_row for number, column in filled):
        table, right = None, max(column for _, column in filled)
    new = right + 1
    edits = [edit for number, row, cells in rows if header_row <= number <= last_row
             for edit in _with_cell(number, row, cells, new, like)]
    edits += [*_width(source, new, like), *widened(source, [(header_row, new)])]
    archive.put(part, spliced(source.data, edits))
    if table:
        _widen(archive, table, header)
    workbook.set(title, f"{column_letter(new)}{header_row}", header)
    workbook.apply()  # the next column stands beside this one
    return new


def _rows(source: Source, title: str) -> list[tuple[int, Element, Numbered]]:
    """Every row with its number and its cells."""
    body = source.first(b"sheetData")
    if body is None:
        raise strange(source, title)
    return [(number, row, numbered(source, b"c", row, title)) for number, row in numbered_rows(source, body, title)]


def _with_cell(number: int, row: Element, cells: Numbered, column: int, like: int) -> Iterator[Edit]:
    """An empty cell in its place in the row; an empty one that is there gives way."""
    style = next((cell.get("s") for at, cell in cells if at == like), None)
    cell = made(row.prefix, b"c", put(put(b"", "r", f"{column_letter(column)}{number}"), "s", style))
    head = put(row.head, "spans", None)
    if row.alone:
        yield row.start, row.end, made(row.prefix, row.name, head.rstrip(), cell)
        return
    if head != row.head:
        yield row.start, row.inner, row.tag(head)
    for at, each in cells:
        if at >= column:
            yield each.start, each.end if at == column else each.start, cell
            return
    yield row.inner_end, row.inner_end, cell


def _width(source: Source, new: int, like: int) -> Iterator[Edit]:
    """The new column as wide as the one it looks like."""
    listed = columns(source)
    model = next((each for low, high, each in listed if low <= like <= high), None)
    if model is None or any(low <= new <= high for low, high, _ in listed):
        return
    head = model.head
    for attribute in ("hidden", "collapsed"):
        head = put(head, attribute, None)
    at = next((each.start for low, _, each in listed if low > new), listed[-1][2].end)
    yield at, at, made(source.prefix, b"col", put(put(head, "min", new), "max", new))


def _widen(archive: Archive, table: Table, header: str) -> None:
    """The table one column wider; Excel repairs a table whose names are not those in its header cells."""
    source = archive.source(table.part)
    area = replace(table.area, last_column=table.area.last_column + 1)
    edits = [with_ref(each, area.ref) for name in (b"table", b"autoFilter") if (each := source.first(name))]
    block = source.first(b"tableColumns")
    if block:
        listed = list(source.find(b"tableColumn", start=block.inner, stop=block.inner_end))
        head = put(put(b"", "id", max((whole(each.get("id")) for each in listed), default=0) + 1), "name", header)
        edits += [retagged(block, "count", len(listed) + 1),
                  (block.inner_end, block.inner_end, made(source.prefix, b"tableColumn", head))]
    archive.put(table.part, spliced(source.data, edits))
