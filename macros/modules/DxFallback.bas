Attribute VB_Name = "DxFallback"
Option Explicit
Option Private Module
' What a DX_ function shows when the program is not there (called by DxUdf alone).

' The answer of the VBA function of the same purpose, or "sentence" (why the program gave none) where there is none.
Public Function DxFallbackCall(ByVal functionName As String, ByVal arguments As Variant, _
                               ByVal sentence As String) As Variant
    DxFallbackCall = sentence
End Function
