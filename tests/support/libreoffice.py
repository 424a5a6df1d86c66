"""LibreOffice that stays open: it starts with the first file that is converted, and takes the next ones at once.

It is asked through Debian's python3-uno, which is for the system's Python (office_worker.py). unoserver was looked at: it
waits for seven seconds before it serves, takes two ports, and would have to be installed for the system's Python too.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8",
           "fods": "OpenDocument Spreadsheet Flat XML", "pdf": "calc_pdf_Export"}
WORKER = Path(__file__).with_name("office_worker.py")
PATIENCE = 240
"""Seconds for one file."""


@cache
def missing() -> str:
    """Why nothing can be converted here; "" where it can."""
    if shutil.which("soffice") is None:
        return "SKIPPED: LibreOffice is not installed (scripts/test-tools.sh)"
    return "" if python() else "SKIPPED: LibreOffice's python3-uno is not installed (scripts/test-tools.sh)"


@cache
def python() -> str:
    """A Python that has LibreOffice's module uno; "" where there is none."""
    found = filter(shutil.which, ("/usr/bin/python3", sys.executable))
    ask = ("-c", "import uno")
    return next((each for each in found if not subprocess.run([each, *ask], capture_output=True, check=False).returncode), "")


class Converter:
    """A LibreOffice with its own profile in ``folder``, where the converted files lie too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._worker: subprocess.Popen[bytes] | None = None

    def __call__(self, source: Path, kind: str) -> Path:
        """``source`` as another kind of file (of FILTERS), its formulas calculated."""
        target = self.folder / kind / f"{source.stem}.{kind}"
        target.parent.mkdir(exist_ok=True)
        said = self._answer((source.as_uri(), target.as_uri(), FILTERS[kind]))
        if said != "":
            self.close()
            raise AssertionError(f"LibreOffice: {said}")
        return target

    def _answer(self, request: tuple[str, ...]) -> str:
        """What went wrong with one file; "" where nothing did."""
        if self._worker is None:
            command = [python(), str(WORKER), (self.folder / "profile").as_uri()]
            self._worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                            start_new_session=True, env={**os.environ, "TMPDIR": str(self.folder)})
        stdin, stdout = self._worker.stdin, self._worker.stdout
        assert stdin
        assert stdout
        stdin.write(json.dumps(request).encode() + b"\n")
        stdin.flush()
        if not select.select([stdout], [], [], PATIENCE)[0]:
            return "no answer"
        line = stdout.readline()
        return str(json.loads(line)) if line else "it ended"

    def close(self) -> None:
        """End it, with all that it started; the next file starts another one."""
        if self._worker is not None:
            with self._worker as worker:
                os.killpg(worker.pid, signal.SIGKILL)
        self._worker = None
