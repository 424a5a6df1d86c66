Attribute VB_Name = "DxYears"
Option Explicit
Option Private Module

' A year, fiscal year, month or day as it is written, by dxbook/values/years.py. Pure VBA: it needs no program.
' What has two readings, or none, gets a sentence and no value.

Private Const FIRST_YEAR As Long = 1900
Private Const LAST_YEAR As Long = 2100
Private Const FIRST_SERIAL As Long = 20000 ' Excel's day numbers of 1954 to 2100: no year lies here
Private Const LAST_SERIAL As Long = 73415
Private Const UNSURE As Long = -1

Private mBare As Long ' a year without its era that may be 平成 or 令和, or 0

' "" and the parts of a point of time (month and day 0 where not written), or a sentence.
' Kind is 年, 年度, 年度末 or "" (not written).
Public Function DxReadPoint(ByVal raw As Variant, year As Long, month As Long, day As Long, kind As String) As String
    Dim number As Double, text As String, good As Boolean
    year = 0: month = 0: day = 0: kind = ""
    If VarType(raw) = vbDate Then raw = CDbl(raw)
    text = DxCompact(CStr(raw))
    If IsWhole(raw, number) Then
        If number >= FIRST_SERIAL And number <= LAST_SERIAL Then
            year = YearOf(CDate(number)): month = DatePart("m", CDate(number)): day = DatePart("d", CDate(number))
            Exit Function
        End If
        text = CStr(CLng(number))
        If number >= 100 Then
            good = ReadDigits(text, year, month, day)
            If Not good Then DxReadPoint = Replace(DX_Y101, "{value}", CStr(raw))
            Exit Function
        End If
    End If
    good = ReadText(DxWithoutTail(text), year, month, day, kind)
    If Not good And mBare > 0 Then
        DxReadPoint = Replace(Replace(DX_Y103, "{value}", CStr(raw)), "{readings}", BothEras(mBare))
    ElseIf Not good Then
        DxReadPoint = Replace(DX_Y101, "{value}", CStr(raw))
    End If
End Function

Private Function YearOf(ByVal moment As Date) As Long
    YearOf = Year(moment)
End Function

Private Function BothEras(ByVal number As Long) As String
    Dim era As Variant
    For Each era In Array("平成", "令和")
        If BothEras <> "" Then BothEras = BothEras & "と"
        BothEras = BothEras & "「" & era & number & "年(" & DxEraBase(CStr(era)) + number & "年)」"
    Next
End Function

' A whole number, as a number or in four to eight digits.
Private Function IsWhole(ByVal raw As Variant, number As Double) As Boolean
    Dim text As String, at As Long
    If VarType(raw) <> vbString Then
        If Not IsNumeric(raw) Then Exit Function
        number = CDbl(raw)
        IsWhole = (number = Fix(number) And Abs(number) < 10 ^ 9)
        Exit Function
    End If
    text = DxCompact(CStr(raw))
    If Right$(text, 2) = ".0" Then text = Left$(text, Len(text) - 2)
    If Len(text) < 4 Or Len(text) > 8 Then Exit Function
    For at = 1 To Len(text)
        If Not IsDigit(CodeAt(text, at)) Then Exit Function
    Next
    number = Val(text)
    IsWhole = True
End Function

' Four digits (the year), six (with the month) or eight (with the day)
Private Function ReadDigits(ByVal text As String, year As Long, month As Long, day As Long) As Boolean
    If Len(text) <> 4 And Len(text) <> 6 And Len(text) <> 8 Then Exit Function
    year = CLng(Left$(text, 4))
    If year < FIRST_YEAR Or year > LAST_YEAR Then Exit Function
    If Len(text) >= 6 Then month = CLng(Mid$(text, 5, 2))
    If Len(text) = 8 Then day = CLng(Mid$(text, 7, 2))
    ReadDigits = (Len(text) = 4) Or (IsMonth(year, month) And (Len(text) = 6 Or IsDay(year, month, day)))
End Function

Private Function ReadText(ByVal text As String, year As Long, month As Long, day As Long, kind As String) As Boolean
    DxWords = text
    DxWordsAt = 1
    mBare = 0
    If Not ReadHead(year, kind) Then Exit Function
    If kind = "年度" Then
        If Mid$(DxWords, DxWordsAt) = "末" Then kind = "年度末": DxWordsAt = DxWordsAt + 1
        ReadText = (DxWordsAt > Len(DxWords))
    ElseIf DxWordsAt > Len(DxWords) Then
        ReadText = True
    Else
        ReadText = ReadMonth(year, month, day)
    End If
End Function

' 令和5（2023）年度 at the start of the text. False where there is no one year.
Private Function ReadHead(year As Long, kind As String) As Boolean
    Dim era As String, bare As Boolean, fiscal As Boolean, other As Long
    If Not DxTake("西暦") Then fiscal = DxTake("FY")
    If Not ReadYear(year, era) Then
        year = DxTakeNumber()
        bare = True
    End If
    If year <= 0 Then Exit Function
    other = ReadOther()
    If DxTake("年度") Then
        kind = "年度"
    ElseIf DxTake("年") Then
        kind = "年"
    ElseIf fiscal Then
        kind = "年度"
    End If
    If bare Then
        If kind = "" And DxWordsAt <= Len(DxWords) Then Exit Function
        If year > 15 Then ' 平成 or 令和: nobody can tell
            If other = 0 And (DxWordsAt > Len(DxWords) Or (kind = "年度" And Mid$(DxWords, DxWordsAt) = "末")) Then mBare = year
            Exit Function
        End If
        year = year + DxEraBase("令和")
    End If
    If other = 0 Then other = ReadOther()
    If other <> 0 And other <> year Then Exit Function
    ReadHead = (year >= FIRST_YEAR And year <= LAST_YEAR)
End Function

' An era with its year, or four digits. The cursor stays where it was if there is none.
Private Function ReadYear(year As Long, era As String) As Boolean
    Dim start As Long, number As Long
    start = DxWordsAt
    era = DxTakeEra()
    If era <> "" Then
        If DxTake(".") Then number = 0
        number = DxTakeNumber()
        If number > 0 Then year = DxEraBase(era) + number: ReadYear = True: Exit Function
        DxWordsAt = start
        Exit Function
    End If
    number = DxTakeWesternYear()
    If number > 0 Then year = number: ReadYear = True
End Function

' (2023), (令和5年度), （西暦2023年）: 0 where there is none, UNSURE where it is not a year.
Private Function ReadOther() As Long
    Dim start As Long, year As Long, era As String
    start = DxWordsAt
    If Not DxTake("(") Then Exit Function
    If DxTake("西暦") Then era = ""
    If ReadYear(year, era) Then
        If DxTake("年") Then era = era
        If DxTake("度") Then era = era
        If DxTake(")") Then ReadOther = year: Exit Function
    End If
    DxWordsAt = start
End Function

' The rest after the year: 4月, 4月1日, .4.1, /4/1, 3月末, 3月末日
Private Function ReadMonth(ByVal year As Long, month As Long, day As Long) As Boolean
    Dim closed As Boolean, follows As String
    If InStr("./-", Mid$(DxWords, DxWordsAt, 1)) > 0 Then DxWordsAt = DxWordsAt + 1
    month = DxTakeCount()
    closed = DxTake("月")
    follows = Mid$(DxWords, DxWordsAt, 1)
    If Not closed And follows <> "" And InStr("./末-", follows) = 0 Then Exit Function
    If Not IsMonth(year, month) Then Exit Function
    If DxTake("末日") Then
        day = LastDay(year, month)
    ElseIf Not DxTake("末") And DxWordsAt <= Len(DxWords) Then
        If InStr("./-", Mid$(DxWords, DxWordsAt, 1)) > 0 Then DxWordsAt = DxWordsAt + 1
        day = DxTakeCount()
        If DxTake("日") Then closed = True
        If Not IsDay(year, month, day) Then Exit Function
    End If
    ReadMonth = (DxWordsAt > Len(DxWords))
End Function

Private Function IsMonth(ByVal year As Long, ByVal month As Long) As Boolean
    IsMonth = (month >= 1 And month <= 12)
End Function

Private Function IsDay(ByVal year As Long, ByVal month As Long, ByVal day As Long) As Boolean
    If day >= 1 Then IsDay = (day <= LastDay(year, month))
End Function

Private Function LastDay(ByVal year As Long, ByVal month As Long) As Long
    LastDay = DatePart("d", DateSerial(year, month + 1, 0))
End Function

' Whether 現在, 時点, 実績 and the like stand behind: a year with them is a point of time, but no 年度.
Public Function DxHasTail(ByVal raw As Variant) As Boolean
    Dim text As String
    text = DxCompact(CStr(raw))
    DxHasTail = (DxWithoutTail(text) <> text And Right$(text, 2) <> "まで")
End Function

' 令和5年度, 令和元年度
Public Function DxFyLabel(ByVal year As Long) As String
    Dim row As Variant
    For Each row In Split(DX_ERAS, "|")
        If year > CLng(Split(row, ",")(2)) Then
            DxFyLabel = Split(row, ",")(0) & EraNumber(year - CLng(Split(row, ",")(2))) & "年度"
            Exit Function
        End If
    Next
End Function

' 令和5, 令和元: the year's title on this day.
Public Function DxEraYear(ByVal year As Long, ByVal month As Long, ByVal day As Long) As String
    Dim row As Variant, stamp As Long
    stamp = year * 10000 + month * 100 + day
    For Each row In Split(DX_ERAS, "|")
        If stamp >= CLng(Replace(Split(row, ",")(3), "-", "")) Then
            DxEraYear = Split(row, ",")(0) & EraNumber(year - CLng(Split(row, ",")(2)))
            Exit Function
        End If
    Next
    DxEraYear = CStr(year)
End Function

Private Function EraNumber(ByVal number As Long) As String
    EraNumber = CStr(number)
    If number = 1 Then EraNumber = "元"
End Function

Public Function DxLastDay(ByVal year As Long, ByVal month As Long) As Long
    DxLastDay = LastDay(year, month)
End Function

' 令和5 → R5, 令和元 → R1; a year before all eras stays as it is
Public Function DxEraShort(ByVal text As String) As String
    Dim row As Variant
    DxEraShort = text
    For Each row In Split(DX_ERAS, "|")
        If Left$(text, Len(Split(row, ",")(0))) = Split(row, ",")(0) Then
            DxEraShort = Split(row, ",")(1) & Replace(Mid$(text, Len(Split(row, ",")(0)) + 1), "元", "1")
            Exit Function
        End If
    Next
End Function
