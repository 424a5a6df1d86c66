"""Find elements in a part by their place in its bytes, so that everything around them can stay as it is.

An XML library gives a tree and writes it anew: other prefixes, other quotes, other bytes. Here the part is checked by
expat once, and then cut at the places where its elements stand. No part has a DTD (``opening.archive`` refuses them),
so a tag is what the pattern below says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape as _unescaped
from typing import NamedTuple
from xml.parsers import expat

from dxbook.opening.archive import damaged

_OPAQUE = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ATTRIBUTES = rb"((?:[^>\"'/]++|/(?!>)|\"[^\"]*\"|'[^']*')*+)"
_ATTRIBUTE = re.compile(rb"(\s+)([^\s=\"']+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?[A-Za-z_]")

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NO_XML = "\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff"
_MARKED = re.compile(rb"[&<\r]|_x")
_CONTROL = re.compile(f"[{_NO_XML}]")
_LITERAL = re.compile(rf"_(?=x[0-9A-Fa-f]{{4}}[_{_NO_XML}])")


class Element(NamedTuple):
    """Where an element stands: ``start`` to ``end``, its content from ``inner`` to ``inner_end``.

    ``head``: the bytes of its attributes. ``name``: without prefix. Without content, inner and inner_end are its end.
    """

    name: bytes
    head: bytes
    start: int
    inner: int
    inner_end: int
    end: int

    @property
    def alone(self) -> bool:
        """Whether it is written <a/>."""
        return self.inner == self.end

    def get(self, attribute: str) -> str | None:
        """The attribute's value, or None."""
        return get(self.head, attribute)

    def tag(self, prefix: bytes, head: bytes) -> bytes:
        """Its start tag with other attributes."""
        return b"<%b%b%b%b>" % (prefix, self.name, head.rstrip(), b"/" if self.alone else b"")


class Source:
    """The bytes of a part, and the same with comments, CDATA and instructions blanked out for searching.

    ``name`` is the workbook's, for messages. Raises NotAWorkbook where the part is no well-formed XML.
    """

    def __init__(self, data: bytes, name: str) -> None:
        try:
            expat.ParserCreate().Parse(data, True)
        except (expat.ExpatError, LookupError) as error:
            raise damaged(name) from error
        self.data, self.name = data, name
        self.scan = blanked(data)
        root = _ROOT.search(self.scan)
        self.prefix = root[1] + b":" if root and root[1] else b""

    def find(self, *names: bytes, start: int = 0, stop: int | None = None) -> Iterator[Element]:
        """The elements of these names between two places, in order; what lies inside one is passed over."""
        return find(self.scan, self.prefix, names, start, len(self.scan) if stop is None else stop)

    def first(self, *names: bytes, start: int = 0, stop: int | None = None) -> Element | None:
        """The first of :meth:`find`, or None."""
        return next(self.find(*names, start=start, stop=stop), None)


def blanked(data: bytes) -> bytes:
    """The bytes with comments, CDATA and instructions blanked out, every place as it was."""
    return _OPAQUE.sub(lambda found: b" " * len(found[0]), data) if b"<!" in data or b"<?" in data else data


def find(scan: bytes, prefix: bytes, names: tuple[bytes, ...], start: int, stop: int) -> Iterator[Element]:
    """As :meth:`Source.find`, in the bytes ``scan`` (see :func:`blanked`)."""
    for match in _pattern(prefix, names).finditer(scan, start, stop):
        first, last = match.span()
        inner, inner_end = match.span(3)
        yield Element(match[1], match[2], first, last if inner < 0 else inner, last if inner < 0 else inner_end, last)


@lru_cache(256)
def _pattern(prefix: bytes, names: tuple[bytes, ...]) -> re.Pattern[bytes]:
    begun = re.escape(prefix)
    return re.compile(
        rb"<%b(%b)(?=[\s/>])%b(?:/>|>(.*?)</%b\1\s*>)" % (begun, b"|".join(names), _ATTRIBUTES, begun), re.DOTALL
    )


def get(head: bytes, attribute: str) -> str | None:
    """The value of an attribute in a tag's bytes, or None."""
    wanted = attribute.encode()
    if b"'" not in head:  # then what looks like an attribute is one
        at = head.find(b' %b="' % wanted)
        if at >= 0:
            at += len(wanted) + 3
            return _unescaped(head[at:head.index(b'"', at)].decode("utf-8"))
    for _, name, value in _ATTRIBUTE.findall(head) if wanted in head else ():
        if name == wanted:
            return _unescaped(value[1:-1].decode("utf-8"))
    return None


def whole(written: str | None) -> int:
    """A whole number as an attribute holds it; 0 where it is none."""
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 10 else 0


def put(head: bytes, attribute: str, value: str | int | None) -> bytes:
    """The tag's attributes with one changed where it stands, added at the end, or (None) taken out."""
    wanted = attribute.encode()
    new = b"" if value is None else f'{attribute}="{quoted(str(value))}"'.encode()
    pieces, at, done = [], 0, False
    for match in _ATTRIBUTE.finditer(head):
        if match[2] == wanted:
            pieces += [head[at:match.start()], match[1] + new if new else b""]
            at, done = match.end(), True
    rest = head[at:]
    if not done and new:
        rest = rest.rstrip() + b" " + new
    return b"".join(pieces) + rest


def quoted(text: str) -> str:
    """The text as an attribute's value."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def content(inner: bytes) -> str:
    """The text between an element's tags, control characters read as Excel writes them (_x0008_)."""
    if not _MARKED.search(inner):
        return inner.decode("utf-8")
    pieces: list[str] = []
    parser = expat.ParserCreate("utf-8")
    parser.CharacterDataHandler = pieces.append
    parser.Parse(b"<t>%b</t>" % inner, True)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(pieces))


def text_element(prefix: bytes, name: bytes, text: str) -> bytes:
    """``text`` as a <t> or <v>: spaces kept, what XML cannot hold written _x0008_ (ISO/IEC 29500-1, 22.9.2.19)."""
    text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", _LITERAL.sub("_x005F_", text))
    kept = b' xml:space="preserve"' if text != text.strip() or "\n" in text else b""
    body = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode("utf-8")
    return b"<%b%b%b>%b</%b%b>" % (prefix, name, kept, body, prefix, name)


def spliced(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """``data`` with the stretches (start, stop) replaced; they come in order and do not overlap."""
    pieces, at = [], 0
    for start, stop, new in changes:
        pieces += [data[at:start], new]
        at = stop
    return b"".join([*pieces, data[at:]])
