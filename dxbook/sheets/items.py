"""The items of a check sheet's lists: a KPI, a step, a measure, a choice, from an assessment's results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dxbook import schema
from dxbook.model import Book, Record
from dxbook.rates.assessment import NO_KPI, Assessment, KpiResult, MeasureResult, PartResult
from dxbook.rates.rating import Rated
from dxbook.scales import Grade, Scale
from dxbook.sheets.saying import as_printed, month_text, period, quantity, record_item
from dxbook.sheets.shown import Item, Shown, Spread, Tone
from dxbook.value import Reading
from dxbook.years import fy_label, fy_short

TICKED, OPEN = "■", "□"
NOT_REPORTED, OTHER = "報告なし", "その他"
_OPINION_OF_PROGRESS = {"遅れ": Tone.LOW, "中止": Tone.BAD, "未着手": Tone.LOW, "前倒し": Tone.GOOD,
                        "計画どおり": Tone.GOOD, "完了": Tone.GOOD}


@dataclass(frozen=True, slots=True)
class Context:
    """What all items of one check sheet share."""

    book: Book
    assessment: Assessment
    outline: dict[str, Record]
    measures: dict[str, MeasureResult]
    actuals: dict[tuple[str, int], Record]

    @property
    def has_grades(self) -> bool:
        """Whether measures are graded by KPIs of their own; else their reported 進捗 speaks."""
        return any(measure.kpis for measure in self.assessment.measures)

    @property
    def mark(self) -> int | None:
        """The place of the year under review among the plan's years."""
        years = self.assessment.years
        return years.index(self.assessment.fy) if self.assessment.fy in years else None


def context(book: Book, assessment: Assessment) -> Context:
    """Index a book and its assessment once."""
    return Context(
        book, assessment, assessment.outline,
        {measure.measure_id: measure for measure in assessment.measures},
        {(str(row["kpi_id"]), row["fy"]): row for row in book["actuals"] if row["fy"]},
    )


def tone_of(grade: Grade | None, scale: Scale) -> Tone:
    """Best grade good, worst bad, the one above the worst low, others fair; no grade quiet."""
    if grade is None:
        return Tone.QUIET
    rank, last = scale.rank(grade), len(scale.grades) - 1
    if rank == 0:
        return Tone.GOOD
    if rank == last:
        return Tone.BAD
    return Tone.LOW if rank == last - 1 else Tone.FAIR


def progress_tone(word: str) -> Tone:
    """The stress of a reported 進捗."""
    return _OPINION_OF_PROGRESS.get(word, Tone.PLAIN)


def rating_item(rated: Rated, grade: Grade | None, scale: Scale, verdict: str) -> Item:
    """記号 意味 達成度 算式 of a KPI or measure."""
    rate = Shown() if rated.rate is None else Shown(rated.rate, "0." + "0" * max(rated.digits, 1) + "%")
    tone = tone_of(grade, scale) if grade or verdict == rated.state else progress_tone(verdict)
    meaning = grade.meaning if grade else ""
    return {
        "記号": Shown(verdict, tone=tone), "評価": Shown(worded(verdict, meaning), tone=tone),
        "意味": Shown(meaning), "達成度": rate, "算式": Shown(formula_text(rated)),
    }


def formula_text(rated: Rated) -> str:
    """The formula with its numbers, and why another rule was taken where the text does not say so yet."""
    known = not rated.note or rated.note in rated.formula_text
    return rated.formula_text if known else f"{rated.formula_text}　※{rated.note}"


def worded(mark: str, meaning: str) -> str:
    """A grade in words: a bare sign or letter (◎, A) gets its meaning beside it."""
    speaks = any("ぁ" <= char <= "ヿ" or "一" <= char <= "鿿" for char in mark)
    return mark if speaks or not meaning else f"{mark} {meaning}"


def outline_path(ctx: Context, outline_id: str) -> list[Record]:
    """The nodes from the top down to ``outline_id``; circles in the sheet end the walk."""
    path: list[Record] = []
    while (node := ctx.outline.get(outline_id)) is not None and node not in path:
        path.insert(0, node)
        outline_id = str(node["parent_id"] or "")
    return path


def outline_text(ctx: Context, outline_id: str) -> str:
    return " ＞ ".join(str(node["name"] or "") for node in outline_path(ctx, outline_id))


def kpi_items(ctx: Context, kpi: KpiResult) -> Iterator[Item]:
    """The KPI, then its 内訳 one item each."""
    record = kpi.record
    home = str(record["measure_id"] or "")
    measure = ctx.measures.get(home)
    place = str(measure.record["name"]) if measure else outline_text(ctx, str(record["outline_id"] or ""))
    split_rows = any(part.record for part in kpi.parts)
    item = record_item(schema.KPIS.columns, record)
    item |= rating_item(kpi.rated, kpi.grade, ctx.assessment.scale, kpi.verdict)
    row = ctx.actuals.get((kpi.kpi_id, kpi.fy), Record(0))
    item |= {
        "名称": Shown(_name(kpi, split_rows)), "所属": Shown(place),
        "所管課": Shown("、".join(measure.owners) if measure else ""),
        "現状": Shown() if split_rows else Shown(_baseline(record)),
        "目標": Shown() if split_rows else Shown(_target(record)),
        "実績値": Shown() if split_rows else _actual(kpi.actual, kpi.unit),
        "実績区分": Shown(kpi.status), "実績備考": Shown(row["note"]),
        "年度別": _years(ctx, kpi, None if kpi.parts else record),
        "推移": Shown(trend(kpi.series, kpi.fy, str(record["direction"] or ""))),
    }
    yield item
    for part in kpi.parts:
        yield _part_item(ctx, kpi, part, item)


def _name(kpi: KpiResult, split_rows: bool) -> str:
    part = "" if split_rows or not kpi.record["part"] else f"（{kpi.record['part']}）"
    return kpi.name + part


def _baseline(record: Record) -> str:
    text = as_printed(record["baseline"], str(record["unit"] or ""))
    at, reading = record["baseline_at"], record["baseline"]
    dated = at and text and not (reading is not None and reading.asof)
    return f"{text}\n（{month_text(str(at))}）" if dated else text


def _target(record: Record) -> str:
    text = as_printed(record["target"], str(record["unit"] or ""))
    if condition := record["condition"]:
        text += f" {condition}"
    dated = text and record["target_fy"] and not (record["target"] and record["target"].asof)
    return f"{text}\n（{fy_label(record['target_fy'])}）" if dated else text


def _actual(reading: Reading | None, unit: str) -> Shown:
    if reading is None:
        return Shown()
    if reading.value is not None and not reading.parts:
        return quantity(reading.value, unit or reading.unit)
    return Shown(as_printed(reading, unit))


def _years(ctx: Context, kpi: KpiResult, record: Record | None) -> Spread:
    """Each year's actual: the number, the words of a milestone, or 未判明; the 内訳 have their own."""
    percent = "%" if kpi.unit in ("%", "％") else ""
    parts = []
    for year, value in kpi.series:
        row = ctx.actuals.get((str(record["kpi_id"]), year)) if record else None
        if value is not None:
            parts.append(quantity(value, percent))
        elif row and row["status"] == "未判明":
            parts.append(Shown("未判明", tone=Tone.QUIET))
        else:
            parts.append(Shown(as_printed(row["actual"]) if row else None))
    return Spread(tuple(parts), ctx.mark)


def _part_item(ctx: Context, kpi: KpiResult, part: PartResult, whole: Item) -> Item:
    """One 内訳: its own readings where it has its own row, else its own years and rating."""
    item = dict(whole) if part.record is None else {**whole, **record_item(schema.KPIS.columns, part.record)}
    item |= rating_item(part.rated, part.grade, ctx.assessment.scale,
                        part.grade.mark if part.grade else part.rated.state)
    own = part.record
    percent = "%" if part.unit in ("%", "％") else ""
    direction = str((own or kpi.record)["direction"] or "")
    item |= {
        "指標ID": Shown(own["kpi_id"]) if own else Shown("内訳"), "名称": Shown(f"　└ {part.label}"),
        "現状": Shown(_baseline(own)) if own else _actual(part.baseline, part.unit),
        "目標": Shown(_target(own)) if own else _actual(part.target, part.unit),
        "実績値": _actual(part.actual, part.unit),
        "年度別": Spread(tuple(quantity(value, percent) for _, value in part.series), ctx.mark),
        "推移": Shown(trend(part.series, kpi.fy, direction)),
    }
    return item


def trend(series: tuple[tuple[int, float | None], ...], fy: int, direction: str) -> str:
    """How the year's actual moved from the last one known: 改善 or 後退 only where 方向 says which."""
    known = [value for year, value in series if year <= fy and value is not None]
    if dict(series).get(fy) is None or len(known) < 2:
        return ""
    change = known[-1] - known[-2]
    if change == 0:
        return "→ 横ばい"
    if direction in ("増加", "減少"):
        return "↗ 改善" if (change > 0) is (direction == "増加") else "↘ 後退"
    return "↑ 増" if change > 0 else "↓ 減"


def step_item(ctx: Context, step: Record) -> Item:
    """A step with its bar over the plan's years, cut at the year under review so that it stays framed."""
    first, last = step["first_fy"], step["last_fy"]
    item = record_item(schema.STEPS.columns, step)
    bar = _bar(ctx, first, last, str(step["state"] or ""))
    return item | {"帯": bar, "期間": Shown(period(first, last, short=True))}


def _bar(ctx: Context, first: int | None, last: int | None, state: str) -> Spread:
    years, fy = ctx.assessment.years, ctx.assessment.fy
    runs: list[tuple[bool, bool, int]] = []  # on the bar, this year, how many years
    for year in years:
        on = bool(first and last and first <= year <= last)
        if runs and runs[-1][0] is on and on and not runs[-1][1] and year != fy:
            runs[-1] = (on, False, runs[-1][2] + 1)
        else:
            runs.append((on, year == fy, 1))
    bars = [run for run in runs if run[0]]
    named = next((run for run in bars if run[1]), max(bars, key=lambda run: run[2], default=None))
    parts = [
        Shown((state or "━") if run is named else "━", tone=Tone.BAR, wide=run[2]) if run[0]
        else Shown(tone=Tone.EMPTY, wide=run[2])
        for run in runs
    ]
    return Spread(tuple(parts), ctx.mark)


def measure_item(ctx: Context, measure: MeasureResult) -> Item:
    """A measure as a row of 一覧 and as the head of its 個票."""
    record, report = measure.record, measure.report
    item = record_item(schema.MEASURES.columns, record)
    item |= rating_item(measure.rated, measure.grade, ctx.assessment.scale, measure.verdict)
    progress = str(report["progress"] or "") if report else ""
    node = ctx.outline.get(str(record["outline_id"] or ""))
    item |= {
        "体系": Shown(outline_text(ctx, str(record["outline_id"] or ""))),
        "体系名": Shown(node["name"] if node else None),
        "期間": Shown(period(record["first_fy"], record["last_fy"])),
        "指標の状況": Shown("\n".join(_summary(kpi) for kpi in measure.kpis)),
        "進捗": Shown(progress or "報告なし", tone=progress_tone(progress) if progress else Tone.QUIET),
        "今後の方向性": Shown(report["direction"] if report else None),
        "取組内容": Shown(report["done"] if report else None),
    }
    if measure.state == NO_KPI and ctx.has_grades:
        item["記号"] = item["評価"] = Shown("指標なし", tone=Tone.QUIET)
    elif measure.state == NO_KPI and not progress:
        item["記号"] = item["評価"] = Shown("報告なし", tone=Tone.QUIET)
    return item


def _summary(kpi: KpiResult) -> str:
    rate = f"{kpi.rated.percent} " if kpi.rated.rate is not None else ""
    return f"{kpi.kpi_id} {kpi.name}：{rate}{kpi.verdict}"


def choices_item(ctx: Context, measure: MeasureResult, revisions: list[Record]) -> Item:
    """The lists of a report with the chosen ones ticked."""
    report = measure.report
    chosen = {
        "進捗": {report["progress"]} if report else set(),
        "今後の方向性": {report["direction"]} if report else set(),
        "状態": {measure.record["state"]}, "改定種別": {row["action"] for row in revisions},
    }
    lists = {"状態": "施策状態"}
    return {
        name: Shown(_ticked(schema.LISTS[lists.get(name, name)], picked)) for name, picked in chosen.items()
    }


def _ticked(words: tuple[str, ...], picked: set[str | None]) -> str:
    """The list with its boxes; what was written beside the list is kept behind it."""
    boxes = "　".join(f"{TICKED if word in picked else OPEN} {word}" for word in words)
    other = "、".join(sorted(str(word) for word in picked if word and word not in words))
    return f"{boxes}　（記入：{other}）" if other else boxes


def year_heads(ctx: Context) -> Spread:
    """R5 R6 …, the year under review with its mark."""
    fy = ctx.assessment.fy
    heads = (Shown(("▼" if year == fy else "") + fy_short(year)) for year in ctx.assessment.years)
    return Spread(tuple(heads), ctx.mark)
