"""はじめに of a department's workbook: until when, to whom, where to write, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from dxbook import look
from dxbook.plan import Filler, Profile
from dxbook.rounds.template import TITLE, Layout, formulas, heading, print_setup, protect
from dxbook.values import fy_label
from dxbook.workbook.make import column_pixels, styles, text_height, write_value

WIDTHS = (4, 20, 22, 66)
UNSAID = "（事務局に確かめてください）"
TO_DO = {
    "reports": "{measure}ごとに、1年間の取組内容・課題・今後の展望などを書きます。",
    "actuals": "{kpi}ごとに、{year}の実績値を書きます。まだわからないときは、区分で「未判明」を選びます。",
    "steps": "工程ごとに、いまの状態を選びます。変わっていなければ、そのままでかまいません。",
    "inventory": "業務・手続ごとに、いまの状態を選び、終わったものは実施年月を書きます。",
    "evidence": "今年度にわかったことを「分析結果」に書きます。",
}
TO_READ = {
    "plan": "計画の期間、提出期限など", "outline": "{measure}の上にある体系", "measures": "{measure}の現状・課題・取組事項",
    "kpis": "{kpi}の現状値・目標値など", "steps": "年度ごとの予定", "evidence": "{measure}の根拠（EBPM）",
    "organisation": "このブックに出てくる部署", "glossary": "用語の説明",
}
STEPS = (
    "下の「書くシート」を上から順に開き、黄色のセルに書きます。",
    "各行の右端の「点検」がすべて OK になったことを確かめます。",
    "上書き保存して、このファイルのまま提出先へ返します。",
)
NOTES = (
    "行・列・シートを増やしたり、消したり、並べ替えたりしないでください。ファイルの名前は変えてもかまいません。",
    "白や灰色のセルの内容（名前、所管課など）に誤りがあるときは、直さずに提出先へ知らせてください。",
)
SHARED = "「担当（共同）」の行は、ほかの課にも同じものを配っています。どの課が書くか、先に話し合ってください。"
LEGEND = (
    ("黄色", styles.ENTRY_FILL, "書くセルです。"),
    ("白", None, "計画に書いてあることです。書けません。"),
    ("灰色", styles.QUIET_FILL, "前年度の報告と、参考の行（ほかの課のものなど）です。書けません。"),
    ("赤い字", styles.ERROR_FILL, "まだ書いていない、または確かめてほしいところです。「点検」に理由が出ます。"),
)


@dataclass(frozen=True, slots=True)
class HandoutFacts:
    """Who is asked what. ``deadline`` and ``as_of`` as people read them, or ""; ``shared``: some rows are
    also another department's."""

    department: str
    fy: int
    plan: str
    deadline: str = ""
    contact: str = ""
    as_of: str = ""
    measures: int = 0
    kpis: int = 0
    items: int = 0
    shared: bool = False


def words_of(asked: HandoutFacts, profile: Profile) -> dict[str, str]:
    """What the sentences about sheets name: the city's words and the year."""
    return {"measure": profile.word("施策"), "kpi": profile.word("指標"), "year": fy_label(asked.fy)}


def to_do(layout: Layout, words: Mapping[str, str]) -> str:
    """What a department does on a sheet with entries."""
    recalled = any(slot.column.recalls for slot in layout.slots)
    return TO_DO[layout.sheet.key].format(**words) + ("前年度の内容は左の灰色の欄にあります。" if recalled else "")


def write_guide(
    sheet: Worksheet, layouts: formulas.Layouts, opened: Mapping[str, int], asked: HandoutFacts, profile: Profile
) -> None:
    """Fill the first sheet. ``opened``: sheet key → rows to fill in."""
    for letter, width in zip("ABCD", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _text(sheet, "A1", f"{asked.department}　{fy_label(asked.fy)}　進捗の記入", styles.TITLE)
    _text(sheet, "A2", asked.plan, styles.NOTE)
    sheet.row_dimensions[1].height = 28
    row = _facts(sheet, asked, profile, 4)
    row = _lines(sheet, heading(sheet, row + 1, "すること"), STEPS, numbered=True)
    words = words_of(asked, profile)
    row = _sheets(sheet, layouts, opened, words, row + 1)
    row = _legend(sheet, heading(sheet, row + 1, "色の意味"))
    notes = (*NOTES, *_units(layouts, opened, profile), *((SHARED,) if asked.shared else ()))
    row = _lines(sheet, heading(sheet, row + 1, "お願い"), notes)
    _only_read(sheet, {key: each for key, each in layouts.items() if not opened.get(key)}, words, row + 1)
    print_setup(sheet, TITLE, portrait=True)
    sheet.print_title_rows = None
    sheet.page_setup.fitToHeight = 1
    protect(sheet)


def _units(layouts: formulas.Layouts, opened: Mapping[str, int], profile: Profile) -> Iterator[str]:
    """What may have a unit, and what may not: of the entries that are asked for."""
    columns = [slot.column for key, layout in layouts.items() if opened.get(key)
               for slot in layout.slots if slot.column.filler is Filler.OWNER]
    if any(column.key == "actual" for column in columns):
        yield f"{profile.word('実績値')}は資料のとおりに、単位を付けて書いてかまいません（38件、45.2%、約330万枚 など）。"
    plain = [column for column in columns if column.unit]
    for unit in dict.fromkeys(column.unit for column in plain):
        same = [column for column in plain if column.unit == unit]
        labels = "・".join(profile.word(column.label) for column in same)
        yield f"{labels}は、{same[0].of_unit}数だけを書きます（{same[0].help.partition('例: ')[2]}）。"


def _text(sheet: Worksheet, place: str, text: str, font: Any) -> None:
    cell = sheet[place]
    write_value(cell, text)
    cell.font, cell.alignment = font, styles.MIDDLE


def _facts(sheet: Worksheet, asked: HandoutFacts, profile: Profile, row: int) -> int:
    counts = [f"{profile.word(word)} {count}件" for word, count in
              (("施策", asked.measures), ("指標", asked.kpis), ("一覧", asked.items)) if count]
    facts = [
        ("提出期限", asked.deadline or UNSAID), ("提出先・問合せ", asked.contact or UNSAID),
        ("書く年度", f"{fy_label(asked.fy)}" + (f"（基準日 {asked.as_of}）" if asked.as_of else "")),
        ("この課の分", "、".join(counts)),
    ]
    for label, text in facts:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        sheet.merge_cells(start_row=row, start_column=3, end_row=row, end_column=4)
        for number in range(1, 5):
            sheet.cell(row, number).border = styles.BOX
            sheet.cell(row, number).fill = styles.PALE_FILL if number < 3 else styles.PLAIN
        strong = styles.HEADING if label == "提出期限" else styles.BODY
        for column, value, font in (("A", label, styles.BOLD), ("C", text, strong)):
            _text(sheet, f"{column}{row}", value, font)
            sheet[f"{column}{row}"].alignment = styles.INDENTED
        needed = text_height(text, column_pixels(sum(WIDTHS[2:])), look.SIZE)
        sheet.row_dimensions[row].height = max(24.0, needed + 4)
        row += 1
    return row


def _lines(sheet: Worksheet, row: int, texts: tuple[str, ...], *, numbered: bool = False) -> int:
    for number, text in enumerate(texts, start=1):
        _text(sheet, f"A{row}", str(number) if numbered else "・", styles.BOLD)
        sheet[f"A{row}"].alignment = styles.CENTER
        _text(sheet, f"B{row}", text, styles.BODY)
        sheet.row_dimensions[row].height = look.ROW_HEIGHT + 2
        row += 1
    return row


def _sheets(
    sheet: Worksheet, layouts: formulas.Layouts, opened: Mapping[str, int], words: Mapping[str, str], row: int
) -> int:
    """The sheets with entries: a link, how far they have come, what to do there."""
    row = heading(sheet, row, "書くシート")
    for key, layout in layouts.items():
        if not opened.get(key):
            continue
        _link(sheet, row, layout)
        sheet.cell(row, 3, f'="記入済み "&{formulas.checked(layout)}&"/{opened[key]}"').font = styles.BOLD
        sheet.cell(row, 3).alignment = styles.MIDDLE
        _text(sheet, f"D{row}", to_do(layout, words), styles.BODY)
        sheet[f"D{row}"].alignment = styles.WRAP
        sheet.row_dimensions[row].height = 34 if key == "reports" else 22
        row += 1
    return row


def _link(sheet: Worksheet, row: int, layout: Layout) -> None:
    cell = sheet.cell(row, 2, layout.title)
    cell.hyperlink, cell.font, cell.alignment = f"#'{layout.title}'!A1", styles.LINK, styles.MIDDLE


def _legend(sheet: Worksheet, row: int) -> int:
    for name, fill, text in LEGEND:
        _text(sheet, f"B{row}", name, styles.TAG if fill is styles.ERROR_FILL else styles.BODY)
        sheet[f"B{row}"].border, sheet[f"B{row}"].alignment = styles.BOX, styles.CENTER
        if fill is not None:
            sheet[f"B{row}"].fill = fill
        _text(sheet, f"C{row}", text, styles.BODY)  # in one line, over the empty cell beside it
        sheet.row_dimensions[row].height = look.ROW_HEIGHT + 2
        row += 1
    return row


def _only_read(sheet: Worksheet, layouts: formulas.Layouts, words: Mapping[str, str], row: int) -> None:
    row = heading(sheet, row, "見るだけのシート")
    for key, layout in layouts.items():
        _link(sheet, row, layout)
        _text(sheet, f"C{row}", TO_READ.get(key, "").format(**words), styles.BODY)
        sheet.row_dimensions[row].height = look.ROW_HEIGHT
        row += 1
