# ruff: noqa: E501 (tables are read as tables)
"""Workbooks from Markdown tables, so that a test reads like the sheet.

    write_book(path, '''
        ## 施策
        A line that is no table stands in column A.
        | 施策ID | 施策名 | 所管課 |
        |---|---|---|
        | 01-01 | 窓口 | 総務課 |
    ''')

Cells are text, as written, unless they begin with a mark: ``=1+1`` a formula that was never calculated,
``#REF!`` an error value, ``d:2026-01-01`` a date, ``t:8:30`` a time, ``n:12.5`` a number, ``p:0.5`` a
number shown as 50%, ``b:true`` a boolean, ``s:=1`` a text whatever it looks like. ``<br>`` is a line break,
``\\|`` a bar.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from dxbook.plan.schema import BY_KEY, SCHEMA_VERSION

HIDDEN = "_dxbook"
_RULE = re.compile(r"\|[\s:|-]+\|?")
_BAR = re.compile(r"(?<!\\)\|")


def parse_markdown(markdown: str) -> dict[str, list[list[str]]]:
    """Sheet title → rows of cells as written."""
    sheets: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in (line.strip() for line in markdown.splitlines()):
        if line.startswith("## "):
            rows = sheets.setdefault(line[3:].strip(), [])
        elif _RULE.fullmatch(line) and "-" in line:
            continue
        elif line.startswith("|"):
            cells = _BAR.split(line[1:].removesuffix("|"))
            rows.append([cell.strip().replace("\\|", "|").replace("<br>", "\n") for cell in cells])
        elif line:
            rows.append([line])
    return sheets


def write_book(
    path: Path, markdown: str, *, meta: Mapping[str, str] | None = None, profile: str = "generic",
    hidden_rows: Mapping[str, Sequence[int]] = {}, hidden_columns: Mapping[str, Sequence[str]] = {},
    merges: Mapping[str, Sequence[str]] = {},
) -> Path:
    """Write the workbook and return ``path``. ``meta=None`` leaves the very hidden sheet out,

    ``meta={}`` writes it with the schema's version and ``profile``.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in parse_markdown(markdown).items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for position, text in enumerate(row, start=1):
                put(sheet.cell(number, position), text)
        _dress(sheet, hidden_rows.get(title, ()), hidden_columns.get(title, ()), merges.get(title, ()))
    if meta is not None:
        sheet = book.create_sheet(HIDDEN)
        sheet.sheet_state = "veryHidden"
        for pair in {"schema_version": SCHEMA_VERSION, "profile": profile, **meta}.items():
            sheet.append(pair)
    if not book.worksheets:
        book.create_sheet("Sheet1")
    book.save(path)
    return path


def _dress(sheet: Worksheet, rows: Sequence[int], columns: Sequence[str], merges: Sequence[str]) -> None:
    for row in rows:
        sheet.row_dimensions[row].hidden = True
    for letter in columns:
        sheet.column_dimensions[letter].hidden = True
    for area in merges:
        sheet.merge_cells(area)


def put(cell: Cell, text: str) -> None:
    """Write one cell as its mark says."""
    mark, _, rest = text.partition(":")
    if text == "":
        return
    if mark == "d" and rest:
        cell.value = dt.date.fromisoformat(rest)
    elif mark == "t" and rest:
        cell.value = dt.time.fromisoformat(rest.zfill(5))
    elif mark in ("n", "p") and re.fullmatch(r"-?\d+(\.\d+)?", rest):
        cell.value = float(rest) if "." in rest else int(rest)
        if mark == "p":
            cell.number_format = "0%"
    elif mark == "b" and rest:
        cell.value = rest == "true"
    elif mark == "s" and rest:
        cell.value, cell.data_type = rest, "s"
    elif re.fullmatch(r"#[A-Z/0]+[!?]?", text):
        cell.value, cell.data_type = text, "e"
    else:
        cell.value = text  # openpyxl makes a formula of =…


PLAN: dict[str, str] = {
    "団体コード": "479993", "団体名": "見本市", "計画名": "見本市DX推進計画", "版": "第1版", "策定日": "令和5年3月",
    "開始年度": "令和5年度", "終了年度": "令和9年度", "評価尺度": "", "評価方式": "", "対象年度": "令和7年度",
    "基準日": "d:2026-03-31", "提出期限": "d:2026-04-30", "事務局": "総務課",
}
DEFAULTS: dict[str, str] = {
    "outline": """
        | 体系コード | 上位コード | 区分 | 名称 |
        | 1 | | 柱 | 行かない窓口 |
        | 1-1 | 1 | 方針 | 手続のオンライン化 |
    """,
    "measures": """
        | 施策ID | 体系コード | 施策名 | 所管課 | 関係課 | 現状 | 課題 | 取組事項 | 開始年度 | 終了年度 | 状態 |
        | 01-01 | 1-1 | オンライン申請の拡大 | 市民課 | 総務課 | 来庁が多い。 | 手続が少ない。 | 手続を増やす。 | 令和5年度 | 令和9年度 | 実施中 |
        | 01-02 | 1-1 | 窓口の混雑の緩和 | 市民課 | | 混む。 | 待ち時間が長い。 | 予約制にする。 | 令和6年度 | 令和9年度 | 実施中 |
    """,
    "kpis": """
        | 指標ID | 施策ID | 体系コード | 指標名 | 単位 | 方向 | 集計 | 現状値 | 現状値時点 | 目標値 | 目標年度 | 確認方法 |
        | K01 | 01-01 | | オンライン申請の手続数 | 件 | 増加 | 時点 | 10件 | 令和4年度 | 60件 | 令和9年度 | 庁内調査 |
        | K02 | 01-02 | | 窓口の待ち時間 | 分 | 減少 | 年度値 | 30分 | 令和4年度 | 10分 | 令和9年度 | 発券機の記録 |
    """,
    "actuals": """
        | 指標ID | 令和5年度 実績値 | 令和6年度 実績値 | 令和7年度 実績値 | 令和7年度 時点 | 令和7年度 区分 | 令和7年度 備考 |
        | K01 | 18件 | 27件 | 38件 | 令和8年3月 | 確定 | |
        | K02 | 28分 | 25分 | 21分 | 令和8年3月 | 確定 | |
    """,
    "reports": """
        | 施策ID | 年度 | 取組内容 | 課題 | 今後の展望 | 進捗 | 今後の方向性 | 予算額 | 決算額 |
        | 01-01 | 令和7年度 | 手続を11件増やした。 | 周知が足りない。 | 周知を強める。 | 計画どおり | 継続 | n:1200 | n:1100 |
        | 01-02 | 令和7年度 | 予約の枠を広げた。 | 電話の予約が多い。 | ネット予約を勧める。 | 計画どおり | 継続 | n:300 | n:290 |
    """,
    "organisation": """
        | 部署名 | 部 | 別名 | 区分 |
        | 総務課 | 総務部 | | 課 |
        | 市民課 | 市民部 | | 課 |
    """,
}


def plan_markdown(**sheets: str | Mapping[str, str] | None) -> str:
    """A minimal valid plan as Markdown; see :func:`plan_book`."""
    plan: Any = sheets.pop("plan", {})
    parts = []
    if isinstance(plan, str):
        parts.append(f"## 計画\n{plan}")
    elif plan is not None:
        rows = "\n".join(f"| {label} | {value} |" for label, value in {**PLAN, **plan}.items())
        parts.append(f"## 計画\n| 項目 | 内容 |\n{rows}")
    for key in [*DEFAULTS, *(key for key in sheets if key not in DEFAULTS)]:
        text = sheets.get(key, DEFAULTS.get(key))
        if text is not None:
            parts.append(f"## {BY_KEY[key].title}\n{text}")
    return "\n\n".join(parts)


def plan_book(
    path: Path, *, extra: str = "", meta: Mapping[str, str] | None = None, profile: str = "generic",
    hidden_rows: Mapping[str, Sequence[int]] = {}, hidden_columns: Mapping[str, Sequence[str]] = {},
    merges: Mapping[str, Sequence[str]] = {}, **sheets: str | Mapping[str, str] | None,
) -> Path:
    """A minimal valid plan (計画 体系 施策 指標 実績 進捗 組織, FY2023–2027, 対象年度 2025) at ``path``.

    ``sheets`` replaces a sheet by its schema key: a table as text, or None to leave it out; ``plan`` may be
    a dict of labels to change. ``extra`` is Markdown put behind (with its own ``## `` titles). Headers stand
    in row 1, data from row 2 on.
    """
    return write_book(
        path, plan_markdown(**sheets) + "\n" + extra, meta=meta, profile=profile,
        hidden_rows=hidden_rows, hidden_columns=hidden_columns, merges=merges,
    )
