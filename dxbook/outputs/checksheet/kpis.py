"""The items of a KPI in a check sheet: its row, and one for each 内訳."""

from __future__ import annotations

from collections.abc import Iterator

from dxbook.outputs.checksheet.items import Context, outline_text, rating_item
from dxbook.outputs.checksheet.printed import Item, PrintedValue, Spread, Tone
from dxbook.outputs.checksheet.wording import as_printed, month_text, quantity, record_item
from dxbook.plan import Actual, ActualStatus, Direction, Kpi
from dxbook.rating import KpiResult, PartResult, Rated
from dxbook.values import Reading, fy_label, fy_short


def kpi_items(ctx: Context, kpi: KpiResult) -> Iterator[Item]:
    """The KPI, then its 内訳 one item each."""
    record = kpi.record
    home = str(record.measure_id or "")
    measure = ctx.measures.get(home)
    place = str(measure.record.name or "") if measure else outline_text(ctx, str(record.outline_id or ""))
    split_rows = any(part.record for part in kpi.parts)
    item = record_item(Kpi.sheet.columns, record)
    item |= rating_item(kpi.rated, kpi.grade, ctx.assessment.scale, kpi.verdict)
    row = ctx.actuals.row(kpi.kpi_id, ctx.assessment.fy)
    item |= {
        "名称": PrintedValue(_name(kpi, split_rows)), "所属": PrintedValue(place),
        "所管課": PrintedValue("、".join(measure.owners) if measure else ""),
        "現状": PrintedValue() if split_rows else PrintedValue(_baseline(record)),
        "目標": PrintedValue() if split_rows else PrintedValue(_target(record)),
        "実績値": PrintedValue() if split_rows else _actual(kpi.current, kpi.unit),
        "計算": PrintedValue(_way(kpi, kpi.rated)),
        "実績区分": PrintedValue(row.word(Actual.status)), "実績備考": PrintedValue(row.note),
        "年度別": _years(ctx, kpi, None if kpi.parts else record),
        "推移": PrintedValue(trend(kpi.series, ctx.assessment.fy, record.direction)),
    }
    yield item
    for part in kpi.parts:
        yield _part_item(ctx, kpi, part, item)


def _way(kpi: KpiResult, rated: Rated) -> str:
    """The formula in a word, so that nobody takes 計画値比 for the way to the target; and the year, if another."""
    if rated.rate is None:
        return ""
    words = rated.formula.removesuffix("の規則").replace("単純平均", "平均")
    return f"{words}\n（{fy_short(kpi.fy)}の値）" if kpi.past else words


def _name(kpi: KpiResult, split_rows: bool) -> str:
    part = "" if split_rows or not kpi.record.part else f"（{kpi.record.part}）"
    return kpi.name + part


def _baseline(record: Kpi) -> str:
    text = as_printed(record.baseline, str(record.unit or ""))
    at, reading = record.baseline_at, record.baseline
    dated = at and text and not (reading is not None and reading.asof)
    return f"{text}\n（{month_text(str(at))}）" if dated else text


def _target(record: Kpi) -> str:
    text = as_printed(record.target, str(record.unit or ""))
    if condition := record.condition:
        text += f" {condition}"
    dated = text and not (record.target and record.target.asof)
    return f"{text}\n（{fy_label(record.target_fy)}）" if dated and record.target_fy else text


def _actual(reading: Reading | None, unit: str) -> PrintedValue:
    if reading is None:
        return PrintedValue()
    if reading.value is not None and not reading.parts:
        return quantity(reading.value, reading.unit or unit)
    return PrintedValue(as_printed(reading, unit))


def _years(ctx: Context, kpi: KpiResult, record: Kpi | None) -> Spread:
    """Each year's actual: the number, the words of a milestone, or 未判明; the 内訳 have their own."""
    parts = []
    for year, value in kpi.series:
        row = ctx.actuals.row(record.kpi_id, year) if record else Actual()
        if value is not None:
            parts.append(quantity(value, _unit(row.actual, kpi.unit)))
        elif row.status == ActualStatus.UNKNOWN:
            parts.append(PrintedValue(str(row.status), tone=Tone.QUIET))
        else:
            parts.append(PrintedValue(as_printed(row.actual) or None))
    return Spread(tuple(parts), ctx.mark)


def _unit(reading: Reading | None, usual: str) -> str:
    """The year's own unit; the year is the column, so 回/年 needs no 年."""
    unit = (reading.unit if reading is not None else "") or usual
    return unit.removesuffix("/年")


def _part_item(ctx: Context, kpi: KpiResult, part: PartResult, whole: Item) -> Item:
    """One 内訳: its own readings where it has its own row, else its own years and rating."""
    item = dict(whole) if part.record is None else {**whole, **record_item(Kpi.sheet.columns, part.record)}
    item |= rating_item(part.rated, part.grade, ctx.assessment.scale,
                        part.grade.mark if part.grade else part.rated.state)
    own = part.record
    current = dict(part.series).get(ctx.assessment.fy)
    item |= {
        "指標ID": PrintedValue(own.kpi_id) if own else PrintedValue("内訳"), "名称": PrintedValue(f"　└ {part.label}"),
        "現状": PrintedValue(_baseline(own)) if own else _actual(part.baseline, part.unit),
        "目標": PrintedValue(_target(own)) if own else _actual(part.target, part.unit),
        "実績値": quantity(current, part.unit) if kpi.past else _actual(part.actual, part.unit),
        "計算": PrintedValue(_way(kpi, part.rated)),
        "年度別": Spread(tuple(quantity(value, _unit(None, part.unit)) for _, value in part.series), ctx.mark),
        "推移": PrintedValue(trend(part.series, ctx.assessment.fy, (own or kpi.record).direction)),
    }
    return item


def trend(series: tuple[tuple[int, float | None], ...], fy: int, direction: Direction | None) -> str:
    """How the year's actual moved from the last one known: 改善 or 後退 only where 方向 says which."""
    known = [value for year, value in series if year <= fy and value is not None]
    if dict(series).get(fy) is None or len(known) < 2:
        return ""
    change = known[-1] - known[-2]
    if change == 0:
        return "→ 横ばい"
    if direction in (Direction.UP, Direction.DOWN):
        return "↗ 改善" if (change > 0) is (direction == Direction.UP) else "↘ 後退"
    return "↑ 増" if change > 0 else "↓ 減"
