"""Helpers of the check sheet's tests: small forms, filled and read back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from dxbook.files.resources import template
from dxbook.findings import Finding
from dxbook.outputs import Report
from dxbook.outputs.charts import chart
from dxbook.outputs.checksheet import sheet
from dxbook.outputs.xlsx import workbook as xlsx
from dxbook.plan.profile import Profile
from dxbook.rating.whole_plan import assess
from dxbook.reading.workbook import read
from tests.support.tables import plan_book

ABCD = Profile("x", "見本市", scale="abcd", formula="改善率", words={"施策": "取組"})

STEPS = """
    | 施策ID | 番号 | 工程名 | 開始年度 | 終了年度 | 状態 |
    | 01-01 | n:1 | 手続の選定 | 令和5年度 | 令和5年度 | 完了 |
    | 01-01 | n:2 | 申請画面の公開 | 令和6年度 | 令和9年度 | 実施中 |
"""
EVIDENCE = """
    | 番号 | 施策ID | エビデンス | 政策立案の方向性 | 分析結果 |
    | n:1 | 01-01 | 窓口の来庁者数 | 来庁の多い手続から始める | 来庁が1割減った |
"""


def form_file(path: Path, **sheets: Mapping[str, Any]) -> Path:
    """A form with these cells: ``form_file(path, 個票={"A1": "{{施策.施策名}}", "B2:F2": "{{年度}}"})``."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, cells in sheets.items():
        worksheet = workbook.create_sheet(title)
        for place, text in cells.items():
            worksheet[place.partition(":")[0]] = text
            if ":" in place:
                worksheet.merge_cells(place)
    workbook.save(path)
    return path


def model(
    tmp_path: Path, profile: Profile = ABCD, **sheets: Any
) -> tuple[sheet.CheckSheet, list[chart.Chart]]:
    """The check sheet and charts of the default plan, FY2023–2027, judged for FY2025."""
    book = read(plan_book(tmp_path / "plan.xlsx", **sheets))
    assessment = assess(book, profile)
    return sheet.build(book, assessment, profile), chart.charts(assessment, profile)


def made(
    tmp_path: Path, form: Path | str = "standard", profile: Profile = ABCD, **sheets: Any
) -> tuple[Any, list[Finding]]:
    """Fill a form (a file, or the name of one of ours) and open the result with openpyxl."""
    checksheet, charts = model(tmp_path, profile, **sheets)
    path = template(f"form_{form}.xlsx") if isinstance(form, str) else form
    found = xlsx.write(Report(checksheet, charts, path, tmp_path), tmp_path / "out.xlsx")
    return load_workbook(tmp_path / "out.xlsx"), found


def texts(worksheet: Any) -> list[str]:
    """Every value of a sheet as text, row by row."""
    return [str(cell.value) for row in worksheet.iter_rows() for cell in row if cell.value is not None]


def areas(worksheet: Any) -> set[str]:
    """The merged areas of a sheet."""
    return {str(area) for area in worksheet.merged_cells.ranges}
