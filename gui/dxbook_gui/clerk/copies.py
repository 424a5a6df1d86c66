"""What the department's face writes: a tidied copy, a marked copy, a list of the findings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dxbook import jobs
from dxbook.jobs import Progress, Result
from dxbook_gui.clerk.preview import Preview, Tidied, prepared, written
from dxbook_gui.desk import GOOD, INFO, Desk, ask_workbook_target, free_name, open_folder


class Copies(QObject):
    """Writes copies of the workbooks on show; they themselves are never changed."""

    wanted = Signal(object)  # Path: a copy that the user wants to check
    read_anew = Signal(list)  # what was checked when a copy was written

    def __init__(self, desk: Desk, face: QWidget) -> None:
        super().__init__(face)
        self._desk, self._face = desk, face
        self._paths: Sequence[Path] = ()
        self._password: str | None = None

    def take(self, paths: Sequence[Path], password: str | None) -> None:
        """These are the workbooks on show."""
        self._paths, self._password = paths, password

    def tidy(self) -> None:
        """Show what tidying would change, and write a copy where the user wants it."""
        path, password = self._paths[0], self._password
        self._desk.run(self.tr("整えるところを調べています"), lambda progress: prepared(path, password, progress), self._preview)

    def _preview(self, tidied: Tidied) -> None:
        if not tidied.changes:
            tidied.close()
            self._desk.banner.say(self.tr("整えるところはありませんでした。写しは作っていません。"), INFO)
            return
        dialog = Preview(tidied, free_name(tidied.path, self.tr("整え")), self._face)
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
            (self.tr("写しを検証"), lambda: self.wanted.emit(target)),
            (self.tr("フォルダーを開く"), lambda: open_folder(target.parent))))

    def _unlocked(self) -> str:
        return "\n" + self.tr("写しには、パスワードが付いていません。") if self._password else ""

    def mark(self) -> None:
        """Write a copy with every finding marked in its cell."""
        proposed = free_name(self._paths[0], self.tr("印"))
        if target := ask_workbook_target(self._face, self.tr("印を付けた写し"), proposed):
            self._write(self.tr("印を付けた写しを書いています"), marks=target)

    def list(self) -> None:
        """Write the findings as a workbook."""
        proposed = free_name(self._paths[0], self.tr("検証結果"), ".xlsx")
        if target := ask_workbook_target(self._face, self.tr("指摘の一覧"), proposed):
            self._write(self.tr("一覧を書いています"), listing=target)

    def _write(self, doing: str, *, marks: Path | None = None, listing: Path | None = None) -> None:
        paths, password = self._paths, self._password

        def done(result: Result) -> None:
            self.read_anew.emit(result.books)  # what was written and what is shown are of one reading
            target = result.files[0]
            said = self.tr("書き出しました: {name}").format(name=target.name)
            self._desk.banner.say(said + (self._unlocked() if marks else ""), GOOD, (
                (self.tr("Excelで開く"), lambda: self._desk.show_cell(target)),
                (self.tr("フォルダーを開く"), lambda: open_folder(target.parent))))

        self._desk.run(doing, lambda progress: jobs.check(
            paths, password=password, marks=marks, listing=listing, progress=progress), done)
