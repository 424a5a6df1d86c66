Attribute VB_Name = "DxYears"
Option Explicit
Option Private Module

' A year, fiscal year, month or day as it is written, by dxbook/years.py. Pure VBA: it needs no program.
' What has two readings, or none, gets a sentence and no value.

Private Const KANJI As String = "〇一二三四五六七八九十"
Private Const FIRST_YEAR As Long = 1900
Private Const LAST_YEAR As Long = 2100
Private Const FIRST_SERIAL As Long = 20000 ' Excel's day numbers of 1954 to 2100: no year lies here
Private Const LAST_SERIAL As Long = 73415
Private Const UNSURE As Long = -1

Private mText As String ' what is being read, and how far
Private mAt As Long
Private mBare As Long ' a year without its era that may be 平成 or 令和, or 0

' "" and the parts of a point of time (month and day 0 where not written), or a sentence.
' Kind is 年, 年度, 年度末 or "" (not written).
Public Function DxReadPoint(ByVal raw As Variant, year As Long, month As Long, day As Long, kind As String) As String
    Dim number As Double, text As String, good As Boolean
    year = 0: month = 0: day = 0: kind = ""
    If VarType(raw) = vbDate Then raw = CDbl(raw)
    text = Compact(CStr(raw))
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
    good = ReadText(WithoutTail(text), year, month, day, kind)
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
        BothEras = BothEras & "「" & era & number & "年(" & EraBase(CStr(era)) + number & "年)」"
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
    text = Compact(CStr(raw))
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
    mText = text
    mAt = 1
    mBare = 0
    If Not ReadHead(year, kind) Then Exit Function
    If kind = "年度" Then
        If Mid$(mText, mAt) = "末" Then kind = "年度末": mAt = mAt + 1
        ReadText = (mAt > Len(mText))
    ElseIf mAt > Len(mText) Then
        ReadText = True
    Else
        ReadText = ReadMonth(year, month, day)
    End If
End Function

' 令和5（2023）年度 at the start of the text. False where there is no one year.
Private Function ReadHead(year As Long, kind As String) As Boolean
    Dim era As String, bare As Boolean, fiscal As Boolean, other As Long
    If Not Take("西暦") Then fiscal = Take("FY")
    If Not ReadYear(year, era) Then
        year = TakeNumber()
        bare = True
    End If
    If year <= 0 Then Exit Function
    other = ReadOther()
    If Take("年度") Then
        kind = "年度"
    ElseIf Take("年") Then
        kind = "年"
    ElseIf fiscal Then
        kind = "年度"
    End If
    If bare Then
        If kind = "" And mAt <= Len(mText) Then Exit Function
        If year > 15 Then ' 平成 or 令和: nobody can tell
            If other = 0 And (mAt > Len(mText) Or (kind = "年度" And Mid$(mText, mAt) = "末")) Then mBare = year
            Exit Function
        End If
        year = year + EraBase("令和")
    End If
    If other = 0 Then other = ReadOther()
    If other <> 0 And other <> year Then Exit Function
    ReadHead = (year >= FIRST_YEAR And year <= LAST_YEAR)
End Function

' An era with its year, or four digits. The cursor stays where it was if there is none.
Private Function ReadYear(year As Long, era As String) As Boolean
    Dim start As Long, number As Long
    start = mAt
    era = TakeEra()
    If era <> "" Then
        If Take(".") Then number = 0
        number = TakeNumber()
        If number > 0 Then year = EraBase(era) + number: ReadYear = True: Exit Function
        mAt = start
        Exit Function
    End If
    number = TakeWesternYear()
    If number > 0 Then year = number: ReadYear = True
End Function

' (2023), (令和5年度), （西暦2023年）: 0 where there is none, UNSURE where it is not a year.
Private Function ReadOther() As Long
    Dim start As Long, year As Long, era As String
    start = mAt
    If Not Take("(") Then Exit Function
    If Take("西暦") Then era = ""
    If ReadYear(year, era) Then
        If Take("年") Then era = era
        If Take("度") Then era = era
        If Take(")") Then ReadOther = year: Exit Function
    End If
    mAt = start
End Function

' The rest after the year: 4月, 4月1日, .4.1, /4/1, 3月末, 3月末日
Private Function ReadMonth(ByVal year As Long, month As Long, day As Long) As Boolean
    Dim closed As Boolean, follows As String
    If InStr("./-", Mid$(mText, mAt, 1)) > 0 Then mAt = mAt + 1
    month = TakeCount()
    closed = Take("月")
    follows = Mid$(mText, mAt, 1)
    If Not closed And follows <> "" And InStr("./末-", follows) = 0 Then Exit Function
    If Not IsMonth(year, month) Then Exit Function
    If Take("末日") Then
        day = LastDay(year, month)
    ElseIf Not Take("末") And mAt <= Len(mText) Then
        If InStr("./-", Mid$(mText, mAt, 1)) > 0 Then mAt = mAt + 1
        day = TakeCount()
        If Take("日") Then closed = True
        If Not IsDay(year, month, day) Then Exit Function
    End If
    ReadMonth = (mAt > Len(mText))
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

Private Function Take(ByVal words As String) As Boolean
    If Mid$(mText, mAt, Len(words)) = words Then
        mAt = mAt + Len(words)
        Take = True
    End If
End Function

' The era's full title. One letter or kanji counts only before a number.
Private Function TakeEra() As String
    Dim row As Variant, title As String, letter As String, follows As String
    For Each row In Split(DX_ERAS, "|")
        title = Split(row, ",")(0)
        letter = Split(row, ",")(1)
        If Take(title) Then TakeEra = title: Exit Function
        follows = Mid$(mText, mAt + 1, 1)
        If follows <> "" Then
            If Mid$(mText, mAt, 1) = letter And (IsDigit(CodeAt(follows, 1)) Or follows = "元") Then TakeEra = title
            If Mid$(mText, mAt, 1) = Left$(title, 1) And (IsDigit(CodeAt(follows, 1)) Or InStr("元" & Mid$(KANJI, 2), follows) > 0) Then TakeEra = title
            If TakeEra <> "" Then mAt = mAt + 1: Exit Function
        End If
    Next
End Function

' The year before the first of an era: 令和 2018.
Private Function EraBase(ByVal era As String) As Long
    Dim row As Variant
    For Each row In Split(DX_ERAS, "|")
        If Split(row, ",")(0) = era Then EraBase = CLng(Split(row, ",")(2)): Exit Function
    Next
End Function

' One or two digits, 元, or up to three kanji. UNSURE where there are more digits, or none.
Private Function TakeNumber() As Long
    Dim digits As String
    TakeNumber = UNSURE
    If Take("元") Then TakeNumber = 1: Exit Function
    digits = DigitsHere(3)
    If Len(digits) = 3 Then Exit Function
    If digits = "" Then
        digits = RunOf(KANJI, 3)
        If digits = "" Then Exit Function
        mAt = mAt + Len(digits)
        TakeNumber = FromKanji(digits)
    Else
        mAt = mAt + Len(digits)
        TakeNumber = CLng(digits)
    End If
End Function

' A month or day: one or two digits, or kanji.
Private Function TakeCount() As Long
    Dim digits As String
    TakeCount = UNSURE
    digits = DigitsHere(2)
    If digits <> "" Then
        TakeCount = CLng(digits)
    Else
        digits = RunOf(Mid$(KANJI, 2), 3)
        If digits <> "" Then TakeCount = FromKanji(digits)
    End If
    mAt = mAt + Len(digits)
End Function

Private Function TakeWesternYear() As Long
    Dim digits As String
    digits = DigitsHere(5)
    If Len(digits) = 4 And (Left$(digits, 2) = "19" Or Left$(digits, 2) = "20") Then
        mAt = mAt + 4
        TakeWesternYear = CLng(digits)
    ElseIf Mid$(mText, mAt, 2) = "二〇" And Len(RunOf(Left$(KANJI, 10), 4)) = 4 Then
        TakeWesternYear = FromKanji(Mid$(mText, mAt, 4))
        mAt = mAt + 4
    End If
End Function

' The characters of this kind at the cursor, at most so many. The cursor stays.
Private Function RunOf(ByVal chars As String, ByVal most As Long) As String
    Dim at As Long, char As String
    For at = mAt To mAt + most - 1
        char = Mid$(mText, at, 1)
        If char = "" Then Exit For
        If InStr(chars, char) = 0 Then Exit For
        RunOf = RunOf & char
    Next
End Function

' As RunOf, of the digits.
Private Function DigitsHere(ByVal most As Long) As String
    Dim at As Long
    For at = mAt To mAt + most - 1
        If Not IsDigit(CodeAt(mText, at)) Then Exit For
        DigitsHere = DigitsHere & Mid$(mText, at, 1)
    Next
End Function

' 五 5, 十二 12, 二十 20, 三十一 31, 二三 23
Private Function FromKanji(ByVal text As String) As Long
    Dim ten As Long, at As Long, value As Long
    ten = InStr(text, "十")
    If ten > 0 Then
        value = 1
        If ten > 1 Then value = FromKanji(Left$(text, ten - 1))
        value = value * 10
        If ten < Len(text) Then value = value + FromKanji(Mid$(text, ten + 1))
        FromKanji = value
        Exit Function
    End If
    For at = 1 To Len(text)
        value = value * 10 + InStr(KANJI, Mid$(text, at, 1)) - 1
    Next
    FromKanji = value
End Function

' Half width, no spaces, no weekdays, large letters; the one-character eras spelt out.
Private Function Compact(ByVal text As String) As String
    Dim weekday As Long, title As String, tail As Variant
    text = Replace(text, ChrW(&H32FF&), "令和")
    text = Replace(text, ChrW(&H337B&), "平成")
    text = Replace(text, ChrW(&H337C&), "昭和")
    text = Replace(text, ChrW(&H337D&), "大正")
    text = Replace(DxNormalizeValue(text), " ", "")
    For weekday = 1 To 7
        title = "(" & Mid$("日月火水木金土", weekday, 1)
        For Each tail In Array(")", "曜)", "曜日)")
            text = Replace(text, title & tail, "")
        Next
    Next
    Compact = UCase$(text)
End Function

' Without 現在, 時点, 実績 and the like at the end.
Private Function WithoutTail(ByVal text As String) As String
    Dim tail As Variant, before As String
    Do
        before = text
        For Each tail In Array("現在", "現時点", "時点", "実績値", "実績", "見込み", "見込", "目標値", "目標", "まで")
            If Right$(text, Len(tail)) = tail Then text = Left$(text, Len(text) - Len(tail)): Exit For
        Next
    Loop Until text = before
    WithoutTail = text
End Function

' Whether 現在, 時点, 実績 and the like stand behind: a year with them is a point of time, but no 年度.
Public Function DxHasTail(ByVal raw As Variant) As Boolean
    Dim text As String
    text = Compact(CStr(raw))
    DxHasTail = (WithoutTail(text) <> text And Right$(text, 2) <> "まで")
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
