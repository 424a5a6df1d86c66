"""The ledger of collecting: departments by verdict, filling up while files are read."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel

from dxbook.plan import BY_KEY
from dxbook.rounds.collect import (
    VERDICTS,
    Collected,
    Conflict,
    Returned,
    Verdict,
    View,
    Watcher,
    verdict_of,
    why,
)
from dxbook.text import written
from dxbook_gui.office.table import Head, Line, ResultTable
from dxbook_gui.widgets import theme

COLOURS = {Verdict.ACCEPTED: "SUCCESS", Verdict.CONDITIONAL: "WARNING", Verdict.REJECTED: "ERROR", Verdict.MISSING: "QUIET"}


def worded(verdict: str) -> str:
    """What became of a department or a file, as ``dxbook.rounds.collect`` says it, in the language of now."""
    words = {
        "○ 受理": QCoreApplication.translate("Ledger", "○ 受理"),
        "△ 条件付": QCoreApplication.translate("Ledger", "△ 条件付"),
        "✕ 差戻し": QCoreApplication.translate("Ledger", "✕ 差戻し"),
        "－ 未提出": QCoreApplication.translate("Ledger", "－ 未提出"),
        "－ 使わない": QCoreApplication.translate("Ledger", "－ 使わない"),
        "✕ 受け取れない": QCoreApplication.translate("Ledger", "✕ 受け取れない"),
    }
    return words[verdict]


class Outcome(QObject):
    """What a worker tells its watcher, as signals: they arrive on the window's thread."""

    asked = Signal(list)  # names of departments
    received = Signal(object)  # Returned

    @property
    def watcher(self) -> Watcher:
        """The watcher whose words these are."""
        return _Watcher(self)


class _Watcher(Watcher):
    def __init__(self, told: Outcome) -> None:
        self._told = told

    def asked(self, departments: Sequence[str]) -> None:
        self._told.asked.emit(list(departments))

    def received(self, returned: Returned) -> None:
        self._told.received.emit(returned)


class Counts(QLabel):
    """How many departments have which verdict, in a line."""

    def __init__(self) -> None:
        super().__init__()
        self._verdicts: Sequence[Verdict] = ()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._verdicts:
            self.show_of(self._verdicts)

    def show_of(self, verdicts: Sequence[Verdict]) -> None:
        """Count these, one a department."""
        self._verdicts = tuple(verdicts)
        counts = Counter(verdicts)
        parts = [(worded(VERDICTS[each].text), COLOURS[each], counts[each]) for each in Verdict]
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText("　".join(
            f'<span style="color:{theme.colour(colour).name()}">{html.escape(text)}</span>&nbsp;<b>{count}</b>'
            for text, colour, count in parts))
        self.setAccessibleName("、".join(f"{text} {count}" for text, _, count in parts))


class Ledger(ResultTable):
    """A line a file; a department without one has a line of its own: 未提出. ``departments``: their verdicts."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("Ledger", "課ごとの結果"), (
            Head(QCoreApplication.translate("Ledger", "判定"), 5), Head(QCoreApplication.translate("Ledger", "課"), 7),
            Head(QCoreApplication.translate("Ledger", "記入"), 3, True),
            Head(QCoreApplication.translate("Ledger", "理由"), 0),
            Head(QCoreApplication.translate("Ledger", "ファイル"), 0),
            Head(QCoreApplication.translate("Ledger", "差戻し票"), 4)))
        letters = self.view.fontMetrics()
        widest = max(letters.horizontalAdvance(worded(tag.text)) for tag in VERDICTS.values())
        self.view.setColumnWidth(0, max(self.view.columnWidth(0), widest + letters.horizontalAdvance("あ")))
        self._due: list[str] = []
        self.departments: list[Verdict] = []

    def begin(self, departments: Sequence[str]) -> None:
        """All of them are missing still."""
        self._due = list(departments)
        self.departments = [Verdict.MISSING] * len(self._due)
        self.fill([_absent(name, "") for name in self._due])

    def receive(self, returned: Returned) -> None:
        """One file as read; what another file means for it shows at the end."""
        names = [line.texts[1] for line in self.lines]
        free = [row for row, line in enumerate(self.lines) if line.of is None and line.texts[1] == returned.department]
        self.put(free[0] if free else len(names), _line(returned))
        if not returned.problem and returned.department in self._due:
            place = self._due.index(returned.department)
            self.departments[place] = min(self.departments[place], returned.verdict, key=list(Verdict).index)

    def finish(self, collected: Collected) -> None:
        """The outcome in the plan's order, files that are nobody's left out."""
        view = View(collected, self._due)
        self.departments = [view.verdict(name) for name in view.due]
        lines: list[Line] = []
        for name in view.due:
            lines += [_line(each) for each in view.files.get(name, ())] or [_absent(name, view.absence(name))]
        self.fill(lines)


def _absent(name: str, text: str) -> Line:
    return Line((worded(VERDICTS[Verdict.MISSING].text), name, "", text, "", ""), COLOURS[Verdict.MISSING], text)


def _line(each: Returned) -> Line:
    colour = "QUIET" if each.unused else COLOURS[each.verdict]
    slip = QCoreApplication.translate("Ledger", "あり") if each.slip and not each.unused else ""
    entries = f"{each.answered}/{each.due}" if each.due else ""
    name = each.name or each.path.name
    worst = [found for found in each.findings if found not in each.missing]
    worst.sort(key=lambda found: found.level.rank)
    told = [why(each)] if not worst or each.unused else [*(
        f"{found.sheet} {found.cell}　{found.message}".strip() for found in worst[:2])]
    if len(worst) > 2 and not each.unused:
        more = QCoreApplication.translate("Ledger", "ほか{n}件。「集約結果」の「指摘」にあります。")
        told.append(more.format(n=len(worst) - 2))
    owner = each.department or each.sender or QCoreApplication.translate("Ledger", "(わかりません)")
    texts = (worded(verdict_of(each).text), owner, entries, why(each), name, slip)
    return Line(texts, colour, "\n".join(filter(None, told)), each)


def conflict_lines(collected: Collected) -> list[Line]:
    """What is to be decided, a line a cell."""
    return [_conflict(each) for each in collected.merged.conflicts]


def _conflict(each: Conflict) -> Line:
    column = BY_KEY[each.target[0]].column(each.target[2]).label
    claims = [f"{department}「{_said(edit.raw)}」" for department, _, edit in each.claims]
    settled = QCoreApplication.translate("Ledger", "(決めてあります)") if each.settled else ""
    told = "\n".join(filter(None, (f"{each.sheet} {each.cell}　{each.reason}{settled}", *claims)))
    return Line((each.label, column, _said(each.current), "、".join(claims)), detail=told, of=each)


def _said(value: object) -> str:
    return "" if value is None else written(value)


def stranger_lines(collected: Collected) -> list[Line]:
    """Files that are no department's, and why."""
    return [Line((each.name, each.problem or why(each)), "ERROR", f"{each.name}\n{each.problem or why(each)}", each)
            for each in View(collected).strangers]
