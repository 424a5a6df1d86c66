"""A table of results: lines of texts with a sign or a colour, the whole text of the chosen line below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from dxbook_gui.widgets import NOWHERE, Index, RowsModel, pasted, prepare, theme

_ROLE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name, its width in Japanese characters (0: a share of what is left), numbers to the right."""

    label: str
    width: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row. ``colour``: of its first text, by the names of ``dxbook.look``; ``detail``: told below the table;
    ``of``: what the row stands for."""

    texts: tuple[str, ...]
    colour: str = ""
    detail: str = ""
    of: Any = None


class _Model(RowsModel):
    def __init__(self, heads: Sequence[Head]) -> None:
        super().__init__([head.label for head in heads])
        self.heads = heads
        self._tips: dict[int, str] = {}
        self.lines: list[Line] = []

    def rename(self, column: int, text: str, tip: str) -> None:
        """Another name, and what it means."""
        self._names = [text if place == column else name for place, name in enumerate(self._names)]
        self._tips[column] = tip
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _ROLE.ToolTipRole:
            return self._tips.get(section)
        return super().headerData(section, orientation, role)

    @property
    def rows(self) -> Sequence[Line]:
        return self.lines

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        line = self.lines[index.row()]
        text = line.texts[index.column()]
        if role == _ROLE.DisplayRole:
            return text.replace("\n", " ")
        if role == _ROLE.ToolTipRole:
            return text
        if role == _ROLE.TextAlignmentRole and self.heads[index.column()].right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == _ROLE.ForegroundRole and line.colour and not index.column():
            return theme.colour(line.colour)
        return None


class ResultTable(QWidget):
    """``opened`` carries the Line and the column of a double click or Enter. Ctrl+C copies the chosen rows for Excel."""

    opened = Signal(object, int)

    def __init__(self, name: str, heads: Sequence[Head], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = _Model(heads)
        self.view = QTableView()
        self.detail = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail.setMargin(4)
        self.detail.hide()
        self._prepare(name, heads)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.view, 1)
        column.addWidget(self.detail)

    def _prepare(self, name: str, heads: Sequence[Head]) -> None:
        view = self.view
        view.setModel(self.model)
        prepare(view, name)
        view.setStyleSheet("QTableView::item { padding: 0 4px; }")
        letters = view.fontMetrics()
        head = view.horizontalHeader()
        for number, each in enumerate(heads):
            if each.width:
                width = int((each.width + 1.2) * letters.horizontalAdvance("あ"))
                view.setColumnWidth(number, max(width, head.sectionSizeHint(number)))  # names in English are longer
            else:
                head.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(5 * letters.horizontalAdvance("あ"))
        view.activated.connect(lambda index: self.opened.emit(self.model.lines[index.row()], index.column()))
        view.selectionModel().currentRowChanged.connect(lambda now, _: self._explain(now.row()))
        QShortcut(QKeySequence.StandardKey.Copy, view, self.copy, context=Qt.ShortcutContext.WidgetShortcut)

    def name(self, column: int, text: str, tip: str = "") -> None:
        """Another name for a column, as the plan has its own words; the column becomes as wide as it needs."""
        heads = self.model.heads
        self.model.rename(column, text, tip)
        head = self.view.horizontalHeader()
        if heads[column].width:
            width = int((heads[column].width + 1.2) * self.view.fontMetrics().horizontalAdvance("あ"))
            self.view.setColumnWidth(column, max(width, head.sectionSizeHint(column)))

    @property
    def lines(self) -> Sequence[Line]:
        """The rows shown."""
        return self.model.lines

    def fill(self, lines: Sequence[Line]) -> None:
        """Show these rows; the first is chosen."""
        self.model.beginResetModel()
        self.model.lines = list(lines)
        self.model.endResetModel()
        if lines:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._explain(0)

    def put(self, row: int, line: Line) -> None:
        """Another line in the place of ``row``; at the end where there is no such row."""
        if row < len(self.model.lines):
            self.model.lines[row] = line
            self.model.dataChanged.emit(self.model.index(row, 0), self.model.index(row, len(self.model.heads) - 1))
        else:
            self.model.beginInsertRows(NOWHERE, len(self.model.lines), len(self.model.lines))
            self.model.lines.append(line)
            self.model.endInsertRows()

    def copy(self) -> None:
        """Put the chosen rows into the clipboard, as text with tabs."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        QGuiApplication.clipboard().setText("\n".join(
            "\t".join(pasted(text) for text in self.model.lines[row].texts) for row in rows))

    def _explain(self, row: int) -> None:
        told = self.model.lines[row].detail if 0 <= row < len(self.model.lines) else ""
        self.detail.setText(told)
        self.detail.setVisible(bool(told))
