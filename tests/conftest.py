"""Real engines for the tests: LibreOffice, poppler, the OOXML SDK validator. Missing ones skip loudly."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.libreoffice import Converter, missing
from tests.support.paths import ROOT

MARK_OF_FIXTURE = {"libreoffice": "office", "qapp": "gui", "windows": "windows", "bundle": "windows"}
"""A test that uses the fixture, itself or by way of another one, gets the mark."""
MARK_OF_FOLDER = {"gui": "gui"}
VALIDATOR = ROOT / ".tools" / "node_modules" / ".bin" / "ooxml-validator"


@pytest.fixture(scope="session", autouse=True)
def no_own_profiles(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What this machine's user has written of profiles changes no test, of this process or of those it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DXBOOK_PROFILES", str(tmp_path_factory.mktemp("profiles")))
        yield


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test by what it uses and where it lies, so that nobody has to think of it."""
    for item in items:
        used = {mark for fixture, mark in MARK_OF_FIXTURE.items() if fixture in getattr(item, "fixturenames", ())}
        lies = {mark for folder, mark in MARK_OF_FOLDER.items() if ROOT / "tests" / folder in item.path.parents}
        for mark in sorted(used | lies):
            item.add_marker(mark)


@pytest.fixture(scope="session")
def validate() -> Callable[[Path], list[str]]:
    """The OOXML SDK's complaints about a workbook, as texts."""
    if not VALIDATOR.exists():
        pytest.skip("SKIPPED: the OOXML SDK validator is not installed (scripts/test-tools.sh)")

    def run(path: Path) -> list[str]:
        done = subprocess.run([str(VALIDATOR), str(path)], capture_output=True, text=True, check=False)
        return [f"{each['path']}: {each['description']}" for each in json.loads(done.stdout)["errors"]]

    return run


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """LibreOffice's program."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("SKIPPED: LibreOffice is not installed (scripts/test-tools.sh)")
    return program


@pytest.fixture(scope="session")
def soffice(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path, str], Path]]:
    """Convert a file with LibreOffice, which recalculates every formula: ``soffice(path, "pdf")``."""
    if why := missing():
        pytest.skip(why)
    converter = Converter(tmp_path_factory.mktemp("soffice"))
    yield converter
    converter.close()


@pytest.fixture(scope="session")
def pages() -> Callable[[Path], list[str]]:
    """The text of every page of a PDF."""
    if shutil.which("pdftotext") is None:
        pytest.skip("SKIPPED: poppler-utils is not installed (scripts/test-tools.sh)")

    def run(path: Path) -> list[str]:
        done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8").split("\f")[:-1]

    return run
