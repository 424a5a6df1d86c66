"""What a workbook is to a department: handed out, a whole plan, a copy of sheets, a stranger."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from dxbook import jobs
from dxbook.plan.book import Checked, Origin
from tests.support.gui_books import handed
from tests.support.handed import handed_out
from tests.support.tables import plan_book, write_book


def checked(path: Path) -> Checked:
    (one,) = jobs.check([path]).books
    return one


def test_a_hand_out_is_one_and_can_be_handed_in_without_errors(tmp_path: Path) -> None:
    sent = handed_out(plan_book(tmp_path / "計画.xlsx", meta={}), tmp_path / "配布").sent[0]
    path = tmp_path / "配布" / sent.file
    book = checked(path)
    assert (book.name, book.origin, book.ready) == (sent.file, Origin.HANDED, True)
    renamed = path.rename(tmp_path / "別の名前.xlsx")
    assert checked(renamed).origin is Origin.HANDED


def test_with_an_error_it_cannot(tmp_path: Path) -> None:
    book = checked(handed(tmp_path / "課.xlsx"))  # 進捗!H13 is none of the choices
    assert (book.origin, book.errors, book.ready) == (Origin.HANDED, 1, False)


def test_the_whole_plan_is_nothing_to_hand_in(tmp_path: Path) -> None:
    book = checked(plan_book(tmp_path / "計画.xlsx", meta={}))
    assert (book.origin, book.errors, book.ready) == (Origin.PLAN, 0, False)


def test_sheets_in_another_workbook_do_not_know_whose_they_are(tmp_path: Path) -> None:
    assert checked(plan_book(tmp_path / "計画.xlsx")).origin is Origin.COPIED
    path = handed(tmp_path / "課.xlsx")
    workbook = load_workbook(path)
    del workbook["_dxbook"]
    workbook.save(path)
    assert checked(path).origin is Origin.COPIED


def test_a_damaged_identity_is_none(tmp_path: Path) -> None:
    meta = {"plan_id": "479993-2023", "department": "市民課", "handout_id": "x", "handout_fy": "令和7年度"}
    assert checked(plan_book(tmp_path / "計画.xlsx", meta=meta)).origin is Origin.COPIED


@pytest.mark.parametrize("title", ["献立", "計画", "実績"])
def test_another_kind_of_workbook_is_a_stranger_whatever_its_sheets_are_called(tmp_path: Path, title: str) -> None:
    menu = f"## {title}\n| 曜日 | 主菜 | 副菜 |\n| 月 | カレー | サラダ |"
    book = checked(write_book(tmp_path / "献立表.xlsx", menu))
    assert (book.origin, book.ready) == (Origin.STRANGER, False)


def test_of_several_books_each_is_told_and_one_that_cannot_be_read_is_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "こわれた.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    books = jobs.check([handed(tmp_path / "課.xlsx"), broken]).books
    assert [(each.name, each.origin) for each in books] == [("課.xlsx", Origin.HANDED), ("こわれた.xlsx", None)]
    assert [each.errors for each in books] == [1, 1]
