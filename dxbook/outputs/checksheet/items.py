"""The items of a check sheet's lists: a step, a measure, a choice, from an assessment's results."""

from __future__ import annotations

from dataclasses import dataclass

from dxbook.outputs.checksheet.printed import Item, PrintedValue, Spread, Tone
from dxbook.outputs.checksheet.wording import period, record_item
from dxbook.plan import (
    LISTS,
    Book,
    Column,
    Grade,
    Measure,
    Outline,
    Progress,
    Report,
    Revision,
    Scale,
    Step,
)
from dxbook.rating import NO_KPI, PLANNED, Actuals, Assessment, KpiResult, MeasureResult, Rated
from dxbook.values import fy_short

TICKED, OPEN = "■", "□"
OTHER = "その他"
_SITUATION = (Measure.situation, Measure.problem, Measure.actions, Measure.effect)
_LONG = 14
"""Most characters of 記号 and 意味 in one: what a cell of a card's head holds at full size."""
_OPINION_OF_PROGRESS: dict[str, Tone] = {
    Progress.LATE: Tone.LOW, Progress.STOPPED: Tone.BAD, Progress.NOT_BEGUN: Tone.LOW, Progress.AHEAD: Tone.GOOD,
    Progress.AS_PLANNED: Tone.GOOD, Progress.DONE: Tone.GOOD,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What all items of one check sheet share."""

    book: Book
    assessment: Assessment
    outline: dict[str, Outline]
    measures: dict[str, MeasureResult]  # by the ID that their KPIs name
    actuals: Actuals

    @property
    def has_grades(self) -> bool:
        """Whether measures are graded by KPIs of their own; else their reported 進捗 speaks."""
        return self.assessment.has_grades

    @property
    def mark(self) -> int | None:
        """The place of the year under review among the plan's years."""
        years = self.assessment.years
        return years.index(self.assessment.fy) if self.assessment.fy in years else None


def context(book: Book, assessment: Assessment) -> Context:
    """Index a book and its assessment once."""
    return Context(
        book, assessment, assessment.outline,
        {str(kpi.record.measure_id): measure for measure in assessment.measures for kpi in measure.kpis},
        Actuals(book, assessment.fy),
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
    rate = PrintedValue() if rated.rate is None else PrintedValue(rated.rate, "0." + "0" * max(rated.digits, 1) + "%")
    tone = tone_of(grade, scale) if grade or verdict == rated.state else progress_tone(verdict)
    meaning = grade.meaning if grade else ""
    long = max((len(worded(each.mark, each.meaning)) for each in scale.grades), default=0) > _LONG
    return {
        "記号": PrintedValue(verdict, tone=tone),
        "評価": PrintedValue(verdict if long else worded(verdict, meaning), tone=tone),
        "意味": PrintedValue(meaning), "達成度": rate, "算式": PrintedValue(formula_text(rated)),
    }


def formula_text(rated: Rated) -> str:
    """The formula with its numbers, and why another rule was taken where the text does not say so yet."""
    known = not rated.note or rated.note in rated.formula_text
    return rated.formula_text if known else f"{rated.formula_text}　※{rated.note}"


def worded(mark: str, meaning: str) -> str:
    """A grade in words: a bare sign or letter (◎, A) gets its meaning beside it."""
    speaks = any("ぁ" <= char <= "ヿ" or "一" <= char <= "鿿" for char in mark)
    return mark if speaks or not meaning else f"{mark} {meaning}"


def outline_path(ctx: Context, outline_id: str) -> list[Outline]:
    """The nodes from the top down to ``outline_id``; circles in the sheet end the walk."""
    path: list[Outline] = []
    while (node := ctx.outline.get(outline_id)) is not None and node not in path:
        path.insert(0, node)
        outline_id = str(node.parent_id or "")
    return path


def outline_text(ctx: Context, outline_id: str) -> str:
    """The names from the top of the hierarchy down to the node."""
    return " ＞ ".join(str(node.name or "") for node in outline_path(ctx, outline_id))


def step_item(ctx: Context, step: Step) -> Item:
    """A step with its bar over the plan's years, cut at the year under review so that it stays framed."""
    first, last = step.first_fy, step.last_fy
    item = record_item(Step.sheet.columns, step)
    bar = _bar(ctx, first, last, step.word(Step.state))
    return item | {"帯": bar, "期間": PrintedValue(period(first, last, short=True))}


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
        PrintedValue((state or "━") if run is named else "━", tone=Tone.BAR, wide=run[2]) if run[0]
        else PrintedValue(tone=Tone.EMPTY, wide=run[2])
        for run in runs
    ]
    return Spread(tuple(parts), ctx.mark)


def measure_item(ctx: Context, measure: MeasureResult) -> Item:
    """A measure as a row of 一覧 and as the head of its 個票."""
    record, report = measure.record, measure.report
    item = record_item(Measure.sheet.columns, record)
    item |= rating_item(measure.rated, measure.grade, ctx.assessment.scale, measure.verdict)
    progress = measure.progress
    node = ctx.outline.get(str(record.outline_id or ""))
    item |= {
        "体系": PrintedValue(outline_text(ctx, str(record.outline_id or ""))),
        "体系名": PrintedValue(node.name if node else None),
        "期間": PrintedValue(period(record.first_fy, record.last_fy)),
        "指標の状況": PrintedValue("\n".join(_summary(kpi) for kpi in measure.kpis)),
        "進捗": PrintedValue(measure.word(), tone=progress_tone(progress) if progress else Tone.QUIET),
        "今後の方向性": PrintedValue(report.word(Report.direction) if report else None),
        "取組内容": PrintedValue(report.done if report else None),
    }
    item["現状と取組"] = PrintedValue("\n".join(text for column in _SITUATION if (text := record[column])))
    if measure.state == NO_KPI and ctx.has_grades:
        item["記号"] = item["評価"] = PrintedValue("指標なし", tone=Tone.QUIET)
    elif measure.state == NO_KPI and not progress:
        item["記号"] = item["評価"] = PrintedValue(measure.word(), tone=Tone.QUIET)
    return item


def _summary(kpi: KpiResult) -> str:
    of = PLANNED if kpi.rated.formula == PLANNED else ""  # else it would pass for the share of the target
    rate = f"{of}{kpi.rated.percent} " if kpi.rated.rate is not None else ""
    return f"{kpi.kpi_id} {kpi.name}：{rate}{kpi.verdict}"


def choices_item(ctx: Context, measure: MeasureResult, revisions: list[Revision]) -> Item:
    """The lists of a report with the chosen ones ticked."""
    report = measure.report
    chosen: dict[str, tuple[Column, list[str]]] = {
        "進捗": (Report.progress, [report.word(Report.progress)] if report else []),
        "今後の方向性": (Report.direction, [report.word(Report.direction)] if report else []),
        "状態": (Measure.state, [measure.record.word(Measure.state)]),
        "改定種別": (Revision.action, [row.word(Revision.action) for row in revisions]),
    }
    return {name: PrintedValue(_ticked(LISTS[column.choices], set(picked))) for name, (column, picked) in chosen.items()}


def _ticked(words: tuple[str, ...], picked: set[str]) -> str:
    """The list with its boxes; what was written beside the list is kept behind it."""
    boxes = "　".join(f"{TICKED if word in picked else OPEN} {word}" for word in words)
    other = "、".join(sorted(word for word in picked if word and word not in words))
    return f"{boxes}　（記入：{other}）" if other else boxes


def year_heads(ctx: Context) -> Spread:
    """R5 R6 …, the year under review with its mark."""
    fy = ctx.assessment.fy
    heads = (PrintedValue(("▼" if year == fy else "") + fy_short(year)) for year in ctx.assessment.years)
    return Spread(tuple(heads), ctx.mark)
