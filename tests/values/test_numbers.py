"""Number cells, and what the unit column makes of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dxbook.values import read_value


@pytest.mark.parametrize(
    ("raw", "column", "value", "unit", "qualifiers"),
    [
        (80, "%以上", 80, "%", ("min",)),
        (3, "万人以内", 30000, "人", ("max",)),
        (5, "年間平均件数", 5, "年間平均件数", ()),  # a heading, not a unit of ours: it stays as it is
        (1.5, "%", 1.5, "%", ()),
        (0, "%", 0, "%", ()),
        (-0.5, "%", -0.5, "%", ()),
        (0.5, "割", 5, "%", ()),
        (Decimal("12.5"), "千円", 12500, "円", ()),
        (12345678901234567, "円", 12345678901234567, "円", ()),  # exact, as JSON has it
        (0.1 + 0.2, "件", 0.3, "件", ()),  # 15 digits, as Excel holds them
    ],
)
def test_a_number_cell(raw: float | Decimal, column: str, value: float, unit: str, qualifiers: tuple[str, ...]) -> None:
    reading = read_value(raw, column)
    assert (reading.value, reading.unit, reading.qualifiers, reading.findings) == (value, unit, qualifiers, ())
    assert reading.raw is raw


@pytest.mark.parametrize("raw", [None, "なし", float("nan"), True, [5], date(2024, 4, 1), "3,5", "策定", "令和7年度"])
def test_what_is_no_number_keeps_the_unit_of_its_column(raw: object) -> None:
    assert (read_value(raw, "千円").value, read_value(raw, "千円").unit) == (None, "円")


@pytest.mark.parametrize("raw", [0.35, "0.35", ".35"])
def test_a_share_keeps_the_unit_of_its_column(raw: object) -> None:
    assert (read_value(raw, "%").value, read_value(raw, "%").unit) == (None, "%")
