<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
<context>
    <name>AddinMenu</name>
    <message>
        <source>入れる(&amp;I)…</source>
        <translation>&amp;Put in…</translation>
    </message>
    <message>
        <source>取り除く(&amp;R)…</source>
        <translation>&amp;Remove…</translation>
    </message>
    <message>
        <source>Excelのアドインを入れますか。</source>
        <translation>Put the Excel add-in in?</translation>
    </message>
    <message>
        <source>自分のExcelに、「dxbook」のタブと、DX_で始まる関数が加わります。先に、Excelをすべて閉じてください。</source>
        <translation>Your own Excel gets a “dxbook” tab and functions that begin with DX_. Close Excel completely first.</translation>
    </message>
    <message>
        <source>入れる</source>
        <translation>Put in</translation>
    </message>
    <message>
        <source>アドインを入れています</source>
        <translation>Putting the add-in in</translation>
    </message>
    <message>
        <source>Excelのアドインを取り除きますか。</source>
        <translation>Remove the Excel add-in?</translation>
    </message>
    <message>
        <source>Excelの「dxbook」のタブと関数がなくなります。先に、Excelをすべて閉じてください。</source>
        <translation>Excel&apos;s “dxbook” tab and functions go away. Close Excel completely first.</translation>
    </message>
    <message>
        <source>取り除く</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>アドインを取り除きました。</source>
        <translation>The add-in has been removed.</translation>
    </message>
    <message>
        <source>アドインは入っていません。</source>
        <translation>There is no add-in.</translation>
    </message>
    <message>
        <source>アドインを取り除いています</source>
        <translation>Removing the add-in</translation>
    </message>
    <message>
        <source>やめる</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>アドイン(版 {version})を入れました。</source>
        <translation>The add-in (version {version}) is in its place.</translation>
    </message>
    <message>
        <source>あとは、Excelで次のようにしてください。</source>
        <translation>Do the rest in Excel:</translation>
    </message>
    <message>
        <source>Excelを開き直すと、リボンに「dxbook」のタブが出ます。</source>
        <translation>Open Excel again: the ribbon has a “dxbook” tab.</translation>
    </message>
    <message>
        <source>アドインの手引き</source>
        <translation>About the add-in</translation>
    </message>
</context>
<context>
    <name>AssessStep</name>
    <message>
        <source>評価</source>
        <translation>Grades</translation>
    </message>
    <message>
        <source>評価する</source>
        <translation>Work out the grades</translation>
    </message>
    <message>
        <source>ボタンを押すと、評価と、その計算のしかたを表示します。</source>
        <translation>Press the button to see the grades and how they were worked out.</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>施策の評価</source>
        <translation>Grades of the measures</translation>
    </message>
    <message>
        <source>達成度</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>算式</source>
        <translation>Formula</translation>
    </message>
    <message>
        <source>指標の評価</source>
        <translation>Grades of the KPIs</translation>
    </message>
    <message>
        <source>計画の評価尺度と計算のしかたで、{kpi}と{measure}を評価します。計算に使った数字も見られます。</source>
        <translation>Rates {kpi} and {measure} by the plan&apos;s scale and formula. The numbers used are shown, too.</translation>
    </message>
    <message>
        <source>評価しています</source>
        <translation>Working out the grades</translation>
    </message>
    <message>
        <source>確かめること</source>
        <translation>To be confirmed</translation>
    </message>
    <message>
        <source>{year}&#x3000;尺度: {scale}&#x3000;計算: {formula}</source>
        <translation>{year}   Scale: {scale}   Method: {formula}</translation>
    </message>
    <message>
        <source>{word}の評価: {counts}</source>
        <translation>Grades ({word}): {counts}</translation>
    </message>
    <message>
        <source>&#x3000;(評価に入れないもの: {apart})</source>
        <translation>   (not graded: {apart})</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Books</name>
    <message>
        <source>ファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>判定</source>
        <translation>Outcome</translation>
    </message>
</context>
<context>
    <name>BooksTable</name>
    <message>
        <source>ブックごとの判定</source>
        <translation>Result of each workbook</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>シート</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>セル</source>
        <translation>Cell</translation>
    </message>
    <message>
        <source>欄</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>変わること</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>前</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>後</source>
        <translation>After</translation>
    </message>
    <message>
        <source>(数値)</source>
        <translation> (number)</translation>
    </message>
    <message>
        <source>文字→数値</source>
        <translation>text→number</translation>
    </message>
    <message>
        <source>半角→全角</source>
        <translation>half→full width</translation>
    </message>
    <message>
        <source>全角→半角</source>
        <translation>full→half width</translation>
    </message>
    <message>
        <source>文字</source>
        <translation>letters</translation>
    </message>
    <message>
        <source>改行</source>
        <translation>line breaks</translation>
    </message>
    <message>
        <source>空白</source>
        <translation>spaces</translation>
    </message>
</context>
<context>
    <name>ChangesTable</name>
    <message>
        <source>変わるセルの一覧</source>
        <translation>Cells that change</translation>
    </message>
</context>
<context>
    <name>ChartsStep</name>
    <message>
        <source>グラフ</source>
        <translation>Charts</translation>
    </message>
    <message>
        <source>指標の動きと、体系・課ごとの評価です。図はほかの資料にも使えます。</source>
        <translation>How the KPIs have moved, and grades by field and by department. The charts can be used in other documents too.</translation>
    </message>
    <message>
        <source>グラフを表示する</source>
        <translation>Show charts</translation>
    </message>
    <message>
        <source>ボタンを押すと、評価の結果をグラフで表示します。</source>
        <translation>Press the button to see the results as charts.</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>グラフの一覧</source>
        <translation>Charts</translation>
    </message>
    <message>
        <source>図をコピー</source>
        <translation>Copy chart</translation>
    </message>
    <message>
        <source>図を保存…</source>
        <translation>Save chart…</translation>
    </message>
    <message>
        <source>グラフを作っています</source>
        <translation>Making the charts</translation>
    </message>
    <message>
        <source>グラフにできる数値が、まだありません。実績値を集めてから表示してください。</source>
        <translation>There are no figures to chart yet. Collect the actual values first.</translation>
    </message>
    <message>
        <source>図をコピーしました。ExcelやWordに貼り付けられます。</source>
        <translation>The chart was copied. Paste it into Excel or Word.</translation>
    </message>
    <message>
        <source>図を保存</source>
        <translation>Save chart</translation>
    </message>
    <message>
        <source>図を保存しました: {path}</source>
        <translation>The chart was saved: {path}</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>配る課を選ぶ</source>
        <translation>Choose departments</translation>
    </message>
    <message>
        <source>配る課</source>
        <translation>Departments</translation>
    </message>
    <message>
        <source>ブックを作る課に印を付けます(スペースキーで付け外し)。
一部の課だけのときは、新しいフォルダーに作ります。</source>
        <translation>Tick the departments that get a workbook (the space bar ticks too).
Workbooks for only some of them go into a new folder.</translation>
    </message>
    <message>
        <source>すべて付ける</source>
        <translation>Tick all</translation>
    </message>
    <message>
        <source>すべて外す</source>
        <translation>Untick all</translation>
    </message>
    <message>
        <source>決める</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>やめる</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>ClerkFace</name>
    <message>
        <source>同じ名前のブックは、一度に調べられません。1つずつ入れてください。</source>
        <translation>Workbooks of the same name cannot be checked together. Drop them one at a time.</translation>
    </message>
    <message>
        <source>検証しています</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>もう一度検証</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>ブックが保存されました。</source>
        <translation>The workbook was saved.</translation>
    </message>
</context>
<context>
    <name>CollectStep</name>
    <message>
        <source>フォルダーを選ぶ…</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>集約</source>
        <translation>Collect</translation>
    </message>
    <message>
        <source>届いたブックを調べ、受け取れたものを計画の写しに反映します。直してほしい課には差戻し票を作ります。</source>
        <translation>Checks the returned workbooks and merges those accepted into a copy of the plan. Departments that must correct something get a correction slip.</translation>
    </message>
    <message>
        <source>集約する</source>
        <translation>Collect</translation>
    </message>
    <message>
        <source>届いたブックのフォルダー</source>
        <translation>Folder of returned workbooks</translation>
    </message>
    <message>
        <source>結果を書き出すフォルダー</source>
        <translation>Folder for the results</translation>
    </message>
    <message>
        <source>届いたブック</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>書き出す場所</source>
        <translation>Results in</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>集約結果を開く</source>
        <translation>Open the results</translation>
    </message>
    <message>
        <source>集約後の計画に切りかえる</source>
        <translation>Go on with the merged plan</translation>
    </message>
    <message>
        <source>このあとの評価・チェックシート・グラフに、集約後の計画を使います。</source>
        <translation>Grades, check sheet and charts will then use the merged plan.</translation>
    </message>
    <message>
        <source>食い違い</source>
        <translation>Conflicts</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>欄</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>計画の今の値</source>
        <translation>In the plan now</translation>
    </message>
    <message>
        <source>課が書いた値</source>
        <translation>Departments wrote</translation>
    </message>
    <message>
        <source>受け取れないファイル</source>
        <translation>Files not accepted</translation>
    </message>
    <message>
        <source>ファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>「集約する」を押すと、届いたブックを調べます。
別のフォルダーは、ここへ入れてください。</source>
        <translation>Press “Collect” to check the returned workbooks.
To use another folder, drop it here.</translation>
    </message>
    <message>
        <source>各課から届いたブックのフォルダーを、ここへ入れてください</source>
        <translation>Drop the folder with the departments&apos; workbooks here</translation>
    </message>
    <message>
        <source>届いたブックのフォルダーと、書き出す場所を決めてください。</source>
        <translation>Choose the folder of returned workbooks and a place for the results.</translation>
    </message>
    <message>
        <source>フォルダーを調べています</source>
        <translation>Looking at the folder</translation>
    </message>
    <message>
        <source>届いたブックを調べています</source>
        <translation>Checking the returned workbooks</translation>
    </message>
    <message>
        <source>課ごと</source>
        <translation>By department</translation>
    </message>
    <message>
        <source>食い違い {n}</source>
        <translation>Conflicts {n}</translation>
    </message>
    <message>
        <source>受け取れないファイル {n}</source>
        <translation>Files not accepted {n}</translation>
    </message>
    <message>
        <source>✓ 計画の写しに{n}か所を反映しました。</source>
        <translation>✓ Entries merged into a copy of the plan: {n}.</translation>
    </message>
    <message>
        <source> ▲ 食い違いが{n}か所あります。決めて、もとの計画に書いてください。</source>
        <translation> ▲ Conflicts: {n}. Decide them and write the decisions into the original plan.</translation>
    </message>
</context>
<context>
    <name>CollectedNotice</name>
    <message>
        <source>もとの計画に戻る</source>
        <translation>Back to the plan before</translation>
    </message>
    <message>
        <source>この計画「{name}」には、もう集めた記入が入っています({n}か所)。</source>
        <translation>This plan, {name}, already holds collected answers ({n} cells).</translation>
    </message>
    <message>
        <source>遅れて届いたブックは、もとの計画「{before}」に戻って、集約しなおします。</source>
        <translation>For workbooks that come late, go back to the plan before, {before}, and collect again.</translation>
    </message>
    <message>
        <source>遅れて届いたブックは、配布したときの計画を開いて、集約しなおします。</source>
        <translation>For workbooks that come late, open the plan that was handed out, and collect again.</translation>
    </message>
</context>
<context>
    <name>Copies</name>
    <message>
        <source>整えるところを調べています</source>
        <translation>Looking for what can be tidied</translation>
    </message>
    <message>
        <source>整えるところはありませんでした。写しは作っていません。</source>
        <translation>There was nothing to tidy. No copy was made.</translation>
    </message>
    <message>
        <source>整え</source>
        <translation>tidied</translation>
    </message>
    <message>
        <source>写しを書いています</source>
        <translation>Writing the copy</translation>
    </message>
    <message>
        <source>整えた写しを作りました: {name}
提出するときは、写しの方を使います。</source>
        <translation>The tidied copy was made: {name}
Submit this copy.</translation>
    </message>
    <message>
        <source>写しを検証</source>
        <translation>Check the copy</translation>
    </message>
    <message>
        <source>フォルダーを開く</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>写しには、パスワードが付いていません。</source>
        <translation>The copy has no password.</translation>
    </message>
    <message>
        <source>印</source>
        <translation>marked</translation>
    </message>
    <message>
        <source>印を付けた写し</source>
        <translation>Marked copy</translation>
    </message>
    <message>
        <source>印を付けた写しを書いています</source>
        <translation>Writing the marked copy</translation>
    </message>
    <message>
        <source>検証結果</source>
        <translation>findings</translation>
    </message>
    <message>
        <source>指摘の一覧</source>
        <translation>List of findings</translation>
    </message>
    <message>
        <source>一覧を書いています</source>
        <translation>Writing the list</translation>
    </message>
    <message>
        <source>書き出しました: {name}</source>
        <translation>Written: {name}</translation>
    </message>
    <message>
        <source>Excelで開く</source>
        <translation>Open in Excel</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>いまの仕事が終わってから、もう一度操作してください。</source>
        <translation>Please try again when the present work has ended.</translation>
    </message>
    <message>
        <source>Excelで開いています</source>
        <translation>Opening in Excel</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Excelで開く(&amp;E)</source>
        <translation>Open in &amp;Excel</translation>
    </message>
    <message>
        <source>このセルをExcelで表示します(表をダブルクリックしても同じです)。</source>
        <translation>Shows this cell in Excel (as a double click in the table does).</translation>
    </message>
    <message>
        <source>値「{value}」&#x3000;{code}</source>
        <translation>Value “{value}”   {code}</translation>
    </message>
    <message>
        <source>直し方: {remedy}</source>
        <translation>Fix: {remedy}</translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message>
        <source>文字でしぼり込む(Ctrl+F)</source>
        <translation>Filter by text (Ctrl+F)</translation>
    </message>
    <message>
        <source>文字でしぼり込む</source>
        <translation>Filter by text</translation>
    </message>
    <message>
        <source>押すたびに、「{level}」を表示したり隠したりします。</source>
        <translation>Shows or hides “{level}”.</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>レベル</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>ファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>シート</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>セル</source>
        <translation>Cell</translation>
    </message>
    <message>
        <source>欄</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>What</translation>
    </message>
    <message>
        <source>直し方</source>
        <translation>Fix</translation>
    </message>
    <message>
        <source>エラー</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>警告</source>
        <translation>Warning</translation>
    </message>
    <message>
        <source>情報</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>FindingsTable</name>
    <message>
        <source>しぼり込みに合う指摘はありません。</source>
        <translation>No finding matches the filter.</translation>
    </message>
    <message>
        <source>指摘の一覧</source>
        <translation>List of findings</translation>
    </message>
    <message>
        <source>Excelで開く</source>
        <translation>Open in Excel</translation>
    </message>
    <message>
        <source>コピー</source>
        <translation>Copy</translation>
    </message>
</context>
<context>
    <name>Folder</name>
    <message>
        <source>「{name}」は、ドライブの全体です。</source>
        <translation>{name} is a whole drive.</translation>
    </message>
    <message>
        <source>「{name}」は、利用者のフォルダーの全体です。</source>
        <translation>{name} is the user&apos;s whole folder.</translation>
    </message>
    <message>
        <source>「{name}」は、このプログラムのフォルダーです。</source>
        <translation>{name} is this program&apos;s own folder.</translation>
    </message>
    <message>
        <source>「{name}」には、{many}を超える数のファイルがあります。</source>
        <translation>{name} has more than {many} files.</translation>
    </message>
    <message>
        <source>届いたブックを集めたフォルダーですか。このまま集約しますか。</source>
        <translation>Are the returned workbooks in it? Collect from it all the same?</translation>
    </message>
    <message>
        <source>このまま集約する</source>
        <translation>Collect from it</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source># DX事務局の使い方
1. 計画のブックを選びます。
2. 「配布」で、各課のブックを作ります。できたフォルダーのブックを、各課へ送ります。
3. 返ってきたブックを1つのフォルダーに集め、「集約」に入れます。受理・差戻し・未提出が表に出ます。
4. 「差戻し」のブックには差戻し票ができます。課へ送り返し、直ったものを入れて、もう一度集約します。
5. そろったら、評価してチェックシートとグラフを作ります。

もとのブックは、いつも変わりません。</source>
        <translation># The DX office: how to use dxbook
1. Choose the plan workbook.
2. “Hand out” makes a workbook for every department. Send them the workbooks in the folder that was made.
3. Gather what comes back in one folder and drop it on “Collect”. The table shows what was accepted, sent back or is missing.
4. A workbook that is “sent back” gets a correction slip. Return both to the department, add the corrected workbook, and collect again.
5. When all is there, work out the grades, and make the check sheet and the charts.

Original workbooks are never changed.</translation>
    </message>
    <message>
        <source># 担当課の使い方
1. 記入したブックを保存し、この画面の中へドラッグして落とします(Ctrl+O で選ぶこともできます)。
2. 直すところが表に出ます。行をダブルクリックするか Enter を押すと、Excelでそのセルが開きます。
3. 直して保存したら「もう一度検証」(F5)を押します。
4. 「整える…」は、全角・半角や空白などをそろえた写しを作ります。作る前に、変わるところを確かめられます。
5. 「提出できます」と出たら、ブックをDX事務局へ提出します。

**エラー**は提出の前に直します。**警告**は確かめて、正しければそのままでかまいません。**情報**はお知らせです。

表の行は Ctrl+C でコピーできます。仕事の途中で止めるときは Esc を押します。もとのブックは、いつも変わりません。</source>
        <translation># Departments: how to use dxbook
1. Save the workbook that you have filled in, and drop it on this window (or choose it with Ctrl+O).
2. The table shows what to correct. Double-click a row, or press Enter, and Excel opens at the cell.
3. Correct it, save, and press “Check again” (F5).
4. “Tidy up…” makes a copy with full-width characters, spaces and the like put right. You see every change first.
5. When it says “Ready to submit”, send the workbook to the DX office.

An **error** must be corrected before you submit. Look at every **warning**: what is right may stay. A **note** is for your information.

Ctrl+C copies rows of the table. Esc stops the present work. Original workbooks are never changed.</translation>
    </message>
</context>
<context>
    <name>HandoutStep</name>
    <message>
        <source>配布</source>
        <translation>Hand out</translation>
    </message>
    <message>
        <source>課ごとに、記入するところだけを開けたブックを作ります。できたブックを各課へ送ります。</source>
        <translation>Makes a workbook for every department in which only its own entries can be edited. Send these to the departments.</translation>
    </message>
    <message>
        <source>課ごとのブックを作る</source>
        <translation>Make the workbooks</translation>
    </message>
    <message>
        <source>ボタンを押すと、課ごとのブックと配布台帳ができます。
もとの計画は変わりません。</source>
        <translation>Press the button to make a workbook for every department, and a register of them.
The plan itself is not changed.</translation>
    </message>
    <message>
        <source>ブックを作るフォルダー</source>
        <translation>Folder for the workbooks</translation>
    </message>
    <message>
        <source>作る場所</source>
        <translation>Make them in</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>配る課</source>
        <translation>Departments</translation>
    </message>
    <message>
        <source>提出期限</source>
        <translation>Due date</translation>
    </message>
    <message>
        <source>連絡先</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>作ったブック</source>
        <translation>Workbooks made</translation>
    </message>
    <message>
        <source>課</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>ファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>ブックのない課</source>
        <translation>Departments without a workbook</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>この課に配る「{term}」の数</source>
        <translation>How many {term} this department gets</translation>
    </message>
    <message>
        <source>例: 令和8年4月24日</source>
        <translation>e.g. 令和8年4月24日</translation>
    </message>
    <message>
        <source>例: 企画課 内線123</source>
        <translation>e.g. 企画課 内線123</translation>
    </message>
    <message>
        <source>{n}課だけ…</source>
        <translation>Only {n} chosen…</translation>
    </message>
    <message>
        <source>すべての課…</source>
        <translation>All departments…</translation>
    </message>
    <message>
        <source>ブックを作るフォルダーを決めてください。</source>
        <translation>Choose a folder for the workbooks.</translation>
    </message>
    <message>
        <source>課ごとのブックを作っています</source>
        <translation>Making the departments&apos; workbooks</translation>
    </message>
    <message>
        <source>作ったブック {n}</source>
        <translation>Workbooks made {n}</translation>
    </message>
    <message>
        <source>配る前に確かめること {n}</source>
        <translation>To confirm before handing out {n}</translation>
    </message>
    <message>
        <source>ブックのない課 {n}</source>
        <translation>Without a workbook {n}</translation>
    </message>
    <message>
        <source>✓ {n}課のブックと配布台帳は、前に作ったままです。変わったところはありません。提出期限: {day}</source>
        <translation>✓ The workbooks of {n} departments and the register are as they were made before: nothing has changed. Deadline: {day}</translation>
    </message>
    <message>
        <source>✓ {n}課のブックと配布台帳を作りました。提出期限: {day}</source>
        <translation>✓ Workbooks made: {n}, and their register. Due date: {day}</translation>
    </message>
    <message>
        <source>(書いてありません)</source>
        <translation>(not given)</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>使い方</source>
        <translation>Guide</translation>
    </message>
    <message>
        <source>ブラウザーで開く(印刷できます)</source>
        <translation>Full guide in the browser (in Japanese)</translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>○ 受理</source>
        <translation>○ Accepted</translation>
    </message>
    <message>
        <source>△ 条件付</source>
        <translation>△ Warnings</translation>
    </message>
    <message>
        <source>✕ 差戻し</source>
        <translation>✕ Sent back</translation>
    </message>
    <message>
        <source>－ 未提出</source>
        <translation>－ Missing</translation>
    </message>
    <message>
        <source>－ 使わない</source>
        <translation>－ Not used</translation>
    </message>
    <message>
        <source>✕ 受け取れない</source>
        <translation>✕ Not accepted</translation>
    </message>
    <message>
        <source>課ごとの結果</source>
        <translation>Results by department</translation>
    </message>
    <message>
        <source>判定</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>課</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>記入</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>ファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>差戻し票</source>
        <translation>Slip</translation>
    </message>
    <message>
        <source>あり</source>
        <translation>Made</translation>
    </message>
    <message>
        <source>ほか{n}件。「集約結果」の「指摘」にあります。</source>
        <translation>{n} more: see the sheet 指摘 (findings) of the results workbook.</translation>
    </message>
    <message>
        <source>(わかりません)</source>
        <translation>(not known)</translation>
    </message>
    <message>
        <source>(決めてあります)</source>
        <translation> (decided)</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>使う人</source>
        <translation>Used by</translation>
    </message>
    <message>
        <source>担当課(&amp;1)</source>
        <translation>Department (&amp;1)</translation>
    </message>
    <message>
        <source>DX事務局(&amp;2)</source>
        <translation>DX office (&amp;2)</translation>
    </message>
    <message>
        <source>DX事務局の画面で開けるのは、1つずつです。</source>
        <translation>The DX office opens one file at a time.</translation>
    </message>
    <message>
        <source>中止しました。もとのファイルは変わっていません。</source>
        <translation>Stopped. The original files are unchanged.</translation>
    </message>
    <message>
        <source>画面を開き直します。よろしいですか。</source>
        <translation>The window will be opened anew. Go on?</translation>
    </message>
    <message>
        <source>いま画面に出ている結果は消えます。書き出したファイルは残ります。</source>
        <translation>The results now in the window will go. The files that were written stay.</translation>
    </message>
    <message>
        <source>開き直す</source>
        <translation>Open anew</translation>
    </message>
    <message>
        <source>やめる</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>仕事の途中です。中止して閉じますか。</source>
        <translation>Work is in progress. Stop it and close?</translation>
    </message>
    <message>
        <source>もとのファイルは変わりません。途中の結果は残りません。</source>
        <translation>The original files stay unchanged. Nothing half done is kept.</translation>
    </message>
    <message>
        <source>中止して閉じる</source>
        <translation>Stop and close</translation>
    </message>
    <message>
        <source>仕事を続ける</source>
        <translation>Go on working</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>ファイル(&amp;F)</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>表示(&amp;V)</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <source>色(&amp;C)</source>
        <translation>&amp;Colours</translation>
    </message>
    <message>
        <source>Windowsに合わせる</source>
        <translation>As in Windows</translation>
    </message>
    <message>
        <source>明るい</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>暗い</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>言語 / Language(&amp;L)</source>
        <translation>&amp;Language / 言語</translation>
    </message>
    <message>
        <source>ヘルプ(&amp;H)</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>開く(&amp;O)…</source>
        <translation>&amp;Open…</translation>
    </message>
    <message>
        <source>もう一度検証(&amp;A)</source>
        <translation>Check &amp;again</translation>
    </message>
    <message>
        <source>最近使ったファイル(&amp;R)</source>
        <translation>&amp;Recent files</translation>
    </message>
    <message>
        <source>Excelのアドイン(&amp;E)</source>
        <translation>&amp;Excel add-in</translation>
    </message>
    <message>
        <source>終了(&amp;X)</source>
        <translation>E&amp;xit</translation>
    </message>
    <message>
        <source>計画をもう一度読む(&amp;A)</source>
        <translation>Read the plan &amp;again</translation>
    </message>
    <message>
        <source>使い方(&amp;H)</source>
        <translation>&amp;Guide</translation>
    </message>
    <message>
        <source>Excelのアドインの手引き</source>
        <translation>About the Excel add-in (Japanese)</translation>
    </message>
    <message>
        <source>情報担当のかたへ</source>
        <translation>For the IT section (Japanese)</translation>
    </message>
    <message>
        <source>設定のフォルダーを開く</source>
        <translation>Open the settings folder</translation>
    </message>
    <message>
        <source>dxbookについて</source>
        <translation>About dxbook</translation>
    </message>
    <message>
        <source>(まだありません)</source>
        <translation>(none yet)</translation>
    </message>
    <message>
        <source>dxbook {version}
DX推進計画の進行管理を助けます。
設定の置き場所: {place}</source>
        <translation>dxbook {version}
Helps to run a municipal DX plan through its year.
Settings: {place}</translation>
    </message>
</context>
<context>
    <name>NewPlan</name>
    <message>
        <source>新しい計画を作る</source>
        <translation>Make a new plan</translation>
    </message>
    <message>
        <source>計画のファイル</source>
        <translation>Plan file</translation>
    </message>
    <message>
        <source>DX推進計画.xlsx</source>
        <translation>DX plan.xlsx</translation>
    </message>
    <message>
        <source>団体を選ぶと、その計画の言葉と様式で作ります。あとで直せます。</source>
        <translation>With a city chosen, the plan has its words and its form. They can be changed later.</translation>
    </message>
    <message>
        <source>開始年度</source>
        <translation>First year</translation>
    </message>
    <message>
        <source>使う言葉と様式</source>
        <translation>Words and form</translation>
    </message>
    <message>
        <source>終了年度</source>
        <translation>Last year</translation>
    </message>
    <message>
        <source>対象年度</source>
        <translation>Year under review</translation>
    </message>
    <message>
        <source>作るファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>作る</source>
        <translation>Make</translation>
    </message>
    <message>
        <source>やめる</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>{name}&#x3000;誤りが{n}件あるので選べません</source>
        <translation>{name} (cannot be chosen: {n} mistakes)</translation>
    </message>
    <message>
        <source>標準の言葉({words})</source>
        <translation>Standard words ({words})</translation>
    </message>
    <message>
        <source>{city}と同じ言葉({words})</source>
        <translation>As {city} ({words})</translation>
    </message>
</context>
<context>
    <name>OfficeFace</name>
    <message>
        <source>できました: {path}</source>
        <translation>Made: {path}</translation>
    </message>
    <message>
        <source>Excelで開いて書く</source>
        <translation>Open in Excel to write</translation>
    </message>
    <message>
        <source>計画を読んでいます</source>
        <translation>Reading the plan</translation>
    </message>
    <message>
        <source>計画が変わっていたので、読みなおしました。前に出した結果は、もう一度行うと新しくなります。</source>
        <translation>The plan had changed and was read again. Results on show are of before: do the step again to renew them.</translation>
    </message>
    <message>
        <source>計画を読みなおしました。</source>
        <translation>The plan was read again.</translation>
    </message>
    <message>
        <source>「{name}」はフォルダーです。</source>
        <translation>“{name}” is a folder.</translation>
    </message>
    <message>
        <source>先に、計画のブックを選んでください。</source>
        <translation>Choose the plan workbook first.</translation>
    </message>
    <message>
        <source>「{path}」がありません。</source>
        <translation>“{path}” is not there.</translation>
    </message>
    <message>
        <source>ファイルの名前と場所を確かめてください。</source>
        <translation>Check the name and place of the file.</translation>
    </message>
</context>
<context>
    <name>OfficeStart</name>
    <message>
        <source>計画のブックを、ここへ入れてください(ドラッグして落とすか、下のボタンで選びます)</source>
        <translation>Drop the plan workbook here, or choose it with the button</translation>
    </message>
    <message>
        <source>計画のブックを選ぶ…</source>
        <translation>Choose the plan…</translation>
    </message>
    <message>
        <source>見本で試す</source>
        <translation>Try a sample</translation>
    </message>
    <message>
        <source>新しい計画を作る…</source>
        <translation>New plan…</translation>
    </message>
    <message>
        <source>公開されている計画で試します。</source>
        <translation>Tries it with a published plan.</translation>
    </message>
    <message>
        <source>何も書かれていない計画のブックを作ります。</source>
        <translation>Makes a blank plan workbook.</translation>
    </message>
    <message>
        <source>最近使った計画</source>
        <translation>Recent plans</translation>
    </message>
    <message>
        <source>見本を作るフォルダー</source>
        <translation>Folder for the sample</translation>
    </message>
    <message>
        <source>見本を作っています</source>
        <translation>Making the sample</translation>
    </message>
    <message>
        <source>計画のブックを作っています</source>
        <translation>Making the plan workbook</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>結果のフォルダーを開く</source>
        <translation>Open results folder</translation>
    </message>
</context>
<context>
    <name>Password</name>
    <message>
        <source>パスワード</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>ブックのパスワード:</source>
        <translation>Password of the workbook:</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>選ぶ…</source>
        <translation>Choose…</translation>
    </message>
</context>
<context>
    <name>PlanFindings</name>
    <message>
        <source>計画の指摘</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>Excelで開いて書く</source>
        <translation>Open in Excel to write</translation>
    </message>
    <message>
        <source>直す・確かめるところ {n}</source>
        <translation>To correct or look at {n}</translation>
    </message>
    <message>
        <source>未記入 {n}</source>
        <translation>Not filled in {n}</translation>
    </message>
    <message>
        <source>Excelで開く</source>
        <translation>Open in Excel</translation>
    </message>
    <message>
        <source>この計画には、まだ何も書かれていません。
Excelで開いて、{measure}・{kpi}・{owner}などを書き、保存します。
この画面に戻ると読みなおし、「1 配布」へ進めます。</source>
        <translation>Nothing is written in this plan yet.
Open it in Excel, write its {measure}, {kpi}, {owner} and so on, and save it.
Back in this window it is read again, and step 1 follows.</translation>
    </message>
    <message>
        <source>直すところも、確かめるところもありません。</source>
        <translation>There is nothing to correct or to look at.</translation>
    </message>
    <message>
        <source>これから各課が書くところです。配る前は、このままでかまいません。</source>
        <translation>The departments are still to write these. Before handing out they may stay as they are.</translation>
    </message>
    <message>
        <source>ダブルクリックで、Excelのそのセルを開きます。直して保存すると、読みなおします。</source>
        <translation>A double click opens Excel at the cell. Correct and save it: the plan is read again.</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>整える</source>
        <translation>Tidy up</translation>
    </message>
    <message>
        <source>{n} か所を整えます</source>
        <translation>Cells to be tidied: {n}</translation>
    </message>
    <message>
        <source>色の付いた文字が変わります(␣と□は空白、↵は改行)。もとのブックは変わりません。</source>
        <translation>Coloured characters change (␣ and □ are spaces, ↵ a line break). The original workbook is not changed.</translation>
    </message>
    <message>
        <source>変える…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>写しの名前:</source>
        <translation>Name of the copy:</translation>
    </message>
    <message>
        <source>写しを作る(&amp;W)</source>
        <translation>&amp;Write copy</translation>
    </message>
    <message>
        <source>やめる</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>写しの名前</source>
        <translation>Name of the copy</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>もう一度検証</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>Excelで保存したあとに押します(F5)。</source>
        <translation>Press this after saving in Excel (F5).</translation>
    </message>
    <message>
        <source>整える…(&amp;T)</source>
        <translation>&amp;Tidy up…</translation>
    </message>
    <message>
        <source>全角・半角や空白を整えた写しを作ります。先に変わるところを見られます。</source>
        <translation>Makes a copy with character widths and spaces put right. You see every change first.</translation>
    </message>
    <message>
        <source>別のブック…</source>
        <translation>Other workbook…</translation>
    </message>
    <message>
        <source>ほかのブックを調べます(Ctrl+O)。</source>
        <translation>Checks another workbook (Ctrl+O).</translation>
    </message>
    <message>
        <source>書き出す(&amp;W)</source>
        <translation>&amp;Write out</translation>
    </message>
    <message>
        <source>直すところは見つかりませんでした</source>
        <translation>Nothing to correct was found</translation>
    </message>
    <message>
        <source>印を付けた写し…</source>
        <translation>Marked copy…</translation>
    </message>
    <message>
        <source>指摘の一覧(Excel)…</source>
        <translation>List of findings (Excel)…</translation>
    </message>
    <message>
        <source>ブックのフォルダーを開く</source>
        <translation>Open the workbook&apos;s folder</translation>
    </message>
    <message>
        <source>整えるのは、1冊ずつです。1冊だけ開くと使えます。</source>
        <translation>Tidying takes one workbook at a time: open just one.</translation>
    </message>
</context>
<context>
    <name>Samples</name>
    <message>
        <source>{city}&#x3000;配布から集約、チェックシートまで試せます</source>
        <translation>{city}: from handing out to the check sheet</translation>
    </message>
    <message>
        <source>{city}&#x3000;評価とチェックシート向き(配る課がほとんどありません)</source>
        <translation>{city}: for ratings and check sheets (hardly any departments)</translation>
    </message>
    <message>
        <source>{city}&#x3000;評価とチェックシートを試せます(課が決まっていません)</source>
        <translation>{city}: for ratings and check sheets (no departments)</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>「{name}」は、もうあります。置きかえますか。</source>
        <translation>“{name}” is there already. Replace it?</translation>
    </message>
</context>
<context>
    <name>SheetStep</name>
    <message>
        <source>チェックシート</source>
        <translation>Check sheet</translation>
    </message>
    <message>
        <source>本部会議などに出す、評価の一覧と個票をExcelで作ります。グラフも入ります。</source>
        <translation>Makes an Excel workbook for the review board: a list of grades, a page for every measure, and charts.</translation>
    </message>
    <message>
        <source>チェックシートを作る</source>
        <translation>Make the check sheet</translation>
    </message>
    <message>
        <source>ボタンを押すと、表紙・一覧・個票・グラフの入ったブックができます。</source>
        <translation>Press the button to make a workbook with a cover, the list, a page for every measure and charts.</translation>
    </message>
    <message>
        <source>チェックシートの名前</source>
        <translation>Name of the check sheet</translation>
    </message>
    <message>
        <source>作るファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>様式</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>できたファイル</source>
        <translation>Files made</translation>
    </message>
    <message>
        <source>開く</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>{title}も作る</source>
        <translation>Also as {title}</translation>
    </message>
    <message>
        <source>{title}も作る(ExcelかLibreOfficeがあるときに使えます)</source>
        <translation>Also as {title} (where Excel or LibreOffice is installed)</translation>
    </message>
    <message>
        <source>標準</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>簡易</source>
        <translation>Simple</translation>
    </message>
    <message>
        <source>PDCA</source>
        <translation>PDCA</translation>
    </message>
    <message>
        <source> (この計画の様式)</source>
        <translation> (this plan)</translation>
    </message>
    <message>
        <source>ファイルを選ぶ…</source>
        <translation>Choose a file…</translation>
    </message>
    <message>
        <source>様式のファイル</source>
        <translation>Form file</translation>
    </message>
    <message>
        <source>作るファイルの名前を決めてください。</source>
        <translation>Choose a name for the file.</translation>
    </message>
    <message>
        <source>チェックシートを作っています</source>
        <translation>Making the check sheet</translation>
    </message>
    <message>
        <source>✓ できました: {name}</source>
        <translation>✓ Made: {name}</translation>
    </message>
    <message>
        <source>
▲ もとの計画に、未記入や直すところが{n}件あります。直したら、作りなおしてください。</source>
        <translation>
▲ Blank or wrong entries in the plan: {n}. Correct them and make the check sheet anew.</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>記入したブックを、ここへドラッグして落としてください</source>
        <translation>Drop the workbook that you have filled in here</translation>
    </message>
    <message>
        <source>ブックを選ぶ…</source>
        <translation>Choose a workbook…</translation>
    </message>
    <message>
        <source>直すところを調べます</source>
        <translation>See what to correct</translation>
    </message>
    <message>
        <source>Excelで直し、また調べます</source>
        <translation>Correct it in Excel, check again</translation>
    </message>
    <message>
        <source>「提出できます」で提出します</source>
        <translation>Submit when it is ready</translation>
    </message>
    <message>
        <source>最近使ったブック</source>
        <translation>Recent workbooks</translation>
    </message>
    <message>
        <source>{name} を調べる</source>
        <translation>Check {name}</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>今あるものは、名前に(前のもの)を付けて残します。書き出しますか。</source>
        <translation>What is there now is kept, with (前のもの) added to its name. Write the new files?</translation>
    </message>
    <message>
        <source>書き出す</source>
        <translation>Write</translation>
    </message>
    <message>
        <source>やめる</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>「{names}」は、もうあります。</source>
        <translation>{names}: already there.</translation>
    </message>
    <message>
        <source>別の名前なら「{free}」に作ります。
置きかえると、手で直したところはなくなります。</source>
        <translation>Under another name it is made as {free}.
Replaced, what was changed in it by hand is lost.</translation>
    </message>
    <message>
        <source>別の名前で作る</source>
        <translation>Make under another name</translation>
    </message>
    <message>
        <source>置きかえる</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>何も書き出していません。別のフォルダーを選ぶこともできます。</source>
        <translation>Nothing was written. You can choose another folder.</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>あと {n} 件直すと提出できます</source>
        <translation>To correct before submitting: {n}</translation>
    </message>
    <message>
        <source>行をダブルクリックすると、Excelで開きます。直して保存し、「もう一度検証」を押します。</source>
        <translation>Double-click a row to open it in Excel. Correct it, save, and press “Check again”.</translation>
    </message>
    <message>
        <source>ほかに警告が {n} 件あります。</source>
        <translation>Besides, warnings: {n}.</translation>
    </message>
    <message>
        <source>提出できます</source>
        <translation>Ready to submit</translation>
    </message>
    <message>
        <source>警告が {n} 件あります。確かめて、正しければこのまま提出できます。</source>
        <translation>Warnings: {n}. Look at them; what is right can be submitted as it is.</translation>
    </message>
    <message>
        <source>このブックを、DX事務局へ提出してください。</source>
        <translation>Please send this workbook to the DX office.</translation>
    </message>
    <message>
        <source>Excelで開いているので、最後に保存した内容を調べました。直したら、保存してください。</source>
        <translation>The workbook is open in Excel: what was saved last was checked. Save it when you have corrected it.</translation>
    </message>
    <message>
        <source>読めません</source>
        <translation>Cannot be read</translation>
    </message>
    <message>
        <source>計画のブックではありません</source>
        <translation>This is not a plan workbook</translation>
    </message>
    <message>
        <source>「別のブック…」を押し、DX事務局から届いたブックを選んでください。</source>
        <translation>Press “Other workbook…” and choose the one that came from the DX office.</translation>
    </message>
    <message>
        <source>計画全体のブックです(提出するものではありません)</source>
        <translation>This is the whole plan (not for submitting)</translation>
    </message>
    <message>
        <source>課が提出するのは、DX事務局から届いた、課のブックです。</source>
        <translation>A department submits its own workbook, which came from the DX office.</translation>
    </message>
    <message>
        <source>DX事務局から届いたブックではありません(提出できません)</source>
        <translation>This did not come from the DX office (cannot be submitted)</translation>
    </message>
    <message>
        <source>シートを写したブックなどは、受け取ってもらえません。届いたブックそのものに書いてください。</source>
        <translation>A workbook with copied sheets is not accepted. Write in the very workbook that you received.</translation>
    </message>
    <message>
        <source>調べたところ、直すところや確かめるところが {n} 件あります。</source>
        <translation>To correct or to look at: {n}.</translation>
    </message>
    <message>
        <source>{n} 冊とも提出できます</source>
        <translation>All {n} workbooks are ready to submit</translation>
    </message>
    <message>
        <source>{n} 冊のうち、提出できるのは {m} 冊です</source>
        <translation>Ready to submit: {m} of {n} workbooks</translation>
    </message>
    <message>
        <source>「整える」と印を付けた写しは、1冊ずつ開いたときに使えます。</source>
        <translation>Tidying and marked copies are for one workbook at a time: open just one.</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>どちらの仕事をしますか</source>
        <translation>Choose your role</translation>
    </message>
    <message>
        <source>担当課</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>DX事務局から届いた計画のブックに記入し、提出します。</source>
        <translation>Fill in the plan workbook sent by the DX office, and submit it.</translation>
    </message>
    <message>
        <source>直すところがないかを調べます</source>
        <translation>Check what must be corrected</translation>
    </message>
    <message>
        <source>全角・半角などを整えます</source>
        <translation>Tidy up character widths and spaces</translation>
    </message>
    <message>
        <source>提出できるかを確かめます</source>
        <translation>See whether it is ready to submit</translation>
    </message>
    <message>
        <source>DX事務局</source>
        <translation>DX office</translation>
    </message>
    <message>
        <source>計画のブックを各課に配り、集めて、まとめます。</source>
        <translation>Hand the plan out to the departments, collect it, and put it together.</translation>
    </message>
    <message>
        <source>各課のブックを作って配ります</source>
        <translation>Make a workbook for every department</translation>
    </message>
    <message>
        <source>届いたブックを調べ、反映します</source>
        <translation>Check and merge what comes back</translation>
    </message>
    <message>
        <source>評価し、チェックシートを作ります</source>
        <translation>Grade it, and make the check sheet</translation>
    </message>
    <message>
        <source>あとから、いつでも切りかえられます。</source>
        <translation>You can change this at any time.</translation>
    </message>
    <message>
        <source>{role}として始める</source>
        <translation>Start as {role}</translation>
    </message>
</context>
<context>
    <name>WorkBar</name>
    <message>
        <source>中止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>いまの仕事を止めます(Esc)。もとのファイルは変わりません。</source>
        <translation>Stops the present work (Esc). The original files stay unchanged.</translation>
    </message>
    <message>
        <source>中止しています…</source>
        <translation>Stopping…</translation>
    </message>
</context>
<context>
    <name>YearPage</name>
    <message>
        <source>1 配布</source>
        <translation>1 Hand out</translation>
    </message>
    <message>
        <source>2 集約</source>
        <translation>2 Collect</translation>
    </message>
    <message>
        <source>3 評価</source>
        <translation>3 Grades</translation>
    </message>
    <message>
        <source>4 チェックシート</source>
        <translation>4 Check sheet</translation>
    </message>
    <message>
        <source>5 グラフ</source>
        <translation>5 Charts</translation>
    </message>
    <message>
        <source>計画の指摘</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>別の計画…</source>
        <translation>Other plan…</translation>
    </message>
    <message>
        <source>もう一度読む</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>Excelで直した計画を読みなおします(F5)。</source>
        <translation>Reads the plan again after changes in Excel (F5).</translation>
    </message>
    <message>
        <source>{file}&#x3000;{measure} {measures}&#x3000;{kpi} {kpis}&#x3000;記入する課 {due}</source>
        <translation>{file}   {measure} {measures}   {kpi} {kpis}   Departments {due}</translation>
    </message>
    <message>
        <source>未記入 {n}</source>
        <translation>Blank {n}</translation>
    </message>
    <message>
        <source>✓ 指摘なし</source>
        <translation>✓ Nothing found</translation>
    </message>
    <message>
        <source>この計画の書き方で、直すところや確かめるところです。押すと一覧が出ます。</source>
        <translation>What to correct or confirm in the plan itself. Press for the list.</translation>
    </message>
</context>
</TS>
