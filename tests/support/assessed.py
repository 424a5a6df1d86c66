"""A plan written as tables and rated, for the tests of the rating."""

from __future__ import annotations

from pathlib import Path

from dxbook.plan.profile import Profile
from dxbook.rating.whole_plan import Assessment, KpiResult, assess
from dxbook.reading.workbook import read
from tests.support.tables import plan_book

HEAD = (
    "| 指標ID | 施策ID | 体系コード | 指標名 | 内訳 | 単位 | 方向 | 集計 | 現状値 | 目標値 "
    "| 目標条件 | 目標年度 | 評価方式 | 算定式 |"
)
ABCD = Profile("x", "見本市", scale="abcd", formula="改善率")


def rated(
    tmp_path: Path, *kpis: str, fy: int | None = None, profile: Profile = ABCD,
    **sheets: str | dict[str, str],
) -> Assessment:
    """Assess the default plan (FY2023–2027, 対象年度 2025) with these 指標 rows."""
    if kpis:
        sheets["kpis"] = "\n".join([HEAD, *kpis])
    return assess(read(plan_book(tmp_path / "plan.xlsx", **sheets)), profile, fy)


def one(
    tmp_path: Path, kpi: str, actual: str | dict[int, str], fy: int | None = None,
    **sheets: str | dict[str, str],
) -> KpiResult:
    """The result of one 指標 row with actuals (2025's, or by year)."""
    years = {2025: actual} if isinstance(actual, str) else actual
    heads = " | ".join(f"令和{year - 2018}年度 実績値" for year in years)
    sheets.setdefault("actuals", f"| 指標ID | {heads} |\n| K01 | {' | '.join(years.values())} |")
    return rated(tmp_path, kpi, fy=fy, **sheets).kpis[0]
