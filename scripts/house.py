"""The house as it stands: its packages, what they say of themselves, and which imports which, read from the code.

``python -m scripts.house`` (in ``make docs``) writes the tree into docs/architecture.md and draws docs/img/house.svg.
tests/house asks the same functions whether the imports point down.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from scripts import house_picture

ROOT = Path(__file__).resolve().parent.parent
PAGE, PICTURE = ROOT / "docs" / "architecture.md", ROOT / "docs" / "img" / "house.svg"
OURS = ("dxbook", "dxbook_gui")
EVERYBODYS = "dxbook.lazy"  # what the doors themselves are made of: in no row and no picture
_BLOCK = re.compile(r"(?<=<!-- tree: made by make docs -->\n```\n).*?(?=```\n<!-- end of the tree -->)", re.DOTALL)

Arrows = Mapping[str, frozenset[str]]
"""What each package imports from, by full names ("dxbook.plan")."""


@cache
def modules() -> Mapping[str, Path]:
    """Every module of the program and the window by its name; a package by the name of its folder."""
    files = [*sorted((ROOT / "dxbook").rglob("*.py")), *sorted((ROOT / "gui" / "dxbook_gui").rglob("*.py"))]
    return {name_of(path): path for path in files}


def name_of(path: Path) -> str:
    """dxbook/plan/book.py → "dxbook.plan.book", gui/dxbook_gui/desk/__init__.py → "dxbook_gui.desk"."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__").removeprefix("gui.")


@cache
def packages() -> frozenset[str]:
    return frozenset(name for name, path in modules().items() if path.name == "__init__.py")


def package_of(name: str) -> str:
    """The package a module stands in; a package, or a module beside the packages, is its own."""
    above = name.rpartition(".")[0]
    return name if name in packages() or above in OURS else above


def taken(path: Path) -> Iterator[tuple[str, str]]:
    """(module or package, name) for everything of ours that ``path`` imports anywhere, as written."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names if alias.name.partition(".")[0] in OURS and "." in alias.name)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports hide which room a name comes from"
            if str(node.module).partition(".")[0] in OURS:
                yield from ((str(node.module), alias.name) for alias in node.names)


def packages_taken(path: Path) -> set[str]:
    """The packages that ``path`` imports from, its own left out."""
    whole = {f"{module}.{name}" if f"{module}.{name}" in modules() else module for module, name in taken(path)}
    return {package_of(name) for name in whole} - {package_of(name_of(path)), *OURS}


@cache
def arrows() -> Arrows:
    """What each package, and each module beside the packages, imports from."""
    found: dict[str, set[str]] = {}
    for name, path in modules().items():
        if package_of(name) not in (*OURS, "dxbook.__main__", EVERYBODYS):
            found.setdefault(package_of(name), set()).update(packages_taken(path) - {EVERYBODYS})
    return {name: frozenset(below) for name, below in found.items()}


def direct(all_arrows: Arrows) -> Arrows:
    """The arrows without those that follow from others: with a → b → c, a → c says nothing new."""
    @cache
    def reached(name: str) -> frozenset[str]:
        return all_arrows[name].union(*(reached(each) for each in all_arrows[name]))

    return {name: frozenset(each for each in below if not any(each in reached(other) for other in below))
            for name, below in all_arrows.items()}


def floors(all_arrows: Arrows) -> Mapping[str, int]:
    """How many packages lie below one another under each."""
    @cache
    def floor(name: str) -> int:
        return max((floor(each) + 1 for each in all_arrows[name]), default=0)

    return {name: floor(name) for name in all_arrows}


def tree() -> str:
    """The packages from the ground up, each with its first sentence."""
    heights = floors(arrows())

    def height(name: str) -> tuple[int, str]:
        return max(heights[each] for each in heights if f"{each}.".startswith(f"{name}.")), name

    lines: list[str] = []

    def add(name: str, shown: str, depth: int) -> None:
        path = modules()[name]
        label = "  " * depth + shown + ("/" if path.name == "__init__.py" else ".py")
        lines.append(f"{label:<20} {first_sentence(path)}")
        inside = {each for each in (*packages(), *heights) if each.rpartition(".")[0] == name}
        for each in sorted(inside, key=height):
            add(each, each.rpartition(".")[2], depth + 1)

    add("dxbook", "dxbook", 0)
    add("dxbook_gui", "gui/dxbook_gui", 0)
    return "\n".join([*lines, ""])


def first_sentence(path: Path) -> str:
    """What a module says of itself, without its markup."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    sentence = re.split(r"(?<=\.)\s", text.replace("\n", " "), maxsplit=1)[0]
    return re.sub(r"(?::\w+:)?`+([^`]*)`+", r"\1", sentence)


def page(text: str) -> str:
    """docs/architecture.md with the tree of today."""
    made, count = _BLOCK.subn(lambda _: tree(), text)
    assert count == 1, "docs/architecture.md has lost the place of its tree"
    return made


def picture() -> str:
    """The picture of the arrows, as SVG."""
    def short(name: str) -> str:
        return name.removeprefix("dxbook.").replace("dxbook_gui.", "gui.")

    drawn = direct(arrows())
    met = {each for name, below in drawn.items() if below for each in (name, *below)}  # a package of packages alone has none
    return house_picture.svg({short(name): {short(each) for each in drawn[name]} for name in sorted(met)})


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    PICTURE.write_text(picture(), encoding="utf-8")
    for made in (PAGE, PICTURE):
        print(made.relative_to(ROOT))
