"""The packaged program (``make exe``, ``make windows``) as a user has it: unzipped somewhere, in a folder of any name."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dxbook import __version__
from tests.support.paths import ROOT

SOURCES = ("dxbook", "gui", "bundle", "templates", "docs/guide", "build_exe.spec")


def unpacked(system: str, target: Path) -> Path:
    """A copy in ``target``, without the right to write in it. Skips loudly where there is none of this very tree."""
    folder, packed = ROOT / "dist" / system / "dxbook", ROOT / "dist" / f"dxbook-{__version__}-{system}.zip"
    command = {"linux": "make exe", "windows": "make windows"}[system]
    if not packed.is_file() or not folder.is_dir():
        pytest.skip(f"SKIPPED: the packaged program for {system} is not built ({command})")
    if newest() > folder.stat().st_mtime:
        pytest.skip(f"SKIPPED: the packaged program for {system} is older than the sources ({command})")
    shutil.copytree(folder, target, symlinks=True)
    for path in sorted(target.rglob("*"), reverse=True):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222)
    return target


def newest() -> float:
    """When the youngest source was written."""
    files = [path for name in SOURCES for path in ((ROOT / name).rglob("*") if (ROOT / name).is_dir() else [ROOT / name])]
    return max(path.stat().st_mtime for path in files if path.is_file() and "__pycache__" not in path.parts)


def release(folder: Path) -> None:
    """Let pytest delete what :func:`unpacked` locked."""
    for path, _, _ in os.walk(folder):
        os.chmod(path, 0o755)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes; of a PDF, which carries its date, only that it is there."""
    return {path.relative_to(folder).as_posix(): b"" if path.suffix == ".pdf" else path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


@contextmanager
def unseen_screen(number: int) -> Iterator[str]:
    """A screen that nobody sees, as DISPLAY names it: the systems' own ways of drawing need one. Skips without Xvfb."""
    if shutil.which("Xvfb") is None:
        pytest.skip("SKIPPED: no Xvfb here (scripts/package-tools.sh, scripts/package-windows.sh)")
    with subprocess.Popen(["Xvfb", f":{number}", "-screen", "0", "1280x900x24", "-ac"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        end = time.monotonic() + 10
        while not Path(f"/tmp/.X11-unix/X{number}").exists() and time.monotonic() < end:
            time.sleep(0.05)
        try:
            yield f":{number}"
        finally:
            server.terminate()
