"""What a column, a sheet and a rule are. The plan's own sheets are declared in ``schema``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    ``label`` is the header as printed, ``help`` the input message (at most 255 characters: Excel's
    limit), ``width`` in characters. ``choices`` names a list of ``schema.LISTS``; ``ref`` a
    ``"sheet.column"`` the value must exist in; ``multiple`` allows several values separated by 、.
    ``per_year`` makes one column per fiscal year, headed 「令和N年度 label」. ``unit`` is the one
    unit that a NUMBER column's numbers are in. ``formula`` names the live formula of a computed column.
    ``recalled``: a hand-out shows last year's text beside it, in a computed column whose ``recalls`` names
    this one's label (see :func:`handout_columns`).
    """

    key: str
    label: str
    kind: Kind
    help: str
    width: float = 14
    required: bool = False
    unique: bool = False
    choices: str = ""
    ref: str = ""
    multiple: bool = False
    max_length: int = 0
    minimum: float | None = None
    maximum: float | None = None
    aliases: tuple[str, ...] = ()
    filler: Filler = Filler.OFFICE
    per_year: bool = False
    formula: str = ""
    unit: str = ""
    recalled: bool = False
    recalls: str = ""

    @property
    def of_unit(self) -> str:
        """Before the word 数 in what people are told of a NUMBER column: 「千円単位の」, or ""."""
        return f"{self.unit}単位の" if self.unit else ""

    @property
    def computed(self) -> bool:
        """True for live formulas, which are never read."""
        return self.kind is Kind.COMPUTED


class RuleKind(StrEnum):
    """Rules over several cells of one row."""

    ONE_OF = "どれか一つ"  # exactly one of the columns is filled
    ORDER = "順序"  # the first column must not be later or larger than the second
    WITHIN_PLAN = "計画期間内"  # every named year lies inside the plan's period


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over the columns of one row; ``code`` is the finding it produces."""

    kind: RuleKind
    columns: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the plan workbook.

    ``vertical`` sheets list 項目 | 内容 (one record, one column a row of the sheet). ``spare`` is the
    number of empty entry rows the template offers below the data. ``identity`` names the columns that
    together identify a row, ``stored`` are those that hold data (computed ones do not).
    """

    key: str
    title: str
    help: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    aliases: tuple[str, ...] = ()
    vertical: bool = False
    spare: int = 10
    required: bool = True
    stored: tuple[Column, ...] = field(init=False, compare=False, repr=False)

    def column(self, key: str) -> Column:
        """The column named ``key``. Raises KeyError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"{self.key}.{key}")

    def __post_init__(self) -> None:
        object.__setattr__(self, "stored", tuple(each for each in self.columns if not each.computed))


ROLE = Column("role", "担当・参考", Kind.COMPUTED, "担当の行に記入します。参考の行は見るだけです。", 11, filler=Filler.NOBODY)
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
            columns.append(Column(LAST + column.key, f"前年度の{column.label}", Kind.COMPUTED, "前年度の報告です。",
                                  min(column.width, 32), filler=Filler.NOBODY, recalls=column.label))
        columns.append(column)
    return tuple(columns)
