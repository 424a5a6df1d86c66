"""The foot of the window, always as high: what goes on and what is said stand there, and the page above never moves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .banner import Banner
from .workbar import WorkBar


class Foot(QWidget):
    """A message that needs more room, or comes while a job runs, lies over the end of the page."""

    def __init__(self, banner: Banner, bar: WorkBar, page: QWidget) -> None:
        super().__init__(page)
        self._banner, self._bar, self._page = banner, bar, page
        self.setFixedHeight(bar.sizeHint().height())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch()
        column.addWidget(bar)
        banner.setParent(page)
        banner.hide()
        for each in (banner, bar):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self._place()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()

    def _place(self) -> None:
        """The message ends where the foot ends, or above the bar of a job, and is as high as its text needs."""
        if self._banner.isHidden():
            return
        place = self._bar.geometry().top() - 6 if not self._bar.isHidden() else self.height()
        corner = self.mapTo(self._page, QPoint(0, place))
        high = max(self._banner.heightForWidth(self.width()), self._banner.minimumSizeHint().height())
        self._banner.setGeometry(corner.x(), max(corner.y() - high, 0), self.width(), high)
        self._banner.raise_()
