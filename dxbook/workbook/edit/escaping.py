"""Texts as XML holds them, and as Excel reads them: what XML cannot hold is written _x0008_ (ISO/IEC 29500-1, 22.9.2.19)."""

from __future__ import annotations

import re
from xml.parsers import expat
from xml.sax.saxutils import escape

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NO_XML = "\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff"
_MARKED = re.compile(rb"[&<\r]|_x")
_CONTROL = re.compile(f"[{_NO_XML}]")
_LITERAL = re.compile(rf"_(?=x[0-9A-Fa-f]{{4}}[_{_NO_XML}])")


def content(inner: bytes) -> str:
    """The text between an element's tags, control characters read as Excel writes them."""
    if not _MARKED.search(inner):
        return inner.decode("utf-8")
    pieces: list[str] = []
    parser = expat.ParserCreate("utf-8")
    parser.CharacterDataHandler = pieces.append
    parser.Parse(b"<t>%b</t>" % inner, True)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(pieces))


def escaped(text: str) -> str:
    """The text as it stands between tags; :func:`content` gives it back."""
    return _held(_LITERAL.sub("_x005F_", text) if "_x" in text else text)


def quoted(text: str) -> str:
    """The text as an attribute's value, between double quotes."""
    if text.isalnum():  # as most: numbers, addresses
        return text
    return _held(text).replace('"', "&quot;").replace("\n", "&#10;")


def text_element(prefix: bytes, name: bytes, text: str) -> bytes:
    """The text as a <t>, <v> or <f>, its spaces kept."""
    inner = escaped(text)
    kept = b' xml:space="preserve"' if inner != inner.strip() or "\n" in inner else b""
    return b"<%b%b%b>%b</%b%b>" % (prefix, name, kept, inner.encode("utf-8"), prefix, name)


def _held(text: str) -> str:
    return escape(_CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
