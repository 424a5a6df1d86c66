"""全国地方公共団体コード and its check digit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxbook.text.lgcode import check_digit, read_code


@pytest.mark.parametrize(
    "code",
    [
        "122106",
        "122025",
        "122068",
        "142077",
        "282294",  # the five plans' cities
        "011002",
        "131016",
        "473821",
        "010006",
        "271004",  # 札幌市, 千代田区, 与那国町, 北海道, 大阪市
    ],
)
def test_published_codes_pass(code: str) -> None:
    assert check_digit(code[:5]) == int(code[5])
    assert read_code(code) == (code, ())


@pytest.mark.parametrize("bad", ["1221", "122106", "12a10", "", "１２２１０"])
def test_check_digit_wants_five_digits(bad: str) -> None:
    with pytest.raises(ValueError, match="five digits"):
        check_digit(bad)


@pytest.mark.parametrize(
    ("raw", "value", "code"),
    [
        ("１２２１０６", "122106", None),
        (" 12210-6 ", "122106", None),
        (None, None, None),
        ("", None, None),
        (122106, "122106", "V125"),
        (122106.0, "122106", "V125"),
        (11002.0, "011002", "V122"),
        (11002, "011002", "V122"),
        ("11002", "011002", "V122"),
        ("12210", None, "V123"),
        (12210, None, "V123"),
        ("122107", None, "V124"),
        ("992106", None, "V124"),
        ("000000", None, "V124"),
        ("茂原", None, "V121"),
        ("1221066", None, "V121"),
        (True, None, "V121"),
        (12.5, None, "V121"),
    ],
)
def test_read_code(raw: object, value: str | None, code: str | None) -> None:
    read, found = read_code(raw)
    assert read == value
    assert [f.code for f in found] == ([code] if code else [])


def test_five_digits_are_told_the_sixth() -> None:
    assert "122106" in read_code("12210")[1][0].remedy


@given(st.integers(0, 99999), st.integers(0, 4), st.integers(1, 9))
def test_any_one_wrong_digit_is_seen_unless_the_document_itself_allows_it(
    number: int, at: int, step: int
) -> None:
    """The code maps remainders 0 and 10 … to one digit (11 - r, last digit), so 1 and 0 may collide."""
    five = f"{number:05d}"
    changed = five[:at] + str((int(five[at]) + step) % 10) + five[at + 1 :]
    if check_digit(five) not in (0, 1):
        assert check_digit(changed) != check_digit(five)


@given(st.one_of(st.text(max_size=10), st.integers(), st.floats(), st.none()))
def test_never_fails(raw: object) -> None:
    value, found = read_code(raw)
    assert value is None or len(value) == 6
    assert len(found) <= 1


def test_a_code_is_shown_as_the_cell_shows_it() -> None:
    (found,) = read_code(132071.0)[1]
    assert found.value == "132071"
    assert "「132071」" in found.message
    assert "「11002」" in read_code(11002.0)[1][0].message
