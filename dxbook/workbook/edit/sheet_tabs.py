"""The sheets of a workbook in their order, and a new one among them, with every number that counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.escaping import content, escaped, quoted
from dxbook.workbook.edit.relations import WORKBOOK, namespace, relate, related, relations
from dxbook.workbook.edit.xml import Edit, Element, Source, grown, made, put, retagged, spliced, whole
from dxbook.workbook.open import damaged

MAX_TITLE = 31
"""Characters of a sheet's title."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_HIDDEN = ' hidden="1"'
_AFTER_NAMES = (b"calcPr", b"oleSize", b"customWorkbookViews", b"pivotCaches", b"smartTagPr", b"smartTagTypes",
                b"webPublishing", b"fileRecoveryPr", b"webPublishObjects", b"extLst")


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
    for element in _sheets(archive.source(WORKBOOK)):
        relation = targets.get(element.link)
        part = relation.target if relation and relation.kind == "worksheet" and relation.target in archive else ""
        hidden = element.get("state") in ("hidden", "veryHidden")
        found.append(Tab(element.get("name") or "", part, hidden, element.link))
    return found


def _sheets(source: Source) -> list[Element]:
    return source.children(source.first(b"sheets"))


def local_names(archive: Archive, name: str) -> list[int]:
    """The positions of the sheets that have a defined name of their own called ``name``."""
    source = archive.source(WORKBOOK)
    return [_position(each) for each in source.children(source.first(b"definedNames"))
            if each.get("name") == name and _position(each) >= 0]


def _position(name: Element) -> int:
    """The sheet that a defined name belongs to; -1 for one of the whole workbook."""
    local = name.get("localSheetId") or ""
    return int(local) if local.isdigit() else -1


def free_title(taken: list[str], title: str) -> str:
    """``title`` as Excel takes it and as no other sheet has it: (2), (3) … behind it where need be."""
    title = _FORBIDDEN.sub("_", title)[:MAX_TITLE] or "_"
    used = {each.casefold() for each in taken}
    number, free = 1, title
    while free.casefold() in used:
        number += 1
        tail = f" ({number})"
        free = title[:MAX_TITLE - len(tail)] + tail
    return free


def place(archive: Archive, part: str, title: str, names: Mapping[str, str], *, first: bool, old: int = -1) -> None:
    """Enter a worksheet into the workbook: its title, its own defined names (name → formula), its position.

    ``old`` is the position of the sheet whose ``part`` it is, where it takes its place; else the sheet is new.
    A ``first`` sheet is the one that opens, and the only one selected.
    """
    relation = "" if old >= 0 else relate(archive, WORKBOOK, "worksheet", part)
    source = archive.source(WORKBOOK)
    sheets = source.first(b"sheets")
    if sheets is None:
        raise damaged(source.name)
    present = source.children(sheets)
    others = [number for number in range(len(present)) if number != old]
    order = [old, *others] if first else [*others, old] if old < 0 else list(range(len(present)))
    moved = {number: position for position, number in enumerate(order) if number >= 0}
    entries = {number: source.data[each.start:each.end] for number, each in enumerate(present)}
    if old >= 0:
        entries[old] = made(sheets.prefix, b"sheet", put(put(present[old].head, "name", title), "state", None))
    else:
        entries[old] = _entry(archive, present, sheets, title, relation)
    edits: list[Edit] = [(sheets.inner, sheets.inner_end, b"".join(entries[number] for number in order))]
    edits += _views(source, moved, first)
    edits += _names(source, moved, old, {name: (order.index(old), formula) for name, formula in names.items()})
    before = [tab.title for tab in tabs(archive)]
    archive.put(WORKBOOK, spliced(source.data, edits))
    if first:
        _deselect(archive, part)
    _titles(archive, before, [tab.title for tab in tabs(archive)])


def _entry(archive: Archive, present: list[Element], sheets: Element, title: str, relation: str) -> bytes:
    """A new sheet in the list of sheets, with an id that is free."""
    number = max((whole(each.get("sheetId")) for each in present), default=0) + 1
    head = put(put(b"", "name", title), "sheetId", number)
    return made(sheets.prefix, b"sheet", put(put(head, "xmlns:r", namespace(archive)), "r:id", relation))


def _views(source: Source, moved: Mapping[int, int], first: bool) -> list[Edit]:
    """The sheet that opens: the new one, or the same as before at its new position."""
    edits: list[Edit] = []
    for view in source.children(source.first(b"bookViews")):
        active = whole(view.get("activeTab"))
        head = put(view.head, "activeTab", 0 if first else moved.get(active, active))
        edits.append((view.start, view.inner, view.tag(put(head, "firstSheet", 0) if first else head)))
    return edits


def _names(source: Source, moved: Mapping[int, int], old: int, new: Mapping[str, tuple[int, str]]) -> list[Edit]:
    """Names that belong to one sheet follow it; those of the replaced sheet go, those of the new one come."""
    edits: list[Edit] = []
    block = source.first(b"definedNames")
    for each in source.children(block):
        local = _position(each)
        if local >= 0 and local == old:
            edits.append((each.start, each.end, b""))
        elif moved.get(local, local) != local:
            edits.append(retagged(each, "localSheetId", moved[local]))
    prefix = source.prefix.decode()
    added = "".join(
        f'<{prefix}definedName name="{quoted(name)}" localSheetId="{position}"'
        f'{"" if name.startswith("_xlnm.Print") else _HIDDEN}>{escaped(formula)}</{prefix}definedName>'
        for name, (position, formula) in new.items()
    ).encode()
    if block is not None:
        return [*edits, *grown(block, added)]
    root = source.root
    at = next((each.start for each in source.children(root) if each.name in _AFTER_NAMES), root.inner_end)
    return [*edits, (at, at, made(source.prefix, b"definedNames", b"", added))]


def _deselect(archive: Archive, chosen: str) -> None:
    """No other sheet stays selected: what one types would go into all selected sheets."""
    for relation in relations(archive, WORKBOOK):
        if relation.target not in archive or relation.target == chosen or not relation.kind.endswith("sheet"):
            continue
        if b"tabSelected" not in archive.read(relation.target):
            continue
        source = archive.source(relation.target)
        edits = [retagged(view, "tabSelected", None) for view in source.children(source.first(b"sheetViews"))
                 if view.get("tabSelected") in ("1", "true")]
        archive.put(relation.target, spliced(source.data, edits))


def _titles(archive: Archive, before: list[str], after: list[str]) -> None:
    """The list of sheets in docProps/app.xml, where it was true before; otherwise it stays as it is."""
    part = related(archive, "", "extended-properties")
    if not part:
        return
    source = archive.source(part)

    def children(*parents: Element) -> list[Element]:
        return [each for parent in parents for each in source.children(parent)]

    pairs, parts = source.first(b"HeadingPairs"), source.first(b"TitlesOfParts")
    numbers = [each for each in children(*children(*children(*([pairs] if pairs else []))))
               if each.name in (b"i4", b"int")]
    titles = next(iter(source.children(parts)), None)
    listed = source.children(titles)
    if titles is None or not numbers or [content(source.inside(each)) for each in listed[:len(before)]] != before:
        return
    if content(source.inside(numbers[0])) != str(len(before)):
        return  # chart sheets are counted apart, or a program wrote it that counts otherwise
    new = "".join(f"<{titles.prefix.decode()}lpstr>{escaped(title)}</{titles.prefix.decode()}lpstr>" for title in after)
    archive.put(part, spliced(source.data, [
        (numbers[0].inner, numbers[0].inner_end, str(len(after)).encode()),
        retagged(titles, "size", len(listed) - len(before) + len(after)),
        (listed[0].start, listed[len(before) - 1].end, new.encode()),
    ]))


def main_namespace(archive: Archive) -> str:
    """The namespace of the workbook's parts: transitional or strict."""
    root = archive.source(WORKBOOK).root
    name = f"xmlns:{root.prefix[:-1].decode()}" if root.prefix else "xmlns"
    return root.get(name) or "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
