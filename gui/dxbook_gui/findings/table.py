"""The list of findings: filters above, the table, and the whole text of the chosen one below.

    table = FindingsTable()
    table.fill(findings)                      # or fill(findings, files=True) with a column for the file
    table.opened.connect(...)                 # a Finding: double click, Enter, or the button below
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QMenu, QTableView, QVBoxLayout, QWidget

from dxbook.findings import Finding, Level
from dxbook_gui.findings.detail import Detail
from dxbook_gui.findings.filter import Filter
from dxbook_gui.findings.model import (
    CELL,
    COLUMN,
    FILE,
    LEVEL,
    MESSAGE,
    REMEDY,
    SHEET,
    FindingsModel,
    level_word,
    row_of,
)
from dxbook_gui.widgets import pasted, prepare, theme

_WIDTHS = {LEVEL: 5.5, FILE: 12.0, SHEET: 6.0, CELL: 5.0, COLUMN: 9.5}  # in characters of Japanese


class FindingsTable(QWidget):
    """Selected rows are copied with Ctrl+C as lines that Excel takes as rows."""

    opened = Signal(object)  # Finding

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = FindingsModel()
        self.filter = Filter()
        self.view = QTableView()
        self.detail = Detail()
        self._prepare_view()
        self._hidden = QLabel(self.tr("しぼり込みに合う指摘はありません。"), alignment=Qt.AlignmentFlag.AlignCenter)
        self.filter.changed.connect(self._filter)
        self.view.activated.connect(self._activate)
        self.view.selectionModel().currentRowChanged.connect(lambda now, _: self._explain(now))
        self.detail.wanted.connect(self._activate)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.filter, self._hidden, self.view, self.detail):
            column.addWidget(widget, 1 if widget is self.view else 0)

    def fill(self, found: Sequence[Finding], *, files: bool = False) -> None:
        """Show these findings; ``files``: they are of several workbooks. The filters stay as they are."""
        self.view.setColumnHidden(FILE, not files)
        kept = self.current
        self.filter.count(found)
        self.model.fill(found)
        self._choose(kept)

    @property
    def current(self) -> Finding | None:
        """The finding of the chosen row."""
        row = self.view.currentIndex().row()
        return self.model.shown[row] if 0 <= row < len(self.model.shown) else None

    def show_all(self) -> None:
        """Take the filters away, and sort as the findings were given."""
        self.filter.clear()
        self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def copy(self) -> None:
        """Put the selected rows into the clipboard, as text with tabs."""
        rows = sorted({index.row() for index in self.view.selectionModel().selectedRows()})
        if rows:
            QGuiApplication.clipboard().setText("\n".join(self._line(self.model.shown[row]) for row in rows))

    def _line(self, found: Finding) -> str:
        texts = (text for column, text in enumerate(row_of(found)) if not self.view.isColumnHidden(column))
        return "\t".join(pasted(text) for text in texts)

    def _prepare_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        prepare(view, self.tr("指摘の一覧"))
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # all alike: fast
        letters, head = view.fontMetrics(), view.horizontalHeader()
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setSortIndicatorClearable(True)
        view.setSortingEnabled(True)
        for column, width in _WIDTHS.items():
            view.setColumnWidth(column, int(width * letters.horizontalAdvance("あ")))
        widest = max(letters.horizontalAdvance(f"{theme.SIGNS[level]} {level_word(level)}") for level in Level)
        view.setColumnWidth(LEVEL, max(view.columnWidth(LEVEL), int(1.15 * widest) + 12))  # it is bold
        for column in (MESSAGE, REMEDY):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        view.setColumnHidden(FILE, True)
        self._add_actions()

    def _add_actions(self) -> None:
        self._open = QAction(self.tr("Excelで開く"), self)
        self._open.triggered.connect(lambda: self._activate())
        self._copy = QAction(self.tr("コピー"), self)
        self._copy.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.triggered.connect(self.copy)
        self.view.addAction(self._copy)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions([self._open, self._copy])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _filter(self) -> None:
        kept = self.current
        self.model.filter(self.filter.levels, self.filter.text)
        self._choose(kept)

    def _choose(self, found: Finding | None) -> None:
        row = self.model.shown.index(found) if found in self.model.shown else 0
        self.view.setCurrentIndex(self.model.index(row, LEVEL))
        self._explain(self.view.currentIndex())

    def _explain(self, index: QModelIndex) -> None:
        self._hidden.setVisible(bool(self.model.all) and not self.model.shown)
        self.detail.explain(self.model.shown[index.row()] if index.isValid() else None)

    def _activate(self, _: object = None) -> None:
        if found := self.current:
            self.opened.emit(found)
