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
(四捨五入, 0.1 %), and takes more digits where rounding would lift it onto a floor of the scale (onto
any whole percent where no scale is known), so that a sheet never prints 80.0 % beside the grade below 80.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from dxbook.plan import UNRATED, Direction, Formula

NOT_RATABLE, NOT_APPLICABLE, ENDED, NO_TARGET, NO_ACTUAL = UNRATED
RATED = "評価済"
LEVEL, SPAN, TIMED_SPAN, PROGRESS, PLANNED = FORMULAS = tuple(Formula)
WAYS = (Direction.UP, Direction.DOWN)
"""The directions in which more, or less, is better."""
CAP = Decimal(10)
"""Upper bound of t ÷ a for 減少 (said in the text): an actual near 0 has no sensible ratio."""

HUNDRED = Decimal(100)
_LIMIT = Decimal(10) ** 15  # past it a number is a slip of the hand; decimal's 28 digits end soon after
MINUS = "−"


@dataclass(frozen=True, slots=True)
class Rated:
    """A rate (1.0 = 100 %, unrounded) with its ``formula_text``; ``state`` is RATED or one of UNRATED.

    ``formula`` is the formula really used and ``note`` why another rule than the asked one was taken.
    ``floors`` are the scale's, see :func:`judged_by`.
    """

    rate: float | None
    state: str
    formula_text: str
    formula: str = ""
    note: str = ""
    floors: tuple[float, ...] | None = None

    @property
    def percent(self) -> str:
        """The rate as the sheet shows it, or the unrated state."""
        return self.state if self.rate is None else percent(Decimal(str(self.rate)), self.floors)

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
    goal: str = ""  # what the target is called in the text, where it is not the target itself

    def say(self, value: Decimal) -> str:
        return number(value, self.unit)


def percent(rate: Decimal, floors: tuple[float, ...] | None = None) -> str:
    """1.0 → "100.0%". Half up to 0.1 %; more digits where that would reach a floor from below.

    ``floors`` are rates (0.8 = 80 %); None takes every whole percent for one.
    """
    value = rate * HUNDRED
    for places in range(1, 7):
        shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if not _lifted(value, shown, floors):
            break
    else:
        shown = value.quantize(Decimal(1).scaleb(-places), ROUND_FLOOR)
    return _signed(f"{abs(shown):,}", shown) + "%"


def _lifted(value: Decimal, shown: Decimal, floors: tuple[float, ...] | None) -> bool:
    if floors is None:
        return shown > value and shown == shown.to_integral_value()
    return any(value < Decimal(str(floor)) * HUNDRED <= shown for floor in floors)


def judged_by(rated: Rated, floors: tuple[float, ...]) -> Rated:
    """``rated`` as shown beside the grades of a scale with these ``floors``, its text too."""
    result = replace(rated, floors=floors)
    if result.percent == rated.percent:
        return result
    return replace(result, formula_text=result.formula_text.replace(f"= {rated.percent}", f"= {result.percent}"))


def number(value: Decimal, unit: str = "") -> str:
    """A number for people: separators, 万 for big round numbers, the unit behind it."""
    tail = unit
    if abs(value) >= _LIMIT:
        return _signed(f"{abs(value):.3e}", value) + unit
    if abs(value) >= 100_000 and value % 1000 == 0:
        value, tail = value / 10_000, "万" + unit
    shown = value.quantize(Decimal("0.0001"), ROUND_HALF_UP).normalize()
    return _signed(f"{abs(shown):,f}", shown) + tail


def _signed(text: str, value: Decimal) -> str:
    return (MINUS if value < 0 else "") + text


def term(text: str) -> str:
    """A negative number in brackets."""
    return f"({text})" if text.startswith(MINUS) else text


def decimal(value: float | int | Decimal | None) -> Decimal | None:
    """The number as it was written (0.1 stays 0.1); None for None, NaN and infinities."""
    if value is None:
        return None
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact if exact.is_finite() else None


NOTHING_WRITTEN = "実績値が書かれていないため評価しません"
"""Said of an empty cell; 未判明 is what a report says itself (see ``actuals.Actual.missing``)."""


def unrated(state: str, text: str) -> Rated:
    """A result without a rate: ``state`` of UNRATED and the reason."""
    return Rated(None, state, text)


def done(rate: Decimal, left: str, formula: str, note: str = "") -> Rated:
    """A rate with its text: ``left`` = rate（note）."""
    if abs(rate) >= _LIMIT:
        return unrated(NOT_RATABLE, f"{left}：けたが大きすぎるため評価できません（値を確かめてください）")
    result = Rated(float(rate), RATED, "", formula, note)  # float() mends the 28th digit of a division
    text = f"{left} = {result.percent}"
    return replace(result, formula_text=f"{text}（{note}）" if note else text)


def rate(
    formula: Formula, *, actual: float | None, target: float | None, baseline: float | None = None,
    planned: float | None = None, direction: Direction = Direction.UP, elapsed: tuple[int, int] | None = None,
    qualifier: str = "none", high: float | None = None, unit: str = "", planned_name: str = "計画値",
) -> Rated:
    """The achievement rate of one KPI in one year.

    ``formula`` is one of FORMULAS; ``direction`` 増加, 減少, 維持 or 範囲 (``target`` to ``high``), for
    到達 see ``rules``. ``elapsed`` is (k, n): the k-th of n years. ``qualifier`` is the target's
    (min 以上, max 以下, gt 超, lt 未満). All numbers share one ``unit``. ``planned_name`` is what the text
    calls ``planned``, so that nobody takes it for the target. Raises ValueError for an unknown formula or
    direction (a programming error).
    """
    if formula not in FORMULAS or direction in (None, Direction.REACH):
        raise ValueError(f"{formula} / {direction}")
    a, t, b = decimal(actual), decimal(target), decimal(baseline)
    goal = ""
    if formula == PLANNED and direction in WAYS:
        t, b, goal = decimal(planned), None, planned_name
    if t is None:
        return unrated(NO_TARGET, "この年度の計画値が書かれていないため評価しません" if formula == PLANNED
                       else "目標値が数値で書かれていないため評価しません")
    if a is None:
        return unrated(NO_ACTUAL, NOTHING_WRITTEN)
    case = _Case(a, t, b, unit, direction == Direction.UP, elapsed, goal)
    if direction == Direction.KEEP:
        return _maintained(case, qualifier)
    if direction == Direction.RANGE:
        return _within(case, decimal(high))
    return _directed(case, formula)


def _directed(case: _Case, formula: str) -> Rated:
    """増加 and 減少: choose the formula that is defined, saying why where it is another."""
    t, b = case.t, case.b
    falling = not case.rising
    note = ""
    if formula != PLANNED and b is not None and t != b and not _forward(case):
        return _contradiction(case)
    if formula in (SPAN, TIMED_SPAN) or (formula == PROGRESS and falling):
        if b is not None and t != b:
            return _timed(case, _span(case), formula)
        note = f"現状値がないため{LEVEL}" if b is None else f"現状値と目標値が同じため{LEVEL}"
    if t == 0 and falling:
        return _zero(case)
    if t <= 0:
        if formula != PROGRESS and _forward(case):
            return _timed(case, _span(case), SPAN, f"目標値が0以下のため{SPAN}")
        return unrated(NOT_RATABLE, "目標値が0以下で、割り算ができないため評価できません")
    # Without a baseline there is no share of the way to set against the years: the plain level.
    return _timed(case, _level(case), LEVEL if note else formula, note)


def _forward(case: _Case) -> bool:
    """The target lies on the wanted side of the baseline."""
    return case.b is not None and case.t != case.b and (case.t > case.b) == case.rising


def _contradiction(case: _Case) -> Rated:
    way = Direction.UP if case.rising else Direction.DOWN
    return unrated(NOT_RATABLE, f"方向が「{way}」なのに目標値が現状値と逆の向きのため評価できません")


def _span(case: _Case) -> tuple[Decimal, str]:
    assert case.b is not None
    a, t, b = (term(case.say(value)) for value in (case.a, case.t, case.b))
    return (case.a - case.b) / (case.t - case.b), f"({a} {MINUS} {b}) ÷ ({t} {MINUS} {b})"


def _level(case: _Case) -> tuple[Decimal, str]:
    a, t = case.say(case.a), case.goal + case.say(case.t)
    if case.rising:
        return case.a / case.t, f"{term(a)} ÷ {term(t)}"
    if case.a * CAP <= case.t:
        return CAP, f"{t} ÷ {term(a)}（上限{CAP * 100:,f}%）"
    return case.t / case.a, f"{t} ÷ {a}"


def _timed(case: _Case, result: tuple[Decimal, str], formula: str, note: str = "") -> Rated:
    """Divide by the share of years gone by, where the formula asks for it; the final year needs none."""
    value, text = result
    if formula not in (TIMED_SPAN, PROGRESS):
        return done(value, text, formula, note)
    if case.elapsed is None or min(case.elapsed) < 1:
        return unrated(NOT_RATABLE, "計画期間の何年目かがわからないため評価できません")
    k, n = case.elapsed
    if k >= n:
        return done(value, text, formula, note)
    joined = text if "(" in text else f"({text})"
    return done(value * n / k, f"{joined} ÷ ({k}年 ÷ {n}年)", formula, note)


def _zero(case: _Case) -> Rated:
    """目標0 (no incidents): 0 is 100 %, anything above is 0 %."""
    reached = case.a <= 0
    text = f"実績 {case.say(case.a)}（目標 {case.say(case.t)}：0なら100%、0を超えたら0%）"
    return done(Decimal(1 if reached else 0), text, "目標0の規則")


def _maintained(case: _Case, qualifier: str) -> Rated:
    """維持: inside the limit is 100 %, outside it the level; which side is better must be written."""
    a, t = case.a, case.t
    words = {"min": "以上", "gt": "超", "max": "以下", "lt": "未満"}
    inside = {"min": a >= t, "gt": a > t, "max": a <= t, "lt": a < t}.get(qualifier, a == t)
    shown = f"実績 {case.say(a)}（目標 {case.say(t)}{words.get(qualifier, '')}を維持）"
    if inside:
        return done(Decimal(1), shown, "維持の規則")
    if t == 0 and qualifier not in ("min", "gt"):
        return _zero(case)
    if qualifier not in words:
        return unrated(NOT_RATABLE, f"{shown}：以上か以下かが書かれていないため評価できません")
    if t <= 0 or qualifier in ("gt", "lt"):  # the level would call the limit itself 100 %
        return done(Decimal(0), shown, "維持の規則", "維持の目標から外れた")
    rising = qualifier == "min"
    value, text = _level(_Case(a, t, None, case.unit, rising, None))
    return done(value, text, "維持の規則", "維持の目標から外れたため達成率")


def _within(case: _Case, high: Decimal | None) -> Rated:
    """範囲: inside is 100 %, below it a ÷ low, above it high ÷ a."""
    if high is None or high < case.t:
        return unrated(NOT_RATABLE, "目標の範囲（〜から〜まで）が読み取れないため評価できません")
    shown = f"実績 {case.say(case.a)}（目標 {case.say(case.t)}～{case.say(high)}）"
    if case.t <= case.a <= high:
        return done(Decimal(1), shown, "範囲の規則")
    below = case.a < case.t
    limit = case.t if below else high
    if limit <= 0:
        return done(Decimal(0), shown, "範囲の規則", "範囲の外")
    value, text = _level(_Case(case.a, limit, None, case.unit, below, None))
    return done(value, text, "範囲の規則", "範囲の外")
