"""What the checking came to, in one line that can be read from afar, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from dxbook.findings import Finding, Level
from dxbook.plan import Checked, Origin
from dxbook_gui.desk import ERROR, GOOD, SIGNS, WARNING
from dxbook_gui.widgets import BooksTable, Prose

OPEN_IN_EXCEL = "F116"
"""The finding that a program has the workbook open: what was checked is what was saved last."""


@dataclass(slots=True)
class Judged:
    """``lead`` in a few words, after the sign of ``level``; ``steps``: what to do, a line each."""

    level: str
    lead: str
    steps: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words with their sign."""
        return f"{SIGNS[self.level]} {self.lead}"


class Verdict(QFrame):
    """「提出できます」, or how many are left to mend, or that it is nothing to hand in. Of several books one line each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._lead.setProperty("kind", "verdict")
        self._next = Prose()
        self.books = BooksTable()
        column = QVBoxLayout(self)
        column.setSpacing(2)
        for widget in (self._lead, self._next, self.books):
            column.addWidget(widget)

    @property
    def text(self) -> str:
        """All that it says of them together."""
        return f"{self._lead.text()}\n{self._next.plain}"

    def say(self, books: Sequence[Checked]) -> None:
        """Judge these workbooks."""
        said = judged(books[0]) if len(books) == 1 else together(books)
        careful = len(books) == 1 and said.level == GOOD and _open(books[0].findings)
        self.setProperty("level", WARNING if careful else said.level)
        self.style().polish(self)
        self._lead.setText(said.text)
        self._next.say("\n".join(said.steps))
        self._next.setVisible(bool(said.steps))
        self.books.fill([(each.name, judged(each).text) for each in books] if len(books) > 1 else [])
        self.setAccessibleName(self.text)


def judged(book: Checked) -> Judged:
    """What is said of one workbook."""
    translate = QCoreApplication.translate
    numbers = Counter(each.level for each in listed(book.findings, 1))
    errors, warnings = numbers[Level.ERROR], numbers[Level.WARNING]
    if book.origin is not Origin.HANDED:
        return _nothing_to_hand_in(book.origin, errors + warnings)
    warned = translate("Verdict", "警告が {n} 件あります。確かめて、正しければこのまま提出できます。").format(n=warnings)
    if errors:
        said = Judged(ERROR, translate("Verdict", "あと {n} 件直すと提出できます").format(n=errors), [
            translate("Verdict", "行をダブルクリックすると、Excelで開きます。直して保存し、「もう一度検証」を押します。")])
        if warnings:
            said.steps.append(translate("Verdict", "ほかに警告が {n} 件あります。").format(n=warnings))
    else:
        said = Judged(GOOD, translate("Verdict", "提出できます"), [
            warned if warnings else translate("Verdict", "このブックを、DX事務局へ提出してください。")])
    if _open(book.findings):
        said.steps.insert(0, translate(
            "Verdict", "Excelで開いているので、最後に保存した内容を調べました。直したら、保存してください。"))
    return said


def _nothing_to_hand_in(origin: Origin | None, findings: int) -> Judged:
    translate = QCoreApplication.translate
    if origin is None:
        return Judged(ERROR, translate("Verdict", "読めません"))
    if origin is Origin.STRANGER:
        return Judged(ERROR, translate("Verdict", "計画のブックではありません"), [
            translate("Verdict", "「別のブック…」を押し、DX事務局から届いたブックを選んでください。")])
    if origin is Origin.PLAN:
        said = Judged(WARNING, translate("Verdict", "計画全体のブックです(提出するものではありません)"), [
            translate("Verdict", "課が提出するのは、DX事務局から届いた、課のブックです。")])
    else:
        said = Judged(WARNING, translate("Verdict", "DX事務局から届いたブックではありません(提出できません)"), [
            translate("Verdict", "シートを写したブックなどは、受け取ってもらえません。届いたブックそのものに書いてください。")])
    if findings:
        said.steps.append(translate("Verdict", "調べたところ、直すところや確かめるところが {n} 件あります。").format(n=findings))
    return said


def together(books: Sequence[Checked]) -> Judged:
    """What is said of several workbooks."""
    translate, ready = QCoreApplication.translate, sum(each.ready for each in books)
    if ready == len(books):
        said = Judged(GOOD, translate("Verdict", "{n} 冊とも提出できます").format(n=ready))
    else:
        said = Judged(ERROR, translate("Verdict", "{n} 冊のうち、提出できるのは {m} 冊です").format(n=len(books), m=ready))
    said.steps.append(translate("Verdict", "「整える」と印を付けた写しは、1冊ずつ開いたときに使えます。"))
    return said


def _open(found: Sequence[Finding]) -> bool:
    return any(each.code == OPEN_IN_EXCEL for each in found)


def listed(found: Sequence[Finding], books: int) -> list[Finding]:
    """What is counted and stands in the table: of one workbook, that it is open in Excel is said in words."""
    return [each for each in found if books > 1 or each.code != OPEN_IN_EXCEL]
