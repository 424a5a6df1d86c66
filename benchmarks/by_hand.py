"""Collecting as one would write it without dxbook, for comparison: a whole process per way.

python -m benchmarks.by_hand WAY PLAN RETURNED OUT OFFICES; the folder is gone through OFFICES times.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HEADER = 3
"""Zero-based row of the headers."""
YEAR = "令和7年度"


def read_alone(files: list[Path]) -> None:
    """Every sheet of every file, values only."""
    from python_calamine import CalamineWorkbook

    for path in files:
        workbook = CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()


def with_pandas(files: list[Path], plan: Path, out: Path, engine: Any) -> None:
    """Read the entry sheets as frames, validate with pandera, put everything into one table, write it."""
    import pandas as pd
    import pandera.pandas as pa

    choices = ["計画どおり", "前倒し", "遅れ", "未着手", "完了", "中止"]
    reports = pa.DataFrameSchema({
        "施策ID": pa.Column(str), "年度": pa.Column(str), "取組内容": pa.Column(str, nullable=True),
        "進捗": pa.Column(str, pa.Check.isin(choices), nullable=True),
        "予算額": pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True),
    })
    actuals = pa.DataFrameSchema({
        "指標ID": pa.Column(str, unique=True), f"{YEAR} 実績値": pa.Column(str, nullable=True, coerce=True),
        f"{YEAR} 区分": pa.Column(str, pa.Check.isin(["確定", "見込", "未判明"]), nullable=True),
    })
    known = pd.read_excel(plan, sheet_name="施策", header=HEADER, engine=engine, dtype={"施策ID": str})
    gathered: dict[str, list[Any]] = {"進捗": [], "実績": []}
    problems = []
    for path in files:
        sheets = pd.read_excel(path, sheet_name=None, header=HEADER, engine=engine, dtype={"施策ID": str, "指標ID": str})
        for title, schema in (("進捗", reports), ("実績", actuals)):
            frame = sheets[title].dropna(subset=[sheets[title].columns[0]])
            try:
                frame = schema.validate(frame, lazy=True)
            except pa.errors.SchemaErrors as error:
                problems.append(error.failure_cases.assign(ファイル=path.name, シート=title))
            gathered[title].append(frame.assign(ファイル=path.name))
    everything = pd.concat(gathered["進捗"])
    merged = known.merge(everything, on="施策ID", how="left", suffixes=("", "_報告"))
    with pd.ExcelWriter(out, engine="openpyxl") as writer:
        merged.to_excel(writer, sheet_name="進捗", index=False)
        pd.concat(gathered["実績"]).to_excel(writer, sheet_name="実績", index=False)
        if problems:
            pd.concat(problems).astype(str).to_excel(writer, sheet_name="問題", index=False)


def main() -> None:
    """Go through the folder as often as there are offices."""
    way, plan, returned, out, offices = sys.argv[1:6]
    files = sorted(Path(returned).glob("*.xlsx"))
    target = Path(out)
    target.mkdir(exist_ok=True)
    for number in range(int(offices)):
        if way == "alone":
            read_alone(files)
        elif way == "dxbook":
            from dxbook.apps.cli import main as dxbook

            dxbook(["collect", plan, returned, "-o", str(target / f"集約{number}")])
        else:
            with_pandas(files, Path(plan), target / f"{way}{number}.xlsx", way)


if __name__ == "__main__":
    main()
