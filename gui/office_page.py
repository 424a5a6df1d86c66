"""What the steps of the DX office share: the plan, its years, work with a password and a question before replacing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from dxbook.errors import DxbookError, InTheWay
from dxbook.jobs import Progress

from .banner import INFO
from .desk import Desk
from .office_ask import may_move_aside
from .office_facts import Plan, year_text
from .office_form import Page
from .password import unlocking

Job = Callable[[Progress, str | None, bool], Any]
"""Does the work: progress, password, whether files in the way may be moved aside."""


class Step(Page):
    """One step of the year of ``plan``."""

    made_plan = Signal(object)  # Path: go on with this plan

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
        self.years.clear()
        for year in plan.years:
            self.years.addItem(year_text(year), year)
        self.years.setCurrentIndex(max(self.years.findData(plan.fy), 0))
        self.clear()

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

        self._working = True

        def ends(result: Any) -> None:
            self._working = False
            done(result)

        def fails(error: DxbookError) -> None:
            self._stopped()
            if not isinstance(error, InTheWay):
                self.desk.banner.tell(error)
            elif may_move_aside(self, error.message):
                self.begin(doing, job, done, overwrite=True)
            else:
                self.desk.banner.say(self.tr("何も書き出していません。別のフォルダーを選ぶこともできます。"), INFO)

        unlocking(self, self.desk, doing, lambda progress, password: job(progress, password, overwrite),
                  lambda result, _: ends(result), password=self.plan.password, failed=fails)
