"""The catalogue of findings: complete, worded, produced by tests, and documented."""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

import dxbook
from dxbook.checks import CODES
from dxbook.checks.base import Context
from dxbook.checks.base import rule as register
from dxbook.findings import catalogue
from scripts.pages import codes
from tests.support.every_code import MAKERS
from tests.support.paths import ROOT

CODE = re.compile(r"\b[A-Z]\d{3}\b")


def _strings(node: ast.AST) -> set[str]:
    """The codes named in a tree's string constants, docstrings aside."""
    bare = {id(each.value) for each in ast.walk(node) if isinstance(each, ast.Expr)}
    return {code for each in ast.walk(node)
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in bare
            for code in CODE.findall(each.value)}


@cache
def made() -> set[str]:
    """Every code that the program names."""
    codes: set[str] = set()
    for path in Path(dxbook.__file__).parent.rglob("*.py"):
        if path.name != "codes.py":
            codes |= _strings(ast.parse(path.read_text(encoding="utf-8")))
    return codes


@pytest.mark.parametrize("code", list(catalogue()))
def test_every_code_is_found_where_somebody_brings_it_about(code: str, tmp_path: Path) -> None:
    assert code in set(MAKERS[code](tmp_path)), catalogue()[code].title


def test_no_code_is_made_that_the_catalogue_lacks() -> None:
    families = {code[0] for code in catalogue()}
    assert {code for code in made() if code[0] in families} <= set(catalogue())


@pytest.mark.parametrize("code", list(catalogue()))
def test_every_code_is_worded_for_clerks(code: str) -> None:
    entry = catalogue()[code]
    assert 2 <= len(entry.title) <= 30
    assert "{" not in entry.title
    for text in (entry.message, entry.remedy):
        list(string.Formatter().parse(text))  # raises where braces do not match
        assert text.strip() == text
        assert text
    assert len(entry.message) <= 110


def test_titles_tell_codes_apart() -> None:
    titles = [entry.title for entry in catalogue().values()]
    assert sorted(set(titles)) == sorted(titles)


def test_the_checks_register_each_code_once() -> None:
    assert set(CODES) <= set(catalogue())
    with pytest.raises(ValueError, match="K114"):
        register("K114")(lambda ctx: iter(()))


def test_a_check_that_names_no_known_code_fails_at_once(tmp_path: Path) -> None:
    from dxbook.plan import Plan, load_profile
    from dxbook.reading.workbook import read
    from tests.support.tables import plan_book

    book = read(plan_book(tmp_path / "a.xlsx"))
    with pytest.raises(KeyError):
        Context(book, load_profile("generic")).at(book.plan, Plan.title, "K999")


def test_the_documentation_is_fresh() -> None:
    written = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8")
    assert written == codes.markdown(), "docs/codes.md is out of date: make docs"


def test_the_documentation_has_a_row_for_each_code() -> None:
    page = codes.markdown()
    rows = re.findall(r"^\| ([A-Z]\d{3}) \|", page, re.M)
    assert sorted(rows) == sorted(catalogue())
    assert f"{len(catalogue())} 種類" in page
    shown = [line for line in page.splitlines() if line.startswith("| L101")]
    assert shown == ["| L101 | エラー | 必ず書く欄が空欄 | 「…」が空欄です。 | 「…」を入力してください。… |"]
