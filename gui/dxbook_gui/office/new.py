"""A new plan: whose form, which years, where."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QWidget

from dxbook.plan import GENERIC, Profile, profile_files, profiles
from dxbook.values import fy_label
from dxbook_gui.desk import begin
from dxbook_gui.office.path import PathField

MAX_YEARS = 20
"""Years of a plan at most, as on the command line."""


class NewPlan(QDialog):
    """Asks for the city's words, the first and last year, the year under review and the file."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("新しい計画を作る"))
        self._profile, self._first, self._last, self._review = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self._offer_profiles()
        said = self.tr("団体を選ぶと、その計画の言葉と様式で作ります。あとで直せます。")
        self._profile.setToolTip(said)
        this = dt.date.today().year
        for year in range(this - 9, this + 6):
            self._first.addItem(fy_label(year), year)
        self._first.setCurrentIndex(self._first.findData(this))
        self._file = PathField(self.tr("計画のファイル"), "Excel (*.xlsx)")
        self._file.put(begin() / self.tr("DX推進計画.xlsx"))
        form = QFormLayout(self)
        for label, widget in ((self.tr("使う言葉と様式"), self._profile), (self.tr("開始年度"), self._first),
                              (self.tr("終了年度"), self._last), (self.tr("対象年度"), self._review),
                              (self.tr("作るファイル"), self._file)):
            form.addRow(label, widget)
            widget.setAccessibleName(label)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("作る"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("やめる"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self._first.currentIndexChanged.connect(lambda _: self._lasts())
        self._last.currentIndexChanged.connect(lambda _: self._reviews())
        self._lasts()
        self.resize(520, self.sizeHint().height())

    def _offer_profiles(self) -> None:
        """Those that can be used; the user's broken ones are seen, with their fault, but cannot be chosen."""
        for profile in profiles():
            self._profile.addItem(self._says(profile), profile.id)
        model = self._profile.model()
        for file in profile_files():
            if file.errors and isinstance(model, QStandardItemModel):
                text = self.tr("{name}　誤りが{n}件あるので選べません").format(name=file.path.name, n=file.errors)
                self._profile.addItem(text)
                model.item(model.rowCount() - 1).setEnabled(False)
                worst = file.findings[0]
                model.item(model.rowCount() - 1).setToolTip(f"{worst.message}{worst.remedy}")

    def _says(self, profile: Profile) -> str:
        """A profile by the words that it brings."""
        words = "・".join(profile.word(term) for term in ("施策", "指標", "所管課"))
        if profile.id == GENERIC:
            return self.tr("標準の言葉({words})").format(words=words)
        return self.tr("{city}と同じ言葉({words})").format(city=profile.city, words=words)

    def _lasts(self) -> None:
        first = self._first.currentData()
        self._last.clear()
        for year in range(first, first + MAX_YEARS):
            self._last.addItem(fy_label(year), year)
        self._last.setCurrentIndex(4)

    def _reviews(self) -> None:
        self._review.clear()
        for year in self.plan_years:
            self._review.addItem(fy_label(year), year)

    @property
    def plan_years(self) -> range:
        """The plan's fiscal years."""
        last = self._last.currentData()
        return range(self._first.currentData(), (last if last is not None else self._first.currentData()) + 1)

    @property
    def review_fy(self) -> int:
        """The year under review."""
        return int(self._review.currentData())

    @property
    def profile(self) -> str:
        """The city's profile."""
        return str(self._profile.currentData())

    @property
    def path(self) -> Path | None:
        """The file to be made, with its ending."""
        path = self._file.path
        return path.with_name(path.name + ".xlsx") if path and path.suffix.lower() != ".xlsx" else path
