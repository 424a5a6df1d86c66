"""What kind of file lies before us, by its content, and the bytes of a workbook without its password."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import TypeVar
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, PasswordError

from dxbook.errors import DxbookError, Encrypted, NotAWorkbook
from dxbook.workbook.open import archive
from dxbook.workbook.open.archive import damaged

OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
T = TypeVar("T")

_TRIPS = (
    CalamineError, ParseError, ExpatError, struct.error, OSError, EOFError, ValueError, LookupError,
    ArithmeticError, MemoryError,
)

_SAVE_AS = "Excelで開き、「名前を付けて保存」でExcelブック（.xlsx）にしてください。"
_PROTECTED = "パスワードで保護されています。"
_GIVE_WORKBOOK = "Excelブックを指定してください。"
_MAIN_PARTS = {"xlsx": "xl/workbook.xml", "xlsb": "xl/workbook.bin", "ods": "content.xml"}
_ZIP_PARTS = {
    "word/document.xml": "Word文書",
    "ppt/presentation.xml": "PowerPointの資料",
    "content.xml": "表計算以外の文書",
}
_OLE_STREAMS = {"WordDocument": "Word文書", "PowerPoint Document": "PowerPointの資料"}


def identify(name: str, data: bytes, password: str | None) -> tuple[str, bytes, list[zipfile.ZipInfo]]:
    """The kind of workbook, its bytes, decrypted where need be, and the entries of an archive, checked."""
    if data.startswith(ZIP):
        return _of_zip(name, data)
    if not data.startswith(OLE):
        raise NotAWorkbook(*_what_else(name, data))
    streams = _ole(name, data)
    if "EncryptedPackage" in streams:
        return _of_zip(name, _decrypted(name, data, password))
    if "Workbook" not in streams and "Book" not in streams:
        shown = next((text for stream, text in _OLE_STREAMS.items() if stream in streams), "別の種類の文書")
        raise NotAWorkbook(f"「{name}」は{shown}で、Excelブックではありません。", _GIVE_WORKBOOK)
    if zipfile.is_zipfile(io.BytesIO(data)) and _workbook_parts(archive.directory(name, data)):
        raise damaged(name)  # two workbooks in one: calamine might take the one that is not checked
    from dxbook.workbook.open.binary_scan import xls_encrypted

    if xls_encrypted(xls_stream(name, data)):
        data = _decrypted(name, data, password)
    return "xls", data, []


def _of_zip(name: str, data: bytes) -> tuple[str, bytes, list[zipfile.ZipInfo]]:
    entries = archive.directory(name, data)
    names = {entry.filename.lower(): entry for entry in entries}
    kinds = _workbook_parts(entries)
    if len(kinds) > 1:
        raise damaged(name)
    if kinds and kinds != ["ods"]:
        return kinds[0], data, entries
    kind = archive.inflate(name, data, names["mimetype"]) if "mimetype" in names else b""
    if kinds and b"opendocument.spreadsheet" in kind:
        return "ods", data, entries
    shown = next((text for part, text in _ZIP_PARTS.items() if part in names), "zipファイル")
    raise NotAWorkbook(f"「{name}」は{shown}で、Excelブックではありません。", _GIVE_WORKBOOK)


def _workbook_parts(entries: list[zipfile.ZipInfo]) -> list[str]:
    names = {entry.filename.lower() for entry in entries}
    return [kind for kind, part in _MAIN_PARTS.items() if part in names]


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
        return f"「{name}」は古いXML形式の表です。", _SAVE_AS
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")) or b"<html" in head:
        return f"「{name}」の中身はWebページ（HTML）で、Excelブックではありません。", _SAVE_AS
    if b"\x00" not in data[:2000]:
        return f"「{name}」の中身は文字だけ（CSVなど）で、Excelブックではありません。", _SAVE_AS
    return f"「{name}」はExcelブックではありません。", "ファイルを確かめてください。"


def _ole(name: str, data: bytes) -> set[str]:
    """The streams of an OLE file, once its sizes are known to be possible: calamine allocates by them."""
    import olefile  # type: ignore[import-untyped]

    def read() -> set[str]:
        ole = olefile.OleFileIO(io.BytesIO(data))
        counts = [struct.unpack_from("<I", data, at)[0] for at in (40, 44, 64, 72)]  # [MS-CFB] 2.2
        sizes = [entry.size for entry in ole.direntries if entry]
        if max(counts) > len(data) // 512 or max(sizes, default=0) > len(data):
            raise ValueError("larger than the file")
        return {"/".join(path) for path in ole.listdir()}

    return guarded(name, read)


def xls_stream(name: str, data: bytes) -> bytes:
    """The Workbook stream of an .xls."""
    import olefile

    def read() -> bytes:
        ole = olefile.OleFileIO(io.BytesIO(data))
        return bytes(ole.openstream("Workbook" if ole.exists("Workbook") else "Book").read())

    return guarded(name, read)


def _decrypted(name: str, data: bytes, password: str | None) -> bytes:
    if not password:
        raise Encrypted(f"「{name}」は{_PROTECTED}", "パスワードを指定するか、Excelで外してください。")
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


def guarded(name: str, action: Callable[[], T]) -> T:
    """Run a reader; whatever it trips over is a damaged workbook. A panic of calamine is a BaseException."""
    try:
        return action()
    except DxbookError:
        raise
    except PasswordError as error:
        raise Encrypted(f"「{name}」は{_PROTECTED}", "Excelで外してください。") from error
    except _TRIPS as error:
        raise damaged(name) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise damaged(name) from error
        raise


