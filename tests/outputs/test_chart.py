"""Charts: what is drawn, and that the native charts point at the right cells."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from openpyxl import load_workbook

from dxbook.files.resources import template
from dxbook.outputs import Report
from dxbook.outputs.charts.chart import ChartKind, Role
from dxbook.outputs.xlsx import workbook as xlsx
from tests.support.forms import model

KPIS = """
    | 指標ID | 施策ID | 体系コード | 指標名 | 単位 | 方向 | 集計 | 現状値 | 目標値 | 目標年度 |
    | K01 | 01-01 | | オンライン申請の手続数 | 件 | 増加 | 時点 | 10件 | 60件 | 令和9年度 |
    | K02 | 01-02 | | 計画の策定 | | 到達 | 時点 | 未策定 | 策定 | 令和9年度 |
"""
ACTUALS = """
    | 指標ID | 令和5年度 実績値 | 令和6年度 実績値 | 令和7年度 実績値 |
    | K01 | 18件 | | 38件 |
    | K02 | 検討中 | 検討中 | 検討中 |
"""


def test_a_kpi_is_drawn_against_its_target_and_baseline(tmp_path: Path) -> None:
    _, charts = model(tmp_path, kpis=KPIS, actuals=ACTUALS)
    lines = [chart for chart in charts if chart.kind is ChartKind.LINE]
    assert [chart.key for chart in lines] == ["K01"]  # a milestone has no number to draw
    line = lines[0]
    assert line.categories == ("R5", "R6", "R7", "R8", "R9")
    assert line.unit == "件"
    drawn = {series.role: series.values for series in line.series}
    assert drawn == {
        Role.ACTUAL: (18.0, None, 38.0, None, None),  # a gap stays a gap
        Role.TARGET: (60.0,) * 5, Role.BASELINE: (10.0,) * 5,
    }


def test_grades_are_stacked_by_pillar_and_department(tmp_path: Path) -> None:
    _, charts = model(tmp_path, kpis=KPIS, actuals=ACTUALS)
    pillar, department = (chart for chart in charts if chart.kind is ChartKind.STACKED)
    assert (pillar.categories, department.categories) == (("行かない窓口",), ("市民課",))
    # K01: 28 of 50 = 56 % → D; the milestone of a later year is counted as the assessment counts it
    counts = {series.name: series.values[0] for series in pillar.series}
    assert counts["D"] == 1.0
    assert sum(value or 0 for value in counts.values()) == 2.0


def test_no_two_words_of_a_chart_look_alike(tmp_path: Path) -> None:
    words = ["計画どおり", "前倒し", "遅れ", "中止", "未着手", "完了", "継続中", ""]
    measures = "| 施策ID | 体系コード | 施策名 | 状態 |\n" + "".join(
        f"| 01-{n:02} | 1-1 | 取組{n} | 実施中 |\n" for n in range(len(words)))
    reports = "| 施策ID | 年度 | 取組内容 | 進捗 | 今後の方向性 |\n" + "".join(
        f"| 01-{n:02} | 令和7年度 | 行った。 | {word} | 継続 |\n" for n, word in enumerate(words))
    checksheet, charts = model(tmp_path, kpis=None, actuals=None, measures=measures, reports=reports)
    out = tmp_path / "out.xlsx"
    xlsx.write(Report(checksheet, charts, template("form_standard.xlsx"), tmp_path), out)
    with zipfile.ZipFile(out) as archive:
        series = archive.read("xl/charts/chart1.xml").decode().split("<ser>")[1:]
    looks = {re.sub(r".*?<spPr>(.*?)</spPr>.*", r"\1", each, flags=re.S) for each in series}
    assert len(series) == len(looks) == len(words)  # その他 is hatched: not told by its colour alone
    assert any("pattFill" in found for found in looks)


def test_ids_that_stand_twice_do_not_mix_two_charts(tmp_path: Path) -> None:
    row = "| {} | 01-01 | {} | 件 | 増加 | 年度値 | 10件 | {} | 令和9年度 |\n"
    kpis = KPI_HEAD + "".join([
        row.format("K01", "区分", "窓口 5件 郵送 8件"), row.format("K01-1", "別", "60件"),
        row.format("K02", "重なり", "60件"), row.format("K02", "重なり二", "70件")])
    checksheet, charts = model(tmp_path, kpis=kpis, actuals="""
        | 指標ID | 令和6年度 実績値 | 令和7年度 実績値 |
        | K01 | 窓口 2件 郵送 3件 | 窓口 3件 郵送 4件 |
        | K01-1 | 20件 | 30件 |
        | K02 | 20件 | 30件 |
    """)
    assert len({chart.key for chart in charts}) == len(charts)
    assert [chart.title for chart in charts if "重なり" in chart.title] == []
    xlsx.write(Report(checksheet, charts, template("form_standard.xlsx"), tmp_path), tmp_path / "out.xlsx")


KPI_HEAD = "| 指標ID | 施策ID | 指標名 | 単位 | 方向 | 集計 | 現状値 | 目標値 | 目標年度 |\n"


def test_the_heading_of_the_charts_fits_the_page(tmp_path: Path) -> None:
    checksheet, charts = model(tmp_path, kpis=KPIS, actuals=ACTUALS)
    xlsx.write(Report(checksheet, charts, template("form_standard.xlsx"), tmp_path), tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx")["グラフ"]
    assert sheet["A2"].value == "見本市DX推進計画 チェックシート 令和7年度"
    assert sheet["A3"].value == "もとの数値は「グラフデータ」シート（非表示）にあります。"
    assert {"A2:B2", "A3:B3"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert sheet["A2"].alignment.shrink_to_fit


def test_native_charts_point_at_their_own_rows(tmp_path: Path) -> None:
    checksheet, charts = model(tmp_path, kpis=KPIS, actuals=ACTUALS)
    out = tmp_path / "out.xlsx"
    xlsx.write(Report(checksheet, charts, template("form_standard.xlsx"), tmp_path), out)
    data = load_workbook(out)["グラフデータ"]
    with zipfile.ZipFile(out) as archive:
        parts = sorted(name for name in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name))
        assert len(parts) == len(charts)
        texts = [archive.read(name).decode() for name in parts]
    line = next(text for text in texts if "lineChart" in text)
    heads = re.findall(r"<(?:c:)?tx><(?:c:)?strRef><(?:c:)?f>'グラフデータ'!\$B\$(\d+)<", line)
    ranges = re.findall(r"<(?:c:)?val><(?:c:)?numRef><(?:c:)?f>'グラフデータ'!\$D\$(\d+):\$D\$(\d+)<", line)
    assert [data[f"B{row}"].value for row in heads] == ["実績値", "目標値", "現状値"]
    values = [[data[f"D{row}"].value for row in range(int(a), int(b) + 1)] for a, b in ranges]
    assert values == [[18, None, 38, None, None], [60] * 5, [10] * 5]
    category = r"<(?:c:)?cat><(?:c:)?\w+><(?:c:)?f>'グラフデータ'!\$C\$(\d+):\$C\$(\d+)<"
    categories = set(re.findall(category, line))
    assert len(categories) == 1
    first, last = (int(number) for number in categories.pop())
    assert [data[f"C{row}"].value for row in range(first, last + 1)] == ["R5", "R6", "R7", "R8", "R9"]


def test_the_data_sheet_is_tidy(tmp_path: Path) -> None:
    checksheet, charts = model(tmp_path, kpis=KPIS, actuals=ACTUALS)
    out = tmp_path / "out.xlsx"
    xlsx.write(Report(checksheet, charts, template("form_standard.xlsx"), tmp_path), out)
    data = load_workbook(out)["グラフデータ"]
    rows = list(data.iter_rows(values_only=True))
    assert rows[0] == ("図", "系列", "項目", "値", "単位", "図の題名")
    points = sum(len(chart.categories) * len(chart.series) for chart in charts)
    assert len(rows) == 1 + points
    assert all(row[0] and row[1] and row[2] for row in rows[1:])
    assert len({row[:3] for row in rows[1:]}) == points
    assert not data.merged_cells.ranges
    assert next(iter(data.tables.values())).ref == f"A1:F{1 + points}"
