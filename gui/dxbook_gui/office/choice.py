"""Which departments: a list to tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class Choice(QDialog):
    """Names with boxes; ``names`` are the ticked ones."""

    def __init__(self, parent: QWidget | None, names: Sequence[str], ticked: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("配る課を選ぶ"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("配る課"))
        self.list.setStyleSheet("QListWidget::item { padding: 3px; }")
        for name in names:
            item = QListWidgetItem(name)
            item.setCheckState(Qt.CheckState.Checked if not ticked or name in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        lead = QLabel(self.tr("ブックを作る課に印を付けます(スペースキーで付け外し)。\n"
                              "一部の課だけのときは、新しいフォルダーに作ります。"), wordWrap=True)
        row = QHBoxLayout()
        for text, state in ((self.tr("すべて付ける"), Qt.CheckState.Checked), (self.tr("すべて外す"), Qt.CheckState.Unchecked)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, state=state: self._all(state))
            row.addWidget(button)
        row.addStretch()
        self._buttons = QDialogButtonBox()
        self._ok = self._buttons.addButton(self.tr("決める"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(self.tr("やめる"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.list.itemChanged.connect(lambda _: self._renew())
        column = QVBoxLayout(self)
        column.addWidget(lead)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addWidget(self._buttons)
        self.resize(380, 440)
        self.list.setFocus()

    @property
    def names(self) -> list[str]:
        """The ticked ones, in order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]

    def _all(self, state: Qt.CheckState) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    def _renew(self) -> None:
        self._ok.setEnabled(bool(self.names))


def chosen(parent: QWidget, names: Sequence[str], ticked: Sequence[str]) -> list[str] | None:
    """The names a user ticks; None where the question is closed."""
    asked = Choice(parent, names, ticked)
    return asked.names if asked.exec() == QDialog.DialogCode.Accepted else None
