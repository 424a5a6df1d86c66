"""Programs under Wine: the Windows Python of ``make windows-python``, and the function server over COM."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.support.excel_calls import MISSING, excel
from tests.support.paths import ROOT

HOME = ROOT / ".tools" / "windows"
RUN = ["bash", str(ROOT / "scripts" / "windows-run.sh")]


class Windows:
    """Runs Windows programs."""

    def run(self, *words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
        done = subprocess.run([*RUN, *map(str, words)], stdin=subprocess.DEVNULL, capture_output=True, timeout=240,
                              cwd=cwd, check=False)
        # A stray byte would mean that Japanese leaves the program in Windows' own code page.
        out, err = (each.decode("utf-8").replace("\r\n", "\n") for each in (done.stdout, done.stderr))
        return subprocess.CompletedProcess(words, done.returncode, out, err)

    def dxbook(self, *words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
        return self.run("python", "-m", "dxbook", *words, cwd=cwd)

    def path(self, unix: Path) -> str:
        return "Z:" + str(unix).replace("/", "\\")

    def ask(self, folder: Path, command: str, dll: str = "", calls: Any = (), activations: int = 1) -> dict[str, Any]:
        """What tests/support/windows_client.py is answered."""
        request = {"command": command, "dll": dll, "calls": calls, "activations": activations}
        (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
        done = self.run("python", self.path(ROOT / "tests" / "support" / "windows_client.py"), "request.json", cwd=folder)
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    @contextlib.contextmanager
    def held(self, sharing: str, *names: str, cwd: Path) -> Iterator[None]:
        """Another process has the files open (tests/support/windows_hold.py)."""
        words = [*RUN, "python", self.path(ROOT / "tests" / "support" / "windows_hold.py"), sharing, *names]
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              cwd=cwd) as other:
            assert other.stdin
            assert other.stdout
            try:
                assert other.stdout.readline().strip() == b"held"
                yield
            finally:
                other.stdin.close()
                other.wait(60)


SERVER = f'"Z:{HOME}/python/python.exe" -m dxbook udf-server --clsid $(CLSID)'.replace("/", "\\")
DATE, LEFT_OUT = {"date": "2024-03-31"}, {"missing": True}
CALLS: list[tuple[str, list[Any]]] = [
    ("DX_FY", ["令和5年度"]),
    ("DX_FY", [[["R5", "R6"], [None, "H31"]]]),
    ("DX_FY", [["R5", "R6"]]),
    ("DX_FY", [[["R5"], ["R6"]]]),
    ("DX_FY", [DATE]),
    ("DX_FY", [[[DATE], [{"date": "2024-04-01"}]]]),
    ("DX_FY", [None]),
    ("DX_FY", ["29年度"]),
    ("DX_NUMBER", ["約330万枚", LEFT_OUT]),
    ("DX_NUMBER", [[["3"], ["5"]], "千円"]),
    ("DX_NUMBER", ["7.86%（市民課）2.71%（市民税課）"]),
    ("DX_UNIT", ["27手続以上"]),
    ("DX_READING", ["延べ３３万枚（令和７年度まで）"]),
    ("DX_NORMALIZE", ["ＡＢＣ　①㈱髙﨑", LEFT_OUT]),
    ("DX_SEIREKI", ["R6.3.31"]),
    ("DX_SEIREKI", [[["R6.3.31", "R5"], [None, "令和6年3月"]]]),
    ("DX_WAREKI", [DATE, True]),
    ("DX_ACHIEVEMENT", [80.0, 100.0, "増加", 60.0]),
    ("DX_GRADE", [0.85]),
    ("DX_CODE", [[["122025"], [12203.0]]]),
    ("DX_CHECK", [[["施策ID", "施策名"], ["01-01", "窓口"], ["01-01", "電話"]], "施策"]),
]


def asked(calls: list[tuple[str, list[Any]]]) -> list[Any]:
    return [("CallUDF", ["dxbook.apps.excel.functions", name, arguments]) for name, arguments in calls]


def answers_here() -> list[Any]:
    """What xlwings' own call path answers on this system, without COM."""
    def given(value: Any) -> Any:
        if isinstance(value, list):
            return tuple(given(each) for each in value)
        if isinstance(value, dict):
            return MISSING if "missing" in value else dt.datetime.fromisoformat(value["date"]).replace(tzinfo=dt.UTC)
        return value

    def plain(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return [plain(each) for each in value]
        return {"date": value.strftime("%Y-%m-%d")} if isinstance(value, dt.datetime) else value

    with excel() as call:
        return [plain(call(name, *(given(each) for each in arguments))) for name, arguments in CALLS]


def shown(what: str, answer: dict[str, Any]) -> None:
    starts = ", ".join(f"{each['seconds']:.2f}" for each in answer["activations"])
    calls = ", ".join(f"{each['seconds'] * 1000:.0f}" for each in answer["calls"])
    print(f"\n{what}: start {starts} s; calls {calls} ms")
