"""A place to drop a file or a folder on, or to choose it with the keyboard or the mouse."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from dxbook_gui.desk.places import ask_file, ask_files, ask_folder

WORKBOOKS = "*.xlsx *.xlsm *.xls *.xlsb *.ods"


class DropZone(QFrame):
    """Says what belongs here; ``chosen`` carries the paths. With ``folder`` it asks for a folder, with ``several`` for files."""

    chosen = Signal(list)

    def __init__(
        self, lead: str, button: str, *, folder: bool = False, several: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._folder, self._several = folder, several
        self.setProperty("kind", "drop")
        self.setAcceptDrops(True)
        self.setAccessibleName(lead)
        self._lead = QLabel(lead, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._lead.setProperty("kind", "lead")
        self.button = QPushButton(button)
        self.button.clicked.connect(self.ask)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch()
        column.addWidget(self._lead)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def set_lead(self, text: str) -> None:
        """Another text in the middle."""
        self._lead.setText(text)
        self.setAccessibleName(text)

    def ask(self) -> None:
        """Let the user choose in the system's dialog."""
        kinds = f"Excel ({WORKBOOKS});;* (*)"
        if self._several:
            paths = ask_files(self, self.button.text(), kinds)
        else:
            one = ask_folder(self, self.button.text()) if self._folder else ask_file(self, self.button.text(), kinds)
            paths = [one] if one else []
        if paths:
            self.chosen.emit(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData()):
            take(event)
            self._mark(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(False)
        if paths := paths_of(event.mimeData()):
            take(event)
            self.chosen.emit(paths)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.ask()
        else:
            super().keyPressEvent(event)

    def _mark(self, over: bool) -> None:
        self.setProperty("over", over)
        self.style().polish(self)


def paths_of(data: QMimeData) -> list[Path]:
    """The files and folders of this machine that a drag carries."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def take(event: QDropEvent) -> None:
    """Accept a drag as copying: whatever keys are held, nobody is to think that the files were moved."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
