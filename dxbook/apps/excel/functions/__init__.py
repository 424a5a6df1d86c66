"""The worksheet functions (DX_…), for xlwings. Thin: what they compute stands in the modules beside.

Every argument arrives as rows of cells (``ndim=2``), error values as text; every result leaves as rows of
the same shape. A function never raises: what is wrong with a value is said in its cell. The texts here are
what Excel's function dialog shows (at most 255 characters each); ``python -m scripts.udf_wrappers`` makes
the VBA side of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import xlwings as xw

from dxbook.apps.excel.functions import ratings, table, times, values
from dxbook.apps.excel.functions.cells import LEFT_OUT, Cells, each, spoken

__all__ = ["ratings", "table", "times", "values"]

CATEGORY = "dxbook"
_F = TypeVar("_F", bound=Callable[..., Cells])


def _function(**arguments: str) -> Callable[[_F], _F]:
    """xlwings' decorators for one function; ``arguments`` are the help of each argument."""

    def decorate(function: _F) -> _F:
        decorated = spoken(function)
        for name, help_ in arguments.items():
            decorated = xw.arg(name, ndim=2, err_to_str=True, doc=help_)(decorated)
        return xw.func(category=CATEGORY)(decorated)  # type: ignore[return-value]

    return decorate


_VALUE = "指標の値（例：約330万枚、27手続以上）。範囲も使えます。"
_UNIT = "省略可。単位の欄（例：枚、千円）。"


@_function(
    value="整える文字。範囲も使えます。",
    policy="省略可。整え方：文章（省略時）、名称、コード、値、数、そのまま。",
)
def DX_NORMALIZE(value: Cells, policy: Cells = LEFT_OUT) -> Cells:
    """全角・半角・空白・ハイフンなどを整えます。漢字は変えません。"""
    return each(values.normalized, value, policy)


@_function(value=_VALUE, unit=_UNIT)
def DX_NUMBER(value: Cells, unit: Cells = LEFT_OUT) -> Cells:
    """指標の値から数を取り出します（万・億・千円などは1の単位に直します）。読み方が2つあるときは文で知らせます。"""
    return each(values.number, value, unit)


@_function(value=_VALUE, unit=_UNIT)
def DX_UNIT(value: Cells, unit: Cells = LEFT_OUT) -> Cells:
    """指標の値から単位を取り出します。"""
    return each(values.unit, value, unit)


@_function(value=_VALUE, unit=_UNIT)
def DX_READING(value: Cells, unit: Cells = LEFT_OUT) -> Cells:
    """指標の値をどう読み取ったかを表にします（値、単位、条件、時点、内訳、指摘）。結果は下と右のセルに広がります。"""
    return values.readings(value, unit)


@_function(value="年度・年月・日付（例：R5、令和6年3月、2024/3/31）。範囲も使えます。")
def DX_FY(value: Cells) -> Cells:
    """年度を西暦の数で返します。日付と年月は、その日の属する年度です。"""
    return each(times.fy, value)


@_function(
    value="年度・年月・日付（例：2023、2024/3/31）。範囲も使えます。",
    short="省略可。TRUEで短く書きます（R5、R6.3.31）。",
)
def DX_WAREKI(value: Cells, short: Cells = LEFT_OUT) -> Cells:
    """和暦で書きます。年の数だけのときは年度として書きます（2023 → 令和5年度）。"""
    return each(times.wareki, value, short)


@_function(value="和暦の年度・年月・日付（例：令和5年度、R6.3.31）。範囲も使えます。")
def DX_SEIREKI(value: Cells) -> Cells:
    """西暦に直します。日まであれば日付（表示形式を日付にしてください）、年月は文字（2019年5月）、年度や年は数で返します。"""
    return each(times.seireki, value)


@_function(
    actual="実績値（例：1,200件）。範囲も使えます。",
    target="目標値（例：1,500件以上）。",
    direction="方向：増加、減少、維持、範囲、到達。目標値に「増やす」「削減」「維持」などの言葉があれば省略できます（以上・以下は方向ではありません）。",
    baseline="省略可。現状値（計画をつくったときの値）。",
    formula="省略可。改善率（省略時。現状値がなければ達成率）、達成率、時点改善率、進捗率、計画値比。",
    year_number="省略可。計画期間の何年目か（時点改善率と進捗率で使います）。",
    year_count="省略可。計画期間は何年間か。",
)
def DX_ACHIEVEMENT(
    actual: Cells, target: Cells, direction: Cells = LEFT_OUT, baseline: Cells = LEFT_OUT,
    formula: Cells = LEFT_OUT, year_number: Cells = LEFT_OUT, year_count: Cells = LEFT_OUT,
) -> Cells:
    """チェックシートと同じ式で達成率を計算します（1が100%）。計算できないときは理由を書きます。"""
    return each(ratings.achievement, actual, target, direction, baseline, formula, year_number, year_count)


@_function(
    ratio="達成率（0.85 または 85%）。範囲も使えます。",
    scale_name="省略可。評価尺度の名前。省略すると4段階です。",
)
def DX_GRADE(ratio: Cells, scale_name: Cells = LEFT_OUT) -> Cells:
    """達成率を評価尺度の段階に直します。評価できない・対象外などはそのまま返します。"""
    return each(ratings.grade, ratio, scale_name)


@_function(
    baseline="現状値。範囲も使えます。",
    target="目標値。",
    first_fy="計画の開始年度（例：R4）。",
    last_fy="計画の終了年度、または目標年度。",
    fy="何年度の見込みか。",
)
def DX_EXPECTED(baseline: Cells, target: Cells, first_fy: Cells, last_fy: Cells, fy: Cells) -> Cells:
    """現状値から目標値へ毎年同じ幅で進むとしたときの、その年度末の値です。"""
    return each(ratings.expected, baseline, target, first_fy, last_fy, fy)


@_function(code="団体コード（6けた）。範囲も使えます。")
def DX_CODE(code: Cells) -> Cells:
    """団体コードを6けたの文字に整え、検査数字を確かめます。先頭の0が消えたものは補います。"""
    return each(values.code, code)


@_function(
    table_range="見出しの行を含む表の範囲（施策、指標、進捗など）。",
    sheet="省略可。どの表か（例：施策）。省略すると見出しから判断します。",
)
def DX_CHECK(table_range: Cells, sheet: Cells = LEFT_OUT) -> Cells:
    """表を検証し、指摘の一覧を返します（レベル、行、欄、値、内容、直し方）。結果は下と右のセルに広がります。"""
    return table.findings_of(table_range, sheet[0][0])
