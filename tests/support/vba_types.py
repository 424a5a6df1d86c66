"""What the macros declare of Windows: types and procedures, parsed, and laid out as VBA lays them out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.support.paths import ROOT

MODULES = ROOT / "macros" / "modules"
SIZES = {"Integer": 2, "Long": 4, "LongLong": 8, "Byte": 1}
"""Bytes of VBA's numbers; LongPtr is a Long or a LongLong, as Office is of 32 or 64 bits."""


@dataclass(frozen=True)
class Layout:
    """A type's size and its fields: name, VBA's kind, offset in bytes."""

    size: int
    fields: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Procedure:
    """A Declare: ``arguments`` and ``result`` are P (as wide as an address), D (32 bits), in their order."""

    library: str
    arguments: str
    result: str


def source(module: str) -> str:
    text = (MODULES / f"{module}.bas").read_text(encoding="utf-8")
    return re.sub(r" _\n\s*", " ", text)


def layouts(module: str, pointer: int) -> dict[str, Layout]:
    """The types of a module where an address has ``pointer`` bytes: each field stands at a multiple of its own size."""
    found = {}
    for name, body in re.findall(r"(?ms)^Private Type (\w+)\n(.*?)^End Type", source(module)):
        at, widest, fields = 0, 1, []
        for field, kind in re.findall(r"(?m)^\s+(\w+) As (\w+)$", body):
            size = pointer if kind == "LongPtr" else SIZES[kind]
            at += -at % size
            fields.append((field, kind, at))
            at, widest = at + size, max(widest, size)
        found[name] = Layout(at + -at % widest, tuple(fields))
    return found


def procedures(module: str) -> dict[str, Procedure]:
    """The Declares of a module. What goes ByRef, and a String, goes as an address."""
    pattern = r'(?m)^Private Declare PtrSafe Function (\w+) Lib "(\S+?)" \((.*?)\) As (\w+)$'
    kinds = {"Long": "D", "LongPtr": "P"}
    found = {}
    for name, library, arguments, result in re.findall(pattern, source(module)):
        parts = [part.strip().removeprefix("Optional ") for part in arguments.split(",")]
        passed = "".join(
            kinds.get(part.split(" As ")[1].split(" ")[0], "P") if part.startswith("ByVal ") else "P" for part in parts)
        found[name] = Procedure(library, passed, kinds[result])
    return found


def constant(module: str, name: str) -> int:
    """A number that a module declares."""
    (text,) = re.findall(rf"(?m)^Private Const {name} As Long = (\S+)", source(module))
    return int(text[2:], 16) if text.startswith("&H") else int(text)


def explained() -> set[int]:
    """The numbers of failed starts for which there is a sentence of their own."""
    body = source("DxProcess").partition("Private Function Explained")[2]
    return {int(number) for line in re.findall(r"(?m)^\s+Case ([\d, ]+):", body) for number in line.split(",")}
