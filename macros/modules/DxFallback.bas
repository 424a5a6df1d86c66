Attribute VB_Name = "DxFallback"
Option Explicit
Option Private Module
' What a DX_ function shows when the program is not there (called by DxUdf alone).

' The answer of the VBA function of the same purpose, or "sentence" (why the program gave none) where there is none:
' another answer than the program's would be worse than none.
Public Function DxFallbackCall(ByVal functionName As String, ByVal arguments As Variant, _
                               ByVal sentence As String) As Variant
    Dim cells(0 To 6) As Variant, index As Long, many As Boolean
    DxFallbackCall = sentence
    On Error GoTo failed
    For index = 0 To 6
        cells(index) = ""
        If index <= UBound(arguments) Then
            ' An argument that was left out is an error value. Of a range, Let takes the values.
            If index = 0 Or Not IsError(arguments(index)) Then cells(index) = arguments(index)
        End If
    Next index
    many = IsArray(cells(0))
    Select Case functionName
        Case "DX_FY"
            DxFallbackCall = DXV_FY(cells(0))
        Case "DX_SEIREKI"
            DxFallbackCall = DXV_SEIREKI(cells(0))
        Case "DX_CODE"
            DxFallbackCall = DXV_CODE(cells(0))
        Case "DX_WAREKI"
            If CStr(cells(1)) = "" Then DxFallbackCall = DXV_WAREKI(cells(0))
        Case "DX_NORMALIZE"
            If CStr(cells(1)) = "値" Then DxFallbackCall = DXV_NORMALIZE(cells(0))
        Case "DX_GRADE"
            If Not many Then DxFallbackCall = DXV_GRADE(cells(0), cells(1))
        Case "DX_ACHIEVEMENT"
            If Not many And CStr(cells(5)) & CStr(cells(6)) = "" Then
                DxFallbackCall = DXV_ACHIEVEMENT(cells(0), cells(1), cells(2), cells(3), cells(4))
            End If
        Case "DX_NUMBER"
            If VarType(cells(0)) = vbDouble And CStr(cells(1)) = "" Then DxFallbackCall = cells(0)
    End Select
    Exit Function
failed:
    DxFallbackCall = sentence
End Function
