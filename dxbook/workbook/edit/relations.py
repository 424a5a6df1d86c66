"""Which part of a package leads to which, and what kind each part is (ECMA-376 part 2: relationships, types)."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.escaping import quoted
from dxbook.workbook.edit.xml import grown, spliced

WORKBOOK = "xl/workbook.xml"
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_EMPTY = (b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
          b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>')
_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """``kind``: the last piece of the type, such as worksheet. ``target``: the part's name; "" if outside the file."""

    identity: str
    kind: str
    target: str


def rels_name(part: str) -> str:
    """Where the relationships of ``part`` stand; "" is the package itself."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def relations(archive: Archive, part: str) -> list[Relation]:
    """What ``part`` ("" for the package itself) leads to."""
    name = rels_name(part)
    if name not in archive:
        return []
    folder = posixpath.dirname(part)
    source = archive.source(name)
    found = []
    for each in source.children(source.root):
        path = (each.get("Target") or "").replace("\\", "/")
        target = posixpath.normpath(posixpath.join(f"/{folder}", path))[1:]
        outside = each.get("TargetMode") == "External"
        kind = (each.get("Type") or "").rpartition("/")[2]
        found.append(Relation(each.get("Id") or "", kind, "" if outside else target))
    return found


def targets(archive: Archive, part: str, kind: str) -> list[str]:
    """The parts of one kind that ``part`` leads to and that are there."""
    return [each.target for each in relations(archive, part) if each.kind == kind and each.target in archive]


def related(archive: Archive, part: str, kind: str) -> str:
    """The first of :func:`targets`, or ""."""
    return next(iter(targets(archive, part, kind)), "")


def is_strict(archive: Archive) -> bool:
    """Whether the workbook is saved as "Strict Open XML", whose names differ."""
    return STRICT.encode() in archive.read(rels_name(WORKBOOK))


def namespace(archive: Archive) -> str:
    """The namespace of the attributes that name a relationship, such as r:id."""
    return STRICT if is_strict(archive) else TRANSITIONAL


def relate(archive: Archive, part: str, kind: str, target: str) -> str:
    """Add a relationship from ``part`` to ``target``; returns its id."""
    name = rels_name(part)
    if name not in archive:
        archive.put(name, _EMPTY)
    source = archive.source(name)
    taken = {each.get("Id") for each in source.children(source.root)}
    number = len(taken) + 1
    while f"rId{number}" in taken:
        number += 1
    path = posixpath.relpath(f"/{target}", "/" + posixpath.dirname(part))
    new = (f'<{source.prefix.decode()}Relationship Id="rId{number}" Type="{namespace(archive)}/{kind}"'
           f' Target="{quoted(path)}"/>')
    archive.put(name, spliced(source.data, grown(source.root, new.encode())))
    return f"rId{number}"


def unrelate_all(archive: Archive, part: str) -> None:
    """Take every relationship of ``part`` away."""
    if rels_name(part) in archive:
        archive.put(rels_name(part), _EMPTY)


def declare(archive: Archive, part: str, kind: str) -> None:
    """Tell the content type of a new part: a MIME type; for a .vml that of the extension."""
    source = archive.source(_TYPES)
    present = source.children(source.root)
    prefix = source.prefix.decode()
    if not part.endswith(".vml"):
        new = f'<{prefix}Override PartName="/{quoted(part)}" ContentType="{kind}"/>'
        archive.put(_TYPES, spliced(source.data, grown(source.root, new.encode())))
    elif not any(each.name == b"Default" and (each.get("Extension") or "").lower() == "vml" for each in present):
        new = f'<{prefix}Default Extension="vml" ContentType="{kind}"/>'
        at = present[0].start if present else source.root.inner_end
        archive.put(_TYPES, spliced(source.data, [(at, at, new.encode())]))


def free_name(archive: Archive, pattern: str) -> str:
    """A part name that is not taken: ``pattern`` holds {} for the number, such as xl/comments{}.xml."""
    before, after = pattern.split("{}")
    shape = re.compile(re.escape(before) + r"(\d{1,9})" + re.escape(after), re.IGNORECASE)
    numbers = [int(found[1]) for name in archive.names if (found := shape.fullmatch(name))]
    return pattern.format(max(numbers, default=0) + 1)
