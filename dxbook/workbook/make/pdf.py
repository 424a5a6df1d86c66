"""Print a workbook to PDF with what is there: Excel (Windows, macOS) or LibreOffice.

The workbook may come from anybody: it is opened by our own reader first (kind, limits), then printed with macros off.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dxbook.errors import DxbookError, Encrypted, Missing, OutputFailed
from dxbook.files import writing
from dxbook.workbook.make import libreoffice
from dxbook.workbook.make.libreoffice import soffice

FORCE_DISABLE = 3
"""Office's msoAutomationSecurityForceDisable: macros of a file that a program opens do not run, and nobody is asked."""


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
    """Print every sheet of ``xlsx_path`` to ``pdf_path``, without running anything in it.

    Raises Missing where neither Excel nor LibreOffice is there, NotAWorkbook, TooLarge, OutputFailed where it cannot be
    printed (a password).
    """
    require()
    old_macros = _has_old_macros(xlsx_path)
    if excel_possible() and not old_macros and _by_excel(xlsx_path, pdf_path):
        return
    program = soffice()
    if program is None and old_macros:
        raise OutputFailed(
            f"「{xlsx_path.name}」には古い形式(Excel 4.0)のマクロがあるため、PDFにしません。",
            "信頼できるブックなら、Excelで開いて「PDFとして保存」してください。",
        )
    if program is None:
        raise Missing("Excelを起動できません。", "できたxlsxをExcelで開いて「PDFとして保存」してください。")
    with writing(pdf_path, inputs=[xlsx_path]) as beside:
        libreoffice.convert(program, xlsx_path, beside)


def _has_old_macros(path: Path) -> bool:
    """Whether it holds Excel 4.0 macros, which FORCE_DISABLE leaves on: Excel would ask, where nobody sees it.

    An .xlsx or .xlsb with such sheets is refused by the reader itself (NotAWorkbook).
    """
    from python_calamine import SheetTypeEnum

    from dxbook.workbook.open import open_workbook

    try:
        sheets = open_workbook(path).workbook.sheets_metadata
    except Encrypted as error:
        raise OutputFailed(f"「{path.name}」はパスワードで保護されているため、PDFにできません。",
                           "Excelで開いてPDFとして保存してください。") from error
    return any(sheet.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.DialogSheet) for sheet in sheets)


def _by_excel(xlsx_path: Path, pdf_path: Path) -> bool:
    """Print by Excel; False where Excel cannot be started."""
    import xlwings

    try:
        app = xlwings.App(visible=False, add_book=False)
    except Exception:  # xlwings raises whatever the system raises where Excel is missing
        return False
    try:
        with writing(pdf_path, inputs=[xlsx_path]) as beside, macros_off(app):
            book = app.books.open(str(xlsx_path.resolve()), read_only=True, update_links=False)
            made = beside.with_suffix(".pdf")
            book.to_pdf(str(made))
            book.close()
            if made != beside:
                os.replace(made, beside)
    except DxbookError:
        raise
    except Exception as error:  # COM errors and xlwings' own
        raise OutputFailed(f"Excelで「{xlsx_path.name}」をPDFにできませんでした（{type(error).__name__}）。",
                           "Excelで開いてPDFとして保存してください。") from error
    finally:
        app.quit()
    return True


@contextlib.contextmanager
def macros_off(app: Any) -> Iterator[None]:
    """Excel with macros off for the files opened within; then as it was, as the Excel may be the user's own.

    Raises what Excel raises, or OutputFailed, where it does not take the setting: then nothing may be opened.
    """
    before = _security(app)
    _set_security(app, _force_disable())
    if _security(app) != _force_disable():
        raise OutputFailed("Excelのマクロを止められないため、ブックを開きませんでした。",
                           "信頼できるブックなら、Excelで開いて「PDFとして保存」してください。")
    try:
        yield
    finally:
        _set_security(app, before)


def _security(app: Any) -> Any:
    """Excel's AutomationSecurity; by appscript on macOS."""
    return app.api.automation_security.get() if sys.platform == "darwin" else app.api.AutomationSecurity


def _set_security(app: Any, value: Any) -> None:
    if sys.platform == "darwin":
        app.api.automation_security.set(value)
    else:
        app.api.AutomationSecurity = value


def _force_disable() -> Any:
    if sys.platform == "darwin":
        from appscript import k

        return k.msoAutomationSecurityForceDisable
    return FORCE_DISABLE
