"""Where the files that are not Python lie: in the wheel inside the package, in a checkout beside it."""

from __future__ import annotations

from pathlib import Path

from dxbook.errors import NotFound

_PACKAGE = Path(__file__).resolve().parent


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
