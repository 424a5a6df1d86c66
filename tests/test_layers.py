"""Imports point down only, and nothing heavy is loaded at start-up."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "dxbook"

MAY_IMPORT: dict[str, str] = {
    "text": "findings",
    "values": "findings text",
    "files": "errors",
    "plan": "errors findings text values",
    "workbook": "",
    "workbook.open": "errors findings files",
    "workbook.make": "errors look files workbook.open",
    "workbook.edit": "errors findings look files workbook.open workbook.make",
    "reading": "errors findings text values plan workbook.open",
    "rating": "errors findings text values plan",
    "checks": "errors findings files text values plan reading rating workbook.open workbook.edit",
    "outputs": "findings outputs.checksheet outputs.charts outputs.xlsx",
    "outputs.checksheet": "values plan rating",
    "outputs.charts": "values plan rating outputs.checksheet",
    "outputs.form": "errors findings look files workbook.open workbook.make outputs.checksheet",
    "outputs.xlsx": "findings look workbook.make outputs.checksheet outputs.charts outputs.form",
    "rounds": "",
    "rounds.template": "findings look values plan reading workbook.make",
    "rounds.marks": "errors findings look workbook.open workbook.make workbook.edit rounds.template",
    "rounds.handout": "errors findings look text values plan reading rating checks workbook.make rounds.template",
    "rounds.collect": "errors findings look files text values plan reading checks workbook.open workbook.make workbook.edit "
                      "rounds.marks rounds.handout",
    "jobs": "errors findings files values plan reading rating checks workbook.make outputs outputs.checksheet outputs.charts "
            "outputs.form rounds.template rounds.marks rounds.handout rounds.collect",
    "demo": "findings files text plan reading workbook.make workbook.edit rounds.template rounds.handout rounds.collect jobs "
            "demo.samples",
    "demo.samples": "errors files values plan rounds.template",
    "apps": "errors files",
    "apps.cli": "errors findings files values plan rating checks rounds.handout rounds.collect jobs demo demo.samples apps "
                "apps.excel",
    "apps.excel": "errors findings look files checks workbook.open workbook.make workbook.edit jobs apps.excel.functions",
    "apps.excel.functions": "errors findings text values plan reading rating checks",
}
"""What each package may import, below it in the house. The modules beside the packages (errors, findings, look) import
none of them."""
HEAVY = {"pandas", "pandera", "numpy", "openpyxl", "PySide6", "xlwings", "matplotlib", "tqdm", "msoffcrypto"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The full names of dxbook modules and packages that ``path`` imports anywhere, also inside functions."""
    known = {name_of(each) for each in modules()}
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            full = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in known else node.module for name in full}
    return {name for name in names if name.startswith("dxbook.")}


def name_of(path: Path) -> str:
    """dxbook/plan/book.py → "dxbook.plan.book", dxbook/plan/__init__.py → "dxbook.plan"."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


PACKAGES = {name_of(path) for path in PACKAGE.rglob("__init__.py")}


def package_of(name: str) -> str:
    """The package a module stands in; a package, or a module beside the packages, is its own."""
    above = name.rpartition(".")[0]
    return name if name in PACKAGES or above == "dxbook" else above


def short(name: str) -> str:
    return name.removeprefix("dxbook.")


def test_every_package_has_one_row() -> None:
    assert {short(name) for name in PACKAGES} - {"dxbook"} == set(MAY_IMPORT)


def test_the_rows_make_no_circle() -> None:
    """Taken away from the bottom, every package goes: none waits for itself."""
    left = {name: set(below.split()) & set(MAY_IMPORT) for name, below in MAY_IMPORT.items()}
    while ground := {name for name, below in left.items() if not below & set(left)}:
        left = {name: below for name, below in left.items() if name not in ground}
    assert not left


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    own = short(package_of(name_of(path)))
    if own in ("dxbook", "__main__"):
        return
    allowed = set(MAY_IMPORT.get(own, "errors").split()) | {"lazy"}
    met = {short(package_of(name)) for name in imported(path)} - {own}
    assert not met - allowed, f"{own} may not import these"


def test_what_a_row_allows_is_needed() -> None:
    """A row that allows more than the code takes hides the next wrong arrow."""
    met: dict[str, set[str]] = {name: set() for name in MAY_IMPORT}
    for path in modules():
        own = short(package_of(name_of(path)))
        if own in met:
            met[own] |= {short(package_of(name)) for name in imported(path)} - {own}
    assert {name: set(below.split()) - met[name] for name, below in MAY_IMPORT.items() if set(below.split()) - met[name]} == {}


def doors(path: Path) -> Iterator[tuple[str, str]]:
    """(package, name) for everything that ``path`` takes from dxbook packages, as written."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level and node.module.startswith("dxbook."):
            for alias in node.names:
                yield node.module, alias.name


ITS_USERS = [*modules(), *sorted((ROOT / "gui").rglob("*.py")), *sorted((ROOT / "scripts").rglob("*.py")),
             *sorted((ROOT / "macros").rglob("*.py")), *sorted((ROOT / "benchmarks").rglob("*.py"))]


@pytest.mark.parametrize("path", ITS_USERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_reaches_past_a_package(path: Path) -> None:
    """A module is entered by its own package alone; others take what the package's ``__init__`` names."""
    own = package_of(name_of(path))
    for module, name in doors(path):
        if package_of(module) != module and package_of(module) != own:
            raise AssertionError(f"{module} is entered from outside its package")
        if module in PACKAGES and module != own and f"{module}.{name}" not in PACKAGES:
            assert name in import_module(module).__all__, f"{module} does not name {name}"


@pytest.mark.parametrize("name", sorted(PACKAGES))
def test_what_a_package_names_is_there(name: str) -> None:
    package = import_module(name)
    for each in getattr(package, "__all__", ()):
        assert hasattr(package, each) or import_module(f"{name}.{each}")
    assert package.__doc__


def test_few_rooms_at_the_top() -> None:
    """No twins (value and values), and few enough to know them all."""
    top = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith("_")}
    assert len(top) <= 18
    assert not {f"{name}s" for name in top} & top


def test_the_core_knows_no_window_and_no_terminal() -> None:
    for path in modules():
        if path.relative_to(PACKAGE).parts[:2] == ("apps", "cli"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = {node.func.id for node in ast.walk(tree)
                 if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        assert not calls & {"print"}, path
        assert "PySide6" not in path.read_text(encoding="utf-8"), path


def test_no_city_is_named_in_code() -> None:
    for path in modules():
        text = path.read_text(encoding="utf-8")
        for city in ("茂原", "銚子", "木更津", "茅ヶ崎", "たつの", "浜松"):
            assert city not in text, f"{path.name} names {city}"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from dxbook.apps.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = set(ast.literal_eval(done.stdout.strip().splitlines()[-1]))
    assert not loaded & (HEAVY | {"python_calamine", "jaconv", "tomllib"})


def test_value_loads_no_tables() -> None:
    code = "import sys; from dxbook.apps.cli import main; main(['value', '３％']); print([n for n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = {name.split(".")[0] for name in ast.literal_eval(done.stdout.strip().splitlines()[-1])}
    assert not loaded & HEAVY


def top_names(node: ast.stmt) -> set[str]:
    """The packages that a statement at a module's top imports."""
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    return {(node.module or "").split(".")[0]} if isinstance(node, ast.ImportFrom) and not node.level else set()


def window_modules() -> list[Path]:
    return sorted((ROOT / "gui").rglob("*.py"))


NOT_THE_WINDOWS = {"checks", "reading", "workbook.open", "workbook.edit", "rounds.template", "rounds.marks", "apps.cli"}
"""What reads, checks and writes workbooks, which the window has done by the jobs, and the other doors."""


@pytest.mark.parametrize("path", window_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_window_wraps_the_jobs(path: Path) -> None:
    assert not {short(package_of(name)) for name in imported(path)} & NOT_THE_WINDOWS
    top = {alias for node in ast.parse(path.read_text(encoding="utf-8")).body for alias in top_names(node)}
    assert not top & (HEAVY - {"PySide6"})


@pytest.mark.parametrize("path", window_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_window_names_its_own_modules_relatively(path: Path) -> None:
    """It is ``gui`` in a checkout and ``dxbook._gui`` where it is installed."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not any(alias.name.split(".")[0] == "gui" for alias in node.names)
        if isinstance(node, ast.ImportFrom) and not node.level:
            assert (node.module or "").split(".")[0] != "gui"


@pytest.mark.parametrize(("module", "most"), [("gui.app", 30), ("gui.office", 70)])
def test_the_window_starts_light(module: str, most: int) -> None:
    """What a first screen does not need is loaded with the first job, beside the window's thread."""
    pytest.importorskip("PySide6.QtWidgets")
    code = f"import sys; import {module}; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True,
                          cwd=ROOT)
    names = ast.literal_eval(done.stdout.strip().splitlines()[-1])
    tops = {name.split(".")[0] for name in names}
    assert not tops & (HEAVY - {"PySide6"} | {"xlsxwriter", "pyarrow", "PIL"})
    assert module == "gui.office" or "python_calamine" not in tops
    assert {name for name in names if name.startswith("PySide6.Qt")} <= {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}
    assert len([name for name in names if name.startswith("dxbook.")]) <= most


def test_everything_public_can_be_imported() -> None:
    import dxbook

    for name in dxbook.__all__:
        assert getattr(dxbook, name) is not None
    with pytest.raises(AttributeError):
        dxbook.no_such_thing  # noqa: B018


def test_modules_stay_small() -> None:
    too_long = {path.name: lines for path in [*modules(), *window_modules()]
                if (lines := path.read_text(encoding="utf-8").count("\n")) > 300}
    assert not too_long
