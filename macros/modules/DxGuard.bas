Attribute VB_Name = "DxGuard"
Option Explicit
Option Private Module

' What must be so before a button does anything; one sentence for each thing that is not.

' The workbook in front, or Nothing and a sentence.
Public Function DxActivePlan(sentence As String) As Object
    Dim book As Object
    If DxInProtectedView() Then
        sentence = "「保護ビュー」で開かれています。上の黄色い帯の［編集を有効にする］を押してから、もう一度押してください。"
        Exit Function
    End If
    Set book = Application.ActiveWorkbook
    If book Is Nothing Then
        sentence = "ブックが開いていません。検証するブックを開いてから押してください。"
    ElseIf DxIsList(book) Then
        sentence = "一覧のブックが前に出ています。もとのブックを前に出してから押してください。"
    ElseIf book.Path = "" Then
        sentence = "「" & book.Name & "」は、まだ一度も保存されていません。名前を付けて保存してから押してください。"
    ElseIf Not HasPlanSheet(book) Then
        sentence = "「" & book.Name & "」には、計画のシート（施策・指標など）がありません。計画のブックを前に出してから押してください。"
    Else
        Set DxActivePlan = book
    End If
End Function

' A list that these macros made: never saved, with a sheet of one of their titles.
Public Function DxIsList(ByVal book As Object) As Boolean
    If book.Path <> "" Then Exit Function
    If book.Worksheets.Count = 0 Then Exit Function ' nothing but a chart
    DxIsList = (book.Worksheets(1).Name = DX_LIST_SHEET Or book.Worksheets(1).Name = DX_TIDY_SHEET)
End Function

Private Function HasPlanSheet(ByVal book As Object) As Boolean
    Dim sheet As Object, titles As String
    titles = "|" & DX_SHEETS & "|" & DX_HIDDEN_SHEET & "|"
    For Each sheet In book.Worksheets
        If InStr(titles, "|" & sheet.Name & "|") > 0 Then HasPlanSheet = True
    Next
End Function

' Why the workbook cannot be changed, or "".
Public Function DxChangeProblem(ByVal book As Object) As String
    If DxIsReadOnly(book) Then
        DxChangeProblem = "「" & book.Name & "」は読み取り専用で開かれています（ほかの人が開いているか、共有の設定です）。自分のパソコンに写しを保存してから、その写しで押してください。"
    ElseIf DxIsShared(book) Then
        DxChangeProblem = "「" & book.Name & "」は共有ブックです。［校閲］の［ブックの共有］で共有をやめてから押してください。"
    End If
End Function

' The open workbook of this full name, or Nothing.
Public Function DxOpenBook(ByVal fullName As String) As Object
    Dim book As Object
    For Each book In Application.Workbooks
        If StrComp(book.FullName, fullName, vbTextCompare) = 0 Then Set DxOpenBook = book
    Next
End Function

' Whether a workbook of this file's name is open: Excel opens no second one, wherever it lies.
Public Function DxNameIsOpen(ByVal fileName As String) As Boolean
    Dim book As Object
    For Each book In Application.Workbooks
        If StrComp(book.Name, fileName, vbTextCompare) = 0 Then DxNameIsOpen = True
    Next
End Function

' Whether this is a place on the internet (OneDrive, SharePoint), where no program but Excel writes.
Public Function DxIsWeb(ByVal path As String) As Boolean
    DxIsWeb = (LCase$(Left$(path, 4)) = "http")
End Function

' 計画.xlsx → 計画
Public Function DxStem(ByVal fileName As String) As String
    DxStem = fileName
    If InStrRev(fileName, ".") > 1 Then DxStem = Left$(fileName, InStrRev(fileName, ".") - 1)
End Function

' 計画.xlsx → .xlsx
Public Function DxSuffix(ByVal fileName As String) As String
    DxSuffix = Mid$(fileName, Len(DxStem(fileName)) + 1)
End Function
