"""配布台帳: what was handed out to whom, and what to nobody. Printable, A4 in landscape."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxbook import look
from dxbook.values import fy_label
from dxbook.workbook.make import TALLEST, column_pixels, save, text_height, write_value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from dxbook.plan import Profile
    from dxbook.rounds.handout.handout import Bundle, Sent

TITLE, REST = "配布台帳", "配っていないもの"
HEADERS = ("No.", "部署", "ファイル", "{施策}", "{指標}", "{一覧}", "{施策}の記号", "配布番号", "提出期限", "送付日", "備考")
WIDTHS = (6, 22, 34, 8, 8, 8, 36, 30, 20, 14, 20)
REST_HEADERS = ("区分", "名前・場所", "内容", "すること")
REST_WIDTHS = (12, 36, 70, 70)
_CENTRED = {1, 4, 5, 6, 10}


def write(bundle: Bundle, profile: Profile, path: Path) -> None:
    """Write the register of ``bundle`` to ``path``. Raises OutputFailed."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = TITLE
    words = {word: profile.word(word) for word in ("施策", "指標", "一覧")}
    headers = [header.format(**words) for header in HEADERS]
    about = f"{bundle.plan}　提出先 {bundle.contact or '（計画シートの事務局が空欄です）'}"
    _table(sheet, f"{fy_label(bundle.fy)} 進捗の記入 {TITLE}", about, headers, WIDTHS,
           [_sent(number, sent, bundle) for number, sent in enumerate(bundle.sent, start=1)])
    for row, sent in enumerate(bundle.sent, start=5):
        _link(sheet, row, sent.file)
    rest = [(found.level.value, "!".join(part for part in (found.sheet, found.cell) if part), found.message,
             found.remedy) for found in bundle.findings]
    rest += [("部署", name, why, "") for name, why in bundle.idle]
    _table(workbook.create_sheet(REST), REST, "どの課にも配っていないもの、確かめてほしいもの、ブックを作っていない課です。",
           REST_HEADERS, REST_WIDTHS, rest or [("", "", "ありません。", "")])
    save(workbook, path, growing=True)


def _sent(number: int, sent: Sent, bundle: Bundle) -> tuple[Any, ...]:
    portion = sent.portion
    ids = "、".join(record.measure_id for record in portion.own("reports"))
    shared = "共同の行あり" if sent.content.asked.shared else ""
    counts = (len(portion.own(sheet)) or None for sheet in ("reports", "actuals", "inventory"))
    return (number, portion.department, sent.file, *counts, ids, sent.identity.handout_id, bundle.deadline, None, shared)


def _table(
    sheet: Worksheet, title: str, about: str, headers: Sequence[str], widths: Sequence[float],
    rows: Sequence[Sequence[Any]],
) -> None:
    from dxbook.rounds.template import print_setup
    from dxbook.workbook.make import styles

    for place, text, font in (("A1", title, styles.TITLE), ("A2", about, styles.NOTE)):
        write_value(sheet[place], text)
        sheet[place].font = font
    for number, (header, width) in enumerate(zip(headers, widths, strict=True), start=1):
        cell = sheet.cell(4, number, header)
        cell.font, cell.fill, cell.border = styles.HEADER, styles.HEADER_FILL, styles.BOX
        cell.alignment = styles.HEADER_ALIGN
        sheet.column_dimensions[cell.column_letter].width = width
    for row, values in enumerate(rows, start=5):
        for number, value in enumerate(values, start=1):
            _cell(sheet, row, number, value, len(headers) == len(HEADERS) and number in _CENTRED)
        sheet.row_dimensions[row].height = _height(values, widths)
    sheet.row_dimensions[4].height = _height(headers, widths)
    sheet.auto_filter.ref = f"A4:{sheet.cell(4, len(headers)).column_letter}{4 + len(rows)}"
    sheet.freeze_panes = "C5"
    print_setup(sheet, title)
    sheet.print_title_rows = "4:4"


def _height(texts: Sequence[Any], widths: Sequence[float]) -> float:
    """Points that a row takes with ``texts`` in columns of ``widths``."""
    return min(TALLEST, max(look.ROW_HEIGHT + 4, *(
        text_height(str(text or ""), column_pixels(width), look.SIZE) for text, width in zip(texts, widths, strict=True))))


def _cell(sheet: Worksheet, row: int, number: int, value: Any, centred: bool) -> None:
    from dxbook.workbook.make import styles

    write_value(cell := sheet.cell(row, number), value)
    cell.font, cell.border = styles.BODY, styles.BOX
    cell.alignment = styles.CENTER if centred else styles.WRAP


def _link(sheet: Worksheet, row: int, file: str) -> None:
    """To the workbook beside the register, wherever the folder is put."""
    from urllib.parse import quote

    from dxbook.workbook.make import styles

    cell = sheet.cell(row, 3)
    cell.hyperlink, cell.font = quote(file), styles.LINK
