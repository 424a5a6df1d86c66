"""The Excel add-in from the window's menu. Excel's own list is imitated as in test_addin_install."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from dxbook_gui.desk.settings import CLERK
from dxbook_gui.frame import addin_menu
from dxbook_gui.frame.window import MainWindow
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from dxbook import __version__
from dxbook.apps.excel import addin, addin_excel
from tests.support.addin_files import FakeList, make_addin, tree
from tests.support.gui_drive import answering, assert_nothing_cut, menu_action, shown, wait


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's add-in folder on a Windows that has the add-in beside the program."""
    source, target = make_addin(tmp_path / "dxbook.xlam", __version__), tmp_path / "山田" / "AddIns"
    monkeypatch.setattr(addin, "default_folder", lambda: target)
    monkeypatch.setattr(addin, "find", lambda: source)
    monkeypatch.setattr(addin, "program_folders", lambda: (tmp_path,))
    for name in ("xlwings64-1.dll", "xlwings32-1.dll"):
        (tmp_path / name).write_bytes(name.encode())
    return target


def choose(qtbot: QtBot, window: MainWindow, entry: str, answer: str) -> list[str]:
    """Choose an entry of the menu and answer its question; what was asked."""
    asked: list[str] = []
    QTimer.singleShot(0, answering(answer, asked))
    menu_action(window, entry).trigger()
    wait(qtbot, window)
    return asked


def with_list(monkeypatch: pytest.MonkeyPatch, listed: FakeList) -> FakeList:
    monkeypatch.setattr(addin_excel, "registrar", lambda: listed)
    return listed


def test_in_and_out_again(qtbot: QtBot, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = with_list(monkeypatch, FakeList())
    window = shown(qtbot, tmp_path, CLERK)
    assert choose(qtbot, window, "入れる", "入れる") == ["Excelのアドインを入れますか。"]
    assert "dxbook.xlam" in tree(folder)
    assert listed.on == {str(folder / "dxbook.xlam")}
    assert window.desk.banner.property("level") == "good"
    assert window.desk.banner.text.endswith("Excelを開き直すと、リボンに「dxbook」のタブが出ます。")
    assert choose(qtbot, window, "取り除く", "取り除く") == ["Excelのアドインを取り除きますか。"]
    assert tree(folder) == set()
    assert window.desk.banner.text == "✓ アドインを取り除きました。"
    choose(qtbot, window, "取り除く", "取り除く")
    assert window.desk.banner.text == "ℹ アドインは入っていません。"


def test_no_means_no(qtbot: QtBot, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = with_list(monkeypatch, FakeList())
    window = shown(qtbot, tmp_path, CLERK)
    choose(qtbot, window, "入れる", "やめる")
    assert (tree(folder), listed.on) == (set(), set())
    assert window.desk.banner.text == ""


def test_without_excel_the_three_steps_are_shown(
    qtbot: QtBot, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_list(monkeypatch, FakeList(there=False))
    window = shown(qtbot, tmp_path, CLERK)
    choose(qtbot, window, "入れる", "入れる")
    lines = window.desk.banner.text.splitlines()
    assert window.desk.banner.property("level") == "warning"
    assert lines[0] == f"▲ アドイン(版 {__version__})を入れました。"
    assert [line[:2] for line in lines[-3:]] == ["1.", "2.", "3."]
    assert str(folder / "dxbook.xlam") in lines[-2]
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    (button,) = window.desk.banner.buttons
    button.click()
    assert opened[0].fileName() == "addin.html"
    assert_nothing_cut(qtbot, window)


def test_while_excel_has_it_open_the_user_is_told(
    qtbot: QtBot, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_list(monkeypatch, FakeList())
    window = shown(qtbot, tmp_path, CLERK)
    choose(qtbot, window, "入れる", "入れる")
    (folder / "~$dxbook.xlam").write_bytes(b"")
    choose(qtbot, window, "取り除く", "取り除く")
    assert window.desk.banner.property("level") == "error"
    assert "閉じてから" in window.desk.banner.text
    assert (folder / "dxbook.xlam").is_file()


@pytest.mark.parametrize("entry", ["入れる", "取り除く"])
def test_off_windows_it_is_told_before_anything_is_asked(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    window = shown(qtbot, tmp_path, CLERK)
    menu_action(window, entry).trigger()
    assert "WindowsのExcelだけです。" in window.desk.banner.text
    assert "dxbook.exe addin install" in window.desk.banner.text


def test_excel_is_spoken_to_as_windows_wants_it(
    qtbot: QtBot, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work runs on another thread, and every thread has to make itself known to COM first."""
    said: list[str] = []

    @contextmanager
    def speaking() -> Iterator[None]:
        said.append("begin")
        yield
        said.append("end")

    class Noting(FakeList):
        def switch_on(self, path: Path) -> bool | None:
            said.append("on")
            return super().switch_on(path)

    monkeypatch.setattr(addin_menu, "speaking", speaking)
    with_list(monkeypatch, Noting())
    choose(qtbot, shown(qtbot, tmp_path, CLERK), "入れる", "入れる")
    assert said == ["begin", "on", "end"]


@pytest.mark.parametrize(("entry", "file"), [("Excelのアドインの手引き", "addin.html"), ("情報担当のかたへ", "it.html")])
def test_the_other_pages_open_in_the_browser(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, file: str
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    window = shown(qtbot, tmp_path, CLERK)
    menu_action(window, entry).trigger()
    assert [url.fileName() for url in opened] == [file]
    assert Path(opened[0].toLocalFile()).is_file()
