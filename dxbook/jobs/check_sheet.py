"""Make the yearly check sheet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from dxbook.files import refuse, writing
from dxbook.findings import Level
from dxbook.jobs.assess_plan import assess
from dxbook.jobs.check_books import findings_of
from dxbook.jobs.result import Progress, Result, silent


def sheet(
    path: Path, output: Path, *, also: Iterable[str] = (), form: str = "", fy: int | None = None,
    password: str | None = None, progress: Progress = silent,
) -> Result:
    """Write the yearly check sheet with its charts to ``output``, as what its suffix says (``dxbook.outputs.OUTPUTS``).

    ``also``: further outputs by their names, to stand beside it ("pdf"). ``errors`` of the result counts the workbook's own
    findings of level エラー: the sheet is made all the same, and its reader should know. Raises OutputFailed, Missing,
    Locked, NotFound.
    """
    from dxbook.outputs import Report
    from dxbook.outputs.charts import charts
    from dxbook.outputs.checksheet import build
    from dxbook.outputs.form import locate

    inputs = [path, Path(form)] if form else [path]
    targets = _targets(output, also, inputs)
    progress(0, 3, path.name)
    assessment, book, profile = assess(path, fy=fy, password=password)
    progress(1, 3, "評価")
    model, drawn = build(book, assessment, profile), charts(assessment, profile)
    used = locate(form or profile.form)
    inputs.append(used)
    with TemporaryDirectory(prefix="dxbook-") as folder:  # all files appear together, or none
        report = Report(model, drawn, used, Path(folder))
        for name in targets:
            report.file(name)
            progress(2, 3, output.name)
        for name, target in targets.items():
            with writing(target, inputs=inputs) as beside:
                copyfile(report.file(name), beside)
    result = Result([*assessment.findings, *report.findings], [*targets.values()])
    result.errors = sum(each.level is Level.ERROR for each in findings_of(book, profile))
    progress(3, 3, "")
    return result


def _targets(output: Path, also: Iterable[str], inputs: list[Path]) -> dict[str, Path]:
    """Output name → its file; refused before any work is done."""
    from dxbook.outputs import named, output_of, suffixes

    refuse(output, inputs, suffixes=suffixes())
    first = output_of(output)
    assert first is not None
    targets = {first.name: output, **{name: output.with_suffix(named(name).suffix) for name in also if name != first.name}}
    for name, target in targets.items():
        refuse(target, inputs)
        named(name).require()
    return targets
