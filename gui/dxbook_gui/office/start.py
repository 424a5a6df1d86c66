"""The DX office's first page: choose the plan, take one of the last, try a sample, begin a new one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxbook import jobs
from dxbook.jobs import Progress
from dxbook_gui.desk import Desk, DropZone, ask_folder, may_replace
from dxbook_gui.office.new import NewPlan
from dxbook_gui.office.samples import SampleMenu

MAX_RECENT = 4


class OfficeStart(QWidget):
    """``chosen`` carries the path of a plan, ``begun`` of one just made and blank; ``made`` that of a sample's, and the
    folder of what came back or None."""

    chosen = Signal(object)
    begun = Signal(object)
    made = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.zone = DropZone(self.tr("計画のブックを、ここへ入れてください(ドラッグして落とすか、下のボタンで選びます)"),
                             self.tr("計画のブックを選ぶ…"))
        self.zone.button.setProperty("kind", "main")
        self.zone.chosen.connect(lambda paths: self.chosen.emit(paths[0]))
        self.sample_button, self.new_button = QPushButton(self.tr("見本で試す")), QPushButton(self.tr("新しい計画を作る…"))
        self.sample_button.setMenu(SampleMenu(self, self.try_sample))
        self.new_button.clicked.connect(self.begin_new)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._lay_out()
        desk.only_idle(self.zone, self.sample_button, self.new_button)
        self.renew()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for button, text in ((self.sample_button, self.tr("公開されている計画で試します。")),
                             (self.new_button, self.tr("何も書かれていない計画のブックを作ります。"))):
            note = QLabel(text, wordWrap=True)
            note.setProperty("kind", "quiet")
            row.addWidget(button)
            row.addWidget(note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.zone, 1)
        column.addLayout(row)
        column.addLayout(self._recent)

    def renew(self) -> None:
        """Show the plans used last."""
        while item := self._recent.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        paths = self._desk.settings.recent("plan")[:MAX_RECENT]
        if paths:
            title = QLabel(self.tr("最近使った計画"))
            title.setProperty("kind", "quiet")
            self._recent.addWidget(title)
        for path in paths:
            button = QPushButton(str(Path(path.parent.name) / path.name).replace("&", "&&"))
            button.setProperty("kind", "link")
            button.setToolTip(str(path))
            button.clicked.connect(partial(self.chosen.emit, path))
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch()
            holder = QWidget()
            holder.setLayout(row)
            row.setContentsMargins(0, 0, 0, 0)
            self._recent.addWidget(holder)

    def try_sample(self, name: str, folder: Path | None = None) -> None:
        """Make a sample city's plan in a folder that the user chooses, and take it."""
        if folder is None:
            folder = ask_folder(self, self.tr("見本を作るフォルダー"))
            if folder is None:
                return
        from dxbook.demo.samples import city_of

        place, city = folder, city_of(name)
        plan = place / f"{city}_計画（見本）.xlsx"
        if not plan.exists() or may_replace(self, plan):
            self._desk.run(self.tr("見本を作っています"), lambda progress: _prepared(place, name, progress), self._made)

    def _made(self, paths: list[Path]) -> None:
        self.made.emit(*paths[:2], *([None] * (2 - len(paths))))

    def begin_new(self) -> None:
        """Make a blank plan as the user says, and take it."""
        asked = NewPlan(self)
        if asked.exec() and asked.path is not None:
            self._make(asked.path, profile=asked.profile, years=asked.plan_years, review_fy=asked.review_fy, rows=30)

    def _make(self, path: Path, **how: object) -> None:
        if path.exists() and not may_replace(self, path):
            return
        self._desk.run(self.tr("計画のブックを作っています"), lambda _: jobs.new(path, **how),  # type: ignore[arg-type]
                       lambda _: self.begun.emit(path))


def _prepared(place: Path, name: str, progress: Progress) -> list[Path]:
    from dxbook.demo import spring  # with openpyxl: the face begins without it

    return spring.prepare(place, name, progress)
