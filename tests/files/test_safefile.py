"""Writing: whole or not at all, never over an input."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from dxbook.errors import DxbookError, Locked, OutputFailed
from dxbook.files.whole import owner_file, writing


def refused(path: Path, kind: type[DxbookError], word: str, inputs: tuple[Path, ...] = ()) -> None:
    def write() -> None:
        with writing(path, inputs) as beside:
            beside.write_bytes(b"new")

    with pytest.raises(kind) as caught:
        write()
    assert word in caught.value.message
    assert caught.value.remedy.endswith("。")


def test_the_file_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "結果 (案).xlsx"
    with writing(target) as beside:
        beside.write_bytes(b"half")
        assert not target.exists()
        assert beside.suffix == ".xlsx"
        beside.write_bytes(b"whole")
    assert target.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), OSError(errno.ENOSPC, "full")])
def test_an_error_leaves_the_target_as_it_was(tmp_path: Path, error: BaseException) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def write() -> None:
        with writing(target) as beside:
            beside.write_bytes(b"half")
            raise error

    with pytest.raises((type(error), OutputFailed)):
        write()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "提出.xlsx"
    source.write_bytes(b"old")
    (tmp_path / "sub").mkdir()
    link = tmp_path / "link.xlsx"
    link.symlink_to(source)
    hard = tmp_path / "hard.xlsx"
    os.link(source, hard)
    for path in (source, tmp_path / "sub" / ".." / "提出.xlsx", link, hard):
        refused(path, OutputFailed, "元のファイルには書き込みません", (source,))
    assert source.read_bytes() == b"old"


def test_an_input_that_does_not_exist_yet_is_not_written_either(tmp_path: Path) -> None:
    refused(tmp_path / "a.xlsx", OutputFailed, "元のファイル", (tmp_path / "a.xlsx",))


def test_missing_folder_and_folder_as_target(tmp_path: Path) -> None:
    refused(tmp_path / "ない" / "a.xlsx", OutputFailed, "ありません")
    refused(tmp_path, OutputFailed, "フォルダー")


@pytest.mark.parametrize("owner", ["~$結果一覧表.xlsx", ".~lock.結果一覧表.xlsx#"])
def test_a_target_that_excel_or_libreoffice_has_open(tmp_path: Path, owner: str) -> None:
    target = tmp_path / "結果一覧表.xlsx"
    target.write_bytes(b"old")
    (tmp_path / owner).write_bytes(b"x")
    refused(target, Locked, "開かれている")
    assert target.read_bytes() == b"old"


def test_an_owner_file_of_another_workbook_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "~$b.xlsx").write_bytes(b"x")
    assert owner_file(tmp_path / "a.xlsx") is None


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (errno.ENOSPC, "空き"),
        (errno.EACCES, "権限"),
        (errno.EROFS, "権限"),
        (errno.ENAMETOOLONG, "長すぎ"),
        (errno.EIO, "書き込めません"),
    ],
)
def test_what_the_system_refuses_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, word: str
) -> None:
    def failing(source: object, target: object) -> None:
        raise OSError(code, os.strerror(code), str(target))

    monkeypatch.setattr(os, "replace", failing)
    refused(tmp_path / "a.xlsx", OutputFailed, word)
    assert list(tmp_path.iterdir()) == []


def test_a_file_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(source: object, target: object) -> None:
        error = PermissionError(errno.EACCES, "used by another process", str(target))
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(os, "replace", held)
    refused(tmp_path / "a.xlsx", Locked, "ほかのプログラム")


def test_an_error_about_another_file_is_not_blamed_on_the_target(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), writing(tmp_path / "a.xlsx"):
        (tmp_path / "other.csv").read_bytes()


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere: not tested as root"
)
def test_a_folder_without_rights(tmp_path: Path) -> None:
    folder = tmp_path / "ro"
    folder.mkdir(mode=0o500)
    refused(folder / "a.xlsx", OutputFailed, "権限")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_a_new_file_has_the_usual_rights_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    plain, target = tmp_path / "plain", tmp_path / "a.xlsx"
    plain.write_bytes(b"")
    with writing(target) as beside:
        beside.write_bytes(b"1")
    assert target.stat().st_mode == plain.stat().st_mode
    target.chmod(0o640)
    with writing(target) as beside:
        beside.write_bytes(b"2")
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_name_as_long_as_the_system_allows(tmp_path: Path) -> None:
    target = tmp_path / ("あ" * 83 + ".xlsx")  # 254 bytes
    with writing(target) as beside:
        beside.write_bytes(b"1")
    assert target.exists()
