"""The tab's buttons pressed in LibreOffice, with the real program: what Excel alone can answer is answered here.

Three modules of the add-in stay out: DxProcess (Windows' CreateProcess), DxExcel (what only Excel on Windows answers)
and DxServing (xlwings' DLL). The stand-ins below have the same procedures and write down what a clerk would see.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from macros.build import books, package
from macros.build.modules import from_text
from tests.support.addin_office import SERVER, press
from tests.support.paths import ROOT

LEFT_OUT = ("DxProcess", "DxExcel", "DxServing")
PROCESS = '''Attribute VB_Name = "DxProcess"
Option Explicit
Public gWaits As Long
Public gFailure As String
Private mLine As String

' The same command line, given to the system's shell; it has ended when this returns.
Public Function DxStart(ByVal commandLine As String) As String
    Dim number As Integer
    mLine = commandLine
    DxStart = gFailure
    If gFailure <> "" Then Exit Function
    number = FreeFile
    Open Environ("DX_TEST") & "/run.sh" For Output As #number
    Print #number, commandLine & " > '" & Environ("DX_TEST") & "/said.txt' 2>&1"
    Close #number
    Note "run", commandLine
    Shell "/bin/sh", 1, Environ("DX_TEST") & "/run.sh", True
End Function
Public Function DxWorking(ByVal milliseconds As Long) As Boolean
    Note "waits", Application.StatusBar
    If gWaits > 0 Then
        gWaits = gWaits - 1
        DxWorking = True
        Steps.Meanwhile
    End If
End Function
Public Function DxFinish(ByVal endNow As Boolean) As Long
    If endNow Then Note "ended", mLine
End Function
'''
EXCEL = '''Attribute VB_Name = "DxExcel"
Option Explicit
Public gProtectedView As Boolean
Public gReadOnly As Boolean
Public gShared As Boolean
Public gNo As Boolean
Public gTarget As String
Public Function DxInProtectedView() As Boolean
    DxInProtectedView = gProtectedView
End Function
Public Function DxIsReadOnly(ByVal book As Object) As Boolean
    DxIsReadOnly = gReadOnly
End Function
Public Function DxIsShared(ByVal book As Object) As Boolean
    DxIsShared = gShared
End Function
' LibreOffice's SaveCopyAs writes its own kind of file under the name given: the same by its own means.
Public Sub DxSaveCopy(ByVal book As Object, ByVal path As String)
    Dim every As Object, model As Object, how(0) As Object
    Set how(0) = CreateUnoStruct("com.sun.star.beans.PropertyValue")
    how(0).Name = "FilterName"
    how(0).Value = "Calc MS Excel 2007 XML"
    Note "copy", path
    Set every = StarDesktop.Components.createEnumeration()
    Do While every.hasMoreElements()
        Set model = every.nextElement()
        If model.Title = book.Name Then model.storeToURL ConvertToURL(path), how
    Loop
End Sub
Public Sub DxOfferUndo(ByVal label As String, ByVal routine As String)
    Note "undo", label & "|" & routine
End Sub
Public Sub DxSay(ByVal sentence As String)
    Note "say", sentence
End Sub
Public Function DxAgreed(ByVal question As String) As Boolean
    Note "ask", question
    DxAgreed = Not gNo
End Function
Public Function DxAskTarget(ByVal proposal As String, ByVal title As String) As String
    Note "target", proposal
    DxAskTarget = gTarget
End Function
Public Function DxSlash() As String
    DxSlash = Application.PathSeparator
End Function
' LibreOffice's Workbooks.Add takes no file: the same by its own means.
Public Function DxNewFrom(ByVal path As String) As Object
    Dim how(1) As Object
    Set how(0) = CreateUnoStruct("com.sun.star.beans.PropertyValue")
    how(0).Name = "AsTemplate"
    how(0).Value = True
    Set how(1) = CreateUnoStruct("com.sun.star.beans.PropertyValue")
    how(1).Name = "ReadOnly"
    how(1).Value = False
    StarDesktop.loadComponentFromURL ConvertToURL(path), "_blank", 0, how
    Set DxNewFrom = Application.ActiveWorkbook
End Function
' LibreOffice's GetAttr knows no error.
Public Function DxFileExists(ByVal path As String) As Boolean
    DxFileExists = (Dir(path) <> "")
End Function
' LibreOffice's Kill takes no *.*
Public Sub DxDropFolder(ByVal path As String)
    Note "dropped", path
    Shell "/bin/rm", 1, "-r " & path, True
End Sub
'''
_STEPS = '''Attribute VB_Name = "Steps"
Option Explicit
Public gBook As Object
Public Sub Note(ByVal kind As String, ByVal text As String)
    Dim number As Integer
    number = FreeFile
    Open Environ("DX_TEST") & "/notes.txt" For Append As #number
    Print #number, kind & Chr(9) & Replace(Replace(text, Chr(13), ""), Chr(10), "\\n")
    Close #number
End Sub
Public Function ChangeList() As Object
    Dim book As Object
    For Each book In Application.Workbooks
        If book.Worksheets(1).Name = "整える一覧" Then Set ChangeList = book
    Next
End Function
Public Sub Meanwhile()
    {meanwhile}
End Sub
Public Sub Main()
    On Error GoTo failed
    {open}
    {steps}
    Note "end", ""
    Exit Sub
failed:
    Note "failed", Err.Number & " " & Err.Description
End Sub
'''


@dataclass
class Pressed:
    """What was noted, in its order: (kind, text)."""

    notes: list[tuple[str, str]] = field(default_factory=list)

    def __getitem__(self, kind: str) -> list[str]:
        return [text for each, text in self.notes if each == kind]


@dataclass
class Desk:
    """A clerk's desk: a folder with a plan, Excel with the add-in, and the program."""

    folder: Path
    home: Path

    def __post_init__(self) -> None:
        for name in ("アドイン", "temp", "test"):
            (self.folder / name).mkdir()

    @property
    def temp(self) -> Path:
        return self.folder / "temp"

    def press(self, steps: str, book: Path | None = None, *, meanwhile: str = "", seconds: float = 90,
              python: str = sys.executable) -> Pressed:
        """Run VBA lines with ``book`` open as ``gBook``; the notes they and the stand-ins left."""
        opening = f'Set gBook = Application.Workbooks.Open("{book}")' if book else ""
        text = _STEPS.format(steps=steps.replace("\n", "\n    "), meanwhile=meanwhile, open=opening)
        real = [module for module in books.modules(books.SOURCES) if module.name not in LEFT_OUT]
        modules = [*real, *(from_text(each, "test") for each in (SERVER, PROCESS, EXCEL, text))]
        addin = self.folder / "アドイン" / "dxbook.xlsm"
        addin.unlink(missing_ok=True)
        package.save(books.workbook("t", "", modules, lambda made: [made.add_worksheet("dxbook")]), addin)
        notes = self.folder / "test" / "notes.txt"
        notes.unlink(missing_ok=True)
        press(addin, "Steps.Main", self.home, seconds, {
            **os.environ, "DX_TEST": str(self.folder / "test"), "TEMP": str(self.temp), "DXBOOK_PYTHON": python,
            "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"})
        lines = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
        done = Pressed([(kind, text.replace("\\n", "\n")) for kind, _, text in (line.partition("\t") for line in lines)])
        assert done["failed"] == [], done.notes
        assert done["end"] == [""], f"the macros stopped without a word: {done.notes}"
        return done


def new_plan(path: Path, sample: str) -> Path:
    """A sample plan, made by the program itself."""
    subprocess.run([sys.executable, "-m", "dxbook", "new", "-o", str(path), "--sample", sample], check=True,
                   capture_output=True, cwd=ROOT)
    return path
