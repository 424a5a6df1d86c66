"""Notes on cells: a comments part that keeps what people wrote, and what dxbook wrote taken out again.

Ours begin with a line that is recognised later: LibreOffice loses the authors and cuts the runs anew. A cell
with a person's note gets ours behind it. A cell with a discussion (a threaded comment) is left alone: Excel writes its text anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from dxbook import look
from dxbook.parts.outline import Edit, Element, content, grown, outline, quoted, spliced, text_of

AUTHOR = "dxbook"
RULE = "―― 検証の指摘 ――"
"""The first line of our notes, behind what a person wrote."""
LONGEST = 2000
"""Characters of a note: more than that nobody reads in a box."""


def blank(namespace: str) -> bytes:
    """A comments part without any comment."""
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<comments xmlns="{namespace}"><authors/><commentList/></comments>').encode()


def without_ours(xml: bytes) -> tuple[bytes, set[str]]:
    """The part without dxbook's notes, and the cells that have no note any more."""
    if AUTHOR.encode() not in xml and RULE.encode() not in xml:
        return xml, set()
    root = outline(xml, 6)
    authors, edits = _authors(xml, root), list[Edit]()
    gone = set()
    for each in _comments(root):
        texts = [(part, text_of(xml, part)) for part in each.walk() if part.name == "t"]
        own, found, _ = "".join(text for _, text in texts).partition(RULE)
        if _author(each, authors) == AUTHOR or (found and not own.strip()):
            gone.add(each.get("ref"))
            edits.append((each.start, each.end, b""))
        elif found:
            edits += _cut(each.need("text"), texts, len(own.removesuffix("\n")))
    return spliced(xml, edits), gone


def _cut(body: Element, texts: list[tuple[Element, str]], length: int) -> list[Edit]:
    """The edits that leave the first ``length`` characters of a note."""
    for part, text in texts:
        if length <= len(text):
            run = next((each for each in body.all("r") if each.start < part.start < each.end), part)
            kept = content(text[:length]).encode()
            return [(part.inner, part.close, kept), (run.end, body.close, b"")]
        length -= len(text)
    return []


def with_notes(xml: bytes, notes: Mapping[str, str]) -> tuple[bytes, list[str]]:
    """The part with a note for each cell of ``notes``, and the cells whose note is new (they need a box)."""
    root = outline(xml, 6)
    authors = _authors(xml, root)
    present = {each.get("ref"): each for each in _comments(root)}
    author, edits = _our_author(xml, root, authors)
    new: list[str] = []
    added = []
    for cell, text in notes.items():
        note = present.get(cell)
        if note is None:
            new.append(cell)
            added.append(_comment(root.prefix, cell, author, f"{RULE}\n{text}"))
        elif not _author(note, authors).startswith("tc="):
            edits += _appended(xml, note, f"\n{RULE}\n{text}")
    return spliced(xml, [*edits, *grown(xml, root.need("commentList"), "".join(added).encode())]), new


def _appended(xml: bytes, note: Element, text: str) -> list[Edit]:
    """The edits that put a run behind a person's note. A plain text becomes a run first: they do not mix."""
    body = note.first("text")
    if body is None:
        return []
    run = _runs(body.prefix, text)
    plain = body.first("t")
    if plain is None and not body.children:
        return grown(xml, body, run)
    behind = next((each.start for each in body.children if each.name in ("rPh", "phoneticPr")), body.close)
    opening, closing = f"<{body.prefix}r>".encode(), f"</{body.prefix}r>".encode()
    wrapped = [(plain.start, plain.start, opening), (plain.end, plain.end, closing)] if plain else []
    return [*wrapped, (behind, behind, run)]


def _comments(root: Element) -> list[Element]:
    listed = root.first("commentList")
    return listed.children if listed else []


def _authors(xml: bytes, root: Element) -> list[str]:
    block = root.first("authors")
    return [text_of(xml, each) for each in block.children] if block else []


def _author(comment: Element, authors: list[str]) -> str:
    number = comment.get("authorId")
    return authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""


def _our_author(xml: bytes, root: Element, authors: list[str]) -> tuple[int, list[Edit]]:
    if AUTHOR in authors:
        return authors.index(AUTHOR), []
    block = root.need("authors")
    return len(authors), grown(xml, block, f"<{root.prefix}author>{AUTHOR}</{root.prefix}author>".encode())


def _comment(prefix: str, cell: str, author: int, text: str) -> str:
    runs = _runs(prefix, text).decode()
    return (f'<{prefix}comment ref="{quoted(cell)}" authorId="{author}"><{prefix}text>{runs}</{prefix}text>'
            f"</{prefix}comment>")


def _runs(prefix: str, text: str) -> bytes:
    """``text`` as a run of rich text in the size of a note."""
    shown = text if len(text) <= LONGEST else text[:LONGEST - 1] + "…"
    return (f'<{prefix}r><{prefix}rPr><{prefix}sz val="9"/><{prefix}color rgb="FF{look.TEXT}"/>'
            f'<{prefix}rFont val="{look.FONT}"/><{prefix}family val="3"/><{prefix}charset val="128"/></{prefix}rPr>'
            f'<{prefix}t xml:space="preserve">{content(shown)}</{prefix}t></{prefix}r>').encode()
