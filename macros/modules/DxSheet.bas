Attribute VB_Name = "DxSheet"
Option Explicit
Option Private Module

' The yearly check sheet and its charts, made by the program into a new file.

' Asks where to, makes the file and opens it, at its charts if wanted. "" or a sentence.
Public Function DxMakeSheet(ByVal book As Object, ByVal atCharts As Boolean) As String
    Dim path As Variant, made As Object, sheet As Object
    path = Application.GetSaveAsFilename(FirstName(book), "Excel ブック (*.xlsx),*.xlsx", , "チェックシートの保存先")
    If VarType(path) = vbBoolean Then Exit Function
    DxMakeSheet = TargetProblem(CStr(path))
    If DxMakeSheet <> "" Then Exit Function
    DxMakeSheet = DxRunVerb(book, "sheet", "{copy} -o """ & path & """ --overwrite", "チェックシートを作っています")
    If DxMakeSheet <> "" Then Exit Function
    Set made = Application.Workbooks.Open(path)
    For Each sheet In made.Worksheets
        If atCharts And sheet.Name = DX_CHART_SHEET Then sheet.Activate
    Next
End Function

Private Function FirstName(ByVal book As Object) As String
    FirstName = Left$(book.Name, InStrRev(book.Name, ".") - 1) & "_チェックシート.xlsx"
    If LCase$(Left$(book.Path, 4)) <> "http" Then FirstName = book.Path & "\" & FirstName
End Function

' Why the file cannot take this place, or "". A file that is there is replaced only if the reader says so.
Private Function TargetProblem(ByVal path As String) As String
    If Not DxOpenBook(path) Is Nothing Then
        TargetProblem = "「" & path & "」は開かれています。閉じるか、別の名前にしてください。"
    ElseIf DxFileExists(path) Then
        If MsgBox("「" & path & "」はすでにあります。置きかえますか。", vbYesNo + vbQuestion, "dxbook") = vbNo Then
            TargetProblem = "作るのをやめました。別の名前で、もう一度押してください。"
        End If
    End If
End Function
