"""The verbs: what the command line, the launcher and the add-in all call. No rules of their own.

Every job takes paths, tells a ``Progress`` where it stands, and returns what it found and wrote. What
stops the work is a ``DxbookError``. Inputs are never overwritten; outputs appear whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dxbook.errors import DxbookError, NotFound
from dxbook.files.writing import refuse, writing
from dxbook.findings import Finding, Level, Place, finding
from dxbook.plan.book import Book, Checked
from dxbook.plan.profile import Profile, load_profile

if TYPE_CHECKING:
    from dxbook.checks.cleanup import Change
    from dxbook.demo.demo import Shown
    from dxbook.rating.assess import Assessment
    from dxbook.rounds.collect.model import Collected, Watcher
    from dxbook.rounds.handout.handout import Bundle

Progress = Callable[[int, int, str], None]
"""Called with (done, all, what is being worked on)."""


def silent(done: int, total: int, what: str) -> None:
    """A progress that shows nothing."""


@dataclass(slots=True)
class Result:
    """What a job found, which files it wrote, and which it could not read. ``books``: the checked ones, in order."""

    findings: list[Finding] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    unread: list[Path] = field(default_factory=list)
    errors: int = 0
    books: list[Checked] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        """True where a finding of level エラー is among them."""
        return any(found.level is Level.ERROR for found in self.findings)


def new(
    output: Path, *, profile: str = "generic", years: range = range(0), review_fy: int = 0, sample: str = "",
    rows: int = 0,
) -> Result:
    """Write a plan workbook: blank for ``years`` with ``rows`` entry rows, or a sample city's plan.

    Raises DxbookError where ``review_fy`` is outside ``years``.
    """
    refuse(output, suffixes=[".xlsx"])
    from dxbook import template

    if sample:
        from dxbook.demo import samples

        city = load_profile(sample)
        template.write(output, city, samples.content(city.id))
        return Result(files=[output])
    if review_fy not in years:
        raise DxbookError("対象年度が計画期間の外です。", "開始年度から終了年度までの年度にしてください。")
    city = load_profile(profile)
    template.write(output, city, template.blank(city, years, review_fy, rows))
    return Result(files=[output])


def read(path: Path, password: str | None = None) -> tuple[Book, Profile]:
    """The workbook, and the profile it belongs to (as reading found it)."""
    from dxbook.reading import workbook as book

    opened = book.read(path, password=password)
    return opened, opened.profile


def check(
    paths: Sequence[Path], *, password: str | None = None, marks: Path | None = None,
    listing: Path | None = None, progress: Progress = silent,
) -> Result:
    """Check workbooks. ``marks`` writes a marked copy (of one workbook), ``listing`` a list of findings.

    Among several workbooks one that cannot be read is a finding (F100) and does not stop the others.
    """
    if marks is not None:
        from dxbook.rounds.marks import marks as marked

        marked.refuse_formats(paths[0].name, marks)
        refuse(marks, paths)
    if listing is not None:
        refuse(listing, paths, suffixes=[".xlsx"])
    from dxbook.checks.check import checked

    result = Result()
    for number, path in enumerate(paths):
        progress(number, len(paths), path.name)
        try:
            result.books.append(checked(*read(path, password)))
        except DxbookError as error:
            if len(paths) == 1:
                raise
            result.books.append(Checked(path.name, None, [_unreadable(path, error)]))
            result.unread.append(path)
    result.findings = [found for book in result.books for found in book.findings]
    progress(len(paths), len(paths), "")
    if marks is not None:
        marked.write(paths[0], result.findings, marks, password=password)
        result.files.append(marks)
    if listing is not None:
        from dxbook.rounds.marks import findings as listed

        listed.write_xlsx(result.findings, listing)
        result.files.append(listing)
    return result


def findings_of(book: Book, profile: Profile) -> list[Finding]:
    """All findings of one workbook, those of reading included."""
    from dxbook.checks.check import check as run

    return run(book, profile)


def _unreadable(path: Path, error: DxbookError) -> Finding:
    return finding("F100", Place(path.name), sentence=error.message, what_to_do=error.remedy)


def normalize(path: Path, output: Path, *, password: str | None = None) -> tuple[list[Change], Result]:
    """Write a copy in which every column is normalised by its policy, and list every change."""
    from dxbook.checks import cleanup

    cleanup.refuse_formats(path, output)
    book, _ = read(path, password)
    changes = cleanup.changes(book)
    cleanup.write(path, output, changes, password=password)
    return changes, Result(files=[output])


def assess(path: Path, *, fy: int | None = None, password: str | None = None) -> tuple[Assessment, Book, Profile]:
    """Rate every KPI and measure of ``fy`` (default: the plan's 対象年度)."""
    from dxbook.rating.assess import assess as run

    book, profile = read(path, password)
    return run(book, profile, fy), book, profile


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
    from dxbook.outputs.charts import chart
    from dxbook.outputs.checksheet import sheet as sheets
    from dxbook.outputs.form import form as forms
    from dxbook.outputs.registry import WRITERS

    progress(0, 3, path.name)
    assessment, book, profile = assess(path, fy=fy, password=password)
    progress(1, 3, "評価")
    model = sheets.build(book, assessment, profile)
    drawn = chart.charts(assessment, profile)
    with TemporaryDirectory(prefix="dxbook-") as folder:  # sheet and PDF appear together, or neither
        made = Path(folder) / "sheet.xlsx"
        found = WRITERS["xlsx"](model, drawn, forms.locate(form or profile.form), made)
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


def pdf(path: Path, output: Path) -> Result:
    """Print every sheet of a workbook to a PDF, with Excel or else LibreOffice, whole or not at all.

    Raises NotFound, Missing without either program, OutputFailed where it cannot be printed (an encrypted one).
    """
    from dxbook.workbook.make import pdf as printer

    if not path.is_file():
        raise NotFound(f"「{path.name}」がありません。", "ファイルの名前と場所を確かめてください。")
    refuse(output, [path], suffixes=[".pdf"])
    printer.write(path, output)
    return Result([], [output])


def collect(
    plan: Path, folder: Path, output: Path, *, fy: int | None = None, parquet: bool = False,
    overwrite: bool = False, workers: int = 0, password: str | None = None, progress: Progress = silent,
    watcher: Watcher | None = None,
) -> tuple[Collected, Result]:
    """Collect the workbooks in ``folder`` for ``plan``: the new plan, 集約結果.xlsx and the 差戻し票 in ``output``.

    Files of an earlier run in ``output`` are replaced where nobody has changed them since. ``workers``: how
    many processes read (0: one a processor). ``watcher`` is told of every file as it is received.
    """
    from dxbook.files.folders import filling
    from dxbook.rounds.collect import collect as collecting
    from dxbook.rounds.collect import outputs, plan_out
    from dxbook.rounds.collect.model import Watcher

    plan_out.refuse_formats(plan)
    book, _ = read(plan, password)
    kind = _kind("集約", book, fy or book.plan["review_fy"])
    with filling(output, inputs=[plan, folder], overwrite=overwrite, kind=kind) as staging:
        collected, departments = collecting.collect(book, folder, staging, fy=fy, progress=progress,
                                                      workers=workers, password=password,
                                                      watcher=watcher or Watcher())
        made = outputs.write(collected, book, departments, staging, output, parquet=parquet, progress=progress,
                             password=password)
    found = [each for each in book.findings if each.code == "F116"]  # what is open in Excel may be newer
    found += [each for returned in collected.files for each in returned.findings]
    return collected, Result(found, [output / name for name in made])


def _kind(word: str, book: Book, fy: object) -> str:
    """What a folder of outputs holds, for :func:`dxbook.files.folders.filling`: 「配布 122025-2023 令和7年度」."""
    from dxbook.plan.identity import plan_id
    from dxbook.values.years import fy_label

    return f"{word} {plan_id(book)} {fy_label(fy) if isinstance(fy, int) else ''}".rstrip()


def handout(
    path: Path, folder: Path, *, fy: int | None = None, deadline: str = "", contact: str = "",
    departments: Sequence[str] = (), overwrite: bool = False, password: str | None = None,
    progress: Progress = silent,
) -> tuple[Bundle, Result]:
    """Write one workbook for every department, and the register, into ``folder`` (whole or not at all).

    Workbooks of an earlier run in ``folder`` may have been sent: those that would change, or are of another plan
    or year, stop it (OutputFailed), or stay beside the new ones with ``overwrite``. See
    :func:`dxbook.rounds.handout.handout.prepare` for the options. A choice of ``departments`` goes into a new folder: in
    an old one it would take the place of the others' workbooks.
    """
    from dxbook.files.folders import filling
    from dxbook.rounds.handout import handout as handing

    if departments and folder.is_dir() and any(folder.iterdir()):
        raise DxbookError(f"「{folder}」には、もうファイルがあります。",
                          "課を選んで配るときは、新しいフォルダーを指定してください。")
    book, profile = read(path, password)
    bundle = handing.prepare(book, profile, fy=fy, deadline=deadline, contact=contact, departments=departments)
    kind = _kind("配布", book, bundle.fy)
    with filling(folder, inputs=[path], overwrite=overwrite, kind=kind, renew=False) as staging:
        made = handing.write(bundle, profile, staging, progress)
    unsaved = [found for found in book.findings if found.code == "F116"]
    return bundle, Result([*unsaved, *bundle.findings], [folder / each.name for each in made])


def demo(
    folder: Path, cities: Iterable[str] = (), *, pdf: bool | None = None, progress: Progress = silent
) -> dict[str, Shown]:
    """For each sample city: plan workbook, normalised copy, findings, check sheet with charts (and PDF); then
    hand-outs, invented answers and what is collected of them.

    ``pdf`` None makes PDFs where LibreOffice or Excel is found.
    """
    from dxbook.demo import samples
    from dxbook.demo.demo import run_city
    from dxbook.workbook.make.pdf import available

    chosen = [load_profile(city).id for city in cities] or samples.names()
    pdf = available() if pdf is None else pdf
    results: dict[str, Shown] = {}
    for number, city in enumerate(chosen):
        def step(done: int, total: int, what: str, number: int = number, city: str = city) -> None:
            progress(number * total + done, len(chosen) * total, f"{load_profile(city).city} {what}")

        results[city] = run_city(folder, city, pdf=pdf, progress=step)
    return results
