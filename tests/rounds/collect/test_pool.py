"""Receiving in several processes: the same results, and a process that dies costs one file."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from dxbook.errors import OutputFailed
from dxbook.reading import workbook as book
from dxbook.rounds.collect import pool
from dxbook.rounds.collect.model import Returned, Verdict, Watcher
from dxbook.rounds.collect.receive import Expected, receive
from dxbook.rounds.collect.slips import Slips, slips_of
from tests.support.returned import give_back, hand_out
from tests.support.tables import plan_book

ASKED = Expected("479993-2023", 2025)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, str]]:
    """Forty returned workbooks and two that cannot be read."""
    folder = tmp_path_factory.mktemp("返送")
    meta = hand_out(folder / "配布.xlsx")
    one = give_back(folder / "00.xlsx", meta)
    for number in range(1, 40):
        shutil.copy(one, folder / f"{number:02}.xlsx")
    (folder / "壊れ1.xlsx").write_bytes(b"PK")
    (folder / "壊れ2.xlsx").write_bytes(one.read_bytes()[:5000])
    return [(path, path.name) for path in sorted(folder.glob("*.xlsx")) if path.name != "配布.xlsx"]


def told(results: Sequence[Returned]) -> list[tuple[str, Verdict, int, list[str]]]:
    return [(each.name, each.verdict, len(each.edits), [one.code for one in each.findings]) for each in results]


def test_several_processes_find_what_one_finds(files: list[tuple[Path, str]]) -> None:
    seen: list[tuple[int, int]] = []
    parallel = pool.receive_all(files, ASKED, lambda done, total, name: seen.append((done, total)), workers=3)
    assert told(parallel) == told(pool.receive_all(files, ASKED, lambda *_: None, workers=1))
    assert [each.verdict for each in parallel].count(Verdict.ACCEPTED) == 40
    assert seen[-1] == (42, 42)


@pytest.mark.skipif(sys.platform != "linux", reason="SKIPPED: the test replaces a function in forked processes")
@pytest.mark.parametrize("workers", [1, 2])
def test_whoever_watches_is_told_of_every_file_once(files: list[tuple[Path, str]], workers: int) -> None:
    seen: list[str] = []

    class Table(Watcher):
        def received(self, returned: Returned) -> None:
            seen.append(returned.name)

    pool.receive_all(files, ASKED, lambda *_: None, workers, watcher=Table())
    assert sorted(seen) == sorted(name for _, name in files)


def test_a_file_that_kills_its_process_costs_no_other(
    files: list[tuple[Path, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def deadly(
        share: Sequence[tuple[Path, str]], asked: Expected, slips: Slips | None, started: Callable[[str], None]
    ) -> Iterator[Returned]:
        def start(name: str) -> None:
            started(name)
            if name in ("07.xlsx", "20.xlsx"):
                os.kill(os.getpid(), signal.SIGKILL)

        return receive(share, asked, slips, start)

    monkeypatch.setattr(pool, "receive", deadly)
    results = {each.name: each for each in pool.receive_all(files, ASKED, lambda *_: None, workers=2)}
    lost = [name for name, each in results.items() if [one.code for one in each.findings] == ["D108"]]
    assert lost == ["07.xlsx", "20.xlsx"]
    assert sum(each.verdict is Verdict.ACCEPTED for each in results.values()) == 38


def test_an_interrupted_run_leaves_no_process_behind(files: list[tuple[Path, str]]) -> None:
    def stop(done: int, total: int, name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pool.receive_all(files, ASKED, stop, workers=2)
    assert not multiprocessing.active_children()


def test_one_fault_of_ours_costs_one_file(files: list[tuple[Path, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    from dxbook.rounds.collect import receive as module

    real = module.open_workbook

    def faulty(path: Path) -> object:
        if path.name == "03.xlsx":
            raise RuntimeError("a mistake in the program")
        return real(path)

    monkeypatch.setattr(module, "open_workbook", faulty)
    results = pool.receive_all(files[:6], ASKED, lambda *_: None)
    assert [each.verdict is Verdict.ACCEPTED for each in results] == [True, True, True, False, True, True]
    assert results[3].findings[0].code == "D108"
    assert "RuntimeError" in results[3].problem


def test_a_slip_that_cannot_be_written_stops_the_work_with_a_sentence(
    files: list[tuple[Path, str]], tmp_path: Path
) -> None:
    (tmp_path / "差戻し票").write_bytes(b"in the way")
    plan = book.read(plan_book(tmp_path / "計画.xlsx", meta={}))
    blank = give_back(tmp_path / "空.xlsx", hand_out(tmp_path / "配布.xlsx"), {})
    with pytest.raises(OutputFailed, match="差戻し票") as caught:
        pool.receive_all([*files, (blank, "空.xlsx")], ASKED, lambda *_: None, 2,
                         slips_of(plan, [(blank, "空.xlsx")], tmp_path))
    assert caught.value.remedy
    assert not multiprocessing.active_children()
