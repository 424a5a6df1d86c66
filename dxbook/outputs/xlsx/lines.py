"""Which rows a filled sheet has: a form's rows, some dropped, some repeated. Pure data, no openpyxl."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dxbook.outputs.checksheet import BLANK_VALUE, Item, Page, PrintedValue, Spread, Token, Use
from dxbook.outputs.form import FormSheet, Piece


@dataclass(frozen=True, slots=True)
class Line:
    """One row to write: form row ``source``, filled with ``item`` of the list ``scope``.

    ``group`` numbers the repetitions of a block (0 outside blocks), so that merges stay inside one;
    ``section`` is the running number of {{節}}.
    """

    source: int
    scope: str = ""
    item: Item | None = None
    group: int = 0
    section: int = 0


Merge = tuple[int, int, int, int]
"""First line, first column, last line, last column; lines count from 0."""


def value_of(token: Token, page: Page, line: Line, words: dict[str, str]) -> PrintedValue | Spread:
    """What a token stands for on this line; conditions stand for nothing."""
    if token.use is Use.WORD:
        return PrintedValue(words.get(token.field, token.field))
    if token.use in (Use.WHEN, Use.UNLESS, Use.EACH):
        return BLANK_VALUE
    if token.use is Use.COUNT:
        return PrintedValue(str(line.section))
    if not token.field:
        return page.fields["軸"][token.scope]
    if line.item is not None and token.scope == line.scope:
        return line.item.get(token.field, BLANK_VALUE)
    return page.fields.get(token.scope, {}).get(token.field, BLANK_VALUE)


def filled(pieces: tuple[Piece, ...], page: Page, line: Line, words: dict[str, str]) -> PrintedValue | Spread:
    """A cell's value: typed where the cell is one placeholder, else text put together."""
    values = [
        PrintedValue(piece.text) if piece.token is None else value_of(piece.token, page, line, words)
        for piece in pieces
    ]
    if len(values) == 1:
        return values[0]
    real = [value for value, piece in zip(values, pieces, strict=True)
            if piece.token is None or piece.token.use in (Use.VALUE, Use.SPREAD, Use.WORD, Use.COUNT)]
    if len(real) == 1:
        return real[0]
    return PrintedValue("".join(value.text for value in real if isinstance(value, PrintedValue)))


def lines_of(sheet: FormSheet, page: Page) -> list[Line]:
    """The rows of the filled sheet, from the top."""
    lines: list[Line] = []
    row, group = 1, 0
    while row <= sheet.rows:
        if row not in sheet.blocks:
            if _stays(sheet, page, Line(row)):
                lines.append(Line(row))
            row += 1
            continue
        scope, block = sheet.blocks[row], sheet.block_rows(row)
        for item in page.lists.get(scope, []):
            group += 1
            candidates = (Line(source, scope, item, group) for source in block)
            lines += [line for line in candidates if _stays(sheet, page, line)]
        row = block[-1] + 1
    return _numbered(sheet, lines)


def _numbered(sheet: FormSheet, lines: list[Line]) -> list[Line]:
    count, done = 0, []
    for line in lines:
        count += line.source in sheet.numbered
        done.append(replace(line, section=count))
    return done


def _stays(sheet: FormSheet, page: Page, line: Line) -> bool:
    return all(
        _there(token, page, line) is (token.use is Use.WHEN)
        for token in sheet.conditions.get(line.source, ())
    )


def _there(token: Token, page: Page, line: Line) -> bool:
    """Whether the list or value a condition names is not empty."""
    if token.field:
        here = line.item if token.scope == line.scope else page.fields.get(token.scope)
        return not (here or {}).get(token.field, BLANK_VALUE).empty
    if token.scope in page.fields:
        return any(not value.empty for value in page.fields[token.scope].values())
    return bool(page.lists.get(token.scope))


def merges_of(sheet: FormSheet, lines: list[Line]) -> Iterator[tuple[Merge, int]]:
    """The form's merges on the lines, each with the form row of its anchor cell.

    A merge inside a repeated block is repeated; one that reaches over it is stretched.
    """
    by_source: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        by_source.setdefault(line.source, []).append(number)
    for top, left, bottom, right in sheet.merges:
        numbers = sorted(n for source in range(top, bottom + 1) for n in by_source.get(source, ()))
        if not numbers:
            continue
        inside = all(row in sheet.blocks for row in range(top, bottom + 1))
        groups: dict[int, list[int]] = {}
        for number in numbers:
            groups.setdefault(lines[number].group if inside else 0, []).append(number)
        for members in groups.values():
            yield (members[0], left, members[-1], right), top
