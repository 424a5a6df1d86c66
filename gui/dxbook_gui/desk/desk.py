"""What every face of the window may use: one object, handed down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from dxbook.errors import DxbookError
from dxbook_gui.desk import excel_link
from dxbook_gui.desk.banner import INFO, Banner
from dxbook_gui.desk.settings import Settings
from dxbook_gui.desk.work import Job, Work
from dxbook_gui.widgets import Focus

Show = Callable[[Path, str, str], str]
"""Opens a workbook in Excel at a sheet's cell, and says what came of it."""


@dataclass(slots=True)
class Desk:
    """The window's memory, its one job, and the place where it speaks."""

    settings: Settings
    work: Work
    banner: Banner
    show: Show = excel_link.show
    focus: Focus = field(init=False)

    def __post_init__(self) -> None:
        self.focus = Focus(self.banner.window)
        self.work.stopped.connect(self._leave)

    def run(
        self, doing: str, job: Job, done: Callable[[Any], None], failed: Callable[[DxbookError], None] | None = None
    ) -> None:
        """Run ``job`` beside the window; what stops it is told in the banner unless ``failed`` takes it.

        While another job runs, the user is told so and nothing else happens.
        """
        if self.work.busy:
            self.banner.say(QCoreApplication.translate("Desk", "いまの仕事が終わってから、もう一度操作してください。"), INFO)
            return

        def ends(what: Callable[[Any], None]) -> Callable[[Any], None]:
            def end(result: Any) -> None:
                try:
                    what(result)
                finally:
                    self._leave()

            return end

        self.banner.hide()
        self.focus.note()
        self.work.start(doing, job, ends(done), ends(failed or self.banner.tell))
        self.focus.begun()

    def _leave(self) -> None:
        if not self.work.busy:  # else the next job follows
            self.focus.give_back()

    def show_cell(self, path: Path, sheet: str = "", cell: str = "") -> None:
        """Open a workbook in Excel at a cell, and say what came of it."""
        doing = QCoreApplication.translate("Desk", "Excelで開いています")
        self.run(doing, lambda _: self.show(path, sheet, cell), self.banner.say)

    def only_idle(self, *widgets: QWidget | QAction) -> None:
        """Switch these off while a job runs."""
        for widget in widgets:
            self.work.begun.connect(lambda _, widget=widget: widget.setEnabled(False))
            self.work.ended.connect(lambda widget=widget: widget.setEnabled(True))
