Attribute VB_Name = "DxFindings"
Option Explicit
Option Private Module

' The findings of the last check, and where the reader stands among them.

Private Const SHEET_FIELD As Long = 2
Private Const CELL_FIELD As Long = 3
Private Const LEVEL_FIELD As Long = 6
Private Const MESSAGE_FIELD As Long = 8
Private Const REMEDY_FIELD As Long = 9
Private Const FIELDS As Long = 9

Private mBook As String ' full name of the workbook that was checked
Private mTable As Variant ' rows of the findings, the worst first
Private mCount As Long
Private mAt As Long

' Checks the workbook and keeps the findings. "" or a sentence.
Public Function DxCheckBook(ByVal book As Object) As String
    DxCheckBook = DxRunVerb(book, "check", "{copy} --list ""{folder}\_検証結果.xlsx""", "検証しています")
    If DxCheckBook = "" Then DxKeepFindings book.FullName
End Function

' Takes the findings of the report that was read last.
Public Sub DxKeepFindings(ByVal fullName As String)
    mBook = fullName
    mCount = DxReportCount("finding")
    mTable = DxReportTable("finding", FIELDS)
    mAt = 0
End Sub

Public Function DxFindingCount() As Long
    DxFindingCount = mCount
End Function

' How many findings have this level.
Public Function DxLevelCount(ByVal level As String) As Long
    Dim number As Long
    For number = 1 To mCount
        If mTable(number, LEVEL_FIELD) = level Then DxLevelCount = DxLevelCount + 1
    Next
End Function

' エラー 2件、警告 3件、情報 0件
Public Function DxTally() As String
    DxTally = DX_ERROR & " " & DxLevelCount(DX_ERROR) & "件、" & DX_WARNING & " " & DxLevelCount(DX_WARNING) & "件、" & _
        DX_INFO & " " & DxLevelCount(DX_INFO) & "件"
End Function

' The number of the next (1) or previous (-1) finding, round and round. 0 where there is none.
Public Function DxStep(ByVal direction As Long) As Long
    If mCount = 0 Then Exit Function
    mAt = mAt + direction
    If mAt > mCount Then mAt = 1
    If mAt < 1 Then mAt = mCount
    DxStep = mAt
End Function

' 3/12 エラー 進捗!H13: … → …
Public Function DxFindingText(ByVal number As Long) As String
    DxFindingText = number & "/" & mCount & " " & mTable(number, LEVEL_FIELD) & " " & mTable(number, SHEET_FIELD) & "!" & _
        mTable(number, CELL_FIELD) & ": " & mTable(number, MESSAGE_FIELD) & " → " & mTable(number, REMEDY_FIELD)
End Function

' Goes to the next or previous finding and tells it at the foot of the window. "" or a sentence.
Public Function DxJump(ByVal direction As Long) As String
    Dim book As Object, number As Long
    If mBook = "" Then DxJump = "まだ検証していません。［この表を検証］を先に押してください。": Exit Function
    If mCount = 0 Then DxJump = "指摘はありません。": Exit Function
    Set book = DxOpenBook(mBook)
    If book Is Nothing Then DxJump = "検証したブックが閉じられています。開いてから［この表を検証］を押してください。": Exit Function
    number = DxStep(direction)
    book.Activate
    DxJump = Shown(book, mTable(number, SHEET_FIELD), mTable(number, CELL_FIELD), DxFindingText(number))
End Function

Private Function Shown(ByVal book As Object, ByVal sheetName As String, ByVal address As String, ByVal text As String) As String
    Dim sheet As Object
    On Error GoTo gone
    Application.StatusBar = "dxbook " & Left$(Replace(text, vbLf, " "), 240)
    If sheetName = "" Then Exit Function
    Set sheet = book.Worksheets(sheetName)
    If sheet.Visible <> xlSheetVisible Then
        Shown = "シート「" & sheetName & "」は表示されていません。" & vbLf & text
    Else
        Application.Goto sheet.Range(IIf(address = "", "A1", address)), False
    End If
    Exit Function
gone:
    Shown = "「" & sheetName & "!" & address & "」へ移動できません（シートの名前が変わったか、保護されています）。" & vbLf & text
End Function

' Opens the list of the last check as a new workbook, so that nothing in the checked one changes. It closes without a
' question: pressing the button again makes it anew. Excel names it _検証結果1.
Public Sub DxShowList()
    DxNewFrom(DxRunFolder() & DxSlash() & "_検証結果.xlsx").Saved = True
End Sub
