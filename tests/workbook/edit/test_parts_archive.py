"""An archive with a part replaced: every other entry is the same bytes, in the same place in the row."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from benchmarks.excel_made import by_hand
from dxbook.errors import DxbookError, NotAWorkbook
from dxbook.workbook.edit.archive import Archive
from tests.support.parts import raw_entries, records
from tests.support.producers import by_xlsxwriter, streamed


@pytest.fixture(params=["hand", "xlsxwriter", "streamed"])
def data(request: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    path = tmp_path / "a.xlsm"
    if request.param == "xlsxwriter":
        return by_xlsxwriter(path).read_bytes()
    made = by_hand(path).read_bytes()
    return made if request.param == "hand" else streamed(made)


def test_every_other_entry_is_the_same_bytes(data: bytes) -> None:
    archive = Archive(data, "a.xlsx")
    archive.put("xl/workbook.xml", b"<workbook>" + b"new" * 5000 + b"</workbook>")
    archive.put("xl/new/x.xml", b"<x/>")
    after = archive.to_bytes()
    old, new = raw_entries(data), raw_entries(after)
    assert list(new) == [*old, "xl/new/x.xml"]
    assert [name for name in old if old[name] != new[name]] == ["xl/workbook.xml"]
    before, behind = records(data), records(after)
    assert [name for name in before if before[name] != behind[name]] == ["xl/workbook.xml"]
    with zipfile.ZipFile(io.BytesIO(data)) as was, zipfile.ZipFile(io.BytesIO(after)) as now:
        assert now.testzip() is None
        assert now.read("xl/workbook.xml").endswith(b"newnew</workbook>")
        assert now.read("xl/new/x.xml") == b"<x/>"
        assert now.comment == was.comment
        old_entry, new_entry = was.getinfo("xl/workbook.xml"), now.getinfo("xl/workbook.xml")
    assert (old_entry.date_time, old_entry.external_attr) == (new_entry.date_time, new_entry.external_attr)


def test_bytes_before_the_archive_stay(tmp_path: Path) -> None:
    archive = Archive(streamed(by_hand(tmp_path / "a.xlsm").read_bytes()), "a.xlsx")
    archive.put("[Content_Types].xml", b"<Types/>")
    assert archive.to_bytes().startswith(b"stubPK\x03\x04")


def test_without_a_change_the_very_bytes(data: bytes) -> None:
    archive = Archive(data, "a.xlsx")
    content = archive.read("xl/workbook.xml")
    archive.put("xl/workbook.xml", b"<other/>")
    archive.put("XL/Workbook.xml", content)
    assert archive.to_bytes() == data


def test_the_same_edit_gives_the_same_bytes(data: bytes) -> None:
    def edited(source: bytes) -> bytes:
        archive = Archive(source, "a.xlsx")
        archive.put("xl/workbook.xml", b"<workbook/>")
        archive.put("new.xml", b"<x/>")
        return archive.to_bytes()

    once = edited(data)
    assert edited(data) == once
    assert edited(once) == once


def test_a_new_part_is_read_back_and_named_once(data: bytes) -> None:
    archive = Archive(data, "a.xlsx")
    archive.put("xl/表.xml", b"<x/>")
    archive.put("xl/表.xml", b"<y/>")
    assert archive.names.count("xl/表.xml") == 1
    assert "XL/表.XML" in archive
    again = Archive(archive.to_bytes(), "a.xlsx")
    assert again.read("xl/表.xml") == b"<y/>"


def test_a_wrong_checksum_is_not_hidden_by_a_new_one(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        crc = struct.pack("<L", package.getinfo("xl/sharedStrings.xml").CRC)
    archive = Archive(data.replace(crc, b"\x01\x02\x03\x04"), "a.xlsx")
    with pytest.raises(NotAWorkbook, match="壊れています"):
        archive.read("xl/sharedStrings.xml")


def test_entries_over_each_other_are_refused(tmp_path: Path) -> None:
    """Two entries of the directory that point at one place: readers differ, and an edit would break one."""
    data = by_hand(tmp_path / "a.xlsm").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        first, second = package.infolist()[5:7]
    at = data.rindex(second.filename.encode()) - 46
    forged = data[:at + 42] + struct.pack("<L", first.header_offset) + data[at + 46:]
    archive = Archive(forged, "a.xlsx")
    archive.put("new.xml", b"<x/>")
    with pytest.raises(DxbookError):
        archive.to_bytes()


def test_no_part_may_lead_out_of_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("../evil.xml", "<x/>")
    with pytest.raises(NotAWorkbook):
        Archive(path.read_bytes(), "a.xlsx")
