"""Elements are found where an XML parser says they stand; what is escaped is read as it was."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxbook.errors import NotAWorkbook
from dxbook.workbook.edit.escaping import content, escaped, quoted
from dxbook.workbook.edit.xml import Element, Source, grown, put, retagged, spliced

_NAMES = st.sampled_from(["a", "ab", "x:a", "x:ab", "extLst"])
_HEADS = st.sampled_from(["", " k='1'", ' k="a>b" m = "/"', " x:id='r&amp;1' ", '\n k=""'])
_BETWEEN = st.sampled_from(["", "文", "<!-- <a> -->", "<![CDATA[</a><ab>]]>", "<?pi <a/> ?>", "&lt;a&gt;"])


def _written(name: str, head: str, inner: list[str], *, alone: bool) -> str:
    return f"<{name}{head}/>" if alone and not inner else f"<{name}{head}>{''.join(inner)}</{name} >"


_PIECES = st.recursive(
    _BETWEEN | st.builds(_written, _NAMES, _HEADS, st.just([]), alone=st.booleans()),
    lambda inner: st.builds(_written, _NAMES, _HEADS, st.lists(inner, max_size=4), alone=st.booleans()), max_leaves=12,
)
_CELLS = st.builds(_written, st.just("sheetData"), _HEADS, st.lists(_PIECES, max_size=4), alone=st.booleans())
_PARTS = st.lists(_PIECES | _CELLS, max_size=5).map(
    lambda pieces: f"\ufeff<?xml version='1.0'?><!-- <a/> --><x:root xmlns:x='u'>{''.join(pieces)}</x:root>".encode())


def _tree(source: Source, element: Element) -> object:
    cells = [] if element.name == b"sheetData" else [_tree(source, each) for each in source.children(element)]
    return element.name.decode(), element.get("k"), element.link, cells


def _parsed(element: ElementTree.Element) -> object:
    name = element.tag.rpartition("}")[2]
    cells = [] if name == "sheetData" else [_parsed(each) for each in element]
    return name, element.get("k"), element.get("{u}id", ""), cells


@settings(deadline=None)
@given(_PARTS)
def test_elements_stand_where_a_parser_says(part: bytes) -> None:
    source = Source(part, "a.xlsx")
    assert _tree(source, source.root) == _parsed(ElementTree.fromstring(part))
    found = source.children(source.root)
    assert all(ElementTree.fromstring(b"<r xmlns:x='u'>%b</r>" % part[each.start:each.end]) is not None for each in found)


def test_an_element_within_one_of_its_own_name_ends_where_it_ends() -> None:
    # Excel writes controls so: the inner one's end is not the outer one's
    part = b"<w xmlns:m='u'><m:AC><m:C><m:AC><m:C/></m:AC></m:C></m:AC><tail/></w>"
    source = Source(part, "a.xlsx")
    assert [each.name for each in source.children(source.root)] == [b"AC", b"tail"]


def test_edits_at_one_place_keep_their_order_and_all_else_its_bytes() -> None:
    part = b"<x:r xmlns:x='u'><x:a  k='1' /><x:b/></x:r>"
    source = Source(part, "a.xlsx")
    first, second = source.children(source.root)
    edits = [*grown(second, b"2", 1), (first.end, first.end, b"-"), (first.end, first.end, b"+"), retagged(first, "k", 2)]
    assert spliced(part, edits) == b"<x:r xmlns:x='u'><x:a  k=\"2\" />-+<x:b count=\"1\">2</x:b></x:r>"
    assert put(first.head, "k", None) == b" "


@given(st.text())
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    assert content(escaped(text).encode()) == text
    held = ElementTree.fromstring(f'<a k="{quoted(text)}"/>').get("k")
    assert held is not None
    assert ("\n" in text) == ("\n" in held)


@pytest.mark.parametrize("part", [b"", b"<a>", b"<a></b>", b"<a b=1/>", b"text", b"<a/><b/>"])
def test_what_is_no_xml_is_refused(part: bytes) -> None:
    with pytest.raises(NotAWorkbook):
        Source(part, "a.xlsx")
