"""The face of a department: a workbook in, what to mend, a tidied copy, 「提出できます」."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dxbook import jobs
from dxbook.errors import DxbookError, NotFound
from dxbook.findings import Finding
from dxbook.jobs import Progress, Result
from dxbook_gui.clerk.copies import Copies
from dxbook_gui.clerk.result import ResultPage
from dxbook_gui.clerk.start import Start
from dxbook_gui.desk import ERROR, INFO, Desk, Saved, Stamp, open_folder, stamps, unlocking


class ClerkFace(QWidget):
    """``paths`` are the workbooks on show; none where the one chosen last cannot be read."""

    recent_kind = "workbook"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.paths: list[Path] = []
        self._password: str | None = None
        self.start, self.result, self._saved = Start(desk), ResultPage(desk), Saved(self)
        self.copies = Copies(desk, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.result)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.start.chosen.connect(lambda paths: self.open(*paths))
        self.result.table.opened.connect(self._show)
        self.result.again.connect(self.check_again)
        self.copies.wanted.connect(self.open)
        self.copies.read_anew.connect(lambda books: self.result.show_result(self.paths, books))
        self.result.tidy.connect(self.copies.tidy)
        self.result.other.connect(self.ask)
        self.result.marks.connect(self.copies.mark)
        self.result.listing.connect(self.copies.list)
        self.result.folder.connect(lambda: open_folder(self.paths[0].parent))
        self._saved.changed.connect(self._say_saved)

    def open(self, *paths: Path) -> None:
        """Check these workbooks and show what was found."""
        if len({path.name for path in paths}) < len(paths):
            self._desk.banner.say(self.tr("同じ名前のブックは、一度に調べられません。1つずつ入れてください。"), ERROR)
        elif paths:
            self._check(list(paths), None)

    def ask(self) -> None:
        """Let the user choose workbooks."""
        self.start.zone.ask()

    def check_again(self) -> None:
        """Check the workbooks on show anew."""
        if self.paths:
            self._check(self.paths, self._password)

    def _check(self, paths: list[Path], password: str | None) -> None:
        before: dict[Path, Stamp] = {}

        def job(progress: Progress, password: str | None) -> Result:
            before.update(stamps(paths))
            return jobs.check(paths, password=password, progress=progress)

        def done(result: Result, password: str | None) -> None:
            self._saved.note(before)
            if paths != self.paths:
                self.result.table.show_all()
            self.paths, self._password = paths, password
            self.copies.take(paths, password)
            for path in reversed([path for path in paths if path not in result.unread]):
                self._desk.settings.remember(self.recent_kind, path)
            self.start.renew()
            self.result.show_result(paths, result.books)
            self._stack.setCurrentWidget(self.result)

        def failed(error: DxbookError) -> None:
            if isinstance(error, NotFound) and len(paths) == 1:
                self._desk.settings.forget(self.recent_kind, paths[0])
                self.start.renew()
            if paths != self.paths:
                self._put_away()
            self._desk.banner.tell(error)

        unlocking(self, self._desk, self.tr("検証しています"), job, done, password=password, failed=failed)

    def _put_away(self) -> None:
        """What was on show goes: beside a sentence on another workbook its verdict would be taken for that one's."""
        self.paths, self._password = [], None
        self._saved.note({})
        self._stack.setCurrentWidget(self.start)
        self.start.zone.button.setFocus()

    def look_again(self) -> None:
        """The user comes back, perhaps from Excel: if a workbook was saved there, offer to check it anew."""
        if not self._desk.work.busy:
            self._saved.look()

    def _say_saved(self) -> None:
        if not self._desk.work.busy:
            again = (self.tr("もう一度検証"), self.check_again)
            self._desk.banner.say(self.tr("ブックが保存されました。"), INFO, (again,))

    def _show(self, found: Finding) -> None:
        named = {path.name: path for path in self.paths}
        self._desk.show_cell(named.get(found.file, self.paths[0]), found.sheet, found.cell)
