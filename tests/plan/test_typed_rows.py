"""A column is a field of its sheet's class: one that does not exist passes neither mypy nor a run."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from dxbook import jobs
from dxbook.plan import LISTS, SHEETS, Direction, Kpi, MeasureState, Progress, Report
from dxbook.reading import read
from tests.support.paths import ROOT
from tests.support.tables import plan_book

SNIPPET = """\
from dxbook.plan import Book, Kpi, Measure
from dxbook.values import Reading


def right(book: Book) -> tuple[Reading | None, str | None, object]:
    kpi = book[Kpi].records[0]
    return kpi.target, kpi.measure_id, kpi[Kpi.direction]


def wrong(book: Book) -> None:
    kpi = book[Kpi].records[0]
    kpi.targte
    Kpi.agregation
    kpi["aggregation"]
    kpi.target.upper()
    book[Measure].records[0].kpi_id
"""


def test_mypy_knows_every_column(tmp_path: Path) -> None:
    snippet = tmp_path / "snippet.py"
    snippet.write_text(SNIPPET, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--config-file", str(ROOT / "pyproject.toml"),
                           str(snippet)],
                          capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)
    wrong = SNIPPET.splitlines().index("def wrong(book: Book) -> None:") + 1
    told = [line for line in done.stdout.splitlines() if "error:" in line]
    assert [int(line.split(":")[1]) for line in told] == [wrong + 2, wrong + 3, wrong + 4, wrong + 5, wrong + 5, wrong + 6]
    assert 'maybe "target"' in told[0]
    assert 'has no attribute "agregation"' in told[1]


def test_a_misspelt_column_fails_as_it_runs() -> None:
    with pytest.raises(AttributeError):
        Kpi().targte  # noqa: B018
    with pytest.raises(AttributeError):
        Kpi()["target"]  # type: ignore[call-overload]
    with pytest.raises(AttributeError):
        Kpi().target = None


def test_a_class_is_its_sheet() -> None:
    assert Kpi.sheet.key == "kpis"
    assert [column.label for column in Kpi.sheet.columns[:3]] == ["指標ID", "施策ID", "体系コード"]
    assert Kpi.target.sheet is Kpi.sheet
    assert {sheet.row.sheet for sheet in SHEETS} == set(SHEETS)


# --- the two cases that began it ---------------------------------------------------------------------


def spaced(sheet: str, old: str, new: str) -> dict[str, str]:
    from tests.support.tables import DEFAULTS

    assert old in DEFAULTS[sheet]
    return {sheet: DEFAULTS[sheet].replace(old, new)}


def test_a_blank_in_a_direction_does_not_stop_the_rating(tmp_path: Path) -> None:
    """「増　加」 ended assess and sheet with 思わぬ誤り."""
    plain = plan_book(tmp_path / "plain.xlsx")
    odd = plan_book(tmp_path / "odd.xlsx", **spaced("kpis", "| 増加 |", "| 増　加 |"))
    assert read(odd)[Kpi].records[0].direction is Direction.UP
    as_meant, _, _ = jobs.assess(plain)
    rated, _, _ = jobs.assess(odd)
    assert [kpi.verdict for kpi in rated.kpis] == [kpi.verdict for kpi in as_meant.kpis]
    assert [kpi.rated.formula_text for kpi in rated.kpis] == [kpi.rated.formula_text for kpi in as_meant.kpis]
    made = jobs.sheet(odd, tmp_path / "チェックシート.xlsx")
    assert made.files[0].is_file()


def test_a_blank_in_a_state_does_not_change_a_grade(tmp_path: Path) -> None:
    """「完　了」 was no 完了 to the rating, which graded a measure that had ended."""
    plain = plan_book(tmp_path / "plain.xlsx", **spaced("measures", "| 実施中 |", "| 完了 |"))
    odd = plan_book(tmp_path / "odd.xlsx", **spaced("measures", "| 実施中 |", "| 完　了 |"))
    as_meant, _, _ = jobs.assess(plain)
    rated, _, _ = jobs.assess(odd)
    assert "事業終了" in [kpi.verdict for kpi in as_meant.kpis]
    assert [kpi.verdict for kpi in rated.kpis] == [kpi.verdict for kpi in as_meant.kpis]
    assert [measure.verdict for measure in rated.measures] == [measure.verdict for measure in as_meant.measures]


def test_a_word_that_is_no_choice_is_a_finding_and_stops_nothing(tmp_path: Path) -> None:
    odd = plan_book(tmp_path / "odd.xlsx", **spaced("kpis", "| 増加 |", "| ふえる |"))
    assert "L103" in [found.code for found in jobs.check([odd]).findings]
    rated, _, _ = jobs.assess(odd)
    assert (rated.kpis[0].verdict, rated.kpis[0].rated.formula_text) == (
        "評価できない", "方向「ふえる」は選択肢にないため評価できません")


@pytest.mark.parametrize("list_", [Direction, MeasureState, Progress], ids=lambda list_: list_.list_name)
def test_a_list_is_declared_once(list_: type[Direction] | type[MeasureState] | type[Progress]) -> None:
    assert LISTS[list_.list_name] == tuple(list_)
    for word in list_:
        for spaced_word in (word, f" {word} ", "　".join(word), "\n".join(word)):
            assert list_.read(spaced_word) is word


# --- nobody compares the lists' words ----------------------------------------------------------------

WORDS = {word for words in LISTS.values() for word in words}


def compared(tree: ast.AST) -> set[str]:
    """Words of the lists that stand in a comparison or as keys of a table: ==, in, {"完了": …}[…]."""
    found: set[str] = set()
    for node in ast.walk(tree):
        parts = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
        for part in parts:
            inside = part.elts if isinstance(part, (ast.Tuple, ast.List, ast.Set)) else [part]
            found |= {str(each.value) for each in inside if isinstance(each, ast.Constant) and each.value in WORDS}
    return found




@pytest.mark.parametrize("path", sorted((ROOT / "dxbook").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_word_of_a_list_is_compared_as_a_text(path: Path) -> None:
    if path.parts[-2:-1] == ("values",):  # the grammar of what people write, below the lists
        return
    assert not compared(ast.parse(path.read_text(encoding="utf-8")))


def test_the_cell_of_a_choice_is_kept_as_written() -> None:
    row = Report(5, {"progress": Progress.LATE}, {"progress": "遅　れ"})
    assert (row.progress, row.stored(Report.progress), row.word(Report.progress)) == (Progress.LATE, "遅　れ", "遅れ")
