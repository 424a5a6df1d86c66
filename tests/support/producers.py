"""The same small workbook as different programs write it, to prove what an edit leaves alone.

Every one has the sheets 施策 and 別. 施策 holds, beside what each producer adds:

    A1 施策ID  B1 施策名      C1 予算  D1 計
    A2 01-01  B2 Ｗｉ－Ｆｉ  C2 100   D2 =C2*2
    A3 01-02  B3 Ｗｉ－Ｆｉ  C3 250   D3 =C3*2

and 別!A1 shows Ｗｉ－Ｆｉ too, so a shared string has three cells.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.excel_made import PNG, WIFI

ROWS: list[list[str | int]] = [
    ["施策ID", "施策名", "予算", "計"], ["01-01", WIFI, 100, "=C2*2"], ["01-02", WIFI, 250, "=C3*2"],
]


def by_openpyxl(path: Path) -> Path:
    """Shared strings without furigana, spaces before />, no results of formulas."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "施策"
    for row in ROWS:
        sheet.append(row)
    book.create_sheet("別")["A1"] = WIFI
    book.save(path)
    return path


def by_xlsxwriter(path: Path) -> Path:
    """Text box, image, chart, notes with VML, conditional formats of Excel 2010, runs within a cell."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("施策")
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            if isinstance(value, str) and value.startswith("="):
                sheet.write_formula(number, column, value, None, int(str(ROWS[number][2])) * 2)
            else:
                sheet.write(number, column, value)
    sheet.write_rich_string("E2", "前", book.add_format({"bold": True}), "太い字", "後")
    sheet.insert_textbox("G2", "テキストボックス")
    sheet.insert_image("G10", "x.png", {"image_data": io.BytesIO(PNG)})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=施策!$C$2:$C$3"})
    sheet.insert_chart("G20", chart)
    sheet.write_comment("B2", "メモ")
    sheet.conditional_format("C2:C3", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("A2:A3", {"validate": "list", "source": ["01-01", "01-02"]})
    book.add_worksheet("別").write("A1", WIFI)
    book.close()
    return path


def by_libreoffice(path: Path, soffice: Callable[[Path, str], Path]) -> Path:
    """LibreOffice's own writing of the openpyxl one."""
    source = by_openpyxl(path.with_name("lo.xlsx"))
    path.write_bytes(soffice(source, "xlsx").read_bytes())
    return path


def streamed(data: bytes) -> bytes:
    """The same archive as a program writes that cannot go back: sizes behind each entry; prefix and comment too."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.got = bytearray(b"stub")

        def writable(self) -> bool:
            return True

        def tell(self) -> int:
            return len(self.got)

        def write(self, data: object) -> int:
            self.got += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as target:
        target.comment = "注記".encode()
        for entry in source.infolist():
            with target.open(zipfile.ZipInfo(entry.filename), "w", force_zip64=True) as part:
                part.write(source.read(entry))
    return bytes(pipe.got)

