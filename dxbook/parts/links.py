"""Which part points to which: the relationships of a package (ISO/IEC 29500-2, 6.5)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from xml.etree import ElementTree

from dxbook.opening.archive import damaged
from dxbook.parts.archive import Archive


@dataclass(frozen=True, slots=True)
class Relation:
    """``kind``: the last piece of the type, such as worksheet. ``target``: the part's name; "" if outside the file."""

    identity: str
    kind: str
    target: str


def relations(archive: Archive, part: str) -> list[Relation]:
    """What ``part`` ("" for the package itself) points to."""
    folder, base = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{base}.rels")
    if rels not in archive:
        return []
    found = []
    for each in parsed(archive, rels):
        outside = each.get("TargetMode") == "External"
        target = posixpath.normpath(posixpath.join(f"/{folder}", each.get("Target", "").replace("\\", "/")))[1:]
        found.append(Relation(each.get("Id", ""), each.get("Type", "").rpartition("/")[2], "" if outside else target))
    return found


def targets(archive: Archive, part: str, kind: str) -> list[str]:
    """The parts of one kind that ``part`` points to and that are there."""
    return [each.target for each in relations(archive, part) if each.kind == kind and each.target in archive]


def parsed(archive: Archive, part: str) -> ElementTree.Element:
    """The part as a tree, to look at. Raises NotAWorkbook where it is damaged."""
    try:
        return ElementTree.fromstring(archive.read(part))
    except (ElementTree.ParseError, LookupError) as error:
        raise damaged(archive.name) from error
