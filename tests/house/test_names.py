"""What docs, comments and docstrings name of the program is there: no name outlives its module."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path

from scripts import house
from tests.support.paths import ROOT

FOLDERS = ("dxbook", "gui", "scripts", "macros", "benchmarks", "bundle", "tests", "docs", ".github", ".ci")
KINDS = {".py", ".md", ".toml", ".sh", ".yml", ".bas", ".cls", ".c", ".spec", ""}
PAGES = [*(path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*"))
           if path.is_file() and path.suffix in KINDS and path != Path(__file__)),
         *(path for path in sorted(ROOT.iterdir()) if path.suffix in {".md", ".toml", ".spec"}), ROOT / "Makefile"]
FILE = re.compile(r"(?<![\w/.-])((?:dxbook|gui|scripts|macros|benchmarks|bundle|tests|docs|\.github)/(?!_)[\w./-]+"
                  r"\.(?:py|md|toml|sh|bas|cls|yml|c))\b")
DOTTED = re.compile(r"(?<![\w./\\-])(dxbook(?:_gui)?(?:\.[A-Za-z_]\w*)+)")
NO_MODULES = {"exe", "xlam", "xlsm", "ico", "png", "json", "toml", "functions", "no_such_thing"}
"""What stands behind "dxbook." without being a module: files' endings, the COM server's name, a test's invention."""
QUOTED = re.compile(r"``([A-Za-z_]\w*)[^`\n]*``")
OTHERS = {"call_udf", "hmtx"}  # xlwings' own, a table of TrueType


def there(dotted: str) -> bool:
    """Whether a dotted name is a module, or something that a module has."""
    module = dotted
    while module not in house.modules():
        module = module.rpartition(".")[0]
    found: object = None if module == dotted else import_module(module)
    for part in dotted.removeprefix(module).split(".")[1:]:
        if not hasattr(found, part):
            return part in getattr(found, "__annotations__", {})
        found = getattr(found, part)
    return True


def coming(text: str) -> set[str]:
    """The files, and their modules' names, that a page says will be new (the drills of CONTRIBUTING.md)."""
    files = set(re.findall(r"^New file `([^`]+)`:", text, re.MULTILINE))
    return files | {each.removesuffix(".py").replace("/", ".") for each in files}


def test_files_and_modules_that_are_named_are_there() -> None:
    gone = {}
    for page in PAGES:
        text = text_of(page)
        files = {each for each in FILE.findall(text) if not (ROOT / each).exists()}
        modules = {each for each in DOTTED.findall(text) if each.split(".")[1] not in NO_MODULES and not there(each)}
        gone[page.relative_to(ROOT).as_posix()] = sorted((files | modules) - coming(text))
    assert {page: names for page, names in gone.items() if names} == {}


def test_names_quoted_in_docstrings_are_used_somewhere() -> None:
    words = {part for page in PAGES for part in page.relative_to(ROOT).with_suffix("").parts} | OTHERS
    sources = [page for page in PAGES if page.suffix != ".md"]
    for page in sources:
        words.update(re.findall(r"[A-Za-z_]\w*", QUOTED.sub("", text_of(page))))
    gone = {page.relative_to(ROOT).as_posix(): sorted(set(QUOTED.findall(text_of(page))) - words) for page in sources}
    assert {page: names for page, names in gone.items() if names} == {}


@cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8", errors="replace")
