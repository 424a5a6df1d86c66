"""Single strokes and texts of a chart, in the colours of the window or of paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from dxbook.outputs.charts import Role
from dxbook.outputs.charts import look as chart_look
from dxbook_gui.charts.scale import ChartPoint

Colours = Callable[[str], QColor]
"""A colour by its name in ``dxbook.look``."""

_DASHES = {"solid": Qt.PenStyle.SolidLine, "dash": Qt.PenStyle.DashLine, "sysDot": Qt.PenStyle.DotLine}
LEFT, RIGHT, MIDDLE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


class Pen:
    """What one painting is made of."""

    def __init__(self, painter: QPainter, colours: Colours, font: QFont) -> None:
        self._painter, self._colours = painter, colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        self._font = font
        self._measure = QFontMetricsF(font)
        self._row = self._measure.height()
        self._bold = QFont(font)
        self._bold.setBold(True)

    def _width(self, text: str) -> float:
        return self._measure.horizontalAdvance(text)

    def _on_paper(self, spot: ChartPoint, ground: QColor | None = None, letters: QColor | None = None) -> None:
        """A text on a ground of its own, so that lines and hatches do not run through it."""
        wide = self._width(spot.text) + 4
        rect = QRectF(spot.x - wide / 2, spot.y - 0.5 * self._row, wide, self._row)
        self._painter.fillRect(rect, ground or self._colours("PAPER"))
        self._painter.setPen(letters or self._colours("TEXT"))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, spot.text)

    def _text(self, spot: ChartPoint, side: Qt.AlignmentFlag, name: str = "TEXT") -> None:
        left = {LEFT: 0.0, RIGHT: 4000.0, MIDDLE: 2000.0}[side]
        rect = QRectF(spot.x - left, spot.y - self._row, 4000.0, 2 * self._row)
        self._painter.setPen(self._colours(name))
        self._painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, spot.text)

    def _line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        faint = self._colours("LINE")
        faint.setAlphaF(0.5)
        self._painter.setPen(QPen(faint, 1))
        self._painter.drawLine(QPointF(x, y), QPointF(to_x, to_y))

    def _stroke(self, role: Role, points: list[tuple[float, float]]) -> None:
        name, dash, thick = chart_look.STROKES[role]
        self._painter.setPen(QPen(self._colours(name), thick * 1.2, _DASHES[dash]))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))

    def _dot(self, x: float, y: float) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colours("KEY"))
        self._painter.drawEllipse(QPointF(x, y), 4.5, 4.5)
