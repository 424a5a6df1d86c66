"""The five sample plans' check sheets: made by their own profile and form, as the demo makes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dxbook import jobs, samples
from tests.forms import texts

CARDS = {"mobara": 25, "choshi": 32, "kisarazu": 30, "chigasaki": 8}
"""Measures as the plans print them (the sections of the fifth are counted in its own test)."""


@pytest.mark.parametrize("city", samples.names())
def test_a_sample_s_check_sheet(tmp_path: Path, city: str, validate: Callable[[Path], list[str]]) -> None:
    plan, out = tmp_path / "plan.xlsx", tmp_path / "sheet.xlsx"
    jobs.new(plan, years=range(2023, 2028), review_fy=2025, sample=city)
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
