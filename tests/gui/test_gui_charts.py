"""Charts of the window: where things stand (plain arithmetic), and that they are painted there."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from dxbook_gui.charts.bars import bars, height_of
from dxbook_gui.charts.lines import lines
from dxbook_gui.charts.paint import Brush, printed
from dxbook_gui.charts.scale import Box, folded, legend, number, ticks
from dxbook_gui.charts.view import ChartView, told
from dxbook_gui.widgets import theme
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QImage, QPainter

from dxbook import look
from dxbook.outputs.charts import look as chart_look
from dxbook.outputs.charts.chart import Chart, ChartKind, Role, Series
from dxbook.outputs.checksheet.printed import Tone

BOX = Box(0, 0, 600, 300)
YEARS = ("R5", "R6", "R7", "R8", "R9")


def wide(text: str) -> float:
    """Every letter ten pixels."""
    return 10.0 * len(text)


def kpi(*actual: float | None, target: float | None = None, baseline: float | None = None, unit: str = "件") -> Chart:
    series = [Series(Role.ACTUAL, actual, Role.ACTUAL)]
    series += [Series(Role.TARGET, (target,) * len(actual), Role.TARGET)] if target is not None else []
    series += [Series(Role.BASELINE, (baseline,) * len(actual), Role.BASELINE)] if baseline is not None else []
    return Chart("K01", ChartKind.LINE, "K01 手続の数", unit, YEARS[:len(actual)], tuple(series))


def grades(*counts: tuple[float, ...], names: tuple[str, ...] = ("総務課", "福祉課")) -> Chart:
    marks = (("A", Tone.GOOD), ("B", Tone.FAIR), ("C", Tone.LOW), ("D", Tone.BAD))
    series = tuple(Series(mark, row, Role.GRADE, tone) for (mark, tone), row in zip(marks, counts, strict=False))
    return Chart("所管課別評価", ChartKind.STACKED, "所管課ごとの施策の評価", "件", names, series)


@pytest.mark.parametrize(("chart", "levels"), [
    (kpi(12, 27, 41, target=50, baseline=0), [0, 20, 40, 60]),
    (kpi(1, 2, 3), [0, 1, 2, 3, 4]),  # nothing is counted in halves
    (kpi(0, 0), [0, 1]),
    (kpi(73.4, 79.8, target=75, unit="%"), [0, 20, 40, 60, 80, 100]),  # percentages end at 100
    (kpi(-20, 30), [-20, 0, 20, 40]),
    (kpi(0.02, 0.05), [0, 0.02, 0.04, 0.06]),
])
def test_the_axis_has_round_steps(chart: Chart, levels: list[float]) -> None:
    assert ticks(chart) == pytest.approx(levels)


@given(st.lists(st.one_of(st.none(), st.floats(-1e12, 1e12)), min_size=1, max_size=20).filter(
    lambda values: any(value is not None for value in values)))
def test_every_value_lies_inside_the_axis(values: list[float | None]) -> None:
    chart = Chart("K", ChartKind.LINE, "K", "", tuple(map(str, range(len(values)))),
                  (Series(Role.ACTUAL, tuple(values), Role.ACTUAL),))
    area = (placed := lines(chart, BOX, 16, wide)).area
    assert len(placed.dots) == sum(value is not None for value in values)
    assert all(area.y - 0.01 <= y <= area.bottom + 0.01 and area.x <= x <= area.right for x, y in placed.dots)
    assert len(ticks(chart)) <= 12


def test_a_year_without_a_value_is_a_gap() -> None:
    placed = lines(kpi(10, None, 20, 30, None, target=40), BOX, 16, wide)
    actual = next(stroke for stroke in placed.strokes if stroke.role is Role.ACTUAL)
    assert [len(run) for run in actual.runs] == [1, 2]  # R5 alone; R7 and R8 joined
    assert [spot.text for spot in placed.numbers] == ["10", "20", "30"]
    assert [spot.text for spot in placed.years] == list(YEARS)


def test_heights_are_in_proportion() -> None:
    placed = lines(kpi(0, 25, 50, target=50), BOX, 16, wide)
    bottom, middle, top = (y for _, y in placed.dots)
    assert bottom == placed.area.bottom
    assert bottom - middle == pytest.approx(middle - top)
    target = next(stroke for stroke in placed.strokes if stroke.role is Role.TARGET)
    assert {y for run in target.runs for _, y in run} == {top}
    assert (target.runs[0][0][0], target.runs[0][-1][0]) == (placed.area.x, placed.area.right)


def test_target_and_baseline_are_named_with_their_values_and_apart() -> None:
    placed = lines(kpi(12, 27, target=50, baseline=49), BOX, 16, wide)
    (_, target), (_, baseline) = sorted(placed.ends, key=lambda end: end[0] is not Role.TARGET)
    assert (target.text, baseline.text) == ("目標値 50", "現状値 49")
    assert baseline.y - target.y >= 16
    assert target.x + wide(target.text) <= BOX.right


def test_numbers_of_near_years_do_not_touch() -> None:
    placed = lines(kpi(1_234_567, 1_234_568, 1_234_569, 1_234_570, 1_234_571), Box(0, 0, 420, 300), 16, wide)
    heights = [spot.y - y for spot, (_, y) in zip(placed.numbers, placed.dots, strict=True)]
    assert [height < 0 for height in heights] == [True, False, True, False, True]


@pytest.mark.parametrize(("value", "text"), [(1234.5, "1,234.5"), (0.1 + 0.2, "0.3"), (40, "40"), (-0.0001, "0")])
def test_numbers_are_written_as_in_the_workbook(value: float, text: str) -> None:
    assert number(value) == text


def test_huge_values_are_in_millions_as_in_the_workbook() -> None:
    chart = kpi(123_456_789, 200_000_000, unit="円")
    assert chart_look.title(chart) == "K01 手続の数（百万円）"
    assert [spot.text for spot in lines(chart, BOX, 16, wide).numbers] == ["123.5", "200.0"]


def test_bars_are_cut_by_grade() -> None:
    placed = bars(grades((3, 1), (0, 2), (1, 0)), BOX, 16, wide)
    assert [(piece.series, piece.text) for piece in placed.pieces] == [(0, "A 3"), (2, "C 1"), (0, "A 1"), (1, "B 2")]
    first, second = placed.pieces[0].box, placed.pieces[1].box
    assert first.width == pytest.approx(3 * second.width)
    assert first.right == pytest.approx(second.x)
    assert [spot.text for spot in placed.totals] == ["4件", "3件"]
    assert [[spot.text for spot in name] for name in placed.names] == [["総務課"], ["福祉課"]]
    assert all(piece.box.right <= placed.area.right + 0.01 for piece in placed.pieces)


def test_narrow_parts_keep_their_number() -> None:
    placed = bars(grades((20, 0), (1, 0)), BOX, 16, wide)
    assert [piece.text for piece in placed.pieces] == ["A 20", "1"]


def test_many_departments_get_room() -> None:
    names = tuple(f"課{place}" for place in range(40))
    chart = grades((1,) * 40, names=names)
    tall = height_of(chart, 16)
    placed = bars(chart, Box(0, 0, 600, tall), 16, wide)
    tops = [piece.box.y for piece in placed.pieces]
    assert min(below - above for above, below in pairwise(tops)) > 2 * 16


def test_long_names_are_folded_and_cut() -> None:
    assert folded("企画課", 40, wide) == ["企画課"]
    assert folded("デジタル戦略推進室", 50, wide) == ["デジタル戦", "略推進室"]
    assert folded("デジタル戦略推進室情報係", 50, wide) == ["デジタル戦", "略推進室…"]


def test_the_legend_goes_on_in_the_next_row() -> None:
    spots, tall = legend(["順調", "概ね順調", "やや遅れ"], Box(0, 0, 150, 0), 20, 30, wide)
    assert [(spot.x, spot.y) for spot in spots] == [(0, 0), (0, 20), (0, 40)]
    assert tall == 60


def painted(qapp: Any, chart: Chart, colours: Any = printed) -> tuple[QImage, Any]:
    """The chart at 640x360, and the font it was painted with."""
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    Brush(painter, colours, qapp.font()).chart(chart, 640, 360)
    painter.end()
    return image, QFontMetricsF(qapp.font())


def count(image: QImage, colour: QColor) -> int:
    return sum(image.pixelColor(x, y) == colour for x in range(image.width()) for y in range(image.height()))


def test_dots_bars_and_lines_are_painted_in_their_colours(qapp: Any) -> None:
    theme.apply(qapp, "light")
    image, _ = painted(qapp, kpi(10, None, 20, target=40, baseline=5))
    for name in ("KEY", "WARNING"):
        assert count(image, printed(name)) > 40, name
    plain, _ = painted(qapp, kpi(10, None, 20, target=40))
    dots = [x for x in range(640) if any(image.pixelColor(x, y).lightness() < 160 < plain.pixelColor(x, y).lightness()
                                         for y in range(240, 300))]
    assert len(dots) > 200  # the value at the start, in thin dots: below the lowest value, from side to side
    assert image.pixelColor(0, 0) == QColor("#ffffff")
    assert printed("LINE").alpha() == 255  # the faint lines took a colour of their own
    image, _ = painted(qapp, grades((3, 1), (0, 2), (1, 0), (1, 1)))
    areas = {name: count(image, printed(name)) for name in ("SUCCESS", "KEY", "WARNING", "ERROR")}
    assert areas["SUCCESS"] > areas["WARNING"] > 0
    assert min(areas.values()) > 200


def test_in_the_dark_the_same_is_readable(qapp: Any) -> None:
    theme.apply(qapp, "dark")
    try:
        image, _ = painted(qapp, grades((3, 1), (0, 2)), theme.colour)
        assert image.pixelColor(0, 0) == QColor(f"#{look.DARK['PAPER']}")
        assert count(image, QColor(f"#{look.DARK['SUCCESS']}")) > 200
    finally:
        theme.apply(qapp, "light")


def test_every_tone_and_role_has_a_look() -> None:
    assert {*chart_look.GRADES, Tone.OTHER, Tone.BAR} == set(Tone)
    assert set(chart_look.STROKES) == set(Role)
    named = [*chart_look.GRADES.values(), *chart_look.LETTERS.values(), *(stroke[0] for stroke in chart_look.STROKES.values())]
    assert all(hasattr(look, name) and name in look.DARK for name in named)


def test_a_picture_for_other_programs_is_on_white_and_sharp(qtbot: Any, tmp_path: Path) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.show_chart(kpi(10, 20, target=40))
    theme.apply(QGuiApplication.instance(), "dark")  # type: ignore[arg-type]
    try:
        assert view.save(tmp_path / "図.png")
    finally:
        theme.apply(QGuiApplication.instance(), "light")  # type: ignore[arg-type]
    image = QImage(str(tmp_path / "図.png"))
    assert (image.width(), image.height()) == (1600, 920)
    assert image.pixelColor(2, 2) == QColor("#ffffff")
    assert [path.name for path in tmp_path.iterdir()] == ["図.png"]


def test_a_screen_reader_is_told_the_values() -> None:
    assert told(kpi(10, None, 20.5, target=40)) == "実績値: R5 10、R6 －、R7 20.5\n目標値: R5 40、R6 40、R7 40"
