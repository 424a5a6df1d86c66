Attribute VB_Name = "DxTidy"
Option Explicit
Option Private Module

' Puts the normalised texts into the open workbook: listed first, asked, a backup beside the file, and undoable.

Private Const COLUMNS As Long = 6 ' sheet, cell, column, before, after, "1" for a number
Private Const DONE As String = "整えました"

Private mBook As String
Private mTable As Variant
Private mResults() As String
Private mFormats() As String

' "" or a sentence.
Public Function DxTidyBook(ByVal book As Object) As String
    Dim list As Object, backup As String, suffix As String
    DxTidyBook = DxChangeProblem(book)
    If DxTidyBook <> "" Then Exit Function
    suffix = DxSuffix(book.Name)
    DxTidyBook = DxRunVerb(book, "normalize", "{copy} -o ""{folder}\_dxbook_tidied" & suffix & """", "整えるところを調べています")
    If DxTidyBook <> "" Then Exit Function
    mTable = DxReportTable("change", COLUMNS)
    If IsEmpty(mTable) Then DxTidyBook = "整えるところはありません。": Exit Function
    mBook = book.FullName
    ReDim mResults(1 To UBound(mTable, 1))
    ReDim mFormats(1 To UBound(mTable, 1))
    Set list = NewList()
    If Not Agreed(UBound(mTable, 1)) Then DxTidyBook = "何も変えていません。一覧は、見終わったら保存せずに閉じてください。": Exit Function
    DxTidyBook = SavedBackup(book, backup)
    If DxTidyBook <> "" Then Exit Function
    ApplyAll book
    FillResults list
    book.Activate
    DxOfferUndo "整える前に戻す", "DxButtons.DxOnUndo"
    DxTidyBook = CountDone() & "か所を整えました（" & UBound(mTable, 1) & "か所のうち）。" & _
        IIf(CountDone() < UBound(mTable, 1), "残りの理由は、一覧の「結果」の欄にあります。", "") & vbLf & _
        "控え: " & backup & vbLf & "すぐ後なら［元に戻す］（Ctrl+Z）で戻せます。"
End Function

Private Function Agreed(ByVal places As Long) As Boolean
    Agreed = DxAgreed(places & "か所の文字を整えます。変えるところは「" & DX_TIDY_SHEET & "」のとおりです。" & vbLf & _
        "控えのファイルを作ってから変えます。よろしいですか。")
End Function

' A copy beside the workbook, as it is now. "" or a sentence.
Private Function SavedBackup(ByVal book As Object, backup As String) As String
    Dim folder As String
    folder = book.Path
    If DxIsWeb(folder) Then folder = Application.DefaultFilePath ' OneDrive: no folder of this PC
    backup = folder & DxSlash() & DxStem(book.Name) & "_控え_" & Format$(Now, "yyyymmdd-hhnnss") & DxSuffix(book.Name)
    On Error GoTo failed
    DxSaveCopy book, backup
    Exit Function
failed:
    SavedBackup = "控えを作れないため、何も変えていません（" & folder & "）。書き込める場所にブックを保存してから押してください。"
End Function

Private Sub ApplyAll(ByVal book As Object)
    Dim number As Long
    Application.ScreenUpdating = False
    For number = 1 To UBound(mTable, 1)
        mResults(number) = Changed(book, number)
    Next
    Application.ScreenUpdating = True
End Sub

' What became of one change. A cell that is not as the list says, or that is locked, stays as it is.
Private Function Changed(ByVal book As Object, ByVal number As Long) As String
    Dim cell As Object
    On Error GoTo failed
    Set cell = book.Worksheets(mTable(number, 1)).Range(mTable(number, 2))
    If cell.HasFormula Then
        Changed = "数式のため変えていません"
    ElseIf CStr(cell.Value) <> mTable(number, 4) Then
        Changed = "中身が変わったため変えていません"
    ElseIf cell.Worksheet.ProtectContents And cell.Locked Then
        Changed = "シートが保護されているため変えていません"
    Else
        mFormats(number) = cell.NumberFormat
        If mTable(number, 6) = "1" Then
            PutNumber cell, mTable(number, 5)
        Else
            PutText cell, mTable(number, 5)
        End If
        Changed = DONE
    End If
    Exit Function
failed:
    Changed = "変えられません（" & Err.Description & "）"
End Function

' Excel makes dates of texts such as 1/3 and 01-01: outside cells of the format 文字列 a leading ' prevents it.
Private Sub PutText(ByVal cell As Object, ByVal text As String)
    If cell.NumberFormat = "@" Or text = "" Then cell.Value = text Else cell.Value = "'" & text
End Sub

Private Sub PutNumber(ByVal cell As Object, ByVal text As String)
    If cell.NumberFormat = "@" Then cell.NumberFormat = "General"
    cell.Value = Val(text)
End Sub

' Puts the texts of the last time back where nobody has changed them since. What became of it, in a sentence.
Public Function DxUndoTidy() As String
    Dim book As Object, number As Long, back As Long, kept As Long
    Set book = DxOpenBook(mBook)
    If book Is Nothing Then DxUndoTidy = "整えたブックが閉じられています。控えのファイルを使ってください。": Exit Function
    For number = 1 To UBound(mTable, 1)
        If mResults(number) = DONE Then
            If PutBack(book, number) Then back = back + 1 Else kept = kept + 1
        End If
    Next
    DxUndoTidy = back & "か所を元に戻しました。"
    If kept > 0 Then DxUndoTidy = DxUndoTidy & vbLf & kept & "か所は、後から変わったか保護されているため、そのままです。控えのファイルで確かめてください。"
End Function

' Puts one text back. False where the cell was changed since, is gone, or takes nothing.
Private Function PutBack(ByVal book As Object, ByVal number As Long) As Boolean
    Dim cell As Object
    On Error GoTo failed
    Set cell = book.Worksheets(mTable(number, 1)).Range(mTable(number, 2))
    If Not IsAsMade(cell, number) Then Exit Function
    If cell.NumberFormat <> mFormats(number) Then cell.NumberFormat = mFormats(number)
    PutText cell, mTable(number, 4)
    mResults(number) = "元に戻しました"
    PutBack = True
failed:
End Function

Private Function IsAsMade(ByVal cell As Object, ByVal number As Long) As Boolean
    If mTable(number, 6) = "1" Then
        If IsNumeric(cell.Value) Then IsAsMade = (CDbl(cell.Value) = Val(mTable(number, 5)))
    Else
        IsAsMade = (CStr(cell.Value) = mTable(number, 5))
    End If
End Function

Private Function CountDone() As Long
    Dim number As Long
    For number = 1 To UBound(mResults)
        If mResults(number) = DONE Then CountDone = CountDone + 1
    Next
End Function

' The list of all changes, in a new workbook.
Private Function NewList() As Object
    Dim sheet As Object, widths As Variant, column As Long
    Set sheet = Application.Workbooks.Add(xlWBATWorksheet).Worksheets(1)
    sheet.Name = DX_TIDY_SHEET
    widths = Array(16, 9, 22, 44, 44, 30)
    sheet.Cells.NumberFormat = "@"
    sheet.Cells.Font.Name = DX_FONT
    For column = 0 To 5
        sheet.Columns(column + 1).ColumnWidth = widths(column)
    Next
    sheet.Range("A1:F1").Value = Array("シート", "セル", "欄", "変更前", "変更後", "結果")
    sheet.Range("A1:F1").Font.Bold = True
    sheet.Range("A1:F1").Interior.Color = DX_KEY_PALE
    sheet.Range("A2").Resize(UBound(mTable, 1), 5).Value = mTable
    sheet.Range("A2").Resize(UBound(mTable, 1), 6).WrapText = True
    Set NewList = sheet
End Function

Private Sub FillResults(ByVal sheet As Object)
    Dim number As Long, column() As String
    ReDim column(1 To UBound(mResults), 1 To 1)
    For number = 1 To UBound(mResults)
        column(number, 1) = mResults(number)
    Next
    sheet.Range("F2").Resize(UBound(mResults), 1).Value = column
End Sub
