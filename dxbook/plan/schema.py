"""The plan workbook, declared once: its sheets, columns, lists and rules.

The template, the drop-downs, the parsers, the pandera schemas, docs/columns.md and the checks follow
from what stands here. A new column is one ``Column(...)``.
"""

from __future__ import annotations

from dxbook.plan.column import Column, Filler, Kind, Rule, RuleKind, Sheet, handout_columns

SCHEMA_VERSION = "2"
"""Version of the workbook's layout, kept on the very hidden sheet."""

CODE, NAME, PROSE, VALUE, NUMBER = Kind.CODE, Kind.NAME, Kind.PROSE, Kind.VALUE, Kind.NUMBER
FY, DATE, MONTH, CHOICE = Kind.FY, Kind.DATE, Kind.MONTH, Kind.CHOICE
DEPARTMENT, COMPUTED, OWNER = Kind.DEPARTMENT, Kind.COMPUTED, Filler.OWNER

LISTS: dict[str, tuple[str, ...]] = {
    "方向": ("増加", "減少", "維持", "範囲", "到達"),
    "集計": ("年度値", "累計", "延べ", "時点", "前年度比"),
    "実績区分": ("確定", "見込", "未判明"),
    "施策状態": ("未着手", "実施中", "完了", "休止", "廃止"),
    "工程状態": ("予定", "実施中", "完了", "中止"),
    "一覧状態": ("未着手", "準備中", "対応中", "完了", "対象外"),
    "進捗": ("計画どおり", "前倒し", "遅れ", "未着手", "完了", "中止"),
    "今後の方向性": ("継続", "拡充", "見直し", "縮小", "完了", "廃止"),
    "改定種別": ("追加", "修正", "廃止", "完了"),
    "評価方式": ("達成率", "改善率", "時点改善率", "進捗率", "計画値比"),
    "組織区分": ("課", "室", "係", "委員会", "施設", "その他"),
}
"""The drop-down lists. 評価尺度 is not here: it comes from ``scales``."""


def _row_check(width: float = 12) -> Column:
    return Column("row_check", "点検", COMPUTED, "この行の入力もれを自動で表示します。", width,
                  formula="row_check", filler=Filler.NOBODY)


def _money(key: str, label: str) -> Column:
    return Column(key, label, NUMBER, f"当該年度の{label}です。千円単位の数だけを書きます。例: 120万円なら1200", 11, minimum=0,
                  unit="千円", filler=OWNER, aliases=(f"{label}(千円)",))


PLAN = Sheet(
    "plan", "計画", "計画の名前・期間・評価のきまりを書くシートです。", (
        Column("city_code", "団体コード", Kind.LGCODE, "総務省の全国地方公共団体コード(6桁)です。先頭の0も書きます。",
               required=True),
        Column("city", "団体名", NAME, "市町村名です。", required=True, max_length=40),
        Column("title", "計画名", NAME, "計画の正式な名前です。", 40, required=True, max_length=120),
        Column("edition", "版", NAME, "第1版、令和5年9月改定 など。", max_length=40),
        Column("decided_on", "策定日", MONTH, "策定・改定した日または年月です。例: 令和5年3月"),
        Column("first_fy", "開始年度", FY, "計画の最初の年度です。例: 令和5年度", required=True),
        Column("last_fy", "終了年度", FY, "計画の最後の年度です。例: 令和9年度", required=True),
        Column("scale", "評価尺度", NAME, "評価の段階です。選択肢から選びます。", choices="評価尺度"),
        Column("formula", "評価方式", CHOICE, "達成度の計算のしかたです。指標ごとに変えることもできます。", 14,
               choices="評価方式"),
        Column("review_fy", "対象年度", FY, "今回、点検・評価する年度です。", required=True),
        Column("as_of", "基準日", DATE, "実績をとらえる日です。例: 2026-03-31"),
        Column("deadline", "提出期限", DATE, "所管課が事務局へ提出する期限です。"),
        Column("office", "事務局", NAME, "とりまとめる課と連絡先です。", 40, max_length=200),
    ), vertical=True, spare=0, rules=(
        Rule(RuleKind.ORDER, ("first_fy", "last_fy"), "K101"),
        Rule(RuleKind.WITHIN_PLAN, ("review_fy",), "K102"),
    ))

OUTLINE = Sheet(
    "outline", "体系", "柱・方針など、施策の上にある階層を書くシートです。", (
        Column("outline_id", "体系コード", CODE, "階層の記号です。例: 1、1-2", 12, required=True, unique=True,
               max_length=20),
        Column("parent_id", "上位コード", CODE, "一つ上の階層の体系コードです。一番上は空欄にします。", 12,
               ref="outline.outline_id"),
        Column("level", "区分", NAME, "柱、基本方針、重点項目 など。", 14, max_length=20),
        Column("name", "名称", NAME, "階層の名前です。", 48, required=True, max_length=120),
        Column("vision", "目指す姿", PROSE, "この階層で実現したい姿です。", 60, max_length=1000),
        _row_check(),
    ), identity=("outline_id",))

MEASURES = Sheet(
    "measures", "施策", "施策(取組)を1行に1つ書くシートです。", (
        Column("measure_id", "施策ID", CODE, "施策の記号です。文字として書きます。例: 01-01", 11, required=True,
               unique=True, max_length=20, aliases=("取組ID", "施策番号", "No.")),
        Column("outline_id", "体系コード", CODE, "属する階層の体系コードです。", 11, required=True,
               ref="outline.outline_id"),
        Column("name", "施策名", NAME, "施策の名前です。", 40, required=True, max_length=120,
               aliases=("取組名", "取組項目", "取組")),
        Column("owner", "所管課", DEPARTMENT, "責任を持つ部署です。複数のときは「、」で区切ります。", 22,
               ref="organisation.name", multiple=True,
               aliases=("担当課", "担当", "中心となる部署", "主な担当部署", "主管課", "担当部署")),
        Column("partners", "関係課", DEPARTMENT, "協力する部署です。複数のときは「、」で区切ります。", 22,
               ref="organisation.name", multiple=True, aliases=("関係部署", "関連課")),
        Column("situation", "現状", PROSE, "いまの状況です。", 40, max_length=1000),
        Column("problem", "課題", PROSE, "解決したいことです。", 40, max_length=1000),
        Column("actions", "取組事項", PROSE, "行うことです。改行して並べます。", 40, max_length=1000,
               aliases=("取組内容", "想定される主な取組")),
        Column("effect", "効果", PROSE, "見込まれる効果です。", 36, max_length=1000),
        Column("national", "国の重点取組事項", NAME, "関係する国の重点取組事項です。複数のときは「、」で区切ります。",
               24, multiple=True, max_length=200, aliases=("自治体DX推進計画重点事項",)),
        Column("first_fy", "開始年度", FY, "始める年度です。", 12),
        Column("last_fy", "終了年度", FY, "終える年度です。", 12),
        Column("state", "状態", CHOICE, "いまの状態です。選択肢から選びます。", 10, choices="施策状態"),
        Column("note", "備考", PROSE, "補足です。", 24, max_length=1000),
        _row_check(),
    ), identity=("measure_id",), aliases=("取組", "取組項目", "施策一覧"), rules=(
        Rule(RuleKind.ORDER, ("first_fy", "last_fy"), "K101"),
        Rule(RuleKind.WITHIN_PLAN, ("first_fy", "last_fy"), "K102"),
    ))

STEPS = Sheet(
    "steps", "工程", "年度ごとの予定(工程表の帯)を書くシートです。", (
        Column("measure_id", "施策ID", CODE, "どの施策の工程かを書きます。", 11, required=True,
               ref="measures.measure_id", aliases=("取組ID", "施策番号")),
        Column("number", "番号", NUMBER, "施策の中での順番です。", 8, required=True, minimum=1, maximum=99),
        Column("name", "工程名", NAME, "行うことを短く書きます。", 48, required=True, max_length=120),
        Column("first_fy", "開始年度", FY, "帯の始まりの年度です。", 12, required=True),
        Column("last_fy", "終了年度", FY, "帯の終わりの年度です。", 12, required=True),
        Column("detail", "内容", PROSE, "補足です。", 40, max_length=1000),
        Column("state", "状態", CHOICE, "いまの状態です。", 10, choices="工程状態", filler=OWNER),
        _row_check(),
    ), identity=("measure_id", "number"), aliases=("工程表", "スケジュール"), required=False, rules=(
        Rule(RuleKind.ORDER, ("first_fy", "last_fy"), "K101"),
        Rule(RuleKind.WITHIN_PLAN, ("first_fy", "last_fy"), "K102"),
    ))

KPIS = Sheet(
    "kpis", "指標", "指標(KPI)を1行に1つ書くシートです。", (
        Column("kpi_id", "指標ID", CODE, "指標の記号です。例: K01", 10, required=True, unique=True, max_length=20,
               aliases=("KPI番号",)),
        Column("measure_id", "施策ID", CODE, "施策の指標なら施策IDを書きます(体系の指標なら空欄)。", 11,
               ref="measures.measure_id", aliases=("取組ID", "施策番号")),
        Column("outline_id", "体系コード", CODE, "階層全体の指標なら体系コードを書きます(施策の指標なら空欄)。", 11,
               ref="outline.outline_id"),
        Column("name", "指標名", NAME, "はかるものの名前です。", 36, required=True, max_length=120,
               aliases=("指標", "KPI", "成果指標")),
        Column("part", "内訳", NAME, "同じ指標を課などに分けて書くときの、分け方の名前です。", 14, max_length=40),
        Column("unit", "単位", NAME, "件、%、千円、件/年 など。値の欄に単位を書いたときは空欄でもかまいません。", 9,
               max_length=20),
        Column("direction", "方向", CHOICE, "よくなる向きです。到達は「〜を策定する」のような指標です。", 9,
               choices="方向"),
        Column("aggregation", "集計", CHOICE, "値のとらえ方です。年度値、累計、延べ、時点、前年度比。", 10,
               choices="集計"),
        Column("baseline", "現状値", VALUE, "計画をつくったときの値です。計画のとおりに書きます。", 22,
               max_length=120, aliases=("現状", "基準値")),
        Column("baseline_at", "現状値時点", MONTH, "現状値の時点です。例: 令和3年度", 15),
        Column("target", "目標値", VALUE, "目指す値です。計画のとおりに書きます。", 22, max_length=120,
               aliases=("目標",)),
        Column("condition", "目標条件", NAME, "以上・以下など、値の欄に書けない条件です。", 16, max_length=120),
        Column("target_fy", "目標年度", FY, "目標を達成する年度です。", 12),
        Column("formula", "評価方式", CHOICE, "計画全体と違う計算をするときに選びます。", 12, choices="評価方式"),
        Column("definition", "算定式", PROSE, "数え方です。一覧の完了件数で数えるときは「一覧」と書きます。", 24,
               max_length=400),
        Column("source", "確認方法", NAME, "値を確かめる資料です。", 20, max_length=120),
        Column("timing", "確認時期", NAME, "値がわかる時期です。例: 翌年度5月", 14, max_length=40),
        _row_check(),
    ), identity=("kpi_id",), aliases=("KPI", "成果指標"), rules=(
        Rule(RuleKind.ONE_OF, ("measure_id", "outline_id"), "K103"),
        Rule(RuleKind.WITHIN_PLAN, ("target_fy",), "K104"),
    ))

ACTUALS = Sheet(
    "actuals", "実績", "指標の実績値を年度ごとに書くシートです。", (
        Column("kpi_id", "指標ID", CODE, "指標の記号です。", 10, required=True, ref="kpis.kpi_id"),
        Column("kpi_name", "指標名", COMPUTED, "指標シートから自動で表示します。", 34, formula="kpi_name",
               filler=Filler.NOBODY),
        Column("kpi_unit", "単位", COMPUTED, "指標シートから自動で表示します。", 8, formula="kpi_unit",
               filler=Filler.NOBODY),
        Column("kpi_baseline", "現状値", COMPUTED, "指標シートから自動で表示します。", 20, formula="kpi_baseline",
               filler=Filler.NOBODY),
        Column("kpi_target", "目標値", COMPUTED, "指標シートから自動で表示します。", 20, formula="kpi_target",
               filler=Filler.NOBODY),
        Column("planned", "計画値", VALUE, "その年度に見込んでいた値です(計画値比で評価するときだけ)。", 13,
               per_year=True, max_length=120),
        Column("actual", "実績値", VALUE, "その年度の実績です。単位を付けても付けなくてもかまいません。", 13,
               per_year=True, max_length=120, filler=OWNER, aliases=("実績",)),
        Column("at", "時点", MONTH, "実績の時点です。例: 令和8年3月", 15, per_year=True, filler=OWNER),
        Column("status", "区分", CHOICE, "確定・見込・未判明から選びます。", 9, per_year=True, choices="実績区分",
               filler=OWNER),
        Column("note", "備考", PROSE, "前年度から大きく変わった理由などを書きます。", 26, per_year=True,
               max_length=400, filler=OWNER),
        Column("achievement", "達成率", COMPUTED, "対象年度の実績値÷目標値です(数値で書かれているときだけ)。", 9,
               formula="achievement", filler=Filler.NOBODY),
        _row_check(),
    ), identity=("kpi_id", "fy"), spare=0)

EVIDENCE = Sheet(
    "evidence", "根拠", "根拠にもとづく政策立案(EBPM)を書くシートです。", (
        Column("number", "番号", NUMBER, "順番です。", 8, required=True, unique=True, minimum=1, maximum=9999),
        Column("outline_id", "体系コード", CODE, "階層全体の根拠なら体系コードを書きます。", 11,
               ref="outline.outline_id"),
        Column("measure_id", "施策ID", CODE, "施策の根拠なら施策IDを書きます。", 11, ref="measures.measure_id"),
        Column("evidence", "エビデンス", NAME, "見る数値や資料です。", 36, required=True, max_length=200),
        Column("policy", "政策立案の方向性", PROSE, "数値をどう施策に生かすかを書きます。", 48, max_length=1000),
        Column("analysis", "分析結果", PROSE, "今年度にわかったことです。", 48, max_length=1000, filler=OWNER),
        _row_check(),
    ), identity=("number",), aliases=("EBPM",), required=False,
    rules=(Rule(RuleKind.ONE_OF, ("measure_id", "outline_id"), "K103"),))

REPORTS = Sheet(
    "reports", "進捗", "施策の1年間の取組を書くシートです。", (
        Column("measure_id", "施策ID", CODE, "どの施策の報告かを書きます。", 11, required=True,
               ref="measures.measure_id"),
        Column("measure_name", "施策名", COMPUTED, "施策シートから自動で表示します。", 34, formula="measure_name",
               filler=Filler.NOBODY),
        Column("measure_owner", "所管課", COMPUTED, "施策シートから自動で表示します。", 18,
               formula="measure_owner", filler=Filler.NOBODY),
        Column("fy", "年度", FY, "報告する年度です。", 12, required=True),
        Column("done", "取組内容", PROSE, "1年間に行ったことを書きます。", 46, required=True, max_length=800,
               filler=OWNER, aliases=("今年度の取組",), recalled=True),
        Column("problem", "課題", PROSE, "残っている課題を書きます。", 36, max_length=800, filler=OWNER, recalled=True),
        Column("outlook", "今後の展望", PROSE, "次の年度に行うことを書きます。", 36, max_length=800, filler=OWNER,
               aliases=("今後の予定", "今後の取組"), recalled=True),
        Column("progress", "進捗", CHOICE, "工程に対する進み具合です。", 12, required=True, choices="進捗",
               filler=OWNER, recalled=True),
        Column("direction", "今後の方向性", CHOICE, "継続・見直し・廃止などから選びます。", 12, required=True,
               choices="今後の方向性", filler=OWNER, recalled=True),
        _money("budget", "予算額"),
        _money("spent", "決算額"),
        Column("board", "本部意見", PROSE, "推進本部の意見です。事務局が書きます。", 32, max_length=800, recalled=True),
        Column("outside", "外部意見", PROSE, "外部有識者の意見です。事務局が書きます。", 32, max_length=800),
        _row_check(),
    ), identity=("measure_id", "fy"), aliases=("進捗報告", "取組状況"), spare=0)

INVENTORY = Sheet(
    "inventory", "一覧", "標準化の対象業務、オンライン化する手続などの一覧です。", (
        Column("group", "種別", NAME, "業務、手続 など。", 12, required=True, max_length=40),
        Column("number", "番号", NUMBER, "種別の中の順番です。", 8, required=True, minimum=1, maximum=9999),
        Column("name", "名称", NAME, "業務や手続の名前です。", 44, required=True, max_length=120),
        Column("category", "区分", NAME, "分類です。例: 子育て関係", 20, max_length=40),
        Column("owner", "担当部署", DEPARTMENT, "担当する部署です。", 22, ref="organisation.name", multiple=True,
               aliases=("主な担当部署", "担当課")),
        Column("state", "状態", CHOICE, "対応の状況です。", 10, choices="一覧状態", filler=OWNER),
        Column("planned_fy", "予定年度", FY, "対応する予定の年度です。", 12),
        Column("done_on", "実施年月", MONTH, "対応が終わった年月です。", 15, filler=OWNER),
        Column("kpi_id", "指標ID", CODE, "この行を数える指標です。", 10, ref="kpis.kpi_id"),
        _row_check(),
    ), identity=("group", "number"), aliases=("業務・手続一覧", "業務一覧", "手続一覧"), required=False,
    rules=(Rule(RuleKind.WITHIN_PLAN, ("planned_fy",), "K102"),))

REVISIONS = Sheet(
    "revisions", "改定", "計画の追加・修正・廃止・完了の記録です。", (
        Column("number", "番号", NUMBER, "順番です。", 8, required=True, unique=True, minimum=1, maximum=9999),
        Column("edition", "版", NAME, "改定後の版です。", 16, max_length=40),
        Column("on", "日付", MONTH, "改定した日または年月です。", 14),
        Column("action", "種別", CHOICE, "追加・修正・廃止・完了から選びます。", 10, required=True,
               choices="改定種別"),
        Column("target", "対象", NAME, "施策ID、指標ID など。", 14, required=True, max_length=40),
        Column("item", "項目", NAME, "変えた欄の名前です。", 16, max_length=40),
        Column("before", "改定前", PROSE, "変える前の文です。", 40, max_length=1000),
        Column("after", "改定後", PROSE, "変えた後の文です。", 40, max_length=1000),
        Column("reason", "理由", PROSE, "変えた理由です。", 36, max_length=400),
        _row_check(),
    ), identity=("number",), required=False)

ORGANISATION = Sheet(
    "organisation", "組織", "部署の名前の台帳です。所管課の選択肢になります。", (
        Column("name", "部署名", NAME, "部署の正式な名前です。", 24, required=True, unique=True, max_length=40),
        Column("division", "部", NAME, "属する部です。", 20, max_length=40),
        Column("aliases", "別名", NAME, "略称や旧名です。複数のときは「、」で区切ります。", 28, multiple=True,
               max_length=120),
        Column("category", "区分", CHOICE, "課・室・委員会 など。", 10, choices="組織区分"),
        Column("valid_from", "有効開始", MONTH, "この名前になった年月です。", 15),
        Column("valid_to", "有効終了", MONTH, "この名前でなくなった年月です。", 15),
        _row_check(),
    ), identity=("name",))

MEETINGS = Sheet(
    "meetings", "会議", "策定経過・進行管理の会議の記録です。", (
        Column("number", "番号", NUMBER, "順番です。", 8, required=True, unique=True, minimum=1, maximum=9999),
        Column("on", "日にち", NAME, "会議の日です。期間もそのまま書きます。", 20, required=True, max_length=60),
        Column("body", "会議体", NAME, "会議の名前です。", 30, required=True, max_length=120),
        Column("topic", "内容", PROSE, "話し合ったことです。", 40, max_length=400),
        Column("attendees", "対象", PROSE, "出席した人の範囲です。", 30, max_length=400),
        Column("note", "備考", PROSE, "補足です。", 30, max_length=400),
        _row_check(),
    ), identity=("number",), required=False)

GLOSSARY = Sheet(
    "glossary", "用語", "用語の説明です。", (
        Column("term", "用語", NAME, "用語です。", 26, required=True, unique=True, max_length=80),
        Column("reading", "読み", NAME, "よみがなです。", 22, max_length=80, aliases=("読み方",)),
        Column("meaning", "説明", PROSE, "やさしい言葉で説明します。", 70, required=True, max_length=600,
               aliases=("定義・説明",)),
        _row_check(),
    ), identity=("term",), required=False)

SHEETS: tuple[Sheet, ...] = (
    PLAN, OUTLINE, MEASURES, STEPS, KPIS, ACTUALS, EVIDENCE, REPORTS, INVENTORY, REVISIONS,
    ORGANISATION, MEETINGS, GLOSSARY,
)
"""The plan's sheets in workbook order (はじめに comes first and has no table)."""

BY_KEY: dict[str, Sheet] = {sheet.key: sheet for sheet in SHEETS}
HANDOUT: dict[str, tuple[Column, ...]] = {sheet.key: handout_columns(sheet) for sheet in SHEETS}


def referenced(ref: str) -> tuple[Sheet, Column]:
    """The sheet and column a ``"sheet.column"`` reference points at. Raises KeyError."""
    sheet_key, column_key = ref.split(".")
    sheet = BY_KEY[sheet_key]
    return sheet, sheet.column(column_key)
