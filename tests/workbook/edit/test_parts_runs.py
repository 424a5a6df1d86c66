"""Runs within a cell and furigana: a small change of text keeps both, where they belong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.excel_made import by_hand
from dxbook.workbook.edit import runs
from tests.support.parts import STRINGS, edited, opened, part, shown, string_items

RICH = "ＤＸの推進１ と改革"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return by_hand(tmp_path_factory.mktemp("runs") / "a.xlsm").read_bytes()


def reworded(data: bytes, cell: str, before: str, after: str) -> tuple[bytes, str]:
    """The workbook, and the <si> of the changed cell."""
    workbook = opened(data)
    workbook.change_text("施策", cell, before, after)
    result = workbook.to_bytes()
    return result, string_items(part(result, STRINGS))[-1]


def readings(item: str) -> list[tuple[int, int, str]]:
    """The furigana of an <si>: from, to, reading."""
    found = re.findall(r'<rPh sb="(\d+)" eb="(\d+)"><t>(.*?)</t></rPh>', item)
    return [(int(first), int(last), text) for first, last, text in found]


def run_texts(item: str) -> list[str]:
    return re.findall(r"<r>.*?<t[^>]*>(.*?)</t></r>", item, re.DOTALL)


def test_each_run_keeps_its_looks(data: bytes) -> None:
    """ＤＸの|推進１| と改革 with narrow letters and digits: the bold run is still 推進1."""
    result, item = reworded(data, "E2", RICH, "DXの推進1 と改革")
    assert run_texts(item) == ["DXの", "推進1", " と改革"]
    before = string_items(part(data, STRINGS))[7]
    assert re.findall(r"<rPr>.*?</rPr>", item) == re.findall(r"<rPr>.*?</rPr>", before)
    assert shown(result)[1][4] == "DXの推進1 と改革"
    assert shown(result)[2][4] == RICH  # the other cell of the same string


def test_furigana_moves_with_its_characters(data: bytes) -> None:
    """Two letters become four: 推進 stood at 3–5 and stands at 5–7, 改革 at 8–10 and now at 9–11."""
    _, item = reworded(data, "E2", RICH, "デジタの推進１と改革")
    assert run_texts(item) == ["デジタの", "推進１", "と改革"]
    assert readings(item) == [(4, 6, "スイシン"), (8, 10, "カイカク")]
    assert '<phoneticPr fontId="1"/>' in item


def test_furigana_of_changed_characters_goes(data: bytes) -> None:
    _, item = reworded(data, "E2", RICH, "ＤＸの促進１ と改革")
    assert readings(item) == [(8, 10, "カイカク")]


def test_furigana_of_a_text_without_runs(data: bytes) -> None:
    """課　題 without the blank: ダイ stood at 2–3 and stands at 1–2."""
    result, item = reworded(data, "F2", "課　題", "課題")
    assert item.startswith('<si><t>課題</t><rPh ')
    assert readings(item) == [(0, 1, "カ"), (1, 2, "ダイ")]
    assert item.endswith('<phoneticPr fontId="1"/></si>')
    assert shown(result)[1][5] == "課題"


def test_places_are_counted_as_excel_counts_them() -> None:
    """A character beyond the first plane is two units: 𠮷野 stands at 0–3."""
    inner = '<t>𠮷野　家</t><rPh sb="0" eb="3"><t>ヨシノ</t></rPh><rPh sb="4" eb="5"><t>ヤ</t></rPh>'.encode()
    assert runs.reworded(b"", inner, "𠮷野家").decode() == (
        '<t>𠮷野家</t><rPh sb="0" eb="3"><t>ヨシノ</t></rPh><rPh sb="3" eb="4"><t>ヤ</t></rPh>'
    )


def test_a_run_that_loses_its_text_goes(data: bytes) -> None:
    _, item = reworded(data, "E2", RICH, "ＤＸの と改革")
    assert run_texts(item) == ["ＤＸの", " と改革"]


def test_another_text_drops_runs_and_furigana_of_that_cell_alone(data: bytes) -> None:
    result = edited(data, E2="別の文", B1="名")
    items = string_items(part(result, STRINGS))
    assert items[:9] == string_items(part(data, STRINGS))
    assert items[9:] == ["<si><t>名</t></si>", "<si><t>別の文</t></si>"]
    assert shown(result)[2][4] == RICH


def test_runs_within_the_cell(tmp_path: Path) -> None:
    inner = b"<r><t>A\xef\xbc\xa1</t></r><r><rPr><b/></rPr><t>B</t></r>"
    assert runs.reworded(b"", inner, "AAB") == b"<r><t>AA</t></r><r><rPr><b/></rPr><t>B</t></r>"
    prefixed = inner.replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
    assert runs.reworded(b"x:", prefixed, "AAB") == (
        b"<x:r><x:t>AA</x:t></x:r><x:r><x:rPr><x:b/></x:rPr><x:t>B</x:t></x:r>"
    )


letters = st.text(alphabet="アイ１1 推進\n𠮷", max_size=8)


@settings(max_examples=300, deadline=None)
@given(st.lists(letters.filter(bool), min_size=1, max_size=4), letters.filter(bool), st.data())
def test_the_runs_together_always_hold_the_new_text(texts: list[str], after: str, draw: st.DataObject) -> None:
    """Whatever the runs and the new text: together they say it, and every reading left stands over its characters."""
    before = "".join(texts)
    units = before.encode("utf-16-le")
    first = draw.draw(st.integers(0, len(before) - 1))
    last = draw.draw(st.integers(first + 1, len(before)))
    sb, eb = (len(before[:edge].encode("utf-16-le")) // 2 for edge in (first, last))
    inner = "".join(f'<r><t xml:space="preserve">{text}</t></r>' for text in texts)
    inner += f'<rPh sb="{sb}" eb="{eb}"><t>ヨミ</t></rPh>'
    changed = runs.reworded(b"", inner.encode(), after)
    assert runs.text_of(b"", changed) == after
    for start, stop, _ in readings(changed.decode()):
        assert after.encode("utf-16-le")[2 * start:2 * stop] == units[2 * sb:2 * eb]
    assert runs.reworded(b"", inner.encode(), before) == inner.encode()
