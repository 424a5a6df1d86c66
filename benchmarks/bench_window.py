"""The window from the start of its process until it has painted itself, and the packaged program, warm and cold."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import Row
from dxbook.demo.samples import new_sample

TITLE = "画面と、Pythonのいらない一式の起動"
ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "dist" / "linux" / "dxbook"
ROUNDS = 5
EMPTY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.show()
QTimer.singleShot(0, lambda: (app.processEvents(), print(time.time()), app.quit()))
app.exec()
"""


def run() -> list[Row]:
    """Rows of (name, seconds, note). The packaged program is measured where ``make exe`` has made it."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        plan = room / "計画.xlsx"
        new_sample(plan, "mobara")
        empty = min(_empty() for _ in range(ROUNDS))
        source = min(_window([sys.executable, "-m", "dxbook.apps.launcher"], room) for _ in range(ROUNDS))
        rows = [("空のQtの窓(Python)", empty, "基準"),
                ("画面が出るまで(Python)", source, f"空の窓の {source / empty:.2f} 倍")]
        if BUNDLE.is_dir():
            rows += _bundle(plan, room)
    return rows


def _bundle(plan: Path, room: Path) -> list[Row]:
    program, launcher = str(BUNDLE / "dxbook"), str(BUNDLE / "dxbook-launcher")
    rows = []
    for label, action in (
        ("一式: dxbook --version", lambda: _ended([program, "--version"])),
        ("一式: dxbook check(25施策・19指標)", lambda: _ended([program, "check", str(plan)])),
        ("一式: 画面が出るまで", lambda: _window([launcher], room)),
    ):
        _forget(BUNDLE)
        cold = action()
        warm = min(action() for _ in range(ROUNDS))
        aim = "" if "version" in label else "、目標 2 秒未満"
        rows.append((label, warm, f"はじめて(ディスクから読む) {cold:.2f} 秒{aim}"))
    return rows


def _ended(words: Sequence[str]) -> float:
    start = time.time()
    if subprocess.run(words, stdout=subprocess.DEVNULL, check=False).returncode > 1:
        raise RuntimeError(f"{words} could not run")
    return time.time() - start


def _empty() -> float:
    start = time.time()
    done = subprocess.run([sys.executable, "-c", EMPTY], env=_offscreen(), capture_output=True, text=True, check=True)
    return float(done.stdout) - start


def _window(words: Sequence[str], room: Path) -> float:
    """Seconds until the window has painted itself, as it says itself."""
    seen = room / "seen.json"
    start = time.time()
    subprocess.run([*words, "--smoke", str(seen), "--settings", str(room / "settings.ini")], env=_offscreen(), check=True,
                   stdout=subprocess.DEVNULL, cwd=ROOT)
    return float(json.loads(seen.read_text(encoding="utf-8"))["up"]) - start


def _offscreen() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def _forget(folder: Path) -> None:
    """Let the system forget the contents of all files, so that the next start reads them from the disk."""
    os.sync()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
