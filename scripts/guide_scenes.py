"""What the guides show: the real window, driven through both roles on a sample plan as a clerk and the office do.

``scenes`` yields a name and what is to be seen then; ``words`` are all texts of it, seen or opened by a click.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dxbook_gui.charts import ChartView
from dxbook_gui.clerk import Preview
from dxbook_gui.desk import CLERK, OFFICE, Settings
from dxbook_gui.frame import MainWindow, idle, texts
from dxbook_gui.office import Choice, NewPlan
from dxbook_gui.widgets import LIGHT, theme
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QTabWidget,
    QWidget,
)

from dxbook import jobs
from dxbook.demo import answers
from scripts.sample_spring import give_back, plan_before, sample

CITY, DEPARTMENT = "choshi", "市民室"
SIZE, SMALL = (900, 600), (900, 480)
SHOWN_ROOM = "C:\\計画"
"""Stands in pictures for the temporary folder in which they are made."""
Scene = tuple[str, QWidget]


def scenes(room: Path) -> Iterator[Scene]:
    """(name, what is to be seen) through both roles, in the order of the guides. Makes its files in ``room``."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    settings = Settings(room / "settings.ini")
    settings.colours = LIGHT
    theme.apply(app, LIGHT)
    with patch("dxbook.workbook.make.pdf.available", lambda: True):  # as where Excel or LibreOffice is
        window = MainWindow(settings)
    window.desk.show = lambda path, sheet, cell: f"「{path.name}」をExcelで開きました。"  # what it says where Excel is
    window.resize(*SIZE)
    window.show()
    try:
        yield "welcome", window
        handed, back, plan = spring(room)
        yield from clerk(window, clerks_book(handed, plan, room))
        yield from office(window, plan, back)
    finally:
        idle(window)
        window.close()


def spring(room: Path) -> tuple[Path, Path, Path]:
    """A sample city's spring: the folder that was handed out, what came back, the plan."""
    plan = plan_before(room / "DX推進計画.xlsx", CITY)
    handed, back = room / "配布したもの", room / "届いたブック"
    jobs.handout(plan, handed)
    give_back(handed, back, plan, CITY)
    return handed, back, plan


def clerks_book(handed: Path, plan: Path, room: Path) -> Path:
    """The hand-out of the first department, filled in as a person does: with some slips."""
    path = next(handed.glob(f"R*_{DEPARTMENT}.xlsx"))
    book, _ = jobs.read(path)
    year, _ = jobs.read(sample(room / "年度末.xlsx", CITY))
    given = answers.answers(book, year)
    actuals = [target for target in given if target[2] == "actual"]
    given[actuals[0]] = "たくさん"
    if len(actuals) > 1:
        given[actuals[1]] = f"{given[actuals[1]]}　"
    texts = [target for target in given if target[0] == "reports" and isinstance(given[target], str)]
    given[texts[0]] = f"　{given[texts[0]]}ＤＸ"
    marks = [target for target in texts if target[2] == "progress"]
    given[marks[0]] = "順調です"
    folder = room / "受け取ったブック"
    folder.mkdir()
    answers.fill(book, folder / path.name, given)
    return folder / path.name


def clerk(window: MainWindow, book: Path) -> Iterator[Scene]:
    """The department: a workbook in, what is wrong, tidying, 「提出できます」."""
    window.show_role(CLERK)
    window.resize(*SMALL)
    yield "clerk-start", window
    window.resize(*SIZE)
    window.open(book)
    idle(window)
    yield "clerk-findings", window
    window.clerk.result.tidy_button.click()
    idle(window)
    dialog = next(each for each in window.findChildren(Preview) if each.isVisible())
    dialog.resize(860, 420)
    yield "clerk-tidy", dialog
    dialog.write_button.click()
    idle(window)
    yield "clerk-tidied", window
    good = mended(book)
    window.open(good)
    idle(window)
    window.resize(*SMALL)
    yield "clerk-good", window
    window.resize(*SIZE)


def mended(book: Path) -> Path:
    """The same workbook without slips, as the department hands it in."""
    year, _ = jobs.read(sample(book.parent / "年度末.xlsx", CITY))
    handed, _ = jobs.read(book.parent.parent / "配布したもの" / book.name)
    folder = book.parent / "直したもの"
    folder.mkdir()
    answers.fill(handed, folder / book.name, answers.answers(handed, year))
    return folder / book.name


def office(window: MainWindow, plan: Path, back: Path) -> Iterator[Scene]:
    """The office: a plan, hand-outs, what came back, ratings, the check sheet, charts."""
    window.show_role(OFFICE)
    window.resize(*SMALL)
    yield "office-start", window
    window.resize(*SIZE)
    new = NewPlan(window)
    yield "office-new", new
    window.open(plan)
    idle(window)
    year = window.office.year
    assert year.plan is not None
    yield "office-handout", window
    yield "office-choice", Choice(window, year.plan.due, ())
    year.handout.main.click()
    idle(window)
    yield "office-handed", window
    year.take_folder(back)
    yield "office-collect", window
    year.collect.main.click()
    idle(window)
    yield "office-collected", window
    year.collect.tabs.setCurrentIndex(year.collect.tabs.count() - 1)
    yield "office-strangers", window
    year.collect.plan_button.click()
    idle(window)
    year.assess.main.click()
    idle(window)
    yield "office-rated", window
    year.show_step(year.sheet)
    year.sheet.main.click()
    idle(window)
    yield "office-sheet", window
    window.desk.banner.hide()
    year.show_step(year.charts)
    year.charts.main.click()
    idle(window)
    yield "office-charts", window


def words(widget: QWidget) -> list[str]:
    """Every text of a window that a guide may name: labels, buttons, menus, tabs, columns, choices, hints."""
    found: list[str] = [widget.windowTitle()]
    for label in (*widget.findChildren(QLabel), *widget.findChildren(QAbstractButton)):
        found += [str(getattr(label, "plain", "")) or label.text(), label.toolTip()]
    for action in widget.findChildren(QAction):
        found.append(action.text())
    for menu in widget.findChildren(QMenu):
        found += [menu.title(), *(action.text() for action in menu.actions())]
    for tabs in widget.findChildren(QTabWidget):
        found += [tabs.tabText(number) for number in range(tabs.count())]
    for box in widget.findChildren(QComboBox):
        found += [box.itemText(number) for number in range(box.count())]
    for line in widget.findChildren(QLineEdit):
        found.append(line.placeholderText())
    for table in widget.findChildren(QTableView):
        found += _table(table)
    for view in widget.findChildren(ChartView):
        found.append(view.accessibleName())
    return [text for text in dict.fromkeys(found) if text]


def shown(widget: QWidget) -> list[str]:
    """What can be read in a picture of the window; tables whole, also below their edge."""
    found = [widget.windowTitle(), *texts(widget)]
    for line in widget.findChildren(QLineEdit):
        found += [line.text() or line.placeholderText()] if line.isVisible() else []
    for table in widget.findChildren(QTableView):
        found += _table(table) if table.isVisible() else []
    return found


def digest(widget: QWidget) -> str:
    """Changes when a text of the window changes: its picture is stale then."""
    return sha256("\n".join(shown(widget)).encode()).hexdigest()[:16]


def _table(table: QTableView) -> list[str]:
    """The columns and the cells."""
    model = table.model()
    heads = [str(model.headerData(number, table.horizontalHeader().orientation())) for number in range(model.columnCount())]
    return heads + [str(model.index(row, column).data())
                    for row in range(model.rowCount()) for column in range(model.columnCount())]


@contextmanager
def neutral(widget: QWidget, room: Path) -> Iterator[None]:
    """While a picture is taken, paths begin with C:\\計画 instead of the temporary folder."""
    changed = []
    for line in widget.findChildren(QLineEdit):
        if str(room) in line.text():
            changed.append((line, line.text()))
            line.setText(line.text().replace(str(room), SHOWN_ROOM).replace("/", "\\"))
    try:
        yield
    finally:
        for line, text in changed:
            line.setText(text)
