"""One cell by its column's kind. Expected values are from the design's rules and the printed plans."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxbook.findings import Level, Place
from dxbook.plan import Progress, Report
from dxbook.plan.column import Column, Kind
from dxbook.plan.schema import BY_KEY, SHEETS
from dxbook.reading import cells
from dxbook.reading.cells import UNCACHED, parse
from dxbook.text import is_empty, shown_percent
from dxbook.text import policies as text

PLACE = Place("a.xlsx", "施策", "B5", "施策ID")


def column(kind: Kind, *, key: str = "x", multiple: bool = False) -> Column:
    return Column("欄", kind, "", key=key, multiple=multiple, side=key if kind is Kind.VALUE else "")


def codes(kind: Kind, raw: object) -> list[str]:
    return [found.code for found in parse(column(kind), raw, PLACE)[1]]


def value(kind: Kind, raw: object) -> object:
    return parse(column(kind), raw, PLACE)[0]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("01-01", "01-01"),
        ("０１－０１", "01-01"),
        (" K01 ", "K01"),
        ("①", "1"),
        (1.0, "1"),
        (12, "12"),
        ("", None),
        ("　", None),
        (None, None),
    ],
)
def test_codes_stay_text(raw: object, expected: str | None) -> None:
    assert parse(column(Kind.CODE), raw, PLACE) == (expected, [])


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        (dt.date(2026, 1, 1), "（「1-1」か「01-01」など）"),
        (dt.datetime(2026, 3, 12), "（「3-12」か「03-12」など）"),
        (dt.datetime(2026, 10, 12), "（「10-12」など）"),
        ("2026-01-01", "「1-1」か「01-01」"),
        ("2026/1/2", "「1-2」か「01-02」"),
        ("2026-01-01 00:00:00", "「1-1」か「01-01」"),
        ("1月2日", "「1-2」か「01-02」"),
    ],
)
def test_a_code_that_excel_made_a_date_of_is_not_guessed(raw: object, hint: str) -> None:
    read, found = parse(column(Kind.CODE), raw, PLACE)
    assert read is None
    assert [each.code for each in found] == ["C103"]
    assert hint in found[0].remedy
    assert (found[0].sheet, found[0].cell, found[0].level) == ("施策", "B5", Level.ERROR)


def test_a_code_with_a_point_may_have_lost_a_zero() -> None:
    read, found = parse(column(Kind.CODE), 1.1, PLACE)
    assert read == "1.1"
    assert [(each.code, each.level) for each in found] == [("C106", Level.WARNING)]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.COMPUTED])
@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("#REF!", "C102"),
        ("#N/A", "C102"),
        ("#DIV/0!", "C102"),
        ("#NAME?", "C102"),
        (UNCACHED, "C101"),
        (True, "C108"),
        (dt.time(8, 30), "C109"),
        (dt.timedelta(hours=26), "C109"),
    ],
)
def test_what_no_column_takes(kind: Kind, raw: object, code: str) -> None:
    assert parse(column(kind), raw, PLACE)[0] is None
    assert codes(kind, raw) == [code]


def test_computed_columns_are_never_read() -> None:
    assert parse(column(Kind.COMPUTED), "#REF!", PLACE) == (None, [])


def test_a_text_that_begins_with_a_hash_is_no_error() -> None:
    assert value(Kind.NAME, "#REFORM計画") == "#REFORM計画"


@pytest.mark.parametrize("raw", [dt.date(2026, 1, 3), dt.datetime(2026, 1, 3)])
def test_a_value_that_excel_made_a_date_of(raw: dt.date) -> None:
    read, found = parse(column(Kind.VALUE, key="target"), raw, PLACE)
    assert read is None
    assert [each.code for each in found] == ["C104"]
    assert "1/3" in found[0].remedy


@pytest.mark.parametrize(
    ("raw", "unit", "number", "shown"),
    [
        ("27件", "", 27, "件"),
        (27, "件", 27, "件"),
        (27.0, "件", 27, "件"),
        (0.1 + 0.2, "件", 0.3, "件"),
        ("38.56%", "", 38.56, "%"),
    ],
)
def test_values_take_the_unit_column(raw: object, unit: str, number: float, shown: str) -> None:
    reading, found = parse(column(Kind.VALUE, key="actual"), raw, PLACE, unit)
    assert (reading.value, reading.unit, found) == (number, shown, [])


def test_an_empty_value_is_none_and_a_dash_is_a_reading() -> None:
    assert parse(column(Kind.VALUE), "", PLACE) == (None, [])
    assert value(Kind.VALUE, "－").qualifier == "missing"  # type: ignore[attr-defined]


def test_a_value_that_cannot_be_read_has_its_address() -> None:
    found = parse(column(Kind.VALUE), "ぬぬぬ", PLACE)[1]
    assert found
    assert {(each.file, each.sheet, each.cell) for each in found} == {("a.xlsx", "施策", "B5")}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (5, 5),
        (5.0, 5),
        (2.5, 2.5),
        ("1,234", 1234),
        ("１２３", 123),
        ("▲310", -310),
        ("-5.5", -5.5),
        ("0", 0),
        (0, 0),
    ],
)
def test_numbers(raw: object, expected: float) -> None:
    assert parse(column(Kind.NUMBER), raw, PLACE) == (expected, [])


@pytest.mark.parametrize(
    "raw", ["約100", "1,200千円", "1/3", "なし", "nan", "inf", "1e5", dt.date(2026, 1, 3), "1.2.3"]
)
def test_what_is_no_number(raw: object) -> None:
    assert parse(column(Kind.NUMBER), raw, PLACE)[0] is None
    assert codes(Kind.NUMBER, raw) == ["C107"]


BUDGET = BY_KEY["reports"].column("budget")


@pytest.mark.parametrize("raw", ["1,200千円", "１，２００千円", " 1200 千円", "1200(千円)", "1,200（千円）", "1,200"])
def test_the_column_s_own_unit_is_no_guess(raw: str) -> None:
    assert parse(BUDGET, raw, PLACE) == (1200, [])
    assert cells.normalized(BUDGET, raw) == "1200"


@pytest.mark.parametrize("raw", ["1,200円", "120万円", "1.2百万円", "約1,200千円", "千円", "1万千円", "1,2千円", "1200千円程度",
                                 "1200千円千円"])
def test_another_unit_is_left_to_the_person_who_is_told_the_column_s(raw: str) -> None:
    read, [found] = parse(BUDGET, raw, PLACE)
    assert (read, found.code) == (None, "C107")
    assert "千円単位の数だけ" in found.message
    assert "千円単位の数だけ" in found.remedy
    assert cells.normalized(BUDGET, raw) == text.normalize(raw, "number")


def test_a_column_without_a_unit_of_its_own_names_none() -> None:
    [found] = parse(column(Kind.NUMBER), "3件", PLACE)[1]
    assert "千円" not in found.message + found.remedy
    assert "には、数だけを書きます" in found.message


_MONEY = st.text(alphabet="0123456789０１９,，.．千円万約（）() 　▲-", max_size=12)


@given(st.one_of(_MONEY, _MONEY.map(lambda raw: raw + "千円")))
def test_money_is_normalised_once_and_reads_as_before(raw: str) -> None:
    once = cells.normalized(BUDGET, raw)
    assert cells.normalized(BUDGET, once) == once
    assert parse(BUDGET, once)[0] == parse(BUDGET, raw)[0]


def test_the_prompt_names_the_unit_that_the_column_knows() -> None:
    money = [each for each in BY_KEY["reports"].stored if each.unit]
    assert [each.key for each in money] == ["budget", "spent"]
    for each in money:
        assert f"{each.unit}単位の数だけ" in each.help


def test_a_date_in_a_text_column_is_read_and_said() -> None:
    read, found = parse(column(Kind.NAME), dt.datetime(2026, 5, 12), PLACE)
    assert read == "2026年5月12日"
    assert [(each.code, each.level) for each in found] == [("C105", Level.INFO)]


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        (Kind.NAME, "Ｗｉ－Ｆｉ環境", "Wi-Fi環境"),
        (Kind.NAME, "髙﨑神課", "髙﨑神課"),
        (Kind.NAME, 5.0, "5"),
        (Kind.PROSE, "・一つ\n・二つ", "・一つ\n・二つ"),
        (Kind.FY, "令和5年度", 2023),
        (Kind.DATE, dt.datetime(2026, 3, 31), dt.date(2026, 3, 31)),
        (Kind.LGCODE, "122106", "122106"),
        (Kind.DEPARTMENT, "総務課、市民課\n総務課", ("総務課", "市民課")),
        (Kind.DEPARTMENT, "文化財・ジオパーク室", ("文化財・ジオパーク室",)),
    ],
)
def test_other_kinds(kind: Kind, raw: object, expected: object) -> None:
    assert parse(column(kind), raw, PLACE) == (expected, [])


@pytest.mark.parametrize("raw", [" 計画どおり ", "計　画　どおり", "計画\nどおり"])
def test_a_choice_is_the_lists_own_word_however_it_is_spaced(raw: str) -> None:
    assert parse(Report.progress, raw, PLACE) == (Progress.AS_PLANNED, [])


def test_a_word_that_is_no_choice_is_no_value_and_stays_in_its_cell() -> None:
    assert parse(Report.progress, "ぼちぼち", PLACE) == (None, [])
    assert Report(2, raw={"progress": "ぼちぼち"}).word(Report.progress) == "ぼちぼち"


def test_several_names_in_one_cell() -> None:
    names = column(Kind.NAME, multiple=True)
    assert parse(names, "情報課、ＩＴ室\n情報課", PLACE)[0] == ("情報課", "IT室")


def test_percentages_as_excel_shows_them() -> None:
    assert [shown_percent(number) for number in (0.3856, 0.5, 1, 0.07, 0.0786)] == [
        "38.56%",
        "50%",
        "100%",
        "7%",
        "7.86%",
    ]


def test_every_kind_has_a_policy_and_a_parser() -> None:
    assert {kind.policy for kind in Kind} <= set(text.POLICIES)


_columns = st.sampled_from([each for sheet in SHEETS for each in sheet.columns])
_raws = st.one_of(
    st.none(),
    st.text(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.text(alphabet="0123456789年度令和RH.-/%約以上、～▲ "),
)


@given(column=_columns, raw=_raws)
def test_no_cell_is_a_crash_and_what_is_not_read_is_said(column: Column, raw: object) -> None:
    read, found = parse(column, raw, PLACE)
    if read is None and not column.computed and not is_empty(raw):
        invisible = isinstance(raw, str) and not text.normalize(raw, column.kind.policy).strip(
            "、，,;； "
        )
        # a word that is no choice is said by the checks, which know the lists of the city (L103)
        assert found or invisible or column.choice, (column.key, raw)
