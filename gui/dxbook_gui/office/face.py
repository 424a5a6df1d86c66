"""The face of the DX office: choose a plan, then the steps of its year."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dxbook.errors import DxbookError, NotFound
from dxbook_gui.desk import GOOD, INFO, Desk, Saved, unlocking
from dxbook_gui.office.facts import Plan, read
from dxbook_gui.office.start import OfficeStart
from dxbook_gui.office.year import YearPage


class OfficeFace(QWidget):
    """``plan`` is the one chosen. A file that is no plan leaves the last one as it is."""

    recent_kind = "plan"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.start, self.year = OfficeStart(desk), YearPage(desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.year)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._saved = Saved(self)
        self.start.chosen.connect(self.open)
        self.start.made.connect(self._try)
        self.start.begun.connect(self._begin)
        self.year.other.connect(self.close_plan)
        self.year.renewed.connect(self.open)
        self.year.again.connect(self.read_again)
        self.year.reread.connect(self._note)
        self._saved.changed.connect(self._changed)

    @property
    def plan(self) -> Plan | None:
        """The chosen plan, while its year is shown."""
        return self.year.plan if self._stack.currentWidget() is self.year else None

    def _try(self, plan: Path, back: Path | None) -> None:
        """A sample: its returned workbooks are where the step of collecting looks for them."""
        if back is not None:
            self._desk.settings.keep("returned", plan, back)
        self.open(plan)

    def _begin(self, path: Path) -> None:
        """A plan has just been made: what follows is writing it."""
        def taken(plan: Plan, _: str | None) -> None:
            self._take(plan)
            self._desk.banner.say(self.tr("できました: {path}").format(path=path), GOOD, (
                (self.tr("Excelで開いて書く"), lambda: self._desk.show_cell(path)),))

        unlocking(self, self._desk, self.tr("計画を読んでいます"), lambda _, password: read(path, password), taken)

    def look_again(self) -> None:
        """The user comes back, perhaps from Excel: a plan that was saved there is read once more."""
        if self.plan is not None and not self._desk.work.busy:
            self._saved.look()

    def _changed(self) -> None:
        if self.plan is None:
            return
        if self._desk.work.busy:
            self._note(self.plan)  # it is seen the next time
        else:
            self.read_again(told=self.tr("計画が変わっていたので、読みなおしました。前に出した結果は、もう一度行うと新しくなります。"))

    def read_again(self, *, told: str = "") -> None:
        """Read the plan on show once more, for what was changed in Excel. What was typed and made stays on the pages."""
        now = self.plan
        if now is None:
            return

        def taken(plan: Plan, _: str | None) -> None:
            self._note(plan)
            self.year.renew(plan)
            self._desk.banner.say(told or self.tr("計画を読みなおしました。"), INFO)

        def failed(error: DxbookError) -> None:
            self._note(now)  # perhaps Excel was still saving: the next time it is looked at again
            self._desk.banner.tell(error)

        unlocking(self, self._desk, self.tr("計画を読んでいます"), lambda _, password: read(now.path, password), taken,
                  password=now.password, failed=failed)

    def _note(self, plan: Plan) -> None:
        self._saved.note({plan.path: plan.stamp})

    def open(self, path: Path) -> None:
        """Take a plan, or a folder of what came back for the chosen one."""
        if path.is_dir():
            if self.plan is None:
                self._desk.banner.tell(DxbookError(self.tr("「{name}」はフォルダーです。").format(name=path.name),
                                                   self.tr("先に、計画のブックを選んでください。")))
            elif not self._desk.work.busy:
                self.year.take_folder(path)
            return
        if not path.is_file():
            self._desk.banner.tell(NotFound(self.tr("「{path}」がありません。").format(path=path),
                                            self.tr("ファイルの名前と場所を確かめてください。")))
            return
        known = self.year.plan.password if self.year.plan else None  # a plan made of it has the same
        unlocking(self, self._desk, self.tr("計画を読んでいます"), lambda _, password: read(path, password),
                  lambda plan, _: self._take(plan), password=known)

    def close_plan(self) -> None:
        """Back to the choice of a plan."""
        self.start.renew()
        self._stack.setCurrentWidget(self.start)
        self.start.zone.button.setFocus()

    def _take(self, plan: Plan) -> None:
        self._desk.settings.remember(self.recent_kind, plan.path)
        self._note(plan)
        self.year.take(plan)
        self._stack.setCurrentWidget(self.year)
