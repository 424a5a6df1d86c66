"""The live formulas of the plan workbook: they work in plain Excel and LibreOffice, without dxbook.

Texts are compared with MATCH and ``=``, never COUNTIF: COUNTIF reads a 施策ID such as 01-01 as a date.
"""

from __future__ import annotations

from collections.abc import Callable

from dxbook.plan import Column, Kind, is_open
from dxbook.reading import Slot
from dxbook.rounds.template.layout import FIRST_ROW, HEADER_ROW, Layout

Layouts = dict[str, Layout]


def _looked_up(layouts: Layouts, sheet: str, key: str, identity: str, cell: str) -> str:
    target = layouts[sheet]
    found = f"INDEX({target.range(key)},MATCH({cell},{target.range(identity)},0))"
    return f'IF({cell}="","",IFERROR({found}&"",""))'


def _kpi(layouts: Layouts, key: str, row: int) -> str:
    return _looked_up(layouts, "kpis", key, "kpi_id", f"${layouts['actuals'].slot('kpi_id').letter}{row}")


def _measure(layouts: Layouts, key: str, row: int) -> str:
    cell = f"${layouts['reports'].slot('measure_id').letter}{row}"
    return _looked_up(layouts, "measures", key, "measure_id", cell)


def _review_column(layouts: Layouts) -> str:
    """The number of this year's 実績値 column: it follows 対象年度 on the 計画 sheet."""
    actuals = layouts["actuals"]
    header = next(slot.header for slot in actuals.slots if slot.column.key == "actual")
    label = header.partition(" ")[2]
    headers = f"'{actuals.title}'!$A${HEADER_ROW}:${actuals.slots[-1].letter}${HEADER_ROW}"
    return f'MATCH({review_cell(layouts)}&" {label}",{headers},0)'


def _achievement(layouts: Layouts, row: int) -> str:
    """実績値÷目標値, or the inverse where 方向 is 減少, once the unit and 以上・以下 are taken off."""
    actuals = layouts["actuals"]

    def number(cell: str) -> str:
        unit = f"ASC({actuals.slot('kpi_unit').letter}{row})"
        plain = f'IF({unit}="",ASC({cell}),SUBSTITUTE(ASC({cell}),{unit},""))'
        for word in ("以上", "以下", "約"):
            plain = f'SUBSTITUTE({plain},"{word}","")'
        return f"VALUE({plain})"

    actual = f"INDEX($A{row}:${actuals.slots[-1].letter}{row},{_review_column(layouts)})"
    target = f"{actuals.slot('kpi_target').letter}{row}"
    direction = _kpi(layouts, "direction", row)
    ratio = f'IF({direction}="減少",{number(target)}/{number(actual)},{number(actual)}/{number(target)})'
    unclear = f'AND({actuals.slot("kpi_unit").letter}{row}="%",{number(actual)}<=1)'  # 0.35 may be 35%
    return f'IF({actual}="","",IFERROR(IF({unclear},"",{ratio}),""))'


def wrong(layouts: Layouts, layout: Layout, slot: Slot, row: int) -> str:
    """A condition that is true where the cell's entry is wrong; "" where nothing can be told."""
    column, cell = slot.column, f"${slot.letter}{row}"
    if column.unique and len(layout.sheet.identity) == 1:
        own = f"${slot.letter}${FIRST_ROW}:${slot.letter}${layout.last_row}"
        return f'AND({cell}<>"",SUMPRODUCT(--({own}={cell}))>1)'
    if column.choices:
        return f'AND({cell}<>"",ISNA(MATCH({cell},{list_name(column.choices)},0)))'
    if column.ref and not column.multiple:
        there = layouts[column.ref.sheet.key].range(column.ref.key)
        return f'AND({cell}<>"",ISNA(MATCH({cell},{there},0)))'
    if column.kind is Kind.NUMBER:
        return f'AND({cell}<>"",NOT(ISNUMBER({cell})))'
    return ""


def list_name(choices: str) -> str:
    """The defined name of a drop-down list."""
    return f"DX_{choices}"


def started(layout: Layout, row: int) -> str:
    """True where somebody has begun to fill the row."""
    first, last = layout.stored[0].letter, layout.stored[-1].letter
    computed = [slot.letter for slot in layout.slots if slot.column.computed]
    if any(layout.stored[0].number < slot.number < layout.stored[-1].number
           for slot in layout.slots if slot.letter in computed):
        return f'${first}{row}<>""'
    return f"COUNTA(${first}{row}:${last}{row})>0"


def _row_check(layouts: Layouts, layout: Layout, row: int) -> str:
    """「未入力: 施策名」, 「要確認: 状態」 or OK; empty for an empty row."""
    inner = '"OK"'
    for slot in reversed(layout.stored):
        if condition := wrong(layouts, layout, slot, row):
            inner = f'IF({condition},"要確認: {slot.header}",{inner})'
    for slot in reversed(layout.stored):
        if slot.column.required:
            inner = f'IF(LEN(${slot.letter}{row})=0,"未入力: {slot.header}",{inner})'
    return f'IF({started(layout, row)},{inner},"")'


def handed_check(layouts: Layouts, layout: Layout, row: int) -> str:
    """The 点検 of a row that a department fills in: 未記入, what is missing or wrong, or OK.

    An actual that is 未判明 needs no value.
    """
    own = [slot for slot in layout.stored if is_open(slot.column, slot.fy, layout.fy)]
    needed = [slot for slot in own if slot.column.required or slot.column.key == "actual"]
    inner = '"OK"'
    for slot in reversed(own):
        if condition := wrong(layouts, layout, slot, row):
            inner = f'IF({condition},"要確認: {slot.header}",{inner})'
    for slot in reversed(needed):
        empty = f"LEN(${slot.letter}{row})=0"
        if slot.column.key == "actual":
            empty = f'AND({empty},${layout.slot("status", layout.fy).letter}{row}<>"未判明")'
        inner = f'IF({empty},"未入力: {slot.header}",{inner})'
    filled = ",".join(f"${slot.letter}{row}" for slot in own)
    return f'=IF(COUNTA({filled})=0,"未記入",{inner})'


def checked(layout: Layout) -> str:
    """How many rows of a hand-out's sheet are OK."""
    check = next(slot for slot in layout.slots if slot.column.formula == "row_check")
    return f'COUNTIF({layout.range(check.column.key)},"OK")'


def formula(layouts: Layouts, layout: Layout, column: Column, row: int) -> str:
    """The formula of a computed column in ``row``, with its leading =. Raises KeyError."""
    makers: dict[str, Callable[[], str]] = {
        "row_check": lambda: _row_check(layouts, layout, row),
        "kpi_name": lambda: _kpi(layouts, "name", row),
        "kpi_unit": lambda: _kpi(layouts, "unit", row),
        "kpi_baseline": lambda: _kpi(layouts, "baseline", row),
        "kpi_target": lambda: _kpi(layouts, "target", row),
        "measure_name": lambda: _measure(layouts, "name", row),
        "measure_owner": lambda: _measure(layouts, "owner", row),
        "achievement": lambda: _achievement(layouts, row),
    }
    return "=" + makers[column.formula]()


def entered(layouts: Layouts, sheet_key: str) -> tuple[str, str]:
    """(filled, all) of the yearly entries: 進捗 by 取組内容, 実績 by this year's 実績値."""
    layout = layouts[sheet_key]
    if sheet_key == "reports":
        ids = f'({layout.range("measure_id")}<>"")*({layout.range("fy")}={review_cell(layouts)})'
        return f'SUMPRODUCT({ids}*({layout.range("done")}<>""))', f"SUMPRODUCT({ids}*1)"
    ids = f'({layout.range("kpi_id")}<>"")'
    block = f"'{layout.title}'!$A${FIRST_ROW}:${layout.slots[-1].letter}${layout.last_row}"
    filled = f'SUMPRODUCT({ids}*(INDEX({block},0,{_review_column(layouts)})<>""))'
    return f"IFERROR({filled},0)", f"SUMPRODUCT({ids}*1)"


def plan_cell(layouts: Layouts, key: str) -> str:
    """The cell of the vertical 計画 sheet that holds ``key``."""
    plan = layouts["plan"]
    row = FIRST_ROW + [column.key for column in plan.sheet.stored].index(key)
    return f"'{plan.title}'!$B${row}"


def review_cell(layouts: Layouts) -> str:
    """The cell of the 計画 sheet that holds 対象年度."""
    return plan_cell(layouts, "review_fy")
