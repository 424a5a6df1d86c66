"""はじめに: how to fill in, the legend, contact and deadline, and how far the entries have come."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from dxbook.rounds.template import formulas
from dxbook.rounds.template.sheets import print_setup, protect
from dxbook.workbook.make import styles

TITLE = "はじめに"
STEPS = (
    "黄色のセルに入力します。白いセルは自動で表示されるか、見出しです。",
    "見出しの上に「必須」とある欄は、必ず入力します。もれがあると赤くなり、右端の「点検」に欄の名前が出ます。",
    "選択肢のある欄は、セルの右の▼から選びます。",
    "値は計画や資料のとおりに書きます(約330万枚、年3回以上 など)。読み取れない書き方は検証で知らせます。",
    "行・列・シートの追加や並べ替え、シート名の変更はしないでください。行が足りないときは事務局へ連絡します。",
    "事務局の方へ: 行を増やすときは、校閲タブでシートの保護を解除し(パスワードはありません)、表の下に続けて書きます。",
)
LEGEND = (
    ("入力欄", styles.ENTRY_FILL, styles.BODY, "黄色のセルです。"),
    ("自動・見出し", None, styles.BODY, "白いセルです。入力できません。"),
    ("必須のもれ・誤り", styles.ERROR_FILL, styles.TAG, "赤い文字と赤い地です。「点検」の欄に理由が出ます。"),
)


def write_guide(sheet: Worksheet, layouts: formulas.Layouts) -> None:
    """Fill the first sheet."""
    for letter, width in zip("ABCD", (4, 26, 20, 74), strict=True):
        sheet.column_dimensions[letter].width = width
    city, title = formulas.plan_cell(layouts, "city"), formulas.plan_cell(layouts, "title")
    sheet["A1"].value = f'=IF({city}="","DX推進計画 進行管理ブック",{city}&"　"&{title})'
    sheet["A1"].font = styles.TITLE
    about = "計画の施策と指標を入力し、毎年度の進み具合を点検するためのブックです。対象年度 "
    sheet["A2"].value = f'="{about}"&{formulas.review_cell(layouts)}'
    sheet["A2"].font = styles.NOTE
    sheet.row_dimensions[1].height = 28
    row = _steps(sheet, 4)
    row = _legend(sheet, row + 1)
    row = _deadline(sheet, layouts, row + 1)
    _progress(sheet, layouts, row + 1)
    print_setup(sheet, TITLE)
    sheet.print_title_rows = None
    sheet.page_setup.fitToHeight = 1
    protect(sheet)


def heading(sheet: Worksheet, row: int, text: str) -> int:
    """Write an underlined heading and return the next row."""
    cell = sheet.cell(row, 1, text)
    cell.font = styles.HEADING
    for number in range(1, 5):
        sheet.cell(row, number).border = styles.UNDERLINE
    sheet.row_dimensions[row].height = 22
    return row + 1


def _steps(sheet: Worksheet, row: int) -> int:
    row = heading(sheet, row, "入力のしかた")
    for number, text in enumerate(STEPS, start=1):
        sheet.cell(row, 1, number).font = styles.BOLD
        sheet.cell(row, 1).alignment = styles.MIDDLE
        cell = sheet.cell(row, 2, text)
        cell.font, cell.alignment = styles.BODY, styles.MIDDLE
        sheet.row_dimensions[row].height = 20
        row += 1
    return row


def _legend(sheet: Worksheet, row: int) -> int:
    row = heading(sheet, row, "色の意味")
    for name, fill, font, text in LEGEND:
        cell = sheet.cell(row, 2, name)
        cell.font, cell.border, cell.alignment = font, styles.BOX, styles.WRAP_MIDDLE
        if fill is not None:
            cell.fill = fill
        sheet.cell(row, 3, text).font = styles.BODY
        sheet.cell(row, 3).alignment = styles.MIDDLE
        sheet.row_dimensions[row].height = 20
        row += 1
    return row


def _deadline(sheet: Worksheet, layouts: formulas.Layouts, row: int) -> int:
    row = heading(sheet, row, "提出")
    for label, key in (("基準日", "as_of"), ("提出期限", "deadline"), ("提出先・問合せ", "office")):
        source = formulas.plan_cell(layouts, key)
        sheet.cell(row, 2, label).font = styles.BOLD
        text = f'TEXT({source},"yyyy年m月d日")' if key != "office" else source
        cell = sheet.cell(row, 3, f'=IF({source}="","(計画シートに書きます)",{text})')
        cell.font = styles.BODY
        sheet.row_dimensions[row].height = 20
        row += 1
    return row


def _progress(sheet: Worksheet, layouts: formulas.Layouts, row: int) -> int:
    row = heading(sheet, row, "シートと入力状況")
    for layout in layouts.values():
        name = sheet.cell(row, 2, layout.title)
        name.hyperlink = f"#'{layout.title}'!A1"
        name.font = styles.LINK
        state = sheet.cell(row, 3)
        state.font = styles.BOLD
        if layout.sheet.key in ("actuals", "reports"):
            filled, total = formulas.entered(layouts, layout.sheet.key)
            state.value = f'="入力 "&{filled}&"/"&{total}'
        elif not layout.sheet.vertical:
            key = layout.stored[0].column.key
            state.value = f'=SUMPRODUCT(--({layout.range(key)}<>""))&"行"'
        sheet.cell(row, 4, layout.sheet.help).font = styles.NOTE
        sheet.row_dimensions[row].height = 18
        row += 1
    return row
