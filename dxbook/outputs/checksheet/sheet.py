"""The yearly チェックシート as pure data: what every placeholder of a form stands for.

``build`` turns a book and its assessment into a :class:`CheckSheet`; ``outputs.xlsx`` writes it in a form.
A KPI of a measure stands on the measure's 個票; a KPI of a 体系 node on the 個票 of every measure below
that node (上位指標); every KPI once in 指標一覧.
"""

from __future__ import annotations

from dataclasses import dataclass

from dxbook.outputs.checksheet.counts import by_grade, by_state, grade_axis, groups, totals, word_axis
from dxbook.outputs.checksheet.items import (
    Context,
    choices_item,
    context,
    formula_text,
    measure_item,
    outline_path,
    outline_text,
    progress_tone,
    step_item,
    year_heads,
)
from dxbook.outputs.checksheet.kpis import kpi_items
from dxbook.outputs.checksheet.placeholder import terms
from dxbook.outputs.checksheet.printed import Card, Item, Page, PrintedValue, Spread, Tone
from dxbook.outputs.checksheet.wording import period, record_item
from dxbook.plan import Book, Evidence, Outline, Plan, Profile, Report, Revision
from dxbook.rating import ENDED, NOT_APPLICABLE, NOTHING_WRITTEN, Assessment, KpiResult, MeasureResult
from dxbook.values import fy_label

SHEET_NAME = 31
"""Longest name of a sheet, in UTF-16 units (Excel)."""
_FORBIDDEN = str.maketrans("[]:*?/\\", "［］：＊？／＼")

__all__ = ["Card", "CheckSheet", "Page", "PrintedValue", "Spread", "Tone", "build", "sheet_title"]


@dataclass(slots=True)
class CheckSheet:
    """A city's yearly check sheet. ``front`` fills every sheet but 個票, ``cards`` one 個票 each.

    ``words`` maps a schema term to the city's own word.
    """

    title: str
    fy: int
    years: tuple[int, ...]
    front: Page
    cards: tuple[Card, ...]
    words: dict[str, str]


def build(book: Book, assessment: Assessment, profile: Profile) -> CheckSheet:
    """The check sheet of ``assessment.fy``."""
    ctx = context(book, assessment)
    fields = _plan_fields(ctx)
    front = Page(fields, _front_lists(ctx, profile))
    taken: set[str] = set()
    cards = []
    for number, measure in enumerate(assessment.measures):
        name = sheet_title(f"{measure.measure_id} {measure.record.name or ''}", taken)
        cards.append(_card(ctx, measure, fields, name, front.lists["施策"][number]))
    title = f"{book.plan.title or ''} チェックシート {fy_label(assessment.fy)}".strip()
    words = {term: profile.word(term) for term in terms()}
    return CheckSheet(title, assessment.fy, assessment.years, front, tuple(cards), words)


def sheet_title(name: str, taken: set[str]) -> str:
    """A sheet name Excel takes: no []:*?/\\, at most 31 UTF-16 units, unlike all ``taken`` (updated)."""
    clean = "".join(char for char in name.translate(_FORBIDDEN) if char.isprintable()).strip(" '") or "個票"
    title, number = _cut(clean, SHEET_NAME), 1
    while title.casefold() in taken or title.casefold() == "history":
        number += 1
        tail = f"({number})"
        title = _cut(clean, SHEET_NAME - len(tail)) + tail
    taken.add(title.casefold())
    return title


def _cut(text: str, units: int) -> str:
    """The longest head of ``text`` within ``units``, no character cut in two."""
    while len(text.encode("utf-16-le")) // 2 > units:
        text = text[:-1]
    return text.rstrip(" '")


def card_key(measure: MeasureResult) -> str:
    """What links a row of 一覧 to its 個票 (IDs may be doubled in a bad workbook, rows never)."""
    return f"row{measure.record.row}"


def _plan_fields(ctx: Context) -> dict[str, Item]:
    assessment, plan = ctx.assessment, ctx.book.plan
    item = record_item(Plan.sheet.columns, plan)
    item |= {
        "対象年度": PrintedValue(fy_label(assessment.fy)),
        "期間": PrintedValue(period(plan.first_fy, plan.last_fy)),
        "評価の決まり": PrintedValue(f"{assessment.formula}で計算し、{assessment.scale.title}で評価"),
        "凡例": PrintedValue("　".join(f"{grade.mark} {grade.meaning}".strip() for grade in assessment.scale.grades)
                     if assessment.kpis else None),
    }
    axes: Item = {
        "年度": year_heads(ctx), "段階": Spread(tuple(PrintedValue(word) for word in grade_axis(assessment))),
        "進捗区分": Spread(tuple(PrintedValue(word) for word in word_axis(assessment, "進捗"))),
        "方向性区分": Spread(tuple(PrintedValue(word) for word in word_axis(assessment, "今後の方向性"))),
    }
    return {"計画": item, "総括": totals(ctx), "軸": axes}


def _front_lists(ctx: Context, profile: Profile) -> dict[str, list[Item]]:
    measures = []
    for measure in ctx.assessment.measures:
        item = measure_item(ctx, measure)
        shown = item["施策ID"]
        if isinstance(shown, PrintedValue) and not shown.empty:
            item["施策ID"] = PrintedValue(shown.value, link=card_key(measure))
        measures.append(item)
    return {
        "段階別": by_grade(ctx), "評価なし別": by_state(ctx), "部署別": groups(ctx, "部署"),
        "体系別": groups(ctx, "名称"), "未判明": _open_points(ctx, profile), "施策": measures,
        "指標": [item for kpi in ctx.assessment.kpis for item in kpi_items(ctx, kpi)],
        "改定": [record_item(Revision.sheet.columns, row) for row in ctx.book[Revision]],
    }


def _open_points(ctx: Context, profile: Profile) -> list[Item]:
    """KPIs without a grade, then measures without a report or without its 進捗."""
    items: list[Item] = []
    for kpi in ctx.assessment.kpis:
        if kpi.grade is None:
            measure = ctx.measures.get(str(kpi.record.measure_id or ""))
            owner = "、".join(measure.owners) if measure else ""
            items.append(_point(profile.word("指標"), kpi.kpi_id, kpi.name, owner, _unrated(kpi)))
    for measure in ctx.assessment.measures:
        if reason := _unreported(measure):
            items.append(_point(profile.word("施策"), measure.measure_id, str(measure.record.name or ""),
                                "、".join(measure.owners), reason))
    return items


def _unrated(kpi: KpiResult) -> str:
    """Why a KPI has no grade; a cell that was left empty is told from a reported 未判明."""
    empty = kpi.rated.formula_text.startswith(NOTHING_WRITTEN)
    return f"{kpi.rated.state}（未記入）" if empty else kpi.rated.state


def _unreported(measure: MeasureResult) -> str:
    """Why a measure's 進捗 is not told, or "". As many as the counts above have: an ended one is named as such."""
    if not measure.reported:
        ended = measure.state in (NOT_APPLICABLE, ENDED)
        return f"{measure.state}（進捗の報告なし）" if ended else "進捗の報告なし"
    return "" if measure.progress else "進捗が未記入"


def _point(kind: str, id_: str, name: str, owner: str, reason: str) -> Item:
    values = {"種類": kind, "ID": id_, "名称": name, "所管課": owner, "理由": reason}
    return {label: PrintedValue(value) for label, value in values.items()}


def _card(ctx: Context, measure: MeasureResult, fields: dict[str, Item], name: str, row: Item) -> Card:
    book, record = ctx.book, measure.record
    node = str(record.outline_id or "")
    path = outline_path(ctx, node)
    above = [kpi for each in path for kpi in ctx.assessment.outline_kpis.get(str(each.outline_id), ())]
    subjects = {measure.measure_id, *(kpi.kpi_id for kpi in measure.kpis)} - {""}
    revisions = [each for each in book[Revision] if each.target in subjects]
    outline = record_item(Outline.sheet.columns, path[-1] if path else None)
    own = {label: PrintedValue(shown.value, shown.format, shown.tone) if isinstance(shown, PrintedValue) else shown
           for label, shown in row.items()}
    rating = {label: own[label] for label in ("記号", "評価", "意味", "達成度", "算式")}
    return Card(
        {**fields, "施策": own, "体系": {**outline, "全体": PrintedValue(outline_text(ctx, node))},
         "進捗": _report(measure), "評価": {**rating, "説明": PrintedValue(_explained(measure))},
         "選択": choices_item(ctx, measure, revisions)},
        {"指標": [item for kpi in measure.kpis for item in kpi_items(ctx, kpi)],
         "上位指標": [item for kpi in above for item in kpi_items(ctx, kpi)],
         "工程": [step_item(ctx, step) for step in measure.steps],
         "根拠": [record_item(Evidence.sheet.columns, each) for each in measure.evidence],
         "改定": [record_item(Revision.sheet.columns, each) for each in revisions]},
        card_key(measure), name,
    )


def _report(measure: MeasureResult) -> Item:
    item = record_item(Report.sheet.columns, measure.report)
    progress = item["進捗"]
    if isinstance(progress, PrintedValue) and isinstance(progress.value, str):
        item["進捗"] = PrintedValue(progress.value, tone=progress_tone(progress.value))
    return item


def _explained(measure: MeasureResult) -> str:
    """The grade's meaning and the formula with its numbers."""
    meaning = measure.grade.meaning if measure.grade else ""
    rate = f"達成度 {measure.rated.percent}" if measure.rated.rate is not None else ""
    head = "　".join(part for part in (meaning, rate) if part)
    return "\n".join(part for part in (head, formula_text(measure.rated)) if part)
