Attribute VB_Name = "DxText"
Option Explicit
Option Private Module

' Width and spaces of a KPI value, by the policy "value" of dxbook/text/policies.py. Pure VBA: it needs no program.
' Characters are written as numbers where code page 932 lacks them, and where a number says more; from 32768 the numbers
' are decimal (65281 is U+FF01), since readers of VBA differ on what &HFF01& is.

Private Const HALF_KANA As String = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
Private Const MARK As Long = &H3099& ' the voiced mark that joins the letter before it
Private Const HALF_MARK As Long = &H309A&

' Text in half width where the policy wants it, one line, hyphens and long vowels told apart.
Public Function DxNormalizeValue(ByVal text As String) As String
    Dim folded As String
    folded = JoinKana(FoldWidth(text))
    DxNormalizeValue = FoldTilde(FoldHyphens(OneSpace(folded)))
End Function

' The character's number, 0 to 65535: AscW gives negative numbers from 32768.
Public Function CodeAt(ByVal text As String, ByVal at As Long) As Long
    Dim code As Long
    If at < 1 Or at > Len(text) Then Exit Function
    code = AscW(Mid$(text, at, 1))
    If code < 0 Then code = code + 65536
    CodeAt = code
End Function

Public Function IsDigit(ByVal code As Long) As Boolean
    IsDigit = (code >= 48 And code <= 57)
End Function

Private Function FoldWidth(ByVal text As String) As String
    Dim at As Long, code As Long, out As String
    For at = 1 To Len(text)
        code = CodeAt(text, at)
        If IsBreak(code) Then
            If Not (code = 10 And CodeAt(text, at - 1) = 13) Then out = out & vbLf
        ElseIf IsOpenSpace(code) Then
            out = out & " "
        ElseIf Not IsDropped(code) Then
            out = out & FoldedChar(code)
        End If
    Next
    FoldWidth = out
End Function

Private Function FoldedChar(ByVal code As Long) As String
    Select Case code
        Case &H301C&, &H223C&, 65374: FoldedChar = ChrW(65374) ' wave dashes
        Case &H332B&: FoldedChar = "%"
        Case 65293: FoldedChar = ChrW(code)
        Case 65281 To 65373: FoldedChar = ChrW(code - 65248) ' U+FF01 to U+FF5D, the full-width ASCII
        Case Else: FoldedChar = ChrW(code)
    End Select
End Function

Private Function IsBreak(ByVal code As Long) As Boolean
    Select Case code
        Case 10 To 13, &H1C& To &H1E&, &H85&, &H2028&, &H2029&: IsBreak = True
    End Select
End Function

Private Function IsOpenSpace(ByVal code As Long) As Boolean
    Select Case code
        Case 9, &HA0&, &H1680&, &H2000& To &H200A&, &H202F&, &H205F&, &H3000&: IsOpenSpace = True
    End Select
End Function

Private Function IsDropped(ByVal code As Long) As Boolean
    Select Case code
        Case 0 To 8, &HE& To &H1B&, &H1F&, &H7F& To &H84&, &H86& To &H9F&, &HAD&: IsDropped = True
        Case &H200B&, &H200C&, &H200E&, &H200F&, &H202A& To &H202E&: IsDropped = True
        Case &H2060& To &H2064&, &H2066& To &H2069&, 65279: IsDropped = True
    End Select
End Function

' Half-width kana to full width, with the voiced marks joined to their letters.
Private Function JoinKana(ByVal text As String) As String
    Dim at As Long, code As Long, joined As Long, last As Long, out As String
    For at = 1 To Len(text)
        code = FullKana(CodeAt(text, at))
        joined = 0
        If code = MARK Or code = HALF_MARK Then joined = Voiced(last, code)
        If joined > 0 Then
            out = Left$(out, Len(out) - 1) & ChrW(joined)
            last = 0
        Else
            out = out & LoneMark(code)
            last = code
        End If
    Next
    JoinKana = out
End Function

Private Function FullKana(ByVal code As Long) As Long
    FullKana = code
    If code >= 65377 And code <= 65437 Then FullKana = CodeAt(HALF_KANA, code - 65376)
    If code = 65438 Then FullKana = MARK
    If code = 65439 Then FullKana = HALF_MARK
End Function

Private Function LoneMark(ByVal code As Long) As String
    Select Case code
        Case MARK: LoneMark = ChrW(&H309B&)
        Case HALF_MARK: LoneMark = ChrW(&H309C&)
        Case Else: LoneMark = ChrW(code)
    End Select
End Function

' The letter with its mark (か + mark = が), or 0 where they do not join.
Private Function Voiced(ByVal letter As Long, ByVal sign As Long) As Long
    Dim plain As Long
    plain = letter
    If letter >= &H30A1& And letter <= &H30FE& Then plain = letter - &H60&
    If sign = HALF_MARK Then
        If InStr("はひふへほ", ChrW(plain)) > 0 And plain > 0 Then Voiced = letter + 2
        Exit Function
    End If
    If plain > 0 And InStr("かきくけこさしすせそたちつてとはひふへほ", ChrW(plain)) > 0 Then Voiced = letter + 1
    Select Case letter
        Case &H30A6&: Voiced = &H30F4&
        Case &H30EF& To &H30F2&: Voiced = letter + 8
        Case &H30FD&, &H309D&: Voiced = letter + 1
    End Select
End Function

' Every row of spaces and line breaks as one space, none at the ends.
Private Function OneSpace(ByVal text As String) As String
    Dim at As Long, code As Long, waiting As Boolean, out As String
    For at = 1 To Len(text)
        code = CodeAt(text, at)
        If code = 32 Or code = 10 Then
            waiting = (Len(out) > 0)
        Else
            If waiting Then out = out & " "
            waiting = False
            out = out & ChrW(code)
        End If
    Next
    OneSpace = out
End Function

Public Function IsHyphen(ByVal code As Long) As Boolean
    Select Case code
        Case &H2D&, &H2010& To &H2015&, &H2500&, &H2212&, 65293, 65123, &H30FC&, 65392: IsHyphen = True
    End Select
End Function

' The rules one after another, as dxbook/text/policies.py has them: between ASCII, as a sign, as a long vowel.
Private Function FoldHyphens(ByVal text As String) As String
    If Len(text) = 1 And IsHyphen(CodeAt(text, 1)) Then
        FoldHyphens = ChrW(65293)
        Exit Function
    End If
    FoldHyphens = HyphenPass(HyphenPass(HyphenPass(text, 1), 2), 3)
End Function

Private Function HyphenPass(ByVal text As String, ByVal rule As Long) As String
    Dim at As Long, before As Long, after As Long, out As String
    out = text
    For at = 1 To Len(text)
        If IsHyphen(CodeAt(text, at)) Then
            before = CodeAt(text, at - 1)
            after = CodeAt(text, at + 1)
            Select Case rule
                Case 1: If IsAscii(before) And IsAscii(after) Then out = WithChar(out, at, "-")
                Case 2: If StartsNumber(before, at) And (IsDigit(after) Or after = 46) Then out = WithChar(out, at, "-")
                Case 3: If IsLongVowel(CodeAt(text, at), before, after) Then out = WithChar(out, at, ChrW(&H30FC&))
            End Select
        End If
    Next
    HyphenPass = out
End Function

Private Function WithChar(ByVal text As String, ByVal at As Long, ByVal char As String) As String
    WithChar = Left$(text, at - 1) & char & Mid$(text, at + 1)
End Function

Private Function IsAscii(ByVal code As Long) As Boolean
    IsAscii = (code >= 33 And code <= 126 And code <> 45)
End Function

Private Function StartsNumber(ByVal before As Long, ByVal at As Long) As Boolean
    StartsNumber = True
    If at > 1 Then StartsNumber = InStr(" (（「、。:：／/" & ChrW(65374), ChrW(before)) > 0
End Function

Private Function IsLongVowel(ByVal code As Long, ByVal before As Long, ByVal after As Long) As Boolean
    If code = 45 Or IsHyphen(after) Or IsDigit(after) Then Exit Function
    IsLongVowel = (before >= &H30A1& And before <= &H30FA&) Or before = &H30FD& Or before = &H30FE&
End Function

' A plain ~ between numbers and years is the Japanese sign for a range.
Private Function FoldTilde(ByVal text As String) As String
    Dim at As Long, before As Long, out As String
    out = text
    For at = 2 To Len(text) - 1
        If CodeAt(text, at) = 126 And IsDigit(CodeAt(text, at + 1)) Then
            before = CodeAt(text, at - 1)
            If IsDigit(before) Or InStr("年度月日", ChrW(before)) > 0 Then out = WithChar(out, at, ChrW(65374))
        End If
    Next
    FoldTilde = out
End Function
