"""Jobs on a workbook that is open in Excel: check and mark, normalise, check sheet, PDF.

They stand behind the seam of ``running`` and are the jobs of files (``dxbook.jobs``) on a copy that Excel saves.

Nothing is changed without being listed, and before texts are changed a copy is saved beside the workbook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from dxbook import jobs, look
from dxbook.apps.excel.running import OpenBook
from dxbook.checks import Change, cleanup
from dxbook.errors import OutputFailed
from dxbook.files import refuse, writing
from dxbook.findings import Finding, Level, column_number
from dxbook.jobs import Result
from dxbook.workbook.edit import SIGN

COLOURS = {Level.ERROR: look.ERROR_MARK, Level.WARNING: look.WARNING_MARK}
LONGEST_ADDRESS = 250
"""Excel takes addresses of at most 255 characters."""
TEXT = "@"
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# Excel in Japanese makes dates of 令和5年4月, 1-2 and 3月, numbers of 1,200 and 12e3, formulas of =, + and @.
_CONVERTED = re.compile(r"[0-9０-９一二三四五六七八九十元]|^[=+\-@'(]|^\s*(?:true|false)\s*$", re.IGNORECASE)


def check(book: OpenBook, *, mark: bool = False, password: str | None = None) -> Result:
    """Check the workbook as it is at this moment, unsaved changes included, and show the first finding's cell.

    ``mark`` colours the cells of errors and warnings by conditional formats, which leave the cells' own colours
    alone; those of an earlier run go first. Raises OutputFailed for a sheet protected with a password.
    """
    with _copy(book) as copy:
        result = jobs.check([copy], password=password)
        titles = _titles(copy, password)
    if mark:
        unmark(book, titles)
        for sheet, area, level in areas(result.findings):
            if sheet in titles:
                book.mark(sheet, area, f"={SIGN}", COLOURS[level])
    first = next((each for each in _worst_first(result.findings) if each.cell and each.sheet in titles), None)
    if first is not None:
        book.go_to(first.sheet, first.cell)
    return result


def clear(book: OpenBook, password: str | None = None) -> None:
    """Take the marks off all sheets."""
    with _copy(book) as copy:
        titles = _titles(copy, password)
    unmark(book, titles)


def unmark(book: OpenBook, titles: Sequence[str]) -> None:
    """Take the marks off these sheets."""
    for title in titles:
        book.unmark(title, SIGN)


@dataclass(frozen=True, slots=True)
class Normalized:
    """What was changed, what could not be (locked, or changed meanwhile), and the copy saved before."""

    changes: list[Change]
    left: list[Change]
    backup: Path | None


def normalize(book: OpenBook, now: datetime | None = None, password: str | None = None) -> Normalized:
    """Normalise the open workbook's texts, after a copy is saved beside it.

    Formulas, locked cells and cells that changed meanwhile stay as they are. Raises OutputFailed where no copy
    can be saved, or Excel refuses everything.
    """
    with _copy(book) as copy:
        wanted = cleanup.changes(jobs.read(copy, password)[0])
    if not wanted:
        return Normalized([], [], None)
    kept = backup(book, "整える前", now)
    made: list[Change] = []
    refused: OutputFailed | None = None
    for run in runs(wanted):
        try:
            made += _write(book, run)
        except OutputFailed as error:  # a locked cell of a protected sheet, alone or in its block
            refused = error
            made += _one_by_one(book, run) if len(run) > 1 else []
    if refused and not made:
        raise refused
    done = set(made)
    return Normalized(made, [change for change in wanted if change not in done], kept)


def _one_by_one(book: OpenBook, run: list[Change]) -> list[Change]:
    made: list[Change] = []
    for change in run:
        with suppress(OutputFailed):
            made += _write(book, [change])
    return made


def backup(book: OpenBook, word: str, now: datetime | None = None) -> Path:
    """Save a copy beside the workbook: 計画（整える前 20260401-0930）.xlsx. Raises OutputFailed."""
    state = book.state()
    if state.path is None:
        place = "パソコンのフォルダーに写して開き直して" if state.cloud else "一度保存して"
        raise OutputFailed(f"「{book.name}」は、このパソコンのフォルダーに保存されていません。",
                           f"{place}から、もう一度行ってください。")
    if state.read_only:
        raise OutputFailed(f"「{book.name}」は読み取り専用で開かれています。",
                           "開いている人に閉じてもらうか、「名前を付けて保存」してから、もう一度行ってください。")
    stamp = (now or datetime.now()).strftime("%Y%m%d-%H%M%S")
    path = state.path.with_name(f"{state.path.stem}（{word} {stamp}）{state.path.suffix}")
    refuse(path, [state.path])
    book.save_copy(path)
    return path


def sheet(
    book: OpenBook, output: Path | None = None, *, form: str = "", fy: int | None = None, pdf: bool = False,
    password: str | None = None, overwrite: bool = False, progress: jobs.Progress = jobs.silent,
) -> Result:
    """The check sheet of the open workbook as it is at this moment, unsaved changes included (``jobs.sheet``).

    ``output`` is 計画_チェックシート.xlsx beside the workbook unless given. Raises OutputFailed where a file would be
    replaced without ``overwrite``.
    """
    output = output or _named(book, "_チェックシート.xlsx")
    for target in (output, output.with_suffix(".pdf"))[: 2 if pdf else 1]:
        _free(book, target, overwrite)
    with _copy(book) as copy:
        return jobs.sheet(copy, output, form=form, fy=fy, also=["pdf"] if pdf else [], password=password, progress=progress)


def _named(book: OpenBook, ending: str) -> Path:
    """計画.xlsx with another ending, in its folder, or in the current one where it is saved nowhere on this PC."""
    path = book.state().path
    return (path.parent if path else Path()) / f"{Path(book.name).stem}{ending}"


def _free(book: OpenBook, output: Path, overwrite: bool) -> None:
    path = book.state().path
    refuse(output, [path] if path else [])
    if output.exists() and not overwrite:
        raise OutputFailed(f"「{output}」はすでにあります。",
                           "別の名前を -o で指定するか、置きかえてよければ --overwrite を付けてください。")


def export_pdf(book: OpenBook, output: Path | None = None, *, overwrite: bool = False) -> Path:
    """Print the open workbook, unsaved changes included, to ``output`` or 計画.pdf beside it, whole or not at all.

    Raises OutputFailed, also where a file would be replaced without ``overwrite``.
    """
    output = output or _named(book, ".pdf")
    refuse(output, [], suffixes=[".pdf"])
    _free(book, output, overwrite)
    with writing(output) as beside:
        made = beside.with_suffix(".pdf")  # Excel appends it where it is missing
        book.to_pdf(made)
        if made != beside:
            made.replace(beside)
    return output


@contextmanager
def _copy(book: OpenBook) -> Iterator[Path]:
    """A temporary copy of the workbook under its own name."""
    name = book.name
    with TemporaryDirectory(prefix="dxbook-") as folder:
        path = Path(folder) / (name if Path(name).suffix else f"{name}.xlsx")
        book.save_copy(path)
        yield path


def _titles(path: Path, password: str | None = None) -> list[str]:
    from dxbook.workbook.open import open_workbook

    return open_workbook(path, password).titles


def _worst_first(found: Sequence[Finding]) -> list[Finding]:
    return sorted(found, key=lambda each: each.level.rank)


def areas(found: Sequence[Finding]) -> Iterator[tuple[str, str, Level]]:
    """(sheet, address of one or several cells, level): each marked cell once, by its worst finding."""
    worst: dict[tuple[str, str], Level] = {}
    for each in _worst_first(found):
        if each.level in COLOURS and _ADDRESS.fullmatch(each.cell):
            worst.setdefault((each.sheet, each.cell), each.level)
    by_mark: dict[tuple[str, Level], list[str]] = {}
    for (sheet, cell), level in worst.items():
        by_mark.setdefault((sheet, level), []).append(cell)
    for (sheet, level), cells in by_mark.items():
        part = ""
        for cell in cells:
            if len(part) + len(cell) >= LONGEST_ADDRESS:
                yield sheet, part, level
                part = ""
            part = f"{part},{cell}" if part else cell
        yield sheet, part, level


def runs(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The changes in blocks that one call can write: cells below one another in one column."""
    def place(change: Change) -> tuple[str, int, int]:
        letters, row = _split(change.cell)
        return change.sheet, column_number(letters), row

    order = list(dict.fromkeys(change.sheet for change in changes))
    ordered = sorted(changes, key=lambda change: (order.index(change.sheet), *place(change)[1:]))
    for _, group in groupby(enumerate(ordered), key=lambda each: (*place(each[1])[:2], place(each[1])[2] - each[0])):
        yield [change for _, change in group]


def _split(cell: str) -> tuple[str, int]:
    match = _ADDRESS.fullmatch(cell)
    if match is None:
        raise ValueError(cell)
    return match[1], int(match[2])


def _write(book: OpenBook, run: list[Change]) -> list[Change]:
    """Write one block: in one call where every cell is as it was read, else cell by cell."""
    sheet, area = run[0].sheet, f"{run[0].cell}:{run[-1].cell}"
    now = [row[0] for row in book.formulas(sheet, area)]
    sound = [change for change, text in zip(run, now, strict=True) if text == change.before and text[:1] != "="]
    if len(sound) < len(run):
        return [change for each in sound for change in _write(book, [each])] if len(run) > 1 else []
    code = book.number_format(sheet, area)
    if code is None and len(run) > 1:
        return [change for each in run for change in _write(book, [each])]
    if code == TEXT and any(change.number for change in run):
        if len(run) > 1:
            return [change for each in run for change in _write(book, [each])]
        book.set_number_format(sheet, area, "General")  # in a text cell a number stays text
    book.write(sheet, area, [[_typed(change, code or "")] for change in run])
    return run


def _typed(change: Change, code: str) -> str | float:
    """What is typed for a change to come out as it is."""
    if change.number:
        return float(change.after)
    return f"'{change.after}" if code != TEXT and _CONVERTED.search(change.after) else change.after
