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
        "import sys; from dxbook.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = set(ast.literal_eval(done.stdout.strip().splitlines()[-1]))
    assert not loaded & (HEAVY | {"python_calamine", "jaconv", "tomllib"})


def test_value_loads_no_tables() -> None:
    code = "import sys; from dxbook.cli import main; main(['value', '３％']); print([n for n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = {name.split(".")[0] for name in ast.literal_eval(done.stdout.strip().splitlines()[-1])}
    assert not loaded & HEAVY


def test_everything_public_can_be_imported() -> None:
    import dxbook

    for name in dxbook.__all__:
        assert getattr(dxbook, name) is not None
    with pytest.raises(AttributeError):
        dxbook.no_such_thing  # noqa: B018


def test_modules_stay_small() -> None:
    too_long = {path.name: lines for path in modules()
                if (lines := path.read_text(encoding="utf-8").count("\n")) > 300}
    assert not too_long
