"""Text cells: odd characters, forgotten placeholders, entries that say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxbook.findings import Level
from tests.support.checked import alone, changed, checked, of


def measure(text: str) -> str:
    """The default measures with another 課題 in row 3."""
    return changed("measures", "待ち時間が長い。", text)


def report(text: str) -> str:
    return changed("reports", "予約の枠を広げた。", text)


def test_a_character_that_only_this_computer_has(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, measures=measure("担当は\ue000田さん。")), "T101")
    assert (found.sheet, found.cell, found.column) == ("施策", "G3", "課題")
    assert "U+E000" in found.message


def test_mojibake(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, measures=measure("待ち時間が長い\ufffd")), "T106")
    assert (found.sheet, found.cell) == ("施策", "G3")


@pytest.mark.parametrize(("text", "mark"), [
    ("〇〇課と調整する。", "〇〇"), ("●●について検討する。", "●●"), ("XXX件を目指す。", "XXX"),
    ("ＸＸＸ件を目指す。", "ＸＸＸ"),
    ("令和〇年度に始める。", "令和〇年度"), ("令和○年に始める。", "令和○年"), ("○○○システムを使う。", "○○○"),
    ("??? 要確認", "???"), ("（例）窓口を増やす。", "（例）"), ("記入例：窓口を増やす。", "記入例："),
])
def test_a_placeholder_left_in(tmp_path: Path, text: str, mark: str) -> None:
    found = alone(checked(tmp_path, measures=measure(text)), "L106")
    assert (found.sheet, found.cell, found.column) == ("施策", "G3", "課題")
    assert f"「{mark}」" in found.message
    assert found.remedy.startswith(f"「{mark}」を実際の")


@pytest.mark.parametrize("text", [
    "◎・○・△・×で評価する。", "●窓口を増やす。\n●人を増やす。", "XML形式にする。", "令和7年度に始める。",
    "本当に必要か？", "一〇〇件を目指す。", "二〇〇〇年から。", "総合窓口（例）を作る。",
    "■目的\n■方法", "例えば、窓口を増やす。", "○窓口 ○電話",
])
def test_no_placeholder(tmp_path: Path, text: str) -> None:
    assert checked(tmp_path, measures=measure(text.replace("\n", "<br>"))) == []


@pytest.mark.parametrize("text", ["同上", "〃", "「同上」", "前年度と同様。", "前年と同じ"])
def test_ditto(tmp_path: Path, text: str) -> None:
    found = alone(checked(tmp_path, measures=measure(text)), "L107")
    assert (found.sheet, found.cell, found.level) == ("施策", "G3", Level.WARNING)
    assert "同じことを書いて" in found.remedy


@pytest.mark.parametrize("text", ["特になし", "なし", "－", "―", "・特になし。", "…"])
def test_nothing_done_needs_a_reason(tmp_path: Path, text: str) -> None:
    found = alone(checked(tmp_path, reports=report(text)), "L107")
    assert (found.sheet, found.cell, found.column) == ("進捗", "C3", "取組内容")
    assert "その理由" in found.remedy


def test_no_problem_is_a_fair_answer(tmp_path: Path) -> None:
    assert checked(tmp_path, measures=measure("特になし")) == []


def test_a_bullet_and_nothing_behind_it(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, measures=measure("・<br>・")), "L107")
    assert found.cell == "G3"
    assert "記号の後に" in found.remedy


def test_a_sentence_with_such_words_is_fine(tmp_path: Path) -> None:
    assert checked(tmp_path, reports=report("前年度と同様に枠を広げ、特に電話は全部なしにした。")) == []


def test_a_note_of_the_actuals_is_read_once(tmp_path: Path) -> None:
    table = changed("actuals", "38件 | 令和8年3月 | 確定 | |", "38件 | 令和8年3月 | 確定 | 同上 |")
    assert of(checked(tmp_path, actuals=table), "L107") == [("実績", "G2")]
