"""Findings as rows of a table: sorted and filtered here, in Python, so that thousands stay fast."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont

from dxbook.findings import Finding, Level, column_number
from dxbook_gui.widgets import Index, RowsModel, theme

LEVEL, FILE, SHEET, CELL, COLUMN, MESSAGE, REMEDY = range(7)


def headers() -> list[str]:
    """The names of the columns, in the language of now."""
    return [
        QCoreApplication.translate("Findings", "レベル"), QCoreApplication.translate("Findings", "ファイル"),
        QCoreApplication.translate("Findings", "シート"), QCoreApplication.translate("Findings", "セル"),
        QCoreApplication.translate("Findings", "欄"), QCoreApplication.translate("Findings", "内容"),
        QCoreApplication.translate("Findings", "直し方"),
    ]


def level_word(level: Level) -> str:
    """A level's name in the language of now."""
    words = {
        Level.ERROR: QCoreApplication.translate("Findings", "エラー"),
        Level.WARNING: QCoreApplication.translate("Findings", "警告"),
        Level.INFO: QCoreApplication.translate("Findings", "情報"),
    }
    return words[level]


def row_of(found: Finding) -> tuple[str, ...]:
    """The texts of one row, in the columns' order."""
    return (f"{theme.SIGNS[found.level]} {level_word(found.level)}", found.file, found.sheet, found.cell,
            found.column, found.message, found.remedy)


class FindingsModel(RowsModel):
    """``shown`` holds the findings that the filters let through, in the order of now."""

    def __init__(self) -> None:
        super().__init__(headers())
        self._all: list[Finding] = []
        self.shown: list[Finding] = []
        self._levels: Collection[Level] = tuple(Level)
        self._words: list[str] = []
        self._column, self._order = -1, Qt.SortOrder.AscendingOrder

    @property
    def rows(self) -> Sequence[Finding]:
        return self.shown

    @property
    def all(self) -> Sequence[Finding]:
        """Every finding, in the order in which they were given."""
        return self._all

    def fill(self, found: Sequence[Finding]) -> None:
        """Show other findings; the filters and the chosen order stay."""
        self._all = list(found)
        self._renew()

    def filter(self, levels: Collection[Level], text: str) -> None:
        """Show only these levels, and rows in which every word of ``text`` occurs (case does not count)."""
        self._levels, self._words = levels, text.casefold().split()
        self._renew()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order in which the findings were given."""
        self._column, self._order = column, order
        self._renew()

    def _renew(self) -> None:
        self.beginResetModel()
        self.shown = [each for each in self._all if each.level in self._levels and self._matches(each)]
        if self._column >= 0:
            self.shown.sort(key=self._key, reverse=self._order == Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def _matches(self, found: Finding) -> bool:
        if not self._words:
            return True
        text = " ".join((*row_of(found), found.value, found.code)).casefold()
        return all(word in text for word in self._words)

    def _key(self, found: Finding) -> tuple[Any, ...]:
        if self._column == LEVEL:
            return (found.level.rank,)
        if self._column == CELL:
            letters = found.cell.rstrip("0123456789")
            return (int(found.cell[len(letters):] or 0), column_number(letters))
        return (row_of(found)[self._column],)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row_of(found)[index.column()].replace("\n", " ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return row_of(found)[index.column()]
        if index.column() == LEVEL and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.colour(theme.LEVEL_NAMES[found.level]))
        if index.column() == LEVEL and role == Qt.ItemDataRole.FontRole:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None
