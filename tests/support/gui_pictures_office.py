"""The states of the DX office's face for tests.support.gui_pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dxbook_gui.desk.settings import OFFICE
from dxbook_gui.frame.smoke import idle
from dxbook_gui.frame.window import MainWindow
from dxbook_gui.office.choice import Choice
from dxbook_gui.office.new import NewPlan
from dxbook_gui.office.year import YearPage
from PySide6.QtWidgets import QWidget

from dxbook import jobs
from scripts.sample_spring import give_back, plan_before


def office(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """(name, what is to be seen) of every state of the office's face, through one year."""
    window.desk.show = lambda path, sheet="", cell="": f"「{path.name}」を開きました。"
    window.desk.banner.hide()
    window.show_role(OFFICE)
    yield "office-start", window
    asked = NewPlan(window)
    asked.show()
    yield "office-new", asked
    asked.close()
    plan = plan_before(folder / "DX推進計画.xlsx")
    window.open(plan)
    idle(window)
    year = window.office.year
    yield "office-plan", window
    ticks = Choice(window, year.plan.due if year.plan else (), ())
    ticks.show()
    yield "office-choice", ticks
    ticks.close()
    year.handout.run()
    window.desk.work.progressed.emit(3, 17, "市民室")
    yield "office-handout-busy", window
    idle(window)
    yield "office-handout", window
    give_back(folder / "R7配布", folder / "返送", plan)
    year.show_step(year.collect)
    yield "office-collect-empty", window
    yield from _collected(window, year, folder)
    yield from _rated(window, year, folder)


def _collected(window: MainWindow, year: YearPage, folder: Path) -> Iterator[tuple[str, QWidget]]:
    window.open(folder / "返送")
    yield "office-collect-ready", window
    year.collect.run()
    idle(window)
    yield "office-collect", window
    year.collect.tabs.setCurrentIndex(year.collect.tabs.count() - 1)
    yield "office-collect-strangers", window
    year.show_findings()
    yield "office-findings", window
    year.show_step(year.collect)
    year.collect.plan_button.click()
    idle(window)
    yield "office-assess-empty", window
    year.show_step(year.collect)
    yield "office-collected-plan", window
    year.show_step(year.assess)


def _rated(window: MainWindow, year: YearPage, folder: Path) -> Iterator[tuple[str, QWidget]]:
    year.assess.run()
    idle(window)
    yield "office-assess", window
    year.show_step(year.sheet)
    yield "office-sheet-empty", window
    year.sheet.run()
    idle(window)
    yield "office-sheet", window
    year.show_step(year.charts)
    yield "office-charts-grades", window
    year.charts.list.setCurrentRow(3)
    yield "office-charts-kpi", window
    window.office.close_plan()
    yield "office-recent", window
    blank = folder / "新しい計画.xlsx"
    jobs.new(blank, years=range(2025, 2030), review_fy=2025, rows=30)
    window.office.start.begun.emit(blank)
    idle(window)
    yield "office-new-plan", window
