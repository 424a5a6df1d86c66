"""The window's English: ``make docs`` brings gui/dxbook_gui/translations up to date with the texts in gui/dxbook_gui.

dxbook_en.ts holds every Japanese text of the window with its English (Qt Linguist's form; ``pyside6-linguist`` or any
editor changes it), dxbook_en.qm is what the window loads. A text that is new stands in the .ts as unfinished: write its
English there, take the word "unfinished" away and run this again. Tests fail while one is left.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "gui" / "dxbook_gui" / "translations"
ENGLISH = FOLDER / "dxbook_en.ts"


def _run(tool: str, *arguments: str | Path) -> None:
    """One of Qt's tools, as PySide6 brings them. Raises CalledProcessError."""
    subprocess.run([Path(sys.executable).with_name(tool), *arguments], cwd=ROOT, check=True, capture_output=True)


def update(ts: Path) -> None:
    """Put the texts of gui/dxbook_gui into ``ts``; those that are gone leave it, the English of the others stays."""
    sources = sorted((ROOT / "gui").rglob("*.py"))
    _run("pyside6-lupdate", *sources, "-no-obsolete", "-locations", "none", "-source-language", "ja",
         "-target-language", "en", "-ts", ts)


def compiled(ts: Path, qm: Path) -> Path:
    """Write ``qm``, which Qt loads, from ``ts``; ``qm``."""
    _run("pyside6-lrelease", ts, "-qm", qm)
    return qm


def main() -> int:
    update(ENGLISH)
    print(compiled(ENGLISH, ENGLISH.with_suffix(".qm")).relative_to(ROOT))
    left = ENGLISH.read_text(encoding="utf-8").count('type="unfinished"')
    if left:
        print(f"{ENGLISH.relative_to(ROOT)}: {left} texts have no English yet.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
