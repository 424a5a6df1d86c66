"""Runs cases of :mod:`tests.support.mutations` in a process of its own, under limits of memory and time.

    python -m tests.support.fuzz_worker FOLDER FIRST LAST STEP

FOLDER holds the whole workbooks (``seeds/``). One JSON line a case goes to standard output: number, kind, seed,
what became of it, CPU seconds of checking and of editing, peak memory in MiB so far, and what was wrong ("" where
all is well).
"""

from __future__ import annotations

import faulthandler
import json
import os
import re
import resource
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from dxbook import jobs
from dxbook.errors import DxbookError
from dxbook.findings import Finding
from dxbook.plan.book import Book
from tests.support import mutations

ADDRESS_SPACE = 3 * 2**30
"""Beyond it an allocation fails: a Rust library then ends the process, and the test fails."""
STUCK = 60
"""Seconds of the clock after which a case ends the process with a traceback."""
NORMALISED, MARKED = 0.5, 0.15
"""Shares of the files that can be read which are normalised and read again, are marked and read again."""
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
SUFFIXES = {"xlsm": ".xlsm", "xlsb": ".xlsb", "ods": ".ods", "xls": ".xls"}


def values(book: Book) -> list[tuple[str, str, str]]:
    """Every cell's sheet, address and text."""
    return sorted({(table.title, record.cells[key], str(raw)) for table in book.tables.values() for record in table
                   for key, raw in record.raw.items() if key in record.cells and raw is not None})


def _said(message: str, remedy: str) -> None:
    assert JAPANESE.search(message), f"message: {message!r}"
    assert JAPANESE.search(remedy), f"remedy: {remedy!r}"


def _edit(path: Path, found: Sequence[Finding], chance: Random) -> None:
    """Normalise and mark: each ends in one clear error, or in a workbook that can be read."""
    from dxbook.rounds.marks import marks

    for name, share in (("normalised", NORMALISED), ("marked", MARKED)):
        if chance.random() > share:
            continue
        output = path.with_name(f"{path.stem}-{name}{path.suffix if name == 'normalised' else '.xlsx'}")
        output.unlink(missing_ok=True)
        try:
            if name == "normalised":
                jobs.normalize(path, output)
            else:
                marks.write_marked(path, found, output)
        except DxbookError as error:
            _said(error.message, error.remedy)
            assert not output.exists(), f"{name}: half a file was left behind"
        else:
            jobs.read(output)


def run(path: Path, number: int, kind: str, original: Sequence[tuple[str, str, str]]) -> tuple[str, float]:
    """What becomes of one file (findings or one clear error), and the CPU seconds of it.

    Raises for anything else. The edits that follow are not in the seconds.
    """
    chance, start = Random(number), time.process_time()
    try:
        book, _ = jobs.read(path)
        found = jobs.findings_of(book, book.profile)
    except DxbookError as error:
        _said(error.message, error.remedy)
        return type(error).__name__, time.process_time() - start
    seconds = time.process_time() - start
    for each in found:
        _said(each.message, each.remedy)
    if kind in mutations.FAITHFUL and path.suffix != ".xls":  # which has no checksums
        assert values(book) == original, "read, but not what was written"
    if path.suffix in (".xlsx", ".xlsm"):
        _edit(path, found, chance)
    return "read", seconds


def _peak() -> int:
    """MiB at most in use by this process (ru_maxrss would count what its parent held when it started this one)."""
    if not Path("/proc/self/status").is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024  # type: ignore[index]



def cases(folder: Path, numbers: range) -> Iterator[dict[str, object]]:
    """The results, one a case."""
    whole = {path.stem: path.read_bytes() for path in sorted((folder / "seeds").iterdir())}
    originals: dict[str, list[tuple[str, str, str]]] = {}
    for name, data in whole.items():
        path = folder / f"whole{numbers.start}-{name}{SUFFIXES.get(name, '.xlsx')}"
        path.write_bytes(data)
        originals[name] = values(jobs.read(path)[0])
    errors = os.open(folder / f"stderr{numbers.start}", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    os.dup2(errors, 2)
    for number in numbers:
        kind, name, data = mutations.case(number, whole)
        path = folder / f"case{numbers.start}{SUFFIXES.get(name, '.xlsx')}"
        path.write_bytes(data)
        os.ftruncate(errors, 0)
        faulthandler.dump_traceback_later(STUCK, exit=True, file=sys.__stdout__)
        start, wrong, outcome, seconds = time.process_time(), "", "failed", 0.0
        try:
            outcome, seconds = run(path, number, kind, originals[name])
        except BaseException:  # PanicException is no Exception
            wrong = traceback.format_exc()[-3000:]
        faulthandler.cancel_dump_traceback_later()
        if said := os.pread(errors, 2000, 0):
            wrong += f"\nstandard error: {said.decode('utf-8', 'replace')}"
        peak = _peak()
        yield {"number": number, "kind": kind, "seed": name, "outcome": outcome, "wrong": wrong, "peak": peak,
               "seconds": round(seconds, 3), "editing": round(time.process_time() - start - seconds, 3)}


def main() -> None:
    """See the module's head."""
    import warnings

    warnings.simplefilter("ignore", UserWarning)  # zipfile of a doubled name, openpyxl of what it does not know
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    folder, first, last, step = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    for result in cases(folder, range(first, last, step)):
        print(json.dumps(result, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
