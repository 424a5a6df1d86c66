Attribute VB_Name = "DxFallback"
Option Explicit
Option Private Module
' What a DX_ function shows when the program is not there (called by DxUdf alone).

' The answer of the VBA function of the same purpose, or the sentence (why the program gave none) where there is none.
' Arguments that were left out are passed on as such.
Public Function DxFallbackCall(ByVal functionName As String, ByVal arguments As Variant, _
                               ByVal sentence As String) As Variant
    DxFallbackCall = sentence
    Select Case functionName
        Case "DX_FY": DxFallbackCall = DXV_FY(arguments(0))
        Case "DX_SEIREKI": DxFallbackCall = DXV_SEIREKI(arguments(0))
        Case "DX_CODE": DxFallbackCall = DXV_CODE(arguments(0))
        Case "DX_WAREKI": DxFallbackCall = DXV_WAREKI(arguments(0), arguments(1))
        Case "DX_NORMALIZE": If AllAre("|値|value|", arguments(1)) Then DxFallbackCall = DXV_NORMALIZE(arguments(0))
        Case "DX_GRADE": DxFallbackCall = DXV_GRADE(arguments(0), arguments(1))
        Case "DX_ACHIEVEMENT"
            If AllAre("||", arguments(5)) Then
                DxFallbackCall = DXV_ACHIEVEMENT(arguments(0), arguments(1), arguments(2), arguments(3), arguments(4))
            End If
    End Select
End Function

' Whether every cell of an argument holds one of the words; one that was left out is blank.
Private Function AllAre(ByVal words As String, Optional given As Variant) As Boolean
    Dim cell As Variant, found As Variant
    If IsMissing(given) Then AllAre = (words = "||"): Exit Function
    found = DxValuesOf(given)
    If Not IsArray(found) Then found = Array(found)
    For Each cell In found
        If IsError(cell) Then Exit Function
        If InStr(words, "|" & CStr(cell) & "|") = 0 Then Exit Function
    Next
    AllAre = True
End Function
