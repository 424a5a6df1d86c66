"""Have LibreOffice print a workbook: by itself, in a profile of its own, with nothing run and nothing fetched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from dxbook.errors import OutputFailed

TIMEOUT = 180
"""Seconds after which LibreOffice is stopped: a check sheet of 200 measures takes about 30."""

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_NET = "/org.openoffice.Inet/Settings"
_SETTINGS: tuple[tuple[str, str, int | str], ...] = (
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "MacroSecurityLevel", 3),  # very high
    (_SCRIPTING, "DisableActiveContent", "true"),  # from LibreOffice 24.2 on; older ones pass over it
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),  # linked pictures, as far as LibreOffice knows whose they are
    ("/org.openoffice.Office.Calc/Content/Update", "Link", 1),  # never: values of other workbooks stay as stored
    *((_NET, name, value) for kind in ("HTTP", "HTTPS") for name, value in (
        (f"ooInet{kind}ProxyName", "127.0.0.1"), (f"ooInet{kind}ProxyPort", 9))),
    (_NET, "ooInetProxyType", 1),  # by a proxy that is not there: what still asks for the net gets no answer
)
"""Settings of LibreOffice by their place. Unasked it runs no macro here, but fetches linked pictures from the net."""


def soffice() -> str | None:
    """LibreOffice's program, or None."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def convert(program: str, workbook: Path, target: Path) -> None:
    """Print every sheet of ``workbook`` to ``target``; an open office window does not disturb it. Raises OutputFailed."""
    with tempfile.TemporaryDirectory(prefix="dxbook-") as folder:
        work = Path(folder)
        copy = work / "sheet.xlsx"  # plain names: the path may hold anything
        shutil.copyfile(workbook, copy)
        command = [
            program, f"-env:UserInstallation={guarded_profile(work / 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", "pdf", "--outdir", str(work), str(copy),
        ]
        _run(command, {**os.environ, **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(work))})  # it leaves a folder lu….tmp
        printed = work / "sheet.pdf"
        if not printed.is_file():
            raise OutputFailed(
                f"「{workbook.name}」をPDFにできませんでした。", "Excelで開いてPDFとして保存してください。")
        shutil.copyfile(printed, target)


def guarded_profile(folder: Path) -> Path:
    """A new profile in ``folder``: macros off, links not followed, no way to the net."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS)
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n', encoding="utf-8")
    return folder


def _run(command: list[str], environment: dict[str, str]) -> None:
    """Run to the end or to TIMEOUT; soffice starts a child that must end with it."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=os.name == "posix",
    )
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired as error:
        raise OutputFailed(
            "LibreOfficeが応答しません。", "もう一度試すか、ExcelでPDFとして保存してください。") from error
    finally:
        if process.poll() is None:  # too slow, or interrupted: it would go on writing into the folder
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
