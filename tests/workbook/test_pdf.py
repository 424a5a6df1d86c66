"""Printing a workbook that came from somebody else: nothing in it runs, nothing is fetched."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from xlsxwriter import Workbook

from dxbook.errors import NotAWorkbook, OutputFailed
from dxbook.workbook.make import libreoffice as printer
from dxbook.workbook.make import pdf
from macros.build.modules import SHEET_BASE, WORKBOOK_BASE, Module, document, from_text
from macros.build.project import project
from tests.support.excel_app import BY_UI, FakeExcel
from tests.support.formats import repacked
from tests.support.paths import ROOT
from tests.support.tables import write_book

SMALL = "## 施策\n| 施策ID | 施策名 |\n|---|---|\n| 01-01 | 窓口 |"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "返送.xlsx", SMALL)


def trap(path: Path, flag: Path) -> Path:
    """A macro workbook that writes ``flag`` when it is opened."""
    act = f'  n = FreeFile\n  Open "{flag}" For Output As #n\n  Print #n, "ran"\n  Close #n\nEnd Sub\n'
    opening = document("ThisWorkbook", WORKBOOK_BASE)
    modules = [
        Module("ThisWorkbook", f"{opening.source}Private Sub Workbook_Open()\n{act}", "document"),
        document("Sheet1", SHEET_BASE),
        from_text(f'Attribute VB_Name = "Start"\nSub Auto_Open()\n{act}', "Start"),
    ]
    written = Workbook(path)
    written.set_vba_name("ThisWorkbook")
    sheet = written.add_worksheet("施策")
    sheet.set_vba_name("Sheet1")
    sheet.write(0, 0, "窓口")
    written.add_vba_project(BytesIO(project("trap", modules)), True)
    written.close()
    return path


# -- Excel -----------------------------------------------------------------------------------------------------


@pytest.fixture
def excel(monkeypatch: pytest.MonkeyPatch) -> FakeExcel:
    """An Excel to print with, and no LibreOffice."""
    fake = FakeExcel()
    monkeypatch.setitem(sys.modules, "xlwings", SimpleNamespace(App=lambda **options: fake))
    monkeypatch.setattr(pdf, "excel_possible", lambda: True)
    monkeypatch.setattr(pdf, "soffice", lambda: None)
    return fake


def test_macros_are_off_before_excel_opens_the_file(excel: FakeExcel, tmp_path: Path) -> None:
    book = trap(tmp_path / "返送.xlsm", tmp_path / "flag")
    pdf.write(book, tmp_path / "返送.pdf")
    assert excel.calls == [("security", 3), ("open", "返送.xlsm"), ("print", ".pdf"), ("close",), ("security", BY_UI),
                           ("quit",)]
    assert (tmp_path / "返送.pdf").read_bytes().startswith(b"%PDF")


def test_an_excel_that_keeps_its_macros_on_opens_nothing(
    book: Path, tmp_path: Path, excel: FakeExcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    stubborn = FakeExcel(refuses=True)
    monkeypatch.setitem(sys.modules, "xlwings", SimpleNamespace(App=lambda **options: stubborn))
    with pytest.raises(OutputFailed, match="マクロを止められない"):
        pdf.write(book, tmp_path / "返送.pdf")
    assert [call[0] for call in stubborn.calls] == ["security", "quit"]


def test_the_users_setting_comes_back_where_printing_fails(
    book: Path, tmp_path: Path, excel: FakeExcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = FakeExcel(security=1, fails=True)
    monkeypatch.setitem(sys.modules, "xlwings", SimpleNamespace(App=lambda **options: broken))
    with pytest.raises(OutputFailed, match="PDFとして保存してください"):
        pdf.write(book, tmp_path / "返送.pdf")
    assert broken.api.AutomationSecurity == 1
    assert broken.calls[-1] == ("quit",)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["返送.xlsx"]


def linked_as_macro_sheet(parts: dict[str, bytes]) -> dict[str, bytes]:
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet",
                                      b"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", 1)
    return parts


def test_old_macros_which_excel_would_not_switch_off_never_reach_it(book: Path, tmp_path: Path, excel: FakeExcel) -> None:
    old = repacked(book, tmp_path / "古い.xlsx", linked_as_macro_sheet)
    with pytest.raises(NotAWorkbook):
        pdf.write(old, tmp_path / "古い.pdf")
    assert excel.calls == []


def test_old_macros_in_an_xls_never_reach_excel(
    book: Path, tmp_path: Path, excel: FakeExcel, soffice: Callable[[Path, str], Path]
) -> None:
    source = soffice(book, "xls")
    name = b"\x02\x01" + "施策".encode("utf-16-le")  # BOUNDSHEET8 ([MS-XLS] 2.4.28): its kind stands before its name
    before = source.read_bytes()
    assert before.count(b"\x00" + name) == 1
    source.write_bytes(before.replace(b"\x00" + name, b"\x01" + name))
    with pytest.raises(OutputFailed, match=r"Excel 4\.0"):
        pdf.write(source, tmp_path / "古い.pdf")
    assert excel.calls == []


def test_what_is_no_workbook_reaches_no_office_program(tmp_path: Path, excel: FakeExcel) -> None:
    page = tmp_path / "返送.xlsx"
    page.write_text("<html><table></table></html>", encoding="utf-8")
    with pytest.raises(NotAWorkbook, match="Webページ"):
        pdf.write(page, tmp_path / "返送.pdf")
    assert excel.calls == []


def test_excel_is_given_a_file_to_open_in_one_place_alone() -> None:
    """Whoever adds another sets the macros off there too, and names it here."""
    asked = ("books.open(", "Workbooks.Open(", "xw.Book(", "xlwings.Book(")
    places = {path.relative_to(ROOT).as_posix() for folder in ("dxbook", "gui") for path in (ROOT / folder).rglob("*.py")
              if any(words in path.read_text(encoding="utf-8") for words in asked)}
    assert places == {"dxbook/workbook/make/pdf.py"}


# -- LibreOffice -----------------------------------------------------------------------------------------------


@pytest.fixture
def server() -> Iterator[tuple[int, list[str]]]:
    """A web server on this machine: its port, and what it was asked for."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_OPTIONS = do_HEAD = do_PROPFIND = do_GET

        def log_message(self, *words: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running.server_port, asked
    running.shutdown()
    running.server_close()


def linked(path: Path, port: int) -> Path:
    """A workbook whose picture lies on the server, and a cell that asks it."""
    picture = (ROOT / "docs" / "img" / "check-sheet.png").read_bytes()
    written = Workbook(path)
    sheet = written.add_worksheet("施策")
    sheet.write_formula(0, 0, f'=_xlfn.WEBSERVICE("http://127.0.0.1:{port}/cell")', None, "")
    sheet.insert_image("C3", "a.png", {"image_data": BytesIO(picture), "x_scale": 0.1, "y_scale": 0.1})
    written.close()

    def outside(parts: dict[str, bytes]) -> dict[str, bytes]:
        rels, drawing = "xl/drawings/_rels/drawing1.xml.rels", "xl/drawings/drawing1.xml"
        parts[rels] = parts[rels].replace(
            b'Target="../media/image1.png"', b'Target="http://127.0.0.1:%d/picture.png" TargetMode="External"' % port)
        parts[drawing] = parts[drawing].replace(b"r:embed=", b"r:link=")
        return parts

    return repacked(path, path.with_name(f"外_{path.name}"), outside)


def in_ods(program: str, source: Path) -> Path:
    """The same as .ods, whose links LibreOffice takes for its user's own. It asks the server, as it does when left alone."""
    words = [program, f"-env:UserInstallation={(source.parent / 'own').as_uri()}", "--headless", "--convert-to", "ods",
             "--outdir", str(source.parent), str(source)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return source.with_suffix(".ods")


def test_libreoffice_asks_nobody_for_what_a_workbook_links_to(
    tmp_path: Path, server: tuple[int, list[str]], libreoffice: str
) -> None:
    port, asked = server
    book = linked(tmp_path / "返送.xlsx", port)
    other = in_ods(libreoffice, book)
    assert "/picture.png" in asked  # left to itself it does
    for each in (book, other):
        asked.clear()
        printer.convert(libreoffice, each, tmp_path / "返送.pdf")
        assert asked == []
        assert (tmp_path / "返送.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(os.name != "posix", reason="SKIPPED: LibreOffice's processes are ended by their group")
def test_libreoffice_runs_no_macro_of_the_workbook(tmp_path: Path, libreoffice: str) -> None:
    flag = tmp_path / "flag"
    book = trap(tmp_path / "返送.xlsm", flag)
    assert runs_when_opened(libreoffice, book, careless_profile(tmp_path / "careless"), flag), "the trap is no trap"
    flag.unlink()
    printer.convert(libreoffice, book, tmp_path / "返送.pdf")
    assert not flag.exists()
    assert (tmp_path / "返送.pdf").read_bytes().startswith(b"%PDF")


def careless_profile(folder: Path) -> Path:
    """A profile of somebody who lets every macro run."""
    settings = printer.guarded_profile(folder) / "user" / "registrymodifications.xcu"
    settings.write_text(re.sub(r'(?s)(<oor:items[^>]*>).*(</oor:items>)', r"""\1
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
        <value>0</value></prop></item>\2""", settings.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def runs_when_opened(program: str, book: Path, profile: Path, flag: Path) -> bool:
    """Whether ``flag`` is written after ``book`` is opened in a window nobody sees."""
    with subprocess.Popen(
        [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", str(book)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    ) as job:
        end = time.monotonic() + 120
        while time.monotonic() < end and not flag.exists() and job.poll() is None:
            time.sleep(0.2)
        os.killpg(job.pid, signal.SIGKILL)
    return flag.exists()
