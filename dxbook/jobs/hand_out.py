"""Hand every department its part of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxbook.errors import DxbookError
from dxbook.jobs.folders import folder_kind
from dxbook.jobs.read_plan import read
from dxbook.jobs.result import Progress, Result, silent

if TYPE_CHECKING:
    from dxbook.rounds.handout import Bundle


def handout(
    path: Path, folder: Path, *, fy: int | None = None, deadline: str = "", contact: str = "",
    departments: Sequence[str] = (), overwrite: bool = False, password: str | None = None,
    progress: Progress = silent,
) -> tuple[Bundle, Result]:
    """Write one workbook for every department, and the register, into ``folder`` (whole or not at all).

    Workbooks of an earlier run in ``folder`` may have been sent: those that would change, or are of another plan
    or year, stop it (OutputFailed), or stay beside the new ones with ``overwrite``. See
    :func:`dxbook.rounds.handout.handout.prepare` for the options. A choice of ``departments`` goes into a new folder: in
    an old one it would take the place of the others' workbooks.
    """
    from dxbook.files import filling
    from dxbook.rounds import handout as handing

    if departments and folder.is_dir() and any(folder.iterdir()):
        raise DxbookError(f"「{folder}」には、もうファイルがあります。",
                          "課を選んで配るときは、新しいフォルダーを指定してください。")
    book, profile = read(path, password)
    bundle = handing.prepare(book, profile, fy=fy, deadline=deadline, contact=contact, departments=departments)
    kind = folder_kind("配布", book, bundle.fy)
    with filling(folder, inputs=[path], overwrite=overwrite, kind=kind, renew=False) as staging:
        made = handing.write(bundle, profile, staging, progress)
    unsaved = [found for found in book.findings if found.code == "F116"]
    return bundle, Result([*unsaved, *bundle.findings], [folder / each.name for each in made])
