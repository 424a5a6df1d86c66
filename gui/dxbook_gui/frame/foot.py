"""The foot of the window: the bar of a job and what is said stand there, and the page above never moves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from dxbook_gui.desk import Banner, WorkBar

HIGH_ENOUGH = 560
"""In a page of this height the foot has a place of its own; in a lower one it lies over the page's end."""
GAP = 6


class Foot(QWidget):
    """A place of constant height. A message that needs more lies over the end of the page, until it is closed."""

    def __init__(self, banner: Banner, bar: WorkBar, page: QWidget) -> None:
        super().__init__(page)
        self._banner, self._bar, self._page = banner, bar, page
        for each in (bar, banner):
            each.setParent(page)
            each.hide()
            each.installEventFilter(self)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page:
            if event.type() == QEvent.Type.Resize:
                self.setFixedHeight(self._bar.sizeHint().height() if self._page.height() >= HIGH_ENOUGH else 0)
        elif event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self._place()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()

    def _place(self) -> None:
        """The bar ends where the foot ends, a message too, or above the bar; each is as high as its text needs."""
        end = self.mapTo(self._page, QPoint(0, self.height()))
        for each in (self._bar, self._banner):
            if not each.isHidden():
                high = max(each.heightForWidth(self.width()), each.minimumSizeHint().height())
                each.setGeometry(end.x(), max(end.y() - high, 0), self.width(), high)
                each.raise_()
                end.setY(end.y() - high - GAP)
