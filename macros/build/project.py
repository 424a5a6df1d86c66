"""vbaProject.bin in the form MS-OVBA asks of a writer: sources only, no compiled code.

pyOpenVBA (6.5) was looked at. It adds modules, classes and references to a project, with the same bytes each time, but makes
a new one only out of a template of code page 1252: Japanese becomes ???? without a word, and every project has the
template's name and ID. The tests read ours back with it.
"""

from __future__ import annotations

import struct
import uuid

from macros.build.compound import Entry, write
from macros.build.compress import compress
from macros.build.modules import CODE_PAGE, Module, check_all, check_name, encode

VERSION = b"\xcc\x61\xff\xff\x00\x00\x00"
"""_VBA_PROJECT (2.3.4.1): Version FFFF and no PerformanceCache, so Excel compiles the sources."""

REFERENCES = (
    ("stdole", r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"),
    ("Office", r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
               r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library"),
)
"""Found by their GUID, whatever Office is installed. Office declares IRibbonControl."""


def project(name: str, modules: list[Module]) -> bytes:
    """A vbaProject.bin called ``name`` with ``modules``. Raises BuildError."""
    check_all(modules)
    check_name(name)
    streams = [Entry(module.name, compress(module.encoded())) for module in modules]
    storage = [*streams, Entry("_VBA_PROJECT", VERSION), Entry("dir", compress(directory(name, modules)))]
    return write([
        Entry("VBA", children=storage),
        Entry("PROJECT", properties(name, modules)),
        Entry("PROJECTwm", names(modules)),
    ])


def _record(number: int, data: bytes) -> bytes:
    return struct.pack("<HI", number, len(data)) + data


def _long(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<I", value))


def _short(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<H", value))


def _both(number: int, wide: int, text: str) -> bytes:
    """A text in the code page and, under its own number, in UTF-16. Sizes are bytes."""
    return _record(number, encode(text, text)) + _record(wide, text.encode("utf-16-le"))


def directory(name: str, modules: list[Module]) -> bytes:
    """The ``dir`` stream (2.3.4.2) before compression."""
    information = b"".join([
        _long(0x01, 1),  # SYSKIND: 32-bit Windows; Excel of either kind opens it
        _long(0x02, 0x409), _long(0x14, 0x409), _short(0x03, CODE_PAGE),
        _record(0x04, encode(name, name)), _both(0x05, 0x40, ""), _record(0x06, b"") + _record(0x3D, b""),
        _long(0x07, 0), _long(0x08, 0), struct.pack("<HIIH", 0x09, 4, 1, 0), _both(0x0C, 0x3C, ""),
    ])
    references = b"".join(_both(0x16, 0x3E, title) + _registered(libid) for title, libid in REFERENCES)
    head = _short(0x0F, len(modules)) + _short(0x13, 0xFFFF)
    return information + references + head + b"".join(map(_module, modules)) + struct.pack("<HI", 0x10, 0)


def _registered(libid: str) -> bytes:
    data = libid.encode("ascii")
    return _record(0x0D, struct.pack("<I", len(data)) + data + bytes(6))


def _module(module: Module) -> bytes:
    kind = 0x21 if module.kind == "module" else 0x22
    return b"".join([
        _both(0x19, 0x47, module.name), _both(0x1A, 0x32, module.name), _both(0x1C, 0x48, ""),
        _long(0x31, 0),  # the source starts at the stream's first byte
        _long(0x1E, 0), _short(0x2C, 0xFFFF), _record(kind, b""), _record(0x2B, b""),
    ])


def names(modules: list[Module]) -> bytes:
    """The PROJECTwm stream (2.3.3): each name in the code page and in UTF-16."""
    pairs = (module.name.encode("ascii") + b"\0" + module.name.encode("utf-16-le") + b"\0\0" for module in modules)
    return b"".join(pairs) + b"\0\0"


def properties(name: str, modules: list[Module]) -> bytes:
    """The PROJECT stream (2.3.1). Its ID follows from the name: the same sources give the same bytes."""
    identity = "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"dxbook:{name}")).upper() + "}"
    words = {"module": "Module={}", "class": "Class={}", "document": "Document={}/&H00000000"}
    rows = [
        f'ID="{identity}"', *(words[module.kind].format(module.name) for module in modules),
        f'Name="{name}"', 'HelpContextID="0"', 'VersionCompatible32="393222000"',
        f'CMG="{protect(identity, bytes(4))}"',  # nothing is locked
        f'DPB="{protect(identity, bytes(1))}"',  # no password
        f'GC="{protect(identity, bytes([0xFF]))}"',  # the project is visible
        "", "[Host Extender Info]", "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "", "[Workspace]", *(f"{module.name}=0, 0, 0, 0, C" for module in modules), "",
    ]
    return encode("\r\n".join(rows), "PROJECT")


def protect(identity: str, data: bytes, seed: int = 0x5A) -> str:
    """``data`` under Data Encryption (2.4.3.2), as hex digits. It hides nothing; Excel expects the form."""
    key = sum(identity.encode("ascii")) & 0xFF
    plain, last, before = key, seed ^ key, seed ^ 2
    out = [seed, before, last]
    for byte in bytes((seed & 6) // 2) + struct.pack("<I", len(data)) + data:
        coded = byte ^ ((before + plain) & 0xFF)
        out.append(coded)
        plain, last, before = byte, coded, last
    return bytes(out).hex().upper()
