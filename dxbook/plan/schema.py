"""The plan workbook, declared once: a class per sheet, a field per column, its lists and rules.

The template, the drop-downs, the parsers, the pandera schemas, docs/columns.md, the checks, the VBA constants and the
worksheet functions follow from what stands here. A new column is one field.
"""

from __future__ import annotations

from dxbook.plan import column
from dxbook.plan.choices import (
    ActualStatus,
    Aggregation,
    DepartmentKind,
    Direction,
    Formula,
    InventoryState,
    MeasureState,
    NextStep,
    Progress,
    RevisionKind,
    StepState,
)
from dxbook.plan.column import Column, ColumnOf, Filler, Rule, RuleKind, Sheet, handout_columns
from dxbook.plan.row import Row

SCHEMA_VERSION = "2"
"""Version of the workbook's layout, kept on the very hidden sheet."""

OWNER = Filler.OWNER


def filled_check() -> Column:
    """「点検」: what is missing in the row, at the end of every table."""
    return column.computed("点検", "この行の入力もれを自動で表示します。", 12, "row_check")


def money(label: str) -> ColumnOf[int | float]:
    """An amount in thousands of yen that a department reports."""
    return column.number(label, f"当該年度の{label}です。千円単位の数だけを書きます。例: 120万円なら1200", 11, minimum=0,
                         unit="千円", filler=OWNER, aliases=(f"{label}(千円)",))


class Plan(Row, key="plan", title="計画", help="計画の名前・期間・評価のきまりを書くシートです。", vertical=True,
        spare=0):
    """The plan itself: its name, its years, its rules of rating."""

    city_code = column.lgcode("団体コード", "総務省の全国地方公共団体コード(6桁)です。先頭の0も書きます。",
        required=True)
    city = column.name("団体名", "市町村名です。", required=True, max_length=40)
    title = column.name("計画名", "計画の正式な名前です。", 40, required=True, max_length=120)
    edition = column.name("版", "第1版、令和5年9月改定 など。", max_length=40)
    decided_on = column.month("策定日", "策定・改定した日または年月です。例: 令和5年3月")
    first_fy = column.fiscal_year("開始年度", "計画の最初の年度です。例: 令和5年度", required=True)
    last_fy = column.fiscal_year("終了年度", "計画の最後の年度です。例: 令和9年度", required=True)
    scale = column.name("評価尺度", "評価の段階です。選択肢から選びます。", choices="評価尺度")
    formula = column.choice(Formula, "評価方式", "達成度の計算のしかたです。指標ごとに変えることもできます。", 14)
    review_fy = column.fiscal_year("対象年度", "今回、点検・評価する年度です。", required=True)
    as_of = column.date("基準日", "実績をとらえる日です。例: 2026-03-31")
    deadline = column.date("提出期限", "所管課が事務局へ提出する期限です。")
    office = column.name("事務局", "とりまとめる課と連絡先です。", 40, max_length=200)
    rules = (
        Rule(RuleKind.ORDER, (first_fy, last_fy), "K101"),
        Rule(RuleKind.WITHIN_PLAN, (review_fy,), "K102"),
    )


class Department(Row, key="organisation", title="組織", help="部署の名前の台帳です。所管課の選択肢になります。"):
    """One department: the register that 所管課 is chosen from."""

    name = column.name("部署名", "部署の正式な名前です。", 24, required=True, unique=True, max_length=40)
    division = column.name("部", "属する部です。", 20, max_length=40)
    aliases = column.names("別名", "略称や旧名です。複数のときは「、」で区切ります。", 28, max_length=120)
    category = column.choice(DepartmentKind, "区分", "課・室・委員会 など。", 10)
    valid_from = column.month("有効開始", "この名前になった年月です。", 15)
    valid_to = column.month("有効終了", "この名前でなくなった年月です。", 15)
    row_check = filled_check()
    identity = (name,)


class Outline(Row, key="outline", title="体系", help="柱・方針など、施策の上にある階層を書くシートです。"):
    """One node of the hierarchy above the measures: 柱, 方針, 重点項目."""

    outline_id = column.code("体系コード", "階層の記号です。例: 1、1-2", 12, required=True, unique=True,
        max_length=20)
    parent_id = column.code("上位コード", "一つ上の階層の体系コードです。一番上は空欄にします。", 12,
        ref=outline_id)
    level = column.name("区分", "柱、基本方針、重点項目 など。", 14, max_length=20)
    name = column.name("名称", "階層の名前です。", 48, required=True, max_length=120)
    vision = column.prose("目指す姿", "この階層で実現したい姿です。", 60, max_length=1000)
    row_check = filled_check()
    identity = (outline_id,)


class Measure(Row, key="measures", title="施策", help="施策(取組)を1行に1つ書くシートです。",
        aliases=("取組", "取組項目", "施策一覧")):
    """One measure (施策・取組), the unit a department owns."""

    measure_id = column.code("施策ID", "施策の記号です。文字として書きます。例: 01-01", 11, required=True,
        unique=True, max_length=20, aliases=("取組ID", "施策番号", "No."))
    outline_id = column.code("体系コード", "属する階層の体系コードです。", 11, required=True, ref=Outline.outline_id)
    name = column.name("施策名", "施策の名前です。", 40, required=True, max_length=120,
        aliases=("取組名", "取組項目", "取組"))
    owner = column.departments("所管課", "責任を持つ部署です。複数のときは「、」で区切ります。", 22,
        ref=Department.name, aliases=("担当課", "担当", "中心となる部署", "主な担当部署", "主管課", "担当部署"))
    partners = column.departments("関係課", "協力する部署です。複数のときは「、」で区切ります。", 22,
        ref=Department.name, aliases=("関係部署", "関連課"))
    situation = column.prose("現状", "いまの状況です。", 40, max_length=1000)
    problem = column.prose("課題", "解決したいことです。", 40, max_length=1000)
    actions = column.prose("取組事項", "行うことです。改行して並べます。", 40, max_length=1000,
        aliases=("取組内容", "想定される主な取組"))
    effect = column.prose("効果", "見込まれる効果です。", 36, max_length=1000)
    national = column.names("国の重点取組事項", "関係する国の重点取組事項です。複数のときは「、」で区切ります。", 24,
        max_length=200, aliases=("自治体DX推進計画重点事項",))
    first_fy = column.fiscal_year("開始年度", "始める年度です。", 12)
    last_fy = column.fiscal_year("終了年度", "終える年度です。", 12)
    state = column.choice(MeasureState, "状態", "いまの状態です。選択肢から選びます。", 10)
    note = column.prose("備考", "補足です。", 24, max_length=1000)
    row_check = filled_check()
    identity = (measure_id,)
    rules = (
        Rule(RuleKind.ORDER, (first_fy, last_fy), "K101"),
        Rule(RuleKind.WITHIN_PLAN, (first_fy, last_fy), "K102"),
    )


class Step(Row, key="steps", title="工程", help="年度ごとの予定(工程表の帯)を書くシートです。",
        aliases=("工程表", "スケジュール"), required=False):
    """One bar of a measure's schedule."""

    measure_id = column.code("施策ID", "どの施策の工程かを書きます。", 11, required=True, ref=Measure.measure_id,
        aliases=("取組ID", "施策番号"))
    number = column.number("番号", "施策の中での順番です。", 8, required=True, minimum=1, maximum=99)
    name = column.name("工程名", "行うことを短く書きます。", 48, required=True, max_length=120)
    first_fy = column.fiscal_year("開始年度", "帯の始まりの年度です。", 12, required=True)
    last_fy = column.fiscal_year("終了年度", "帯の終わりの年度です。", 12, required=True)
    detail = column.prose("内容", "補足です。", 40, max_length=1000)
    state = column.choice(StepState, "状態", "いまの状態です。", 10, filler=OWNER)
    row_check = filled_check()
    identity = (measure_id, number)
    rules = (
        Rule(RuleKind.ORDER, (first_fy, last_fy), "K101"),
        Rule(RuleKind.WITHIN_PLAN, (first_fy, last_fy), "K102"),
    )


class Kpi(Row, key="kpis", title="指標", help="指標(KPI)を1行に1つ書くシートです。", aliases=("KPI", "成果指標")):
    """One KPI (指標), of a measure or of a node of the hierarchy."""

    kpi_id = column.code("指標ID", "指標の記号です。例: K01", 10, required=True, unique=True, max_length=20,
        aliases=("KPI番号",))
    measure_id = column.code("施策ID", "施策の指標なら施策IDを書きます(体系の指標なら空欄)。", 11,
        ref=Measure.measure_id, aliases=("取組ID", "施策番号"))
    outline_id = column.code("体系コード", "階層全体の指標なら体系コードを書きます(施策の指標なら空欄)。", 11,
        ref=Outline.outline_id)
    name = column.name("指標名", "はかるものの名前です。", 36, required=True, max_length=120,
        aliases=("指標", "KPI", "成果指標"))
    part = column.name("内訳", "同じ指標を課などに分けて書くときの、分け方の名前です。", 14, max_length=40)
    unit = column.name("単位", "件、%、千円、件/年 など。値の欄に単位を書いたときは空欄でもかまいません。", 9,
        max_length=20)
    direction = column.choice(Direction, "方向", "よくなる向きです。到達は「〜を策定する」のような指標です。", 9)
    aggregation = column.choice(Aggregation, "集計", "値のとらえ方です。年度値、累計、延べ、時点、前年度比。", 10)
    baseline = column.value("現状値", "計画をつくったときの値です。計画のとおりに書きます。", 22, max_length=120,
        aliases=("現状", "基準値"), side="baseline")
    baseline_at = column.month("現状値時点", "現状値の時点です。例: 令和3年度", 15)
    target = column.value("目標値", "目指す値です。計画のとおりに書きます。", 22, max_length=120, aliases=("目標",),
        side="target")
    condition = column.name("目標条件", "以上・以下など、値の欄に書けない条件です。", 16, max_length=120)
    target_fy = column.fiscal_year("目標年度", "目標を達成する年度です。", 12)
    formula = column.choice(Formula, "評価方式", "計画全体と違う計算をするときに選びます。", 12)
    definition = column.prose("算定式", "数え方です。一覧の完了件数で数えるときは「一覧」と書きます。", 24,
        max_length=400)
    source = column.name("確認方法", "値を確かめる資料です。", 20, max_length=120)
    timing = column.name("確認時期", "値がわかる時期です。例: 翌年度5月", 14, max_length=40)
    row_check = filled_check()
    identity = (kpi_id,)
    rules = (
        Rule(RuleKind.ONE_OF, (measure_id, outline_id), "K103"),
        Rule(RuleKind.WITHIN_PLAN, (target_fy,), "K104"),
    )


class Actual(Row, key="actuals", title="実績", help="指標の実績値を年度ごとに書くシートです。", spare=0):
    """What a KPI was in one fiscal year: one row a KPI and year, one Excel row a KPI."""

    kpi_id = column.code("指標ID", "指標の記号です。", 10, required=True, ref=Kpi.kpi_id)
    kpi_name = column.computed("指標名", "指標シートから自動で表示します。", 34, "kpi_name")
    kpi_unit = column.computed("単位", "指標シートから自動で表示します。", 8, "kpi_unit")
    kpi_baseline = column.computed("現状値", "指標シートから自動で表示します。", 20, "kpi_baseline")
    kpi_target = column.computed("目標値", "指標シートから自動で表示します。", 20, "kpi_target")
    planned = column.value("計画値", "その年度に見込んでいた値です(計画値比で評価するときだけ)。", 13, per_year=True,
        max_length=120, side="target")
    actual = column.value("実績値", "その年度の実績です。単位を付けても付けなくてもかまいません。", 13, per_year=True,
        max_length=120, filler=OWNER, aliases=("実績",), side="actual")
    at = column.month("時点", "実績の時点です。例: 令和8年3月", 15, per_year=True, filler=OWNER)
    status = column.choice(ActualStatus, "区分", "確定・見込・未判明から選びます。", 9, per_year=True, filler=OWNER)
    note = column.prose("備考", "前年度から大きく変わった理由などを書きます。", 26, per_year=True, max_length=400,
        filler=OWNER)
    achievement = column.computed("達成率", "対象年度の実績値÷目標値です(数値で書かれているときだけ)。", 9,
        "achievement")
    row_check = filled_check()
    fy = column.fiscal_year("年度", "値の年度です。", implied=True)
    identity = (kpi_id, fy)


class Evidence(Row, key="evidence", title="根拠", help="根拠にもとづく政策立案(EBPM)を書くシートです。",
        aliases=("EBPM",), required=False):
    """One piece of evidence (EBPM) for a measure or a node."""

    number = column.number("番号", "順番です。", 8, required=True, unique=True, minimum=1, maximum=9999)
    outline_id = column.code("体系コード", "階層全体の根拠なら体系コードを書きます。", 11, ref=Outline.outline_id)
    measure_id = column.code("施策ID", "施策の根拠なら施策IDを書きます。", 11, ref=Measure.measure_id)
    evidence = column.name("エビデンス", "見る数値や資料です。", 36, required=True, max_length=200)
    policy = column.prose("政策立案の方向性", "数値をどう施策に生かすかを書きます。", 48, max_length=1000)
    analysis = column.prose("分析結果", "今年度にわかったことです。", 48, max_length=1000, filler=OWNER)
    row_check = filled_check()
    identity = (number,)
    rules = (
        Rule(RuleKind.ONE_OF, (measure_id, outline_id), "K103"),
    )


class Report(Row, key="reports", title="進捗", help="施策の1年間の取組を書くシートです。",
        aliases=("進捗報告", "取組状況"), spare=0):
    """What a department reports of a measure for one fiscal year."""

    measure_id = column.code("施策ID", "どの施策の報告かを書きます。", 11, required=True, ref=Measure.measure_id)
    measure_name = column.computed("施策名", "施策シートから自動で表示します。", 34, "measure_name")
    measure_owner = column.computed("所管課", "施策シートから自動で表示します。", 18, "measure_owner")
    fy = column.fiscal_year("年度", "報告する年度です。", 12, required=True)
    done = column.prose("取組内容", "1年間に行ったことを書きます。", 46, required=True, max_length=800, filler=OWNER,
        aliases=("今年度の取組",), recalled=True)
    problem = column.prose("課題", "残っている課題を書きます。", 36, max_length=800, filler=OWNER, recalled=True)
    outlook = column.prose("今後の展望", "次の年度に行うことを書きます。", 36, max_length=800, filler=OWNER,
        aliases=("今後の予定", "今後の取組"), recalled=True)
    progress = column.choice(Progress, "進捗", "工程に対する進み具合です。", 12, required=True, filler=OWNER,
        recalled=True)
    direction = column.choice(NextStep, "今後の方向性", "継続・見直し・廃止などから選びます。", 12, required=True,
        filler=OWNER, recalled=True)
    budget = money("予算額")
    spent = money("決算額")
    board = column.prose("本部意見", "推進本部の意見です。事務局が書きます。", 32, max_length=800, recalled=True)
    outside = column.prose("外部意見", "外部有識者の意見です。事務局が書きます。", 32, max_length=800)
    row_check = filled_check()
    identity = (measure_id, fy)

    @property
    def blank(self) -> bool:
        """True for a row that was prepared and in which a department has written nothing yet."""
        return not any(self.filled(column) for column in Report.sheet.stored if column.filler is OWNER)


class InventoryItem(Row, key="inventory", title="一覧", help="標準化の対象業務、オンライン化する手続などの一覧です。",
        aliases=("業務・手続一覧", "業務一覧", "手続一覧"), required=False):
    """One item of a list (業務, 手続) whose count can be a KPI's actual."""

    group = column.name("種別", "業務、手続 など。", 12, required=True, max_length=40)
    number = column.number("番号", "種別の中の順番です。", 8, required=True, minimum=1, maximum=9999)
    name = column.name("名称", "業務や手続の名前です。", 44, required=True, max_length=120)
    category = column.name("区分", "分類です。例: 子育て関係", 20, max_length=40)
    owner = column.departments("担当部署", "担当する部署です。", 22, ref=Department.name,
        aliases=("主な担当部署", "担当課"))
    state = column.choice(InventoryState, "状態", "対応の状況です。", 10, filler=OWNER)
    planned_fy = column.fiscal_year("予定年度", "対応する予定の年度です。", 12)
    done_on = column.month("実施年月", "対応が終わった年月です。", 15, filler=OWNER)
    kpi_id = column.code("指標ID", "この行を数える指標です。", 10, ref=Kpi.kpi_id)
    row_check = filled_check()
    identity = (group, number)
    rules = (
        Rule(RuleKind.WITHIN_PLAN, (planned_fy,), "K102"),
    )


class Revision(Row, key="revisions", title="改定", help="計画の追加・修正・廃止・完了の記録です。", required=False):
    """One change of the plan."""

    number = column.number("番号", "順番です。", 8, required=True, unique=True, minimum=1, maximum=9999)
    edition = column.name("版", "改定後の版です。", 16, max_length=40)
    on = column.month("日付", "改定した日または年月です。", 14)
    action = column.choice(RevisionKind, "種別", "追加・修正・廃止・完了から選びます。", 10, required=True)
    target = column.name("対象", "施策ID、指標ID など。", 14, required=True, max_length=40)
    item = column.name("項目", "変えた欄の名前です。", 16, max_length=40)
    before = column.prose("改定前", "変える前の文です。", 40, max_length=1000)
    after = column.prose("改定後", "変えた後の文です。", 40, max_length=1000)
    reason = column.prose("理由", "変えた理由です。", 36, max_length=400)
    row_check = filled_check()
    identity = (number,)


class Meeting(Row, key="meetings", title="会議", help="策定経過・進行管理の会議の記録です。", required=False):
    """One meeting."""

    number = column.number("番号", "順番です。", 8, required=True, unique=True, minimum=1, maximum=9999)
    on = column.name("日にち", "会議の日です。期間もそのまま書きます。", 20, required=True, max_length=60)
    body = column.name("会議体", "会議の名前です。", 30, required=True, max_length=120)
    topic = column.prose("内容", "話し合ったことです。", 40, max_length=400)
    attendees = column.prose("対象", "出席した人の範囲です。", 30, max_length=400)
    note = column.prose("備考", "補足です。", 30, max_length=400)
    row_check = filled_check()
    identity = (number,)


class Term(Row, key="glossary", title="用語", help="用語の説明です。", required=False):
    """One term explained."""

    term = column.name("用語", "用語です。", 26, required=True, unique=True, max_length=80)
    reading = column.name("読み", "よみがなです。", 22, max_length=80, aliases=("読み方",))
    meaning = column.prose("説明", "やさしい言葉で説明します。", 70, required=True, max_length=600,
        aliases=("定義・説明",))
    row_check = filled_check()
    identity = (term,)


SHEETS: tuple[Sheet, ...] = tuple(row.sheet for row in (
    Plan, Outline, Measure, Step, Kpi, Actual, Evidence, Report, InventoryItem, Revision, Department, Meeting, Term))
"""The plan's sheets in workbook order (はじめに comes first and has no table)."""

BY_KEY: dict[str, Sheet] = {sheet.key: sheet for sheet in SHEETS}
HANDOUT: dict[str, tuple[Column, ...]] = {sheet.key: handout_columns(sheet) for sheet in SHEETS}
