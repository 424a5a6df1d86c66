"""The guides: where they lie, and the window that shows one. What is not there is told in short by the program."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QShowEvent, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from dxbook import look
from dxbook_gui.desk.settings import CLERK, JAPANESE, OFFICE

FILES = {CLERK: "clerk", OFFICE: "office"}
"""The guide of each role, a page that every browser opens too, its pictures beside it."""
MARGIN = 16
STYLE = f"""<style>
table {{ border-collapse: collapse; }} th, td {{ border: 1px solid #{look.LINE}; padding: 4px 8px; }}
th {{ background: #{look.KEY_PALE}; text-align: left; }} pre, code {{ background: #{look.GROUND}; }}
p, li, td, th {{ line-height: 135%; }} p.picture {{ line-height: 100%; }}
.word {{ font-weight: bold; }} a, h2 {{ color: #{look.KEY}; }}</style>"""
"""In the place of the page's own, which Qt knows in part."""


def folders() -> tuple[Path, ...]:
    """Where guides are looked for: in an installed or packaged dxbook, then in a checkout."""
    package = Path(str(files("dxbook")))
    return package / "_guide", package.parent / "docs" / "guide"


def page(name: str) -> Path | None:
    """A page beside the guides (addin, it); None where this dxbook has none."""
    named = (folder / f"{name}.html" for folder in folders())
    return next((path for path in named if path.is_file()), None)


def open_page(name: str) -> bool:
    """Show a page in the browser; whether somebody shows it."""
    path = page(name)
    return path is not None and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def guide(role: str) -> Path | None:
    """The guide of a role; None where this dxbook has none."""
    return page(FILES.get(role, FILES[CLERK]))


def short(role: str) -> str:
    """The same in a few lines, as Markdown."""
    if role == OFFICE:
        return QCoreApplication.translate("Guide", """# DX事務局の使い方
1. 計画のブックを選びます。
2. 「配布」で、各課のブックを作ります。できたフォルダーのブックを、各課へ送ります。
3. 返ってきたブックを1つのフォルダーに集め、「集約」に入れます。受理・差戻し・未提出が表に出ます。
4. 「差戻し」のブックには差戻し票ができます。課へ送り返し、直ったものを入れて、もう一度集約します。
5. そろったら、評価してチェックシートとグラフを作ります。

もとのブックは、いつも変わりません。""")
    return QCoreApplication.translate("Guide", """# 担当課の使い方
1. 記入したブックを保存し、この画面の中へドラッグして落とします(Ctrl+O で選ぶこともできます)。
2. 直すところが表に出ます。行をダブルクリックするか Enter を押すと、Excelでそのセルが開きます。
3. 直して保存したら「もう一度検証」(F5)を押します。
4. 「整える…」は、全角・半角や空白などをそろえた写しを作ります。作る前に、変わるところを確かめられます。
5. 「提出できます」と出たら、ブックをDX事務局へ提出します。

**エラー**は提出の前に直します。**警告**は確かめて、正しければそのままでかまいません。**情報**はお知らせです。

表の行は Ctrl+C でコピーできます。仕事の途中で止めるときは Esc を押します。もとのブックは、いつも変わりません。""")


class Page(QTextBrowser):
    """A guide's page. Its pictures become as narrow as the page; paper stays white, its text black, also at night."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, openExternalLinks=False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the page keeps its width
        self.document().setDocumentMargin(MARGIN)
        self.setStyleSheet(f"QTextBrowser {{ background: #{look.PAPER}; color: #{look.TEXT}; }}")

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """What the page shows from its folder."""
        path = self.source().resolved(QUrl(name)).toLocalFile()
        if kind == QTextDocument.ResourceType.HtmlResource.value:
            return re.sub(r"<style>.*?</style>", STYLE, Path(path).read_text(encoding="utf-8"), flags=re.DOTALL)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        picture = QImage(path)
        width = self.viewport().width() - 2 * MARGIN
        if picture.isNull() or picture.width() <= width:
            return picture
        return picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)


class Help(QDialog):
    """Shows the guide of a role, or the short one: where there is no other, and in another language."""

    def __init__(self, role: str, parent: QWidget | None = None, language: str = JAPANESE) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("使い方"))
        self.page = Page()
        self._path, self._short = guide(role), language != JAPANESE
        buttons = QDialogButtonBox()
        if self._path:
            browser = buttons.addButton(self.tr("ブラウザーで開く(印刷できます)"), QDialogButtonBox.ButtonRole.ActionRole)
            browser.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path))))
        close = buttons.addButton(self.tr("閉じる"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.page)
        column.addWidget(buttons)
        self.resize(880, 640)
        if parent is not None:
            self.resize(self.size().boundedTo(parent.window().size()))
        if self._short or not self._path:
            self.page.setMarkdown(short(role))
            self._give_room()

    def showEvent(self, event: QShowEvent) -> None:
        """The guide is read when the page knows how wide it is: its pictures are made to fit."""
        super().showEvent(event)
        if self._path and not self._short and self.page.source().isEmpty():
            self.page.setSource(QUrl.fromLocalFile(str(self._path)))

    def _give_room(self) -> None:
        """Room between the lines, which Qt sets close for Japanese fonts."""
        cursor = QTextCursor(self.page.document())
        cursor.select(QTextCursor.SelectionType.Document)
        room = QTextBlockFormat()
        room.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(room)
