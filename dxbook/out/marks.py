"""A copy of a workbook with its findings marked: red ground, a note, and a list sheet with links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from dxbook.errors import OutputFailed
from dxbook.finding import Finding, Level
from dxbook.out.findings import add_sheet
from dxbook.package import open_workbook
from dxbook.save import save


def write(path: Path, found: Sequence[Finding], output: Path, *, password: str | None = None) -> None:
    """Write the marked copy of ``path`` to ``output``.

    Raises OutputFailed for formats other than .xlsx. The copy is for reading: it is saved by openpyxl,
    which drops shapes and text boxes; the workbook itself stays as it is.
    """
    if path.suffix.lower() not in (".xlsx", ".xlsm") or output.suffix.lower() != ".xlsx":
        raise OutputFailed(
            f"「{path.name}」には印を付けた写しを作れません。",
            "もとのブックを .xlsx で保存し、書き出す先も .xlsx にしてください。",
        )
    from openpyxl import load_workbook

    workbook = load_workbook(open_workbook(path, password).stream())
    for sheet in workbook.worksheets:
        if sheet.protection.sheet:
            sheet.protection.objects = False
    _mark(workbook, found)
    add_sheet(workbook, found)
    save(workbook, output, inputs=[path])


def _mark(workbook: object, found: Sequence[Finding]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.comments import Comment

    from dxbook.template import styles

    assert isinstance(workbook, Workbook)
    cells: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for each in found:
        if each.cell and ":" not in each.cell and each.sheet in workbook.sheetnames:
            cells[each.sheet, each.cell].append(each)
    for (title, address), own in cells.items():
        cell = workbook[title][address]
        if cell.__class__.__name__ == "MergedCell":
            continue
        text = "\n".join(f"【{each.level}】{each.message}\n→{each.remedy}" for each in own)
        text = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.comment = Comment(text, "dxbook", width=340, height=60 + 40 * len(own))
        worst = min((each.level for each in own), key=lambda level: level.rank)
        if worst is Level.ERROR:
            cell.fill, cell.border = styles.ERROR_FILL, styles.ERROR_BOX
        elif worst is Level.WARNING:
            cell.border = styles.WARNING_BOX
