"""Receive many files in several processes. A process that a file kills costs that file and no other."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import cast

from dxbook.errors import DxbookError
from dxbook.rounds.collect.model import Returned, Watcher
from dxbook.rounds.collect.receive import Expected, receive, unreadable
from dxbook.rounds.collect.slips import Slips

POOL_FROM = 32
"""With fewer files, starting processes takes longer than it saves."""
MAX_WORKERS = 8
NO_WATCHER = Watcher()

File = tuple[Path, str]
Progress = Callable[[int, int, str], None]


def receive_all(
    files: Sequence[File], asked: Expected, progress: Progress, workers: int = 0, slips: Slips | None = None,
    watcher: Watcher = NO_WATCHER,
) -> list[Returned]:
    """All ``files`` as received, in their order. ``workers`` 0: one a processor; 1: in this process."""
    count = min(workers or os.cpu_count() or 1, MAX_WORKERS)
    if count > 1 and len(files) >= POOL_FROM:
        return _parallel(files, _Job(asked, slips), progress, count, watcher)
    done: list[Returned] = []
    for returned in receive(files, asked, slips, lambda name: progress(len(done), len(files), name)):
        done.append(returned)
        watcher.received(returned)
    return done


@dataclass(frozen=True, slots=True)
class _Job:
    """What every worker is to do with its files."""

    asked: Expected
    slips: Slips | None


@dataclass(slots=True)
class _Worker:
    """One process with the files it has not returned yet."""

    files: list[File]
    process: BaseProcess
    started: str = ""


def _parallel(
    files: Sequence[File], job: _Job, progress: Progress, count: int, watcher: Watcher
) -> list[Returned]:
    """Each process works on its own share and sends what it has; a pipe that breaks names the culprit."""
    found: dict[str, Returned] = {}
    running: dict[Connection, _Worker] = {}
    try:
        for number in range(count):
            _start(files[number::count], job, running)
        while running:
            for ready in wait(list(running)):
                connection = cast(Connection, ready)  # on Windows a PipeConnection, which is no Connection
                known = len(found)
                _take(connection, running, found, job)
                for returned in islice(found.values(), known, None):
                    watcher.received(returned)
                worker = running.get(connection)
                progress(len(found), len(files), worker.started if worker else "")
    finally:
        for connection, worker in running.items():
            connection.close()
            worker.process.terminate()
            worker.process.join()
    return [found[name] for _, name in files]


def _start(share: Sequence[File], job: _Job, running: dict[Connection, _Worker]) -> None:
    here, there = mp.Pipe(duplex=False)
    make = mp.get_context("fork").Process if sys.platform == "linux" else mp.get_context("spawn").Process
    process = make(target=_work, args=(there, share, job), daemon=True)
    process.start()
    there.close()  # else the pipe would not break when the process dies
    running[here] = _Worker(list(share), process)


def _work(connection: Connection, files: Sequence[File], job: _Job) -> None:
    """A worker's life: names as they are begun, results as they are there. It ends with its pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    try:
        for returned in receive(files, job.asked, job.slips, connection.send):
            connection.send(returned)
    except DxbookError as error:  # a slip could not be written: that stops the whole work
        connection.send(error)
    except BrokenPipeError:
        return


def _take(
    connection: Connection, running: dict[Connection, _Worker], found: dict[str, Returned], job: _Job
) -> None:
    """One message of a worker, or its end; what it has not returned is given to a new one."""
    worker = running[connection]
    try:
        message = connection.recv()
    except (EOFError, OSError):
        del running[connection]
        connection.close()
        worker.process.join()
        left = [file for file in worker.files if file[1] not in found]
        if left:
            culprit = next((file for file in left if file[1] == worker.started), left[0])
            found[culprit[1]] = unreadable(*culprit, f"終了 {worker.process.exitcode}")
            if rest := [file for file in left if file is not culprit]:
                _start(rest, job, running)
        return
    if isinstance(message, DxbookError):
        raise message
    if isinstance(message, str):
        worker.started = message
    else:
        found[message.name] = message
