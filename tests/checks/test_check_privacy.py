"""Personal data before publishing. The numbers here are made up by the published rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxbook.checks.privacy import is_my_number
from dxbook.findings import Level
from tests.support.checked import alone, changed, checked

# By hand after 総務省令第85号 第5条:
# 1×6+2×5+3×4+4×3+5×2+6×7+7×6+8×5+9×4+0×3+1×2 = 212, 212 mod 11 = 3, 11-3 = 8
NUMBER = "123456789018"


def measure(text: str) -> str:
    return changed("measures", "待ち時間が長い。", text)


def test_the_check_digit() -> None:
    assert is_my_number(NUMBER)
    assert not is_my_number("123456789010")
    assert not is_my_number("12345678901")
    assert is_my_number("000000000000")  # remainder 0 gives 0


@given(st.text("0123456789", min_size=11, max_size=11))
def test_one_last_digit_is_valid(digits: str) -> None:
    assert sum(is_my_number(digits + last) for last in "0123456789") == 1


@pytest.mark.parametrize("written", [
    NUMBER, "1234 5678 9018", "1234-5678-9018", "１２３４５６７８９０１８", "１２３４－５６７８－９０１８",
    f"番号{NUMBER}の方",
])
def test_a_my_number_in_a_text(tmp_path: Path, written: str) -> None:
    found = alone(checked(tmp_path, measures=measure(f"本人({written})から相談。")), "P101")
    assert (found.sheet, found.cell, found.level) == ("施策", "G3", Level.ERROR)
    assert "マイナンバー" in found.message
    assert "5678" not in found.value + found.message + found.remedy  # never passed on


def test_a_my_number_typed_as_a_number(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, measures=measure(f"n:{NUMBER}")), "P101")
    assert found.cell == "G3"


@pytest.mark.parametrize("written", [
    "123456789010", f"9{NUMBER}", f"{NUMBER}9", f"0.{NUMBER}", f"{NUMBER}.5", "1,234,567,890,18",
])
def test_other_long_numbers(tmp_path: Path, written: str) -> None:
    assert checked(tmp_path, measures=measure(f"番号は {written} です。")) == []


@pytest.mark.parametrize(("written", "level"), [
    ("090-1234-5678", Level.WARNING), ("０８０－１２３４－５６７８", Level.WARNING),
    ("09012345678", Level.WARNING),
    ("03-1234-5678", Level.INFO), ("0475(20)1234", Level.INFO), ("0475-20-1234", Level.INFO),
])
def test_a_telephone_number(tmp_path: Path, written: str, level: Level) -> None:
    found = alone(checked(tmp_path, measures=measure(f"連絡は {written} へ。")), "P102")
    assert (found.sheet, found.cell, found.level) == ("施策", "G3", level)
    assert found.value.endswith("****")
    assert "公表する前に" in found.remedy


@pytest.mark.parametrize("written", ["0120-123-456", "0570-012-345", "2025-10-01", "01-02-0003", "0.5-1.2"])
def test_numbers_that_are_no_telephone(tmp_path: Path, written: str) -> None:
    assert checked(tmp_path, measures=measure(f"参考は {written} です。")) == []


@pytest.mark.parametrize("written", [
    "taro@example.jp", "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "dx.taro+1@city.example.lg.jp",
])
def test_a_mail_address(tmp_path: Path, written: str) -> None:
    found = alone(checked(tmp_path, measures=measure(f"担当（{written}）に聞く。")), "P103")
    assert (found.sheet, found.cell) == ("施策", "G3")
    assert "taro" not in found.value
    assert "「計画」シートの事務局" in found.remedy


def test_the_offices_own_contact_is_meant_to_be_seen(tmp_path: Path) -> None:
    contact = "総務課 電話 0475-20-1234 dx@city.example.lg.jp"
    assert checked(tmp_path, plan={"事務局": contact}) == []
