"""A newcomer's five drills take what CONTRIBUTING.md says, no more: each is done on a copy of the tree, as it stands there.

In a drill's section a line ``New file `PATH`:``, ``In `PATH`, at the end:`` or ``In `PATH`, after `LINE`:`` says where the
code block behind it goes; the lines of a ``sh`` block are run, in their order.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.support.paths import ROOT

PAGE = ROOT / "CONTRIBUTING.md"
NOT_COPIED = ("__pycache__", ".git", ".venv", ".tools", ".*_cache", ".hypothesis", ".coverage")
MADE = {"build", "dist", "out"}
PLACE = re.compile(r"(?:New file|In) `(?P<path>[^`]+)`(?:, (?:(?P<end>at the end)|after `(?P<after>[^`]+)`))?:$")


@dataclass
class Drill:
    """One section: (path, where, text) of each edit, and the commands."""

    title: str
    edits: list[tuple[Path, re.Match[str], str]] = field(default_factory=list)
    commands: list[list[str]] = field(default_factory=list)


def drills() -> Iterator[Drill]:
    """The sections of CONTRIBUTING.md that say what to edit."""
    drill, said = Drill(""), ""
    tokens = MarkdownIt().parse(PAGE.read_text(encoding="utf-8"))
    for before, token in pairwise(tokens):
        if token.type == "inline" and before.type == "heading_open":
            if drill.edits:
                yield drill
            drill = Drill(token.content)
        elif token.type == "inline":
            said = token.content.rpartition("\n")[2]
        elif token.type == "fence" and token.info == "sh":
            drill.commands += [shlex.split(line) for line in token.content.splitlines()]
        elif token.type == "fence" and (place := PLACE.search(said)):
            drill.edits.append((Path(place["path"]), place, token.content))
    if drill.edits:
        yield drill


DRILLS = {drill.title: drill for drill in drills()}


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree without what was installed or made in it."""
    def ignored(folder: str, names: list[str]) -> set[str]:
        return shutil.ignore_patterns(*NOT_COPIED)(folder, names) | (MADE if Path(folder) == ROOT else set())

    return Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("drills") / "dxbook", ignore=ignored))


@pytest.fixture
def tree(checkout: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(checkout, tmp_path / "dxbook", ignore=shutil.ignore_patterns("__pycache__")))


def edit(tree: Path, path: Path, place: re.Match[str], text: str) -> None:
    """Do what one block says. A new file must be new, the line that is named must be there once."""
    file = tree / path
    if place["end"]:
        gap = "\n\n\n" if path.suffix == ".py" else "\n\n"
        file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + gap + text, encoding="utf-8")
    elif place["after"]:
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        (number,) = (at for at, line in enumerate(lines) if line.strip() == place["after"])
        lines.insert(number + 1, text)
        file.write_text("".join(lines), encoding="utf-8")
    else:
        assert not file.exists()
        file.write_text(text, encoding="utf-8")


def run(tree: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the drill in the copy, and with nothing but it."""
    environment = {**os.environ, "PYTHONPATH": f"{tree}{os.pathsep}{tree / 'gui'}", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable if word == ".venv/bin/python" else word for word in words]
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, encoding="utf-8", check=False)


HEADERS = """
from pathlib import Path
from openpyxl import load_workbook
from dxbook import jobs
jobs.new(Path("a.xlsx"), years=range(2026, 2031), review_fy=2026)
print("重要度" in [cell.value for cell in load_workbook("a.xlsx")["施策"][4]])
"""

SEEN = {
    "A column: 重要度 in 施策": (HEADERS, "True"),
    "A rating scale": ("import dxbook.plan.scales as s; print(s.get('lights').grade(0.8).mark)", "黄"),
    "An output format: `.md`": (
        "from dxbook.outputs import suffixes; print('.md' in suffixes())", "True"),
    "A city": ("import dxbook; print(dxbook.load_profile('夢見').word('施策'))", "事業"),
    "A finding": ("from dxbook.checks import CODES; print('K199' in CODES)", "True"),
}
"""What is there after the drill and was not before."""


@pytest.mark.slow
@pytest.mark.parametrize("title", SEEN)
def test_a_drill_is_done(title: str, tree: Path) -> None:
    drill, (look, seen) = DRILLS[title], SEEN[title]
    assert run(tree, ".venv/bin/python", "-c", look).stdout.strip() != seen
    (tree / "a.xlsx").unlink(missing_ok=True)
    for change in drill.edits:
        edit(tree, *change)
    assert any("pytest" in words for words in drill.commands)
    for words in [*drill.commands, [".venv/bin/python", "-m", "ruff", "check", "--no-cache", "."]]:
        done = run(tree, *words, *(["-q", "-p", "no:cacheprovider"] if "pytest" in words else []))
        assert done.returncode == 0, f"{shlex.join(words)}\n{done.stdout[-4000:]}{done.stderr[-2000:]}"
    assert run(tree, ".venv/bin/python", "-c", look).stdout.strip() == seen


def test_all_drills_are_done() -> None:
    assert set(DRILLS) == set(SEEN)
