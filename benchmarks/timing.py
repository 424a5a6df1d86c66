"""Times of whole processes and of functions: the best of several, interleaved in one run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Row = tuple[str, float, str]
"""Name, seconds, note."""


def best(actions: Sequence[Callable[[], object]], rounds: int = 5) -> list[float]:
    """The best time of each action; the rounds take turns, so that a busy moment hits all alike."""
    times = [[] for _ in actions]  # type: list[list[float]]
    for _ in range(rounds):
        for action, taken in zip(actions, times, strict=True):
            start = time.perf_counter()
            action()
            taken.append(time.perf_counter() - start)
    return [min(taken) for taken in times]


def process(*words: str) -> Callable[[], object]:
    """An action that runs this Python with ``words`` and waits for it."""
    def run() -> int:
        code = subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, check=False).returncode
        if code > 1:  # 1 is «findings»; a command that could not run is not measured
            raise RuntimeError(f"{words} ended with {code}")
        return code

    return run


def peak_memory(*words: str) -> int:
    """Peak resident memory in MiB of this Python run with ``words``."""
    child = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    return int(usage.ru_maxrss / 1024)


def watched(*words: str) -> tuple[float, int]:
    """Seconds of this Python run with ``words``, and the peak memory in MiB of it and its children together.

    Memory that processes share counts once (Linux: proportional set size, looked at ten times a second).
    """
    start, peak = time.perf_counter(), 0
    child = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)
    while child.poll() is None:
        peak = max(peak, sum(_share(pid) for pid in _family(child.pid)))
        time.sleep(0.1)
    if child.returncode > 1:
        raise RuntimeError(f"{words} ended with {child.returncode}")
    return time.perf_counter() - start, peak // 1024


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(each for child in children for each in _family(int(child)))]


def _share(pid: int) -> int:
    """KiB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
