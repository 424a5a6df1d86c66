Attribute VB_Name = "DxReports"
Option Explicit
Option Private Module

' The report of a verb (dxbook/apps/cli/report.py): UTF-16 lines of fields parted by tabs.

Private mLines As Variant ' one record each; its first field is the kind

' Reads the report. False where there is none, or it is not one.
Public Function DxReadReport(ByVal path As String) As Boolean
    Dim text As String
    On Error GoTo unreadable
    text = DxReadUtf16(path)
    DxReadReport = DxParseReport(text)
    Exit Function
unreadable:
    mLines = Split("", vbCrLf)
End Function

' A file of UTF-16, as VBA holds a String.
Public Function DxReadUtf16(ByVal path As String) As String
    Dim number As Integer, bytes() As Byte
    number = FreeFile
    Open path For Binary Access Read As #number
    If LOF(number) > 0 Then
        ReDim bytes(0 To LOF(number) - 1)
        Get #number, , bytes
        DxReadUtf16 = bytes
    End If
    Close #number
End Function

Public Function DxParseReport(ByVal text As String) As Boolean
    If Left$(text, 1) = ChrW(65279) Then text = Mid$(text, 2)
    mLines = Split(text, vbCrLf)
    DxParseReport = DxReportField("dxbook", 1, 1) <> ""
End Function

Private Function IsKind(ByVal record As String, ByVal kind As String) As Boolean
    IsKind = (Left$(record, Len(kind) + 1) = kind & vbTab)
End Function

' A field of a record, or "" where it has not so many.
Private Function FieldOf(ByVal record As String, ByVal field As Long) As String
    Dim fields As Variant
    fields = Split(record, vbTab)
    If field <= UBound(fields) Then FieldOf = Unescaped(fields(field))
End Function

Private Function Unescaped(ByVal text As String) As String
    If InStr(text, "\") > 0 Then
        text = Replace(text, "\\", vbNullChar)
        text = Replace(Replace(Replace(text, "\t", vbTab), "\n", vbLf), "\r", vbCr)
        text = Replace(text, vbNullChar, "\")
    End If
    Unescaped = text
End Function

' How many records of a kind there are.
Public Function DxReportCount(ByVal kind As String) As Long
    Dim number As Long
    For number = 0 To UBound(mLines)
        If IsKind(mLines(number), kind) Then DxReportCount = DxReportCount + 1
    Next
End Function

' A field of the n-th record of a kind; "" where there is none.
Public Function DxReportField(ByVal kind As String, ByVal nth As Long, ByVal field As Long) As String
    Dim number As Long, seen As Long
    For number = 0 To UBound(mLines)
        If IsKind(mLines(number), kind) Then
            seen = seen + 1
            If seen = nth Then DxReportField = FieldOf(mLines(number), field): Exit Function
        End If
    Next
End Function

' All records of a kind as a table: rows from 1, columns from 1. Empty where there are none.
Public Function DxReportTable(ByVal kind As String, ByVal columns As Long) As Variant
    Dim table() As Variant, number As Long, seen As Long, column As Long
    If DxReportCount(kind) = 0 Then Exit Function
    ReDim table(1 To DxReportCount(kind), 1 To columns)
    For number = 0 To UBound(mLines)
        If IsKind(mLines(number), kind) Then
            seen = seen + 1
            For column = 1 To columns
                table(seen, column) = FieldOf(mLines(number), column)
            Next
        End If
    Next
    DxReportTable = table
End Function

' "" where the program is as new as this add-in, or a sentence. Versions are numbers parted by points.
Public Function DxVersionProblem(ByVal program As String, ByVal addin As String) As String
    Dim mine As Variant, its As Variant, number As Long
    mine = Split(addin & ".0.0", ".")
    its = Split(program & ".0.0", ".")
    For number = 0 To 1
        If Val(its(number)) < Val(mine(number)) Then
            DxVersionProblem = "dxbookのプログラムが古いため使えません（" & program & "。アドインは " & addin & "）。新しいものを入れ直してください。"
            Exit Function
        End If
        If Val(its(number)) > Val(mine(number)) Then Exit Function
    Next
End Function
