Attribute VB_Name = "DxFunctions"
Option Explicit

' Worksheet functions in pure VBA: they calculate where the program of the DX_ functions cannot start.
' The results equal those of the DX_ functions of the same name; what these cannot read, they say.
' Each takes single cells and ranges, as DxCells has it.

' 整えた文字（指標の値の決まり：全角の英数字・記号を半角に、半角カナを全角に）
Public Function DXV_NORMALIZE(value As Variant) As Variant
    DXV_NORMALIZE = DxEachCell("NORMALIZE", Array(value))
End Function

' 年度（西暦の数）
Public Function DXV_FY(value As Variant) As Variant
    DXV_FY = DxEachCell("FY", Array(value))
End Function

' 和暦（shortがTRUEなら短く）
Public Function DXV_WAREKI(value As Variant, Optional short As Variant) As Variant
    If IsMissing(short) Then short = ""
    DXV_WAREKI = DxEachCell("WAREKI", Array(value, short))
End Function

' 西暦
Public Function DXV_SEIREKI(value As Variant) As Variant
    DXV_SEIREKI = DxEachCell("SEIREKI", Array(value))
End Function

' 団体コード（6けたの文字）
Public Function DXV_CODE(code As Variant) As Variant
    DXV_CODE = DxEachCell("LGCODE", Array(code))
End Function

' 達成率（1が100%）
Public Function DXV_ACHIEVEMENT(actual As Variant, target As Variant, Optional direction As Variant, _
                                Optional baseline As Variant, Optional formula As Variant) As Variant
    If IsMissing(direction) Then direction = ""
    If IsMissing(baseline) Then baseline = ""
    If IsMissing(formula) Then formula = ""
    DXV_ACHIEVEMENT = DxEachCell("ACHIEVEMENT", Array(actual, target, direction, baseline, formula))
End Function

' 評価の段階
Public Function DXV_GRADE(ratio As Variant, Optional scaleTitle As Variant) As Variant
    If IsMissing(scaleTitle) Then scaleTitle = ""
    DXV_GRADE = DxEachCell("GRADE", Array(ratio, scaleTitle))
End Function
