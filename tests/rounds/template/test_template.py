"""The plan workbook: fresh, valid, readable again, and pleasant in plain Excel."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from dxbook.demo import samples
from dxbook.plan import BY_KEY, LISTS, SCHEMA_VERSION, SHEETS
from dxbook.plan.profile import load_profile
from dxbook.reading import workbook as book
from dxbook.rounds.template.build import Content, write
from scripts.generate import generate
from tests.support.paths import ROOT

YEARS = range(2023, 2028)


def make(path: Path, rows: dict[str, list[dict[str, Any]]] | None = None) -> Path:
    write(path, load_profile("generic"), Content(YEARS, 2025, rows or {}))
    return path


def parts(path: Path) -> dict[str, str]:
    """Part by part; XML in its canonical form, for openpyxl writes it with lxml where that is installed."""
    with zipfile.ZipFile(path) as package:
        return {name: ElementTree.canonicalize(package.read(name)) for name in package.namelist()}


def test_generated_files_are_fresh(tmp_path: Path) -> None:
    for made in generate(tmp_path):
        committed = ROOT / made.relative_to(tmp_path)
        if made.suffix == ".xlsx":
            assert parts(committed) == parts(made), f"{committed.name} is stale: run make docs"
        else:
            assert committed.read_text(encoding="utf-8") == made.read_text(encoding="utf-8"), "run make docs"


def test_same_content_same_bytes(tmp_path: Path) -> None:
    assert make(tmp_path / "a.xlsx").read_bytes() == make(tmp_path / "b.xlsx").read_bytes()


def test_blank_template_has_no_findings_of_form(tmp_path: Path) -> None:
    opened = book.read(make(tmp_path / "plan.xlsx"))
    assert [found for found in opened.findings if found.code.startswith("F")] == []
    assert opened.meta["schema_version"] == SCHEMA_VERSION


def test_validator_finds_nothing(tmp_path: Path, validate: Callable[[Path], list[str]]) -> None:
    assert validate(make(tmp_path / "plan.xlsx")) == []


def test_code_columns_are_text_and_entry_cells_open(tmp_path: Path) -> None:
    workbook = load_workbook(make(tmp_path / "plan.xlsx"))
    sheet = workbook["施策"]
    header = {cell.value: cell.column for cell in sheet[4]}
    identity = sheet.cell(5, header["施策ID"])
    assert identity.number_format == "@"
    assert identity.protection.locked is False
    assert sheet.cell(4, header["施策ID"]).protection.locked is True
    assert sheet.cell(5, header["点検"]).protection.locked is True
    assert sheet.protection.sheet is True
    assert sheet.protection.password is None
    assert sheet.freeze_panes == "D5"


def test_lists_stand_on_a_very_hidden_sheet_behind_names(tmp_path: Path) -> None:
    workbook = load_workbook(make(tmp_path / "plan.xlsx"))
    assert workbook["_dxbook"].sheet_state == "veryHidden"
    for name, items in LISTS.items():
        sheet_name, cells = workbook.defined_names[f"DX_{name}"].attr_text.split("!")
        found = [cell.value for (cell,) in workbook[sheet_name.strip("'")][cells.replace("$", "")]]
        assert found == list(items)


def test_every_choice_column_has_its_drop_down(tmp_path: Path) -> None:
    workbook = load_workbook(make(tmp_path / "plan.xlsx"))
    for sheet in SHEETS:
        rules = [rule.formula1 for rule in workbook[sheet.title].data_validations.dataValidation]
        for column in sheet.stored:
            if column.choices:
                assert f"DX_{column.choices}" in rules, f"{sheet.title}.{column.label}"


def test_input_messages_fit_excel(tmp_path: Path) -> None:
    workbook = load_workbook(make(tmp_path / "plan.xlsx"))
    for sheet in workbook.worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.prompt or "") <= 255
            assert len(rule.promptTitle or "") <= 32
            assert len(rule.formula1 or "") <= 255


def test_text_that_begins_with_equals_stays_text(tmp_path: Path) -> None:
    rows = {"outline": [{"outline_id": "1", "name": "=1+1"}]}
    path = make(tmp_path / "plan.xlsx", rows)
    cell = load_workbook(path)["体系"]["D5"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert book.read(path).tables["outline"].records[0].name == "=1+1"


def test_text_that_looks_like_an_escape_stays_text(tmp_path: Path) -> None:
    path = make(tmp_path / "plan.xlsx", {"outline": [{"outline_id": "1", "name": "様式_x0041_の写し"}]})
    assert book.read(path).tables["outline"].records[0].name == "様式_x0041_の写し"


def test_numbers_kept_as_text_show_no_green_corner(tmp_path: Path) -> None:
    part = parts(make(tmp_path / "plan.xlsx"))["xl/worksheets/sheet6.xml"]
    assert re.search(r'<ignoredError numberStoredAsText="1" sqref="[^"]*I5:I\d+[^"]*">', part)


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "Cf")),
    min_size=1, max_size=30,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(TEXT, min_size=1, max_size=8), prose=TEXT)
def test_what_is_filled_in_is_read_again(tmp_path: Path, names: list[str], prose: str) -> None:
    rows = {"measures": [
        {"measure_id": f"{number:02}-01", "name": name, "problem": prose}
        for number, name in enumerate(names, start=1)
    ]}
    opened = book.read(make(tmp_path / "plan.xlsx", rows))
    raw = [(record.raw["measure_id"], record.raw["name"], record.raw["problem"])
           for record in opened.tables["measures"]]
    assert raw == [(f"{number:02}-01", name, prose) for number, name in enumerate(names, start=1)]


def shown(raw: object) -> str:
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)


@pytest.mark.parametrize("city", samples.names())
def test_every_printed_text_of_a_plan_survives_the_workbook(city: str, tmp_path: Path) -> None:
    path = tmp_path / f"{city}.xlsx"
    write(path, load_profile(city), samples.content(city))
    opened, rows = book.read(path), samples.load(city)
    for key in ("outline", "measures", "kpis", "steps", "organisation", "glossary", "evidence"):
        columns = [column.key for column in BY_KEY[key].stored]
        want = [{name: str(row[name]) for name in columns if row.get(name)} for row in rows[key]]
        got = [{name: shown(record.raw[name]) for name in columns if record.raw.get(name) not in (None, "")}
               for record in opened.tables[key]]
        assert got == want, key


@pytest.mark.parametrize("city", samples.names())
def test_a_filled_workbook_recalculates_without_an_error_cell(
    city: str, tmp_path: Path, soffice: Callable[[Path, str], Path], validate: Callable[[Path], list[str]]
) -> None:
    path = tmp_path / f"{city}.xlsx"
    content = samples.content(city)
    write(path, load_profile(city), content)
    assert validate(path) == []
    recalculated = load_workbook(soffice(path, "xlsx"), data_only=True)
    for sheet in recalculated.worksheets:
        for line in sheet.iter_rows(values_only=True):
            assert not [cell for cell in line if isinstance(cell, str) and cell.startswith(("#", "Err:"))], sheet.title
    guide = {cell.value for line in recalculated["はじめに"].iter_rows() for cell in line}
    reports = [row for row in content.rows["reports"] if row.get("done")]
    assert f"入力 {len(reports)}/{len(content.rows['reports'])}" in guide


def test_live_achievement_is_actual_over_target(tmp_path: Path, soffice: Callable[[Path, str], Path]) -> None:
    path = tmp_path / "plan.xlsx"
    write(path, load_profile("mobara"), samples.content("mobara"))
    sheet = load_workbook(soffice(path, "xlsx"), data_only=True)["実績"]
    header = {cell.value: cell.column for cell in sheet[4]}
    live = {row[0].value: row[header["達成率"] - 1].value for row in sheet.iter_rows(min_row=5)}
    assert live["K01"] == pytest.approx(78.9 / 100)  # 78.9% of １００%
    assert live["K02"] == pytest.approx(29 / 27)  # 29手続 of ２７手続以上
    assert live["K04"] == pytest.approx(1180 / 1000)  # 1,180件 of 1,000件
    assert live["K07"] == pytest.approx(45.2 / 35)  # ４５．２％ of ３５%
    assert live["K11"] == pytest.approx(840 / 1000)  # 約840時間 of 1,000時間
    for unclear in ("K03", "K08", "K09", "K13"):  # 内訳, a bare 0.35, 未判明, 全所属
        assert live[unclear] in (None, "")


def test_live_formulas_follow_the_year_under_review(tmp_path: Path, soffice: Callable[[Path, str], Path]) -> None:
    path, next_year = tmp_path / "plan.xlsx", tmp_path / "next.xlsx"
    write(path, load_profile("mobara"), samples.content("mobara"))
    workbook = load_workbook(path)
    plan = workbook["計画"]
    cell = next(row[1] for row in plan.iter_rows(min_row=5) if str(row[0].value).startswith("対象年度"))
    cell.value = "令和5年度"
    workbook.save(next_year)
    again = load_workbook(soffice(next_year, "xlsx"), data_only=True)
    header = {cell.value: cell.column for cell in again["実績"][4]}
    live = {row[0].value: row[header["達成率"] - 1].value for row in again["実績"].iter_rows(min_row=5)}
    assert live["K01"] == pytest.approx(74.1 / 100)  # 令和5年度: 74.1% of １００%
    assert str(again["はじめに"]["A2"].value).endswith("令和5年度")
