"""What a script gets from ``import dxbook``: names, types, frames, errors."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import pytest

import dxbook
from dxbook import errors, schemas
from dxbook.demo.samples import names, new_sample
from dxbook.plan import BY_KEY
from dxbook.rounds.collect import TABLES
from tests.support.paths import ROOT
from tests.support.tables import plan_book

SCRIPT = """
from pathlib import Path
import dxbook
from dxbook import Assessment, Book, Finding, Kpi, Reading

book: Book = dxbook.read("plan.xlsx")
found: list[Finding] = dxbook.check(book) + dxbook.check(Path("plan.xlsx"))
rated: Assessment = dxbook.rate(book, fy=2025)
for kpi in book[Kpi]:
    target: Reading | None = kpi.target
    kpi.tarqet
rows: int = len(book.frame("kpis")) + len(book.frame(Kpi, validate=False))
name: str | None = dxbook.schemas.kpis.title
dxbook.normalize(1, "name")
try:
    dxbook.collect("plan.xlsx", "in", "out").merged.conflicts
except dxbook.Locked as error:
    print(error.remedy)
"""


def test_a_users_mypy_sees_the_types(tmp_path: Path) -> None:
    """Two wrong lines are found, strictly, and nothing else."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--config-file=",
         f"--cache-dir={tmp_path / 'cache'}", script.name],
        cwd=tmp_path, env={"MYPYPATH": str(ROOT), "PYTHONPATH": ""}, capture_output=True, text=True, check=False)
    wrong = re.findall(r"^script\.py:(\d+): error: .*\[([a-z-]+)\]$", done.stdout, re.MULTILINE)
    assert wrong == [("11", "attr-defined"), ("14", "arg-type")], done.stdout + done.stderr
    assert (ROOT / "dxbook" / "py.typed").is_file()


def test_the_drawn_tree_of_errors_is_the_real_one() -> None:
    above: dict[int, str] = {}
    drawn = {}
    for bars, name in re.findall(r"^    ([│├└─ ]*)([A-Z]\w+)", errors.__doc__ or "", re.MULTILINE):
        above[len(bars)] = name
        drawn[name] = above[len(bars) - 4] if bars else "Exception"
    real = {name: each.__base__.__name__ for name, each in vars(errors).items()
            if inspect.isclass(each) and issubclass(each, Exception)}
    assert drawn == real
    assert set(real) <= set(dxbook.__all__)


def test_every_sheet_has_a_public_schema() -> None:
    tables = {f"year_{name}" for name in TABLES}
    typed = set(re.findall(r"^    (\w+): pa\.DataFrameSchema$", Path(schemas.__file__).read_text(encoding="utf-8"), re.MULTILINE))
    assert typed == set(schemas.__all__) == {*BY_KEY, *tables}
    assert all(isinstance(getattr(schemas, name), pa.DataFrameSchema) for name in tables)
    for key, sheet in BY_KEY.items():
        schema = getattr(dxbook.schemas, key)
        assert {column.key for column in sheet.stored} <= set(schema.columns)
        assert schema is getattr(schemas, key)
    with pytest.raises(AttributeError):
        schemas.kpi  # noqa: B018


def test_a_frame_is_valid_by_its_public_schema(tmp_path: Path) -> None:
    book = dxbook.read(plan_book(tmp_path / "a.xlsx"))
    for key in BY_KEY:
        frame = book.frame(key)
        assert set(frame.columns) == set(getattr(schemas, key).columns)
        pd.testing.assert_frame_equal(getattr(schemas, key).validate(frame), frame)
    kpis = book.frame(dxbook.Kpi)
    assert kpis.index.name == "row"
    assert [kpi.row for kpi in book[dxbook.Kpi]] == list(kpis.index)
    first = kpis.iloc[0]
    assert (first["target"].raw, first["target_value"], first["target_unit"]) == ("60件", 60.0, "件")
    assert str(kpis["target_value"].dtype) == "Float64"


def test_a_schema_refuses_what_the_declaration_forbids(tmp_path: Path) -> None:
    kpis = dxbook.read(plan_book(tmp_path / "a.xlsx")).frame("kpis")
    for key, wrong in [("kpi_id", None), ("direction", "上"), ("name", "長" * 121)]:
        broken = kpis.copy()
        broken[key] = pd.Series([wrong] * len(kpis), index=kpis.index, dtype="str")
        with pytest.raises(pa.errors.SchemaError):
            schemas.kpis.validate(broken)
    with pytest.raises(pa.errors.SchemaError):
        schemas.kpis.validate(kpis.drop(columns="target_value"))


def refusal(book: dxbook.Book, key: str) -> str:
    """Why a frame is not given, or ""."""
    try:
        book.frame(key)
    except dxbook.WrongTable as error:
        return str(error)
    return ""


@pytest.mark.parametrize("city", names())
def test_a_row_that_is_refused_has_a_finding(tmp_path: Path, city: str) -> None:
    """The samples leave a few cells open on purpose."""
    book = dxbook.read(new_sample(tmp_path / "計画.xlsx", city))
    found = {(each.sheet, int(re.sub(r"\D", "", each.cell))) for each in dxbook.check(book) if each.cell}
    for key, table in book.tables.items():
        assert set(book.frame(key, validate=False).index) <= {row.row for row in table}
        if said := refusal(book, key):
            rows = re.findall(r"(\d+)行目", said)
            assert rows
            assert {(table.title, int(row)) for row in rows} <= found
            assert "dxbook.check" in said


def test_a_report_not_written_yet_is_none(tmp_path: Path) -> None:
    """A sheet on which departments have still to write is no broken table."""
    reports = "| 施策ID | 年度 | 取組内容 | 進捗 | 今後の方向性 |\n| 01-01 | 令和7年度 | | | |"
    assert len(dxbook.read(plan_book(tmp_path / "a.xlsx", reports=reports)).frame("reports")) == 0


def test_a_sheet_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(dxbook.NotFound, match="「kpi」という表はありません。使えるのは plan、"):
        dxbook.read(plan_book(tmp_path / "a.xlsx")).frame("kpi")


def test_importing_dxbook_loads_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import dxbook; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert {name for name in done.stdout.split() if name.startswith("dxbook")} == {"dxbook", "dxbook.lazy"}
    assert "typing" not in done.stdout.split()
