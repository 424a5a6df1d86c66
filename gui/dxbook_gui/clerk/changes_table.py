"""The table of what tidying changes: sheet, cell, column, kind of change, before, after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dxbook_gui.widgets import Index, RowsModel, kinds, marked, prepare, theme

if TYPE_CHECKING:
    from dxbook.jobs import Change

KIND, BEFORE, AFTER = 3, 4, 5
ALL_MEASURED = 300
"""Up to how many rows are as high as their texts; more would take long to measure, and have two lines each."""


class ChangesModel(RowsModel):
    """One row a cell."""

    def __init__(self, changes: Sequence[Change]) -> None:
        super().__init__([
            QCoreApplication.translate("Changes", "シート"), QCoreApplication.translate("Changes", "セル"),
            QCoreApplication.translate("Changes", "欄"), QCoreApplication.translate("Changes", "変わること"),
            QCoreApplication.translate("Changes", "前"), QCoreApplication.translate("Changes", "後"),
        ])
        self.changes = changes

    @property
    def rows(self) -> Sequence[Change]:
        return self.changes

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change = self.changes[index.row()]
        number = QCoreApplication.translate("Changes", "(数値)") if change.number else ""
        texts = (change.sheet, change.cell, change.column, self._kinds(change), change.before, change.after + number)
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (BEFORE, AFTER):
            return f"<p>{marked(texts[BEFORE], texts[AFTER], short=False)[index.column() - BEFORE]}</p>"
        return None


    @staticmethod
    def _kinds(change: Change) -> str:
        number = [QCoreApplication.translate("Changes", "文字→数値")] if change.number else []
        return "\n".join(kinds(change.before, change.after) + number)


class _Differences(QStyledItemDelegate):
    """Paints both texts with their differences; the row is as high as they need, within limits."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        option = QStyleOptionViewItem(option)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        context = QAbstractTextDocumentLayout.PaintContext()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        context.palette.setColor(QPalette.ColorRole.Text, option.palette.color(role))
        painter.save()
        document = self._document(option, index, option.rect.width())
        above = max(0.0, (option.rect.height() - document.size().height()) / 2)
        painter.translate(option.rect.topLeft())
        painter.setClipRect(QRectF(0, 0, option.rect.width(), option.rect.height()))
        painter.translate(0, above)
        document.documentLayout().draw(painter, context)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else 200
        size = self._document(option, index, width).size().toSize()
        return QSize(size.width(), max(size.height(), 2 * option.fontMetrics.lineSpacing() + 10))

    @staticmethod
    def _document(option: QStyleOptionViewItem, index: Index, width: int) -> QTextDocument:
        row = index.row()
        texts = [str(index.model().index(row, column).data()) for column in (BEFORE, AFTER)]
        document = QTextDocument()
        document.setDefaultFont(theme.fixed(option.font))
        document.setHtml(marked(texts[0], texts[1], short=True)[index.column() - BEFORE])
        document.setTextWidth(width)
        return document


class ChangesTable(QTableView):
    """Shows the changes."""

    def __init__(self, changes: Sequence[Change], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ChangesModel(changes)  # the view does not keep it alive
        self.setModel(self._model)
        prepare(self, self.tr("変わるセルの一覧"))
        differences = _Differences(self)
        self.setItemDelegateForColumn(BEFORE, differences)
        self.setItemDelegateForColumn(AFTER, differences)
        if len(changes) <= ALL_MEASURED:
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = self.horizontalHeader()
        wide = self.fontMetrics().horizontalAdvance("あ")
        for column, width in enumerate((7, 4.5, 8, 6)):
            self.setColumnWidth(column, int(width * wide))
        for column in (BEFORE, AFTER):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
