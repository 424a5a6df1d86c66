"""The READMEs and docs say what is true: links lead somewhere, commands exist, both languages agree."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from dxbook import __version__
from dxbook.apps.cli.parser import make_parser
from tests.support.paths import ROOT

READMES = [ROOT / "README.md", ROOT / "README.ja.md"]
PAGES = [*READMES, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if not link.startswith("http") and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_commands_can_be_typed_as_they_stand(page: Path) -> None:
    commands = re.findall(r"`dxbook ([a-z]+ [^`]*)`", page.read_text(encoding="utf-8"))
    assert len(commands) >= 6
    for command in commands:
        words = shlex.split(command)
        make_parser(words[0]).parse_args(words)


TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", [*PAGES, *WORKFLOWS], ids=lambda page: page.name)
def test_make_targets_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    said = {*re.findall(r"`make ([a-z-]+)", text), *re.findall(r"^ +(?:- run: )?make ([a-z-]+)(?:$|  +#)", text, re.MULTILINE)}
    assert said <= TARGETS


def test_every_make_target_is_told() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`make ([a-z-]+)`", text)) == TARGETS


def test_both_readmes_show_the_same_commands() -> None:
    english, japanese = (re.findall(r"`dxbook ([a-z]+)", page.read_text(encoding="utf-8")) for page in READMES)
    assert english == japanese


def test_a_readme_is_one_screen() -> None:
    for page in READMES:
        lines = page.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 50
        assert sum(map(len, lines)) < 4_000


def test_the_version_has_a_dated_section_of_its_own() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ — \d{4}-\d{2}-\d{2}", heading) for heading in headings)
    assert headings[0].startswith(f"{__version__} — ")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_no_more_than_it_must(path: Path) -> None:
    """Reading is enough, but for the job that publishes, which runs no code of ours and nothing from a registry."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        assert "permissions" not in job or (path.name, name, job["permissions"]) == (
            "release.yml", "publish", {"contents": "write"})
        for step in job["steps"]:
            assert step.get("uses", "actions/").startswith("actions/")
            assert "checkout" not in step.get("uses", "") or step["with"]["persist-credentials"] is False
            assert "${{" not in step.get("run", "")  # what a stranger names a branch would be run
