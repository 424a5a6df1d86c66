"""The workbook around a VBA project: XlsxWriter packages it, then the ribbon and the kind of file are added."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from dxbook.files import writing
from macros.build import BuildError

if TYPE_CHECKING:
    from collections.abc import Mapping

MACRO_WORKBOOK = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
ADDIN = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
RIBBON = "customUI/customUI14.xml"
RIBBON_KIND = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_STAMP = (1980, 1, 1, 0, 0, 0)


def parts_of(workbook: bytes) -> dict[str, bytes]:
    """The parts of a package, by name, in their order."""
    with zipfile.ZipFile(BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}


def replaced(part: bytes, old: bytes, new: bytes) -> bytes:
    """``part`` with the one ``old`` replaced. Raises BuildError unless there is exactly one."""
    if part.count(old) != 1:
        raise BuildError(f"{old!r} stands {part.count(old)} times in a part of the workbook, not once")
    return part.replace(old, new)


def as_addin(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same workbook as an add-in: Excel opens it hidden and lists it under its title."""
    changed = dict(parts)
    changed["[Content_Types].xml"] = replaced(parts["[Content_Types].xml"], MACRO_WORKBOOK, ADDIN)
    return changed


def with_ribbon(parts: Mapping[str, bytes], ribbon: bytes) -> dict[str, bytes]:
    """The same workbook with a ribbon tab."""
    link = f'<Relationship Id="rIdRibbon" Type="{RIBBON_KIND}" Target="{RIBBON}"/></Relationships>'
    changed = dict(parts)
    changed["_rels/.rels"] = replaced(parts["_rels/.rels"], b"</Relationships>", link.encode())
    changed[RIBBON] = ribbon
    return changed


def save(parts: Mapping[str, bytes], path: Path) -> None:
    """Write the package whole or not at all, with the same bytes for the same parts."""
    with writing(path) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, part)
