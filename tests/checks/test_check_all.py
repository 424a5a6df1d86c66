"""The runner: everything at once, in the workbook's order, whatever people write."""

from __future__ import annotations

import re
import tempfile
from copy import deepcopy
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dxbook.checks import CHECKS, CODES
from dxbook.checks.run import check
from dxbook.findings import Finding
from dxbook.plan.book import Book
from dxbook.reading import workbook as books
from dxbook.reading.cells import parse
from tests.support.checked import changed, checked
from tests.support.tables import plan_book

EXTRA = """## 工程
| 施策ID | 番号 | 工程名 | 開始年度 | 終了年度 | 状態 |
| 01-01 | n:1 | 準備 | 令和5年度 | 令和6年度 | 完了 |

## 一覧
| 種別 | 番号 | 名称 | 担当部署 | 状態 | 予定年度 | 実施年月 | 指標ID |
| 業務 | n:1 | 住民記録 | 市民課 | 完了 | 令和7年度 | 令和7年10月 | K01 |

## 改定
| 番号 | 日付 | 種別 | 対象 | 理由 |
| n:1 | 令和7年8月 | 修正 | 01-02 | 見直し |
"""


@cache
def full() -> Book:
    """A plan with every kind of sheet, read once."""
    with tempfile.TemporaryDirectory() as folder:
        return books.read(plan_book(Path(folder) / "計画.xlsx", extra=EXTRA))


def cells(book: Book) -> list[tuple[str, int, str]]:
    """Every cell: sheet, record, column."""
    return [(name, number, key) for name, table in book.tables.items()
            for number, record in enumerate(table) for key in record.cells]


def retyped(book: Book, where: tuple[str, int, str], raw: object) -> Book:
    """A copy of the book in which one cell was typed anew."""
    name, number, key = where
    copy = deepcopy(book)
    table = copy.tables[name]
    record = table.records[number]
    value, found = parse(table.sheet.column(key), raw, table.place(record, table.sheet.column(key)))
    record.values[key], record.raw[key] = value, raw
    copy.findings = [*copy.findings, *found]
    return copy


TYPED = st.one_of(
    st.none(), st.floats(allow_nan=False, allow_infinity=False), st.integers(-10**9, 10**9),
    st.text(max_size=40), st.text("0123456789-－ー〇○①%％年度令和R.,、・()（）@ \n　総務課市民", max_size=30),
    st.sampled_from(["同上", "完了", "継続中", "01-01", "1-1", "総務部", "令和七年度", "—", "未定", "50%"]),
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_typed_into_a_cell_check_reports_it_at_an_address(data: st.DataObject) -> None:
    typed = [each for each in cells(full()) if each[2] != "fy" or each[0] == "reports"]
    where = data.draw(st.sampled_from(typed))
    book = retyped(full(), where, data.draw(TYPED))
    for found in check(book):
        assert isinstance(found, Finding)
        assert found.file == "計画.xlsx"
        assert found.sheet in {table.title for table in book.tables.values()}
        assert re.fullmatch(r"[A-Z]{1,3}[1-9]\d*|", found.cell)
        assert found.message
        assert found.remedy
        assert "None" not in found.message + found.remedy


def test_the_full_plan_is_clean() -> None:
    book = deepcopy(full())
    book.tables["inventory"].records[0].values["kpi_id"] = None  # else K01 is counted from the list
    assert check(book) == []


def test_findings_follow_the_workbook_sheet_by_sheet(tmp_path: Path) -> None:
    found = checked(
        tmp_path, plan={"計画名": ""}, measures=changed("measures", "窓口の混雑の緩和", ""),
        reports=changed("reports", "計画どおり | 継続 | n:300", "計画どおり | 継続中 | n:300"),
        organisation=changed("organisation", "| 総務課 | 総務部 | | 課 |", "| 総務課 | 総務部 | | 科 |"),
    )
    assert [(each.sheet, each.cell) for each in found] == [
        ("計画", "B4"), ("施策", "C3"), ("進捗", "G3"), ("組織", "D2")]


def test_findings_of_one_sheet_go_down_the_rows(tmp_path: Path) -> None:
    table = changed("measures", "| オンライン申請の拡大 |", "| |").replace("| 窓口の混雑の緩和 |", "| |")
    table = table.replace("手続を増やす。", "〇〇を増やす。")
    assert [each.cell for each in checked(tmp_path, measures=table)] == ["C2", "H2", "C3"]


def test_checking_twice_says_the_same(tmp_path: Path) -> None:
    book = books.read(plan_book(tmp_path / "a.xlsx", plan={"計画名": ""}))
    assert check(book) == check(book)


def test_an_empty_workbook_is_only_told_that(tmp_path: Path) -> None:
    from tests.support.tables import write_book

    found = check(books.read(write_book(tmp_path / "a.xlsx", "")))
    assert [each.code for each in found] == ["F101"]


def test_each_check_is_registered_once() -> None:
    assert len(CHECKS) == len(set(CHECKS))
    assert set(CODES.values()) == {each.__qualname__ for each in CHECKS}


def test_the_mark_of_required_columns_is_no_part_of_their_name(tmp_path: Path) -> None:
    table = changed("measures", "| 施策名 |", "| 施策名※ |").replace("窓口の混雑の緩和", "")
    found = checked(tmp_path, measures=table)
    assert [(each.column, each.message) for each in found] == [("施策名", "「施策名」が空欄です。")]
