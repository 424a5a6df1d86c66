"""Values without a number: what the words say, and which way they point."""

from __future__ import annotations

import pytest

from dxbook.values import read_value


@pytest.mark.parametrize(
    ("raw", "qualifiers", "direction", "said"),
    [
        ("現状維持", ("maintain",), "維持", ["V102"]),
        ("水準維持", ("maintain",), "維持", ["V102"]),
        ("利用者数を維持", ("maintain",), "維持", ["V102"]),
        ("前年度水準を維持", ("maintain", "yoy"), "維持", ["V102"]),
        ("前年度以上", ("yoy", "min"), None, ["V102"]),
        ("前年度以下", ("yoy", "max"), None, ["V102"]),
        ("前年度を上回る", ("yoy", "gt"), None, ["V102"]),
        ("前年度を下回る", ("yoy", "lt"), None, ["V102"]),
        ("前年度より増加", ("milestone", "yoy"), "増加", ["V102"]),
        ("利用者の増加", ("milestone",), "増加", ["V102"]),
        ("待ち時間を減らす", ("milestone",), "減少", ["V102"]),
        ("紙の使用を抑制する", ("milestone",), "減少", ["V102"]),
        ("満足度の向上", ("milestone",), "増加", ["V102"]),
        ("計画の策定", ("milestone",), None, ["V102"]),
        ("市民の声を聞く", ("milestone",), None, ["V101"]),
        ("第三者の目", ("milestone",), None, ["V101"]),
        ("国と一致", ("milestone",), None, ["V101"]),  # 一 here counts nothing
        ("良好", ("milestone",), None, ["V101"]),
        ("良", (), None, ["V101"]),
        ("Ⅲ類の人", (), None, ["V101"]),  # a number we do not read
        ("○", ("milestone",), None, ["V111"]),
        ("未定", ("missing",), None, ["V117"]),
        ("なし", ("missing",), None, []),
    ],
)
def test_what_words_without_a_number_say(
    raw: str, qualifiers: tuple[str, ...], direction: str | None, said: list[str]
) -> None:
    reading = read_value(raw)
    assert (reading.value, reading.qualifiers, reading.direction) == (None, qualifiers, direction)
    assert [found.code for found in reading.findings] == said
    assert all(found.value == raw for found in reading.findings)
