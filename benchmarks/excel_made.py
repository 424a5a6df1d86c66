# ruff: noqa: E501 (parts of the file format are long lines)
"""A small workbook as Excel writes it, made by hand: with all that other libraries drop.

Its sheet 施策 holds what :mod:`tests.support.producers` says, and every kind of part that Excel keeps in a file.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

WIFI = "Ｗｉ－Ｆｉ"


def by_hand(path: Path, *, macros: bool = True) -> Path:
    """As Excel writes, with all that other libraries drop; entries with descriptors, attributes and extra fields."""
    with path.open("wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for number, (name, part) in enumerate(hand_made(macros).items()):
            entry = zipfile.ZipInfo(name, (1980 + number, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".bin") else zipfile.ZIP_DEFLATED
            entry.extra = b"\x20\xa2\x08\x00" + b"\x00" * 8 if number == 0 else b""  # Office's own padding
            entry.external_attr = number
            package.writestr(entry, part)
    return path


def hand_made(macros: bool = True) -> dict[str, bytes]:
    """Part name → content."""
    parts = {name: text.replace("\n", "\r\n", 1).encode() for name, text in _TEXTS.items()}
    if not macros:
        parts["[Content_Types].xml"] = (
            parts["[Content_Types].xml"]
            .replace(b"vnd.ms-excel.sheet.macroEnabled.main", b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main")
            .replace(b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>', b'<Default Extension="bin" ContentType="application/octet-stream"/>')
        )
        parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(_VBA.encode(), b"")
    else:
        parts["xl/vbaProject.bin"] = bytes(range(256)) * 8
    parts["xl/printerSettings/printerSettings1.bin"] = b"\x00P\x00r\x00i\x00n\x00t" * 20
    parts["xl/media/image1.png"] = PNG
    return parts


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0f01f0005000201"
    "a4d4c8e60000000049454e44ae426082"
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_REL = f"{_OFFICE}/relationships"
_DML = "http://schemas.openxmlformats.org/drawingml/2006"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MS = "http://schemas.microsoft.com/office"
_VBA = f'<Relationship Id="rId9" Type="{_MS}/2006/relationships/vbaProject" Target="vbaProject.bin"/>'


def _rels(*pairs: tuple[str, str], more: str = "") -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if kind.startswith("http") else f"{_REL}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, start=1)
    )
    return f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}{more}</Relationships>'


_TYPES = {
    "xl/workbook.xml": "vnd.ms-excel.sheet.macroEnabled.main+xml",
    "xl/worksheets/sheet1.xml": "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "xl/worksheets/sheet2.xml": "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "xl/styles.xml": "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
    "xl/sharedStrings.xml": "vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml",
    "xl/calcChain.xml": "vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml",
    "xl/tables/table1.xml": "vnd.openxmlformats-officedocument.spreadsheetml.table+xml",
    "xl/comments1.xml": "vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    "xl/externalLinks/externalLink1.xml": "vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
    "xl/threadedComments/threadedComment1.xml": "vnd.ms-excel.threadedcomments+xml",
    "xl/persons/person.xml": "vnd.ms-excel.person+xml",
    "xl/drawings/drawing1.xml": "vnd.openxmlformats-officedocument.drawing+xml",
    "xl/charts/chart1.xml": "vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "customXml/itemProps1.xml": "vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "docProps/core.xml": "vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom.xml": "vnd.openxmlformats-officedocument.custom-properties+xml",
}
_ANCHOR = ("<xdr:from><xdr:col>{0}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
           "<xdr:to><xdr:col>{1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>")


def _shape(number: int, text: str) -> str:
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" name="図形 {number}"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
        '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="457200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
        f'<xdr:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="ja-JP"/><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>'
    )


_TEXTS = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="application/{kind}"/>' for name, kind in _TYPES.items())
        + '<Override PartName="/xl/printerSettings/printerSettings1.bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/></Types>',
    "_rels/.rels": _rels(
        ("officeDocument", "xl/workbook.xml"),
        ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"), ("custom-properties", "docProps/custom.xml"),
    ),
    "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}" xmlns:mc="{_MC}" mc:Ignorable="x15 xr" '
        f'xmlns:x15="{_MS}/spreadsheetml/2010/11/main" xmlns:xr="{_MS}/spreadsheetml/2014/revision">'
        '<fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="22228"/><workbookPr codeName="ThisWorkbook"/>'
        '<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\計画\\" '
        f'xmlns:x15ac="{_MS}/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent>'
        '<xr:revisionPtr revIDLastSave="0" documentId="13_ncr:1_{00000000-0000-0000-0000-000000000001}" xr6:coauthVersionLast="47" '
        f'xr6:coauthVersionMax="47" xmlns:xr6="{_MS}/spreadsheetml/2016/revision6"/>'
        '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="20000" windowHeight="10000"/></bookViews>'
        '<sheets><sheet name="施策" sheetId="1" r:id="rId1"/><sheet name="別" sheetId="2" r:id="rId2"/></sheets>'
        '<externalReferences><externalReference r:id="rId6"/></externalReferences>'
        '<definedNames><definedName name="一覧">施策!$A$2:$A$3</definedName></definedNames><calcPr calcId="191029"/></workbook>',
    "xl/_rels/workbook.xml.rels": _rels(
        ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"), ("styles", "styles.xml"),
        ("sharedStrings", "sharedStrings.xml"), ("calcChain", "calcChain.xml"), ("externalLink", "externalLinks/externalLink1.xml"),
        (f"{_MS}/2017/10/relationships/person", "persons/person.xml"), ("customXml", "../customXml/item1.xml"), more=_VBA,
    ),
    "xl/worksheets/sheet1.xml": f'{_XML}<worksheet xmlns="{_MAIN}" xmlns:r="{_REL}" xmlns:mc="{_MC}" mc:Ignorable="x14ac xr" '
        f'xmlns:x14ac="{_MS}/spreadsheetml/2009/9/ac" xmlns:xr="{_MS}/spreadsheetml/2014/revision" '
        'xr:uid="{00000000-0001-0000-0000-000000000000}"><sheetPr codeName="Sheet1"/><dimension ref="A1:F3"/>'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="18.75" x14ac:dyDescent="0.4"/>'
        '<cols><col min="8" max="9" width="12" style="1" customWidth="1"/></cols><sheetData>'
        '<row r="1" spans="1:6" x14ac:dyDescent="0.4"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>1</v></c><c r="C1" s="1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>'
        '<row r="2" spans="1:6" ht="30" customHeight="1" x14ac:dyDescent="0.4"><c r="A2" s="2" t="s"><v>4</v></c><c r="B2" s="1" t="s"><v>5</v></c><c r="C2" s="3"><v>100</v></c><c r="D2"><f t="shared" ref="D2:D3" si="0">C2*2</f><v>200</v></c><c r="E2" t="s"><v>7</v></c><c r="F2" t="s"><v>8</v></c></row>'
        '<row r="3" spans="1:6" ht="30" customHeight="1" x14ac:dyDescent="0.4"><c r="A3" s="2" t="s"><v>6</v></c><c r="B3" s="1" t="s"><v>5</v></c><c r="C3" s="3"><v>250</v></c><c r="D3"><f t="shared" si="0"/><v>500</v></c><c r="E3" t="s"><v>7</v></c><c r="F3" s="1"/></row>'
        '</sheetData><phoneticPr fontId="1"/><conditionalFormatting sqref="C2:C3"><cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan"><formula>200</formula></cfRule></conditionalFormatting>'
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="B2:B3" xr:uid="{00000000-0002-0000-0000-000000000000}"><formula1>"ア,イ"</formula1></dataValidation></dataValidations>'
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" r:id="rId1"/>'
        '<drawing r:id="rId2"/><legacyDrawing r:id="rId3"/><tableParts count="1"><tablePart r:id="rId4"/></tableParts>'
        f'<extLst><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x14="{_MS}/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
        f'<x14:conditionalFormatting xmlns:xm="{_MS}/excel/2006/main"><x14:cfRule type="expression" priority="2" id="{{00000000-0003-0000-0000-000000000000}}"><xm:f>別!$A$1="x"</xm:f><x14:dxf><font><b/></font></x14:dxf></x14:cfRule><xm:sqref>A2:A3</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>'
        f'<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{_MS}/spreadsheetml/2009/9/main"><x14:dataValidations count="1" xmlns:xm="{_MS}/excel/2006/main">'
        '<x14:dataValidation type="list" allowBlank="1" xr:uid="{00000000-0004-0000-0000-000000000000}"><x14:formula1><xm:f>別!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>E2:E3</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>',
    "xl/worksheets/_rels/sheet1.xml.rels": _rels(
        ("printerSettings", "../printerSettings/printerSettings1.bin"), ("drawing", "../drawings/drawing1.xml"),
        ("vmlDrawing", "../drawings/vmlDrawing1.vml"), ("table", "../tables/table1.xml"), ("comments", "../comments1.xml"),
        (f"{_MS}/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml"),
    ),
    "xl/worksheets/sheet2.xml": f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>5</v></c><c r="B1" t="str"><f>施策!A2&amp;[1]参照!A1</f><v>01-01x</v></c></row></sheetData></worksheet>',
    "xl/sharedStrings.xml": f'{_XML}<sst xmlns="{_MAIN}" count="14" uniqueCount="9"><si><t>施策ID</t><phoneticPr fontId="1"/></si>'
        '<si><t>施策名</t><rPh sb="0" eb="2"><t>シサク</t></rPh><rPh sb="2" eb="3"><t>メイ</t></rPh><phoneticPr fontId="1"/></si><si><t>予算</t><rPh sb="0" eb="2"><t>ヨサン</t></rPh><phoneticPr fontId="1"/></si>'
        f'<si><t>計</t></si><si><t>01-01</t></si><si><t>{WIFI}</t></si><si><t>01-02</t></si>'
        '<si><r><t>ＤＸの</t></r><r><rPr><b/><sz val="11"/><color rgb="FFCE0000"/><rFont val="BIZ UDPゴシック"/><family val="3"/><charset val="128"/></rPr><t>推進１</t></r>'
        '<r><rPr><sz val="11"/><rFont val="BIZ UDPゴシック"/></rPr><t xml:space="preserve"> と改革</t></r><rPh sb="3" eb="5"><t>スイシン</t></rPh><rPh sb="8" eb="10"><t>カイカク</t></rPh><phoneticPr fontId="1"/></si>'
        '<si><t>課　題</t><rPh sb="0" eb="1"><t>カ</t></rPh><rPh sb="2" eb="3"><t>ダイ</t></rPh><phoneticPr fontId="1"/></si></sst>',
    "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="BIZ UDPゴシック"/></font><font><sz val="6"/><name val="BIZ UDPゴシック"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles>'
        '<dxfs count="1"><dxf><font><b/></font></dxf></dxfs></styleSheet>',
    "xl/calcChain.xml": f'{_XML}<calcChain xmlns="{_MAIN}"><c r="D2" i="1"/><c r="D3" i="1"/><c r="B1" i="2"/></calcChain>',
    "xl/tables/table1.xml": f'{_XML}<table xmlns="{_MAIN}" id="1" name="T_施策" displayName="T_施策" ref="A1:D3" totalsRowShown="0"><autoFilter ref="A1:D3"/>'
        '<tableColumns count="4"><tableColumn id="1" name="施策ID"/><tableColumn id="2" name="施策名"/><tableColumn id="3" name="予算"/><tableColumn id="4" name="計"><calculatedColumnFormula>C2*2</calculatedColumnFormula></tableColumn></tableColumns><tableStyleInfo showRowStripes="1"/></table>',
    "xl/drawings/drawing1.xml": f'{_XML}<xdr:wsDr xmlns:xdr="{_DML}/spreadsheetDrawing" xmlns:a="{_DML}/main"><xdr:twoCellAnchor>{_ANCHOR.format(6, 8)}{_shape(2, "ここを記入")}<xdr:clientData/></xdr:twoCellAnchor>'
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:a14="{_MS}/drawing/2010/main" Requires="a14"><xdr:twoCellAnchor>{_ANCHOR.format(8, 9)}{_shape(3, "新しい図形")}<xdr:clientData/></xdr:twoCellAnchor></mc:Choice><mc:Fallback/></mc:AlternateContent>'
        f'<xdr:twoCellAnchor>{_ANCHOR.format(9, 10)}<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="4" name="図 4"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1" xmlns:r="{_REL}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor>'
        f'<xdr:twoCellAnchor>{_ANCHOR.format(10, 14)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="5" name="グラフ 5"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{_DML}/chart"><c:chart xmlns:c="{_DML}/chart" xmlns:r="{_REL}" r:id="rId2"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>',
    "xl/drawings/_rels/drawing1.xml.rels": _rels(("image", "../media/image1.png"), ("chart", "../charts/chart1.xml")),
    "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'
        '<v:shape id="_x0000_s1025" type="#_x0000_t202" style="visibility:hidden"><v:textbox/><x:ClientData ObjectType="Note"><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>',
    "xl/charts/chart1.xml": f'{_XML}<c:chartSpace xmlns:c="{_DML}/chart" xmlns:a="{_DML}/main"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>施策!$C$2:$C$3</c:f></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>',
    "xl/comments1.xml": f'{_XML}<comments xmlns="{_MAIN}"><authors><author>tc={{00000000-0006-0000-0000-000000000000}}</author></authors><commentList><comment ref="B2" authorId="0" shapeId="0"><text><t>[スレッド] 確かめてください</t></text></comment></commentList></comments>',
    "xl/threadedComments/threadedComment1.xml": f'{_XML}<ThreadedComments xmlns="{_MS}/spreadsheetml/2018/threadedcomments"><threadedComment ref="B2" dT="2026-04-01T00:00:00.00" personId="{{00000000-0005-0000-0000-000000000000}}" id="{{00000000-0006-0000-0000-000000000000}}"><text>確かめてください</text></threadedComment></ThreadedComments>',
    "xl/persons/person.xml": f'{_XML}<personList xmlns="{_MS}/spreadsheetml/2018/threadedcomments"><person displayName="事務局" id="{{00000000-0005-0000-0000-000000000000}}" userId="x" providerId="None"/></personList>',
    "xl/externalLinks/externalLink1.xml": f'{_XML}<externalLink xmlns="{_MAIN}"><externalBook xmlns:r="{_REL}" r:id="rId1"><sheetNames><sheetName val="参照"/></sheetNames></externalBook></externalLink>',
    "xl/externalLinks/_rels/externalLink1.xml.rels": _rels(more=f'<Relationship Id="rId1" Type="{_REL}/externalLinkPath" Target="other.xlsx" TargetMode="External"/>'),
    "customXml/item1.xml": '<root xmlns="urn:example:city">条例</root>',
    "customXml/_rels/item1.xml.rels": _rels(("customXmlProps", "itemProps1.xml")),
    "customXml/itemProps1.xml": f'{_XML}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{{00000000-0007-0000-0000-000000000000}}"><ds:schemaRefs/></ds:datastoreItem>',
    "docProps/core.xml": f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>市民課</dc:creator></cp:coreProperties>',
    "docProps/app.xml": f'{_XML}<Properties xmlns="{_OFFICE}/extended-properties"><Application>Microsoft Excel</Application></Properties>',
    "docProps/custom.xml": f'{_XML}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="文書番号"><vt:lpwstr>第12号</vt:lpwstr></property></Properties>',
}
