"""The five sample plans' check sheets: made by their own profile and form, as the demo makes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dxbook import jobs
from dxbook.demo import samples
from dxbook.demo.samples import new_sample
from scripts.sample_spring import give_back, plan_before
from tests.support.forms import texts

CARDS = {"mobara": 25, "choshi": 32, "kisarazu": 30, "chigasaki": 8}
"""Measures as the plans print them (the sections of the fifth are counted in its own test)."""


@pytest.mark.parametrize("city", samples.names())
def test_a_sample_s_check_sheet(tmp_path: Path, city: str, validate: Callable[[Path], list[str]]) -> None:
    plan, out = tmp_path / "plan.xlsx", tmp_path / "sheet.xlsx"
    new_sample(plan, city)
    result = jobs.sheet(plan, out)
    assert [found for found in result.findings if found.code.startswith("S1")] == []
    book = load_workbook(out)
    assert book.sheetnames[:2] == ["表紙", "一覧"]
    index = book["一覧"]
    links = [cell.hyperlink.location for row in index.iter_rows() for cell in row if cell.hyperlink]
    cards = [link.removeprefix("'").removesuffix("'!A1") for link in links]
    assert len(cards) == CARDS.get(city, len(cards))
    assert set(cards) <= set(book.sheetnames)
    for sheet in book.worksheets:
        assert not [text for text in texts(sheet) if "{{" in text or "}}" in text or text == "None"]
    for title in cards:  # one A4 page each
        assert (book[title].page_setup.fitToWidth, book[title].page_setup.fitToHeight) == (1, 1)
    rows = book["指標一覧"].iter_rows(min_row=4) if "指標一覧" in book.sheetnames else ()
    listed = [row[0].value for row in rows if row[0].value not in (None, "ID", "内訳")]
    assert len(listed) == len(set(listed))  # every KPI once
    assert validate(out) == []


def _row_of(sheet: Any, *heads: str) -> dict[str, Any]:
    """Head → what stands under it, of the row that has all of ``heads``."""
    for row in sheet.iter_rows():
        if set(heads) <= {cell.value for cell in row}:
            return {cell.value: sheet.cell(cell.row + 1, cell.column).value for cell in row if cell.value is not None}
    raise AssertionError(heads)


@pytest.mark.parametrize(("city", "silent", "unknown"), [
    # counted by hand in the merged workbooks: measures without a word in 進捗, KPIs with a target and no actual
    ("choshi", 12, ["K2-02", "K4-02", "K5-04", "K6-01", "K6-02", "K6-03"]),
    ("mobara", 4, ["K03", "K09", "K16", "K18", "K19"]),
])
def test_a_cover_does_not_contradict_itself_where_departments_were_sent_back(
    tmp_path: Path, city: str, silent: int, unknown: list[str]
) -> None:
    plan = plan_before(tmp_path / "計画.xlsx", city)
    jobs.handout(plan, tmp_path / "配布")
    give_back(tmp_path / "配布", tmp_path / "返送", plan, city)
    jobs.collect(plan, tmp_path / "返送", tmp_path / "集約")
    jobs.sheet(tmp_path / "集約" / "計画_集約.xlsx", tmp_path / "sheet.xlsx")
    cover = load_workbook(tmp_path / "sheet.xlsx")["表紙"]
    head = _row_of(cover, "うち報告なし", "うち実績未判明")
    assert (head["うち報告なし"], head["うち実績未判明"]) == (silent, len(unknown))
    words = {cell.value for row in cover.iter_rows() for cell in row}
    assert "施策" not in words  # each plan has its own word, in the list of open points too
    measures = next(iter(head.values()))
    for title in ("進捗", "今後の方向性"):
        row = _row_of(cover, title, "報告なし")
        assert row.pop("報告なし") == silent
        assert sum(count for word, count in row.items() if word != title) == measures - silent
    rows = [[cell.value for cell in row if cell.value is not None] for row in cover.iter_rows()]
    assert [row[1] for row in rows if row and row[0] in ("指標", "KPI") and row[-1].startswith("実績未判明")] == unknown
    assert len([row for row in rows if row and row[-1] == "進捗の報告なし"]) == silent
