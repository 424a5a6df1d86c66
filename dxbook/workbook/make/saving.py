"""Save an openpyxl workbook whole or not at all, with the same bytes for the same content.

openpyxl stamps the time of saving into the zip and docProps/core.xml, writes the children of ``font``
in an order that the OOXML schema does not allow, and cannot write ``ignoredErrors``; all are mended on
the zip's parts before the file takes its place.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from dxbook.files import writing
from dxbook.workbook.open import MADE

if TYPE_CHECKING:
    from openpyxl import Workbook

_STAMP = (1980, 1, 1, 0, 0, 0)
_TIME = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_AFTER_IGNORED = re.compile(
    rb"<(?:smartTags|drawing|legacyDrawing|legacyDrawingHF|picture|oleObjects|controls|tableParts|extLst)\b"
    rb"|</worksheet>"
)

_FONT = re.compile(rb"<font>(.*?)</font>", re.S)
_FONT_CHILD = re.compile(rb"<(\w+)[^>]*/>")
_FONT_ORDER = (b"b", b"i", b"strike", b"condense", b"extend", b"outline", b"shadow", b"u", b"vertAlign",
               b"sz", b"color", b"name", b"family", b"charset", b"scheme")


def save(
    workbook: Workbook, path: Path, *, inputs: Iterable[Path] = (),
    text_numbers: Mapping[str, str] | None = None, growing: bool = False,
) -> None:
    """Write ``workbook`` to ``path``; the same content gives the same bytes.

    ``text_numbers`` maps a sheet's title to the cells (an ``sqref``) where a number kept as text is
    meant: Excel then shows no green corner there. ``growing`` as :func:`growing_rows` says. Raises OutputFailed or Locked.
    """
    buffer = io.BytesIO()
    workbook.save(buffer)
    marks = {
        f"xl/worksheets/sheet{number}.xml": (text_numbers or {}).get(sheet.title, "")
        for number, sheet in enumerate(workbook.worksheets, start=1)
    }

    def mend(name: str, part: bytes) -> bytes:
        part = _mended(name, part, marks.get(name, ""))
        return growing_rows(name, part) if growing else part

    repack(buffer, path, mend, inputs=inputs)


def growing_rows(name: str, part: bytes) -> bytes:
    """A sheet whose rows keep the height they were given until somebody types a longer text."""
    return part.replace(b' customHeight="1"', b"") if name.startswith("xl/worksheets/") else part


def repack(made: IO[bytes], path: Path, mend: Callable[[str, bytes], bytes], *, inputs: Iterable[Path] = ()) -> None:
    """Write the workbook ``made`` to ``path``, each part (name, content) mended. Raises OutputFailed or Locked."""
    with (
        writing(path, inputs=inputs) as beside,
        zipfile.ZipFile(made) as source,
        zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, mend(name, source.read(name)))


def _mended(name: str, part: bytes, sqref: str) -> bytes:
    if name == "docProps/core.xml":
        return _TIME.sub(rb"\g<1>" + MADE.encode() + rb"\g<3>", part)
    if name == "xl/styles.xml":
        return _FONT.sub(_ordered_font, part)
    if sqref:
        ignored = f'<ignoredErrors><ignoredError sqref="{sqref}" numberStoredAsText="1"/></ignoredErrors>'
        return _AFTER_IGNORED.sub(lambda found: ignored.encode() + found.group(), part, count=1)
    return part


def _ordered_font(match: re.Match[bytes]) -> bytes:
    children = sorted(_FONT_CHILD.finditer(match.group(1)), key=lambda child: _FONT_ORDER.index(child.group(1)))
    return b"<font>" + b"".join(child.group() for child in children) + b"</font>"
