Attribute VB_Name = "DxFunctions"
Option Explicit

' Worksheet functions in pure VBA: they calculate where the program of the DX_ functions cannot start.
' The results equal those of the DX_ functions of the same name; what these cannot read, they say.

' 整えた文字（指標の値の決まり：全角の英数字・記号を半角に、半角カナを全角に）
Public Function DXV_NORMALIZE(value As Variant) As Variant
    DXV_NORMALIZE = EachCell(value, "NORMALIZE")
End Function

' 年度（西暦の数）
Public Function DXV_FY(value As Variant) As Variant
    DXV_FY = EachCell(value, "FY")
End Function

' 和暦
Public Function DXV_WAREKI(value As Variant) As Variant
    DXV_WAREKI = EachCell(value, "WAREKI")
End Function

' 西暦
Public Function DXV_SEIREKI(value As Variant) As Variant
    DXV_SEIREKI = EachCell(value, "SEIREKI")
End Function

' 団体コード（6けたの文字）
Public Function DXV_CODE(code As Variant) As Variant
    DXV_CODE = EachCell(code, "CODE")
End Function

' 達成率（1が100%）
Public Function DXV_ACHIEVEMENT(actual As Variant, target As Variant, Optional direction As Variant, _
                                Optional baseline As Variant, Optional formula As Variant) As Variant
    Dim sentence As String, value As Variant
    If IsMissing(direction) Then direction = ""
    If IsMissing(baseline) Then baseline = ""
    If IsMissing(formula) Then formula = ""
    For Each value In Array(FirstCell(actual), FirstCell(target), FirstCell(direction), FirstCell(baseline), FirstCell(formula))
        If IsError(value) Then sentence = "もとのセルがエラー値です。"
    Next
    If sentence <> "" Then
        DXV_ACHIEVEMENT = sentence
    ElseIf IsBlank(FirstCell(actual)) And IsBlank(FirstCell(target)) Then
        DXV_ACHIEVEMENT = ""
    Else
        DXV_ACHIEVEMENT = DxRate(FirstCell(actual), FirstCell(target), FirstCell(direction), FirstCell(baseline), FirstCell(formula))
    End If
End Function

' 評価の段階
Public Function DXV_GRADE(ratio As Variant, Optional scaleTitle As Variant) As Variant
    Dim value As Variant
    If IsMissing(scaleTitle) Then scaleTitle = ""
    value = FirstCell(ratio)
    If IsError(value) Then
        DXV_GRADE = "もとのセルがエラー値です。"
    ElseIf IsBlank(value) Then
        DXV_GRADE = ""
    Else
        DXV_GRADE = DxMark(value, CStr(FirstCell(scaleTitle)))
    End If
End Function

' The value of a cell, or the values of a range.
Private Function CellValues(given As Variant) As Variant
    Dim area As Object
    If IsObject(given) Then
        Set area = given
        CellValues = area.Value
    Else
        CellValues = given
    End If
End Function

Private Function FirstCell(value As Variant) As Variant
    Dim found As Variant
    found = CellValues(value)
    If IsArray(found) Then
        FirstCell = found(LBound(found, 1), LBound(found, 2))
    Else
        FirstCell = found
    End If
End Function

' One result a cell, in the shape of the range.
Private Function EachCell(value As Variant, ByVal task As String) As Variant
    Dim found As Variant, results() As Variant, down As Long, across As Long
    found = CellValues(value)
    If Not IsArray(found) Then
        EachCell = OneCell(found, task)
        Exit Function
    End If
    ReDim results(LBound(found, 1) To UBound(found, 1), LBound(found, 2) To UBound(found, 2))
    For down = LBound(found, 1) To UBound(found, 1)
        For across = LBound(found, 2) To UBound(found, 2)
            results(down, across) = OneCell(found(down, across), task)
        Next
    Next
    EachCell = results
End Function

Private Function OneCell(ByVal cell As Variant, ByVal task As String) As Variant
    If IsError(cell) Then
        OneCell = "もとのセルがエラー値です。"
    ElseIf IsBlank(cell) Then
        OneCell = ""
    Else
        Select Case task
            Case "NORMALIZE": OneCell = Normalized(cell)
            Case "CODE": OneCell = LocalCode(cell)
            Case Else: OneCell = PointOf(cell, task)
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
