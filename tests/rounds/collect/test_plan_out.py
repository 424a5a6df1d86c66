"""The new plan: every merged value in its cell, all else as it was, and where each came from."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxbook.demo.samples import new_sample
from dxbook.errors import NotAWorkbook, OutputFailed
from dxbook.plan.book import Book
from dxbook.plan.identity import cell_text, keyed, mark
from dxbook.plan.schema import Plan
from dxbook.reading import workbook as book
from dxbook.reading.cells import UNCACHED, parse
from dxbook.rounds.collect import plan_out
from dxbook.rounds.collect.merge import merge
from dxbook.rounds.collect.model import Edit, Merged, Returned, Target, Verdict
from tests.support.tables import plan_book

Wanted = Mapping[Target, Any]
LONG = "窓口の手続を11件、電子申請に移した。\n" * 12


def merged(read: Book, wanted: Wanted, fy: int = 2025) -> Merged:
    """What merging makes of one department's ``wanted`` raw values."""
    returned = Returned(Path("回収/福祉課.xlsx"), name="福祉課.xlsx", saved="2026-04-10T09:12:00Z", department="福祉課",
                        verdict=Verdict.ACCEPTED)
    now = {(key, row): record for key, table in read.tables.items() for row, record in keyed(table)}
    for target, raw in wanted.items():
        column = read.tables[target[0]].sheet.column(target[2])
        record = now.get(target[:2])
        base = cell_text(column, record[column], record.raw.get(target[2])) if record else ""
        text = cell_text(column, parse(column, raw)[0], raw)
        returned.edits.append(Edit(target, raw, text, mark(base), read.tables[target[0]].title, "F7", fresh=True))
    return merge(read, [returned], fy)


def written(plan: Path, wanted: Wanted, fy: int = 2025) -> tuple[Path, Merged]:
    output = plan.with_name(f"{plan.stem}_集約{plan.suffix}")
    read = book.read(plan)
    asked = merged(read, wanted, fy)
    assert len(asked.applied) == len(wanted), asked.conflicts
    return output, plan_out.write(plan, read, asked, output, inputs=[plan])


def raw_of(path: Path, target: Target) -> Any:
    key, row, column = target
    found = [record for each, record in keyed(book.read(path).tables[key]) if each == row]
    assert len(found) == 1, f"{row} stands {len(found)} times"
    return found[0].raw.get(column)


def others(path: Path, wanted: Iterable[Target]) -> dict[Target, Any]:
    """Everything the plan says apart from the ``wanted`` cells, by meaning."""
    return {
        (key, row, column): raw
        for key, table in book.read(path).tables.items() for row, record in keyed(table)
        for column, raw in record.raw.items()
        if (key, row, column) not in wanted and column not in table.sheet.identity and raw not in (None, "")
    }


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan as its office has it, from the template, with this year's reports prepared."""
    path = tmp_path / "計画.xlsx"
    new_sample(path, "choshi")
    return path


def rows_of(path: Path) -> tuple[list[str], list[str]]:
    read = book.read(path)
    return [str(each.measure_id) for each in read.tables["measures"]], [str(each.kpi_id) for each in read.tables["kpis"]]


def test_nothing_applied_is_a_copy(plan: Path, tmp_path: Path) -> None:
    output = tmp_path / "同じ.xlsx"
    plan_out.write(plan, book.read(plan), Merged(), output)
    assert output.read_bytes() == plan.read_bytes()


def test_values_stand_in_their_cells_as_they_were_written(plan: Path, validate: Callable[[Path], list[str]]) -> None:
    measures, kpis = rows_of(plan)
    wanted: dict[Target, Any] = {
        ("reports", f"{measures[0]}|2025", "done"): LONG,
        ("reports", f"{measures[0]}|2025", "budget"): 1200.0,
        ("reports", f"{measures[1]}|2025", "problem"): "Ｗｉ－Ｆｉ　の㌔数<&>①",
        ("actuals", f"{kpis[0]}|2025", "actual"): "３８.5%（令和８年３月末）",
        ("actuals", f"{kpis[0]}|2025", "status"): "見込",
        ("actuals", f"{kpis[1]}|2025", "actual"): 12.5,
    }
    output, done = written(plan, wanted)
    for target, raw in wanted.items():
        assert raw_of(output, target) == raw
    assert others(output, wanted) == others(plan, wanted)
    assert [each.cell for each in done.applied] == [each.cell for each in merged(book.read(plan), wanted).applied]
    assert validate(output) == validate(plan)
    old, new = parts(plan), parts(output)
    sheets = {name for name in old if name.startswith("xl/worksheets/sheet")}
    changed = {name for name in old if new[name] != old[name]}
    assert len(changed & sheets) == 2, "only 進捗 and 実績"
    assert not {name for name in changed if "table" in name or "theme" in name or "comment" in name}


def test_no_new_findings(plan: Path) -> None:
    measures, _ = rows_of(plan)
    wanted = {("reports", f"{measures[0]}|2025", "outlook"): "次の年度に広げる。"}
    output, _ = written(plan, wanted)
    told = [(each.code, each.sheet, each.cell) for each in book.read(output).findings]
    assert told == [(each.code, each.sheet, each.cell) for each in book.read(plan).findings]


def test_the_same_input_gives_the_same_bytes(plan: Path) -> None:
    measures, kpis = rows_of(plan)
    wanted = {("reports", f"{measures[0]}|2025", "done"): "a", ("actuals", f"{kpis[0]}|2024", "note"): "遡って直した。"}
    first = written(plan, wanted)[0].read_bytes()
    assert written(plan, dict(reversed(wanted.items())))[0].read_bytes() == first


def test_a_row_becomes_as_tall_as_its_text(plan: Path) -> None:
    measures, _ = rows_of(plan)
    target = ("reports", f"{measures[0]}|2025", "done")
    output, done = written(plan, {target: LONG})
    row = int("".join(each for each in done.applied[0].cell if each.isdigit()))
    height = openpyxl.load_workbook(output)["進捗"].row_dimensions[row].height
    assert height >= 12 * 10.5, "twelve lines of 10.5 points"
    untouched = openpyxl.load_workbook(plan)["進捗"].row_dimensions[row + 1].height
    assert openpyxl.load_workbook(output)["進捗"].row_dimensions[row + 1].height == untouched


def test_an_emptied_cell(plan: Path) -> None:
    measures, _ = rows_of(plan)
    target = ("reports", f"{measures[0]}|2025", "done")
    first, _ = written(plan, {target: "書いた。"})
    second, _ = written(first, {target: None})
    assert raw_of(second, target) in (None, "")
    assert others(second, [target]) == others(plan, [target])


def test_rows_that_the_plan_lacks(plan: Path, validate: Callable[[Path], list[str]]) -> None:
    """Reports of a year nobody prepared: below the table, which grows; formulas and drop-downs with it."""
    measures, _ = rows_of(plan)
    wanted = {("reports", f"{each}|2026", "done"): f"{each} を進めた。" for each in measures[:3]}
    output, done = written(plan, wanted, 2026)
    for target, raw in wanted.items():
        assert raw_of(output, target) == raw
    assert others(output, wanted).items() >= others(plan, wanted).items()
    sheet, before = openpyxl.load_workbook(output)["進捗"], openpyxl.load_workbook(plan)["進捗"]
    (table,), (was,) = sheet.tables.values(), before.tables.values()
    last = int(was.ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert table.ref == was.ref.replace(str(last), str(last + 3))
    rows = [last + 1, last + 2, last + 3]
    assert [sheet.cell(row, 1).value for row in rows] == measures[:3]
    assert [sheet.cell(row, 4).value for row in rows] == ["令和8年度"] * 3, "as the sheet writes its years"
    assert sheet.cell(last + 3, 2).value.replace(str(last + 3), "N") == before.cell(last, 2).value.replace(str(last), "N")
    assert sheet.cell(last + 3, 5).fill.fgColor.rgb == before.cell(last, 5).fill.fgColor.rgb
    assert {int("".join(filter(str.isdigit, each.cell))) for each in done.applied} == set(rows)
    assert validate(output) == []


def test_prepared_rows_are_used_first(plan: Path, validate: Callable[[Path], list[str]]) -> None:
    """The office has let the table reach further down, for what comes."""
    workbook = openpyxl.load_workbook(plan)
    (table,) = workbook["進捗"].tables.values()
    first, _, corner = table.ref.partition(":")
    letters, last = corner.rstrip("0123456789"), int(corner.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    table.ref = table.autoFilter.ref = f"{first}:{letters}{last + 2}"
    workbook.save(plan)
    measures, _ = rows_of(plan)
    wanted = {("reports", f"{each}|2026", "done"): "進めた。" for each in measures[:3]}
    output, _ = written(plan, wanted, 2026)
    sheet = openpyxl.load_workbook(output)["進捗"]
    assert [sheet.cell(row, 1).value for row in range(last + 1, last + 4)] == measures[:3]
    assert next(iter(sheet.tables.values())).ref == f"{first}:{letters}{last + 3}"
    for target, raw in wanted.items():
        assert raw_of(output, target) == raw


def test_columns_that_the_plan_lacks(plan: Path, validate: Callable[[Path], list[str]]) -> None:
    """The 時点, 区分 and 備考 of a year that the sheet has only the actual of."""
    _, kpis = rows_of(plan)
    first_fy = min(fy for _, fy in book.read(plan).tables["actuals"].year_columns)
    years = {fy for _, fy in book.read(plan).tables["actuals"].year_columns}
    fy = next(fy for fy in sorted(years) if ("note", fy) not in book.read(plan).tables["actuals"].year_columns)
    assert first_fy <= fy
    wanted = {("actuals", f"{kpis[0]}|{fy}", "note"): "庁舎の移転があった。",
              ("actuals", f"{kpis[2]}|{fy}", "note"): "遡って直した。"}
    output, _ = written(plan, wanted, fy)
    for target, raw in wanted.items():
        assert raw_of(output, target) == raw
    sheet, before = openpyxl.load_workbook(output)["実績"], openpyxl.load_workbook(plan)["実績"]
    (table,), (was,) = sheet.tables.values(), before.tables.values()
    headers = [each.name for each in table.tableColumns]
    assert headers == [*(each.name for each in was.tableColumns), f"令和{fy - 2018}年度 備考"]
    header = sheet.cell(4, len(headers))
    assert (header.value, header.fill.fgColor.rgb) == (headers[-1], before.cell(4, len(headers) - 1).fill.fgColor.rgb)
    assert sheet.cell(5, len(headers)).alignment.wrap_text, "styled as the 備考 of another year"
    assert others(output, wanted) == others(plan, wanted)
    assert validate(output) == []


def test_a_plan_without_tables_gets_rows_and_columns_too(tmp_path: Path) -> None:
    plan = plan_book(tmp_path / "計画.xlsx")
    measures, kpis = rows_of(plan)
    wanted = {("reports", f"{measures[0]}|2026", "done"): "進めた。", ("reports", f"{measures[0]}|2026", "budget"): 5.0,
              ("actuals", f"{kpis[0]}|2026", "at"): "令和9年3月", ("actuals", f"{kpis[0]}|2026", "actual"): "3件",
              ("actuals", f"{kpis[0]}|2026", "note"): "補足"}
    output, _ = written(plan, wanted, 2026)
    for target, raw in wanted.items():
        assert raw_of(output, target) == raw
    assert others(output, wanted).items() >= others(plan, wanted).items()


def test_something_beside_the_table_stays(plan: Path) -> None:
    workbook = openpyxl.load_workbook(plan)
    sheet = workbook["実績"]
    beside = sheet.max_column + 1
    sheet.cell(6, beside).value = "係のメモ"
    workbook.save(plan)
    _, kpis = rows_of(plan)
    columns = book.read(plan).tables["actuals"].year_columns
    fy = next(fy for fy in sorted({fy for _, fy in columns}) if ("note", fy) not in columns)
    target = ("actuals", f"{kpis[1]}|{fy}", "note")
    output, _ = written(plan, {target: "遡って直した。"}, fy)
    assert raw_of(output, target) == "遡って直した。"
    assert openpyxl.load_workbook(output)["実績"].cell(6, beside).value == "係のメモ"


def test_a_formula_in_the_plan_is_never_written_over(plan: Path) -> None:
    measures, _ = rows_of(plan)
    target, plain = ("reports", f"{measures[0]}|2025", "budget"), ("reports", f"{measures[0]}|2025", "spent")
    read = book.read(plan)
    cell = merged(read, {target: 5.0}).applied[0].cell
    workbook = openpyxl.load_workbook(plan)
    workbook["進捗"][cell].value = "=600*2"
    workbook.save(plan)
    output = plan.with_name("out.xlsx")
    read = book.read(plan)
    done = plan_out.write(plan, read, merged(read, {target: 5.0, plain: 7.0}), output)
    assert [each.target for each in done.applied] == [plain]
    assert [(each.target, each.cell, each.claims[0][2].raw) for each in done.conflicts] == [(target, cell, 5.0)]
    assert "数式" in done.conflicts[0].reason
    assert openpyxl.load_workbook(output)["進捗"][cell].value == "=600*2"


def test_a_formula_without_a_result_empties_no_cell(plan: Path) -> None:
    measures, _ = rows_of(plan)
    target = ("reports", f"{measures[0]}|2025", "done")
    read = book.read(plan)
    done = plan_out.write(plan, read, merged(read, {target: UNCACHED}), plan.with_name("out.xlsx"))
    assert done.applied == []
    assert "結果がない" in done.conflicts[0].reason
    assert plan.with_name("out.xlsx").read_bytes() == plan.read_bytes()


def test_dates(tmp_path: Path) -> None:
    """A date stays a date where the column is for dates; in a column of months it is written out."""
    sheet = Plan.sheet
    day = dt.date(2026, 3, 31)
    assert plan_out._value(sheet.column("as_of"), day, date1904=False) == 46112  # by hand: Excel's 2026-03-31
    assert plan_out._value(sheet.column("as_of"), dt.datetime(2026, 3, 31, 9, 0), date1904=True) == 44650
    plan = plan_book(tmp_path / "計画.xlsx")
    _, kpis = rows_of(plan)
    target = ("actuals", f"{kpis[0]}|2025", "at")
    output, _ = written(plan, {target: dt.datetime(2026, 3, 31)})
    assert raw_of(output, target) == "2026-03-31"


def test_where_each_value_came_from(plan: Path, validate: Callable[[Path], list[str]]) -> None:
    measures, kpis = rows_of(plan)
    first, _ = written(plan, {("reports", f"{measures[0]}|2025", "done"): "初めの報告"})
    wanted = {("reports", f"{measures[0]}|2025", "done"): "直した報告", ("actuals", f"{kpis[0]}|2025", "actual"): "12件"}
    output, _ = written(first, wanted)
    assert validate(output) == []
    workbook = openpyxl.load_workbook(output)
    assert workbook.sheetnames[-1] == "反映記録"
    assert workbook.sheetnames.count("反映記録") == 1
    assert workbook.active.title == openpyxl.load_workbook(plan).active.title, "the plan opens where it did"
    sheet = workbook["反映記録"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = next(number for number, line in enumerate(lines) if line[0] == "保存日時")
    name = book.read(plan).tables["measures"].records[0].name
    cell = merged(book.read(plan), wanted).applied
    actual, report = cell[0].cell, cell[1].cell
    assert lines[at:] == [
        ["保存日時", "部署", "ファイル", "ファイルのセル", "シート", "セル", "行", "欄", "反映前", "反映後"],
        ["2026-04-10 18:12", "福祉課", "福祉課.xlsx", "進捗!F7", "進捗", report, f"{measures[0]} {name}", "令和7年度 取組内容",
         raw_of(plan, ("reports", f"{measures[0]}|2025", "done")), "初めの報告"],
        ["2026-04-10 18:12", "福祉課", "福祉課.xlsx", "実績!F7", "実績", actual, lines[at + 2][6], "令和7年度 実績値",
         raw_of(plan, ("actuals", f"{kpis[0]}|2025", "actual")), "12件"],
        ["2026-04-10 18:12", "福祉課", "福祉課.xlsx", "進捗!F7", "進捗", report, f"{measures[0]} {name}", "令和7年度 取組内容",
         "初めの報告", "直した報告"],
    ]
    assert lines[at + 2][6].startswith(kpis[0])
    assert sheet[f"F{at + 2}"].hyperlink.location == f"'進捗'!{report}"
    assert sheet[f"F{at + 3}"].hyperlink.location == f"'実績'!{actual}"


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    plan = plan_book(tmp_path / "計画.xlsx", reports=None)
    read = book.read(plan)
    measures, _ = rows_of(plan)
    asked = merged(read, {("reports", f"{measures[0]}|2025", "done"): "x"})
    with pytest.raises(OutputFailed, match="シートがない"):
        plan_out.write(plan, read, asked, tmp_path / "out.xlsx")
    with pytest.raises(OutputFailed, match="読み込んだファイル"):
        plan_out.write(plan, read, Merged(), plan)
    assert not (tmp_path / "out.xlsx").exists()


def test_a_plan_in_another_format(tmp_path: Path, soffice: Callable[[Path, str], Path]) -> None:
    old = soffice(plan_book(tmp_path / "計画.xlsx"), "xls")
    read = book.read(old)
    measures, _ = rows_of(old)
    asked = merged(read, {("reports", f"{measures[0]}|2025", "done"): "x"})
    with pytest.raises(NotAWorkbook, match="xlsx"):
        plan_out.write(old, read, asked, tmp_path / "out.xls")


def test_a_plan_that_libreoffice_saved(plan: Path, soffice: Callable[[Path, str], Path], tmp_path: Path) -> None:
    """Other parts, other order of attributes, shared formulas: the values and the record are the same."""
    saved = shutil.copy(soffice(plan, "xlsx"), tmp_path / "保存.xlsx")
    measures, kpis = rows_of(plan)
    for fy in (2025, 2026):
        wanted: dict[Target, Any] = {
            ("reports", f"{measures[0]}|{fy}", "done"): LONG, ("reports", f"{measures[0]}|{fy}", "budget"): 5.0,
            ("actuals", f"{kpis[0]}|{fy}", "actual"): "12件", ("actuals", f"{kpis[0]}|{fy}", "note"): "補足",
        }
        output, _ = written(Path(saved), wanted, fy)
        for target, raw in wanted.items():
            assert raw_of(output, target) == raw
        assert others(output, wanted).items() >= others(Path(saved), wanted).items()
        assert openpyxl.load_workbook(output).sheetnames[-1] == "反映記録"


REPORTS = """
    | 施策ID | 年度 | 取組内容 | 課題 | 今後の展望 | 進捗 | 今後の方向性 | 決算額 |
    | 01-01 | 令和7年度 | 手続を増やした。 | | | 計画どおり | 継続 | |
"""
ODD = ("=1+1", "a\r\nb", "_x0041_", "a\x08b", "  前後 ", "﨑𠮷葛󠄀\ue000", "<&>\"'", "a\nb\n", "12", "1e5", "TRUE", 0.1 + 0.2, 1e22)
CELLS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20) | st.sampled_from(ODD) | st.floats(
    allow_nan=False, allow_infinity=False)
TARGETS = [(sheet, f"{row}|{fy}", column) for sheet, row, columns in (
    ("reports", "01-01", ("done", "problem", "budget", "progress")), ("actuals", "K01", ("actual", "at", "status", "note")),
) for fy in (2025,) for column in columns] + [("reports", "01-02|2025", "done")]


@settings(max_examples=25, deadline=None)
@given(wanted=st.dictionaries(st.sampled_from(TARGETS), CELLS, min_size=1))
def test_whatever_they_wrote_is_read_again(tmp_path_factory: pytest.TempPathFactory, wanted: dict[Target, Any]) -> None:
    """In rows and columns that are there and in those that are not; a second time it is there already."""
    plan = plan_book(tmp_path_factory.mktemp("property") / "計画.xlsx", reports=REPORTS)
    read = book.read(plan)
    asked = merged(read, wanted)
    output = plan.with_name("out.xlsx")
    plan_out.write(plan, read, asked, output)
    for each in asked.applied:
        assert raw_of(output, each.target) == each.edit.raw
    assert asked.conflicts == []
    assert others(output, wanted).items() >= others(plan, wanted).items()
    assert merged(book.read(output), wanted).applied == []
