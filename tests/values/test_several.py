"""Texts with several numbers: from–to, a range, so many of a whole, and series with labels."""

from __future__ import annotations

import pytest

from dxbook.values import read_value


def shown(raw: str, unit: str | None = None) -> list[tuple[str, float | None, str]]:
    return [(part.label, part.value, part.unit) for part in read_value(raw, unit).parts]


def codes(raw: str) -> list[str]:
    return [found.code for found in read_value(raw).findings]


@pytest.mark.parametrize(
    ("raw", "value", "unit", "whole"),
    [
        ("12校中0校", 0, "校", ("全体", 12, "校")),
        ("12校中12校", 12, "校", ("全体", 12, "校")),
        ("12のうち5校", 5, "校", ("全体", 12, "校")),
        ("12校中5校/年", 5, "校/年", ("全体", 12, "校")),
        ("1万人中5千人", 5000, "人", ("全体", 10000, "人")),
    ],
)
def test_so_many_of_a_whole(raw: str, value: int, unit: str, whole: tuple[str, int, str]) -> None:
    assert (read_value(raw).value, read_value(raw).unit, shown(raw), codes(raw)) == (value, unit, [whole], [])


@pytest.mark.parametrize("raw", ["1万人中5千人", "1万のうち5千人"])
def test_the_whole_keeps_its_scale_word(raw: str) -> None:
    (whole,) = read_value(raw).parts
    assert (whole.value_as_written, whole.unit_as_written) == (1, "万人")


@pytest.mark.parametrize("raw", ["5校中12校", "12校中80%", "12校以上中5校", "0校中0校", "5件中3%"])
def test_what_cannot_be_part_of_the_whole_is_two_numbers(raw: str) -> None:
    assert (read_value(raw).value, codes(raw)) == (None, ["V106"])
    assert [label for label, _, _ in shown(raw)] == ["", ""]


@pytest.mark.parametrize(
    ("raw", "unit", "read", "remedy"),
    [
        ("5校/12校", None, "校", "数なら「5校」、割合なら「41.7%」のように書いてください。"),
        ("5校/12", None, "校", "数なら「5校」、割合なら「41.7%」のように書いてください。"),
        ("5校/12校", "%", "%", "数なら「5校」、割合なら「41.7%」のように書いてください。"),
        ("95.5点/100点", None, "点", "数なら「95.5点」、割合なら「95.5%」のように書いてください。"),
    ],
)
def test_a_count_over_a_whole_is_told_both_ways_to_write_it(raw: str, unit: str | None, read: str, remedy: str) -> None:
    reading = read_value(raw, unit)
    assert (reading.raw, reading.value, reading.unit) == (raw, None, read)
    assert [found.remedy for found in reading.findings] == [remedy]


@pytest.mark.parametrize(
    ("raw", "low", "high", "unit"),
    [
        ("10～20件/月", 10, 20, "件/月"),
        ("1～2割", 10, 20, "%"),
        ("10～20千円", 10000, 20000, "円"),
        ("1千～2万件", 1000, 20000, "件"),
        ("10万～20万人", 100000, 200000, "人"),
        ("1日当たり10～20件", 10, 20, "件/日"),
        ("10件から20件まで", 10, 20, "件"),
        ("5～0万件", 5, 0, "件"),
    ],
)
def test_a_range_shows_both_ends_in_one_unit(raw: str, low: int, high: int, unit: str) -> None:
    reading = read_value(raw)
    assert shown(raw) == [("下限", low, unit), ("上限", high, unit)]
    assert [part.qualifier for part in reading.parts] == ["min", "max"]
    assert (reading.raw, reading.value, reading.unit, reading.qualifier, codes(raw)) == (raw, None, unit, "multi", ["V109"])


def test_a_range_with_two_times_says_both_things() -> None:
    said = [found.message for found in read_value("10～20件（令和5年度）（令和6年3月末現在）").findings]
    assert said == ["「10～20件（令和5年度）（令和6年3月末現在）」は幅のある値なので、一つの数値にできません。",
                    "「10～20件（令和5年度）（令和6年3月末現在）」には時点が二つ以上あります（2024-03とFY2023）。"]


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("【市民課】窓口5%【税務課】窓口3%", [("市民課 窓口", 5, "%"), ("税務課 窓口", 3, "%")]),
        ("住民票5件、10件（印鑑）", [("住民票", 5, "件"), ("印鑑", 10, "件")]),
        ("小学校5校（市内）、中学校3校", [("小学校", 5, "校"), ("中学校", 3, "校")]),
        ("50%（令和3年3月1日調査）、80%（令和7年3月1日調査）", [("2021-03-01", 50, "%"), ("2025-03-01", 80, "%")]),
        ("市民課 隔月1回、税務課 隔週2回", [("市民課", 1, "回/2か月"), ("税務課", 2, "回/2週")]),
        ("窓口 1日当たり3件、電話 1日当たり5件", [("窓口", 3, "件/日"), ("電話", 5, "件/日")]),
        ("市民課 年3回、税務課 月2回", [("市民課", 3, "回/年"), ("税務課", 2, "回/月")]),
        ("市民課 3回、税務課 隔年2回", [("市民課", 3, "回"), ("税務課", 2, "回/2年")]),
        ("1日当たり窓口3件、電話 年5件", [("窓口", 3, "件/日"), ("電話", 5, "件/年")]),
        ("窓口3件、電話5件 1日当たり", [("窓口", 3, "件"), ("電話", 5, "件/日")]),
        ("市民課累計5件、税務課累計3件", [("市民課", 5, "件"), ("税務課", 3, "件")]),
        ("市民課の5件、税務課の3件", [("市民課", 5, "件"), ("税務課", 3, "件")]),
        ("DX 5件、GX 3件", [("DX", 5, "件"), ("GX", 3, "件")]),
    ],
)
def test_each_of_a_series_has_its_own_label_and_unit(raw: str, parts: list[tuple[str, int, str]]) -> None:
    assert (shown(raw), codes(raw)) == (parts, [])


@pytest.mark.parametrize(
    ("raw", "labels"),
    [("5件（市民課）10件", ["市民課", ""]), ("(A)5件(B)(C)10件", ["B", ""]), ("市民課5件、市民課10件", ["市民課", "市民課"])],
)
def test_a_series_without_clear_labels_is_not_decided(raw: str, labels: list[str]) -> None:
    assert ([label for label, _, _ in shown(raw)], codes(raw)) == (labels, ["V106"])


def test_one_time_for_two_numbers_is_the_times_of_both() -> None:
    assert (read_value("10件（令和5年度）、20件").asof, codes("10件（令和5年度）、20件")) == ("FY2023", ["V106"])


def test_the_side_picked_keeps_the_time_of_the_whole() -> None:
    assert read_value("令和7年度に50件から80件へ", field="target").asof == "FY2025"


@pytest.mark.parametrize(
    ("raw", "column", "unit", "values"),
    [
        ("①5 ②3", "千円", "円", [5000, 3000]),
        ("①8,000円 ②9,000円", "千円", "円", [None, None]),  # 円 or 千円?
        ("住民票5件、達成率10%", None, "", [5, 10]),
        ("住民票5件、達成率10%", "件", "件", [5, None]),
    ],
)
def test_each_of_a_series_is_joined_with_the_unit_column(
    raw: str, column: str | None, unit: str, values: list[int | None]
) -> None:
    assert (read_value(raw, column).unit, [part.value for part in read_value(raw, column).parts]) == (unit, values)


def test_a_series_has_no_one_direction() -> None:
    assert read_value("住民票10件増、印鑑証明20件増").direction is None


@pytest.mark.parametrize(("raw", "direction"), [("60人から200人に増加", "増加"), ("60人から200人を維持", "維持")])
def test_from_to_keeps_the_way_of_the_second(raw: str, direction: str) -> None:
    assert (read_value(raw).direction, [part.label for part in read_value(raw).parts]) == (direction, ["変更前", "変更後"])
