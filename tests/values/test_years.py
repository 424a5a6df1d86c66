"""Years, fiscal years, months and days."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxbook.values import era_of
from dxbook.values.years import fy_label, fy_of, fy_short, read_date, read_fy, read_month

POINT = r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?|FY\d{4}末?)"
SHAPES = f"{POINT}(?:/{POINT})?"


@pytest.mark.parametrize(
    ("year", "label", "short"),
    [
        (2023, "令和5年度", "R5"),
        (2019, "令和元年度", "R1"),
        (2018, "平成30年度", "H30"),
        (1989, "平成元年度", "H1"),
        (1988, "昭和63年度", "S63"),
        (2030, "令和12年度", "R12"),
    ],
)
def test_labels(year: int, label: str, short: str) -> None:
    assert (fy_label(year), fy_short(year)) == (label, short)


@given(st.integers(1927, 2100))
def test_labels_read_back(year: int) -> None:
    assert read_fy(fy_label(year)).value == year
    assert read_fy(fy_label(year)).findings == ()


def test_fiscal_year_of_a_day() -> None:
    assert (fy_of(date(2024, 3, 31)), fy_of(date(2024, 4, 1))) == (2023, 2024)


@pytest.mark.parametrize(
    ("raw", "value", "kind"),
    [
        ("令和5年度", 2023, "年度"),
        ("令和５年度", 2023, "年度"),
        ("R5", 2023, "年度"),
        ("Ｒ５", 2023, "年度"),
        ("令5", 2023, "年度"),
        ("令和五", 2023, "年度"),
        ("令和十二年度", 2030, "年度"),
        ("2023", 2023, "年度"),
        (2023, 2023, "年度"),
        (2023.0, 2023, "年度"),
        ("2023.0", 2023, "年度"),
        ("令和元年度", 2019, "年度"),
        ("平成31年度", 2019, "年度"),
        ("昭和64年度", 1989, "年度"),
        ("令和 5 年度", 2023, "年度"),
        ("令和5（2023）年度", 2023, "年度"),
        ("令和5年度（2023年度）", 2023, "年度"),
        ("2023（令和5）年度", 2023, "年度"),
        ("令和7年度末", 2025, "年度末"),
        ("令和7年度まで", 2025, "年度"),
        ("r5", 2023, "年度"),
        ("㋿5年度", 2023, "年度"),
        ("FY2023", 2023, "年度"),
        ("二〇二三年度", 2023, "年度"),
    ],
)
def test_fiscal_years(raw: object, value: int, kind: str) -> None:
    reading = read_fy(raw)
    assert (reading.value, reading.kind, reading.findings) == (value, kind, ())


@pytest.mark.parametrize("raw", [None, "", "　", "－", "—"])
def test_empty_year(raw: object) -> None:
    assert (read_fy(raw).value, read_fy(raw).findings) == (None, ())
    assert (read_month(raw).value, read_month(raw).findings) == (None, ())
    assert (read_date(raw).value, read_date(raw).findings) == (None, ())


@pytest.mark.parametrize(
    ("raw", "value", "code"),
    [
        ("平成32年度", 2020, "Y102"),
        ("平成33年", 2021, "Y102"),
        ("昭和65年度", 1990, "Y102"),
        ("５年度", 2023, "Y104"),
        (5, 2023, "Y104"),
        (5.0, 2023, "Y104"),
        (1, 2019, "Y104"),
        (0, None, "Y101"),
        ("5末", None, "Y101"),
        ("大正16年度", 1927, "Y102"),
        ("2023年", 2023, "Y107"),
        ("令和5年", 2023, "Y107"),
        (datetime(2023, 4, 1), 2023, "Y108"),
        (45017, 2023, "Y108"),
        ("29年度", None, "Y103"),
        ("26年度", None, "Y103"),
        (29, None, "Y103"),
        ("令和5年度（2024年度）", None, "Y105"),
        ("2024(令和5)年度", None, "Y105"),
        ("令和5～9年度", None, "Y109"),
        ("R5.3", None, "Y113"),
        ("令和5年3月", None, "Y113"),
        (datetime(2024, 1, 1), None, "Y115"),
        ("来年度", None, "Y101"),
        ("令和0年度", None, "Y101"),
        ("令和99年度", None, "Y101"),
        (True, None, "Y101"),
        (float("nan"), None, "Y101"),
        (5.3, None, "Y101"),
        ("令和５年度ごろか", None, "Y101"),
    ],
)
def test_fiscal_years_with_a_remark(raw: object, value: int | None, code: str) -> None:
    reading = read_fy(raw)
    assert reading.value == value
    assert code in [found.code for found in reading.findings]


def test_both_readings_are_shown() -> None:
    message = read_fy("29年度").findings[0].message
    assert "2017" in message
    assert "2047" in message


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("令和５年４月", "2023-04"),
        ("R5.3", "2023-03"),
        ("2023/4", "2023-04"),
        ("202304", "2023-04"),
        ("2023-04", "2023-04"),
        ("令和４年３月現在", "2022-03"),
        ("令和4年3月末", "2022-03"),
        ("R4.12末時点", "2022-12"),
        ("令和5年(2023年)4月", "2023-04"),
        ("R5.3.31", "2023-03-31"),
        ("令和4年2月末日", "2022-02-28"),
        ("令和5年1月末日", "2023-01-31"),
        ("令和5年12月末日", "2023-12-31"),
        ("202312", "2023-12"),
        (20230415, "2023-04-15"),
        ("R5.4～9", "2023-04/2023-09"),
        ("R5.4～R5.4", "2023-04/2023-04"),
        ("令和5年度～9", "FY2023/FY2027"),
        ("令和5年4月1日(土)", "2023-04-01"),
        (datetime(2023, 4, 1), "2023-04-01"),
        (20230401, "2023-04-01"),
        ("令和九年九月九日", "2027-09-09"),
        ("令和4年度", "FY2022"),
        ("令和７年度まで", "FY2025"),
        ("FY2022", "FY2022"),
        ("令和３年度末", "FY2021末"),
        ("FY2025末", "FY2025末"),
        ("2023年", "2023"),
        ("2023", "2023"),
        ("R4.1～R4.12", "2022-01/2022-12"),
        ("令和4年1月～12月", "2022-01/2022-12"),
        ("R4.1-R4.12", "2022-01/2022-12"),
        ("R4.1時点～R4.12時点", "2022-01/2022-12"),
        ("令和4年4月～令和5年3月", "2022-04/2023-03"),
        ("2022-01/2022-12", "2022-01/2022-12"),
        ("令和5～9年度", "FY2023/FY2027"),
        ("H30～R2年度", "FY2018/FY2020"),
        ("2020〜2022年度", "FY2020/FY2022"),
        ("FY2023/FY2027", "FY2023/FY2027"),
        ("昭和64年1月7日", "1989-01-07"),
        ("平成元年1月8日", "1989-01-08"),
    ],
)
def test_points_of_time(raw: object, value: str) -> None:
    assert (read_month(raw).value, read_month(raw).findings) == (value, ())


@pytest.mark.parametrize(
    ("raw", "value", "code"),
    [
        ("令和5年6月31日", None, "Y106"),
        ("R5.13", None, "Y106"),
        ("2023/2/29", None, "Y106"),
        ("令和5年0月", None, "Y106"),
        ("平成31年5月", "2019-05", "Y114"),
        ("令和元年4月", "2019-04", "Y114"),
        ("昭和64年1月8日", "1989-01-08", "Y114"),
        (45017, "2023-04-01", "Y110"),
        ("１０月末", None, "Y111"),
        ("4月1日", None, "Y111"),
        ("23年度", None, "Y103"),
        ("R5", "2023", "Y112"),
        ("R5～R4", None, "Y116"),
        ("令和5年度上半期", None, "Y101"),
        ("未定", None, "Y101"),
        ("平成33年", "2021", "Y102"),
        ("令和5年(2024年)4月", None, "Y105"),
        ("5年3月", "2023-03", "Y104"),
        ("5年度", "FY2023", "Y104"),
        (5.0, "2023", "Y104"),
        ("45017.0", "2023-04-01", "Y110"),
        ("平成33年5月", "2021-05", "Y102"),
        ("平成31年5月～令和元年6月", "2019-05/2019-06", "Y114"),
    ],
)
def test_points_of_time_with_a_remark(raw: object, value: str | None, code: str) -> None:
    assert (read_month(raw).value, [f.code for f in read_month(raw).findings]) == (value, [code])


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("令和8年3月31日", date(2026, 3, 31)),
        ("R8.3.31", date(2026, 3, 31)),
        ("２０２６／３／３１", date(2026, 3, 31)),
        (datetime(2026, 3, 31), date(2026, 3, 31)),
    ],
)
def test_days(raw: object, value: date) -> None:
    assert (read_date(raw).value, read_date(raw).findings) == (value, ())


@pytest.mark.parametrize(
    ("raw", "value", "code"),
    [(46112, date(2026, 3, 31), "Y110"), ("平成31年5月1日", date(2019, 5, 1), "Y114")],
)
def test_days_with_a_remark(raw: object, value: date, code: str) -> None:
    assert (read_date(raw).value, [f.code for f in read_date(raw).findings]) == (value, [code])


@pytest.mark.parametrize(("raw", "kind"), [("令和5年", "年"), ("2023年", "年"), ("令和5年度", "年度"), ("令和5年度末", "年度末")])
def test_what_was_written_is_kept(raw: str, kind: str) -> None:
    assert read_fy(raw).kind == kind


@pytest.mark.parametrize(
    ("year", "era"),
    [(2019, ("令和", 1)), (2018, ("平成", 30)), (1989, ("平成", 1)), (1988, ("昭和", 63)), (1926, ("昭和", 1)),
     (1925, ("大正", 14)), (1912, ("大正", 1))],
)
def test_the_era_of_a_year(year: int, era: tuple[str, int]) -> None:
    assert era_of(year) == era


def test_a_month_is_no_day() -> None:
    assert (read_date("令和8年3月").value, read_date("令和8年3月").findings[0].code) == (None, "Y117")


@given(st.dates(date(1989, 1, 8), date(2099, 12, 31)))
def test_days_in_any_writing(day: date) -> None:
    era = "令和" if day >= date(2019, 5, 1) else "平成"
    number = day.year - (2018 if era == "令和" else 1988)
    for text in (
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{era}{number}年{day.month}月{day.day}日",
        f"{'R' if era == '令和' else 'H'}{number}.{day.month}.{day.day}",
    ):
        assert (read_date(text).value, read_date(text).findings) == (day, ())


@given(
    st.one_of(
        st.text(max_size=16),
        st.integers(),
        st.floats(),
        st.lists(
            st.sampled_from(
                [
                    "令和",
                    "R",
                    "5",
                    "元",
                    "年度",
                    "年",
                    "月",
                    "日",
                    "末",
                    "～",
                    ".",
                    "/",
                    "-",
                    "(",
                    ")",
                    "2023",
                    "13",
                    "三",
                ]
            ),
            max_size=8,
        ).map("".join),
    )
)
def test_never_fails_and_is_never_silent(raw: object) -> None:
    fiscal, month, day = read_fy(raw), read_month(raw), read_date(raw)
    assert fiscal.value is None or 1900 <= fiscal.value <= 2100
    assert month.value is None or re.fullmatch(SHAPES, month.value)
    for reading in (fiscal, month, day):
        if reading.value is None and not reading.findings:
            assert isinstance(raw, str)
            assert len(raw.strip("\u3000 ")) <= 1 or not raw.isprintable()


@pytest.mark.parametrize("raw", [77524, date(2112, 4, 1), date(1899, 12, 31)])
def test_a_day_no_plan_speaks_of_is_no_fiscal_year(raw: object) -> None:
    reading = read_fy(raw)
    assert (reading.value, [found.code for found in reading.findings]) == (None, ["Y101"])
