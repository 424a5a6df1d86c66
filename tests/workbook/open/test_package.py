"""Opening: every kind of wrong file ends in one Japanese sentence and a remedy."""

from __future__ import annotations

import contextlib
import io
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxbook.errors import DxbookError, Encrypted, Locked, NotAWorkbook, NotFound, TooLarge
from dxbook.workbook.open import archive
from dxbook.workbook.open.ooxml_scan import scan_sheet
from dxbook.workbook.open.package import open_workbook
from dxbook.workbook.open.slow_scan import scan_slowly
from tests.support.formats import ods, repacked, xlsb, xlsb_cell, xlsb_record, xlsb_row
from tests.support.tables import plan_book, write_book

Convert = Callable[[Path, str], Path]
SMALL = """
## 施策
| 施策ID | 施策名 | 所管課 |
| 01-01 | 窓口 | 総務課 |
"""


@pytest.fixture(name="xls_bytes", scope="module")
def _xls_bytes(tmp_path_factory: pytest.TempPathFactory, soffice: Convert) -> bytes:
    return soffice(write_book(tmp_path_factory.mktemp("xls") / "small.xlsx", SMALL), "xls").read_bytes()


@pytest.fixture(name="small_xls")
def _small_xls(tmp_path: Path, xls_bytes: bytes) -> Path:
    path = tmp_path / "small.xls"
    path.write_bytes(xls_bytes)
    return path


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Path:
    return write_book(tmp_path / "small.xlsx", SMALL)


def refused(path: Path, kind: type[DxbookError], *words: str, password: str | None = None) -> DxbookError:
    """Opening fails with ``kind``; the message holds ``words`` and there is a remedy."""
    with pytest.raises(kind) as caught:
        open_workbook(path, password)
    error = caught.value
    for word in words:
        assert word in error.message, error.message
    assert error.remedy
    assert error.remedy.endswith("。")
    return error


# --- not a workbook -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "0バイト"),
        (b"\x00" * 4096, "失われて"),
        ("施策ID,施策名\r\n01-01,窓口\r\n".encode("cp932"), "CSV"),
        ("施策ID\t施策名\n".encode(), "CSV"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00", "PDF"),
        (b"\xef\xbb\xbf<html><body><table><tr><td>1</td></tr></table></body></html>", "HTML"),
        (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>", "古いXML"),
        (bytes(range(256)) * 8, "Excelブックではありません"),
    ],
)
@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_other_files_are_named_for_what_they_are(
    tmp_path: Path, content: bytes, word: str, suffix: str
) -> None:
    path = tmp_path / f"提出.{suffix}"
    path.write_bytes(content)
    refused(path, NotAWorkbook, "提出", word)


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("word/document.xml", "Word文書"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("readme.txt", "zipファイル"),
    ],
)
def test_other_zip_files(tmp_path: Path, part: str, word: str) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive_:
        archive_.writestr(part, "<a/>")
    refused(path, NotAWorkbook, word)


def test_missing_file_folder_and_overlong_name(tmp_path: Path) -> None:
    refused(tmp_path / "ない.xlsx", NotFound, "ない.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    refused(tmp_path / "folder.xlsx", NotAWorkbook, "フォルダー")
    refused(tmp_path / ("長" * 300 + ".xlsx"), NotFound)


def test_the_suffix_does_not_matter(small: Path) -> None:
    for name in ("名前 に 空白.xls", "施" * 70 + ".xlsx", "a.xlsm", "拡張子なし"):
        path = small.with_name(name)
        shutil.copy(small, path)
        assert open_workbook(path).kind == "xlsx"


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.99])
def test_truncated_files(small: Path, keep: float) -> None:
    data = small.read_bytes()
    small.write_bytes(data[: int(len(data) * keep)])
    refused(small, NotAWorkbook, "壊れて")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_one_flipped_byte_is_read_or_refused_never_a_crash(small: Path, at: float, byte: int) -> None:
    data = bytearray(small.read_bytes())
    data[int(at * len(data))] = byte
    path = small.with_name("flipped.xlsx")
    path.write_bytes(data)
    with contextlib.suppress(DxbookError):
        opened = open_workbook(path)
        for title in opened.titles:
            opened.rows(title)


# --- locked, encrypted ----------------------------------------------------------------------------


@pytest.mark.parametrize("owner", ["~$small.xlsx", ".~lock.small.xlsx#"])
def test_a_file_that_is_open_is_read_with_a_warning(small: Path, owner: str) -> None:
    small.with_name(owner).write_bytes(b"\x05Clerk" + b" " * 50)
    opened = open_workbook(small)
    assert opened.rows("施策")[1][1] == "窓口"
    assert [found.code for found in opened.findings] == ["F116"]


def test_a_file_that_may_not_be_read(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", denied)
    refused(small, Locked, "small.xlsx")


def encrypted(source: Path, password: str) -> Path:
    """A copy encrypted as Excel does it (ECMA-376 agile)."""
    from msoffcrypto.format.ooxml import OOXMLFile

    target = source.with_name("encrypted.xlsx")
    with source.open("rb") as plain, target.open("wb") as out:
        OOXMLFile(plain).encrypt(password, out)
    return target


def test_encrypted_workbook(small: Path) -> None:
    path = encrypted(small, "ひみつ123")
    refused(path, Encrypted, "パスワードで保護")
    refused(path, Encrypted, "パスワードが違います", password="ひみつ124")
    assert open_workbook(path, "ひみつ123").rows("施策")[1][0] == "01-01"


def test_a_password_for_an_open_file_does_no_harm(small: Path) -> None:
    assert open_workbook(small, "x").kind == "xlsx"


# --- archives that mean harm ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "entity",
    [
        b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]>',
        b'<!DOCTYPE a SYSTEM "file:///etc/hostname">',
        b"<!doctype a>",
        b"\n<!-- long -->\n<!DOCTYPE a>",
    ],
)
@pytest.mark.parametrize(
    "part",
    [
        "xl/worksheets/sheet1.xml",
        "xl/workbook.xml",
        "docProps/core.xml",
        "[Content_Types].xml",
        "xl/theme/theme1.xml",
    ],
)
def test_no_part_may_declare_a_doctype(small: Path, part: str, entity: bytes) -> None:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        head, mark, rest = parts[part].partition(b"?>")
        return parts | {part: head + mark + entity + rest if mark else entity + head}

    refused(repacked(small, small.with_name("dtd.xlsx"), change), NotAWorkbook, "DOCTYPE")


def test_a_doctype_in_a_part_of_any_name(small: Path) -> None:
    path = repacked(
        small, small.with_name("dtd.xlsx"), lambda parts: parts | {"xl/a.dat": b" <!DOCTYPE a><a/>"}
    )
    refused(path, NotAWorkbook, "DOCTYPE")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "shift_jis"])
def test_xml_in_another_encoding_cannot_hide_anything(small: Path, encoding: str) -> None:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        text = f'<?xml version="1.0" encoding="{encoding}"?><!-- --><a/>'
        return parts | {"xl/extra.xml": text.encode(encoding)}

    refused(repacked(small, small.with_name("wide.xlsx"), change), NotAWorkbook, "文字コード")


@pytest.mark.parametrize(
    "name", ["../out.xml", "/etc/out.xml", "xl/../../out.xml", "xl\\..\\..\\out.xml", "C:/out.xml"]
)
def test_part_names_that_lead_out(small: Path, name: str) -> None:
    path = repacked(small, small.with_name("names.xlsx"), lambda parts: parts | {name: b"<a/>"})
    refused(path, NotAWorkbook, "安全でない名前")


def test_two_parts_of_one_name(small: Path) -> None:
    path = repacked(small, small.with_name("two.xlsx"), lambda parts: parts | {"XL/WorkBook.xml": b"<a/>"})
    refused(path, NotAWorkbook, "同じ名前")


def stored(source: Path) -> bytearray:
    """The bytes of an archive with the same parts, not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return bytearray(out.getvalue())


def test_two_directories_in_one_archive(small: Path) -> None:
    """Python's reader believes the zip64 record, calamine the plain one: a bomb could stand in the other."""
    data = stored(small)
    end = data.rfind(b"PK\x05\x06")
    count, size, at = struct.unpack_from("<HII", data, end + 10)
    entry = bytes(data[at:at + 46 + sum(struct.unpack_from("<HHH", data, at + 28))])
    second = data[:end] + entry
    second += b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 1, 1, len(entry), end)
    second += b"PK\x06\x07" + struct.pack("<IQI", 0, end + len(entry), 1)
    assert (count, size) != (1, len(entry))
    small.write_bytes(second + data[end:])
    refused(small, NotAWorkbook, "壊れて")


def test_an_archive_behind_another(small: Path) -> None:
    small.write_bytes(small.read_bytes() * 2)
    refused(small, NotAWorkbook, "壊れて")


def test_bytes_behind_the_archive_do_no_harm(small: Path) -> None:
    """Some mail gates pad attachments."""
    small.write_bytes(small.read_bytes() + bytes(512))
    assert open_workbook(small).rows("施策")[1][1] == "窓口"


def test_a_part_that_the_directory_calls_otherwise(small: Path) -> None:
    """Else one changed letter loses the styles: dates and percentages would be read as plain numbers."""
    data = stored(small)
    at = data.rfind(b"xl/styles.xml")
    data[at:at + 2] = b"xh"
    small.write_bytes(data)
    refused(small, NotAWorkbook, "壊れて")


def test_a_part_with_two_names(small: Path) -> None:
    """Info-ZIP's second name (extra field 0x7075): calamine takes it, Python does not."""
    path = small.with_name("names.xlsx")
    with zipfile.ZipFile(small) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo("xl/media/a.dat" if name == _SHEET else name)
            if name == _SHEET:
                field = struct.pack("<BI", 1, zlib.crc32(entry.filename.encode())) + name.encode()
                entry.extra = struct.pack("<HH", 0x7075, len(field)) + field
            new.writestr(entry, old.read(name))
    refused(path, NotAWorkbook, "安全でない名前")


def test_a_name_that_ends_early(small: Path) -> None:
    """Python's reader cuts a name at NUL, others do not."""
    path = repacked(small, small.with_name("nul.xlsx"), lambda parts: parts | {"xl/a.xmlx": b"<a/>"})
    path.write_bytes(path.read_bytes().replace(b"xl/a.xmlx", b"xl/a.xml\x00"))
    refused(path, NotAWorkbook, "安全でない名前")


def test_a_sheet_under_a_name_that_no_sheet_has(small: Path) -> None:
    """calamine follows the link whatever the part is called, so its extent must be known."""
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        sheet = parts.pop(_SHEET).replace(b"</sheetData>", far)
        rels = parts["xl/_rels/workbook.xml.rels"]
        moved = rels.replace(b"worksheets/sheet1.xml", b"media/sheet1.png")
        assert moved != rels
        return parts | {"xl/media/sheet1.png": sheet, "xl/_rels/workbook.xml.rels": moved}

    refused(repacked(small, small.with_name("png.xlsx"), change), TooLarge, "XFD1048576")


def test_too_many_parts(small: Path) -> None:
    extra = {f"xl/media/{number}.txt": b"" for number in range(archive.MAX_ENTRIES)}
    path = repacked(small, small.with_name("many.xlsx"), lambda parts: parts | extra)
    refused(path, TooLarge, "5,000")


def test_a_bomb_is_refused_by_its_ratio(small: Path) -> None:
    path = repacked(
        small, small.with_name("bomb.xlsx"), lambda parts: parts | {"xl/a.bin": b"\x00" * (8 * 2**20)}
    )
    refused(path, TooLarge, "200倍")


def test_parts_and_totals_have_limits(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extra = {f"xl/{number}.bin": bytes(range(256)) * 40 for number in range(4)}
    path = repacked(small, small.with_name("large.xlsx"), lambda parts: parts | extra)
    size = sum(entry.file_size for entry in archive.directory("a", path.read_bytes()))
    monkeypatch.setattr(archive, "MAX_TOTAL", size - 1)
    refused(path, TooLarge)
    monkeypatch.setattr(archive, "MAX_TOTAL", size)
    assert open_workbook(path).kind == "xlsx"
    monkeypatch.setattr(archive, "MAX_PART", 256 * 40 - 1)
    refused(path, TooLarge)


def test_the_stated_limits() -> None:
    assert (archive.MAX_TOTAL, archive.MAX_PART) == (300 * 2**20, 200 * 2**20)
    assert (archive.MAX_RATIO, archive.MAX_ENTRIES) == (200, 5000)


def test_a_changed_byte_within_a_sheet_is_not_read_as_a_value(small: Path) -> None:
    """Excel says such a file is damaged; calamine alone reads 02-01."""
    data = stored(small)
    assert data.count(b">01-01<") == 1
    small.write_bytes(data.replace(b">01-01<", b">02-01<"))
    refused(small, NotAWorkbook, "壊れて")


def test_a_size_that_lies_is_found_while_unpacking(small: Path) -> None:
    """The directory says 10 bytes; the stream holds a megabyte. Readers that trust the stream would swell."""
    path = repacked(small, small.with_name("lie.xlsx"), lambda parts: parts | {"xl/lie.bin": bytes(2**20)})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            if data[at + 24 : at + 90].find(b"xl/lie.bin") >= 0:
                data[at + offset : at + offset + 4] = struct.pack("<I", 10)
    path.write_bytes(data)
    refused(path, TooLarge, "書いてある大きさ")


# --- extent ---------------------------------------------------------------------------------------

_SHEET = "xl/worksheets/sheet1.xml"


def with_rows(source: Path, rows: bytes) -> Path:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        return parts | {_SHEET: parts[_SHEET].replace(b"</sheetData>", rows + b"</sheetData>")}

    return repacked(source, source.with_name("wide.xlsx"), change)


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>',
        b'<row r="1048576"><c t="n" r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        b'<row r="9"><c\nr="&#88;FD1048576"><v>1</v></c></row>',
        b'<row r="9"><c r="&#88;FD1048576"><v>1</v></c></row>',
        b'<row r="1048576"><c r="XFC1048576"><v>1</v></c><c><v>1</v></c></row>',
        b'<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="1048576">'
        b'<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
    ],
)
def test_one_cell_far_away_is_refused_before_memory_is_taken(small: Path, row: bytes) -> None:
    refused(with_rows(small, row), TooLarge, "XFD1048576", "施策")


def test_wide_sheets_count_together(tmp_path: Path) -> None:
    """Each alone is within the limit; read together they would take the memory of all."""
    source = write_book(tmp_path / "a.xlsx", SMALL + "\n## 指標\n| 指標ID | 指標名 |\n| K01 | 件数 |")
    far = b'<row r="1000000"><c r="D1000000"><v>1</v></c></row></sheetData>'

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        return {name: part.replace(b"</sheetData>", far) for name, part in parts.items()}

    refused(repacked(source, tmp_path / "b.xlsx", change), TooLarge, "D1000000")


def test_a_part_that_several_sheets_show_counts_for_each(tmp_path: Path) -> None:
    source = write_book(tmp_path / "a.xlsx", SMALL + "\n## 指標\n| 指標ID | 指標名 |\n| K01 | 件数 |")
    far = b'<row r="1000000" hidden="1"><c r="C1000000"><v>1</v></c></row></sheetData>'

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        both = parts["xl/workbook.xml"].replace(b"rId2", b"rId1")
        assert both != parts["xl/workbook.xml"]
        return parts | {_SHEET: parts[_SHEET].replace(b"</sheetData>", far), "xl/workbook.xml": both}

    refused(repacked(source, tmp_path / "b.xlsx", change), TooLarge, "C1000000")


@pytest.mark.parametrize("count", [b"4294967295", b"&#52;294967295", b"999999999999999"])
def test_shared_strings_that_promise_too_many(small: Path, count: bytes) -> None:
    part = b'<sst xmlns="x" uniqueCount="' + count + b'"><si><t>a</t></si></sst>'
    path = repacked(small, small.with_name("sst.xlsx"), lambda parts: parts | {"xl/sharedStrings.xml": part})
    refused(path, NotAWorkbook)


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="9"><c r="ZZZZZZZ9"><v>1</v></c></row>',
        b'<row r="9"><c r="xfd1048576"><v>1</v></c></row>',
        b'<row r="9"><c r="$XFD$1048576"><v>1</v></c></row>',
        b'<row r="4294967295"><c><v>1</v></c></row>',
        b'<row r="-9"><c t="n"><v>1</v></c></row>',
        b'<row r="9"><c r="A9999999"><v>1</v></c><c s="1" r="A"><v>1</v></c></row>',
    ],
)
def test_addresses_that_no_sheet_has(small: Path, row: bytes) -> None:
    refused(with_rows(small, row), NotAWorkbook)


def test_formatted_blank_cells_far_away_do_no_harm(small: Path) -> None:
    path = with_rows(small, b'<row r="1048576"><c r="XFD1048576" s="0"/><c r="XFD1048576" s="0"></c></row>')
    assert len(open_workbook(path).rows("施策")) == 2


# --- the scans ------------------------------------------------------------------------------------


def test_what_the_scan_tells(tmp_path: Path) -> None:
    path = write_book(
        tmp_path / "scan.xlsx",
        """
        ## 表
        | a | b | c |
        | =1+1 | #REF! | p:0.5 |
        | 1 | n:2 | 3 |
        | 1 | 2 | 3 |
    """,
        hidden_rows={"表": [3]},
        hidden_columns={"表": ["B"]},
        merges={"表": ["A4:C4"]},
    )
    scan = open_workbook(path).scans["表"]
    assert scan.uncached == {(2, 1)}
    assert scan.errors == {(2, 2): "#REF!"}
    assert scan.percent == {(2, 3)}
    assert (scan.hidden_rows, scan.hidden_columns, scan.merged) == ({3}, {2}, [(4, 1, 4, 3)])


def test_excel_writes_an_empty_text_result_which_is_calculated() -> None:
    sheet = (
        b'<worksheet><sheetData><row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>A1</f></c>'
        b'<c r="C1"><f t="shared" si="0"/><v>3</v></c><c r="D1"><f t="shared" si="0"/></c></row></sheetData>'
        b"</worksheet>"
    )
    assert scan_sheet(sheet).uncached == {(1, 2), (1, 4)}
    assert scan_slowly(sheet).uncached == {(1, 2), (1, 4)}


def test_formulas_without_a_result_are_found_however_far_they_stand() -> None:
    cells = b"".join(
        b'<row r="%d"><c r="%b%d"><f>1+1</f><v/></c></row>' % (row, column, row)
        for column, row in ((b"B", 2), (b"FZ", 9999), (b"GA", 3), (b"C", 10_000))
    )
    sheet = b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>"
    assert scan_sheet(sheet).uncached == {(2, 2), (9999, 182), (3, 183), (10_000, 3)}
    near = sheet.replace(b'r="GA3"', b'r="D3"').replace(b'r="C10000"', b'r="C9998"')
    assert scan_sheet(near).uncached == {(2, 2), (9999, 182), (3, 4), (9998, 3)}


_cells = st.sampled_from(
    [
        b"<v>1</v>",
        b"<f>1+1</f>",
        b"<f>1+1</f><v>2</v>",
        b"<f>A1/B1</f><v></v>",
        b"<f t='shared' si='0'/>",
        b"",
    ]
)
_kinds = st.sampled_from([b"", b' t="n"', b' t="str"', b' s="3"', b' s="3" t="e"'])


@given(st.lists(st.tuples(st.integers(1, 300), st.integers(1, 20), _kinds, _cells), max_size=30))
def test_the_quick_and_the_slow_scan_agree(cells: list[tuple[int, int, bytes, bytes]]) -> None:
    rows = b"".join(
        b'<row r="%d"%s><c r="%c%d"%s>%s</c></row>'
        % (row, b' hidden="1"' if row % 7 == 0 else b"", 64 + column, row, kind, content)
        for row, column, kind, content in {cell[:2]: cell for cell in cells}.values()
    )
    data = (
        b'<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData>'
        + rows
        + b"</sheetData></worksheet>"
    )
    quick, slow = scan_sheet(data, frozenset({3})), scan_slowly(data, frozenset({3}))
    for name in ("hidden_rows", "hidden_columns", "merged", "uncached"):
        assert getattr(quick, name) == getattr(slow, name), name


# --- other formats --------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_other_formats_give_the_same_cells_and_scan(tmp_path: Path, suffix: str, soffice: Convert) -> None:
    source = plan_book(
        tmp_path / "plan.xlsx",
        hidden_rows={"施策": [3]},
        hidden_columns={"施策": ["F"]},
        merges={"指標": ["A3:B3"]},
        organisation="| 部署名 | 部 | 別名 |\n| 総務課 | =1/0 | p:0.25 |",
        meta={},
    )
    opened = open_workbook(soffice(source, suffix))
    assert opened.kind == suffix
    assert opened.rows("施策")[1][:4] == ["01-01", "1-1", "オンライン申請の拡大", "市民課"]
    assert opened.scan("施策").hidden_rows == {3}
    assert opened.scan("施策").hidden_columns == {6}
    assert opened.scan("指標").merged == [(3, 1, 3, 2)]
    assert opened.scan("組織").errors == {(2, 2): "#DIV/0!"}
    assert opened.scan("組織").percent == {(2, 3)}


def test_truncated_xls(small_xls: Path) -> None:
    path = small_xls
    data = path.read_bytes()
    for keep in (600, len(data) // 2):
        path.write_bytes(data[:keep])
        refused(path, NotAWorkbook)


def test_an_ods_that_repeats_itself_a_billion_times(tmp_path: Path) -> None:
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1">'
        "<text:p>1</text:p></table:table-cell>"
    )
    path = ods(
        tmp_path / "a.ods", f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    )
    refused(path, TooLarge, "XFD1048576")


def test_a_glossary_may_speak_of_counts(tmp_path: Path) -> None:
    """The word that names the strings' count may stand in a cell: an Excel-made string table."""
    path = write_book(tmp_path / "a.xlsx", SMALL)
    part = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="9" uniqueCount="1">'
        b"<si><t>uniqueCount=999999999</t></si></sst>"
    )
    opened = open_workbook(
        repacked(path, tmp_path / "b.xlsx", lambda parts: parts | {"xl/sharedStrings.xml": part})
    )
    assert opened.rows("施策")[1][1] == "窓口"


def test_an_ods_with_a_billion_spaces(tmp_path: Path) -> None:
    spaces = '<text:p>a<text:s text:c="2000000000"/></text:p>'
    cell = f'<table:table-cell office:value-type="string">{spaces}</table:table-cell>'
    refused(ods(tmp_path / "a.ods", f"<table:table-row>{cell}</table:table-row>"), NotAWorkbook)


def test_an_encrypted_ods(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", "")
    path = repacked(
        path,
        tmp_path / "b.ods",
        lambda parts: {
            "mimetype": parts["mimetype"],
            "content.xml": b"\x91\x02\x03",
            "META-INF/manifest.xml": b"<manifest:encryption-data/>",
        },
    )
    refused(path, Encrypted, "パスワード")


def test_a_binary_xlsb(tmp_path: Path) -> None:
    header = xlsb_row(0) + xlsb_cell(0, "施策ID") + xlsb_cell(1, "施策名")
    broken = xlsb_record(3, struct.pack("<IIB", 2, 0, 0x17))
    path = xlsb(tmp_path / "a.xlsb", header + xlsb_row(1, hidden=True) + xlsb_cell(0, "01-01") + broken)
    opened = open_workbook(path)
    assert (opened.kind, opened.titles) == ("xlsb", ["施策"])
    assert opened.rows("施策")[1][0] == "01-01"
    assert opened.scan("施策").hidden_rows == {2}
    assert opened.scan("施策").errors == {(2, 3): "#REF!"}


def test_a_panic_of_the_reader_is_one_sentence_and_nothing_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A shared string record (BrtCellIsst) of an .xlsb that has no shared strings."""
    path = xlsb(tmp_path / "a.xlsb", xlsb_row(0) + xlsb_record(7, struct.pack("<III", 0, 0, 9)))
    with pytest.raises(NotAWorkbook):
        open_workbook(path).rows("施策")
    assert capfd.readouterr().err == ""


def test_an_xlsb_sheet_that_cannot_be_found(tmp_path: Path) -> None:
    """calamine may still find it, and nobody has measured it."""
    path = xlsb(tmp_path / "a.xlsb", xlsb_row(1048575) + xlsb_cell(16383, "x"))
    path = repacked(path, tmp_path / "b.xlsb", lambda parts: {
        name.replace("sheet1", "Sheet1"): part for name, part in parts.items()})
    refused(path, DxbookError)


def test_an_xlsb_with_one_cell_far_away(tmp_path: Path) -> None:
    path = xlsb(tmp_path / "a.xlsb", xlsb_row(1048575) + xlsb_cell(16383, "x"))
    refused(path, TooLarge, "XFD1048576", "施策")


# --- files that are two things at once --------------------------------------------------------------


def test_two_kinds_of_workbook_in_one_archive(small: Path) -> None:
    """Else a bomb could hide in the part that calamine falls back to."""
    path = repacked(small, small.with_name("two.xlsx"), lambda parts: parts | {"content.xml": b"<a/>"})
    refused(path, NotAWorkbook)


def test_an_xls_that_is_also_an_archive(small_xls: Path, small: Path) -> None:
    path = small_xls
    path.write_bytes(path.read_bytes() + small.read_bytes())
    refused(path, NotAWorkbook)


def test_an_encrypted_xls(small_xls: Path) -> None:
    """A FILEPASS record (0x2F) marks it; here it takes the place of a WRITEACCESS record (0x5C)."""
    path = small_xls
    data = path.read_bytes()
    assert data.count(b"\x5c\x00\x70\x00") == 1
    path.write_bytes(data.replace(b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00"))
    refused(path, Encrypted, "パスワード")


@pytest.mark.parametrize(
    ("record", "at", "value"),
    [
        (b"\x00\x02\x0e\x00", 4, 0x7FFFFFFF),  # DIMENSIONS: the first row behind the last
        (b"\x00\x02\x0e\x00", 8, 0x7FFFFFFF),  # DIMENSIONS: the last row
        (b"\xfc\x00", 8, 0x7FFFFFFF),  # SST: number of strings
    ],
)
def test_an_xls_whose_counts_lie(small_xls: Path, record: bytes, at: int, value: int) -> None:
    """calamine allocates what these fields promise, and a failed allocation ends the whole process."""
    path = small_xls
    data = bytearray(path.read_bytes())
    start = data.index(record, 512)
    data[start + at : start + at + 4] = struct.pack("<I", value)
    path.write_bytes(data)
    refused(path, DxbookError)


@pytest.mark.parametrize("at", [40, 44, 64, 72])
def test_an_ole_header_that_lies(small_xls: Path, at: int) -> None:
    path = small_xls
    data = bytearray(path.read_bytes())
    data[at : at + 4] = struct.pack("<I", 0x7FFFFFFF)
    path.write_bytes(data)
    refused(path, NotAWorkbook)


def test_an_xls_with_one_cell_far_away(tmp_path: Path, soffice: Convert) -> None:
    source = write_book(tmp_path / "a.xlsx", SMALL)
    from openpyxl import load_workbook

    workbook = load_workbook(source)
    workbook["施策"]["IV65536"] = "x"
    workbook.save(source)
    refused(soffice(source, "xls"), TooLarge, "IV65536")


def test_nothing_is_written_beside_a_file_that_is_read(small: Path) -> None:
    before = {path: path.read_bytes() for path in small.parent.iterdir()}
    open_workbook(small).rows("施策")
    assert {path: path.read_bytes() for path in small.parent.iterdir()} == before


def test_an_archive_with_something_in_front_is_still_checked(small: Path) -> None:
    data = io.BytesIO(b"MZ" + small.read_bytes())
    small.write_bytes(data.getvalue())
    refused(small, NotAWorkbook)
