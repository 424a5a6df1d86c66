"""Find elements in a part by their place in its bytes, so that everything around them can stay as it is.

An XML library gives a tree and writes it anew: other prefixes, other quotes, other bytes. Here the part is checked by
expat once, and then cut at the places where its elements stand. No part has a DTD (``dxbook.workbook.open`` refuses them),
so a tag is what the pattern below says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from operator import itemgetter
from typing import NamedTuple
from xml.parsers import expat

from dxbook.workbook.edit.escaping import quoted
from dxbook.workbook.open import damaged

_OPAQUE = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ATTRIBUTES = rb"((?:[^>\"'/]++|/(?!>)|\"[^\"]*\"|'[^']*')*+)"
_ATTRIBUTE = re.compile(rb"(\s+)([^\s=\"']+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_TAG = re.compile(rb"<(/?)((?:[^\s/>:!?]+:)?)([^\s/>:!?]+)%b(/?)>" % _ATTRIBUTES)

Edit = tuple[int, int, bytes]
"""The first byte, the byte behind the last, and what takes their place."""


class Element(NamedTuple):
    """Where an element stands: ``start`` to ``end``, its content from ``inner`` to ``inner_end``.

    ``prefix`` has its colon, ``name`` is without prefix, ``head`` the bytes of the attributes. Without content,
    inner and inner_end are its end.
    """

    prefix: bytes
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

    @property
    def link(self) -> str:
        """The value of its r:id, whatever the prefix is called; "" without one."""
        found = (value for _, name, value in _ATTRIBUTE.findall(self.head) if name.endswith(b":id"))
        return unescape(next(found, b'""')[1:-1].decode("utf-8"))

    def tag(self, head: bytes) -> bytes:
        """Its start tag with other attributes."""
        return b"<%b%b%b%b>" % (self.prefix, self.name, head, b"/" if self.alone else b"")


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
        self.root = self._root()
        self.prefix = self.root.prefix

    def find(self, *names: bytes, start: int = 0, stop: int | None = None) -> Iterator[Element]:
        """The elements of these names and the root's prefix between two places, in order; what lies inside one is
        passed over."""
        return find(self.scan, self.prefix, names, start, len(self.scan) if stop is None else stop)

    def first(self, *names: bytes, start: int = 0, stop: int | None = None) -> Element | None:
        """The first of :meth:`find`, or None."""
        return next(self.find(*names, start=start, stop=stop), None)

    def children(self, parent: Element | None) -> list[Element]:
        """All elements directly in one, whatever their prefix; none without a parent. Cells are not looked at."""
        if parent is None:
            return []
        found: list[Element] = []
        opened: list[tuple[re.Match[bytes], int]] = []
        at = parent.inner
        while tag := _TAG.search(self.scan, at, parent.inner_end):
            at = tag.end()
            if tag[5]:
                if not opened:
                    found.append(Element(tag[2], tag[3], tag[4], tag.start(), at, at, at))
            elif not tag[1]:
                opened.append((tag, at))
                if tag[3] == b"sheetData":
                    at = self.scan.index(b"</%bsheetData" % tag[2], at, parent.inner_end)
            elif not opened:  # cells within cells
                raise damaged(self.name)
            else:
                begun, inner = opened.pop()
                if not opened:
                    found.append(Element(begun[2], begun[3], begun[4], begun.start(), inner, tag.start(), at))
        return found

    def child(self, parent: Element | None, name: bytes) -> Element | None:
        """The first of :meth:`children` of this name, or None."""
        return next((each for each in self.children(parent) if each.name == name), None)

    def inside(self, element: Element) -> bytes:
        """The bytes between the element's tags."""
        return self.data[element.inner:element.inner_end]

    def edited(self, edits: Iterable[Edit]) -> Source:
        """The part with the edits made, see :func:`spliced`."""
        edits = list(edits)
        return Source(spliced(self.data, edits), self.name) if edits else self

    def _root(self) -> Element:
        tag = _TAG.search(self.scan)
        if tag is None:  # a name that only expat takes
            raise damaged(self.name)
        if tag[5]:
            return Element(tag[2], tag[3], tag[4], tag.start(), tag.end(), tag.end(), tag.end())
        close = self.scan.rindex(b"</")
        return Element(tag[2], tag[3], tag[4], tag.start(), tag.end(), close, self.scan.index(b">", close) + 1)


def blanked(data: bytes) -> bytes:
    """The bytes with comments, CDATA and instructions blanked out, every place as it was. A declaration may stay."""
    if b"<!" not in data and data.rfind(b"<?") <= 0:
        return data
    return _OPAQUE.sub(lambda found: b" " * len(found[0]), data)


def find(scan: bytes, prefix: bytes, names: tuple[bytes, ...], start: int, stop: int) -> Iterator[Element]:
    """As :meth:`Source.find`, in the bytes ``scan`` (see :func:`blanked`)."""
    for match in _pattern(prefix, names).finditer(scan, start, stop):
        first, last = match.span()
        inner, inner_end = match.span(3)
        if inner < 0:
            inner = inner_end = last
        yield Element(prefix, match[1], match[2], first, inner, inner_end, last)


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
            return unescape(head[at:head.index(b'"', at)].decode("utf-8"))
    for _, name, value in _ATTRIBUTE.findall(head) if wanted in head else ():
        if name == wanted:
            return unescape(value[1:-1].decode("utf-8"))
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


def retagged(element: Element, attribute: str, value: str | int | None) -> Edit:
    """The edit that puts one attribute of an element, see :func:`put`."""
    return element.start, element.inner, element.tag(put(element.head, attribute, value))


def made(prefix: bytes, name: bytes, head: bytes, inner: bytes = b"") -> bytes:
    """An element written anew."""
    if not inner:
        return b"<%b%b%b/>" % (prefix, name, head.rstrip())
    return b"<%b%b%b>%b</%b%b>" % (prefix, name, head, inner, prefix, name)


def grown(element: Element, addition: bytes, count: int | None = None) -> list[Edit]:
    """The edits that put ``addition`` behind what is in the element, and say in it how many there are now."""
    head = element.head if count is None else put(element.head, "count", count)
    if element.alone:
        return [(element.start, element.end, made(element.prefix, element.name, head.rstrip(), addition))]
    return [(element.start, element.inner, element.tag(head)), (element.inner_end, element.inner_end, addition)]


def spliced(data: bytes, edits: Iterable[Edit]) -> bytes:
    """``data`` with all edits made. They must not overlap; those at one place keep their order."""
    pieces, at = [], 0
    for start, stop, new in sorted(edits, key=itemgetter(0, 1)):
        pieces += [data[at:start], new]
        at = stop
    return b"".join([*pieces, data[at:]])
