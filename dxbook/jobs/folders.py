"""What the folders of a round say they hold."""

from __future__ import annotations

from dxbook.plan import Book


def folder_kind(word: str, book: Book, fy: object) -> str:
    """What a folder of outputs holds, for :func:`dxbook.files.folders.filling`: 「配布 122025-2023 令和7年度」."""
    from dxbook.plan import plan_id
    from dxbook.values import fy_label

    return f"{word} {plan_id(book)} {fy_label(fy) if isinstance(fy, int) else ''}".rstrip()
