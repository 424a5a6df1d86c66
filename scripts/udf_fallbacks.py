"""The part of docs/functions.md on the pure VBA functions (DXV_…), and the list of the words that tell a direction."""

from __future__ import annotations

import re
from pathlib import Path

from dxbook.values import AFTER, DIRECTIONS, KEEP

MODULES = Path(__file__).resolve().parent.parent / "macros" / "modules"
SAME = "同じです。"
DIFFERENCES = {
    "DXV_NORMALIZE": "整え方は「値」だけです（全角の英数字と記号を、かっこも含めて半角にします）。"
                     "`DX_NORMALIZE` は省略すると「文章」で、かっこや読点を全角のまま残します。",
    "DXV_FY": SAME,
    "DXV_WAREKI": SAME,
    "DXV_SEIREKI": SAME,
    "DXV_CODE": SAME,
    "DXV_ACHIEVEMENT": "数と、「1,200件以上」のように数・単位・以上以下だけの値を読みます。"
                       "「約330万枚」や「前年度比10%増」は読みません。方向は省略できません。方向は増加・減少・維持、計算式は改善率と達成率だけです。読めないときは、そのことを文で返します。",
    "DXV_GRADE": "達成率（0.85、85%）と、「評価できない」「対象外」などを読みます。「〇」「◎」のような段階の書き方は読みません。",
}
"""How each function's results differ from those of the DX_ function of the same name."""
EXAMPLES = (
    ("（１）窓口、電話", "NORMALIZE", "（1）窓口、電話", "(1)窓口、電話"),
    ("R5", "FY", 2023, 2023),
)
"""(value, function, what DX_ shows, what DXV_ shows)"""


def signatures() -> dict[str, str]:
    """=DXV_FY(value) and the like, by name, as DxFunctions declares them."""
    source = (MODULES / "DxFunctions.bas").read_text(encoding="utf-8").replace(" _\n", " ")
    found = {}
    for name, arguments in re.findall(r"(?m)^Public Function (DXV_\w+)\((.*?)\) As Variant$", source):
        words = [re.sub(r"\s+", " ", each).strip().split(" As ")[0] for each in arguments.split(",")]
        found[name] = ", ".join(f"[{word.split()[1]}]" if word.startswith("Optional ") else word for word in words)
    return found


def lines() -> list[str]:
    """The section in Markdown."""
    return [
        "## マクロだけの関数（DXV_）", "",
        "`DXV_` で始まる関数は、dxbookのプログラムを使わず、マクロだけで計算します。次の2つのところで働きます。", "",
        "- 見本のブック `dxbook_demo.xlsm`：プログラムもアドインも要りません。",
        "- プログラムにつながらない間の `DX_` の関数：同じ名前の `DXV_` があれば、代わりに計算します。"
        "`DX_NORMALIZE` は整え方が「値」のとき、`DX_ACHIEVEMENT` は何年目かを書かないときだけです。"
        "`DX_NUMBER`・`DX_UNIT`・`DX_READING`・`DX_EXPECTED`・`DX_CHECK` に代わりはなく、理由の文が出ます。",
        "", "1つのセルにも範囲にも使えます。値を読めないときの文は、`DX_` の関数の文と違うことがあります。", "",
        "| 関数 | `DX_` の関数との違い |", "|---|---|",
        *(f"| `={name}({arguments})` | {DIFFERENCES[name]} |" for name, arguments in signatures().items()), "",
        "| 値 | `DX_` の結果 | `DXV_` の結果 |", "|---|---|---|",
        *(f"| {value}（`{name}`） | {program} | {vba} |" for value, name, program, vba in EXAMPLES), "",
    ]


def direction_words() -> dict[str, list[str]]:
    """方向 → the words that tell it behind a number, out of the patterns of ``values.words``."""
    found = {way: _spelt(pattern) for pattern, way in DIRECTIONS}
    kept = next(pattern for pattern, word in AFTER if word == "maintain")
    return {**found, KEEP: _spelt(kept.rpartition("(?:")[2].rstrip(")"))}


def _spelt(pattern: str) -> list[str]:
    """増(?:加|やす)?|引き?上げ → 増, 増加, 増やす, 引き上げ"""
    words = []
    for each in re.findall(r"(?:\(\?:.*?\)|[^|(])+", pattern):
        stem, _, endings = each.partition("(?:")
        stem = stem.replace("?", "")
        many = endings.rstrip(")?").split("|") if endings else []
        words += [stem, *(stem + ending for ending in many)] if endings.endswith("?") or not many else [stem + e for e in many]
    return words


def direction_lines() -> list[str]:
    """The table of words in Markdown."""
    return ["方向を省略できるのは、目標値の数の後ろに次の言葉があるとき（「100件に増やす」「50人へ減少」「0件を維持」）です。"
            "「以上」「以下」「未満」「超」は条件で、方向ではありません。", "",
            "| 方向 | 言葉 |", "|---|---|",
            *(f"| {way} | {'、'.join(words)} |" for way, words in direction_words().items()), "",
            "「まで」「へ」「に」のない「10%増」「100件増加」は、現状値からどれだけ増えるかと読みます（現状値が要ります）。", ""]
