Attribute VB_Name = "DxServing"
Option Explicit
Option Private Module
' The program behind the DX_ functions, over COM: xlwings' DLL starts it and keeps it (dxbook udf-server).
' Beside the add-in lies a folder "dxbook" with xlwings64.dll and xlwings32.dll ("dxbook addin install" puts them there).
' A start that failed is not tried again for a while: a sheet full of functions must not wait for each of them.

#If Win64 Then
Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings64.dll" (ByRef result As Variant, _
    Optional ByVal config As String = "", Optional ByVal mode As Long = 1) As Long
Private Const DLL_NAME = "xlwings64.dll"
#Else
Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings32.dll" (ByRef result As Variant, _
    Optional ByVal config As String = "", Optional ByVal mode As Long = 1) As Long
Private Const DLL_NAME = "xlwings32.dll"
#End If
Private Declare PtrSafe Function LoadLibraryW Lib "kernel32" (ByVal fileName As LongPtr) As LongPtr

Private Const PAUSE_SECONDS = 60
Private Const MOST_CELLS = 100000
Private Const LONGEST_COMMAND = 1000 ' the DLL has room for 2,048 bytes
Private Const FAILED As Long = 1000

Private pausedUntil As Date
Private reason As String
Private loaded As Boolean
Private commandLine As String
Private starts As Long
Private worked As Boolean

' The result of one function. Raises an error whose description is a sentence where there is no answer.
Public Function DxServerCall(ByVal functionName As String, ByVal arguments As Variant) As Variant
    Dim index As Long, result As Variant, message As String
    For index = LBound(arguments) To UBound(arguments)
        If IsObject(arguments(index)) Then arguments(index) = DxCellValues(arguments(index))
    Next index
    If Now < pausedUntil Then Err.Raise FAILED, "dxbook", reason
    If Not DxAnswered(functionName, arguments, result, message) Then
        DxForget
        If worked Then ' it ran before and is gone (ended in the task manager, updated …): started anew, once
            worked = False
            If DxAnswered(functionName, arguments, result, message) Then GoTo answered
            DxForget
        End If
        pausedUntil = DateAdd("s", PAUSE_SECONDS, Now)
        reason = "dxbookのプログラムにつながりません。1分ほど後に、Ctrl+Alt+F9で計算し直してください。（" & Split(message & vbLf, vbLf)(0) & "）"
        Err.Raise FAILED, "dxbook", reason
    End If
answered:
    worked = True
    DxServerCall = result
End Function

' Forget an earlier failure and stop the program, so that the next function starts it anew.
Public Sub DxServerReset()
    pausedUntil = 0
    worked = False
    DxForget
End Sub

Private Function DxAnswered(functionName As String, arguments As Variant, result As Variant, message As String) As Boolean
    Dim server As Variant
    On Error GoTo broken
    DxLoadLibrary
    If XLPyDLLActivateAuto(server, DxServerCommand(), 1) <> 0 Then
        message = CStr(server)
        Exit Function
    End If
    result = server.CallUDF("dxbook.apps.excel.functions", functionName, arguments)
    DxAnswered = True
    Exit Function
broken:
    message = Err.Description
End Function

' Stop the program if it hangs, and change the line: for the same one the DLL would ask for the dead one again.
Private Sub DxForget()
    Dim unused As Variant
    On Error Resume Next
    If loaded And commandLine <> "" Then XLPyDLLActivateAuto unused, commandLine, -1
    commandLine = ""
    starts = starts + 1
End Sub

' The values of a range: one request carries them all, and the program needs nothing more of Excel.
Private Function DxCellValues(ByVal cells As Object) As Variant
    Dim used As Object
    If cells.CountLarge > MOST_CELLS And cells.Rows.Count = cells.Worksheet.Rows.Count Then
        Set used = cells.Worksheet.UsedRange
        Set cells = cells.Resize(used.Row + used.Rows.Count - 1) ' a whole column: as far as anything is written
    End If
    If cells.CountLarge > MOST_CELLS Then
        Err.Raise FAILED, "dxbook", "範囲が大きすぎます。列全体ではなく、表のある範囲を指定してください。"
    End If
    DxCellValues = cells.Value
End Function

Private Sub DxLoadLibrary()
    Dim path As String
    If loaded Then Exit Sub
    path = ThisWorkbook.Path & "\dxbook\" & DLL_NAME
    If LoadLibraryW(StrPtr(path)) = 0 Then
        Err.Raise FAILED, "dxbook", "「" & path & "」がないか、使えません。「dxbook addin install」をもう一度行ってください。"
    End If
    loaded = True
End Sub

Private Function DxServerCommand() As String
    If commandLine = "" Then commandLine = DxProgramCommand() & " udf-server --clsid $(CLSID) --from_xl=" & (starts + 1)
    If Len(commandLine) > LONGEST_COMMAND Then
        Err.Raise FAILED, "dxbook", "dxbookの置き場所の名前が長すぎます。浅いフォルダーに置いてください。"
    End If
    DxServerCommand = commandLine
End Function
