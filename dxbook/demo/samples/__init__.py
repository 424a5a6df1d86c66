"""Five cities' real plans as data, with one invented year of reports each, marked as sample.

One folder a city, one CSV a sheet (named by the sheet's key), headers as in the schema. 実績 is kept
long: one line per 指標 and 年度.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxbook.errors import NotFound
from dxbook.files import refuse
from dxbook.plan import BY_KEY, SHEETS, load_profile
from dxbook.values import read_fy

if TYPE_CHECKING:
    from dxbook.rounds.template import Content

__all__ = ["Rows", "city_of", "content", "load", "named", "names", "new_sample"]

Rows = dict[str, list[dict[str, Any]]]


def names() -> list[str]:
    """The sample cities, by profile id."""
    return sorted(
        entry.name for entry in files("dxbook.demo.samples").iterdir()
        if entry.joinpath("plan.csv").is_file()
    )


def city_of(name: str) -> str:
    """The name of a sample's city, as its plan prints it."""
    return str(_read(name, "plan")[0]["city"])


def named(city: str) -> str:
    """The sample of a city: its id, name (with or without 市) or 団体コード. Raises NotFound.

    A user's profile may stand for the city's own: the sample is the same.
    """
    for name in names():
        plan = _read(name, "plan")[0]
        if city in (name, plan["city"], plan["city"][:-1], plan["city_code"]):
            return name
    return load_profile(city).id


def load(name: str) -> Rows:
    """The rows of one city by sheet key: column key → text as printed. Raises NotFound."""
    if name not in names():
        raise NotFound(f"見本「{name}」はありません。", f"使えるのは {'、'.join(names())} です。")
    return {sheet.key: _read(name, sheet.key) for sheet in SHEETS}


def content(name: str) -> Content:
    """What :func:`dxbook.rounds.template.build.write` needs for the city's workbook of its sample year."""
    rows = load(name)
    plan = rows["plan"][0]
    first, last, review = (_year(plan[key]) for key in ("first_fy", "last_fy", "review_fy"))
    meta = {"plan_id": f"{plan['city_code']}-{first}", "plan_version": plan.get("edition", "")}
    from dxbook.rounds.template import Content  # with openpyxl: the window asks for the names alone

    return Content(range(first, last + 1), review, rows, meta=meta)


def _read(name: str, key: str) -> list[dict[str, Any]]:
    source = files("dxbook.demo.samples").joinpath(name, f"{key}.csv")
    if not source.is_file():
        return []
    labels = {column.label: column.key for column in BY_KEY[key].stored}
    if key == "actuals":
        labels["年度"] = "fy"
    lines = csv.DictReader(source.read_text(encoding="utf-8").splitlines(keepends=True))
    rows: list[dict[str, Any]] = [{labels[label]: text for label, text in line.items()} for line in lines]
    if key == "actuals":
        rows = [{**row, "fy": _year(row["fy"])} for row in rows]
    return rows


def _year(text: str) -> int:
    value = read_fy(text).value
    if value is None:
        raise ValueError(f"sample data: not a fiscal year: {text!r}")
    return value


def new_sample(output: Path, city: str) -> Path:
    """Write the sample plan of a city (its name, 団体コード or id) as a workbook. Raises NotFound."""
    from dxbook.rounds.template import write

    refuse(output, suffixes=[".xlsx"])
    sample = named(city)
    write(output, load_profile(sample), content(sample))
    return output
