Attribute VB_Name = "DxRun"
Option Explicit
Option Private Module

' Runs one verb of the program on a copy of a workbook. Excel goes on answering; Esc stops the work.

Private Const LONGEST_NAME As Long = 80
Private Const CANCELLED As Long = 18 ' Esc

Private mFolder As String

' Runs the verb on a copy of the workbook, changes not yet saved included. "" or a sentence; the results are in DxReports.
' In the options, {copy} stands for the copy and {folder} for a folder of this work alone.
Public Function DxRunVerb(ByVal book As Object, ByVal verb As String, ByVal options As String, ByVal doing As String) As String
    Dim program As String, copied As String
    DxForgetRun
    DxRunVerb = ProgramCommand(program)
    If DxRunVerb <> "" Then Exit Function
    On Error GoTo failed
    mFolder = NewFolder()
    copied = mFolder & DxSlash() & CopyName(book.Name)
    DxSaveCopy book, copied
    On Error GoTo 0
    options = Replace(options, "{folder}\", mFolder & DxSlash())
    options = Replace(options, "{copy}", Quoted(copied)) & " --report " & Quoted(ReportPath())
    DxRunVerb = Finished(program & " " & verb & " " & options, doing)
    Application.StatusBar = False
    Exit Function
failed:
    DxRunVerb = "ブックの写しを作れません（" & Err.Description & "）。ディスクの空きと、ブックの状態を確かめてください。"
End Function

' The workbook's own name, for the list shows it; Excel saves none with brackets, and no path over 218 characters.
Private Function CopyName(ByVal bookName As String) As String
    CopyName = Replace(Replace(bookName, "[", "("), "]", ")")
    If Len(CopyName) > LONGEST_NAME Then CopyName = Left$(DxStem(CopyName), LONGEST_NAME) & DxSuffix(CopyName)
End Function

Private Function ReportPath() As String
    ReportPath = mFolder & DxSlash() & "report.tsv"
End Function

' The folder of the last verb.
Public Function DxRunFolder() As String
    DxRunFolder = mFolder
End Function

' Starts the program and waits. "" where it wrote its report and nothing stopped it.
Private Function Finished(ByVal commandLine As String, ByVal doing As String) As String
    Dim ended As String
    Finished = DxStart(commandLine)
    If Finished <> "" Then Exit Function
    ended = Waited(doing)
    If ended <> "" Then
        DxFinish True
        Finished = ended
        Exit Function
    End If
    DxFinish False
    If Not DxReadReport(ReportPath()) Then
        Finished = "dxbookのプログラムが結果を返さずに終わりました。版が古いか、止められた可能性があります。もう一度試し、続くときは保守の担当に知らせてください。"
    ElseIf DxReportCount("error") > 0 Then
        Finished = DxReportField("error", 1, 1) & vbLf & DxReportField("error", 1, 2)
    Else
        Finished = DxVersionProblem(DxReportField("dxbook", 1, 1), DX_VERSION)
    End If
End Function

' Waits for the end of the program, a twentieth of a second at a time. "" or why it did not wait any longer.
Private Function Waited(ByVal doing As String) As String
    Dim began As Date, seconds As Long
    began = Now
    On Error GoTo stopped
    Application.EnableCancelKey = xlErrorHandler
    Do While DxWorking(50)
        seconds = DateDiff("s", began, Now)
        Application.StatusBar = "dxbook: " & doing & "… " & seconds & "秒（Escで中止）"
        DoEvents
        If seconds > DX_TIME_LIMIT Then
            Waited = "時間がかかりすぎるため中止しました（" & DX_TIME_LIMIT & "秒）。ブックが大きすぎないか確かめてください。"
            Exit Do
        End If
    Loop
    Application.EnableCancelKey = xlDisabled
    Exit Function
stopped:
    If Err.Number <> CANCELLED Then Resume Next ' Excel is busy (a cell is being edited): not a reason to stop
    Application.EnableCancelKey = xlDisabled
    Waited = "中止しました。ブックは変わっていません。"
End Function

' How the program is started, or the sentence of DxProgram.
Private Function ProgramCommand(program As String) As String
    On Error GoTo missing
    program = DxProgramCommand()
    Exit Function
missing:
    ProgramCommand = Err.Description
End Function

Private Function NewFolder() As String
    Dim number As Long, path As String
    For number = 1 To 99
        path = Environ$("TEMP") & DxSlash() & "dxbook_" & Format$(Now, "yyyymmdd-hhnnss") & "_" & number
        If Made(path) Then NewFolder = path: Exit Function
    Next
    Err.Raise 75, "dxbook", "一時フォルダーに書き込めません"
End Function

Private Function Made(ByVal path As String) As Boolean
    On Error Resume Next
    MkDir path
    Made = (Err.Number = 0)
End Function

' Removes the copy and what the program wrote beside it: they hold the plan's contents.
Public Sub DxForgetRun()
    If mFolder = "" Then Exit Sub
    DxDropFolder mFolder
    mFolder = ""
End Sub

Private Function Quoted(ByVal path As String) As String
    Quoted = """" & path & """"
End Function
