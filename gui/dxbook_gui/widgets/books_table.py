"""Several workbooks at once: the name of each, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from dxbook_gui.widgets.rows import Index, RowsModel, prepare

NAME, TEXT = range(2)
MAX_LINES = 3
"""So many rows are seen at once; the others are scrolled to."""


class BooksModel(RowsModel):
    """A row a workbook."""

    def __init__(self) -> None:
        super().__init__([QCoreApplication.translate("Books", "ファイル"), QCoreApplication.translate("Books", "判定")])
        self.said: list[tuple[str, str]] = []

    @property
    def rows(self) -> Sequence[tuple[str, str]]:
        return self.said

    def fill(self, said: Sequence[tuple[str, str]]) -> None:
        """Show other workbooks."""
        self.beginResetModel()
        self.said = list(said)
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        return self.said[index.row()][index.column()] if role in shown else None


class BooksTable(QTableView):
    """Hidden where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = BooksModel()
        self.setModel(self._model)
        prepare(self, self.tr("ブックごとの判定"))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 8)
        self.horizontalHeader().hide()  # a name and a sentence explain themselves
        self.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(TEXT, QHeaderView.ResizeMode.ResizeToContents)
        self.hide()

    @property
    def said(self) -> list[tuple[str, str]]:
        """(name, what is said) of each."""
        return list(self._model.said)

    def fill(self, said: Sequence[tuple[str, str]]) -> None:
        """Show these (name, what is said)."""
        self._model.fill(said)
        rows = min(len(said), MAX_LINES) * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(rows + 2 * self.frameWidth())
        self.setVisible(bool(said))
