"""The Parquet tables: their columns, the pandera schemas that guard them, and many plans' tables read as one.

The columns are declared here and nowhere else. A table is validated before it is written and again when it is read back:
whatever wrote the file, a script gets a table of these columns or a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dxbook.errors import Missing, NotFound, WrongTable
from dxbook.files import getting
from dxbook.plan import Report
from dxbook.rounds.collect.model import Verdict

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa


class Field(NamedTuple):
    """One column of a Parquet table. ``type`` is pyarrow's name of it, ``words`` all it may hold, ``required`` whether it
    may not be empty, ``minimum`` the least number."""

    name: str
    type: str
    meaning: str
    required: bool = False
    words: tuple[str, ...] = ()
    minimum: int | None = None


_PLAN = (
    Field("city_code", "string", "団体コード(6桁)"),
    Field("plan_id", "string", "計画を見分ける名前", required=True),
    Field("fy", "int16", "年度(西暦)", required=True),
)
_SOURCE = (
    Field("source_file", "string", "この年度の値を書いた、返送されたブック。集めるより前から計画にあった行は空"),
    Field("source_saved", "string", "そのブックが保存された日時(ISO 8601)"),
)
REPORTED = tuple(column for column in Report.sheet.stored if column.key not in Report.sheet.identity)

TABLES: dict[str, tuple[Field, ...]] = {
    "reports": (
        *_PLAN,
        Field("departments", "string", "施策の所管課(「、」で区切る)"),
        Field("measure_id", "string", "施策ID", required=True),
        Field("measure_name", "string", "施策名"),
        *(Field(column.key, "string", f"{column.label}(書かれたまま)") for column in REPORTED),
        Field("cell", "string", "計画のブックのセル(シート!番地)"),
        *_SOURCE,
    ),
    "actuals": (
        *_PLAN,
        Field("departments", "string", "指標の施策の所管課(「、」で区切る)。体系の指標は空"),
        Field("kpi_id", "string", "指標ID", required=True),
        Field("kpi_name", "string", "指標名"),
        Field("part", "string", "内訳"),
        Field("unit", "string", "単位の欄"),
        Field("direction", "string", "方向(増加・減少・維持・範囲・到達)"),
        Field("raw", "string", "実績値(書かれたまま)"),
        Field("value", "double", "実績値を読んだ数(万・千円などは展開済み)。決められないときは空"),
        Field("value_unit", "string", "読んだ数の単位"),
        Field("qualifiers", "list<string>", "以上・約・累計などの読み(主なものが先)"),
        Field("status", "string", "区分(確定・見込・未判明)"),
        Field("as_of", "string", "時点(2026-03 など)"),
        Field("baseline_raw", "string", "現状値(書かれたまま)"),
        Field("baseline_value", "double", "現状値を読んだ数"),
        Field("target_raw", "string", "目標値(書かれたまま)"),
        Field("target_value", "double", "目標値を読んだ数"),
        Field("target_fy", "int16", "目標年度(西暦)"),
        Field("cell", "string", "計画のブックのセル(シート!番地)"),
        *_SOURCE,
    ),
    "files": (
        *_PLAN,
        Field("file", "string", "返送されたブック。未提出は空"),
        Field("department", "string", "部署。わからないときは空"),
        Field("verdict", "string", "判定(受理・条件付・差戻し・未提出)", required=True, words=tuple(Verdict)),
        Field("problem", "string", "だれのものとも受け取れない理由"),
        Field("saved", "string", "保存された日時(ISO 8601)"),
        Field("due", "int32", "記入する欄の数", required=True, minimum=0),
        Field("answered", "int32", "記入された欄の数", required=True, minimum=0),
        Field("errors", "int32", "エラーの数", required=True, minimum=0),
        Field("warnings", "int32", "警告の数", required=True, minimum=0),
        Field("applied", "int32", "計画に入った欄の数", required=True, minimum=0),
        Field("conflicts", "int32", "食い違った欄の数", required=True, minimum=0),
    ),
}
"""Table → its columns, in order. The only place where they are declared."""

_DTYPES = {"int16": "Int16", "int32": "Int32", "double": "Float64", "list<string>": "object", "string": "str"}
"""The pandas dtypes of the Parquet types: a number that is missing must not turn a whole column into fractions."""
FOLDER = "parquet"
"""Where collecting puts the tables, inside its output folder."""


@dataclass(frozen=True, slots=True)
class YearTables:
    """The tables of one year or of many plans and years, as frames: a row a measure, a KPI, a returned workbook."""

    reports: pd.DataFrame
    actuals: pd.DataFrame
    files: pd.DataFrame


@cache
def table_schema(name: str) -> pa.DataFrameSchema:
    """The pandera schema of the table ``name`` as a frame: its columns in order, types, what may not be empty."""
    import pandera.pandas as pa

    columns = {}
    for field in TABLES[name]:
        checks = [pa.Check.isin(list(field.words))] if field.words else []
        if field.minimum is not None:
            checks.append(pa.Check.ge(field.minimum))
        columns[field.name] = pa.Column(_DTYPES[field.type], checks, nullable=not field.required, title=field.meaning)
    return pa.DataFrameSchema(columns, strict=True, ordered=True, name=f"year_{name}")


def arrow_schema(name: str) -> Any:
    """The table's schema for pyarrow. Raises Missing where pyarrow is not installed."""
    pa = _pyarrow()
    types = {"list<string>": pa.list_(pa.string()), "double": pa.float64()}
    return pa.schema([
        pa.field(each.name, types.get(each.type) or getattr(pa, each.type)(), metadata={"meaning": each.meaning})
        for each in TABLES[name]])


def validated(name: str, table: Any, files: Iterable[tuple[Path, int]]) -> pd.DataFrame:
    """A pyarrow table as a frame that its schema has validated; ``files``: whose rows it holds, and how many of each.

    Raises WrongTable, which names the first file, row and column that are wrong.
    """
    import pandera.pandas as pa

    try:
        return table_schema(name).validate(_frame(table), lazy=True)
    except pa.errors.SchemaErrors as broken:
        first = broken.failure_cases.dropna(subset=["index"]).sort_values("index", kind="stable").iloc[0]
        path, row = _row_of(files, int(first["index"]))
        wrong = f"列「{first['column']}」に、表の決まりに合わない値「{first['failure_case']}」があります"
        raise WrongTable(f"「{path}」の{row}行目の{wrong}。", AGAIN) from broken


def read_tables(folders: str | PathLike[str] | Iterable[str | PathLike[str]]) -> YearTables:
    """The tables that collecting wrote with ``parquet``, of one output folder or of many, below one another and validated.

    A folder is a collect's output or the folder ``parquet`` in it. ``qualifiers`` are tuples. Raises NotFound where a table
    is not there, WrongTable where a file is no such table or a plan's year comes twice, Missing without pyarrow.
    """
    given = [folders] if isinstance(folders, (str, PathLike)) else list(folders)
    if not given:
        raise NotFound("読む表がありません。", "「dxbook collect --parquet」の出力フォルダーを指定してください。")
    places = [Path(each) / FOLDER if (Path(each) / FOLDER).is_dir() else Path(each) for each in given]
    return YearTables(**{name: _read(name, [place / f"{name}.parquet" for place in places]) for name in TABLES})


def _read(name: str, paths: list[Path]) -> pd.DataFrame:
    pa = _pyarrow()
    tables = [_read_one(name, path) for path in paths]
    years: dict[tuple[str, int], Path] = {}
    for path, table in zip(paths, tables, strict=True):
        for plan in dict.fromkeys(zip(table["plan_id"].to_pylist(), table["fy"].to_pylist(), strict=True)):
            if first := years.get(plan):
                raise WrongTable(f"「{first}」と「{path}」は、同じ計画の同じ年度の表です。",
                                 "二重に数えないように、どちらか1つを指定してください。")
            years[plan] = path
    lengths = [(path, len(table)) for path, table in zip(paths, tables, strict=True)]
    return validated(name, pa.concat_tables(tables), lengths)


def _read_one(name: str, path: Path) -> Any:
    """One file as a pyarrow table of exactly the declared columns."""
    pa = _pyarrow()
    import pyarrow.parquet as pq

    if not path.is_file():
        raise NotFound(f"「{path}」がありません。", "「dxbook collect --parquet」の出力フォルダーを指定してください。")
    try:
        table = pq.read_table(path, partitioning=None)
    except (pa.ArrowException, OSError) as error:
        raise WrongTable(f"「{path}」は、Parquetの表として読めません。", AGAIN) from error
    for wrong in _differences(table.schema, arrow_schema(name)):
        raise WrongTable(f"「{path}」は、dxbookの表「{name}」ではありません({wrong})。", AGAIN)
    return table.replace_schema_metadata(None)


def _differences(found: Any, wanted: Any) -> Iterator[str]:
    for name in [*wanted.names, *found.names]:
        if name not in found.names:
            yield f"列「{name}」がありません"
        elif name not in wanted.names:
            yield f"列「{name}」は決まりにありません"
        elif found.field(name).type != wanted.field(name).type:
            yield f"列「{name}」の型が {found.field(name).type} です"
    if found.names != wanted.names:
        yield "列の順番が違います"


def _frame(table: Any) -> pd.DataFrame:
    """A pyarrow table as a frame; a list is a tuple, as in a Reading."""
    import pandas as pd

    pa = _pyarrow()
    types = {pa.int16(): pd.Int16Dtype(), pa.int32(): pd.Int32Dtype(), pa.float64(): pd.Float64Dtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=types.get)
    lists = [field.name for field in table.schema if pa.types.is_list(field.type)]
    return frame.assign(**{name: frame[name].map(tuple, na_action="ignore") for name in lists})


def _row_of(files: Iterable[tuple[Path, int]], row: int) -> tuple[Path, int]:
    """The file that a row of the joined table comes from, and its number there from 1."""
    paths, lengths = zip(*files, strict=True)
    ends = list(accumulate(lengths))
    at = bisect_right(ends, row)
    return paths[at], row - (ends[at] - lengths[at]) + 1


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise Missing("Parquetの読み書きには、pyarrow が必要です。", getting("parquet")) from error
    return pyarrow


AGAIN = "「dxbook collect --parquet」で書き出し直してください。"
