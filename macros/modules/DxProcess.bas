Attribute VB_Name = "DxProcess"
Option Explicit
Option Private Module

' Starts a program without a window and looks after it. (Other ways show a black window or stop Excel.)

#If VBA7 Then
Private Type StartupInfo
    cb As Long
    reserved As LongPtr
    desktop As LongPtr
    title As LongPtr
    x As Long
    y As Long
    xSize As Long
    ySize As Long
    xChars As Long
    yChars As Long
    fill As Long
    flags As Long
    visibility As Integer
    reservedSize As Integer
    reservedBytes As LongPtr
    stdInput As LongPtr
    stdOutput As LongPtr
    stdError As LongPtr
End Type

Private Type ProcessInformation
    process As LongPtr
    thread As LongPtr
    processId As Long
    threadId As Long
End Type

Private Declare PtrSafe Function CreateProcessW Lib "kernel32" (ByVal application As LongPtr, ByVal commandLine As LongPtr, _
    ByVal processRights As LongPtr, ByVal threadRights As LongPtr, ByVal inherit As Long, ByVal flags As Long, _
    ByVal surroundings As LongPtr, ByVal folder As LongPtr, start As StartupInfo, started As ProcessInformation) As Long
Private Declare PtrSafe Function WaitForSingleObject Lib "kernel32" (ByVal handle As LongPtr, ByVal milliseconds As Long) As Long
Private Declare PtrSafe Function GetExitCodeProcess Lib "kernel32" (ByVal handle As LongPtr, code As Long) As Long
Private Declare PtrSafe Function TerminateProcess Lib "kernel32" (ByVal handle As LongPtr, ByVal code As Long) As Long
Private Declare PtrSafe Function CloseHandle Lib "kernel32" (ByVal handle As LongPtr) As Long

Private mProcess As LongPtr
#End If

Private Const NO_WINDOW As Long = &H8000000
Private Const STILL_THERE As Long = 258 ' WAIT_TIMEOUT

' "" or, where the program cannot be started, a sentence.
Public Function DxStart(ByVal commandLine As String) As String
#If VBA7 Then
    Dim start As StartupInfo, started As ProcessInformation, failure As Long
    start.cb = LenB(start)
    If CreateProcessW(0, StrPtr(commandLine), 0, 0, 0, NO_WINDOW, 0, 0, start, started) = 0 Then
        failure = Err.LastDllError
        DxStart = Explained(failure)
        Exit Function
    End If
    CloseHandle started.thread
    mProcess = started.process
#Else
    DxStart = "このExcelは古いため使えません。Excel 2010より新しいものを使ってください。"
#End If
End Function

' Whether the program is still at work; waits at most so long for its end.
Public Function DxWorking(ByVal milliseconds As Long) As Boolean
#If VBA7 Then
    If mProcess <> 0 Then DxWorking = (WaitForSingleObject(mProcess, milliseconds) = STILL_THERE)
#End If
End Function

' The exit code of the program, which has ended or is ended now.
Public Function DxFinish(ByVal endNow As Boolean) As Long
#If VBA7 Then
    Dim code As Long
    If mProcess = 0 Then DxFinish = -1: Exit Function
    If endNow Then TerminateProcess mProcess, 3
    If endNow Then WaitForSingleObject mProcess, 2000
    GetExitCodeProcess mProcess, code
    DxFinish = code
    CloseHandle mProcess
    mProcess = 0
#End If
End Function

' The number of a failed start, in words.
Private Function Explained(ByVal failure As Long) As String
    Select Case failure
        Case 2, 3: Explained = "dxbookのプログラムが見つかりません。「dxbook addin install」をもう一度行ってください。"
        Case 193, 216: Explained = "dxbookのプログラムが、このパソコンのWindowsに合っていません（32ビットと64ビットの違い）。合うものを入れ直してください。"
        Case 5, 1260: Explained = "dxbookのプログラムの実行が許されていません。システムの担当課に「dxbook.exe」の実行の許可を頼んでください。"
        Case 225, 226: Explained = "ウイルス対策ソフトがdxbookのプログラムを止めました。システムの担当課に知らせてください。"
        Case 740: Explained = "dxbookのプログラムが管理者の権限を求めています。入れ直してください。"
        Case Else: Explained = "dxbookのプログラムを始められません（番号 " & failure & "）。システムの担当課に知らせてください。"
    End Select
End Function
