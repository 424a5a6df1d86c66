"""What the checking came to, in one line that can be read from afar, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from dxbook.finding import Finding, Level

from .banner import ERROR, GOOD, SIGNS, WARNING
from .prose import Prose

OPEN_IN_EXCEL = "F116"
"""The finding that a program has the workbook open: what was checked is what was saved last."""


class Verdict(QFrame):
    """「提出できます」, or how many are left to mend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._lead.setProperty("kind", "verdict")
        self._next = Prose()
        column = QVBoxLayout(self)
        column.setSpacing(2)
        column.addWidget(self._lead)
        column.addWidget(self._next)

    @property
    def text(self) -> str:
        """All that it says."""
        return f"{self._lead.text()}\n{self._next.plain}"

    def say(self, found: Sequence[Finding], books: int = 1) -> None:
        """Judge by the findings of ``books`` workbooks."""
        numbers = Counter(each.level for each in listed(found, books))
        errors, warnings = numbers[Level.ERROR], numbers[Level.WARNING]
        if errors:
            level, lead = ERROR, self.tr("あと {n} 件直すと提出できます").format(n=errors)
            steps = [self.tr("行をダブルクリックすると、Excelで開きます。直して保存し、「もう一度検証」を押します。")]
        else:
            level, lead = GOOD, self.tr("提出できます") if books == 1 else self.tr("{n} 冊とも提出できます").format(n=books)
            steps = [self.tr("このブックを、DX事務局へ提出してください。")]
        if warnings and errors:
            steps.append(self.tr("ほかに警告が {n} 件あります。").format(n=warnings))
        elif warnings:
            steps = [self.tr("警告が {n} 件あります。確かめて、正しければこのまま提出できます。").format(n=warnings)]
        if any(each.code == OPEN_IN_EXCEL for each in found):
            level = level if errors else WARNING
            steps.insert(0, self.tr("Excelで開いているので、最後に保存した内容を調べました。直したら、保存してください。"))
        self.setProperty("level", level)
        self.style().polish(self)
        self._lead.setText(f"{SIGNS[level if errors else GOOD]} {lead}")
        self._next.say("\n".join(steps))
        self.setAccessibleName(self.text)


def listed(found: Sequence[Finding], books: int) -> list[Finding]:
    """What is counted and stands in the table: of one workbook, that it is open in Excel is said in words."""
    return [each for each in found if books > 1 or each.code != OPEN_IN_EXCEL]
