Attribute VB_Name = "DxExcel"
Option Explicit
Option Private Module

' What only Excel itself can answer, a line or two each; the tests answer in its place where there is no Excel.

' Whether the window in front is a Protected View (a file from mail or the internet).
Public Function DxInProtectedView() As Boolean
    DxInProtectedView = Not Application.ActiveProtectedViewWindow Is Nothing
End Function

' Whether the workbook was opened read-only.
Public Function DxIsReadOnly(ByVal book As Object) As Boolean
    DxIsReadOnly = book.ReadOnly
End Function

' Whether the workbook is shared in the old way (共有ブック).
Public Function DxIsShared(ByVal book As Object) As Boolean
    DxIsShared = book.MultiUserEditing
End Function

' A copy of the workbook as it is now, changes not yet saved included.
Public Sub DxSaveCopy(ByVal book As Object, ByVal path As String)
    book.SaveCopyAs path
End Sub

' What Ctrl+Z does next. Must come after the last change: any later one by a macro takes it away.
Public Sub DxOfferUndo(ByVal label As String, ByVal routine As String)
    Application.OnUndo label, "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & routine
End Sub

Public Sub DxSay(ByVal sentence As String)
    MsgBox sentence, vbInformation, "dxbook"
End Sub

' Yes or no.
Public Function DxAgreed(ByVal question As String) As Boolean
    DxAgreed = (MsgBox(question, vbYesNo + vbQuestion, "dxbook") = vbYes)
End Function

' Where to save a workbook; "" where nothing was chosen.
Public Function DxAskTarget(ByVal proposal As String, ByVal title As String) As String
    Dim path As Variant
    path = Application.GetSaveAsFilename(proposal, "Excel ブック (*.xlsx),*.xlsx", , title)
    If VarType(path) = vbString Then DxAskTarget = path
End Function

' What parts the folders of a path.
Public Function DxSlash() As String
    DxSlash = Application.PathSeparator
End Function

' A new workbook, not saved anywhere, with the contents of a file.
Public Function DxNewFrom(ByVal path As String) As Object
    Set DxNewFrom = Application.Workbooks.Add(path)
End Function

' Not by Dir: a macro of the user's may be in the middle of its own Dir loop.
Public Function DxFileExists(ByVal path As String) As Boolean
    On Error Resume Next
    DxFileExists = (GetAttr(path) And vbDirectory) = 0
    If Err.Number <> 0 Then DxFileExists = False
End Function

' Removes a folder and its files. Kill alone leaves files whose names have characters outside the PC's code page.
Public Sub DxDropFolder(ByVal path As String)
    On Error Resume Next
    CreateObject("Scripting.FileSystemObject").DeleteFolder path, True
    Kill path & "\*.*"
    RmDir path
End Sub
