"""Unpack a zip-based workbook in memory, within stated limits; no XML entity is ever expanded.

Sizes are measured while inflating, not believed from the directory.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from dxbook.errors import NotAWorkbook, TooLarge

MIB = 2**20
MAX_TOTAL = 300 * MIB
"""Bytes of all parts together, unpacked."""
MAX_PART = 200 * MIB
"""Bytes of one part, unpacked."""
MAX_RATIO = 200
"""How many times its packed size a part over RATIO_FROM may unpack to."""
RATIO_FROM = MIB
MAX_ENTRIES = 5000
HEAD = 65_536
"""Bytes at the start of a part within which its root element must stand."""

_DAMAGED = "ファイルが途中で切れているか、壊れています。"
_AGAIN = "もとのファイルを受け取り直すか、Excelで開いて保存し直してください。"
_UNSAFE = "送った人に確かめて、Excelで開いて保存し直したものを使ってください。"
_SMALLER = "要らないシートや画像を消すか、Excelで開いて保存し直してください。"

_DECLARATION = re.compile(rb"<!\s*(?:doctype|entity)", re.IGNORECASE)
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<\?[^>]*+>|<!--.*?-->)*+<[A-Za-z_]", re.DOTALL)
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)")
_STRING_TABLE = re.compile(rb"<(?:[A-Za-z_][\w.-]*+:)?sst[\s/>]")
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


def directory(name: str, data: bytes) -> list[zipfile.ZipInfo]:
    """The entries of the archive ``data``, checked. ``name`` is for messages.

    Raises NotAWorkbook for a damaged archive or unsafe names, TooLarge past the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            agreed = _agreed(data, len(entries), archive.start_dir)
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, struct.error) as error:
        raise damaged(name) from error
    if not agreed:
        raise damaged(name)
    if len(entries) > MAX_ENTRIES:
        count = f"部品が{len(entries):,}個あります（上限は{MAX_ENTRIES:,}個です）。"
        raise TooLarge(f"「{name}」には{count}", _SMALLER)
    seen: set[str] = set()
    for entry in entries:
        _check_name(name, entry, seen)
        _check_size(name, entry)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise _too_large(name, MAX_TOTAL)
    return entries


def unpacked(name: str, data: bytes, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Every part's name and bytes; XML parts are checked. Raises as :func:`directory`."""
    total = 0
    for entry in entries:
        part = inflate(name, data, entry)
        total += len(part)
        if total > MAX_TOTAL:
            raise _too_large(name, MAX_TOTAL)
        check_xml(name, entry.filename, part)
        yield entry.filename, part


def damaged(name: str) -> NotAWorkbook:
    """The error for a workbook that is cut off or broken."""
    return NotAWorkbook(f"「{name}」を読めません。{_DAMAGED}", _AGAIN)


def _too_large(name: str, limit: int) -> TooLarge:
    return TooLarge(f"「{name}」は開くと{limit // MIB}MBを超えます。", _SMALLER)


def _agreed(data: bytes, count: int, start: int) -> bool:
    """Whether the last end record tells of the directory that was found at ``start``, so that every reader

    takes the same one: with a zip64 record, a comment or a second archive they differ.
    """
    end = data.rfind(b"PK\x05\x06")
    disk, first_disk, here, entries, _, offset, comment = struct.unpack_from("<HHHHIIH", data, end + 4)
    return (
        disk in (0, 0xFFFF) and first_disk in (0, 0xFFFF) and here == entries
        and entries in (count, 0xFFFF) and offset in (start, 0xFFFFFFFF) and end + 22 + comment <= len(data)
    )


def _other_name(entry: zipfile.ZipInfo) -> bool:
    """Whether Info-ZIP's extra field 0x7075 names the entry otherwise than the directory does."""
    at, extra = 0, entry.extra
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == 0x7075 and extra[at + 9:at + 4 + size] != entry.orig_filename.encode("utf-8", "replace"):
            return True
        at += 4 + size
    return False


def _check_name(name: str, entry: zipfile.ZipInfo, seen: set[str]) -> None:
    """No way out of the archive, and no two parts of one name (readers differ in which they take)."""
    part = entry.orig_filename  # ``filename`` ends at a NUL
    pieces = part.replace("\\", "/").split("/")
    folded = "/".join(pieces).casefold()
    if ".." in pieces or part.startswith(("/", "\\")) or ":" in pieces[0] or "\x00" in part or (
        entry.extra and _other_name(entry)
    ):
        raise NotAWorkbook(f"「{name}」の中に、安全でない名前の部品があります。", _UNSAFE)
    if folded in seen:
        raise NotAWorkbook(f"「{name}」の中に、同じ名前の部品が2つあります。", _UNSAFE)
    seen.add(folded)


def _check_size(name: str, entry: zipfile.ZipInfo) -> None:
    if entry.file_size > MAX_PART:
        raise _too_large(name, MAX_PART)
    if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        swells = f"（{MAX_RATIO}倍を超えてふくらみます）"
        raise TooLarge(f"「{name}」は圧縮のしかたが普通ではありません{swells}。", _UNSAFE)


def inflate(name: str, data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """One part, at most as long as the directory says. Raises as :func:`directory`."""
    if entry.flag_bits & 0x1:
        raise NotAWorkbook(f"「{name}」は暗号化されたzipファイルです。", "暗号化を解いてから使ってください。")
    head = data[entry.header_offset:entry.header_offset + 30]
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise damaged(name)
    size, extra = struct.unpack_from("<HH", head, 26)
    start = entry.header_offset + 30 + size + extra
    own_name = data[entry.header_offset + 30:entry.header_offset + 30 + size]
    if own_name != entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437", "replace"):
        raise damaged(name)  # a part under another name is a part that is missing
    packed = memoryview(data)[start:start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        part, complete = bytes(packed), True
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        inflater = zlib.decompressobj(-15)
        try:
            part = inflater.decompress(packed, entry.file_size + 1)
        except zlib.error as error:
            raise damaged(name) from error
        complete = inflater.eof
    else:
        raise damaged(name)
    if len(part) > entry.file_size:
        raise TooLarge(f"「{name}」の部品が、書いてある大きさより大きくふくらみます。", _UNSAFE)
    if len(part) < entry.file_size or not complete or zlib.crc32(part) != entry.CRC:
        raise damaged(name)  # calamine stops at the last row and would miss a wrong checksum
    return part


def check_xml(name: str, part: str, data: bytes) -> None:
    """No DTD, hence no entities; UTF-8 alone, so that the checks see what the parser sees."""
    is_xml = part.lower().endswith((".xml", ".rels", ".vml"))
    if is_xml and data.startswith(_WIDE):
        raise NotAWorkbook(f"「{name}」の中の文字コードがExcelのものと違います。", _UNSAFE)
    if not is_xml and data.removeprefix(_BOM).lstrip()[:1] != b"<":
        return
    if not _PROLOG.match(data) and _DECLARATION.search(data):  # past the root element none is well-formed
        raise NotAWorkbook(
            f"「{name}」の中に、Excelが書かない宣言（DOCTYPE）があります。安全のため開きません。", _UNSAFE
        )
    if b"uniqueCount" in data and (tables := len(_STRING_TABLE.findall(data))):
        root, count = _root(data)  # calamine allocates as many strings
        if tables > 1 or not root.endswith("sst") or not 0 <= count <= len(data):
            raise damaged(name)
    declared = _ENCODING.match(data.removeprefix(_BOM)[:200])
    if is_xml and declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise NotAWorkbook(f"「{name}」の中の文字コードがExcelのものと違います。", _UNSAFE)


def _root(data: bytes) -> tuple[str, int]:
    """The root element's name and its uniqueCount (0 where there is none, -1 where it cannot be read)."""
    seen: list[tuple[str, str]] = []
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        seen.append((tag, attributes.get("uniqueCount", "0")))
        parser.StartElementHandler = None

    parser.StartElementHandler = start
    try:
        parser.Parse(data[:HEAD], len(data) <= HEAD)
        return (seen[0][0], int(seen[0][1])) if seen else ("", -1)
    except (expat.ExpatError, ValueError):
        return "", -1
