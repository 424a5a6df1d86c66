"""docs/parquet.md: the columns of the Parquet tables as declared in ``dxbook/rounds/collect/tables.py``."""

from __future__ import annotations

from dxbook.rounds.collect import TABLES

HEAD = """# Parquetの表

<!-- scripts/pages/parquet.py と dxbook/rounds/collect/tables.py から作られます。直したら make docs を実行します。 -->

`dxbook collect 計画.xlsx 返送 -o 集約 --parquet` は、`集約/parquet/` に次の表を書き出します
(ソースのフォルダーで `pip install '.[parquet]'` を行います。配られたWindowsの一式には入っていません)。
列はどの団体・どの年度でも同じなので、多くの団体のファイルを1つの表として読めます。

    duckdb -c "select city_code, avg(value) from '*/parquet/actuals.parquet' where value_unit = '%' group by all"

Pythonでは、多くの団体の出力フォルダーを一度に読めます([Pythonから使う](python.md))。

    tables = dxbook.read_tables(["A市/集約", "B市/集約"])   # tables.reports、tables.actuals、tables.files

表は、書き出す前と読むときに、下の列・型・きまりに合うかを確かめます(`dxbook.schemas.year_actuals` など)。
ほかの道具で直されたファイル、列の足りないファイル、同じ計画の同じ年度の二重の指定は、わけを示して止まります。
「必ず」の列は空になりません。
"""
ABOUT = {
    "reports": "施策ごとに1行。まだ答えのない施策も入ります。",
    "actuals": "指標ごとに1行。書かれたままの文字と、読んだ数の両方があります。",
    "files": "届いたファイルごとに1行。",
}


def markdown() -> str:
    """The whole page."""
    parts = [HEAD]
    for name, fields in TABLES.items():
        rows = [f"| {field.name} | {field.type} | {'必ず' if field.required else ''} | {field.meaning} |" for field in fields]
        parts.append("\n".join([f"## {name}", "", ABOUT[name], "", "| 列 | 型 | 空 | 意味 |", "|---|---|---|---|", *rows, ""]))
    return "\n".join(parts)
