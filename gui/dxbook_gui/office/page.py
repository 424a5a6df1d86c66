"""What the steps of the DX office share: the plan, its years, work with a password and a question before replacing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from dxbook.errors import DxbookError, InTheWay
from dxbook.jobs import Progress
from dxbook_gui.desk import INFO, Desk, stamps, unlocking
from dxbook_gui.office.ask import may_move_aside
from dxbook_gui.office.facts import Plan, read, year_text
from dxbook_gui.office.form import Page

Job = Callable[[Progress, str | None, bool], Any]
"""Does the work: progress, password, whether files in the way may be moved aside."""


class Step(Page):
    """One step of the year of ``plan``."""

    made_plan = Signal(object)  # Path: go on with this plan
    reread = Signal(object)  # Plan: its file had changed when the work began

    def __init__(self, desk: Desk, title: str, says: str, do: str, empty: QWidget) -> None:
        super().__init__(desk, title, says, do, empty)
        self.plan: Plan | None = None
        self.years = QComboBox()
        self.main.clicked.connect(lambda: self.run())
        desk.work.stopped.connect(self._stopped)
        self._working = False

    def take(self, plan: Plan) -> None:
        """Another plan: what was shown of the last one goes."""
        self.plan = plan
        self._fill_years(plan, plan.fy)
        self.clear()

    def _fill_years(self, plan: Plan, fy: int | None) -> None:
        self.years.clear()
        for year in plan.years:
            self.years.addItem(year_text(year), year)
        self.years.setCurrentIndex(max(self.years.findData(fy), 0))
        self.years.ensurePolished()  # before it was ever shown, its letters have another size
        spare = self.years.fontMetrics().horizontalAdvance("年")  # at 150 % the hint is a few pixels short
        self.years.setMinimumWidth(self.years.sizeHint().width() + spare)

    def renew(self, plan: Plan) -> None:
        """The same plan, read once more: fields and results stay."""
        before, chosen = self.plan, self.fy
        self.plan = plan
        if before is None or (before.years, before.fy) != (plan.years, plan.fy):
            self._fill_years(plan, plan.fy if before is None or before.fy != plan.fy or chosen not in plan.years else chosen)

    @property
    def fy(self) -> int | None:
        """The chosen year; None where the plan has no years."""
        return self.years.currentData()  # type: ignore[no-any-return]

    def _stopped(self) -> None:
        """Only the page whose work it was is as before; the others keep what they show."""
        if self._working:
            self._working = False
            self.clear()

    def run(self) -> None:
        """Do the step's work."""
        raise NotImplementedError

    def begin(self, doing: str, job: Job, done: Callable[[Any], None], *, overwrite: bool = False) -> None:
        """Run ``job``; a locked plan asks for its password, files in the way ask whether they may be moved aside."""
        assert self.plan is not None
        plan, self._working = self.plan, True

        def works(progress: Progress, password: str | None) -> tuple[Any, Plan | None]:
            changed = stamps([plan.path])[plan.path] not in (plan.stamp, None)
            fresh = read(plan.path, password) if changed else None
            return job(progress, password, overwrite), fresh

        def ends(result: Any, fresh: Plan | None) -> None:
            self._working = False
            if fresh is not None:
                self.reread.emit(fresh)
            done(result)

        def fails(error: DxbookError) -> None:
            self._stopped()
            if not isinstance(error, InTheWay):
                self.desk.banner.tell(error)
            elif may_move_aside(self, error.message):
                self.begin(doing, job, done, overwrite=True)
            else:
                self.desk.banner.say(self.tr("何も書き出していません。別のフォルダーを選ぶこともできます。"), INFO)

        unlocking(self, self.desk, doing, works, lambda made, _: ends(*made), password=plan.password, failed=fails)
