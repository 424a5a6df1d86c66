"""A zip archive in which parts are replaced and every other entry keeps its bytes.

Looked at: zipfile (recompresses whatever it writes), zipfile-zstd and zipremove (the same writer), openpyxl and
ruamel.std.zipfile (write through zipfile). None copies an entry with its header, extra field and descriptor, so
the entries are cut out of the file here. The directory is read, checked and inflated by ``dxbook.workbook.open``.
Layout: PKWARE APPNOTE.TXT 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end), 4.5.3 (zip64 extra).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dxbook.files import writing
from dxbook.workbook.edit.xml import Source
from dxbook.workbook.open import check_xml, damaged, directory, inflate

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_ZIP64 = 0x0001
_FULL = 0xFFFFFFFF
_UTF8_NAME = 0x800
_NEW_DATE = (1 << 5) | 1  # 1980-01-01, so that the same content gives the same bytes


class Archive:
    """The parts of one workbook: read, replaced, added; written with all other entries as they were.

    ``data`` is the whole file, ``name`` is for messages. Part names are compared as OPC does: without regard to
    case. Raises NotAWorkbook for a damaged archive or unsafe names, TooLarge past the limits; KeyError from
    :meth:`read` for a part that is not there.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._data = data
        self._entries = directory(name, data)
        self._known = {_key(entry.filename): entry for entry in self._entries}
        self._put: dict[str, bytes] = {}
        self._inflated: dict[str, bytes] = {}
        self._sources: dict[str, Source] = {}
        self._added: dict[str, str] = {}

    @property
    def names(self) -> list[str]:
        """The names of all parts, in the directory's order; added ones last."""
        return [*(entry.filename for entry in self._entries), *self._added.values()]

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._known or _key(part) in self._added

    def read(self, part: str) -> bytes:
        """The part's present content."""
        key = _key(part)
        return self._put[key] if key in self._put else self._original(key)

    def source(self, part: str) -> Source:
        """The part's present content, to find elements in; parsed once. Raises NotAWorkbook where it is no XML."""
        key = _key(part)
        if key not in self._sources:
            self._sources[key] = Source(self.read(part), self.name)
        return self._sources[key]

    def put(self, part: str, data: bytes) -> None:
        """Replace the part where it stands, or add it at the end. The same content keeps the entry's bytes."""
        key = _key(part)
        self._sources.pop(key, None)
        if key not in self._known:
            self._added.setdefault(key, part)
            self._put[key] = data
        elif data == self._original(key):
            self._put.pop(key, None)
        else:
            self._put[key] = data

    def to_bytes(self) -> bytes:
        """The whole file. Without a change, the very bytes that came in."""
        if not self._put:
            return self._data
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as opened:
                start, comment = opened.start_dir, opened.comment
            return self._assembled(start, comment)
        except (struct.error, zipfile.BadZipFile) as error:
            raise damaged(self.name) from error

    def write(self, output: Path, *, inputs: Iterable[Path] = ()) -> None:
        """Write the file, whole or not at all. Raises OutputFailed, Locked."""
        content = self.to_bytes()
        with writing(output, inputs=inputs) as beside:
            beside.write_bytes(content)

    def _original(self, key: str) -> bytes:
        if key not in self._inflated:
            entry = self._known[key]
            part = inflate(self.name, self._data, entry)
            check_xml(self.name, entry.filename, part)
            self._inflated[key] = part
        return self._inflated[key]

    def _assembled(self, start: int, comment: bytes) -> bytes:
        records = _central_records(self._data, start, len(self._entries))
        fresh = {key: _Fresh.of(part) for key, part in self._put.items()}
        content, placed = self._contents(start, fresh)
        central = []
        for record, entry in zip(records, self._entries, strict=True):
            part = fresh.get(_key(entry.filename))
            record = record if part is None else _renewed(record, part)
            central.append(_moved(record, placed[entry.header_offset]))
        for key, name in self._added.items():
            local, record = _created(name, fresh[key], len(content))
            content += local
            central.append(record)
        listed = b"".join(central)
        end = _END.pack(b"PK\x05\x06", 0, 0, len(central), len(central), len(listed), len(content), len(comment))
        return bytes(content) + listed + end + comment

    def _contents(self, start: int, fresh: dict[str, _Fresh]) -> tuple[bytearray, dict[int, int]]:
        """What stands before the directory (at ``start``), and where each entry went: offset → new offset."""
        order = sorted(self._entries, key=lambda entry: entry.header_offset)
        ends = [entry.header_offset for entry in order[1:]] + [start]
        content = bytearray(self._data[:order[0].header_offset] if order else b"")
        placed = {}
        for entry, end in zip(order, ends, strict=True):
            begin = entry.header_offset
            head = _LOCAL.unpack_from(self._data, begin)
            if begin + _LOCAL.size + head[9] + head[10] + entry.compress_size > end:  # entries lie over each other
                raise damaged(self.name)
            placed[begin] = len(content)
            part = fresh.get(_key(entry.filename))
            raw = self._data[begin:end]
            content += raw if part is None else _replaced(raw, part)
        return content, placed


def _key(part: str) -> str:
    return part.replace("\\", "/").casefold()


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A new content, packed: checksum, packed size and size as both headers hold them."""

    packed: bytes
    sums: tuple[int, int, int]

    @classmethod
    def of(cls, part: bytes) -> _Fresh:
        deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = deflater.compress(part) + deflater.flush()
        return cls(packed, (zlib.crc32(part), len(packed), len(part)))


def _replaced(raw: bytes, part: _Fresh) -> bytes:
    """The local entry ``raw`` with new content: no descriptor after it, its sizes in 32 bits."""
    head = list(_LOCAL.unpack_from(raw))
    name = raw[_LOCAL.size:_LOCAL.size + head[9]]
    extra = _without_zip64(raw[_LOCAL.size + head[9]:_LOCAL.size + head[9] + head[10]])
    head[1:4] = [20, head[2] & _UTF8_NAME, zipfile.ZIP_DEFLATED]
    head[6:9] = part.sums
    head[10] = len(extra)
    return _LOCAL.pack(*head) + name + extra + part.packed


def _renewed(record: bytes, part: _Fresh) -> bytes:
    """The central record with the sizes of the new content; date and attributes stay."""
    head = list(_CENTRAL.unpack_from(record))
    name, extra, comment = _tail(record)
    extra = _without_zip64(extra)
    head[2:5] = [20, head[3] & _UTF8_NAME, zipfile.ZIP_DEFLATED]
    head[7:10] = part.sums
    head[11] = len(extra)
    head[16] = 0  # set by _moved
    return _CENTRAL.pack(*head) + name + extra + comment


def _created(filename: str, part: _Fresh, offset: int) -> tuple[bytes, bytes]:
    """The local entry and the central record of a new part."""
    name = filename.encode("utf-8")
    flags = 0 if name.isascii() else _UTF8_NAME
    common = (20, flags, zipfile.ZIP_DEFLATED, 0, _NEW_DATE, *part.sums, len(name), 0)
    local = _LOCAL.pack(b"PK\x03\x04", *common)
    return local + name + part.packed, _CENTRAL.pack(b"PK\x01\x02", 20, *common, 0, 0, 0, 0, offset) + name


def _central_records(data: bytes, start: int, count: int) -> list[bytes]:
    records = []
    for _ in range(count):
        head = _CENTRAL.unpack_from(data, start)
        size = _CENTRAL.size + head[10] + head[11] + head[12]
        records.append(data[start:start + size])
        start += size
    return records


def _tail(record: bytes) -> tuple[bytes, bytes, bytes]:
    """The name, extra field and comment of a central record."""
    head = _CENTRAL.unpack_from(record)
    name = _CENTRAL.size + head[10]
    return record[_CENTRAL.size:name], record[name:name + head[11]], record[name + head[11]:]


def _extras(extra: bytes) -> list[tuple[int, bytes]]:
    """The blocks of an extra field: id and whole block; padding at the end has id -1."""
    blocks, at = [], 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        blocks.append((kind, extra[at:at + 4 + size]))
        at += 4 + size
    return [*blocks, (-1, extra[at:])]


def _without_zip64(extra: bytes) -> bytes:
    return b"".join(block for kind, block in _extras(extra) if kind != _ZIP64)


def _offset64(record: bytes) -> int:
    """Where in the record its 64-bit offset stands; 0 where the offset has 32 bits."""
    head = _CENTRAL.unpack_from(record)
    if head[16] != _FULL:
        return 0
    at = _CENTRAL.size + head[10]
    for kind, block in _extras(_tail(record)[1]):
        if kind == _ZIP64:
            return int(at + 4 + 8 * ((head[9] == _FULL) + (head[8] == _FULL)))
        at += len(block)
    return 0


def _moved(record: bytes, offset: int) -> bytes:
    """The central record with its entry at ``offset``; nothing else changes."""
    changed = bytearray(record)
    if at := _offset64(record):
        struct.pack_into("<Q", changed, at, offset)
    else:
        struct.pack_into("<L", changed, 42, offset)
    return bytes(changed)
