"""Paint a chart's places. Drawn by hand: Qt's own charts are 150 MB more, in a package of their own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPen

from dxbook import look
from dxbook.outputs.charts import Chart, ChartKind, Role
from dxbook.outputs.charts import look as chart_look
from dxbook.outputs.checksheet import Tone
from dxbook_gui.charts.bars import Piece, bars
from dxbook_gui.charts.lines import lines
from dxbook_gui.charts.pen import LEFT, MIDDLE, RIGHT, Pen
from dxbook_gui.charts.scale import Box, ChartPoint, folded, legend

MARGIN = 14.0
_STYLE = Qt.BrushStyle
_HATCHES = (_STYLE.NoBrush, _STYLE.BDiagPattern, _STYLE.FDiagPattern, _STYLE.DiagCrossPattern, _STYLE.HorPattern,
            _STYLE.VerPattern, _STYLE.CrossPattern, _STYLE.Dense6Pattern)


def printed(name: str) -> QColor:
    """The colours for paper: light, whatever the window is."""
    return QColor(f"#{getattr(look, name)}")


class Brush(Pen):
    """One painting of one chart."""

    def chart(self, chart: Chart, width: float, height: float) -> None:
        """Title, plot and legend in the whole of ``width`` and ``height``."""
        self._painter.fillRect(QRectF(0, 0, width, height), self._colours("PAPER"))
        inner = width - 2 * MARGIN
        top = self._title(chart, inner)
        key = 2.4 * self._row
        names = [part.name for part in chart.series]
        _, tall = legend(names, Box(0, 0, inner, 0), 1.3 * self._row, key, self._width)
        foot = height - MARGIN - tall
        box = Box(MARGIN, top, inner, foot - top - 0.5 * self._row)
        (self._lines if chart.kind is ChartKind.LINE else self._bars)(chart, box)
        spots, _ = legend(names, Box(MARGIN, foot, inner, 0), 1.3 * self._row, key, self._width)
        for index, (part, spot) in enumerate(zip(chart.series, spots, strict=True)):
            y = spot.y + 0.65 * self._row
            if chart.kind is ChartKind.LINE:
                self._stroke(part.role, [(spot.x, y), (spot.x + 2 * self._row, y)])
                if part.role is Role.ACTUAL:
                    self._dot(spot.x + self._row, y)
            else:
                swatch = Box(spot.x, y - 0.4 * self._row, 2 * self._row, 0.8 * self._row)
                self._piece(Piece(swatch, index, part.tone, ""))
            self._text(ChartPoint(spot.x + key, y, part.name), LEFT)

    def _title(self, chart: Chart, width: float) -> float:
        """Paint the title; the height below it."""
        measure = QFontMetricsF(self._bold)
        self._painter.setFont(self._bold)
        y = MARGIN + 0.5 * self._row
        for text in folded(chart_look.title(chart), width, measure.horizontalAdvance):
            self._text(ChartPoint(MARGIN, y, text), LEFT)
            y += 1.15 * self._row
        self._painter.setFont(self._font)
        return y

    def _lines(self, chart: Chart, box: Box) -> None:
        found = lines(chart, box, self._row, self._width)
        for tick in found.ticks:
            self._line(found.area.x, tick.y, found.area.right, tick.y)
            self._text(tick, RIGHT)
        for year in found.years:
            self._text(year, MIDDLE)
        for stroke in found.strokes:
            for run in stroke.runs:
                self._stroke(stroke.role, list(run))
        for x, y in found.dots:
            self._dot(x, y)
        for spot in found.numbers:
            self._on_paper(spot)
        for role, spot in found.ends:
            self._text(spot, LEFT, chart_look.STROKES[role][0])

    def _bars(self, chart: Chart, box: Box) -> None:
        found = bars(chart, box, self._row, self._width)
        for tick in found.ticks:
            self._line(tick.x, found.area.y, tick.x, found.area.bottom)
            self._text(tick, MIDDLE)
        for piece in found.pieces:
            self._piece(piece)
        for spot in [each for name in found.names for each in name]:
            self._text(spot, RIGHT)
        for spot in found.totals:
            self._text(spot, LEFT)

    def _piece(self, piece: Piece) -> None:
        """Colour by tone, hatching by place: two grades never differ by colour alone."""
        rect = QRectF(piece.box.x, piece.box.y, piece.box.width, piece.box.height)
        ground = self._colours("PAPER" if piece.tone is Tone.OTHER else chart_look.GRADES[piece.tone])
        letters = self._colours(chart_look.letters_on(piece.tone))
        plain = piece.tone in (Tone.OTHER, Tone.EMPTY, Tone.BLANK)
        self._painter.setPen(QPen(self._colours("QUIET" if plain else "PAPER"), 1))
        self._painter.setBrush(ground)
        self._painter.drawRect(rect)
        faint = QColor(letters)
        faint.setAlphaF(0.35)
        self._painter.setBrush(QBrush(faint, _HATCHES[piece.series % len(_HATCHES)]))
        self._painter.drawRect(rect)
        if piece.text:
            self._on_paper(ChartPoint(rect.center().x(), rect.center().y(), piece.text), ground, letters)
