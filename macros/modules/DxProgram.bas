Attribute VB_Name = "DxProgram"
Option Explicit
Option Private Module
' Where the program is: the beginning of every command line. Looked for in this order:
'   dxbook\dxbook.exe beside the add-in
'   dxbook\program.txt beside the add-in: the command itself (UTF-16LE, as VBA holds a String), written by
'   "dxbook addin install"
'   the variable DXBOOK_PYTHON: a Python that has dxbook
' Raises an error whose description is a sentence where there is none.

Public Function DxProgramCommand() As String
    Dim folder As String
    folder = ThisWorkbook.Path & "\dxbook\"
    If DxFileExists(folder & "dxbook.exe") Then
        DxProgramCommand = """" & folder & "dxbook.exe"""
    ElseIf DxFileExists(folder & "program.txt") Then
        DxProgramCommand = DxReadUtf16(folder & "program.txt")
    ElseIf Environ("DXBOOK_PYTHON") <> "" Then
        DxProgramCommand = """" & Environ("DXBOOK_PYTHON") & """ -m dxbook"
    Else
        Err.Raise vbObjectError + 1001, "dxbook", "dxbookのプログラムが見つかりません。「dxbook addin install」をもう一度行ってください。"
    End If
End Function

' Not by Dir: a macro of the user's may be in the middle of its own Dir loop.
Public Function DxFileExists(ByVal path As String) As Boolean
    On Error Resume Next
    DxFileExists = (GetAttr(path) And vbDirectory) = 0
    If Err.Number <> 0 Then DxFileExists = False
End Function

Private Function DxReadUtf16(ByVal path As String) As String
    Dim number As Integer, bytes() As Byte
    number = FreeFile
    Open path For Binary Access Read As #number
    ReDim bytes(0 To LOF(number) - 1)
    Get #number, , bytes
    Close #number
    DxReadUtf16 = bytes
End Function
