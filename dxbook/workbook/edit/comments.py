"""Notes on cells: a comments part that keeps what people wrote, and what dxbook wrote taken out again.

Ours begin with a line that is recognised later: LibreOffice loses the authors and cuts the runs anew. A cell
with a person's note gets ours behind it. A cell with a discussion (a threaded comment) is left alone: Excel writes its text anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from dxbook import look
from dxbook.text import cell_text
from dxbook.workbook.edit.escaping import content, escaped, quoted
from dxbook.workbook.edit.xml import Edit, Element, Source, grown
from dxbook.workbook.open import damaged

AUTHOR = "dxbook"
RULE = "―― 検証の指摘 ――"
"""The first line of our notes, behind what a person wrote."""
MAX_NOTE = 2000
"""Characters of a note: more than that nobody reads in a box."""


def blank(namespace: str) -> bytes:
    """A comments part without any comment."""
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<comments xmlns="{namespace}"><authors/><commentList/></comments>').encode()


def without_ours(source: Source) -> tuple[Source, set[str]]:
    """The part without dxbook's notes, and the cells that have no note any more."""
    if AUTHOR.encode() not in source.data and RULE.encode() not in source.data:
        return source, set()
    authors, edits = _authors(source), list[Edit]()
    gone = set()
    for each in _comments(source):
        texts = [(part, content(source.inside(part))) for part in source.find(b"t", start=each.inner, stop=each.inner_end)]
        own, found, _ = "".join(text for _, text in texts).partition(RULE)
        if _author(each, authors) == AUTHOR or (found and not own.strip()):
            gone.add(each.get("ref") or "")
            edits.append((each.start, each.end, b""))
        elif found:
            edits += _cut(source, each, texts, len(own.removesuffix("\n")))
    return source.edited(edits), gone


def _cut(source: Source, note: Element, texts: list[tuple[Element, str]], length: int) -> list[Edit]:
    """The edits that leave the first ``length`` characters of a note."""
    body = source.child(note, b"text")
    if body is None:
        return []
    for part, text in texts:
        if length <= len(text):
            run = next((each for each in source.children(body) if each.start < part.start < each.end), part)
            return [(part.inner, part.inner_end, escaped(text[:length]).encode()), (run.end, body.inner_end, b"")]
        length -= len(text)
    return []


def with_notes(source: Source, notes: Mapping[str, str]) -> tuple[Source, list[str]]:
    """The part with a note for each cell of ``notes``, and the cells whose note is new (they need a box)."""
    authors = _authors(source)
    present = {each.get("ref"): each for each in _comments(source)}
    prefix = source.prefix.decode()
    author, edits = _our_author(source, authors)
    new: list[str] = []
    added = []
    for cell, text in notes.items():
        note = present.get(cell)
        if note is None:
            new.append(cell)
            added.append(_comment(prefix, cell, author, f"{RULE}\n{text}"))
        elif not _author(note, authors).startswith("tc="):
            edits += _appended(source, note, f"\n{RULE}\n{text}")
    return source.edited([*edits, *grown(_need(source, b"commentList"), "".join(added).encode())]), new


def _appended(source: Source, note: Element, text: str) -> list[Edit]:
    """The edits that put a run behind a person's note. A plain text becomes a run first: they do not mix."""
    body = source.child(note, b"text")
    if body is None:
        return []
    children, prefix = source.children(body), body.prefix.decode()
    run = _runs(prefix, text)
    if not children:
        return grown(body, run)
    plain = next((each for each in children if each.name == b"t"), None)
    behind = next((each.start for each in children if each.name in (b"rPh", b"phoneticPr")), body.inner_end)
    opening, closing = f"<{prefix}r>".encode(), f"</{prefix}r>".encode()
    wrapped = [(plain.start, plain.start, opening), (plain.end, plain.end, closing)] if plain else []
    return [*wrapped, (behind, behind, run)]


def _need(source: Source, name: bytes) -> Element:
    found = source.first(name)
    if found is None:
        raise damaged(source.name)
    return found


def _comments(source: Source) -> list[Element]:
    return source.children(source.first(b"commentList"))


def _authors(source: Source) -> list[str]:
    return [content(source.inside(each)) for each in source.children(source.first(b"authors"))]


def _author(comment: Element, authors: list[str]) -> str:
    number = comment.get("authorId") or ""
    return authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""


def _our_author(source: Source, authors: list[str]) -> tuple[int, list[Edit]]:
    """The number of our author, and the edits that enter it."""
    if AUTHOR in authors:
        return authors.index(AUTHOR), []
    prefix = source.prefix.decode()
    return len(authors), grown(_need(source, b"authors"), f"<{prefix}author>{AUTHOR}</{prefix}author>".encode())


def _comment(prefix: str, cell: str, author: int, text: str) -> str:
    runs = _runs(prefix, text).decode()
    return (f'<{prefix}comment ref="{quoted(cell)}" authorId="{author}"><{prefix}text>{runs}</{prefix}text>'
            f"</{prefix}comment>")


def _runs(prefix: str, text: str) -> bytes:
    """``text`` as a run of rich text in the size of a note."""
    text = text if len(text) <= MAX_NOTE else text[:MAX_NOTE - 1] + "…"
    return (f'<{prefix}r><{prefix}rPr><{prefix}sz val="9"/><{prefix}color rgb="FF{look.TEXT}"/>'
            f'<{prefix}rFont val="{look.FONT}"/><{prefix}family val="3"/><{prefix}charset val="128"/></{prefix}rPr>'
            f'<{prefix}t xml:space="preserve">{escaped(cell_text(text))}</{prefix}t></{prefix}r>').encode()
