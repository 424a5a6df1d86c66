"""VBA sources: UTF-8 text in the repository, one code page and fixed attributes in the project."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from macros.build import BuildError

CODE_PAGE = 932
ENCODING = "cp932"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
_VB_NAME = re.compile(r'^Attribute VB_Name = "([^"\n]*)"$', re.MULTILINE)
_CLASS_HEAD = re.compile(r"\AVERSION 1\.0 CLASS\nBEGIN\n.*?\nEND\n", re.DOTALL)

WORKBOOK_BASE = "0{00020819-0000-0000-C000-000000000046}"
SHEET_BASE = "0{00020820-0000-0000-C000-000000000046}"
CLASS_BASE = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"


@dataclass(frozen=True)
class Module:
    """``source`` has LF line ends; ``kind`` is "module", "class" or "document"."""

    name: str
    source: str
    kind: str = "module"

    def encoded(self) -> bytes:
        """The source as it stands in the project: CRLF, code page 932."""
        return encode(self.source.replace("\n", "\r\n"), self.name)


def encode(text: str, where: str) -> bytes:
    """Code page 932, refusing what would come back as another character (〜 U+301C) or not at all."""
    for number, line in enumerate(text.split("\n"), 1):
        for char in line:
            try:
                same = char.encode(ENCODING).decode(ENCODING) == char
            except UnicodeEncodeError:
                same = False
            if not same:
                raise BuildError(f"{where}, line {number}: {char!r} (U+{ord(char):04X}) is not in code page 932; "
                                 f"write ChrW(&H{ord(char):X})")
    return text.encode(ENCODING)


def check_name(name: str) -> str:
    """``name``, if VBA takes it for a module's name."""
    if not _NAME.fullmatch(name):
        raise BuildError(f"{name!r} is no name for a VBA module: a letter, then letters, digits and _, at most 31")
    return name


def from_text(text: str, where: str, kind: str = "module") -> Module:
    """A module from an exported source (.bas, .cls). ``where`` is named in errors."""
    text = _CLASS_HEAD.sub("", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    names = _VB_NAME.findall(text)
    if len(names) != 1:
        raise BuildError(f'{where}: there must be one line  Attribute VB_Name = "…", there are {len(names)}')
    if "\r" in text:
        raise BuildError(f"{where}: a carriage return stands inside a line")
    if kind == "class" and "Attribute VB_Base" not in text:
        line = f'Attribute VB_Name = "{names[0]}"\n'
        text = text.replace(line, f'{line}Attribute VB_Base = "{CLASS_BASE}"\n')
    module = Module(check_name(names[0]), text if text.endswith("\n") else text + "\n", kind)
    module.encoded()
    return module


def from_file(path: Path) -> Module:
    """A module from its file, which must bear the module's name."""
    module = from_text(path.read_text(encoding="utf-8"), path.name, "class" if path.suffix == ".cls" else "module")
    if module.name != path.stem:
        raise BuildError(f'{path.name}: Attribute VB_Name says "{module.name}"')
    return module


def document(name: str, base: str) -> Module:
    """The empty module of the workbook or of a sheet."""
    flags = {"GlobalNameSpace": False, "Creatable": False, "PredeclaredId": True, "Exposed": True,
             "TemplateDerived": False, "Customizable": True}
    lines = [f'Attribute VB_Name = "{check_name(name)}"', f'Attribute VB_Base = "{base}"',
             *(f"Attribute VB_{key} = {value}" for key, value in flags.items())]
    return Module(name, "\n".join(lines) + "\n", "document")


def check_all(modules: list[Module]) -> None:
    """Names must differ, and not by case alone."""
    seen: set[str] = set()
    for module in modules:
        if module.name.casefold() in seen:
            raise BuildError(f"two modules are called {module.name}")
        seen.add(module.name.casefold())
