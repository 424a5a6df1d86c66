"""The front sheets of the forms: 表紙・総括, 一覧, 指標一覧."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dxbook.outputs.checksheet import spread_edges
from dxbook.outputs.form.kit import (
    BIG,
    CENTER,
    GRADE,
    GRID,
    HEAD,
    LABEL_SMALL,
    LEFT,
    NARROW,
    NOTE,
    NOTE_ONE,
    NOTE_RIGHT,
    NUMBER,
    SMALL,
    SMALL_CENTER,
    SMALL_LEFT,
    SUBTITLE,
    TITLE,
    YEAR,
    Look,
    Page,
    mark,
    new_page,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

OVERVIEW = "{{計画.計画名}}　進行管理チェックシート"
HEAD_FIT = replace(HEAD, wrap=False, shrink=True)

Span = tuple[int, int]


def cover(workbook: Workbook) -> None:
    """表紙・総括: headline numbers, counts by grade, hierarchy and department, what is not rated."""
    page = new_page(workbook, "表紙", [NARROW] * GRID)
    page.line(18, (1, 20, "{{計画.団体名}}", SUBTITLE), (21, GRID, "基準日　{{計画.基準日}}", NOTE_RIGHT))
    page.line(34, (1, GRID, "{{計画.計画名}}", TITLE))
    page.line(24, (1, GRID, "進行管理チェックシート　{{計画.対象年度}}", SUBTITLE))
    page.line(16, (1, GRID, "計画期間 {{計画.期間}}　{{計画.版}}", NOTE))
    page.line(16, (1, GRID, "とりまとめ {{計画.事務局}}{{計画.事務局があるとき}}", NOTE))
    page.gap()
    _tiles(page, "{{段階別があるとき}}", (
        ("{{語.施策}}", "施策数"), ("うち評価済み", "評価済み施策数"), ("うち報告なし", "未報告数"),
        ("{{語.指標}}", "指標数"), ("うち評価済み", "評価済み指標数"), ("うち実績未判明", "未判明数")))
    _tiles(page, "{{段階別がないとき}}", (
        ("{{語.施策}}", "施策数"), ("報告あり", "報告済み数"), ("報告なし", "未報告数"),
        ("遅れ・未着手", "遅れ数")))
    _by_grade(page)
    page.section("{{節}}　{{語.進捗}}と今後の方向性")
    for title, axis, counts in (("{{語.進捗}}", "進捗区分", "進捗別"),
                                ("今後の方向性", "方向性区分", "方向性別")):
        page.line(18, (1, 6, title, HEAD_FIT), (7, GRID, mark(axis), YEAR))
        page.line(18, (1, 6, "{{語.施策}}数", LABEL_SMALL), (7, GRID, mark(f"総括.{counts}"), NUMBER))
    _groups(page, "体系別", "名称", "体系")
    _groups(page, "部署別", "部署", "{{語.所管課}}")
    page.line(15, (1, GRID, "複数の課が担う{{語.施策}}は、先頭の課で数えています。"
                   "{{部署別があるとき}}{{総括.複数課数があるとき}}", NOTE))
    _open_points(page)


def _tiles(page: Page, when: str, tiles: Sequence[tuple[str, str]]) -> None:
    """Headline numbers in a row of boxes."""
    spans = spread_edges(1, GRID, len(tiles))
    pairs = list(zip(spans, tiles, strict=True))
    page.line(18, *((left, right, title + when, LABEL_SMALL) for (left, right), (title, _) in pairs))
    page.line(36, *((left, right, mark(f"総括.{key}") + when, BIG) for (left, right), (_, key) in pairs))


def _by_grade(page: Page) -> None:
    page.section("{{節}}　評価の段階ごとの数", "段階別があるとき")
    when = "{{段階別があるとき}}"
    spans = ((1, 5), (6, 16), (17, 20), (21, 23), (24, 27), (28, 30))
    _table(page, spans, ("評価" + when, "意味", "{{語.施策}}", "割合", "{{語.指標}}", "割合"), "段階別",
           ("記号", "意味", "施策数", "施策割合", "指標数", "指標割合"),
           (GRADE, SMALL_LEFT, NUMBER, NUMBER, NUMBER, NUMBER))
    page.line(18, (1, 16, "評価なし：{{評価なし別.理由}}" + when, SMALL_LEFT),
              (17, 20, "{{評価なし別.施策数}}", NUMBER), (21, 23, "", NUMBER),
              (24, 27, "{{評価なし別.指標数}}", NUMBER), (28, 30, "", NUMBER))
    page.line(15, (1, GRID, "{{計画.評価の決まり}}。評価なしは割合に入れません。" + when, NOTE))


def _groups(page: Page, scope: str, name: str, title: str) -> None:
    """Measures of each department or pillar, counted by grade."""
    page.section("{{節}}　" + title + "ごとの{{語.施策}}の評価", f"{scope}があるとき")
    spans = ((1, 11), (12, 14), (15, 27), (28, 30))
    heads = (title, "数{{" + scope + "があるとき}}", "{{段階}}", "{{総括.段階外}}")
    fields = (name, "施策数", "段階別", "評価なし")
    _table(page, spans, heads, scope, fields, (SMALL_LEFT, NUMBER, NUMBER, NUMBER))


def _open_points(page: Page) -> None:
    page.section("{{節}}　評価していないもの・報告がないもの", "未判明があるとき")
    spans = ((1, 3), (4, 7), (8, 18), (19, 23), (24, 30))
    heads = ("種類{{未判明があるとき}}", "ID", "名称", "{{語.所管課}}", "理由")
    _table(page, spans, heads, "未判明", ("種類", "ID", "名称", "所管課", "理由"), (SMALL_LEFT,) * 5)


def _table(
    page: Page, spans: Sequence[Span], heads: Sequence[str], scope: str, fields: Sequence[str],
    looks: Sequence[Look], height: float = 18, head: Look = HEAD_FIT,
) -> int:
    """A header row and the row that is repeated. Returns the header's row."""
    row = page.line(height, *((*span, text, head) for span, text in zip(spans, heads, strict=True)))
    page.line(height, *((*span, mark(f"{scope}.{name}"), style)
                        for span, name, style in zip(spans, fields, looks, strict=True)))
    return row


def _head(page: Page, title: str, middle: int, last: int) -> None:
    page.line(24, (1, middle, title, SUBTITLE), (middle + 1, last, "基準日 {{計画.基準日}}", NOTE_RIGHT))
    page.line(15, (1, last, OVERVIEW, NOTE_ONE))
    page.line(15, (1, last, "{{計画.凡例}}{{計画.凡例があるとき}}", NOTE))


def index(workbook: Workbook) -> None:
    """一覧: a row a measure, linked to its 個票; what was done stands in for KPIs where there are none."""
    page = new_page(workbook, "一覧", [6.5, 25, 11.5, 18, 26, 10, 9, 8], landscape=True)
    _head(page, "{{語.施策}}一覧　{{計画.対象年度}}", 5, 8)
    row = page.row
    for when in _LAYOUTS:
        spans, heads, _, _ = _layout(when)
        heads[0] += when
        page.line(22, *((*span, text, HEAD) for span, text in zip(spans, heads, strict=True)))
    last = page.row - 1
    for when in _LAYOUTS:
        spans, _, fields, looks = _layout(when)
        texts = [mark(f"施策.{name}") for name in fields]
        texts[0] += when
        page.line(22, *((*span, text, style) for span, text, style in zip(spans, texts, looks, strict=True)))
    page.worksheet.print_title_rows = f"{row}:{last}"
    page.worksheet.freeze_panes = f"C{last + 1}"


_LAYOUTS = tuple("{{指標が" + kpi + "とき}}{{総括.所管課数が" + owner + "とき}}"
                 for kpi in ("ある", "ない") for owner in ("ある", "ない"))


def _layout(when: str) -> tuple[list[Span], list[str], list[str], list[Look]]:
    """Spans, heads, fields and looks of 一覧: without KPIs or departments others take their columns."""
    spans: list[Span] = [(1, 1), (2, 2), (3, 3), (4, 4)]
    heads, fields = ["ID", "{{語.施策名}}", "{{語.所管課}}", "体系"], ["施策ID", "施策名", "所管課", "体系名"]
    looks = [CENTER, LEFT, SMALL_LEFT, SMALL_LEFT, SMALL_LEFT]
    if "総括.所管課数がない" in when:
        spans[1:3], heads[2:3], fields[2:3], looks[2:3] = [(2, 3)], [], [], []
    if "指標がある" in when:
        spans += [(5, 5), (6, 6)]
        heads += ["{{語.指標}}の達成状況", "評価"]
        fields += ["指標の状況", "記号"]
        looks.append(GRADE)
    else:
        spans.append((5, 6))
        heads.append("{{語.取組内容}}")
        fields.append("取組内容")
    return ([*spans, (7, 7), (8, 8)], [*heads, "{{語.進捗}}", "今後の方向性"],
            [*fields, "進捗", "今後の方向性"], [*looks, SMALL_CENTER, SMALL_CENTER])


def kpi_index(workbook: Workbook) -> None:
    """指標一覧: every KPI once, whether it hangs on a measure or on the hierarchy."""
    page = new_page(workbook, "指標一覧", [6.5, 20, 15, 10, 13.5, 13.5, 9.5, 7, 8.5, 7.5, 6.5], landscape=True)
    _head(page, "{{語.指標}}一覧　{{計画.対象年度}}{{指標があるとき}}", 6, 11)
    heads = ("ID", "{{語.指標名}}", "属する{{語.施策}}・体系", "{{語.所管課}}", "{{語.現状値}}",
             "{{語.目標値}}", "{{語.実績値}}", "達成度", "計算", "評価", "前回から")
    fields = ("指標ID", "名称", "所属", "所管課", "現状", "目標", "実績値", "達成度", "計算", "記号", "推移")
    looks = (CENTER, LEFT, SMALL_LEFT, SMALL_LEFT, SMALL, SMALL, SMALL, NUMBER, SMALL_CENTER, GRADE, SMALL_CENTER)
    row = _table(page, [(n, n) for n in range(1, 12)], heads, "指標", fields, looks, 26, HEAD)
    page.worksheet.print_title_rows = f"{row}:{row}"
    page.worksheet.freeze_panes = f"C{row + 1}"
