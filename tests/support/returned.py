
"""Handed-out and returned workbooks as Markdown: hand out one text, return another with the same identity."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dxbook.findings import column_letter
from dxbook.plan import Actual, identity
from dxbook.plan.identity import Identity
from dxbook.reading import workbook as book
from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.workbook import Workbook
from tests.support.tables import plan_book

REPORTS = """
    | 施策ID | 年度 | 取組内容 | 課題 | 今後の展望 | 進捗 | 今後の方向性 | 予算額 | 決算額 |
    | 01-01 | 令和7年度 | {done1} | {problem1} | {outlook1} | {progress1} | {direction1} | {budget1} | {spent1} |
    | 01-02 | 令和7年度 | {done2} | {problem2} | {outlook2} | {progress2} | {direction2} | {budget2} | {spent2} |
"""
ACTUALS = """
    | 指標ID | 令和5年度 実績値 | 令和6年度 実績値 | 令和7年度 実績値 | 令和7年度 時点 | 令和7年度 区分 | 令和7年度 備考 |
    | K01 | 18件 | 27件 | {actual1} | {at1} | {status1} | {note1} |
    | K02 | 28分 | 25分 | {actual2} | {at2} | {status2} | {note2} |
"""
NAMES = ("done", "problem", "outlook", "progress", "direction", "budget", "spent", "actual", "at", "status", "note")
BLANK = {f"{name}{row}": "" for name in NAMES for row in (1, 2)}
FILLED = BLANK | {
    "done1": "手続を11件増やした。", "progress1": "計画どおり", "direction1": "継続", "problem1": "周知が足りない。",
    "outlook1": "周知を強める。", "budget1": "n:1200", "spent1": "n:1100",
    "done2": "予約の枠を広げた。", "progress2": "計画どおり", "direction2": "継続", "problem2": "電話の予約が多い。",
    "outlook2": "ネット予約を勧める。", "budget2": "n:300", "spent2": "n:290",
    "actual1": "38件", "at1": "令和8年3月", "status1": "確定", "actual2": "21分", "at2": "令和8年3月", "status2": "確定",
}
"""What a department writes that does everything right."""


def sheets(answers: Mapping[str, str]) -> dict[str, Any]:
    """The 進捗 and 実績 sheets with ``answers`` in their cells; what is not named stays blank."""
    texts = BLANK | dict(answers)
    return {"reports": REPORTS.format(**texts), "actuals": ACTUALS.format(**texts)}


def identity_of(path: Path, department: str = "市民課", **changes: Any) -> Identity:
    """The identity of a hand-out that says what ``path`` says now."""
    read = book.read(path)
    rows = {
        key: {row: identity.handed(table.sheet, record) for row, record in identity.keyed(table)}
        for key, table in read.tables.items() if table.headers
    }
    for row, number in read.tables["actuals"].year_rows.items():  # blank years make no record
        if number:
            blank = Actual(0, {"kpi_id": row}, {"kpi_id": row})
            rows["actuals"].setdefault(f"{row}|2025", identity.handed(read.tables["actuals"].sheet, blank))
    known = {"plan_id": "479993-2023", "plan_version": "第1版", "department": department,
             "handout_id": f"R7-{department}", "fy": 2025}
    return Identity(**(known | changes), rows=rows)


def hand_out(path: Path, department: str = "市民課", *, answers: Mapping[str, str] = BLANK, **more: Any) -> dict[str, str]:
    """Write the workbook as handed out to ``path``; returns the meta that its returned versions carry."""
    plan_book(path, meta={}, **(sheets(answers) | more))
    meta = identity.to_meta(identity_of(path, department))
    plan_book(path, meta=meta, **(sheets(answers) | more))
    return meta


def give_back(path: Path, meta: Mapping[str, str], answers: Mapping[str, str] = FILLED, **more: Any) -> Path:
    """Write a returned workbook: ``answers`` in the cells, the identity of ``meta``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return plan_book(path, meta=meta, **(sheets(answers) | more))


def fill(source: Path, output: Path, answers: Mapping[tuple[str, str, str], str | int]) -> Path:
    """Type ``answers`` (by sheet key, row key, column key) into a copy of a handed-out workbook."""
    read = book.read(source)
    workbook = Workbook(Archive(source.read_bytes(), source.name))
    for (sheet, row, column), value in answers.items():
        table = read.tables[sheet]
        found = dict(identity.keyed(table)).get(row)
        number = found.row if found else table.year_rows[row.partition("|")[0]]
        yearly = table.sheet.column(column).per_year
        letter = column_letter(table.year_columns[column, int(row.rpartition("|")[2])] if yearly else table.columns[column])
        workbook.set(table.title, f"{letter}{number}", value)
    output.parent.mkdir(parents=True, exist_ok=True)
    workbook.write(output)
    return output
