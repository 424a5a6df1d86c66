Attribute VB_Name = "DxAnswers"
Option Explicit
Option Private Module

' What each worksheet function of pure VBA answers for one cell, by dxbook/apps/excel/functions.

' The answer to a question over one cell of each argument; none of them is an error value.
Public Function DxAnswer(ByVal question As String, cells() As Variant) As Variant
    If question = "ACHIEVEMENT" Then
        DxAnswer = ""
        If Not (IsBlank(cells(0)) And IsBlank(cells(1))) Then DxAnswer = DxRate(cells(0), cells(1), cells(2), cells(3), cells(4))
    ElseIf IsBlank(cells(0)) Then
        DxAnswer = ""
    Else
        Select Case question
            Case "NORMALIZE": DxAnswer = Normalized(cells(0))
            Case "LGCODE": DxAnswer = LocalCode(cells(0))
            Case "GRADE": DxAnswer = DxMark(cells(0), CStr(cells(1)))
            Case "WAREKI": DxAnswer = PointOf(cells(0), IIf(IsYes(cells(1)), "SHORT", "WAREKI"))
            Case Else: DxAnswer = PointOf(cells(0), question)
        End Select
    End If
End Function

Private Function IsBlank(ByVal cell As Variant) As Boolean
    If IsEmpty(cell) Then
        IsBlank = True
    ElseIf VarType(cell) = vbString Then
        IsBlank = (DxNormalizeValue(cell) = "")
    End If
End Function

' Any text but a blank one counts as TRUE, any number but 0.
Private Function IsYes(ByVal cell As Variant) As Boolean
    If VarType(cell) = vbString Then
        IsYes = Not IsBlank(cell)
    ElseIf Not IsEmpty(cell) Then
        IsYes = (CDbl(cell) <> 0)
    End If
End Function

Private Function Normalized(ByVal cell As Variant) As Variant
    Normalized = cell
    If VarType(cell) = vbString Then Normalized = DxNormalizeValue(cell)
End Function

' A year, month or day as 年度, 和暦 or 西暦.
Private Function PointOf(ByVal cell As Variant, ByVal task As String) As Variant
    Dim year As Long, month As Long, day As Long, kind As String, sentence As String
    If VarType(cell) = vbString Then
        If DxNormalizeValue(cell) = ChrW(65293) Then PointOf = "": Exit Function
    End If
    sentence = DxReadPoint(cell, year, month, day, kind)
    If sentence = "" And task = "FY" And month = 0 Then
        If DxHasTail(cell) Then sentence = Replace(DX_Y101, "{value}", CStr(cell))
    End If
    If sentence <> "" Then
        PointOf = sentence
    ElseIf task = "FY" Then
        PointOf = year
        If month > 0 And month < 4 Then PointOf = year - 1
    ElseIf task = "WAREKI" Then
        PointOf = Wareki(year, month, day, kind)
    ElseIf task = "SHORT" Then
        PointOf = ShortWareki(year, month, day, kind)
    Else
        PointOf = Seireki(year, month, day)
    End If
End Function

Private Function Wareki(ByVal year As Long, ByVal month As Long, ByVal day As Long, ByVal kind As String) As String
    If month = 0 And kind = "年" Then
        Wareki = DxEraYear(year, 12, 31) & "年"
    ElseIf month = 0 Then
        Wareki = DxFyLabel(year) & IIf(kind = "年度末", "末", "")
    ElseIf day = 0 Then
        Wareki = DxEraYear(year, month, DxLastDay(year, month)) & "年" & month & "月"
    Else
        Wareki = DxEraYear(year, month, day) & "年" & month & "月" & day & "日"
    End If
End Function

' R5, R5末, R6.3, R6.3.31
Private Function ShortWareki(ByVal year As Long, ByVal month As Long, ByVal day As Long, ByVal kind As String) As String
    If month = 0 And kind = "年" Then
        ShortWareki = DxEraShort(DxEraYear(year, 12, 31))
    ElseIf month = 0 Then
        ShortWareki = DxEraShort(Replace(DxFyLabel(year), "年度", "")) & IIf(kind = "年度末", "末", "")
    ElseIf day = 0 Then
        ShortWareki = DxEraShort(DxEraYear(year, month, DxLastDay(year, month))) & "." & month
    Else
        ShortWareki = DxEraShort(DxEraYear(year, month, day)) & "." & month & "." & day
    End If
End Function

Private Function Seireki(ByVal year As Long, ByVal month As Long, ByVal day As Long) As Variant
    If day > 0 Then
        Seireki = CDbl(DateSerial(year, month, day))
    ElseIf month > 0 Then
        Seireki = year & "年" & month & "月"
    Else
        Seireki = year
    End If
End Function

' 団体コード: the last digit checks the first five (6, 5, 4, 3, 2 times them, 11 minus the remainder by 11).
Private Function LocalCode(ByVal cell As Variant) As String
    Dim text As String, at As Long
    text = Replace(Replace(DxNormalizeValue(CStr(cell)), " ", ""), "-", "")
    If Right$(text, 2) = ".0" Then text = Left$(text, Len(text) - 2)
    LocalCode = Replace(DX_V121, "{value}", CStr(cell))
    If Len(text) <> 5 And Len(text) <> 6 Then Exit Function
    For at = 1 To Len(text)
        If Not IsDigit(CodeAt(text, at)) Then Exit Function
    Next
    If Len(text) = 5 Then
        LocalCode = ShortCode(text)
    ElseIf IsCode(text) Then
        LocalCode = text
    Else
        LocalCode = Replace(DX_V124, "{value}", CStr(cell))
    End If
End Function

' Five digits: the leading 0 is lost where only that gives a code; else the check digit may be.
Private Function ShortCode(ByVal text As String) As String
    Dim area As Long
    area = CLng(Mid$(text, 3))
    If IsCode("0" & text) And Not (InPrefectures(text) And (area = 0 Or area >= 100)) Then
        ShortCode = "0" & text
    Else
        ShortCode = Replace(Replace(DX_V123, "{value}", text), "{full}", text & CheckDigit(text))
    End If
End Function

Private Function IsCode(ByVal text As String) As Boolean
    IsCode = InPrefectures(text) And CheckDigit(text) = CLng(Right$(text, 1))
End Function

Private Function InPrefectures(ByVal text As String) As Boolean
    InPrefectures = CLng(Left$(text, 2)) >= 1 And CLng(Left$(text, 2)) <= 47
End Function

Private Function CheckDigit(ByVal text As String) As Long
    Dim at As Long, total As Long
    For at = 1 To 5
        total = total + CLng(Mid$(text, at, 1)) * (7 - at)
    Next
    CheckDigit = (11 - total Mod 11) Mod 10
End Function
