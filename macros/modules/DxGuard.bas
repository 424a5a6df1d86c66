Attribute VB_Name = "DxGuard"
Option Explicit
Option Private Module

' What must be so before a button does anything; one sentence for each thing that is not.

' The workbook in front, or Nothing and a sentence.
Public Function DxActivePlan(sentence As String) As Object
    Dim book As Object
    If Not Application.ActiveProtectedViewWindow Is Nothing Then
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
    DxIsList = (book.Worksheets(1).Name = DX_LIST_SHEET Or book.Worksheets(1).Name = DX_CHANGE_SHEET)
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
    If book.ReadOnly Then
        DxChangeProblem = "「" & book.Name & "」は読み取り専用で開かれています（ほかの人が開いているか、共有の設定です）。自分のパソコンに写しを保存してから、その写しで押してください。"
    ElseIf book.MultiUserEditing Then
        DxChangeProblem = "「" & book.Name & "」は共有ブックです。共有をやめてから押してください。"
    End If
End Function

' The open workbook of this full name, or Nothing.
Public Function DxOpenBook(ByVal fullName As String) As Object
    Dim book As Object
    For Each book In Application.Workbooks
        If StrComp(book.FullName, fullName, vbTextCompare) = 0 Then Set DxOpenBook = book
    Next
End Function

' A copy of the workbook as it is now, changes not yet saved included.
Public Sub DxSaveCopy(ByVal book As Object, ByVal path As String)
    book.SaveCopyAs path
End Sub

' What Ctrl+Z does next.
Public Sub DxOfferUndo(ByVal label As String, ByVal macro As String)
    Application.OnUndo label, "'" & ThisWorkbook.Name & "'!" & macro
End Sub

Public Sub DxSay(ByVal sentence As String)
    MsgBox sentence, vbInformation, "dxbook"
End Sub
