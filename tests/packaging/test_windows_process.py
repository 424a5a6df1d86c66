"""Under Wine: the module DxProcess' types, calls and flags, as parsed from its source, start programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dxbook import jobs
from dxbook.demo.samples import new_sample
from tests.support.paths import ROOT
from tests.support.vba_types import constant, explained, layouts, procedures
from tests.support.windows import HOME, Windows


def ask(windows: Windows, desk: Path, *commands: tuple[str, float]) -> dict[str, Any]:
    types = {name: [(field, kind) for field, kind, _ in layout.fields] for name, layout in layouts("DxProcess", 8).items()}
    calls = {name: (each.arguments, each.result) for name, each in procedures("DxProcess").items()}
    (desk / "request.json").write_text(json.dumps({
        "types": types, "calls": calls, "commands": commands, "flags": constant("DxProcess", "NO_WINDOW"),
        "still": constant("DxProcess", "STILL_THERE")}), encoding="utf-8")
    done = windows.run("python", windows.path(ROOT / "tests" / "support" / "windows_start.py"), "request.json", cwd=desk)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.fixture
def python(windows: Windows) -> str:
    return windows.path(HOME / "python" / "python.exe")


def test_a_program_is_started_waited_for_and_gives_its_code(windows: Windows, desk: Path, python: str) -> None:
    script = "import sys, time; time.sleep(0.5); open('済 み.txt', 'w').write(sys.argv[1]); sys.exit(7)"
    answer = ask(windows, desk, (f'"{python}" -c "{script}" "計画 (案)"', 60))
    for name, layout in layouts("DxProcess", 8).items():
        there = answer["layouts"][name]
        assert (there["size"], there["offsets"]) == (layout.size, [at for _, _, at in layout.fields])
    (one,) = answer["answers"]
    assert (one["failure"], one["ended"], one["code"]) == (0, False, 7)
    assert one["waits"] >= 5, "it is waited for a twentieth of a second at a time"
    assert (desk / "済 み.txt").read_text(encoding="cp932") == "計画 (案)"


def test_the_program_itself_checks_a_plan_and_leaves_its_report(windows: Windows, desk: Path, python: str) -> None:
    plan = desk / "計画 銚子.xlsx"
    new_sample(plan, "choshi")
    command = f'"{python}" -m dxbook check "{windows.path(plan)}" --report "{windows.path(desk / "report.tsv")}"'
    (one,) = ask(windows, desk, (command, 120))["answers"]
    assert (one["failure"], one["code"]) == (0, 1)
    report = (desk / "report.tsv").read_bytes().decode("utf-16").split("\r\n")
    assert sum(line.startswith("finding\t") for line in report) == len(jobs.check([plan]).findings)


def test_a_program_that_does_not_end_is_ended(windows: Windows, desk: Path, python: str) -> None:
    (one,) = ask(windows, desk, (f'"{python}" -c "import time; time.sleep(100)"', 0.5))["answers"]
    assert (one["ended"], one["code"]) == (True, 3)


def test_failed_starts_have_the_numbers_that_are_explained(windows: Windows, desk: Path) -> None:
    (desk / "文書.exe").write_text("no program")
    (desk / "dxbook.exe").write_bytes(b"")
    here = windows.path(desk)
    commands = [f'"{here}\\無い.exe" check', f'"{here}\\無い\\dxbook.exe" check', f'"{here}\\文書.exe" check',
                f'"{here}\\dxbook.exe" check']
    answers = ask(windows, desk, *((command, 5) for command in commands))["answers"]
    failures = [each["failure"] for each in answers]
    assert failures[0] == 2
    assert failures[1] in (2, 3)
    assert failures[2:] == [193, 193]
    assert set(failures) <= explained()
