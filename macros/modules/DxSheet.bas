Attribute VB_Name = "DxSheet"
Option Explicit
Option Private Module

' The yearly check sheet and its charts, made by the program into a new file.

Private Const LONGEST As Long = 218 ' characters of a path that Excel opens

' Asks where to, checks the plan, makes the file and opens it, at its charts if wanted. A sentence, or "" where the
' reader chose no place.
Public Function DxMakeSheet(ByVal book As Object, ByVal atCharts As Boolean) As String
    Dim path As String, overwrite As String
    path = DxAskTarget(FirstName(book), "チェックシートの保存先")
    If path = "" Then Exit Function
    DxMakeSheet = TargetProblem(path, overwrite)
    If DxMakeSheet = "" Then DxMakeSheet = DxCheckBook(book)
    If DxMakeSheet <> "" Then Exit Function
    If DxFindingCount() > 0 Then DxShowList
    DxMakeSheet = DxRunVerb(book, "sheet", "{copy} -o """ & path & """" & overwrite, "チェックシートを作っています")
    If DxMakeSheet <> "" Then Exit Function
    DxMakeSheet = Shown(path, atCharts)
    If DxFindingCount() > 0 Then
        DxMakeSheet = DxMakeSheet & vbLf & "もとのブックの検証: " & DxTally() & "。一覧は別のブックに出しました。"
    End If
End Function

' Opens the new file. What became of it, in a sentence.
Private Function Shown(ByVal path As String, ByVal atCharts As Boolean) As String
    Dim made As Object, sheet As Object
    On Error GoTo failed
    Set made = Application.Workbooks.Open(path)
    For Each sheet In made.Worksheets
        If atCharts And sheet.Name = DX_CHART_SHEET Then sheet.Activate
    Next
    Shown = "「" & made.Name & "」を作りました。もとのブックは変えていません。"
    Exit Function
failed:
    Shown = "「" & path & "」を作りましたが、開けません（" & Err.Description & "）。エクスプローラーから開いてください。"
End Function

Private Function FirstName(ByVal book As Object) As String
    FirstName = DxStem(book.Name) & "_チェックシート.xlsx"
    If Not DxIsWeb(book.Path) Then FirstName = book.Path & DxSlash() & FirstName
End Function

' Why the file cannot take this place, or "". A file that is there is replaced only if the reader says so.
Private Function TargetProblem(ByVal path As String, overwrite As String) As String
    Dim fileName As String
    fileName = Mid$(path, InStrRev(path, DxSlash()) + 1)
    If DxIsWeb(path) Then
        TargetProblem = "インターネット上の場所（OneDriveなど）には作れません。このパソコンか共有フォルダーの場所を選んでください。"
    ElseIf Len(path) > LONGEST Then
        TargetProblem = "保存先の名前が長すぎます（" & Len(path) & "字）。浅いフォルダーか、短い名前にしてください。"
    ElseIf DxNameIsOpen(fileName) Then
        TargetProblem = "「" & fileName & "」という名前のブックが開かれています。閉じるか、別の名前にしてください。"
    ElseIf DxFileExists(path) Then
        overwrite = " --overwrite"
        If Not DxAgreed("「" & path & "」はすでにあります。置きかえますか。") Then
            TargetProblem = "作るのをやめました。別の名前で、もう一度押してください。"
        End If
    End If
End Function
