"""Which part of a package belongs to which, and what kind each part is (ECMA-376 part 2: relationships, types)."""

from __future__ import annotations

import posixpath
import re

from dxbook.parts.archive import Archive
from dxbook.parts.links import targets
from dxbook.parts.outline import grown, outline, quoted, spliced

WORKBOOK = "xl/workbook.xml"
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_EMPTY = (b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
          b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>')
_TYPES = "[Content_Types].xml"


def rels_name(part: str) -> str:
    """Where the relationships of ``part`` stand; "" is the package itself."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def related(archive: Archive, part: str, kind: str) -> str:
    """The first part of ``kind`` that ``part`` leads to and that is there, or ""."""
    return next(iter(targets(archive, part, kind)), "")


def is_strict(archive: Archive) -> bool:
    """Whether the workbook is saved as "Strict Open XML", whose names differ."""
    return STRICT.encode() in archive.read(rels_name(WORKBOOK))


def relate(archive: Archive, part: str, kind: str, target: str) -> str:
    """Add a relationship from ``part`` to ``target``; returns its id."""
    name = rels_name(part)
    xml = archive.read(name) if name in archive else _EMPTY
    root = outline(xml)
    taken = {each.get("Id") for each in root.children}
    number = len(taken) + 1
    while f"rId{number}" in taken:
        number += 1
    base = STRICT if is_strict(archive) else TRANSITIONAL
    path = posixpath.relpath(f"/{target}", "/" + posixpath.dirname(part))
    new = f'<{root.prefix}Relationship Id="rId{number}" Type="{base}/{kind}" Target="{quoted(path)}"/>'
    archive.put(name, spliced(xml, grown(xml, root, new.encode())))
    return f"rId{number}"


def unrelate_all(archive: Archive, part: str) -> None:
    """Take every relationship of ``part`` away."""
    if rels_name(part) in archive:
        archive.put(rels_name(part), _EMPTY)


def declare(archive: Archive, part: str, kind: str) -> None:
    """Tell the content type of a new part: a MIME type; for a .vml that of the extension."""
    xml = archive.read(_TYPES)
    root = outline(xml)
    if part.endswith(".vml"):
        if any(each.get("Extension").lower() == "vml" for each in root.all("Default")):
            return
        new = f'<{root.prefix}Default Extension="vml" ContentType="{kind}"/>'
        start = root.children[0].start if root.children else root.close
        archive.put(_TYPES, spliced(xml, [(start, start, new.encode())]))
        return
    new = f'<{root.prefix}Override PartName="/{quoted(part)}" ContentType="{kind}"/>'
    archive.put(_TYPES, spliced(xml, grown(xml, root, new.encode())))


def free_name(archive: Archive, pattern: str) -> str:
    """A part name that is not taken: ``pattern`` holds {} for the number, such as xl/comments{}.xml."""
    before, after = pattern.split("{}")
    shape = re.compile(re.escape(before) + r"(\d{1,9})" + re.escape(after), re.IGNORECASE)
    numbers = [int(found[1]) for name in archive.names if (found := shape.fullmatch(name))]
    return pattern.format(max(numbers, default=0) + 1)
