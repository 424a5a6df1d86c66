"""docs/python.md: its examples run, in order, and print what the page shows.

pytest-examples wants black beside it, Sybil compares no printed text in Markdown, and doctest's prompts cannot be copied from
the page: so its code is taken out here with markdown-it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from dxbook import jobs
from dxbook.demo.samples import new_sample
from tests.support.paths import ROOT

PAGE = ROOT / "docs" / "python.md"
ARROW = "→ "


def examples(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """(line, code, shown lines) of every example: a python block and the text block behind it, if there is one."""
    fences = [token for token in MarkdownIt().parse(text) if token.type == "fence"]
    for token, after in zip(fences, [*fences[1:], None], strict=True):
        if token.info == "python" and token.map:
            shown = after.content.splitlines() if after and after.info == "text" else []
            yield token.map[0] + 1, token.content, [line.removeprefix(ARROW) for line in shown]


def printed(code: str, line: int, names: dict[str, Any]) -> list[str]:
    """What the code prints; a traceback names the page's line."""
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile("\n" * line + code, str(PAGE), "exec"), names)
    return out.getvalue().splitlines()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample plan as 計画.xlsx, and what its departments returned in 返送."""
    monkeypatch.chdir(tmp_path)
    jobs.handout(new_sample(Path("計画.xlsx"), "choshi"), Path("返送"))
    next(Path("返送").glob("*台帳.xlsx")).unlink()
    return tmp_path


def test_the_examples_print_what_the_page_shows(office: Path) -> None:
    names: dict[str, Any] = {}
    found = list(examples(PAGE.read_text(encoding="utf-8")))
    assert len(found) >= 8
    for line, code, shown in found:
        assert "print(" not in code or shown, f"line {line} prints what the page does not show"
        assert printed(code, line, names) == shown, f"line {line}"
