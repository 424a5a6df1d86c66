# ruff: noqa: E501 (parts are read as they stand in a package)
"""Workbooks as different programs make them, small, for the tests of marks. Each has a sheet 進捗 to be marked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from dxbook.findings import Finding, Level

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def told(cell: str, level: Level = Level.ERROR, *, sheet: str = "進捗", value: str = "x", message: str = "") -> Finding:
    """A finding on one cell."""
    return Finding("計画.xlsx", sheet, cell, "取組内容", "C101", level, value, message or f"{cell}が違います。", "直してください。")


def parts(data: bytes) -> dict[str, bytes]:
    """Every part by name, in the archive's order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Mapping[str, str | bytes]) -> bytes:
    """A package of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return buffer.getvalue()


@cache
def by_openpyxl() -> bytes:
    """Two sheets, the second selected; a person's note, a rule, a drop-down, a table, a print area, protection."""
    book = Workbook()
    first: Any = book.active
    first.title = "はじめに"
    sheet = book.create_sheet("進捗")
    for row in range(1, 13):
        sheet.append([f"列{n}" if row == 1 else f"{row}-{n}" for n in range(1, 6)])
    sheet["C7"].value = None
    sheet["B3"].comment = Comment("課長の指示で記入", "市民課 田中")
    sheet.conditional_formatting.add("A2:E12", FormulaRule(formula=['$A2=""'], fill=PatternFill(bgColor="FF0000FF")))
    sheet.conditional_formatting.add("E2:E12", FormulaRule(formula=['$E2="x"'], fill=PatternFill(bgColor="FF00FF00")))
    rule = DataValidation(type="list", formula1='"継続,廃止"')
    rule.add("E2:E12")
    sheet.add_data_validation(rule)
    sheet.add_table(Table(displayName="T1", ref="A1:E12"))
    sheet.merge_cells("A14:E15")
    sheet.print_title_rows = "1:1"
    sheet.protection.sheet = True
    book.active = 1
    first.sheet_view.tabSelected = False
    return _saved(book)


@cache
def by_xlsxwriter() -> bytes:
    """A text box, a chart, runs of rich text, a note, a rule, and a second sheet with a button."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("進捗")
    bold = book.add_format({"bold": True, "bg_color": "#FFFFCC", "num_format": "@"})
    for row in range(12):
        for column in range(5):
            sheet.write(row, column, f"{row}-{column}", bold)
    sheet.write_rich_string("A20", "ふつう", bold, "太字", "ふつう")
    sheet.write_comment("B3", "前からのメモ", {"author": "佐藤"})
    sheet.insert_textbox("H2", "消してはいけない文")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=進捗!$A$1:$A$5"})
    sheet.insert_chart("H10", chart)
    sheet.conditional_format("A1:E12", {"type": "data_bar", "data_bar_2010": True})
    other = book.add_worksheet("ボタン")
    other.insert_button("B2", {"caption": "押す"})
    book.define_name("ボタン!名前", "=ボタン!$A$1")
    book.set_properties({"created": __import__("datetime").datetime(2026, 1, 1)})
    book.close()
    return buffer.getvalue()


@cache
def by_hand(*, strict: bool = False) -> bytes:
    """Parts with a prefix, single quotes, furigana, macros, custom XML, an x14 rule, a discussion on D4."""
    main, document = (STRICT_MAIN, STRICT_DOCUMENT) if strict else (MAIN, DOCUMENT)

    def rels(*targets: tuple[str, str]) -> str:
        inner = "".join(
            f'<Relationship Id="rId{n}" Type="{kind if "://" in kind else f"{document}/{kind}"}" Target="{target}"/>'
            for n, (kind, target) in enumerate(targets, start=1))
        return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'

    rows = "".join(
        f"<x:row r='{row}'>" + "".join(
            f"<x:c r='{letter}{row}' t='inlineStr'><x:is><x:t>{letter}{row}</x:t><x:rPh sb='0' eb='1'><x:t>カナ</x:t></x:rPh>"
            "</x:is></x:c>" for letter in "ABCDE") + "</x:row>"
        for row in range(1, 11))
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/{kind}"/>' for name, kind in (
            ("xl/workbook.xml", "vnd.ms-excel.sheet.macroEnabled.main+xml"),
            ("xl/worksheets/sheet1.xml", "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"),
            ("xl/styles.xml", "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"),
            ("xl/comments1.xml", "vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"),
            ("xl/threadedComments/threadedComment1.xml", "vnd.ms-excel.threadedcomments+xml"),
            ("xl/persons/person.xml", "vnd.ms-excel.person+xml"),
            ("docProps/app.xml", "vnd.openxmlformats-officedocument.extended-properties+xml"),
        ))
    return zipped({
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        '<Default Extension="VML" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        f"{types}</Types>",
        "_rels/.rels": rels(("officeDocument", "xl/workbook.xml"), ("extended-properties", "docProps/app.xml"),
                            ("customXml", "customXml/item1.xml")),
        "xl/workbook.xml": f"{HEAD}<x:workbook xmlns:x='{main}' xmlns:r='{document}'><x:bookViews><x:workbookView"
        " activeTab='0'/></x:bookViews><x:sheets><x:sheet name='進捗' sheetId='7' r:id='rId1'/></x:sheets></x:workbook>",
        "xl/_rels/workbook.xml.rels": rels(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"),
                                           ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
                                           ("http://schemas.microsoft.com/office/2017/10/relationships/person", "persons/person.xml")),
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macros",
        "xl/styles.xml": f"{HEAD}<x:styleSheet xmlns:x='{main}'><x:fonts count='1'><x:font><x:sz val='11'/><x:name "
        "val='ＭＳ Ｐゴシック'/></x:font></x:fonts><x:fills count='2'><x:fill><x:patternFill patternType='none'/></x:fill><x:fill>"
        "<x:patternFill patternType='gray125'/></x:fill></x:fills><x:borders count='1'><x:border><x:left/><x:right/><x:top/>"
        "<x:bottom/><x:diagonal/></x:border></x:borders><x:cellStyleXfs count='1'><x:xf/></x:cellStyleXfs>"
        "<x:cellXfs count='1'><x:xf xfId='0'/></x:cellXfs><x:dxfs count='0'/></x:styleSheet>",
        "xl/worksheets/sheet1.xml": f"{HEAD}<x:worksheet xmlns:x='{main}' xmlns:r='{document}'><x:sheetViews><x:sheetView"
        f" tabSelected='1' workbookViewId='0'/></x:sheetViews><x:sheetData>{rows}</x:sheetData><x:pageMargins left='0.7'"
        " right='0.7' top='0.7' bottom='0.7' header='0.3' footer='0.3'/><x:legacyDrawing r:id='rId2'/><x:extLst><x:ext "
        "uri='{78C0D931-6437-407d-A8EE-F0AAD7539E65}' xmlns:x14='http://schemas.microsoft.com/office/spreadsheetml/2009/9/main'>"
        "<x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm='http://schemas.microsoft.com/office/excel/2006/main'>"
        "<x14:cfRule type='expression' priority='1' id='{F0AAD753-78C0-D931-6437-A8EE00000001}'><xm:f>TRUE</xm:f></x14:cfRule>"
        "<xm:sqref>A1</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></x:ext></x:extLst></x:worksheet>",
        "xl/worksheets/_rels/sheet1.xml.rels": rels(
            ("comments", "../comments1.xml"), ("vmlDrawing", "../drawings/vmlDrawing1.VML"),
            ("http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml")),
        "xl/comments1.xml": f"{HEAD}<x:comments xmlns:x='{main}'><x:authors><x:author>tc={{D4000000-0000-0000-0000-000000000001}}"
        "</x:author><x:author>田中</x:author></x:authors><x:commentList><x:comment ref='D4' authorId='0'><x:text><x:t>[Threaded comment]"
        "</x:t></x:text></x:comment><x:comment ref='B2' authorId='1'><x:text><x:r><x:rPr><x:b/></x:rPr><x:t>田中のメモ</x:t></x:r>"
        "</x:text></x:comment></x:commentList></x:comments>",
        "xl/drawings/vmlDrawing1.VML": "<xml xmlns:v='urn:schemas-microsoft-com:vml' xmlns:o='urn:schemas-microsoft-com:office:office'"
        " xmlns:x='urn:schemas-microsoft-com:office:excel'><o:shapelayout v:ext='edit'><o:idmap v:ext='edit' data='3'/>"
        "</o:shapelayout><v:shapetype id=\"_x0000_t202\" path='m,l,21600r21600,l21600,xe'/>"
        + "".join(f"<v:shape id='_x0000_s{3073 + n}' type='#_x0000_t202'><x:ClientData ObjectType=\"Note\"><x:Row>{row}</x:Row>"
                  f"<x:Column>{column}</x:Column></x:ClientData></v:shape>" for n, (row, column) in enumerate([(3, 3), (1, 1)]))
        + "<v:shape id='_x0000_s3090' type='#_x0000_t201'><x:ClientData ObjectType=\"Button\"><x:Row>6</x:Row></x:ClientData>"
        "<br></v:shape></xml>",
        "xl/threadedComments/threadedComment1.xml": f"{HEAD}<ThreadedComments xmlns='http://schemas.microsoft.com/office/spreadsheetml/"
        "2018/threadedcomments'><threadedComment ref='D4' dT='2026-04-01T00:00:00.00' personId='{D4000000-0000-0000-0000-0000000000AA}'"
        " id='{D4000000-0000-0000-0000-000000000001}'><text>相談中</text></threadedComment></ThreadedComments>",
        "xl/persons/person.xml": f"{HEAD}<personList xmlns='http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments'>"
        "<person displayName='田中' id='{D4000000-0000-0000-0000-0000000000AA}' userId='t' providerId='None'/></personList>",
        "customXml/item1.xml": "<office>秘密</office>",
        "docProps/app.xml": f"{HEAD}<Properties xmlns='http://schemas.openxmlformats.org/officeDocument/2006/extended-properties'"
        " xmlns:vt='http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes'><HeadingPairs><vt:vector size='2'"
        " baseType='variant'><vt:variant><vt:lpstr>ワークシート</vt:lpstr></vt:variant><vt:variant><vt:i4>1</vt:i4></vt:variant>"
        "</vt:vector></HeadingPairs><TitlesOfParts><vt:vector size='1' baseType='lpstr'><vt:lpstr>進捗</vt:lpstr></vt:vector>"
        "</TitlesOfParts></Properties>",
    })


def _saved(book: Workbook) -> bytes:
    from tempfile import TemporaryDirectory

    from dxbook.workbook.make.saving import save

    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        save(book, path)
        return path.read_bytes()


PRODUCERS = {"openpyxl": by_openpyxl, "xlsxwriter": by_xlsxwriter, "by hand": by_hand}
