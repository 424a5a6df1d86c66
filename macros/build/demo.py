"""The first sheet of the demo workbook: each worksheet function on strings as they stand in real plans.

The results stored in the file are the program's own (dxbook.apps.excel.functions); with macros allowed, Excel calculates
them again in VBA.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dxbook import look
from dxbook.apps.excel.functions import ratings, times, values

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

TITLE = "関数の見本"
INTRODUCTION = (
    "黄色いセルを書きかえると、結果が変わります。式の列は、結果のセルに入っている式です。",
    "このシートは、dxbookのプログラムもアドインもなくても働きます（DXV_ で始まる関数は、このブックのマクロだけで計算します）。"
    "アドインの DX_ の関数は、次のシート「アドインの関数」で試せます。「約330万枚」のような文の値も読み取ります。",
    "「#NAME?」や「マクロがブロックされました」と出たら、このファイルを閉じ、エクスプローラーでファイルを右クリックして"
    "［プロパティ］の「許可する」に印を付けてから開き直してください。",
)
_WIDTHS = (22, 10, 6, 8, 32, 38)
HEIGHT = 18
_RESULT = 23  # full-width characters on one line of the result column
_ARGUMENTS = 4  # columns before the formula
_FIXED = "BIZ UDゴシック"  # in look.FONT, full-width digits look like the half-width ones
SHOWN = {"DXV_SEIREKI": "[>=10000]yyyy/m/d;0", "DXV_ACHIEVEMENT": "0.0%"}  # a year is below 10000, a day above
_HEADERS = ("値", "目標値など", "方向", "現状値", "式", "結果")


@dataclass(frozen=True)
class Section:
    """One function: its rows of arguments, and the program's function they must agree with."""

    function: str
    told: str
    rows: tuple[tuple[Any, ...], ...]
    answer: Callable[..., Any]


def _normalized(text: Any) -> Any:
    return values.normalized(text, "値")


SECTIONS = (
    Section("DXV_NORMALIZE", "指標の値の文字を整えます（英数字と記号は半角、カナは全角、～と－は意味で見分けます）。", (
        ("３8.56%（令和４年３月現在）",), ("１００%",), ("２７手続以上",), ("延べ３３万枚（令和７年度まで）",),
        ("7.86%（市民課）2.71%（市民税課）",), ("25件(R4.1～R4.12)",), ("Ｗｉ－Ｆｉ １５か所",), ("ｵﾝﾗｲﾝ申請　ﾊﾟｿｺﾝ５０台",),
        ("80㌫",), ("令和5~9年度",), ("－",), ("▲310人(▲4.2%)",), ("サ－ビス",), ("−５ポイント",),
    ), _normalized),
    Section("DXV_FY", "年度を西暦の数で返します。日付と年月は、その日の属する年度です。決められないときは文で知らせます。", (
        ("令和５年度",), ("Ｒ５",), ("令和元年度",), ("令和五年度",), (2023,), ("令和６年３月",), ("2024/3/31",),
        ("令和４年３月現在",), ("令和5（2023）年度",), ("５年度",), ("平成32年度",), ("29年度",), ("令和５～９年度",), ("随時",),
    ), times.fy),
    Section("DXV_WAREKI", "和暦で書きます。年の数だけのときは年度として書きます。", (
        (2019,), (2025,), ("2024/3/31",), ("R8.4",), ("平成31年4月",), ("2019/5/1",), ("令和7年度末",), ("2023年",),
    ), times.wareki),
    Section("DXV_SEIREKI", "西暦に直します。日まであれば日付です（結果のセルの表示形式を日付にします）。", (
        ("令和７年度",), ("H30",), ("令和元年５月",), ("平成31年4月30日",), ("昭和64年1月7日",), ("令和9年度末",),
    ), times.seireki),
    Section("DXV_ACHIEVEMENT", "達成率を計算します（1が100%）。現状値があれば改善率です。計算できないときは理由を書きます。", (
        (80, 100, "増加", ""), (80, 100, "増加", 50), ("1,200件", "1,500件以上", "増加", ""),
        ("３８.５％", "50%", "増加", "２１.３％"), (12, 10, "減少", 20), (3, 0, "減少", ""), (0, 0, "維持", ""),
        (80, 100, "", ""), ("", 100, "増加", ""),
        (80, 60, "増加", 70),
    ), ratings.achievement),
    Section("DXV_GRADE", "達成率を評価の段階に直します。尺度を書かなければ4段階です。", (
        (1.2, ""), (0.8, ""), ("79.9%", ""), ("８５％", "abcd"), (0.3, "◎・○・△・×（4段階）"),
        ("評価できない：方向がありません", ""),
    ), ratings.grade),
    Section("DXV_CODE", "団体コードを6けたの文字に整え、検査数字を確かめます。", (
        ("１２２１０６",), (122025,), ("12206-8",), (12025,), ("122107",), ("12210",), ("千葉県",),
    ), values.code),
)


def stored(section: Section, row: tuple[Any, ...]) -> Any:
    """The program's answer as a cell holds it."""
    answer = section.answer(*row)
    if isinstance(answer, datetime):
        return (answer - datetime(1899, 12, 30)).days
    return answer


def rows() -> Iterator[tuple[str, Section, tuple[Any, ...]]]:
    """(address of the result, section, arguments) of every row of the sheet."""
    line = 1 + len(INTRODUCTION)
    for section in SECTIONS:
        line += 3
        for row in section.rows:
            yield f"F{line}", section, row
            line += 1


def fill(book: Workbook) -> list[object]:
    """Write the sheet."""
    sheet = book.add_worksheet(TITLE)
    looks = formats(book)
    title(sheet, TITLE, INTRODUCTION, _WIDTHS, looks)
    before = None
    for address, section, row in rows():
        line = int(address[1:]) - 1
        if section is not before:
            _head(sheet, line, section, looks)
        before = section
        _row(sheet, line, section, row, looks)
    landscape(sheet)
    return [sheet]


def title(sheet: Worksheet, text: str, introduction: tuple[str, ...], widths: tuple[int, ...], looks: dict[str, Any]) -> None:
    """The sheet's title and what it says of itself, over columns of these widths."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.write(0, 0, text, looks["title"])
    sheet.set_row(0, 30)
    for line, told in enumerate(introduction, 1):
        sheet.merge_range(line, 0, line, len(widths) - 1, told, looks["told"])
        sheet.set_row(line, HEIGHT * (2 if len(told) > 70 else 1))
    sheet.freeze_panes(1, 0)


def landscape(sheet: Worksheet) -> None:
    """A4 across, as wide as one page: on one upright page the letters would be too small to read."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")


def formats(book: Workbook) -> dict[str, Any]:
    """The looks of cells, by name; the functions of ``SHOWN`` have their own."""
    body = {"font_name": look.FONT, "font_size": look.SIZE, "valign": "vcenter"}
    box = {**body, "border": 1, "border_color": f"#{look.LINE}", "text_wrap": True}
    return {name: book.add_format(more) for name, more in {
        "title": {**body, "font_size": look.SIZE_TITLE, "bold": True},
        "section": {**body, "bold": True, "font_color": f"#{look.KEY}", "font_size": 12},
        "told": {**body, "text_wrap": True, "valign": "top"},
        "header": {**box, "bold": True, "bg_color": f"#{look.KEY_PALE}"},
        "entry": {**box, "bg_color": f"#{look.ENTRY}", "align": "left", "font_name": _FIXED},
        "formula": {**box, "font_color": f"#{look.QUIET}"},
        "result": {**box, "align": "left"},
        "none": {**box},
        "DXV_NORMALIZE": {**box, "align": "left", "font_name": _FIXED},
        **{name: {**box, "align": "left", "num_format": code} for name, code in SHOWN.items()},
    }.items()}


def _head(sheet: Worksheet, line: int, section: Section, formats: dict[str, Any]) -> None:
    sheet.write(line - 2, 0, f"{section.function}　{section.told}", formats["section"])
    headers = list(_HEADERS)
    sheet.set_row(line - 2, 24)
    if section.function == "DXV_ACHIEVEMENT":
        headers[0] = "実績値"
    elif section.function == "DXV_GRADE":
        headers[:2] = ["達成率", "評価尺度"]
    for column in (*range(len(section.rows[0])), 4, 5):
        _stretched(sheet, line - 1, column, len(section.rows[0]), headers[column], formats["header"])


def _stretched(sheet: Worksheet, line: int, column: int, count: int, value: Any, look_: Any) -> None:
    """Write a cell; the last of ``count`` arguments reaches to the formula, so that no gap is left."""
    if column == count - 1 < _ARGUMENTS - 1:
        sheet.merge_range(line, column, line, _ARGUMENTS - 1, "", look_)
    if isinstance(value, str) and value:
        sheet.write_string(line, column, value, look_)
    else:
        sheet.write(line, column, None if value == "" else value, look_)


def _row(sheet: Worksheet, line: int, section: Section, row: tuple[Any, ...], formats: dict[str, Any]) -> None:
    for column, value in enumerate(row):
        _stretched(sheet, line, column, len(row), value, formats["entry"])
    cells = ",".join(f"{letter}{line + 1}" for letter in "ABCD"[: len(row)])
    formula = f"={section.function}({cells})"
    sheet.write_string(line, 4, formula, formats["formula"])
    sheet.write_formula(line, 5, formula, formats.get(section.function, formats["result"]), stored(section, row))
    sheet.set_row(line, HEIGHT * -(-len(str(stored(section, row))) // _RESULT or -1))
