"""The yearly チェックシート as pure data: what every placeholder of a form stands for.

``build`` turns a book and its assessment into a :class:`CheckSheet`; ``out.xlsx`` writes it in a form.
A KPI of a measure stands on the measure's 個票; a KPI of a 体系 node on the 個票 of every measure below
that node (上位指標); every KPI once in 指標一覧.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dxbook import schema
from dxbook.model import Book
from dxbook.profile import Profile
from dxbook.rates.assessment import NO_KPI, Assessment, KpiResult, MeasureResult
from dxbook.scales import UNRATED
from dxbook.sheets.items import (
    NOT_REPORTED,
    OTHER,
    Context,
    choices_item,
    context,
    formula_text,
    kpi_items,
    measure_item,
    outline_path,
    outline_text,
    progress_tone,
    step_item,
    tone_of,
    year_heads,
)
from dxbook.sheets.placeholder import terms
from dxbook.sheets.saying import period, record_item
from dxbook.sheets.shown import Card, Item, Page, Shown, Spread, Tone
from dxbook.years import fy_label

SHEET_NAME = 31
"""Longest name of a sheet, in UTF-16 units (Excel)."""
_FORBIDDEN = str.maketrans("[]:*?/\\", "［］：＊？／＼")

__all__ = ["Card", "CheckSheet", "Page", "Shown", "Spread", "Tone", "build", "sheet_title"]


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
    front = Page(fields, _front_lists(ctx))
    taken: set[str] = set()
    cards = []
    for number, measure in enumerate(assessment.measures):
        name = sheet_title(f"{measure.measure_id} {measure.record['name'] or ''}", taken)
        cards.append(_card(ctx, measure, fields, name, front.lists["施策"][number]))
    title = f"{book.plan['title'] or ''} チェックシート {fy_label(assessment.fy)}".strip()
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
    item = record_item(schema.PLAN.columns, plan)
    item |= {
        "対象年度": Shown(fy_label(assessment.fy)),
        "期間": Shown(period(plan["first_fy"], plan["last_fy"])),
        "評価の決まり": Shown(f"{assessment.formula}で計算し、{assessment.scale.title}で評価"),
        "凡例": Shown("　".join(f"{grade.mark} {grade.meaning}".strip() for grade in assessment.scale.grades)
                     if assessment.kpis else None),
    }
    axes: Item = {
        "年度": year_heads(ctx), "段階": Spread(tuple(Shown(word) for word in grade_axis(assessment))),
        "進捗区分": Spread(tuple(Shown(word) for word in _axis(assessment, "進捗"))),
        "方向性区分": Spread(tuple(Shown(word) for word in _axis(assessment, "今後の方向性"))),
    }
    return {"計画": item, "総括": _totals(ctx), "軸": axes}


def grade_axis(assessment: Assessment) -> tuple[str, ...]:
    """What measures are counted by: the grades, or the reported 進捗 where no measure has KPIs rated."""
    if any(measure.kpis for measure in assessment.measures):
        return tuple(grade.mark for grade in assessment.scale.grades)
    return schema.LISTS["進捗"]


def _totals(ctx: Context) -> Item:
    assessment = ctx.assessment
    measures, kpis = assessment.measures, assessment.kpis
    reported = [m for m in measures if m.report is not None]
    rated_measures, rated_kpis = _graded(measures), _graded(kpis)
    counts = {
        "施策数": len(measures), "指標数": len(kpis), "評価済み施策数": rated_measures,
        "評価なし施策数": len(measures) - rated_measures, "評価済み指標数": rated_kpis,
        "評価なし指標数": len(kpis) - rated_kpis,
        "未判明数": sum(kpi.rated.state == "実績未判明" for kpi in kpis), "報告済み数": len(reported),
        "未報告数": len(measures) - len(reported),
        "遅れ数": sum(m.progress in ("遅れ", "未着手") for m in measures),
    }
    spread: Item = {
        name: _tally(_reported(assessment, title), _axis(assessment, title))
        for name, title in (("進捗別", "進捗"), ("方向性別", "今後の方向性"))
    }
    return {**{name: Shown(count, "#,##0") for name, count in counts.items()}, **spread}


def _reported(assessment: Assessment, title: str) -> list[str]:
    """What was reported for 進捗 or 今後の方向性, a word a measure; words outside the list are その他."""
    key = {"進捗": "progress", "今後の方向性": "direction"}[title]
    words = [str((m.report[key] if m.report else None) or NOT_REPORTED) for m in assessment.measures]
    return [word if word in (*schema.LISTS[title], NOT_REPORTED) else OTHER for word in words]


def _axis(assessment: Assessment, title: str) -> tuple[str, ...]:
    """The list's words, then 報告なし and その他 where they occur: the counts add up to all measures."""
    words = _reported(assessment, title)
    return (*schema.LISTS[title], *(word for word in (NOT_REPORTED, OTHER) if word in words))


def _tally(words: list[str], axis: tuple[str, ...]) -> Spread:
    return Spread(tuple(Shown(words.count(word), "#,##0") for word in axis))


def _graded(results: Iterable[KpiResult | MeasureResult]) -> int:
    return sum(result.grade is not None for result in results)


def _front_lists(ctx: Context) -> dict[str, list[Item]]:
    measures = []
    for measure in ctx.assessment.measures:
        item = measure_item(ctx, measure)
        shown = item["施策ID"]
        if isinstance(shown, Shown) and not shown.empty:
            item["施策ID"] = Shown(shown.value, link=card_key(measure))
        measures.append(item)
    return {
        "段階別": _by_grade(ctx), "評価なし別": _by_state(ctx), "部署別": _groups(ctx, "部署"),
        "体系別": _groups(ctx, "名称"), "未判明": _open_points(ctx), "施策": measures,
        "指標": [item for kpi in ctx.assessment.kpis for item in kpi_items(ctx, kpi)],
        "改定": [record_item(schema.REVISIONS.columns, row) for row in ctx.book["revisions"]],
    }


def _by_grade(ctx: Context) -> list[Item]:
    """One item a grade; nothing where the plan has no KPI."""
    assessment = ctx.assessment
    if not assessment.kpis:
        return []
    kpis, measures = assessment.counts("kpis"), assessment.counts("measures")
    all_kpis, all_measures = _graded(assessment.kpis), _graded(assessment.measures)
    items: list[Item] = []
    for grade in assessment.scale.grades:
        items.append({
            "記号": Shown(grade.mark, tone=tone_of(grade, assessment.scale)), "意味": Shown(grade.meaning),
            "施策数": Shown(measures[grade.mark], "#,##0") if all_measures else Shown("－"),
            "施策割合": _share(measures[grade.mark], all_measures),
            "指標数": Shown(kpis[grade.mark], "#,##0"), "指標割合": _share(kpis[grade.mark], all_kpis),
        })
    return items


def _share(count: int, total: int) -> Shown:
    return Shown(count / total, "0.0%") if total else Shown("－")


def _by_state(ctx: Context) -> list[Item]:
    kpis, measures = ctx.assessment.counts("kpis"), ctx.assessment.counts("measures")
    notes = {NO_KPI: "指標なし（進捗の報告で確認）"}
    return [
        {"理由": Shown(notes.get(state, state)), "施策数": Shown(measures.get(state, 0), "#,##0"),
         "指標数": Shown(kpis.get(state, 0), "#,##0")}
        for state in (*UNRATED, NO_KPI) if kpis.get(state) or measures.get(state)
    ]


def _groups(ctx: Context, label: str) -> list[Item]:
    """Measures counted by department (部署) or by topmost node (名称)."""
    assessment, axis = ctx.assessment, grade_axis(ctx.assessment)
    words: dict[str, list[str]] = {}
    if label == "名称":
        words = {str(node["outline_id"]): [] for node in ctx.outline.values() if not node["parent_id"]}
    for measure in assessment.measures:
        pillar = assessment.pillar(str(measure.record["outline_id"] or ""))
        words.setdefault(measure.owner if label == "部署" else pillar, []).append(measure.verdict)
    missing = "（所管課なし）" if label == "部署" else "（体系なし）"
    items: list[Item] = []
    for key, verdicts in words.items():
        if not verdicts:
            continue
        name = key if label == "部署" or key not in ctx.outline else str(ctx.outline[key]["name"])
        items.append({
            label: Shown(name or missing), "施策数": Shown(len(verdicts), "#,##0"),
            "段階別": _tally(verdicts, axis),
            "評価なし": Shown(sum(verdict not in axis for verdict in verdicts), "#,##0"),
        })
    return items if len(items) > 1 or any(not _only_missing(item, missing) for item in items) else []


def _only_missing(item: Item, missing: str) -> bool:
    return any(isinstance(shown, Shown) and shown.value == missing for shown in item.values())


def _open_points(ctx: Context) -> list[Item]:
    """KPIs without a grade, then measures without a report."""
    items: list[Item] = []
    for kpi in ctx.assessment.kpis:
        if kpi.grade is None:
            measure = ctx.measures.get(str(kpi.record["measure_id"] or ""))
            owner = "、".join(measure.owners) if measure else ""
            items.append(_point("指標", kpi.kpi_id, kpi.name, owner, kpi.rated.state))
    for measure in ctx.assessment.measures:
        if measure.report is None and measure.state not in ("対象外", "事業終了"):
            items.append(_point("施策", measure.measure_id, str(measure.record["name"] or ""),
                                "、".join(measure.owners), "進捗の報告なし"))
    return items


def _point(kind: str, id_: str, name: str, owner: str, reason: str) -> Item:
    values = {"種類": kind, "ID": id_, "名称": name, "所管課": owner, "理由": reason}
    return {label: Shown(value) for label, value in values.items()}


def _card(ctx: Context, measure: MeasureResult, fields: dict[str, Item], name: str, row: Item) -> Card:
    book, record = ctx.book, measure.record
    node = str(record["outline_id"] or "")
    path = outline_path(ctx, node)
    above = [kpi for each in path for kpi in ctx.assessment.outline_kpis.get(str(each["outline_id"]), ())]
    subjects = {measure.measure_id, *(kpi.kpi_id for kpi in measure.kpis)} - {""}
    revisions = [each for each in book["revisions"] if each["target"] in subjects]
    outline = record_item(schema.OUTLINE.columns, path[-1] if path else None)
    own = {label: Shown(shown.value, shown.format, shown.tone) if isinstance(shown, Shown) else shown
           for label, shown in row.items()}
    rating = {label: own[label] for label in ("記号", "評価", "意味", "達成度", "算式")}
    return Card(
        {**fields, "施策": own, "体系": {**outline, "全体": Shown(outline_text(ctx, node))},
         "進捗": _report(measure), "評価": {**rating, "説明": Shown(_explained(measure))},
         "選択": choices_item(ctx, measure, revisions)},
        {"指標": [item for kpi in measure.kpis for item in kpi_items(ctx, kpi)],
         "上位指標": [item for kpi in above for item in kpi_items(ctx, kpi)],
         "工程": [step_item(ctx, step) for step in measure.steps],
         "根拠": [record_item(schema.EVIDENCE.columns, each) for each in measure.evidence],
         "改定": [record_item(schema.REVISIONS.columns, each) for each in revisions]},
        card_key(measure), name,
    )


def _report(measure: MeasureResult) -> Item:
    item = record_item(schema.REPORTS.columns, measure.report)
    progress = item["進捗"]
    if isinstance(progress, Shown) and isinstance(progress.value, str):
        item["進捗"] = Shown(progress.value, tone=progress_tone(progress.value))
    return item


def _explained(measure: MeasureResult) -> str:
    """The grade's meaning and the formula with its numbers."""
    meaning = measure.grade.meaning if measure.grade else ""
    rate = f"達成度 {measure.rated.percent}" if measure.rated.rate is not None else ""
    head = "　".join(part for part in (meaning, rate) if part)
    return "\n".join(part for part in (head, formula_text(measure.rated)) if part)
