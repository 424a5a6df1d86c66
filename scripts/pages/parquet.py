"""docs/parquet.md: the columns of the Parquet tables as declared in ``dxbook/rounds/collect/parquet.py``."""

from __future__ import annotations

from dxbook.rounds.collect import parquet

HEAD = """# Parquetの表

<!-- scripts/pages/parquet.py と dxbook/rounds/collect/parquet.py から作られます。直したら make docs を実行します。 -->

`dxbook collect 計画.xlsx 返送 -o 集約 --parquet` は、`集約/parquet/` に次の表を書き出します
(ソースのフォルダーで `pip install '.[parquet]'` を行います。配られたWindowsの一式には入っていません)。
列はどの団体・どの年度でも同じなので、多くの団体のファイルを1つの表として読めます。

    duckdb -c "select city_code, avg(value) from '*/parquet/actuals.parquet' where value_unit = '%' group by all"
"""
ABOUT = {
    "reports": "施策ごとに1行。まだ答えのない施策も入ります。",
    "actuals": "指標ごとに1行。書かれたままの文字と、読んだ数の両方があります。",
    "files": "届いたファイルごとに1行。",
}


def markdown() -> str:
    """The whole page."""
    parts = [HEAD]
    for name, fields in parquet.TABLES.items():
        rows = [f"| {field.name} | {field.type} | {field.meaning} |" for field in fields]
        parts.append("\n".join([f"## {name}", "", ABOUT[name], "", "| 列 | 型 | 意味 |", "|---|---|---|", *rows, ""]))
    return "\n".join(parts)
