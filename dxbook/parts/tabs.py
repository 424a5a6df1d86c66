"""The sheets of a workbook in their order, and a new one among them, with every number that counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dxbook.parts.archive import Archive
from dxbook.parts.links import relations
from dxbook.parts.outline import (
    Edit,
    Element,
    content,
    grown,
    namespace,
    outline,
    quoted,
    retagged,
    spliced,
    tag_edit,
    text_of,
)
from dxbook.parts.relations import STRICT, TRANSITIONAL, WORKBOOK, is_strict, relate, related

LONGEST = 31
"""Characters of a sheet's title."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_HIDDEN = ' hidden="1"'
_AFTER_NAMES = ("calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
                "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst")


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet. ``part`` is "" where it is no worksheet (a chart sheet, a macro sheet)."""

    title: str
    part: str
    hidden: bool
    relation: str


def tabs(archive: Archive) -> list[Tab]:
    """All sheets in the workbook's order."""
    targets = {each.identity: each for each in relations(archive, WORKBOOK)}
    found = []
    sheets = outline(archive.read(WORKBOOK), 3).first("sheets")
    for element in sheets.children if sheets else []:
        relation = targets.get(_relation(element))
        part = relation.target if relation and relation.kind == "worksheet" and relation.target in archive else ""
        hidden = element.get("state") in ("hidden", "veryHidden")
        found.append(Tab(element.get("name"), part, hidden, _relation(element)))
    return found


def _relation(element: Element) -> str:
    return next((value for name, value in element.attributes.items() if name.endswith(":id")), "")


def local_names(archive: Archive, name: str) -> list[int]:
    """The positions of the sheets that have a defined name of their own called ``name``."""
    names = outline(archive.read(WORKBOOK), 3).first("definedNames")
    return [int(each.get("localSheetId")) for each in (names.children if names else [])
            if each.get("name") == name and each.get("localSheetId").isdigit()]


def free_title(taken: list[str], title: str) -> str:
    """``title`` as Excel takes it and as no other sheet has it: (2), (3) … behind it where need be."""
    title = _FORBIDDEN.sub("_", title)[:LONGEST] or "_"
    used = {each.casefold() for each in taken}
    number, free = 1, title
    while free.casefold() in used:
        number += 1
        tail = f" ({number})"
        free = title[:LONGEST - len(tail)] + tail
    return free


def place(archive: Archive, part: str, title: str, names: Mapping[str, str], *, first: bool, old: int = -1) -> None:
    """Enter a worksheet into the workbook: its title, its own defined names (name → formula), its position.

    ``old`` is the position of the sheet whose ``part`` it is, where it takes its place; else the sheet is new.
    A ``first`` sheet is the one that opens, and the only one selected.
    """
    sheet = 0 if old >= 0 else _next_id(archive)
    relation = "" if old >= 0 else relate(archive, WORKBOOK, "worksheet", part)
    xml = archive.read(WORKBOOK)
    root = outline(xml, 3)
    sheets = root.need("sheets")
    count = len(sheets.children)
    others = [number for number in range(count) if number != old]
    order = [old, *others] if first else [*others, old] if old < 0 else list(range(count))
    moved = {number: position for position, number in enumerate(order) if number >= 0}
    if old >= 0:
        entry = retagged(xml, sheets.children[old], {"name": title, "state": None})
        entry = entry if entry.endswith(b"/>") else entry[:-1] + b"/>"
    else:
        entry = _entry(archive, root, sheets, title, sheet, relation)
    entries = [entry if number == old else _whole(xml, sheets.children[number]) for number in order]
    edits: list[Edit] = [(sheets.inner, sheets.close, b"".join(entries))]
    edits += _views(xml, root, moved, first)
    edits += _names(xml, root, moved, old, {name: (order.index(old), formula) for name, formula in names.items()})
    before = [tab.title for tab in tabs(archive)]
    archive.put(WORKBOOK, spliced(xml, edits))
    if first:
        _deselect(archive, part)
    _titles(archive, before, [tab.title for tab in tabs(archive)])


def _whole(xml: bytes, element: Element) -> bytes:
    return xml[element.start:element.end]


def _next_id(archive: Archive) -> int:
    sheets = outline(archive.read(WORKBOOK), 3).first("sheets")
    numbers = [int(each.get("sheetId") or 0) for each in (sheets.children if sheets else [])]
    return max(numbers, default=0) + 1


def _entry(archive: Archive, root: Element, sheets: Element, title: str, number: int, relation: str) -> bytes:
    link = f' xmlns:r="{STRICT if is_strict(archive) else TRANSITIONAL}" r:id="{relation}"'
    return f'<{sheets.prefix}sheet name="{quoted(title)}" sheetId="{number}"{link}/>'.encode()


def _views(xml: bytes, root: Element, moved: Mapping[int, int], first: bool) -> list[Edit]:
    """The sheet that opens: the new one, or the same as before at its new position."""
    edits: list[Edit] = []
    views = root.first("bookViews")
    for view in views.children if views else []:
        active = int(view.get("activeTab") or 0)
        position = "0" if first else str(moved.get(active, active))
        edits.append(tag_edit(xml, view, activeTab=position, firstSheet="0" if first else view.get("firstSheet") or None))
    return edits


def _names(
    xml: bytes, root: Element, moved: Mapping[int, int], old: int, new: Mapping[str, tuple[int, str]]
) -> list[Edit]:
    """Names that belong to one sheet follow it; those of the replaced sheet go, those of the new one come."""
    edits: list[Edit] = []
    block = root.first("definedNames")
    for each in block.children if block else []:
        local = each.get("localSheetId")
        if not local.isdigit():
            continue
        if int(local) == old:
            edits.append((each.start, each.end, b""))
        elif moved.get(int(local), int(local)) != int(local):
            edits.append(tag_edit(xml, each, localSheetId=str(moved[int(local)])))
    prefix = root.prefix
    added = "".join(
        f'<{prefix}definedName name="{quoted(name)}" localSheetId="{position}"'
        f'{"" if name.startswith("_xlnm.Print") else _HIDDEN}>{content(formula)}</{prefix}definedName>'
        for name, (position, formula) in new.items()
    ).encode()
    if block is not None:
        return [*edits, *grown(xml, block, added)]
    at = next((child.start for child in root.children if child.name in _AFTER_NAMES), root.close)
    tag = f"{prefix}definedNames"
    return [*edits, (at, at, f"<{tag}>".encode() + added + f"</{tag}>".encode())]


def _deselect(archive: Archive, chosen: str) -> None:
    """No other sheet stays selected: what one types would go into all selected sheets."""
    for relation in relations(archive, WORKBOOK):
        if relation.target not in archive or relation.target == chosen or not relation.kind.endswith("sheet"):
            continue
        xml = archive.read(relation.target)
        if b"tabSelected" not in xml:
            continue
        views = outline(xml, 3).first("sheetViews")
        edits = [tag_edit(xml, view, tabSelected=None) for view in (views.children if views else [])
                 if view.get("tabSelected") in ("1", "true")]
        archive.put(relation.target, spliced(xml, edits))


def _titles(archive: Archive, before: list[str], after: list[str]) -> None:
    """The list of sheets in docProps/app.xml, where it was true before; otherwise it stays as it is."""
    part = related(archive, "", "extended-properties")
    if not part:
        return
    xml = archive.read(part)
    root = outline(xml, 5)
    pairs, parts = root.first("HeadingPairs"), root.first("TitlesOfParts")
    if pairs is None or parts is None or not pairs.children or not parts.children:
        return
    titles = parts.children[0]
    numbers = [each for each in pairs.walk() if each.name in ("i4", "int")]
    if not numbers or [text_of(xml, each) for each in titles.children[:len(before)]] != before:
        return
    if text_of(xml, numbers[0]) != str(len(before)):
        return  # chart sheets are counted apart, or a program wrote it that counts otherwise
    listed = "".join(f"<{titles.prefix}lpstr>{content(title)}</{titles.prefix}lpstr>" for title in after)
    size = str(len(titles.children) - len(before) + len(after))
    archive.put(part, spliced(xml, [
        (numbers[0].inner, numbers[0].close, str(len(after)).encode()),
        tag_edit(xml, titles, size=size),
        (titles.children[0].start, titles.children[len(before) - 1].end, listed.encode()),
    ]))


def main_namespace(archive: Archive) -> str:
    """The namespace of the workbook's parts: transitional or strict."""
    return namespace(outline(archive.read(WORKBOOK), 1))
