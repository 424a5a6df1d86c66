"""The marks that tests get by what they use and where they lie (tests/conftest.py), as ``-m`` chooses by them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.paths import ROOT

FILES = {
    "tests/gui/test_icon.py": "gui",  # in the window's folder; two of its tests use no Qt themselves
    "tests/packaging/test_windows_process.py": "windows",  # by their fixtures "windows"
    "tests/packaging/test_windows_exe.py": "windows",  # by "bundle", or by "windows" which takes it
    "tests/macros/test_udf_vba.py": "office",  # by "home", which takes "libreoffice"
}


def chosen(*words: str) -> set[str]:
    done = subprocess.run([sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *words], cwd=ROOT,
                          capture_output=True, encoding="utf-8", check=False)
    return {line for line in done.stdout.splitlines() if "::" in line}


@pytest.fixture(scope="module")
def everything() -> set[str]:
    return chosen(*FILES, "tests/workbook/edit/test_parts_cells.py")


@pytest.mark.parametrize("mark", sorted(set(FILES.values())))
def test_a_mark_chooses_the_tests_that_it_is_for(mark: str, everything: set[str]) -> None:
    wanted = {test for test in everything if FILES.get(test.partition("::")[0]) == mark}
    wanted |= {test for test in everything if mark == "office" and test.endswith("[libreoffice]")}
    assert wanted
    assert chosen("-m", mark, *FILES, "tests/workbook/edit/test_parts_cells.py") == wanted
