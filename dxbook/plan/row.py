"""One row of a sheet: its values by column, the original cells, and where they stand."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar, overload

from dxbook.plan.column import Column, ColumnOf, Rule, Sheet
from dxbook.text import is_empty, is_error, normalize, written

T = TypeVar("T")


class Row:
    """A row as read. A sheet's class names its columns (``schema``); ``row`` is Excel's number, 0 for none.

    Values are ``str`` (code, name, prose, 団体コード, and 年月 as "2023-04" or "FY2022"), a ``Choice``, ``int`` (年度 as
    西暦), ``int | float`` (数), ``datetime.date`` (日付), ``tuple[str, ...]`` (部署 and other multiple columns),
    ``values.Reading`` (値), or None where empty or unreadable. ``raw`` has the cells as stored, ``cells`` their A1
    addresses, by column key.
    """

    __slots__ = ("cells", "raw", "row", "values")
    sheet: ClassVar[Sheet]
    identity: ClassVar[tuple[ColumnOf[Any], ...]] = ()
    rules: ClassVar[tuple[Rule, ...]] = ()

    def __init_subclass__(cls, *, key: str = "", title: str = "", help: str = "", aliases: tuple[str, ...] = (),
                          vertical: bool = False, spare: int = 10, required: bool = True) -> None:
        columns = tuple(each for each in vars(cls).values() if isinstance(each, Column) and not each.implied)
        cls.sheet = Sheet(key, title, help, columns, cls, tuple(each.key for each in cls.identity), cls.rules, aliases,
                          vertical, spare, required)
        for column in (*columns, *cls.identity):
            column.sheet = cls.sheet

    def __init__(self, row: int = 0, values: dict[str, Any] | None = None, raw: dict[str, Any] | None = None,
                 cells: dict[str, str] | None = None) -> None:
        self.row = row
        self.values: dict[str, Any] = {} if values is None else values
        self.raw: dict[str, Any] = {} if raw is None else raw
        self.cells: dict[str, str] = {} if cells is None else cells

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and type(self) is type(other) and all(
            getattr(self, name) == getattr(other, name) for name in Row.__slots__)

    @overload
    def __getitem__(self, column: ColumnOf[T]) -> T | None: ...
    @overload
    def __getitem__(self, column: Column) -> Any: ...
    def __getitem__(self, column: Column) -> Any:
        return self.values.get(column.key)

    def stored(self, column: Column) -> Any:
        """The cell as stored; None where there is none."""
        return self.raw.get(column.key)

    def filled(self, column: Column) -> bool:
        """Whether anything stands in the cell, readable or not."""
        return self.values.get(column.key) is not None or not is_empty(self.raw.get(column.key))

    def word(self, column: Column) -> str:
        """What a CHOICE cell says: the list's word, else the one a person wrote; "" where nothing readable stands."""
        if (known := self.values.get(column.key)) is not None:
            return str(known)
        raw = self.raw.get(column.key)
        return normalize(written(raw), column.kind.policy) if isinstance(raw, str) and not is_error(raw) else ""

    @property
    def year(self) -> int | None:
        """The fiscal year a row of a yearly sheet is of."""
        return self.values.get("fy")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.row}, {self.values})"

