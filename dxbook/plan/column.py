"""What a column and a sheet are. A sheet is a class, a column a field of it; the plan's own are in ``schema``.

``Kpi.target`` is the column, ``kpi.target`` the value in a row: mypy knows both, and a column that does not exist passes
neither mypy nor a run.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypedDict, TypeVar, Unpack, overload

if TYPE_CHECKING:
    from dxbook.plan.choices import Choice
    from dxbook.plan.row import Row
    from dxbook.values import Reading

T = TypeVar("T")
C = TypeVar("C", bound="Choice")


class Kind(StrEnum):
    """How a cell is parsed, formatted and normalised."""

    CODE = "コード"  # an identifier; text format; folded to half width
    NAME = "名称"  # one line, a proper name
    PROSE = "文章"  # several lines
    VALUE = "値"  # a KPI value as people write it: number, unit, qualifier in one cell
    NUMBER = "数"  # a plain number
    FY = "年度"  # 令和5年度 → 2023
    DATE = "日付"  # 2023-04-01 → date
    MONTH = "年月"  # 令和5年4月 → "2023-04"; also a 年度
    CHOICE = "選択"  # one of a list
    DEPARTMENT = "部署"  # one or several departments, separated by 、
    LGCODE = "団体コード"  # six digits with a check digit
    COMPUTED = "自動"  # a live formula; never read

    @property
    def policy(self) -> str:
        """The normalising policy (``text.POLICIES``) of what stands in such a column."""
        return _POLICIES[self]


_POLICIES = {
    Kind.CODE: "code",
    Kind.NAME: "name",
    Kind.PROSE: "prose",
    Kind.VALUE: "value",
    Kind.NUMBER: "number",
    Kind.FY: "value",
    Kind.DATE: "value",
    Kind.MONTH: "value",
    Kind.CHOICE: "name",
    Kind.DEPARTMENT: "name",
    Kind.LGCODE: "code",
    Kind.COMPUTED: "keep",
}


class Filler(StrEnum):
    """Who fills a column."""

    OFFICE = "事務局"
    OWNER = "所管課"
    NOBODY = "自動"


class Limits(TypedDict, total=False):
    """What a column may have beside its label, kind, help and width.

    ``ref`` is the column the value must exist in; ``minimum`` and ``maximum`` are included. ``filler`` fills it.
    ``per_year`` makes one column per fiscal year, headed 「令和N年度 label」. ``unit`` is the one unit that a NUMBER
    column's numbers are in. ``side`` tells which side of 「AからBへ」 a VALUE column means. ``recalled``: a hand-out
    shows last year's text beside it (see :func:`handout_columns`). ``implied``: rows have it, the sheet has no such
    column (the year of a yearly value).
    """

    required: bool
    unique: bool
    ref: Column
    max_length: int
    minimum: float
    maximum: float
    aliases: tuple[str, ...]
    filler: Filler
    per_year: bool
    unit: str
    side: str
    recalled: bool
    implied: bool


class Column:
    """One column of a sheet, for code that goes over columns of any type.

    ``label`` is the header as printed, ``help`` the input message (at most 255 characters: Excel's limit), ``width`` in
    characters. ``choice`` is the list of a CHOICE column, ``choices`` that list's name (評価尺度: no class, see
    ``scales``). ``multiple`` allows several values separated by 、. ``formula`` names the live formula of a computed
    column; ``recalls`` the label of the column whose text of last year it shows. The rest is in :class:`Limits`.
    """

    key: str
    sheet: Sheet

    def __init__(
        self, label: str, kind: Kind, help: str, width: float = 14, *, key: str = "", choices: str = "",
        choice: type[Choice] | None = None, multiple: bool = False, formula: str = "", recalls: str = "",
        **limits: Unpack[Limits],
    ) -> None:
        self.label, self.kind, self.help, self.width = label, kind, help, width
        self.choices, self.choice, self.multiple = choice.list_name if choice else choices, choice, multiple
        self.formula, self.recalls = formula, recalls
        self.required, self.unique = limits.get("required", False), limits.get("unique", False)
        self.ref, self.max_length = limits.get("ref"), limits.get("max_length", 0)
        self.minimum, self.maximum = limits.get("minimum"), limits.get("maximum")
        self.aliases, self.per_year = limits.get("aliases", ()), limits.get("per_year", False)
        self.unit, self.side, self.recalled = limits.get("unit", ""), limits.get("side", ""), limits.get("recalled", False)
        self.implied = limits.get("implied", False)
        self.filler = limits.get("filler", Filler.NOBODY if kind is Kind.COMPUTED else Filler.OFFICE)
        if key:
            self.key = key

    def __set_name__(self, row: type, name: str) -> None:
        self.key = name

    def __repr__(self) -> str:
        return f"{self.sheet.key}.{self.key}" if hasattr(self, "sheet") else self.label

    @property
    def of_unit(self) -> str:
        """Before the word 数 in what people are told of a NUMBER column: 「千円単位の」, or ""."""
        return f"{self.unit}単位の" if self.unit else ""

    @property
    def computed(self) -> bool:
        """True for live formulas, which are never read."""
        return self.kind is Kind.COMPUTED


class ColumnOf(Column, Generic[T]):
    """A declared column: on a class the column itself, on a row its value of type T (None: empty or unreadable)."""

    @overload
    def __get__(self, row: None, owner: type[Row]) -> ColumnOf[T]: ...
    @overload
    def __get__(self, row: Row, owner: type[Row]) -> T | None: ...
    def __get__(self, row: Row | None, owner: type[Row]) -> ColumnOf[T] | T | None:
        return self if row is None else row.values.get(self.key)

    def __set__(self, row: Row, value: T | None) -> None:
        raise AttributeError(f"{self!r} is read from its cell: it is not set")


def code(label: str, help: str, width: float = 14, **limits: Unpack[Limits]) -> ColumnOf[str]:
    """An identifier."""
    return ColumnOf(label, Kind.CODE, help, width, **limits)


def lgcode(label: str, help: str, width: float = 14, **limits: Unpack[Limits]) -> ColumnOf[str]:
    """A 団体コード: six digits with a check digit."""
    return ColumnOf(label, Kind.LGCODE, help, width, **limits)


def name(label: str, help: str, width: float = 14, *, choices: str = "", **limits: Unpack[Limits]) -> ColumnOf[str]:
    """One line. ``choices``: a list that is not one of ``choices`` (評価尺度)."""
    return ColumnOf(label, Kind.NAME, help, width, choices=choices, **limits)


def names(label: str, help: str, width: float = 14, **limits: Unpack[Limits]) -> ColumnOf[tuple[str, ...]]:
    """Several names in one cell, separated by 、."""
    return ColumnOf(label, Kind.NAME, help, width, multiple=True, **limits)


def departments(label: str, help: str, width: float = 14, **limits: Unpack[Limits]) -> ColumnOf[tuple[str, ...]]:
    """Departments in one cell, separated by 、."""
    return ColumnOf(label, Kind.DEPARTMENT, help, width, multiple=True, **limits)


def prose(label: str, help: str, width: float = 14, **limits: Unpack[Limits]) -> ColumnOf[str]:
    """Several lines."""
    return ColumnOf(label, Kind.PROSE, help, width, **limits)


def value(label: str, help: str, width: float = 14, **limits: Unpack[Limits]) -> ColumnOf[Reading]:
    """A KPI value as people write it."""
    return ColumnOf(label, Kind.VALUE, help, width, **limits)


def number(label: str, help: str, width: float = 14, **limits: Unpack[Limits]) -> ColumnOf[int | float]:
    """A plain number."""
    return ColumnOf(label, Kind.NUMBER, help, width, **limits)


def fiscal_year(label: str, help: str, width: float = 14, **limits: Unpack[Limits]) -> ColumnOf[int]:
    """A 年度, as 西暦."""
    return ColumnOf(label, Kind.FY, help, width, **limits)


def date(label: str, help: str, width: float = 14, **limits: Unpack[Limits]) -> ColumnOf[dt.date]:
    """A day."""
    return ColumnOf(label, Kind.DATE, help, width, **limits)


def month(label: str, help: str, width: float = 14, **limits: Unpack[Limits]) -> ColumnOf[str]:
    """A 年月 as "2023-04", or a 年度 as "FY2022"."""
    return ColumnOf(label, Kind.MONTH, help, width, **limits)


def choice(list_: type[C], label: str, help: str, width: float = 14, **limits: Unpack[Limits]) -> ColumnOf[C]:
    """One word of a list."""
    return ColumnOf(label, Kind.CHOICE, help, width, choice=list_, **limits)


def computed(label: str, help: str, width: float, formula: str) -> Column:
    """A live formula, which is never read."""
    return Column(label, Kind.COMPUTED, help, width, formula=formula)


class RuleKind(StrEnum):
    """Rules over several cells of one row."""

    ONE_OF = "どれか一つ"  # exactly one of the columns is filled
    ORDER = "順序"  # the first column must not be later or larger than the second
    WITHIN_PLAN = "計画期間内"  # every named year lies inside the plan's period


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over the columns of one row; ``code`` is the finding it produces."""

    kind: RuleKind
    columns: tuple[ColumnOf[Any], ...]
    code: str


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One sheet of the plan workbook; ``row`` is the class of its rows.

    ``vertical`` sheets list 項目 | 内容 (one record, one column a row of the sheet). ``spare`` is the
    number of empty entry rows the template offers below the data. ``identity`` names the columns that
    together identify a row, ``stored`` are those that hold data (computed ones do not).
    """

    key: str
    title: str
    help: str
    columns: tuple[Column, ...]
    row: type[Row]
    identity: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    aliases: tuple[str, ...] = ()
    vertical: bool = False
    spare: int = 10
    required: bool = True
    stored: tuple[Column, ...] = field(init=False, repr=False)

    def column(self, key: str) -> Column:
        """The column named ``key``. Raises KeyError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"{self.key}.{key}")

    def __post_init__(self) -> None:
        object.__setattr__(self, "stored", tuple(each for each in self.columns if not each.computed))


ROLE = Column("担当・参考", Kind.COMPUTED, "担当の行に記入します。参考の行は見るだけです。", 11, key="role")
"""Whose a handed-out row is."""
LAST = "last_"
"""Before a column's key: the same of the year before."""


def handout_columns(sheet: Sheet) -> tuple[Column, ...]:
    """The sheet's columns in a hand-out: whose the row is, then the columns, last year's text before this
    year's entry. The added ones are written as plain text and never read."""
    if sheet.vertical:
        return sheet.columns
    columns = [ROLE]
    for column in sheet.columns:
        if column.recalled:
            columns.append(Column(f"前年度の{column.label}", Kind.COMPUTED, "前年度の報告です。", min(column.width, 32),
                                  key=LAST + column.key, recalls=column.label))
        columns.append(column)
    return tuple(columns)
