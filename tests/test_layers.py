"""Imports point down only, and nothing heavy is loaded at start-up."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "dxbook"

# Each row may import its own row and the rows above it in this list (the lower floors).
FLOORS: list[set[str]] = [
    {"errors", "finding", "resources", "safefile", "folderlock", "outfolder", "look"},
    {"text", "characters", "values", "years", "value", "lgcode", "departments"},
    {"column", "schema", "national"},
    {"scales", "profile"},
    {"model", "opening", "package", "reading", "book", "rates", "assess", "sheets", "sheet", "chart",
     "identity"},
    {"save", "patch", "cleanup", "frames", "check", "checks", "template", "out", "forms", "samples", "pages",
     "parts", "handout", "handouts", "collect", "collecting"},
    {"jobs", "demo", "demos"},
    {"cli", "__main__", "udf", "udfs", "udf_server", "excel", "live", "opener", "addin", "addin_excel", "launcher"},
]
HEAVY = {"pandas", "pandera", "numpy", "openpyxl", "PySide6", "xlwings", "matplotlib", "tqdm", "msoffcrypto"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The full names of dxbook modules that ``path`` imports anywhere, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
            if node.module == "dxbook":
                names |= {f"dxbook.{alias.name}" for alias in node.names}
    return {name for name in names if name.startswith("dxbook.")}


def floor(name: str) -> int | None:
    for number, row in enumerate(FLOORS):
        if name in row:
            return number
    return None


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    here = floor(own)
    assert here is not None, f"{own} has no floor: put it into FLOORS"
    for name in imported(path):
        target = floor(name.split(".")[1])
        assert target is None or target <= here, f"{own} (floor {here}) imports {name} (floor {target})"


def test_the_core_knows_no_window_and_no_terminal() -> None:
    for path in modules():
        if path.relative_to(PACKAGE).parts[0] == "cli":
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


NOT_THE_WINDOWS = {"book", "check", "checks", "collect", "opening", "package", "parts", "patch", "save", "template", "frames",
                   "cli", "udf", "udfs", "udf_server", "excel", "live", "addin", "addin_excel"}
"""What reads, checks and writes workbooks, which the window has done by the jobs, and the other doors."""
ITS_OWN = {"addin_menu.py": {"addin", "addin_excel"}}
"""The entry that puts the add-in in does it as ``dxbook addin`` does: there is no job between."""


@pytest.mark.parametrize("path", window_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_window_wraps_the_jobs(path: Path) -> None:
    known = {name.split(".")[1] for name in imported(path)}
    assert not known & NOT_THE_WINDOWS - ITS_OWN.get(path.name, set())
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
