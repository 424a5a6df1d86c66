"""docs/rating.md: the five formulas in words, and the scales as declared in ``scales.toml``."""

from __future__ import annotations

from dxbook.plan.scales import UNRATED, Scale, presets

HEAD = """# 評価のしかた

<!-- scripts/pages/rating.py と scales.toml から作られます。直したら make docs を実行します。 -->

## 計算(評価方式)

計画シートの「評価方式」で選びます。指標ごとに変えることもできます。
a は実績値、b は現状値、t は目標値、k は開始年度から数えた年数、n は目標年度までの年数です。

| 評価方式 | 計算 | 向いている指標 |
|---|---|---|
| 達成率 | a ÷ t(減らす指標は t ÷ a) | 目標に対する割合でよいもの |
| 改善率 | (a − b) ÷ (t − b) | 現状値からの伸びや減りを見るもの |
| 時点改善率 | 改善率 ÷ (k ÷ n) | 途中の年度に、予定どおり進んでいるかを見るもの |
| 進捗率 | 達成率 ÷ (k ÷ n)(減らす指標は改善率 ÷ (k ÷ n)) | 0から積み上げるもの |
| 計画値比 | a ÷ その年度の計画値(減らす指標は逆) | 年度ごとの計画値があるもの |

- 減らす指標(方向が「減少」)も、よくなるほど大きな率になります。
- 現状値がないとき、または現状値と目標値が同じときは、達成率で計算し、そのことを式に書きます。
- 目標が0件の指標は、0件なら100%、1件以上なら0%です。「維持」は、目標の範囲にあれば100%です。
- 目標年度を過ぎた指標は、目標年度の値で評価し、「(R5の値)」のように書きます。
- 内訳のある値は、内訳ごとの率を単純平均します。施策の評価は、その施策の指標の率の平均です
  (1つの指標が大きく上回っても、最上位の段階の下限までとして数えます)。
- 評価は四捨五入する前の率で決めます。表示は小数第1位までです(段階の境目では、けたを増やして表示します)。
- 次のものは評価せず、割合の母数にも入れません: {unrated}
- 計画ブックの「達成率」の欄は、入力の目安です(いつも実績値÷目標値。減らす指標は逆)。
  チェックシートの「達成度」は、選んだ評価方式の率です。

## 段階(評価尺度)

計画シートの「評価尺度」で選びます。団体だけの尺度は、プロファイルに書けます。
"""


def markdown() -> str:
    """The whole page."""
    return "\n".join([HEAD.format(unrated="、".join(UNRATED)), *map(_scale, presets())])


def _scale(scale: Scale) -> str:
    lines = [f"### {scale.title}", "", "| 段階 | 率 | 意味 |", "|---|---|---|"]
    lines += [f"| {grade.mark} | {scale.band(grade)} | {grade.meaning} |" for grade in scale.grades]
    return "\n".join(lines) + "\n"
