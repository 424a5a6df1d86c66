"""Open a workbook safely: what kind of file it is by its content, limits first, then python-calamine."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from dxbook import archive
from dxbook.archive import damaged
from dxbook.errors import DxbookError, Encrypted, Locked, NotAWorkbook, NotFound, TooLarge
from dxbook.finding import Finding, Place, finding
from dxbook.ooxml_scan import MAX_CELLS, SheetScan, percent_styles, scan_sheet, sheet_parts
from dxbook.safefile import owner_file

OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
SAVE_AS = "Excelで開き、「名前を付けて保存」でExcelブック（.xlsx）にしてください。"

Rows = list[list[Any]]
T = TypeVar("T")


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

    @property
    def titles(self) -> list[str]:
        """The worksheets' titles in workbook order, hidden ones too; chart and macro sheets left out."""
        return [sheet.name for sheet in self.workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]

    def visible(self, title: str) -> bool:
        """False for hidden and very hidden sheets."""
        return any(
            sheet.name == title and sheet.visible is SheetVisibleEnum.Visible
            for sheet in self.workbook.sheets_metadata
        )

    def scan(self, title: str) -> SheetScan:
        """The scan of one sheet; an empty one where the file tells nothing."""
        scan = self.scans.get(title) or SheetScan()
        if self.kind == "xls":  # the one thing calamine reads that the scan does not
            merged = self.workbook.get_sheet_by_name(title).merged_cell_ranges or []
            scan.merged = [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in merged]
        return scan

    def rows(self, title: str) -> Rows:
        """All cells from A1 on; "" where empty. Raises NotAWorkbook for a damaged sheet."""
        return _guarded(
            self.path.name, lambda: self.workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
        )


def open_workbook(path: str | Path, password: str | None = None) -> Opened:
    """Open ``path`` for reading; nothing is ever written to it.

    A workbook that Excel has open is read as last saved, with a finding. Raises NotFound, NotAWorkbook,
    Encrypted (also for a wrong ``password``), Locked (the system does not let it be read), TooLarge.
    """
    source = Path(path)
    name = source.name
    data = _load(source)
    kind, data = _kind(name, data, password)
    scans = _guarded(name, lambda: _SCANNERS[kind](name, data))
    for title, scan in scans.items():
        if scan.extent > MAX_CELLS:
            raise TooLarge(
                f"「{name}」の「{title}」シートは、記入が {scan.last_cell} まで広がっていて大きすぎます。",
                "Ctrl+Endキーで最後のセルへ移り、離れたところの記入を消して、保存し直してください。",
            )
    workbook = _guarded(name, lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))
    opened = Opened(source, kind, workbook, scans)
    if owner_file(source):
        opened.findings.append(finding("F116", Place(name)))
    return opened


def _load(path: Path) -> bytes:
    name = path.name
    try:
        if path.is_dir():
            raise NotAWorkbook(f"「{name}」はフォルダーです。", "中のExcelブックを指定してください。")
        if path.stat().st_size > archive.MAX_TOTAL:
            raise TooLarge(f"「{name}」は{archive.MAX_TOTAL // archive.MIB}MBを超えています。", "画像などを減らしてください。")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"「{path}」がありません。", "ファイルの名前と場所を確かめてください。") from error
    except PermissionError as error:
        raise Locked(
            f"「{name}」を読む権限がないか、ほかのプログラムが使っています。", "閉じるか、自分のフォルダーに写してから使ってください。"
        ) from error
    except (OSError, ValueError) as error:
        raise NotFound(f"「{name}」を読めません（{error}）。", "ファイルの名前と場所を確かめてください。") from error


def _kind(name: str, data: bytes, password: str | None) -> tuple[str, bytes]:
    """The kind of workbook and its bytes, decrypted where need be."""
    if data.startswith(ZIP):
        return _zip_kind(name, data), data
    if not data.startswith(OLE):
        raise NotAWorkbook(*_what_else(name, data))
    streams = _ole(name, data)
    if "EncryptedPackage" in streams:
        data = _decrypted(name, data, password)
        return _zip_kind(name, data), data
    if "Workbook" not in streams and "Book" not in streams:
        what = {"WordDocument": "Word文書", "PowerPoint Document": "PowerPointの資料"}
        shown = next((text for stream, text in what.items() if stream in streams), "Excel以外のファイル")
        raise NotAWorkbook(f"「{name}」は{shown}で、Excelブックではありません。", "Excelブックを指定してください。")
    from dxbook.binary_scan import xls_encrypted

    if xls_encrypted(_stream(name, data)):
        data = _decrypted(name, data, password)
    return "xls", data


def _zip_kind(name: str, data: bytes) -> str:
    names = {entry.filename.lower(): entry for entry in archive.directory(name, data)}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names and "mimetype" in names:
        if b"opendocument.spreadsheet" in archive.inflate(name, data, names["mimetype"]):
            return "ods"
    what = {"word/document.xml": "Word文書", "ppt/presentation.xml": "PowerPointの資料", "content.xml": "表計算以外の文書"}
    shown = next((text for part, text in what.items() if part in names), "zipファイル")
    raise NotAWorkbook(f"「{name}」は{shown}で、Excelブックではありません。", "Excelブックを指定してください。")


def _what_else(name: str, data: bytes) -> tuple[str, str]:
    """What a file that is neither zip nor OLE is, and what to do about it."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not data:
        return f"「{name}」は中身が空（0バイト）です。", "ファイルを受け取り直してください。"
    if not data.strip(b"\x00"):
        return f"「{name}」は中身が失われています。", "ファイルを受け取り直してください。"
    if head.startswith(b"%pdf"):
        return f"「{name}」はPDFで、Excelブックではありません。", "もとのExcelブックを指定してください。"
    if b"excel.sheet" in head or b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return f"「{name}」は古いXML形式の表です。", SAVE_AS
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")) or b"<html" in head:
        return f"「{name}」の中身はWebページ（HTML）で、Excelブックではありません。", SAVE_AS
    if b"\x00" not in data[:2000]:
        return f"「{name}」の中身は文字だけ（CSVなど）で、Excelブックではありません。", SAVE_AS
    return f"「{name}」はExcelブックではありません。", "ファイルを確かめてください。"


def _ole(name: str, data: bytes) -> set[str]:
    import olefile  # type: ignore[import-untyped]

    return _guarded(name, lambda: {"/".join(path) for path in olefile.OleFileIO(io.BytesIO(data)).listdir()})


def _stream(name: str, data: bytes) -> bytes:
    """The Workbook stream of an .xls."""
    import olefile  # type: ignore[import-untyped]

    def read() -> bytes:
        ole = olefile.OleFileIO(io.BytesIO(data))
        return bytes(ole.openstream("Workbook" if ole.exists("Workbook") else "Book").read())

    return _guarded(name, read)


def _decrypted(name: str, data: bytes, password: str | None) -> bytes:
    if not password:
        raise Encrypted(f"「{name}」はパスワードで保護されています。", "パスワードを指定するか、Excelで外してください。")
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    plain = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        office.load_key(password=password)
        office.decrypt(plain)
    except (InvalidKeyError, DecryptionError) as error:
        raise Encrypted(f"「{name}」のパスワードが違います。", "パスワードを確かめてください。") from error
    except Exception as error:  # the library raises whatever its parsers do
        raise damaged(name) from error
    if data[:8] != plain.getvalue()[:8] and not plain.getvalue().startswith(ZIP):
        raise Encrypted(f"「{name}」のパスワードが違います。", "パスワードを確かめてください。")
    return plain.getvalue()


def _guarded(name: str, action: Callable[[], T]) -> T:
    """Run a reader; whatever it trips over is a damaged workbook. A panic of calamine is a BaseException."""
    try:
        return action()
    except DxbookError:
        raise
    except PasswordError as error:
        raise Encrypted(f"「{name}」はパスワードで保護されています。", "Excelで外してください。") from error
    except (CalamineError, ParseError, ExpatError, struct.error, OSError, ValueError, LookupError) as error:
        raise damaged(name) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise damaged(name) from error
        raise


def _scan_zip(name: str, data: bytes) -> dict[str, bytes]:
    """The parts that the scans look at; every part is unpacked once and checked."""
    keep = (".xml", ".rels", ".bin")
    entries = archive.directory(name, data)
    return {part: body for part, body in archive.unpacked(name, data, entries) if part.lower().endswith(keep)}


def _scan_xlsx(name: str, data: bytes) -> dict[str, SheetScan]:
    parts = _scan_zip(name, data)
    styles = percent_styles(parts.get("xl/styles.xml", b""))
    titles = {part: title for title, part in sheet_parts(parts).items()}
    return {  # a sheet that no title leads to is scanned too: calamine may find its way there
        titles.get(part, part): scan_sheet(body, styles) for part, body in parts.items()
        if part in titles or b"sheetData" in body
    }


def _scan_xlsb(name: str, data: bytes) -> dict[str, SheetScan]:
    from dxbook.binary_scan import scan_xlsb

    return scan_xlsb(_scan_zip(name, data))


def _scan_xls(name: str, data: bytes) -> dict[str, SheetScan]:
    from dxbook.binary_scan import scan_xls

    return scan_xls(_stream(name, data))


def _scan_ods(name: str, data: bytes) -> dict[str, SheetScan]:
    from dxbook.ods_scan import scan_ods

    parts = _scan_zip(name, data)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Encrypted(
            f"「{name}」はパスワードで保護されています。", "LibreOfficeで開き、パスワードを付けずに保存し直してください。"
        )
    return scan_ods(parts["content.xml"])


_SCANNERS: dict[str, Callable[[str, bytes], dict[str, SheetScan]]] = {
    "xlsx": _scan_xlsx, "xlsb": _scan_xlsb, "xls": _scan_xls, "ods": _scan_ods,
}
