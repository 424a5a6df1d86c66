Attribute VB_Name = "DxFallback"
Option Explicit
Option Private Module
' What a DX_ function shows when the program is not there (called by DxUdf alone).

' The answer of the VBA function of the same purpose, or "sentence" (why the program gave none) where there is none.
Public Function DxFallbackCall(ByVal functionName As String, ByVal arguments As Variant, _
                               ByVal sentence As String) As Variant
    Dim first As Variant
    DxFallbackCall = sentence
    first = DxWithoutObject(arguments(0))
    Select Case functionName
        Case "DX_FY": DxFallbackCall = DXV_FY(first)
        Case "DX_SEIREKI": DxFallbackCall = DXV_SEIREKI(first)
        Case "DX_CODE": DxFallbackCall = DXV_CODE(first)
        Case "DX_WAREKI": If Told(arguments, 1) = "" Then DxFallbackCall = DXV_WAREKI(first)
        Case "DX_NORMALIZE": If Told(arguments, 1) = "値" Or Told(arguments, 1) = "value" Then DxFallbackCall = DXV_NORMALIZE(first)
        Case "DX_GRADE": DxFallbackCall = DXV_GRADE(first, Told(arguments, 1))
        Case "DX_ACHIEVEMENT"
            If Told(arguments, 5) = "" Then
                DxFallbackCall = DXV_ACHIEVEMENT(first, DxWithoutObject(arguments(1)), Told(arguments, 2), Told(arguments, 3), Told(arguments, 4))
            End If
    End Select
End Function

' An argument, or "" where it was left out or is blank.
Private Function Told(ByVal arguments As Variant, ByVal number As Long) As Variant
    Dim value As Variant
    Told = ""
    If number > UBound(arguments) Then Exit Function
    value = DxWithoutObject(arguments(number))
    If IsArray(value) Then value = value(LBound(value, 1), LBound(value, 2))
    If IsError(value) Or IsEmpty(value) Then Exit Function
    Told = value
End Function

Private Function DxWithoutObject(given As Variant) As Variant
    Dim area As Object
    If IsObject(given) Then
        Set area = given
        DxWithoutObject = area.Value
    Else
        DxWithoutObject = given
    End If
End Function
