Attribute VB_Name = "DxRates"
Option Explicit
Option Private Module

' Achievement rates and grades of plain numbers, by dxbook/rating/formulas.py and dxbook/plan/scales.py.
' Values in words (約330万枚, 前年度比) need the program: they get a sentence here.

Private Const UNITS As String = "|%|件|人|回|台|枚|円|日|時間|課|か所|箇所|手続|業務|施設|団体|校|ポイント|"
Private Const LIMITS As String = "以上|以下|以内|超|未満"
Private Const NOT_RATABLE As String = "評価できない："
Private Const MAX_RATE As Double = 10 ' 目標 ÷ 実績 near 0 has no sensible ratio
Private Const MANY As Double = 10 ' a rate above it is a percentage without its sign

' The rate (1 = 100 %) as a Double, or why there is none.
Public Function DxRate(actual As Variant, target As Variant, direction As Variant, baseline As Variant, formula As Variant) As Variant
    Dim result As Double, goal As Double, start As Double, way As String, words As String, sentence As String
    If IsNothingWritten(target) Then DxRate = "目標未設定": Exit Function
    If IsNothingWritten(actual) Then DxRate = "実績未判明": Exit Function
    sentence = ReadBoth(actual, target, baseline, result, goal, start, words)
    way = Trim$(CStr(direction))
    If sentence = "" Then sentence = Unfit(way, Trim$(CStr(formula)))
    If sentence <> "" Then
        DxRate = NOT_RATABLE & sentence
    ElseIf way = "維持" Then
        DxRate = RateKept(result, goal, words)
    Else
        DxRate = RateDirected(result, goal, start, IsNothingWritten(baseline), way = "増加", Trim$(CStr(formula)) = "達成率")
    End If
End Function

Private Function IsNothingWritten(ByVal cell As Variant) As Boolean
    Dim text As String
    If IsEmpty(cell) Then IsNothingWritten = True: Exit Function
    text = DxNormalizeValue(CStr(cell))
    IsNothingWritten = (text = "" Or text = ChrW(65293) Or text = "なし")
End Function

Private Function ReadBoth(actual As Variant, target As Variant, baseline As Variant, result As Double, goal As Double, _
                          start As Double, words As String) As String
    Dim unit As String, other As String
    If Not ReadPlain(target, goal, unit, words) Then ReadBoth = Unread("目標値", target): Exit Function
    If Not ReadPlain(actual, result, other, "") Then ReadBoth = Unread("実績値", actual): Exit Function
    If other <> unit And (other = "%" Or unit = "%" Or (other <> "" And unit <> "")) Then ReadBoth = "目標値と実績値の単位が違うか、片方にしかありません。": Exit Function
    If IsNothingWritten(baseline) Then Exit Function
    If Not ReadPlain(baseline, start, other, "") Then ReadBoth = Unread("現状値", baseline): Exit Function
    If other <> unit And (other = "%" Or unit = "%" Or (other <> "" And unit <> "")) Then ReadBoth = "目標値と現状値の単位が違うか、片方にしかありません。"
End Function

Private Function Unread(ByVal label As String, ByVal raw As Variant) As String
    Unread = label & "「" & CStr(raw) & "」は、この関数では数として読めません。DX_ACHIEVEMENTを使ってください。"
End Function

Private Function Unfit(ByVal way As String, ByVal formula As String) As String
    If way = "" Then
        Unfit = "方向（増加・減少など）が書かれていないため評価できません"
    ElseIf way <> "増加" And way <> "減少" And way <> "維持" Then
        Unfit = "方向「" & way & "」は、この関数では計算できません。DX_ACHIEVEMENTを使ってください。"
    ElseIf formula <> "" And formula <> "改善率" And formula <> "達成率" Then
        Unfit = "計算式「" & formula & "」は、この関数では計算できません。DX_ACHIEVEMENTを使ってください。"
    End If
End Function

' A number, or one in digits with a plain unit and 以上 and the like behind it.
Private Function ReadPlain(ByVal raw As Variant, value As Double, unit As String, ByRef words As String) As Boolean
    Dim text As String, digits As String, word As Variant
    unit = ""
    If VarType(raw) <> vbString Then
        If IsNumeric(raw) And VarType(raw) <> vbBoolean Then value = CDbl(raw): ReadPlain = True
        Exit Function
    End If
    text = Replace(DxNormalizeValue(CStr(raw)), " ", "")
    For Each word In Split(LIMITS, "|")
        If Len(text) > Len(word) And Right$(text, Len(word)) = word Then words = word: text = Left$(text, Len(text) - Len(word)): Exit For
    Next
    digits = LeadingNumber(text)
    unit = Mid$(text, Len(digits) + 1)
    If digits = "" Or InStr(UNITS, "|" & unit & "|") = 0 And unit <> "" Then Exit Function
    value = Val(Replace(digits, ",", ""))
    ReadPlain = True
End Function

' -1,234.5 of -1,234.5件; "" where commas or points do not stand as in a number.
Private Function LeadingNumber(ByVal text As String) As String
    Dim at As Long, code As Long, points As Long, group As Long, grouped As Boolean
    For at = 1 To Len(text)
        code = CodeAt(text, at)
        If IsDigit(code) Then
            group = group + 1
        ElseIf code = 44 And points = 0 And ((grouped And group = 3) Or (Not grouped And group >= 1 And group <= 3)) Then
            grouped = True: group = 0
        ElseIf code = 46 And points = 0 And (Not grouped Or group = 3) Then
            points = 1: group = 0
        ElseIf Not (code = 45 And at = 1) Then
            Exit For
        End If
    Next
    If group = 0 Or (grouped And points = 0 And group <> 3) Then Exit Function
    LeadingNumber = Left$(text, at - 1)
End Function

Private Function RateDirected(a As Double, t As Double, b As Double, noBaseline As Boolean, rising As Boolean, level As Boolean) As Variant
    If Not noBaseline And t <> b And (t > b) <> rising Then
        RateDirected = NOT_RATABLE & "方向が「" & IIf(rising, "増加", "減少") & "」なのに目標値が現状値と逆の向きのため評価できません"
    ElseIf Not level And Not noBaseline And t <> b Then
        RateDirected = Settled((a - b) / (t - b))
    ElseIf t = 0 And Not rising Then
        RateDirected = IIf(a <= 0, 1#, 0#)
    ElseIf t <= 0 And Not noBaseline And t <> b Then
        RateDirected = Settled((a - b) / (t - b))
    ElseIf t <= 0 Then
        RateDirected = NOT_RATABLE & "目標値が0以下で、割り算ができないため評価できません"
    ElseIf rising Then
        RateDirected = Settled(a / t)
    ElseIf a * MAX_RATE <= t Then
        RateDirected = MAX_RATE
    Else
        RateDirected = Settled(t / a)
    End If
End Function

' 維持: inside the limit is 100 %; outside it a target of 0 gives 0 %, else the level where the limit says which side is better.
Private Function RateKept(a As Double, t As Double, words As String) As Variant
    Dim inside As Boolean
    Select Case words
        Case "以上": inside = (a >= t)
        Case "超": inside = (a > t)
        Case "以下", "以内": inside = (a <= t)
        Case "未満": inside = (a < t)
        Case Else: inside = (a = t)
    End Select
    If inside Then
        RateKept = 1#
    ElseIf t = 0 And words <> "以上" And words <> "超" Then
        RateKept = IIf(a <= 0, 1#, 0#)
    ElseIf words = "" Then
        RateKept = NOT_RATABLE & "以上か以下かが書かれていないため評価できません"
    ElseIf t <= 0 Or words = "超" Or words = "未満" Then
        RateKept = 0#
    ElseIf words = "以上" Then
        RateKept = Settled(a / t)
    Else
        RateKept = RateDirected(a, t, 0, True, False, True)
    End If
End Function

' Without the noise of fractions of two: 0.3 - 0.1 is 0.2, so that a rate of 80 % reaches the grade's floor.
Private Function Settled(ByVal rate As Double) As Double
    Settled = rate
    If Abs(rate) < 100000# Then Settled = CDbl(Round(rate, 13))
End Function

' The grade's mark of a rate (0.85, 85%), or a sentence.
Public Function DxMark(ByVal rate As Variant, ByVal scaleTitle As String) As String
    Dim row As Variant, value As Double, unit As String
    If IsUnrated(rate) Then DxMark = Split(CStr(rate), "：")(0): Exit Function
    If Not ReadPlain(rate, value, unit, "") Or (unit <> "" And unit <> "%") Then
        DxMark = "「" & CStr(rate) & "」は達成率として読めません。0.85 か「85%」のように書いてください。"
        Exit Function
    End If
    If unit = "%" Then value = Settled(value / 100)
    If unit = "" And value > MANY Then DxMark = CStr(value) & "は" & CStr(value * 100) & "%のことになります。「85%」のように書いてください。": Exit Function
    If Trim$(scaleTitle) = "" Then scaleTitle = DX_DEFAULT_SCALE
    For Each row In DxScales()
        If Split(row, "|")(0) = scaleTitle Or Split(row, "|")(1) = scaleTitle Then DxMark = MarkIn(Split(row, "|"), value): Exit Function
    Next
    DxMark = "評価尺度「" & scaleTitle & "」はありません。"
End Function

Private Function IsUnrated(ByVal rate As Variant) As Boolean
    Dim state As Variant
    For Each state In Array("評価できない", "対象外", "事業終了", "目標未設定", "実績未判明")
        If Left$(CStr(rate), Len(state)) = state Then IsUnrated = True
    Next
End Function

Private Function MarkIn(grades As Variant, ByVal rate As Double) As String
    Dim number As Long, floorText As String
    For number = 2 To UBound(grades)
        floorText = Mid$(grades(number), InStr(grades(number), "=") + 1)
        MarkIn = Left$(grades(number), InStr(grades(number), "=") - 1)
        If floorText = "" Then Exit Function
        If rate >= Val(floorText) Then Exit Function
    Next
End Function
