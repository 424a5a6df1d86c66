"""What is left of a clerk's workbook after one cell was changed: ``python -m benchmarks.kept``.

The workbook is the hand-made one (excel_made), with all that Excel can put into a file. Each program changes B2 and saves.
ExcelJS takes part where node finds it (NODE_PATH), LibreOffice where soffice is installed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.excel_made import by_hand

MARKS: dict[str, tuple[str, bytes]] = {
    "図形・テキストボックス": ("drawing", "ここを記入".encode()),
    "画像": ("media/", b"PNG"),
    "グラフ": ("chart", b"barChart"),
    "ふりがな": ("", "スイシン".encode()),
    "セルの中の太字": ("", "推進１</t></r>".encode()),
    "入力規則": ("worksheets/", "ア,イ".encode()),
    "入力規則（別シートの一覧）": ("worksheets/", b"$A$1:$A$2"),
    "条件付き書式": ("worksheets/", b"greaterThan"),
    "条件付き書式（Excel 2010から）": ("worksheets/", "別!$A$1=".encode()),
    "コメント（スレッド）": ("threadedComments/", "確かめてください".encode()),
    "カスタムXML": ("customXml/", "条例".encode()),
    "プリンターの設定": ("printerSettings", b"P\x00r\x00i"),
    "文書のプロパティ": ("docProps/custom", "第12号".encode()),
    "外部参照": ("externalLinks/", b"externalBook"),
    "マクロ": ("vbaProject", bytes(range(64))),
}
_EXCELJS = """
const E = require('exceljs'); const w = new E.Workbook(); const [a, b] = process.argv.slice(1);
w.xlsx.readFile(a).then(() => { w.getWorksheet('施策').getCell('B2').value = '窓口'; return w.xlsx.writeFile(b); });
"""


def by_dxbook(source: Path, target: Path) -> None:
    """Set one cell by the workbook's parts."""
    from dxbook.workbook.edit import Archive, Workbook

    workbook = Workbook(Archive(source.read_bytes(), source.name))
    workbook.set("施策", "B2", "窓口")
    workbook.write(target)


def by_openpyxl(source: Path, target: Path) -> None:
    """Set one cell, with everything kept that openpyxl can keep."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(source, keep_vba=True, rich_text=True)
    book["施策"]["B2"] = "窓口"
    book.save(target)


def by_exceljs(source: Path, target: Path) -> None:
    """Given a copy without the conditional format of Excel 2010: with it, ExcelJS 4.4 stops with a TypeError."""
    from dxbook.workbook.edit import Archive

    archive = Archive(source.read_bytes(), source.name)
    sheet = "xl/worksheets/sheet1.xml"
    archive.put(sheet, re.sub(rb'<ext uri="{78C0D931.*?</ext>', b"", archive.read(sheet)))
    copy = target.with_name("without.xlsm")
    archive.write(copy)
    subprocess.run(["node", "-e", _EXCELJS, str(copy), str(target)], check=True, capture_output=True)


def by_libreoffice(source: Path, target: Path) -> None:
    """Opened and saved alone: what is lost then is lost with a change too."""
    home = target.parent / "lo"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--convert-to",
         "xlsm:Calc MS Excel 2007 VBA XML", "--outdir", str(home), str(source)], check=True, capture_output=True,
    )
    shutil.copyfile(home / source.name, target)


CONTENDERS: dict[str, Callable[[Path, Path], None]] = {
    "dxbook": by_dxbook, "openpyxl": by_openpyxl, "ExcelJS": by_exceljs, "LibreOffice": by_libreoffice,
}


def parts(path: Path) -> dict[str, bytes]:
    """The bytes of each part of a workbook."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def run() -> list[str]:
    """The table as Markdown lines: a row a thing, a column a program; the first row counts unchanged parts."""
    with TemporaryDirectory() as folder:
        source = by_hand(Path(folder) / "a.xlsm")
        before, after = parts(source), {}
        for name, save in CONTENDERS.items():
            target = Path(folder) / f"{name}.xlsm"
            try:
                save(source, target)
                after[name] = parts(target)
            except (OSError, subprocess.SubprocessError) as error:
                print(f"{name}: {error}")
    same = [sum(found.get(part) == content for part, content in before.items()) for found in after.values()]
    rows = [["", *after], ["---"] * (len(after) + 1), [f"{len(before)}個の部品のうち、変わらないもの", *map(str, same)]]
    for label, (place, mark) in MARKS.items():
        assert any(place in part and mark in content for part, content in before.items()), label
        held = [any(place in part and mark in content for part, content in found.items()) for found in after.values()]
        shown = ["○" if each else "×" for each in held]
        if label == "マクロ" and "LibreOffice" in after:  # it reads the project, and that of the test is no real one
            shown[list(after).index("LibreOffice")] = "—"
        rows.append([label, *shown])
    return ["| " + " | ".join(row) + " |" for row in rows]


if __name__ == "__main__":
    print("\n".join(run()))
