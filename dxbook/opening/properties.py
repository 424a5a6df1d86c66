"""What a workbook says of itself in docProps/core.xml."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>([0-9T:.+Z-]{10,35})</dcterms:modified>")


def saved_at(data: bytes) -> str:
    """When the workbook was last saved, as it says itself (ISO text, UTC), or "".

    The file's own time is no evidence: copying a file changes it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("docProps/core.xml") as part:
            found = _MODIFIED.search(part.read(65_536))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        return ""
    return found[1].decode() if found else ""
