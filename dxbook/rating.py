"""Achievement rates: pure formulas on numbers, each with the text a check sheet prints.

    達成率      a ÷ t                          the level against the target (減少: t ÷ a)
    改善率      (a − b) ÷ (t − b)              the way gone from the baseline to the target
    時点改善率  改善率 ÷ (k ÷ n)               … against the share of the plan's years gone by
    進捗率      (a ÷ t) ÷ (k ÷ n)              the share done against the share of years gone by
    計画値比    a ÷ p                          against this year's planned value (減少: p ÷ a)

a actual, b baseline, t target, p planned, k-th of n years. Where a formula is undefined (t = b, t = 0,
no baseline) the rule taken instead is said in the text. Nothing here raises for odd numbers: what has
no sound rate is unrated. Rates are never rounded or capped in silence; a better actual never lowers
the rate. The rate itself is unrounded and decides the grade; :func:`percent` rounds for show
(四捨五入, 0.1 %), and takes more digits where rounding would lift it onto the next whole percent, so
that a sheet never prints 80.0 % beside the grade below 80.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from dxbook.scales import UNRATED

NOT_RATABLE, NOT_APPLICABLE, ENDED, NO_TARGET, NO_ACTUAL = UNRATED
RATED = "評価済"
LEVEL, SPAN, TIMED_SPAN, PROGRESS, PLANNED = FORMULAS = (
    "達成率", "改善率", "時点改善率", "進捗率", "計画値比",
)
CAP = Decimal(10)
"""Upper bound of t ÷ a for 減少 (said in the text): an actual near 0 has no sensible ratio."""

_HUNDRED = Decimal(100)
_MINUS = "−"


@dataclass(frozen=True, slots=True)
class Rated:
    """A rate (1.0 = 100 %, unrounded) with its ``formula_text``; ``state`` is RATED or one of UNRATED.

    ``formula`` is the formula really used and ``note`` why another rule than the asked one was taken.
    """

    rate: float | None
    state: str
    formula_text: str
    formula: str = ""
    note: str = ""

    @property
    def percent(self) -> str:
        """The rate as the sheet shows it, or the unrated state."""
        return self.state if self.rate is None else percent(Decimal(repr(self.rate)))

    @property
    def digits(self) -> int:
        """Decimal places of :attr:`percent`, for a number format."""
        return len(self.percent.rstrip("%").partition(".")[2]) if self.rate is not None else 0


@dataclass(frozen=True, slots=True)
class _Case:
    """The numbers of one KPI as decimals."""

    a: Decimal
    t: Decimal
    b: Decimal | None
    unit: str
    rising: bool
    elapsed: tuple[int, int] | None

    def say(self, value: Decimal) -> str:
        return number(value, self.unit)


def percent(rate: Decimal) -> str:
    """1.0 → "100.0%". Half up to 0.1 %; more digits where that would reach a whole percent from below."""
    value = rate * _HUNDRED
    for places in range(1, 7):
        shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if shown <= value or shown != shown.to_integral_value():
            break
    else:
        shown = value.quantize(Decimal(1).scaleb(-places), ROUND_FLOOR)
    return _signed(f"{abs(shown):,}", shown) + "%"


def number(value: Decimal, unit: str = "") -> str:
    """A number for people: separators, 万 for big round numbers, the unit behind it."""
    tail = unit
    if abs(value) >= 100_000 and value % 1000 == 0:
        value, tail = value / 10_000, "万" + unit
    shown = value.quantize(Decimal("0.0001"), ROUND_HALF_UP).normalize()
    return _signed(f"{abs(shown):,f}", shown) + tail


def _signed(text: str, value: Decimal) -> str:
    return (_MINUS if value < 0 else "") + text


def _term(text: str) -> str:
    return f"({text})" if text.startswith(_MINUS) else text


def decimal(value: float | int | Decimal | None) -> Decimal | None:
    """The number as it was written (0.1 stays 0.1); None for None, NaN and infinities."""
    if value is None:
        return None
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return exact if exact.is_finite() else None


def unrated(state: str, text: str) -> Rated:
    """A result without a rate: ``state`` of UNRATED and the reason."""
    return Rated(None, state, text)


def _done(rate: Decimal, left: str, formula: str, note: str = "") -> Rated:
    result = Rated(float(rate), RATED, "", formula, note)  # float() mends the 28th digit of a division
    text = f"{left} = {result.percent}"
    return replace(result, formula_text=f"{text}（{note}）" if note else text)


def rate(
    formula: str, *, actual: float | None, target: float | None, baseline: float | None = None,
    planned: float | None = None, direction: str = "増加", elapsed: tuple[int, int] | None = None,
    qualifier: str = "none", high: float | None = None, unit: str = "",
) -> Rated:
    """The achievement rate of one KPI in one year.

    ``formula`` is one of FORMULAS; ``direction`` 増加, 減少, 維持 or 範囲 (``target`` to ``high``), for
    到達 see :func:`milestone`. ``elapsed`` is (k, n): the k-th of n years. ``qualifier`` is the target's
    (min 以上, max 以下, gt 超, lt 未満). All numbers share one ``unit``. Raises ValueError for an
    unknown formula or direction (a programming error).
    """
    if formula not in FORMULAS or direction not in ("増加", "減少", "維持", "範囲"):
        raise ValueError(f"{formula} / {direction}")
    a, t, b = decimal(actual), decimal(target), decimal(baseline)
    if formula == PLANNED and direction in ("増加", "減少"):
        t, b = decimal(planned), None
    if t is None:
        return unrated(NO_TARGET, "この年度の計画値が書かれていないため評価しません" if formula == PLANNED
                       else "目標値が数値で書かれていないため評価しません")
    if a is None:
        return unrated(NO_ACTUAL, "実績値がまだわからないため評価しません")
    case = _Case(a, t, b, unit, direction == "増加", elapsed)
    if direction == "維持":
        return _maintained(case, qualifier)
    if direction == "範囲":
        return _within(case, decimal(high))
    return _directed(case, formula)


def _directed(case: _Case, formula: str) -> Rated:
    """増加 and 減少: choose the formula that is defined, saying why where it is another."""
    t, b = case.t, case.b
    falling = not case.rising
    note = ""
    if formula in (SPAN, TIMED_SPAN) or (formula == PROGRESS and falling):
        if b is not None and t != b:
            return _timed(case, _span(case), formula) if _forward(case) else _contradiction(case)
        note = f"現状値がないため{LEVEL}" if b is None else f"現状値と目標値が同じため{LEVEL}"
    if t == 0 and falling:
        return _zero(case)
    if t <= 0:
        if formula != PROGRESS and _forward(case):
            return _timed(case, _span(case), SPAN, f"目標値が0以下のため{SPAN}")
        return unrated(NOT_RATABLE, "目標値が0以下で、割り算ができないため評価できません")
    # Without a baseline a falling value has no share of the way, so nothing to set against the years.
    scaled = formula in (TIMED_SPAN, PROGRESS) and not falling
    return _timed(case, _level(case), LEVEL if note else formula, note, scaled)


def _forward(case: _Case) -> bool:
    """The target lies on the wanted side of the baseline."""
    return case.b is not None and case.t != case.b and (case.t > case.b) == case.rising


def _contradiction(case: _Case) -> Rated:
    way = "増加" if case.rising else "減少"
    return unrated(NOT_RATABLE, f"方向が「{way}」なのに目標値が現状値と逆の向きのため評価できません")


def _span(case: _Case) -> tuple[Decimal, str]:
    assert case.b is not None
    a, t, b = (_term(case.say(value)) for value in (case.a, case.t, case.b))
    return (case.a - case.b) / (case.t - case.b), f"({a} {_MINUS} {b}) ÷ ({t} {_MINUS} {b})"


def _level(case: _Case) -> tuple[Decimal, str]:
    a, t = case.say(case.a), case.say(case.t)
    if case.rising:
        return case.a / case.t, f"{_term(a)} ÷ {_term(t)}"
    if case.a * CAP <= case.t:
        return CAP, f"{t} ÷ {_term(a)}（上限{CAP * 100:,f}%）"
    return case.t / case.a, f"{t} ÷ {a}"


def _timed(case: _Case, result: tuple[Decimal, str], formula: str, note: str = "",
           scaled: bool | None = None) -> Rated:
    """Divide by the share of years gone by, where the formula asks for it; the final year needs none."""
    value, text = result
    if scaled is None:
        scaled = formula in (TIMED_SPAN, PROGRESS)
    if not scaled:
        return _done(value, text, formula, note)
    if case.elapsed is None or min(case.elapsed) < 1:
        return unrated(NOT_RATABLE, "計画期間の何年目かがわからないため評価できません")
    k, n = case.elapsed
    if k >= n:
        return _done(value, text, formula, note)
    joined = text if "(" in text else f"({text})"
    return _done(value * n / k, f"{joined} ÷ ({k}年 ÷ {n}年)", formula, note)


def _zero(case: _Case) -> Rated:
    """目標0 (no incidents): 0 is 100 %, anything above is 0 %."""
    reached = case.a <= 0
    text = f"実績 {case.say(case.a)}（目標 {case.say(case.t)}：0なら100%、0を超えたら0%）"
    return _done(Decimal(1 if reached else 0), text, "目標0の規則")


def _maintained(case: _Case, qualifier: str) -> Rated:
    """維持: inside the limit is 100 %, outside it the level; which side is better must be written."""
    a, t = case.a, case.t
    words = {"min": "以上", "gt": "超", "max": "以下", "lt": "未満"}
    inside = {"min": a >= t, "gt": a > t, "max": a <= t, "lt": a < t}.get(qualifier, a == t)
    shown = f"実績 {case.say(a)}（目標 {case.say(t)}{words.get(qualifier, '')}を維持）"
    if inside:
        return _done(Decimal(1), shown, "維持の規則")
    if t == 0:
        return _zero(case)
    if qualifier not in words:
        return unrated(NOT_RATABLE, f"{shown}：以上か以下かが書かれていないため評価できません")
    rising = qualifier in ("min", "gt")
    if t < 0 or a == t:
        return _done(Decimal(0), shown, "維持の規則")
    value, text = _level(_Case(a, t, None, case.unit, rising, None))
    return _done(value, text, "維持の規則", "維持の目標から外れたため達成率")


def _within(case: _Case, high: Decimal | None) -> Rated:
    """範囲: inside is 100 %, below it a ÷ low, above it high ÷ a."""
    if high is None or high < case.t:
        return unrated(NOT_RATABLE, "目標の範囲（〜から〜まで）が読み取れないため評価できません")
    shown = f"実績 {case.say(case.a)}（目標 {case.say(case.t)}～{case.say(high)}）"
    if case.t <= case.a <= high:
        return _done(Decimal(1), shown, "範囲の規則")
    below = case.a < case.t
    limit = case.t if below else high
    if limit <= 0:
        return _done(Decimal(0), shown, "範囲の規則", "範囲の外")
    value, text = _level(_Case(case.a, limit, None, case.unit, below, None))
    return _done(value, text, "範囲の規則", "範囲の外")


def yearly_change(
    *, actual: float | None, last: float | None, target: float | None, relative: bool = True,
    direction: str = "増加", unit: str = "",
) -> Rated:
    """前年度比: this year's change against the wanted one.

    ``target`` is in percent where ``relative`` (10 = 10 %), else in ``unit``, positive in the wanted
    ``direction``. Above 0 the change is divided by the target; a target of 0 asks for no worsening.
    """
    a, p, t = decimal(actual), decimal(last), decimal(target)
    if t is None:
        return unrated(NO_TARGET, "目標値が数値で書かれていないため評価しません")
    if a is None:
        return unrated(NO_ACTUAL, "実績値がまだわからないため評価しません")
    if p is None or (relative and p <= 0):
        return unrated(NOT_RATABLE, "前年度の実績値がないか0以下のため、前年度比を計算できません")
    if t < 0:
        return unrated(NOT_RATABLE, "前年度比の目標が負の数のため評価できません")
    sign = Decimal(1 if direction != "減少" else -1)
    first, second = (a, p) if sign > 0 else (p, a)
    change = (first - second) / (p if relative else Decimal(1))
    text = f"({_term(number(first, unit))} {_MINUS} {_term(number(second, unit))})"
    text += f" ÷ {number(p, unit)}" if relative else ""
    goal = t / _HUNDRED if relative else t
    if t == 0:
        return _done(Decimal(1 if change >= 0 else 0), text, "前年度比の規則", "目標は前年度並み")
    return _done(change / goal, f"{text} ÷ {number(t, '%' if relative else unit)}", "前年度比")


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
            return _done(Decimal(0), shown, "到達の規則", "目標年度までに届いていない")
        return unrated(NOT_RATABLE, f"{shown}：目標年度の前のため、到達するまで評価しません")
    if text == goal or any(word in text for word in _REACHED):
        return _done(Decimal(1), shown, "到達の規則")
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
    most = decimal(cap)
    over = [label for label, part in rates if most is not None and Decimal(repr(part.rate)) > most]
    counted = [(label, Decimal(repr(part.rate))) for label, part in rates]
    if most is not None:
        counted = [(label, min(value, most)) for label, value in counted]
    shown = " + ".join(f"{label} {percent(value)}" for label, value in counted)
    notes = [f"{'、'.join(over)}は{percent(most)}を上限"] if over and most is not None else []
    if left_out := [f"{label} {part.state}" for label, part in parts if part.rate is None]:
        notes.append("除いたもの：" + "、".join(left_out))
    text = shown if len(rates) == 1 else f"({shown}) ÷ {len(rates)}"
    return _done(sum((value for _, value in counted), Decimal(0)) / len(rates), text, title, "、".join(notes))
