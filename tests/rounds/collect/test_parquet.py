"""The Parquet tables: what DuckDB, Polars and pyarrow read of a year's answers; which files dxbook reads back."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dxbook import schemas
from dxbook.errors import Missing, NotFound, WrongTable
from dxbook.findings import Place, finding
from dxbook.plan.book import Book
from dxbook.reading.workbook import read
from dxbook.rounds.collect.model import Applied, Collected, Edit, Merged, Returned, Verdict
from dxbook.rounds.collect.parquet import write
from dxbook.rounds.collect.tables import TABLES, read_tables
from tests.support.tables import plan_book

ACTUALS = """
    | 指標ID | 令和6年度 実績値 | 令和7年度 実績値 | 令和7年度 時点 | 令和7年度 区分 |
    | K01 | 27件 | 約1.2万件（累計） | 令和8年3月 | 見込 |
    | K02 | 25分 | | | |
"""


def plan(folder: Path) -> Book:
    return read(plan_book(folder / "plan.xlsx", actuals=ACTUALS))


def collected(folder: Path) -> Collected:
    """市民課 answered 01-01's 取組内容 and K01; 税務課 was sent back; 総務課 did not answer."""
    name = "R7進捗_市民課.xlsx"
    applied = [
        Applied(target, None, Edit(target, raw, raw, "", sheet, cell), "市民課", name, "2026-04-20T01:15:00Z", sheet, cell, "")
        for target, raw, sheet, cell in [
            (("reports", "01-01|2025", "done"), "手続を11件増やした。", "進捗", "F7"),
            (("reports", "01-01|2025", "problem"), "周知が足りない。", "進捗", "G7"),
            (("actuals", "K01|2025", "actual"), "約1.2万件（累計）", "実績", "H3"),
        ]]
    files = [
        Returned(folder / name, name, saved="2026-04-20T01:15:00Z", department="市民課", verdict=Verdict.ACCEPTED,
                 due=12, answered=11),
        Returned(folder / "z.xlsx", "z.xlsx", department="税務課", verdict=Verdict.REJECTED,
                 findings=[finding("D101", Place("z.xlsx"))]),
    ]
    return Collected(folder / "plan.xlsx", 2025, files, ["総務課"], Merged(applied))


def query(sql: str) -> list[tuple[object, ...]]:
    """What DuckDB answers."""
    relation = duckdb.sql(sql)
    assert relation is not None
    return relation.fetchall()


def made(folder: Path) -> Path:
    out = folder / "parquet"
    out.mkdir()
    write(collected(folder), plan(folder), out)
    return out


@pytest.mark.parametrize("name", ["reports", "actuals", "files"])
def test_the_columns_are_as_declared(tmp_path: Path, name: str) -> None:
    schema = pq.read_schema(made(tmp_path) / f"{name}.parquet")
    assert schema.names == [each.name for each in TABLES[name]]
    assert {str(field.type) for field in schema} <= {"string", "double", "int16", "int32", "list<element: string>"}
    assert all(field.metadata[b"meaning"].decode() for field in schema)


def test_duckdb_reads_a_year_of_reports(tmp_path: Path) -> None:
    path = made(tmp_path) / "*.parquet"
    rows = query(
        f"select city_code, fy, departments, measure_id, done, budget, cell, source_file, source_saved "
        f"from read_parquet('{path.with_name('reports.parquet')}') order by measure_id")
    assert rows == [
        ("479993", 2025, "市民課", "01-01", "手続を11件増やした。", "1200", "進捗!C2", "R7進捗_市民課.xlsx",
         "2026-04-20T01:15:00Z"),
        ("479993", 2025, "市民課", "01-02", "予約の枠を広げた。", "300", "進捗!C3", None, None),
    ]


def test_polars_reads_a_value_as_number_and_as_written(tmp_path: Path) -> None:
    row = pl.read_parquet(made(tmp_path) / "actuals.parquet").row(0, named=True)
    assert row["raw"] == "約1.2万件（累計）"
    assert (row["value"], row["value_unit"]) == (12_000.0, "件")
    assert set(row["qualifiers"]) == {"about", "cumulative"}
    assert (row["as_of"], row["status"], row["target_fy"]) == ("2026-03", "見込", 2027)
    assert (row["baseline_raw"], row["baseline_value"], row["target_raw"], row["target_value"]) == ("10件", 10.0, "60件", 60.0)
    assert row["source_file"] == "R7進捗_市民課.xlsx"


def test_a_kpi_without_an_actual_is_counted_too(tmp_path: Path) -> None:
    """Whoever asks how many answered needs those who did not."""
    row = pl.read_parquet(made(tmp_path) / "actuals.parquet").row(1, named=True)
    assert (row["kpi_id"], row["raw"], row["value"], row["qualifiers"]) == ("K02", None, None, [])
    assert row["target_value"] == 10.0


def test_files_and_departments_that_sent_none(tmp_path: Path) -> None:
    rows = query(
        f"select file, department, verdict, due, answered, errors, applied "
        f"from '{made(tmp_path) / 'files.parquet'}'")
    assert rows == [
        ("R7進捗_市民課.xlsx", "市民課", "受理", 12, 11, 0, 3), ("z.xlsx", "税務課", "差戻し", 0, 0, 1, 0),
        (None, "総務課", "未提出", 0, 0, 0, 0),
    ]


def test_the_files_of_many_cities_read_as_one_table(tmp_path: Path) -> None:
    for city in ("a", "b"):
        (tmp_path / city).mkdir()
        made(tmp_path / city)
    empty = tmp_path / "c" / "parquet"
    empty.mkdir(parents=True)  # a plan with nothing in it has the same columns
    write(Collected(tmp_path / "p.xlsx", 2025), read(plan_book(tmp_path / "p.xlsx", measures=None, kpis=None,
                                                               reports=None, actuals=None)), empty)
    counted = query(f"select count(*) from read_parquet('{tmp_path}/*/parquet/reports.parquet')")
    assert counted == [(4,)]
    assert len(pl.read_parquet(f"{tmp_path}/*/parquet/actuals.parquet")) == 4


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    book, answers = plan(tmp_path), collected(tmp_path)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(answers, book, tmp_path / name)
        answers.files.reverse()
    for name in TABLES:
        assert (tmp_path / "a" / f"{name}.parquet").read_bytes() == (tmp_path / "b" / f"{name}.parquet").read_bytes()


def test_without_pyarrow_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(Missing, match=r"pip install \"\.\[parquet\]\""):
        write(collected(tmp_path), plan(tmp_path), tmp_path)
    assert not list(tmp_path.glob("*.parquet"))


def a_year(folder: Path, code: str = "479993") -> Path:
    """What collecting leaves behind in ``folder``, for a plan of the 団体コード."""
    out = folder / "parquet"
    out.mkdir(parents=True)
    write(collected(folder), read(plan_book(folder / "plan.xlsx", actuals=ACTUALS, plan={"団体コード": code})), out)
    return folder


def rewritten(path: Path, **columns: pa.Array | None) -> None:
    """The file with these columns changed, added, or taken away."""
    table = pq.read_table(path)
    for name, values in columns.items():
        at = table.schema.get_field_index(name)
        if values is None:
            table = table.remove_column(at)
        elif at < 0:
            table = table.append_column(name, values)
        else:
            table = table.set_column(at, name, values)
    pq.write_table(table, path)


def test_many_plans_are_read_as_one_validated_table(tmp_path: Path) -> None:
    first, second = a_year(tmp_path / "A"), a_year(tmp_path / "B", "012343")
    tables = read_tables([first, second / "parquet"])
    assert (len(tables.reports), len(tables.actuals), len(tables.files)) == (4, 4, 6)
    assert list(tables.actuals["city_code"]) == ["479993", "479993", "012343", "012343"]
    assert list(tables.actuals["value"].dropna()) == [12_000.0, 12_000.0]
    assert str(tables.actuals["target_fy"].dtype) == "Int16"
    assert set(tables.actuals["qualifiers"][0]) == {"about", "cumulative"}
    assert tables.actuals["qualifiers"][1] == ()
    for name in TABLES:
        getattr(schemas, f"year_{name}").validate(getattr(tables, name))
        assert len(getattr(read_tables(first), name)) * 2 == len(getattr(tables, name))


@pytest.mark.parametrize(("columns", "said"), [
    ({"value": pa.array(["1.2万", "25"])}, "列「value」の型が string です"),
    ({"value": None}, "列「value」がありません"),
    ({"memo": pa.array(["", ""])}, "列「memo」は決まりにありません"),
    ({"kpi_id": pa.array(["K01", None])}, r"actuals\.parquet」の2行目の列「kpi_id」に"),
])
def test_a_file_that_was_changed_is_refused_in_words(tmp_path: Path, columns: dict[str, pa.Array], said: str) -> None:
    good, bad = a_year(tmp_path / "A"), a_year(tmp_path / "B", "012343")
    rewritten(bad / "parquet" / "actuals.parquet", **columns)
    with pytest.raises(WrongTable, match=said) as error:
        read_tables([good, bad])
    assert str(bad / "parquet" / "actuals.parquet") in error.value.message
    assert "書き出し直してください" in error.value.remedy


def test_a_verdict_there_is_none_of_and_a_negative_count(tmp_path: Path) -> None:
    for column, values in [("verdict", pa.array(["受理", "保留", "未提出"])), ("due", pa.array([1, -2, 0], pa.int32()))]:
        folder = a_year(tmp_path / column)
        rewritten(folder / "parquet" / "files.parquet", **{column: values})
        with pytest.raises(WrongTable, match=rf"2行目の列「{column}」に、表の決まりに合わない値「(保留|-2)」"):
            read_tables(folder)


def test_what_is_no_table_and_what_is_not_there(tmp_path: Path) -> None:
    folder = a_year(tmp_path / "A")
    (folder / "parquet" / "files.parquet").write_bytes("部署,判定\n".encode())
    with pytest.raises(WrongTable, match=r"files\.parquet」は、Parquetの表として読めません。"):
        read_tables(folder)
    (folder / "parquet" / "files.parquet").unlink()
    with pytest.raises(NotFound, match=r"files\.parquet」がありません。"):
        read_tables(folder)
    with pytest.raises(NotFound, match="読む表がありません。"):
        read_tables([])


def test_a_plans_year_is_not_counted_twice(tmp_path: Path) -> None:
    with pytest.raises(WrongTable, match="同じ計画の同じ年度"):
        read_tables([a_year(tmp_path / "A"), a_year(tmp_path / "B")])


def test_nothing_is_written_that_does_not_fit(tmp_path: Path) -> None:
    """A table of ours that broke its schema would be found when it is written, not by its readers."""
    answers = collected(tmp_path)
    answers.files[0].due = -1
    with pytest.raises(WrongTable, match=r"files\.parquet」の1行目の列「due」"):
        write(answers, plan(tmp_path), tmp_path)
    assert not (tmp_path / "files.parquet").exists()
