"""docs/codes.md, made from the catalogue of findings."""

from __future__ import annotations

import re

from dxbook.findings import Code, catalogue

FAMILIES = {
    "form": "様式", "cell": "セル", "text": "文字", "value": "値", "year": "年度・年月",
    "column": "欄のきまり", "reference": "参照", "consistency": "つじつま", "privacy": "個人情報",
    "machine": "機械判読",
    "rating": "評価", "sheetform": "チェックシートの様式", "profile": "プロファイル",
}
"""The families' names; one that is not here is shown by its identifier."""

HEAD = """# 指摘の一覧

<!-- dxbook/findings.toml から作られます。直すときは findings.toml を直して make docs を実行します。 -->

`dxbook check` などが見つける指摘は {total} 種類です。「エラー」は提出の前に直すもの、「警告」は確かめるもの、
「情報」は知らせるだけのものです。「…」には、その場の値や欄の名前が入ります。
"""


def markdown() -> str:
    """The whole page: one table a family, in the catalogue's order."""
    codes = catalogue()
    families = list(dict.fromkeys(code.family for code in codes.values()))
    order = [name for name in FAMILIES if name in families]
    order += [name for name in families if name not in FAMILIES]
    parts = [HEAD.format(total=len(codes))]
    parts += [_family(name, [code for code in codes.values() if code.family == name]) for name in order]
    return "\n".join(parts)


def _family(name: str, codes: list[Code]) -> str:
    lines = [f"## {FAMILIES.get(name, name)}", ""]
    lines += ["| コード | 重さ | 題 | 指摘 | 直し方 |", "|---|---|---|---|---|"]
    for code in sorted(codes, key=lambda code: code.id):
        cells = (code.id, code.level.value, code.title, _shown(code.message), _shown(code.remedy))
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _shown(template: str) -> str:
    """A template with its fields as 「…」: {{ and }} are braces, {name} is a field, {hint} may be empty."""
    plain = {"{{": "{", "}}": "}", "{hint}": ""}
    return re.sub(r"\{\{|\}\}|\{\w+[^{}]*\}", lambda field: plain.get(field[0], "…"), template)
