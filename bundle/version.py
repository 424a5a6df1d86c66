"""The version that Windows shows in a program's properties."""

from __future__ import annotations

from typing import Any

from dxbook import __version__

WORDS = {"dxbook": "dxbook（コマンド）", "dxbook-launcher": "dxbook"}


def resource(name: str) -> Any:
    """PyInstaller's version resource of ``name``.exe, in Japanese (0411, Unicode)."""
    from PyInstaller.utils.win32 import versioninfo as info

    numbers = tuple(int(each) for each in [*__version__.split("."), "0", "0", "0"][:4])
    texts = {
        "CompanyName": "dxbook authors", "FileDescription": WORDS[name], "FileVersion": __version__, "InternalName": name,
        "LegalCopyright": "MIT License", "OriginalFilename": f"{name}.exe", "ProductName": "dxbook",
        "ProductVersion": __version__,
    }
    table = info.StringTable("041104B0", [info.StringStruct(key, text) for key, text in texts.items()])
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers, mask=0x3F, flags=0, OS=0x40004, fileType=1),
        kids=[info.StringFileInfo([table]), info.VarFileInfo([info.VarStruct("Translation", [0x0411, 0x04B0])])],
    )
