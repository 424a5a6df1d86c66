"""The face of a department: a workbook in, what to mend, a tidied copy, 「提出できます」."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dxbook import jobs
from dxbook.errors import DxbookError, NotFound
from dxbook.finding import Finding
from dxbook.jobs import Progress, Result

from .banner import ERROR, GOOD, INFO
from .clerk_result import ResultPage
from .clerk_start import Start
from .desk import Desk
from .password import unlocking
from .preview import Preview, Tidied, prepared, written
from .saving import ask_target, free_name, open_folder


class ClerkFace(QWidget):
    """``paths`` are the workbooks on show. What goes wrong with others leaves them as they are."""

    recent_kind = "workbook"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.paths: list[Path] = []
        self._password: str | None = None
        self.start, self.result = Start(desk), ResultPage(desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.result)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.start.chosen.connect(lambda paths: self.open(*paths))
        self.result.table.opened.connect(self._show)
        self.result.again.connect(self.check_again)
        self.result.tidy.connect(self.tidy)
        self.result.other.connect(self.ask)
        self.result.marks.connect(self._mark)
        self.result.listing.connect(self._list)
        self.result.folder.connect(lambda: open_folder(self.paths[0].parent))

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
        def job(progress: Progress, password: str | None) -> Result:
            return jobs.check(paths, password=password, progress=progress)

        def done(result: Result, password: str | None) -> None:
            if paths != self.paths:
                self.result.table.show_all()
            self.paths, self._password = paths, password
            for path in reversed(paths):
                self._desk.settings.remember(self.recent_kind, path)
            self.start.renew()
            self.result.show_result(paths, result.findings)
            self._stack.setCurrentWidget(self.result)

        def failed(error: DxbookError) -> None:
            if isinstance(error, NotFound) and len(paths) == 1:
                self._desk.settings.forget(self.recent_kind, paths[0])
                self.start.renew()
            self._desk.banner.tell(error)

        unlocking(self, self._desk, self.tr("検証しています"), job, done, password=password, failed=failed)

    def _show(self, found: Finding) -> None:
        named = {path.name: path for path in self.paths}
        self._desk.show_cell(named.get(found.file, self.paths[0]), found.sheet, found.cell)

    def tidy(self) -> None:
        """Show what tidying would change, and write a copy where the user wants it."""
        path, password = self.paths[0], self._password
        self._desk.run(self.tr("整えるところを調べています"), lambda progress: prepared(path, password, progress), self._preview)

    def _preview(self, tidied: Tidied) -> None:
        if not tidied.changes:
            tidied.close()
            self._desk.banner.say(self.tr("整えるところはありませんでした。写しは作っていません。"), INFO)
            return
        dialog = Preview(tidied, free_name(tidied.path, self.tr("整え")), self)
        dialog.finished.connect(lambda _: self._leave(dialog))
        dialog.open()

    def _leave(self, dialog: Preview) -> None:
        tidied, target = dialog.tidied, dialog.target
        dialog.deleteLater()
        if target is None:
            tidied.close()
            return

        def job(progress: Progress) -> Path:
            try:
                return written(tidied, target, progress)
            finally:
                tidied.close()

        self._desk.run(self.tr("写しを書いています"), job, self._tidied)

    def _tidied(self, target: Path) -> None:
        said = self.tr("整えた写しを作りました: {name}\n提出するときは、写しの方を使います。").format(name=target.name)
        self._desk.banner.say(said + self._unlocked(), GOOD, (
            (self.tr("写しを検証"), lambda: self.open(target)),
            (self.tr("フォルダーを開く"), lambda: open_folder(target.parent))))

    def _unlocked(self) -> str:
        return "\n" + self.tr("写しには、パスワードが付いていません。") if self._password else ""

    def _mark(self) -> None:
        proposed = free_name(self.paths[0], self.tr("印"))
        if target := ask_target(self, self.tr("印を付けた写し"), proposed):
            self._write(self.tr("印を付けた写しを書いています"), marks=target)

    def _list(self) -> None:
        proposed = free_name(self.paths[0], self.tr("検証結果"), ".xlsx")
        if target := ask_target(self, self.tr("指摘の一覧"), proposed):
            self._write(self.tr("一覧を書いています"), listing=target)

    def _write(self, doing: str, *, marks: Path | None = None, listing: Path | None = None) -> None:
        paths, password = self.paths, self._password

        def done(result: Result) -> None:
            self.result.show_result(paths, result.findings)  # what was written and what is shown are of one reading
            target = result.files[0]
            said = self.tr("書き出しました: {name}").format(name=target.name)
            self._desk.banner.say(said + (self._unlocked() if marks else ""), GOOD, (
                (self.tr("Excelで開く"), lambda: self._desk.show_cell(target)),
                (self.tr("フォルダーを開く"), lambda: open_folder(target.parent))))

        self._desk.run(doing, lambda progress: jobs.check(
            paths, password=password, marks=marks, listing=listing, progress=progress), done)
