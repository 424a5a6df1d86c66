"""The words of the drop-down lists, one class a list. A cell's word is folded once, when it is read; nothing compares

Japanese literals after that. The members stand in the order of the list.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import ClassVar, Self

from dxbook.text import key
from dxbook.values import DOWN, KEEP, UP


class Choice(StrEnum):
    """One word of a list; ``list_name`` is what the workbook calls the list."""

    list_name: ClassVar[str]

    def __init_subclass__(cls, list_name: str = "") -> None:
        cls.list_name = list_name

    @classmethod
    def read(cls, text: object) -> Self | None:
        """The member a person means: width and spaces do not count (完　了 is 完了). None for another word."""
        return _folded(cls).get(key(str(text)))  # type: ignore[return-value]


@cache
def _folded(choice: type[Choice]) -> dict[str, Choice]:
    return {key(member): member for member in choice}


class Direction(Choice, list_name="方向"):
    """Which way a KPI gets better."""

    UP = UP
    DOWN = DOWN
    KEEP = KEEP
    RANGE = "範囲"
    REACH = "到達"


class Aggregation(Choice, list_name="集計"):
    """What a KPI's yearly value counts."""

    YEARLY = "年度値"
    CUMULATIVE = "累計"
    TOTAL = "延べ"
    POINT = "時点"
    GROWTH = "前年度比"


class ActualStatus(Choice, list_name="実績区分"):
    """How sure an actual is."""

    FINAL = "確定"
    FORECAST = "見込"
    UNKNOWN = "未判明"


class MeasureState(Choice, list_name="施策状態"):
    """Where a measure stands."""

    NOT_BEGUN = "未着手"
    RUNNING = "実施中"
    DONE = "完了"
    PAUSED = "休止"
    ABOLISHED = "廃止"


class StepState(Choice, list_name="工程状態"):
    """Where a step of the schedule stands."""

    PLANNED = "予定"
    RUNNING = "実施中"
    DONE = "完了"
    STOPPED = "中止"


class InventoryState(Choice, list_name="一覧状態"):
    """Where an item of the 一覧 stands."""

    NOT_BEGUN = "未着手"
    PREPARING = "準備中"
    RUNNING = "対応中"
    DONE = "完了"
    NOT_CONCERNED = "対象外"


class Progress(Choice, list_name="進捗"):
    """How far a measure got against its schedule, as its department reports."""

    AS_PLANNED = "計画どおり"
    AHEAD = "前倒し"
    LATE = "遅れ"
    NOT_BEGUN = "未着手"
    DONE = "完了"
    STOPPED = "中止"


class NextStep(Choice, list_name="今後の方向性"):
    """What a department wants to do with its measure."""

    CONTINUE = "継続"
    WIDEN = "拡充"
    REVISE = "見直し"
    SHRINK = "縮小"
    DONE = "完了"
    ABOLISH = "廃止"


class RevisionKind(Choice, list_name="改定種別"):
    """What a revision does to its subject."""

    ADDED = "追加"
    CHANGED = "修正"
    ABOLISHED = "廃止"
    DONE = "完了"


class Formula(Choice, list_name="評価方式"):
    """How an achievement is computed; see ``dxbook.rating``."""

    LEVEL = "達成率"
    SPAN = "改善率"
    TIMED_SPAN = "時点改善率"
    PROGRESS = "進捗率"
    PLANNED = "計画値比"


class DepartmentKind(Choice, list_name="組織区分"):
    """What kind of unit a department is."""

    SECTION = "課"
    OFFICE = "室"
    GROUP = "係"
    COMMITTEE = "委員会"
    FACILITY = "施設"
    OTHER = "その他"


LISTS: dict[str, tuple[str, ...]] = {
    each.list_name: tuple(member.value for member in each)
    for each in (Direction, Aggregation, ActualStatus, MeasureState, StepState, InventoryState, Progress, NextStep,
                 RevisionKind, Formula, DepartmentKind)
}
"""The drop-down lists as texts. 評価尺度 is not here: it comes from ``scales``."""
