"""Who may import the tests: nobody. What several of them need stands in tests/support."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.support.paths import ROOT

PROGRAM = ("dxbook", "gui", "macros", "bundle", "scripts", "benchmarks")


def imported(path: Path) -> set[str]:
    """Every module that ``path`` imports anywhere, with the names taken of it: "tests.support.paths.ROOT"."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{each.name}" for each in node.names}
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return found


def of_the_tests(*folders: str) -> dict[str, set[str]]:
    """What the files of these folders import of the tests, file by file; all have at least been read."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert len(paths) > 50
    return {path.relative_to(ROOT).as_posix(): {name for name in imported(path) if name.split(".")[0] == "tests"}
            for path in paths}


def test_the_program_imports_no_test() -> None:
    assert {path: names for path, names in of_the_tests(*PROGRAM).items() if names} == {}


def test_no_test_imports_another() -> None:
    past = {path: {name for name in names if not name.startswith("tests.support.")}
            for path, names in of_the_tests("tests").items()}
    assert {path: names for path, names in past.items() if names} == {}
