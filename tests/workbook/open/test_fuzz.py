"""Ten thousand damaged workbooks: each ends in findings or one clear error, within limits, never in a traceback.

The workbooks are made by :mod:`tests.support.mutations` and tried by :mod:`tests.support.fuzz_worker`, in two processes whose
memory and time are limited. Every case is a function of its number; to see one alone, write
``mutations.case(number, whole)[2]`` to a file.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dxbook.checks.run import check
from dxbook.reading import workbook as book
from tests.support import mutations
from tests.support.libreoffice import missing
from tests.support.paths import ROOT
from tests.support.tables import plan_book

CASES = 10_560  # forty rounds of every way of damage on every workbook
PROCESSES = 2
SECONDS = 5.0
"""CPU time that opening, reading and checking one file may take."""
MIB = 600
"""Memory that a process may have taken, after thousands of files."""
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="SKIPPED on Windows: the limits of memory are set by POSIX calls"
)
Result = dict[str, Any]
Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="module")
def convert(request: pytest.FixtureRequest) -> Convert | None:
    """LibreOffice, where it is there."""
    return None if missing() else request.getfixturevalue("soffice")


@pytest.fixture(name="results", scope="module")
def _results(tmp_path_factory: pytest.TempPathFactory, convert: Convert | None) -> list[Result]:
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "seeds").mkdir()
    for name, data in mutations.seeds(folder, convert).items():
        (folder / "seeds" / name).write_bytes(data)
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.support.fuzz_worker", str(folder), str(first), str(CASES), str(PROCESSES)],
            stdout=(folder / f"results{first}").open("wb"), cwd=ROOT,
        )
        for first in range(PROCESSES)
    ]
    ends = [worker.wait() for worker in workers]
    lines = [line for first in range(PROCESSES)
             for line in (folder / f"results{first}").read_text(encoding="utf-8").splitlines()]
    results = [json.loads(line) for line in lines if line.startswith("{")]
    told = "\n".join(line for line in lines if not line.startswith("{"))
    last = {first: max((each["number"] for each in results if each["number"] % PROCESSES == first), default=-1)
            for first in range(PROCESSES)}
    assert ends == [0] * PROCESSES, f"a process ended in the case after one of {last}: {ends}\n{told}"
    return results


def test_every_damaged_workbook_ends_in_findings_or_one_clear_error(results: list[Result]) -> None:
    """Nothing else comes out: no other exception, no word on the error output, no message without a remedy,

    no changed value from a file whose container alone was damaged, no edited copy that cannot be read.
    """
    wrong = [f"{each['number']} {each['kind']} {each['seed']}: {each['wrong']}" for each in results if each["wrong"]]
    assert not wrong, f"{len(wrong)} cases\n" + "\n".join(wrong[:5])
    assert len({each["number"] for each in results}) == CASES >= 10_000


def test_no_damaged_workbook_takes_long_or_much_memory(results: list[Result]) -> None:
    slow = [each for each in results if each["seconds"] > SECONDS]
    assert not slow
    assert max(each["peak"] for each in results) < MIB


def test_the_damage_is_of_every_kind_and_neither_harmless_nor_fatal_throughout(results: list[Result]) -> None:
    assert {each["kind"] for each in results} == set(mutations.KINDS)
    for seed in ("plan", "template", "xlsxwriter", "comments", "xlsm", "xlsb", "ods"):
        outcomes = Counter(each["outcome"] for each in results if each["seed"] == seed)
        assert outcomes["read"] > 100, seed
        assert outcomes["NotAWorkbook"] > 100, seed
        assert outcomes["TooLarge"] > 10, seed


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_case_is_a_function_of_its_number(tmp_path: Path, convert: Convert | None) -> None:
    whole = mutations.seeds(tmp_path, convert)
    for number in range(0, CASES, 97):
        assert mutations.case(number, whole) == mutations.case(number, whole)


@pytest.mark.parametrize("letters", ["1", "9.", "a.", "a-", "0-", "あ1", "令和5年", "1,234件", "（", "～", "、", "ー"])
@pytest.mark.parametrize("sheet", ["measures", "kpis", "reports"])
def test_a_cell_of_a_hundred_thousand_letters_is_checked_in_seconds(
    tmp_path: Path, letters: str, sheet: str
) -> None:
    """More than Excel allows, but a file can hold it; what takes the square of the length takes minutes."""
    before = {"measures": "市民課", "kpis": "60件", "reports": "手続を11件増やした。"}[sheet].encode()
    parts = mutations.unzipped(plan_book(tmp_path / "a.xlsx").read_bytes())
    assert any(before in part for part in parts.values())
    path = tmp_path / "b.xlsx"
    text = (letters * 100_000)[:100_000].encode()
    path.write_bytes(mutations.zipped({name: part.replace(before, text) for name, part in parts.items()}))
    start = time.process_time()
    check(book.read(path))
    assert time.process_time() - start < SECONDS
