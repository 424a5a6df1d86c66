"""Make the yearly check sheet."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from dxbook.files import refuse, writing
from dxbook.findings import Level
from dxbook.jobs.assess_plan import assess
from dxbook.jobs.check_books import findings_of
from dxbook.jobs.result import Progress, Result, silent


def sheet(
    path: Path, output: Path, *, form: str = "", fy: int | None = None, pdf: bool = False,
    password: str | None = None, progress: Progress = silent,
) -> Result:
    """Write the yearly check sheet with its charts, and a PDF of it where ``pdf`` is wanted.

    ``errors`` of the result counts the workbook's own findings of level エラー: the sheet is made all
    the same, and its reader should know.
    """
    inputs = [path, Path(form)] if form else [path]
    printed = output.with_suffix(".pdf")
    refuse(output, inputs, suffixes=[".xlsx"])
    if pdf:
        from dxbook.workbook.make import pdf as printer

        refuse(printed, inputs)
        printer.require()  # before any work is done
    from dxbook.outputs import registry
    from dxbook.outputs.charts import charts
    from dxbook.outputs.checksheet import build
    from dxbook.outputs.form import locate

    progress(0, 3, path.name)
    assessment, book, profile = assess(path, fy=fy, password=password)
    progress(1, 3, "評価")
    model = build(book, assessment, profile)
    drawn = charts(assessment, profile)
    used = locate(form or profile.form)
    inputs.append(used)
    with TemporaryDirectory(prefix="dxbook-") as folder:  # sheet and PDF appear together, or neither
        made = Path(folder) / "sheet.xlsx"
        found = registry.WRITERS["xlsx"](model, drawn, used, made)
        progress(2, 3, output.name)
        ready = {output: made}
        if pdf:
            ready[printed] = made.with_suffix(".pdf")
            printer.write(made, ready[printed])
        for target, source in ready.items():
            with writing(target, inputs=inputs) as beside:
                copyfile(source, beside)
    result = Result([*assessment.findings, *found], list(ready))
    result.errors = sum(each.level is Level.ERROR for each in findings_of(book, profile))
    progress(3, 3, "")
    return result
