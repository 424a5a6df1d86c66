Attribute VB_Name = "DxYearWords"
Option Explicit
Option Private Module

' The words of a year or day, taken one after the other from a text: eras, numbers, kanji numbers.

Public DxWords As String ' what is being read
Public DxWordsAt As Long ' how far: the place of the next character

Private Const KANJI As String = "〇一二三四五六七八九十"
Private Const UNSURE As Long = -1

Public Function DxTake(ByVal words As String) As Boolean
    If Mid$(DxWords, DxWordsAt, Len(words)) = words Then
        DxWordsAt = DxWordsAt + Len(words)
        DxTake = True
    End If
End Function

' The era's full title. One letter or kanji counts only before a number.
Public Function DxTakeEra() As String
    Dim row As Variant, title As String, letter As String, follows As String
    For Each row In Split(DX_ERAS, "|")
        title = Split(row, ",")(0)
        letter = Split(row, ",")(1)
        If DxTake(title) Then DxTakeEra = title: Exit Function
        follows = Mid$(DxWords, DxWordsAt + 1, 1)
        If follows <> "" Then
            If Mid$(DxWords, DxWordsAt, 1) = letter And (IsDigit(CodeAt(follows, 1)) Or follows = "元") Then DxTakeEra = title
            If Mid$(DxWords, DxWordsAt, 1) = Left$(title, 1) And (IsDigit(CodeAt(follows, 1)) Or InStr("元" & Mid$(KANJI, 2), follows) > 0) Then DxTakeEra = title
            If DxTakeEra <> "" Then DxWordsAt = DxWordsAt + 1: Exit Function
        End If
    Next
End Function

' The year before the first of an era: 令和 2018.
Public Function DxEraBase(ByVal era As String) As Long
    Dim row As Variant
    For Each row In Split(DX_ERAS, "|")
        If Split(row, ",")(0) = era Then DxEraBase = CLng(Split(row, ",")(2)): Exit Function
    Next
End Function

' One or two digits, 元, or up to three kanji. UNSURE where there are more digits, or none.
Public Function DxTakeNumber() As Long
    Dim digits As String
    DxTakeNumber = UNSURE
    If DxTake("元") Then DxTakeNumber = 1: Exit Function
    digits = DigitsHere(3)
    If Len(digits) = 3 Then Exit Function
    If digits = "" Then
        digits = RunOf(KANJI, 3)
        If digits = "" Then Exit Function
        DxWordsAt = DxWordsAt + Len(digits)
        DxTakeNumber = FromKanji(digits)
    Else
        DxWordsAt = DxWordsAt + Len(digits)
        DxTakeNumber = CLng(digits)
    End If
End Function

' A month or day: one or two digits, or kanji.
Public Function DxTakeCount() As Long
    Dim digits As String
    DxTakeCount = UNSURE
    digits = DigitsHere(2)
    If digits <> "" Then
        DxTakeCount = CLng(digits)
    Else
        digits = RunOf(Mid$(KANJI, 2), 3)
        If digits <> "" Then DxTakeCount = FromKanji(digits)
    End If
    DxWordsAt = DxWordsAt + Len(digits)
End Function

Public Function DxTakeWesternYear() As Long
    Dim digits As String
    digits = DigitsHere(5)
    If Len(digits) = 4 And (Left$(digits, 2) = "19" Or Left$(digits, 2) = "20") Then
        DxWordsAt = DxWordsAt + 4
        DxTakeWesternYear = CLng(digits)
    ElseIf Mid$(DxWords, DxWordsAt, 2) = "二〇" And Len(RunOf(Left$(KANJI, 10), 4)) = 4 Then
        DxTakeWesternYear = FromKanji(Mid$(DxWords, DxWordsAt, 4))
        DxWordsAt = DxWordsAt + 4
    End If
End Function

' The characters of this kind at the cursor, at most so many. The cursor stays.
Private Function RunOf(ByVal chars As String, ByVal most As Long) As String
    Dim at As Long, char As String
    For at = DxWordsAt To DxWordsAt + most - 1
        char = Mid$(DxWords, at, 1)
        If char = "" Then Exit For
        If InStr(chars, char) = 0 Then Exit For
        RunOf = RunOf & char
    Next
End Function

' As RunOf, of the digits.
Private Function DigitsHere(ByVal most As Long) As String
    Dim at As Long
    For at = DxWordsAt To DxWordsAt + most - 1
        If Not IsDigit(CodeAt(DxWords, at)) Then Exit For
        DigitsHere = DigitsHere & Mid$(DxWords, at, 1)
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
Public Function DxCompact(ByVal text As String) As String
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
    DxCompact = UCase$(text)
End Function

' Without 現在, 時点, 実績 and the like at the end.
Public Function DxWithoutTail(ByVal text As String) As String
    Dim tail As Variant, before As String
    Do
        before = text
        For Each tail In Array("現在", "現時点", "時点", "実績値", "実績", "見込み", "見込", "目標値", "目標", "まで")
            If Right$(text, Len(tail)) = tail Then text = Left$(text, Len(text) - Len(tail)): Exit For
        Next
    Loop Until text = before
    DxWithoutTail = text
End Function
