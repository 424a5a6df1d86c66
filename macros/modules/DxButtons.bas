Attribute VB_Name = "DxButtons"
Option Explicit

Private mBusy As Boolean

' The buttons of the dxbook tab (customUI14.xml). Whatever goes wrong becomes a sentence.

' Called once when the tab appears. Excel takes the texts of the functions only later, when it is at rest.
Public Sub DxOnLoad(ribbon As IRibbonUI)
    On Error Resume Next
    Application.OnTime Now + TimeSerial(0, 0, 2), "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!DxUdf.DxUdfRegister"
End Sub

' この表を検証
Public Sub DxOnCheck(control As IRibbonControl)
    RunButton "check"
End Sub

' 提出前チェック
Public Sub DxOnSubmit(control As IRibbonControl)
    RunButton "submit"
End Sub

' 前の指摘へ
Public Sub DxOnPrevious(control As IRibbonControl)
    RunButton "go back"
End Sub

' 次の指摘へ（差戻し箇所へ移動）
Public Sub DxOnNext(control As IRibbonControl)
    RunButton "go on"
End Sub

' 全角・半角を整える
Public Sub DxOnTidy(control As IRibbonControl)
    RunButton "tidy up"
End Sub

' Ctrl+Z after it
Public Sub DxOnUndo()
    RunButton "take back"
End Sub

' チェックシートを作る
Public Sub DxOnSheet(control As IRibbonControl)
    RunButton "sheet"
End Sub

' グラフを作る
Public Sub DxOnChart(control As IRibbonControl)
    RunButton "chart"
End Sub

' 使い方
Public Sub DxOnHelp(control As IRibbonControl)
    RunButton "show help"
End Sub

' One button at a time: while the program works Excel takes clicks, and a second one would remove the first one's files.
Private Sub RunButton(ByVal task As String)
    Dim sentence As String
    If mBusy Then DxSay "前の処理がまだ動いています。終わってから、もう一度押してください。": Exit Sub
    mBusy = True
    On Error GoTo failed
    Application.EnableCancelKey = xlDisabled ' Esc counts while the program works; elsewhere it would stop half-way
    Application.StatusBar = False
    Select Case task
        Case "go back": sentence = DxJump(-1)
        Case "go on": sentence = DxJump(1)
        Case "take back": sentence = DxUndoTidy()
        Case "show help": sentence = HelpText()
        Case Else: sentence = OnPlan(task)
    End Select
    CleanUp False
    If sentence <> "" Then DxSay sentence
    Exit Sub
failed:
    sentence = "思わぬ誤りで止まりました（" & Err.Number & " " & Err.Description & "）。もう一度試し、続くときは保守の担当に知らせてください。"
    CleanUp True
    DxSay sentence
End Sub

Private Sub CleanUp(ByVal failing As Boolean)
    On Error Resume Next
    If failing Then Application.StatusBar = False ' else it may be telling a finding
    DxForgetRun
    Application.ScreenUpdating = True
    Application.EnableCancelKey = xlInterrupt
    mBusy = False
End Sub

' The tasks that need a plan in front.
Private Function OnPlan(ByVal task As String) As String
    Dim book As Object, sentence As String
    Set book = DxActivePlan(sentence)
    If book Is Nothing Then OnPlan = sentence: Exit Function
    Select Case task
        Case "check": OnPlan = Checked(book, False)
        Case "submit": OnPlan = Checked(book, True)
        Case "tidy up": OnPlan = DxTidyBook(book)
        Case "sheet": OnPlan = DxMakeSheet(book, False)
        Case "chart": OnPlan = DxMakeSheet(book, True)
    End Select
End Function

Private Function Checked(ByVal book As Object, ByVal submitting As Boolean) As String
    Checked = DxCheckBook(book)
    If Checked <> "" Then Exit Function
    If DxFindingCount() > 0 Then DxShowList
    Checked = Verdict(book.Name, submitting, book.Saved)
End Function

Private Function Verdict(ByVal bookName As String, ByVal submitting As Boolean, ByVal saved As Boolean) As String
    Verdict = "「" & bookName & "」の検証が終わりました。" & DxTally() & "。"
    If submitting And DxLevelCount(DX_ERROR) > 0 Then
        Verdict = Verdict & vbLf & "まだ提出できません。エラーを直してから、もう一度押してください。"
    ElseIf submitting Then
        Verdict = Verdict & vbLf & "エラーはありません。" & IIf(DxFindingCount() > 0, "警告と情報を確かめたら、", "") & "提出できます。"
        If Not saved Then Verdict = Verdict & vbLf & "保存していない変更があります。提出の前に保存してください。"
    End If
    If DxFindingCount() > 0 Then Verdict = Verdict & vbLf & "［次の指摘へ］で、直すセルへ順に移動できます。"
End Function

Private Function HelpText() As String
    HelpText = "dxbook " & DX_VERSION & vbLf & vbLf & _
        "この表を検証: 直すところを一覧にします。ブックは変えません。" & vbLf & _
        "前の指摘へ・次の指摘へ: 直すセルへ移動します。内容は画面の一番下に出ます。" & vbLf & _
        "提出前チェック: 提出してよいかを確かめます。" & vbLf & _
        "全角・半角を整える: 一覧を見てから、控えを作って文字を整えます。" & vbLf & _
        "チェックシート・グラフを作る: 新しいファイルに作ります。" & vbLf & vbLf & _
        "ボタンは、前に出ているブックに働きます。保存していない変更も検証に入ります。" & vbLf & _
        "関数（DX_ で始まるもの）は［関数の挿入］の分類「dxbook」にあります。"
End Function
