"""Compression of MS-OVBA 2.4.1: chunks of 4096 bytes, each a run of literals and copies."""

from __future__ import annotations

from macros.build import BuildError

CHUNK = 4096
_SIGNATURE = 0b011 << 12
_COMPRESSED = 1 << 15


def compress(data: bytes) -> bytes:
    """``data`` as a CompressedContainer (2.4.1.3.6)."""
    chunks = (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
    return b"\x01" + b"".join(map(_chunk, chunks))


def _chunk(data: bytes) -> bytes:
    packed = bytearray()
    at = 0
    while at < len(data):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            if at == len(data):
                break
            length, back = _longest(data, at)
            if length:
                flags |= 1 << bit
                tokens += _copy(at, length, back)
                at += length
            else:
                tokens.append(data[at])
                at += 1
        packed.append(flags)
        packed += tokens
    if len(packed) >= CHUNK:
        return _raw(data)
    return (_COMPRESSED | _SIGNATURE | (len(packed) + 2 - 3)).to_bytes(2, "little") + bytes(packed)


def _raw(data: bytes) -> bytes:
    """A chunk that does not shrink: stored with its full size (2.4.1.3.10). Text is never in this form."""
    if len(data) < CHUNK:
        raise BuildError("the last 4096 bytes of a stream do not shrink, and MS-OVBA has no form for them")
    return (_SIGNATURE | (CHUNK + 2 - 3)).to_bytes(2, "little") + data


def _length_bits(at: int) -> int:
    """Bits of a copy token's length at this place of the chunk (2.4.1.3.19.1)."""
    return 16 - max(4, (at - 1).bit_length())


def _longest(data: bytes, at: int) -> tuple[int, int]:
    """The longest earlier run that repeats at ``at``: (length, distance back), (0, 0) below three bytes."""
    if at == 0:
        return 0, 0
    limit = min(len(data) - at, (1 << _length_bits(at)) + 2)
    best, where, start = 0, 0, 0
    for length in range(3, limit + 1):
        start = data.find(data[at : at + length], start, at + length - 1)
        if start < 0:
            break
        best, where = length, start
    return best, at - where if best else 0


def _copy(at: int, length: int, back: int) -> bytes:
    return ((back - 1) << _length_bits(at) | (length - 3)).to_bytes(2, "little")
