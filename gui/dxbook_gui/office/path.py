"""A field for a file or folder: typed, chosen or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from dxbook_gui.desk import ask_folder, ask_target, begin, paths_of


class PathField(QWidget):
    """``file``: the name filter of a file to be written; "" for a folder. ``changed``: another path stands there."""

    changed = Signal()

    def __init__(self, title: str, file: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._file = title, file
        self.edit = QLineEdit()
        self.edit.setAcceptDrops(False)
        self.edit.textChanged.connect(lambda _: self.changed.emit())
        self.button = QPushButton(self.tr("選ぶ…"))
        self.button.setProperty("kind", "small")
        self.button.setAccessibleName(title)
        self.button.clicked.connect(self.ask)
        self.setAcceptDrops(not file)
        self.setFocusProxy(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    @property
    def path(self) -> Path | None:
        """What stands there; None where nothing does."""
        text = self.edit.text().strip().strip('"')
        return Path(text).expanduser() if text else None

    def put(self, path: Path | None) -> None:
        """Let this stand there."""
        self.edit.setText(str(path) if path else "")

    def ask(self) -> None:
        """Let the user choose in the system's dialog. Whether a file may be replaced is asked later."""
        if self._file:
            chosen = ask_target(self, self._title, self.path or begin() / "", self._file, replaces=False)
        else:
            chosen = ask_folder(self, self._title, self.path)
        if chosen:
            self.put(chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(path.is_dir() for path in paths_of(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in paths_of(event.mimeData())[:1]:
            event.acceptProposedAction()
            self.put(path)
