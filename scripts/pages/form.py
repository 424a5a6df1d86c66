"""docs/form.md, made from the placeholders (``make docs``)."""

from __future__ import annotations

from collections.abc import Iterator

from dxbook.outputs.checksheet import AXES, Scope, scopes

_HEAD = """\
# チェックシートの様式を変えるには

チェックシートの様式は、ふつうのExcelファイルです。Excelで開いて、色・文字・列幅・並びを自由に直せます。
プログラムを直す必要はありません。

## 手順

1. `templates/xlsx/form_standard.xlsx`(標準)、`form_simple.xlsx`(簡易)、`form_pdca.xlsx`(PDCA)から
   近いものを選び、別の名前で保存します。
2. Excelで直します。`{{ }}` で囲んだところに、計画の内容が入ります。
3. `dxbook sheet 計画.xlsx --form 自分の様式.xlsx` で作ります。
   名前の書きまちがいは、直す場所と候補が表示されます。

## 決まり

| 書き方 | はたらき |
|---|---|
| `{{計画.団体名}}` | その値が入ります。数は数として入ります(ほかの文字と書くと文字になります)。 |
| `{{指標.指標名}}` など | その行を件数分くり返します。続いた行に同じ一覧があれば、まとめてくり返します。 |
| `{{指標ごと}}` | 何も表示しません。差し込みのない行(見出しなど)を、くり返しに入れます。 |
| `{{指標があるとき}}` など | 表示しません。一覧や値(`{{施策.効果があるとき}}`)が空のとき、行をなくします。 |
| `{{指標がないとき}}` | 上の反対です。 |
| `{{年度}}` `{{工程.帯}}` など | 結合した欄を、計画の年度の数に等分します(20列なら4・5・10年に合います)。 |
| `{{段階}}` `{{部署別.段階別}}` | 結合した欄を、評価の段階の数に等分します。 |
| `{{語.施策}}` | プロファイルにある、その市の言い方になります(施策→取組 など)。 |
| `{{節}}` | 残った見出しに、上から1、2、3…と番号を付けます。 |

- シート「個票」は施策ごとに1枚できます。ほかのシート(「表紙」「一覧」など)は1枚ずつです。
  シートは増やせます。
- シートの1行目に `{{指標があるとき}}` と書くと、指標がない計画ではそのシートを作りません。
- くり返す行の高さ・罫線・結合は、様式の行と同じになります。文章が長いときは、行を自動で高くします。
- 1つの行に書ける一覧は1種類です。
- 図形・画像・グラフは、できあがったファイルに残りません(そのときは知らせます)。
  罫線とセルの文字で作ってください。
- シート「グラフ」「グラフデータ」はプログラムが作ります。
- 帯の色は `{{工程.帯}}` のセルの塗りつぶしの色です。

## 差し込みの一覧
"""


def _table(scope: Scope) -> Iterator[str]:
    kind = "くり返し" if scope.listed else "1つの値"
    yield f"#### {scope.name}（{scope.help}・{kind}）\n"
    yield "| 差し込み | 内容 |"
    yield "|---|---|"
    for name, help_text in scope.fields.items():
        note = "。分割" if name in scope.spread and "分割" not in help_text else ""
        yield f"| `{{{{{scope.name}.{name}}}}}` | {help_text}{note} |"
    yield ""


def markdown() -> str:
    """The page as committed."""
    lines = [_HEAD, "### どのシートでも\n", "| 差し込み | 内容 |", "|---|---|"]
    lines += [f"| `{{{{{name}}}}}` | {help_text}（分割） |" for name, help_text in AXES.items()]
    lines += ["| `{{語.○○}}` | 計画のシート名・項目名(施策、指標、所管課 など)のその市の言い方 |", ""]
    front, card = scopes(False), scopes(True)
    for name, scope in front.items():
        if card.get(name) is scope:
            lines += _table(scope)
    for title, chosen, other in (("### 個票のほかのシートで\n", front, card), ("### 個票で\n", card, front)):
        lines.append(title)
        for name, scope in chosen.items():
            if other.get(name) is not scope:
                lines += _table(scope)
    return "\n".join(lines).rstrip() + "\n"

