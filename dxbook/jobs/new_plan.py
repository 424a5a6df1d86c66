"""Begin a plan: a blank workbook."""

from __future__ import annotations

from pathlib import Path

from dxbook.errors import DxbookError
from dxbook.files import refuse
from dxbook.jobs.result import Result
from dxbook.plan import load_profile


def new(
    output: Path, *, profile: str = "generic", years: range = range(0), review_fy: int = 0, rows: int = 0,
) -> Result:
    """Write a plan workbook: blank, for ``years``, with ``rows`` entry rows.

    Raises DxbookError where ``review_fy`` is outside ``years``.
    """
    refuse(output, suffixes=[".xlsx"])
    from dxbook.rounds.template import blank, write

    if review_fy not in years:
        raise DxbookError("対象年度が計画期間の外です。", "開始年度から終了年度までの年度にしてください。")
    city = load_profile(profile)
    write(output, city, blank(city, years, review_fy, rows))
    return Result(files=[output])
