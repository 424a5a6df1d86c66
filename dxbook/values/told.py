"""How a value was read, told to a person."""

from __future__ import annotations

import re
from typing import Any

from dxbook.values.reading import Reading
from dxbook.values.years import fy_label

QUALIFIERS = {
    "min": "以上", "max": "以下", "gt": "超", "lt": "未満", "about": "約", "cumulative": "累計・延べ", "average": "平均",
    "maintain": "維持", "yoy": "前年度比", "change": "増減", "milestone": "文章の目標", "multi": "値が二つ以上",
    "missing": "値なし", "none": "",
}


def reading_rows(read: Reading) -> list[tuple[str, Any]]:
    """How one value was read, as label and value; what was not written is left out."""
    rows = [
        ("値", read.value), ("単位", read.unit), ("書かれた値", read.value_as_written), ("書かれた単位", read.unit_as_written),
        ("条件", "、".join(QUALIFIERS[word] for word in read.qualifiers)), ("方向", read.direction),
        ("時点", read.asof and _time(read.asof)),
    ]
    return [(label, value) for label, value in rows if value not in (None, "")]


def _time(asof: str) -> str:
    """FY2025 → 令和7年度, FY2025末 → 令和7年度末; dates stay as they are."""
    return re.sub(r"FY(\d{4})", lambda year: fy_label(int(year[1])), asof).replace("/", "～")
