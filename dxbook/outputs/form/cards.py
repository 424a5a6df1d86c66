"""The 個票 of the three forms, put together from the same sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxbook.outputs.checksheet import spread_edges
from dxbook.outputs.form.front import OVERVIEW
from dxbook.outputs.form.kit import (
    BADGE,
    BAR,
    GRADE,
    GRID,
    LABEL,
    LABEL_SMALL,
    NAME,
    NARROW,
    NOTE_ONE,
    NOTE_RIGHT,
    NUMBER,
    NUMBER_OR_TEXT,
    PROSE,
    SECTION,
    SMALL,
    SMALL_CENTER,
    SMALL_LEFT,
    STRONG,
    VALUE,
    WRITING,
    YEAR,
    Page,
    mark,
    new_page,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

SITUATION = (("{{語.現状}}", "施策.現状"), ("{{語.課題}}", "施策.課題"), ("{{語.取組事項}}", "施策.取組事項"))
EFFECT = ("{{語.効果}}", "施策.効果")
BOARD = ("{{語.本部意見}}", "{{進捗.本部意見}}")
OUTSIDE = ("{{語.外部意見}}", "{{進捗.外部意見}}")


def head(page: Page) -> None:
    """Plan, ID, name, rating, place, owner, years."""
    page.line(15, (1, 19, OVERVIEW, NOTE_ONE),
              (20, GRID, "{{計画.対象年度}}　基準日 {{計画.基準日}}", NOTE_RIGHT))
    page.line(38, (1, 4, "{{施策.施策ID}}", BADGE), (5, 19, "{{施策.施策名}}", NAME),
              (20, 21, "評価", LABEL_SMALL), (22, GRID, "{{評価.評価}}", GRADE))
    page.line(18, (1, 4, "体系", LABEL), (5, GRID, "{{施策.体系}}", VALUE))
    page.line(18, (1, 4, "{{語.所管課}}{{施策.所管課があるとき}}", LABEL), (5, 15, "{{施策.所管課}}", VALUE),
              (16, 19, "{{語.関係課}}", LABEL), (20, GRID, "{{施策.関係課}}", VALUE))
    page.line(18, (1, 4, "期間", LABEL), (5, 15, "{{施策.期間}}", VALUE), (16, 19, "{{語.状態}}", LABEL),
              (20, GRID, "{{施策.状態}}", VALUE))
    page.line(18, (1, 4, "国の重点{{施策.国の重点取組事項があるとき}}", LABEL),
              (5, GRID, "{{施策.国の重点取組事項}}", VALUE))


def prose(page: Page, *rows: tuple[str, str], height: float = 18) -> None:
    """Label and text, a row each; rows without text are left out."""
    for title, name in rows:
        page.line(height, (1, 4, title, LABEL), (5, GRID, mark(name) + mark(name + "があるとき"), PROSE))


def schedule(page: Page, title: str) -> None:
    """The Gantt over the plan's years."""
    page.section(title, "工程があるとき")
    page.line(17, (1, 10, "{{語.工程名}}{{工程があるとき}}", LABEL_SMALL), (11, GRID, "{{年度}}", YEAR))
    page.line(18, (1, 10, "{{工程.工程名}}", SMALL_LEFT), (11, GRID, "{{工程.帯}}", BAR))
    page.line(16, (1, GRID, "　└ {{工程.内容}}{{工程.内容があるとき}}", SMALL_LEFT))


def kpis(page: Page, title: str) -> None:
    """KPIs with every year, the rating and its formula; then those of the level above."""
    page.section(title, "指標があるとき")
    page.line(20, (1, 4, "{{指標.指標ID}}", LABEL), (5, 18, "{{指標.名称}}", STRONG),
              (19, 21, "達成度", LABEL_SMALL), (22, 24, "{{指標.達成度}}", NUMBER),
              (25, 26, "評価", LABEL_SMALL), (27, GRID, "{{指標.記号}}", GRADE))
    page.line(16, (1, 5, "{{語.現状値}}{{指標ごと}}", LABEL_SMALL), (6, 10, "{{語.目標値}}", LABEL_SMALL),
              (11, GRID, "{{年度}}", YEAR))
    page.line(18, (1, 5, "{{指標.現状}}", SMALL), (6, 10, "{{指標.目標}}", SMALL),
              (11, GRID, "{{指標.年度別}}", NUMBER_OR_TEXT))
    page.line(16, (1, 4, "計算", LABEL_SMALL), (5, 21, "{{指標.算式}}", SMALL_LEFT),
              (22, 24, "動き", LABEL_SMALL), (25, GRID, "{{指標.推移}}", SMALL))
    above(page)


def above(page: Page) -> None:
    """KPIs of the level above, shown with every measure below it."""
    page.gap(5, "{{上位指標があるとき}}")
    page.line(20, (1, GRID, "この{{語.施策}}が属する体系の{{語.指標}}{{上位指標があるとき}}", SECTION))
    kpi_table(page, "上位指標")


def kpi_table(page: Page, scope: str) -> None:
    """One row a KPI."""
    heads = ("{{語.指標名}}" + mark(scope + "があるとき"), "{{語.現状値}}", "{{語.目標値}}", "{{語.実績値}}",
             "達成度", "計算", "評価")
    names = ("名称", "現状", "目標", "実績値", "達成度", "計算", "記号")
    spans = ((1, 9), (10, 14), (15, 19), (20, 22), (23, 25), (26, 28), (29, GRID))
    looks = (SMALL_LEFT, SMALL, SMALL, SMALL, NUMBER, SMALL_CENTER, GRADE)
    page.line(16, *((*span, text, LABEL_SMALL) for span, text in zip(spans, heads, strict=True)))
    page.line(18, *((*span, mark(f"{scope}.{name}"), style)
                    for span, name, style in zip(spans, names, looks, strict=True)))


def report(page: Page, title: str, *, choices: bool = True) -> None:
    """What the department reported this year."""
    page.section(title)
    page.line(18, (1, GRID, "{{計画.対象年度}}の報告はありません。{{進捗がないとき}}", VALUE))
    prose(page, ("{{語.取組内容}}", "進捗.取組内容"), ("{{語.課題}}", "進捗.課題"),
          ("{{語.今後の展望}}", "進捗.今後の展望"), height=30)
    if choices:
        for label, name in (("{{語.進捗}}", "進捗"), ("方向性", "今後の方向性")):
            page.line(18, (1, 4, label + "{{進捗があるとき}}", LABEL), (5, GRID, mark(f"選択.{name}"), VALUE))
    page.line(18, (1, 4, "予算額{{進捗.予算額があるとき}}", LABEL), (5, 15, "{{進捗.予算額}}", NUMBER),
              (16, 19, "決算額", LABEL), (20, GRID, "{{進捗.決算額}}", NUMBER))


def evidence(page: Page, title: str) -> None:
    """EBPM: evidence, direction, what this year's numbers say."""
    page.section(title, "根拠があるとき")
    names, spans = ("エビデンス", "政策立案の方向性", "分析結果"), ((1, 9), (10, 20), (21, GRID))
    heads = [mark(f"語.{name}") for name in names]
    heads[0] += "{{根拠があるとき}}"
    page.line(17, *((*span, text, LABEL_SMALL) for span, text in zip(spans, heads, strict=True)))
    page.line(18, *((*span, mark(f"根拠.{name}"), SMALL_LEFT)
                    for span, name in zip(spans, names, strict=True)))


def rating(page: Page, title: str) -> None:
    """The measure's rating with the numbers behind it."""
    page.section(title)
    page.line(24, (1, 4, "評価", LABEL), (5, 11, "{{評価.記号}}", GRADE), (12, 14, "根拠", LABEL),
              (15, GRID, "{{評価.説明}}", SMALL_LEFT))


def opinions(page: Page, title: str, *pairs: tuple[str, str]) -> None:
    """Columns for the reviewers, side by side, tall enough to write in by hand."""
    page.section(title)
    spans = list(zip(spread_edges(1, GRID, len(pairs)), pairs, strict=True))
    page.line(17, *((left, right, label, LABEL_SMALL) for (left, right), (label, _) in spans))
    page.line(66, *((left, right, text, WRITING) for (left, right), (_, text) in spans))


def card_standard(workbook: Workbook) -> None:
    """With evidence: from the situation to the opinions."""
    page = new_page(workbook, "個票", [NARROW] * GRID)
    head(page)
    page.section("{{節}}　現状と取組", "施策.現状と取組があるとき")
    prose(page, *SITUATION, EFFECT)
    schedule(page, "{{節}}　{{語.工程}}")
    kpis(page, "{{節}}　{{語.指標}}の達成状況")
    report(page, "{{節}}　{{計画.対象年度}}の{{語.進捗}}")
    evidence(page, "{{節}}　根拠にもとづく政策立案（EBPM）")
    rating(page, "{{節}}　評価")
    opinions(page, "{{節}}　意見", BOARD, OUTSIDE)


def card_simple(workbook: Workbook) -> None:
    """In brief: done, problems, outlook, and the opinion from outside."""
    page = new_page(workbook, "個票", [NARROW] * GRID)
    head(page)
    page.section("{{節}}　{{体系.名称}}")
    prose(page, ("{{語.目指す姿}}", "体系.目指す姿"), *SITUATION)
    schedule(page, "{{節}}　{{語.工程}}")
    page.section("{{節}}　{{語.指標}}", "指標があるとき")
    kpi_table(page, "指標")
    above(page)
    report(page, "{{節}}　{{計画.対象年度}}の取組", choices=False)
    page.line(18, (1, 4, "{{語.進捗}}", LABEL), (5, 15, "{{進捗.進捗}}", VALUE), (16, 19, "方向性", LABEL),
              (20, GRID, "{{進捗.今後の方向性}}", VALUE))
    opinions(page, "{{節}}　外部評価", OUTSIDE)


def card_pdca(workbook: Workbook) -> None:
    """Judges the effect by the KPIs and decides: 追加・修正・廃止."""
    page = new_page(workbook, "個票", [NARROW] * GRID)
    head(page)
    page.section("Plan　計画")
    prose(page, *SITUATION, EFFECT)
    schedule(page, "{{語.工程}}")
    report(page, "Do　{{計画.対象年度}}の取組")
    kpis(page, "Check　{{語.指標}}による効果の判定")
    rating(page, "効果の判定")
    page.line(20, (1, 4, "成果", LABEL),
              (5, GRID, "□ 成果があった　　□ 一部に成果があった　　□ 成果がなかった", VALUE))
    page.line(40, (1, 4, "成果がない\nときの理由", LABEL_SMALL), (5, 17, "", WRITING),
              (18, 20, "見直しの\n内容", LABEL_SMALL), (21, GRID, "", WRITING))
    evidence(page, "根拠にもとづく政策立案（EBPM）")
    page.section("Action　計画の見直し")
    page.line(20, (1, 4, "見直し", LABEL), (5, GRID, "{{選択.改定種別}}", VALUE))
    page.line(18, (1, 4, "{{改定.種別}}", LABEL), (5, 9, "{{改定.項目}}", SMALL_LEFT),
              (10, 16, "{{改定.改定前}}", SMALL_LEFT), (17, 23, "{{改定.改定後}}", SMALL_LEFT),
              (24, GRID, "{{改定.理由}}", SMALL_LEFT))
    opinions(page, "意見", BOARD, OUTSIDE)
