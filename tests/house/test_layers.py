"""Imports point down only, and nothing heavy is loaded at start-up."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from scripts import house
from scripts.house import name_of, package_of, packages_taken, taken
from tests.support.paths import ROOT

PACKAGE = ROOT / "dxbook"

MAY_IMPORT: dict[str, str] = {
    "text": "findings",
    "values": "findings text",
    "files": "errors",
    "plan": "errors files findings text values",
    "workbook": "",
    "workbook.open": "errors findings files",
    "workbook.make": "errors look files text workbook.open",
    "workbook.edit": "errors findings look files text workbook.open workbook.make",
    "reading": "errors findings text values plan workbook.open",
    "rating": "errors findings values plan",
    "checks": "errors findings files text values plan reading rating workbook.open workbook.edit",
    "outputs": "errors findings workbook.make outputs.checksheet outputs.charts",
    "outputs.checksheet": "values plan rating",
    "outputs.charts": "values plan rating outputs.checksheet",
    "outputs.form": "errors findings look files workbook.open workbook.make outputs.checksheet",
    "outputs.xlsx": "findings look text workbook.make outputs outputs.checksheet outputs.charts outputs.form",
    "rounds": "",
    "rounds.template": "findings look values plan reading workbook.make",
    "rounds.marks": "errors findings look workbook.open workbook.make workbook.edit",
    "rounds.handout": "errors findings look text values plan reading rating checks workbook.make rounds.template",
    "rounds.collect": "errors findings look files text values plan reading checks workbook.open workbook.make workbook.edit "
                      "rounds.marks rounds.handout",
    "jobs": "errors findings files values plan reading rating checks workbook.make outputs outputs.checksheet outputs.charts "
            "outputs.form rounds.template rounds.marks rounds.handout rounds.collect",
    "demo": "findings files text plan reading workbook.make workbook.edit rounds.template rounds.handout rounds.collect jobs "
            "demo.samples",
    "demo.samples": "errors files values plan rounds.template",
    "apps": "errors findings files plan rating checks rounds.collect jobs",
    "apps.cli": "errors findings files values plan rating checks rounds.handout rounds.collect jobs demo demo.samples apps "
                "apps.excel",
    "apps.excel": "errors findings look files checks workbook.open workbook.make workbook.edit jobs apps.excel.functions",
    "apps.excel.functions": "errors findings text values plan reading rating checks",
}
SURFACE_MAY_IMPORT = {"schemas": "plan rounds.collect"}
"""The same for a module beside the packages that a script takes from: it stands above them."""
WINDOW_MAY_IMPORT = {
    "dxbook_gui.widgets": "",
    "dxbook_gui.desk": "dxbook_gui.widgets",
    "dxbook_gui.findings": "dxbook_gui.widgets",
    "dxbook_gui.charts": "dxbook_gui.widgets",
    "dxbook_gui.clerk": "dxbook_gui.desk dxbook_gui.findings dxbook_gui.widgets",
    "dxbook_gui.office": "dxbook_gui.charts dxbook_gui.desk dxbook_gui.findings dxbook_gui.widgets",
    "dxbook_gui.frame": "dxbook_gui.clerk dxbook_gui.desk dxbook_gui.office dxbook_gui.widgets",
}
"""The same for the window's packages, of each other; what they take of dxbook is in NOT_THE_WINDOWS."""
"""What each package may import, below it in the house. The other modules beside the packages (errors, findings,
look) import none of them."""
HEAVY = {"filelock", "pandas", "pandera", "numpy", "openpyxl", "PySide6", "xlwings", "matplotlib", "tqdm", "msoffcrypto"}


def modules() -> list[Path]:
    return [path for path in house.modules().values() if path.is_relative_to(PACKAGE)]


def window_modules() -> list[Path]:
    return [path for path in house.modules().values() if not path.is_relative_to(PACKAGE)]


MODULES = set(house.modules())
PACKAGES = house.packages()


def short(names: set[str]) -> set[str]:
    return {name.removeprefix("dxbook.") for name in names}


def test_every_package_has_one_row() -> None:
    assert PACKAGES - {"dxbook", "dxbook_gui"} == {*(f"dxbook.{name}" for name in MAY_IMPORT), *WINDOW_MAY_IMPORT}


@pytest.mark.parametrize("rows", [{**MAY_IMPORT, **SURFACE_MAY_IMPORT}, WINDOW_MAY_IMPORT], ids=["dxbook", "window"])
def test_the_rows_make_no_circle(rows: dict[str, str]) -> None:
    """Taken away from the bottom, every package goes: none waits for itself."""
    left = {name: set(below.split()) & set(rows) for name, below in rows.items()}
    while ground := {name for name, below in left.items() if not below & set(left)}:
        left = {name: below for name, below in left.items() if name not in ground}
    assert not left


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    own = package_of(name_of(path)).removeprefix("dxbook.")
    if own in ("dxbook", "__main__"):
        return
    allowed = set({**MAY_IMPORT, **SURFACE_MAY_IMPORT}.get(own, "errors").split()) | {"lazy"}
    assert not short(packages_taken(path)) - allowed, f"{own} may not import these"


@pytest.mark.parametrize("path", window_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_windows_imports_point_down(path: Path) -> None:
    own = package_of(name_of(path))
    met = {name for name in packages_taken(path) if name.startswith("dxbook_gui.")}
    assert not met - set(WINDOW_MAY_IMPORT.get(own, "").split()), f"{own} may not import these"


def test_what_a_row_allows_is_needed() -> None:
    """A row that allows more than the code takes hides the next wrong arrow."""
    met: dict[str, set[str]] = {name: set() for name in [*MAY_IMPORT, *WINDOW_MAY_IMPORT]}
    for path in [*modules(), *window_modules()]:
        met.setdefault(package_of(name_of(path)).removeprefix("dxbook."), set()).update(short(packages_taken(path)))
    rows = {**MAY_IMPORT, **SURFACE_MAY_IMPORT, **WINDOW_MAY_IMPORT}
    unused = {name: left for name, below in rows.items() if (left := set(below.split()) - met[name])}
    assert unused == {}


USERS = [*modules(), *window_modules(),
         *(path for folder in ("scripts", "macros", "benchmarks", "bundle") for path in sorted((ROOT / folder).rglob("*.py")))]


@pytest.mark.parametrize("path", USERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_reaches_past_a_door(path: Path) -> None:
    """A module is entered by its own package alone; others take what the package's ``__init__`` names."""
    own = package_of(name_of(path))
    for module, name in taken(path):
        assert package_of(module) in (module, own), f"{module} is entered from outside its package"
        if module in PACKAGES - {"dxbook"} and module != own and name and f"{module}.{name}" not in PACKAGES:
            assert name in import_module(module).__all__, f"{module} does not name {name}"


@pytest.mark.parametrize("name", sorted(PACKAGES))
def test_what_a_door_names_is_there(name: str) -> None:
    """Also for mypy: what its ``TYPE_CHECKING`` part names is what a program gets, and no module has the same name."""
    package = import_module(name)
    source = Path(str(package.__file__)).read_text(encoding="utf-8")
    typed = {alias.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.If)
             for each in node.body if isinstance(each, ast.ImportFrom) for alias in each.names}
    given = set(getattr(package, "__all__", ()))
    for each in given:
        assert hasattr(package, each) or import_module(f"{name}.{each}")
    if "lazy_names" in source:
        assert typed == {each for each in given if f"{name}.{each}" not in MODULES}
    assert package.__doc__


def test_few_rooms_at_the_top() -> None:
    """No twins (value and values), and few enough to know them all."""
    top = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith("_") and path.suffix in ("", ".py")}
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


CHECKED = """
import sys
from pathlib import Path
from dxbook.apps.cli import main
home = Path(sys.argv[1])
main(["check", str(home / "計画.xlsx")])
main(["collect", str(home / "計画.xlsx"), str(home / "配布"), "-o", str(home / "集約"), "--workers", "1"])
print(sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_checking_and_collecting_load_no_tables(tmp_path: Path) -> None:
    """pandas and pandera take longer to load than a workbook takes to be read and checked."""
    from dxbook import jobs
    from dxbook.demo.samples import new_sample

    new_sample(tmp_path / "計画.xlsx", "mobara")
    jobs.handout(tmp_path / "計画.xlsx", tmp_path / "配布")
    done = subprocess.run([sys.executable, "-c", CHECKED, str(tmp_path)], capture_output=True, text=True,
                          encoding="utf-8", check=True)
    assert list((tmp_path / "集約").glob("集約結果.xlsx"))
    loaded = set(ast.literal_eval(done.stdout.strip().splitlines()[-1]))
    assert "python_calamine" in loaded
    assert not loaded & {"pandas", "pandera", "numpy", "pyarrow"}


def top_names(node: ast.stmt) -> set[str]:
    """The packages that a statement at a module's top imports."""
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    return {(node.module or "").split(".")[0]} if isinstance(node, ast.ImportFrom) and not node.level else set()


NOT_THE_WINDOWS = {"checks", "reading", "workbook.open", "workbook.edit", "rounds.template", "rounds.marks", "apps.cli"}
"""What reads, checks and writes workbooks, which the window has done by the jobs, and the other doors."""


@pytest.mark.parametrize("path", window_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_window_wraps_the_jobs(path: Path) -> None:
    assert not short(packages_taken(path)) & NOT_THE_WINDOWS
    top = {alias for node in ast.parse(path.read_text(encoding="utf-8")).body for alias in top_names(node)}
    assert not top & (HEAVY - {"PySide6"})


@pytest.mark.parametrize(("module", "most"), [("dxbook_gui.frame.app", 30), ("dxbook_gui.office.face", 70)])
def test_the_window_starts_light(module: str, most: int) -> None:
    """What a first screen does not need is loaded with the first job, beside the window's thread."""
    pytest.importorskip("PySide6.QtWidgets")
    code = f"import sys; import {module}; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True,
                          cwd=ROOT)
    names = ast.literal_eval(done.stdout.strip().splitlines()[-1])
    tops = {name.split(".")[0] for name in names}
    assert not tops & (HEAVY - {"PySide6"} | {"xlsxwriter", "pyarrow", "PIL"})
    assert module == "dxbook_gui.office.face" or "python_calamine" not in tops
    assert {name for name in names if name.startswith("PySide6.Qt")} <= {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}
    assert len([name for name in names if name.startswith("dxbook.")]) <= most


def test_everything_public_can_be_imported() -> None:
    import dxbook

    assert dxbook.__all__ == sorted(set(dxbook.__all__))
    for name in dxbook.__all__:
        assert getattr(dxbook, name) is not None
    with pytest.raises(AttributeError):
        dxbook.no_such_thing  # noqa: B018


def test_modules_stay_small() -> None:
    declaration = PACKAGE / "plan" / "schema.py"  # a list of sheets and columns, read one at a time
    too_long = {path.name: lines for path in [*modules(), *window_modules()] if path != declaration
                if (lines := path.read_text(encoding="utf-8").count("\n")) > 300}
    assert not too_long
