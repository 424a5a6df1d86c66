"""The JSON form of a reading: what other programs get."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from dxbook.values import read_value


def test_everything_read_is_in_the_json_form() -> None:
    assert read_value("約1万件以上（申請20件）（見込み）", field="actual").as_dict() == {
        "raw": "約1万件以上（申請20件）（見込み）",
        "value": 10000,
        "unit": "件",
        "value_as_written": 1,
        "unit_as_written": "万件",
        "qualifier": "min",
        "qualifiers": ["min", "about"],
        "direction": None,
        "asof": None,
        "parts": [{"label": "申請", "value": 20, "unit": "件", "value_as_written": 20, "unit_as_written": "件",
                   "qualifier": "none"}],
        "findings": [{"code": "V116", "level": "情報",
                      "message": "「約1万件以上（申請20件）（見込み）」は見込みや速報の値です。",
                      "remedy": "区分の欄で「見込」を選び、確定したら書き直してください。"}],
    }


@pytest.mark.parametrize(
    ("raw", "shown"),
    [(None, None), ("5件", "5件"), (5, 5), (0.5, 0.5), (True, True), (["5件"], ["5件"]), ({"a": 1}, {"a": 1}),
     (date(2024, 1, 3), "2024-01-03"), (Decimal("12.5"), "12.5"), (float("inf"), "inf")],
)
def test_what_was_typed_can_be_written_as_json(raw: object, shown: object) -> None:
    row = json.loads(json.dumps(read_value(raw).as_dict(), allow_nan=False))
    assert row["raw"] == shown
    assert type(row["raw"]) is type(shown)
