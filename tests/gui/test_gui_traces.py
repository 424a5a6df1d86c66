"""Qt's file dialogs write into the registry (on Linux: QtProject.conf). Nothing of it stays."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from dxbook_gui.desk.traces import none_left
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

NATIVE, USER = QSettings.Format.NativeFormat, QSettings.Scope.UserScope


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """The file in which Qt keeps it, in a folder of the test's."""
    before = Path(QSettings(USER, "QtProject").fileName()).parent
    QSettings.setPath(NATIVE, USER, str(tmp_path))
    yield Path(QSettings(USER, "QtProject").fileName())
    QSettings.setPath(NATIVE, USER, str(before))


def choose(folder: Path) -> None:
    """Open a file dialog and leave it."""
    QTimer.singleShot(200, lambda: QApplication.activeModalWidget().reject())
    QFileDialog.getOpenFileName(None, "", str(folder))


def test_a_file_dialog_leaves_nothing(qtbot: QtBot, kept: Path, tmp_path: Path) -> None:
    with none_left():
        choose(tmp_path)
        assert "lastVisited" in kept.read_text()  # else there is nothing to be afraid of, and this module may go
    assert not kept.exists()  # not even an empty file


def test_a_file_that_was_there_stays(qtbot: QtBot, kept: Path, tmp_path: Path) -> None:
    kept.touch()
    with none_left():
        choose(tmp_path)
    assert kept.read_text().strip() == ""


def test_what_another_program_left_stays(qtbot: QtBot, kept: Path, tmp_path: Path) -> None:
    choose(tmp_path)
    with none_left():
        choose(tmp_path)
    assert "lastVisited" in kept.read_text()
