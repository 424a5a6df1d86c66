"""The Windows Python, and a desk to work at."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.windows import HOME, Windows


@pytest.fixture(scope="session")
def windows() -> Windows:
    missing = HOME / "missing"
    if (HOME / "ready").exists():  # up to date with this tree; nothing happens where it is
        subprocess.run(["bash", str(ROOT / "scripts" / "windows-python.sh")], stdin=subprocess.DEVNULL, timeout=900,
                       env={**os.environ, "PYTHON": sys.executable}, check=True)
    elif not missing.exists():
        pytest.skip("SKIPPED: no Windows Python here (make windows-python)")
    if missing.exists():
        pytest.skip(f"SKIPPED: no Windows Python here: {missing.read_text(encoding='utf-8').strip()}")
    return Windows()  # Wine ends by itself, a minute after the last program: another run may be using it


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "進行管理 令和７年度 (案)"
    folder.mkdir()
    return folder
