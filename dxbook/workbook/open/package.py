"""Open a workbook safely: what kind of file it is by its content, limits first, then python-calamine."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZipInfo

from python_calamine import CalamineWorkbook, SheetTypeEnum

from dxbook.errors import Encrypted, Locked, NotAWorkbook, NotFound, TooLarge
from dxbook.files import owner_file
from dxbook.findings import Finding, Place, finding
from dxbook.workbook.open import archive
from dxbook.workbook.open.filekind import guarded, identify, xls_stream
from dxbook.workbook.open.ooxml_scan import MAX_CELLS, SheetScan, percent_styles, scan_sheet, sheet_parts

Rows = list[list[Any]]


@dataclass(slots=True)
class Opened:
    """A workbook opened for reading. ``kind`` is xlsx, xlsb, xls or ods, by content.

    ``scans`` holds by sheet title what calamine does not tell: hidden rows, formulas never calculated …
    """

    path: Path
    kind: str
    workbook: CalamineWorkbook
    scans: dict[str, SheetScan] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    data: bytes = field(default=b"", repr=False)
    entries: list[ZipInfo] = field(default_factory=list, repr=False)
    _rows: dict[str, Rows] = field(default_factory=dict, repr=False)

    def stream(self) -> io.BytesIO:
        """The workbook's bytes, decrypted, for those who work on its parts."""
        return io.BytesIO(self.data)

    def part(self, name: str) -> bytes:
        """One part of a zip-based workbook; b"" where there is none of that name."""
        entry = next((each for each in self.entries if each.filename == name), None)
        return archive.inflate(self.path.name, self.data, entry) if entry else b""

    @property
    def titles(self) -> list[str]:
        """The worksheets' titles in workbook order, hidden ones too; chart and macro sheets left out."""
        return [sheet.name for sheet in self.workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]

    def scan(self, title: str) -> SheetScan:
        """The scan of one sheet; an empty one where the file tells nothing."""
        scan = self.scans.get(title) or SheetScan()
        if self.kind == "xls":  # the one thing calamine reads that the scan does not
            merged = self.workbook.get_sheet_by_name(title).merged_cell_ranges or []
            scan.merged = [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in merged]
        return scan

    def rows(self, title: str) -> Rows:
        """All cells from A1 on; "" where empty. Raises NotAWorkbook for a damaged sheet."""
        if title not in self._rows:
            with _quiet(self.kind):
                sheet = guarded(self.path.name, lambda: self.workbook.get_sheet_by_name(title))
                self._rows[title] = guarded(self.path.name, lambda: sheet.to_python(skip_empty_area=False))
        return self._rows[title]


def open_workbook(path: str | Path, password: str | None = None) -> Opened:
    """Open ``path`` for reading; nothing is ever written to it.

    A workbook that Excel has open is read as last saved, with a finding. Raises NotFound, NotAWorkbook,
    Encrypted (also for a wrong ``password``), Locked (the system does not let it be read), TooLarge.
    """
    source = Path(path)
    name = source.name
    data = _load(source)
    kind, data, entries = identify(name, data, password)
    scans = guarded(name, lambda: _SCANNERS[kind](name, data, entries))
    if sum(scan.extent for scan in scans.values()) > MAX_CELLS:
        title, scan = max(scans.items(), key=lambda each: each[1].extent)
        raise TooLarge(
            f"「{name}」の「{title}」シートは、記入が {scan.last_cell} まで広がっていて大きすぎます。",
            "Ctrl+Endキーで最後のセルへ移り、離れたところの記入を消して、保存し直してください。",
        )
    with _quiet(kind):
        workbook = guarded(name, lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))
    opened = Opened(source, kind, workbook, scans, data=data, entries=entries)
    if owner_file(source):
        opened.findings.append(finding("F116", Place(name)))
    return opened


@contextlib.contextmanager
def _quiet(kind: str) -> Iterator[None]:
    """A damaged .xls or .xlsb makes calamine panic, and Rust then writes its report to the error output."""
    try:
        saved = os.dup(2) if kind in ("xls", "xlsb") else None
    except OSError:  # a windowed program has none
        saved = None
    if saved is None:
        yield
        return
    sink = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(sink, 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(sink)


def _load(path: Path) -> bytes:
    name = path.name
    try:
        if path.is_dir():
            raise NotAWorkbook(f"「{name}」はフォルダーです。", "中のExcelブックを指定してください。")
        if path.stat().st_size > archive.MAX_TOTAL:
            limit = archive.MAX_TOTAL // archive.MIB
            raise TooLarge(f"「{name}」は{limit}MBを超えています。", "画像などを減らしてください。")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"「{path}」がありません。", "ファイルの名前と場所を確かめてください。") from error
    except PermissionError as error:
        raise Locked(
            f"「{name}」を読む権限がないか、ほかのプログラムが使っています。",
            "閉じるか、自分のフォルダーに写してから使ってください。",
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NotFound(f"「{name}」を読めません（{reason}）。", "名前と場所を確かめてください。") from error


def _scan_zip(name: str, data: bytes, entries: list[ZipInfo]) -> dict[str, bytes]:
    """The parts that the scans look at, by what they hold too: calamine follows links to parts of any name.

    Every part is unpacked once and checked.
    """
    keep = (".xml", ".rels", ".bin")
    return {
        part: body for part, body in archive.unpacked(name, data, entries)
        if part.lower().endswith(keep) or b"sheetData" in body
    }


def _scan_xlsx(name: str, data: bytes, entries: list[ZipInfo]) -> dict[str, SheetScan]:
    parts = _scan_zip(name, data, entries)
    styles = percent_styles(parts.get("xl/styles.xml", b""))
    titles = sheet_parts(parts)
    named = set(titles.values())
    scans = {  # a sheet that no title leads to is scanned too: calamine may find its way there
        part: scan_sheet(body, styles) for part, body in parts.items() if part in named or b"sheetData" in body
    }
    return {title: scans[part] for title, part in titles.items() if part in scans} | {
        part: scan for part, scan in scans.items() if part not in named
    }


def _scan_xlsb(name: str, data: bytes, entries: list[ZipInfo]) -> dict[str, SheetScan]:
    from dxbook.workbook.open.binary_scan import scan_xlsb

    return scan_xlsb(_scan_zip(name, data, entries))


def _scan_xls(name: str, data: bytes, entries: list[ZipInfo]) -> dict[str, SheetScan]:
    from dxbook.workbook.open.binary_scan import scan_xls

    return scan_xls(xls_stream(name, data))


def _scan_ods(name: str, data: bytes, entries: list[ZipInfo]) -> dict[str, SheetScan]:
    from dxbook.workbook.open.ods_scan import scan_ods

    parts = _scan_zip(name, data, entries)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Encrypted(
            f"「{name}」はパスワードで保護されています。",
            "LibreOfficeで開き、パスワードを付けずに保存し直してください。",
        )
    return scan_ods(parts["content.xml"])


_SCANNERS: dict[str, Callable[[str, bytes, list[ZipInfo]], dict[str, SheetScan]]] = {
    "xlsx": _scan_xlsx, "xlsb": _scan_xlsb, "xls": _scan_xls, "ods": _scan_ods,
}
