"""The rules beside the five formulas: 前年度比, 到達 and the average of several rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dxbook.plan import Direction
from dxbook.rating.formulas import (
    HUNDRED,
    MINUS,
    NO_ACTUAL,
    NO_TARGET,
    NOT_RATABLE,
    NOTHING_WRITTEN,
    Rated,
    decimal,
    done,
    number,
    percent,
    term,
    unrated,
)


def yearly_change(
    *, actual: float | None, last: float | None, target: float | None, relative: bool = True,
    direction: Direction = Direction.UP, unit: str = "",
) -> Rated:
    """前年度比: this year's change against the wanted one.

    ``target`` is in percent where ``relative`` (10 = 10 %), else in ``unit``, positive in the wanted
    ``direction``. Above 0 the change is divided by the target; a target of 0 asks for no worsening.
    """
    a, p, t = decimal(actual), decimal(last), decimal(target)
    if t is None:
        return unrated(NO_TARGET, "目標値が数値で書かれていないため評価しません")
    if a is None:
        return unrated(NO_ACTUAL, NOTHING_WRITTEN)
    if p is None or (relative and p <= 0):
        return unrated(NOT_RATABLE, "前年度の実績値がないか0以下のため、前年度比を計算できません")
    if t < 0:
        return unrated(NOT_RATABLE, "前年度比の目標が負の数のため評価できません")
    sign = Decimal(1 if direction != Direction.DOWN else -1)
    first, second = (a, p) if sign > 0 else (p, a)
    change = (first - second) / (p if relative else Decimal(1))
    text = f"({term(number(first, unit))} {MINUS} {term(number(second, unit))})"
    text += f" ÷ {number(p, unit)}" if relative else ""
    goal = t / HUNDRED if relative else t
    if t == 0:
        return done(Decimal(1 if change >= 0 else 0), text, "前年度比の規則", "目標は前年度並み")
    return done(change / goal, f"{text} ÷ {number(t, '%' if relative else unit)}", "前年度比")


_NOT_YET = (
    "未", "予定", "検討", "準備", "中", "ない", "なし", "一部", "見込", "遅れ", "延期", "できず",
)
_REACHED = (
    "完了", "済", "実施", "導入", "策定", "設置", "開始", "達成", "制定", "公表", "構築", "整備", "移行",
    "改定",
)


def milestone(actual: str | None, target: str | None, *, due: bool = False) -> Rated:
    """到達: 100 % where the report's words say it is done (完了, 策定済, 実施, 導入 …).

    Words such as 未, 検討中, 予定, 一部 say it is not: 0 % once the target year has come (``due``),
    unrated before it. Other words are not guessed at.
    """
    goal, text = (target or "").strip(), (actual or "").strip()
    if not goal:
        return unrated(NO_TARGET, "目標が書かれていないため評価しません")
    if not text:
        return unrated(NO_ACTUAL, "実績がまだ書かれていないため評価しません")
    shown = f"実績「{text}」（目標「{goal}」）"
    if any(word in text for word in _NOT_YET):
        if due:
            return done(Decimal(0), shown, "到達の規則", "目標年度までに届いていない")
        return unrated(NOT_RATABLE, f"{shown}：目標年度の前のため、到達するまで評価しません")
    if text == goal or any(word in text for word in _REACHED):
        return done(Decimal(1), shown, "到達の規則")
    return unrated(NOT_RATABLE, f"{shown}：到達したかどうかが読み取れないため評価できません")


def average(
    parts: Sequence[tuple[str, Rated]], *, cap: float | None = None, title: str = "内訳の単純平均"
) -> Rated:
    """The simple average of the rated parts; unrated where no part has a rate.

    ``cap`` is the most one part counts for; the text names the parts it holds back and those left out.
    """
    rates = [(label, part) for label, part in parts if part.rate is not None]
    if not rates:
        state = parts[0][1].state if parts else NO_ACTUAL
        return unrated(state, "／".join(f"{label}：{part.formula_text}" for label, part in parts))
    left_out = [f"{label} {part.state}" for label, part in parts if part.rate is None]
    if len(rates) == 1 and left_out:
        label, part = rates[0]
        rest = "、".join(left_out)
        return replace(part, formula_text=f"{label}：{part.formula_text}（除いたもの：{rest}）")
    most = decimal(cap)
    over = [label for label, part in rates if most is not None and Decimal(str(part.rate)) > most]
    counted = [(label, Decimal(str(part.rate))) for label, part in rates]
    if most is not None:
        counted = [(label, min(value, most)) for label, value in counted]
    floors = rates[0][1].floors
    shown = " + ".join(f"{label} {percent(value, floors)}" for label, value in counted)
    notes = [f"{'、'.join(over)}は{percent(most)}を上限"] if over and most is not None else []
    if left_out:
        notes.append("除いたもの：" + "、".join(left_out))
    text = shown if len(rates) == 1 else f"({shown}) ÷ {len(rates)}"
    return done(sum((value for _, value in counted), Decimal(0)) / len(rates), text, title, "、".join(notes))
