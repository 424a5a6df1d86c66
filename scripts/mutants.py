"""``make mutants``: change the code in small ways and see whether the tests notice; the score goes to docs/mutants.md.

``python -m scripts.mutants values merge`` runs the named rooms and renews their tables only. Everything happens in a copy
under build/mutants/; the changes that no test noticed are listed in build/mutants/ROOM/survivors.txt.

cosmic-ray was looked at: it starts a new Python for every mutant (hours here), mutmut forks one that has all loaded.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "mutants.md"
# mutmut leaves decorated functions out, and a remembered answer would hide a change
CACHES = re.compile(r"(?m)^@(?:lru_cache|cache)\b.*\n")


@dataclass(frozen=True)
class Room:
    """What is changed, and the tests that must notice it."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def typed(self) -> list[str]:
        """The modules as mypy takes them: no patterns."""
        return [module.removesuffix("/*.py") for module in self.modules]


ROOMS = {
    "values": Room(("dxbook/values/*.py",), ("tests/values",)),
    "merge": Room(("dxbook/rounds/collect/merge.py", "dxbook/rounds/collect/compare.py"),
                  tuple(f"tests/rounds/collect/test_{name}.py"
                        for name in ("merge", "merge_told", "merge_files", "compare", "receive"))),
    "rating": Room(("dxbook/rating/*.py",), ("tests/rating",)),
}


def main() -> int:
    """Judge every room named (or all) and write its table; 1 where mutmut did not come to an end."""
    parser = argparse.ArgumentParser(prog="scripts.mutants", description=__doc__)
    parser.add_argument("rooms", nargs="*", choices=[[], *ROOMS], help="all, where none is named")
    parser.add_argument("--again", action="store_true",
                        help="after a change: only what is new, changed, or has survived")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="mutants judged at the same time")
    asked = parser.parse_args()
    for name in asked.rooms or ROOMS:
        folder = ROOT / "build" / "mutants" / name
        copy(folder, ROOMS[name], fresh=not asked.again)
        run = ("run", "--max-children", str(asked.workers))
        if (done := mutmut(folder, *run)).returncode:
            return done.returncode
        if asked.again and (done := mutmut(folder, *run, *alive(folder))).returncode:
            return done.returncode
        write_table(name, folder)
        write_survivors(folder)
    return 0


def copy(folder: Path, room: Room, fresh: bool) -> None:
    """A copy of what the tests need, without caches, and mutmut's settings; ``fresh``: forget what is judged already."""
    for part in ("dxbook", "templates", "tests", *(["mutants"] if fresh else [])):
        shutil.rmtree(folder / part, ignore_errors=True)
    # there before Python starts, which remembers the missing folders of its path
    (folder / "mutants").mkdir(parents=True, exist_ok=True)
    for part in ("dxbook", "templates", "tests"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for path in (folder / "dxbook").rglob("*.py"):
        path.write_text(CACHES.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copy(ROOT / "scripts" / "mutants_conftest.py", folder / "conftest.py")
    settings = {
        "source_paths": ["dxbook"], "only_mutate": room.modules, "also_copy": ["templates", "conftest.py"],
        "type_check_command": ["mypy", *room.typed, "--output", "json", "--disable-error-code", "unused-ignore"],
        "pytest_add_cli_args_test_selection": room.tests,
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-p", "no:pytest-qt"],
        "timeout_multiplier": ["4"], "timeout_constant": ["30"],
        "use_git_change_detection": ["false"],
    }
    lines = [f"{key} =\n" + "".join(f"    {value}\n" for value in values) for key, values in settings.items()]
    (folder / "setup.cfg").write_text("[mutmut]\n" + "".join(lines), encoding="utf-8")


def mutmut(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run mutmut in the copy."""
    tools = Path(sys.executable).parent
    return subprocess.run([tools / "mutmut", *words], cwd=folder, text=True, check=False,
                          stdout=subprocess.PIPE if words[0] != "run" else None,
                          env=os.environ | {"PYTHONPATH": str(folder / "mutants"), "PATH": f"{tools}:{os.environ['PATH']}"})


def outcomes(folder: Path) -> dict[str, dict[str, int]]:
    """Module → mutant → pytest's exit code, as mutmut keeps them beside the mutated modules."""
    mutants = folder / "mutants"
    found = {str(path.relative_to(mutants)).removesuffix(".meta"): json.loads(path.read_text())["exit_code_by_key"]
             for path in sorted(mutants.rglob("*.py.meta"))}
    return {module: codes for module, codes in found.items() if codes}


def fate(code: int) -> str:
    """What became of a mutant: a test failed (1; 3: pytest broke), mypy refused it (37), it lives (0; 33: no test comes by)."""
    return {0: "survived", 1: "killed", 3: "killed", 33: "survived", 37: "mypy"}.get(code, "not judged")


def write_table(name: str, folder: Path) -> None:
    """Renew the room's table in the page; what a person wrote around it stays."""
    rows = {module: Counter(fate(code) for code in codes.values()) for module, codes in outcomes(folder).items()}
    rows["**together**"] = sum(rows.values(), Counter())
    lines = [f"<!-- {name} -->", f"Run on {date.today()}: `python -m scripts.mutants {name}`, tests: "
             + ", ".join(f"`{path}`" for path in ROOMS[name].tests) + ".", "",
             "| module | mutants | refused by mypy | killed by a test | survived | not judged | killed of those judged |",
             "|---|---:|---:|---:|---:|---:|---:|"]
    for module, count in rows.items():
        cells = [count.total(), count["mypy"], count["killed"], count["survived"], count["not judged"],
                 f"{count['killed'] / max(count['killed'] + count['survived'], 1):.1%}"]
        lines.append(f"| {module} | {' | '.join(map(str, cells))} |")
    table = "\n".join([*lines, f"<!-- /{name} -->"])
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(re.sub(rf"(?s)<!-- {name} -->.*<!-- /{name} -->", lambda _: table, page), encoding="utf-8")
    print(table)


def alive(folder: Path) -> list[str]:
    """The mutants that nothing noticed, and those not judged."""
    return [mutant for codes in outcomes(folder).values() for mutant, code in codes.items()
            if fate(code) not in ("killed", "mypy")]


def write_survivors(folder: Path) -> None:
    """Show every change that nothing noticed as a difference."""
    shown = "\n".join(mutmut(folder, "show", mutant).stdout for mutant in alive(folder))
    (folder / "survivors.txt").write_text(shown, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
