"""For random cells and texts: the new ones are read there, the old ones everywhere else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.excel_made import by_hand
from dxbook.findings import column_letter
from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.workbook import Workbook
from tests.support.parts import shown
from tests.support.producers import by_openpyxl, by_xlsxwriter

with tempfile.TemporaryDirectory() as folder:
    BOOKS = [make(Path(folder) / "a.xlsx").read_bytes() for make in (by_openpyxl, by_xlsxwriter, by_hand)]
FORMULAS = {(2, 4), (3, 4)}

cells = st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda place: place not in FORMULAS)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\ufffe\uffff"), max_size=12)
values = texts | st.none() | st.integers(-10**12, 10**12) | st.floats(-1e9, 1e9, allow_nan=False)


def read(data: bytes) -> dict[tuple[int, int], object]:
    """Row and column → what calamine shows, empty cells left out."""
    rows = enumerate(shown(data), start=1)
    return {(number, place): value for number, row in rows for place, value in enumerate(row, start=1) if value != ""}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(BOOKS), st.dictionaries(cells, values, max_size=10))
def test_new_there_and_old_elsewhere(data: bytes, changes: dict[tuple[int, int], str | int | float | None]) -> None:
    def edited(source: bytes) -> bytes:
        workbook = Workbook(Archive(source, "a.xlsx"))
        for (row, column), value in changes.items():
            workbook.set("施策", f"{column_letter(column)}{row}", value)
        return workbook.to_bytes()

    once = edited(data)
    wanted = {**read(data), **changes}
    assert read(once) == {place: value for place, value in wanted.items() if value not in (None, "")}
    assert edited(once) == once
