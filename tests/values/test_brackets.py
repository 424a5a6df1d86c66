"""What stands in brackets beside a value: a time, a word, another number, or a label."""

from __future__ import annotations

import pytest

from dxbook.values import read_value


def codes(raw: str) -> list[str]:
    return [found.code for found in read_value(raw).findings]


@pytest.mark.parametrize(
    ("raw", "asof", "said"),
    [
        ("45%（令和3年3月1日調査）", "2021-03-01", []),
        ("45%（調査）", None, []),  # nothing to tell: no time, no number
        ("45%（10月1日調査）", None, ["Y111"]),
        ("45%（令和3年度は工事中）", None, ["V118"]),
        ("45%（令和5年(2023年)）", "2023", []),
        ("45%（9月末現在）", None, ["Y111"]),
        ("45%（10/1現在）", None, ["Y111"]),
    ],
)
def test_a_time_in_brackets(raw: str, asof: str | None, said: list[str]) -> None:
    assert (read_value(raw).value, read_value(raw).asof, codes(raw)) == (45, asof, said)


@pytest.mark.parametrize(
    ("raw", "qualifiers", "said"),
    [
        ("10％（令和3年度比）", ("change",), ["V118"]),
        ("10％（前年度実績比）", ("yoy",), []),
        ("10％（対前年度比）", ("yoy",), []),
        ("45%（3年平均）", ("average",), []),
        ("45%（6か月平均）", ("average",), []),
        ("45%（過去5か年の平均）", ("average",), []),
        ("45%（直近3年間平均）", ("average",), []),
        ("45%（推計値）", ("about",), []),
        ("45%（以上）", ("min",), []),
        ("45%（速報値）", (), ["V116"]),
        ("45%（12校平均）", ("average",), ["V118"]),  # of what it is one is not read
    ],
)
def test_a_word_in_brackets(raw: str, qualifiers: tuple[str, ...], said: list[str]) -> None:
    assert (read_value(raw).qualifiers, codes(raw)) == (qualifiers, said)


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("100％（申請20件）", [("申請", 20, "件")]),
        ("5校（12校のうち）", [("全体", 12, "校")]),
        ("5校（12校の内）", [("全体", 12, "校")]),
        ("50件（市内全域公園12）", [("市内全域公園", 12, "")]),  # eight characters: a label and its number
        ("50件（市内全域の公園12）", []),  # longer: a remark with a number in it
        ("100％（20業務）", [("", 20, "業務")]),
        ("4.2（5点満点中）", [("満点", 5, "点")]),
    ],
)
def test_a_number_in_brackets(raw: str, parts: list[tuple[str, int, str]]) -> None:
    assert [(part.label, part.value, part.unit) for part in read_value(raw).parts] == parts


@pytest.mark.parametrize(
    ("raw", "value", "unit", "main", "said"),
    [
        ("10（千円）", 10000, "円", "none", []),
        ("10（単位 百万円）", 10000000, "円", "none", []),
        ("10件（千円）", None, "件", "none", ["V115"]),  # ten what?
        ("250団体（各年度）", 250, "団体/年度", "none", []),
        ("5件（1日当たり）", 5, "件/日", "none", []),
        ("20件（月平均）", 20, "件/月", "average", []),
        ("10人（20千円）", 10, "人", "none", []),  # another number, not the unit of this one
    ],
)
def test_a_unit_in_brackets(raw: str, value: int | None, unit: str, main: str, said: list[str]) -> None:
    reading = read_value(raw)
    assert (reading.value, reading.unit, reading.qualifier, codes(raw)) == (value, unit, main, said)
