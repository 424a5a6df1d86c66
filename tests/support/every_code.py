"""Of every finding code, something that a person does, and the findings that the program gives for it.

A code that no maker brings about is one that nobody can meet: tests/checks/test_codes.py runs them all.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment

from dxbook import jobs
from dxbook.checks.run import check
from dxbook.outputs.form import form
from dxbook.plan.profile import load_profile
from dxbook.rating.whole_plan import assess
from dxbook.reading import workbook as book
from dxbook.text.lgcode import read_code
from dxbook.text.policies import character_findings
from dxbook.values.kpi_value import jsonl, read_value
from dxbook.values.years import read_date, read_fy, read_month
from dxbook.workbook.edit.archive import Archive
from tests.support.checked import added, changed
from tests.support.every_code_profiles import PROFILES
from tests.support.every_code_rounds import HANDED, RETURNED, Maker, codes, measure
from tests.support.forms import ABCD, form_file, made
from tests.support.tables import DEFAULTS, plan_book, write_book

# -- what stands in one cell ------------------------------------------------------------------------------------

CHARACTERS = {
    "T101": "山\ue000", "T102": "辻\U000e0100", "T103": "髙橋", "T104": "⚫ 取組", "T105": "市\x07", "T106": "市\ufffd",
    "T107": "市民سの", "T108": "先銳的", "T109": "無線ﾃｽﾄ", "T110": "３8.56%", "T111": "⼀部", "T112": "A\u200bB",
    "T113": "継繼", "T114": "か\u3099",
}
VALUES: dict[str, tuple[object, str]] = {
    "V101": ("あああ", ""), "V102": ("策定", ""), "V103": (dt.date(2024, 1, 3), "件"), "V104": ("#REF!", ""),
    "V105": ("1,2345", ""), "V106": ("10件、20件", ""), "V107": ("1.234人", ""), "V108": ("数百件", ""),
    "V109": ("10～20件", ""),
    "V110": ("60人から毎年200人以上へ", ""), "V111": ("○", ""), "V112": ("令和7年度", ""), "V113": ("半減", ""),
    "V114": ("1/3補充", ""), "V115": ("50%", "件"), "V116": ("約1,200件（見込み）", ""), "V117": ("未定", ""),
    "V118": ("20件の手数料改定", ""), "V119": (0.3856, "%"), "V120": ("300万円", "千円"),
    "V129": ("100件（令和5年度）（令和6年3月末現在）", ""), "V130": ("1O0件", ""), "V131": ("5校/12校", ""),
    "V132": ("9時～17時", ""),
}
CITY_CODES: dict[str, object] = {"V121": "茂原", "V122": 11002, "V123": "12210", "V124": "122107", "V125": 122106}
LINES = {"V127": "こわれた行", "V128": '{"x":1}'}
YEARS: dict[str, object] = {
    "Y101": "来年度", "Y102": "平成32年度", "Y103": "29年度", "Y104": "５年度", "Y105": "令和5年度（2024年度）",
    "Y107": "令和5年",
    "Y108": dt.datetime(2023, 4, 1), "Y109": "令和5～9年度", "Y113": "令和5年3月", "Y115": dt.datetime(2024, 1, 1),
}
MONTHS: dict[str, object] = {
    "Y106": "令和5年6月31日", "Y110": 45017, "Y111": "4月1日", "Y112": "R5", "Y114": "平成31年5月", "Y116": "R5～R4",
}
CELLS: dict[str, Maker] = {
    **{code: lambda _, text=text: codes(character_findings(text)) for code, text in CHARACTERS.items()},
    **{code: lambda _, given=given: codes(read_value(*given).findings) for code, given in VALUES.items()},
    **{code: lambda _, raw=raw: codes(read_code(raw)[1]) for code, raw in CITY_CODES.items()},
    **{code: lambda _, line=line: [each["code"] for each in json.loads(next(jsonl([line])))["findings"]]
       for code, line in LINES.items()},
    **{code: lambda _, raw=raw: codes(read_fy(raw).findings) for code, raw in YEARS.items()},
    **{code: lambda _, raw=raw: codes(read_month(raw).findings) for code, raw in MONTHS.items()},
    "Y117": lambda _: codes(read_date("令和8年3月").findings),
}

# -- what stands in a plan ----------------------------------------------------------------------------------------

STEPS = "## 工程\n| 施策ID | 番号 | 工程名 | 開始年度 | 終了年度 |\n"
INVENTORY = "## 一覧\n| 種別 | 番号 | 名称 | 状態 | 予定年度 | 実施年月 | 指標ID |\n"
REVISIONS = "## 改定\n| 番号 | 日付 | 種別 | 対象 | 項目 | 理由 |\n"
HEAD = "| 指標ID | 施策ID | 指標名 | 単位 | 方向 | 集計 | 現状値 | 現状値時点 | 目標値 | 目標年度 | 算定式 |\n"
REPORT = "予約の枠を広げた。 | 電話の予約が多い。 | ネット予約を勧める。 | 計画どおり | 継続 | n:300 | n:290"
LONG = "窓口の予約の枠を一日あたり10件から20件に広げた。"
AGAIN = f"| 01-02 | 令和6年度 | {LONG} | | | 計画どおり | 継続 | | |"


def problem(text: str) -> dict[str, str]:
    """A plan whose second measure has this 課題."""
    return measure("待ち時間が長い。", text)


def report(entries: str) -> dict[str, str]:
    """A plan whose second measure reports this."""
    return {"reports": changed("reports", REPORT, entries)}


def values(kpi: str, *actuals: str, status: str = "確定") -> dict[str, str]:
    """A plan whose first KPI is this, from 指標名 on, with actuals of three years."""
    second = "| K02 | 01-02 | 窓口の待ち時間 | 分 | 減少 | 年度値 | 30分 | 令和4年度 | 10分 | 令和9年度 | |"
    years = "| 指標ID | 令和5年度 実績値 | 令和6年度 実績値 | 令和7年度 実績値 | 令和7年度 区分 |\n"
    written = f"| K01 | {' | '.join(actuals or ('18件', '27件', '38件'))} | {status} |"
    return {"kpis": f"{HEAD}| K01 | 01-01 | {kpi} |\n{second}",
            "actuals": f"{years}{written}\n| K02 | 28分 | 25分 | 21分 | 確定 |"}


PLANS: dict[str, Mapping[str, Any]] = {
    "F103": {"measures": None},
    "F104": {"extra": "## 出張旅費\n| 氏名 | 金額 |\n| 山田 | n:500 |"},
    "F105": {"extra": "## 取組\n| 施策ID | 施策名 |\n| 09-09 | 別 |"},
    "F106": {"measures": "| 01-01 | 窓口 | 市民課 |\n| 01-02 | 庁内 | 総務課 |"},
    "F107": {"measures": "| 施策ID | 体系コード | 施策の名 |\n| 01-01 | 1-1 | 窓口 |"},
    "F108": {"measures": "| 施策ID | 体系コード | 施策名 | 課長メモ |\n| 01-01 | 1-1 | 窓口 | 要相談 |"},
    "F109": {"measures": "| 施策ID | 施策名 | 施策名 |\n| 01-01 | 窓口 | 別 |"},
    "F110": {"merges": {"施策": ["D2:D3"]}},
    "F111": {"hidden_rows": {"施策": [2]}},
    "F112": {"hidden_columns": {"施策": ["C"]}},
    "F113": {"measures": DEFAULTS["measures"].rstrip() + "\n| ※ 所管課は令和7年4月現在 |"},
    "F114": {"measures": DEFAULTS["measures"].rstrip() + "\n| 合 計 | | 2件 |"},
    "F115": {"measures": DEFAULTS["measures"].rstrip() + "\n| 施策ID | 体系コード | 施策名 |"},
    "F118": {"meta": {}, "profile": "どこかの市"},
    "F119": {"extra": "\n".join(f"## 個票{number}\n| 項目 |\n| x |" for number in range(6))},
    "F121": {"plan": "| 項目 | 内容 |\n| 団体名 | 見本市 |\n| 団体名 | 他の市 |"},
    "F122": {"plan": "| 項目 | 内容 |\n| 団体名 | 見本市 |\n| 計画の名 | DX計画 |"},
    "F123": {"actuals": "| 指標ID | 令和6年度 実績値 | 令和7年度 じっせき |\n| K01 | 27 | 38 |"},
    "C101": measure("窓口の混雑の緩和", "=A1"),
    "C102": measure("窓口の混雑の緩和", "#REF!"),
    "C103": measure("01-02 | 1-1", "d:2026-01-02 | 1-1"),
    "C104": {"kpis": changed("kpis", "| 10分 |", "| d:2026-01-03 |")},
    "C105": problem("d:2026-01-03"),
    "C106": measure("01-02 | 1-1", "n:1.1 | 1-1"),
    "C107": {"reports": changed("reports", "n:290", "約千円")},
    "C108": problem("b:true"),
    "C109": problem("t:8:30"),
    "L101": measure("窓口の混雑の緩和", ""),
    "L102": {"organisation": added("organisation", "| 市民課 | 市民部 | | 課 |")},
    "L103": report(REPORT.replace("計画どおり", "ぼちぼち")),
    "L104": {"reports": changed("reports", "n:290", "n:-290")},
    "L105": measure("窓口の混雑の緩和", "窓口" * 200),
    "L106": problem("〇〇課と調整する。"),
    "L107": problem("同上"),
    "R101": measure("01-02 | 1-1", "01-02 | 7-1"),
    "R102": measure("窓口の混雑の緩和 | 市民課", "窓口の混雑の緩和 | 総務部"),
    "R103": {"organisation": changed("organisation", "| 市民課 | 市民部 | |", "| 市民窓口課 | 市民部 | 市民課 |")},
    "R104": {"organisation": "| 部署名 | 区分 | 有効終了 |\n| 総務課 | 課 | |\n| 市民課 | 課 | d:2025-03-31 |"},
    "R105": {"outline": changed("outline", "| 1-1 | 1 |", "| 1-1 | 1-1 |")},
    "R106": measure("窓口の混雑の緩和 | 市民課", "窓口の混雑の緩和 | "),
    "R107": measure("令和6年度 | 令和9年度 | 実施中", "令和6年度 | 令和9年度 | 廃止"),
    "R108": {"kpis": changed("kpis", "| K02 | 01-02 |", "| K02 | 01-01 |")},
    "K101": measure("令和6年度 | 令和9年度 |", "令和9年度 | 令和6年度 |"),
    "K102": measure("令和6年度 | 令和9年度 |", "令和6年度 | 令和10年度 |"),
    "K103": {"kpis": changed("kpis", "| K02 | 01-02 | |", "| K02 | 01-02 | 1 |")},
    "K104": {"kpis": changed("kpis", "10分 | 令和9年度", "10分 | 令和12年度")},
    "K105": {"plan": {"団体コード": "122106"}},
    "K106": values("手続数 | 件 | 増加 | 年度値 | 40件 | 令和4年度 | 40件 | 令和9年度 |"),
    "K107": values("手続数 | 件 | 増加 | 年度値 | 50件 | 令和4年度 | 40件 | 令和9年度 |"),
    "K108": values("手続数 | | 増加 | 年度値 | 10件 | 令和4年度 | 60人 | 令和9年度 |"),
    "K109": values("手続数 | 件 | 増加 | 累計 | 10件 | 令和4年度 | 60件 | 令和9年度 |", "18件", "27件", "25件"),
    "K110": values("手続数 | 件 | 増加 | 年度値 | 10件 | 令和4年度 | 60件 | 令和9年度 |", "18件", "27件", "2700件"),
    "K111": values("利用者の割合 | % | 増加 | 時点 | 53.1% | 令和4年度 | 80% | 令和9年度 |", "60%", "66%", "104.5%"),
    "K112": {"actuals": changed("actuals", "21分 | 令和8年3月 | 確定", " | 令和8年3月 | 確定")},
    "K113": {"actuals": "| 指標ID | 令和7年度 実績値 | 令和8年度 実績値 |\n| K01 | 38件 | 42件 |\n| K02 | 21分 | |"},
    "K114": report("| | | | | |"),
    "K115": {"actuals": changed("actuals", "21分 | 令和8年3月 | 確定", " | | ")},
    "K116": report("予約の枠を広げた。 | | | 完了 | 継続 | |"),
    "K117": {"reports": changed("reports", "n:290", "n:301")},
    "K118": {"extra": f"{INVENTORY}| 業務 | n:1 | 住民記録 | 完了 | 令和7年度 | | |"},
    "K119": values("手続数 | 件 | 増加 | 時点 | 10件 | 令和8年4月 | 60件 | 令和7年度 |"),
    "K120": {"reports": report(f"{LONG} | | | 計画どおり | 継続 | |")["reports"].rstrip() + f"\n{AGAIN}"},
    "K121": {"extra": f"{STEPS}| 01-02 | n:1 | 準備 | 令和5年度 | 令和7年度 |"},
    "K122": {"extra": f"{REVISIONS}| n:1 | 令和7年8月 | 廃止 | 01-02 | | 目的を達した |"},
    "P101": problem("本人(123456789018)から相談。"),
    "P102": problem("連絡は 03-5253-5111 へ。"),
    "P103": problem("担当（taro@city.example.lg.jp）に聞く。"),
    "M101": {"kpis": changed("kpis", "| 10件 |", "| 6件（市民課）4件（総務課） |")},
    "M102": {"organisation": added("organisation", "| 秘書課 | 総　務　課 | | 課 |")},
    "M103": {"kpis": changed("kpis", "| 件 | 増加 | 時点 | 10件 |", "| | 増加 | 時点 | 10 |").replace("60件", "60")},
    "M104": {"outline": added("outline", "| ① | | 柱 | 安心して暮らす |")},
    "M105": {"extra": f"{INVENTORY}| 業務 | 12 | 住民記録 | | | | |"},
    "G102": {**values("手続数 | 件 | 増加 | 時点 | 0件 | 令和4年度 | 3件 | 令和9年度 | 一覧", "1件", "1件", "3件"),
             "extra": f"{INVENTORY}| 業務 | n:1 | 住民記録 | 完了 | | 令和7年10月 | K01 |"},
}


def plan(folder: Path, sheets: Mapping[str, Any]) -> list[str]:
    return codes(check(book.read(plan_book(folder / "計画.xlsx", **sheets))))


def one_is_no_workbook(folder: Path) -> list[str]:
    (folder / "メモ.xlsx").write_text("メモ", encoding="utf-8")
    return codes(jobs.check([folder / "メモ.xlsx", plan_book(folder / "計画.xlsx")]).findings)


def opened_in_excel(folder: Path) -> list[str]:
    path = plan_book(folder / "計画.xlsx")
    path.with_name("~$計画.xlsx").write_bytes(b"x")
    return codes(book.read(path).findings)


def of_another_city(folder: Path) -> list[str]:
    path = plan_book(folder / "計画.xlsx", plan={"団体コード": "122106"})
    return codes(book.read(path, profile=load_profile("choshi")).findings)


WORKBOOKS: dict[str, Maker] = {
    **{code: lambda folder, sheets=sheets: plan(folder, sheets) for code, sheets in PLANS.items()},
    "F100": one_is_no_workbook,
    "F101": lambda folder: codes(book.read(write_book(folder / "空.xlsx", "")).findings),
    "F102": lambda folder: codes(book.read(write_book(folder / "旅費.xlsx", "## 旅費\n| 氏名 | 金額 |\n| 山田 | 5 |")).findings),
    "F116": opened_in_excel,
    "F117": of_another_city,
    "G101": lambda folder: codes(assess(book.read(plan_book(folder / "計画.xlsx", plan={"評価尺度": "松竹梅"})), ABCD).findings),
}

# -- forms and check sheets ---------------------------------------------------------------------------------------

CARD = {"A1": "{{施策.施策名}}"}


def with_comment(folder: Path) -> list[str]:
    path = form_file(folder / "様式.xlsx", 個票=CARD)
    workbook = load_workbook(path)
    workbook["個票"]["A1"].comment = Comment("確認する", "事務局")
    workbook.save(path)
    return codes(form.read(path).findings)


def with_macros(folder: Path) -> list[str]:
    path = form_file(folder / "様式.xlsm", 個票=CARD)
    archive = Archive(path.read_bytes(), path.name)
    archive.put("xl/vbaProject.bin", b"macro")
    path.write_bytes(archive.to_bytes())
    return codes(form.read(path).findings)


def a_long_card(folder: Path) -> list[str]:
    texts = " | ".join([LONG * 30] * 3)
    row = f"| 01-01 | 令和7年度 | {texts} | 計画どおり | 継続 | {LONG * 30} |"
    head = "| 施策ID | 年度 | 取組内容 | 課題 | 今後の展望 | 進捗 | 今後の方向性 | 本部意見 |"
    return codes(made(folder, reports=f"{head}\n{row}")[1])


FORMS: dict[str, Mapping[str, Mapping[str, str]]] = {
    "S101": {"個票": {"A1": "{{施策.施索名}}"}}, "S102": {"個票": {"A1": "{{xyz}}"}}, "S103": {"一覧": CARD},
    "S104": {"個票": {"A3": "{{指標.指標名}}", "B3": "{{工程.工程名}}"}}, "S105": {"個票": {"A1": "{{施策.施策名}"}},
    "S106": {"個票": CARD, "グラフ": {"A1": "x"}}, "S110": {"個票": {**CARD, "B1:D1": "{{年度}}"}},
}
SHEETS: dict[str, Maker] = {
    **{code: lambda folder, cells=cells: codes(made(folder, form_file(folder / "様式.xlsx", **cells))[1])
       for code, cells in FORMS.items()},
    "S107": with_comment, "S108": with_macros, "S109": a_long_card,
}

MAKERS: dict[str, Maker] = {**CELLS, **WORKBOOKS, **SHEETS, **HANDED, **RETURNED, **PROFILES}
