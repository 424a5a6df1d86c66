"""A page of the DX office: a heading, fields in a grid, buttons, what came of it, results."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dxbook_gui.desk import Desk, open_folder
from dxbook_gui.office.ask import tab_through


class Page(QWidget):
    """``form`` is a grid for its fields, ``results`` shows ``empty`` until there are some, ``folder`` has them."""

    def __init__(self, desk: Desk, title: str, says: str, do: str, empty: QWidget) -> None:
        super().__init__()
        self.desk = desk
        self.folder: Path | None = None
        self.main = QPushButton(do)
        self.main.setProperty("kind", "main")
        self.folder_button = QPushButton(self.tr("結果のフォルダーを開く"))
        self.folder_button.clicked.connect(lambda: self.folder and open_folder(self.folder))
        self.told = QLabel(wordWrap=True)
        self.form, self.buttons = QGridLayout(), QHBoxLayout()
        self.results = QStackedWidget()
        self.empty = empty
        self.results.addWidget(empty)
        self._lay_out(title, says)
        desk.only_idle(self.main)

    def _lay_out(self, title: str, says: str) -> None:
        head = QLabel(title)
        head.setProperty("kind", "title")
        self._lead = QLabel(says, wordWrap=True)
        self._lead.setProperty("kind", "quiet")
        self.form.setColumnStretch(1, 1)
        self.form.setColumnStretch(3, 1)
        self.buttons.addWidget(self.main)
        self.buttons.addWidget(self.folder_button)
        self.buttons.addStretch()
        self.said = QHBoxLayout()
        self.said.addWidget(self.told, 1)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(6)
        for item in (head, self._lead):
            column.addWidget(item)
        column.addLayout(self.form)
        column.addLayout(self.buttons)
        column.addLayout(self.said)
        column.addWidget(self.results, 1)
        self.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes as the eye does: the fields, the buttons, the results."""
        super().showEvent(event)
        fields = [self.form.itemAtPosition(row, column) for row in range(self.form.rowCount()) for column in (1, 3)]
        rest = [layout.itemAt(place) for layout in (self.buttons, self.said) for place in range(layout.count())]
        tab_through([widget for item in (*fields, *rest) if item and (widget := item.widget())] + [self.results])

    def field(self, row: int, column: int, label: str, widget: QWidget, *, wide: bool = False) -> None:
        """Put a field with its label into the form; ``wide``: to the end of the row."""
        name = QLabel(label)
        name.setBuddy(widget)
        widget.setAccessibleName(label)
        self.form.addWidget(name, row, 2 * column)
        self.form.addWidget(widget, row, 2 * column + 1, 1, 3 if wide else 1)
        self.desk.only_idle(widget)

    def clear(self) -> None:
        """As before the work."""
        self.results.setCurrentWidget(self.empty)
        self._lead.show()
        self.folder = None
        self.folder_button.hide()
        self.tell("")

    def tell(self, text: str) -> None:
        """What came of it, in a line above the results."""
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def finish(self, results: QWidget, folder: Path | None, text: str) -> None:
        """Show the results; ``folder``: where they were written."""
        self.folder = folder
        self.folder_button.setVisible(folder is not None)
        self.tell(text)
        self.show_results(results)

    def show_results(self, results: QWidget) -> None:
        """Give the room to them: what the step is for need no longer be said."""
        self._lead.hide()
        self.results.setCurrentWidget(results)
