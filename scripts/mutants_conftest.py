"""conftest.py of the copy in which scripts/mutants.py runs the tests: quick to fail, the same each time."""

from __future__ import annotations

import signal
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, Phase, settings

PATIENCE = 20
"""Seconds of processor time for one test: a loop without end fails like others, however busy the machine."""

settings.register_profile(  # the same few examples each time, no time limits, and no search for the smallest failure
    "mutants", max_examples=20, derandomize=True, database=None, deadline=None,
    phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
settings.load_profile("mutants")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Most mutants fall to an example: those come first, they are fast."""
    items.sort(key=lambda item: hasattr(getattr(item, "obj", None), "hypothesis"))


def _too_long(*_: object) -> None:
    raise TimeoutError(f"{PATIENCE} s of processor time")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Stop a test that does not come to an end."""
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE, PATIENCE)  # again: Hypothesis tries what failed once more
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
