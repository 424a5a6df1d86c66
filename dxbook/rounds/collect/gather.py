"""Collect what departments returned: receive every file, merge the accepted ones into the plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dxbook.errors import DxbookError, NotFound
from dxbook.plan import Book
from dxbook.rounds.collect.merge import merge
from dxbook.rounds.collect.model import Collected, Watcher
from dxbook.rounds.collect.plan_out import recorded
from dxbook.rounds.collect.pool import NO_WATCHER, receive_all
from dxbook.rounds.collect.receive import asked_of
from dxbook.rounds.collect.slips import slips_of
from dxbook.rounds.collect.verdicts import look_across, note_conflicts
from dxbook.rounds.handout import asked
from dxbook.values import fy_label

Progress = Callable[[int, int, str], None]
_NOT_FILES_OF_PEOPLE = ("~$", ".")
_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


def returned_files(folder: Path) -> list[tuple[Path, str]]:
    """All files in ``folder`` and below, sorted by name; owner files of Excel and hidden ones left out.

    Raises NotFound where there is no such folder or nothing in it.
    """
    if not folder.is_dir():
        raise NotFound(f"フォルダー「{folder}」がありません。", "届いたブックを入れたフォルダーを指定してください。")
    found = []
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        hidden = any(part.startswith(_NOT_FILES_OF_PEOPLE) for part in name.parts)
        if not hidden and path.name.lower() not in _SYSTEM and not path.is_dir():
            found.append((path, name.as_posix()))
    if not found:
        raise NotFound(f"フォルダー「{folder}」にファイルがありません。", "届いたブックを入れてから実行してください。")
    return sorted(found, key=lambda each: each[1])


def collect(
    book: Book, folder: Path, staging: Path, *, fy: int | None, progress: Progress, workers: int = 0,
    password: str | None = None, watcher: Watcher = NO_WATCHER,
) -> tuple[Collected, list[str]]:
    """Receive all files of ``folder`` for the plan ``book`` and merge them; the 差戻し票 go into ``staging``.

    Returns the outcome and the departments that were asked.

    ``fy``: the year that was asked about, default the plan's 対象年度. Raises NotFound for an empty folder,
    DxbookError where the plan does not say the year.
    """
    year = fy or book.plan.review_fy
    if fy and book.years and fy not in book.years:
        raise DxbookError(f"{fy_label(fy)}は計画の期間({fy_label(book.years[0])}～{fy_label(book.years[-1])})の外です。",
                          "集める年度を確かめてください。")
    if not isinstance(year, int):
        raise DxbookError("計画の対象年度が読めません。", "計画シートに対象年度を書くか、--fy で指定してください。")
    files = returned_files(folder)
    collected = Collected(book.path, year)
    due = asked(book, book.profile, year)
    watcher.asked(due)
    collected.files = receive_all(files, asked_of(book, year, password), progress, workers, slips_of(book, files, staging),
                                  watcher)
    collected.absent = look_across(collected.files, due)
    earlier = recorded(book, year, password)
    collected.earlier = set(earlier.departments.intersection(collected.absent))
    collected.merged = merge(book, collected.files, year, earlier.cells)
    note_conflicts(collected.files, collected.merged.conflicts)
    return collected, due
