"""Where the elements of an XML part stand, in bytes, so that one is replaced and all others stay as they are.

Looked at: xml.etree and lxml (write the whole part anew: prefixes, quotes and empty tags change), openpyxl
(drops what it does not know). expat tells the byte of every tag, which is all that is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat
from xml.sax.saxutils import escape

_TAG = re.compile(rb"<[^\s/>]+(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=/>]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_CELLS = re.compile(rb"<((?:[\w.-]+:)?sheetData)(?:\s[^>]*)?(?<!/)>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Edit = tuple[int, int, bytes]
"""First byte, the byte behind the last, and what takes their place."""


@dataclass(slots=True)
class Element:
    """One element: ``start`` of its tag, ``inner`` behind the tag, ``close`` its end tag, ``end`` behind all.

    ``name`` has no prefix, ``prefix`` has its colon. An empty tag has ``inner == close == end``.
    """

    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inner: int = 0
    close: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)

    def all(self, name: str) -> list[Element]:
        """The children called ``name``."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Element | None:
        """The first child called ``name``."""
        return next(iter(self.all(name)), None)

    def need(self, name: str) -> Element:
        """The first child called ``name``. Raises LookupError: the part is damaged."""
        found = self.first(name)
        if found is None:
            raise LookupError(name)
        return found

    def walk(self) -> Iterator[Element]:
        """The element and everything in it, as deep as it was outlined."""
        yield self
        for child in self.children:
            yield from child.walk()

    def get(self, name: str) -> str:
        """An attribute by its name without prefix; "" where there is none."""
        return next((value for key, value in self.attributes.items() if key.rpartition(":")[2] == name), "")


def outline(xml: bytes, depth: int = 2) -> Element:
    """The root element and what is in it down to ``depth`` levels. The cells of a worksheet are not looked at.

    Raises expat.ExpatError for what is no XML.
    """
    left, right = _hollow(xml)
    parser = expat.ParserCreate()
    roots: list[Element] = []
    stack: list[Element] = []
    level = 0

    def at() -> int:
        index = parser.CurrentByteIndex
        return index if index <= left else index + right - left

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level <= depth:
            prefix, _, name = tag.rpartition(":")
            element = Element(name, f"{prefix}:" if prefix else "", attributes, at())
            (stack[-1].children if stack else roots).append(element)
            stack.append(element)

    def end(tag: str) -> None:
        nonlocal level
        if level <= depth:
            element = stack.pop()
            found = _TAG.match(xml, element.start)
            assert found is not None
            element.inner = found.end()
            empty = found[0].endswith(b"/>")
            element.close = element.inner if empty else at()
            element.end = element.inner if empty else xml.index(b">", element.close) + 1
        level -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(xml[:left], False)
    parser.Parse(xml[right:], True)
    return roots[0]


def _hollow(xml: bytes) -> tuple[int, int]:
    """From where to where the cells of a worksheet stand."""
    opening = _CELLS.search(xml)
    if opening is None:
        return len(xml), len(xml)
    closing = xml.rfind(b"</" + opening[1])
    return (opening.end(), closing) if closing >= opening.end() else (len(xml), len(xml))


def spliced(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """``xml`` with all edits made. They must not overlap; those at one place keep their order."""
    pieces, last = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [xml[last:start], new]
        last = end
    return b"".join([*pieces, xml[last:]])


def retagged(xml: bytes, element: Element, attributes: Mapping[str, str | None]) -> bytes:
    """The element's start tag with attributes set, or taken away where None."""
    tag = xml[element.start:element.inner]
    for name, value in attributes.items():
        found = next((each for each in _ATTRIBUTE.finditer(tag) if each[1] == name.encode()), None)
        new = b"" if value is None else f' {name}="{quoted(value)}"'.encode()
        if found:
            tag = tag[:found.start()] + new + tag[found.end():]
        else:
            end = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:end].rstrip() + new + tag[end:]
    return tag


def tag_edit(xml: bytes, element: Element, **attributes: str | None) -> Edit:
    """The edit that sets attributes of one element."""
    return element.start, element.inner, retagged(xml, element, attributes)


def grown(xml: bytes, element: Element, addition: bytes, **attributes: str | None) -> list[Edit]:
    """The edits that put ``addition`` behind the element's children, and set its attributes."""
    tag = retagged(xml, element, attributes)
    if element.inner < element.end:
        return [(element.start, element.inner, tag), (element.close, element.close, addition)]
    name = f"{element.prefix}{element.name}".encode()
    return [(element.start, element.end, tag.removesuffix(b"/>").rstrip() + b">" + addition + b"</" + name + b">")]


def text_of(xml: bytes, element: Element) -> str:
    """The text of an element that has no child elements, or its inner XML unescaped."""
    return unescape(xml[element.inner:element.close].decode("utf-8"))


def content(text: str) -> str:
    """``text`` as XML content. A character that XML does not allow is written as Excel does: _x0008_."""
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", escape(text))


def quoted(text: str) -> str:
    """``text`` as an attribute's value, between double quotes."""
    return content(text).replace('"', "&quot;").replace("\n", "&#10;")


def namespace(root: Element) -> str:
    """The URI of the root's own namespace: transitional or strict."""
    name = f"xmlns:{root.prefix[:-1]}" if root.prefix else "xmlns"
    return root.attributes.get(name, "http://schemas.openxmlformats.org/spreadsheetml/2006/main")
