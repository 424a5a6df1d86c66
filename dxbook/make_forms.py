"""Draw the forms under templates/xlsx: ``python -m dxbook.make_forms [FOLDER]``.

The committed files are these, ready for an office to restyle in Excel. A test proves them fresh.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dxbook.form_kit import (
    BADGE, BAR, BIG, CENTER, GRADE, GRID, HEAD, LABEL, LABEL_SMALL, LEFT, NAME, NARROW, NOTE, NOTE_RIGHT,
    NUMBER, PROSE, SECTION, SMALL, SMALL_CENTER, SMALL_LEFT, STRONG, SUBTITLE, TITLE, VALUE, WRITING, YEAR, Page, new_page,
    new_workbook,
)
from dxbook.shown import spread_edges

if TYPE_CHECKING:
    from openpyxl import Workbook

OVERVIEW = "{{計画.計画名}}　進行管理チェックシート"


def cover(workbook: Workbook) -> None:
    """表紙・総括: headline numbers, counts by grade, hierarchy and department, what is not rated."""
    page = new_page(workbook, "表紙", [NARROW] * GRID)
    page.line(18, (1, 20, "{{計画.団体名}}", SUBTITLE), (21, GRID, "基準日　{{計画.基準日}}", NOTE_RIGHT))
    page.line(34, (1, GRID, "{{計画.計画名}}", TITLE))
    page.line(24, (1, GRID, "進行管理チェックシート　{{計画.対象年度}}", SUBTITLE))
    page.line(16, (1, GRID, "計画期間 {{計画.期間}}　{{計画.版}}", NOTE))
    page.line(16, (1, GRID, "とりまとめ {{計画.事務局}}{{計画.事務局があるとき}}", NOTE))
    page.gap()
    tiles = (("{{語.施策}}", "施策数"), ("うち評価済み", "評価済み施策数"), ("うち報告なし", "未報告数"),
             ("{{語.指標}}", "指標数"), ("うち評価済み", "評価済み指標数"), ("うち実績未判明", "未判明数"))
    _tiles(page, "{{段階別があるとき}}", *tiles)
    _tiles(page, "{{段階別がないとき}}", ("{{語.施策}}", "施策数"), ("報告あり", "報告済み数"), ("報告なし", "未報告数"),
           ("遅れ・未着手", "遅れ数"))
    page.section("{{節}}　評価の段階ごとの数", "段階別があるとき")
    spans = ((1, 5), (6, 16), (17, 20), (21, 23), (24, 27), (28, 30))
    heads = ("評価", "意味", "{{語.施策}}{{段階別があるとき}}", "割合", "{{語.指標}}", "割合")
    page.line(18, *((*span, text, HEAD_FIT) for span, text in zip(spans, heads, strict=True)))
    fields = ("記号", "意味", "施策数", "施策割合", "指標数", "指標割合")
    looks = (GRADE, SMALL_LEFT, NUMBER, NUMBER, NUMBER, NUMBER)
    page.line(18, *((*span, "{{段階別." + name + "}}", style)
                    for span, name, style in zip(spans, fields, looks, strict=True)))
    page.line(18, (1, 16, "評価なし：{{評価なし別.理由}}{{段階別があるとき}}", SMALL_LEFT),
              (17, 20, "{{評価なし別.施策数}}", NUMBER), (21, 23, "", NUMBER),
              (24, 27, "{{評価なし別.指標数}}", NUMBER), (28, 30, "", NUMBER))
    page.line(15, (1, GRID, "{{計画.評価の決まり}}。評価なしは割合に入れません。{{段階別があるとき}}", NOTE))
    page.section("{{節}}　{{語.進捗}}と今後の方向性")
    page.line(18, (1, 6, "{{語.進捗}}", HEAD_FIT), (7, GRID, "{{進捗区分}}", YEAR))
    page.line(18, (1, 6, "{{語.施策}}数", LABEL_SMALL), (7, GRID, "{{総括.進捗別}}", NUMBER))
    page.line(18, (1, 6, "今後の方向性", HEAD_FIT), (7, GRID, "{{方向性区分}}", YEAR))
    page.line(18, (1, 6, "{{語.施策}}数", LABEL_SMALL), (7, GRID, "{{総括.方向性別}}", NUMBER))
    for scope, name, title in (("体系別", "名称", "体系"), ("部署別", "部署", "{{語.所管課}}")):
        page.section(f"{{{{節}}}}　{title}ごとの{{{{語.施策}}}}の評価", f"{scope}があるとき")
        page.line(18, (1, 11, title, HEAD), (12, 14, "数{{" + scope + "があるとき}}", HEAD), (15, 27, "{{段階}}", HEAD_FIT),
                  (28, 30, "評価なし", HEAD))
        page.line(18, (1, 11, "{{" + scope + "." + name + "}}", SMALL_LEFT), (12, 14, "{{" + scope + ".施策数}}", NUMBER),
                  (15, 27, "{{" + scope + ".段階別}}", NUMBER), (28, 30, "{{" + scope + ".評価なし}}", NUMBER))
    page.section("{{節}}　評価していないもの・報告がないもの", "未判明があるとき")
    page.line(18, (1, 3, "種類{{未判明があるとき}}", HEAD), (4, 7, "ID", HEAD), (8, 18, "名称", HEAD), (19, 23, "{{語.所管課}}", HEAD),
              (24, 30, "理由", HEAD))
    page.line(18, (1, 3, "{{未判明.種類}}", SMALL), (4, 7, "{{未判明.ID}}", SMALL), (8, 18, "{{未判明.名称}}", SMALL),
              (19, 23, "{{未判明.所管課}}", SMALL), (24, 30, "{{未判明.理由}}", SMALL))


def _tiles(page: Page, when: str, *tiles: tuple[str, str]) -> None:
    """Headline numbers in a row of boxes."""
    spans = spread_edges(1, GRID, len(tiles))
    page.line(18, *((*span, title + when, LABEL_SMALL) for span, (title, _) in zip(spans, tiles, strict=True)))
    page.line(36, *((*span, "{{総括." + key + "}}" + when, BIG) for span, (_, key) in zip(spans, tiles, strict=True)))


HEAD_FIT = replace(HEAD, wrap=False, shrink=True)


def index(workbook: Workbook) -> None:
    """一覧: a row a measure, linked to its 個票."""
    widths = [6.5, 25, 11.5, 18, 26, 10, 9, 8]
    page = new_page(workbook, "一覧", widths, landscape=True)
    page.line(24, (1, 5, "{{語.施策}}一覧　{{計画.対象年度}}", SUBTITLE), (6, 8, "基準日 {{計画.基準日}}", NOTE_RIGHT))
    page.line(15, (1, 8, OVERVIEW + "　　{{計画.凡例}}", NOTE))
    heads = ("ID", "{{語.施策名}}", "{{語.所管課}}", "体系", "{{語.指標}}の達成状況", "評価", "{{語.進捗}}", "今後の方向性")
    row = page.line(22, *((n, n, text, HEAD) for n, text in enumerate(heads, start=1)))
    page.worksheet.cell(row, 1).value += "{{指標があるとき}}"
    plain = ((1, 1, "ID{{指標がないとき}}"), (2, 2, heads[1]), (3, 3, heads[2]), (4, 4, "体系"), (5, 6, "{{語.取組内容}}"),
             (7, 7, heads[6]), (8, 8, heads[7]))
    page.line(22, *((*span, text, HEAD) for *span, text in plain))
    fields = ("施策ID", "施策名", "所管課", "体系", "指標の状況", "記号", "進捗", "今後の方向性")
    looks = (CENTER, LEFT, SMALL_LEFT, SMALL_LEFT, SMALL_LEFT, GRADE, SMALL_CENTER, SMALL_CENTER)
    page.line(22, *((n, n, "{{施策." + name + "}}", style)
                    for n, (name, style) in enumerate(zip(fields, looks, strict=True), start=1)))
    page.worksheet.cell(row + 2, 1).value += "{{指標があるとき}}"
    plain_row = page.line(22, *((1 if n == 1 else left, right, "{{施策." + name + "}}", style) for n, (left, right, name, style) in
                              enumerate(zip((1, 2, 3, 4, 5, 7, 8), (1, 2, 3, 4, 6, 7, 8),
                                            ("施策ID", "施策名", "所管課", "体系", "取組内容", "進捗", "今後の方向性"),
                                            (CENTER, LEFT, SMALL_LEFT, SMALL_LEFT, SMALL_LEFT, SMALL_CENTER,
                                             SMALL_CENTER), strict=True), start=1)))
    page.worksheet.cell(plain_row, 1).value += "{{指標がないとき}}"
    page.worksheet.print_title_rows = f"{row}:{row + 1}"
    page.worksheet.freeze_panes = f"C{row + 2}"


def kpi_index(workbook: Workbook) -> None:
    """指標一覧: every KPI once, whether it hangs on a measure or on the hierarchy."""
    widths = [6.5, 21, 18, 10, 14, 14, 9.5, 7, 8, 7]
    page = new_page(workbook, "指標一覧", widths, landscape=True)
    page.line(24, (1, 6, "{{語.指標}}一覧　{{計画.対象年度}}{{指標があるとき}}", SUBTITLE), (7, 10, "基準日 {{計画.基準日}}", NOTE_RIGHT))
    page.line(15, (1, 10, OVERVIEW + "　　{{計画.凡例}}", NOTE))
    heads = ("ID", "{{語.指標名}}", "属する{{語.施策}}・体系", "{{語.所管課}}", "{{語.現状値}}", "{{語.目標値}}", "{{語.実績値}}", "達成度", "評価",
             "前回から")
    row = page.line(30, *((n, n, text, HEAD) for n, text in enumerate(heads, start=1)))
    fields = ("指標ID", "名称", "所属", "所管課", "現状", "目標", "実績値", "達成度", "記号", "推移")
    looks = (CENTER, LEFT, SMALL_LEFT, SMALL_LEFT, SMALL, SMALL, SMALL, NUMBER, GRADE, SMALL_CENTER)
    page.line(22, *((n, n, "{{指標." + name + "}}", style)
                    for n, (name, style) in enumerate(zip(fields, looks, strict=True), start=1)))
    page.worksheet.print_title_rows = f"{row}:{row}"
    page.worksheet.freeze_panes = f"C{row + 1}"


def head(page: Page, rated: bool = True) -> None:
    """The head of a 個票: plan, ID, name, rating, place, owner, years."""
    page.line(15, (1, 21, OVERVIEW, NOTE), (22, GRID, "{{計画.対象年度}}　基準日 {{計画.基準日}}", NOTE_RIGHT))
    if rated:
        page.line(34, (1, 4, "{{施策.施策ID}}", BADGE), (5, 19, "{{施策.施策名}}", NAME), (20, 21, "評価", LABEL_SMALL),
                  (22, 30, "{{評価.評価}}", GRADE))
    else:
        page.line(34, (1, 4, "{{施策.施策ID}}", BADGE), (5, 30, "{{施策.施策名}}", NAME))
    page.line(18, (1, 4, "体系", LABEL), (5, 30, "{{施策.体系}}", VALUE))
    page.line(18, (1, 4, "{{語.所管課}}{{施策.所管課があるとき}}", LABEL), (5, 15, "{{施策.所管課}}", VALUE), (16, 19, "{{語.関係課}}", LABEL),
              (20, 30, "{{施策.関係課}}", VALUE))
    page.line(18, (1, 4, "期間", LABEL), (5, 15, "{{施策.期間}}", VALUE), (16, 19, "{{語.状態}}", LABEL),
              (20, 30, "{{施策.状態}}", VALUE))
    page.line(18, (1, 4, "国の重点", LABEL), (5, 30, "{{施策.国の重点取組事項}}{{施策.国の重点取組事項があるとき}}", VALUE))


def prose(page: Page, *rows: tuple[str, str], height: float = 18) -> None:
    """Label and text, a row each; rows without text are left out."""
    for title, name in rows:
        page.line(height, (1, 4, title, LABEL), (5, GRID, "{{" + name + "}}{{" + name + "があるとき}}", PROSE))


def schedule(page: Page, title: str) -> None:
    """The Gantt over the plan's years."""
    page.section(title, "工程があるとき")
    page.line(17, (1, 10, "{{語.工程名}}{{工程があるとき}}", LABEL_SMALL), (11, GRID, "{{年度}}", YEAR))
    page.line(18, (1, 10, "{{工程.工程名}}", SMALL_LEFT), (11, GRID, "{{工程.帯}}", BAR))
    page.line(16, (1, GRID, "　└ {{工程.内容}}{{工程.内容があるとき}}", SMALL_LEFT))


def kpis(page: Page, title: str) -> None:
    """KPIs with every year, the rating and its formula; then those of the level above."""
    page.section(title, "指標があるとき")
    page.line(20, (1, 4, "{{指標.指標ID}}", LABEL), (5, 18, "{{指標.名称}}", STRONG), (19, 21, "達成度", LABEL_SMALL),
              (22, 24, "{{指標.達成度}}", NUMBER), (25, 26, "評価", LABEL_SMALL), (27, 30, "{{指標.記号}}", GRADE))
    page.line(16, (1, 5, "{{語.現状値}}{{指標ごと}}", LABEL_SMALL), (6, 10, "{{語.目標値}}", LABEL_SMALL), (11, GRID, "{{年度}}", YEAR))
    page.line(18, (1, 5, "{{指標.現状}}", SMALL), (6, 10, "{{指標.目標}}", SMALL), (11, GRID, "{{指標.年度別}}", NUMBER))
    page.line(16, (1, 4, "計算", LABEL_SMALL), (5, 21, "{{指標.算式}}", SMALL_LEFT), (22, 24, "動き", LABEL_SMALL),
              (25, 30, "{{指標.推移}}", SMALL))
    above(page)


def above(page: Page) -> None:
    """KPIs of the level above, shown with every measure below it."""
    page.gap(5, "{{上位指標があるとき}}")
    page.line(16, (1, GRID, "この{{語.施策}}が属する体系の{{語.指標}}{{上位指標があるとき}}", SECTION))
    kpi_table(page, "上位指標")


def kpi_table(page: Page, scope: str) -> None:
    """One row a KPI."""
    when = "{{" + scope + "があるとき}}"
    page.line(16, (1, 11, "{{語.指標名}}" + when, LABEL_SMALL), (12, 16, "{{語.現状値}}", LABEL_SMALL),
              (17, 21, "{{語.目標値}}", LABEL_SMALL), (22, 24, "{{語.実績値}}", LABEL_SMALL), (25, 27, "達成度", LABEL_SMALL),
              (28, 30, "評価", LABEL_SMALL))
    names = ("名称", "現状", "目標", "実績値", "達成度", "記号")
    spans = ((1, 11), (12, 16), (17, 21), (22, 24), (25, 27), (28, 30))
    looks = (SMALL_LEFT, SMALL, SMALL, SMALL, NUMBER, GRADE)
    page.line(18, *((left, right, "{{" + scope + "." + name + "}}", style)
                    for (left, right), name, style in zip(spans, names, looks, strict=True)))


def report(page: Page, title: str, *, choices: bool = True) -> None:
    """What the department reported this year."""
    page.section(title)
    page.line(18, (1, GRID, "{{計画.対象年度}}の報告はありません。{{進捗がないとき}}", VALUE))
    prose(page, ("{{語.取組内容}}", "進捗.取組内容"), ("{{語.課題}}", "進捗.課題"), ("{{語.今後の展望}}", "進捗.今後の展望"), height=30)
    if choices:
        page.line(18, (1, 4, "{{語.進捗}}{{進捗があるとき}}", LABEL), (5, GRID, "{{選択.進捗}}", VALUE))
        page.line(18, (1, 4, "方向性{{進捗があるとき}}", LABEL), (5, GRID, "{{選択.今後の方向性}}", VALUE))
    page.line(18, (1, 4, "予算額{{進捗.予算額があるとき}}", LABEL), (5, 15, "{{進捗.予算額}}", NUMBER), (16, 19, "決算額", LABEL),
              (20, 30, "{{進捗.決算額}}", NUMBER))


def evidence(page: Page, title: str) -> None:
    """EBPM: evidence, direction, what this year's numbers say."""
    page.section(title, "根拠があるとき")
    page.line(17, (1, 9, "{{語.エビデンス}}{{根拠があるとき}}", LABEL_SMALL), (10, 20, "{{語.政策立案の方向性}}", LABEL_SMALL),
              (21, 30, "{{語.分析結果}}", LABEL_SMALL))
    page.line(18, (1, 9, "{{根拠.エビデンス}}", SMALL_LEFT), (10, 20, "{{根拠.政策立案の方向性}}", SMALL_LEFT),
              (21, 30, "{{根拠.分析結果}}", SMALL_LEFT))


def rating(page: Page, title: str) -> None:
    """The measure's rating with the numbers behind it."""
    page.section(title)
    page.line(24, (1, 4, "評価", LABEL), (5, 11, "{{評価.記号}}", GRADE), (12, 14, "根拠", LABEL),
              (15, 30, "{{評価.説明}}", SMALL_LEFT))


def opinions(page: Page, title: str, *pairs: tuple[str, str]) -> None:
    """Columns for the reviewers, side by side, tall enough to write in by hand."""
    page.section(title)
    spans = spread_edges(1, GRID, len(pairs))
    page.line(17, *((left, right, label, LABEL_SMALL) for (left, right), (label, _) in zip(spans, pairs, strict=True)))
    page.line(66, *((left, right, text, WRITING) for (left, right), (_, text) in zip(spans, pairs, strict=True)))


BOARD = ("{{語.本部意見}}", "{{進捗.本部意見}}")
OUTSIDE = ("{{語.外部意見}}", "{{進捗.外部意見}}")


def card_standard(workbook: Workbook) -> None:
    """個票 with evidence: from the situation to the opinions."""
    page = new_page(workbook, "個票", [NARROW] * GRID)
    head(page)
    page.section("{{節}}　現状と取組")
    prose(page, ("{{語.現状}}", "施策.現状"), ("{{語.課題}}", "施策.課題"), ("{{語.取組事項}}", "施策.取組事項"), ("{{語.効果}}", "施策.効果"))
    schedule(page, "{{節}}　{{語.工程}}")
    kpis(page, "{{節}}　{{語.指標}}の達成状況")
    report(page, "{{節}}　{{計画.対象年度}}の{{語.進捗}}")
    evidence(page, "{{節}}　根拠にもとづく政策立案（EBPM）")
    rating(page, "{{節}}　評価")
    opinions(page, "{{節}}　意見", BOARD, OUTSIDE)


def card_simple(workbook: Workbook) -> None:
    """個票 in brief: done, problems, outlook, and the opinion from outside."""
    page = new_page(workbook, "個票", [NARROW] * GRID)
    head(page)
    page.section("{{節}}　{{体系.名称}}")
    prose(page, ("{{語.目指す姿}}", "体系.目指す姿"), ("{{語.現状}}", "施策.現状"), ("{{語.課題}}", "施策.課題"),
          ("{{語.取組事項}}", "施策.取組事項"))
    schedule(page, "{{節}}　{{語.工程}}")
    page.section("{{節}}　{{語.指標}}", "指標があるとき")
    kpi_table(page, "指標")
    above(page)
    report(page, "{{節}}　{{計画.対象年度}}の取組", choices=False)
    page.line(18, (1, 4, "{{語.進捗}}", LABEL), (5, 15, "{{進捗.進捗}}", VALUE), (16, 19, "方向性", LABEL),
              (20, 30, "{{進捗.今後の方向性}}", VALUE))
    opinions(page, "{{節}}　外部評価", OUTSIDE)


def card_pdca(workbook: Workbook) -> None:
    """個票 that judges the effect by the KPIs and decides: 追加・修正・廃止."""
    page = new_page(workbook, "個票", [NARROW] * GRID)
    head(page)
    page.section("Plan　計画")
    prose(page, ("{{語.現状}}", "施策.現状"), ("{{語.課題}}", "施策.課題"), ("{{語.取組事項}}", "施策.取組事項"), ("{{語.効果}}", "施策.効果"))
    schedule(page, "{{語.工程}}")
    report(page, "Do　{{計画.対象年度}}の取組")
    kpis(page, "Check　{{語.指標}}による効果の判定")
    rating(page, "効果の判定")
    page.line(20, (1, 4, "成果", LABEL), (5, 30, "□ 成果があった　　□ 一部に成果があった　　□ 成果がなかった", VALUE))
    page.line(40, (1, 4, "成果がない\nときの理由", LABEL_SMALL), (5, 17, "", WRITING), (18, 20, "見直しの\n内容", LABEL_SMALL), (21, 30, "", WRITING))
    evidence(page, "根拠にもとづく政策立案（EBPM）")
    page.section("Action　計画の見直し")
    page.line(20, (1, 4, "見直し", LABEL), (5, 30, "{{選択.改定種別}}", VALUE))
    page.line(18, (1, 4, "{{改定.種別}}", LABEL), (5, 9, "{{改定.項目}}", SMALL_LEFT), (10, 16, "{{改定.改定前}}", SMALL_LEFT),
              (17, 23, "{{改定.改定後}}", SMALL_LEFT), (24, 30, "{{改定.理由}}", SMALL_LEFT))
    opinions(page, "意見", BOARD, OUTSIDE)


FORMS: dict[str, tuple[str, Callable[[Workbook], None]]] = {
    "standard": ("標準(根拠つき)", card_standard),
    "simple": ("簡易(取組内容・課題・今後の展望)", card_simple),
    "pdca": ("PDCA(効果の判定・見直し)", card_pdca),
}
"""Form name → title and the function that draws its 個票."""


def make(folder: Path) -> list[Path]:
    """Write every form into ``folder``; the same bytes each time. Raises OutputFailed."""
    from dxbook.save import save

    made = []
    for name, (title, card) in FORMS.items():
        workbook = new_workbook(f"チェックシートの様式 {title}")
        cover(workbook)
        index(workbook)
        kpi_index(workbook)
        card(workbook)
        path = folder / f"form_{name}.xlsx"
        save(workbook, path)
        made.append(path)
    return made


if __name__ == "__main__":
    for written in make(Path(sys.argv[1] if len(sys.argv) > 1 else "templates/xlsx")):
        print(written)
