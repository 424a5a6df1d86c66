"""A compound file of version 3 (MS-CFB): 512-byte sectors, small streams in a mini stream.

A module of a few hundred lines at most is kept here: no DIFAT sectors are written, which is enough for
109 sectors of FAT (7 MB).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from macros.build import BuildError

SECTOR, MINI, CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_IN_HEADER = 109


@dataclass
class Entry:
    """A stream (``data``) or a storage (``children``)."""

    name: str
    data: bytes = b""
    children: list[Entry] | None = None
    kind: int = field(default=_STREAM, init=False)
    colour: int = field(default=_BLACK, init=False)
    left: int = field(default=_FREE, init=False)
    right: int = field(default=_FREE, init=False)
    child: int = field(default=_FREE, init=False)
    start: int = field(default=_END, init=False)


def write(children: list[Entry]) -> bytes:
    """The bytes of a compound file whose root holds ``children``."""
    root = Entry("Root Entry", children=children)
    entries = _numbered(root)
    mini, mini_fat = _mini_stream(entries)
    root.data = mini
    sectors: list[bytes] = []
    chain: list[int] = []
    for entry in entries:
        if entry.kind == _STREAM and len(entry.data) >= CUTOFF:
            entry.start = _append(sectors, chain, entry.data)
    root.start = _append(sectors, chain, mini)
    mini_fat_start = _append(sectors, chain, struct.pack(f"<{len(mini_fat)}I", *mini_fat), b"\xff")
    mini_fat_sectors = _count(4 * len(mini_fat))
    directory_start = _append(sectors, chain, _directory(entries))
    fat_sectors = _add_fat(sectors, chain)
    header = _header(fat_sectors, directory_start, mini_fat_start, mini_fat_sectors)
    return header + b"".join(sectors)


def _count(size: int, unit: int = SECTOR) -> int:
    return -(-size // unit)


def _numbered(root: Entry) -> list[Entry]:
    """All entries in directory order, each storage's children hung up as a search tree."""
    entries = [root]
    root.kind = _ROOT
    queue = [root]
    for storage in queue:
        own = sorted(storage.children or (), key=lambda entry: (len(entry.name), entry.name.upper()))
        for child in own:
            child.kind = _STREAM if child.children is None else _STORAGE
            if child.kind == _STORAGE:
                queue.append(child)
        first = len(entries)
        entries += own
        depth = (len(own) + 1).bit_length() - 1  # levels that are full: below them nodes are red
        storage.child = _tree(own, first, 0, len(own), depth)
    return entries


def _tree(own: list[Entry], first: int, low: int, high: int, depth: int) -> int:
    """A balanced red-black tree of ``own[low:high]``; the number of its root entry."""
    if low >= high:
        return _FREE
    middle = (low + high) // 2
    node = own[middle]
    node.colour = _BLACK if depth > 0 else _RED
    node.left = _tree(own, first, low, middle, depth - 1)
    node.right = _tree(own, first, middle + 1, high, depth - 1)
    return first + middle


def _mini_stream(entries: list[Entry]) -> tuple[bytes, list[int]]:
    """Streams under 4096 bytes one after another, and the chain of their 64-byte sectors."""
    stream, chain = bytearray(), list[int]()
    for entry in entries:
        if entry.kind == _STREAM and 0 < len(entry.data) < CUTOFF:
            entry.start = len(chain)
            chain += _links(len(chain), _count(len(entry.data), MINI))
            stream += entry.data.ljust(MINI * _count(len(entry.data), MINI), b"\0")
    return bytes(stream), chain


def _links(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), _END]


def _append(sectors: list[bytes], chain: list[int], data: bytes, fill: bytes = b"\0") -> int:
    """Put ``data`` into new sectors; the number of the first."""
    if not data:
        return _END
    start, count = len(sectors), _count(len(data))
    padded = data.ljust(count * SECTOR, fill)
    sectors += [padded[at : at + SECTOR] for at in range(0, len(padded), SECTOR)]
    chain += _links(start, count)
    return start


def _add_fat(sectors: list[bytes], chain: list[int]) -> list[int]:
    """Append the FAT, which also lists its own sectors."""
    count = 0
    while count < _count(4 * (len(chain) + count)):
        count += 1
    if count > _IN_HEADER:
        raise BuildError("the VBA project is over 7 MB")
    own = list(range(len(sectors), len(sectors) + count))
    table = [*chain, *[_FAT] * count]
    packed = struct.pack(f"<{len(table)}I", *table).ljust(count * SECTOR, b"\xff")
    sectors += [packed[at : at + SECTOR] for at in range(0, len(packed), SECTOR)]
    return own


def _directory(entries: list[Entry]) -> bytes:
    packed = b"".join(map(_directory_entry, entries))
    unused = struct.pack("<64sHBBIII16sI8s8sIQ", b"", 0, 0, 0, _FREE, _FREE, _FREE, b"", 0, b"", b"", 0, 0)
    return packed + unused * (-len(entries) % (SECTOR // 128))


def _directory_entry(entry: Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    if len(name) > 64:
        raise BuildError(f"{entry.name}: the name is longer than 31 characters")
    start = 0 if entry.kind == _STORAGE else entry.start
    return struct.pack("<64sHBBIII16sI8s8sIQ", name, len(name), entry.kind, entry.colour, entry.left, entry.right,
                       entry.child, b"", 0, b"", b"", start, len(entry.data))


def _header(fat: list[int], directory: int, mini_fat: int, mini_fat_sectors: int) -> bytes:
    difat = fat + [_FREE] * (_IN_HEADER - len(fat))
    return struct.pack(
        "<8s16sHHHHH6s9I109I", bytes.fromhex("D0CF11E0A1B11AE1"), b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, len(fat), directory, 0, CUTOFF, mini_fat, mini_fat_sectors, _END, 0, *difat)
