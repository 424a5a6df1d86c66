Attribute VB_Name = "DxCells"
Option Explicit
Option Private Module

' Single cells and ranges in, one result a cell out, by dxbook/apps/excel/functions/cells.py: a single cell, row or column is used
' again for each row or column of the others.

Private Const MOST As Double = 100000 ' cells
Private Const UNEQUAL As String = "範囲の大きさがそろっていません。同じ行数・列数の範囲か、1つのセルを指定してください。"
Private Const FAULTY As String = "もとのセルがエラー値です。"

' The answers to a question (DxAnswer knows which) over the arguments' cells: a single value where all are single.
Public Function DxEachCell(ByVal question As String, ByVal given As Variant) As Variant
    Dim tables() As Variant, found As Variant, number As Long, down As Double, across As Double, many As Boolean
    ReDim tables(0 To UBound(given))
    down = 1: across = 1
    For number = 0 To UBound(given)
        If CellCount(given(number)) > MOST Then DxEachCell = TooMany(CellCount(given(number))): Exit Function
        found = DxValuesOf(given(number))
        If IsArray(found) Then many = True
        tables(number) = AsTable(found)
        If UBound(tables(number), 1) > down Then down = UBound(tables(number), 1)
        If UBound(tables(number), 2) > across Then across = UBound(tables(number), 2)
    Next
    If down * across > MOST Then DxEachCell = TooMany(down * across): Exit Function
    For number = 0 To UBound(given)
        If Not Fits(tables(number), down, across) Then DxEachCell = UNEQUAL: Exit Function
    Next
    If many Then
        DxEachCell = Answers(question, tables, CLng(down), CLng(across))
    Else
        DxEachCell = Answered(question, tables, 1, 1)
    End If
End Function

Private Function Fits(table As Variant, ByVal down As Double, ByVal across As Double) As Boolean
    Fits = (UBound(table, 1) = 1 Or UBound(table, 1) = down) And (UBound(table, 2) = 1 Or UBound(table, 2) = across)
End Function

Private Function TooMany(ByVal cells As Double) As String
    TooMany = "範囲が大きすぎます（" & Format$(cells, "#,##0") & "セル）。列全体ではなく、表のある範囲を指定してください（" & _
        Format$(MOST, "#,##0") & "セルまで）。"
End Function

Private Function Answers(ByVal question As String, tables() As Variant, ByVal rows As Long, ByVal columns As Long) As Variant
    Dim results() As Variant, down As Long, across As Long
    ReDim results(1 To rows, 1 To columns)
    For down = 1 To rows
        For across = 1 To columns
            results(down, across) = Answered(question, tables, down, across)
        Next
    Next
    Answers = results
End Function

' One cell's answer; an error value among its arguments is told instead.
Private Function Answered(ByVal question As String, tables() As Variant, ByVal down As Long, ByVal across As Long) As Variant
    Dim cells() As Variant, number As Long
    ReDim cells(0 To UBound(tables))
    For number = 0 To UBound(tables)
        cells(number) = CellAt(tables(number), down, across)
        If IsError(cells(number)) Then Answered = FAULTY: Exit Function
    Next
    Answered = DxAnswer(question, cells)
End Function

Private Function CellAt(table As Variant, ByVal down As Long, ByVal across As Long) As Variant
    CellAt = table(IIf(UBound(table, 1) = 1, 1, down), IIf(UBound(table, 2) = 1, 1, across))
End Function

' The value of a cell, or the values of a range.
Public Function DxValuesOf(given As Variant) As Variant
    Dim area As Object
    If IsObject(given) Then
        Set area = given
        DxValuesOf = area.Value
    Else
        DxValuesOf = given
    End If
End Function

' Asked before the values are: those of a whole sheet fill the memory.
Private Function CellCount(given As Variant) As Double
    Dim area As Object
    If Not IsObject(given) Then Exit Function
    Set area = given
    CellCount = CDbl(area.Rows.Count) * area.Columns.Count
End Function

' Rows and columns from 1 on, of one value, of a list ({1,2,3} in a formula) or of a range's values.
Private Function AsTable(found As Variant) As Variant
    Dim table() As Variant, down As Long, across As Long
    If Not IsArray(found) Then
        ReDim table(1 To 1, 1 To 1)
        table(1, 1) = found
    ElseIf IsList(found) Then
        ReDim table(1 To 1, 1 To UBound(found) - LBound(found) + 1)
        For across = 1 To UBound(table, 2)
            table(1, across) = found(LBound(found) + across - 1)
        Next
    ElseIf LBound(found, 1) = 1 And LBound(found, 2) = 1 Then
        AsTable = found
        Exit Function
    Else
        ReDim table(1 To UBound(found, 1) - LBound(found, 1) + 1, 1 To UBound(found, 2) - LBound(found, 2) + 1)
        For down = 1 To UBound(table, 1)
            For across = 1 To UBound(table, 2)
                table(down, across) = found(LBound(found, 1) + down - 1, LBound(found, 2) + across - 1)
            Next
        Next
    End If
    AsTable = table
End Function

Private Function IsList(found As Variant) As Boolean
    Dim columns As Long
    On Error GoTo one
    columns = UBound(found, 2)
    Exit Function
one:
    IsList = True
End Function
