"""What may be typed, with its help in Japanese."""

from __future__ import annotations

from dxbook.apps.cli.japanese import Parser

EPILOG = "「dxbook コマンド --help」で、それぞれの使い方を表示します。"


def make_parser(chosen: str = "") -> Parser:
    """The parser of all verbs; the verb's function name lands in ``verb``.

    Only the ``chosen`` verb gets its arguments: the overview needs none of them.
    """
    parser = Parser(prog="dxbook", description="自治体DX計画のExcelブックを検証し、整え、評価し、チェックシートを作ります。",
                    epilog=EPILOG)
    parser.add_argument("--version", action="store_true", help="版を表示します")
    parser.set_defaults(verb="overview")
    verbs = parser.add_subparsers(title="コマンド", metavar="コマンド", parser_class=Parser)
    for name, (help_, more, add_arguments) in _VERBS.items():
        verb: Parser = verbs.add_parser(name, help=help_, description=help_ + more)
        verb.set_defaults(verb=name.replace("-", "_"))
        if name == chosen:
            add_arguments(verb)
    return parser


READABLE = "計画のブック(.xlsx .xlsm .xls .xlsb .ods)"


def _book(parser: Parser, kinds: str = READABLE) -> None:
    parser.add_argument("file", metavar="ファイル", help=kinds)
    _password(parser)


def _book_or_excel(parser: Parser, help_: str) -> None:
    parser.add_argument("file", metavar="ファイル", nargs="?", help=READABLE)
    _excel(parser, help_)


def _overwrite(parser: Parser) -> None:
    parser.add_argument("--overwrite", action="store_true", help="同じ名前のファイルがあるとき、置きかえます")


def _password(parser: Parser) -> None:
    parser.add_argument("--password", metavar="語", help="パスワード付きのブックを開くときの語")


def _excel(parser: Parser, help_: str) -> None:
    parser.add_argument("--excel", action="store_true", help=help_)


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="プログラムが読める形(JSON)で出します")


def _report(parser: Parser) -> None:
    parser.add_argument("--report", metavar="ファイル", help="結果を書き出すファイル(Excelのアドインが使います)")


def _new(parser: Parser) -> None:
    parser.add_argument("-o", "--output", metavar="ファイル", default="計画.xlsx", help="書き出す先(初期値 計画.xlsx)")
    parser.add_argument("--profile", metavar="名前", default="generic", help="団体の名前(言葉と様式が変わります)")
    parser.add_argument("--first", metavar="年度", help="開始年度 例: R8")
    parser.add_argument("--last", metavar="年度", help="終了年度 例: R12")
    parser.add_argument("--fy", metavar="年度", help="対象年度 例: R8(初期値は開始年度)")
    parser.add_argument("--rows", metavar="行数", type=int, default=0, help="入力行の数(初期値 40)")
    parser.add_argument("--sample", metavar="名前", help="見本の計画を入れます(団体の名前)")
    _overwrite(parser)


def _check(parser: Parser) -> None:
    parser.add_argument("files", metavar="ファイル", nargs="*", help="計画のブック")
    _excel(parser, "Excelで開いているブックを、保存していない変更も含めて検証します(ファイルの代わり)")
    parser.add_argument("--color", choices=("on", "off"), help="--excel のとき、指摘のセルに色を付けます(on)・消します(off)")
    parser.add_argument("--marks", metavar="ファイル", help="指摘の印を付けた写しの書き出し先(もとと同じ .xlsx か .xlsm)")
    parser.add_argument("--list", metavar="ファイル", help="指摘の一覧表の書き出し先(.xlsx)")
    _overwrite(parser)
    _password(parser)
    _json(parser)
    _report(parser)


def _normalize(parser: Parser) -> None:
    parser.add_argument("file", metavar="ファイル", nargs="?", help="計画のブック(.xlsx .xlsm)")
    _excel(parser, "Excelで開いているブックを、そのまま整えます(前の状態の写しを、同じフォルダーに残します)")
    parser.add_argument("-o", "--output", metavar="ファイル", help="書き出す先(もとと同じ拡張子)")
    _password(parser)
    _overwrite(parser)
    _json(parser)
    _report(parser)


def _value(parser: Parser) -> None:
    parser.add_argument("texts", metavar="値", nargs="*", help="読み取る文字")
    import re

    parser._negative_number_matcher = re.compile(r"-\d")  # -5% is a value, not an option
    parser.add_argument("--unit", metavar="単位", help="単位の欄に書いてあるもの")
    parser.add_argument("--field", choices=("baseline", "target", "actual"),
                        help="「AからBへ」のどちらを読むか(baseline 現状値、target 目標値、actual 実績値)")
    parser.add_argument("--jsonl", action="store_true",
                        help='標準入力の1行1件の {"raw","unit","field"} を読み、1行1件で返します')


def _assess(parser: Parser) -> None:
    _book(parser)
    parser.add_argument("--fy", metavar="年度", help="評価する年度(初期値は計画シートの対象年度)")
    _json(parser)


def _sheet(parser: Parser) -> None:
    _book_or_excel(parser, "Excelで開いているブックから、保存していない変更も含めて作ります(ファイルの代わり)")
    _password(parser)
    parser.add_argument("-o", "--output", metavar="ファイル",
                        help="書き出す先(初期値 もとの名前_チェックシート.xlsx。--excel では、開いているブックと同じ場所)")
    parser.add_argument("--form", metavar="様式", help="様式のブック(.xlsx)、または standard、simple、pdca")
    parser.add_argument("--fy", metavar="年度", help="点検する年度(初期値は計画シートの対象年度)")
    _overwrite(parser)
    parser.add_argument("--pdf", action="store_true", help="PDFも作ります(ExcelかLibreOfficeが要ります)")
    _json(parser)
    _report(parser)


def _pdf(parser: Parser) -> None:
    _book_or_excel(parser, "Excelで開いているブックを、保存していない変更も含めてPDFにします(ファイルの代わり)")
    parser.add_argument("-o", "--output", metavar="ファイル", help="書き出す先(初期値 もとと同じフォルダーの、もとの名前.pdf)")
    _overwrite(parser)


def _goto(parser: Parser) -> None:
    parser.add_argument("file", metavar="ファイル", help="開くブック(開いていれば、そのまま使います)")
    parser.add_argument("place", metavar="場所", nargs="?", help="移る先のシートとセル(検証の結果にあるもの) 例: 施策!E3")


def _collect(parser: Parser) -> None:
    parser.add_argument("file", metavar="計画", help="計画のブック(.xlsx .xlsm)")
    parser.add_argument("folder", metavar="フォルダー", help="届いたブックを入れたフォルダー")
    parser.add_argument("-o", "--output", metavar="フォルダー", required=True, help="書き出すフォルダー")
    parser.add_argument("--fy", metavar="年度", help="集める年度(初期値は計画シートの対象年度)")
    parser.add_argument("--parquet", action="store_true", help="集めた値をParquet形式でも書き出します")
    parser.add_argument("--workers", metavar="数", type=int, default=0, help="並べて動かす数(初期値はCPUの数)")
    parser.add_argument("--overwrite", action="store_true",
                        help="前回の結果を手で直していても置きかえます(直したものは名前を変えて残します)")
    _password(parser)
    _json(parser)


def _handout(parser: Parser) -> None:
    _book(parser)
    parser.add_argument("-o", "--output", metavar="フォルダー", required=True, help="書き出す先のフォルダー")
    parser.add_argument("--fy", metavar="年度", help="書いてもらう年度(初期値は計画シートの対象年度)")
    parser.add_argument("--deadline", metavar="日", help="提出期限 例: 令和8年4月24日(初期値は計画シートの提出期限)")
    parser.add_argument("--contact", metavar="名前", help="提出先・問合せ先(初期値は計画シートの事務局)")
    parser.add_argument("--department", metavar="部署", nargs="+", default=[], help="この部署にだけ配ります")
    parser.add_argument("--overwrite", action="store_true",
                        help="前に配ったものと違っていても置きかえます(前のものは名前を変えて残します)")
    _json(parser)


def _demo(parser: Parser) -> None:
    parser.add_argument("-o", "--output", metavar="フォルダー", default="out", help="書き出す先(初期値 out)")
    from dxbook.demo.samples import names

    parser.add_argument("cities", metavar="見本", nargs="*", help=f"見本の名前 {'、'.join(names())}(初期値はすべて)")


def _addin(parser: Parser) -> None:
    parser.add_argument("action", metavar="install|remove|status", choices=("install", "remove", "status"),
                        help="入れます、取り除きます、様子を表示します")
    parser.add_argument("--file", metavar="ファイル", help="入れるアドイン(初期値 dxbookと一緒に配られた dxbook.xlam)")


def _profile(parser: Parser) -> None:
    parser.set_defaults(action="list")
    actions = parser.add_subparsers(title="操作", metavar="操作", parser_class=Parser)
    added: dict[str, Parser] = {}
    for name, help_ in _PROFILE.items():
        added[name] = actions.add_parser(name, help=help_, description=help_)
        added[name].set_defaults(action=name)
    added["check"].add_argument("name", metavar="名前|ファイル", nargs="?",
                                help="プロファイルの名前かファイル(初期値は自分のものすべて)")
    _json(added["check"])
    added["show"].add_argument("name", metavar="名前", help="プロファイルの名前、団体名、団体コードのどれか")
    added["new"].add_argument("name", metavar="名前", help="新しいプロファイルの名前(ファイルの名前になります)")
    added["new"].add_argument("--from", metavar="名前", dest="source", default="generic",
                              help="もとにするプロファイル(初期値 generic)")
    added["open"].add_argument("name", metavar="名前", help="プロファイルの名前、団体名、団体コードのどれか")


_PROFILE = {
    "list": "プロファイルの一覧と、置いてあるフォルダーを表示します。",
    "check": "プロファイルを確かめ、直すところを一覧にします。",
    "show": "プロファイルの内容を表示します。",
    "new": "説明の入った新しいプロファイルを、自分のフォルダーに作ります。",
    "open": "自分のプロファイルを開きます。",
}


def _gui(parser: Parser) -> None:
    parser.add_argument("files", metavar="ファイル", nargs="*", help="はじめに開くブック(いくつでも)")


def _udf_server(parser: Parser) -> None:
    parser.add_argument("--clsid", metavar="{…}", required=True, help="Excelのアドインが渡す番号")


_VERBS = {
    "new": ("新しい計画のブックを作ります。", "", _new),
    "check": ("ブックを検証し、直すところを一覧にします。",
              "\n終了コード: 0 エラーなし、1 エラーあり、2 実行できない", _check),
    "normalize": ("全角・半角・空白などを欄ごとの決まりで整えた写しを作ります。", "", _normalize),
    "value": ("指標の値の読み取り方を表示します。", "\n例: dxbook value 約330万枚 --unit 枚", _value),
    "assess": ("指標と施策を評価します(式と数字を付けます)。", "", _assess),
    "sheet": ("チェックシートとグラフを作ります。", "", _sheet),
    "pdf": ("ブックをPDFにします(ExcelかLibreOfficeが要ります)。", "", _pdf),
    "goto": ("ブックをExcelで開き、指定したセルへ移ります。", "", _goto),
    "collect": ("届いたブックを集め、計画に反映し、直してもらうものに差戻し票を付けます。",
                "\n終了コード: 0 すべて受理、1 未提出・差戻し・食い違いなどあり、2 実行できない", _collect),
    "handout": ("部署ごとの記入用ブックと配布台帳を作ります。", "", _handout),
    "profile": ("団体ごとの言葉・評価尺度・様式(プロファイル)を表示し、確かめ、作ります。",
                "\n終了コード: 0 誤りなし、1 誤りあり、2 実行できない", _profile),
    "gui": ("画面を開きます。", "", _gui),
    "addin": ("Excelのアドイン(関数とリボン)を、自分のExcelに入れます・取り除きます。", "\n管理者の権限は要りません。", _addin),
    "udf-server": ("Excelのアドインの関数に答えます(アドインが起動します)。", "", _udf_server),
    "demo": ("見本の計画で、ブック、配布と集約、チェックシートまでを作ります。", "", _demo),
}
