Attribute VB_Name = "DxProgram"
Option Explicit
Option Private Module
' Where the program is: the beginning of every line that starts it. Looked for in this order:
'   dxbook\dxbook.exe beside the add-in
'   dxbook\program.txt beside the add-in: that beginning itself (UTF-16LE, as VBA holds a String), written by
'   "dxbook addin install"
'   the variable DXBOOK_PYTHON: a Python that has dxbook
' Raises an error whose description is a sentence where there is none.

Private Const MISSING As Long = 1001

Public Function DxProgramCommand() As String
    Dim folder As String
    folder = ThisWorkbook.Path & DxSlash() & "dxbook" & DxSlash()
    If DxFileExists(folder & "dxbook.exe") Then
        DxProgramCommand = """" & folder & "dxbook.exe"""
    ElseIf DxFileExists(folder & "program.txt") Then
        DxProgramCommand = DxReadUtf16(folder & "program.txt")
    ElseIf Environ("DXBOOK_PYTHON") <> "" Then
        DxProgramCommand = """" & Environ("DXBOOK_PYTHON") & """ -m dxbook"
    End If
    If DxProgramCommand = "" Then
        Err.Raise MISSING, "dxbook", "dxbookのプログラムが見つかりません。「dxbook addin install」をもう一度行ってください。"
    End If
End Function
