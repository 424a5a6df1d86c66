"""Open a workbook in Excel at a cell: what a finding's row in the launcher does, and ``dxbook goto``."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from time import monotonic, sleep

from dxbook.apps.excel import running as excel
from dxbook.apps.excel.running import OpenBook
from dxbook.errors import DxbookError, Missing, NotFound


@dataclass(frozen=True, slots=True)
class ShownAt:
    """``at``: Excel shows the cell that was asked for. ``told`` says what happened, for the user."""

    at: bool
    told: str


def show(path: Path, sheet: str = "", cell: str = "", *, seconds: float = 20.0) -> ShownAt:
    """Open a workbook in Excel, where it is not open yet, and go to a cell (A1 where only the sheet is named).

    Where Excel cannot be asked (another system, no xlwings, Protected View, after ``seconds``), the file is open in
    the system's program, and the answer says where to look. Raises NotFound without a file, Missing without a program.
    """
    if not path.is_file():
        raise NotFound(f"「{path}」がありません。", "ファイルの名前と場所を確かめてください。")
    book = excel.find(path)
    if book is None:
        start(path)
        book = _waited(path, seconds if excel.can_be_asked() else 0)
    place = f"「{sheet}」シートの {cell or 'A1'}" if sheet else ""
    if book is not None:
        with suppress(DxbookError):
            if sheet:
                book.go_to(sheet, cell or "A1")
            book.to_front()
            return ShownAt(bool(sheet), f"「{path.name}」{f'の{place} を表示しました。' if sheet else 'をExcelで開きました。'}")
    where = f"{place} をご覧ください(自動では移れませんでした)。" if sheet else ""
    return ShownAt(False, f"「{path.name}」を開きました。{where}")


def _waited(path: Path, seconds: float) -> OpenBook | None:
    end = monotonic() + seconds
    while monotonic() < end:
        if book := excel.find(path):
            return book
        sleep(0.3)
    return None


def start(path: Path) -> None:
    """Open a file as a double click does: Excel comes with its add-ins, and a file from the net in Protected View.

    Raises Missing where the system knows no program for it.
    """
    try:
        _double_click(path)
    except (OSError, subprocess.SubprocessError) as error:
        if not _office(path):
            raise Missing(f"「{path.name}」を開くプログラムが見つかりません。",
                          f"Excelで開いてください: {path.resolve()}") from error


def start_text(path: Path) -> None:
    """Open a text file as a double click does; Windows knows no program for many, but has Notepad.

    Raises Missing where the system knows no program for it.
    """
    try:
        try:
            _double_click(path)
        except OSError:
            if sys.platform != "win32":
                raise
            subprocess.Popen(["notepad.exe", str(path)])
    except (OSError, subprocess.SubprocessError) as error:
        raise Missing(f"「{path.name}」を開くプログラムが見つかりません。",
                      f"文字を編集するプログラムで開いてください: {path.resolve()}") from error


def _double_click(path: Path) -> None:
    if sys.platform == "win32":
        os.startfile(path)
    else:
        program = "open" if sys.platform == "darwin" else "xdg-open"
        quiet = subprocess.DEVNULL
        subprocess.run([program, str(path)], stdin=quiet, stdout=quiet, stderr=quiet, check=True, timeout=60)


def _office(path: Path) -> bool:
    """Start LibreOffice where the system itself knows no program (a Linux without xdg-open); whether it is there."""
    program = "" if sys.platform == "win32" else which("soffice") or which("libreoffice")
    if not program:
        return False
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen([program, "--calc", str(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return False
    return True
