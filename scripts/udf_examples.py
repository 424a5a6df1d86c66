"""The worked examples of docs/functions.md: (arguments, what the cell shows). A test computes every one of them."""

from __future__ import annotations

from typing import Any

Cell = str | float | bool
Table = list[list[Cell]]

EXAMPLES: dict[str, list[tuple[tuple[Cell, ...], Cell]]] = {
    "DX_NORMALIZE": [
        (("Ｗｉ－Ｆｉ　の整備（ﾊﾟｿｺﾝ５０台）",), "Wi-Fi の整備（パソコン50台）"),
        (("①ー２", "コード"), "1-2"),
    ],
    "DX_NUMBER": [
        (("約330万枚",), 3300000),
        (("５", "千円"), 5000),
        (("1.200件",), "「1.200件」は「1.2件」と「1200件」のどちらか決められません。桁区切りには「,」を使ってください。"),
    ],
    "DX_UNIT": [(("約330万枚",), "枚"), (("年３回以上",), "回/年")],
    "DX_FY": [
        (("令和6年3月31日",), 2023),
        (("Ｒ５",), 2023),
        (("29年度",), "「29年度」には元号がなく、「平成29年(2017年)」と「令和29年(2047年)」のどちらか決められません。"
                      "「令和5年度」のように、元号か西暦を付けて書いてください。"),
    ],
    "DX_WAREKI": [((2023,), "令和5年度"), (("2019/5/1",), "令和元年5月1日"), (("2024/3/31", True), "R6.3.31")],
    "DX_SEIREKI": [(("令和5年度",), 2023), (("R6.3.31",), "2024/3/31"), (("令和元年５月",), "2019年5月")],
    "DX_ACHIEVEMENT": [
        (("80件", "100件", "増加"), 0.8),
        (("80件", "100件", "増加", "60件"), 0.5),
        ((70, 100, "増加", 50, "時点改善率", 2, 4), 0.8),
        (("80件", "100件に増やす"), 0.8),
        (("80件", "100件以上"), "評価できない：方向（増加・減少など）が書かれていないため評価できません"),
    ],
    "DX_GRADE": [((0.85,), "概ね順調"), (("85%", "abcd"), "B"), (("実績未判明",), "実績未判明")],
    "DX_EXPECTED": [(("60件", "100件", "R4", "R8", "R6"), 84)],
    "DX_CODE": [((12025,), "012025"),
                (("12202",), "団体コード「12202」は5桁です。検査数字か先頭の0がありません。6桁で書いてください。"
                             "検査数字がないだけなら「122025」です。")],
}
"""The functions whose result is one cell. A date is shown as a cell in a date format shows it."""

SPILLED: dict[str, tuple[Table, Table]] = {
    "DX_READING": (
        [["延べ３３万枚（令和７年度まで）"]],
        [["書かれたもの", "延べ３３万枚（令和７年度まで）"], ["値", 330000], ["単位", "枚"], ["書かれた値", 33],
         ["書かれた単位", "万枚"], ["条件", "累計・延べ"], ["時点", "令和7年度"]],
    ),
    "DX_CHECK": (
        [["施策ID", "体系コード", "施策名", "所管課", "状態", "開始年度"],
         ["01-01", "1", "窓口の改善", "総務課", "実施中", "令和5年度"],
         ["01-01", "1", "", "総務課", "済", "令和5年度"]],
        [["レベル", "行", "欄", "値", "内容", "直し方"],
         ["エラー", 3, "施策ID", "01-01", "「01-01」は2行目にもあります。", "番号や名前を直すか、重なった行を消してください。"],
         ["エラー", 3, "施策名", "", "「施策名」が空欄です。", "「施策名」を入力してください。施策の名前です。"],
         ["エラー", 3, "状態", "済", "「済」は「状態」の選択肢にありません。",
          "「完了」ではありませんか。「未着手」「実施中」「完了」「休止」「廃止」から選んでください。"]],
    ),
}
"""What stands in the range from A1 on, and what the function shows below and right of its cell."""


def formula(name: str, arguments: tuple[Cell, ...]) -> str:
    """=DX_NUMBER("５", "千円")"""
    return f"={name}({', '.join(typed(each) for each in arguments)})"


def typed(cell: Cell) -> str:
    """A value as it is written in a formula."""
    if isinstance(cell, bool):
        return str(cell).upper()
    return f'"{cell}"' if isinstance(cell, str) else f"{cell:g}"


def lines(name: str) -> list[str]:
    """The examples of one function in Markdown."""
    if name in SPILLED:
        given, shown = SPILLED[name]
        area = f"A1:{'ABCDEFGHIJ'[len(given[0]) - 1]}{len(given)}" if len(given) > 1 else "A1"
        return [f"例：セル{area}に次のように書かれているとき、`={name}({area})` の結果は、その下の表になります。", "",
                *_table([list("ABCDEFGHIJ"[: len(given[0])]), *given]), "",
                *_table([["結果", *[""] * (len(shown[0]) - 1)], *shown])]
    rows: list[list[Any]] = [["式", "結果"]]
    return _table([*rows, *[[f"`{formula(name, arguments)}`", shown] for arguments, shown in EXAMPLES[name]]])


def _table(rows: list[list[Any]]) -> list[str]:
    head, *body = [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return [head, f"|{'---|' * len(rows[0])}", *body]
