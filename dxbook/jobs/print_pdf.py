"""Print a workbook."""

from __future__ import annotations

from pathlib import Path

from dxbook.errors import NotFound
from dxbook.files import refuse
from dxbook.jobs.result import Result


def pdf(path: Path, output: Path) -> Result:
    """Print every sheet of a workbook to a PDF, with Excel or else LibreOffice, whole or not at all; its macros do not run.

    Raises NotFound, NotAWorkbook, TooLarge, Missing without either program, OutputFailed where it cannot be printed
    (an encrypted one).
    """
    from dxbook.workbook.make import pdf as printer

    if not path.is_file():
        raise NotFound(f"「{path.name}」がありません。", "ファイルの名前と場所を確かめてください。")
    refuse(output, [path], suffixes=[".pdf"])
    printer.write(path, output)
    return Result([], [output])
