"""One chart of the plan in the window, and as a picture for other programs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dxbook.outputs.charts import Chart, ChartKind
from dxbook.outputs.charts import look as chart_look
from dxbook_gui.charts.bars import height_of
from dxbook_gui.charts.paint import MARGIN, Brush, printed
from dxbook_gui.charts.scale import number
from dxbook_gui.widgets import theme

LEAST = QSize(360, 260)
PICTURE = QSize(800, 460)
"""A picture's size before it is doubled: sharp on paper."""


class ChartView(QWidget):
    """Paints the chart given last, as large as it is; its words for a screen reader are its description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, chart: Chart | None) -> None:
        """Paint this one from now on."""
        self.chart = chart
        self.setMinimumSize(LEAST.width(), self._least(LEAST.height()))
        self.setAccessibleName(chart.title if chart else "")
        self.setAccessibleDescription(told(chart) if chart else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.chart is None:
            painter.fillRect(self.rect(), theme.colour("PAPER"))
        else:
            Brush(painter, theme.colour, self.font()).chart(self.chart, self.width(), self.height())
        painter.end()

    def picture(self) -> QImage:
        """The chart in the colours of paper, twice as fine as the screen."""
        assert self.chart is not None
        size = QSize(PICTURE.width(), self._least(PICTURE.height()))
        image = QImage(size * 2, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2.0)
        painter = QPainter(image)
        Brush(painter, printed, self.font()).chart(self.chart, size.width(), size.height())
        painter.end()
        return image

    def copy(self) -> None:
        """Put the picture into the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture())

    def save(self, path: Path) -> bool:
        """Write the picture as PNG, whole or not at all; raises what ``dxbook.files.writing`` raises."""
        from dxbook.files import writing

        with writing(path) as beside:
            return self.picture().save(str(beside), "PNG")  # type: ignore[call-overload,no-any-return]

    def _least(self, otherwise: int) -> int:
        if self.chart is None or self.chart.kind is ChartKind.LINE:
            return otherwise
        row = self.fontMetrics().height()
        rows = 1.3 * (1 + len(self.chart.series) // 4) + 3.5
        return max(otherwise, round(height_of(self.chart, row) + rows * row + 2 * MARGIN))


def told(chart: Chart) -> str:
    """The chart in words: every line, or every grade, with its values."""
    huge = chart_look.huge(chart)
    return "\n".join(f"{part.name}: " + "、".join(
        f"{name} {'－' if value is None else number(value, huge=huge)}"
        for name, value in zip(chart.categories, part.values, strict=True)) for part in chart.series)
