"""LibreOffice for the add-in's macros."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.addin_office import profile


@pytest.fixture(scope="session")
def home(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile that calculates workbooks and runs their macros, each in a LibreOffice of its own."""
    return profile(tmp_path_factory.mktemp("basic"))
