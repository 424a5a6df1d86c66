"""Before a tidied copy is written: every cell that changes, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dxbook import jobs
from dxbook.files import writing
from dxbook.jobs import Progress
from dxbook_gui.clerk.changes_table import ChangesTable
from dxbook_gui.desk import ask_target, may_replace
from dxbook_gui.widgets import Elided

if TYPE_CHECKING:
    from dxbook.jobs import Change


@dataclass(slots=True)
class Tidied:
    """The tidied copy of ``path``, made in a folder of its own: what is looked at is what will be written."""

    path: Path
    changes: list[Change]
    made: Path
    folder: TemporaryDirectory[str]

    def close(self) -> None:
        """Throw the copy away."""
        self.folder.cleanup()


def prepared(path: Path, password: str | None, progress: Progress) -> Tidied:
    """Tidy a copy of ``path``. Raises DxbookError."""
    folder = TemporaryDirectory(prefix="dxbook-", ignore_cleanup_errors=True)
    try:
        progress(0, 1, path.name)
        made = Path(folder.name) / f"copy{path.suffix}"
        changes, _ = jobs.normalize(path, made, password=password)
        progress(1, 1, "")
    except BaseException:
        folder.cleanup()
        raise
    return Tidied(path, changes, made, folder)


def written(tidied: Tidied, target: Path, progress: Progress) -> Path:
    """Put the copy where the user wants it. Raises DxbookError; the workbook it was made of is never replaced."""
    progress(0, 1, target.name)
    with writing(target, inputs=[tidied.path]) as beside:
        copyfile(tidied.made, beside)
    return target


class Preview(QDialog):
    """``target``: where the copy is to be written, None unless the user agreed."""

    def __init__(self, tidied: Tidied, proposed: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tidied, self._proposed = tidied, proposed
        self.target: Path | None = None
        self._asked = False  # the system's dialog has asked whether a file may be replaced
        self.setWindowTitle(self.tr("整える"))
        title = QLabel(self.tr("{n} か所を整えます").format(n=len(tidied.changes)))
        title.setProperty("kind", "verdict")
        note = QLabel(self.tr("色の付いた文字が変わります(␣と□は空白、↵は改行)。もとのブックは変わりません。"), wordWrap=True)
        self.table = ChangesTable(tidied.changes)
        self._place = Elided()
        column = QVBoxLayout(self)
        column.addWidget(title)
        column.addWidget(note)
        column.addWidget(self.table, 1)
        column.addLayout(self._where())
        column.addLayout(self._buttons())
        self._tell_place()
        self.resize(min(960, parent.window().width() - 24) if parent else 960, 560)

    def _where(self) -> QHBoxLayout:
        change = QPushButton(self.tr("変える…"))
        change.setProperty("kind", "small")
        change.clicked.connect(self._choose)
        change.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("写しの名前:")))
        row.addWidget(self._place, 1)
        row.addWidget(change)
        return row

    def _buttons(self) -> QHBoxLayout:
        self.write_button = QPushButton(self.tr("写しを作る(&W)"))
        self.write_button.setProperty("kind", "main")
        self.write_button.setDefault(True)
        self.write_button.clicked.connect(self._agree)
        leave = QPushButton(self.tr("やめる"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(leave)
        row.addWidget(self.write_button)
        return row

    def _choose(self) -> None:
        suffix = self._proposed.suffix
        if chosen := ask_target(self, self.tr("写しの名前"), self._proposed, f"Excel (*{suffix})"):
            self._asked = chosen.suffix.lower() == suffix.lower()
            self._proposed = chosen if self._asked else chosen.with_name(chosen.name + suffix)
            self._tell_place()

    def _tell_place(self) -> None:
        self._place.say(self._proposed.name, str(self._proposed))

    def _agree(self) -> None:
        if self._asked or not self._proposed.exists() or may_replace(self, self._proposed):
            self.target = self._proposed
            self.accept()
