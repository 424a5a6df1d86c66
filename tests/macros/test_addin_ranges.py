"""The pure VBA functions over ranges in LibreOffice: one result a cell, as the program's functions give it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dxbook.apps.excel.functions import (
    DX_ACHIEVEMENT,
    DX_CODE,
    DX_FY,
    DX_GRADE,
    DX_NORMALIZE,
    DX_SEIREKI,
    DX_WAREKI,
)
from dxbook.apps.excel.functions.cells import MAX_CELLS
from dxbook.demo import samples
from macros.build import books, demo, package
from macros.build.modules import from_text
from tests.support.addin_office import SERVER, calculated, same

Cells = list[list[Any]]
UNEQUAL = "範囲の大きさがそろっていません。同じ行数・列数の範囲か、1つのセルを指定してください。"


def spilled(path: Path, home: Path, table: Cells, formulas: dict[str, str], extra: tuple[str, ...] = ()) -> list[list[str]]:
    """The sheet as text, with ``table`` from A1 on and each formula in the cells of its range ("F1:F9")."""
    wanted = [module for module in books.modules(books.SOURCES) if module.name in (*books.FUNCTIONS, *extra)]
    wanted += [from_text(SERVER, "DxServing")] if extra else []

    def fill(book: Any) -> list[object]:
        sheet = book.add_worksheet("表")
        for row, cells in enumerate(table):
            for column, value in enumerate(cells):
                if value is not None:
                    sheet.write(row, column, value)
        for area, formula in formulas.items():
            sheet.write_array_formula(area, f"{{{formula}}}")
        return [sheet]

    package.save(books.workbook("test", "", wanted, fill), path)
    return calculated(path, home)


def column(sheet: list[list[str]], number: int, rows: int) -> list[str]:
    return [(row[number] if number < len(row) else "") for row in sheet[:rows]]


def differing(shown: list[str], wanted: Cells) -> list[tuple[int, str, Any]]:
    pairs = enumerate(zip(shown, (day_number(row[0]) for row in wanted), strict=True))
    return [(at, cell, want) for at, (cell, want) in pairs if not agree(cell, want)]


def agree(shown: str, wanted: Any) -> bool:
    """As ``same``, and False where the one is a number and the other a sentence."""
    try:
        return same(shown, wanted)
    except ValueError:
        return False


def day_number(value: Any) -> Any:
    return (value - dt.datetime(1899, 12, 30)).days if isinstance(value, dt.datetime) else value


def rows_of(function: str) -> list[tuple[Any, ...]]:
    return next(section.rows for section in demo.SECTIONS if section.function == function)


def plan_rates() -> Cells:
    """現状値, 目標値 and 方向 of the five plans' KPIs as printed; the baseline stands in for the actual too."""
    found = {(row.get("baseline"), row.get("target"), row.get("direction"))
             for city in samples.names() for row in samples.content(city).rows["kpis"]}
    return [list(row) for row in sorted(found, key=repr) if all(isinstance(cell, str | float | int) for cell in row)]


ONE_VALUE: list[tuple[str, Callable[..., Cells]]] = [
    ("DXV_NORMALIZE", lambda cells: DX_NORMALIZE(cells, [["値"]])), ("DXV_FY", DX_FY), ("DXV_WAREKI", DX_WAREKI),
    ("DXV_SEIREKI", DX_SEIREKI), ("DXV_CODE", DX_CODE)]


def test_each_cell_of_a_range_gets_its_own_answer(tmp_path: Path, home: Path) -> None:
    values = [[row[0]] for name, _ in ONE_VALUE for row in rows_of(name)] + [[None], [0.85], ["令和６年３月"]]
    count = len(values)
    formulas = {f"{'CDEFG'[at]}1:{'CDEFG'[at]}{count}": f"={name}(A1:A{count})" for at, (name, _) in enumerate(ONE_VALUE)}
    formulas[f"H1:H{count}"] = f"=DXV_WAREKI(A1:A{count},TRUE)"
    sheet = spilled(tmp_path / "a.xlsm", home, values, formulas)
    for at, (name, function) in enumerate(ONE_VALUE):
        assert differing(column(sheet, 2 + at, count), function(values)) == [], name
    assert differing(column(sheet, 7, count), DX_WAREKI(values, [[True]])) == []
    assert len({cell for cell in column(sheet, 3, count) if cell.isdigit()}) > 5  # 年度: not one cell's for all


def test_rates_and_grades_over_ranges(tmp_path: Path, home: Path) -> None:
    table = [list(row) for row in rows_of("DXV_ACHIEVEMENT")]
    count = len(table)
    area = ",".join(f"{letter}1:{letter}{count}" for letter in "ABCD")
    grades: Cells = [[1.2], [0.8], ["79.9%"], ["８５％"], [0.3], ["評価できない：方向がありません"], [None], ["実績未判明"]]
    scales: Cells = [[name] for name in ("", "steps4", "abcd", "abcd", "marks", "abcd", "abcd", "steps3")]
    for row, (grade, scale) in enumerate(zip(grades, scales, strict=True)):
        table[row] += [*grade, *scale]
    sheet = spilled(tmp_path / "a.xlsm", home, table, {
        f"H1:H{count}": f"=DXV_ACHIEVEMENT({area})", "I1:I8": "=DXV_GRADE(E1:E8,F1:F8)", "J1:J8": '=DXV_GRADE(E1:E8,"abcd")',
        f"K1:K{count}": f"=DXV_GRADE(DXV_ACHIEVEMENT({area}))"})
    rates = DX_ACHIEVEMENT(*([[row[at] or None] if row[at] == "" else [row[at]] for row in table] for at in range(4)))
    assert differing(column(sheet, 7, count), rates) == []
    assert len(set(column(sheet, 7, count))) > 5
    assert column(sheet, 8, 8) == [row[0] for row in DX_GRADE(grades, scales)]
    assert column(sheet, 9, 8) == ["A", "B", "C", "B", "D", "評価できない", "", "実績未判明"]
    assert column(sheet, 10, count) == [row[0] for row in DX_GRADE(rates)]


def test_the_plans_own_values_are_rated_alike_or_left_to_the_program(tmp_path: Path, home: Path) -> None:
    table = plan_rates()
    count = len(table)
    assert count > 40
    sheet = spilled(tmp_path / "a.xlsm", home, table, {f"F1:F{count}": f"=DXV_ACHIEVEMENT(A1:A{count},B1:B{count},C1:C{count})"})
    wanted = DX_ACHIEVEMENT(*([[row[at]] for row in table] for at in range(3)))
    shown = column(sheet, 5, count)
    own = [at for at, cell in enumerate(shown) if "DX_ACHIEVEMENTを使ってください" not in cell]
    assert differing([shown[at] for at in own], [wanted[at] for at in own]) == []
    assert len(own) > 20


def test_single_cells_rows_and_columns_are_used_again(tmp_path: Path, home: Path) -> None:
    table: Cells = [[80, 40, "増加", "減少"], [100, 50, "減少", "増加"]]
    sheet = spilled(tmp_path / "a.xlsm", home, table, {
        "F1:G2": '=DXV_ACHIEVEMENT(A1:B2,100,"増加")',       # one value for all
        "H1:I2": "=DXV_ACHIEVEMENT(A1:B1,A1:A2,\"増加\")",    # a row against a column
        "J1:K1": "=DXV_GRADE({0.85,0.2})"})                    # a list written into the formula
    assert [row[5:9] for row in sheet[:2]] == [["0.8", "0.4", "1", "0.5"], ["1", "0.5", "0.8", "0.4"]]
    assert DX_ACHIEVEMENT([[80, 40]], [[80], [100]], [["増加"]]) == [[1, 0.5], [0.8, 0.4]]
    assert sheet[0][9:11] == ["概ね順調", "遅れ"]


def test_ranges_of_other_sizes_get_the_programs_sentence(tmp_path: Path, home: Path) -> None:
    table: Cells = [[80, 100], [90, 100], [70, None]]
    sheet = spilled(tmp_path / "a.xlsm", home, table, {
        "D1": '=DXV_ACHIEVEMENT(A1:A3,B1:B2,"増加")', "E1": "=DXV_WAREKI(A1:A2,A1:A3)",
        "F1": f"=DXV_FY(A1:A{MAX_CELLS + 1})"})
    assert DX_ACHIEVEMENT([[80], [90], [70]], [[100], [100]], [["増加"]]) == [[UNEQUAL]]
    assert sheet[0][3:6] == [UNEQUAL, UNEQUAL, DX_FY([[1]] * (MAX_CELLS + 1))[0][0]]


def test_the_answers_in_the_programs_place_are_by_cell_too(tmp_path: Path, home: Path) -> None:
    table: Cells = [[80, 100, "増加", "値", 1.2, "abcd", "Ｒ５"], [30, 40, "減少", "値", 0.1, "marks", "2024/3/31"]]
    sheet = spilled(tmp_path / "a.xlsm", home, table, {
        "I1:I2": "=DX_ACHIEVEMENT(A1:A2,B1:B2,C1:C2)", "J1:J2": "=DX_GRADE(E1:E2,F1:F2)",
        "K1:K2": "=DX_WAREKI(G1:G2,TRUE)", "L1:L2": "=DX_NORMALIZE(G1:G2,D1:D2)", "M1:M2": "=DX_FY(G1:G2)",
        "N1": '=DX_NORMALIZE("Ａ","文章")', "O1": "=DX_ACHIEVEMENT(A1:A2,B1,C1,\"\",\"\",B1:B2,4)"},
        ("DxUdf", "DxFallback", "DxReports"))
    assert [row[8:13] for row in sheet[:2]] == [
        ["0.8", "A", "R5", "R5", "2023"], ["1.3333333333333", "×", "R6.3.31", "2024/3/31", "2023"]]
    assert sheet[0][13:15] == ["プログラムがありません。"] * 2
