"""LibreOffice as a stand-in for Excel: it loads a built workbook with its macros and calculates every formula.

Failures of its Basic can be silent, or wait behind a dialog nobody sees: assert values, and mind the time limit.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

SERVER = '''Attribute VB_Name = "DxServing"
Option Explicit
Public Function DxServerCall(ByVal functionName As String, ByVal arguments As Variant) As Variant
    Err.Raise 1000, "dxbook", "プログラムがありません。"
End Function
'''
"""Stands for DxServing where there is no program."""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
  library:link="false"/>
</library:libraries>"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Driver"/></library:library>"""
_DRIVER = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Driver" script:language="StarBasic">
Sub Calculate(source As String, target As String)
  Dim load(1) As New com.sun.star.beans.PropertyValue
  load(0).Name = "Hidden" : load(0).Value = True
  load(1).Name = "MacroExecutionMode" : load(1).Value = 4
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, load())
  doc.calculateAll()
  Dim store(1) As New com.sun.star.beans.PropertyValue
  store(0).Name = "FilterName" : store(0).Value = "Text - txt - csv (StarCalc)"
  store(1).Name = "FilterOptions" : store(1).Value = "9,34,76,1,,0,false,false"
  doc.storeToURL(target, store())
  doc.close(True)
  StarDesktop.terminate()
End Sub
Sub Press(source As String, routine As String)
  Dim load(0) As New com.sun.star.beans.PropertyValue
  load(0).Name = "MacroExecutionMode" : load(0).Value = 4
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, load())
  place = "?language=Basic&amp;location=document"
  doc.getScriptProvider().getScript("vnd.sun.star.script:dxbook." &amp; routine &amp; place).invoke(Array(), Array(), Array())
  StarDesktop.terminate()
End Sub
</script:module>"""


def profile(folder: Path) -> Path:
    """A LibreOffice profile whose one macro calculates a workbook and stores its sheet as text."""
    _run(folder, "--terminate_after_init", seconds=60)  # the first start fills the folder, and runs no macro
    basic = folder / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
    (basic / "Standard" / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (basic / "Standard" / "Driver.xba").write_text(_DRIVER, encoding="utf-8")
    return folder


def calculated(workbook: Path, home: Path, seconds: float = 90) -> list[list[str]]:
    """The first sheet of ``workbook`` after its macros have calculated, as texts."""
    target = workbook.with_suffix(".csv")
    _run(home, f'macro:///Standard.Driver.Calculate("{workbook.as_uri()}","{target.as_uri()}")', seconds=seconds)
    assert target.exists(), "LibreOffice ran no macro"
    with target.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t"))


def press(workbook: Path, routine: str, home: Path, seconds: float, environment: dict[str, str]) -> None:
    """Open ``workbook`` in a window nobody sees and run one of its macros, "Module.Sub"; nothing is stored."""
    _run(home, f'macro:///Standard.Driver.Press("{workbook.as_uri()}","{routine}")', seconds=seconds, environment=environment)


def _run(home: Path, *words: str, seconds: float, environment: dict[str, str] | None = None) -> None:
    program = shutil.which("soffice")
    assert program is not None
    command = [program, f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore", *words]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
                          env=environment) as job:
        try:
            job.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(job.pid, signal.SIGKILL)
            raise AssertionError("LibreOffice waits: a module does not compile, or a dialog is open") from None


def same(shown: str, wanted: Any) -> bool:
    """A cell's text against a value; a sentence need only be one. A day shown as one counts as Excel's number of it,
    and of a rate that is shown as a percentage only the digits that are shown."""
    if re.fullmatch(r"-?[\d.]+%", shown) and not isinstance(wanted, str):
        return float(shown[:-1]) == round(float(wanted) * 100, len(shown[:-1].partition(".")[2]))
    if re.fullmatch(r"\d+/\d+/\d+", shown) and not isinstance(wanted, str):
        year, month, day = map(int, shown.split("/"))
        shown = str((dt.date(year, month, day) - dt.date(1899, 12, 30)).days)
    if isinstance(wanted, str):
        told = wanted.endswith("。") or "：" in wanted
        return shown == wanted or (told and (shown.endswith("。") or shown[:6] == wanted[:6]))
    return shown != "" and abs(float(shown) - float(wanted)) < 1e-9
