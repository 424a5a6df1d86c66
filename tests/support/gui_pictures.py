"""Pictures of the window in its states, from the real samples: what is looked at, and what guides are made of.

    python -m tests.support.gui_pictures FOLDER [--dark] [--size 720x520]      with QT_SCALE_FACTOR=1.5 larger
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dxbook_gui.clerk.face import ClerkFace
from dxbook_gui.clerk.preview import Preview
from dxbook_gui.desk.guide import Help
from dxbook_gui.desk.settings import CLERK, Settings
from dxbook_gui.frame.smoke import idle, picture
from dxbook_gui.frame.window import MainWindow
from dxbook_gui.widgets import theme
from dxbook_gui.widgets.theme import DARK, LIGHT
from PySide6.QtWidgets import QApplication, QWidget

from dxbook.errors import NotAWorkbook
from dxbook.findings import Finding
from dxbook.plan.book import Checked, Origin
from scripts.sample_spring import sample
from tests.support.gui_books import handed
from tests.support.gui_pictures_office import office
from tests.support.tables import write_book

SPOILT = {("実績", "I5"): "たくさん", ("実績", "I6"): "２７　件", ("進捗", "H5"): "順調です", ("進捗", "D6"): "平成32年度",
          ("取組項目", "D7"): "電算課",
          ("取組項目", "C6"): "ノーコードツールを利用し　たオンライン申請\nの推進", ("指標", "F5"): "ｹﾝ"}
"""What a department gets wrong in the plan of 銚子市."""


def clerk(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """(name, what is to be seen) of every state of the department's face."""
    yield "welcome", window
    window.show_role(CLERK)
    yield "clerk-start", window
    book = handed(folder / "R7_銚子市DX推進計画_情報政策室.xlsx", cells=SPOILT)
    window.open(book)
    window.desk.work.progressed.emit(0, 1, book.name)
    yield "clerk-busy", window
    idle(window)
    yield "clerk-errors", window
    window.clerk.copies.tidy()
    idle(window)
    dialog = next(each for each in window.clerk.findChildren(Preview) if each.isVisible())
    yield "clerk-preview", dialog
    dialog.write_button.click()
    idle(window)
    yield "clerk-tidied", window
    window.desk.banner.hide()
    book.with_name(f"~${book.name}").touch()
    window.clerk.check_again()
    idle(window)
    yield "clerk-open-in-excel", window
    found = window.clerk.result.table.model.all
    warnings: list[Finding] = [each for each in found if each.level != "エラー" and each.code != "F116"]
    window.clerk.result.show_result([book], [Checked(book.name, Origin.HANDED, warnings)])
    yield "clerk-warnings", window
    window.clerk.result.show_result([book], [Checked(book.name, Origin.HANDED, [])])
    yield "clerk-good", window
    for name, path in (("whole-plan", sample(folder / "計画全体.xlsx")), ("stranger", _menu(folder / "献立表.xlsx"))):
        window.open(path)
        idle(window)
        yield f"clerk-{name}", window
    broken = folder / "こわれた課.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    window.open(book, handed(folder / "R7_総務課.xlsx"), handed(folder / "R7_木更津.xlsx", "kisarazu"), broken)
    idle(window)
    yield "clerk-several", window
    wrong = folder / "会議録.docx"
    wrong.write_bytes(b"no workbook")
    window.open(wrong)
    idle(window)
    yield "clerk-wrong-file", window
    many = [replace(each, value=str(n)) for n in range(40) for each in found]
    window.clerk.result.show_result([book], [Checked(book.name, Origin.HANDED, many)])
    window.clerk._stack.setCurrentWidget(window.clerk.result)
    window.desk.banner.hide()
    yield "clerk-thousand", window
    window.desk.banner.tell(NotAWorkbook("「計画.xlsx」は、Excelのブックではありません。", "Excelで保存し直してください。"))
    window.clerk._stack.setCurrentWidget(window.clerk.start)
    window.clerk.start.renew()
    yield "clerk-recent", window
    page = Help(CLERK, window)
    page.open()
    yield "help", page
    page.close()


def _menu(path: Path) -> Path:
    return write_book(path, "## 献立\n| 曜日 | 主菜 |\n| 月 | カレー |")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--size", default="1080x720")
    given = parser.parse_args()
    app = QApplication([])
    with TemporaryDirectory() as room:
        settings = Settings(Path(room) / "settings.ini")
        settings.colours = DARK if given.dark else LIGHT
        theme.apply(app, settings.colours)
        window = MainWindow(settings)
        assert isinstance(window.clerk, ClerkFace)
        window.resize(*map(int, given.size.split("x")))
        window.show()
        for number, (name, seen) in enumerate(chain(clerk(window, Path(room)), office(window, Path(room))), start=1):
            picture(seen, given.folder / f"{number:02}-{name}.png")


if __name__ == "__main__":
    main()
