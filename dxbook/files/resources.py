"""What came along with this dxbook: its files that are not Python (in the wheel inside the package, in a checkout
beside it), and how to get what did not come."""

from __future__ import annotations

import sys
from pathlib import Path

from dxbook.errors import NotFound

_PACKAGE = Path(__file__).resolve().parents[1]
_CARRIED = {"excel", "gui"}
"""The extras whose libraries are in the packaged program."""


def template_folders() -> tuple[Path, ...]:
    """The folders searched for workbooks, in order: the installed package's, then the checkout's."""
    return _PACKAGE / "_templates", _PACKAGE.parent / "templates" / "xlsx"


def template(name: str) -> Path:
    """The path of a workbook under templates/xlsx. Raises NotFound."""
    for folder in template_folders():
        if (path := folder / name).is_file():
            return path
    raise NotFound(f"ひな形「{name}」が見つかりません。", "dxbookを入れ直してください。")


def template_names(prefix: str) -> list[str]:
    """The names of the workbooks that begin with ``prefix``, without it and the suffix."""
    found = (path for folder in template_folders() for path in folder.glob(f"{prefix}*.xlsx"))
    return sorted({path.stem.removeprefix(prefix) for path in found})


def frozen() -> bool:
    """Whether this is the packaged program, which nothing can be installed into."""
    return bool(getattr(sys, "frozen", False))


def getting(extra: str) -> str:
    """What a person can do where the libraries of an extra of pyproject.toml are missing: it depends on how dxbook came.

    Never by the bare name of dxbook: under it a package index may hold somebody else's program.
    """
    if frozen():
        return ("配られたzipを、もう一度すべて展開してください。" if extra in _CARRIED else
                "配られたdxbook一式には入っていません。Pythonで動かすdxbookで行ってください。システムの担当課に相談してください。")
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        return f"dxbookのソースのフォルダーで「pip install \".[{extra}]\"」を行ってください。"
    return f"dxbookを入れたときに使った.whlかソースのフォルダーで、「pip install \"その場所[{extra}]\"」を行ってください。"
