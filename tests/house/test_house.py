"""docs/architecture.md shows the house of today: its tree, and the picture of its arrows."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from scripts import house, house_picture

SVG = "{http://www.w3.org/2000/svg}"


def above(arrows: house.Arrows, name: str) -> set[str]:
    """Everything that ``name`` leads to, by one arrow or several."""
    return set(arrows[name]).union(*(above(arrows, each) for each in arrows[name]))


def test_the_page_is_fresh() -> None:
    text = house.PAGE.read_text(encoding="utf-8")
    assert house.page(text) == text, "run make docs"
    assert "img/house.svg" in text


def test_the_picture_is_fresh() -> None:
    assert house.PICTURE.read_text(encoding="utf-8") == house.picture(), "run make docs"


def test_the_tree_names_every_package() -> None:
    named = re.findall(r"^ *([\w/]+)/ +\S", house.tree(), re.MULTILINE)
    assert sorted(named) == sorted(name.rpartition(".")[2].replace("dxbook_gui", "gui/dxbook_gui") for name in house.packages())


def test_arrows_left_out_are_those_that_others_tell() -> None:
    whole = house.arrows()
    direct = house.direct(whole)
    for name, below in direct.items():
        assert above(direct, name) == above(whole, name)
        for each in below:  # none of them could be left out
            assert each not in set().union(*(above(whole, other) for other in below - {each}))


def test_every_arrow_of_the_picture_leads_down_from_box_to_box() -> None:
    drawing = ElementTree.fromstring(house.picture())
    boxes = [(float(box.get("x", "")), float(box.get("y", "")), float(box.get("width", "")), float(box.get("height", "")))
             for box in drawing.findall(f"{SVG}rect") if box.get("rx")]
    names = [text.text for text in drawing.findall(f"{SVG}text")]
    paths = [[float(number) for number in re.findall(r"-?[\d.]+", path.get("d", ""))] for path in drawing.findall(f"{SVG}path")]
    assert len(boxes) == len(names) == len(set(names))
    assert len(paths) == sum(map(len, house.direct(house.arrows()).values()))
    for start_x, start_y, *_, end_x, end_y in paths:
        assert start_y < end_y
        assert any(x < start_x < x + width and y + height == start_y for x, y, width, height in boxes)
        assert any(x < end_x < x + width and y == end_y for x, y, width, height in boxes)


def test_no_two_boxes_of_the_picture_meet() -> None:
    drawing = ElementTree.fromstring(house_picture.svg({"a": {"c", "d"}, "b": {"c", "d"}, "c": {"e"}, "d": {"e"}, "e": set()}))
    rows: dict[str, list[tuple[float, float]]] = {}
    for box in drawing.findall(f"{SVG}rect"):
        if box.get("rx"):
            x = float(box.get("x", ""))
            rows.setdefault(box.get("y", ""), []).append((x, x + float(box.get("width", ""))))
    assert [len(row) for row in rows.values()] == [1, 2, 2]
    for row in rows.values():
        assert all(one[1] < other[0] for one, other in zip(sorted(row), sorted(row)[1:], strict=False))
