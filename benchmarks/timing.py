"""Times of whole processes and of functions: the best of several, interleaved in one run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

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
