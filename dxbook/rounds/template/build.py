"""Put the plan workbook together: guide, sheets, the very hidden sheet, defined names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from dxbook.findings import column_letter
from dxbook.plan import LISTS, SCHEMA_VERSION, SHEETS, Profile, Sheet, scales
from dxbook.rounds.template import formulas
from dxbook.rounds.template.guide import TITLE as GUIDE_TITLE
from dxbook.rounds.template.guide import write_guide
from dxbook.rounds.template.layout import BLANK_ROWS
from dxbook.rounds.template.layout import layouts as place
from dxbook.rounds.template.sheets import Row, write_sheet
from dxbook.rounds.template.vertical import write_vertical
from dxbook.values import fy_label
from dxbook.workbook.make import save, write_value

HIDDEN = "_dxbook"
"""The very hidden sheet: identity in columns A:B, drop-down lists from column D."""


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a plan workbook. ``rows`` maps a sheet key to rows of column key → text;

    実績 rows hold "kpi_id", "fy" and the per-year values: one row per (kpi, FY).
    """

    years: Sequence[int]
    review_fy: int
    rows: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    blank_rows: int = BLANK_ROWS
    meta: Mapping[str, str] = field(default_factory=dict)


def blank(profile: Profile, years: Sequence[int], review_fy: int, rows: int = 0) -> Content:
    """The content of a new plan's workbook: its years, and what the profile knows of the city."""
    known = profile.city_code and {"city_code": profile.city_code, "city": profile.city}
    plan = {
        **(known or {}), "first_fy": fy_label(years[0]), "last_fy": fy_label(years[-1]),
        "review_fy": fy_label(review_fy), "scale": scales.choices(profile)[0], "formula": profile.formula,
    }
    return Content(years, review_fy, {"plan": [plan]}, blank_rows=rows or BLANK_ROWS)


def begun() -> tuple[Workbook, Worksheet]:
    """A new workbook and its first sheet, はじめに; Excel works out its formulas when it opens it."""
    workbook = Workbook()
    guide = workbook.active
    assert isinstance(guide, Worksheet)
    guide.title = GUIDE_TITLE
    workbook.calculation.fullCalcOnLoad = True
    workbook.properties.creator = "dxbook"
    return workbook, guide


def build(profile: Profile, content: Content) -> tuple[Workbook, dict[str, str]]:
    """The workbook, and per sheet title the cells where a number kept as text is meant."""
    rows = {sheet.key: _rows(sheet, content) for sheet in SHEETS}
    used = {(key, fy) for row in rows["actuals"] for key, fy in row if fy is not None}
    counts = {key: len(each) for key, each in rows.items()}
    layouts = place(profile, content.years, content.review_fy, counts, used, content.blank_rows)
    workbook, guide = begun()
    text_numbers: dict[str, str] = {}
    for key, layout in layouts.items():
        sheet = workbook.create_sheet(layout.title)
        if layout.sheet.vertical:
            cells = write_vertical(sheet, layouts, layout, rows[key], profile)
        else:
            cells = write_sheet(sheet, layouts, layout, rows[key])
        text_numbers[layout.title] = cells
    write_guide(guide, layouts)
    _hidden(workbook, layouts, profile, content)
    return workbook, text_numbers


def write(path: Path, profile: Profile, content: Content, *, inputs: Iterable[Path] = ()) -> None:
    """Build and save. Raises OutputFailed or Locked."""
    workbook, text_numbers = build(profile, content)
    save(workbook, path, inputs=inputs, text_numbers=text_numbers, growing=True)


def _rows(sheet: Sheet, content: Content) -> list[Row]:
    """The rows of one sheet by (key, year). Computed columns carry the text they will show, which only
    decides the row's height."""
    given = content.rows.get(sheet.key, [])
    if sheet.key == "actuals":
        return _wide(content)
    rows: list[Row] = [{(key, None): value for key, value in row.items()} for row in given]
    if sheet.key == "reports":
        measures = {row["measure_id"]: row for row in content.rows.get("measures", [])}
        for row in rows:
            measure = measures.get(row["measure_id", None], {})
            row |= {("measure_name", None): measure.get("name"), ("measure_owner", None): measure.get("owner")}
    return rows


def _wide(content: Content) -> list[Row]:
    """One row per KPI with its values of every year."""
    wide: dict[str, Row] = {}
    for kpi in content.rows.get("kpis", []):
        shown: Row = {(f"kpi_{key}", None): kpi.get(key) for key in ("name", "unit", "baseline", "target")}
        wide[kpi["kpi_id"]] = {("kpi_id", None): kpi["kpi_id"], **shown}
    for row in content.rows.get("actuals", []):
        target = wide.setdefault(row["kpi_id"], {("kpi_id", None): row["kpi_id"]})
        target.update(
            {(key, row["fy"]): value for key, value in row.items() if key not in ("kpi_id", "fy") and value}
        )
    return list(wide.values())


def _hidden(workbook: Workbook, layouts: formulas.Layouts, profile: Profile, content: Content) -> None:
    sheet = hide(workbook, {"schema_version": SCHEMA_VERSION, "profile": profile.id, **content.meta})
    lists: dict[str, Sequence[str]] = {**LISTS, "評価尺度": scales.choices(profile)}
    lists["年度"] = [fy_label(fy) for fy in content.years]
    for number, (name, items) in enumerate(lists.items(), start=4):
        named_list(workbook, sheet, number, name, items)
    refs = {column.ref for each in SHEETS for column in each.columns if column.ref}
    for ref in sorted(refs, key=repr):
        _name(workbook, ref.label, layouts[ref.sheet.key].range(ref.key))


def hide(workbook: Workbook, meta: Mapping[str, str]) -> Worksheet:
    """The very hidden sheet with the pairs of ``meta``, as texts whatever they look like."""
    sheet = workbook.create_sheet(HIDDEN)
    sheet.sheet_state = "veryHidden"
    for row, pair in enumerate(meta.items(), start=1):
        for column, text in enumerate(pair, start=1):
            write_value(sheet.cell(row, column), text)
    return sheet


def named_list(workbook: Workbook, sheet: Worksheet, number: int, name: str, items: Sequence[str]) -> None:
    """A drop-down list in column ``number`` of the very hidden sheet, behind its defined name."""
    letter = column_letter(number)
    sheet.cell(1, number, name)
    for row, item in enumerate(items, start=2):
        write_value(sheet.cell(row, number), item)
    _name(workbook, name, f"'{HIDDEN}'!${letter}$2:${letter}${len(items) + 1}")


def _name(workbook: Workbook, name: str, target: str) -> None:
    title = formulas.list_name(name)
    workbook.defined_names[title] = DefinedName(title, attr_text=target)
