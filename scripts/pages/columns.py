"""docs/columns.md, made from the schema."""

from __future__ import annotations

from dxbook.plan import LISTS, SCHEMA_VERSION, SHEETS, Column, Sheet

HEAD = """# 計画ブックの欄

<!-- dxbook/plan/schema.py から作られます。直すときは schema.py を直して make docs を実行します。 -->

計画ブック(版 {version})の全シートと全部の欄です。団体によって呼び名が違う欄は、団体のプロファイルの言葉で
表示されます。「別名」の見出しでも読み取ります。列の順番が変わっていても読み取ります。
"""


def markdown() -> str:
    """The whole page."""
    parts = [HEAD.format(version=SCHEMA_VERSION)]
    parts += [_sheet(sheet) for sheet in SHEETS]
    parts.append(_lists())
    return "\n".join(parts)


def _sheet(sheet: Sheet) -> str:
    lines = [f"## {sheet.title}", "", sheet.help]
    if sheet.vertical:
        lines.append("項目を縦に並べます。")
    if sheet.aliases:
        lines.append(f"シート名の別名: {'、'.join(sheet.aliases)}")
    lines += ["", "| 欄 | 種類 | 必須 | 書く人 | きまり | 説明 | 別名 |", "|---|---|---|---|---|---|---|"]
    lines += [_row(column) for column in sheet.columns]
    return "\n".join(lines) + "\n"


def _row(column: Column) -> str:
    label = f"令和N年度 {column.label}" if column.per_year else column.label
    cells = (label, column.kind.value, "○" if column.required else "", column.filler.value, _limits(column),
             column.help, "、".join(column.aliases))
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _limits(column: Column) -> str:
    limits = []
    if column.unique:
        limits.append("重複不可")
    if column.choices:
        limits.append(f"選択肢「{column.choices}」")
    if column.ref:
        sheet, target = column.ref.sheet, column.ref
        limits.append(f"「{sheet.title}」の{target.label}にあるもの")
    if column.multiple:
        limits.append("複数可(、で区切る)")
    if column.max_length:
        limits.append(f"{column.max_length}字まで")
    if column.minimum is not None:
        limits.append(f"{column.minimum:g}以上")
    if column.maximum is not None:
        limits.append(f"{column.maximum:g}以下")
    return "、".join(limits)


def _lists() -> str:
    lines = ["## 選択肢", "", "| 一覧 | 選べるもの |", "|---|---|"]
    lines += [f"| {name} | {'、'.join(items)} |" for name, items in LISTS.items()]
    return "\n".join(lines) + "\n"
