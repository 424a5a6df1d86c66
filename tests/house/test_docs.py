"""The READMEs and docs say what is true: links lead somewhere, commands exist, both languages agree."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from dxbook.apps.cli.parser import make_parser
from tests.support.paths import ROOT

PAGES = [ROOT / "README.md", ROOT / "README.ja.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if not link.startswith("http") and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES[:2], ids=lambda page: page.name)
def test_commands_can_be_typed_as_they_stand(page: Path) -> None:
    commands = re.findall(r"`dxbook ([a-z]+ [^`]*)`", page.read_text(encoding="utf-8"))
    assert len(commands) >= 6
    for command in commands:
        words = shlex.split(command)
        make_parser(words[0]).parse_args(words)


@pytest.mark.parametrize("page", PAGES[:2], ids=lambda page: page.name)
def test_make_targets_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make ([a-z]+)", page.read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_both_readmes_show_the_same_commands() -> None:
    english, japanese = (re.findall(r"`dxbook ([a-z]+)", page.read_text(encoding="utf-8")) for page in PAGES[:2])
    assert english == japanese


def test_a_readme_is_one_screen() -> None:
    for page in PAGES[:2]:
        assert len(page.read_text(encoding="utf-8").splitlines()) <= 60
