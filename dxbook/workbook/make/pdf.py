"""Print a workbook to PDF with what is there: Excel (Windows, macOS) or LibreOffice."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from dxbook.errors import Missing, OutputFailed
from dxbook.files import writing

TIMEOUT = 180
"""Seconds after which LibreOffice is stopped: a check sheet of 200 measures takes about 30."""

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def soffice() -> str | None:
    """LibreOffice's program, or None."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def excel_possible() -> bool:
    """Whether Excel may be driven here; off Windows, whether it is installed shows only when it is started."""
    if sys.platform not in ("win32", "darwin") or importlib.util.find_spec("xlwings") is None:
        return False
    return _registered() if sys.platform == "win32" else True


def _registered() -> bool:
    """Whether Windows knows an Excel that other programs can start."""
    if sys.platform != "win32":  # for the type checker
        return False
    import winreg

    try:
        winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, r"Excel.Application\CLSID").Close()
    except OSError:
        return False
    return True


def available() -> bool:
    """Whether a PDF can probably be made on this machine."""
    return soffice() is not None or excel_possible()


def require() -> None:
    """Raise Missing where neither Excel nor LibreOffice is there."""
    if not available():
        raise Missing(
            "PDFを作るためのExcelもLibreOfficeも見つかりません。",
            "PDFなしで作り、できたxlsxをExcelで開いて「PDFとして保存」してください。",
        )


def write(xlsx_path: Path, pdf_path: Path) -> None:
    """Print every sheet of ``xlsx_path`` to ``pdf_path``.

    Raises Missing where neither Excel nor LibreOffice is there, OutputFailed where printing fails.
    """
    if excel_possible() and _by_excel(xlsx_path, pdf_path):
        return
    require()
    program = soffice()
    if program is None:
        raise Missing("Excelを起動できません。", "できたxlsxをExcelで開いて「PDFとして保存」してください。")
    _by_libreoffice(program, xlsx_path, pdf_path)


def _by_excel(xlsx_path: Path, pdf_path: Path) -> bool:
    """Print by Excel; False where Excel cannot be started."""
    import xlwings

    try:
        app = xlwings.App(visible=False, add_book=False)
    except Exception:  # xlwings raises whatever the system raises where Excel is missing
        return False
    try:
        with writing(pdf_path, inputs=[xlsx_path]) as beside:
            book = app.books.open(str(xlsx_path.resolve()), read_only=True, update_links=False)
            made = beside.with_suffix(".pdf")
            book.to_pdf(str(made))
            book.close()
            if made != beside:
                os.replace(made, beside)
    finally:
        app.quit()
    return True


def _by_libreoffice(program: str, xlsx_path: Path, pdf_path: Path) -> None:
    """Print by LibreOffice with a profile of its own: an open office window does not disturb it."""
    with tempfile.TemporaryDirectory(prefix="dxbook-") as folder:
        work = Path(folder)
        copy = work / "sheet.xlsx"  # plain names: the path may hold anything
        shutil.copyfile(xlsx_path, copy)
        command = [
            program, f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", "pdf", "--outdir", str(work), str(copy),
        ]
        _run(command, {**os.environ, **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(work))})  # it leaves a folder lu….tmp
        printed = work / "sheet.pdf"
        if not printed.is_file():
            raise OutputFailed(
                f"「{xlsx_path.name}」をPDFにできませんでした。", "Excelで開いてPDFとして保存してください。")
        with writing(pdf_path, inputs=[xlsx_path]) as beside:
            shutil.copyfile(printed, beside)


def _run(command: list[str], environment: dict[str, str]) -> None:
    """Run to the end or to TIMEOUT; soffice starts a child that must end with it."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=os.name == "posix",
    )
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired as error:
        raise OutputFailed(
            "LibreOfficeが応答しません。", "もう一度試すか、ExcelでPDFとして保存してください。") from error
    finally:
        if process.poll() is None:  # too slow, or interrupted: it would go on writing into the folder
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
