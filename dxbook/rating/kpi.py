"""One KPI in one fiscal year: from readings and the columns around them to a :class:`Rated`.

``whole_plan`` gathers the rows and rolls the results up; here the columns 方向, 集計, 目標条件 and the
words inside the values decide which of ``formulas`` or ``rules`` applies. Columns go before words; nothing is
inferred from the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from dxbook.plan import Aggregation, Direction, Formula
from dxbook.rating import formulas as rating
from dxbook.rating import rules as ratingrules
from dxbook.rating.formulas import NO_ACTUAL, NO_TARGET, NOT_RATABLE, NOTHING_WRITTEN, Rated, unrated
from dxbook.values import Reading, fy_label

_LIMITS = {"以上": "min", "以下": "max", "以内": "max", "未満": "lt", "超": "gt"}


@dataclass(frozen=True, slots=True)
class Question:
    """All that decides a KPI's rate in one year. ``last`` is the year before's actual.

    ``elapsed`` is (k, n), ``due`` true from the target year on. ``unit`` is what numbers are shown with,
    ``fy`` the year of ``actual`` and ``planned``.
    """

    formula: Formula
    direction: Direction | None
    aggregation: Aggregation | None
    condition: str
    unit: str
    baseline: Reading | None
    target: Reading | None
    actual: Reading | None
    planned: Reading | None
    last: Reading | None
    elapsed: tuple[int, int]
    fy: int = 0

    @property
    def due(self) -> bool:
        """Whether the year rated is the target's year or later."""
        return self.elapsed[0] >= self.elapsed[1]


def blank(reading: Reading | None) -> bool:
    """Nothing written, or a word for nothing (なし, －)."""
    return reading is None or "missing" in reading.qualifiers or reading.qualifier == "missing"


def value_of(reading: Reading | None) -> float | None:
    """The reading's one number, or None."""
    return None if reading is None else reading.value


def unit_of(target: Reading | None, baseline: Reading | None, actual: Reading | None, column: str) -> str:
    """The unit a KPI's numbers are shown with; a target such as 30%削減 or 2倍 has another one than they."""
    change = target is not None and {"yoy", "change"} & set(target.qualifiers)
    if target is not None and (target.unit == "倍" or (change and target.unit in ("%", "ポイント"))):
        readings = [baseline, actual]
        return next((each.unit for each in readings if each and each.unit), column)
    return next((each.unit for each in (target, baseline, actual) if each and each.unit), column)


def answer(q: Question) -> Rated:
    """The rate of a KPI without 内訳."""
    target = q.planned if q.formula == rating.PLANNED and not blank(q.planned) else q.target
    if blank(target) or target is None:
        return unrated(NO_TARGET, "目標値が書かれていないため評価しません")
    if blank(q.actual) or q.actual is None:
        return unrated(NO_ACTUAL, NOTHING_WRITTEN)
    wordy = "milestone" in target.qualifiers and target.value is None
    if q.direction == Direction.REACH or (wordy and q.actual.value is None):
        return _milestone(q, target, q.actual)
    if wordy and _said(target) and _said(target) == q.direction:
        return _trend(q, target, q.actual)
    if target.value is None and "maintain" in target.qualifiers and value_of(q.baseline) is not None:
        target = replace(target, value=value_of(q.baseline), unit=q.baseline.unit if q.baseline else "")
    for label, reading in (("目標値", target), ("実績値", q.actual)):
        if reading.value is None and not (label == "目標値" and q.direction == Direction.RANGE):
            return unrated(NOT_RATABLE, f"{label}「{reading.raw}」を数値として読み取れないため評価できません")
    if q.aggregation == Aggregation.GROWTH or "yoy" in target.qualifiers:
        return _yearly(q, target, q.actual)
    if "change" in target.qualifiers:
        return _relative(q, target, q.actual)
    return _plain(q, target, q.actual)


def _direction(q: Question, target: Reading) -> Direction | None:
    """The column's direction, else the one the words say; None where neither does."""
    if q.direction:
        return q.direction
    if "maintain" in target.qualifiers:
        return Direction.KEEP
    return _said(target)


def _said(reading: Reading) -> Direction | None:
    word = reading.direction or ""
    return Direction.UP if word.startswith("増") else Direction.DOWN if word.startswith("減") else None


def _unit(reading: Reading) -> str:
    """Units compared: a KPI is yearly, so 回/年 and 回 are one."""
    return reading.unit.removesuffix("度").removesuffix("/年")


def _same_unit(first: Reading, second: Reading | None) -> bool:
    return second is None or not _unit(first) or not _unit(second) or _unit(first) == _unit(second)


def _unit_differs(name: str, first: Reading, other: str, second: Reading) -> Rated:
    return unrated(
        NOT_RATABLE, f"{name}の単位（{first.unit}）と{other}の単位（{second.unit}）が違うため評価できません"
    )


def _milestone(q: Question, target: Reading, actual: Reading) -> Rated:
    if target.value is not None and "milestone" not in target.qualifiers:
        return unrated(NOT_RATABLE, "方向「到達」なのに目標が数値のため評価できません")
    return ratingrules.milestone(str(actual.raw or ""), str(target.raw or ""), due=q.due)


def _trend(q: Question, target: Reading, actual: Reading) -> Rated:
    """A target that is only 「増加」 or 「減少」: reached where the actual moved that way."""
    yearly = "yoy" in target.qualifiers or q.aggregation == Aggregation.GROWTH or blank(q.baseline)
    since, before = ("前年度", q.last) if yearly else ("現状値", q.baseline)
    if blank(before) or before is None or before.value is None or actual.value is None:
        return unrated(NOT_RATABLE, f"目標「{target.raw}」と比べる現状値も前年度の実績もありません")
    if not _same_unit(actual, before):
        return _unit_differs("実績値", actual, "前年度の実績値" if yearly else since, before)
    moved = actual.value - before.value
    reached = moved > 0 if q.direction == Direction.UP else moved < 0
    now, then = (rating.number(Decimal(str(value)), q.unit) for value in (actual.value, before.value))
    shown = f"実績 {now}、{since} {then}（目標「{target.raw}」）"
    return rating.done(Decimal(int(reached)), shown, "増減の規則")


def _plain(q: Question, target: Reading, actual: Reading) -> Rated:
    direction = _direction(q, target)
    if not direction:
        return unrated(NOT_RATABLE, "方向（増加・減少など）が書かれていないため評価できません")
    if not _same_unit(target, actual):
        return _unit_differs("目標値", target, "実績値", actual)
    if wrong := _baseline_unfit(q, target, direction):
        return wrong
    formula = q.formula
    if formula == rating.PLANNED and target is q.target and direction in rating.WAYS:
        if not q.due:
            return unrated(NO_TARGET, "この年度の計画値が書かれていないため評価しません")
        formula = rating.LEVEL  # the target year's planned value is the target itself
    low, high = _range(target) if direction == Direction.RANGE else (target.value, None)
    start = value_of(q.baseline) if _same_unit(target, q.baseline) else None
    return rating.rate(
        formula, actual=actual.value, target=low, planned=target.value, baseline=start, direction=direction,
        elapsed=q.elapsed, qualifier=_limit(q, target), high=high, unit=q.unit,
        planned_name=f"{fy_label(q.fy)}の計画値" if q.fy else "計画値",
    )


def _baseline_unfit(q: Question, target: Reading, direction: Direction) -> Rated | None:
    """Why the baseline, where the formula needs it, cannot be used; None where it can or there is none."""
    plain = q.formula in (rating.LEVEL, rating.PLANNED) or direction not in rating.WAYS
    if plain or q.baseline is None or blank(q.baseline):
        return None
    if q.baseline.value is None:
        return unrated(NOT_RATABLE, f"現状値「{q.baseline.raw}」を数値として読み取れないため評価できません")
    return None if _same_unit(target, q.baseline) else _unit_differs("目標値", target, "現状値", q.baseline)


def _limit(q: Question, target: Reading) -> str:
    """以上・以下 … of the target: the value's own words, else the 目標条件 column."""
    for word in ("min", "max", "gt", "lt"):
        if word in target.qualifiers or word == target.qualifier:
            return word
    return next((limit for text, limit in _LIMITS.items() if text in q.condition), "none")


def _range(target: Reading) -> tuple[float | None, float | None]:
    """A 範囲 target: two parts, the lower first."""
    ends = [part.value for part in target.parts if part.value is not None]
    return (min(ends), max(ends)) if len(ends) == 2 else (target.value, None)


def _yearly(q: Question, target: Reading, actual: Reading) -> Rated:
    """前年度比: the change since last year, in the direction the column or the words give."""
    direction = _said(target) or _direction(q, target)
    percent = target.unit == "%"
    ratio = "yoy" in target.qualifiers and "change" not in target.qualifiers
    if percent and ratio and _at_least(target, 101):
        return _yearly(q, _as_growth(target), actual)  # 前年度比110% is 10%増
    unclear = percent and not _said(target) and _at_least(target, 100)
    if unclear or direction not in (*rating.WAYS, Direction.KEEP):
        return unrated(NOT_RATABLE, "前年度比の目標が増減の幅か、前年度に対する割合かを読み分けられません")
    if percent and actual.unit == "%":
        return _stated(target, actual, 1 if direction == Direction.UP else -1)
    if blank(q.last) or q.last is None:
        return unrated(NOT_RATABLE, "前年度の実績値がないため、前年度比を計算できません")
    if not _same_unit(actual, q.last):
        return _unit_differs("実績値", actual, "前年度の実績値", q.last)
    unit = actual.unit or ("" if percent else target.unit)
    return ratingrules.yearly_change(
        actual=actual.value, last=q.last.value, target=0 if direction == Direction.KEEP else target.value,
        relative=percent, direction=direction, unit=unit,
    )


def _as_growth(target: Reading) -> Reading:
    growth = float(Decimal(str(target.value)) - 100)
    return replace(target, value=growth, direction=Direction.UP, qualifiers=(*target.qualifiers, "change"))


def _stated(target: Reading, actual: Reading, sign: int) -> Rated:
    """The actual is itself a change (12%増, ▲4%): against the wanted change of the target."""
    change = _change(actual, sign)
    if not _same_unit(target, actual):
        return _unit_differs("目標値", target, "実績値", actual)
    if change is None:
        return unrated(
            NOT_RATABLE, f"実績値「{actual.raw}」が増減の率かわかりません（「5%増」のように書いてください）"
        )
    return rating.rate(rating.LEVEL, actual=change, target=abs(target.value or 0), unit=target.unit)


def _change(actual: Reading, sign: int) -> float | None:
    """The change in the wanted direction; None where the words do not say that it is one."""
    if actual.value is None:
        return None
    if said := _said(actual):
        return abs(actual.value) * (1 if (said == Direction.UP) == (sign > 0) else -1)
    if actual.value <= 0 or {"yoy", "change"} & set(actual.qualifiers):
        return actual.value * sign
    return None


def _at_least(reading: Reading, limit: float) -> bool:
    return reading.value is not None and reading.value >= limit


def _relative(q: Question, target: Reading, actual: Reading) -> Rated:
    """A target such as 8%減 or 50件増: against the baseline, or an actual that is itself a change."""
    said = _said(target)
    direction = said or q.direction
    contrary = bool(said) and q.direction in rating.WAYS and said != q.direction
    if contrary or direction not in rating.WAYS:
        return unrated(NOT_RATABLE, "目標の増減の向きと方向の欄が合わないため評価できません")
    sign = 1 if direction == Direction.UP else -1
    base = None if blank(q.baseline) else q.baseline
    share, times = target.unit == "%", target.unit == "倍"
    if _said(actual) or (share and actual.unit == "%" and (base is None or base.unit != "%")):
        return _stated(target, actual, sign)
    if base is None or base.value is None or target.value is None:
        return unrated(NOT_RATABLE, "現状値がないため、増減の目標と比べられません")
    if share and base.unit == "%":
        return unrated(NOT_RATABLE, f"目標「{target.raw}」が割合の増減かポイントの増減かを読み分けられません")
    step, start = Decimal(str(abs(target.value))), Decimal(str(base.value))
    goal = start * step if times else start * (100 + sign * step) / 100 if share else start + sign * step
    unit = base.unit if share or times or target.unit == "ポイント" else target.unit
    moved = replace(target, value=float(goal), unit=unit, qualifier="none", qualifiers=())
    shown = unit or actual.unit or q.unit
    inner = _plain(replace(q, direction=direction, unit=shown), moved, actual)
    change = f"の{rating.number(step, '倍')}" if times else f"から{rating.number(step, target.unit)}{direction[0]}"
    words = f"目標は現状値{rating.number(start, shown)}{change} = {rating.number(goal, shown)}"
    return replace(inner, formula_text=f"{inner.formula_text}（{words}）")
